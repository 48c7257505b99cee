"""Words that a page prints in the middle beside a list, as the head of a row without rules, and plain text leaves between its items (主な事業 beside ○ A, ○ B)."""
from __future__ import annotations

import re
from typing import NamedTuple, Sequence

from pipeline.layout.line import Line
from pipeline.layout.lines import SENTENCE_ENDS
from pipeline.layout.lists import bullet
from pipeline.layout.numbering import LISTED, parse
from pipeline.layout.tables import is_label
from pipeline.layout.widths import half_widths
from pipeline.source import unspaced

_LEFT = 3  # code points; a list beside which words stand is set in so far, at least
_LONGEST = 12  # code points of the words
_OFF = 1  # columns by which items may stand off those above
_UNEVEN = 1  # lines more above the words than below them, or fewer
_MOST = 60  # lines of a list
_FAR = 40  # code points of a line in which words stand beside a list
_GAP = re.compile(r"[ \u3000]{2,}|\u3000|(?<=[】〕\]］]) ")
_ANNOUNCES = re.compile(r".{0,8}(?:事業|取組|取り組み|取組み|施策|プロジェクト|指標)(?:名|等|例|の例|一覧|の?内容)?")
_WHOLE = ")）】〕"  # with which a name and its department end
_FRAME = "【】〔〕[]［］<>＜＞「」■□◆◇●▼"


class Labelled(NamedTuple):
    """A list with words beside its middle: the lines of the words, the lines of the list, and the index of the line behind both."""

    words: tuple[Line, ...]
    items: tuple[Line, ...]
    end: int


class _Part(NamedTuple):
    """A line of the page: the words beside the list in it and what stands of the list in it, None for nothing."""

    words: Line | None
    item: Line | None


def labelled(text: str, lines: Sequence[Line], i: int) -> Labelled | None:
    """The list that opens in line `i`, if a label stands beside its middle, with as many lines above it as below it or one more."""
    line = lines[i]
    if line.indent < _LEFT or not _opens(line.text) or i and _is_of_list(lines[i - 1], line.indent):
        return None  # most lines
    run: list[_Part] = []
    at: list[int] = []  # the lines with words
    for k in range(i, min(len(lines), i + _MOST)):
        other = lines[k]
        if other.blank or other.furniture or other.page != line.page or (part := _parted(text, other, line)) is None:
            break
        if part.words is not None:
            if at and at[-1] < len(run) - 1:
                return None  # two labels
            at.append(len(run))
        run.append(part)
    if not at:
        return None
    words = tuple(part.words for part in run if part.words is not None)
    above, below = at[0], len(run) - 1 - at[-1]
    follows = any(part.item is not None and _opens(part.item.text) for part in run[at[0]:])
    if not above or not follows or abs(above - below) > _UNEVEN or not _is_label(words, run[above].item is not None or lines[i + above - 1].text[-1] in _WHOLE):
        return None
    items = [part.item._replace(halved=part.words is not None or k > 0 and run[k - 1].words is not None) for k, part in enumerate(run) if part.item is not None]
    return Labelled(words, tuple(items), i + len(run))


def _is_label(words: Sequence[Line], apart: bool) -> bool:
    """Whether words head a column or a row: those that are known to, or, where they cannot be the rest of the line above (`apart`),
    others that end as these do (実施する事業)."""
    flat = unspaced("".join([line.text for line in words])).strip(_FRAME)
    return is_label(flat) or apart and _ANNOUNCES.fullmatch(flat) is not None


def _opens(words: str) -> bool:
    """Whether a line opens with the sign or the number of an item."""
    return bullet(words) > 0 or (label := parse(words)) is not None and label.family in LISTED


def _is_of_list(line: Line, indent: int) -> bool:
    """Whether a line stands in the list below it, or has words beside it."""
    return not line.blank and not line.furniture and (line.indent >= indent - _OFF or any(_opens(line.text[gap.end():]) for gap in _GAP.finditer(line.text[:_FAR])))


def _parted(text: str, line: Line, first: Line) -> _Part | None:
    """A line below the first one of a list as what it has of the list and beside it; None if it is no part of it."""
    if "\t" in line.text or "\t" in text[line.full_start:line.start]:
        return None
    if line.indent >= first.indent - _OFF:
        return _Part(None, line) if line.indent > first.indent or _opens(line.text) else None
    if len(line.text) <= _LONGEST and line.indent + len(line.text) < first.indent and _is_words(line.text):
        return _Part(line, None)
    for gap in _GAP.finditer(line.text[:first.indent + _LONGEST]):
        words, rest = line.text[:gap.start()], line.text[gap.end():]
        edges = {line.indent + gap.end() - first.indent, half_widths(text[line.full_start:line.start] + line.text[:gap.end()]) - half_widths(text[first.full_start:first.start])}
        if rest and _is_words(words) and min(map(abs, edges)) <= _OFF + (0 if _opens(rest) else 2 * _OFF):
            at = line.start + gap.end()
            return _Part(line._replace(end=line.start + gap.start(), full_end=at, text=words, size=line.indent + half_widths(words) // 2),
                           line._replace(start=at, full_start=at, text=rest, indent=first.indent + (0 if _opens(rest) else 1), size=first.indent + half_widths(rest) // 2))
    return None


def _is_words(words: str) -> bool:
    """Whether words may be a label, or a line of one."""
    return len(words) <= _LONGEST and words[-1] not in SENTENCE_ENDS + "、，" and not words[0].isdigit() and not bullet(words) and parse(words) is None
