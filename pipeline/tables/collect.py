"""From what was found in one document to the rows of its tables."""
from __future__ import annotations

from dataclasses import asdict

from pipeline.extract.mentions import Measure
from pipeline.extraction import Extraction
from pipeline.identity import identify
from pipeline.layout.document import Document
from pipeline.linking.canonical import canonical_id, normal_form
from pipeline.registry import Plan
from pipeline.tables import blocks, collect_tree
from pipeline.tables.link_rows import MentionRow
from pipeline.tables.collect_details import DetailRows
from pipeline.tables.places import Ids, Place, in_order, value, written
from pipeline.tables.places import place as place_of
from pipeline.tables.problem import RowError
from pipeline.tables.rows import (TABLES, BlockRow, CitationAnchorRow, CitationRow, DateRow, DocumentRow, MeasureRow,
                                  PillarRow, PlanHistoryRow, SectionRow, Tables)
from pipeline.tables.sound import unsound

_CONFIDENCE_DIGITS = 4


def collect(found: Extraction, plan: Plan | None = None) -> Tables:
    """The rows of all tables of one document, in the order of the source.

    Ids are `DOC_ID-d0001` and so on, counted within the document in its order; `plan` is the document's registry row.
    Raises RowError where a row breaks a rule of its table."""
    ids = Ids(found.document)
    measures = in_order(found.document, found.measures)
    rank = _ranks(found, measures)
    details = DetailRows(found, ids, measures)
    indicators, indicator_values = details.indicators()
    tables = Tables(
        documents=(_document(found, plan),),
        sections=_sections(found.document, ids),
        blocks=_blocks(found.document, ids),
        pillars=_pillars(found, ids),
        measures=_measures(found, ids, measures, rank),
        dates=_dates(found, ids),
        citations=_citations(found, ids),
        citation_anchors=_anchors(found.document, ids),
        plan_history=_history(found, ids),
        pillar_tree=collect_tree.rows(found, ids, rank),
        mentions=_mentions(found, ids, rank),
        departments=details.departments(),
        indicators=indicators,
        indicator_values=indicator_values,
        budgets=details.budgets(),
        schedules=details.schedules(),
        descriptions=details.descriptions(),
        challenges=details.challenges(),
        measure_fields=details.fields(),
    )
    for name in TABLES:
        for _, problem in unsound(tables.rows(name)):
            raise RowError(problem)
    return tables


def _document(found: Extraction, plan: Plan | None) -> DocumentRow:
    source = found.document.source
    return DocumentRow(doc_id=source.doc_id, **asdict(identify(found, plan)), source_path=source.path,
                       source_sha256=source.sha256, media_type=source.media_type, characters=len(source.text))


def _sections(document: Document, ids: Ids) -> tuple[SectionRow, ...]:
    return tuple(SectionRow(ids.section(s.index), ids.doc_id, ids.section(s.parent), s.level, s.label, s.title,
                            s.start, s.end) for s in document.sections)


def _blocks(document: Document, ids: Ids) -> tuple[BlockRow, ...]:
    return tuple(
        BlockRow(block_id=ids.of("b", index), doc_id=ids.doc_id, section_id=ids.section(each.block.section),
                 kind=each.block.kind, page=each.page, bbox=each.boxes[0].area() if each.boxes else "",
                 boxes=";".join([f"{box.page}:{box.area()}" for box in each.boxes]) if each.boxes else "",
                 start=each.spans[0].start, end=each.spans[-1].end, spans=written(each.spans))
        for index, each in enumerate(blocks.placed(document)))


def _pillars(found: Extraction, ids: Ids) -> tuple[PillarRow, ...]:
    rows = []
    for index, pillar in enumerate(found.pillars):
        unit = found.document.units[pillar.unit]
        place = place_of(found.document, pillar.start, pillar.end)
        rows.append(PillarRow(ids.of("p", index), ids.doc_id, pillar.ordinal, pillar.name, pillar.plan_name,
                              ids.section(unit.section), *place, pillar.rule))
    return tuple(rows)


def _measures(found: Extraction, ids: Ids, measures: list[tuple[Place, Measure]], rank: list[int]) -> tuple[MeasureRow, ...]:
    rows = []
    for index, (place, measure) in enumerate(measures):
        name = measure.name or value(found.document, place)
        rows.append(MeasureRow(
            measure_id=ids.of("m", index), doc_id=ids.doc_id, name=name, level=measure.level, source=measure.source,
            pillar_id=ids.of("p", measure.pillar), pillar_method=measure.pillar_method,
            pillar_confidence=round(measure.confidence, _CONFIDENCE_DIGITS) if measure.pillar_method else None,
            section_id=ids.section(measure.section), start=place.start, end=place.end, spans=place.spans,
            surface=place.surface, rule=measure.rule, canonical_id=canonical_id(name), canonical_name=normal_form(name),
            program_id=ids.of("m", rank[measure.program] if measure.program >= 0 else -1),
            measure_confidence=round(measure.chance, _CONFIDENCE_DIGITS) if measure.chance >= 0 else None))
    return tuple(rows)


def _ranks(found: Extraction, placed: list[tuple[Place, Measure]]) -> list[int]:
    """For each measure its place in the order of the source."""
    rank = {id(measure): index for index, (_, measure) in enumerate(placed)}
    return [rank[id(measure)] for measure in found.measures]


def _mentions(found: Extraction, ids: Ids, rank: list[int]) -> tuple[MentionRow, ...]:
    return tuple(
        MentionRow(mention_id=ids.of("n", index), doc_id=ids.doc_id, measure_id=ids.of("m", rank[m.measure]),
                   start=place.start, end=place.end, spans=place.spans, surface=place.surface,
                   section_id=ids.section_at(m.start), score=m.score, kind=m.kind, rule=m.rule)
        for index, (place, m) in enumerate(in_order(found.document, found.project_mentions)))


def _dates(found: Extraction, ids: Ids) -> tuple[DateRow, ...]:
    placed = in_order(found.document, found.dates)
    index_of = {date.start: index for index, (_, date) in enumerate(placed)}
    return tuple(
        DateRow(date_id=ids.of("d", index), doc_id=ids.doc_id, section_id=ids.section_at(date.start),
                surface=place.surface, start=place.start, end=place.end, spans=place.spans, kind=date.kind,
                edtf=date.edtf, timex3=date.timex3, first_day=date.first_day, last_day=date.last_day,
                calendar=date.calendar, role=date.role, relative=int(date.relative),
                resolved_from=ids.of("d", index_of[date.resolved_from]) if date.resolved_from >= 0 else "",
                flag=date.flag, rule=date.rule)
        for index, (place, date) in enumerate(placed))


def _citations(found: Extraction, ids: Ids) -> tuple[CitationRow, ...]:
    placed = in_order(found.document, found.citations)
    index_of = {citation.start: index for index, (_, citation) in enumerate(placed)}
    return tuple(
        CitationRow(citation_id=ids.of("c", index), doc_id=ids.doc_id, kind=c.kind, marker=c.marker,
                    surface=place.surface, start=place.start, end=place.end, spans=place.spans, authors=c.authors,
                    title=c.title, locator=c.locator, pages=c.pages, issued=c.issued, url=c.url, accessed=c.accessed,
                    law_title=c.law_title, law_number=c.law_number, article=c.article, paragraph=c.paragraph,
                    item=c.item, refers_to=ids.of("c", index_of[c.refers_to]) if c.refers_to >= 0 else "",
                    section_id=ids.section_at(c.start), rule=c.rule)
        for index, (place, c) in enumerate(placed))


def _anchors(document: Document, ids: Ids) -> tuple[CitationAnchorRow, ...]:
    return tuple(CitationAnchorRow(ids.doc_id, a.marker, a.start, a.end, ids.section(a.section))
                 for a in sorted(document.anchors, key=lambda anchor: anchor.start))


def _history(found: Extraction, ids: Ids) -> tuple[PlanHistoryRow, ...]:
    return tuple(
        PlanHistoryRow(ids.doc_id, item.term, item.first_day, item.last_day, item.field, item.ordinal,
                       value(found.document, place), *place, item.rule)
        for place, item in in_order(found.document, found.history))
