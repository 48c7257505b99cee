"""Reading order: the lines and tables of a page as frames, one a column, from the top of the left one."""
from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Collection, Sequence

from pipeline.readers.pdf_boxes import Band
from pipeline.readers.pdf_gutters import Gutter
from pipeline.readers.pdf_lines import Line, parted
from pipeline.readers.pdf_pages import Rule
from pipeline.readers.pdf_style import rounded
from pipeline.readers.pdf_tables import Table

_LEAST_LINES = 4  # of the longer column of a band; fewer make no columns
_LARGER = 1.12  # of the size of most lines; a heading over both columns is that large
_UNEVEN, _LEVEL = 6.0, 1.7  # sizes that columns which a heading ends and begins differ at most, at their feet and tops
_BRACKETED = re.compile("[【〔《].{1,20}[】〕》]")
_OVER = 1.05  # of the size of most lines; a heading over what spans both columns is that large at least
_NEAR = 2.5  # sizes of a heading between it and what it heads
_PARTED = 0.6  # sizes of such a heading between it and the columns above
_ROOM = 0.8  # sizes of a heading that the gap around it in the other column leaves


@dataclass(frozen=True, slots=True)
class Frame:
    """A column of a page, or the part of a page over its whole width. left, right: points, where its lines begin and may
    end. lines, tables: what stands in it, from the top. settled: left and right are those of a known column. boxed: it
    is a card."""

    page: int
    left: float
    right: float
    lines: tuple[Line, ...]
    tables: tuple[Table, ...]
    settled: bool = False
    boxed: bool = False


def frames(lines: Sequence[Line], tables: Sequence[Table], page: int, gutter: Gutter | None = None,
           dividers: Sequence[Rule] = (), inner: Collection[float] = ()) -> list[Frame]:
    """The frames of a page in reading order: one over its width, or two columns between parts that span both.

    dividers: flat rules of the page; one across the gutter belongs to a heading over both columns. inner: the sizes of
    lines in right columns of the document (`inner_sizes`); no heading of theirs spans both."""
    if not lines and not tables:
        return []
    if gutter is None:
        return [_frame(page, lines, tables)]
    items: list[Line | Table] = [*(piece for line in lines for piece in parted(line, gutter.middle)), *tables]
    items.sort(key=lambda each: (each.bottom, each.left))
    spanning = _spanning(items, gutter, dividers, inner)
    if not spanning and all(item.right <= gutter.start for item in items):
        return [_column(page, items, gutter.left, gutter.edge)]
    found: list[Frame] = []
    whole: list[Line | Table] = []  # what spans the columns, since the last band of columns
    sides: list[Line | Table] = []  # what stands in them, since the last thing that spans both
    for k, item in enumerate(items):
        if k in spanning:
            _close(found, page, whole, sides, gutter)
            whole.append(item)
        else:
            sides.append(item)
    _close(found, page, whole, sides, gutter)
    return [*found, _mixed(page, whole)] if whole else found


def carded(lines: Sequence[Line], tables: Sequence[Table], page: int, cards: Sequence[Band]) -> list[Frame]:
    """The frames of a page with cards side by side: what stands above them, each card, and what stands below."""
    found: list[Frame] = []
    owned = {line for band in cards for card in band for line in card.lines}
    inside = {k for band in cards for card in band for k in card.tables}
    items: list[Line | Table] = sorted([*(line for line in lines if line not in owned), *(table for k, table in enumerate(tables) if k not in inside)],
                                       key=lambda each: each.top)
    edge = max(line.edge for line in lines)
    for band in cards:
        top = min(card.box.top for card in band)
        above = [item for item in items if item.top < top]
        items = items[len(above):]
        found += [replace(_mixed(page, above), right=edge, settled=True)] if above else []
        for card in band:
            left = min(line.left for line in card.lines)
            right = max(card.box.right - (left - card.box.left), *(line.edge for line in card.lines))
            inner = sorted((tables[k] for k in card.tables), key=lambda table: table.top)
            found.append(Frame(page, left, right, card.lines, tuple(inner), True, True))
    return [*found, replace(_mixed(page, items), right=edge, settled=True)] if items else found


def inner_sizes(pages: Sequence[Sequence[Line]], found: Sequence[Gutter | None]) -> frozenset[float]:
    """The sizes, to half a point, of the lines that stand in right columns; headings of other sizes may span both."""
    return frozenset(rounded(piece.size) for lines, gutter in zip(pages, found) if gutter is not None
                     for line in lines for piece in parted(line, gutter.middle) if piece.left >= gutter.middle)


def _spanning(items: Sequence[Line | Table], gutter: Gutter, dividers: Sequence[Rule], inner: Collection[float]) -> set[int]:
    """The indices of what spans both columns: what crosses the gutter, and headings in the left one beside which the
    right one leaves a gap, or which have a rule or a bar across."""
    across = [rule.top for rule in dividers if rule.left < gutter.edge - 9 and rule.right > gutter.start + 9]
    found = {k for k, item in enumerate(items) if item.left < gutter.middle and item.right > gutter.start + 1
             or item.left < gutter.edge - 1 and item.right > gutter.middle and isinstance(item, Table)}
    sizes = sorted(item.size for item in items if isinstance(item, Line))
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    east = [item for k, item in enumerate(items) if item.left >= gutter.middle]
    for k, item in enumerate(items):
        if k in found or not isinstance(item, Line) or item.left >= gutter.middle:
            continue
        if any(each.top < item.bottom and each.bottom > item.top for each in east):
            continue
        above = max((each.bottom for each in [*east, *(items[j] for j in found)] if each.bottom <= item.top), default=0.0)
        below = min((each.top for each in east if each.top >= item.bottom), default=0.0)
        if not below:
            if east and item.top >= max(each.bottom for each in east) and _is_barred(item, across):
                found.add(k)  # a bar over both columns holds it
            elif east and item.size >= _LARGER * usual and rounded(item.size) not in inner and item.top - above >= _ROOM * item.size:
                found.add(k)  # the columns have ended above a heading
            continue
        first = not any(each.bottom <= item.top and each.bottom > above - 1 for each in items if each not in east) and not any(
            each.bottom <= item.top for each in east)
        ruled = any(-0.3 * item.size <= top - item.bottom <= 1.2 * item.size for top in across) and (
            item.size >= _LARGER * usual or item.right < gutter.edge - item.size)  # the bar below a full line belongs to the next heading
        large = item.size >= _LARGER * usual and rounded(item.size) not in inner and below - above >= item.bottom - item.top + _ROOM * item.size and (
            _is_level(item, items, above, below, gutter, usual))
        if first or ruled or large:
            found.add(k)
    for k in range(len(items) - 1, -1, -1):
        if k not in found and _heads_a_spanning_one(items, k, found, gutter, usual):
            found.add(k)
    return found


def _is_barred(item: Line, across: Sequence[float]) -> bool:
    """Whether a line stands between two of the rules across the gutter, at whose heights `across` are, as in a bar."""
    near = 1.2 * item.size
    return any(-0.3 * item.size <= item.top - top <= near for top in across) and any(-0.3 * item.size <= top - item.bottom <= near for top in across)


def _heads_a_spanning_one(items: Sequence[Line | Table], k: int, found: Collection[int], gutter: Gutter, usual: float) -> bool:
    """Whether a larger line in the left column, or one in heavy brackets (【目指す姿】), stands right over what spans both, nearer to
    that than to the columns above, which have ended level with each other: it heads what follows, and not the top of the right column."""
    item = items[k]
    if not isinstance(item, Line) or item.left >= gutter.middle or item.text[-1] in "。、" or item.size < _OVER * usual and _BRACKETED.fullmatch(item.text) is None:
        return False
    after = min((j for j, each in enumerate(items) if j != k and each.bottom > item.bottom), key=lambda j: items[j].top, default=-1)
    if after not in found or not -0.3 * item.size <= items[after].top - item.bottom <= _NEAR * item.size:
        return False
    west = max((each.bottom for j, each in enumerate(items) if j != k and each.left < gutter.middle and each.top < item.top), default=0.0)
    east = max((each.bottom for each in items if each.left >= gutter.middle and each.top < item.bottom), default=0.0)
    room = item.top - max(west, east)
    return west > 0 and east > 0 and room >= max(_PARTED * item.size, items[after].top - item.bottom) and abs(west - east) <= _UNEVEN * usual


def _is_level(item: Line, items: Sequence[Line | Table], above: float, below: float, gutter: Gutter, usual: float) -> bool:
    """Whether the left column ends above a heading and begins below it about where the right one does."""
    west = [each for each in items if each.left < gutter.middle and each is not item]
    ended = max((each.bottom for each in west if each.bottom <= item.top), default=above)
    begun = min((each.top for each in west if each.top >= item.bottom), default=below)
    return abs(ended - above) <= _UNEVEN * usual and abs(begun - below) <= _LEVEL * usual


def _close(found: list[Frame], page: int, whole: list[Line | Table], sides: list[Line | Table], gutter: Gutter) -> None:
    """End a band: what spans both columns stood above it, then come its left and its right column. Too little for
    columns is read over the whole width."""
    left = [item for item in sides if item.left < gutter.middle]
    right = [item for item in sides if item.left >= gutter.middle]
    if not left or not right or max(len(left), len(right)) < _LEAST_LINES and not (_are_columns(left, right) or _are_full(left, right, gutter)):
        whole += sides
    else:
        found += [*([_mixed(page, whole)] if whole else []), _column(page, left, gutter.left, gutter.edge),
                  _column(page, right, gutter.start, gutter.right)]
        whole.clear()
    sides.clear()


def _are_columns(left: Sequence[Line | Table], right: Sequence[Line | Table]) -> bool:
    """Whether the lines of a short band stand at heights of their own, as those of one line in two pieces do not."""
    lines = [item for item in left if isinstance(item, Line)]
    return not any(isinstance(item, Line) and abs(item.base - other.base) <= 0.3 * item.size for item in right for other in lines)


def _are_full(left: Sequence[Line | Table], right: Sequence[Line | Table], gutter: Gutter) -> bool:
    """Whether a short band has running text in its columns: lines in the left one from edge to edge, and those of the right one begin at its edge."""
    if not all(isinstance(item, Line) for item in (*left, *right)):
        return False
    full = [item.left <= gutter.left + 2.2 * item.size and item.right >= gutter.edge - item.size for item in left if isinstance(item, Line)]
    return len(left) > 1 and all(full) and all(abs(item.left - gutter.start) <= 2.2 * item.size for item in right if isinstance(item, Line))


def _mixed(page: int, items: Sequence[Line | Table]) -> Frame:
    return _frame(page, [i for i in items if isinstance(i, Line)], [i for i in items if isinstance(i, Table)])


def _column(page: int, items: Sequence[Line | Table], left: float, right: float) -> Frame:
    frame = _mixed(page, items)
    return Frame(page, min(left, frame.left), right, frame.lines, frame.tables, True)


def _frame(page: int, lines: Sequence[Line], tables: Sequence[Table]) -> Frame:
    edges: list[Line | Table] = [*lines, *tables]
    return Frame(page, min(e.left for e in edges), max(e.right for e in edges),
                 tuple(sorted(lines, key=lambda line: (line.base, line.left))), tuple(sorted(tables, key=lambda t: t.top)))
