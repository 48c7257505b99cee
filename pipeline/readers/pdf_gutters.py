"""The gutters between two columns: where they stand on each page, known from the pages that tell."""
from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from statistics import median
from typing import Sequence

from pipeline.readers.pdf_lines import Line, parted

_LEAST_LINES = 4  # of the longer column beside a gutter; fewer make no columns
_LEAST_SHORT = 2  # of the shorter one, where the text ends
_NARROW = 0.7  # sizes of a character; the narrowest gutter between columns
_PROSE = 0.75  # of the width of a column; a line of running text is that long
_MOST_LINES = 400  # of a page; more are a drawing or a table, and each is held against the others
_MOST_GUTTERS = 6  # of a document; left and right pages have two
_MANY_FULL = 6  # lines from edge to edge in the left column of a page that has nothing across tell a known gutter by themselves
_FULL = 3  # lines in each column that reach from edge to edge
_EVEN = 1.6  # sizes of a character that the widths of two columns differ at most
_SAME = 4.0  # points; gutters of two pages that close are one
_WIDEST = 0.2  # of the width of both columns; a wider gap between them is none of running text


@dataclass(frozen=True, slots=True)
class Gutter:
    """Two columns in points: from `left` to `edge`, and from `start` to `right`."""

    left: float
    edge: float
    start: float
    right: float

    @property
    def middle(self) -> float:
        return (self.edge + self.start) / 2


def gutters(pages: Sequence[Sequence[Line]]) -> list[Gutter | None]:
    """For the lines of each page, the gutter of its two columns; None for a page of one column.

    A page that tells of columns by itself has some; a page whose lines keep to the gutter that several others have has
    that one, however short its lines are."""
    told = [_told(lines) if len(lines) <= _MOST_LINES else None for lines in pages]
    common = _common([each for each in told if each is not None])
    return [(_like(lines, common) or own) if len(lines) <= _MOST_LINES else None for lines, own in zip(pages, told)]


def _common(told: Sequence[Gutter]) -> list[Gutter]:
    """The gutters that the pages tell, one for those in one place, the most frequent first."""
    groups: list[list[Gutter]] = []
    for each in told:
        near = next((g for g in groups if abs(g[0].middle - each.middle) <= _SAME), None)
        if near is None:
            groups.append([each])
        else:
            near.append(each)
    ranked = sorted(groups, key=len, reverse=True)
    found = [Gutter(min(g.left for g in group), max(g.edge for g in group), min(g.start for g in group), max(g.right for g in group))
             for group in ranked if 3 * len(group) >= len(ranked[0])]
    return found[:_MOST_GUTTERS]


def _like(lines: Sequence[Line], common: Sequence[Gutter]) -> Gutter | None:
    """The first of the gutters to which the lines of a page keep: those on both sides are more than those across. Beside
    running text on the left the right column may hold a table whose cells stand anywhere."""
    for gutter in common:
        pieces = [piece for line in lines for piece in parted(line, gutter.middle)]
        west, east = [x for x in pieces if x.right <= gutter.start + 1], [x for x in pieces if x.left >= gutter.middle]
        crossing = len(pieces) - len(west) - len(east)
        starts = sum(abs(line.left - gutter.start) <= 2.2 * line.size for line in east)
        ends = all(line.right <= gutter.start for line in west)
        full = sum(line.left <= gutter.left + 1.2 * line.size and line.right >= gutter.edge - line.size for line in west)
        if ends and (crossing == 0 and (west and not east or full >= _MANY_FULL) or 2 * starts >= len(east) > 0 and len(east) >= _LEAST_SHORT):
            return gutter
    return None


def _told(lines: Sequence[Line]) -> Gutter | None:
    """The gutter that the lines of one page tell by themselves."""
    if len(lines) < _LEAST_LINES + _LEAST_SHORT:
        return None
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    low, high = left + 0.3 * (right - left), left + 0.7 * (right - left)
    counts = Counter(round(x) for line in lines for x in (line.left, *(gap.right for gap in line.gaps)) if low < x < high)
    found: list[tuple[int, float, Gutter]] = []
    for at in sorted(counts):
        if counts[at] + counts[at - 1] + counts[at + 1] < _LEAST_SHORT:
            continue
        pieces = [piece for line in lines for piece in parted(line, at - 1.5)]
        west, east = _sides(pieces, at - 1.5)
        crossing = len(pieces) - len(west) - len(east)
        short, long = sorted((len(west), len(east)))
        if short < _LEAST_SHORT or long < _LEAST_LINES or crossing > 0.6 * (len(west) + len(east)):
            continue
        size = median(line.size for line in (*west, *east))
        gutter = Gutter(min(x.left for x in west), _edge([x.edge for x in west], size), min(x.left for x in east),
                        _edge([x.edge for x in east], size))
        wide = gutter.start - gutter.edge
        if wide >= _NARROW * size and wide <= _WIDEST * (gutter.right - gutter.left) and (
                _are_even(west, east, gutter, size) or _are_prose(west, east)):
            found.append((crossing, abs(gutter.middle - (left + right) / 2), gutter))
    return min(found, key=lambda each: each[:2])[2] if found else None


def _sides(lines: Sequence[Line], at: float) -> tuple[list[Line], list[Line]]:
    return [line for line in lines if line.right <= at + 1], [line for line in lines if line.left >= at]


def _edge(ends: Sequence[float], size: float) -> float:
    """The farthest place where several lines end; a single one may stick out."""
    ordered = sorted(ends, reverse=True)
    return next((end for k, end in enumerate(ordered[:-_FULL + 1]) if end - ordered[k + _FULL - 1] <= size), ordered[0])


def _are_even(west: Sequence[Line], east: Sequence[Line], gutter: Gutter, size: float) -> bool:
    """Whether both columns are of one width and have lines from edge to edge, which the cells of tables seldom have."""
    wide, other = gutter.edge - gutter.left, gutter.right - gutter.start
    if abs(wide - other) > _EVEN * size or min(wide, other) < 10 * size:
        return False
    full = [sum(x.left <= begin + 1.2 * x.size and x.right >= end - x.size for x in side)
            for side, begin, end in ((west, gutter.left, gutter.edge), (east, gutter.start, gutter.right))]
    return all(count >= _FULL for count in full)


def _are_prose(west: Sequence[Line], east: Sequence[Line]) -> bool:
    """Whether half of the lines on both sides reach over most of their column, as cells of a table do not."""
    wide = max(max(line.right for line in side) - min(line.left for line in side) for side in (west, east))
    long = [2 * sum(line.right - line.left >= _PROSE * wide for line in side) >= len(side) for side in (west, east)]
    return all(long) and wide >= 8 * west[0].size
