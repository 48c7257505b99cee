"""The grid of a table of Word: rows and cells that are shown, merged ones with their spans."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Iterator

from lxml import etree

from pipeline.readers.word_styles import Styles, number, switched, value, w
from pipeline.readers.word_text import ALTERNATE, chosen

MAX_SPAN = 1000
"""Columns that a cell may span, as in HTML."""
_THROUGH = frozenset(w(name) for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))


@dataclass(slots=True)
class GridCell:
    """A cell as shown; `element` is None for a place that a row leaves open."""

    element: etree._Element | None
    column: int
    colspan: int
    rowspan: int = 1
    header: bool = False


def grid(table: etree._Element, styles: Styles) -> list[list[GridCell]]:
    """The rows of a table with the cells that begin in each; deleted rows and cells are left out."""
    rows: list[list[GridCell]] = []
    open_cells: dict[int, GridCell] = {}
    headed = False
    for row in _parts(table, w("tr")):
        properties = row.find(w("trPr"))
        if properties is not None and properties.find(w("del")) is not None:
            continue
        header = bool(switched(properties, "tblHeader"))
        headed = headed or header
        shown: list[GridCell] = []
        going: dict[int, GridCell] = {}
        column = _span(value(properties, "gridBefore"), 0)
        if column:
            shown.append(GridCell(None, 0, column))
        for element in _parts(row, w("tc")):
            said = element.find(w("tcPr"))
            if said is not None and said.find(w("cellDel")) is not None:
                continue
            span = _span(value(said, "gridSpan"), 1)
            if shown and _merge(said, "hMerge") == "continue":
                shown[-1].colspan = min(MAX_SPAN, shown[-1].colspan + span)
                column += span
                continue
            merge = _merge(said, "vMerge")
            above = open_cells.get(column) if merge == "continue" else None
            if above is not None and above.colspan == span:
                above.rowspan += 1
                going[column] = above
            else:
                shown.append(GridCell(element, column, span, 1, header))
                if merge:
                    going[column] = shown[-1]
            column += span
        rows.append(shown)
        open_cells = going
    if not headed and len(rows) > 1 and _first_row_headed(table, styles):
        for cell in rows[0]:
            cell.header = True
    return rows


def _parts(holder: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, through content controls and changes that were accepted."""
    for child in holder:
        if child.tag == wanted:
            yield child
        elif child.tag in _THROUGH:
            yield from _parts(child, wanted)
        elif child.tag == ALTERNATE:
            yield from _parts(chosen(child), wanted)


def _span(text: str | None, least: int) -> int:
    return min(MAX_SPAN, max(least, number(text, least)))


def _merge(properties: etree._Element | None, name: str) -> str:
    """`restart` or `continue`, empty for a cell that is not merged."""
    found = None if properties is None else properties.find(w(name))
    return "" if found is None else found.get(w("val")) or "continue"


def _first_row_headed(table: etree._Element, styles: Styles) -> bool:
    """Whether the table's style sets its first row off and the table makes use of that."""
    properties = table.find(w("tblPr"))
    look = None if properties is None else properties.find(w("tblLook"))
    if look is None or not styles.look(value(properties, "tblStyle") or "").first_row:
        return False
    said = look.get(w("firstRow"))
    if said is not None:
        return said in ("1", "true", "on")
    mask = look.get(w("val")) or "0"
    return bool(int(mask, 16) & 0x20) if len(mask) <= 4 and all(c in "0123456789abcdefABCDEF" for c in mask) else False
