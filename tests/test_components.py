"""spaCy components: entry points, character offsets, tokens that a mention cuts."""
from __future__ import annotations

from importlib.metadata import entry_points

import pytest
import spacy
from spacy.language import Language

import pipeline.components  # noqa: F401  (registers the factories where the package is not installed)
from pipeline import extract_document

TEXT = "第1章 計画\n\n県は平成31年3月に官民データ活用推進基本法（平成28年法律第103号）第9条の計画を策定した。同法による。\n"


@pytest.fixture(scope="module")
def nlp() -> Language:
    blank = spacy.blank("ja")
    for name in ("keikaku_dates", "keikaku_citations", "keikaku_measures"):
        blank.add_pipe(name)
    return blank


def test_spans_are_what_the_library_finds(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert doc.text == TEXT
    found = extract_document(TEXT)
    for name, mentions in (("keikaku_dates", found.dates), ("keikaku_citations", found.citations),
                           ("keikaku_measures", found.measures)):
        places = sorted(found.document.reading.spans(m.start, m.end)[0] for m in mentions)
        spans = sorted((span.start_char, span.end_char) for span in doc.spans[name])
        assert len(spans) == len(places)
        assert all(a <= start and end <= b for (a, b), (start, end) in zip(spans, places))


def test_labels_and_values(nlp: Language) -> None:
    doc = nlp(TEXT)
    dates = [(span.text, span.label_, span.kb_id_) for span in doc.spans["keikaku_dates"]]
    assert ("平成31年3月", "month", "2019-03") in dates
    citations = [(span.label_, span.kb_id_) for span in doc.spans["keikaku_citations"]]
    assert citations == [("law", "官民データ活用推進基本法")] * 2


@pytest.mark.parametrize("text", ["", "\n", "なし", "ABC 2019", "令和2年"])
def test_any_text(nlp: Language, text: str) -> None:
    assert set(nlp(text).spans) == {"keikaku_dates", "keikaku_citations", "keikaku_measures"}


def test_documents_can_be_kept(nlp: Language) -> None:
    doc = nlp(TEXT)
    again = spacy.tokens.Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert [span.text for span in again.spans["keikaku_dates"]] == [span.text for span in doc.spans["keikaku_dates"]]


def test_entry_points_name_the_factories() -> None:
    declared = {point.name: point.value for point in entry_points(group="spacy_factories")}
    if "keikaku_dates" not in declared:
        pytest.skip("keikaku is not installed; `make setup` installs it")
    for name in ("dates", "citations", "measures"):
        assert declared[f"keikaku_{name}"] == f"pipeline.components:{name}"
