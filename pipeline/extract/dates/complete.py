"""Completing printed dates: what a date lacks is taken from its neighbours in a chain or from a date before it."""
from __future__ import annotations

from typing import NamedTuple


from pipeline.extract.dates.chain import Chain, Joint
from pipeline.extract.dates.eras import Era, era_after
from pipeline.extract.dates.moment import Moment, Unit, fiscal_year
from pipeline.extract.dates.printed import Printed

LAST_DECADE = 2060  # a bare decade that would lie beyond it belongs to the century before


class Given(NamedTuple):
    """What a date before states: its moment (the last one of a range), its era, and `fiscal`, the fiscal year
    (Gregorian) within which months after it lie, 0 for none."""

    moment: Moment
    era: Era | None = None
    fiscal: int = 0


def completed(chain: Chain, before: Given | None) -> list[Given] | None:
    """The dates of `chain` with years, one each. `before`: the date from which the first takes what it lacks.

    None if a date lacks something that nothing before it states, or is none of the calendar."""
    given: list[Given] = []
    last = before
    units = _units(chain)
    for k, date in enumerate(chain.members):
        joint = chain.joints[k - 1] if k else None
        last = _complete(date, units[k], last, joint)
        if last is None or not last.moment.valid:
            return None
        given.append(last)
    return given


def _units(chain: Chain) -> list[Unit]:
    """The unit of each year; one without takes that of the next with one."""
    units: list[Unit] = []
    following: Unit = "年"
    for date in reversed(chain.members):
        if date.unit:
            following = date.unit  # type: ignore[assignment]  # the grammar has no other units
        elif not date.open:
            following = "年"
        units.append(following)
    return units[::-1]


def _complete(date: Printed, unit: Unit, before: Given | None, joint: Joint | None) -> Given | None:
    if date.pointer is not None:
        return _pointed(date, before)
    if date.form == "gregorian" or (date.form == "dotted" and date.figure and date.era is None):
        return Given(Moment(date.figure, unit, "gregorian", date.month, date.day)) if _whole(date, unit) else None
    if date.era is not None:
        return _of_era(date, date.era, unit)
    if date.unit == "世紀":
        return Given(Moment(date.figure, unit, "gregorian")) if 0 < date.figure <= 30 else None
    if before is None:
        return None
    if date.figure:
        return _year_from(date, unit, before, joint)
    return _month_from(date, before, joint)


def _whole(date: Printed, unit: Unit) -> bool:
    return unit != "年代" or date.figure % 10 == 0


def _of_era(date: Printed, era: Era, unit: Unit) -> Given | None:
    if not _whole(date, unit):
        return None
    return Given(Moment(era.year(date.figure), unit, "wareki", date.month, date.day), era)


def _year_from(date: Printed, unit: Unit, before: Given, joint: Joint | None) -> Given | None:
    """A year of two figures takes era or century from `before`; in a range it lies after it."""
    year = before.moment.year
    if before.era is not None:
        era: Era | None = before.era
        if joint == "range" and before.era.year(date.figure) < year:
            era = era_after(before.era)
        return _of_era(date, era, unit) if era else None
    if unit == "年代":
        if date.figure % 10:
            return None
        decade = year // 100 * 100 + date.figure
        if joint and decade < year:
            decade += 100
        return Given(Moment(decade - 100 if decade > LAST_DECADE else decade, unit, "gregorian"))
    if not joint:
        return None
    full = year // 100 * 100 + date.figure
    if full < year:
        if joint != "range" or date.figure >= 40:
            return None
        full += 100
    return Given(Moment(full, unit, "gregorian", date.month, date.day)) if full - year <= 60 else None


def _month_from(date: Printed, before: Given, joint: Joint | None) -> Given | None:
    """A month or day takes its year from `before`: January to March of a fiscal year lie in the next calendar year, and
    so does the end of a range that would lie before its beginning."""
    moment = before.moment
    if moment.unit not in ("年", "年度"):
        return None
    if not date.month:
        if not moment.month:
            return None
        return Given(Moment(moment.year, "年", moment.calendar, moment.month, date.day), before.era, before.fiscal)
    fiscal = before.fiscal or (moment.year if moment.unit == "年度" else 0)
    year = fiscal + (date.month < 4) if fiscal else moment.year
    if joint == "range" and (year, date.month, date.day or 31) < (moment.year, moment.month, moment.day):
        year += 1
    return Given(Moment(year, "年", moment.calendar, date.month, date.day), before.era, fiscal)


def _pointed(date: Printed, before: Given | None) -> Given | None:
    """The date that a word such as 翌年度 or 同月 points to, seen from `before`."""
    pointer = date.pointer
    if pointer is None or before is None or not pointer.from_text:
        return None
    moment = before.moment
    if moment.unit not in ("年", "年度"):
        return None
    if pointer.unit == "年度":
        return Given(Moment(fiscal_year(moment) + pointer.shift, "年度", moment.calendar), before.era)
    if pointer.unit == "年":
        month = moment.month if date.same_month else date.month
        day = moment.day if date.same_day else date.day
        if date.same_month and not month:
            return None
        return Given(Moment(moment.year + pointer.shift, "年", moment.calendar, month, day), before.era)
    if not moment.month:
        return None
    if pointer.unit == "月":
        months = moment.year * 12 + moment.month - 1 + pointer.shift
        return Given(Moment(months // 12, "年", moment.calendar, months % 12 + 1, date.day), before.era)
    return _day_after(before, pointer.shift) if moment.day else None


def _day_after(before: Given, days: int) -> Given | None:
    moment = before.moment
    if not days:
        return before
    following = Moment(moment.year, "年", moment.calendar, moment.month, moment.day + days)
    if not following.valid:
        month = moment.month % 12 + 1
        following = Moment(moment.year + (month == 1), "年", moment.calendar, month, 1)
    return Given(following, before.era)
