"""From the details of one document to the rows of their tables."""
from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.detail_mentions import Indicator
from pipeline.extract.mentions import Measure
from pipeline.extraction import Extraction
from pipeline.source import printed
from pipeline.tables.detail_rows import (BudgetRow, ChallengeRow, DepartmentRow, DescriptionRow, IndicatorRow, IndicatorValueRow,
                                         MeasureFieldRow, ScheduleRow)
from pipeline.tables.places import Ids, Place, in_order, value


class DetailRows:
    """Makes the rows of the details of a document with its measures in order; these are told by their start in the
    reader's text."""

    def __init__(self, found: Extraction, ids: Ids, measures: Sequence[tuple[Place, Measure]]) -> None:
        self.found, self.ids, self.document = found, ids, found.document
        self.measures = {m.start: ids.of("m", k) for k, (_, m) in reversed(list(enumerate(measures)))}

    def measure(self, start: int) -> str:
        """The id of the measure at `start`, empty for -1 (none) and for one that is gone."""
        return self.measures.get(start, "")

    def value(self, at: Place) -> str:
        """What is printed at a place, NFKC."""
        return value(self.document, at)

    def departments(self) -> tuple[DepartmentRow, ...]:
        ordered = [(p, d) for p, d in in_order(self.document, self.found.details.departments) if self.measure(d.measure)]
        return tuple(
            DepartmentRow(self.ids.of("u", k), self.ids.doc_id, self.measure(d.measure), self.value(p), d.role,
                          printed(d.part_of), self.ids.section_at(d.start), *p, d.rule)
            for k, (p, d) in enumerate(ordered))

    def indicators(self) -> tuple[tuple[IndicatorRow, ...], tuple[IndicatorValueRow, ...]]:
        """The indicators, and their values in the order of the indicators and of the source."""
        rows: list[IndicatorRow] = []
        values: list[IndicatorValueRow] = []
        for k, (p, indicator) in enumerate(in_order(self.document, self.found.details.indicators)):
            rows.append(self._indicator(self.ids.of("k", k), p, indicator))
            for q, v in in_order(self.document, indicator.values):
                values.append(IndicatorValueRow(
                    self.ids.of("v", len(values)), self.ids.doc_id, rows[-1].indicator_id, v.kind, v.year,
                    self.value(q), v.number, v.unit, self.ids.section_at(v.start), *q))
        return tuple(rows), tuple(values)

    def _indicator(self, key: str, where: Place, found: Indicator) -> IndicatorRow:
        baseline = next((v for v in found.values if v.kind == "baseline"), None)
        target = next((v for v in reversed(found.values) if v.kind == "target"), None)
        return IndicatorRow(
            key, self.ids.doc_id, self.measure(found.measure), self.ids.of("p", found.pillar),
            self.value(where) if found.named else "", printed(found.unit), found.direction,
            self.document.reading.value(baseline.start, baseline.end) if baseline else "", baseline.number if baseline else None,
            found.baseline_year, self.document.reading.value(target.start, target.end) if target else "",
            target.number if target else None, found.target_year, self.ids.section_at(found.start), *where, found.rule)

    def budgets(self) -> tuple[BudgetRow, ...]:
        ordered = [(p, b) for p, b in in_order(self.document, self.found.details.budgets) if self.measure(b.measure)]
        return tuple(
            BudgetRow(self.ids.of("y", k), self.ids.doc_id, self.measure(b.measure), b.year, b.amount, b.unit,
                      self.value(p), self.ids.section_at(b.start), *p, b.rule)
            for k, (p, b) in enumerate(ordered))

    def schedules(self) -> tuple[ScheduleRow, ...]:
        ordered = [(p, s) for p, s in in_order(self.document, self.found.details.schedules) if self.measure(s.measure)]
        return tuple(
            ScheduleRow(self.ids.of("t", k), self.ids.doc_id, self.measure(s.measure), s.year, self.value(p),
                        self.ids.section_at(s.start), *p, s.rule)
            for k, (p, s) in enumerate(ordered))

    def descriptions(self) -> tuple[DescriptionRow, ...]:
        ordered = [(p, d) for p, d in in_order(self.document, self.found.details.descriptions) if self.measure(d.measure)]
        return tuple(
            DescriptionRow(self.ids.of("e", k), self.ids.doc_id, self.measure(d.measure), d.ordinal,
                           self.value(p), self.ids.section_at(d.start), *p, d.rule)
            for k, (p, d) in enumerate(ordered))

    def challenges(self) -> tuple[ChallengeRow, ...]:
        return tuple(
            ChallengeRow(self.ids.of("h", k), self.ids.doc_id, ch.heading, self.value(p), self.ids.of("p", ch.pillar),
                         ch.field, self.ids.section_at(ch.start), *p, ch.rule)
            for k, (p, ch) in enumerate(in_order(self.document, self.found.details.challenges)))

    def fields(self) -> tuple[MeasureFieldRow, ...]:
        labels = {(self.measure(f.measure), f.scheme): f for f in self.found.details.fields if self.measure(f.measure)}
        return tuple(MeasureFieldRow(self.ids.doc_id, measure, scheme, f.field, f.probability, f.method, f.evidence)
                     for (measure, scheme), f in sorted(labels.items(), key=lambda pair: pair[0][0]))
