"""The tree of a plan: its pillars, and below each the levels down to the 施策 that the document's headings and tables state."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Sequence

from pipeline.extract import measure_names as names
from pipeline.extract.mentions import Measure, Pillar
from pipeline.extract.printed import place_of, squash
from pipeline.extract.measure_signs import is_part, is_worded
from pipeline.layout.document import Document, Section


@dataclass(frozen=True, slots=True)
class Node:
    """A pillar or a level below one. start, end: positions of its name in `Document.reading.text`; `parent` indexes the
    nodes (-1: a pillar, which has level 1); `pillar`, `measure` and `section` index those of the document, -1 for none."""

    start: int
    end: int
    parent: int
    level: int
    pillar: int
    measure: int = -1
    section: int = -1
    rule: str = ""


def find(document: Document, pillars: Sequence[Pillar], measures: Sequence[Measure]) -> list[Node]:
    """The nodes, each behind its parent: all pillars, then what stands under each.

    A heading below a pillar's is a node if it names a program or carries a worded number of such a level (施策の柱1), or if
    nodes stand under it; headings that name a part of a pillar's chapter (現状と課題, 主な取組) are none, and what stands
    under them hangs on the node above. A program of a table hangs on the pillar that its row states."""
    nodes = [Node(p.start, p.end, -1, 1, p.index, section=p.sections[0] if p.sections else -1, rule="pillar") for p in pillars]
    programs = {m.section: k for k, m in enumerate(measures) if m.level == "program" and m.source == "heading"}
    grouping = _grouping(document, pillars, programs)
    place = {s: p.index for p in pillars for s in p.sections}  # the node under which each section stands
    for section in document.sections:
        above = place.get(section.parent, -1)
        if section.index in place or above < 0:
            continue
        if section.index not in grouping:
            place[section.index] = above
            continue
        measure = programs.get(section.index, -1)
        start, end = (measures[measure].start, measures[measure].end) if measure >= 0 else _title(document, section)
        place[section.index] = len(nodes)
        nodes.append(Node(start, end, above, nodes[above].level + 1, nodes[above].pillar, measure, section.index,
                          "heading.program" if measure >= 0 else "heading.group"))
    return [*nodes, *_from_tables(document, nodes, measures)]


def _title(document: Document, section: Section) -> tuple[int, int]:
    """The place of a heading's title without marks beside it, where more than marks stands there."""
    place = place_of(document, section.title, section.unit)
    start, end = names.trim(document.reading.text, *place)
    return (start, end) if start < end else place


def _grouping(document: Document, pillars: Sequence[Pillar], programs: dict[int, int]) -> frozenset[int]:
    """The sections below the pillars' that are nodes."""
    own = {s for p in pillars for s in p.sections}
    found: set[int] = set()
    for section in document.sections:
        if section.index not in programs and not (is_worded(section) and section.title):
            continue
        for upper in document.lineage(section.index):
            if upper.index in own:
                break
            if upper.index == section.index or upper.title and not is_part(upper):
                found.add(upper.index)
    return frozenset(found)


def _from_tables(document: Document, nodes: Sequence[Node], measures: Sequence[Measure]) -> list[Node]:
    seen = {(n.pillar, squash(document.reading.text[n.start:n.end])) for n in nodes}
    found: list[Node] = []
    for k, measure in enumerate(measures):
        key = measure.pillar, squash(document.reading.text[measure.start:measure.end])
        if measure.level == "program" and measure.source in ("table", "list") and measure.pillar >= 0 and (
                measure.pillar_method in ("table", "heading", "list", "override")) and key not in seen:
            seen.add(key)
            found.append(Node(measure.start, measure.end, measure.pillar, 2, measure.pillar, k, measure.section, "table.program"))
    return found
