"""The printed document as a PDF: cover, contents, running heads and feet, ruled or open tables, notes at the foot."""

from __future__ import annotations

import re

from tests.generator.printed import (
    Aside,
    Break,
    Caption,
    Framed,
    Heading,
    Item,
    NoteText,
    Paragraph,
    Printed,
    Table,
    grid,
)
from tests.generator.style import HouseStyle
from tests.generator.text import note_line, sign, written
from tests.readers.pdf_draw import GOTHIC, MINCHO, SIZE, Cell, Sheet, width, wrap

_SIZES = {1: 16.0, 2: 13.0, 3: 11.5}
_NO_GLYPH = str.maketrans({"➢": "◇"})
_CALLS = {
    "sup": "[⁰¹²³⁴⁵⁶⁷⁸⁹]+",
    "kome": r"※\d+",
    "chu": r"（注\d+）",
    "star": r"\*\d+",
    "bracket": r"\[\d+\]",
    "paren": r"（注\d+）",
}


class Page(Sheet):
    """A sheet whose notes are called by the sign of the style."""

    def __init__(self, style: HouseStyle, head: str) -> None:
        super().__init__(
            head=head if style.head != "none" else "",
            numbers=style.page_number,
            columns=style.columns,
            left=62.0,
            right=62.0,
        )
        self.calls = re.compile(_CALLS[style.note_sign])

    def _marks(self, line: str) -> list[str]:
        return [mark for mark in self.calls.findall(line) if mark in self.notes]

    def _note_lines(self, called: list[str]) -> list[str]:  # type: ignore[override]
        found = []
        for mark in called:
            found += wrap(f"{mark}{'' if mark[0] == '（' else ' '}{self.notes[mark]}", self.room, 8.5, hang=8.5)
        return found

    def reserve(self, height: float) -> None:
        """Go on in the next column or page unless so much room is left."""
        if self.y + height > self._floor(""):
            self._make_room(10_000.0, "")

    @property
    def number(self) -> int:
        """The number printed on this page."""
        return self.page - 1


class Drawer:
    """Draws one document; `places` are the pages of its headings, from a first pass."""

    def __init__(self, printed: Printed, style: HouseStyle, places: list[int]) -> None:
        self.printed, self.style, self.places = printed, style, places
        self.sheet = Page(style, printed.title)
        self.sheet.notes = {sign(note.marker, style): written(note.runs, style) for note in printed.foot}
        self.found: list[int] = []

    def draw(self) -> bytes:
        """The file."""
        self.front()
        fresh = True
        for block in self.printed.blocks:
            if isinstance(block, Break):
                if self.style.form_feed and self.style.columns == 1 and not fresh:
                    self.sheet.new_page()
                fresh = False
            elif isinstance(block, (Heading, Framed)):
                self.heading(block)
            elif isinstance(block, Table):
                self.table(block)
            elif isinstance(block, (Caption, Aside)):
                self.line(block)
            elif isinstance(block, Item):
                gap = "　" if block.numbered and (len(block.marker) > 1 or block.marker.isdigit()) else ""
                text = (block.marker + gap + written(block.runs, self.style)).translate(_NO_GLYPH)
                inset = SIZE * (1 + len(block.indent))
                self.sheet.paragraph(text, first=inset, hang=inset + SIZE)
            elif isinstance(block, NoteText):
                self.sheet.paragraph(note_line(block, self.style), 8.5, first=0, hang=8.5)
            elif isinstance(block, Paragraph):
                self.sheet.paragraph(
                    written(block.runs, self.style),
                    first=SIZE if self.style.indent else 0,
                    after=0 if self.style.indent else 6,
                )
        return self.sheet.bytes()

    def front(self) -> None:
        """Cover and contents, or the title above the text."""
        printed, sheet, style = self.printed, self.sheet, self.style
        size = min(22.0, 460 / max(1, len(printed.title)))
        lines = [
            *([f"～{printed.subtitle}～"] if printed.subtitle else []),
            *(written(runs, style) for runs in printed.imprint),
        ]
        if style.cover:
            sheet.centred(printed.title, size, GOTHIC, 250.0)
            for n, line in enumerate(lines):
                sheet.centred(line, 13.0, MINCHO, 300.0 + n * 26 + (240 if n >= len(lines) - 2 else 0))
            sheet.new_page()
        else:
            sheet.centred(printed.title, size, GOTHIC, 100.0)
            for line in lines:
                sheet.centred(line, SIZE, MINCHO)
            sheet.y += 20
        if style.contents and style.columns == 1:
            self.contents()
            sheet.new_page()

    def contents(self) -> None:
        """The headings with leaders and the numbers of their pages."""
        sheet = self.sheet
        sheet.centred("目　次", 14.0)
        sheet.y += 12
        for n, heading in enumerate(self.printed.contents):
            text = "　" * (heading.level - 1) + heading.listed
            page = str(self.places[n]) if n < len(self.places) else "0"
            dots = self.style.leader * max(
                3, int((sheet.room - width(text, SIZE) - 44) / width(self.style.leader, SIZE))
            )
            sheet.paragraph(f"{text} {dots} {page}", first=0)

    def heading(self, block: Heading | Framed) -> None:
        sheet = self.sheet
        size = _SIZES.get(block.level, SIZE)
        sheet.reserve(70)
        sheet.paragraph(block.text, size, GOTHIC, first=0, hang=size, before=24 if block.level == 1 else 10, after=4)
        if block.level <= 2:
            self.found.append(sheet.number)
        if block.level == 1 and self.style.head == "chapter":
            sheet.head = f"{self.printed.title}　{block.text}"

    def line(self, block: Caption | Aside) -> None:
        sheet = self.sheet
        if isinstance(block, Aside):
            sheet.paragraph(block.text, 9.0, first=0)
            return
        if self.style.caption_place == "above":
            sheet.reserve(90)
        sheet.paragraph(
            block.text, SIZE, GOTHIC, first=max(0.0, (sheet.room - width(block.text, SIZE, GOTHIC)) / 2), before=6
        )

    def table(self, table: Table) -> None:
        """A table over the width of the column."""
        sheet = self.sheet
        rows = [
            [
                Cell(
                    [cell.sign + written(line, self.style).translate(_NO_GLYPH) for line in cell.lines],
                    cell.rowspan,
                    cell.colspan,
                )
                for cell in row
            ]
            for row in table.rows
        ]
        places = grid(table)
        longest = [
            max(len(written(line, self.style)) for row in places for line in row[c][0].lines or ((),))
            for c in range(len(places[0]))
        ]
        share = [min(n, 22) + 2 for n in longest]
        sheet.reserve(80)
        sheet.table(
            rows,
            [sheet.room * n / sum(share) for n in share],
            9.0 if sheet.columns == 1 else 8.0,
            self.style.ruled,
            table.head,
        )


def pdf(printed: Printed, style: HouseStyle) -> bytes:
    """The whole file, drawn twice if it has a table of contents."""
    drawer = Drawer(printed, style, [])
    data = drawer.draw()
    return Drawer(printed, style, drawer.found).draw() if style.contents and style.columns == 1 else data
