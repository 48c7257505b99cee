"""Running text that a page prints in two columns and plain text keeps apart by spaces: its lines, the left column first."""
from __future__ import annotations

from itertools import accumulate
from typing import Callable, Iterable, Iterator, NamedTuple, Sequence

from pipeline.layout.aligned_tables import COLUMN_GAP
from pipeline.layout.line import Line
from pipeline.layout.lines import SENTENCE_ENDS
from pipeline.layout.lists import bullet
from pipeline.layout.numbering import parse, sign
from pipeline.layout.widths import half_widths

_GUTTER = 2  # columns on the page that stay white between both columns of text
_NARROWEST = 20  # half widths; a column of running text is no narrower
_SHORT = 6  # half widths by which a full line may be shorter than the widest one
_LEAST = 3  # lines with text in both columns
_FULL = 0.6  # of the lines of the left column, at least, are full
_MANY_GAPS = 3  # in a line; so many part the cells of a table
_LONGEST_LINE = 200  # code points
_FAR = 20  # lines in one column alone; a page has not many more
_LONGEST_NAME = 16  # code points of the name of a column of a table
_OPENS = "\u3000「『（(【〔○●・◆■□①②③④⑤"  # with which a paragraph or an item opens, but no rest of a sentence

Measure = Callable[[str], int]


class _Row(NamedTuple):
    """A line of the page: its left and its right half, "" for none, and where the right half starts in the source."""

    line: Line
    left: str
    right: str
    at: int


class _Band(NamedTuple):
    """Rows between blank lines, with the edge of the right column as `measure` counts it; start, end: lines."""

    rows: tuple[_Row, ...]
    edge: int
    measure: Measure
    start: int
    end: int


def unfolded(text: str, lines: list[Line]) -> list[Line]:
    """`lines`, where two columns stand side by side with the lines of the left one before those of the right one, band for band;
    a heading, a table or a blank line that reaches over both bounds a band."""
    groups: list[list[_Band]] = []
    i = 0
    while i < len(lines):
        band = _band(text, lines, i) if _is_parted(lines[i]) else None
        if band is None:
            i += 1
            continue
        if groups and _goes_on(groups[-1][-1], band, lines):
            groups[-1].append(band)
        else:
            groups.append([band])
        i = band.end
    found: list[Line] = []
    done = 0
    for start, end, halves in [part for group in groups for part in _parts(text, lines, group)]:
        found += lines[done:start]
        found += halves
        done = end
    return found + lines[done:] if found else lines


def _parts(text: str, lines: Sequence[Line], group: Sequence[_Band]) -> Iterator[tuple[int, int, list[Line]]]:
    """The stretches of lines in a group that are running text in two columns, and their halves in the order of reading."""
    if _named_above(lines, group[0]) or not any(map(_runs, group)) or any(_names_columns(band.rows[0]) for band in group):
        return
    base = min(row.line.indent for band in group for row in band.rows if row.left)
    if len(group) > 1 and _ends_whole(group[0]) and not _ends_whole(group[-1]) and not _opens(group[0]):  # the first column ends below the blank lines
        yield group[0].start, group[-1].end, [*_half(text, group, "left", base), *_half(text, group, "right", base)]
        return
    for band in filter(_runs, group):
        yield band.start, band.end, [*_half(text, [band], "left", base), *_half(text, [band], "right", base)]


def _is_parted(line: Line) -> bool:
    """Whether a line may have two columns of text."""
    text = line.text
    return _NARROWEST <= len(text) <= _LONGEST_LINE and not line.furniture and "\t" not in text and COLUMN_GAP.search(text) is not None


def _band(text: str, lines: Sequence[Line], start: int) -> _Band | None:
    """The longest band that opens with the line at `start` and has one of its gaps for a gutter."""
    bands = [_grown(text, lines, start, measure, k) for measure in (half_widths, len) for k in range(len(_gaps(text, lines[start], measure)))
             ] if len(COLUMN_GAP.findall(lines[start].text)) < _MANY_GAPS else []
    return max((band for band in bands if band is not None), key=lambda band: len(band.rows), default=None)


def _gaps(text: str, line: Line, measure: Measure) -> list[tuple[int, int]]:
    """The gaps inside a line: where each starts and ends on the page."""
    lead = measure(text[line.full_start:line.start])
    if measure is len:
        return [(lead + m.start(), lead + m.end()) for m in COLUMN_GAP.finditer(line.text)]
    return [(lead + measure(line.text[:m.start()]), lead + measure(line.text[:m.end()])) for m in COLUMN_GAP.finditer(line.text)]


def _grown(text: str, lines: Sequence[Line], start: int, measure: Measure, gap: int) -> _Band | None:
    """The band of lines that leave a gutter white which the gap of the first one holds."""
    low, high = _gaps(text, lines[start], measure)[gap]
    end = both = start
    while end < len(lines) and end - both <= _FAR:
        line = lines[end]
        if line.blank or line.furniture or line.page != lines[start].page or "\t" in line.text or len(line.text) > _LONGEST_LINE:
            break
        lead = measure(text[line.full_start:line.start])
        white = [(0, lead), *_gaps(text, line, measure), (lead + measure(line.text), max(high, lead + measure(line.text)))]
        a, b = max(((max(a, low), min(b, high)) for a, b in white), key=lambda pair: pair[1] - pair[0])
        if b - a < _GUTTER:
            break
        low, high = a, b
        both = end if lead < low and lead + measure(line.text) > high else both
        end += 1
    rows = [_row(text, line, high, measure) for line in lines[start:end]]
    full = max((measure(row.left) for row in rows), default=0) - _SHORT
    bound = next((k for k, row in enumerate(rows) if k and not row.right and measure(row.left) < full and _heads_both(row, rows[k - 1])), len(rows))
    rows = rows[:bound]
    last = max((k for k, row in enumerate(rows) if row.right), default=-1)
    widest = max((half_widths(row.left) for row in rows[:last + 1]), default=0)
    while last + 1 < len(rows) and _reaches_down(rows[last + 1].left, rows[last].left, widest):
        last += 1
    rows = rows[:last + 1]
    return _Band(tuple(rows), high, measure, start, start + len(rows)) if sum(bool(row.left and row.right) for row in rows) >= _LEAST else None


def _row(text: str, line: Line, edge: int, measure: Measure) -> _Row:
    """A line parted at the edge of the right column."""
    raw = text[line.full_start:line.end]
    reach = accumulate(map(measure, raw), initial=0)
    at = next((k for k, place in enumerate(reach) if place >= edge), len(raw))
    return _Row(line, raw[:at].strip(), raw[at:].strip(), line.full_start + at)


def _reaches_down(left: str, above: str, widest: int) -> bool:
    """Whether a line under the end of the right column is still one of the left column: it goes on with a sentence, or is a full line."""
    return above[-1:] not in SENTENCE_ENDS or half_widths(left) >= widest - _SHORT and parse(left) is None and sign(left) is None


def _heads_both(row: _Row, above: _Row) -> bool:
    """Whether a short row without a right half is a heading over both columns rather than a line of the left one."""
    return above.left[-1:] in SENTENCE_ENDS and above.right[-1:] in SENTENCE_ENDS and (parse(row.left) is not None or sign(row.left) is not None)


def _names_columns(row: _Row) -> bool:
    """Whether a row names the columns of a table (現状と課題 …… 今後の方向)."""
    return bool(row.right) and all(len(half) <= _LONGEST_NAME and half[-1] not in SENTENCE_ENDS + "、，" and parse(half) is None and not bullet(half)
                                   for half in (row.left, row.right) if half)


def _named_above(lines: Sequence[Line], band: _Band) -> bool:
    """Whether the line above a band, over a blank one or not, has a gap and no sentence, as the row of the names of columns has."""
    above = next((line for line in reversed(lines[max(0, band.start - 3):band.start]) if line.text), None)
    return above is not None and not above.furniture and COLUMN_GAP.search(above.text) is not None and above.text[-1] not in SENTENCE_ENDS and (
        all(len(part) <= _LONGEST_NAME for part in COLUMN_GAP.split(above.text)))


def _goes_on(above: _Band, band: _Band, lines: Sequence[Line]) -> bool:
    """Whether a band has the gutter of the one above, with blank lines between at most."""
    return above.measure is band.measure and abs(above.edge - band.edge) <= _GUTTER and all(line.blank for line in lines[above.end:band.start]) and (
        lines[above.start].page == lines[band.start].page)


def _runs(band: _Band) -> bool:
    """Whether both columns hold running text: full lines that break off inside sentences."""
    rows = band.rows
    if any(COLUMN_GAP.search(half) for row in rows for half in (row.left, row.right)):
        return False
    return _is_running([row.left for row in rows if row.left], _FULL) and _is_running([row.right for row in rows if row.right], _FULL / 2)


def _is_running(words: Sequence[str], least: float) -> bool:
    """Whether lines of a column are running text, of which so many are full."""
    sizes = [half_widths(line) for line in words]
    widest = max(sizes)
    full = [line for line, size in zip(words, sizes) if size >= widest - _SHORT]
    broken = sum(line[-1] not in SENTENCE_ENDS and not bullet(line) and not bullet(below) and parse(below) is None for line, below in zip(words, words[1:]))
    return widest >= _NARROWEST and len(full) >= least * len(words) and 2 * broken >= len(words) - 1 and any("。" in line for line in words)


def _ends_whole(band: _Band) -> bool:
    """Whether the last line of the left column closes a sentence."""
    return next((row.left for row in reversed(band.rows) if row.left), "。")[-1] in SENTENCE_ENDS


def _opens(band: _Band) -> bool:
    """Whether the right column opens with a paragraph, an item or a heading."""
    row = next(row for row in band.rows if row.right)
    words = row.line.text[-len(row.right) - 1:]
    return words[0] == "\u3000" or row.right[0] in _OPENS or parse(row.right) is not None


def _half(text: str, bands: Iterable[_Band], side: str, base: int) -> list[Line]:
    """The lines of one column; what is white between both belongs to the left one."""
    found = []
    for band in bands:
        for row in band.rows:
            words, line = getattr(row, side), row.line
            if not words:
                continue
            start = line.start if side == "left" else row.at + text[row.at:line.end].index(words[0])
            ends = line.full_end if side == "right" or not row.right else row.at
            opens = row.at if side == "right" and row.left else line.full_start
            indent = line.indent - base if side == "left" and row.left else start - row.at
            found.append(line._replace(start=start, end=start + len(words), full_start=opens, full_end=ends, text=words, indent=indent,
                                       size=indent + half_widths(words) // 2, halved=True))
    return found
