"""A complaint: one line that says what is wrong with an input and how to mend it."""
from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from pipeline.formulas import harmless, plain_rows


@dataclass(frozen=True, slots=True)
class Complaint:
    """`where`: the file (and row); `problem` and `mend`: parts of a sentence. `str` gives one line."""

    where: str
    problem: str
    mend: str = ""

    def __str__(self) -> str:
        line = f"{self.where}: {self.problem}" + (f"; {self.mend}" if self.mend else "")
        return " ".join(line.split())


def to_csv(complaints: Iterable[Complaint]) -> bytes:
    """Complaints as a CSV table with harmless cells."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(field.name for field in fields(Complaint))
    writer.writerows(map(harmless, astuple(complaint)) for complaint in complaints)
    return out.getvalue().encode("utf-8")


def from_csv(path: Path) -> list[Complaint]:
    """The complaints that `to_csv` wrote. Raises OSError."""
    with path.open(encoding="utf-8", newline="") as file:
        return [Complaint(**row) for row in plain_rows(file)]
