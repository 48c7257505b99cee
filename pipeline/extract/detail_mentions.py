"""Details: what a plan states about its measures beside their names, and its challenges; positions in the reader's text."""
from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Department:
    """A department. `measure`: the start of the measure it stands beside; `role` 主管, 関係 or 実施 if printed;
    `part_of`: the larger body printed around it."""

    start: int
    end: int
    measure: int
    role: str = ""
    part_of: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """A value of an indicator. kind: baseline, intermediate, actual or target; year: EDTF, '' where none is printed;
    number: None where the words give no single figure."""

    start: int
    end: int
    kind: str
    year: str = ""
    number: float | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator. start, end: its name, or its first value where it has none of its own (`named` False). `measure`:
    the start of the measure it belongs to, -1 for none; `pillar` indexes the pillars, -1 for none. The years stand
    also where the value is missing."""

    start: int
    end: int
    measure: int = -1
    pillar: int = -1
    named: bool = True
    unit: str = ""
    direction: str = ""
    baseline_year: str = ""
    target_year: str = ""
    values: tuple[IndicatorValue, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Budget:
    """An amount of money in yen for a measure; year: EDTF of a fiscal year, '' where none is printed."""

    start: int
    end: int
    measure: int
    amount: int
    unit: str
    year: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class ScheduleStep:
    """What is planned for a measure in a fiscal year, or over several (EDTF)."""

    start: int
    end: int
    measure: int
    year: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Description:
    """An item of what a measure consists of; `ordinal` counts from 1 within the measure."""

    start: int
    end: int
    measure: int
    ordinal: int
    rule: str = ""


class Challenge(NamedTuple):
    """A statement of something that is wanting. `pillar` indexes the pillars, -1 for none; `heading`: the title under
    which it stands; `field`: as in FieldLabel, '' where none is sure."""

    start: int
    end: int
    heading: str = ""
    pillar: int = -1
    field: str = ""
    rule: str = ""


class FieldLabel(NamedTuple):
    """The policy field of a measure in a scheme of policy_fields.csv. `field` is '' where the best one, whose
    `probability` stands, is not sure enough; `evidence`: the terms that spoke, joined by `|`."""

    measure: int
    scheme: str
    field: str
    probability: float
    method: str
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """All details of one document."""

    departments: tuple[Department, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    budgets: tuple[Budget, ...] = ()
    schedules: tuple[ScheduleStep, ...] = ()
    descriptions: tuple[Description, ...] = ()
    challenges: tuple[Challenge, ...] = ()
    fields: tuple[FieldLabel, ...] = ()
