"""Finding: all that the rules see in a document, one kind of mention after another."""
from __future__ import annotations

from dataclasses import replace

from pipeline.extract import challenges, citations, dates, details, fields, history, history_lists, measures, pillars
from pipeline.extract.detail_mentions import Details
from pipeline.extract.mentions import DateMention, Measure, Pillar
from pipeline.extraction import Mentions
from pipeline.layout.document import Document


def find_mentions(document: Document) -> Mentions:
    """The mentions of a document; a measure has a pillar where the document's structure states one."""
    found_dates = dates.find(document)
    found_pillars = pillars.find(document)
    found_measures = measures.find(document, found_pillars)
    return Mentions(pillars=tuple(found_pillars), measures=tuple(found_measures), dates=tuple(found_dates),
                    citations=tuple(citations.find(document, found_dates)), history=tuple(sorted((*history.find(document, found_dates), *history_lists.find(document, found_dates)), key=lambda item: item.start)),
                    details=_details(document, found_dates, found_pillars, found_measures))


def _details(document: Document, found_dates: list[DateMention], found_pillars: list[Pillar], found_measures: list[Measure]) -> Details:
    """What is stated about the measures, the challenges, and the policy fields of both."""
    found = details.find(document, found_dates, found_pillars, found_measures)
    wanting = challenges.find(document, found_dates, found_pillars, found_measures)
    return replace(found, challenges=fields.of_challenges(document, wanting),
                   fields=fields.of_measures(document, found_pillars, found_measures))
