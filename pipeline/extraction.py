"""What the pipeline finds in one document: Mentions, and with the document itself, Extraction."""
from __future__ import annotations

from dataclasses import dataclass

from pipeline.extract.detail_mentions import Details
from pipeline.extract.mentions import Citation, DateMention, HistoryItem, Measure, Pillar, ProjectMention
from pipeline.layout.document import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """All mentions of one document, in positions of its reader's text; `Measure.pillar` indexes `pillars`,
    `Measure.program` and `ProjectMention.measure` index `measures`."""

    pillars: tuple[Pillar, ...] = ()
    measures: tuple[Measure, ...] = ()
    dates: tuple[DateMention, ...] = ()
    citations: tuple[Citation, ...] = ()
    history: tuple[HistoryItem, ...] = ()
    project_mentions: tuple[ProjectMention, ...] = ()
    details: Details = Details()


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction(Mentions):
    """The typed result for one document; `document.reading` answers for spans, surfaces and values in the source."""

    document: Document

    @classmethod
    def of(cls, document: Document, mentions: Mentions) -> Extraction:
        """A document with its mentions."""
        return cls(document=document, pillars=mentions.pillars, measures=mentions.measures, dates=mentions.dates,
                   citations=mentions.citations, history=mentions.history,
                   project_mentions=mentions.project_mentions, details=mentions.details)
