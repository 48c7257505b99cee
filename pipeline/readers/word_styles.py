"""The styles of a Word document: what kind of block a paragraph is, and what its style says about list and visibility."""
from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LONGEST_CHAIN = 50  # styles based on one another; Word allows 11
_HEADING = re.compile(r"(?:heading|見出し)([1-9])(?![0-9])")
_SIZED = {"大見出し": 1, "中見出し": 2, "小見出し": 3}
_KINDS = {"title": "title", "表題": "title", "タイトル": "title", "caption": "caption", "図表番号": "caption",
          "definitionterm": "term", "listheading": "term"}  # as Pandoc and LibreOffice call what a definition explains
_CONTENTS = re.compile(r"(?:toc|目次)[1-9]|tocheading|目次の見出し|contentsheading|tableoffigures|図表目次")
_LIST_DEPTH = re.compile(r"(?:listbullet|listnumber|箇条書き|段落番号)([2-5])")


def w(name: str) -> str:
    """The name of an element or attribute of WordprocessingML."""
    return _W + name


def value(element: etree._Element | None, name: str) -> str | None:
    """The `w:val` of a child; None without the child or its value."""
    child = None if element is None else element.find(_W + name)
    return None if child is None else child.get(_W + "val")


def number(text: str | None, otherwise: int) -> int:
    """A whole number of at most nine digits."""
    return int(text) if text and re.fullmatch(r"-?[0-9]{1,9}", text) else otherwise


def switched(element: etree._Element | None, name: str) -> bool | None:
    """Whether a child switches something on or off; None if there is none."""
    child = None if element is None else element.find(_W + name)
    return None if child is None else (child.get(_W + "val") or "true").lower() not in ("0", "false", "off")


@dataclass(frozen=True, slots=True)
class Look:
    """What a style says.

    kind: `heading` (level 1 to 9), `title`, `caption`, `term` (of a definition), `contents` (a line of a table of contents) or empty. num: the id
    of its list, empty for none; num_level: the level in it, -1 if the list tells by `num_style`. depth: of a list by its
    name (List Bullet 2 is 1)."""

    kind: str = ""
    level: int = 0
    num: str = ""
    num_level: int = -1
    num_style: str = ""
    depth: int = 0
    hidden: bool = False
    superscript: bool = False
    first_row: bool = False


_PLAIN = Look()


class Styles:
    """The styles of one document, by id; those based on others take from them what they do not say themselves."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._default = ""
        self._looks: dict[str, Look] = {}
        for style in () if root is None else root.iterchildren(w("style")):
            name = style.get(w("styleId")) or ""
            self._styles.setdefault(name, style)
            if style.get(w("type"), "paragraph") == "paragraph" and style.get(w("default")) in ("1", "true", "on"):
                self._default = name

    def look(self, name: str | None) -> Look:
        """The look of a style; of the default paragraph style for None."""
        key = self._default if name is None else name
        if key not in self._looks:
            self._resolve(key)
        return self._looks.get(key, _PLAIN)

    def numbering(self, name: str) -> str:
        """The list that a style of type numbering names."""
        style = self._styles.get(name)
        return (value(style.find(f"{_W}pPr/{_W}numPr"), "numId") or "") if style is not None else ""

    def _resolve(self, key: str) -> None:
        """Find the look of a style and of those it is based on, each once."""
        chain: list[str] = []
        while key in self._styles and key not in self._looks and key not in chain and len(chain) < _LONGEST_CHAIN:
            chain.append(key)
            key = value(self._styles[key], "basedOn") or ""
        look = self._looks.get(key, Look())
        for name in reversed(chain):
            look = self._looks[name] = _own(self._styles[name], name, look)


def _own(style: etree._Element, name: str, base: Look) -> Look:
    """The look of a style: what it says itself, else what the one says that it is based on."""
    run = style.find(w("rPr"))
    hidden, raised = switched(run, "vanish"), value(run, "vertAlign")
    listed = style.find(f"{_W}pPr/{_W}numPr")
    num = value(listed, "numId")
    deep = _LIST_DEPTH.fullmatch(_flat(style))
    kind, level = _kind(style) or (base.kind, base.level)
    first_row = any(each.get(w("type")) == "firstRow" and len(each) for each in style.iterchildren(w("tblStylePr")))
    return Look(kind, level, base.num if num is None else num, base.num_level if num is None else number(value(listed, "ilvl"), -1),
                base.num_style if num is None else name, int(deep.group(1)) - 1 if deep else base.depth,
                base.hidden if hidden is None else hidden, base.superscript if raised is None else raised == "superscript",
                base.first_row or first_row)


def _flat(style: etree._Element) -> str:
    return "".join(unicodedata.normalize("NFKC", value(style, "name") or "").lower().split())


def _kind(style: etree._Element) -> tuple[str, int] | None:
    """What a style is by its name or outline level; None if it leaves that to the one it is based on."""
    name = _flat(style)
    if _CONTENTS.fullmatch(name):
        return "contents", 0
    if name in _KINDS:
        return _KINDS[name], 0
    outline = value(style.find(w("pPr")), "outlineLvl")
    if outline is not None:
        return outlined(outline)
    if heading := _HEADING.match(name):
        return "heading", int(heading.group(1))
    return ("heading", _SIZED[name]) if name in _SIZED else None


def outlined(outline: str) -> tuple[str, int]:
    """The kind and level of an outline level as written: 0 to 8 are headings, 9 is running text."""
    level = number(outline, 9)
    return ("heading", level + 1) if 0 <= level <= 8 else ("", 0)
