"""Typed results come back from JSON as they were."""
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.extraction import Extraction, Mentions
from pipeline.layout.document import Document
from pipeline.source import Mark, Span
from pipeline.store import from_json, load, save, to_json


@dataclass(frozen=True)
class Everything:
    number: int
    share: float | None
    spans: tuple[Span, ...]
    pair: tuple[str, int]
    grid: tuple[tuple[Mark, ...], ...] = ()
    flag: bool = False


def test_round_trip_of_every_kind_of_field() -> None:
    value = Everything(1, None, (Span(1, 2), Span(5, 9)), ("県\n\"", 3), ((Mark("row", 1, 2, "x"),), ()), True)
    assert from_json(Everything, to_json(value)) == value
    assert isinstance(from_json(Everything, to_json(value)).spans[0], Span)


def test_round_trip_of_a_document_and_its_mentions(extraction: Extraction, tmp_path: Path) -> None:
    save(extraction.document, tmp_path / "new" / "document.json")
    document = load(Document, tmp_path / "new" / "document.json")
    assert document == extraction.document
    assert document.reading.spans(0, 5) == extraction.document.reading.spans(0, 5)
    mentions = Mentions(pillars=extraction.pillars, measures=extraction.measures, dates=extraction.dates,
                        citations=extraction.citations, history=extraction.history)
    save(mentions, tmp_path / "mentions.json")
    assert Extraction.of(document, load(Mentions, tmp_path / "mentions.json")) == extraction


def test_same_value_same_bytes(extraction: Extraction) -> None:
    assert to_json(extraction.document) == to_json(from_json(Document, to_json(extraction.document)))


@pytest.mark.parametrize("text", ["{}", '{"number":1}', "[", '{"nonsense":1}', '{"number":1,"spans":3}'])
def test_what_holds_no_such_value(text: str) -> None:
    with pytest.raises(ValueError):
        from_json(Everything, text)


