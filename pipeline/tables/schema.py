"""Data Package and pandera schemas of the tables, both derived from the columns of the typed rows."""
from __future__ import annotations

import io
import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pipeline.days import missing_day
from pipeline.formulas import PREFIX
from pipeline.tables.columns import Column, Row, columns
from pipeline.tables.problem import Problem
from pipeline.tables.rows import TABLES

if TYPE_CHECKING:
    import pandas as pd
    import pandera.pandas as pa


@lru_cache(8)
def data_package(names: tuple[str, ...] = tuple(TABLES), parts: int = 1) -> bytes:
    """`datapackage.json` (Frictionless Data Package v1) of the tables of these names, whose copies in Parquet have so many
    `parts`; several are described too."""
    package = {
        "profile": "tabular-data-package",
        "name": "keikaku-tables",
        "title": "Japanese prefectural plans as tables",
        "description": "Offsets count Unicode code points, half open, in ../text/DOC_ID.txt. Days are inclusive. In a "
                       "field with formulaPrefix, a cell that starts with = + - @ (in either width), a tab or a return, or "
                       "with this prefix and one of them, has the prefix before it, which is no part of the value: a "
                       "spreadsheet shows such a cell and does not run it. The Parquet files have the values alone. "
                       "citations.json (CSL-JSON) and citations.bib (BibTeX) hold the rows of citations.csv.",
        "resources": [_resource(TABLES[name], names) for name in names]
        + [_in_parts(TABLES[name], names, parts) for name in names if parts > 1],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _resource(row_type: type[Row], present: tuple[str, ...]) -> dict[str, Any]:
    foreign = [_foreign_key(row_type, column) for column in columns(row_type)
               if column.refers and column.refers.split(".")[0] in present]
    return {
        "profile": "tabular-data-resource",
        "name": row_type.TABLE,
        "path": f"{row_type.TABLE}.csv",
        "description": row_type.ABOUT,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\n"},
        "schema": {
            "fields": [_field(column) for column in columns(row_type)],
            "primaryKey": list(row_type.KEY),
            **({"foreignKeys": foreign} if foreign else {}),
            "missingValues": [""],
        },
    }


def part_name(number: int) -> str:
    """The file of a part of a table in Parquet, counted from 0, below the folder of the table's name."""
    return f"part-{number:05d}.parquet"


def _in_parts(row_type: type[Row], present: tuple[str, ...], parts: int) -> dict[str, Any]:
    """The copy in Parquet of a table, in parts of some documents each, in their order."""
    return {
        "profile": "data-resource",
        "name": f"{row_type.TABLE}.parquet",
        "path": [f"{row_type.TABLE}/{part_name(number)}" for number in range(parts)],
        "description": row_type.ABOUT,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "schema": _resource(row_type, present)["schema"],
    }


def _foreign_key(row_type: type[Row], column: Column) -> dict[str, Any]:
    table, field = column.refers.split(".")
    resource = "" if table == row_type.TABLE else table
    return {"fields": column.name, "reference": {"resource": resource, "fields": field}}


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.enum:
        constraints["enum"] = list(column.enum)
    if column.pattern and column.type == "string":
        constraints["pattern"] = column.pattern
    for name in ("minimum", "maximum"):
        if getattr(column, name) is not None:
            constraints[name] = getattr(column, name)
    return {
        "name": column.name,
        "type": column.type,
        "description": column.about,
        **({"unit": column.unit} if column.unit else {}),
        **({"formulaPrefix": PREFIX} if column.free else {}),
        **({"constraints": constraints} if constraints else {}),
    }


def pandera_schema(row_type: type[Row]) -> pa.DataFrameSchema:
    """The pandera schema of a table read by `frame`; its columns in their order and no others."""
    import pandera.pandas as pa

    return pa.DataFrameSchema({column.name: _pandera_column(column) for column in columns(row_type)}, strict=True,
                              ordered=True, name=row_type.TABLE)


def _pandera_column(column: Column) -> pa.Column:
    import pandera.pandas as pa

    checks = []
    if column.enum:
        checks.append(pa.Check.isin(column.enum, error=f"is none of {', '.join(column.enum)}"))
    if column.pattern:
        checks.append(pa.Check.str_matches(rf"^(?:{column.pattern})\Z", error=f"is not of the form {column.pattern}"))
    if column.type == "date":
        checks.append(pa.Check(lambda day: missing_day(day) is None, element_wise=True, error="does not exist"))
    if column.minimum is not None:
        checks.append(pa.Check.ge(column.minimum, error=f"is less than {column.minimum}"))
    if column.maximum is not None:
        checks.append(pa.Check.le(column.maximum, error=f"is more than {column.maximum}"))
    dtype = {"integer": "Int64", "number": "Float64"}.get(column.type, "string")
    return pa.Column(dtype, checks, nullable=not column.required, coerce=True)


def frame(content: bytes) -> pd.DataFrame:
    """A CSV table as strings; an empty cell is missing."""
    import pandas as pd

    return pd.read_csv(io.BytesIO(content), dtype="string", keep_default_na=False, na_values=[""])


def broken(row_type: type[Row], content: bytes) -> list[Problem]:
    """The rules of the pandera schema that a CSV table breaks, in the order of its rows."""
    import pandas as pd
    import pandera.errors

    table = frame(content)
    try:
        pandera_schema(row_type).validate(table, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        found = []
        for case in errors.failure_cases.itertuples():
            number = -1 if pd.isna(case.index) else int(case.index)
            row = "header" if number < 0 else "/".join(str(table[key].iloc[number]) for key in row_type.KEY)
            rule = "is empty" if case.check == "not_nullable" else str(case.check)
            value = "" if pd.isna(case.failure_case) else f"{str(case.failure_case)!r} "
            found.append((number, Problem(row_type.TABLE, row, f"{case.column}: {value}{rule}")))
        return [problem for _, problem in sorted(found)]
    return []
