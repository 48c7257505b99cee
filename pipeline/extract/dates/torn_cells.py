"""Dates in tables of which a converter left only the cells, one under another: goals behind the values of today, and fiscal years over columns."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.extract.dates import timex3
from pipeline.extract.dates.moment import Moment
from pipeline.extract.mentions import DateMention
from pipeline.layout.document import Document, Unit

_GOAL = re.compile(r"(?:(?:数値|達成|最終|中間)?目標|目指す|めざす)(?:値|水準|数値)?(?:[(（][^()（）]*[)）])?")
_TODAY = re.compile(r"(?:現状|現況|基準|実績|策定時|現在|直近|当初|計画策定時)の?(?:値|数値)?(?:[(（][^()（）]*[)）])?")
_BACK = 120  # cells between the names of the columns and a value
_VALUE = re.compile(r"[0-9０-９][^。、]{0,12}[(（]$|^[(（]$")  # 310（, 93.6%（, or the bracket alone under its value
_ENDS = re.compile(r"[ \u3000]?(?:末|時点|現在|度末)?[)）](?:$|[ \u3000]+[^ \u3000。、]{1,14}[(（])")
_NONE = re.compile(r"[-－―ー–—]")
_SHORT = re.compile(r"[HRSＨＲＳ] ?[0-9０-９元]{1,2}(?:年)?")
_CELL = 60  # code points of a cell with a value
_LEAST_YEARS = 3  # that count on tell columns of years
_SCHEDULE = re.compile(r"工程|スケジュール|ロードマップ|年次計画|年度別|実施計画|行程")
_ROWS = re.compile(r"(?:主な)?(?:取組|取り組み|事業|項目|施策|内容|区分)(?:名|項目|内容|事業)?")
_NEAR = 4  # units between the caption of a schedule and its years


def in_torn_cells(document: Document, dates: list[DateMention]) -> list[DateMention]:
    """The dates, of which those of values that are to be reached have the role of a target, and years in short form over the columns of a
    schedule are fiscal ones."""
    goals = set(_goals(document, dates))
    fiscal = {k for run in _columns(document, dates) for k in run}
    if not goals and not fiscal:
        return dates
    found = [date._replace(role="target") if k in goals else date for k, date in enumerate(dates)]
    return [_fiscal(date) if k in fiscal else date for k, date in enumerate(found)]


def _goals(document: Document, dates: Sequence[DateMention]) -> Iterator[int]:
    """The dates beside values that follow those beside values of today and end later, below the names of both columns."""
    before, behind = None, -1
    for k, date in enumerate(dates):
        at = document.unit_index(date.start)
        unit = document.units[at]
        if date.relative or not date.edtf or date.kind == "range" or not _is_beside_value(document, unit, date):
            before = None
            continue
        near = at - behind <= 1 + (document.reading.text[unit.start] in "(（")  # the bracket may stand under its value
        none = at > 0 and document.units[at - 1].end - document.units[at - 1].start == 1 and _NONE.fullmatch(document.text(document.units[at - 1])) is not None and date.role == "event"  # no value of today
        if (before is not None and near and date.role == "event" and date.last_day > before.last_day or none) and _is_headed(document, unit):
            yield k
            before = None
        else:
            before, behind = date, at


def _is_beside_value(document: Document, unit: Unit, date: DateMention) -> bool:
    """Whether nothing but a value in figures and a date in brackets behind it stands in a cell."""
    text = document.reading.text
    return unit.end - unit.start <= _CELL and unit.table < 0 and unit.kind in ("paragraph", "item") and _VALUE.search(text[unit.start:date.start]) is not None and _ENDS.match(text[date.end:unit.end]) is not None


def _is_headed(document: Document, unit: Unit) -> bool:
    """Whether the names of columns for values of today and goals stand above a cell in its section."""
    at = document.unit_index(unit.start)
    today = goal = False
    for other in reversed(document.units[max(0, at - _BACK):at]):
        if other.section != unit.section or document.reading.text[other.end - 1:other.end] == "。":
            return False
        if other.end - other.start <= _CELL:
            words = "".join(document.text(other).split())
            today, goal = today or _TODAY.fullmatch(words) is not None, goal or _GOAL.fullmatch(words) is not None
        if today and goal:
            return True
    return False


def _columns(document: Document, dates: Sequence[DateMention]) -> Iterator[list[int]]:
    """The years in short form, each alone in a unit right behind the one before, over the columns of a schedule."""
    run: list[int] = []
    at = -1
    for k, date in enumerate(dates):
        index = document.unit_index(date.start)
        unit = document.units[index]
        alone = date.kind == "year" and unit.table < 0 and unit.start == date.start and unit.end == date.end and _SHORT.fullmatch(document.reading.text, date.start, date.end)
        if not alone or run and (index != at + 1 or int(date.edtf) != int(dates[run[-1]].edtf) + 1):
            if len(run) >= _LEAST_YEARS and _of_schedule(document, dates[run[0]]):
                yield run
            run = []
        if alone:
            run.append(k)
            at = index
    if len(run) >= _LEAST_YEARS and _of_schedule(document, dates[run[0]]):
        yield run


def _of_schedule(document: Document, first: DateMention) -> bool:
    at = document.unit_index(first.start)
    above = [document.text(unit) for unit in document.units[max(0, at - _NEAR):at] if unit.end - unit.start <= _CELL]
    return bool(above) and (_ROWS.fullmatch("".join(above[-1].split())) is not None or any(_SCHEDULE.search(text) for text in above))


def _fiscal(date: DateMention) -> DateMention:
    year = Moment(int(date.edtf), "年度", "wareki" if date.calendar == "wareki" else "gregorian")
    return date._replace(kind=year.kind, edtf=year.edtf, first_day=year.first_day, last_day=year.last_day, timex3=timex3.of_moment(year))
