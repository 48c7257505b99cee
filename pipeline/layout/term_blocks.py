"""Rows of a table of earlier plans in printed text whose cells stand around the middle of their rows, or begin at their tops: by the terms in the first column."""
from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from math import inf, sqrt
from typing import NamedTuple

from pipeline.layout.lists import bullet
from pipeline.layout.numbering import ordinal
from pipeline.layout.term_rows import openings

Places = dict[int, tuple[int, int]]
"""The cells of a line by their columns: (start, end) in the text."""

_TERM = re.compile(r"第 ?([0-9]{1,2}|[一二三四五六七八九十]{1,2}) ?[期次]")
_BROKEN = re.compile(r"[をがのな、]$")  # no item ends so
_INSIDE = 4.0  # cost of a cell that begins inside an item
_EMPTY = 9.0  # cost of a row without a cell in some column
_NEAR = 1.0  # lines; so far from where they belong may the lines of a cell stand


class _Way(NamedTuple):
    """A way in which cells stand beside their rows: the share of a cell's last line in the place that counts (the first line has the rest), and where
    that place belongs in each row."""

    last: float
    aims: Sequence[float]

    def off(self, first: int, last: int, row: int) -> float:
        """How many lines a cell stands away from where it belongs."""
        return abs((1 - self.last) * first + self.last * last - self.aims[row])

    def ends(self, lines: Sequence[int], begin: int, row: int, reach: float) -> range:
        """Behind which lines a cell from a line on may end that stands about so near."""
        if not self.last:
            return range(begin + 1, len(lines) + 1) if self.off(lines[begin], 0, row) <= reach else range(0)
        low, high = ((self.aims[row] + d - (1 - self.last) * lines[begin]) / self.last for d in (-reach, reach))
        return range(max(begin, bisect_left(lines, low)) + 1, bisect_right(lines, high) + 1)


def term_blocks(text: str, head: str, taken: Sequence[Places], gaps: Sequence[int]) -> list[list[Places]]:
    """The lines of each row, of each line the cells that belong to it; empty for a table whose first column (`head`: its name) holds no terms, or whose
    other cells stand neither around their middles nor from their tops on. gaps: the lines behind blank ones, none of which stands inside a row."""
    keyed = [k for k, places in enumerate(taken) if 0 in places]
    opened = _opened(head, [text[slice(*taken[k][0])] for k in keyed])
    columns = sorted({c for places in taken for c in places} - {0})
    if len(opened) < 2 or not columns or len(gaps) == len(opened) - 1:
        return []  # blank lines part its rows
    blocks = [keyed[a:b] for a, b in zip(opened, [*opened[1:], len(keyed)])]
    hung = _Way(0.0, [block[0] for block in blocks])
    centred = _Way(0.5, [(block[0] + block[-1]) / 2 for block in blocks])
    begun = {c: _begun(text, taken, c) for c in columns}
    most = _NEAR * len(blocks) * len(columns)
    cost, shares = min((_shared(begun, len(blocks), way, most) for way in (hung, centred)), key=lambda found: found[0])
    if cost > most or any(_is_far(lines, row, hung, centred) for share in shares for row, lines in enumerate(share) if lines):
        return []
    return [_row(taken, block, {c: share[row] for c, share in zip(columns, shares)}) for row, block in enumerate(blocks)]


def _opened(head: str, keys: Sequence[str]) -> list[int]:
    """Which cells of the first column open rows: those with terms that count on (第1次, 第2次), else what `openings` tells."""
    found = [(k, ordinal(match[1])) for k, key in enumerate(keys) if (match := _TERM.match(unicodedata.normalize("NFKC", key))) is not None]
    if len(found) > 1 and found[0][0] == 0 and all(b == a + 1 for (_, a), (_, b) in zip(found, found[1:])):
        return [k for k, _ in found]
    return openings(head, keys) if keys else []


def _begun(text: str, taken: Sequence[Places], column: int) -> dict[int, float]:
    """The lines of a column, and what it costs to begin a cell there: nothing, but where the line above breaks off or where others have a bullet."""
    lines = [k for k, places in enumerate(taken) if column in places]
    signed = [bullet(text[slice(*taken[k][column])]) > 0 for k in lines]
    open_above = [False, *(_BROKEN.search(text, *taken[k][column]) is not None for k in lines[:-1])]
    return {k: _INSIDE if k > lines[0] and (broken or not sign and 2 * sum(signed) >= len(signed)) else 0.0 for k, sign, broken in zip(lines, signed, open_above)}


def _shared(begun: Mapping[int, Mapping[int, float]], rows: int, way: _Way, most: float) -> tuple[float, list[list[list[int]]]]:
    """The lines of each column shared out among the rows in their order at the least cost, which comes first, infinite where it is more than `most`.
    begun: the lines of the columns, each with what it costs to begin a cell there."""
    total, shares = 0.0, []
    for costs in begun.values():
        lines = [*costs]
        best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]  # by row: how many lines are shared out, at what cost, and how many were before
        for row in range(rows):
            ways: dict[int, tuple[float, int]] = {}
            for begin, (before, _) in sorted(best[-1].items()):
                found = [(begin, before + _EMPTY)]
                for end in way.ends(lines, begin, row, sqrt(most) + 1) if begin < len(lines) else ():
                    off = way.off(lines[begin], lines[end - 1], row)
                    found.append((end, before + off ** 2 + (costs[lines[begin]] if off else 0.0)))
                for end, cost in found:
                    if cost <= most and (row < rows - 1 or end == len(lines)) and (end not in ways or cost < ways[end][0]):
                        ways[end] = cost, begin
            best.append(ways)
        if len(lines) not in best[-1]:
            return inf, []
        cuts = [len(lines)]
        for ways in best[:0:-1]:
            cuts.append(ways[cuts[-1]][1])
        cuts.reverse()
        total += best[-1][len(lines)][0]
        shares.append([lines[a:b] for a, b in zip(cuts, cuts[1:])])
    return total, shares


def _is_far(lines: Sequence[int], row: int, *ways: _Way) -> bool:
    return min(way.off(lines[0], lines[-1], row) for way in ways) > _NEAR


def _row(taken: Sequence[Places], block: Sequence[int], shares: dict[int, list[int]]) -> list[Places]:
    held = {0: block, **shares}
    lines = sorted({k for own in held.values() for k in own})
    return [{c: taken[k][c] for c, own in held.items() if k in own} for k in lines]
