"""Sheets: tables whose first column holds labels (事業調書), cut into labels and what stands beside them."""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Sequence

from pipeline.extract.header_roles import detail_role
from pipeline.layout.document import Cell, Table

_LABELS = frozenset({"project", "program", "department", "indicator", "baseline", "target", "intermediate", "actual", "budget",
                     "schedule", "description", "challenge", "unit", "direction", "target_year", "baseline_year", "change",
                     "period", "pillar", "note", "effort", "outcome", "total"})
_NAMED = frozenset({"project", "program"})
_LEAST = 2  # labels of a sheet


@dataclass(frozen=True, slots=True)
class Entry:
    """A label and the cells beside it, with the column in which each begins."""

    label: Cell
    values: tuple[tuple[int, Cell], ...]

    @property
    def role(self) -> str:
        """The role of the label."""
        return _role(self.label)


def is_sheet(table: Table) -> bool:
    """Whether most cells of the first column are labels of different kinds and the first row names no columns."""
    return len(table.grid) >= _LEAST and len(table.grid[0]) >= 2 and _is_sheet(table)


@lru_cache(maxsize=64)
def _is_sheet(table: Table) -> bool:
    first = list({id(row[0]): row[0] for row in table.grid if row[0].text and not _is_whole(row)}.values())
    roles = [_role(cell) for cell in first]
    labels = [role for role in roles if role in _LABELS]
    others = list({id(cell): cell for cell in table.grid[0][1:] if cell is not table.grid[0][0]}.values())
    named = [_role(cell) in _LABELS and not cell.text[-1:].isdigit() for cell in others]  # 基本目標1 is what stands beside a label
    paired = len(others) > 2 and len(others) % 2 == 1 and all(named[1::2]) and not any(named[0::2]) and _role(table.grid[0][0]) in _LABELS  # 事業名 | X | 担当 | Y課
    if len(set(labels)) < _LEAST or len(labels) * 5 < len(first) * 3 and not paired:
        return False
    if len(table.grid[0]) == 2 and _role(table.grid[0][0]) not in _LABELS and table.header_rows == 1:
        return True  # 項目 | 内容 over the labels
    marked = all(row[0].header and not any(cell.header for cell in row[1:]) for row in table.grid)
    return bool(others) and (sum(named) * 2 <= len(others) or paired or marked)


def _role(cell: Cell) -> str:
    """The role of a label; figures without words are a value (整理番号 1, 2-1)."""
    return detail_role(cell.text).name if any(map(str.isalpha, cell.text)) else ""


def _is_whole(row: Sequence[Cell]) -> bool:
    return all(cell is row[0] for cell in row)


def entries(table: Table) -> list[Entry]:
    """The labels of a sheet with what stands beside them, row by row; a value's row may hold further labels."""
    found: list[Entry] = []
    for r, row in enumerate(table.grid):
        if _is_whole(row):
            continue
        label: Cell | None = None
        values: list[tuple[int, Cell]] = []
        for c, cell in enumerate(row):
            if c and cell is row[c - 1]:
                continue
            if _role(cell) in _LABELS and (label is None or bool(values) and _is_label(cell, row, c)):
                if label is not None and label.row == r:
                    found.append(Entry(label, tuple(values)))
                label, values = cell, []
            elif label is not None and cell.row == r:
                if cell.header and label.header and any(not value.header for _, value in values):
                    found.append(Entry(label, tuple(values)))  # a label that no list knows (参照)
                    label, values = None, []
                else:
                    values.append((c, cell))
        if label is not None and values:
            found.append(Entry(label, tuple(values)))
    return found


def _is_label(cell: Cell, row: Sequence[Cell], column: int) -> bool:
    """Whether a cell after a value is a label of its own: something stands behind it, and it is marked as one wherever
    the first label of its row is."""
    behind = any(other is not cell and other.text for other in row[column:])
    return behind and (cell.header or not row[0].header)


def across(found: Sequence[Entry]) -> bool:
    """Whether each column is a thing of its own: the row that names measures or indicators holds several."""
    naming = [e for e in found if e.role in _NAMED] or [e for e in found if e.role == "indicator"]
    return bool(naming) and len(naming[0].values) > 1


_LABEL = re.compile(r"([^:、。\s]{2,12}) ?:")
_ASIDE = frozenset({"department", "baseline", "target", "indicator", "intermediate", "actual", "budget", "schedule", "description",
                    "challenge", "unit", "target_year", "baseline_year"})


def labelled(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] opens with a label and a colon (担当課:) and so is stated of a measure, none itself."""
    match = _LABEL.match(text, start, end)
    return match is not None and detail_role(match[1]).name in _ASIDE
