"""Candidates for measures in tables: the columns, and what stands beside the labels of sheets."""
from __future__ import annotations

import re
from collections import defaultdict
from typing import Collection, Iterator, NamedTuple, Sequence

from pipeline.extract import measure_names as names
from pipeline.extract.history import term_columns
from pipeline.extract.measure_signs import Around, Candidate, Signs, of_name, ones, said, share, shares
from pipeline.extract.mentions import Measure, Pillar
from pipeline.extract.printed import squash
from pipeline.extract.sheets import across as stands_across, entries, is_sheet
from pipeline.extract.table_pillars import Reach, across, by_codes, column_of, of_rows, over, of_sheet
from pipeline.extract.told_rows import told_rows
from pipeline.layout.document import Cell, Table
from pipeline.layout.tables import column_roles, is_label, is_one_cell

_NO_NAMES = frozenset({"department", "budget", "baseline", "target", "unit", "number", "schedule"})  # roles of columns
_KPI = frozenset({"indicator", "baseline", "target"})
_LENGTH = 20  # code points; names of measures have about as many
_ITEMS = 1.3  # names a cell, of a column of lists
_NAMES_BEFORE = ("事業名", "取組名", "取り組み名", "取組み名")
_MEASURES_BEFORE = "施策名"
_REPORTS = re.compile(r"(?:状況|実績|結果|評価|効果|進捗)(?:\([^()]*\))?$")  # such a column tells what became of measures
_TOPICS = re.compile(r"(?:主な|主要な?|重点|具体的な?|基本)?(?:取組|取り組み|取組み|施策|施策項目|取組項目)(?:名|の方向性?)?")  # such a column groups the measures of the one behind
_CLASS = re.compile(r"事業名(?:\((?:施設名|事業区分)\))?")  # in the form of a 過疎地域持続的発展市町村計画 (総務省令) the class of a project, whose name stands under 事業内容
_FEW, _MOST = 0.25, 0.5  # shares of names that end as those of projects do
_DOINGS = re.compile(r"(?:取組|取り組み|取組み)(?:の?内容|の概要)?$")  # behind names of 事業 such a column tells what is done in each


class _Column(NamedTuple):
    """A column or what stands beside a label: its names with the row of each, the signs of the names, and the share of cells with one."""

    rows: tuple[int, ...]
    places: tuple[tuple[int, int], ...]
    signs: tuple[Signs, ...]
    named: float
    items: float

    @property
    def projects(self) -> float:
        """The share of the names that end as names of projects do."""
        return share("suffix" in signs for signs in self.signs)


def find(around: Around) -> Iterator[Candidate]:
    """The columns of all tables that may hold names, and the cells of sheets by their labels."""
    reach = Reach(around)
    for table in around.document.tables:
        if not table.grid or around.explains(table.section) or term_columns(table):
            continue
        yield from _from_sheet(around, table, reach) if is_sheet(table) else _from_table(around, table, reach)


def _from_table(around: Around, table: Table, reach: Reach) -> Iterator[Candidate]:
    document, rows = around.document, table.grid
    roles = column_roles(rows, table.header_rows)
    by_name = reach.named(table)
    heads = across(document, table, by_name)
    first = -1 if heads else column_of(document, rows[table.header_rows:], roles, by_name)
    about = told_rows(table)
    columns = {c: column for c, role in enumerate(roles) if role not in _NO_NAMES and c != first and (column := _column(around, table, c, about)) is not None}
    if not columns:
        return
    stated = of_rows(document, table, first, by_name)
    if around.above.get(table.section, -1) < 0 and not heads and stated.count(None) == len(stated):
        stated = by_codes(table, roles, around.pillars) or stated
        if stated.count(None) == len(stated) and (named := over(document, table, by_name)) is not None:
            stated = [named] * len(stated)
    covers = {p.index for p in stated if p is not None}
    section = reach.section(table, covers) if len(covers) > 1 else table.section
    heading = -1 if len(covers) > 1 else around.above.get(table.section, -1)  # over several pillars a row that names none has none
    of_table = _of_table(roles, columns, first, bool(heads)) | around.section(table.section) | said("caption", table.caption)
    best = max(column.projects for column in columns.values())
    for c, column in columns.items():
        measures = []
        for row, place in zip(column.rows, column.places):
            own = heads.get(c) if heads else stated[row - table.header_rows] if row >= table.header_rows else None
            measures.append(_under(Measure(*place, "", "table", section, rule="table.column"), own, heading))
        held = {f"role:{roles[c] or 'none'}": True, "first": c == 0, "last": c == len(roles) - 1, "beside pillars": 0 <= first == c - 1, "behind pillars": 0 <= first < c,
                "headed by pillar": c in heads, "most projects": 0 < best == column.projects, "only of role": bool(roles[c]) and roles.count(roles[c]) == 1,
                "one row": len(set(column.rows)) == 1, "role behind": roles[c] in roles[c + 1:], "role before": roles[c] in roles[:c]}
        header = _header(table, c)
        flat = squash(header)
        names_before = (*_NAMES_BEFORE, _MEASURES_BEFORE) if flat.endswith(("内容", "概要")) else _NAMES_BEFORE
        named_before = [k for k in range(c) if any(name in squash(_header(table, k)) for name in names_before)]
        most = max((columns[k].projects for k in named_before if k in columns), default=0.0)
        told = _REPORTS.search(flat) is not None or _DOINGS.search(flat) is not None and bool(named_before) and (column.projects < _MOST or column.projects <= most)
        wide = _TOPICS.fullmatch(flat) is not None and column.projects <= _FEW and any(
            k > c and other.projects >= _MOST and "事業" in _header(table, k) for k, other in columns.items())  # 取組 beside 主要事業
        class_of = _CLASS.fullmatch(flat) is not None and any(k > c and other.projects >= _MOST and squash(_header(table, k)) == "事業内容" for k, other in columns.items())
        yield Candidate("table", tuple(measures), {**of_table, **said("header", header), **ones(held), **_of_column(around, column)}, ruled_out=told or wide or class_of)


def _under(measure: Measure, own: Pillar | None, heading: int) -> Measure:
    """A measure under the pillar that the table states for it, else under that of the heading above."""
    pillar = own.index if own is not None else heading
    method = "" if pillar < 0 else "table" if own is not None else "heading"
    return measure._replace(pillar=pillar, pillar_method=method, confidence=float(pillar >= 0))


def _header(table: Table, column: int) -> str:
    return " ".join(table.grid[r][column].text for r in range(table.header_rows))


def _of_table(roles: Sequence[str], columns: dict[int, _Column], first: int, headed: bool) -> Signs:
    return {**ones({f"beside:{role}": True for role in roles if role} | {
        "kpi": bool(_KPI & set(roles)), "pillars": first >= 0, "headed": headed, "one column": len(columns) == 1, "narrow": len(roles) < 3})}


def _of_column(around: Around, column: _Column) -> Signs:
    """What the names of a column together say."""
    text = around.document.reading.text
    all_names = [squash(text[slice(*place)]) for place in column.places]
    held = {"lists": column.items > _ITEMS, "mostly projects": 2 * column.projects >= 1, "some projects": 4 * column.projects * column.items >= 1}
    return {**shares(column.signs), **ones(held), "named": column.named, "long": sum(map(len, all_names)) / len(all_names) / _LENGTH,
            "distinct": len(set(all_names)) / len(all_names), "titles": share(name in around.titles for name in all_names)}


def _column(around: Around, table: Table, column: int, about: Collection[int]) -> _Column | None:
    """The names in a column, those of rows that tell about others (`about`) aside; None if there are none."""
    cells = {id(row[column]): row[column] for row in table.grid[table.header_rows:] if row[column].column == column and not is_one_cell(row)}
    return _names(around, [cell for cell in cells.values() if cell.row >= table.header_rows and cell.row not in about])


def _names(around: Around, cells: Sequence[Cell]) -> _Column | None:
    """The names in cells that are no pillar's; a merged cell is read once. None if there are none."""
    document = around.document
    rows: list[int] = []
    places: list[tuple[int, int]] = []
    signs: list[Signs] = []
    filled = named = 0
    for cell in cells:
        filled += bool(cell.units)
        before = len(places)
        for unit in (document.units[k] for k in cell.units):
            parts = names.enumerated(document.reading.text, unit.start, unit.end) or ([p] if (p := names.place(document, unit)) is not None else [])
            parts = [p for p in parts if (said := squash(document.reading.value(*p))) not in around.called and not is_label(said)]  # a table of the pillars lists no projects
            rows += [cell.row] * len(parts)
            places += parts
            signs += [of_name(document, unit, *p) for p in parts]
        named += len(places) > before
    return _Column(tuple(rows), tuple(places), tuple(signs), named / filled, len(places) / named) if places else None


def _from_sheet(around: Around, table: Table, reach: Reach) -> Iterator[Candidate]:
    """The cells beside each label of a sheet."""
    found = entries(table)
    beside: dict[str, list[Cell]] = defaultdict(list)
    for entry in found:
        beside[squash(entry.label.text)] += [cell for _, cell in entry.values]
    roles = {squash(entry.label.text): entry.role for entry in found}
    whole = ones({f"beside:{role}": True for role in roles.values()} | {"across": stands_across(found)}) | around.section(table.section)
    heading = around.above.get(table.section, -1)
    stated = of_sheet(around.document, found, reach.named(table))
    for label, cells in beside.items():
        if roles[label] in _NO_NAMES or (column := _names(around, cells)) is None:
            continue
        measures = [_under(Measure(*place, "", "table", table.section, rule="table.sheet"), stated.get(around.document.unit_index(place[0])), heading)
                    for place in column.places]
        yield Candidate("table", tuple(measures), {"sheet": 1.0, **whole, **said("header", label), f"role:{roles[label]}": 1.0, **_of_column(around, column)})
