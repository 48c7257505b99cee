"""A document that was set aside: where its analysis stopped, why, and errors.csv, which lists all of them."""
from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from pipeline import formulas
from pipeline.complaint import Complaint

ERRORS = "errors.csv"
COLUMNS = ("doc_id", "source_path", "step", "reason", "mend")
REPORT_IT = "this is a fault of the program, please report it"


@dataclass(frozen=True, slots=True)
class Failure:
    """`source_path`: the document's name in the folder asked for, as in the table documents; `step`: what was done with
    it when it failed; `fault`: whether the program failed, and not the file."""

    doc_id: str
    source_path: str
    step: str
    reason: str
    mend: str
    fault: bool = True

    def line(self, path: str) -> Complaint:
        """The line about it for a person; `path`: the file."""
        return Complaint(path, f"set aside, {self.reason}" if self.fault else self.reason, self.mend)


def failed(doc_id: str, source_path: str, step: str, error: Exception) -> Failure:
    """The failure of the program that an exception tells of."""
    if isinstance(error, MemoryError):
        return Failure(doc_id, source_path, step, "needs more memory than there is", "split it")
    return Failure(doc_id, source_path, step, " ".join(f"{type(error).__name__}: {error}".split()), REPORT_IT)


def to_csv(failures: Iterable[Failure]) -> bytes:
    """Failures as a CSV table with a header."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(formulas.harmless, row) for row in map(attrgetter(*COLUMNS), failures))
    return out.getvalue().encode("utf-8")


def from_csv(path: Path) -> list[Failure]:
    """The failures that `to_csv` wrote, none where there is no such file. Raises OSError."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [Failure(row["doc_id"], row["source_path"], row["step"], row["reason"], row["mend"]) for row in formulas.plain_rows(file)]
