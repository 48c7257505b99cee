"""Passages: under which pillar a place stands, and which sentences of a document are running text."""
from __future__ import annotations

from typing import Container, NamedTuple, Sequence

from pipeline.extract.mentions import Pillar
from pipeline.extract.under import sections_under
from pipeline.layout.document import Document, Unit


_LONGEST = 500  # characters of a sentence; a longer one is cut


class Sentence(NamedTuple):
    """A sentence of running text. start, end: positions in the reader's text; `pillar`: that of its section, or -1;
    `section`: its innermost section; `free`: stands in a paragraph, not in an item or cell."""

    start: int
    end: int
    pillar: int
    section: int
    free: bool


class Passages:
    """Answers for the places of one document."""

    def __init__(self, document: Document, pillars: Sequence[Pillar]) -> None:
        self._document = document
        self._under = sections_under(document, pillars)

    def pillar(self, position: int) -> int:
        """The pillar under whose heading a position of the reader's text stands, -1 for none."""
        return self._under.get(self._document.unit_at(position).section, -1)

    def under(self, section: int) -> int:
        """The pillar of a section, -1 for none."""
        return self._under.get(section, -1)

    def sentences(self, pillars: Container[int]) -> list[Sentence]:
        """The sentences under these pillars (-1: under none) of paragraphs, and those of list items and cells that close
        with 。, in reading order."""
        found: list[Sentence] = []
        for unit in self._document.units:
            if self._under.get(unit.section, -1) in pillars and (
                    unit.kind == "paragraph" or unit.kind in ("item", "cell") and "。" in self._document.text(unit)):
                found += self._split(unit)
        return found

    def _split(self, unit: Unit) -> list[Sentence]:
        text, found, at = self._document.reading.text, [], unit.start
        pillar = self._under.get(unit.section, -1)
        while at < unit.end:
            stop = text.find("。", at, unit.end)
            stop = min(unit.end if stop < 0 else stop, at + _LONGEST)
            if stop > at:
                found.append(Sentence(at, stop, pillar, unit.section, unit.kind == "paragraph"))
            at = stop + (text[stop] == "。")
        return found

