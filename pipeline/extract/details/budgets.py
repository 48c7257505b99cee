"""Budgets: amounts of money stated for a measure, in yen."""
from __future__ import annotations

from typing import Iterator, Sequence

from pipeline.extract.detail_mentions import Budget
from pipeline.extract.details.owners import Owners
from pipeline.extract.details.quantities import yen
from pipeline.extract.details.records import Record
from pipeline.extract.details.years import fiscal, year_in


def of(owners: Owners, records: Sequence[Record]) -> Iterator[Budget]:
    """The amounts of all records that belong to a measure; without a printed unit there is no amount, and no row."""
    document = owners.document
    seen: set[tuple[int, int, int]] = set()
    for record in records:
        if record.owner < 0:
            continue
        for statement in record.statements:
            if statement.role != "budget" or len(statement.items) != 1:
                continue
            start, end = statement.items[0]
            amount = yen(document.reading.text[start:end], statement.unit)
            if amount is None or (record.owner, start, end) in seen:
                continue
            seen.add((record.owner, start, end))
            year = statement.year or fiscal(year_in(document, owners.dates, start, end))
            yield Budget(start, end, record.owner, *amount, year, f"budget.{record.rule}")
