"""Rows of what a plan states about its measures beside their names, of its challenges and of the policy fields of both."""
from __future__ import annotations

from typing import Any, ClassVar

from pipeline.rules import load
from pipeline.tables import columns as c
from pipeline.tables.columns import Row

DEPARTMENT_ROLES = ("主管", "関係", "実施")
VALUE_KINDS = ("baseline", "actual", "intermediate", "target")
SCHEMES = ("policy", "data")


def _codes(*schemes: str) -> tuple[str, ...]:
    return tuple(row["code"] for row in load("policy_fields") if row["scheme"] in schemes)


def _measure_id(about: str = "the measure it is stated of", required: bool = True) -> Any:
    return c.text(about, required=required, refers="measures.measure_id")


def _pillar_id() -> Any:
    return c.text("the pillar under which it stands, or that its row names", refers="pillars.pillar_id")


class DepartmentRow(Row):
    __slots__ = ()
    TABLE: ClassVar[str] = "departments"
    KEY: ClassVar[tuple[str, ...]] = ("department_id",)
    ABOUT: ClassVar[str] = "one row for each department that is printed beside a measure"

    department_id: str = c.text("the mention of the department", required=True)
    doc_id: str = c.doc_id()
    measure_id: str = _measure_id()
    name: str = c.text("its name as printed, NFKC", required=True)
    role: str = c.text("the part that its header or a bracket prints; empty for a plain 担当", enum=DEPARTMENT_ROLES)
    part_of: str = c.text("the larger body printed around it or in a column of its own (総務部), NFKC")
    section_id: str = c.section_id()
    start: int = c.start()
    end: int = c.end()
    spans: str = c.spans()
    surface: str = c.surface()
    rule: str = c.rule()


class IndicatorRow(Row):
    __slots__ = ()
    TABLE: ClassVar[str] = "indicators"
    KEY: ClassVar[tuple[str, ...]] = ("indicator_id",)
    ABOUT: ClassVar[str] = ("one row for each indicator with its first and last value; start and end are those of its name, "
                            "or of its first value where it has none. All values stand in indicator_values")

    indicator_id: str = c.text("the indicator", required=True)
    doc_id: str = c.doc_id()
    measure_id: str = _measure_id("the measure it belongs to; empty where it belongs to a section or pillar", required=False)
    pillar_id: str = _pillar_id()
    name: str = c.text("its name as printed, NFKC, without its unit; empty where a target of the measure has no name")
    unit: str = c.text("its unit as printed, NFKC, without 万 or 千 that the numbers hold")
    direction: str = c.text("what is to become of the value, as printed (増加, 以上, ↑)")
    baseline: str = c.text("the value to start from, as printed, NFKC")
    baseline_number: float | None = c.number("that value as a number in the unit; empty where it is no single figure")
    baseline_year: str = c.edtf("its year as the header or cell prints it (EDTF): 年度 as an interval, R5 as a year")
    target: str = c.text("the last value to be reached, as printed, NFKC")
    target_number: float | None = c.number("that value as a number in the unit; empty where it is no single figure")
    target_year: str = c.edtf("its year as the header or cell prints it (EDTF)")
    section_id: str = c.section_id()
    start: int = c.start()
    end: int = c.end()
    spans: str = c.spans()
    surface: str = c.surface()
    rule: str = c.rule()


class IndicatorValueRow(Row):
    __slots__ = ()
    TABLE: ClassVar[str] = "indicator_values"
    KEY: ClassVar[tuple[str, ...]] = ("value_id",)
    ABOUT: ClassVar[str] = "one row for each printed value of an indicator, with its place"

    value_id: str = c.text("the value", required=True)
    doc_id: str = c.doc_id()
    indicator_id: str = c.text("the indicator", required=True, refers="indicators.indicator_id")
    kind: str = c.text("baseline: to start from; actual: reached; intermediate: of a year on the way or of a plain column "
                       "of years; target: to be reached", required=True, enum=VALUE_KINDS)
    year: str = c.edtf("its year as the header or cell prints it (EDTF)")
    printed: str = c.text("the value as printed, NFKC", required=True)
    number: float | None = c.number("the value as a number in the unit; empty where it is no single figure")
    unit: str = c.text("its unit as printed, NFKC")
    section_id: str = c.section_id()
    start: int = c.start()
    end: int = c.end()
    spans: str = c.spans()
    surface: str = c.surface()


class BudgetRow(Row):
    __slots__ = ()
    TABLE: ClassVar[str] = "budgets"
    KEY: ClassVar[tuple[str, ...]] = ("budget_id",)
    ABOUT: ClassVar[str] = "one row for each amount of money printed beside a measure; sums over years are left out"

    budget_id: str = c.text("the amount", required=True)
    doc_id: str = c.doc_id()
    measure_id: str = _measure_id()
    year: str = c.edtf("its fiscal year (EDTF interval); empty where none is printed")
    amount: int = c.figure("the amount", unit="yen")
    unit: str = c.text("the unit in which it is printed, in the cell, its header or the caption (千円)", required=True)
    printed: str = c.text("the amount as printed, NFKC", required=True)
    section_id: str = c.section_id()
    start: int = c.start()
    end: int = c.end()
    spans: str = c.spans()
    surface: str = c.surface()
    rule: str = c.rule()


class ScheduleRow(Row):
    __slots__ = ()
    TABLE: ClassVar[str] = "schedules"
    KEY: ClassVar[tuple[str, ...]] = ("schedule_id",)
    ABOUT: ClassVar[str] = "one row for each step of a measure in the columns of a timetable"

    schedule_id: str = c.text("the step", required=True)
    doc_id: str = c.doc_id()
    measure_id: str = _measure_id()
    year: str = c.edtf("the fiscal year, or the interval of several that a merged cell covers (EDTF)")
    text: str = c.text("the step as printed, NFKC (設計, →, ○)", required=True)
    section_id: str = c.section_id()
    start: int = c.start()
    end: int = c.end()
    spans: str = c.spans()
    surface: str = c.surface()
    rule: str = c.rule()


class DescriptionRow(Row):
    __slots__ = ()
    TABLE: ClassVar[str] = "descriptions"
    KEY: ClassVar[tuple[str, ...]] = ("description_id",)
    ABOUT: ClassVar[str] = "one row for each item of what a measure consists of (内容, 概要)"

    description_id: str = c.text("the item", required=True)
    doc_id: str = c.doc_id()
    measure_id: str = _measure_id()
    ordinal: int = c.whole("its place among the items of the measure, from 1", minimum=1)
    text: str = c.text("the item as printed, NFKC", required=True)
    section_id: str = c.section_id()
    start: int = c.start()
    end: int = c.end()
    spans: str = c.spans()
    surface: str = c.surface()
    rule: str = c.rule()


class ChallengeRow(Row):
    __slots__ = ()
    TABLE: ClassVar[str] = "challenges"
    KEY: ClassVar[tuple[str, ...]] = ("challenge_id",)
    ABOUT: ClassVar[str] = "one row for each statement of something that is wanting (課題)"

    challenge_id: str = c.text("the challenge", required=True)
    doc_id: str = c.doc_id()
    heading: str = c.text("the title under which it stands, NFKC")
    statement: str = c.text("the sentence, clause, item or heading that states it, NFKC, without a closing 。", required=True)
    pillar_id: str = _pillar_id()
    field: str = c.text("its policy field (policy_fields.csv, scheme policy); empty where none is sure", enum=_codes("policy"))
    section_id: str = c.section_id()
    start: int = c.start()
    end: int = c.end()
    spans: str = c.spans()
    surface: str = c.surface()
    rule: str = c.rule()


class MeasureFieldRow(Row):
    __slots__ = ()
    TABLE: ClassVar[str] = "measure_fields"
    KEY: ClassVar[tuple[str, ...]] = ("measure_id", "scheme")
    ABOUT: ClassVar[str] = "one row for each measure and scheme of policy fields (policy_fields.csv)"

    doc_id: str = c.doc_id()
    measure_id: str = _measure_id("the measure")
    scheme: str = c.text("policy: chapters of 総合計画; data: fields of 官民データ活用推進計画", required=True, enum=SCHEMES)
    field: str = c.text("the field; empty where the best one is not sure enough", enum=_codes(*SCHEMES))
    probability: float | None = c.share("probability of the best field, named or not")
    method: str = c.text("how it was found", required=True, enum=("terms",))
    evidence: str = c.text("the terms in the name that spoke for the best field, joined by |")


DETAIL_TABLES: tuple[type[Row], ...] = (DepartmentRow, IndicatorRow, IndicatorValueRow, BudgetRow, ScheduleRow, DescriptionRow,
                                        ChallengeRow, MeasureFieldRow)
