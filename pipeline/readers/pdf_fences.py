"""Upright rules for tables that have flat ones or shaded rows only: where the gaps between their columns stand."""
from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Collection, Sequence

from pipeline.readers.pdf_grids import straight
from pipeline.readers.pdf_lines import Line, parted
from pipeline.readers.pdf_pages import Rule
from pipeline.readers.titles import numbered

_SNAP = 3.0  # points; rules that end so close belong to one table
_LEAST_BANDS = 2  # rows
_GAP = 0.75  # sizes of a character; the narrowest gap between columns
_SPACE = 1.2  # sizes; an ideographic space is no wider
_TALLEST = 14  # lines of a row; more between two rules is text
_FAR = 1.9  # sizes from line to line; what stands further below is no part of a row
_LEVEL = 0.35  # of the size; first lines that close stand at one height
_MOST_RULES, _MOST_TABLES = 1_200, 20  # of a page; more are a drawing
_SHORT = 60.0  # points; no table is narrower



@dataclass(frozen=True, slots=True)
class _Band:
    """What stands between two flat rules. lines: its pieces, parted at the widest gaps only; closed: it has upright
    rules inside; open: it is the first or last row, and no rule of the page closes it."""

    top: float
    bottom: float
    lines: tuple[Line, ...]
    closed: bool
    open: bool = False


def fences(rules: Sequence[Rule], lines: Sequence[Line]) -> list[Rule]:
    """The rules that a page lacks to make grids of its tables; none where they have them."""
    flat = [r for r in rules if r.right - r.left >= r.bottom - r.top]
    whole = [Rule(a, at, b, at) for at, a, b in straight([(r.top, r.left, r.right) for r in flat]) if b - a > _SHORT]
    upright = [r for r in rules if r.right - r.left < r.bottom - r.top]
    if len(whole) + len(upright) > _MOST_RULES:
        return []
    found: list[Rule] = []
    for left, right in _extents(_outer(whole, upright))[:_MOST_TABLES]:
        full = [r.top for r in whole if abs(r.right - right) <= _SNAP and abs(r.left - left) <= _SNAP]
        ends = {x for r in flat for x in (r.left, r.right) if left + _SNAP < x < right - _SNAP and _is_near(r.top, full)}
        part = [r.top for r in whole if abs(r.right - right) <= _SNAP and _is_near(r.left, ends)]
        heights = _heights([*full, *part])
        walls = [r for r in upright if left + _SNAP < r.left < right - _SNAP]
        inside = [line for line in lines if left - 1 <= line.left and line.right <= right + 1]
        bands = [_band(a, b, inside, walls) for a, b in zip(heights, [*heights[1:], heights[-1] + _TALLEST * 12])]
        bands[-1] = replace(bands[-1], open=True)
        bands = _without_gaps(bands, [r for r in upright if min(abs(r.left - left), abs(r.left - right)) <= _SNAP])
        for run in _runs(bands):
            run = _headed(run, inside)
            found += _of_run(run, left, right, _borders(run, [*walls, *flat]))
    return found


def _outer(flat: Sequence[Rule], upright: Sequence[Rule]) -> list[Rule]:
    """The flat rules, but those that begin at an upright one that others cross: they part rows beside a merged cell of a ruled table."""
    crossed = [wall for wall in upright if any(
        other.left < wall.left - _SNAP < wall.left + _SNAP < other.right and wall.top - _SNAP <= other.top <= wall.bottom + _SNAP for other in flat)]
    return [rule for rule in flat if not any(
        abs(wall.left - rule.left) <= _SNAP and wall.top < rule.top - _SNAP and wall.bottom > rule.top + _SNAP for wall in crossed)]


def _without_gaps(bands: Sequence[_Band], frame: Sequence[Rule]) -> list[_Band]:
    """The bands, of which a number and its title between two with upright rules and a frame at their sides, without either, is a heading between two tables: no row."""
    framed = [any(r.top <= band.top + _SNAP and r.bottom >= band.bottom - _SNAP for r in frame) for band in bands]
    tables = [band.closed and own for band, own in zip(bands, framed)]
    return [replace(band, lines=()) if not band.closed and not own and 0 < k < len(bands) - 1 and tables[k - 1] and tables[k + 1] and len({
        round(line.base) for line in band.lines}) == 1 and numbered("".join(line.text for line in band.lines)) else band
            for k, (band, own) in enumerate(zip(bands, framed))]


def _borders(run: Sequence[_Band], rules: Sequence[Rule]) -> set[float]:
    """Where the rules of a table start and end, which is where its cells do."""
    return {x for r in rules for x in (r.left, r.right) if r.top < run[-1].bottom + _SNAP and r.bottom > run[0].top - _SNAP}


def _is_near(x: float, places: Collection[float]) -> bool:
    return any(abs(x - each) <= _SNAP for each in places)


def _extents(flat: Sequence[Rule]) -> list[tuple[float, float]]:
    """The edges of what may be tables: where several flat rules start and end."""
    found: list[list[Rule]] = []
    for rule in flat:
        near = next((g for g in found if abs(g[0].left - rule.left) <= _SNAP and abs(g[0].right - rule.right) <= _SNAP), None)
        if near is None:
            found.append([rule])
        else:
            near.append(rule)
    return [(g[0].left, g[0].right) for g in found if len(_heights([r.top for r in g])) >= _LEAST_BANDS]


def _heights(places: Sequence[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _SNAP:
            found.append(place)
    return found


def _band(top: float, bottom: float, lines: Sequence[Line], walls: Sequence[Rule]) -> _Band:
    here = tuple(line for line in lines if top < line.base - 0.35 * line.size < bottom)
    return _Band(top, bottom, here, any(r.top <= top + _SNAP and r.bottom >= bottom - _SNAP for r in walls))


def _runs(bands: Sequence[_Band]) -> list[list[_Band]]:
    """Bands under each other that are rows of one table, at least one of them without upright rules. The last row of a
    table with every other row shaded may stand in the upper part of a band: no rule closes it."""
    runs: list[list[_Band]] = []
    held: list[_Band] = []
    for band in bands:
        if not band.open and _is_row(band) and (not held or _fits(held, band)):
            if band.closed and not any(each.closed for each in held):
                held = _from_below(held, band)
            held.append(band)
            continue
        if any(each.closed for each in held) and any(not each.closed for each in held) and (last := _leading(held, band)) is not None:
            held.append(last)
        runs.append(held)
        held = [band] if _is_row(band) and not band.open else []
    return [_closed(run) for run in [*runs, held] if len(run) >= _LEAST_BANDS and not all(band.closed for band in run)
            and any(band.closed or _is_spread(band) for band in run)]


def _is_spread(band: _Band) -> bool:
    """Whether pieces stand further apart than one ideographic space sets a number and its title, or words of a motto."""
    places = sorted((line.base, line.left, line.size) for line in band.lines)
    return any(b[0] - a[0] <= _LEVEL * a[2] for a, b in zip(places, places[1:])) or any(
        gap.right - gap.left > _SPACE * line.size for line in band.lines for gap in line.gaps)


def _headed(run: list[_Band], lines: Sequence[Line]) -> list[_Band]:
    """A table of flat rules with the row above the first of them, which names its columns."""
    if any(band.closed for band in run):
        return run
    above = [line for line in lines if line.base < run[0].top]
    last = max((line.base for line in above), default=0.0)
    row = tuple(line for line in above if last - line.base < 0.5 * line.size)
    if not row or run[0].top - last > 1.5 * row[0].size:
        return run
    head = _Band(min(line.top for line in row) - 1, run[0].top, row, False, True)
    return [head, *run] if _is_row(head) and _fits(run, head) else run


def _closed(run: list[_Band]) -> list[_Band]:
    """A table whose last row has no upright rules, that row cut where its text ends: the next rule may be a heading's."""
    last = run[-1]
    if last.closed or not any(band.closed for band in run):
        return run
    top, foot = min(line.top for line in last.lines) - last.top, max(line.bottom for line in last.lines)
    far = last.bottom - foot > 2 * max(top, 0) + _SNAP
    return [*run[:-1], replace(last, bottom=foot + 1, open=True)] if far else run


def _from_below(held: Sequence[_Band], band: _Band) -> list[_Band]:
    """The bands right above one with upright rules that have its columns."""
    kept = len(held)
    while kept and _fits([band], held[kept - 1]):
        kept -= 1
    return list(held[kept:])


def _is_row(band: _Band) -> bool:
    """Whether the columns of a band begin or end at one height, or are set around one middle, as those of a row do."""
    if not band.lines or band.closed:
        return band.closed and bool(band.lines)
    groups = [[p for p in _pieces(band.lines) if a <= p.left <= b] for a, b in _columns([band])]
    if len({round(p.base) for p in band.lines}) > _TALLEST or len(groups) < 2:
        return False
    slack = _LEVEL * band.lines[0].size
    tops, ends = [min(p.top for p in g) for g in groups], [max(p.bottom for p in g) for g in groups]
    longest = max(range(len(groups)), key=lambda k: ends[k] - tops[k])
    return all(min(abs(tops[k] - tops[longest]), abs(ends[k] - ends[longest]),
                   abs(tops[k] + ends[k] - tops[longest] - ends[longest]) / 2) <= slack for k in range(len(groups)))


def _fits(held: Sequence[_Band], band: _Band) -> bool:
    """Whether a band has the columns of the rows above it: its lines stand in several, and none crosses a gap between."""
    if band.closed:
        return True
    closed = [each for each in held if each.closed]
    gaps = _gaps(_columns(closed or held))
    pieces = _pieces(band.lines)
    if closed and min(p.left for p in pieces) < min(p.left for each in closed for p in each.lines) - _SNAP:
        return False  # further left than any cell: no row
    return not any(p.left < a and p.right > b for p in pieces for a, b in gaps) and (
        len({sum(p.left >= b - _SNAP for _, b in gaps) for p in pieces}) > 1)


def _leading(held: Sequence[_Band], band: _Band) -> _Band | None:
    """The row at the top of a band, where something else follows in it."""
    ordered = sorted(band.lines, key=lambda line: line.base)
    k = next((k for k, (a, b) in enumerate(zip(ordered, ordered[1:]), 1) if b.base - a.base >= _FAR * a.size), len(ordered))
    if not ordered or ordered[0].top - band.top > 1.5 * ordered[0].size:
        return None
    part = replace(band, lines=tuple(ordered[:k]), bottom=ordered[k - 1].bottom + 1, open=True)
    return part if _is_row(part) and _fits(held, part) else None


def _pieces(lines: Sequence[Line]) -> list[Line]:
    """Lines parted at all their wide gaps."""
    found: list[Line] = []
    for line in lines:
        while line.gaps:
            first, line = parted(line, (line.gaps[0].left + line.gaps[0].right) / 2)
            found.append(first)
        found.append(line)
    return found


def _columns(bands: Sequence[_Band]) -> list[tuple[float, float]]:
    """The extents of the columns in which the pieces of some rows stand."""
    found: list[tuple[float, float]] = []
    for left, right, size in sorted((p.left, p.right, p.size) for band in bands for p in _pieces(band.lines)):
        if found and left - found[-1][1] < _GAP * size:
            found[-1] = found[-1][0], max(found[-1][1], right)
        else:
            found.append((left, right))
    return found


def _gaps(columns: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    return [(end, start) for (_, end), (start, _) in zip(columns, columns[1:])]


def _of_run(run: Sequence[_Band], left: float, right: float, borders: Collection[float]) -> list[Rule]:
    """The missing rules of a table: at its sides and its foot, and between its columns in the rows that have none.
    borders: where rules start and end, which is where cells do."""
    known = [band for band in run if band.closed] or run
    if any(band.closed for band in run):
        places = [x for x in sorted(borders) if left + _SNAP < x < right - _SNAP]
    else:
        places = [min((x for x in borders if a - _SNAP <= x <= b + _SNAP), default=(a + b) / 2) for a, b in _gaps(_columns(known))]
    foot = run[-1].bottom
    found = [Rule(x, run[0].top, x, foot) for x in (left, right)]
    found += [Rule(left, y, right, y) for band, y in ((run[0], run[0].top), (run[-1], foot)) if band.open]
    for band in run:
        crossed = {x for p in band.lines for x in places if p.left < x - 1 and p.right > x + 1 and not any(gap.left <= x <= gap.right for gap in p.gaps)}
        if not band.closed and (not crossed or places[0] not in crossed):  # what stands over two columns is a merged cell
            found += [Rule(x, band.top, x, band.bottom) for x in places if x not in crossed]
    return found
