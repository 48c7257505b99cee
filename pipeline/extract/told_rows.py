"""Rows among those of measures that tell about them and name none: a label and what it says (KPI | 相談件数 20件), and what stands under names of columns of their own."""
from __future__ import annotations

import re
from functools import lru_cache
from typing import Sequence

from pipeline.extract.header_roles import detail_role
from pipeline.layout.document import Cell, Table
from pipeline.layout.tables import column_roles, is_label, role
from pipeline.source import unspaced

_TOLD = frozenset({"indicator", "baseline", "target", "intermediate", "actual", "budget", "unit", "department", "note", "target_year", "baseline_year", "change", "schedule", "period",
                   "challenge", "outcome"})
_HEADING = frozenset({"indicator", "project", "program", "effort"})  # a row of labels that one of these opens names columns
_VALUES = frozenset({"schedule", "baseline", "target"})
_SIGNS = "・※*:：■□●○◆◇▼▶【】〔〕[]<>＜＞「」"
_ASIDE = re.compile(r"(?:\([^()]*\)|【[^【】]*】|〔[^〔〕]*〕|\[[^\[\]]*\])$")
_FIGURE = re.compile(r"[0-9]{1,2}$")  # 指標1, KPI②, no 目標1
_LONGEST = 24  # code points of a label


@lru_cache(maxsize=4096)
def _label_role(text: str) -> str:
    """The role of words that are nothing but a label, brackets and signs about it aside; '' for others."""
    flat = unspaced(text) if len(text) <= 2 * _LONGEST else ""
    if not flat or len(flat) > _LONGEST:
        return ""
    bare = _ASIDE.sub("", flat).strip(_SIGNS) or flat.strip(_SIGNS)
    name = _FIGURE.sub("", bare)
    parts = [name] if is_label(name) else re.split("[・/]", name)
    if not all(map(is_label, parts)):
        return ""
    found = detail_role(parts[0]).name
    return found if name == bare or found == "indicator" else ""


def told_rows(table: Table) -> frozenset[int]:
    """The rows below the header that a label opens, with those that go on with it, and those under names of columns of indicators
    (指標 | 現状値(R6) | 目標値(R12)), up to and with those that name columns of measures again."""
    if not table.header_rows:
        return frozenset()
    roles = column_roles(table.grid, table.header_rows)
    found: set[int] = set()
    under = beside = -1  # the column in which names of columns begin, and that of a label of indicators in the row above
    for r in range(table.header_rows, len(table.grid)):
        row = table.grid[r]
        first, opened = next(((c, name) for c, cell in enumerate(row) if (name := _opens(cell, r, roles[c])) is not None), (-1, ""))
        headed = opened in _HEADING and _names_columns([cell for cell in row if cell.text and cell.row == r])
        again = headed and opened != "indicator"
        if headed:
            under = -1 if again else first
        elif 0 <= first < under:
            under = -1
        goes_on = first < 0 or beside >= 0 and first > beside
        if again or opened in _TOLD or under >= 0 or beside >= 0 and goes_on:
            found.add(r)
        beside = first if opened == "indicator" else beside if goes_on else -1
    return frozenset(found)


def _opens(cell: Cell, row: int, column: str) -> str | None:
    """The role of the label with which a row opens, if this cell is the first of its own or a label that reaches down to it; '' if the row
    opens with something else, None where the cell tells nothing. column: the role of its column, whose values are no labels."""
    if not cell.text:
        return None
    found = _label_role(cell.text)
    found = "" if found == column and found in _TOLD else found
    return found if cell.row == row or found in _TOLD else None


def _names_columns(cells: Sequence[Cell]) -> bool:
    """Whether the cells of a row are several and all labels."""
    return len({id(cell) for cell in cells}) > 1 and all(_label_role(cell.text) or role(cell.text) in _VALUES for cell in cells)
