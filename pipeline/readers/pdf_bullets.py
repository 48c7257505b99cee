"""Bullets that are drawn rather than printed, as browsers do: spots right before the first character of a line."""
from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Sequence

from pipeline.readers.pdf_pages import Glyph, Page, Rule

_FAR = 2.5  # sizes of a character between a bullet and the line that it opens
_SPOT = 0.75  # of the size; a larger spot is no bullet of that line
_UPPER, _LOWER = 0.8, 0.05  # of the size above the baseline; the middle of a bullet stands between
_LARGEST = 40.0  # points; no line of a list is larger
_MOST = 1_000  # characters near a bullet that are looked at
_SIGN = "•"


def bullets(page: Page) -> list[Glyph]:
    """The drawn bullets of a page as characters on the baselines of their lines."""
    if not page.dots:
        return []
    solid = sorted((g for g in page.glyphs if not g.text.isspace() and g.size <= _LARGEST), key=lambda g: g.base)
    bases = [g.base for g in solid]
    found = []
    for dot in page.dots:
        near = solid[bisect_left(bases, dot.top):bisect_right(bases, dot.bottom + _LARGEST)][:_MOST]
        if (glyph := _bullet(dot, near)) is not None:
            found.append(glyph)
    return found


def _bullet(dot: Rule, glyphs: Sequence[Glyph]) -> Glyph | None:
    middle = (dot.top + dot.bottom) / 2
    row = [g for g in glyphs if g.base - _UPPER * g.size <= middle <= g.base - _LOWER * g.size]
    after = min((g for g in row if 0 <= g.left - dot.right <= _FAR * g.size), key=lambda g: g.left, default=None)
    if after is None or dot.right - dot.left > _SPOT * after.size:
        return None
    if any(g.left < dot.right and dot.left - g.right < _FAR * g.size for g in row):
        return None  # in the middle of a line, or on a character
    return Glyph(_SIGN, dot.left, dot.right, after.base, after.size, after.style)
