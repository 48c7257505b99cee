"""The running text of a paragraph of Word as a person reads it: fields, changes, notes, ruby and signs settled."""
from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Callable, Iterator

from lxml import etree

from pipeline.readers.markers import marker_of
from pipeline.readers.office_write import Piece
from pipeline.readers.symbols import WINGDINGS, is_private, is_wingdings, printed
from pipeline.readers.word_styles import Styles, switched, value, w
from pipeline.source import Span

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATE = _MC + "AlternateContent"
BOX = w("txbxContent")
_THROUGH = frozenset(w(name) for name in (
    "hyperlink", "ins", "moveTo", "smartTag", "customXml", "sdtContent", "fldSimple", "dir", "bdo", "rubyBase"))
_SHAPES = frozenset(w(name) for name in ("drawing", "pict", "object"))
_SPACES = str.maketrans({"\t": " ", "\n": " ", "\r": " ", "\u00ad": None})
_CONTENTS = re.compile(r"\s*TOC\b")
_BRACKETS = re.compile("[(),]")
_MOST_CODE = 1000  # characters of a field code that are looked at


@dataclass(slots=True)
class _Field:
    """A field that is open. shown: its result has begun."""

    code: str = ""
    shown: bool = False
    contents: bool = False
    begun: int = 0  # characters printed in the whole document when its result began


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: its text, the text boxes that hang on it, and whether it lies in a table of contents."""

    piece: Piece
    boxes: tuple[etree._Element, ...] = ()
    contents: bool = False


@dataclass(slots=True)
class _Made:
    out: list[str] = field(default_factory=list)
    size: int = 0
    calls: list[tuple[int, int, str]] = field(default_factory=list)
    supers: list[Span] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    contents: bool = False


class Inline:
    """Reads paragraph after paragraph, because fields go on over several.

    call: takes the kind (`footnote`, `endnote`) and id of a note; its figure as printed, empty if there is no note;
    a mark that the document prints itself is the third argument and then the figure."""

    def __init__(self, styles: Styles, call: Callable[[str, str, str], str]) -> None:
        self._styles, self._call = styles, call
        self._fields: list[_Field] = []
        self._codes = 0  # fields open whose code is being read
        self._lists = 0  # fields open that are tables of contents
        self._printed = 0
        self._made = _Made()

    def read(self, paragraph: etree._Element, hidden: bool) -> Line:
        """The text of one paragraph; `hidden`: its style hides what no run shows."""
        self._made = made = _Made()
        self._walk(paragraph, hidden)
        while self._codes and not self._fields[-1].shown:
            self._close()  # a code never goes on in the next paragraph
        piece = Piece("".join(made.out), tuple(made.calls), tuple(made.supers), tuple(made.pages))
        return Line(piece, tuple(made.boxes), made.contents)

    def end_contents(self) -> None:
        """Close all fields: a heading stands in no table of contents."""
        while self._lists:
            self._close()

    def _walk(self, holder: etree._Element, hidden: bool) -> None:
        for child in holder:
            tag = child.tag
            if tag == w("r"):
                self._run(child, hidden)
            elif tag in _THROUGH:
                self._walk(child, hidden)
            elif tag == w("sdt"):
                if child.find(f"{w('sdtPr')}/{w('showingPlcHdr')}") is None:
                    self._walk(child, hidden)
            elif tag == ALTERNATE:
                self._walk(chosen(child), hidden)
            elif tag.startswith(_MATH):
                for text in child.iter(_MATH + "t"):
                    self._put(text.text or "")

    def _run(self, run: etree._Element, hidden: bool) -> None:
        look = run.find(w("rPr"))
        named = value(look, "rStyle")
        style = self._styles.look(named) if named is not None else None
        vanish = switched(look, "vanish")
        if vanish if vanish is not None else hidden or (style is not None and style.hidden):
            for code in run:  # hidden text hides no field: its codes are counted
                if code.tag == w("fldChar"):
                    self._field(code.get(w("fldCharType")) or "")
            return
        made, start = self._made, self._made.size
        raised = value(look, "vertAlign")
        self._signs(run)
        if (raised == "superscript" if raised is not None else style is not None and style.superscript) and made.size > start:
            if made.supers and made.supers[-1].end == start:
                start = made.supers.pop().start
            made.supers.append(Span(start, made.size))

    def _signs(self, run: etree._Element) -> None:
        custom: tuple[str, str, int, int] | None = None
        for child in run:
            tag = child.tag
            if tag == w("t"):
                self._put((child.text or "").translate(_SPACES))
            elif tag in (w("tab"), w("ptab")):
                self._put("\t")
            elif tag in (w("br"), w("cr")):
                if child.get(w("type")) == "page" and not self._codes:
                    self._made.pages.append(self._made.size + 1)
                self._put("\n")
            elif tag == w("noBreakHyphen"):
                self._put("-")
            elif tag == w("sym"):
                self._put(_symbol(child))
            elif tag == w("fldChar"):
                self._field(child.get(w("fldCharType")) or "")
            elif tag == w("instrText"):
                self._instruction(child.text or "")
            elif tag in (w("footnoteReference"), w("endnoteReference")):
                kind = "endnote" if tag == w("endnoteReference") else "footnote"
                if child.get(w("customMarkFollows")) in ("1", "true", "on"):
                    custom = kind, child.get(w("id")) or "", self._made.size, len(self._made.out)
                else:
                    self._anchor(kind, child.get(w("id")) or "")
            elif tag == w("ruby"):
                self._walk(child, False)
            elif tag in _SHAPES:
                self._made.boxes += boxes(child)
            elif tag == ALTERNATE:
                self._signs(chosen(child))
        if custom and self._made.size > custom[2]:
            mark = "".join(self._made.out[custom[3]:])
            if self._call(custom[0], custom[1], mark):
                self._made.calls.append((custom[2], self._made.size, marker_of(mark) or mark.strip()))

    def _anchor(self, kind: str, name: str) -> None:
        if self._codes:
            return
        figure = self._call(kind, name, "")
        if figure:
            start = self._made.size
            self._put(figure)
            self._made.calls.append((start, start + len(figure), marker_of(figure) or figure))

    def _put(self, text: str) -> None:
        if text and not self._codes:
            self._made.out.append(text)
            self._made.size += len(text)
            self._printed += len(text)
            self._made.contents = self._made.contents or (self._lists > 0 and not text.isspace())

    # fields

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(_Field())
            self._codes += 1
        elif kind == "separate" and self._fields and not self._fields[-1].shown:
            top = self._fields[-1]
            top.shown, top.begun, top.contents = True, self._printed, bool(_CONTENTS.match(top.code))
            self._codes -= 1
            self._lists += top.contents
        elif kind == "end" and self._fields:
            top = self._close()
            if not top.shown or top.begun == self._printed:
                self._put(_overlaid(top.code))

    def _close(self) -> _Field:
        top = self._fields.pop()
        self._codes -= not top.shown
        self._lists -= top.contents
        return top

    def _instruction(self, text: str) -> None:
        if self._fields and not self._fields[-1].shown and len(self._fields[-1].code) < _MOST_CODE:
            self._fields[-1].code += text[:_MOST_CODE]


def chosen(alternate: etree._Element) -> etree._Element:
    """The one of several forms of the same content that is read: the first choice, else the fallback."""
    found = alternate.find(_MC + "Choice")
    found = alternate.find(_MC + "Fallback") if found is None else found
    return alternate if found is None else found


def boxes(shape: etree._Element) -> Iterator[etree._Element]:
    """The text boxes of a shape, without those inside them."""
    for child in shape:
        if child.tag == BOX:
            yield child
        else:
            yield from boxes(chosen(child) if child.tag == ALTERNATE else child)


def _symbol(sign: etree._Element) -> str:
    """A sign of a symbol font: the common ones of Wingdings, others if their code is a character."""
    code = sign.get(w("char")) or ""
    if not re.fullmatch("[0-9A-Fa-f]{1,5}", code):
        return ""
    point = int(code, 16)
    face = sign.get(w("font")) or ""
    if is_wingdings(face):
        return WINGDINGS.get(point & 0xFF, "")
    char = printed(chr(point), face)
    return char if char.isprintable() and not is_private(char) else ""


def _overlaid(code: str) -> str:
    """What is read of a field that lays signs over one another (`eq`), as older versions of Word write ruby and circled
    figures: the base text, or the circled figure."""
    words = code.strip()
    if words[:2].lower() != "eq" or "\\o" not in words.lower() or words[-1] != ")":
        return ""
    before, _, over = words[:-1].rpartition(",")
    under, over = _BRACKETS.split(before)[-1].strip(), over.strip()
    if _BRACKETS.search(over):
        return ""
    if under in ("○", "◯") and re.fullmatch("[1-9]|1[0-9]|20", over):
        return chr(ord("①") + int(over) - 1)
    return over
