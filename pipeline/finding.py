"""Finding: all that the rules see in a document, one kind of mention after another."""
from __future__ import annotations

from pipeline.extract import citations, dates, history, measures, pillars
from pipeline.extraction import Mentions
from pipeline.layout.document import Document


def find_mentions(document: Document) -> Mentions:
    """The mentions of a document; a measure has a pillar where the document's structure states one."""
    found_dates = dates.find(document)
    found_pillars = pillars.find(document)
    return Mentions(
        pillars=tuple(found_pillars),
        measures=tuple(measures.find(document, found_pillars)),
        dates=tuple(found_dates),
        citations=tuple(citations.find(document, found_dates)),
        history=tuple(history.find(document, found_dates)),
    )
