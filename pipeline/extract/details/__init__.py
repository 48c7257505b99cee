"""Details of measures: departments, indicators, budgets, schedules and descriptions, from all places that state them."""
from __future__ import annotations

from typing import Iterator, Sequence

from pipeline.extract.detail_mentions import Details
from pipeline.extract.details import beside, budgets, departments, descriptions, indicators, lines, rows, schedules, sheets
from pipeline.extract.details.owners import Owners
from pipeline.extract.details.records import Record, single
from pipeline.extract.history import term_columns
from pipeline.extract.mentions import DateMention, Measure, Pillar
from pipeline.layout.document import Document


def find(document: Document, dates: Sequence[DateMention], pillars: Sequence[Pillar], measures: Sequence[Measure]) -> Details:
    """What the tables, sheets, labels and brackets of a document state about its measures, in the order of the document.

    `dates`: sorted by start. Statements that cannot be told to belong to one measure give no row; an indicator may
    belong to a pillar or to the document as a whole."""
    owners = Owners(document, dates, pillars, measures)
    records = [part for record in _records(owners) for part in single(record)]
    return Details(
        departments=tuple(departments.of(owners, records)),
        indicators=tuple(indicators.of(owners, records)),
        budgets=tuple(budgets.of(owners, records)),
        schedules=tuple(schedules.of(owners, records)),
        descriptions=tuple(descriptions.of(owners, records)),
    )


def _records(owners: Owners) -> Iterator[Record]:
    for table in owners.document.tables:
        if sheets.is_sheet(table):
            yield from sheets.of_table(owners, table)
        elif table.header_rows and not term_columns(table):
            yield from rows.of_table(owners, table)
    yield from lines.of_labels(owners)
    yield from beside.of_names(owners)
