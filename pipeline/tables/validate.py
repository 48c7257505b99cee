"""Validating tables that stand in a folder."""
from __future__ import annotations

from pathlib import Path

from pipeline.tables import csv_form
from pipeline.tables.check import check
from pipeline.tables.problem import Problem
from pipeline.tables.rows import TABLES, Row, Tables
from pipeline.tables.schema import broken


def validate(folder: Path) -> list[Problem]:
    """The rules that the tables of an output folder break (`folder/tables/*.csv` against `folder/text/*.txt`).

    Types, enums and days by pandera, then what holds within a row, keys, foreign keys, offsets and surfaces."""
    problems: list[Problem] = []
    sound: dict[str, tuple[Row, ...]] = {}
    for name, row_type in TABLES.items():
        path = folder / "tables" / f"{name}.csv"
        if not path.is_file():
            problems.append(Problem(name, "file", f"{path} is missing"))
            continue
        content = path.read_bytes()
        rows, unsound = csv_form.parse(row_type, content)
        sound[name] = tuple(rows)
        if not any(problem.row in ("header", "file") for problem in unsound):
            problems += broken(row_type, content)
        known = {(problem.table, problem.row) for problem in problems}
        problems += [problem for problem in unsound if (problem.table, problem.row) not in known]
    tables = Tables(**sound)  # type: ignore[arg-type]
    return problems + check(tables, _texts(folder / "text", tables))


def _texts(folder: Path, tables: Tables) -> dict[str, str]:
    paths = {row.doc_id: folder / f"{row.doc_id}.txt" for row in tables.documents}
    return {doc_id: path.read_bytes().decode("utf-8") for doc_id, path in paths.items() if path.is_file()}
