"""Bullets that are drawn rather than printed, as browsers do: spots right before the first character of a line."""
from __future__ import annotations

from typing import Sequence

from pipeline.readers.pdf_pages import Glyph, Page, Rule

_FAR = 2.5  # sizes of a character between a bullet and the line that it opens
_SPOT = 0.75  # of the size; a larger spot is no bullet of that line
_UPPER, _LOWER = 0.8, 0.05  # of the size above the baseline; the middle of a bullet stands between
_SIGN = "•"


def bullets(page: Page) -> list[Glyph]:
    """The drawn bullets of a page as characters on the baselines of their lines."""
    solid = [g for g in page.glyphs if not g.text.isspace()]
    return [glyph for dot in page.dots if (glyph := _bullet(dot, solid)) is not None]


def _bullet(dot: Rule, glyphs: Sequence[Glyph]) -> Glyph | None:
    middle = (dot.top + dot.bottom) / 2
    row = [g for g in glyphs if g.base - _UPPER * g.size <= middle <= g.base - _LOWER * g.size
           and abs((g.left + g.right) / 2 - dot.left) <= 60 * g.size]
    after = min((g for g in row if 0 <= g.left - dot.right <= _FAR * g.size), key=lambda g: g.left, default=None)
    if after is None or dot.right - dot.left > _SPOT * after.size:
        return None
    if any(g.left < dot.right and dot.left - g.right < _FAR * g.size for g in row):
        return None  # in the middle of a line, or on a character
    return Glyph(_SIGN, dot.left, dot.right, after.base, after.size, after.style)
