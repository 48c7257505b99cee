"""The document tree: blocks that partition the source, sections, tables, notes, anchors and the units a reader reads."""
from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Iterator, Literal, NamedTuple

from pipeline.source import Pieces, SourceText, Span

BlockKind = Literal["title", "heading", "paragraph", "item", "table", "note", "caption", "contents", "furniture", "blank"]
UnitKind = Literal["title", "heading", "paragraph", "item", "cell", "note", "caption"]
_DASHES = frozenset("―—–－-")
_BETWEEN_DASHES = re.compile(r"(?<=.)[ \u3000]*[―—–－-]{1,2}[^―—–－-]{3,40}[―—–－-]{1,2}$")
_LONGEST = 200  # code points of a title that is more than a name
_AMOUNT = re.compile(r"[ (（【]?(?:予算額?|事業費)?[:： ]?[0-9][0-9,.兆億百万千]*円[)）】]?$")
_OF_PILLAR = re.compile(r"\((?!平成|令和|昭和)[一-龥々ァ-ヶー]{1,8}[0-9IVX一二三四五六七八九十-]{1,4}\)$")  # 暮らしを守る(基本目標1)
_MOTTO = re.compile(r" ?~[^~]+~$")


class Block(NamedTuple):
    """A piece of the document. The `spans` of all blocks partition the source: each character lies in exactly one.

    kind `furniture` is what belongs to the page (running heads, page numbers), `contents` a table of contents,
    `blank` white space and markup between blocks. `section` indexes `Document.sections`, -1 before the first heading.
    """

    kind: BlockKind
    spans: tuple[Span, ...]
    section: int = -1


class Unit(NamedTuple):
    """A stretch that is read on its own (a paragraph, a list item, a heading, an item of a cell, a note).

    start, end: positions in `Document.reading.text`, half open; no unit crosses another. `block` indexes
    `Document.blocks`, `section` `Document.sections` (-1: none). `marker`: the bullet of an item, the mark of a note.
    `table`, `row`, `column` place a cell's unit in `Document.tables` (-1: no cell); `item` counts the items of a cell.
    """

    kind: UnitKind
    start: int
    end: int
    block: int
    section: int = -1
    marker: str = ""
    depth: int = 0
    table: int = -1
    row: int = -1
    column: int = -1
    item: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it. start, end: the heading line in the source; level 1 is the outermost.

    inner: the worded number with which the title opens behind another one (第1節 基本目標1 …)."""

    index: int
    parent: int
    level: int
    label: str
    title: str
    start: int
    end: int
    unit: int
    inner: str = ""

    @property
    def name(self) -> str:
        """The title without a number in it, an amount or a motto behind it (…への備え 444億円; …を守る。 ～安心～; …―安心―), and without
        quotation marks around the whole of it."""
        name = self.title[len(self.inner):].partition("。")[0]
        if len(name) <= _LONGEST and ("円" in name or "~" in name):
            name = _MOTTO.sub("", _AMOUNT.sub("", name))
        if name[-1:] == ")":
            name = _OF_PILLAR.sub("", name)
        if name[-1:] in _DASHES and len(name) <= _LONGEST:
            name = _BETWEEN_DASHES.sub("", name)
        name = name.strip()
        return name[1:-1] if name[:1] + name[-1:] in ("「」", "『』") and name[0] not in name[1:] else name

    @property
    def number(self) -> str:
        """The label, or the worded number that follows it."""
        return self.inner or self.label


class Cell(NamedTuple):
    """A cell of a table. `units` are indices into `Document.units`, one for each item in the cell.

    row, column: its upper left place in the grid; rowspan, colspan >= 1; `header`: names a row or a column."""

    row: int
    column: int
    units: tuple[int, ...]
    text: str
    rowspan: int = 1
    colspan: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its grid: `grid[r][c]` is the cell that covers that place (a merged cell covers several)."""

    index: int
    block: int
    section: int
    caption: str
    grid: tuple[tuple[Cell, ...], ...]
    header_rows: int


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or an entry of a reference list. `unit` indexes `Document.units`; `marker` is its figure in NFKC (`³`, `※3`, `注3` → `3`), or its sign."""

    marker: str
    unit: int


@dataclass(frozen=True, slots=True)
class Anchor:
    """A mark in running text that calls a note. start, end: place in the source."""

    marker: str
    start: int
    end: int
    section: int


@dataclass(frozen=True)
class Document:
    """One plan as a tree. `reading.text` is what a reader reads, unit by unit; see `Unit`."""

    source: SourceText
    blocks: tuple[Block, ...]
    units: tuple[Unit, ...]
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    notes: tuple[Note, ...]
    anchors: tuple[Anchor, ...]
    reading: Pieces
    title: str = ""

    @cached_property
    def _starts(self) -> list[int]:
        return [unit.start for unit in self.units]

    def unit_at(self, position: int) -> Unit:
        """The unit that holds a position of `reading.text`."""
        return self.units[bisect_right(self._starts, position) - 1]

    def unit_index(self, position: int) -> int:
        """The index of the unit that holds a position of `reading.text`."""
        return bisect_right(self._starts, position) - 1

    def text(self, unit: Unit) -> str:
        """What is read in a unit."""
        return self.reading.text[unit.start:unit.end]

    def lineage(self, section: int) -> Iterator[Section]:
        """A section and those above it, innermost first."""
        while section >= 0:
            yield self.sections[section]
            section = self.sections[section].parent
