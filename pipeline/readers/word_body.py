"""The body of a Word document in reading order, block by block: headings, lists, tables, text boxes, notes."""
from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Iterator

from lxml import etree

from pipeline.readers.html_visible import holders
from pipeline.readers.office_write import Blocks, Piece, TableCell, joined
from pipeline.readers.word_notes import KINDS, Notes
from pipeline.readers.word_numbering import LEVELS, Numbered, Numbering
from pipeline.readers.word_styles import Look, Styles, number, outlined, switched, value, w
from pipeline.readers.word_tables import grid
from pipeline.readers.word_text import ALTERNATE, Inline, Line, chosen

_THROUGH = frozenset(w(name) for name in ("sdtContent", "customXml", "smartTag", "ins", "moveTo"))
_CHAPTER = re.compile(r"第.{1,6}[編部章節款項]\s*")


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph with its number in front: kind and value as in a mark, `contents` for a line of a table of contents."""

    piece: Piece
    kind: str
    value: str
    boxes: tuple[etree._Element, ...]

_LONGEST_BOLD = 40  # code points of a paragraph in bold type that may be a heading


class Body:
    """Walks a document once and writes it into `blocks`."""

    def __init__(self, body: etree._Element, styles: Styles, numbering: Numbering, notes: Notes) -> None:
        self.blocks = Blocks()
        self._styles, self._numbering, self._notes = styles, numbering, notes
        self._inline = Inline(styles, notes.call)
        self._waiting: list[Line] = []  # paragraphs whose end was deleted: the next one goes on with them
        headings = [each for each in body.iter(w("p")) if self._kind(each.find(w("pPr")))[0] == "heading"]
        self._headed = bool(headings)
        self._holding = holders(headings)

    def read(self, body: etree._Element) -> Blocks:
        """Write all blocks, then the bodies of the notes that were called, footnotes before endnotes."""
        self._read(body)
        self._flush()
        for kind in KINDS:
            for note in self._notes.called:
                if note.kind == kind:
                    self.blocks.note(note.figure, joined(self._lines(note.element), "\n"), note.marker)
        return self.blocks

    def _read(self, holder: etree._Element) -> None:
        for child in _blocks(holder):
            if child.tag == w("p"):
                self._paragraph(child)
            else:
                self._table(child)

    # paragraphs

    def _kind(self, properties: etree._Element | None) -> tuple[str, int, Look]:
        """What a paragraph is by its own outline level or its style: kind, level of a heading, its style."""
        look = self._styles.look(value(properties, "pStyle"))
        said = value(properties, "outlineLvl")
        kind, level = look.kind, look.level
        if said is not None and kind in ("", "heading"):
            kind, level = outlined(said)
        return kind, level, look

    def _number(self, properties: etree._Element | None, look: Look) -> Numbered | None:
        """The number of a paragraph; counts on."""
        listed = None if properties is None else properties.find(w("numPr"))
        own = value(listed, "numId")
        num = look.num if own is None else own
        if not num or num == "0":
            return None
        place = number(value(listed, "ilvl"), -1)
        if place < 0:
            named = look.num_style if own is None else value(properties, "pStyle") or ""
            place = look.num_level if own is None and look.num_level >= 0 else self._numbering.level(num, named)
        return self._numbering.next(num, min(place, LEVELS - 1))

    def _compose(self, element: etree._Element) -> _Paragraph | None:
        """Read a paragraph; None if it is empty, or if its end was deleted so that it belongs to the next one."""
        if not len(element) and not self._waiting:
            return None
        properties = element.find(w("pPr"))
        kind, level, look = self._kind(properties)
        if kind == "heading":
            self._inline.end_contents()
        line = self._inline.read(element, look.hidden)
        ending = None if properties is None else properties.find(w("rPr"))
        if ending is not None and (ending.find(w("del")) is not None or ending.find(w("moveFrom")) is not None):
            self._waiting.append(line)
            return None
        piece, shapes = line.piece, line.boxes
        if self._waiting:
            piece = joined([*(each.piece for each in self._waiting), piece], "", trim=False)
            shapes = tuple(box for each in (*self._waiting, line) for box in each.boxes)
            self._waiting = []
        counted = self._number(properties, look)
        if line.contents or kind == "contents":
            return _Paragraph(piece.trimmed().behind(counted.text if counted else ""), "contents", "", shapes)
        if counted is not None:
            printed = piece.trimmed()
            if printed.text or kind == "heading":
                piece = printed.behind(counted.text)
        if kind == "heading":
            return _Paragraph(piece, kind, str(level), shapes)
        if kind in ("title", "caption"):
            return _Paragraph(piece, kind, "", shapes)
        if counted is not None and (counted.bullet or (self._headed and not _CHAPTER.match(counted.text) and not self._leads(element))):
            return _Paragraph(piece, "item", str(max(counted.level, look.depth)), shapes)
        return _Paragraph(piece, "paragraph", "term" if kind == "term" else "bold" if _is_bold(element) else "", shapes)

    def _leads(self, element: etree._Element) -> bool:
        """Whether a short numbered paragraph stands alone over running text, as a heading does: no other one of a list beside it."""
        before, after = (_neighbour(element, back) for back in (True, False))
        words = _words(element)
        if after is None or not 0 < len(words) <= _LONGEST_BOLD or words[-1] in "。、" or not _words(after).endswith("。"):
            return False
        return not any(each is not None and each.tag == w("p") and self._listed(each) for each in (before, after))

    def _listed(self, element: etree._Element) -> bool:
        """Whether a paragraph belongs to a list, by itself or by its style."""
        properties = element.find(w("pPr"))
        listed = None if properties is None else properties.find(w("numPr"))
        own = value(listed, "numId")
        return (self._styles.look(value(properties, "pStyle")).num if own is None else own) not in ("", "0")

    def _paragraph(self, element: etree._Element) -> None:
        read = self._compose(element)
        if read is not None:
            self._write(read)

    def _flush(self) -> None:
        """Write what waits for a paragraph that does not come."""
        if self._waiting:
            piece = joined((each.piece for each in self._waiting), "", trim=False)
            shapes = tuple(box for each in self._waiting for box in each.boxes)
            self._waiting = []
            self._write(_Paragraph(piece, "paragraph", "", shapes))

    def _write(self, read: _Paragraph) -> None:
        if read.kind == "contents":
            self.blocks.silent(read.piece)
        else:
            self.blocks.block(read.piece, read.kind, read.value)
        for box in read.boxes:
            self._read(box)

    # tables

    def _table(self, table: etree._Element) -> None:
        self._flush()
        rows = grid(table, self._styles)
        cells = [cell for row in rows for cell in row if cell.element is not None]
        if len(cells) < 2 or (table in self._holding and not any(cell.header for cell in cells)):
            for cell in cells:  # a frame around text, or a table that lays out the page
                self._read(cell.element)
                self._flush()
            return
        self.blocks.table([[TableCell(self._cell(cell.element), cell.rowspan, cell.colspan, cell.header) for cell in row]
                           for row in rows])

    def _cell(self, cell: etree._Element | None) -> Piece:
        return Piece() if cell is None else joined(self._lines(cell), "\n")

    def _lines(self, holder: etree._Element) -> list[Piece]:
        """The paragraphs in a cell or note, each a line; the rows of a table in it are lines too."""
        found: list[Piece] = []
        for child in _blocks(holder):
            if child.tag == w("p"):
                read = self._compose(child)
                if read is not None:
                    found.append(read.piece)
                    for box in read.boxes:
                        found += self._lines(box)
            else:
                found += [joined((self._cell(cell.element) for cell in row), " ") for row in grid(child, self._styles)]
        if self._waiting:
            found += [each.piece for each in self._waiting]
            self._waiting = []
        return found


def _blocks(holder: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs and tables in a holder, through content controls and accepted changes."""
    for child in holder:
        tag = child.tag
        if tag in (w("p"), w("tbl")):
            yield child
        elif tag in _THROUGH:
            yield from _blocks(child)
        elif tag == w("sdt"):
            if child.find(f"{w('sdtPr')}/{w('showingPlcHdr')}") is None:
                yield from _blocks(child)
        elif tag == ALTERNATE:
            yield from _blocks(chosen(child))


def _neighbour(element: etree._Element, back: bool) -> etree._Element | None:
    """The paragraph or table before or behind a paragraph, past empty ones."""
    return next((each for each in element.itersiblings(w("p"), w("tbl"), preceding=back) if each.tag == w("tbl") or _words(each)), None)


def _words(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(w("t"))).strip()


def _is_bold(element: etree._Element) -> bool:
    """Whether a short paragraph is all in bold type by its runs."""
    size = 0
    for run in element.iter(w("r")):
        words = _words(run)
        size += len(words)
        if size > _LONGEST_BOLD or words and not switched(run.find(w("rPr")), "b"):
            return False
    return size > 0
