"""Which rows are listed for review, in which order and with which columns; decisions filled in become corrections."""
from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import Extraction
from pipeline.review import uncertain
from pipeline.review.convert import convert, write
from pipeline.review.uncertain import COLUMNS, ReviewRow
from pipeline.tables.collect import collect

LIFE, TRADE = "暮らしを支えるデジタル", "産業を興すデジタル"


def listed(found: Extraction, most: int = 200) -> list[ReviewRow]:
    return uncertain.find(found, collect(found), most)


def with_classifier(found: Extraction) -> Extraction:
    """The plan as if the structure stated no pillar of its last three measures."""
    placed, abstained, unasked = found.measures[-3:]
    return replace(found, measures=(
        *found.measures[:-3], placed._replace(pillar=1, pillar_method="classifier", confidence=0.97),
        abstained._replace(pillar=-1, pillar_method="classifier", confidence=0.41, guess=1),
        unasked._replace(pillar=-1, pillar_method="", confidence=0.0)))


def unsure(found: Extraction, **chances: float) -> Extraction:
    """The plan as if the classifier were not sure of some measures, by their names."""
    value = found.document.reading.value
    return replace(found, measures=tuple(m._replace(chance=chances.get(value(m.start, m.end), m.chance)) for m in found.measures))


UNSURE = {"県公式アプリ「あおねナビ」": 0.4, "遠隔医療の普及": 0.567, "スマート農業の普及": 0.567, "人手不足の解消": 0.842}


def test_the_least_certain_come_first(found: Extraction) -> None:
    rows = listed(with_classifier(unsure(found, **UNSURE)))
    assert [(row.surface, row.confidence, row.pillar, row.guess) for row in rows] == [
        ("令和5年2月30日", "", "", ""),
        ("高齢者スマートフォン教室事業", "", "", ""),
        ("県公式アプリ「あおねナビ」", "0.400", LIFE, ""),
        ("スマート農業実証事業", "0.410", "", TRADE),
        ("遠隔医療の普及", "0.567", LIFE, ""),
        ("スマート農業の普及", "0.567", TRADE, ""),
        ("人手不足の解消", "0.842", TRADE, ""),
    ]
    assert [row.reason for row in rows[:4]] == [
        "flag: no such day", "the document states no pillar",
        "may be no project", "the classifier found no pillar likely enough"]
    assert rows[-1].reason == "the classifier chose the pillar; may be no program"
    assert rows[0].context == "計画期間は、令和5年度から令和9年度までとする。【令和5年2月30日】に策定した。"
    assert rows[3].context == ("(1)スマート農業の普及 | 人手不足の解消のため、実証農場のデータを公開する。主な事業は次のとおり。 | "
                               "【スマート農業実証事業】 | 高齢者スマートフォン教室事業")
    assert (rows[3].id, rows[3].section_label, rows[3].section_title, rows[3].level) == (
        "aone-m0008", "(1)", "スマート農業の普及", "project")
    assert [row.surface for row in listed(with_classifier(unsure(found, **UNSURE)), 3)] == [row.surface for row in rows[:3]]


def test_nobody_is_asked_for_pillars_of_a_plan_without_any(found: Extraction) -> None:
    bare = replace(found, pillars=(), measures=tuple(m._replace(pillar=-1, pillar_method="") for m in found.measures), dates=())
    assert listed(bare) == []


def test_documents_share_the_list_by_confidence(found: Extraction) -> None:
    rows = listed(unsure(found, **UNSURE))
    others = [replace(row, doc_id="other") for row in rows]
    merged = list(csv.DictReader(io.StringIO(uncertain.dump(others + rows, 5).decode("utf-8"), newline="")))
    assert [(row["doc_id"], row["confidence"]) for row in merged] == [
        ("aone", ""), ("other", ""), ("aone", "0.400"), ("other", "0.400"), ("aone", "0.567")]
    assert tuple(merged[0]) == COLUMNS and COLUMNS[-3:] == ("decision", "value", "note")


def filled(path: Path, rows: list[ReviewRow], **cells: str) -> Path:
    path.write_bytes(uncertain.dump(replace(row, **cells) for row in rows))
    return path


@pytest.mark.parametrize(("cells", "says"), [
    ({"decision": "accept"}, {"action": "accept", "pillar": "(none)", "level": "project", "name": ""}),
    ({"decision": " Reject "}, {"action": "reject", "pillar": "", "level": ""}),
    ({"decision": "rename", "value": "農業実証"}, {"action": "rename", "name": "農業実証", "pillar": "(none)"}),
    ({"decision": "pillar"}, {"action": "pillar", "pillar": TRADE, "name": ""}),
    ({"decision": "pillar", "value": LIFE, "note": "p. 3"}, {"action": "pillar", "pillar": LIFE, "note": "p. 3"}),
    ({"decision": "ｐｉｌｌａｒ", "value": "（none）"}, {"action": "pillar", "pillar": "(none)"}),
])
def test_a_decision_becomes_a_correction(found: Extraction, tmp_path: Path, cells: dict[str, str],
                                         says: dict[str, str]) -> None:
    row = next(row for row in listed(with_classifier(found)) if row.guess)
    made = convert(filled(tmp_path / "review.csv", [row], **cells), by="山田")
    assert not made.complaints and len(made.sound) == 1
    correction = made.sound[0]
    assert {name: getattr(correction, name) for name in says} == says
    assert (correction.doc_id, correction.surface, correction.evidence, correction.by, correction.line) == (
        "aone", "スマート農業実証事業", row.context, "山田", 2)
    assert correction.cells()[3:6] == (row.start, row.end, row.spans)


@pytest.mark.parametrize(("cells", "says"), [
    ({"decision": "yes"}, "decision 'yes' is none of accept, reject, rename, pillar"),
    ({"decision": "add"}, "decision 'add' is none of"),
    ({"value": LIFE}, "decision '' is none of"),
    ({"decision": "accept", "value": LIFE}, f"accept takes no value, but value is '{LIFE}'"),
    ({"decision": "reject", "value": "x"}, "reject takes no value"),
    ({"decision": "rename"}, "rename needs a value; write the name"),
    ({"decision": "pillar", "guess": ""}, "pillar needs a value; write the pillar's name, (none) for no pillar"),
    ({"decision": "accept", "level": "policy"}, "level 'policy' is none of"),
    ({"decision": "reject", "table": "dates"}, "reject is for measures only"),
])
def test_a_decision_that_cannot_be_used(found: Extraction, tmp_path: Path, cells: dict[str, str], says: str) -> None:
    row = next(row for row in listed(with_classifier(found)) if row.guess)
    made = convert(filled(tmp_path / "review.csv", [row], **cells))
    assert not made.sound and len(made.complaints) == 1
    assert f"review.csv, line 2: {says}" in str(made.complaints[0])


def test_a_row_without_a_decision_is_left_out(found: Extraction, tmp_path: Path) -> None:
    made = convert(filled(tmp_path / "review.csv", listed(found), note="later"))
    assert (made.sound, made.complaints) == ((), ())
    assert write(made, tmp_path / "into.csv") == (f"{tmp_path / 'into.csv'}: 0 corrections added", [])
    assert not (tmp_path / "into.csv").exists()


def test_a_place_that_cannot_be_written(found: Extraction, tmp_path: Path) -> None:
    made = convert(filled(tmp_path / "review.csv", listed(found), decision="accept"))
    line, complaints = write(made, tmp_path)
    assert len(complaints) == 1 and str(tmp_path) in str(complaints[0])
    assert line in ("nothing was written", f"{tmp_path}: 0 corrections added")


@settings(max_examples=100, deadline=None)
@given(content=st.one_of(st.binary(max_size=150), st.lists(st.lists(st.one_of(
    st.text(max_size=6), st.sampled_from(["accept", "pillar", "measures", "1", "5", "事業"])), min_size=len(COLUMNS),
    max_size=len(COLUMNS)), max_size=3).map(lambda rows: "\n".join([",".join(COLUMNS), *map(",".join, rows)]).encode(
        "utf-8", "replace"))))
def test_any_review_file_is_converted_without_a_crash(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "any-review.csv"
    path.write_bytes(content)
    made = convert(path)
    assert all(len(str(complaint).splitlines()) == 1 for complaint in made.complaints)
    assert write(made, None)[0].startswith("doc_id,table,action,")
