"""The chart of a run as SVG: characters a second of all tools, and where Keikaku's time goes.

Written by hand because it is two rows of shapes whose text must stay text and whose bytes must depend on the figures
alone."""
from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from bench.speed.record import OURS, Record, Speed

WIDTH, ROW, NAME, FIGURE, EDGE = 760, 22, 180, 90, 16  # pixels; FIGURE: kept free at the right for a bar's figure
SIZE = 1  # megabytes, the size at which all tools are measured
TEXT, FAINT, GRID, COLOUR, OTHER = "#24292f", "#57606a", "#d8dee4", "#0a63c9", "#8c959f"


def svg(record: Record) -> str:
    """The chart of the first text of a record. Raises ValueError if tools or steps were not measured on it."""
    text = record.speeds[0].text if record.speeds else ""
    speeds = [speed for speed in record.speeds if speed.text == text]
    tools = sorted((speed for speed in speeds if speed.megabytes == SIZE and not speed.step), key=lambda s: -s.rate)
    steps = [speed for speed in speeds if speed.megabytes == SIZE and speed.step]
    if not tools or not steps:
        raise ValueError(f"nothing was measured at {SIZE} MB, so there is no chart; run make bench again")
    first = list(_rates(tools, 46))
    second_top = 46 + ROW * len(tools) + 70
    second = list(_shares(steps, second_top))
    height = second_top + ROW * len(steps) + 34
    titles = (_title(f"Characters a second (log scale), {text} repeated to {SIZE} MB", 24),
              _title("Steps of keikaku extract, time in times of SudachiPy's", second_top - 22))
    return "\n".join((
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
        f'font-family="Helvetica, Arial, sans-serif" font-size="13">',
        f'<title>Speed of Keikaku, {escape(record.date)}</title>',
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>', *titles, *first, *second, "</svg>")) + "\n"


def _rates(tools: Sequence[Speed], top: int) -> Iterator[str]:
    """A dot for each tool on a logarithmic scale from a power of ten to a power of ten."""
    low, high = math.floor(math.log10(tools[-1].rate)), math.ceil(math.log10(tools[0].rate))
    scale = (WIDTH - NAME - FIGURE - EDGE) / max(1, high - low)
    bottom = top + ROW * len(tools)
    for power in range(low, high + 1):
        yield from _grid(NAME + (power - low) * scale, top, bottom, f"{10 ** power:,}")
    for k, speed in enumerate(tools):
        x, y = NAME + (math.log10(speed.rate) - low) * scale, top + ROW * k + ROW / 2
        colour = COLOUR if speed.tool == OURS else OTHER
        yield _text(NAME - 10, y, speed.tool, "end", TEXT)
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{colour}"/>'
        yield _text(x + 11, y, f"{speed.rate:,.0f}", "start", TEXT)


def _shares(steps: Sequence[Speed], top: int) -> Iterator[str]:
    """A bar for each step on a linear scale that starts at zero."""
    most = max(speed.ratio or 0.0 for speed in steps)
    unit = 10 ** math.floor(math.log10(most))
    unit = unit if most / unit > 2 else unit / 5
    scale = (WIDTH - NAME - FIGURE - EDGE) / most
    bottom = top + ROW * len(steps)
    for k in range(int(most / unit) + 1):
        yield from _grid(NAME + k * unit * scale, top, bottom, f"{k * unit:g}")
    for k, speed in enumerate(steps):
        y, wide = top + ROW * k, (speed.ratio or 0.0) * scale
        yield _text(NAME - 10, y + ROW / 2, speed.step, "end", TEXT)
        yield f'<rect x="{NAME}" y="{y + 4}" width="{wide:.1f}" height="{ROW - 8}" fill="{COLOUR}"/>'
        yield _text(NAME + wide + 6, y + ROW / 2, f"{speed.ratio or 0.0:.2f}", "start", TEXT)


def _grid(x: float, top: int, bottom: int, label: str) -> Iterator[str]:
    yield f'<line x1="{x:.1f}" y1="{top}" x2="{x:.1f}" y2="{bottom}" stroke="{GRID}"/>'
    yield _text(x, bottom + 12, label, "middle", FAINT, 11)


def _title(words: str, y: int) -> str:
    return f'<text x="{EDGE}" y="{y}" font-weight="bold" fill="{TEXT}">{escape(words)}</text>'


def _text(x: float, y: float, words: str, anchor: str, colour: str, size: int = 13) -> str:
    return (f'<text x="{x:.1f}" y="{y:.1f}" dy="0.35em" text-anchor="{anchor}" fill="{colour}" font-size="{size}">'
            f"{escape(words)}</text>")
