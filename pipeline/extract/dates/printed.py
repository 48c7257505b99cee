"""Printed: a date as it stands in the text, not yet completed from its neighbours."""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from pipeline.extract.dates.eras import Era, era
from pipeline.extract.dates.grammar import grammar
from pipeline.extract.dates.numerals import KANJI, number
from pipeline.rules import load

Form = Literal["era", "letter", "gregorian", "dotted", "bare", "same", "relative"]
Level = Literal["", "year", "month", "day"]

LAST_FIGURE = 150  # no era has lasted longer than 64 years; estimates run on past the end


@dataclass(frozen=True, slots=True)
class Pointer:
    """What a relative word says. from_text: it points to the date before it, else to the day of writing."""

    from_text: bool
    unit: str
    shift: int


class Printed(NamedTuple):
    """A date as printed. start, end: positions in the reader's text.

    figure: the year as printed (of the era, four figures, two of a century), 0 for none; unit: 年, 年度, 年代, 世紀 or
    empty; month, day: 0 for none; open: the part whose unit stands only with a later figure (平成27 in 平成27、28年度);
    other: the year by the other calendar in brackets, 0 for none; same_month, same_day: 同月, 同日.
    """

    start: int
    end: int
    form: Form
    era: Era | None = None
    figure: int = 0
    unit: str = ""
    month: int = 0
    day: int = 0
    open: Level = ""
    other: int = 0
    edition: bool = False
    pointer: Pointer | None = None
    same_month: bool = False
    same_day: bool = False
    kanji: bool = False


def full(text: str, at: int) -> Printed | None:
    """The date with an era or a full year that begins at `at`."""
    found = grammar().wareki.match(text, at)
    if found:
        return _of_era(found)
    found = grammar().gregorian.match(text, at)
    return _gregorian(found) if found else None


def relative(text: str, at: int) -> Printed | None:
    """The date that points to another one (同年4月, 翌年度, 昨年, 同31年3月) and begins at `at`."""
    found = grammar().relative.match(text, at)
    if not found:
        return None
    if found["same"]:
        month, day, _ = _month_day(found, "_same")
        return Printed(at, found.end(), "same", figure=number(found["figure"]), unit=_unit(found["unit"]), month=month,
                       day=day)
    if found["next"]:
        month, day, opened = _month_day(found, "_next")
        if opened:
            return None
        return Printed(at, found.end(), "relative", unit="年", month=month, day=day, pointer=Pointer(True, "年", 1))
    pointer = _pointers()[found["word"]]
    month, day, opened = _month_day(found)
    if opened:
        month, day = 0, 0
    if found["day_of_month"]:
        day = number(found["day_of_month"])
    end = found.end("word") if opened else found.end()
    return Printed(at, end, "relative", unit=pointer.unit, month=month, day=day, pointer=pointer,
                   same_month=bool(found["same_month"]) or found["word"] == "同月", same_day=bool(found["same_day"]))


def bare(text: str, at: int) -> Printed | None:
    """The date without era or full year that begins at `at`: 27年度, 27年3月, 80年代, 21世紀, 4月1日, 15日, 4.1, or a
    figure alone (then `open` is `year`, for want of knowing)."""
    found = grammar().bare.match(text, at)
    if not found:
        return None
    edition = bool(found["edition"])
    if found["figure"]:
        month, day, opened = _month_day(found)
        figure = number(found["figure"])
        return Printed(at, found.end(), "bare", figure=figure, unit=_unit(found["unit"]), month=month, day=day,
                       open=opened, edition=edition, kanji=not found["figure"].isascii()) if figure else None
    if found["month_alone"]:
        month, day, opened = _month_day(found, "_alone")
        return Printed(at, found.end(), "bare", month=month, day=day, open=opened, edition=edition,
                       kanji=not found["month_alone"].isascii())
    if found["lone_day"]:
        return Printed(at, found.end(), "bare", day=number(found["lone_day"]))
    if found["dot_month"]:
        return Printed(at, found.end(), "dotted", month=int(found["dot_month"]), day=int(found["dot_day"]))
    figure = number(found["lone_figure"])
    return Printed(at, found.end(), "bare", figure=figure, open="year") if figure and not edition else None


def with_other_calendar(text: str, date: Printed) -> Printed:
    """`date` and, if it is there, the same date by the other calendar in brackets (2019年3月(平成31年3月))."""
    if not date.month or date.open or date.other:
        return date
    opened = grammar().opening.match(text, date.end)
    other = full(text, opened.end()) if opened else None
    closed = grammar().closing.match(text, other.end) if other else None
    if not other or not closed or other.open or (other.era is None) == (date.era is None):
        return date
    if (other.month, other.day) != (date.month, date.day):
        return date
    year = other.era.year(other.figure) if other.era else other.figure
    return date._replace(end=closed.end(), other=year)


@lru_cache(maxsize=1)
def _pointers() -> dict[str, Pointer]:
    return {row["word"]: Pointer(row["points_to"] == "text", row["unit"], int(row["shift"]))
            for row in load("relative_dates")}


def _of_era(found: re.Match[str]) -> Printed | None:
    sign = found["era"]
    figure = number(found["figure"])
    if not 1 <= figure <= LAST_FIGURE:
        return None
    return _with_year(found, "letter" if sign[0].isascii() else "era", era(sign), figure)


def _gregorian(found: re.Match[str]) -> Printed | None:
    figure = number(found["figure"])
    if figure < 1 or (figure < 1000 and not found["christian"]):
        return None
    return _with_year(found, "gregorian", None, figure)


def _with_year(found: re.Match[str], form: Form, of: Era | None, figure: int) -> Printed:
    """Adds what follows the figure of the year."""
    start, end = found.span()
    if found["dot_month"]:
        if found["dot"] == "-" and of and not found["dot_day"]:  # H27-2: rather years than a month
            return Printed(start, found.end("figure"), form, of, figure, open="year")
        return Printed(start, end, "dotted", of, figure, "", int(found["dot_month"]), int(found["dot_day"] or 0),
                       edition=bool(found["edition"]))
    unit = _unit(found["late_unit"] or found["unit"])
    if unit == "度":
        unit = "年度"
    kanji = found["figure"][0] in KANJI
    other = 0
    if found["dual"]:
        other = _other_year(found)
        if other == 0 or (of and found["other_era"] and other != of.year(figure)):
            unit = _unit(found["unit"])
            return Printed(start, found.start("dual"), form, of, figure, unit, open="" if unit else "year", kanji=kanji)
        unit = unit or _unit(found["other_unit"])
    month, day, opened = _month_day(found)
    if found["feast"]:
        month, day = (1, 1) if found["feast"].startswith("元") else (12, 31)
    return Printed(start, end, form, of, figure, unit, month, day, opened if unit else "year", other,
                   bool(found["edition"]), kanji=kanji)


def _other_year(found: re.Match[str]) -> int:
    """The year in the brackets, 0 if it is none that could say the same."""
    if found["other_year"]:
        return number(found["other_year"]) if found.re is grammar().wareki else 0
    figure = number(found["other_figure"])
    return era(found["other_era"]).year(figure) if 1 <= figure <= LAST_FIGURE else 0


def _month_day(found: re.Match[str], end: str = "") -> tuple[int, int, Level]:
    month, day = found[f"month{end}"], found[f"day{end}"]
    if not month:
        return 0, 0, ""
    if not found[f"month_unit{end}"]:
        return number(month), 0, "month"
    if day and not found[f"day_unit{end}"]:
        return number(month), number(day), "day"
    return number(month), number(day) if day else 0, ""


def _unit(printed: str | None) -> str:
    return (printed or "").replace(" ", "")
