"""Rows: the records of tables whose header names their columns."""
from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Iterator, Sequence

from pipeline.extract.header_roles import detail_role
from pipeline.extract.details.owners import Owners
from pipeline.extract.details.quantities import is_blank, money_unit, quantity, unit_beside
from pipeline.extract.details.records import Place, Record, Statement
from pipeline.extract.details.years import fiscal, spanning, year_in, years_of_row
from pipeline.layout.document import Cell, Document, Table

STATED = frozenset({"department", "indicator", "baseline", "target", "intermediate", "actual", "change", "unit",
                    "direction", "baseline_year", "target_year", "budget", "schedule", "description"})
VALUES = frozenset({"baseline", "target", "intermediate", "actual", "change"})
_ALONE = frozenset({"indicator", "baseline", "target", "change", "schedule"})  # roles that a row may have without a measure's own column
_MEASURED = frozenset({"project", "program"})
_NAMES = frozenset({"", "group", "number", "pillar", *_MEASURED})
_CAPTION_UNIT = re.compile(r"単位 ?[:：]? ?([^)）、。\n]{1,6})")
_UNITS_BEFORE = 3  # a caption or a line with the unit stands right before the table


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the role of its header, the part of a department, its header's words, year and unit. upper: it holds
    the larger bodies of departments (部局 beside 課)."""

    role: str
    label: str = ""
    header: str = ""
    year: str = ""
    unit: str = ""
    upper: bool = False


def columns(owners: Owners, table: Table) -> list[Column]:
    """The columns of a table by its header; all without a role if it has none."""
    rows, headers = table.grid, table.header_rows
    if not rows or not headers:
        return [Column("")] * (len(rows[0]) if rows else 0)
    years = years_of_row([cell.text for cell in rows[headers - 1]])
    return [_column(owners, [row[c] for row in rows[:headers]], years[c]) for c in range(len(rows[0]))]


def _column(owners: Owners, stack: Sequence[Cell], year: str) -> Column:
    cells = list({id(cell): cell for cell in stack if cell.text}.values())
    unit = label = name = ""
    upper = bool(cells) and detail_role(cells[-1].text).label == "upper"
    for cell in reversed(cells):
        role = detail_role(cell.text)
        year = year or _year_of(owners, cell)
        unit = unit or unit_beside(cell.text)[0] or money_unit(cell.text)
        label = label or role.label.removeprefix("upper")  # an upper header says whose: 主管 over 部局 and 課
        if role.name and (not name or name == "schedule" and role.name in STATED):
            name = role.name  # a year under 事業費 is a budget's, under 目標値 a target's
    return Column(name, label, "".join(cell.text for cell in cells), year, unit, upper)


def _year_of(owners: Owners, cell: Cell) -> str:
    for unit in (owners.document.units[k] for k in cell.units):
        if year := year_in(owners.document, owners.dates, unit.start, unit.end):
            return year
    return ""


def of_table(owners: Owners, table: Table) -> Iterator[Record]:
    """The records of a table with a header, one for each row that states something."""
    found = columns(owners, table)
    roles = {column.role for column in found}
    if not roles & STATED:
        return
    found = _settled(owners.document, table, found)
    measured = bool(roles & _MEASURED)
    group, pillar = -1, -1
    whole = "pillar" in roles or not measured and owners.is_last_of_its_kind(table.section)
    above, around = (-1, -1) if whole else (owners.of_section(table.section), owners.pillar_of(table.section))
    for r in range(table.header_rows, len(table.grid)):
        row = table.grid[r]
        if len(row) > 1 and all(cell is row[0] for cell in row):  # a row over the whole width heads those below it
            group, pillar = owners.named(row[0].text), owners.pillar_named(row[0].text)
            continue
        own = _owners(owners, table, row, found)
        if own is None:
            continue
        if not own and not measured and roles & _ALONE:
            own = tuple(m for m in [group if group >= 0 else above] if m >= 0)
        statements = tuple(_statements(owners, table, row, found))
        if statements and (own or roles & _ALONE):
            named = row_pillar(owners, row, found)
            upper = named if named >= 0 else pillar if pillar >= 0 else around
            yield Record(own, statements, upper, "table")


def row_pillar(owners: Owners, row: Sequence[Cell], found: Sequence[Column]) -> int:
    """The pillar that a row names, or numbers in a column of pillars; -1 for none."""
    named = max((owners.pillar_named(row[c].text) for c, column in enumerate(found) if column.role in _NAMES), default=-1)
    numbered = (owners.pillar_numbered(row[c].text) for c, column in enumerate(found) if column.role == "pillar" and row[c].text)
    return named if named >= 0 else next(numbered, -1)


def _owners(owners: Owners, table: Table, row: Sequence[Cell], found: Sequence[Column]) -> tuple[int, ...] | None:
    """The measures of a row, those of one column; None if two columns hold some."""
    cells = list({id(cell): cell for cell in row}.values())
    held = [inside for cell in cells if (inside := owners.in_cell(table.index, cell))]
    if len(held) > 1:
        return None
    if held:
        return tuple(held[0])
    places = [c for c, column in enumerate(found) if column.role in _NAMES]
    named = [m for c in reversed(places) if (m := owners.named(row[c].text)) >= 0]
    return tuple(named[:1])


def _settled(document: Document, table: Table, found: list[Column]) -> list[Column]:
    """The columns with what only the whole table tells: which column names the indicators, what columns of years hold,
    which of several targets is the last, and the unit of its caption."""
    roles = [column.role for column in found]
    body = table.grid[table.header_rows:]
    naming = roles.index("indicator") if "indicator" in roles else -1
    if naming < 0 and set(roles) & VALUES:
        figures = [not is_blank(row[c].text) and quantity(_dateless(row[c].text)).number is not None
                   for c, role in enumerate(roles) if role in VALUES for row in body if row[c].text]
        if sum(figures) * 2 < len(figures) or not figures:
            found = [Column("note") if column.role in VALUES else column for column in found]
        elif not set(roles) & _MEASURED and ({"baseline", "target"} <= set(roles) or "change" in roles):
            naming = next((c for c, role in enumerate(roles) if role in ("group", "", "theme") and _is_worded(body, c)), -1)
            if naming >= 0:
                found[naming] = _with(found[naming], role="indicator")
    measuring = naming >= 0
    unit = _caption_unit(document, table)
    money = money_unit(unit)
    dated = [c for c, column in enumerate(found) if column.role == "schedule" and column.year]
    amounts = not measuring and money and all(_is_figure(row[c].text) for row in body for c in dated)
    for c in dated:
        found[c] = _with(found[c], role="intermediate" if measuring else "budget" if amounts else "schedule")
    reached = [c for c, column in enumerate(found) if column.role == "actual"]
    if len(reached) == 1 and "target" in roles and "baseline" not in roles and reached[0] < roles.index("target"):
        found[reached[0]] = _with(found[reached[0]], role="baseline")  # the last value reached is the one to start from
    if measuring:
        found = _ends(document, table, found)
    targets = [c for c, column in enumerate(found) if column.role == "target"]
    for c in targets:
        later = [k for k in targets if k > c and found[k].year > found[c].year]
        if later and not any(found[k].role == "indicator" for k in range(c, later[0])):
            found[c] = _with(found[c], role="intermediate")
    if money and not any(column.unit for column in found if column.role == "budget"):
        found = [_with(column, unit=money) if column.role == "budget" else column for column in found]
    if any(column.role == "budget" and column.year for column in found):
        found = [Column("note") if _is_total(column) else column for column in found]
    return found


def _ends(document: Document, table: Table, found: list[Column]) -> list[Column]:
    """Plain columns of years beside a baseline: the last and later one is the target. Two of them and nothing else, in
    a table that is called 目標: where to start from and the target."""
    roles = {column.role for column in found}
    plain = [c for c, column in enumerate(found) if column.role == "intermediate" and column.year and not _named_so(column)]
    if not plain or "target" in roles:
        return found
    if "baseline" in roles:
        base = next(column.year for column in found if column.role == "baseline")
        last = max(plain, key=lambda c: found[c].year)
        return [_with(column, role="target") if c == last and column.year > base else column for c, column in enumerate(found)]
    title = document.sections[table.section].title if table.section >= 0 else ""
    if len(plain) == 2 and not roles & {"actual", "change"} and "目標" in f"{table.caption}{title}":
        ends = dict(zip(sorted(plain, key=lambda c: found[c].year), ("baseline", "target")))
        return [_with(column, role=ends.get(c, "")) for c, column in enumerate(found)]
    return found


def _named_so(column: Column) -> bool:
    """Whether the header itself says that the value is one on the way (中間目標)."""
    return "中間" in column.header


def _with(column: Column, role: str = "", unit: str = "") -> Column:
    return replace(column, role=role or column.role, unit=unit or column.unit)


def _is_total(column: Column) -> bool:
    return column.role == "total" or column.role == "budget" and not column.year and detail_role(column.header).name == "total"


def _is_worded(rows: Sequence[Sequence[Cell]], column: int) -> bool:
    """Whether a column holds words rather than figures."""
    texts = [row[column].text for row in rows if row[column].text]
    return bool(texts) and sum(len(re.findall(r"[一-龥ァ-ヶぁ-んA-Za-z]", text)) >= 3 for text in texts) * 2 > len(texts)


def _is_figure(text: str) -> bool:
    return is_blank(text) or re.fullmatch(r"[△▲−\-]?[0-9,.]+(?:千円|百万円|円)?", "".join(text.split())) is not None


@lru_cache(maxsize=1024)
def _dateless(text: str) -> str:
    return re.sub(r"\([^()]*\)", "", text).split("→")[0]


def _caption_unit(document: Document, table: Table) -> str:
    """The unit that the caption or a line right before the table states: (単位:千円)."""
    first = next((k for row in table.grid for cell in row for k in cell.units), -1)
    texts = [table.caption, *(document.text(u) for u in document.units[max(0, first - _UNITS_BEFORE):max(0, first)]
                              if u.kind in ("paragraph", "caption"))]
    return next((match[1] for text in texts if (match := _CAPTION_UNIT.search(text))), "")


def _statements(owners: Owners, table: Table, row: Sequence[Cell], found: Sequence[Column]) -> Iterator[Statement]:
    """What the cells of a row state; a cell over several columns of years states it for all of them."""
    lower = {column.label for column in found if column.role == "department" and not column.upper}
    around = {column.label: row[c].text for c, column in enumerate(found) if column.upper and column.label in lower}
    done: set[int] = set()
    for c, column in enumerate(found):
        cell = row[c]
        if id(cell) in done or column.role not in STATED:
            continue
        done.add(id(cell))
        if owners.in_cell(table.index, cell) or column.role == "indicator" and detail_role(cell.text).name in VALUES:
            continue
        if column.upper and column.label in lower:
            continue
        over = [k for k in range(c, len(row)) if row[k] is cell]
        year = column.year
        if column.role in ("schedule", "budget") and year:
            year = spanning(year, found[over[-1]].year or year) if len(over) > 1 else fiscal(year)
            if column.role == "budget" and len(over) > 1:
                continue  # an amount over several years is none of one
        elif len(over) > 1 and column.role in VALUES | {"indicator"} and len({found[k].role for k in over}) > 1:
            continue
        items = places(owners.document, cell)
        if items or column.role in VALUES:
            yield Statement(column.role, items, column.label, column.header, year, column.unit, around.get(column.label, ""))


def places(document: Document, cell: Cell) -> tuple[Place, ...]:
    """The places of the items of a cell."""
    return tuple((unit.start, unit.end) for unit in (document.units[k] for k in cell.units) if unit.end > unit.start)
