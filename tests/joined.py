"""Tables of several documents as one."""
from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pipeline.tables.rows import TABLES, Tables


def join(parts: Iterable[Tables]) -> Tables:
    """The rows of all, in their order."""
    found = list(parts)
    rows: dict[str, Any] = {name: tuple(row for part in found for row in part.rows(name)) for name in TABLES}
    return Tables(**rows)
