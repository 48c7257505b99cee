"""The analysis of one document, from its text to all mentions."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from pipeline.extraction import Extraction
from pipeline.source import SourceText

if TYPE_CHECKING:
    from pipeline.classify.model import PillarModel


def extract_document(text: str | SourceText, *, doc_id: str = "document",
                     model: PillarModel | None = None) -> Extraction:
    """Everything that one text states: pillars, measures and their mentions, dates, citations and the history of plans.

    `text`: the text of a plan, or what a reader made of a file (`pipeline.readers.read`); all offsets count its code
    points. `model` places measures under pillars where structure does not; without it the shipped one is used."""
    return analyse(SourceText(doc_id, text) if isinstance(text, str) else text, model)


def analyse(source: SourceText, model: PillarModel | None = None,
            at: Callable[[str], None] = lambda step: None) -> Extraction:
    """As `extract_document`; `at` gets the name of each step when it begins."""
    from pipeline.assign import assign
    from pipeline.finding import find_mentions
    from pipeline.layout import build
    from pipeline.link import linked

    at("layout")
    document = build(source)
    at("extract")
    found = find_mentions(document)
    at("assign")
    measures = assign(document, found.pillars, found.measures, found.details, model or shipped_model())
    at("link")
    return Extraction.of(document, linked(document, replace(found, measures=tuple(measures))))


@cache
def shipped_model() -> PillarModel | None:
    """The model that comes with the program, if it was trained."""
    from pipeline.classify.model import load

    return load()
