"""Measures: projects and programs of a document, one after another, none found twice."""
from __future__ import annotations

from typing import Sequence

from pipeline.extract import programs, projects
from pipeline.extract.mentions import Measure, Pillar
from pipeline.extract.printed import squash
from pipeline.layout.document import Document


def find(document: Document, pillars: Sequence[Pillar]) -> list[Measure]:
    """The measures of a document in its order; `pillar` is -1 where the structure states none."""
    named = {squash(pillar.name) for pillar in pillars}  # a table of the pillars lists no projects
    listed = [m for m in projects.find(document, pillars) if m.source != "table" or squash(document.reading.value(m.start, m.end)) not in named]
    found = [*listed, *programs.find(document, pillars)]
    unique = {(m.start, m.end): m for m in reversed(found)}
    return sorted(unique.values(), key=lambda m: (m.start, m.end))
