"""Mentions: what the extractors find, in positions of the reader's text, each with the id of the rule that found it."""
from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple


class DateMention(NamedTuple):
    """A date. start, end: positions in `Document.reading.text`; values as in the `dates` table.

    `timex3`: the TIMEX3 value (`pipeline.extract.dates.timex3`).
    `relative` dates (同年4月) have empty values where the text does not say; `resolved_from` is the start of the date
    mention they took their values from, -1 for none."""

    start: int
    end: int
    kind: str
    edtf: str
    first_day: str
    last_day: str
    calendar: str
    role: str
    relative: bool = False
    resolved_from: int = -1
    flag: str = ""
    rule: str = ""
    timex3: str = ""


_START = attrgetter("start")


def between(dates: Sequence[DateMention], start: int, end: int) -> Sequence[DateMention]:
    """The dates that start inside start:end of the reader's text; `dates` are sorted by start."""
    first = last = bisect_left(dates, start, key=_START)
    while last < len(dates) and dates[last].start < end:
        last += 1
    return dates[first:last]


class Citation(NamedTuple):
    """A cited work, a law or a plan. start, end: positions in `Document.reading.text`; values as in the `citations`
    table. `refers_to`: the start of the mention from which an anaphoric row takes its name, -1 for none."""

    kind: str
    start: int
    end: int
    marker: str = ""
    authors: str = ""
    title: str = ""
    locator: str = ""
    pages: str = ""
    issued: str = ""
    url: str = ""
    accessed: str = ""
    law_title: str = ""
    law_number: str = ""
    article: str = ""
    paragraph: str = ""
    item: str = ""
    refers_to: int = -1
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Pillar:
    """One of the top headings under which a plan groups its measures. start, end: where its name is announced, in
    positions of `Document.reading.text`, inside the unit with index `unit`; `sections`: those that stand under it;
    `index` counts over all plans; `code`: its word and number (戦略1, 領域A), by which other places call it."""

    index: int
    ordinal: int
    name: str
    plan_name: str
    start: int
    end: int
    unit: int
    sections: tuple[int, ...] = ()
    rule: str = ""
    code: str = ""


class Measure(NamedTuple):
    """A project or a program. start, end: positions in `Document.reading.text`; `pillar` indexes the list of pillars,
    -1 for none; `confidence` 0..1 is that of the pillar; `guess` is the pillar that the classifier would have chosen
    where it abstained. `name`: the name that a person gave it; empty: what stands there. `program` indexes the measures:
    the program it belongs to, -1 where nothing states one. `chance` 0..1: how likely it is a measure of its level at all;
    -1 where a person said so."""

    start: int
    end: int
    level: str
    source: str
    section: int = -1
    pillar: int = -1
    pillar_method: str = ""
    confidence: float = 0.0
    rule: str = ""
    guess: int = -1
    name: str = ""
    program: int = -1
    chance: float = 1.0


class HistoryItem(NamedTuple):
    """An item in a cell of a table of earlier plans. start, end: positions in `Document.reading.text`."""

    start: int
    end: int
    term: str
    first_day: str
    last_day: str
    field: str
    ordinal: int
    rule: str = ""


class ProjectMention(NamedTuple):
    """A place that names or describes a project elsewhere than in its own row. start, end: positions in
    `Document.reading.text`; `measure` indexes the document's measures; kind `exact`, `variant` or `description`;
    score 0..1 as in `pipeline.linking`."""

    start: int
    end: int
    measure: int
    kind: str
    score: float
    rule: str
