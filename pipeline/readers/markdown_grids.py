"""Tables that are drawn as text: grids of `+---+` (Pandoc, reStructuredText) and columns under dashes, to their cells."""
from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Iterable, Mapping, Sequence

from pipeline.readers.limits import MAX_CELLS
from pipeline.readers.markdown_columns import WIDTHS, Row, Width, opened
from pipeline.readers.markdown_html import trimmed
from pipeline.source import Mark

_CHAIN = re.compile(r"\+(?:[-=:]+\+)+")
DASHES = re.compile(r"[ \t]*-{2,}(?:[ \t]+-{2,})*[ \t]*$")
"""A line of dashes for each column, or over the whole width."""
_GROUP = re.compile(r"-+")
_GAP = re.compile(r"[ \t\u00a0\u3000]{2,}")
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its place in the table, and its lines in the source, trimmed, empty ones among them."""

    row: int
    lines: tuple[Place, ...]
    rowspan: int = 1
    colspan: int = 1
    header: bool = False


def marks(text: str, rows: Sequence[Place], cells: Sequence[Cell]) -> list[Mark]:
    """The marks of a table. rows: where each begins and ends; cells: row by row, from left to right.

    A cell that fills several lines is one `cell` and, from its second line on, a `piece` for each."""
    if not rows:
        return []
    found = [Mark("table", rows[0][0], max(end for _, end in rows)), *(Mark("row", *row) for row in rows)]
    for number, cell in enumerate(cells):
        start, end = cell.lines[0]
        found.append(Mark("cell", start, max(start, end), f"{cell.rowspan},{cell.colspan},{'h' if cell.header else ''}"))
        for (a, b), opens in list(zip(cell.lines, opened(text, cell.lines)))[1:]:
            if b > a:
                found.append(Mark("piece", a, b, f"{number},item" if opens else f"{number},"))
    return found


def grid_lines(lines: Iterable[str]) -> tuple[int, int, Width]:
    """How many of `lines` may be a grid, whose first line is its upper border, how many of them are up to its lower one, and
    how its columns count."""
    ends = dict.fromkeys(WIDTHS, 0)
    first: dict[Width, int] = {}
    live, bordered, count = list(WIDTHS), False, 0
    for line in lines:
        border = _CHAIN.search(line) is not None
        live = [] if border and bordered else [each for each in live if Row(line, each).columns == first.setdefault(each, Row(line, each).columns)]
        if not live:
            break
        bordered = border
        count += 1
        if count > 1 and _CHAIN.fullmatch(line):
            ends |= dict.fromkeys(live, count)
    width = max(WIDTHS, key=lambda each: ends[each])
    return count, ends[width], width


def grid(text: str, places: Sequence[Place], width: Width) -> tuple[list[Place], list[Cell]]:
    """The rows and cells of a grid. places: its lines, from border to border, as `grid_lines` counts them."""
    lines = [Row(text[a:b], width) for a, b in places]
    chains = [[(line.column(m.start()), line.column(m.end() - 1), m) for m in _CHAIN.finditer(line.text)] for line in lines]
    edges = sorted({line.column(m.start() + k) for line, row in zip(lines, chains) for _, _, m in row
                    for k, letter in enumerate(m.group()) if letter == "+"})
    borders = [k for k, row in enumerate(chains) if row]
    ruled = [_ruled(chains[k], edges) for k in borders]
    barred = [[all(line.letter(edge) in ("|", "+") for line in lines[a + 1:b]) for edge in edges] for a, b in zip(borders, borders[1:])]
    under = next((k for k in borders[1:-1] if "=" in lines[k].text and chains[k][0][:2] == (edges[0], edges[-1])), 0)
    height, across = len(borders) - 1, len(edges) - 1
    taken = [[False] * across for _ in range(height)]
    cells = []
    for r in range(height):
        for c in range(across):
            if taken[r][c]:
                continue
            right = c + 1
            while right < across and not barred[r][right] and not taken[r][right]:
                right += 1
            below = r + 1
            while below < height and not any(ruled[below][c:right]) and not any(taken[below][c:right]):
                below += 1
            for each in range(r, below):
                taken[each][c:right] = [True] * (right - c)
            inner = range(borders[r] + 1, borders[below])
            cells.append(Cell(r, tuple(_cut(text, places[k][0], lines[k], edges[c] + 1, edges[right]) for k in inner),
                              below - r, right - c, borders[r] < under))
    return [(places[a + 1][0], places[b - 1][1]) for a, b in zip(borders, borders[1:])], cells


def _ruled(chains: Sequence[tuple[int, int, re.Match[str]]], edges: Sequence[int]) -> list[bool]:
    """For each column of a grid, between two `edges`, whether a border runs through it."""
    found = [False] * (len(edges) - 1)
    for left, right, _ in chains:
        first, last = bisect_left(edges, left), bisect_left(edges, right)
        found[first:last] = [True] * (last - first)
    return found


def _cut(text: str, start: int, line: Row, left: int, right: int) -> Place:
    """What stands between two columns of a line that starts at a place of `text`; trimmed."""
    return trimmed(text, start + line.index(left), start + max(line.index(left), line.index(right)))


@dataclass(frozen=True, slots=True)
class Dashed:
    """A table under dashes, as numbers of lines. header: the first and behind the last line of its names, none if they are
    equal; rule: the line whose dashes show the columns; body: the first and behind the last line of rows; end: behind it all."""

    header: tuple[int, int]
    rule: int
    body: tuple[int, int]
    end: int


def dashed(text: str, table: Dashed, bodies: Mapping[int, int], starts: Mapping[int, int], ends: Mapping[int, int]) -> tuple[list[Place], list[Cell]] | None:
    """The rows and cells of a table under dashes; None where its lines do not stand in the columns.

    By number of line: starts at the margin, bodies behind the marks of quotes and lists, ends of the lines in `text`."""
    at = {width: Row(text[starts[table.rule]:ends[table.rule]], width) for width in WIDTHS}
    dashes = [m.start() - starts[table.rule] for m in _GROUP.finditer(text, bodies[table.rule], ends[table.rule])]
    groups = {width: [at[width].column(each) for each in dashes] for width in WIDTHS}
    printed = [k for k in (*range(*table.header), *range(*table.body)) if text[bodies[k]:ends[k]].strip()]
    if len(printed) * len(dashes) > MAX_CELLS:
        return None
    width = max(WIDTHS, key=lambda each: sum(_fits(Row(text[starts[k]:ends[k]], each), groups[each][1:]) for k in printed))
    cut = {}
    for k in printed:
        cut[k] = _columns(text, (starts[k], ends[k]), bodies[k], width, groups[width])
        if not cut[k]:
            return None
    if len(dashes) > 1 and not any(sum(b > a for a, b in row) > 1 for row in cut.values()):
        return None
    heads = [k for k in printed if k < table.header[1]]
    rows: list[list[int]] = [heads] if heads else []
    parted = any(k not in cut for k in range(*table.body))
    for k in range(*table.body):
        if k in cut and (not parted or k - 1 not in cut or k == table.body[0]):
            rows.append([k])
        elif k in cut:
            rows[-1].append(k)
    cells = [Cell(r, tuple(cut[k][c] for k in row), header=row is heads) for r, row in enumerate(rows) for c in range(len(dashes))]
    return [(cut[row[0]][0][0], ends[row[-1]]) for row in rows], cells


def _fits(line: Row, columns: Sequence[int]) -> bool:
    return all(line.parts_at(column) for column in columns)


def _columns(text: str, place: Place, body: int, width: Width, columns: Sequence[int]) -> list[Place]:
    """The cells of a line: by the columns, or by wide gaps where these give as many; empty where neither does."""
    start, end = place
    line = Row(text[start:end], width)
    if _fits(line, columns[1:]):
        edges = [min(body, start + line.index(columns[0])), *(min(end, start + line.index(column)) for column in columns[1:]), end]
        return [trimmed(text, a, b) for a, b in zip(edges, edges[1:])]
    gaps = [found.span() for found in _GAP.finditer(text, body, end)]
    edges = [body, *(place for gap in gaps for place in gap), end]
    parts = list(zip(edges[::2], edges[1::2]))
    return parts if len(parts) == len(columns) else []
