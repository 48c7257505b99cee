"""Index tabs: words that run downwards at the outer edge of a page, beside all of its text, as designed plans name the chapter on each page."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.readers.pdf_lines import Line
from pipeline.readers.pdf_pages import Glyph, Page

_EDGE = 0.1  # of the width of a page; tabs stand in this part of it
_LEAST = 3  # characters of a tab
_ALIGNED = 0.3  # of the size; so far from one line may its characters stand
_PITCH = 0.6, 3.2  # of the size, from character to character; a space between words counts as one
_CLEAR = 0.3  # of the size, between the text of the page and a tab

_WORD = re.compile("[ぁ-んァ-ヶ一-龥]")


def tabs(page: Page) -> tuple[Page, tuple[Line, ...]]:
    """The page without its tabs, and these as lines, those of each side from the outermost."""
    found: list[list[Glyph]] = []
    for right in (False, True):
        found += _at_edge(page, right)
    taken = {id(glyph) for column in found for glyph in column}
    if not taken:
        return page, ()
    return replace(page, glyphs=tuple(g for g in page.glyphs if id(g) not in taken)), tuple(_line(page.number, column) for column in found)


def _at_edge(page: Page, right: bool) -> list[list[Glyph]]:
    """The columns of characters at one edge, where all that stands there runs downwards, and no text reaches so far."""
    bound = page.width * (1 - _EDGE if right else _EDGE)
    outer = [g for g in page.glyphs if not g.text.isspace() and g.text > " " and (g.left >= bound if right else g.right <= bound)]
    columns: list[list[Glyph]] = []
    for glyph in sorted(outer, key=lambda g: ((-1 if right else 1) * (g.left + g.right), g.base)):
        near = columns[-1][-1] if columns else None
        if near is not None and abs(near.left + near.right - glyph.left - glyph.right) <= 2 * _ALIGNED * glyph.size:
            columns[-1].append(glyph)
        else:
            columns.append([glyph])
    columns = [sorted(column, key=lambda g: g.base) for column in columns]
    if not columns or not all(map(_runs_down, columns)):
        return []
    top, low = min(c[0].base - c[0].size for c in columns), max(c[-1].base for c in columns)
    held, size = {id(g) for g in outer}, columns[0][0].size
    beside = [g for g in page.glyphs if id(g) not in held and not g.text.isspace() and top < g.base < low + g.size]
    inner = min(g.left for c in columns for g in c) if right else max(g.right for c in columns for g in c)
    free = all(g.right < inner - _CLEAR * size for g in beside) if right else all(g.left > inner + _CLEAR * size for g in beside)
    return columns if free else []


def _runs_down(column: Sequence[Glyph]) -> bool:
    least, most = _PITCH
    worded = any(_WORD.match(g.text) for g in column)  # the marks of notes stand there too, one under another
    return len(column) >= _LEAST and worded and all(least <= (below.base - above.base) / above.size <= most for above, below in pairwise(column))


def _line(page: int, column: Sequence[Glyph]) -> Line:
    first = column[0]
    return Line(page, "".join(g.text for g in column), min(g.left for g in column), max(g.right for g in column), first.base, first.size, False, False, first.size)
