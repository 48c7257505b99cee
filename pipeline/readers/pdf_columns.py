"""Reading order: the lines and tables of a page as frames, one a column, from the top of the left one."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Sequence

from pipeline.readers.pdf_lines import Line
from pipeline.readers.pdf_tables import Table

_LEAST_LINES = 4  # of the longer column beside a gutter; fewer make no columns
_LEAST_SHORT = 2  # of the shorter one, where the text ends
_GUTTER = 1.0  # sizes of a character; the narrowest gutter between columns
_PROSE = 0.75  # of the width of a column; a line of running text is that long


@dataclass(frozen=True, slots=True)
class Frame:
    """A column of a page, or the part of a page over its whole width. left, right: points, where its lines begin and may
    end. lines, tables: what stands in it, from the top."""

    page: int
    left: float
    right: float
    lines: tuple[Line, ...]
    tables: tuple[Table, ...]


def frames(lines: Sequence[Line], tables: Sequence[Table], page: int) -> list[Frame]:
    """The frames of a page in reading order: one over its width, or two columns between parts that span both."""
    gutter = _gutter(lines, tables)
    if gutter is None:
        return [_frame(page, lines, tables)] if lines or tables else []
    found: list[Frame] = []
    whole: list[Line | Table] = []  # what spans the columns, since the last band of columns
    sides: list[Line | Table] = []  # what stands in them, since the last thing that spans both
    items: list[Line | Table] = [*lines, *tables]
    for item in sorted(items, key=lambda each: (each.bottom, each.left)):
        if item.left < gutter < item.right:
            _close(found, page, whole, sides, gutter)
            whole.append(item)
        else:
            sides.append(item)
    _close(found, page, whole, sides, gutter)
    return [*found, _mixed(page, whole)] if whole else found


def _close(found: list[Frame], page: int, whole: list[Line | Table], sides: list[Line | Table], gutter: float) -> None:
    """End a band: what spans both columns stood above it, then come its left and its right column. Too little for
    columns is read over the whole width."""
    left = [item for item in sides if item.right <= gutter]
    right = [item for item in sides if item.right > gutter]
    if max(len(left), len(right)) < _LEAST_LINES or not left or not right:
        whole += sides
    else:
        found += [*([_mixed(page, whole)] if whole else []), _mixed(page, left), _mixed(page, right)]
        whole.clear()
    sides.clear()


def _mixed(page: int, items: Sequence[Line | Table]) -> Frame:
    return _frame(page, [i for i in items if isinstance(i, Line)], [i for i in items if isinstance(i, Table)])


def _frame(page: int, lines: Sequence[Line], tables: Sequence[Table]) -> Frame:
    edges: list[Line | Table] = [*lines, *tables]
    return Frame(page, min(e.left for e in edges), max(e.right for e in edges),
                 tuple(sorted(lines, key=lambda line: (line.base, line.left))), tuple(sorted(tables, key=lambda t: t.top)))


def _gutter(lines: Sequence[Line], tables: Sequence[Table]) -> float | None:
    """The place between two columns of running text; None for a page of one column."""
    if len(lines) < _LEAST_LINES + _LEAST_SHORT:
        return None
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    best: tuple[int, float] | None = None
    middle = (left + right) / 2
    starts = sorted({line.left for line in lines if left + 0.3 * (right - left) < line.left < left + 0.7 * (right - left)})
    for start in starts:
        at = start - 1.0
        west = [line for line in lines if line.right <= at]
        east = [line for line in lines if line.left >= at]
        crossing = len(lines) - len(west) - len(east)
        short, long = sorted((len(west), len(east)))
        if short < _LEAST_SHORT or long < _LEAST_LINES or crossing > 0.6 * (len(west) + len(east)):
            continue
        size = max(line.size for line in west)
        edge = max(line.right for line in west)
        if start - edge < _GUTTER * size or not _are_prose(west, east):
            continue
        rank = (crossing, abs(start - middle))
        if best is None or rank < (best[0], abs(best[1] - middle)):
            best = crossing, (edge + start) / 2
    return best[1] if best else None


def _are_prose(west: Sequence[Line], east: Sequence[Line]) -> bool:
    """Whether half of the lines on both sides reach over most of their column, as cells of a table do not."""
    wide = max(max(line.right for line in side) - min(line.left for line in side) for side in (west, east))
    long = [2 * sum(line.right - line.left >= _PROSE * wide for line in side) >= len(side) for side in (west, east)]
    return all(long) and wide >= 8 * west[0].size
