"""Lessons: what a plan itself says under each of its pillars, and what it says about a measure."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.extract.detail_mentions import Details
from pipeline.extract.mentions import Measure, Pillar
from pipeline.layout.document import Document, Unit
from pipeline.linking.canonical import normal_form

_RUNNING = ("paragraph", "heading", "item")
_SENTENCE_WEIGHT = 0.7  # of a sentence beside a measure or a pillar's name


@dataclass(frozen=True, slots=True)
class Lesson:
    """Something known to stand under a pillar, given by its place among the plan's pillars. start, end: where it
    stands in the reader's text, -1 for the pillar's name; kind `name`, `measure` or `sentence`."""

    text: str
    pillar: int
    kind: str
    weight: float
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class About:
    """What a plan says about a measure: its name, the items of its description, its departments."""

    name: str
    description: str = ""
    departments: tuple[str, ...] = ()


def lessons(document: Document, pillars: Sequence[Pillar], measures: Sequence[Measure]) -> list[Lesson]:
    """The names of the pillars, the measures stated under them, and the sentences under their headings."""
    text = document.reading.text
    place = {pillar.index: k for k, pillar in enumerate(pillars)}
    above = {section: k for k, pillar in enumerate(pillars) for section in pillar.sections}
    found = [Lesson(pillar.name, k, "name", 1.0) for k, pillar in enumerate(pillars)]
    found += [Lesson(text[m.start:m.end], place[m.pillar], "measure", 1.0, m.start, m.end)
              for m in measures if m.pillar in place]
    for unit in document.units:
        if unit.kind in _RUNNING:
            owner = next((above[s.index] for s in document.lineage(unit.section) if s.index in above), -1)
            found += [Lesson(text[a:b], owner, "sentence", _SENTENCE_WEIGHT, a, b) for a, b in _sentences(text, unit) if owner >= 0]
    return found


def abouts(document: Document, measures: Sequence[Measure], details: Details) -> list[About]:
    """What the plan says about each measure, in their order."""
    text = document.reading.text
    items: dict[int, list[str]] = {}
    bodies: dict[int, list[str]] = {}
    for item in details.descriptions:
        items.setdefault(item.measure, []).append(text[item.start:item.end])
    for body in details.departments:
        bodies.setdefault(body.measure, []).append(text[body.start:body.end])
    return [About(text[m.start:m.end], "、".join(items.get(m.start, ())), tuple(bodies.get(m.start, ()))) for m in measures]


def same(document: Document, measures: Sequence[Measure]) -> dict[str, list[Measure]]:
    """The measures by the normal form of their names: a project may stand in several tables, and under two pillars."""
    found: dict[str, list[Measure]] = {}
    for measure in measures:
        found.setdefault(normal_form(document.reading.text[measure.start:measure.end]), []).append(measure)
    return found


def told(document: Document, rows: Sequence[Measure], known: Sequence[Lesson]) -> list[int]:
    """The lessons that would give away the pillar of a project with these rows: the rows, and what stands in a sentence,
    a list item or a cell with one of them."""
    found: set[int] = set()
    for row in rows:
        start, end, unit = row.start, row.end, document.unit_at(row.start)
        found.update([k for k, lesson in enumerate(known) if lesson.start < end and start < lesson.end
                      or lesson.kind == "sentence" and unit.start <= lesson.start < unit.end])
    return sorted(found)


def _sentences(text: str, unit: Unit) -> Iterator[tuple[int, int]]:
    at = unit.start
    while at < unit.end:
        stop = text.find("。", at, unit.end)
        stop = unit.end if stop < 0 else stop
        if text[at:stop].strip():
            yield at, stop
        at = stop + 1
