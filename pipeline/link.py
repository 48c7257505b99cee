"""Linking: projects to the passages that name or describe them, and to the programs that they belong to."""
from __future__ import annotations

from dataclasses import replace
from typing import Sequence, TypeVar

from pipeline.extract.mentions import Measure, Pillar, ProjectMention
from pipeline.extraction import Mentions
from pipeline.layout.document import Document
from pipeline.linking import described, named, ordered, programs
from pipeline.linking.evidence import gather
from pipeline.linking.folded import Folded
from pipeline.linking.names import names as names_of
from pipeline.linking.passages import Passages

M = TypeVar("M", bound=Mentions)


def linked(document: Document, found: M) -> M:
    """What was found, with the programs of its measures and the mentions of its projects."""
    measures, mentions = link(document, found.pillars, found.measures)
    return replace(found, measures=tuple(measures), project_mentions=tuple(mentions))


def link(document: Document, pillars: Sequence[Pillar], measures: Sequence[Measure]) -> tuple[list[Measure], list[ProjectMention]]:
    """The measures with the programs that the structure states, and the mentions of projects in reading order.

    Scores: 1 for a name as printed, 0.95 for another spelling, 0.9 to 0.75 for a shorter form (`linking.names.forms`), and
    for a description the share of the name that it holds, by weight: 0.5 and more where that is enough
    (`linking.described`), less where the place in the report speaks for it too (`linking.ordered`). What another project
    claims is left out. Time grows with the text and with the names, not with their product."""
    names = names_of(document, measures)
    placed = [m._replace(program=p) if p != m.program else m for m, p in zip(measures, programs.find(document, measures))]
    if not names:
        return placed, []
    text = document.reading.text
    folded = Folded.of(text)
    passages = Passages(document, pillars)
    found, refused = named.find(document, folded, named.Owned.by(names), names, measures, passages)
    taken = sorted([(m.start, m.end) for m in measures if m.level == "project"] + [(m.start, m.end) for m in found] + refused)
    sentences = passages.sentences({m.pillar for m in measures if m.level == "project"})
    evidence = gather(folded, sentences, names, taken)
    found += described.find(text, folded, evidence, names, measures, found)
    found += ordered.find(document, folded, passages, evidence, names, placed, sorted(found, key=lambda m: (m.start, m.end)))
    found += named.rows_again(text, names, measures)
    return placed, sorted(found, key=lambda m: (m.start, m.end, m.measure))
