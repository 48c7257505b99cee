"""Rows of tables as `pdftotext -layout` prints them, without cells that cover several: around short cells in their middle, or from their first line on."""
from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple, Sequence

from pipeline.layout.aligned_rows import Places, opened_rows
from pipeline.layout.balanced_rows import are_signed
from pipeline.layout.lines import in_bracket
from pipeline.layout.lists import bullet

NAMED = frozenset({"project", "program", "effort"})  # roles of columns of names
YEARS = "schedule"  # role of a column of a year
VALUES = re.compile(r"[0-9０-９,.，．％%△▲±~～〜→⇒―－\-…○◎●×]+")  # figures, arrows and signs that stand in columns of their own
_NEVER, _OPEN = 100_000, 100  # cost of a row that is none, and of one whose last sentence does not close
_TALLEST = 40  # lines of a row above or below its middle
_ROOM = 8  # characters; a name may reach farther than the sentences below it by fewer
_BROKEN = re.compile(r"[をがでのにとやはへも、]$")  # no name ends so
_NUMBER = re.compile(r"[0-9０-９]{1,3}|[①-⑳]")
_ENDED = re.compile(r"(?:事業|制度|補助金|交付金)(?:[(（][^()（）]*[)）])?$|[)）】]$")
_BRACKETED = re.compile(r"[(（][^()（）]{3,24}[)）]")  # （訪問型コース） under a name
_MARK = re.compile(r"[(（【〔][^()（）【】〔〕]{1,6}[)）】〕]$")


class Row(NamedTuple):
    """A line below the header: its cells, and whether a blank line stands before it."""

    places: Places
    gap: bool


def printed_rows(text: str, name: str, roles: Sequence[str], body: Sequence[Row]) -> list[list[Places]]:
    """The lines of each row: where some short cell stands beside no name, around these cells; else from them on, or around
    them if then more sentences close with their row. The term of a plan opens its row. name: of the first column; roles: of all."""
    if opened := opened_rows(text, name, [row.places for row in body], [k for k, row in enumerate(body) if k == 0 or row.gap]):
        return [[row.places for row in body[a:b]] for a, b in zip(opened, [*opened[1:], len(body)])]
    anchor, named = _anchor(text, body, roles), _named(roles)
    if told := _told(text, body, named):
        return told
    top, centred = _from_top(text, body, roles), _centred(text, body, roles)
    if centred and not (anchor in body[0].places and all(named in row.places for row in body if anchor in row.places)):
        return centred
    sentences = _sentences(text, body, len(roles))
    return min((top, *([centred] if centred else [])), key=lambda rows: sum(_is_open(text, row, sentences) for row in rows))


def _named(roles: Sequence[str], other: int = 0) -> int:
    """The column of names: of projects, else of what holds them; `other` without one."""
    return roles.index("project") if "project" in roles else next((k for k, role in enumerate(roles) if role in NAMED), other)


def titled_columns(text: str, rows: Sequence[Sequence[Places]], roles: Sequence[str]) -> frozenset[int]:
    """The columns of names in whose cells a name is the first line and sentences stand below it."""
    return frozenset(c for c, role in enumerate(roles) if role in NAMED and (cells := [[places[c] for places in row if c in places] for row in rows])
                     and any(len(cell) > 1 for cell in cells) and all(len(cell) < 2 or _is_told(text, cell) for cell in cells))


def _is_told(text: str, cell: Sequence[tuple[int, int]]) -> bool:
    """Whether the lines of a cell are a name and sentences about it."""
    (start, end), *rest = cell
    return "。" not in text[start:end] and text[rest[-1][1] - 1] == "。" and end - start < max(b - a for a, b in rest) + _ROOM and _BROKEN.search(text, start, end) is None


def _told(text: str, body: Sequence[Row], named: int) -> list[list[Places]]:
    """The lines of each row where in one column a name stands over the sentences that tell about it, and all cells begin on the first line; nothing where
    a row has no sentence."""
    begins: list[int] = []
    closed = True
    for k, row in enumerate(body):
        if named not in row.places:
            continue
        if closed:
            begins.append(k)
        closed = text[row.places[named][1] - 1] == "。"
    rows = [[row.places for row in body[a:b]] for a, b in zip(begins, [*begins[1:], len(body)])]
    whole = len(rows) > 1 and begins[0] == 0 and closed
    return rows if whole and all(len(cell) > 1 and _is_told(text, cell) for row in rows for cell in [[places[named] for places in row if named in places]]) else []


def _from_top(text: str, body: Sequence[Row], roles: Sequence[str]) -> list[list[Places]]:
    """The lines of each row where all its cells begin on its first line: a row begins where its number or an amount stands,
    else where a name does not go on with the one above."""
    width = len(roles)
    numbered = _numbered(text, body)
    amounts = _amounts(text, body, width)
    named = _named(roles, min(1, width - 1) if numbered else 0)
    if not numbered and (told := _by_sentences(text, body, width, named)):
        return told
    begins = [0] if numbered else amounts if all(named in row.places for row in body if not row.places.keys().isdisjoint(amounts)) else []
    widest = {c: max((b - a for row in body if c in row.places for a, b in [row.places[c]]), default=0) for c in range(width)}
    found: list[list[Places]] = []
    if roles[named] == "project" and are_signed([text[slice(*row.places[named])] for row in body if named in row.places]):
        for k, row in enumerate(body):
            if k == 0 or named in row.places and bullet(text[slice(*row.places[named])]):
                found.append([])
            found[-1].append(row.places)
        return found
    for row in body:
        above = found[-1][-1] if found else {}
        new = not row.places.keys().isdisjoint(begins) if begins else named in row.places and not _goes_on(text, above, row.places, named, widest)
        if not found or row.gap or new:
            found.append([])
        found[-1].append(row.places)
    return found


def _by_sentences(text: str, body: Sequence[Row], width: int, named: int) -> list[list[Places]]:
    """The lines of each row where all its cells begin on its first line and a column of sentences closes with each of them: a row begins where a
    sentence does; nothing where one begins without a name beside it, or without a cell that most rows have."""
    said = _sentences(text, body, width)
    if said < 0 or said == named:
        return []
    lines = [k for k, row in enumerate(body) if said in row.places]
    closed = [text[body[k].places[said][1] - 1] == "。" for k in lines]
    begins = [k for k, ended in zip(lines, [True, *closed]) if ended]
    filled = Counter(c for k in begins for c in body[k].places if c > named)
    usual = {named, *(c for c, count in filled.items() if 2 * count > len(begins))}
    whole = len(begins) > 1 and begins[0] == 0 and closed[-1] and all(usual <= body[k].places.keys() for k in begins)
    return [[row.places for row in body[a:b]] for a, b in zip(begins, [*begins[1:], len(body)])] if whole else []


def _goes_on(text: str, above: Places, places: Places, named: int, widest: dict[int, int]) -> bool:
    """Whether the name in a line goes on with the one above, which fills its column, as does what stands beside it."""
    if named not in above:
        return False
    name, more = text[slice(*above[named])], text[slice(*places[named])]
    if _MARK.fullmatch(more) or in_bracket(name, more) or len(more) == 1 and not more.isalnum() or _BRACKETED.fullmatch(more):
        return True
    full = {c for c, (a, b) in above.items() if b - a >= widest[c] - 1 and text[b - 1] != "。"}
    return named in full and not _ENDED.search(text[slice(*above[named])]) and (len(places) < len(widest) or len(full) > 1)


def _anchor(text: str, body: Sequence[Row], roles: Sequence[str]) -> int:
    """The column whose cells are likeliest to have one line: numbers of the rows, amounts, years, else the last."""
    if _numbered(text, body):
        return 0
    return [*_amounts(text, body, len(roles)), *(k for k, role in enumerate(roles) if role == YEARS), len(roles) - 1][0]


def _amounts(text: str, body: Sequence[Row], width: int) -> list[int]:
    """The columns but the first in which nothing but figures and signs stand."""
    cells = [[text[slice(*row.places[k])] for row in body if k in row.places] for k in range(width)]
    return [k for k in range(1, width) if cells[k] and all(map(VALUES.fullmatch, cells[k]))]


def _numbered(text: str, body: Sequence[Row]) -> bool:
    """Whether the first column holds numbers of the rows."""
    cells = [text[slice(*row.places[0])] for row in body if 0 in row.places]
    return bool(cells) and all(map(_NUMBER.fullmatch, cells))


def _centred(text: str, body: Sequence[Row], roles: Sequence[str]) -> list[list[Places]]:
    """The lines of each row where its cells stand in the middle of it: as many lines of a cell stand above the line with the
    cell of a column of short cells as below, or one more or less where that line is one of them. Nothing where this does not hold
    for all rows."""
    anchor = _anchor(text, body, roles)
    middles = [k for k, row in enumerate(body) if anchor in row.places]
    stops = _stops(text, [row.places for row in body], middles, len(roles), _sentences(text, body, len(roles)))
    return [[row.places for row in body[begin:end]] for begin, end in zip([0, *stops], stops)]


def _sentences(text: str, body: Sequence[Row], width: int) -> int:
    """The column in which most lines close a sentence, -1 for none."""
    closed = [sum(c in row.places and text[row.places[c][1] - 1] == "。" for row in body) for c in range(width)]
    return closed.index(max(closed)) if any(closed) else -1


def _is_open(text: str, row: Sequence[Places], sentences: int) -> bool:
    """Whether the sentence of a row goes on behind it."""
    last = next((places[sentences] for places in reversed(row) if sentences in places), None)
    return last is not None and text[last[1] - 1] != "。"


def _stops(text: str, lines: Sequence[Places], middles: Sequence[int], width: int, sentences: int) -> list[int]:
    """Where each row ends, given the line in its middle, so that its cells reach as far up as down from there, and those of the
    column of sentences close; () where no way to part the lines does."""
    best = {0: (0, 0)}  # by the end of a row: the least cost of all rows up to it, and the place of that way among the ways that end here or there
    links: list[dict[int, int]] = []  # for each row, where it begins by where it ends
    for k, middle in enumerate(middles):
        ways: dict[int, tuple[int, int, int]] = {}
        furthest = min(middles[k + 1], middle + _TALLEST) if k + 1 < len(middles) else len(lines)
        for end in range(middle + 1, furthest + 1) if k + 1 < len(middles) else [len(lines)]:
            found = [(cost + _cost(text, lines[begin:end], middle - begin, width, sentences), rank, begin)
                     for begin, (cost, rank) in best.items() if middle - _TALLEST <= begin <= middle and end - middle <= _TALLEST]
            if found and min(found)[0] < _NEVER:
                ways[end] = min(found)
        order = sorted(ways, key=lambda end: (ways[end][1], end))
        best = {end: (ways[end][0], rank) for rank, end in enumerate(order)}
        links.append({end: begin for end, (_, _, begin) in ways.items()})
    stops = [len(lines)] if len(lines) in best and links else []
    for link in reversed(links[1:] if stops else []):
        stops.append(link[stops[-1]])
    return stops[::-1]


def _cost(text: str, lines: Sequence[Places], middle: int, width: int, sentences: int) -> int:
    """How far the lines of a row are from standing around its middle line."""
    cost = 0
    for c in range(width):
        above, below = (sum(c in places for places in part) for part in (lines[:middle], lines[middle + 1:]))
        if abs(above - below) > (c in lines[middle]):
            return _NEVER
        cost += abs(above - below)
    return cost + _OPEN * _is_open(text, lines, sentences)
