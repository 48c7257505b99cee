"""What most of a document looks like: size, pitch and letters of its text, and the right edges of its pages."""
from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from statistics import median
from typing import Sequence

from pipeline.readers.pdf_lines import Line
from pipeline.readers.pdf_tables import Content
from pipeline.source import unspaced

_PITCH = 1.7  # sizes of a character from line to line where no two lines tell
_LARGER = 0.9  # points that a heading is larger than the text


@dataclass(frozen=True, slots=True)
class Style:
    """size: of the text in points; bold, gothic: its letters; pitches: points from line to line by size; calls: figures
    that stand raised somewhere."""

    size: float
    bold: bool
    gothic: bool
    pitches: dict[float, float]
    calls: frozenset[str]

    def pitch(self, size: float) -> float:
        """Points from one line of this size to the next."""
        return self.pitches.get(rounded(size), _PITCH * size)

    def is_large(self, size: float) -> bool:
        """Whether a size is clearly larger than that of the text."""
        return rounded(size) >= self.size + _LARGER


def rounded(size: float) -> float:
    """A size to half a point."""
    return round(2 * size) / 2


def style(pages: Sequence[Content]) -> Style:
    """The style of the lines outside of tables, or of those inside where there are no others."""
    lines = [line for page in pages for line in page.lines]
    lines = lines or [line for page in pages for t in page.tables for cell in t.cells for _, line in cell.text]
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[rounded(line.size)] += len(line.text)
    size = sizes.most_common(1)[0][0] if sizes else 10.5
    body = [line for line in lines if rounded(line.size) == size]
    weight = sum(len(line.text) for line in body)
    bold, gothic = (2 * sum(len(x.text) for x in group) > weight for group in (
        [x for x in body if x.bold], [x for x in body if x.gothic]))
    gaps: dict[float, list[float]] = {}
    for page in pages:
        for gap_size, gap in _gaps(page.lines):
            gaps.setdefault(gap_size, []).append(gap)
    pitches = {each: _usual(found) for each, found in gaps.items()}
    return Style(size, bold, gothic, pitches, _calls(lines))


def _gaps(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """(size, distance) of lines of the same size right under each other."""
    found = []
    ordered = sorted(lines, key=lambda line: line.base)
    for i, line in enumerate(ordered):
        below = next((x for x in ordered[i + 1:i + 6] if x.base > line.base + 0.5 * line.size
                      and x.left < line.right and line.left < x.right), None)
        if below is not None and rounded(below.size) == rounded(line.size) and below.base - line.base < 3 * line.size:
            found.append((rounded(line.size), below.base - line.base))
    return found


def _usual(gaps: Sequence[float]) -> float:
    """The narrowest distance that is common: wider ones part paragraphs."""
    counts = Counter(round(2 * gap) / 2 for gap in gaps)
    common = [gap for gap, count in counts.items() if 6 * count >= len(gaps)]
    return min(common) if common else median(gaps)


def _calls(lines: Sequence[Line]) -> frozenset[str]:
    ordinary = {ord(s): d for s, d in zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")}
    found: set[str] = set()
    for line in lines:
        run = ""
        for char in line.text + " ":
            if ord(char) in ordinary:
                run += ordinary[ord(char)]
            elif run:
                found.add(run)
                run = ""
        found |= {"".join(c for c in unspaced(line.text[a:b]) if c.isdigit()) for a, b in line.raised}
    return frozenset(found - {""})
