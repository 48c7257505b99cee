"""Dual: figures of years in a chain with the same by the other calendar in brackets (~17(2005)年度, 令和6~7(2024~2025)年度)."""
from __future__ import annotations

import re
from functools import lru_cache

from pipeline.extract.dates.eras import Era, era, era_after
from pipeline.extract.dates.grammar import CLOSE, OPEN, SIGN, UNIT, era_sign
from pipeline.extract.dates.numerals import number
from pipeline.extract.dates.printed import Printed

_YEAR4 = r"(?:19|20)[0-9]{2}(?![0-9])"
_FIGURE = r"(?:元|[0-9]{1,2}(?![0-9]))"


def bare_with_year(text: str, at: int) -> Printed | None:
    """The year of two figures at `at` with the Gregorian one in brackets (17(2005)年度, 8年度(2026年度)), without its era."""
    found = _bare().match(text, at)
    if found is None:
        return None
    unit = _unit(found["unit"] or found["inner"], found["late"])
    return Printed(at, found.end(), "bare", figure=number(found["figure"]), unit=unit, open="" if unit else "year",
                   other=int(found["year"]))


def with_other_range(text: str, first: Printed, last: Printed) -> Printed:
    """`last` and, if it is there, the range that it closes by the other calendar in brackets (令和6~7(2024~2025)年度)."""
    if first.month or last.month or last.form in ("dotted", "relative"):
        return last
    found = (_eras() if first.form == "gregorian" else _years()).match(text, last.end)
    if found is None or not _agree(found, first, last):
        return last
    unit = last.unit or _unit(found["inner"], found["late"])
    return last._replace(end=found.end(), unit=unit, open="" if unit else last.open)


def _agree(found: re.Match[str], first: Printed, last: Printed) -> bool:
    if first.form == "gregorian":
        opened = era(found["era"])
        closed = era(found["last_era"]) if found["last_era"] else opened
        ends = opened.year(number(found["first"])), closed.year(number(found["last"]))
        return ends[0] == first.figure and (ends[1] == last.figure or last.figure < 100 and ends[1] % 100 == last.figure)
    if first.era is None or not first.figure or not last.figure:
        return False
    years = int(found["first"]), int(found["last"])
    return first.era.year(first.figure) == years[0] and years[1] in _read_as(last, first.era)


def _read_as(last: Printed, opened: Era) -> set[int]:
    """The years that the end of a range may stand for: of its own era, or of the one before it or the next."""
    known = {last.era or opened, *([] if last.era else [era_after(opened)])}
    return {each.year(last.figure) for each in known if each is not None}


def _unit(inner: str | None, late: str | None) -> str:
    unit = (late or inner or "").replace(" ", "")
    return "年度" if unit == "度" else unit


@lru_cache(maxsize=1)
def _bare() -> re.Pattern[str]:
    return re.compile(rf"(?P<figure>{_FIGURE})(?P<unit>{UNIT})? ?{OPEN} ?(?:西暦 ?)?(?P<year>{_YEAR4})(?P<inner>{UNIT})? ?{CLOSE}(?P<late>{UNIT}| ?度)?")


@lru_cache(maxsize=1)
def _years() -> re.Pattern[str]:
    return re.compile(rf" ?{OPEN} ?(?:西暦 ?)?(?P<first>{_YEAR4})(?:{UNIT})? ?(?:{SIGN}|から) ?(?P<last>{_YEAR4})(?P<inner>{UNIT})? ?{CLOSE}(?P<late>{UNIT}| ?度)?")


@lru_cache(maxsize=1)
def _eras() -> re.Pattern[str]:
    return re.compile(rf" ?{OPEN} ?(?P<era>{era_sign()}) ?(?P<first>{_FIGURE})(?:{UNIT})? ?(?:{SIGN}|から) ?(?:(?P<last_era>{era_sign()}) ?)?(?P<last>{_FIGURE})"
                      rf"(?P<inner>{UNIT})? ?{CLOSE}(?P<late>{UNIT}| ?度)?")
