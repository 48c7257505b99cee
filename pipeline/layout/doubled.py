"""Texts of which a converter set every line apart: a blank line behind each, which parts nothing."""
from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.layout.line import Line

_FEWEST = 12  # lines with text
_ALONE = 0.9  # of them, at least, have a blank line behind them
_NARROWEST, _WIDEST = 20, 60  # full-width characters of a line at the margin at which the text was wrapped
_NEAR = 3  # full-width characters; so near to the margin a line is full
_CUT = 0.4  # of the full lines, at least, end inside a sentence
_ROW = re.compile(r"\t|(?<=\S)[ \u3000]{3,}(?=\S)|\|.*\|")
_ROWS = 3  # of a table, one after another
_ENDS = "。．!?！？」』)）】〕:："


def undoubled(lines: list[Line]) -> list[Line]:
    """The lines without the blank ones that stand alone behind lines of wrapped text or rows of tables; one of several stays. What is left out belongs to the line before."""
    solid = [k for k, line in enumerate(lines) if line.text]
    if len(solid) < _FEWEST or len(lines) < 2 * len(solid) - len(solid) // 4 or not _is_doubled(lines, solid):
        return lines
    kept = lines[:solid[0]]
    for at, after in zip(solid, [*solid[1:], len(lines)]):
        apart = lines[at + 1:after]
        kept.append(lines[at]._replace(full_end=apart[0].full_end) if apart else lines[at])
        kept += apart[1:]
    return kept


def _is_doubled(lines: Sequence[Line], solid: Sequence[int]) -> bool:
    """Whether nearly all lines stand apart, and rows of tables too, or many of the lines that reach the margin end inside a sentence."""
    alone = sum(b > a + 1 for a, b in zip(solid, solid[1:]))
    if alone < _ALONE * (len(solid) - 1):
        return False
    rows = [_ROW.search(lines[k].text) is not None for k in solid]
    if any(all(rows[k:k + _ROWS]) for k in range(len(solid) - _ROWS)) and not any(a and b and j == i + 1 for a, b, i, j in zip(rows, rows[1:], solid, solid[1:])):
        return True
    sizes = sorted(lines[k].size for k in solid)
    margin = sizes[len(sizes) * 9 // 10]
    full = [lines[k].text for k in solid if margin - _NEAR <= lines[k].size <= margin + _NEAR]
    cut = sum(text[-1] not in _ENDS for text in full)
    return _NARROWEST <= margin <= _WIDEST and len(full) >= _FEWEST // 3 and cut >= _CUT * len(full)
