"""Places of mentions in the source, and the ids of the things of one document."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol, TypeVar

from pipeline.layout.document import Document
from pipeline.source import printed, surface_of
from pipeline.tables.columns import pieces


class Mention(Protocol):
    """What stands at positions of the reader's text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


M = TypeVar("M", bound=Mention)


class Place(NamedTuple):
    """Where a mention stands in the source."""

    start: int
    end: int
    spans: str
    surface: str


def place(document: Document, start: int, end: int) -> Place:
    """The place in the source of start:end of the reader's text."""
    if (shift := document.reading.shift(start, end)) is not None:
        start, end = start + shift, end + shift
        return Place(start, end, f"{start}:{end}", document.source.text[start:end])
    spans = document.reading.spans(start, end)
    return Place(spans[0][0], spans[-1][1], written(spans), surface_of(document.source.text, spans))


def value(document: Document, at: Place) -> str:
    """What is printed at a place, as a value (`pipeline.source.printed`)."""
    text = document.source.text
    return printed("".join([text[a:b] for a, b in pieces(at.spans)]) if ";" in at.spans else text[at.start:at.end])


def written(spans: Sequence[tuple[int, int]]) -> str:
    """`3:5;9:12`"""
    if len(spans) == 1:
        a, b = spans[0]
        return f"{a}:{b}"
    return ";".join([f"{a}:{b}" for a, b in spans])


def in_order(document: Document, mentions: Iterable[M]) -> list[tuple[Place, M]]:
    """Mentions with their places, in the order of the source."""
    placed = [(place(document, mention.start, mention.end), mention) for mention in mentions]
    return sorted(placed, key=lambda pair: pair[0][:2])


class Ids:
    """The ids of one document."""

    def __init__(self, document: Document) -> None:
        self.doc_id = document.source.doc_id
        self._document = document
        self._sections = [*(self.of("s", k) for k in range(len(document.sections))), ""]  # the last one for -1

    def of(self, letter: str, index: int) -> str:
        """The id of the thing at `index`, empty for -1 (none)."""
        return f"{self.doc_id}-{letter}{index + 1:04d}" if index >= 0 else ""

    def section(self, index: int) -> str:
        """The id of the section at `index`, empty for -1 (none)."""
        return self._sections[index]

    def section_at(self, position: int) -> str:
        """The section of a position of the reader's text."""
        return self._sections[self._document.unit_at(position).section]
