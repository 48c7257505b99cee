"""The frames of all pages to blocks: paragraphs joined over lines, columns and pages; contents, tables and notes."""
from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Mapping, Sequence

from pipeline import addresses
from pipeline.readers import pdf_contents, pdf_notes, pdf_unruled
from pipeline.readers.pdf_boxes import Box
from pipeline.readers.pdf_columns import Frame
from pipeline.readers.pdf_join import CLOSED, Text, between, is_full, opens_item, plain
from pipeline.readers.pdf_lines import Line, merged, rows
from pipeline.readers.pdf_style import Style
from pipeline.readers.pdf_tables import Table, joined, same_columns
from pipeline.readers.titles import numbered

_APART = 1.35  # pitches; a wider gap ends a paragraph
_INDENT = 0.7  # sizes of a character; what is set in so far opens a paragraph
_HANG = 4.5  # sizes of a character; an item's later lines are set in at most so far
_BELOW = 15  # sizes of a character; a sentence of a box ends within them
_WIDE = 0.6  # of the column
_TALLEST = 12  # lines in which the rest of a sentence ends
_COMMAS = "、，"
_MOST_LINES = 400  # of a frame; with more it is a drawing
_PADDING = 2.0  # sizes of a character between the side of a box and its text, at most
_BRACKETED = re.compile(r"[（(〔［\[【〈《][^（(〔［\[【〈《）)〕］\]】〉》]+[）)〕］\]】〉》]")
_LABEL = re.compile(r"[［\[【〔《＜<][^］\]】〕》＞>]{1,10}[］\]】〕》＞>]\s*(?=\S)")
_TURNED_OVER = re.compile(r"[【〔\[(（]?(?:図表|図|表|別表)?.{0,50}(?:続き|つづき|続[)）])[)）】〕\]]?")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a table of contents, a note or a table, on the page (from 1) where it starts.

    kind: paragraph, contents, note, table or furniture. text: its lines; of a table, none. indent: its first line is
    set in. mark: code points at the head of a note that are its mark. left, right: edges of its column in points."""

    kind: str
    page: int
    text: Text = ()
    table: Table | None = None
    indent: bool = False
    mark: int = 0
    left: float = 0.0
    right: float = 0.0


def blocks(frames: Sequence[Frame], style: Style, boxes: Mapping[int, Sequence[Box]] | None = None) -> list[Block]:
    """The blocks of a document but for its notes, in reading order. boxes: around text, the smallest first, by page."""
    flow = _Flow(style, boxes or {})
    for frame in frames:
        flow.frame(frame)
    flow.close()
    return flow.blocks


def with_notes(found: Sequence[Block], notes: Sequence[tuple[int, Sequence[tuple[int, Text]]]]) -> list[Block]:
    """The blocks with the notes of each page (its number, its notes as (length of the mark, text)) behind those that
    start on it. What comes before the first mark of a page goes on in the last note of the page before."""
    made: list[Block] = []
    for page, each in notes:
        for size, text in each:
            if size:
                made.append(Block("note", page, text, mark=size))
            elif made and made[-1].page >= page - 1 and made[-1].kind == "note":
                gap = between(plain(made[-1].text[-3:]), text[0][1].text)
                made[-1] = replace(made[-1], text=(*made[-1].text, (gap, text[0][1]), *text[1:]))
            else:
                made.append(Block("paragraph", page, text))
    return sorted([*found, *made], key=lambda block: block.page)


def _is_remark(first: Line, line: Line) -> bool:
    """Whether a line is all in brackets and set in under an item, whose bureau or year it tells."""
    return opens_item(first.text) and line.left > first.left + 0.8 * line.size and _BRACKETED.fullmatch(line.text) is not None


def _is_inset(last: Line, line: Line, frame: Frame) -> bool:
    """Whether a line that breaks off inside a sentence is full among those that go with it, which begin where it does and are set in at
    both edges as the text of a box is."""
    inset = 0.3 * last.size
    if last.left <= frame.left + inset or abs(line.left - last.left) > inset or last.text[-1] in CLOSED or numbered(line.text) or (
            last.right >= frame.right - last.size or last.right - last.left < _WIDE * (frame.right - frame.left)):
        return False
    below = sorted((other for other in frame.lines if last.base < other.base <= last.base + _BELOW * last.size), key=lambda other: other.base)
    run = list(takewhile(lambda other: abs(other.left - last.left) <= inset and not opens_item(other.text, last.text, last.text), below))
    end = next((k for k, other in enumerate(run) if other.text[-1] in CLOSED), -1)
    return end >= 0 and all(other.right <= last.right + 2 * last.size for other in run[:end + 1])


def _is_cut(held: Sequence[tuple[str, Line]], line: Line, frame: Frame) -> bool:
    """Whether a page turns inside the sentence of a paragraph: its last line, which may end anywhere, breaks off at a letter or a comma
    behind other clauses, and the next page opens with a line at the left edge that goes on to the end of a sentence."""
    first, last = held[0][1], held[-1][1]
    if line.page != last.page + 1 or line is not frame.lines[0] or abs(line.left - frame.left) > 0.3 * line.size:
        return False
    if not (last.text[-1].isalnum() or last.text[-1] in _COMMAS) or opens_item(first.text) or opens_item(line.text) or numbered(first.text) or numbered(line.text):
        return False
    if (line.bold, line.gothic) != (last.bold, last.gothic) or _BRACKETED.match(line.text) or not any(mark in each.text for _, each in held for mark in _COMMAS + CLOSED):
        return False
    run = takewhile(lambda other: abs(other.left - line.left) <= 0.3 * line.size and not opens_item(other.text), frame.lines[:_TALLEST])
    return any(other.text[-1] in CLOSED for other in run)


def _is_next_label(first: str, text: str) -> bool:
    """Whether a line opens with a label in brackets as the paragraph does (［特徴］…, ［反省］…)."""
    match, other = _LABEL.match(text), _LABEL.match(first)
    return match is not None and other is not None and text[0] == first[0]


class _Flow:
    """Collects blocks while it walks the frames; `held` is the paragraph that the next line may go on in."""

    def __init__(self, style: Style, boxes: Mapping[int, Sequence[Box]]) -> None:
        self.style = style
        self.boxes = boxes
        self.blocks: list[Block] = []
        self.held: list[tuple[str, Line]] = []
        self.first: Frame | None = None  # in which the held paragraph starts
        self.last: Frame | None = None  # in which its last line stands

    def frame(self, frame: Frame) -> None:
        """Add what stands in a frame."""
        pitch = self.style.pitch(self.style.size)
        tables = list(frame.tables)
        lines = rows(frame.lines)
        fine = pdf_unruled.narrow(lines)
        i = 0
        while i < len(lines):
            while tables and tables[0].top < lines[i][0].base:
                self.table(tables.pop(0), frame)
            until = next((k for k in range(i, len(lines)) if tables and tables[0].top < lines[k][0].base), len(lines))
            here = lines[:until]
            if (end := pdf_contents.end(here, i)) > i:
                self.close()
                text = tuple(("\n" if k else "", merged(frame.page, row)) for k, row in enumerate(here[i:end]))
                self.blocks.append(Block("contents", frame.page, text))
            elif (end := pdf_unruled.end(here, i, pitch)) > i and (sides := pdf_unruled.sides(here, i, end, pitch)) is not None:
                end, *columns = sides
                self._columns(columns, frame)
            elif (narrow := pdf_unruled.end_of_narrow(here, fine[:until], i, pitch)) > i and narrow >= end:
                end = narrow
                self.table(pdf_unruled.narrow_table(frame.page, fine[i:end]), frame)
            elif end > i:
                self.table(pdf_unruled.table(frame.page, here[i:end]), frame)
            else:
                self.line(merged(frame.page, lines[i]), frame)
                end = i + 1
            i = end
        for table in tables:
            self.table(table, frame)

    def _columns(self, columns: Sequence[tuple[Line, ...]], frame: Frame) -> None:
        """Add columns of text that stand between parts over the whole width."""
        self.close()
        for lines in columns:
            side = replace(frame, left=min(line.left for line in lines), right=max(line.edge for line in lines), lines=lines, tables=())
            for line in lines:
                self.line(line, side)
        self.close()

    def line(self, line: Line, frame: Frame) -> None:
        """Add a line to the held paragraph, or close that and hold a new one."""
        if not (self.held and self._goes_on(line, frame)):
            self.close()
            self.held = [("", line)]
            self.first = frame
        else:
            self.held.append((between(plain(tuple(self.held[-3:])), line.text), line))
        self.last = frame

    def table(self, table: Table, frame: Frame) -> None:
        """Add a table, or its rows to the one that the page before ended with."""
        self.close()
        if table.height == 1 and len(table.cells) == 2:
            return self._labelled(table, frame)
        here = [k for k, block in enumerate(self.blocks) if block.page == frame.page and block.kind != "furniture"][:2] \
            if self.blocks and self.blocks[-1].page == frame.page else []
        turned = len(here) == 1 and _TURNED_OVER.fullmatch(plain(self.blocks[here[0]].text)) is not None
        before = len(self.blocks) - 1 - turned
        if (not here or turned) and before >= 0 and (other := self.blocks[before].table) is not None and (
                self._last_page(before) == frame.page - 1 and same_columns(other, table) and other.ruled == table.ruled):
            if turned:
                self.blocks[-1] = replace(self.blocks[-1], kind="furniture")
            self.blocks[before] = replace(self.blocks[before], table=joined(other, table))
            return
        self.blocks.append(Block("table", frame.page, table=table))

    def _labelled(self, table: Table, frame: Frame) -> None:
        """Add a label in a box and what stands in the box beside it, item by item: a list rather than a table."""
        for cell in table.cells:
            held: list[tuple[str, Line]] = []
            for gap, line in (*cell.text, ("\n", None)):
                if gap == "\n" and held:
                    self.blocks.append(Block("paragraph", frame.page, tuple(held), left=frame.left, right=frame.right))
                    held = []
                if line is not None:
                    held.append(("" if gap == "\n" else gap, line))

    def _last_page(self, k: int) -> int:
        table = self.blocks[k].table
        assert table is not None
        return max([self.blocks[k].page, *(line.page for cell in table.cells for _, line in cell.text)])

    def close(self) -> None:
        """Make a block of the held paragraph."""
        if not self.held:
            return
        first, frame = self.held[0][1], self.first
        assert frame is not None
        set_in = first.left > frame.left + _INDENT * first.size
        second = next((line for _, line in self.held[1:2] if line in frame.lines), None)
        indent = set_in and (second is None or second.left < first.left - 0.5 * first.size)
        mark = pdf_notes.opens(first)
        self.blocks.append(Block("note" if mark else "paragraph", first.page, tuple(self.held), indent=indent and not mark,
                                 mark=mark, left=frame.left, right=frame.right))
        self.held = []

    def _goes_on(self, line: Line, frame: Frame) -> bool:
        before = self.last
        assert before is not None
        first, last = self.held[0][1], self.held[-1][1]
        size = last.size
        if abs(line.size - size) > 0.06 * size or line.page > last.page + 1:
            return False
        large = self.style.is_large(size)
        moved = frame is not before
        if line.tab or last.tab or line.level != last.level or moved and (frame.boxed or before.boxed):
            return False
        pitch = max(self.style.pitch(size), 1.5 * size) if not large else 1.5 * size
        if not moved and line.base - last.base > _APART * pitch:
            return False
        full = is_full(last, line, self._right(last, line, before)) or addresses.goes_on(last.text, line.text) or not moved and _is_inset(last, line, frame) or (
            moved and _is_cut(self.held, line, frame))
        if pdf_notes.opens(line, last if full else None):
            return False
        if large or last.bold and not self.style.bold:
            return not moved and line.bold == last.bold and not opens_item(line.text) and not numbered(line.text) and (
                full or self._is_second_line(first, last, line, frame))
        if _is_next_label(first.text, line.text):
            return False
        if not full and _is_remark(first, line):
            return not moved
        if not full or opens_item(line.text, last.text, first.text) and line.left <= first.left + 0.3 * size:
            return False
        closed = last.text[-1] in CLOSED
        if closed and numbered(line.text):
            return False
        step = (line.left - frame.left) - (last.left - before.left)  # to the right of the line before, in points
        if moved:
            hung = _HANG if len(self.held) == 1 and opens_item(first.text) else 0.5
            return step <= hung * size if not closed else line.left - frame.left <= 0.3 * size and len(self.held) > 1
        if len(self.held) > 1:
            return abs(step) <= 0.6 * size
        if step > 0.3 * size:
            return step <= _HANG * size and not closed
        again = step > -0.3 * size and line.left - frame.left > _INDENT * size  # set in as the first line is
        return not (closed and again and self._is_indented(frame))

    def _right(self, last: Line, line: Line, frame: Frame) -> float:
        """Where a line may end: at the right edge of its frame, or of the box in which the line and the next one stand alone, less
        what the box leaves at its left."""
        box = next((box for box in self.boxes.get(last.page, ()) if line.page == last.page and box.holds(last)), None)
        if box is None or not box.holds(line) or len(frame.lines) > _MOST_LINES:
            return frame.right
        inner = [each for each in frame.lines if box.holds(each)]
        padding = min(each.left for each in inner) - box.left
        ends = max(each.edge for each in inner)
        return min(frame.right, max(ends, box.right - padding)) if padding <= _PADDING * line.size else frame.right

    def _is_second_line(self, first: Line, last: Line, line: Line, frame: Frame) -> bool:
        """Whether a line of a heading that was not full goes on: set in under its number, or centred below it."""
        if last.text[-1] in CLOSED:
            return False
        if numbered(first.text) and line.left > first.left + 0.8 * line.size:
            return True
        middle = (last.left + last.right - line.left - line.right) / 2
        return abs(middle) <= line.size and last.left > frame.left + 2 * line.size and line.left > frame.left + line.size and (
            last.size > 1.3 * self.style.size)

    @staticmethod
    def _is_indented(frame: Frame) -> bool:
        """Whether lines of a column start at its left edge, so that those set in open paragraphs."""
        flush = sum(line.left <= frame.left + 0.3 * line.size for line in frame.lines)
        return flush >= 2
