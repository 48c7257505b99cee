"""Periods of plans that a list tells one after another: ranges of fiscal years that open its lines, each from the day behind the last."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from pipeline.extract.dates.words import any_of
from pipeline.extract.mentions import DateMention
from pipeline.layout.document import Document, Unit

_NUMBERED = re.compile(r"(?:第[0-9一二三四五六七八九十]{1,3}回|(?:第[0-9一二三四五六七八九十]{1,3}|[0-9一二三四五六七八九十IVX]{1,3})(?:[次期]|[次期回]目)|[前中後]期)[ :]?[(〔\[【]?")
_BEHIND = re.compile(r"(?:まで)?(?:の[0-9]{1,2}[かヶケカヵ箇]?年(?:間|度)?)?[)〕\]】]?(?:[:の、 ]|$|は|に)")
_COURSE = "これまで|経過|経緯|歩み|あゆみ|変遷|沿革|前身|歴代|引き継|受け継|過去|次にわた"  # words of a heading or a line over a list of what went before
_LEAST_YEARS = 2  # of a plan
_MOST_YEARS = 12
_LEAST_UNNAMED = 3  # lines of years alone below a heading that names no plan


def with_periods(document: Document, dates: list[DateMention]) -> list[DateMention]:
    """The dates, those of lists of earlier plans with the role of a plan's period."""
    periods = {k for run in _runs(document, dates) if _is_told(document, dates, run) for k in run}
    return [found._replace(role="plan_period") if k in periods else found for k, found in enumerate(dates)] if periods else dates


def _runs(document: Document, dates: Sequence[DateMention]) -> Iterator[list[int]]:
    """The places among the dates of those that open units next to each other, each from the day behind the last."""
    run: list[int] = []
    at = -1
    for k, found in enumerate(dates):
        if found.kind != "range" or found.role != "event" or not _is_period(found):
            continue
        index = document.unit_index(found.start)
        if not _opens(document, document.units[index], found):
            continue
        if not run or index != at + 1 or not _follows(dates[run[-1]], found):
            if len(run) > 1:
                yield run
            run = []
        run.append(k)
        at = index
    if len(run) > 1:
        yield run


def _is_period(found: DateMention) -> bool:
    """Whether a range covers whole fiscal years, as many as a plan does."""
    years = int(found.last_day[:4]) - int(found.first_day[:4])
    return found.first_day.endswith("-04-01") and found.last_day.endswith("-03-31") and _LEAST_YEARS <= years <= _MOST_YEARS


def _follows(before: DateMention, found: DateMention) -> bool:
    return date.fromisoformat(before.last_day) + timedelta(1) == date.fromisoformat(found.first_day)


def _opens(document: Document, unit: Unit, found: DateMention) -> bool:
    """Whether a date opens a line of a list, or stands behind the number that does."""
    text = document.reading.text
    if unit.kind not in ("item", "paragraph") or unit.table >= 0 or _BEHIND.match(text, found.end, unit.end) is None:
        return False
    return found.start == unit.start or _NUMBERED.fullmatch(text, unit.start, found.start) is not None


def _is_told(document: Document, dates: Sequence[DateMention], run: Sequence[int]) -> bool:
    """Whether numbers, the line above or the heading tell that a list is one of plans."""
    text = document.reading.text
    unit = document.unit_at(dates[run[0]].start)
    if all(dates[k].start > document.unit_at(dates[k].start).start for k in run):
        return True
    at = document.unit_index(unit.start)
    above = document.text(document.units[at - 1]) if at else ""
    title = document.sections[unit.section].title if unit.section >= 0 else ""
    told = [words for words in (above, title) if re.search(_COURSE, words)]
    named = any(re.search(any_of("plan"), words) for words in told)
    return named or bool(told) and len(run) >= _LEAST_UNNAMED and not text[unit.start:unit.end].endswith("事業")
