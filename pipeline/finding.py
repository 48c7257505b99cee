"""Finding: all that the rules see in a document, one kind of mention after another."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract import challenges, citations, dates, details, fields, history, history_flat, history_lists, measures, pillars
from pipeline.extract.detail_mentions import Details
from pipeline.extract.mentions import DateMention, HistoryItem, Measure, Pillar
from pipeline.extraction import Mentions
from pipeline.layout.document import Document


def find_mentions(document: Document) -> Mentions:
    """The mentions of a document; a measure has a pillar where the document's structure states one."""
    found_dates = dates.find(document)
    found_pillars = pillars.find(document)
    found_history = find_history(document, found_dates)
    found_measures = _outside(measures.find(document, found_pillars), found_history)
    return Mentions(pillars=tuple(found_pillars), measures=tuple(found_measures), dates=tuple(found_dates),
                    citations=tuple(citations.find(document, found_dates)), history=found_history,
                    details=_details(document, found_dates, found_pillars, found_measures))


def find_history(document: Document, found_dates: list[DateMention]) -> tuple[HistoryItem, ...]:
    """What earlier plans were about, in tables, in lists and in what is left of tables."""
    found = [item for kind in (history, history_lists) for item in kind.find(document, found_dates)]
    places = {item.start for item in found}
    return tuple(sorted((*found, *(item for item in history_flat.find(document, found_dates) if item.start not in places)), key=lambda item: item.start))


def _outside(found: list[Measure], told: Sequence[HistoryItem]) -> list[Measure]:
    """The measures without those that are items of a table or a list of earlier plans."""
    starts = {item.start for item in told}
    return [measure for measure in found if measure.start not in starts]


def _details(document: Document, found_dates: list[DateMention], found_pillars: list[Pillar], found_measures: list[Measure]) -> Details:
    """What is stated about the measures, the challenges, and the policy fields of both."""
    found = details.find(document, found_dates, found_pillars, found_measures)
    wanting = challenges.find(document, found_dates, found_pillars, found_measures)
    return replace(found, challenges=fields.of_challenges(document, wanting),
                   fields=fields.of_measures(document, found_pillars, found_measures))
