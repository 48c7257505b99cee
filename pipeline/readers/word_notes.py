"""Footnotes and endnotes of Word: their figures in the order of the calls, and notes that an author wrote by hand."""
from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Iterable, Sequence

from lxml import etree

from pipeline.readers.markers import leading_marker, marker_of
from pipeline.readers.numerals import written
from pipeline.readers.plain_notes import plain_bodies
from pipeline.readers.word_styles import number, value, w
from pipeline.source import Mark, Span

KINDS = ("footnote", "endnote")
_FORMS = {"footnote": "decimal", "endnote": "lowerRoman"}
_UNIT = re.compile(r"(?:(?<![A-Za-z])[kcm]?m|ha|10|[0-9])$")  # m², 10³: as in the layout's notes
_SIGNED = "※＊*注註脚[［〔"  # a note by hand opens with one of these, a numbered heading does not


@dataclass(frozen=True, slots=True)
class Called:
    """A note in the order of its call: its element, its figure as printed, the marker that joins call and body."""

    kind: str
    element: etree._Element
    figure: str
    marker: str


class Notes:
    """The real notes of a document.

    parts: the root of the part of each kind; properties: elements that may hold `footnotePr` and `endnotePr`, the
    later ones say more."""

    def __init__(self, parts: dict[str, etree._Element | None], properties: Iterable[etree._Element | None]) -> None:
        self.called: list[Called] = []
        self._figures: dict[tuple[str, str], str] = {}
        self._bodies: dict[tuple[str, str], etree._Element] = {}
        for kind, root in parts.items():
            for each in () if root is None else root.iterchildren(w(kind)):
                if each.get(w("type"), "normal") == "normal":
                    self._bodies.setdefault((kind, each.get(w("id")) or ""), each)
        self._forms, self._counts = dict(_FORMS), dict.fromkeys(KINDS, 0)
        for holder in properties:
            for kind in KINDS:
                said = None if holder is None else holder.find(w(f"{kind}Pr"))
                self._forms[kind] = value(said, "numFmt") or self._forms[kind]
                self._counts[kind] = number(value(said, "numStart"), self._counts[kind] + 1) - 1

    def call(self, kind: str, name: str, mark: str) -> str:
        """The figure of the note that is called; empty if there is no such note. See `word_text.Inline`."""
        if (kind, name) in self._figures:
            return self._figures[kind, name]
        body = self._bodies.get((kind, name))
        if body is None:
            return ""
        figure = mark.strip()
        if not figure:
            self._counts[kind] += 1
            figure = written(self._counts[kind], self._forms[kind])
        self._figures[kind, name] = figure
        self.called.append(Called(kind, body, figure, marker_of(figure) or figure))
        return figure


def settle_by_hand(text: str, leaves: Sequence[Mark], supers: Sequence[Span], marks: Sequence[Mark]) -> list[Mark]:
    """The marks of `leaves`, those that open with a superscript figure that is called elsewhere as `note`; and `anchor`
    marks for superscript figures that call a note, whether a real one in `marks` or one by hand."""
    calls = [(place, marker) for place in supers if (marker := marker_of(text[place.start:place.end]))]
    opened = {leaf.start: leaf for leaf in leaves if leaf.kind in ("paragraph", "item")}
    called = {marker for place, marker in calls if place.start not in opened}
    found: list[Mark] = []
    bodies: set[int] = set()
    for place, marker in calls:
        leaf = opened.get(place.start)
        body = text[place.end:leaf.end] if leaf else ""
        if leaf is not None and marker in called and body.strip(" \t\u3000"):
            start = leaf.end - len(body.lstrip())
            found += [Mark("markup", *place), Mark("note", start, leaf.end, marker)]
            bodies.add(leaf.start)
    found += [leaf for leaf in leaves if leaf.start not in bodies]
    markers = {mark.value for mark in (*marks, *found) if mark.kind == "note"}
    for leaf, end, marker in plain_bodies(text, found, calls, markers):
        found[found.index(leaf)] = Mark("note", end, leaf.end, marker)
        found.append(Mark("markup", leaf.start, end))
        markers.add(marker)
    signed = [leaf for leaf in opened.values() if text[leaf.start] in _SIGNED and leaf.start not in bodies]
    markers |= {marker for leaf in signed for marker in [_opening(text, leaf)] if marker in called}
    stated = {mark.start for mark in marks if mark.kind in ("anchor", "markup")}
    return found + [Mark("anchor", *place, marker) for place, marker in calls
                    if marker in markers and place.start not in opened and place.start not in stated
                    and not _UNIT.search(text, max(0, place.start - 3), place.start)]


def _opening(text: str, leaf: Mark) -> str:
    """The marker that a paragraph opens with, empty for none."""
    end = min(leaf.end, leaf.start + 8)
    for size in range(2, end - leaf.start + 1):
        marker = marker_of(text[leaf.start:leaf.start + size])
        if marker and leading_marker(text, leaf.start, leaf.end, marker) > leaf.start:
            return marker
    return ""
