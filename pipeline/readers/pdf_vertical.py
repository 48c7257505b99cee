"""Cells of tables in which the text runs downwards, as the names of pillars at the left of long tables do."""
from __future__ import annotations

from statistics import median
from typing import Sequence

from pipeline.readers.pdf_pages import Glyph

_LEAST = 4  # characters of such a cell
_ALIGNED = 0.25  # of the size; so far from one line may its characters stand
_WIDER = 1.05  # lines that run downwards stand so much farther apart than their characters
_CLOSE = 1.3  # of the size; no character stands farther below the last one


def turned(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The characters of a cell with text that runs downwards, in columns from the right to the left, as if it ran across; empty for other text.

    It runs downwards if its characters stand closer one under another than side by side, and are set so: as many follow each other down as across."""
    order = [g for g in glyphs if not g.text.isspace()]
    solid = sorted(order, key=lambda g: (-g.left - g.right, g.base))
    if len(solid) < _LEAST or _runs_across(order):
        return []
    columns: list[list[Glyph]] = []
    for glyph in solid:
        if columns and abs(_middle(columns[-1][-1]) - _middle(glyph)) <= _ALIGNED * glyph.size:
            columns[-1].append(glyph)
        else:
            columns.append([glyph])
    columns = [sorted(column, key=lambda g: g.base) for column in columns]
    down = [(below.base - above.base) / above.size for column in columns for above, below in zip(column, column[1:])]
    beside = [(_middle(right[0]) - _middle(left[0])) / right[0].size for right, left in zip(columns, columns[1:])]
    if len(down) < len(columns) or 2 * len(columns) > len(solid) or max(down) > 2 * _CLOSE or median(down) > _CLOSE or beside and min(beside) <= _WIDER * median(down):
        return []
    left, top = min(g.left for g in solid), min(g.base - g.size for g in solid)
    return [g._replace(left=left + g.base - g.size - top, right=left + g.base - top, base=top + (n + 1) * 2 * g.size) for n, column in enumerate(columns) for g in column]


def _runs_across(glyphs: Sequence[Glyph]) -> bool:
    """Whether more characters stand beside the one set before them than below it."""
    pairs = [(a, b) for a, b in zip(glyphs, glyphs[1:])]
    across = sum(abs(a.base - b.base) <= _ALIGNED * b.size for a, b in pairs)
    return across > sum(abs(_middle(a) - _middle(b)) <= _ALIGNED * b.size for a, b in pairs)


def _middle(glyph: Glyph) -> float:
    return (glyph.left + glyph.right) / 2
