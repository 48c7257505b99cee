"""Finding dates: one pass over the reader's text from hint to hint, each chain of dates turned into mentions."""
from __future__ import annotations

import re
from datetime import date as day

from pipeline.extract.dates import timex3
from pipeline.extract.dates.chain import Chain, chain_from, closed
from pipeline.extract.dates.complete import Given, completed
from pipeline.extract.dates.evidence import dotted_stands, is_length, is_rate, letter_in_range, year_stands
from pipeline.extract.dates.grammar import grammar
from pipeline.extract.dates.leaning import LONGEST_ERA, NEAR_FIGURES, SILENT_ROLES, Told, last_full_year, leaned_on, of_line_above, with_century
from pipeline.extract.dates.moment import Moment, interval
from pipeline.extract.dates.printed import Printed, bare, full, relative
from pipeline.extract.dates.place import BARE_YEARS, Place
from pipeline.extract.dates.roles import role_of
from pipeline.extract.dates.runs import with_periods
from pipeline.extract.dates.torn_cells import in_torn_cells
from pipeline.extract.mentions import DateMention
from pipeline.layout.document import Document, Unit

_LEAST_DAYS = 300  # of a plan's period
_VALUE, _BESIDE_VALUE = 8, re.compile(r"[0-9][^0-9()]{0,3}\($")  # 80.1歳(令和2年): when a value was measured
_SHORT = re.compile(r"[HRS] ?[0-9元]{1,2}")  # of a measure it is a fiscal year, as the accounts of 地方自治法第208条 are

CENTURY_ASSUMED = (50, 90)  # bare decades that only the last century can mean


_OF_ERA = re.compile("(?:[0-9]{1,2}|元) ?年 ?[0-9]{1,2} ?月(?: ?[0-9]{1,2} ?日)?")


def find(document: Document) -> list[DateMention]:
    """All dates of the document in the order of the text, with values as in the `dates` table.

    Dates that point to the day of writing (本年度), or to a date that the text does not give, have empty values."""
    text = document.reading.text
    hint, url = grammar().hint, grammar().url
    mentions: list[DateMention] = []
    told: list[Told] = []  # of the present unit
    latest: Told | None = None  # the last with a full year
    unit: Unit | None = None
    place: Place | None = None
    terms: dict[int, tuple[list[int], bool]] = {}
    at = 0
    while found := hint.search(text, at):
        at = found.start()
        if text[at] in "hw":
            address = url.match(text, at)
            at = address.end() if address else at + 1
            continue
        if unit is None or not unit.start <= at < unit.end:
            new_unit = document.unit_at(at)
            if unit is None or at >= unit.end and not _goes_on(unit, new_unit, document.text(new_unit)):
                told = of_line_above(document, unit, new_unit, told) if unit is not None else []
            unit, place = new_unit, Place(document, new_unit, terms)
        assert place is not None
        new, at = _read(text, at, place, told, latest)
        told += new
        latest = last_full_year(new) or latest
        mentions += [entry.mention for entry in new]
    return in_torn_cells(document, with_periods(document, mentions))


def _goes_on(before: Unit, unit: Unit, text: str) -> bool:
    """Whether a cell with nothing but a year goes on with the years of its row or column (令和7年度 | 8年度 | 9年度), or one of a chronology with the
    era of those above it (昭和29年11月3日 / 32年8月)."""
    if before.table != unit.table or unit.table < 0:
        return False
    return (before.row == unit.row or before.column == unit.column) and BARE_YEARS.fullmatch(text) is not None \
        or before.column == unit.column and _OF_ERA.fullmatch(text) is not None


def _read(text: str, at: int, place: Place, told: list[Told], latest: Told | None) -> tuple[list[Told], int]:
    """The mentions of the chain that begins at `at` (none if it is no date) and where to read on."""
    first = _first(text, at)
    if first is None:
        return [], at + 1
    if first.form == "relative":
        return [_relative(text, first, place, told)] if _may_point(first, told) else [], first.end
    first = with_century(text, first, told, latest) if first.form == "bare" else first
    read = chain_from(text, first)
    chain = closed(text, read)
    if chain is None:
        return [], read.next_start
    before: Told | None = None
    if first.form in ("bare", "same"):
        alone = place.unit.table >= 0 and _OF_ERA.fullmatch(place.document.text(place.unit)) is not None
        before = leaned_on(text, first, told, LONGEST_ERA if alone else NEAR_FIGURES)
        if before is None and first.unit != "世紀":
            if first.unit == "年代" and CENTURY_ASSUMED[0] <= first.figure <= CENTURY_ASSUMED[1]:
                return _mentions(chain.cut(1), [Given(Moment(1900 + first.figure, "年代", "gregorian"))], place,
                                 "century assumed"), first.end
            return [], read.next_start
    for count in range(len(chain.members), 0, -1):
        part = chain.cut(count)
        if part.members[-1].open:
            continue
        given = completed(part, before.given if before else None)
        if given is not None:
            return _mentions(part, given, place, ""), part.end
    return _impossible(first, place), first.end


def _first(text: str, at: int) -> Printed | None:
    """The date that begins at `at` if its figures are one by themselves or may be one in a chain."""
    date = full(text, at)
    if date is None:
        date = relative(text, at)
        if date is not None:
            return date
        date = bare(text, at)
        if date is None or date.open == "year" or date.form == "dotted" or (date.day and not date.month):
            return None
        if date.figure and date.unit == "年" and not date.month:
            return None
        return None if is_length(text, date) or (not date.figure and is_rate(text, date)) else date
    if not letter_in_range(date) or (date.form == "dotted" and not dotted_stands(text, date)):
        return None
    if date.form == "letter" and text[at - 1:at].isascii() and text[at - 1:at].isalnum():
        return None
    if is_length(text, date):
        return None
    if date.era is None and not (date.open and date.form == "gregorian") and not year_stands(text, date):
        return None
    return date


def _may_point(date: Printed, told: list[Told]) -> bool:
    """Days and months that follow something (翌日) are common nouns unless a date before gives them a sense."""
    if date.pointer is None or date.pointer.unit in ("年", "年度"):
        return True
    needed = {"月": ("day", "month"), "日": ("day",)}[date.pointer.unit]
    return any(entry.mention.kind in needed for entry in told[-4:])


def _relative(text: str, date: Printed, place: Place, told: list[Told]) -> Told:
    """A date such as 同年4月, with values where a date before it in the unit gives them."""
    assert date.pointer is not None
    source = next((entry for entry in reversed(told[-8:]) if entry.mention.role not in SILENT_ROLES
                   and entry.mention.edtf), None) if date.pointer.from_text else None
    given = completed(Chain((date,), ()), source.given) if source else None
    role = role_of(place, date.start, date.end, date.end, _kind(date), False)
    if source is None or given is None:
        mention = DateMention(date.start, date.end, _kind(date), "", "", "", "", role, True, -1, "", "relative",
                              timex3.without_year(date.month, date.day))
        return Told(mention, Given(Moment(0, "年", "gregorian")))
    moment = given[0].moment
    mention = DateMention(date.start, date.end, moment.kind, moment.edtf, moment.first_day, moment.last_day,
                          moment.calendar, role, True, source.mention.start, "", "relative", timex3.of_moment(moment))
    return Told(mention, given[0])


def _kind(date: Printed) -> str:
    if date.day or date.same_day or date.unit == "日":
        return "day"
    if date.month or date.same_month or date.unit == "月":
        return "month"
    return "fiscal_year" if date.unit == "年度" else "year"


def _mentions(chain: Chain, given: list[Given], place: Place, flag: str) -> list[Told]:
    """One mention for each range and each date of the chain that belongs to no range."""
    found: list[Told] = []
    k = 0
    while k < len(given):
        last = k
        if k + 1 < len(given) and chain.joints[k] == "range" \
                and given[k].moment.first_day <= given[k + 1].moment.last_day:
            last = k + 1
        if last == k and chain.members[k].form in ("bare", "relative") and k and chain.joints[k - 1] == "range" \
                and given[k].moment.first_day < given[k - 1].moment.first_day:
            break  # the end of a range that lies before its beginning: no date
        found.append(_mention(chain, given, k, last, place, flag))
        k = last + 1
    return found


def _mention(chain: Chain, given: list[Given], first: int, last: int, place: Place, flag: str) -> Told:
    dates = chain.members[first:last + 1]
    one, end = given[first].moment, given[last].moment
    alone = len(chain.members) == last - first + 1
    role = role_of(place, dates[0].start if alone else chain.members[0].start, dates[-1].end,
                   dates[-1].end if alone else chain.end, "range" if first != last else one.kind, dates[-1].edition)
    if role == "plan_period" and first != last and (day.fromisoformat(end.last_day) - day.fromisoformat(one.first_day)).days < _LEAST_DAYS:
        role = "event"  # a draft is shown from 1 December to 4 January
    years = one.kind == end.kind == "year"
    short = years and all(_SHORT.fullmatch(place.document.reading.text, date.start, date.end) for date in dates)
    if years and (place.is_fiscal and not _BESIDE_VALUE.search(place.document.reading.text, max(place.unit.start, dates[0].start - _VALUE), dates[0].start) or short and (place.by_fiscal_years or first != last and place.roles & {"period", "term"})):
        one, end = Moment(one.year, "年度", one.calendar), Moment(end.year, "年度", end.calendar)
    kind, edtf = (one.kind, one.edtf) if first == last else ("range", interval(one.first_day, end.last_day))
    for date, told in zip(dates, given[first:last + 1]):
        if date.other and date.other != told.moment.year:
            flag = "calendars disagree"
    rule = "range" if first != last else "list" if len(given) > 1 else dates[0].form
    value = timex3.of_moment(one) if first == last else timex3.of_range(one, end)
    mention = DateMention(dates[0].start, dates[-1].end, kind, edtf, one.first_day, end.last_day, one.calendar, role,
                          flag=flag, rule=rule, timex3=value)
    return Told(mention, given[last])


def _impossible(date: Printed, place: Place) -> list[Told]:
    """A date that no calendar has (平成30年2月30日) is a row without values, so that a person looks at it."""
    if not date.day or date.form == "bare":
        return []
    role = role_of(place, date.start, date.end, date.end, "day", date.edition)
    mention = DateMention(date.start, date.end, "day", "", "", "", "wareki" if date.era else "gregorian", role,
                          flag="no such day", rule=date.form)
    return [Told(mention, Given(Moment(0, "年", "gregorian")))]
