"""Columns of tables as `pdftotext -layout` prints them: by where the parts of their lines begin, where what one cell holds reaches into the next column."""
from __future__ import annotations

from collections import Counter
from typing import Sequence

Extent = tuple[int, int]
"""Columns on the page, in characters, half open."""

_TOGETHER = 20  # cost of two parts of a line in one column
_EMPTY = 12  # cost of a column in which nothing stands


def begun_columns(rows: Sequence[Sequence[Extent]], names: Sequence[Extent], loose: int) -> list[Extent]:
    """The columns under some names, each from where the first of its parts begins up to the next one; [] where no way to share the beginnings out
    keeps the parts of each line apart. rows: the parts of each line; loose: the name under which several parts of a line may stand."""
    starts = sorted({left for parts in rows for left, _ in parts})
    if len(starts) + 1 < len(names):
        return []
    place = {left: k for k, left in enumerate(starts)}
    count = Counter(left for parts in rows for left, _ in parts)
    reach = {left: max(right for parts in rows for at, right in parts if at == left) for left in starts}
    pairs = [(place[before], place[after]) for parts in rows for (before, _), (after, _) in zip(parts, parts[1:])]
    within = [[0] * (len(starts) + 1) for _ in range(len(starts) + 1)]  # pairs of parts of a line between two beginnings
    for begin in range(len(starts)):
        ends = Counter(after for before, after in pairs if before >= begin)
        for stop in range(begin + 1, len(starts) + 1):
            within[begin][stop] = within[begin][stop - 1] + ends[stop - 1]
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for column, name in enumerate(names):
        off = [0.0]
        for left in starts:
            off.append(off[-1] + min(count[left], 3) * max(0, name[0] - reach[left], left - name[1]))
        ways: dict[int, tuple[float, int]] = {}
        for begin, (cost, _) in best[-1].items():
            for stop in range(begin, len(starts) + 1):
                together = 0 if column == loose or stop == begin else within[begin][stop]
                found = cost + off[stop] - off[begin] + _TOGETHER * together + (_EMPTY if stop == begin else 0)
                if stop not in ways or found < ways[stop][0]:
                    ways[stop] = found, begin
        best.append(ways)
    if len(starts) not in best[-1]:
        return []
    cuts = [len(starts)]
    for ways in best[:0:-1]:
        cuts.append(ways[cuts[-1]][1])
    cuts = cuts[::-1]
    if any(within[a][b] for column, (a, b) in enumerate(zip(cuts, cuts[1:])) if column != loose and a < b) or sum(a == b for a, b in zip(cuts, cuts[1:])) > 1:
        return []
    lefts = [starts[k] if k < len(starts) else max(reach.values()) for k in cuts[:-1]]
    return list(zip(lefts, [*lefts[1:], max(reach.values())]))
