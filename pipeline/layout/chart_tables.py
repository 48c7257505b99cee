"""Charts of a plan's parts in plain text: numbered pillars at the left, the numbered parts of each beside them and below."""
from __future__ import annotations

import re
from typing import Iterator, Sequence

from pipeline.layout.drafts import DraftCell
from pipeline.layout.line import Line
from pipeline.layout.lists import trim
from pipeline.layout.numbering import is_titled, parse

_GAP = re.compile(r"[ \u3000]{3,}|[ \u3000]*[─━―—－-]{2,}[ \u3000]*|[ \u3000]*[→⇒▶►][ \u3000]*")  # white space, a line or an arrow
_LEAST = 2  # lines
_OFF = 2  # characters or half widths by which parts of one column stand apart


def chart_end(lines: Sequence[Line], i: int) -> int:
    """The index after a chart that begins at `i`; `i` if none does: a line with numbers of two kinds with words and titles, side by side (柱1 …　施策1-1 …),
    and below it such lines or the right ones alone."""
    first = _parts(lines[i])
    if len(first) != 2 or first[0][0] == first[1][0]:
        return i
    j = i + 1
    while j < len(lines) and not lines[j].furniture:
        parts = _parts(lines[j])
        alone = len(parts) == 1 and parts[0][0] == first[1][0] and lines[j].indent > lines[i].indent + _OFF
        if not (alone or [word for word, _, _ in parts] == [word for word, _, _ in first]):
            break
        j += 1
    return j if j - i >= _LEAST else i


def chart_cells(text: str, lines: Sequence[Line]) -> Iterator[DraftCell]:
    """The cells of a chart, a row for each line; a pillar covers the rows of its parts."""
    rows = [_parts(line) for line in lines]
    for row, (line, parts) in enumerate(zip(lines, rows)):
        for column, (_, start, end) in enumerate(parts, 2 - len(parts)):
            span = trim(text, line.start + start, line.start + end)
            below = next((k for k in range(row + 1, len(rows)) if len(rows[k]) > 1), len(rows)) - row if column == 0 else 1
            yield DraftCell(row, column, ((span,),) if span else (), rowspan=below, markers=("",) if span else ())


def _parts(line: Line) -> list[tuple[str, int, int]]:
    """The word of the number, and the place in the line, of each of its parts; nothing where one is no numbered title."""
    if not line.text or "。" in line.text:
        return []
    found: list[tuple[str, int, int]] = []
    at = 0
    for gap in [*_GAP.finditer(line.text), None]:
        stop = gap.start() if gap else len(line.text)
        words = line.text[at:stop]
        label = parse(words) if words else None
        if label is None or not label.word or not is_titled(words[label.end:]):
            return []
        found.append((label.word, at, stop))
        at = gap.end() if gap else stop
    return found
