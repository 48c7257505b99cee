"""The lines of a table of contents in plain text, and the titles that they give to numbers."""
from __future__ import annotations

import re
from bisect import bisect_right
from operator import attrgetter
from typing import Collection, Sequence

from pipeline.layout.contents import LEADERS, PAGE, PAGE_ENDS
from pipeline.layout.line import Line
from pipeline.layout.numbering import is_contents, is_plain_heading, names_contents, parse
from pipeline.source import unspaced

_FULL_START = attrgetter("full_start")
_LEADING = frozenset(".．・…‥･·⋯")
_LEADERS_ALONE = re.compile(r"(?:[.．・…‥･·⋯][ \u3000]?){6,}")
_LEAST_LEADERS = 3
_APART = 10  # lines between two with leaders
_ENTRY = 60  # code points of a line of a table of contents


def contents_lines(text: str, lines: Sequence[Line]) -> set[int]:
    """The lines of a table of contents: dot leaders, or numbered lines with a page number under 目次."""
    found = {i for i, line in enumerate(lines) if line.text[-1:] in PAGE_ENDS and len(line.text) <= 120 and LEADERS.search(line.text)}
    found |= _between_leaders(lines, sorted(found)) | _torn_contents(lines)
    named = sorted({bisect_right(lines, at, key=_FULL_START) - 1 for at in names_contents(text)})
    for i in [i for i in named if is_contents(lines[i].text)]:
        line = lines[i]
        found.add(i)
        for j in range(i + 1, len(lines)):
            other = lines[j]
            if other.blank or other.furniture or j in found:
                continue
            listed = PAGE.search(other.text) or (parse(other.text) is not None or is_plain_heading(other.text)) and _listed_below(lines, j)
            if other.page != line.page or not listed or len(other.text) > 80:
                break
            found.add(j)
    return found


def listed_titles(lines: Sequence[Line], contents: Collection[int]) -> dict[str, str]:
    """The titles, without white space, that the contents give to numbers with a word or a rank, by the number; none for one that comes again."""
    titles: dict[str, str] = {}
    for i in contents:
        label = parse(lines[i].text)
        if label is not None and label.path and (label.word or label.rank >= 0):
            title = unspaced(LEADERS.sub("", PAGE.sub("", LEADERS.sub("", lines[i].text[label.end:]))))
            titles[label.text] = title if titles.get(label.text, title) == title else ""
    return {number: title for number, title in titles.items() if title}


def _listed_below(lines: Sequence[Line], j: int) -> bool:
    """Whether one of the next lines ends with a page number, so that the part named here opens them in the contents."""
    return any(LEADERS.search(x.text) or PAGE.search(x.text) for x in lines[j + 1:j + 3])


def _between_leaders(lines: Sequence[Line], leading: Sequence[int]) -> set[int]:
    """The short lines between those with leaders, and right above the first of them: numbers, and chapters that name no page (第1章 / 計画の策定 / 1 / 背景…3)."""
    found: set[int] = set()
    for before, at in zip([max(0, leading[0] - _APART) if leading else 0, *leading], leading):
        between = [i for i in range(before + 1, at) if lines[i].text and not lines[i].furniture]
        if before not in leading:  # up to what stands there
            between = between[next((k + 1 for k in range(len(between) - 1, -1, -1) if is_contents("".join(lines[i].text for i in between[max(0, k - 1):k + 1]))), len(between)):]
        if len(between) <= _APART and all(len(lines[i].text) <= _ENTRY and "。" not in lines[i].text for i in between):
            found.update(between)
    return found


def _torn_contents(lines: Sequence[Line]) -> set[int]:
    """The lines of a table of contents of which a copy tore numbers, titles and dot leaders apart, each on a line of its own."""
    leaders = [i for i, line in enumerate(lines) if line.text[:1] in _LEADING and _LEADERS_ALONE.fullmatch(line.text)]
    if len(leaders) < _LEAST_LEADERS:
        return set()
    first = max(0, leaders[0] - 2)  # the number and the title before the first leaders
    last = leaders[-1]
    while last + 1 < len(lines) and lines[last + 1].text.isdigit():
        last += 1
    return set(range(first, last + 1)) if all(len(line.text) <= _ENTRY and "。" not in line.text for line in lines[first:last + 1]) else set()
