"""Plan history in lines: what each earlier plan was about under a line with its term and years (第1期（平成13～17年度） / テーマ ・…)."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from pipeline.extract.history import TERM, ends_line, stretch, term_of
from pipeline.extract.history_headers import FIELDS
from pipeline.extract.mentions import DateMention, HistoryItem, between
from pipeline.layout.document import Document, Unit
from pipeline.rules import load

_LONGEST = 40  # code points of a line with a term
_LEAST = 2  # plans, one line with a term alone is none of a list
_BEFORE = re.compile(r"(?:[ ・○●◇◆□■*]|#{1,6} |\([0-9]{1,2}\)|[0-9]{1,2}[.)]|[【〔\[<(《])*")  # what may stand before a term
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
    field, bare = "", False  # what the last label heads, and whether nothing stood behind it
    for unit in document.units:
        if unit.kind == "note":
            continue
        for start, end in _lines(document, unit, bool(plans)):
            if (plan := _plan(document, unit, start, end, dates)) is not None:
                plans.append(plan)
                field, bare = "", False
                continue
            label = _label(document, start, end) if plans and unit.kind != "cell" else None
            if label is not None:
                field, begins = label
                bare = begins == end
                plans[-1].items.extend((field, a, b) for a, b in _items(document, begins, end) if not bare)
            elif plans and field and (unit.kind == "item" or bare and unit.kind == "paragraph" and end - start <= _LONGEST):
                plans[-1].items.append((field, start, end))
                bare = False
            elif plans:
                yield plans
                plans, field, bare = [], "", False
    if plans:
        yield plans


def _lines(document: Document, unit: Unit, within: bool) -> list[tuple[int, int]]:
    """A unit, parted before each of its lines that a term opens or, in a list of plans, a label."""
    reading = document.reading
    if unit.kind not in ("paragraph", "item") or not within and _term(reading.text, unit.start, unit.end) is None:
        return [(unit.start, unit.end)]
    cuts = [gap for gap in reading.gaps(unit.start, unit.end) if ends_line(reading, gap)
            and (_term(reading.text, gap, unit.end) or _label(document, gap, unit.end))]
    return list(pairwise([unit.start, *cuts, unit.end]))


def _plan(document: Document, unit: Unit, start: int, end: int, dates: Sequence[DateMention]) -> _Plan | None:
    """The plan that a line names by its term and years and says nothing else of."""
    text = document.reading.text
    if unit.kind not in ("paragraph", "item", "heading") or end - start > _LONGEST or text.find("。", start, end) >= 0:
        return None
    match = _term(text, start, end)
    held = [date for date in between(dates, start, end) if date.first_day] if match else []
    return _Plan(term_of(match), *stretch(held), []) if match and held else None


def _term(text: str, start: int, end: int) -> re.Match[str] | None:
    before = _BEFORE.match(text, start, end)
    return TERM.match(text, before.end() if before else start, end)


def _label(document: Document, start: int, end: int) -> tuple[str, int] | None:
    """The field that a line opens with, and where what it says begins; `end` for a line that says nothing else."""
    text = document.reading.text
    match = _labels().match(text, start, end)
    if match is None:
        return None
    after = match.end()
    parted = match[1] is not None or match[3] or after == end or after in document.reading.gaps(start, end)
    return (_fields()["".join(match[2].split())], after) if parted else None


def _items(document: Document, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The items of a line, each behind a bullet."""
    text, gaps = document.reading.text, {*document.reading.gaps(start, end)}
    for mark in _PARTS.finditer(text, start, end):
        if mark.start() in gaps or text[mark.start()] == " ":
            yield start, mark.start()
            start = mark.end()
    yield start, end


@lru_cache(maxsize=1)
def _labels() -> re.Pattern[str]:
    """A label of a theme, an effort or an outcome: a bracket or a mark before it, its word, and what parts it from what it says."""
    words = "|".join(" ?".join(map(re.escape, word)) for word in sorted(_fields(), key=lambda word: (-len(word), word)))
    return re.compile(rf"[ ・○●◇◆□■*]*([【〔\[<(《])?({words})(?(1)[】〕\]>)》])([ :：・○●◯*]*)")


@lru_cache(maxsize=1)
def _fields() -> dict[str, str]:
    """The field that a word heads as a label (rules/table_headers.csv); among plans a target or a pillar is a theme."""
    return {row["word"]: FIELDS[row["role"]] for row in load("table_headers") if row["role"] in FIELDS and row["role"] not in ("project", "description")
            and len(row["word"]) > 1 and row["word"][0] not in "なの"}
