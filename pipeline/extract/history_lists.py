"""Plan history in lines: what each earlier plan was about under a line with its term and years (第1期（平成13～17年度） / テーマ ・…)."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.extract.history import FIELDS, TERM, stretch
from pipeline.extract.mentions import DateMention, HistoryItem, between
from pipeline.layout.document import Document, Unit
from pipeline.rules import load

_LONGEST = 40  # code points of the line with a term
_LEAST = 2  # plans, one line with a term alone is none of a list
_GAP = re.compile(r"[ :：・○●◯]*")
_PARTS = re.compile(r"(?<=[^ ・])[ ]?[・○●](?=[^ ・])")


class _Plan(NamedTuple):
    """A term, its first and last day, and the (field, start, end) of what stands under it."""

    term: str
    first_day: str
    last_day: str
    items: list[tuple[str, int, int]]


def find(document: Document, dates: Sequence[DateMention]) -> list[HistoryItem]:
    """The items of earlier plans in lines, in the document's order."""
    found = []
    for plans in _runs(document, dates):
        for plan in plans if sum(bool(plan.items) for plan in plans) >= _LEAST else ():
            seen: dict[str, int] = {}
            for field, start, end in plan.items:
                count = seen[field] = seen.get(field, 0) + 1
                found.append(HistoryItem(start, end, plan.term, plan.first_day, plan.last_day, field, count, "history.lines"))
    return found


def _runs(document: Document, dates: Sequence[DateMention]) -> Iterator[list[_Plan]]:
    """Plans whose lines follow each other."""
    plans: list[_Plan] = []
    field = ""
    for unit in document.units:
        if unit.kind == "note":
            continue
        if (plan := _plan(document, unit, dates)) is not None:
            plans.append(plan)
            field = ""
            continue
        label = _label(document, unit) if plans and unit.kind in ("paragraph", "item") else None
        if label is not None:
            field = label[0]
            plans[-1].items.extend((field, a, b) for a, b in _items(document, label[1], unit.end))
        elif plans and field and unit.kind == "item":
            plans[-1].items.append((field, unit.start, unit.end))
        elif plans:
            yield plans
            plans, field = [], ""
    if plans:
        yield plans


def _plan(document: Document, unit: Unit, dates: Sequence[DateMention]) -> _Plan | None:
    """The plan that a line names by its term and years and says nothing else of."""
    if unit.kind not in ("paragraph", "item", "heading") or unit.end - unit.start > _LONGEST:
        return None
    text = document.reading.text
    match = TERM.match(text, unit.start, unit.end)
    if match is None or text.find("。", unit.start, unit.end) >= 0:
        return None
    held = [date for date in between(dates, unit.start, unit.end) if date.first_day]
    return _Plan(match.group().removesuffix("計画"), *stretch(held), []) if held else None


def _label(document: Document, unit: Unit) -> tuple[str, int] | None:
    """The field that a line opens with, and where what it says begins."""
    text = document.reading.text
    for word, field in _labels():
        end = unit.start + len(word)
        if text.startswith(word, unit.start) and end < unit.end and (gap := _GAP.match(text, end, unit.end)) is not None and (
                gap.end() > end or end in document.reading.gaps(unit.start, unit.end)) and gap.end() < unit.end:
            return field, gap.end()
    return None


def _items(document: Document, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The items of a line, each behind a bullet."""
    text, gaps = document.reading.text, {*document.reading.gaps(start, end)}
    for mark in _PARTS.finditer(text, start, end):
        if mark.start() in gaps or text[mark.start()] == " ":
            yield start, mark.start()
            start = mark.end()
    yield start, end


@lru_cache(maxsize=1)
def _labels() -> tuple[tuple[str, str], ...]:
    """The words that head a theme, an effort or an outcome (rules/table_headers.csv), the longest first."""
    rows = [(row["word"], FIELDS[row["role"]]) for row in load("table_headers") if row["role"] in ("theme", "effort", "outcome") and len(row["word"]) > 1]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))
