"""Leaning: which date before it a date without an era, a full year or a month takes them from."""
from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.extract.dates.complete import Given
from pipeline.extract.dates.evidence import is_length
from pipeline.extract.dates.printed import Printed, bare
from pipeline.extract.mentions import DateMention
from pipeline.layout.document import Document, Unit

SILENT_ROLES = frozenset({"law_number", "accessed", "edition"})  # dates beside the story, of no use to those after
LONGEST_ERA = 63  # years from the first to the last of 昭和
NEAR_FIGURES = 15  # between the figures of era years of which the second has no era of its own
NEAR_SENTENCE = 3  # years between a date and a fiscal year without an era in the next sentence
FEWEST_ALONE = 10  # a smaller figure more often counts the years
FARTHEST_SENTENCE = 120  # code points between these two
LATER_YEARS = 10  # between a date and one that goes on with its era in a later sentence, and is no earlier
NEAR_CENTURY = 5  # years between a full year and one of two figures that may be one of an era
FARTHEST_CENTURY = 300  # code points between a full year and one of two figures
LINES_OF_CHRONOLOGY = 3  # units from a line that opens with a date to the next that opens with a month

_LONE_MONTH = re.compile(r"(?:1 ?[0-2]|[1-9]) ?月(?!間|額|例|謝|刊|報|次|並)")
_SETS_YEAR = re.compile("(?:末|当初)?(?:は|に(?!お|向|関|係|対|比|つ)|から|より|、|[(:])")  # behind a fiscal year of which a month follows: 令和2年度は、6月に
_QUOTED = re.compile("「[^「」]*$")


class Told(NamedTuple):
    """A date already found that a later one may lean on."""

    mention: DateMention
    given: Given


def leaned_on(text: str, date: Printed, told: Sequence[Told], near: int) -> Told | None:
    """The date of the same unit that states what `date` lacks: for a decade another decade, for a year without an era
    one near it with an era, for 同31年 one with an era, for a month or day without a year the one before it. A year and
    a month without an era stay within the sentence, but for a year that goes on with the era of an earlier one (平成3年5月に…。3年9月に…)."""
    for k, entry in enumerate(reversed(told[-8:])):
        moment = entry.given.moment
        if date.unit == "年代":
            era = entry.given.era
            if moment.unit == "年代" and (era is None or era.year(date.figure) <= era.last_year):
                return entry
            continue
        if entry.mention.role in SILENT_ROLES:
            continue
        if date.form == "same":
            if entry.given.era is not None:
                return entry
            continue
        if not _same_sentence(text, entry, date.start):
            if date.unit == "年度" and date.figure >= FEWEST_ALONE and _next_sentence(text, entry, date.start) and entry.given.era is not None \
                    and abs(entry.given.era.year(date.figure) - moment.year) <= NEAR_SENTENCE:
                return entry  # 平成18年4月までに始める。手数料は、18年度中に
            return _of_earlier_sentence(text, date, told)
        if date.figure:
            era = entry.given.era
            if era is not None and era.year(date.figure) - moment.year <= near \
                    and moment.year - era.year(date.figure) <= near:
                return entry
            continue
        if entry.mention.relative and not entry.mention.edtf:
            return None
        if entry.mention.kind in ("decade", "century") or _years_apart(entry.mention):
            return None
        if date.month and entry.mention.kind == "fiscal_year" and _is_beside(text, entry, date.start) and (
                earlier := _months_before(text, date, told[:len(told) - k - 1])) is not None:
            return earlier
        return entry
    return None


def with_century(text: str, date: Printed, told: Sequence[Told], latest: Told | None) -> Printed:
    """A bare year of two figures with its century, where the last full year says which it is and no era could have such a year (96年11月 behind
    1995年, 06年度 behind 2004年), or where it follows that soon in the text; as it is elsewhere. latest: the last date with a full year."""
    if date.form != "bare" or date.kanji or date.edition or date.figure > 99 or not (date.month or date.unit == "年度") or is_length(text, date):
        return date
    certain = text[date.start] == "0" or date.figure > LONGEST_ERA + 1
    source = next((entry for entry in reversed(told[-8:]) if _has_full_year(entry)), latest if certain else None)
    if source is None or date.start - source.mention.end > FARTHEST_CENTURY:
        return date
    first, last = int(source.mention.first_day[:4]), source.given.moment.year
    century = first // 100 * 100
    year = next((year for year in (century + date.figure, century + 100 + date.figure)
                 if (first - LATER_YEARS if certain else first) <= year <= last + (LATER_YEARS if certain else NEAR_CENTURY)), 0)
    if not year or not certain and any(entry.given.era is not None for entry in told):
        return date
    return date._replace(form="gregorian", figure=year)


def _has_full_year(entry: Told) -> bool:
    mention = entry.mention
    return mention.calendar == "gregorian" and mention.edtf != "" and not mention.relative and mention.kind not in ("decade", "century") and mention.role not in SILENT_ROLES


def last_full_year(told: Sequence[Told]) -> Told | None:
    """The last of some dates with a full year."""
    return next((entry for entry in reversed(told) if _has_full_year(entry)), None)


def of_line_above(document: Document, before: Unit, unit: Unit, told: Sequence[Told]) -> list[Told]:
    """The date with which a line of a chronology opens, where one just below it opens with a month of its year, and no earlier one (平成10年1月 … / 2月 … /
    6月 …); nothing elsewhere. told: the dates of the line above."""
    text = document.reading.text
    if not told or unit.table >= 0 or before.table >= 0 or unit.section != before.section or _LONE_MONTH.match(text, unit.start) is None \
            or document.unit_index(unit.start) - document.unit_index(before.start) > LINES_OF_CHRONOLOGY:
        return []
    first, month = next((entry for entry in told if entry.mention.start == before.start), None), bare(text, unit.start)
    if first is None or first.mention.kind not in ("day", "month", "year", "fiscal_year") or not first.mention.edtf or month is None or month.figure or not month.month:
        return []
    start, last = 4 if first.given.fiscal else 1, first.given.moment.month
    return [first] if not last or (last - start) % 12 <= (month.month - start) % 12 else []


def _of_earlier_sentence(text: str, date: Printed, told: Sequence[Told]) -> Told | None:
    """The last date with an era that `date`, a year with its month or a fiscal year, goes on with from a later sentence of the paragraph, some years
    after it."""
    if not date.figure or not (date.month or date.unit == "年度") or is_length(text, date._replace(month=0, day=0, unit=date.unit or "年")):
        return None
    for entry in reversed(told[-8:]):
        era = entry.given.era
        if era is None or entry.mention.role in SILENT_ROLES or entry.mention.role in ("plan_period", "target"):
            continue
        return entry if 0 <= era.year(date.figure) - entry.given.moment.year <= (LATER_YEARS if date.month else NEAR_SENTENCE) else None
    return None


def _same_sentence(text: str, told: Told, start: int) -> bool:
    return "。" not in text[told.mention.end:start]


def _next_sentence(text: str, told: Told, start: int) -> bool:
    """Whether the sentence behind that of a date, in its paragraph and near it, holds the place."""
    between = text[told.mention.end:start]
    return len(between) <= FARTHEST_SENTENCE and between.count("。") == 1 and "\n" not in between


def _is_beside(text: str, told: Told, start: int) -> bool:
    """Whether a fiscal year before a month only stands beside the story: in quotation marks, or before a noun (平成10年度予算に反映し、11月に)."""
    if text[told.mention.end:start].strip() in ("", "の"):
        return False
    return _SETS_YEAR.match(text, told.mention.end) is None or _QUOTED.search(text[max(0, told.mention.start - FARTHEST_SENTENCE):told.mention.start]) is not None


def _months_before(text: str, date: Printed, told: Sequence[Told]) -> Told | None:
    """The last date with a month in the sentence, no later in its year than the month of `date`."""
    for entry in reversed(told[-8:]):
        if not _same_sentence(text, entry, date.start):
            return None
        if entry.mention.kind in ("day", "month") and entry.mention.role not in SILENT_ROLES and entry.mention.edtf:
            return entry if entry.given.moment.month <= date.month else None
    return None


def _years_apart(mention: DateMention) -> bool:
    """Whether a range covers more than a year, so that a month after it has no certain year."""
    return mention.kind == "range" and int(mention.last_day[:4]) - int(mention.first_day[:4]) > 1
