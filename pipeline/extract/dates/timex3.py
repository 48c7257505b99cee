"""TIMEX3 values: what a date is in the convention of ja-timex, for users who compare or join with TimeML annotations.

The forms are those of the `value` attribute of TIMEX3 (TimeML 1.2.1, ISO 24617-1) as ja-timex 0.2.8 writes them: three
fields with X for what is not said (`2015-09-XX`), `FY2001`, `18XX`. docs/dates-timex3.md lists where the two differ.
"""
from __future__ import annotations

from pipeline.extract.dates.moment import Moment


def of_moment(moment: Moment) -> str:
    """The value of one date; a decade that no single value names (昭和40年代) is written as in `of_range`."""
    first, last = _ends(moment)
    return first if first == last else f"{first}/{last}"


def of_range(first: Moment, last: Moment) -> str:
    """The values of both ends with a slash between them; each end is the value that it has alone."""
    return f"{_ends(first)[0]}/{_ends(last)[1]}"


def without_year(month: int, day: int) -> str:
    """The value of a month or day whose year the text does not say (`XXXX-04-XX`), empty if there is no month."""
    return _fields("XXXX", month, day) if month else ""


def _ends(moment: Moment) -> tuple[str, str]:
    """The value, twice; the first and last year of a decade of an era."""
    year = f"{moment.year:04d}"
    if moment.month or moment.unit == "年":
        value = _fields(year, moment.month, moment.day)
    elif moment.unit == "年度":
        value = f"FY{year}"
    elif moment.unit == "世紀" or moment.year % 10 == 0:
        value = moment.edtf
    else:
        return _fields(year, 0, 0), _fields(f"{moment.year + 9:04d}", 0, 0)
    return value, value


def _fields(year: str, month: int, day: int) -> str:
    return f"{year}-{f'{month:02d}' if month else 'XX'}-{f'{day:02d}' if day else 'XX'}"
