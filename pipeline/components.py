"""spaCy components that fill `doc.spans`: keikaku_dates, keikaku_citations, keikaku_measures.

    nlp = spacy.blank("ja")
    nlp.add_pipe("keikaku_dates")
    doc = nlp("平成31年3月に策定した計画")
    [(span.text, span.label_, span.kb_id_) for span in doc.spans["keikaku_dates"]]

A mention in several pieces (cut by a page break) gives one span for each piece; they share their `id_`. A span reaches
out to whole tokens where the mention starts or ends inside one.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from pipeline.layout import build
from pipeline.layout.document import Document
from pipeline.source import SourceText

Component = Callable[[Doc], Doc]


class _Found(NamedTuple):
    """A mention: start and end in the reader's text; label and kb_id of its spans."""

    start: int
    end: int
    label: str
    kb_id: str = ""


@Language.factory("keikaku_dates")
def dates(nlp: Language, name: str) -> Component:
    """Dates: label is the kind, kb_id the date in EDTF."""
    def find(document: Document) -> Iterable[_Found]:
        from pipeline.extract import dates

        return [_Found(d.start, d.end, d.kind, d.edtf) for d in dates.find(document)]

    return _component(name, find)


@Language.factory("keikaku_citations")
def citations(nlp: Language, name: str) -> Component:
    """Cited works, laws and plans: label is the kind, kb_id the title that the mention stands for."""
    def find(document: Document) -> Iterable[_Found]:
        from pipeline.extract import citations, dates

        found = citations.find(document, dates.find(document))
        return [_Found(c.start, c.end, c.kind, c.law_title or c.title) for c in found]

    return _component(name, find)


@Language.factory("keikaku_measures")
def measures(nlp: Language, name: str) -> Component:
    """Projects and programs: label is the level."""
    def find(document: Document) -> Iterable[_Found]:
        from pipeline.extract import measures, pillars

        found = measures.find(document, pillars.find(document))
        return [_Found(m.start, m.end, m.level) for m in found]

    return _component(name, find)


def _component(name: str, find: Callable[[Document], Iterable[_Found]]) -> Component:
    """A component that stores under its own name what `find` finds in the text of a Doc."""
    def fill(doc: Doc) -> Doc:
        document = build(SourceText(name, doc.text))
        spans: list[Span] = []
        for number, found in enumerate(sorted(find(document)), 1):
            for start, end in document.reading.spans(found.start, found.end):
                span = doc.char_span(start, end, label=found.label, kb_id=found.kb_id, span_id=str(number),
                                     alignment_mode="expand")
                if span is not None:
                    spans.append(span)
        doc.spans[name] = SpanGroup(doc, name=name, spans=spans)
        return doc

    return fill
