"""Days, months and years that a calendar has."""
from __future__ import annotations

from datetime import date
from functools import lru_cache


@lru_cache(4096)
def missing_day(value: str) -> str | None:
    """The rule broken by an ISO day, month, year or an interval of these that no calendar has."""
    for part in value.split("/"):
        if part[-1:] in "X.":
            continue
        try:
            date.fromisoformat((part + "-01-01")[:10])
        except ValueError:
            return f"{part} does not exist"
    return None
