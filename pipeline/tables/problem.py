"""A problem, that is a rule that a row of a table breaks, and RowError that carries one."""
from __future__ import annotations

from typing import NamedTuple


class Problem(NamedTuple):
    """`row` is the key of the row, or `header`, `file` where the table as a whole is at fault."""

    table: str
    row: str
    rule: str

    def __str__(self) -> str:
        return f"table {self.table}, row {self.row}: {self.rule}"


class RowError(ValueError):
    """A row breaks a rule of its table."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem

    def __str__(self) -> str:
        return str(self.problem)
