"""Numbered lines of plain text that open a sentence of several lines ((1) 本計画は、…の / 所管する事項を定める。): items, no headings."""
from __future__ import annotations

import re
from typing import Sequence

from pipeline.layout.drafts import Draft
from pipeline.layout.line import Line
from pipeline.layout.lines import SENTENCE_ENDS
from pipeline.layout.lists import bullet
from pipeline.layout.numbering import Label, parse, sign, word_role
from pipeline.layout.wraps import LONG, breaks_off, is_wide

_TOPIC = re.compile("(?:は|については|に関しては|においては|たが|るが|ないが|ており)[、，,]")  # a clause, which no title holds
_CLAUSE = re.compile("[、，,]")
_LINES = 8  # lines up to the end of such a sentence


def sentence_goes_on(lines: Sequence[Line], i: int, label: Label, width: int, last: Draft | None) -> int:
    """The line in which the numbered sentence at `i` goes on, which a blank one may part from it; -1 for a line that opens none.

    Its first line has a topic of its own, or stands in the list of such sentences, and ends with a particle or at the margin.
    last: the block right above."""
    line = lines[i]
    rest = line.text[label.end:]
    if label.rank >= 0 or word_role(label.word) or not label.path or _CLAUSE.search(rest) is None or rest[-1:] in SENTENCE_ENDS or len(rest) < LONG // 2:
        return -1  # most lines
    if not (breaks_off(rest) or is_wide(line, width)) or not (_TOPIC.search(rest) is not None or _counts_on(label, last)):
        return -1
    below = i + 1 + (i + 2 < len(lines) and lines[i + 1].blank)
    for k in range(below, min(below + _LINES, len(lines))):
        text = lines[k].text
        if not text or lines[k].furniture or parse(text) is not None or bullet(text) or sign(text) is not None:
            return -1
        if "。" in text:
            return below
        if not breaks_off(text) and not is_wide(lines[k], width):
            return -1
    return -1


def _counts_on(label: Label, last: Draft | None) -> bool:
    """Whether a number goes on with that of the sentence right above it."""
    before = parse(f"{last.marker} x") if last is not None and last.kind == "item" and last.marker else None
    return before is not None and (before.family, before.path) == (label.family, (*label.path[:-1], label.path[-1] - 1))
