"""Gaps between printed characters: which are spaces, which only set letters apart or stretch a line to its edges."""
from __future__ import annotations

from typing import Sequence

from pipeline.readers.pdf_pages import Glyph

_SOLID, _TELLING = 0.08, 5  # sizes that figures stand from letters at most, and so many of them tell
THIN = 0.17  # sizes of a character; a space of a proportional font is wider
_SPREAD = 5  # gaps of a row that tell that its letters are set apart


def is_solid(glyphs: Sequence[Glyph]) -> bool:
    """Whether figures stand against Japanese letters without a gap on a page, so that a small gap is a space.

    Word sets a quarter of a character between them by itself; browsers set none, and print no character for a space."""
    gaps = sorted((b.left - a.right) / a.size for a, b in zip(glyphs, glyphs[1:])
                  if a.base == b.base and a.size == b.size and _is_figure(a.text) != _is_figure(b.text)
                  and (is_letter(a.text) or is_letter(b.text)) and abs(b.left - a.right) < a.size)
    return len(gaps) >= _TELLING and gaps[len(gaps) // 2] < _SOLID


def _is_figure(text: str) -> bool:
    return text.isascii() and text.isdigit()


def is_letter(text: str) -> bool:
    return "ぁ" <= text <= "ヿ" or "一" <= text <= "鿿"


def stretch_of(row: Sequence[Glyph]) -> float:
    """The gap in sizes between the letters of a row that are all set apart alike, as browsers stretch a line that the
    next word, a long address, left short; 0 for others."""
    solid = [g for g in row if not g.text.isspace()]
    gaps = sorted((b.left - a.right) / a.size for a, b in zip(solid, solid[1:]) if not (a.text.isascii() and b.text.isascii()))
    if len(gaps) < _SPREAD or sum(is_letter(g.text) for g in solid) < 2:
        return 0.0
    middle = gaps[len(gaps) // 2]
    alike = sum(abs(gap - middle) <= 0.15 * middle for gap in gaps)
    return middle if middle > 0.5 and alike >= 0.8 * len(gaps) else 0.0


def spread(solid: Sequence[Glyph], gap: float) -> set[tuple[float, float]]:
    """The wide gaps (from, to) in a row that only set its letters apart: many in a row, all alike."""
    found: set[tuple[float, float]] = set()
    start = 0
    for k in range(1, len(solid) + 1):
        step = solid[k].left - solid[k - 1].right if k < len(solid) else -1.0
        first = next((b.left - a.right for a, b in zip(solid[start:k - 1], solid[start + 1:k])
                      if b.left - a.right > gap * b.size), step)
        if step > gap * solid[k - 1].size and abs(step - first) <= 0.15 * first or (
                k < len(solid) and step < 0.2 * solid[k].size and (solid[k - 1].text + solid[k].text).isascii()):
            continue  # goes on: a letter set apart as the others, or a figure of the same number
        if stretch_of(solid[start:k]):
            found |= {(a.right, b.left) for a, b in zip(solid[start:k], solid[start + 1:k])}
        start = k
    return found


def usual_gap(glyphs: Sequence[Glyph]) -> float:
    """The gap between the letters of a line in sizes: above 0 where it is stretched to its edges."""
    gaps = sorted((b.left - a.right) / a.size for a, b in zip(glyphs, glyphs[1:]) if is_letter(a.text) and is_letter(b.text))
    return max(0.0, gaps[len(gaps) // 2]) if gaps else 0.0


def space_between(before: Glyph, glyph: Glyph, printed: str, wide: float, solid: bool, stretch: float) -> str:
    """The space that a reader sees between two characters; printed: the one that the file has there. wide: sizes of the
    narrowest gap between letters that is one."""
    gap = (glyph.left - before.right) / max(before.size, glyph.size)
    if printed:
        return printed if gap > 0.1 else ""
    if before.text.isascii() and glyph.text.isascii():
        return " " if gap > 0.2 + stretch else ""
    gap -= stretch
    wide -= stretch
    if (solid and _is_figure(before.text) or is_letter(before.text)) and is_letter(glyph.text) and wide < gap <= 0.65:
        return " "
    return ("\u3000" if gap > 0.85 else " ") if gap > 0.65 else ""
