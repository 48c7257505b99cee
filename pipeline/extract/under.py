"""Which pillar the sections of a document stand under."""
from __future__ import annotations

from typing import Sequence

from pipeline.extract.mentions import Pillar
from pipeline.layout.document import Document


def sections_under(document: Document, pillars: Sequence[Pillar]) -> dict[int, int]:
    """For each section that stands under a pillar's heading, the index of that pillar."""
    under = {s: p.index for p in pillars for s in p.sections}
    for section in document.sections:  # what stands above a section comes before it
        if section.index not in under and section.parent in under:
            under[section.index] = under[section.parent]
    return under
