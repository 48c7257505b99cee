"""Footnotes: the small lines at the foot of a column, under a short rule or opened by a mark."""
from __future__ import annotations

import re
from typing import Collection, Sequence

from pipeline.readers.markers import marker_of
from pipeline.readers.pdf_join import Text, between, is_full
from pipeline.readers.pdf_lines import Line
from pipeline.readers.pdf_pages import Rule
from pipeline.source import unspaced

_SMALL = 0.93  # of the size of the text; a footnote is smaller
_SHORT = 0.65  # of the width of its column; the rule above footnotes is shorter
_LEAST = 3.0  # sizes of the text; a shorter rule is part of a sign
_UPPER = 0.3  # of the height of the page; footnotes start below that part of it
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SUPER = re.compile(r"[⁰¹²³⁴-⁹]{1,3}[)）]?")
_DECIMAL = re.compile(r"[0-9０-９]{1,3}[.．][0-9０-９]")  # 6.1万人
_COUNTERS = "社校台名倍件回人期章節条項号か"  # may be what a figure before them counts
_FIGURE = re.compile(rf"[0-9]{{1,3}}(?=[{_COUNTERS}][ぁ-ん一-龥ァ-ヶ])")
_MARK = re.compile(r"(?P<sure>[⁰¹²³⁴-⁹]{1,3}[)）]?|[※＊*]\s?[0-9０-９]{1,3}[)）.:：]?|[〔\[［(（]?(?:脚注|注釈?|註)\s?[0-9０-９]{1,3}[)）\]］〕.:：、]?"
                   r"|[\[［][0-9０-９]{1,3}[\]］])[\s　]*"
                   r"|(?P<bare>[(（]?[0-9０-９]{1,3}[)）.．]?)(?:[\s　]+(?![億万千百兆円件人％%])|(?<=[)）.．])"
                   rf"|(?=[^\s\d.．,，\-～〜・%％年月日円億万千百兆{_COUNTERS}]))")


def start(lines: Sequence[Line], body: float, rules: Sequence[Rule], height: float, calls: Collection[str]) -> int:
    """The index of the first line of the footnotes among the lines of a column; their number if it has none.

    body: size of the text in points; rules: flat rules of the page outside of tables; calls: figures that stand raised
    in the document."""
    if not lines:
        return 0
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    under = [r.top for r in rules if abs(r.left - left) <= 12 and _LEAST * body <= r.right - r.left <= max(_SHORT * (right - left), 60)
             and r.top > _UPPER * height]
    for rule in sorted(under):
        first = next((k for k, line in enumerate(lines) if line.top >= rule - 2), len(lines))
        below = lines[first:]
        if below and all(line.size <= body + 0.1 for line in below) and (
                all(line.size < _SMALL * body for line in below) or mark(below[0], calls)):
            return first
    if (raised := _raised(lines, body, height, calls)) < len(lines):
        return raised
    first = len(lines)
    while first > 0 and lines[first - 1].size < _SMALL * body and lines[first - 1].base > _UPPER * height:
        first -= 1
    opened = next((k for k in range(first, len(lines)) if mark(lines[k], calls)), len(lines))
    if opened == len(lines):
        return opened
    while opened > first and lines[opened].base - lines[opened - 1].base < 2.2 * lines[opened].size:
        opened -= 1
    return opened


def _raised(lines: Sequence[Line], body: float, height: float, calls: Collection[str]) -> int:
    """The index of the first line of notes that raised marks open, in whatever size; the number of lines for none.

    Nothing but notes may stand from there on: their figures rise, and no line is larger than the text."""
    right = max(line.right for line in lines)
    above = [None, *(one if is_full(one, line, right) else None for one, line in zip(lines, lines[1:]))]
    opened = [k for k, line in enumerate(lines) if opens(line, above[k]) and line.base > _UPPER * height]
    while opened and (any(line.size > body + 0.1 for line in lines[opened[0]:]) or not _rises([lines[k] for k in opened])):
        opened = opened[1:]
    return opened[0] if opened else len(lines)


def _rises(opening: Sequence[Line]) -> bool:
    """Whether the figures of the marks that open lines rise."""
    figures = [int(found.group()) for line in opening if (found := re.search("[0-9]+", line.text[:8].translate(_PLAIN)))]
    return all(a < b for a, b in zip(figures, figures[1:]))


def opens(line: Line, before: Line | None = None) -> int:
    """The length of the raised mark that opens a note at the head of a line; 0 for none, and for one that calls a note
    from a sentence broken before it (調査 / ¹では). before: the line above, if that was full."""
    size = line.raised[0][1] if line.raised and line.raised[0][0] == 0 else 0
    if not size and (match := _SUPER.match(line.text)):
        size = match.end()
    if not size or size >= len(line.text) or not marker_of(line.text[:size].translate(_PLAIN)):
        return 0
    return size if before is None or line.text[size].isspace() else 0


def mark(line: Line, calls: Collection[str]) -> int:
    """The length in code points of the mark that opens a note at the head of a line; 0 for none. A bare figure opens
    one only if it is among `calls`."""
    if line.raised and line.raised[0][0] == 0:
        return line.raised[0][1]
    match = _MARK.match(line.text)
    if match is None or match.end() >= len(line.text) or _DECIMAL.match(line.text):
        return 0
    return match.end() if match["sure"] or re.sub("[^0-9]", "", unspaced(match["bare"])) in calls else 0


def parts(lines: Sequence[Line], calls: Collection[str]) -> list[tuple[int, Text]]:
    """The notes among the lines of a page's foot as (length of the mark, text). The first has length 0 where it goes on
    from the page before."""
    right = max((line.right for line in lines), default=0.0)
    found: list[tuple[int, list[tuple[str, Line]]]] = []
    for line in lines:
        size = mark(line, calls) or (_first(line, calls) if not found else 0)
        if size and found and found[-1][1] and _goes_on(found[-1][1], line, right):
            size = 0
        if size or not found:
            found.append((size, [("", line)]))
        else:
            text = found[-1][1]
            text.append((between("".join(each.text for _, each in text[-3:]), line.text), line))
    return [(size, tuple(text)) for size, text in found]


def _first(line: Line, calls: Collection[str]) -> int:
    """The length of a figure among `calls` that opens the notes of a page, also right before a word that could be what it counts (7社内の…)."""
    match = _FIGURE.match(line.text)
    return match.end() if match is not None and match.group() in calls else 0


def _goes_on(text: Sequence[tuple[str, Line]], line: Line, right: float) -> bool:
    """Whether a line with something like a mark (`1 月`) stands set in under the first line of a note that was full."""
    before = text[-1][1]
    set_in = line.left > text[0][1].left + 0.5 * line.size
    return set_in and is_full(before, line, right) and line.text[0] not in "⁰¹²³⁴⁵⁶⁷⁸⁹"
