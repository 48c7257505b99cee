"""Which pillar the sections of a document stand under."""
from __future__ import annotations

from typing import Sequence

from pipeline.extract.mentions import Pillar
from pipeline.extract.pillar_plans import plan_above
from pipeline.layout.document import Document
from pipeline.layout.numbering import label_of, word_role


def sections_under(document: Document, pillars: Sequence[Pillar]) -> dict[int, int]:
    """For each section that stands under a pillar's heading, or under none and has its number (施策2-1: 柱2), the index of that pillar."""
    under = {s: p.index for p in pillars for s in p.sections}
    numbered = _numbered(pillars)
    for section in document.sections:  # what stands above a section comes before it
        if section.index in under:
            continue
        if section.parent in under:
            under[section.index] = under[section.parent]
        elif numbered and (label := label_of(section.number)) is not None and len(label.path) > 1 and word_role(label.word) == "program" and (
                pillar := numbered.get(label.path[0])) is not None and plan_above(document, section) == pillar.plan_name:
            under[section.index] = pillar.index
    return under


def _numbered(pillars: Sequence[Pillar]) -> dict[int, Pillar]:
    """The pillars by their figures (柱2), where those of one plan have such."""
    coded = {label.path[0]: p for p in pillars if (label := label_of(p.code)) is not None and len(label.path) == 1}
    plans = {p.plan_name for p in pillars if p.code}
    return coded if len(plans) == 1 else {}
