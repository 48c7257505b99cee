"""The CSV form of a table: rows to bytes and back."""
from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any

from pipeline.tables.columns import Column, Row, columns
from pipeline.tables.problem import Problem, RowError


def dump(row_type: type[Row], rows: Sequence[Row]) -> bytes:
    """A table as UTF-8 CSV with a header row, line feeds and RFC 4180 quoting; None is an empty cell."""
    return header(row_type) + lines(row_type, rows)


def header(row_type: type[Row]) -> bytes:
    """The header row of a table."""
    return _written([[column.name for column in columns(row_type)]])


def lines(row_type: type[Row], rows: Sequence[Row]) -> bytes:
    """Rows of a table as they stand below its header."""
    return _written(map(attrgetter(*(column.name for column in columns(row_type))), rows)) if rows else b""


def _written(rows: Iterable[Sequence[Any]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode("utf-8")


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
        return cell
    try:
        return None if not cell else int(cell) if column.type == "integer" else float(cell)
    except ValueError:
        return cell
