"""Plans in rows of a table: names of plans beside the date on which each was decided (計画名 | 策定年月)."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.extract.mentions import Citation, DateMention
from pipeline.extract.plan_names import ending_at, type_words
from pipeline.extract.printed import squash
from pipeline.layout.document import Cell, Document, Table

_KINDS = "(?:(?:関連|関係|上位|個別|分野別|既存|主な|各種?)の?)?(?:計画|戦略|プラン|ビジョン|構想|指針|方針)(?:等|・(?:計画|戦略|プラン|ビジョン|構想|指針|方針))*"
_NAMES = re.compile(rf"(?:{_KINDS}の?)?(?:名称?|題名|タイトル)|{_KINDS}")
_MOST_BESIDE = 12  # code points of a cell beside the date that it states


def beside_dates(document: Document, dates: Sequence[DateMention]) -> Iterator[Citation]:
    """The plans named in the cells of a column (or row) 計画名, 名称 and the like, each with the date of decision that its
    row (or column) states, in any order. `dates`: the dates of the document."""
    named: set[int] = set()
    for date in dates:
        if date.role != "issued" or not date.edtf:
            continue
        unit = document.unit_at(date.start)
        if unit.table < 0 or unit.end - unit.start - (date.end - date.start) > _MOST_BESIDE:
            continue
        cell = _named_beside(document.tables[unit.table], unit.row, unit.column)
        for index in cell.units if cell is not None else ():
            if index not in named and (found := _named(document, index, date.edtf)) is not None:
                named.add(index)
                yield found


def _named_beside(table: Table, row: int, column: int) -> Cell | None:
    """The cell that names what the cell at row, column dates; None if no header says that one does."""
    heads = [[squash(table.grid[k][c].text) for k in range(min(max(1, table.header_rows), row))] for c in range(len(table.grid[row]))]
    for at, words in enumerate(heads):
        if at != column and any(map(_NAMES.fullmatch, words)):
            return table.grid[row][at]
    for cells in table.grid if column > 0 else ():
        if cells is not table.grid[row] and column < len(cells) and _NAMES.fullmatch(squash(cells[0].text)):
            return cells[column]
    return None


def _named(document: Document, index: int, issued: str) -> Citation | None:
    """The plan whose name a unit of a cell is."""
    unit, text = document.units[index], document.reading.text
    start, end = unit.start, unit.end
    if end - start > 2 and text[start] in "「『" and text[end - 1] in "」』":
        start, end = start + 1, end - 1
    for found in reversed(list(type_words().finditer(text, start, end))):
        name = ending_at(text, found.start(), found.end(), unit.start)
        if name is not None:
            behind = text[name.end:end]
            if name.start != start or behind and not (behind.lstrip()[:1] == "(" and behind[-1] == ")"):
                return None
            return Citation("plan", name.start, name.end, title=document.reading.value(name.start, name.end), issued=issued, rule="plan.row")
    return None
