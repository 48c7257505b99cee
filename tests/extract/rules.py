"""Each find function of the rules as a function of one document, with what the others found before it."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from typing import Any

from pipeline.extract import (abbreviations, challenges, citations, dates, details, fields as policy_fields, history, history_flat, history_lists, laws, led, measures,
                              pillar_tree, pillars, plans, resolve, works)
from pipeline.extract.mentions import Citation, DateMention, Measure, Pillar
from pipeline.layout.document import Document
from pipeline.link import link


@dataclass(frozen=True)
class Known:
    """A document and what the first rules found in it."""

    document: Document
    dates: list[DateMention]
    pillars: list[Pillar]
    measures: list[Measure]
    citations: list[Citation]

    @classmethod
    def of(cls, document: Document) -> Known:
        found_dates, found_pillars = dates.find(document), pillars.find(document)
        return cls(document, found_dates, found_pillars, measures.find(document, found_pillars),
                   citations.find(document, found_dates))


Rule = Callable[[Known], Any]
RULES: dict[str, Rule] = {
    "dates": lambda k: dates.find(k.document),
    "pillars": lambda k: pillars.find(k.document),
    "measures": lambda k: measures.find(k.document, k.pillars),
    "pillar_tree": lambda k: pillar_tree.find(k.document, k.pillars, k.measures),
    "led": lambda k: led.led(k.document, k.pillars),
    "citations": lambda k: citations.find(k.document, k.dates),
    "works": lambda k: works.find(k.document, k.dates),
    "laws": lambda k: laws.find(k.document),
    "plans": lambda k: plans.find(k.document, k.dates),
    "resolve": lambda k: resolve.resolve(k.document, k.citations),
    "abbreviations": lambda k: abbreviations.definitions(k.document.reading.text, k.citations),
    "history": lambda k: history.find(k.document, k.dates),
    "history_flat": lambda k: history_flat.find(k.document, k.dates),
    "history_lists": lambda k: history_lists.find(k.document, k.dates),
    "details": lambda k: details.find(k.document, k.dates, k.pillars, k.measures),
    "challenges": lambda k: challenges.find(k.document, k.dates, k.pillars, k.measures),
    "fields": lambda k: policy_fields.of_measures(k.document, k.pillars, k.measures),
    "link": lambda k: link(k.document, k.pillars, k.measures),
}
"""Every rule that finds something in a document, by the name of its module."""


def placed(found: Any) -> Iterator[Any]:
    """All that has a place among what a rule found, also inside other results."""
    if hasattr(found, "start") and hasattr(found, "end"):
        yield found
    if isinstance(found, (list, tuple)):
        for one in found:
            yield from placed(one)
    elif hasattr(found, "__dataclass_fields__"):
        for field in fields(found):
            yield from placed(getattr(found, field.name))
