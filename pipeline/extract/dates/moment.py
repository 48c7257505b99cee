"""Moment: a date whose year is known, with its first and last day and its EDTF form."""
from __future__ import annotations

from calendar import monthrange
from functools import lru_cache
from typing import Literal, NamedTuple

Unit = Literal["年", "年度", "年代", "世紀"]
Calendar = Literal["wareki", "gregorian"]

_KINDS = {"年": "year", "年度": "fiscal_year", "年代": "decade", "世紀": "century"}
LAST_YEAR = 9000  # beyond it a year is no date; a century still ends before the year 9999


class Moment(NamedTuple):
    """A day, month, year, fiscal year, decade or century.

    year: Gregorian, 1..LAST_YEAR; the first year of a decade, the number of a century. month, day: 0 if none.
    A fiscal year runs from 1 April to 31 March; the nth century from year 100n-99 to 100n.
    """

    year: int
    unit: Unit
    calendar: Calendar
    month: int = 0
    day: int = 0

    @property
    def kind(self) -> str:
        if self.day:
            return "day"
        if self.month:
            return "month"
        return _KINDS[self.unit]

    @property
    def valid(self) -> bool:
        """Whether the calendar has such a date (no 30 February)."""
        if not 1 <= self.year <= LAST_YEAR or not 0 <= self.month <= 12:
            return False
        return not self.day or (self.month > 0 and self.day <= monthrange(self.year, self.month)[1])

    @property
    def first_day(self) -> str:
        """The first day, ISO 8601."""
        if self.month:
            return _iso(self.year, self.month, self.day or 1)
        if self.unit == "年度":
            return _iso(self.year, 4, 1)
        return _iso(self.year * 100 - 99 if self.unit == "世紀" else self.year, 1, 1)

    @property
    def last_day(self) -> str:
        """The last day, ISO 8601, inclusive."""
        if self.month:
            return _iso(self.year, self.month, self.day or monthrange(self.year, self.month)[1])
        if self.unit == "年度":
            return _iso(self.year + 1, 3, 31)
        return _iso({"世紀": self.year * 100, "年代": self.year + 9}.get(self.unit, self.year), 12, 31)

    @property
    def edtf(self) -> str:
        """The date in the Extended Date/Time Format (ISO 8601-2): `2015-09`, `196X`, `20XX`, or an interval of days
        where no shorter form says the same (fiscal years, decades of an era)."""
        if self.month:
            return self.first_day if self.day else self.first_day[:7]
        if self.unit == "年":
            return f"{self.year:04d}"
        if self.unit == "世紀":
            return f"{self.year - 1:02d}XX"
        if self.unit == "年代" and self.year % 10 == 0:
            return f"{self.year // 10:03d}X"
        return interval(self.first_day, self.last_day)


def interval(first_day: str, last_day: str) -> str:
    """The EDTF form of all days from the first to the last."""
    return f"{first_day}/{last_day}"


def fiscal_year(moment: Moment) -> int:
    """The fiscal year in which a moment begins."""
    if moment.unit == "年度" and not moment.month:
        return moment.year
    return moment.year - 1 if 0 < moment.month < 4 else moment.year


@lru_cache(maxsize=4096)  # a plan has the same few days again and again
def _iso(year: int, month: int, day: int) -> str:
    return f"{year:04d}-{month:02d}-{day:02d}"
