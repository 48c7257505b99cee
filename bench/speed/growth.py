"""How a cost grows with the size of the text: the exponent of a power law."""
from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from bench.speed.record import Growth, Speed

LEAST_MEMORY = 0.5  # megabytes: below that what a step adds is lost among the pages of the allocator


def exponent(sizes: Sequence[float], costs: Sequence[float]) -> float:
    """b of the least-squares fit of cost = a * size**b: 1 for linear, 2 for quadratic growth.

    Raises ValueError for fewer than two different sizes, or a size or cost that is not above zero."""
    if min(*sizes, *costs) <= 0:
        raise ValueError("sizes and costs must be above zero")
    x, y = [math.log(size) for size in sizes], [math.log(cost) for cost in costs]
    middle, level = sum(x) / len(x), sum(y) / len(y)
    spread = sum((value - middle) ** 2 for value in x)
    if spread == 0:
        raise ValueError("needs two different sizes")
    return sum((a - middle) * (b - level) for a, b in zip(x, y, strict=True)) / spread


def growth(speeds: Iterable[Speed]) -> tuple[Growth, ...]:
    """The growth of each tool and step that was measured on the whole of at least two repeated texts."""
    groups: dict[tuple[str, str, str], list[Speed]] = {}
    for speed in speeds:
        if speed.megabytes and speed.characters == speed.whole:
            groups.setdefault((speed.text, speed.tool, speed.step), []).append(speed)
    return tuple(_of(rows) for rows in groups.values() if len(rows) > 1 and all(row.seconds for row in rows))


def _of(rows: Sequence[Speed]) -> Growth:
    sizes = [row.characters for row in rows]
    more = [row.peak - row.baseline for row in rows]
    memory = round(exponent(sizes, more), 3) if min(more) >= LEAST_MEMORY else None
    return Growth(text=rows[0].text, tool=rows[0].tool, step=rows[0].step, memory=memory,
                  time=round(exponent(sizes, [row.seconds for row in rows]), 3))
