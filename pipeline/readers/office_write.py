"""Blocks of an Office document to canonical text: pieces of text with the calls in them, tables, and their marks."""
from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Iterable, Sequence

from pipeline.readers.html_write import Writer
from pipeline.source import Mark, Span


@dataclass(frozen=True, slots=True)
class Piece:
    """Text with what is known of places in it, in code points of `text`.

    calls: marks that call a note, with their marker; supers: runs in superscript; pages: where a page starts."""

    text: str = ""
    calls: tuple[tuple[int, int, str], ...] = ()
    supers: tuple[Span, ...] = ()
    pages: tuple[int, ...] = ()

    def moved(self, by: int) -> Piece:
        """The same text at another place."""
        if not (self.calls or self.supers or self.pages):
            return self
        return replace(self, calls=tuple((a + by, b + by, marker) for a, b, marker in self.calls),
                       supers=tuple(Span(a + by, b + by) for a, b in self.supers),
                       pages=tuple(place + by for place in self.pages))

    def trimmed(self) -> Piece:
        """Without white space at both ends."""
        text = self.text.strip()
        if text == self.text:
            return self
        left = len(self.text) - len(self.text.lstrip()) if text else 0
        moved, size = self.moved(-left), len(text)
        return Piece(text, tuple((max(0, a), min(b, size), marker) for a, b, marker in moved.calls if a < size and b > 0),
                     tuple(Span(max(0, a), min(b, size)) for a, b in moved.supers if a < size and b > 0),
                     tuple(min(max(0, place), size) for place in moved.pages))

    def behind(self, text: str) -> Piece:
        """With a text in front."""
        moved = self.moved(len(text))
        return Piece(text + self.text, moved.calls, moved.supers, moved.pages)


def joined(pieces: Iterable[Piece], between: str, trim: bool = True) -> Piece:
    """The pieces one behind the other; trimmed and without empty ones unless told."""
    out: list[str] = []
    calls: list[tuple[int, int, str]] = []
    supers: list[Span] = []
    pages: list[int] = []
    size = 0
    for piece in pieces:
        piece = piece.trimmed() if trim else piece
        if piece.text and out:
            out.append(between)
            size += len(between)
        moved = piece.moved(size)
        calls += moved.calls
        supers += moved.supers
        pages += moved.pages
        if piece.text:
            out.append(piece.text)
            size += len(piece.text)
    return Piece("".join(out), tuple(calls), tuple(supers), tuple(pages))


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell at its place in its row; later rows leave out what it spans. `header`: it names columns."""

    piece: Piece
    rowspan: int = 1
    colspan: int = 1
    header: bool = False


@dataclass
class Blocks:
    """Collects the text block by block. A blank line between blocks, one line for an item or a row, TAB between cells.

    `leaves` are the marks of running text and headings, `marks` all others; `supers` as in Piece, of the whole text."""

    leaves: list[Mark] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    supers: list[Span] = field(default_factory=list)
    _writer: Writer = field(default_factory=Writer)
    _last: str = ""  # kind of the block before
    _titled: bool = False
    _page: bool = False  # a page starts with what comes next

    def text(self) -> str:
        """All text so far, closed by a line feed."""
        return "".join(self._writer.out) + "\n"

    def block(self, piece: Piece, kind: str, value: str = "") -> None:
        """Write one block, if it prints something. A title right behind a title goes on with it, a later one is a
        paragraph."""
        goes_on = kind == "title" and self._last == "title"
        kind = "paragraph" if kind == "title" and self._titled and not goes_on else kind
        begun = self._line(piece, kind, near=goes_on or kind == "item")
        if begun is not None:
            start = self.leaves.pop().start if goes_on else begun.start
            self.leaves.append(Mark(kind, start, begun.end, value))
            self._titled = self._titled or kind == "title"

    def silent(self, piece: Piece) -> None:
        """Write a line that stands in the document but is not read as part of it (a line of a table of contents)."""
        place = self._line(piece, "markup", near=True)
        if place is not None:
            self.marks.append(Mark("markup", *place))

    def note(self, figure: str, piece: Piece, marker: str) -> None:
        """Write the body of a note behind its figure."""
        piece = piece.trimmed()
        if piece.text:
            front = f"{figure} "
            place = self._line(piece.behind(front), "note", near=True)
            if place is not None:
                self.marks += [Mark("markup", place.start, place.start + len(figure)),
                               Mark("note", place.start + len(front), place.end, marker)]

    def table(self, rows: Sequence[Sequence[TableCell]]) -> None:
        """Write a table; one that prints nothing is left out."""
        lines = [[(cell, _in_cell(cell.piece)) for cell in row] for row in rows]
        if not any(piece.text for line in lines for _, piece in line):
            return
        writer = self._writer
        writer.part(2)
        writer.settle()
        begun = writer.size
        for number, line in enumerate(lines):
            writer.put("\n" if number else "")
            opened = writer.size
            for column, (cell, piece) in enumerate(line):
                writer.put("\t" if column else "")
                start = writer.size
                writer.put(piece.text)
                self._places(piece, start)
                header = "h" if cell.header else ""
                self.marks.append(Mark("cell", start, writer.size, f"{cell.rowspan},{cell.colspan},{header}"))
            self.marks.append(Mark("row", opened, writer.size))
        self.marks.append(Mark("table", begun, writer.size))
        self._last = "table"

    def _line(self, piece: Piece, kind: str, near: bool) -> Span | None:
        """Write a piece on lines of its own, `near`: right under a block of the same kind; where it stands."""
        piece = piece.trimmed()
        if not piece.text:
            self._page = self._page or bool(piece.pages)
            return None
        self._writer.part(1 if near and self._last == kind else 2)
        start = self._writer.word(piece.text)
        self._places(piece, start)
        self._last = kind
        return Span(start, start + len(piece.text))

    def _places(self, piece: Piece, start: int) -> None:
        moved, end = piece.moved(start), start + len(piece.text)
        if self._page and piece.text:
            self.marks.append(Mark("page", start, start))
            self._page = False
        self.marks += [Mark("anchor", a, b, marker) for a, b, marker in moved.calls]
        self.marks += [Mark("page", place, place) for place in moved.pages if place < end]
        self.supers += moved.supers
        self._page = self._page or any(place >= end for place in moved.pages)


def _in_cell(piece: Piece) -> Piece:
    """The text of a cell: without TAB, because that parts the cells."""
    trimmed = piece.trimmed()
    return replace(trimmed, text=trimmed.text.replace("\t", " ")) if "\t" in trimmed.text else trimmed
