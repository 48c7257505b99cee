"""The rules of each table: sound rows keep them, and of each row that breaks one it is told which."""
from __future__ import annotations

import pickle
from typing import Any

import pytest

from pipeline.tables.columns import Row, columns
from pipeline.tables.detail_rows import (BudgetRow, ChallengeRow, DepartmentRow, DescriptionRow, IndicatorRow, IndicatorValueRow,
                                         MeasureFieldRow, ScheduleRow)
from pipeline.tables.rows import (TABLES, BlockRow, CitationAnchorRow, CitationRow, DateRow, DocumentRow, MeasureRow, PillarRow,
                                  MentionRow, PillarTreeRow, PlanHistoryRow, SectionRow)
from pipeline.tables.sound import unsound

PLACE = {"start": 3, "end": 9, "spans": "3:5;7:9", "surface": "四文字だ"}
SOUND: dict[type[Row], dict[str, Any]] = {
    DocumentRow: dict(doc_id="a", title="", prefecture_code="07", prefecture="福島県", plan_name="", edition="",
                      period_start="2019-04-01", period_end="2022-03-31", source_path="a.txt", source_sha256="0" * 64,
                      media_type="text/plain", characters=0),
    SectionRow: dict(section_id="a-s0001", doc_id="a", parent_id="", level=1, label="", title="", start=3, end=9),
    BlockRow: dict(block_id="a-b0001", doc_id="a", section_id="", kind="paragraph", page=2, bbox="1.0,2.0,3.0,4.0",
                   boxes="2:1.0,2.0,3.0,4.0;3:1.0,2.0,3.0,4.0", start=3, end=9, spans="3:5;7:9"),
    PillarRow: dict(pillar_id="a-p0001", doc_id="a", ordinal=1, name="柱", plan_name="", section_id="", rule="", **PLACE),
    MeasureRow: dict(measure_id="a-m0001", doc_id="a", name="事業", level="project", source="table",
                     pillar_id="a-p0001", pillar_method="table", pillar_confidence=1.0, section_id="", rule="",
                     canonical_id="k-0123456789", canonical_name="事業", program_id="", measure_confidence=0.98, **PLACE),
    PillarTreeRow: dict(node_id="a-t0001", doc_id="a", parent_id="", level=1, label="柱1", name="柱", pillar_id="a-p0001",
                        measure_id="", section_id="", rule="pillar", **PLACE),
    MentionRow: dict(mention_id="a-n0001", doc_id="a", measure_id="a-m0001", section_id="", score=0.75, kind="variant",
                     rule="variant.topic", **PLACE),
    DateRow: dict(date_id="a-d0001", doc_id="a", section_id="", kind="year", edtf="2015", timex3="2015-XX-XX", first_day="2015-01-01",
                  last_day="2015-12-31", calendar="wareki", role="event", relative=0, resolved_from="", flag="",
                  rule="", **PLACE),
    CitationRow: dict(citation_id="a-c0001", doc_id="a", kind="work", marker="3", authors="総務省", title="白書",
                      locator="", pages="", issued="2015-09", url="", accessed="2019-02-27", law_title="",
                      law_number="", article="", paragraph="", item="", refers_to="", section_id="", rule="", **PLACE),
    CitationAnchorRow: dict(doc_id="a", marker="3", start=3, end=4, section_id=""),
    PlanHistoryRow: dict(doc_id="a", term="第1期", first_day="2001-04-01", last_day="2004-03-31", field="theme",
                         ordinal=1, text="基盤", rule="", **PLACE),
    DepartmentRow: dict(department_id="a-u0001", doc_id="a", measure_id="a-m0001", name="情報課", role="主管", part_of="", section_id="",
                        rule="", **PLACE),
    IndicatorRow: dict(indicator_id="a-k0001", doc_id="a", measure_id="", pillar_id="", name="申請率", unit="%", direction="",
                       baseline="―", baseline_number=None, baseline_year="2023", target="80%", target_number=80.0,
                       target_year="2027-04-01/2028-03-31", section_id="", rule="", **PLACE),
    IndicatorValueRow: dict(value_id="a-v0001", doc_id="a", indicator_id="a-k0001", kind="target", year="", printed="80%",
                            number=80.0, unit="%", section_id="", **PLACE),
    BudgetRow: dict(budget_id="a-y0001", doc_id="a", measure_id="a-m0001", year="", amount=-1000, unit="千円", printed="△1",
                    section_id="", rule="", **PLACE),
    ScheduleRow: dict(schedule_id="a-t0001", doc_id="a", measure_id="a-m0001", year="2024-04-01/2025-03-31", text="→",
                      section_id="", rule="", **PLACE),
    DescriptionRow: dict(description_id="a-e0001", doc_id="a", measure_id="a-m0001", ordinal=1, text="概要", section_id="",
                         rule="", **PLACE),
    ChallengeRow: dict(challenge_id="a-h0001", doc_id="a", heading="課題", statement="足りない", pillar_id="", field="health",
                       section_id="", rule="", **PLACE),
    MeasureFieldRow: dict(doc_id="a", measure_id="a-m0001", scheme="data", field="standards", probability=0.9, method="terms",
                          evidence=""),
}
BROKEN = [
    (DepartmentRow, "measure_id", "", "is empty"),
    (DepartmentRow, "role", "担当", "is none of"),
    (DepartmentRow, "end", 3, "start 3 is not before end 3"),
    (IndicatorRow, "baseline_number", "31", "is no number"),
    (IndicatorRow, "target_year", "R9", "not of the form"),
    (IndicatorValueRow, "kind", "goal", "is none of"),
    (BudgetRow, "amount", None, "is empty"),
    (BudgetRow, "amount", 1.5, "is no integer"),
    (BudgetRow, "unit", "", "is empty"),
    (ScheduleRow, "text", "", "is empty"),
    (DescriptionRow, "ordinal", 0, "is not in 1.."),
    (ChallengeRow, "field", "my_number", "is none of"),
    (MeasureFieldRow, "field", "weather", "is none of"),
    (MeasureFieldRow, "probability", 1.2, "is not in 0..1"),
    (BlockRow, "kind", "blank", "none of"),
    (BlockRow, "page", 0, "is not in 1.."),
    (BlockRow, "page", None, "one without the others"),
    (BlockRow, "boxes", "", "one without the others"),
    (BlockRow, "bbox", "1.0,2.0,3.0", "not of the form"),
    (DocumentRow, "doc_id", "", "is empty"),
    (DocumentRow, "prefecture_code", "48", "not of the form"),
    (DocumentRow, "prefecture_code", "00", "not of the form"),
    (DocumentRow, "prefecture_code", "7", "not of the form"),
    (DocumentRow, "period_start", "2019-02-29", "does not exist"),
    (DocumentRow, "period_start", "2022-04-01", "is after"),
    (DocumentRow, "characters", -1, "is not in 0.."),
    (DocumentRow, "characters", "5", "is no integer"),
    (DocumentRow, "characters", True, "is no integer"),
    (DocumentRow, "source_sha256", "abc", "not of the form"),
    (SectionRow, "level", 0, "is not in 1.."),
    (SectionRow, "parent_id", "a-s0001", "its own parent"),
    (SectionRow, "end", 3, "start 3 is not before end 3"),
    (PillarRow, "name", "", "is empty"),
    (PillarRow, "ordinal", 0, "is not in 1.."),
    (MeasureRow, "level", "projects", "is none of project, program"),
    (MeasureRow, "pillar_method", "guess", "is none of"),
    (MeasureRow, "pillar_method", "", "a pillar without a method"),
    (MeasureRow, "pillar_confidence", 1.01, "is not in 0..1"),
    (MeasureRow, "pillar_confidence", float("nan"), "is not in 0..1"),
    (MeasureRow, "pillar_confidence", None, "one without the other"),
    (MeasureRow, "surface", "", "is empty"),
    (MeasureRow, "canonical_id", "", "is empty"),
    (MeasureRow, "canonical_id", "k-012345678G", "not of the form"),
    (MeasureRow, "program_id", "a-m0001", "only a project belongs to a program"),
    (MentionRow, "measure_id", "", "is empty"),
    (MentionRow, "kind", "guess", "none of"),
    (MentionRow, "kind", "exact", "exact is 1"),
    (MentionRow, "score", 1.0, "a variant less"),
    (MentionRow, "score", 1.5, "is not in 0..1"),
    (MentionRow, "score", None, "is empty"),
    (DateRow, "kind", "quarter", "is none of day"),
    (DateRow, "role", "", "is empty"),
    (DateRow, "calendar", "西暦", "is none of"),
    (DateRow, "edtf", "2015-13", "2015-13 does not exist"),
    (DateRow, "edtf", "2015-02-30/2015-03-01", "2015-02-30 does not exist"),
    (DateRow, "edtf", "平成27年", "not of the form"),
    (DateRow, "edtf", "", "edtf, first_day: one without the other"),
    (DateRow, "timex3", "", "edtf, timex3: the first without the second"),
    (DateRow, "timex3", "2015", "not of the form"),
    (DateRow, "timex3", "FY2015-04", "not of the form"),
    (DateRow, "first_day", "20150101", "not of the form YYYY-MM-DD"),
    (DateRow, "first_day", "2016-01-01", "is after"),
    (DateRow, "last_day", "", "one day without the other"),
    (DateRow, "relative", 2, "is not in 0..1"),
    (DateRow, "spans", "3:5;4:9", "are not in order"),
    (DateRow, "spans", "3:3;7:9", "are not in order"),
    (DateRow, "spans", "3:5;7:8", "do not run from start 3 to end 9"),
    (DateRow, "spans", "3-9", "not of the form"),
    (CitationRow, "kind", "book", "is none of"),
    (CitationRow, "accessed", "2019-02-29", "does not exist"),
    (CitationRow, "refers_to", "a-c0001", "refers to itself"),
    (CitationAnchorRow, "marker", "", "is empty"),
    (CitationAnchorRow, "start", -1, "is not in 0.."),
    (PillarTreeRow, "level", 2, "a pillar has none above it"),
    (PlanHistoryRow, "field", "result", "is none of"),
    (PlanHistoryRow, "first_day", "2005-04-01", "is after"),
]
SOUND_TOO = [
    (MeasureRow, {"pillar_id": "", "pillar_method": "", "pillar_confidence": None}),
    (MeasureRow, {"pillar_id": "", "pillar_method": "classifier", "pillar_confidence": 0.41}),
    (DateRow, {"edtf": "", "first_day": "", "last_day": "", "relative": 1, "calendar": ""}),
    (DateRow, {"edtf": "", "first_day": "", "last_day": "", "flag": "no such day"}),
    (DateRow, {"edtf": "196X", "kind": "decade", "first_day": "1960-01-01", "last_day": "1969-12-31"}),
    (DateRow, {"edtf": "20XX", "kind": "century", "first_day": "2001-01-01", "last_day": "2100-12-31"}),
    (DateRow, {"edtf": "2001-04-01/2002-03-31", "kind": "fiscal_year"}),
    (DateRow, {"edtf": "2016-02-29", "kind": "day"}),
    (DateRow, {"timex3": "XXXX-04-XX", "edtf": "", "first_day": "", "last_day": "", "relative": 1}),
    (DateRow, {"timex3": "2013-04-XX/FY2015"}),
    (DateRow, {"timex3": "196X/18XX"}),
    (DateRow, {"spans": "3:9"}),
    (DocumentRow, {"prefecture_code": "", "period_start": "", "period_end": ""}),
    (DocumentRow, {"prefecture_code": "47"}),
    (PlanHistoryRow, {"first_day": "", "last_day": ""}),
]


@pytest.mark.parametrize("row_type", TABLES.values(), ids=TABLES)
def test_sound(row_type: type[Row]) -> None:
    assert not unsound([row_type(**SOUND[row_type])])


@pytest.mark.parametrize(("row_type", "changes"), SOUND_TOO)
def test_sound_too(row_type: type[Row], changes: dict[str, Any]) -> None:
    assert not unsound([row_type(**SOUND[row_type] | changes)])


@pytest.mark.parametrize(("row_type", "column", "value", "rule"), BROKEN)
def test_a_broken_row_names_table_row_and_rule(row_type: type[Row], column: str, value: Any, rule: str) -> None:
    values = SOUND[row_type] | {column: value}
    (place, problem), = unsound([row_type(**SOUND[row_type]), row_type(**values)])
    key = "/".join(str(values[name]) for name in row_type.KEY)
    assert (place, problem.table, problem.row) == (1, row_type.TABLE, key)
    assert rule in problem.rule


@pytest.mark.parametrize("row_type", TABLES.values(), ids=TABLES)
def test_every_column_is_described(row_type: type[Row]) -> None:
    for column in columns(row_type):
        assert column.about
        if column.refers:
            table, key = column.refers.split(".")
            assert key in TABLES[table].KEY


def test_rows_stay_as_they_are_in_another_process_too() -> None:
    row = CitationAnchorRow(**SOUND[CitationAnchorRow])
    with pytest.raises(AttributeError):
        row.marker = "4"  # type: ignore[misc]
    assert not hasattr(row, "__dict__")
    again = pickle.loads(pickle.dumps(row))
    assert (type(again), again.marker, again) == (CitationAnchorRow, "3", row)
