"""Bars inside the rows of a table, as roadmaps draw the years of a step: their edges are no borders of cells."""
from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from pipeline.readers.pdf_grids import straight
from pipeline.readers.pdf_pages import Rule

_SNAP = 1.5  # points; edges that close are one
_ROUND = 5.0  # points; the corners of a bar
_LOWEST, _HIGHEST = 6.0, 20.0  # points; the height of a bar
_MARGIN = 40.0  # points; from a bar to the border of its row at most, which may hold several lines
_LONG = 1.5  # of the width of a bar; the border of a row is longer
_LEAST = 2  # bars; one may be a box in a cell


def without_bars(rules: Sequence[Rule]) -> list[Rule]:
    """The rules of a page but the edges of bars: boxes between the borders of a row that touch neither of them."""
    flat = sorted((r for r in rules if r.right - r.left >= r.bottom - r.top), key=lambda r: r.top)
    whole = sorted((Rule(a, at, b, at) for at, a, b in straight([(r.top, r.left, r.right) for r in flat])), key=lambda r: r.top)
    heights = [r.top for r in whole]
    tops = [r.top for r in flat]
    sides = sorted((r for r in rules if r.right - r.left < r.bottom - r.top), key=lambda r: r.left)
    places = [r.left for r in sides]
    by_left: dict[int, list[Rule]] = defaultdict(list)
    for rule in flat:
        by_left[round(rule.left)].append(rule)
    found: list[Rule] = []
    for upper in flat:
        near = [r for at in (-1, 0, 1) for r in by_left[round(upper.left) + at]]
        lower = next((r for r in near if _LOWEST <= r.top - upper.top <= _HIGHEST and abs(r.left - upper.left) <= _SNAP and abs(r.right - upper.right) <= _SNAP), None)
        if lower is not None and _bordered(whole, heights, upper, upper.top - _MARGIN, upper.top - _SNAP) and _bordered(
                whole, heights, upper, lower.top + _SNAP, lower.top + _MARGIN):
            bar = Rule(upper.left, upper.top, upper.right, lower.top)
            found += [] if _is_cell(sides, places, bar) or _touches(flat, tops, bar) else [bar]
    if len(found) < _LEAST:
        return list(rules)
    return [r for r in rules if not any(bar.left - _ROUND <= r.left and r.right <= bar.right + _ROUND and bar.top - _SNAP <= r.top and r.bottom <= bar.bottom + _SNAP
                                        for bar in found)]


def _is_cell(sides: Sequence[Rule], places: Sequence[float], bar: Rule) -> bool:
    """Whether an upright rule at the left of a box goes on above or below it, as the borders of cells do."""
    near = sides[bisect_left(places, bar.left - _SNAP):bisect_left(places, bar.left + _SNAP)]
    return any(r.top < bar.top - _SNAP <= r.bottom or r.bottom > bar.bottom + _SNAP >= r.top for r in near)


def _touches(flat: Sequence[Rule], tops: Sequence[float], bar: Rule) -> bool:
    """Whether another box stands right beside a box, as cells do."""
    near = flat[bisect_left(tops, bar.top - _SNAP):bisect_left(tops, bar.top + _SNAP)]
    return any(abs(r.left - bar.right) <= _SNAP or abs(r.right - bar.left) <= _SNAP for r in near)


def _bordered(flat: Sequence[Rule], heights: Sequence[float], bar: Rule, low: float, high: float) -> bool:
    """Whether a longer flat rule that reaches beyond a bar on both sides stands between these heights."""
    return any(r.left <= bar.left + _SNAP and r.right >= bar.right - _SNAP and r.right - r.left >= _LONG * (bar.right - bar.left)
               for r in flat[bisect_left(heights, low):bisect_left(heights, high)])
