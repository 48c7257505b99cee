"""Blocks to the canonical text and its marks: paragraphs on lines of their own, rows of tables with TAB between cells."""
from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import replace
from typing import Mapping, Sequence

from pipeline.readers.markers import marker_of
from pipeline.readers.pdf_blocks import Block
from pipeline.readers.pdf_furniture import Edges
from pipeline.readers.pdf_headings import Headings
from pipeline.readers.pdf_join import BULLETS, Text, opens_item, plain
from pipeline.readers.pdf_lines import Line
from pipeline.readers.pdf_pages import Page
from pipeline.readers.pdf_tables import Cell, Table
from pipeline.readers.titles import in_order
from pipeline.source import Mark

_SIGN = re.compile(rf"[{BULLETS}][\s　]*(?=\S)")  # ■ before a heading
_BRACKETS = ("【】", "〔〕", "《》", "〈〉", "＜＞")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


class Writer:
    """Collects the text of a document and its marks."""

    def __init__(self, pages: Sequence[Page], notes: frozenset[str]) -> None:
        self._pages = {page.number: page for page in pages}
        self._notes = notes
        self._out: list[str] = []
        self._size = 0
        self._page = 0
        self.marks: list[Mark] = []

    @property
    def text(self) -> str:
        """The text written so far."""
        return "".join(self._out)

    def _write(self, text: str) -> None:
        self._out.append(text)
        self._size += len(text)

    def furniture(self, line: Line) -> None:
        """A line that belongs to the page: it is printed, and covered as markup."""
        start = self._size
        self._line(line)
        self.marks.append(Mark("markup", start, self._size))
        self._write("\n")

    def gap(self) -> None:
        """A blank line."""
        self._write("\n")

    def turn(self) -> None:
        """Start a page."""
        self._write("\f")

    def scan(self, page: int) -> None:
        """Note that a page has text that cannot be read."""
        self.marks.append(Mark("scan", self._size, self._size, str(page)))

    def block(self, block: Block, kind: str, value: str = "", close: bool = False) -> None:
        """A block, and a blank line behind it; `close`: a line end only."""
        if block.table is not None:
            self._table(block.table)
        elif block.kind == "note":
            self._note(block)
        else:
            start = self._size
            if block.indent and kind == "paragraph":
                self._write("\u3000")
                self.marks.append(Mark("markup", start, self._size))
            self._text(_labelled(block.text) if kind in ("heading", "title") else block.text)
            if kind == "heading":
                self._dress(start, plain(block.text))
            self.marks.append(Mark("markup" if block.kind == "furniture" else kind, start, self._size, value))
        self._write("\n" if close else "\n\n")

    def _dress(self, start: int, title: str) -> None:
        """Cover a sign before a heading (■), and brackets around all of it (【】)."""
        if sign := _SIGN.match(title):
            self.marks.append(Mark("markup", start, start + sign.end()))
        elif title[0] + title[-1] in _BRACKETS and title.count(title[0]) == 1:
            self.marks += [Mark("markup", start, start + 1), Mark("markup", self._size - 1, self._size)]

    def _note(self, block: Block) -> None:
        start = self._size
        first = block.text[0][1]
        opening = replace(first, raised=tuple(each for each in first.raised if each[0] >= block.mark))
        self._text(((block.text[0][0], opening), *block.text[1:]))
        words = first.text
        size = len(words) - len(words[block.mark:].lstrip())
        self.marks.append(Mark("markup", start, start + size))
        printed = re.sub(r"\s", "", words[:block.mark].translate(_PLAIN))  # with its sign, as the text may call it: ※1
        self.marks.append(Mark("note", start + size, self._size, printed))

    def _text(self, text: Text) -> None:
        for gap, line in text:
            self._write(gap)
            self._line(line)

    def _line(self, line: Line) -> None:
        if line.page != self._page:
            self.marks.append(Mark("page", self._size, self._size, str(line.page)))
            self._page = line.page
        start = self._size
        self._write(line.text)
        box = self._pages[line.page].place(line.left, line.top, line.right, line.bottom)
        self.marks.append(Mark("box", start, self._size, ",".join([str(line.page), *(f"{v:.1f}" for v in box)])))
        for a, b in line.raised:
            if (marker := marker_of(line.text[a:b])) in self._notes:
                self.marks.append(Mark("anchor", start + a, start + b, marker))

    def _table(self, table: Table) -> None:
        begun = self._size
        by_row: dict[int, list[Cell]] = {}
        for cell in table.cells:
            by_row.setdefault(cell.row, []).append(cell)
        for row in range(table.height):
            if row:
                self._write("\n")
            start = self._size
            for k, cell in enumerate(sorted(by_row.get(row, []), key=lambda c: c.column)):
                if k:
                    self._write("\t")
                at = self._size
                self._text(cell.text)
                value = f"{cell.rowspan},{cell.colspan},{'h' * cell.header}"
                self.marks.append(Mark("cell", at, self._size, value))
            self.marks.append(Mark("row", start, self._size))
        self.marks.append(Mark("table", begun, self._size))


def _labelled(text: Text) -> Text:
    """The text of a heading with the space behind its number, which only a small gap shows."""
    gap, first = text[0]
    if not first.label:
        return text
    shown = f"{first.text[:first.label]} {first.text[first.label:]}"
    return ((gap, replace(first, text=shown, raised=tuple((a + 1, b + 1) for a, b in first.raised))), *text[1:])


def note_marker(mark: str) -> str:
    """The marker of a note from its printed mark (`¹`, `※1`, `(注1)` → `1`), or the mark itself."""
    return marker_of(mark.translate(_PLAIN).strip()) or re.sub(r"\s", "", mark)


def write(pages: Sequence[Page], edges: Sequence[Edges], blocks: Sequence[Block], found: Headings, listed: Mapping[int, int],
          scans: Set[int] = frozenset()) -> tuple[str, tuple[Mark, ...]]:
    """The text and the marks of a document.

    A page starts with a form feed and its running head, and ends with its running foot; a paragraph, note or table that
    goes on over the page stands whole where it starts. listed: the depths of the blocks that are known as items. scans: numbers of the pages that are pictures of text."""
    markers = frozenset(note_marker(b.text[0][1].text[:b.mark]) for b in blocks if b.kind == "note")
    writer = Writer(pages, markers)
    by_page: dict[int, list[int]] = {}
    for k, block in enumerate(blocks):
        by_page.setdefault(block.page, []).append(k)
    for page, edge in zip(pages, edges):
        if page is not pages[0]:
            writer.turn()
        if page.number in scans:
            writer.scan(page.number)
        for line in edge.head:
            writer.furniture(line)
        if edge.head and page.number in by_page:
            writer.gap()
        for k in by_page.get(page.number, ()):
            writer.block(blocks[k], *_kind(k, found, listed), close=_listed(blocks, k))
        for line in edge.foot:
            writer.furniture(line)
    return writer.text, in_order(writer.marks)


def _kind(k: int, found: Headings, listed: Mapping[int, int]) -> tuple[str, str]:
    if k == found.title:
        return "title", ""
    if k in found.levels:
        return "heading", str(found.levels[k])
    return ("item", str(listed[k])) if k in listed else ("paragraph", "")


def _listed(blocks: Sequence[Block], k: int) -> bool:
    """Whether a block and the next are items of one list."""
    pair = blocks[k:k + 2]
    return len(pair) == 2 and pair[0].page == pair[1].page and all(
        b.kind == "paragraph" and opens_item(plain(b.text)) for b in pair)
