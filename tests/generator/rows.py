"""The gold rows, by values; a surface is filled in from the printed words that a row is marked on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    level: int
    label: str
    title: str
    parent: str


@dataclass(frozen=True)
class PillarRow:
    ordinal: int
    name: str
    plan_name: str


@dataclass(frozen=True)
class Measure:
    level: str
    source: str
    pillar: str
    name: str = ""


@dataclass(frozen=True)
class DateRow:
    kind: str
    edtf: str
    first_day: str
    last_day: str
    calendar: str
    role: str
    relative: int = 0
    surface: str = ""


@dataclass(frozen=True)
class WorkRow:
    marker: str
    authors: str
    title: str
    locator: str
    pages: str
    issued: str
    url: str
    accessed: str
    surface: str = ""


@dataclass(frozen=True)
class LawRow:
    law_title: str
    law_number: str
    article: str
    paragraph: str
    item: str
    refers: bool
    surface: str = ""


@dataclass(frozen=True)
class PlanRow:
    title: str
    issued: str
    refers: bool
    surface: str = ""


@dataclass(frozen=True)
class Anchor:
    marker: str


@dataclass(frozen=True)
class History:
    term: str
    first_day: str
    last_day: str
    field: str
    ordinal: int
    text: str = ""


Row = Measure | DateRow | WorkRow | LawRow | PlanRow | History


@dataclass(frozen=True)
class Gold:
    """All rows of one document, each table in document order."""

    sections: tuple[Section, ...]
    pillars: tuple[PillarRow, ...]
    measures: tuple[Measure, ...]
    dates: tuple[DateRow, ...]
    works: tuple[WorkRow, ...]
    laws: tuple[LawRow, ...]
    plans: tuple[PlanRow, ...]
    anchors: tuple[Anchor, ...]
    history: tuple[History, ...]
