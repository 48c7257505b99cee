"""Rules of a page to grids: the ruled tables with their cells, merged ones as one."""
from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Sequence

from pipeline.readers.pdf_pages import Rule

_SNAP = 2.0  # points; rules that close are one, and rules that end that close meet
_SHORTEST = 8.0  # points; a shorter rule is part of a drawing or of a character
_COVER = 0.7  # of the side of a cell; a rule along so much of it is its border
_MOST_RULES = 1_200  # after rules in one line are joined; a page with more shows a drawing
_MOST_PLACES = 20_000  # cells of a grid before merged ones are joined: 400 rows of 50 columns
_ARROW = 40.0  # points between two columns of boxes that an arrow joins at most
_OPEN = 6.0  # points that a rule of an open-sided table reaches beyond its last column


@dataclass(frozen=True, slots=True)
class Box:
    """A cell: its place in the grid, how many rows and columns it covers, and its box in points."""

    row: int
    column: int
    rowspan: int
    colspan: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled grid of at least two cells. xs, ys: the places of its rules in points, borders included."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    boxes: tuple[Box, ...]

    def at(self, x: float, y: float) -> int:
        """The index of the cell that holds a point; -1 for none."""
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]):
            return -1
        return next((k for k, b in enumerate(self.boxes) if b.left <= x <= b.right and b.top <= y <= b.bottom), -1)


def grids(rules: Sequence[Rule]) -> list[Grid]:
    """The grids of a page, the smaller first, so that a table in a cell is found before the table around it."""
    flat = straight([(r.top, r.left, r.right) for r in rules if r.right - r.left >= r.bottom - r.top])
    upright = straight([(r.left, r.top, r.bottom) for r in rules if r.right - r.left < r.bottom - r.top])
    if not flat or not upright or len(flat) + len(upright) > _MOST_RULES:
        return []
    flat += _bridges(_groups(flat, upright))
    found = [grid for across, down in _groups(straight(flat), upright) if (grid := _grid(across, down)) is not None]
    return sorted(found, key=lambda g: (g.xs[-1] - g.xs[0]) * (g.ys[-1] - g.ys[0]))


_Line = tuple[float, float, float]  # place across, start, end


def straight(lines: Sequence[_Line]) -> list[_Line]:
    """Lines in one place that touch or overlap as one line; short ones dropped."""
    found: list[_Line] = []
    for at, group in _clustered(lines):
        start, end = group[0][1], group[0][2]
        for _, a, b in group[1:]:
            if a > end + _SNAP:
                found.append((at, start, end))
                start, end = a, b
            end = max(end, b)
        found.append((at, start, end))
    return [line for line in found if line[2] - line[1] >= _SHORTEST]


def _clustered(lines: Sequence[_Line]) -> list[tuple[float, list[_Line]]]:
    groups: list[list[_Line]] = []
    for line in sorted(lines):
        if groups and line[0] - groups[-1][0][0] <= _SNAP:
            groups[-1].append(line)
        else:
            groups.append([line])
    return [(sum(x[0] for x in g) / len(g), sorted(g, key=lambda x: (x[1], x[2]))) for g in groups]


def _groups(flat: Sequence[_Line], upright: Sequence[_Line]) -> list[tuple[list[_Line], list[_Line]]]:
    """Flat and upright lines that cross or meet, directly or through others."""
    owner = list(range(len(flat) + len(upright)))

    def root(k: int) -> int:
        while owner[k] != k:
            owner[k] = owner[owner[k]]
            k = owner[k]
        return k

    heights = [line[0] for line in flat]
    for k, (x, top, bottom) in enumerate(upright, len(flat)):
        for j in range(bisect_left(heights, top - _SNAP), bisect_right(heights, bottom + _SNAP)):
            if flat[j][1] - _SNAP <= x <= flat[j][2] + _SNAP:
                owner[root(k)] = root(j)
    groups: dict[int, tuple[list[_Line], list[_Line]]] = {}
    for k in range(len(owner)):
        across, down = groups.setdefault(root(k), ([], []))
        (across if k < len(flat) else down).append(flat[k] if k < len(flat) else upright[k - len(flat)])
    return [group for group in groups.values() if len(group[0]) >= 2 and group[1]]


def _bridges(groups: Sequence[tuple[list[_Line], list[_Line]]]) -> list[_Line]:
    """Flat lines that join columns of boxes side by side, of one height, between which arrows stand: a chart that reads
    as one table."""
    boxes = sorted((min(x for x, _, _ in down), max(x for x, _, _ in down), min(y for y, _, _ in across), max(y for y, _, _ in across))
                   for across, down in groups if len({round(x / _SNAP) for x, _, _ in down}) == 2 and len(across) > 2)
    found: list[_Line] = []
    for one, other in zip(boxes, boxes[1:]):
        level = abs(one[2] - other[2]) <= _OPEN and abs(one[3] - other[3]) <= _OPEN
        if level and 0 < other[0] - one[1] <= _ARROW:
            found += [(y, one[1], other[0]) for y in one[2:]]
    return found


def _grid(flat: Sequence[_Line], upright: Sequence[_Line]) -> Grid | None:
    xs = _places([line[0] for line in upright], min(line[1] for line in flat), max(line[2] for line in flat))
    ys = _places([line[0] for line in flat], min(line[1] for line in upright), max(line[2] for line in upright))
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 1 or rows < 1 or columns * rows < 2 or columns * rows > _MOST_PLACES:
        return None
    owner = list(range(columns * rows))

    def root(k: int) -> int:
        while owner[k] != k:
            owner[k] = owner[owner[k]]
            k = owner[k]
        return k

    across, down = _by_place(flat, ys), _by_place(upright, xs)
    for row in range(rows):
        for column in range(columns):
            place = row * columns + column
            if column and not _covered(down[column], ys[row], ys[row + 1]):
                owner[root(place)] = root(place - 1)
            if row and not _covered(across[row], xs[column], xs[column + 1]):
                owner[root(place)] = root(place - columns)
    groups: dict[int, list[tuple[int, int]]] = {}
    for place in range(columns * rows):
        groups.setdefault(root(place), []).append(divmod(place, columns))
    boxes = [box for group in groups.values() for box in _boxes(group, xs, ys)]
    return Grid(tuple(xs), tuple(ys), tuple(sorted(boxes, key=lambda b: (b.row, b.column)))) if len(boxes) > 1 else None


def _places(lines: Sequence[float], low: float, high: float) -> list[float]:
    """The places of the rules, one for those that close, with the ends of the rules across where a side is open."""
    found: list[float] = []
    for at in sorted(lines):
        if not found or at - found[-1] > _SNAP + 0.5:
            found.append(at)
    if low < found[0] - _OPEN:
        found.insert(0, low)
    if high > found[-1] + _OPEN:
        found.append(high)
    return found


def _by_place(lines: Sequence[_Line], places: Sequence[float]) -> list[list[_Line]]:
    found: list[list[_Line]] = [[] for _ in places]
    for line in lines:
        k = bisect_left(places, line[0])
        near = [j for j in (k - 1, k) if 0 <= j < len(places)]
        found[min(near, key=lambda j: abs(places[j] - line[0]))].append(line)
    return found


def _covered(lines: Sequence[_Line], start: float, end: float) -> bool:
    """Whether a rule runs along most of the side from start to end."""
    return sum(max(0.0, min(b, end) - max(a, start)) for _, a, b in lines) >= _COVER * (end - start)


def _boxes(group: Sequence[tuple[int, int]], xs: Sequence[float], ys: Sequence[float]) -> list[Box]:
    """The cell of places without a border between them; where they make no rectangle, a cell for each run in a row."""
    rows, columns = [r for r, _ in group], [c for _, c in group]
    top, left, bottom, right = min(rows), min(columns), max(rows), max(columns)
    if (bottom - top + 1) * (right - left + 1) == len(group):
        return [Box(top, left, bottom - top + 1, right - left + 1, xs[left], ys[top], xs[right + 1], ys[bottom + 1])]
    found: list[Box] = []
    for row in range(top, bottom + 1):
        here = sorted(c for r, c in group if r == row)
        start = 0
        for k in range(1, len(here) + 1):
            if k == len(here) or here[k] != here[k - 1] + 1:
                a, b = here[start], here[k - 1]
                found.append(Box(row, a, 1, b - a + 1, xs[a], ys[row], xs[b + 1], ys[row + 1]))
                start = k
    return found
