"""Writing the tables and texts of documents that are in memory: CSV, Parquet, the Data Package and citations, all or none."""
from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.tables import csv_form
from pipeline.tables.check import check
from pipeline.tables.output import Output
from pipeline.tables.part import part_of
from pipeline.tables.problem import Problem
from pipeline.tables.rows import TABLES, Tables
from pipeline.tables.schema import broken


def write(tables: Tables, texts: Mapping[str, str], out: Path, beside: Mapping[str, bytes] | None = None) -> None:
    """Write the files of `Output`, and the files `beside` them, by their names in `out`.

    Old outputs stay until the new ones are complete. At any moment `out/tables` is a whole set of tables, the old one or
    the new one, and so is `out/text`. Raises OSError."""
    with Output(out) as output:
        output.add(part_of(tables, texts))
        output.finish(beside or {})


def write_validated(tables: Tables, texts: Mapping[str, str], out: Path) -> list[Problem]:
    """Validate each table with pandera and against the others, and write those that pass, with Parquet copies.

    Returns the rules that are broken; a table with one is not written. What else stood in `out/tables` and `out/text`
    is taken away. Raises OSError."""
    contents = {name: csv_form.dump(row_type, tables.rows(name)) for name, row_type in TABLES.items()}
    problems = [problem for name, row_type in TABLES.items() for problem in broken(row_type, contents[name])]
    problems += check(tables, texts)
    failed = {problem.table for problem in problems}
    sound = [name for name in TABLES if name not in failed]
    with Output(out, with_parquet=True, alone=True) as output:
        output.add(part_of(tables, texts))
        output.finish({}, sound)
    return problems
