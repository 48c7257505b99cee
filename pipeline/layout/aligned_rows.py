"""Rows of tables in plain text whose columns spaces part: which lines belong to one row, by what their cells say."""
from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Sequence

from pipeline.layout.balanced_rows import Merged, parted
from pipeline.layout.line import Line
from pipeline.layout.project_names import PARTICLES, alternatives, runs_on
from pipeline.layout.tables import role
from pipeline.layout.term_blocks import term_blocks
from pipeline.layout.term_rows import openings
from pipeline.layout.widths import half_widths
from pipeline.rules import load

_UNFINISHED = re.compile(r"[をがでのにとやはへも、]$")  # no cell ends so
_MARK = re.compile(r"[(（【〔][^()（）【】〔〕]{1,6}[)）】〕]")  # (新規) under a name
_NUMBERS = re.compile(r"(?:整理|事業|施策|取組|通し|項目)?(?:番号|No\.?|№)")
_FIGURE = re.compile(r"[0-9A-Z]{1,4}(?:[-.][0-9]{1,3}){0,3}")
_PARTICLE = re.compile(PARTICLES)
_MARKED = re.compile(r"[【〔][^【】〔〕]{1,6}[】〕][^\s、。]")  # 【新規】 before a name
_ENDED = re.compile(r"事業(?:[(（][^()（）]*[)）])?$")
_NARROW = 6  # full-width characters; a narrower column is not filled up

Places = dict[int, tuple[int, int]]
"""The cells of a line by their columns: (start, end) in the text."""


def balanced(text: str, lines: Sequence[Line], solid: Sequence[Line], taken: Sequence[Places], width: int) -> tuple[list[list[Places]], tuple[Merged, ...]] | None:
    """The lines of each row and the cells that cover several rows, by the lines below the head, of a table in which cells stand in the middle of
    their rows; None for another one. A blank line parts rows, as the end of a page does."""
    if not any(width > len(places) for places in taken):
        return None
    first = heads_of(text, taken)
    heads = ["".join(text[slice(*places[c])] for places in taken[:first] if c in places) for c in range(width)]
    fresh, torn = _behind(lines)
    gaps = [k for k, line in enumerate(solid[first:]) if line.start in fresh]
    if rows := term_blocks(text, heads[0], taken[first:], [k for k in gaps if k]):
        return [[*taken[:first]], *rows], ()
    cells = [{c: text[a:b] for c, (a, b) in places.items()} for places in taken[first:]]
    found = None if opened_rows(text, heads[0], taken[first:], [0, *gaps]) else parted(heads, cells, gaps, [k for k in gaps if solid[first + k].start in torn])
    return ([[*taken[:first]], *([*taken[first:][a:b]] for a, b in found.rows)], found.merged) if found else None


def _behind(lines: Sequence[Line]) -> tuple[set[int], set[int]]:
    """Where the lines behind blank ones or the end of a page start, and the latter alone."""
    fresh: set[int] = set()
    torn: set[int] = set()
    blank = over = False  # since the last line with text
    for before, after in zip(lines, lines[1:]):
        blank, over = blank or before.blank, over or before.full_end < after.full_start
        if after.blank:
            continue
        fresh |= {after.start} if blank or over else set()
        torn |= {after.start} if over else set()
        blank = over = False
    return fresh, torn


def rows_of(text: str, lines: Sequence[Line], solid: Sequence[Line], taken: Sequence[Places], width: int) -> list[list[Places]]:
    """The lines of each row: those between blank lines, where such part the rows, else a line with those that go on in
    cells which the line above filled up."""
    gaps = {after.start for before, after in zip(lines, lines[1:]) if before.blank and not after.blank}
    first = heads_of(text, taken)
    fresh = [k for k, line in enumerate(solid[first:]) if k == 0 or line.start in gaps]
    if opened := opened_rows(text, text[slice(*taken[0][0])], taken[first:], fresh) if taken and 0 in taken[0] else []:
        return [[*taken[:first]], *([*taken[first:][a:b]] for a, b in zip(opened, [*opened[1:], len(taken)]))]
    if len(gaps) > 1:
        found: list[list[Places]] = []
        for line, places in zip(solid, taken):
            if line.start in gaps or not found:
                found.append([])
            found[-1].append(places)
        return found
    widest = [max((half_widths(text[a:b]) for places in taken if c in places for a, b in [places[c]]), default=0) for c in range(width)]
    rows: list[list[Places]] = []
    keyed = _keyed(text, taken)
    for places in taken:
        above = rows[-1][-1] if rows else {}
        goes_on = all(c in above for c in places) and any(_PARTICLE.match(text[slice(*places[c])]) for c in places)
        again = any(c in above and _are_whole(text[slice(*above[c])], text[slice(*place)]) for c, place in places.items())
        if rows and (keyed and 0 not in places or above and goes_on and not again):
            rows[-1].append(places)
            continue
        whole = any(c in places and places[c][1] - places[c][0] > _NARROW and whole_forms()[-1].fullmatch(text[a:b])
                    for c, (a, b) in above.items())
        held = [text[slice(*above[c])] for c in places if c in above]
        unfinished = sum(map(bool, map(_UNFINISHED.search, held))) * 2 > len(places) and not any(map(_ENDED.search, held))
        if above and not whole and (unfinished or all(
                c in above and _follows(text[slice(*above[c])], text[slice(*places[c])], widest[c]) for c in places)):
            rows[-1].append(places)
        else:
            rows.append([places])
    return rows


def _are_whole(above: str, below: str) -> bool:
    """Whether two cells, one under the other, are figures or years, each of a row of its own."""
    return any(all(form.fullmatch("".join(cell.split())) for cell in (above, below)) for form in whole_forms()[:2])


def heads_of(text: str, taken: Sequence[Places]) -> int:
    """How many lines at the top name the columns: one, or two of which the second holds names of columns or words in brackets alone."""
    return 2 if len(taken) > 2 and all(is_aside(words := text[slice(*place)]) or role(words) != "" and not any(map(str.isdigit, words)) for place in taken[1].values()) else 1


def is_aside(words: str) -> bool:
    """Whether words in brackets may stand below the name of a column (（期間）)."""
    return _MARK.fullmatch(words) is not None and not any(map(str.isdigit, words))


def opened_rows(text: str, head: str, taken: Sequence[Places], parted: Sequence[int]) -> list[int]:
    """The lines that open rows because terms or names of plans with their periods stand in the first column, `head` its name; none where
    the first line does not. parted: the first line and those behind blank ones, which open the rows if one plan stands in each stretch."""
    keyed = [k for k, places in enumerate(taken) if 0 in places]
    opened = [keyed[k] for k in openings(head, [text[slice(*taken[k][0])] for k in keyed])] if len(keyed) > 1 else []
    if len(opened) == len(parted) and all(a <= k < b for a, k, b in zip(parted, opened, [*parted[1:], len(taken)])):
        return [*parted]
    return opened if keyed[:1] == [0] else []


def _keyed(text: str, taken: Sequence[Places]) -> bool:
    """Whether the first column has a key for each row, so that a line without one goes on with the row above: figures under 番号 and the like."""
    head, *keys = (unicodedata.normalize("NFKC", text[slice(*places[0])]) for places in taken if 0 in places)
    return len(keys) > 1 and _NUMBERS.fullmatch(head) is not None and all(map(_FIGURE.fullmatch, keys))


def _follows(cell: str, below: str, widest: int) -> bool:
    """Whether what stands below a cell goes on with it: the cell has no room for one more character and does not end as a
    name does, or both are departments."""
    department = whole_forms()[2]
    if _MARK.fullmatch(below) or _MARKED.match(below):
        return _MARK.fullmatch(below) is not None
    if len(below) > _NARROW and _deed_ends().search(cell) and not runs_on(cell, below):
        return False  # …の拡充 ends a name
    full = half_widths(cell) >= max(widest - 1, 2 * _NARROW) and not _ENDED.search(cell)
    return full or department.fullmatch(cell) is not None and department.fullmatch(below) is not None


@lru_cache(maxsize=1)
def _deed_ends() -> re.Pattern[str]:
    """The end of a name that says what is done (ネットワークの拡充)."""
    return re.compile(rf"の(?:{'|'.join(re.escape(row['word']) for row in load('deeds'))})$")


@lru_cache(maxsize=1)
def whole_forms() -> tuple[re.Pattern[str], ...]:
    """Cells that need no further line: a figure, a year, a department, a name of a measure."""
    return (re.compile(r"[0-9０-９]{1,3}|[①-⑳]|[(（][0-9０-９]{1,2}[)）]"),
            re.compile(r"(?:令和|平成|[RHＲＨ])?[0-9０-９元]{1,4}(?:年度?)?(?:[~～〜-].*)?|継続|通年"),
            re.compile(r"[^、。]{1,12}(?:[課室局部所係班署]|センター|委員会|図書館|病院)"),
            re.compile(rf"[^、。]{{4,}}(?:{alternatives()})(?:[(（][^()（）]*[)）])?"))
