"""The visible text of an HTML page in reading order, block by block, and where its blocks and elements stand in it."""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Set
from dataclasses import dataclass

from lxml import etree

from pipeline.readers.html_folds import Folds
from pipeline.readers.html_visible import BLOCK, HEADINGS, hidden, short_text, tag_of
from pipeline.source import Mark, Span

_RUNS = re.compile("([ \t\n\r\f\xa0\u3000]+)")
_MOST_SPANS = 1000  # what HTML allows for colspan
_LISTS = frozenset(("ul", "ol", "menu", "dir", "dl"))
_BOLD = frozenset(("strong", "b"))
_LONGEST_BOLD = 40  # code points of a paragraph in bold type that may be a heading
_ITEMS = frozenset(("li", "dt", "dd"))
_CAPTIONS = frozenset(("caption", "figcaption"))


def _japanese(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WFHA"


class Writer:
    """Collects text; white space and line breaks wait until something printed follows."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.size = 0
        self.last = "\n"
        self.breaks = 0  # line feeds that wait
        self.gap = ""  # white space that waits: `\n` for a mere line end of the source, else what will be written
        self.floor = 0  # nothing has been printed since the innermost container began at this size
        self.broken = False  # what waits is the end of a line inside a paragraph, behind which white space sets the next one in
        self.most = 2  # line feeds between two blocks here: 1 in a cell

    def put(self, text: str) -> None:
        if text:
            self.out.append(text)
            self.size += len(text)
            self.last = text[-1]

    def settle(self) -> None:
        """Write the line breaks that wait."""
        if self.size:
            self.put("\n" * self.breaks)
        self.breaks, self.gap = 0, ""

    def word(self, word: str) -> int:
        """Write a word behind what waits; where it starts."""
        if self.breaks or self.last in "\n\t":
            indent = self.gap.strip(" \n") if self.broken and self.breaks == 1 else ""
            self.settle()
            self.put(indent)
        elif self.gap == "\n":
            self.put("" if _japanese(self.last) and _japanese(word[0]) else " ")
        else:
            self.put(self.gap)
        self.gap, self.broken = "", False
        self.put(word)
        return self.size - len(word)

    def space(self, run: str) -> None:
        wide = self.gap.strip(" \n") + "\u3000" * run.count("\u3000")
        self.gap = wide or ("\n" if "\n" in run or self.gap == "\n" else " ")

    def part(self, lines: int) -> None:
        """Ask for line feeds before what comes next; not at the very start of a container."""
        if self.size > self.floor:
            self.breaks = max(self.breaks, min(lines, self.most))


@dataclass(slots=True)
class _Frame:
    """A container that is open: what its text is (`kind`), and the writer's floor and limit outside of it."""

    element: etree._Element
    kind: str
    value: str
    floor: int
    most: int
    begin: int
    fresh: bool = True  # no text of its own yet


@dataclass(slots=True)
class _Table:
    """A table that is open. flat: it stands in a cell of another."""

    element: etree._Element
    flat: bool
    begin: int = -1
    end: int = -1
    row: int = -1
    cells: int = 0
    head: bool = False


class Page:
    """Walks a page once. Afterwards `text` is its text, `marks` its blocks (levels of headings as written; notes
    without marks) and `places` where watched elements, in-page links and superscripts stand, trimmed."""

    def __init__(self, dropped: Set[etree._Element], layout: Set[etree._Element], notes: Set[etree._Element],
                 watched: Set[etree._Element], folds: Folds) -> None:
        self._dropped, self._layout, self._notes, self._watched, self._folds = dropped, layout, notes, watched, folds
        self.marks: list[Mark] = []
        self.text = ""
        self.places: dict[etree._Element, Span] = {}
        self._begun: dict[etree._Element, int] = {}
        self._writer = Writer()
        self._frames: list[_Frame] = []
        self._tables: list[_Table] = []
        self._lists = 0
        self._verbatim = 0
        self._leaf = (-1, "", "")  # start, kind, value of the running text

    def read(self, root: etree._Element) -> Page:
        """Walk all elements, without recursion."""
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                if self._is_left_out(element):
                    walk.skip_subtree()
                    if tag_of(element) in BLOCK:
                        self._boundary(2)
                    continue
                self._open(element, tag_of(element))
                self._write(element.text)
            else:
                if not self._is_left_out(element):
                    self._close(element, tag_of(element))
                if element is not root:
                    self._write(element.tail)
        self._boundary(0)
        self._writer.breaks = 1
        self._writer.settle()
        self.text = "".join(self._writer.out)
        self.marks = [_trim(self.text, mark) for mark in self.marks]
        self.places = {element: Span(*_trimmed(self.text, *place)) for element, place in self.places.items()}
        return self

    # elements

    def _is_left_out(self, element: etree._Element) -> bool:
        return element in self._dropped or hidden(element) and element not in self._folds.shown

    def _level(self, element: etree._Element, tag: str) -> str:
        """The level of a heading as text; empty for other elements."""
        return self._folds.heads.get(element) or _heading_level(element, tag)

    def _open(self, element: etree._Element, tag: str) -> None:
        if element in self._watched or tag == "sup" or (tag == "a" and (element.get("href") or "").startswith("#")):
            self._begun[element] = self._writer.size
        kind = self._level(element, tag)
        if tag in BLOCK or kind:
            self._open_block(element, tag)
        if kind:
            self._push(element, "heading", kind)
        elif element in self._notes:
            self._push(element, "note")
        elif tag in _ITEMS:
            self._push(element, "item", str(max(0, self._lists - 1) + (tag == "dd")))
        elif tag in _CAPTIONS:
            self._push(element, "caption")
        elif tag in ("p", "div") and not _in_term(element) and _is_bold(element):
            self._push(element, "paragraph", "bold")
        self._verbatim += tag == "pre"

    def _open_block(self, element: etree._Element, tag: str) -> None:
        table = self._tables[-1] if self._tables else None
        if tag == "table" and element not in self._layout:
            self._boundary(2)
            self._tables.append(_Table(element, any(frame.kind == "cell" for frame in self._frames)))
        elif tag in ("tr", "td", "th", "thead", "tbody", "tfoot") and table and self._is_part(element, table):
            self._open_part(element, tag, table)
        else:
            self._boundary(1 if tag == "li" or (tag in _LISTS and self._lists) else 2)
        self._lists += tag in _LISTS

    def _open_part(self, element: etree._Element, tag: str, table: _Table) -> None:
        if table.flat:
            self._boundary(1 if tag == "tr" else 0)
            self._writer.gap = " "
        elif tag == "tr":
            self._end_row(table)
            self._begin_row(table)
        elif tag in ("td", "th"):
            self._boundary(0)
            if table.row < 0:
                self._begin_row(table)
            if table.cells:
                self._writer.put("\t")
            table.cells += 1
            header = "h" if tag == "th" or table.head else ""
            self._push(element, "cell", f"{_spans(element, 'rowspan')},{_spans(element, 'colspan')},{header}")
            self._writer.most = 1
        else:
            table.head = tag == "thead"

    def _close(self, element: etree._Element, tag: str) -> None:
        table = self._tables[-1] if self._tables else None
        if self._frames and self._frames[-1].element is element:
            self._pop(tag)
        if tag in BLOCK or self._level(element, tag):
            if table and table.element is element:
                self._close_table(table)
            elif tag in ("tr", "td", "th", "thead", "tbody", "tfoot") and table and self._is_part(element, table):
                if tag == "tr" and not table.flat:
                    self._end_row(table)
                table.head = table.head and tag != "thead"
                self._boundary(0)
            elif tag not in _ITEMS:
                self._boundary(1 if tag in _LISTS and self._lists > 1 else 2)
            self._lists -= tag in _LISTS
        self._verbatim -= tag == "pre"
        if tag == "br":
            self._break()
        if (begun := self._begun.pop(element, None)) is not None:
            self.places[element] = Span(begun, self._writer.size)

    def _is_part(self, element: etree._Element, table: _Table) -> bool:
        return next(element.iterancestors("table"), None) is table.element

    # containers and running text

    def _push(self, element: etree._Element, kind: str, value: str = "") -> None:
        writer = self._writer
        self._frames.append(_Frame(element, kind, value, writer.floor, writer.most, writer.size))
        writer.floor = writer.size

    def _pop(self, tag: str) -> None:
        self._boundary(0)
        frame, writer = self._frames.pop(), self._writer
        printed = writer.size > frame.begin
        writer.floor, writer.most = frame.floor, frame.most
        if frame.kind == "cell":
            writer.breaks, writer.gap = 0, ""
            self.marks.append(Mark("cell", frame.begin, writer.size, frame.value))
        elif printed and tag == "li":
            writer.breaks = 1
        elif printed:
            writer.breaks = 0
            writer.part(2)

    def _boundary(self, lines: int) -> None:
        """End the running text and ask for line feeds."""
        start, kind, value = self._leaf
        if start >= 0 and kind not in ("cell", "note"):
            self.marks.append(Mark(kind, start, self._writer.size, value))
        self._leaf = (-1, "", "")
        self._writer.part(lines)

    def _break(self) -> None:
        """A `<br>`; a second one in a row ends the paragraph."""
        if self._leaf[0] < 0:
            return
        if self._writer.breaks and self._leaf[1] not in ("cell", "heading", "caption"):
            self._boundary(2)
        self._writer.breaks = max(1, self._writer.breaks)
        self._writer.gap, self._writer.broken = "", self._leaf[1] == "paragraph"

    def _write(self, text: str | None) -> None:
        if not text:
            return
        if self._verbatim:
            for number, line in enumerate(text.split("\n")):
                self._writer.breaks += number > 0 and self._leaf[0] >= 0
                if line.strip():
                    self._word(line)
            return
        for number, run in enumerate(_RUNS.split(text)):
            if number % 2:
                self._writer.space(run)
            elif run:
                self._word(run)

    def _word(self, word: str) -> None:
        start = self._writer.word(word)
        if self._leaf[0] < 0:
            self._leaf = (start, *self._kind())

    def _kind(self) -> tuple[str, str]:
        """What running text is here: of the innermost container, but all in a cell or note belongs to that."""
        if not self._frames:
            return "paragraph", ""
        frame = self._frames[-1]
        if self._inside("cell") or self._inside("note"):
            return "cell", ""
        if frame.kind == "item":
            fresh, frame.fresh = frame.fresh, False
            return ("item", frame.value) if fresh else ("paragraph", "")
        return frame.kind, frame.value

    def _inside(self, kind: str) -> bool:
        return any(frame.kind == kind for frame in self._frames)

    # tables

    def _begin_row(self, table: _Table) -> None:
        self._boundary(2 if table.begin < 0 else 1)
        if table.begin >= 0:
            self._writer.breaks = 1
        self._writer.settle()
        table.row, table.cells = self._writer.size, 0
        table.begin = self._writer.size if table.begin < 0 else table.begin

    def _end_row(self, table: _Table) -> None:
        if table.row >= 0:
            self._boundary(0)
            self.marks.append(Mark("row", table.row, self._writer.size))
            table.end = self._writer.size
        table.row = -1

    def _close_table(self, table: _Table) -> None:
        if not table.flat:
            self._end_row(table)
            if table.begin >= 0:
                self.marks.append(Mark("table", table.begin, table.end))
        self._tables.pop()
        self._boundary(2)


def _heading_level(element: etree._Element, tag: str) -> str:
    """The level of a heading as text; empty for other elements."""
    if tag in HEADINGS:
        return tag[1]
    if (element.get("role") or "").strip().lower() != "heading":
        return ""
    level = (element.get("aria-level") or "").strip()
    return level if re.fullmatch("[1-9]", level) else "2"


def _spans(cell: etree._Element, name: str) -> int:
    found = re.match(r"\s*(\d{1,6})", cell.get(name) or "")
    return min(_MOST_SPANS, max(1, int(found.group(1)))) if found else 1


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    body = text[start:end]
    left = len(body) - len(body.lstrip())
    return (start, start) if left == len(body) else (start + left, start + len(body.rstrip()))


def _trim(text: str, mark: Mark) -> Mark:
    if mark.kind in ("row", "table"):
        return mark
    return Mark(mark.kind, *_trimmed(text, mark.start, mark.end), mark.value)


def _in_term(element: etree._Element) -> bool:
    """Whether a paragraph is what a definition explains."""
    parent = element.getparent()
    return parent is not None and parent.tag == "dt"


def _is_bold(element: etree._Element) -> bool:
    """Whether a short paragraph is all in bold type."""
    only = element[0] if len(element) == 1 else None
    if only is None or only.tag not in _BOLD or (element.text or "").strip() or (only.tail or "").strip():
        return False
    return 0 < len(short_text(only, 2 * _LONGEST_BOLD).strip()) <= _LONGEST_BOLD
