"""Numbered lines of plain text that are no heading: those that open a sentence of several lines, and those that hold several numbers."""
from __future__ import annotations

import re
from itertools import pairwise
from typing import Sequence

from pipeline.layout.drafts import Draft
from pipeline.layout.line import Line
from pipeline.layout.lines import SENTENCE_ENDS
from pipeline.layout.lists import bullet
from pipeline.layout.numbering import Label, is_titled, parse, sign, word_role
from pipeline.layout.wraps import LONG, breaks_off, is_wide

_TOPIC = re.compile("(?:は|については|に関しては|においては|たが|るが|ないが|ており)[、，,]")  # a clause, which no title holds
_CLAUSE = re.compile("[、，,]")
_NUMBER = {"paren": re.compile(r"[ \u3000](?=[(（][0-9０-９]{1,2}[)）])|[ \u3000](?=[⑴-⒇])"), "halfparen": re.compile(r"[ \u3000](?=[0-9０-９]{1,2}[)）])"),
           "circled": re.compile("[ \u3000](?=[①-⑳])"), "simple": re.compile(r"[ \u3000](?=[0-9０-９]{1,2}[ \u3000.．])")}
SIDE_BY_SIDE = frozenset(_NUMBER)
"""The families of numbers of which several may stand in one line."""
_BARE = 3  # numbers without brackets in a line; 2 of them may be a count
_WORDS = 3  # code points of a title
_LEAP = 2  # from one number to the next in a line of a table, between which others stand below
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


def numbered_side_by_side(line: Line, label: Label) -> list[tuple[Line, Label]]:
    """The items of a line that holds several numbers of one kind, each with a title ((1) 岸壁の補修 (2) 灯台の点検), with their numbers; none elsewhere."""
    text = line.text
    starts = [0, *(match.end() for match in _NUMBER[label.family].finditer(text, label.end))]
    if len(starts) < (_BARE if label.family == "simple" else 2) or "。" in text or "\t" in text:
        return []  # most lines
    ends = [*starts[1:], len(text)]
    labels = [parse(text[a:b]) for a, b in zip(starts, ends)]
    found = [own for own, a, b in zip(labels, starts, ends) if own is not None and own.family == label.family and is_titled(text[a + own.end:b]) and len(text[a + own.end:b].strip()) >= _WORDS]
    if len(found) < len(starts) or not all(0 < after.path[-1] - before.path[-1] <= (1 if label.family == "simple" else _LEAP) for before, after in pairwise(found)):
        return []
    return [(line._replace(start=line.start + a, end=line.start + len(text[:b].rstrip()), text=text[a:b].rstrip(), full_start=line.start + a if a else line.full_start,
                           full_end=line.start + b if b < len(text) else line.full_end), own) for a, b, own in zip(starts, ends, found)]


def _counts_on(label: Label, last: Draft | None) -> bool:
    """Whether a number goes on with that of the sentence right above it."""
    before = parse(f"{last.marker} x") if last is not None and last.kind == "item" and last.marker else None
    return before is not None and (before.family, before.path) == (label.family, (*label.path[:-1], label.path[-1] - 1))
