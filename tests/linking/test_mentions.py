"""Mentions of projects: a table of cases, rows of one name, abbreviations, pillars, and properties that always hold."""
from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.analysis import extract_document
from pipeline.rules import load
from pipeline.tables.check import check
from pipeline.tables.collect import collect
from tests.linking.plan import linked, plan

CASES = [line.split("\t") for line in (Path(__file__).parents[1] / "cases" / "mentions.tsv").read_text("utf-8").splitlines()
         if not line.startswith("#")]


@pytest.mark.parametrize(("names", "passage", "expected"), CASES)
def test_case(names: str, passage: str, expected: str) -> None:
    wanted = [] if expected == "-" else [tuple(part.split("=")) for part in expected.split("|")]
    assert linked(plan(passage, *names.split("|"))) == wanted


def test_a_third_of_the_cases_find_nothing() -> None:
    assert sum(expected == "-" for _, _, expected in CASES) * 3 >= len(CASES)


def test_further_rows_of_a_name_are_mentions_of_the_first() -> None:
    found = plan("海辺を歩きます。", "海辺ナビ運営事業", "灯台塗装事業", "海辺ナビ運営事業（再掲）", "海辺 ナビ運営")
    assert [(m.measure, m.kind, m.rule) for m in found.project_mentions] == [(0, "exact", "row"), (0, "variant", "row")]


def test_a_short_name_that_the_text_defines() -> None:
    passage = "漁港無線網更新事業（以下「新無線」という。）を行いました。新無線は5港で使えます。新無線機は別です。"
    assert [surface for _, surface, _ in linked(plan(passage, "漁港無線網更新事業"))] == ["漁港無線網更新事業", "新無線", "新無線"]


def test_a_short_name_with_signs_that_folding_drops() -> None:
    passage = "漁港無線網更新事業（以下「ネオ・レーダー」という。）を行いました。ネオ・レーダーは5港で使えます。"
    assert linked(plan(passage, "漁港無線網更新事業"))[1:] == [("漁港無線網更新事業", "ネオ・レーダー", "variant")] * 2


def test_of_two_rows_the_one_under_the_pillar_of_the_passage_is_meant() -> None:
    text = plan("海辺を歩きます。", "海辺ナビ運営事業").document.source.text
    found = extract_document(text + "\n海辺ナビを広げます。\n\n主な事業は次のとおりです。\n\n・海辺ナビ運営事業\n")
    second = next(k for k, m in enumerate(found.measures) if k and m.level == "project")
    assert [(m.measure, m.rule) for m in found.project_mentions] == [(second, "variant.thing"), (0, "row")]


def test_a_shorter_name_under_another_pillar_is_no_mention() -> None:
    text = plan("海辺を歩きます。", "海藻増殖実験事業").document.source.text
    assert linked(extract_document(text + "\n海藻の増殖を試します。\n")) == []


def test_a_name_cut_by_a_page_break_has_two_pieces() -> None:
    found = plan("県は、海の近くで海辺ナビ運\n¹ 総務省「白書」、令和3年、p.3\n\f営事業を始めました。", "海辺ナビ運営事業")
    (mention,) = collect(found).mentions
    assert mention.kind == "exact" and mention.surface == "海辺ナビ運営事業" and mention.spans.count(";") == 1


@pytest.mark.parametrize("name", ["measure_words", "name_spellings"])
def test_vocabulary_has_no_row_twice_and_names_its_source(name: str) -> None:
    rows = [tuple(row.values()) for row in load(name)]
    assert len(rows) == len(set(rows)) and all(row[0] for row in rows)
    assert "Source:" in (Path(__file__).parents[2] / "pipeline" / "rules" / f"{name}.csv").read_text("utf-8")


WORDS = st.sampled_from(["海辺", "ナビ", "運営", "事業", "の", "・", "「", "」", "（", "）", "ー", "。", "、", " ", "\n", "ＩＣＴ", "㍻",
                         "整備", "センサー", "以下「", "」という", "İ", "ß", "𠮷", "が", "\u3099", "①", "第2期", "令和5年度", "x", "5"])


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=30).map("".join), st.lists(st.lists(WORDS, min_size=1, max_size=6).map("".join), max_size=4))
def test_always_inside_and_the_same_twice(passage: str, projects: list[str]) -> None:
    found = plan(passage, *projects)
    text = found.document.source.text
    tables = collect(found)
    assert check(tables, {"document": text}) == []
    assert tables == collect(plan(passage, *projects))
    own = {row.measure_id: row for row in tables.measures}
    for row in tables.mentions:
        measure = own[row.measure_id]
        assert 0 <= row.start < row.end <= len(text) and row.score is not None and 0.25 <= row.score <= 1
        assert (row.start, row.end) != (measure.start, measure.end) and measure.level == "project"


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    found = extract_document(text)
    assert check(collect(found), {"document": found.document.source.text}) == []


@pytest.mark.timed
def test_time_grows_with_the_text_and_not_with_text_times_names() -> None:
    def seconds(count: int) -> float:
        words = "潮灯港船島浜岬湾波魚"
        names = [f"{words[k % 10]}台{words[k // 10 % 10]}場{words[k // 100 % 10]}道{words[k // 1000 % 10]}路カメラ設置事業" for k in range(count)]
        found = plan("\n\n".join(f"{name[:2]}の{name[4:6]}を直し、{name[2:4]}にカメラを置きました。" for name in names), *names)
        from pipeline.link import link
        began = time.perf_counter()
        link(found.document, found.pillars, found.measures)
        return time.perf_counter() - began

    seconds(100)
    assert seconds(2000) < 40 * max(0.02, seconds(200))
