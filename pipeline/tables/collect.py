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
        BlockRow(ids.of("b", index), ids.doc_id, ids.section(each.block.section), each.block.kind, each.page,
                 each.boxes[0].area() if each.boxes else "",
                 ";".join([f"{box.page}:{box.area()}" for box in each.boxes]) if each.boxes else "",
                 each.spans[0].start, each.spans[-1].end, written(each.spans))
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
            ids.of("m", index), ids.doc_id, name, measure.level, measure.source, ids.of("p", measure.pillar), measure.pillar_method,
            round(measure.confidence, _CONFIDENCE_DIGITS) if measure.pillar_method else None, ids.section(measure.section), *place,
            measure.rule, canonical_id(name), normal_form(name), ids.of("m", rank[measure.program] if measure.program >= 0 else -1),
            round(measure.chance, _CONFIDENCE_DIGITS) if measure.chance >= 0 else None))
    return tuple(rows)


def _ranks(found: Extraction, placed: list[tuple[Place, Measure]]) -> list[int]:
    """For each measure its place in the order of the source."""
    rank = {id(measure): index for index, (_, measure) in enumerate(placed)}
    return [rank[id(measure)] for measure in found.measures]


def _mentions(found: Extraction, ids: Ids, rank: list[int]) -> tuple[MentionRow, ...]:
    return tuple(
        MentionRow(ids.of("n", index), ids.doc_id, ids.of("m", rank[m.measure]), *place, ids.section_at(m.start), m.score, m.kind, m.rule)
        for index, (place, m) in enumerate(in_order(found.document, found.project_mentions)))


def _dates(found: Extraction, ids: Ids) -> tuple[DateRow, ...]:
    placed = in_order(found.document, found.dates)
    index_of = {date.start: index for index, (_, date) in enumerate(placed)}
    return tuple(
        DateRow(ids.of("d", index), ids.doc_id, ids.section_at(date.start), place.surface, place.start, place.end, place.spans, date.kind,
                date.edtf, date.timex3, date.first_day, date.last_day, date.calendar, date.role, int(date.relative),
                ids.of("d", index_of[date.resolved_from]) if date.resolved_from >= 0 else "", date.flag, date.rule)
        for index, (place, date) in enumerate(placed))


def _citations(found: Extraction, ids: Ids) -> tuple[CitationRow, ...]:
    placed = in_order(found.document, found.citations)
    index_of = {citation.start: index for index, (_, citation) in enumerate(placed)}
    return tuple(
        CitationRow(ids.of("c", index), ids.doc_id, c.kind, c.marker, place.surface, place.start, place.end, place.spans, c.authors,
                    c.title, c.locator, c.pages, c.issued, c.url, c.accessed, c.law_title, c.law_number, c.article, c.paragraph,
                    c.item, ids.of("c", index_of[c.refers_to]) if c.refers_to >= 0 else "", ids.section_at(c.start), c.rule)
        for index, (place, c) in enumerate(placed))


def _anchors(document: Document, ids: Ids) -> tuple[CitationAnchorRow, ...]:
    return tuple(CitationAnchorRow(ids.doc_id, a.marker, a.start, a.end, ids.section(a.section))
                 for a in sorted(document.anchors, key=lambda anchor: anchor.start))


def _history(found: Extraction, ids: Ids) -> tuple[PlanHistoryRow, ...]:
    return tuple(
        PlanHistoryRow(ids.doc_id, item.term, item.first_day, item.last_day, item.field, item.ordinal,
                       value(found.document, place), *place, item.rule)
        for place, item in in_order(found.document, found.history))
