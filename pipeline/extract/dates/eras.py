"""Eras: their names, letters and first years, from rules/eras.csv."""
from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pipeline.rules import load


@dataclass(frozen=True, slots=True)
class Era:
    """A Japanese era. `first_year`, `last_year`: Gregorian years of its first and last day, `last_year` 9999 while it
    lasts."""

    name: str
    letter: str
    first_year: int
    last_year: int

    def year(self, figure: int) -> int:
        """The Gregorian year of year `figure` of the era; years past its end are counted on."""
        return self.first_year + figure - 1


@lru_cache(maxsize=1)
def eras() -> tuple[Era, ...]:
    """All eras, oldest first."""
    return tuple(Era(row["name"], row["letter"], int(row["first_day"][:4]), int(row["last_day"][:4] or 9999))
                 for row in load("eras"))


@lru_cache(maxsize=1)
def _by_sign() -> dict[str, Era]:
    return {sign: era for era in eras() for sign in (era.name, era.letter)}


def era(printed: str) -> Era:
    """The era that a name or letter stands for, spaces and a full stop after the letter aside. Raises KeyError."""
    return _by_sign()[printed.replace(" ", "").rstrip(".")]


def era_after(before: Era) -> Era | None:
    """The era that follows, None for the present one."""
    known = eras()
    at = known.index(before) + 1
    return known[at] if at < len(known) else None
