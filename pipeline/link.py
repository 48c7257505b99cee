"""Linking: projects to the passages that name or describe them, and to the programs that they belong to."""
from __future__ import annotations

from dataclasses import replace
from typing import Sequence, TypeVar

from pipeline.extract.mentions import Measure, Pillar, ProjectMention
from pipeline.extraction import Mentions
from pipeline.layout.document import Document
from pipeline.linking import described, named, programs
from pipeline.linking.folded import Folded
from pipeline.linking.names import names as names_of
from pipeline.linking.passages import Passages

M = TypeVar("M", bound=Mentions)
LEAST = 0.5  # no mention has a lower score


def linked(document: Document, found: M) -> M:
    """What was found, with the programs of its measures and the mentions of its projects."""
    measures, mentions = link(document, found.pillars, found.measures)
    return replace(found, measures=tuple(measures), project_mentions=tuple(mentions))


def link(document: Document, pillars: Sequence[Pillar], measures: Sequence[Measure]) -> tuple[list[Measure], list[ProjectMention]]:
    """The measures with the programs that the structure states, and the mentions of projects in reading order.

    Scores: 1 for a name as printed, 0.95 for another spelling, 0.9 to 0.75 for a shorter form (`linking.names.forms`), and
    for a description the share of the name that it holds, by weight (`linking.described`). Whatever has less than
    LEAST or is contested by another project is left out. Time grows with the text and with the names, not with their
    product."""
    names = names_of(document, measures)
    placed = [m._replace(program=p) if p != m.program else m for m, p in zip(measures, programs.find(document, measures))]
    if not names:
        return placed, []
    text = document.reading.text
    folded = Folded.of(text)
    passages = Passages(document, pillars)
    found, refused = named.find(document, folded, named.Owned.by(names), names, measures, passages)
    taken = sorted([(m.start, m.end) for m in measures if m.level == "project"] + [(m.start, m.end) for m in found] + refused)
    found += described.find(text, folded, passages, names, measures, taken, found)
    found += named.rows_again(text, names, measures)
    return placed, sorted((m for m in found if m.score >= LEAST), key=lambda m: (m.start, m.end, m.measure))
