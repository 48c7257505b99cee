"""Evidence: the words around a place of the text, and the place in a changed text where they still stand."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.layout.document import Document
from pipeline.source import Pieces, Span

LONGEST = 120  # code points of a context, marks included
_PAIRS = (("【", "】"), ("⟦", "⟧"), ("«", "»"), ("‹", "›"))  # the first that cannot be mistaken marks the surface
_SHOWN = 90  # code points of a surface that a context shows
_HEAD = 40  # code points by which a cut surface is known
_NEIGHBOURS = 2  # units before and after a heading or an item that say where it stands
_WORDS = 12  # code points before and after a surface, spaces not counted, that must be the same where it moved
_WINDOW = 10 * _WORDS
_LAYOUT = re.compile(r"[\s|…]+")  # what a context adds or takes away


@dataclass(frozen=True, slots=True)
class Place:
    """start, end: positions in `Document.reading.text`; `moved`: not where it was when the decision was made."""

    start: int
    end: int
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Lost:
    """Why evidence stands nowhere in a text, and what a person can do."""

    problem: str
    mend: str


def context(document: Document, start: int, end: int) -> str:
    """The sentence, row or list around a stretch of `reading.text`, the stretch itself inside 【】: one line of at most
    LONGEST code points. ` | ` stands between cells, items and headings, `…` where words were cut."""
    first, last = _bounds(document, start)
    text = document.reading.text
    before, after = _line(text[first:start]).lstrip(" |"), _line(text[end:last]).rstrip(" |")
    shown = _shown(_line(text[start:end]))
    pair = next((p for p in _PAIRS if f"{p[0]}{_bare(shown)}{p[1]}" not in _bare(before + shown + after)), _PAIRS[0])
    room = LONGEST - len(shown) - len(pair)
    right = min(len(after), max(room // 2, room - len(before)))
    left = min(len(before), room - right)
    before = before if left == len(before) else "…" + before[len(before) - left + 1:]
    after = after if right == len(after) else after[:right - 1] + "…"
    return f"{before}{pair[0]}{shown}{pair[1]}{after}"


def marked(evidence: str, surface: str) -> bool:
    """Whether a context marks this surface."""
    return _around(evidence, surface) is not None


def locate(document: Document, spans: Sequence[Span], surface: str, evidence: str) -> Place | Lost:
    """Where the evidence of a decision stands: at `spans` of the source if the surface is there, else at its only
    occurrence with the words before and after that `evidence` (a context) holds, if any.

    Without `spans` the surface, with its words, must stand at one place."""
    if spans and (place := _at(document, spans, surface)) is not None:
        return Place(*place)
    text = document.reading.text
    key = _read(surface)
    found = [match.span() for match in re.finditer(" ?".join(map(re.escape, key)), text)] if key else []
    if not found:
        return Lost(f"{surface!r} is not in the text", "look it up in the plan; correct or delete the line")
    before, after = _around(evidence, surface) or ("", "")
    alike = [(a, b) for a, b in found if _bare(text[max(0, a - _WINDOW):a]).endswith(before)
             and _bare(text[b:b + _WINDOW]).startswith(after)]
    if not alike:
        return Lost(f"{surface!r} stands in the text with other words around it",
                    "look it up in the plan; correct or delete the line")
    if len(alike) > 1:
        return Lost(f"{surface!r} stands at {len(alike)} places and nothing tells which is meant",
                    "write start and end of one of them")
    return Place(*alike[0], moved=bool(spans))


def _at(document: Document, spans: Sequence[Span], surface: str) -> tuple[int, int] | None:
    """The stretch read at spans of the source, if it is in one unit and is the surface."""
    reading = document.reading
    place = reading.stretch(spans[0].start, spans[-1].end)
    if place is None or document.unit_at(place[0]).end < place[1]:
        return None
    there = reading.spans(*place)
    if (there[0].start, there[-1].end) != (spans[0].start, spans[-1].end) or len(spans) > 1 and there != tuple(spans):
        return None
    return place if _read(reading.surface(*place)) == _read(surface) else None


def _bounds(document: Document, position: int) -> tuple[int, int]:
    """The stretch of the reader's text to show around a position."""
    units, k = document.units, document.unit_index(position)
    unit = units[k]
    if unit.kind in ("paragraph", "note"):
        return unit.start, unit.end
    first = last = k
    if unit.kind == "cell":
        place = unit.table, unit.row
        while first > 0 and (units[first - 1].table, units[first - 1].row) == place:
            first -= 1
        while last + 1 < len(units) and (units[last + 1].table, units[last + 1].row) == place:
            last += 1
    else:
        first, last = max(0, k - _NEIGHBOURS), min(len(units) - 1, k + _NEIGHBOURS)
    return units[first].start, units[last].end


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\n", " | "))


def _shown(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN - 1] + "…"


def _bare(text: str) -> str:
    return _LAYOUT.sub("", text)


def _read(surface: str) -> str:
    """A surface of the source as it is read, without spaces."""
    reading, _ = Pieces.of(surface, [[Span(0, len(surface))]])
    return "".join(reading.text.split())


def _around(evidence: str, surface: str) -> tuple[str, str] | None:
    """The words before and after the marked surface in a context; None if it marks another."""
    bare, key = _bare(evidence), _bare(_read(surface))
    head = key if len(key) <= _HEAD else key[:_HEAD]  # the rest of a long one may be cut
    for left, right in _PAIRS:
        before, mark, rest = bare.partition(left + head + (right if head == key else ""))
        if mark:
            after = rest if head == key else rest.partition(right)[2]
            return before[-_WORDS:], after[:_WORDS]
    return None
