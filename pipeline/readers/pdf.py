"""PDF to SourceText: the text layer in reading order, and marks for what place, size and rules of its parts state."""
from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise
from statistics import median
from typing import Callable, Sequence

from pipeline.readers import pdf_margins, pdf_notes
from pipeline.readers.pdf_asides import asides
from pipeline.readers.pdf_blocks import blocks, with_notes
from pipeline.readers.pdf_check import Check
from pipeline.readers.pdf_boxes import Band, Box, bands
from pipeline.readers.pdf_columns import Frame, carded, frames, inner_sizes
from pipeline.readers.pdf_furniture import Edges, edges
from pipeline.readers.pdf_gutters import Gutter, gutters
from pipeline.readers.pdf_headings import headings
from pipeline.readers.pdf_items import items
from pipeline.readers.pdf_join import CLOSED, Text, opens_item
from pipeline.readers.pdf_lines import Line, merged, rows
from pipeline.readers.pdf_margins import Aside
from pipeline.readers.pdf_pages import pages, refused
from pipeline.readers.pdf_style import Style, style
from pipeline.readers.pdf_tables import Content, content
from pipeline.readers.pdf_tabs import tabs
from pipeline.readers.pdf_write import write
from pipeline.source import SourceText

_TELLING = 5  # lines of a page; with fewer it does not tell where its lines begin and end
_MANY = 12  # lines of a column; one that sticks out of so many is not its edge
_HUNG = 1.1  # sizes; so far a closing mark may hang over the right edge
_FULL_LINES, _FULL_SHARE = 6, 0.4  # lines that end at the right edge, at least, and their share of the long ones
_OTHER, _EQUAL = 1.5, 0.5  # sizes; a page set in by more than other pages has margins of its own, which are equal if they differ by less
_LONG_SHARE = 0.8  # of the width of a column, which a long line takes


def read(data: bytes, doc_id: str = "", path: str = "", progress: Callable[[int, int], None] | None = None) -> SourceText:
    """Read the text layer of a PDF.

    Offsets are code points of its text in reading order: a line for a paragraph, a form feed where a page starts, a TAB
    between cells. Marks `box` (`page,x0,y0,x1,y1`: page from 1, points, origin top left) say where each printed line
    stands, `page` where the text of a page starts, `scan` where a page without text stands. progress: called with each page's number and the number of pages.
    Raises UnreadableDocument for a file that is cut off, locked, broken, without text, in vertical writing, or beyond
    the limits of `pdf_limits`."""
    name = path or doc_id
    check = Check()
    found: list[Content] = []
    marked: list[tuple[Line, ...]] = []
    for page in pages(data, name, progress):
        check.page(page)
        bare, own = tabs(page)
        found.append(content(bare))
        marked.append(own)
    if problem := check.problem():
        raise refused(problem, name)
    looks = style(found)
    around = [replace(edge, foot=(*edge.foot, *own)) for edge, own in zip(edges(found, looks), marked)]
    columns, notes, beside = _parted(found, around, looks)
    flow = pdf_margins.with_heads(with_notes(blocks(columns, looks, {each.page.number: each.boxes for each in found}), notes), beside)
    heads = headings(flow, looks)
    listed = items(flow, {*heads.levels, heads.title}, looks)
    flow, heads, listed = pdf_margins.with_notes(flow, beside, heads, listed)
    text, marks = write([each.page for each in found], around, flow, heads, listed, frozenset(check.scans))
    return SourceText(doc_id, text, "application/pdf", path, sha256(data).hexdigest(), marks)


def _parted(found: Sequence[Content], around: Sequence[Edges], looks: Style) -> tuple[list[Frame], list[tuple[int, list[tuple[int, Text]]]], list[Aside]]:
    """The columns of all pages without heads, feet and notes, with their edges settled; the notes of each page; what else
    stands in the margins."""
    columns: list[tuple[Frame, int]] = []
    notes: list[tuple[int, list[tuple[int, Text]]]] = []
    beside = [asides(_without(each.lines, edge), looks.size, looks.calls) for each, edge in zip(found, around)]
    notes += [(each.page.number, own) for each, (_, own) in zip(found, beside) if own]
    parted = pdf_margins.margins([lines for lines, _ in beside], [each.boxes for each in found], looks.size)
    bodies = [lines for lines, _ in parted]
    between = gutters(bodies)
    cards = _cards(found, bodies, between)
    inner = inner_sizes(bodies, between)
    for each, body, gutter, band in zip(found, bodies, between, cards):
        page = each.page
        loose = [rule for rule in each.dividers if not any(box.has_edge(rule) for box in each.boxes)]
        on_page = carded(body, each.tables, page.number, band) if band else frames(body, each.tables, page.number, gutter, each.dividers, inner)
        for frame in on_page:
            lines = [merged(page.number, row) for row in rows(frame.lines)]
            low = max((table.bottom for table in frame.tables), default=0.0)
            first = pdf_notes.start([x for x in lines if x.base > low], looks.size, loose, page.height, looks.calls)
            below = [x for x in lines if x.base > low][first:]
            if below and not frame.boxed:
                notes.append((page.number, pdf_notes.parts(below, looks.calls)))
                kept = tuple(x for x in frame.lines if x.base < below[0].base - 0.3 * x.size)
            else:
                kept = frame.lines
            if not frame.settled:
                frame = replace(frame, left=_left(kept, frame), right=_right(kept, frame))
            columns.append((replace(frame, lines=kept), round(page.width) if len(on_page) == 1 and not frame.settled else 0))
    return _evened(columns), sorted(notes, key=lambda note: note[0]), [aside for _, asides in parted for aside in asides]


def _without(lines: Sequence[Line], edge: Edges) -> list[Line]:
    taken = {*edge.head, *edge.foot}
    return [line for row in rows(lines) if merged(row[0].page, row) not in taken for line in row]


def _cards(found: Sequence[Content], bodies: Sequence[Sequence[Line]], between: Sequence[Gutter | None]) -> list[list[Band]]:
    """The cards of each page whose text stands in one column outside of them."""
    cards = [bands(each.boxes, body, [Box(t.left, t.top, t.right, t.bottom) for t in each.tables]) if each.boxes else []
             for each, body in zip(found, bodies)]
    if not any(cards):
        return cards
    outside = gutters([_outside(body, on_page) for body, on_page in zip(bodies, cards)])
    return [[band for band in on_page if own is None or not any(card.box not in each.boxes for card in band)] if gutter is None else []
            for each, on_page, own, gutter in zip(found, cards, between, outside)]


def _outside(lines: Sequence[Line], cards: Sequence[Band]) -> list[Line]:
    owned = {line for band in cards for card in band for line in card.lines}
    return [line for line in lines if line not in owned] if owned else list(lines)


def _left(lines: Sequence[Line], frame: Frame) -> float:
    return min((line.left for line in lines), default=frame.left)


def _right(lines: Sequence[Line], frame: Frame) -> float:
    """The right edge of a column: where its longest lines end, a single line that sticks out of many aside."""
    ends = sorted((line.edge for line in lines), reverse=True)
    if len(ends) < _MANY:
        return ends[0] if ends else frame.right
    enough = len(ends) // 20 + 2
    return next((end for k, end in enumerate(ends[:-enough]) if end - ends[k + enough - 1] <= lines[0].size), ends[0])


def _evened(columns: Sequence[tuple[Frame, int]]) -> list[Frame]:
    """The frames with the edges that most pages like theirs have, where their own lines do not tell; those of pages whose lines tell,
    if there are any, a mark at the end of a line aside that hangs over them.

    columns: each frame with the width of its page in points, 0 where it shares the page with another column. A page
    without its like is taken to have equal margins."""
    told = {id(frame) for frame, width in columns if width and _is_told(frame)}
    sides: dict[tuple[int, int], list[Frame]] = defaultdict(list)
    for frame, width in columns:
        if width and len(frame.lines) >= _TELLING:
            sides[width, frame.page % 2].append(frame)
    found = []
    for frame, width in columns:
        if width and id(frame) not in told:
            alike, opposite = ([f for f in group if id(f) in told] or group for group in (
                sides.get((width, frame.page % 2), []), sides.get((width, 1 - frame.page % 2), [])))
            left = min([frame.left, *([median(each.left for each in alike)] if alike else [])])
            wide = max(_common([each.right - each.left for each in group]) for group in (alike, opposite))
            right = left + wide if wide else width - left
            size = max((x.size for x in frame.lines), default=0.0)
            hung = any(id(f) in told for f in alike) and frame.right - right <= _HUNG * size
            usual = median([x.size for x in frame.lines]) if frame.lines else 0.0
            if frame.left - left > _OTHER * usual and abs(width - frame.left - frame.right) <= _EQUAL * usual:
                left, right = frame.left, width - frame.left  # set in at both sides alike
            frame = replace(frame, left=left, right=right if hung else max(frame.right, right))
        found.append(frame)
    return found


def _is_told(frame: Frame) -> bool:
    """Whether so many lines of a frame end at its right edge, and the next ones at the left edge go on with them, that it
    must be that of its text, beyond which no two lines reach."""
    full = sum(frame.right - line.right <= line.size and line.text[-1] not in CLOSED and not opens_item(after.text)
               and after.left <= frame.left + 0.5 * after.size for line, after in pairwise(frame.lines))
    beyond = sum(line.right > frame.right + line.size for line in frame.lines)
    long = sum(line.right - line.left >= _LONG_SHARE * (frame.right - frame.left) for line in frame.lines)  # headings and items aside
    return full >= _FULL_LINES and full >= _FULL_SHARE * long and beyond <= 1


def _common(widths: Sequence[float]) -> float:
    """The greatest width that a tenth of the pages have; 0 for no pages."""
    ordered = sorted(widths, reverse=True)
    return ordered[len(ordered) // 10] if ordered else 0.0
