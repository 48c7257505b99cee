"""What a run over a corpus did, its exit status and the line that sums it up."""
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.complaint import Complaint
from pipeline.review.apply import Stale
from pipeline.failure import ERRORS, Failure
from pipeline.tables.rows import TABLES

REVIEW = "review.csv"
_NOT_COUNTED = ("documents", "blocks")


@dataclass(frozen=True, slots=True)
class Report:
    """`documents`: how many were written; `rows`: rows of each table; `complaints`: what is wrong with inputs;
    `failures`: documents that were set aside; `stale`: decisions of people that were not applied; `review`: rows listed
    for people; `kept`: documents whose result of an earlier run was taken."""

    documents: int
    rows: dict[str, int]
    complaints: tuple[Complaint, ...]
    failures: tuple[Failure, ...] = ()
    stale: tuple[Stale, ...] = ()
    review: int = 0
    kept: int = 0

    @property
    def status(self) -> int:
        """The exit status: 2 if an input is to be mended, else 1 if the program failed on a document, else 0."""
        return 2 if self.complaints else 1 if any(failure.fault for failure in self.failures) else 0

    def summary(self, out: Path) -> str:
        """One line that says what was written."""
        aside = f"; {len(self.failures)} set aside, see {out / ERRORS}" if self.failures else ""
        if not self.documents:
            return f"nothing was written{aside}"
        counts = ", ".join(f"{self.rows[name]} {name.replace('_', ' ')}" for name in TABLES if name not in _NOT_COUNTED)
        look = f"; {self.review} rows to look at in {out / REVIEW}" if self.review else ""
        return f"{self.documents} documents: {counts}; tables in {out / 'tables'}{look}{aside}"
