"""Writing tables: those that are in memory, and those of many documents with a validation of each row, all or none."""
from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

from pipeline.kept import Kept
from pipeline.tables import csv_form
from pipeline.tables.output import Output
from pipeline.tables.part import Part, load, part_of
from pipeline.tables.problem import Problem
from pipeline.tables.rows import TABLES, Tables
from pipeline.tables.schema import broken

BATCH = 16 * 1024 * 1024
"""Bytes of rows that are validated at a time."""


def write(tables: Tables, texts: Mapping[str, str], out: Path, beside: Mapping[str, bytes] | None = None) -> None:
    """Write the files of `Output`, and the files `beside` them, by their names in `out`.

    Old outputs stay until the new ones are complete. At any moment `out/tables` is a whole set of tables, the old one or
    the new one, and so is `out/text`. Raises OSError."""
    with Output(out) as output:
        output.add(part_of(tables, texts))
        output.finish(beside or {})


class Validated:
    """An `Output` with Parquet copies and nothing else in its folders, whose rows are validated with pandera; a table in
    which a rule is broken is left out. Use it as a context.

    The rules between rows, tables and texts are those of one document (`tables.check`). kept: that a document's rows broke no
    rule is kept there, so that they are validated once. Raises OSError."""

    def __init__(self, out: Path, kept: Kept) -> None:
        self._output = Output(out, with_parquet=True, alone=True)
        self._kept = kept
        self._problems: list[Problem] = []
        self._waiting: list[tuple[str, Part]] = []
        self._bytes = 0

    def __enter__(self) -> Validated:
        self._output.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._output.__exit__(kind, error, trace)

    def add(self, content: bytes) -> None:
        """Write the rows and texts of a document, as `part.dump` gives them, below those of the documents before it."""
        part = load(content)
        self._output.add(part)
        name = self._kept.name("sound", content)
        if self._kept.load(name) is None:
            self._waiting.append((name, part))
            self._bytes += sum(map(len, part.lines.values()))
        if self._bytes >= BATCH:
            self._validate()

    def finish(self) -> list[Problem]:
        """Put the sound tables in their places. Returns the rules that are broken, in the order of tables and rows."""
        self._validate()
        failed = {problem.table for problem in self._problems}
        self._output.finish({}, [name for name in TABLES if name not in failed])
        return [problem for name in TABLES for problem in self._problems if problem.table == name]

    def _validate(self) -> None:
        """Validate the rows that wait for it."""
        problems = [problem for name, row_type in TABLES.items() if self._waiting for problem in broken(
            row_type, b"".join([csv_form.header(row_type), *(part.lines[name] for _, part in self._waiting)]))]
        for name, _ in self._waiting if not problems else ():
            self._kept.save(name, b"")
        self._problems += problems
        self._waiting, self._bytes = [], 0
