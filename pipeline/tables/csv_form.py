"""The CSV form of a table: rows to bytes and back."""
from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any, Literal

from pipeline import formulas
from pipeline.tables.columns import Column, Row, columns
from pipeline.tables.problem import Problem, RowError


def dump(row_type: type[Row], rows: Sequence[Row]) -> bytes:
    """A table as UTF-8 CSV with a header row, line feeds and RFC 4180 quoting; None is an empty cell.

    Text that a spreadsheet would run has `'` before it (`pipeline.formulas`), which `parse` takes away."""
    return header(row_type) + lines(row_type, rows)


def header(row_type: type[Row]) -> bytes:
    """The header row of a table."""
    return _written([[column.name for column in columns(row_type)]]).encode("utf-8")


def lines(row_type: type[Row], rows: Sequence[Row]) -> bytes:
    """Rows of a table as they stand below its header."""
    described = columns(row_type)
    values = attrgetter(*(column.name for column in described))
    content = _written(map(values, rows))
    if formulas.may_stand_in(content) or "\r" in content:  # hardly ever: cell by cell
        content = "".join(_line(described, values(row)) for row in rows)
    return content.encode("utf-8")


def _line(described: Sequence[Column], values: Sequence[Any]) -> str:
    cells = [formulas.harmless(value) if column.free else value for column, value in zip(described, values)]
    bare = any("\r" in cell for cell in cells if isinstance(cell, str))  # csv would leave it without quotation marks
    return _written([cells], csv.QUOTE_ALL if bare else csv.QUOTE_MINIMAL)


def _written(rows: Iterable[Sequence[Any]], quoting: Literal[0, 1] = csv.QUOTE_MINIMAL) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n", quoting=quoting).writerows(rows)
    return out.getvalue()


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
        try:
            rows.append(row_type(**{c.name: _value(c, cell) for c, cell in zip(described, values)}))
        except RowError as error:
            problems.append(error.problem)
    return rows, problems


def _value(column: Column, cell: str) -> Any:
    """A cell as the value of its column; a figure that cannot be read stays text, which the row then refuses."""
    if column.type not in ("integer", "number"):
        return formulas.plain(cell) if column.free else cell
    try:
        return None if not cell else int(cell) if column.type == "integer" else float(cell)
    except ValueError:
        return cell
