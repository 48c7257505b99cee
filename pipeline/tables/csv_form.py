"""The CSV form of a table: rows to bytes and back."""
from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from pipeline import formulas
from pipeline.tables.columns import Column, Row, columns
from pipeline.tables.problem import Problem
from pipeline.tables.sound import unsound


def dump(row_type: type[Row], rows: Sequence[Row]) -> bytes:
    """A table as UTF-8 CSV with a header row, line feeds and RFC 4180 quoting; None is an empty cell.

    Text that a spreadsheet would run has `'` before it (`pipeline.formulas`), which `parse` takes away."""
    return header(row_type) + lines(row_type, rows)


def header(row_type: type[Row]) -> bytes:
    """The header row of a table."""
    return (",".join([column.name for column in columns(row_type)]) + "\n").encode("utf-8")


def lines(row_type: type[Row], rows: Sequence[Row]) -> bytes:
    """Rows of a table as they stand below its header."""
    found = map(",".join, zip(*map(_cells, columns(row_type), zip(*rows))))
    return "\n".join([*found, ""]).encode("utf-8") if rows else b""


def _cells(column: Column, values: Sequence[Any]) -> Sequence[str]:
    """The cells of a column, of which hardly any needs quotation marks, or a mark that no spreadsheet runs it."""
    if column.type in ("integer", "number"):
        return list(map(str, values)) if column.required else ["" if value is None else str(value) for value in values]
    lines = "\n".join(["", *values])
    cells = list(map(formulas.harmless, values)) if column.free and formulas.may_be_in(lines) else values
    if lines.count("\n") == len(cells) and not _needs_quotes(lines):
        return cells
    return ['"' + cell.replace('"', '""') + '"' if "\n" in cell or _needs_quotes(cell) else cell for cell in cells]


def _needs_quotes(text: str) -> bool:
    """Whether something in `text`, line feeds aside, needs quotation marks around it."""
    return "," in text or '"' in text or "\r" in text


def parse(row_type: type[Row], content: bytes) -> tuple[list[Row], list[Problem]]:
    """The sound rows of a CSV table, and a problem for each row that breaks a rule or cannot be read."""
    described = columns(row_type)
    names = [column.name for column in described]
    table = row_type.TABLE
    try:
        reader = csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True)
        header = next(reader, [])
        if header != names:
            return [], [Problem(table, "header", f"has columns {', '.join(header)} instead of {', '.join(names)}")]
        cells = list(reader)
    except (UnicodeDecodeError, csv.Error) as error:
        return [], [Problem(table, "file", f"is no CSV in UTF-8: {error}")]
    rows: list[Row] = []
    problems = []
    for number, values in enumerate(cells, 1):
        if len(values) != len(names):
            problems.append(Problem(table, str(number), f"has {len(values)} cells instead of {len(names)}"))
            continue
        rows.append(row_type(*map(_value, described, values)))
    wrong = dict(unsound(rows))
    return [row for k, row in enumerate(rows) if k not in wrong], [*problems, *wrong.values()]


def _value(column: Column, cell: str) -> Any:
    """A cell as the value of its column; a figure that cannot be read stays text, which the row then refuses."""
    if column.type not in ("integer", "number"):
        return formulas.plain(cell) if column.free else cell
    try:
        return None if not cell else int(cell) if column.type == "integer" else float(cell)
    except ValueError:
        return cell
