"""Cells of CSV files that no spreadsheet runs as a formula, and the text that they stand for."""
from __future__ import annotations

import csv
import re
from collections.abc import Iterable

FIRST = "=+-@\t\r＝＋－＠"
"""What a spreadsheet may take for the first character of a formula, in both widths."""
PREFIX = "'"
"""What stands before such a character in a cell; it is no part of the value."""

PLAIN = rf"^{PREFIX}({PREFIX}*[{re.escape(FIRST)}])"
"""What `plain` replaces by its group, for libraries with expressions of their own."""

_FORMULA = re.compile(rf"{PREFIX}*[{re.escape(FIRST)}]")
_OPENED = re.compile(rf"\n[{PREFIX}{re.escape(FIRST)}]")


def harmless(cell: str) -> str:
    """A cell that no spreadsheet runs: `'` stands before one that starts with `FIRST`, or with `'` and these."""
    return PREFIX + cell if _FORMULA.match(cell) else cell


def plain(cell: str) -> str:
    """The cell that `harmless` was given; any other cell as it is."""
    return cell[1:] if cell.startswith(PREFIX) and _FORMULA.match(cell) else cell


def plain_rows(lines: Iterable[str]) -> list[dict[str, str]]:
    """The rows of a CSV table with plain cells, by column; a cell that is missing is empty."""
    return [{name: plain(cell or "") for name, cell in row.items() if name is not None} for row in csv.DictReader(lines)]


def may_be_in(lines: str) -> bool:
    """Whether a cell that stands behind a line feed may be such a one; hardly any is, and this is quick."""
    return _OPENED.search(lines) is not None
