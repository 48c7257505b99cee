"""Tables whose cells stand one under another, parted by blank lines, as `pdftotext` prints cells of several lines."""
from __future__ import annotations

import pytest

from pipeline import extract_document
from pipeline.layout.tables import role

OPENING = "第2章 これまでの取組\n\n1 計画の歩み\n県はこれまで、次の計画に沿って情報化を進めてきました。概要は表1のとおりです。\n表1 計画の変遷\n"
CLOSING = "こうした取組により、県と市町村を結ぶ回線が全域で開通しました。\n"


def cells(*blocks: str) -> str:
    return "\n\n".join(block.replace("/", "\n") for block in blocks)


@pytest.mark.parametrize(("header", "is_term"), [
    ("計画の期", True), ("計画期", True), ("大綱と推進期間", True), ("計画・計画期間", True), ("期（計画期間）", True), ("各期", True), ("期及び期間", True),
    ("大綱の名称", True), ("プラン次", True), ("計画／期間", True), ("戦略の柱", False), ("方針", False), ("計画の概要", False), ("実施期間", False), ("大綱の方針", False),
])
def test_what_heads_a_column_of_plans(header: str, is_term: bool) -> None:
    assert (role(header) == "term") == is_term


@pytest.mark.parametrize("heads", [
    ("計画の期", "基本テーマ", "主な施策", "到達点"), ("大綱と推進期間", "改革の視点", "主な取組", "主な成果"), ("期・計画期間", "スローガン", "力を入れた施策", "残した成果"),
])
def test_plans_under_any_names_of_columns(heads: tuple[str, ...]) -> None:
    text = OPENING + cells(
        *heads,
        "第１期/平成12～16年度", "回線の確立", "県庁内の網の構築/・本庁の配線の更新/・出先機関への拡張/電子入札の試行の開始", "全職員への端末の配備/32施設における端末の開/放",
        "第２期/平成17～21年度", "暮らしを支える情報化/開かれた県庁への転換", "申請の電子化の推進/防災情報の配信の開始", "申請率の21.5％の達/成/全町村での配信の実現") + "\n\n" + CLOSING
    found = extract_document(text)
    assert [(h.term, h.first_day[:4], h.field, found.document.reading.value(h.start, h.end)) for h in found.history] == [
        ("第1期", "2000", "theme", "回線の確立"), ("第1期", "2000", "effort", "県庁内の網の構築"), ("第1期", "2000", "effort", "本庁の配線の更新"),
        ("第1期", "2000", "effort", "出先機関への拡張"), ("第1期", "2000", "effort", "電子入札の試行の開始"), ("第1期", "2000", "outcome", "全職員への端末の配備"),
        ("第1期", "2000", "outcome", "32施設における端末の開放"), ("第2期", "2005", "theme", "暮らしを支える情報化"), ("第2期", "2005", "theme", "開かれた県庁への転換"),
        ("第2期", "2005", "effort", "申請の電子化の推進"), ("第2期", "2005", "effort", "防災情報の配信の開始"), ("第2期", "2005", "outcome", "申請率の21.5%の達成"),
        ("第2期", "2005", "outcome", "全町村での配信の実現")]
    assert not found.pillars


@pytest.mark.parametrize(("heads", "first", "second"), [
    (("期と計画期間", "ねらい", "力を入れたこと", "得たもの"), "第１期/昭和60年度から平成元年度まで", "第２期/平成２年度から平成６年度まで"),
    (("大綱名称", "基本方針", "重点項目", "残した成果"), "第１次大綱/（1996～2000）", "第２次大綱/（2001～2005）"),
    (("計画名・期間", "目標", "主な取組", "成果"), "第１次みなと県情報化計画/H13～H17", "第２次みなと県情報化計画/H18～H22"),
])
def test_plans_and_their_years_in_any_form(heads: tuple[str, ...], first: str, second: str) -> None:
    found = extract_document(OPENING + cells(*heads, first, "回線の確立", "県庁内の網の構築/電子入札の試行", "全職員への端末の配備",
                                             second, "開かれた県庁への転換", "申請の電子化の推進", "全町村での配信の実現") + "\n\n" + CLOSING)
    assert [(h.term[:3], h.field, found.document.reading.value(h.start, h.end)) for h in found.history] == [
        ("第1" + first[2], "theme", "回線の確立"), ("第1" + first[2], "effort", "県庁内の網の構築"), ("第1" + first[2], "effort", "電子入札の試行"),
        ("第1" + first[2], "outcome", "全職員への端末の配備"), ("第2" + first[2], "theme", "開かれた県庁への転換"), ("第2" + first[2], "effort", "申請の電子化の推進"),
        ("第2" + first[2], "outcome", "全町村での配信の実現")]


def test_pillars_over_rows_head_nothing() -> None:
    text = ("第3章 取組の状況\n\n前計画は、次の2つの柱を掲げました。\n・守り合う暮らし\n・稼ぐ力を伸ばす産業\n主な事業は表2のとおりです。\n表2 主な事業\n" + cells(
        "事業名", "実施年度", "所管課", "柱１ 守り合う暮らし", "避難情報配信事業", "平成23～25年度", "危機管理課", "見守り端末配備事業", "平成24年度", "長寿社会課",
        "柱２ 稼ぐ力を伸ばす産業", "直売所販路拡大事業", "平成25～27年度", "農政課", "技術者養成講座事業", "平成23年度", "産業振興課") + "\n\nこれらの事業は、次の計画でも続けます。\n")
    found = extract_document(text)
    assert [(found.document.reading.value(m.start, m.end), found.pillars[m.pillar].name) for m in found.measures if m.level == "project"] == [
        ("避難情報配信事業", "守り合う暮らし"), ("見守り端末配備事業", "守り合う暮らし"), ("直売所販路拡大事業", "稼ぐ力を伸ばす産業"), ("技術者養成講座事業", "稼ぐ力を伸ばす産業")]
    assert [s.title for s in found.document.sections] == ["取組の状況"]
