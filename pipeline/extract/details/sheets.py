"""Records of sheets: what stands beside the labels of a 事業調書, of one measure or of one a column."""
from __future__ import annotations

from typing import Iterator, Sequence

from pipeline.extract.header_roles import detail_role
from pipeline.extract.details.owners import Owners
from pipeline.extract.details.quantities import money_unit, unit_beside
from pipeline.extract.details.records import Record, Statement
from pipeline.extract.details.rows import STATED, VALUES, places
from pipeline.extract.details.years import fiscal, year_in, years_of_row
from pipeline.extract.sheets import Entry, across, entries, is_sheet
from pipeline.layout.document import Cell, Table

__all__ = ["is_sheet", "of_table"]

_NAMED = ("project", "program")


def of_table(owners: Owners, table: Table) -> Iterator[Record]:
    """The records of a sheet: one, or one for each measure that its rows (事業名) begin; one a column if it lies across."""
    found = entries(table)
    pillar = owners.pillar_of(table.section)
    if across(found):
        for c in sorted({c for entry in found for c, _ in entry.values}):
            column = [Entry(e.label, tuple(v for v in e.values if v[0] == c)) for e in found]
            column = [e for e in column if e.values]
            yield from _record(owners, table, column, pillar)
        return
    part: list[Entry] = []
    for entry in found:
        if entry.role in _NAMED and any(owners.in_cell(table.index, cell) for _, cell in entry.values) and any(
                e.role in _NAMED and any(owners.in_cell(table.index, cell) for _, cell in e.values) for e in part):
            yield from _record(owners, table, part, pillar)
            part = []
        part.append(entry)
    yield from _record(owners, table, part, pillar)


def _record(owners: Owners, table: Table, part: Sequence[Entry], pillar: int) -> Iterator[Record]:
    cells = [cell for entry in part for _, cell in entry.values]
    own = [m for cell in cells for m in owners.in_cell(table.index, cell)]
    if not own:
        named = [m for entry in part if entry.role in _NAMED for _, cell in entry.values if (m := owners.named(cell.text)) >= 0]
        own = named[:1] or [m for m in [owners.of_section(table.section)] if m >= 0]
    statements = tuple(_statements(owners, part))
    if statements and (own or any(s.role == "indicator" for s in statements)):
        yield Record(tuple(own), statements, pillar, "sheet")


def _statements(owners: Owners, part: Sequence[Entry]) -> Iterator[Statement]:
    """What the labels state; a row of years (年度) dates the figures that stand below them."""
    years: dict[int, str] = {}
    measuring = any(entry.role == "indicator" for entry in part)
    for entry in part:
        role, label = detail_role(entry.label.text).name, detail_role(entry.label.text).label.removeprefix("upper")
        if len(entry.values) > 1 and (dated := _years(owners, entry)):
            years = dated
            continue
        if role not in STATED:
            continue
        unit = unit_beside(entry.label.text)[0] or money_unit(entry.label.text)
        own = _year(owners, entry.label)
        several = len(entry.values) > 1
        if several and role != "department" and not all(c in years for c, _ in entry.values):
            continue  # several cells of which nothing says what they are
        for c, cell in entry.values:
            year = years.get(c, own) if several else own
            kept = "intermediate" if several and measuring and role in VALUES else role
            yield Statement(kept, places(owners.document, cell), label, entry.label.text,
                            fiscal(year) if role in ("budget", "schedule") and year else year, unit)


def _years(owners: Owners, entry: Entry) -> dict[int, str]:
    """The years of a row that holds nothing else, by column."""
    read = years_of_row([cell.text for _, cell in entry.values])
    found = {c: year or _year(owners, cell) for (c, cell), year in zip(entry.values, read)}
    short = all(len(cell.text) <= 12 for _, cell in entry.values)
    return found if short and sum(map(bool, found.values())) * 2 > len(found) else {}


def _year(owners: Owners, cell: Cell) -> str:
    spans = [owners.document.units[k] for k in cell.units]
    return next((year for u in spans if (year := year_in(owners.document, owners.dates, u.start, u.end))), "")
