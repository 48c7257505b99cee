"""The blocks of a document with the page and the boxes in which its format says that they are printed."""
from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from pipeline.layout.document import Block, Document
from pipeline.layout.lists import trim
from pipeline.source import Mark, SourceText, Span


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page (from 1), in points, origin top left."""

    page: int
    left: float
    top: float
    right: float
    bottom: float

    def area(self) -> str:
        """`x0,y0,x1,y1`"""
        return ",".join(f"{v:.1f}" for v in (self.left, self.top, self.right, self.bottom))

    def with_(self, other: Box) -> Box:
        """The smallest box around both."""
        return Box(self.page, min(self.left, other.left), min(self.top, other.top), max(self.right, other.right),
                   max(self.bottom, other.bottom))


class PlacedBlock(NamedTuple):
    """A block, the stretches of the source that it holds without outer white space, its page (None: the format has no
    pages) and its boxes: one for each page and column that it runs over (none: the format has no places)."""

    block: Block
    spans: tuple[Span, ...]
    page: int | None
    boxes: tuple[Box, ...]


def placed(document: Document) -> list[PlacedBlock]:
    """The blocks that print something, in the order of the source."""
    source = document.source
    pages = _pages(source)
    begins = [place for place, _ in pages]
    lines = [mark for mark in source.marks if mark.kind == "box"]  # they do not overlap
    starts, ends = [mark.start for mark in lines], [mark.end for mark in lines]
    found = []
    for block in document.blocks:
        spans = _trimmed(source.text, block.spans) if block.kind != "blank" else ()
        if spans:
            on = [mark for a, b in spans for mark in lines[bisect_right(ends, a):bisect_left(starts, b)]] if lines else []
            boxes = tuple(_boxes(on, whole=block.kind == "table")) if on else ()
            page = boxes[0].page if boxes else _page_at(pages, begins, spans[0].start) if pages else None
            found.append(PlacedBlock(block, spans, page, boxes))
    return sorted(found, key=attrgetter("spans"))


def _pages(source: SourceText) -> list[tuple[int, int]]:
    """(place, number of the page that goes on from there); empty where the format has no pages, or does not number them
    (a page break in a Word file)."""
    if stated := [(mark.start, int(mark.value)) for mark in source.marks if mark.kind == "page" and mark.value]:
        return stated
    breaks = [match.end() for match in re.finditer("\f", source.text)]
    return [(0, 1), *((place, n) for n, place in enumerate(breaks, 2))] if breaks else []


def _page_at(pages: Sequence[tuple[int, int]], begins: Sequence[int], place: int) -> int:
    return pages[max(bisect_right(begins, place) - 1, 0)][1]


def _trimmed(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    return tuple([span for a, b in spans if (span := trim(text, a, b))])


def _boxes(lines: Sequence[Mark], whole: bool) -> Iterator[Box]:
    """The boxes around printed lines: a new one where the page changes, and, unless the block is one `whole` on its
    page, where the text goes on further up, in the next column."""
    last: Box | None = None
    top = 0.0
    for mark in lines:
        page, *sides = mark.value.split(",")
        box = Box(int(page), *map(float, sides))
        if last is not None and (box.page != last.page or not whole and box.bottom < top):
            yield last
            last = None
        top = box.top
        last = box if last is None else last.with_(box)
    if last is not None:
        yield last
