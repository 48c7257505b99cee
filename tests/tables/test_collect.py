"""From mentions to rows: ids, places, values, and who says which plan a document is."""
from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pipeline.extract.mentions import DateMention
from pipeline.analysis import extract_document
from pipeline.extraction import Extraction
from pipeline.registry import Plan
from pipeline.source import surface_of
from pipeline.tables.check import check
from pipeline.tables.collect import collect
from pipeline.tables.columns import pieces
from pipeline.tables.problem import RowError
from pipeline.tables.rows import TABLES
from tests.joined import join


def test_ids_count_within_the_document_in_its_order(extraction: Extraction) -> None:
    tables = collect(extraction)
    assert [row.date_id for row in tables.dates] == ["plan-a-d0001", "plan-a-d0002", "plan-a-d0003"]
    assert [row.surface for row in tables.dates] == ["平成31年度から令和3年度", "同年4月", "平成28年"]
    assert [row.pillar_id for row in tables.pillars] == ["plan-a-p0001", "plan-a-p0002"]
    for name in TABLES:
        starts = [row.start for row in tables.rows(name) if hasattr(row, "start")]
        assert starts == sorted(starts)


def test_every_surface_is_the_text_at_its_spans(extraction: Extraction) -> None:
    tables = collect(extraction)
    text = extraction.document.source.text
    assert not check(tables, {"plan-a": text})
    for place in (*tables.dates, *tables.citations, *tables.measures, *tables.pillars, *tables.plan_history):
        row: Any = place
        assert row.surface == surface_of(text, pieces(row.spans))


def test_references_between_rows(extraction: Extraction) -> None:
    tables = collect(extraction)
    relative, law = tables.dates[1], tables.citations[0]
    assert (relative.relative, relative.resolved_from) == (1, "plan-a-d0001")
    assert tables.citations[1].refers_to == law.citation_id == "plan-a-c0001"
    assert {row.section_id for row in tables.dates} == {"plan-a-s0002"}
    assert tables.sections[1].parent_id == "plan-a-s0001"


def test_a_measure_without_a_pillar_has_no_method_and_no_confidence(extraction: Extraction) -> None:
    program, project = collect(extraction).measures
    assert (program.pillar_id, program.pillar_method, program.pillar_confidence) == ("", "", None)
    assert (project.pillar_id, project.pillar_method) == ("plan-a-p0002", "classifier")
    assert project.pillar_confidence == pytest.approx(0.8765)
    assert (program.name, project.name) == ("産業を興す ICT", "道の駅ネット整備事業")


def test_the_document_states_what_the_registry_does_not(extraction: Extraction) -> None:
    row = collect(extraction).documents[0]
    assert (row.prefecture_code, row.prefecture) == ("", "霧丘県")
    assert (row.plan_name, row.edition) == ("霧丘県情報化推進計画", "第5期")
    assert (row.period_start, row.period_end) == ("2019-04-01", "2022-03-31")
    assert (row.source_path, row.media_type) == ("plan-a.txt", "text/plain")
    assert row.characters == len(extraction.document.source.text)


def test_the_registry_comes_first(extraction: Extraction) -> None:
    plan = Plan("plan-a", "plan-a.txt", "", "瑞浜県", "計画", "第2期", "2020-04-01", "2021-03-31")
    row = collect(extraction, plan).documents[0]
    assert (row.prefecture_code, row.prefecture, row.plan_name, row.edition) == ("", "瑞浜県", "計画", "第2期")
    assert (row.period_start, row.period_end) == ("2020-04-01", "2021-03-31")


@pytest.mark.parametrize(("title", "code", "prefecture", "plan_name", "edition"), [
    ("東京都デジタル戦略", "13", "東京都", "東京都デジタル戦略", ""),
    ("京都府総合計画(改定版)", "26", "京都府", "京都府総合計画", "改定版"),
    ("瑞浜県情報化推進計画", "", "瑞浜県", "瑞浜県情報化推進計画", ""),
    ("第3期なら県民ビジョン", "", "", "第3期なら県民ビジョン", "第3期"),
    ("本県のあゆみ", "", "", "", ""),
    ("第4期霧丘県観光振興計画", "", "霧丘県", "第4期霧丘県観光振興計画", "第4期"),
    ("愛知県港南市観光計画", "", "", "愛知県港南市観光計画", ""),
    ("愛知県港南郡丸山町観光計画", "", "", "愛知県港南郡丸山町観光計画", ""),
    ("岩手県市町村合併推進構想", "03", "岩手県", "岩手県市町村合併推進構想", ""),
    ("長野県農山漁村振興計画", "20", "長野県", "長野県農山漁村振興計画", ""),
    ("大阪府都市計画方針", "27", "大阪府", "大阪府都市計画方針", ""),
    ("青森県と岩手県の広域連携計画", "", "", "青森県と岩手県の広域連携計画", ""),
    ("港南市2019年度版計画", "", "", "港南市2019年度版計画", "2019年度版"),
    ("港南市共生計画(平成15(2003)年2月策定)~ともに明日へ~", "", "", "港南市共生計画", ""),
    ("港南市共生計画(令和6(2024)~令和9(2027)年度)", "", "", "港南市共生計画", ""),
    ("新こうなん構想 ~水と緑~ (令和5年3月改定)", "", "", "新こうなん構想", ""),
    ("港南市総合計画 ―水と緑の都―", "", "", "港南市総合計画", ""),
    ("~ともに明日へ~ 港南市総合計画", "", "", "港南市総合計画", ""),
    ("2015-2024 港南市総合計画【概要版】", "", "", "港南市総合計画", ""),
    ("平成27~令和6年度 港南市総合計画", "", "", "港南市総合計画", ""),
    ("令和元年度~令和5年度 港南市ICT戦略~つなぐ~", "", "", "港南市ICT戦略", ""),
    ("令和4年度 港南市DX推進計画 進捗報告", "", "", "港南市DX推進計画", ""),
    ("令和4年度 港南市DX推進計画", "", "", "令和4年度 港南市DX推進計画", ""),  # a plan for one year
    ("港南市総合計画2026", "", "", "港南市総合計画2026", ""),
    ("まち~ひと~しごとプラン", "", "", "まち~ひと~しごとプラン", ""),
])
def test_identity_from_the_title(extraction: Extraction, title: str, code: str, prefecture: str, plan_name: str,
                                 edition: str) -> None:
    found = replace(extraction, document=replace(extraction.document, title=title))
    row = collect(found).documents[0]
    assert (row.prefecture_code, row.prefecture, row.plan_name, row.edition) == (code, prefecture, plan_name, edition)


OTHER = "「港南市総合計画」(計画期間:平成27年度~令和6年度)の部門計画とします。"


@pytest.mark.parametrize(("text", "first", "last"), [
    (f"港南市ICT推進計画\n\n平成27年度~平成31年度\n\n第1章 概要\n\n{OTHER}", "2015-04-01", "2020-03-31"),
    (f"港南市ICT推進計画(平成27年度~平成31年度)\n\n第1章 概要\n\n{OTHER}", "2015-04-01", "2020-03-31"),
    (f"港南市ICT推進計画\n平成27年度~平成31年度\n第1章 概要\n{OTHER}", "2015-04-01", "2020-03-31"),
    (f"港南市ICT推進計画\n\n第1章 概要\n\n{OTHER}", "", ""),
    (f"港南市ICT推進計画\n\n第1章 概要\n\n{OTHER}計画期間は平成27年度から平成31年度までです。", "2015-04-01", "2020-03-31"),
    ("港南市ICT推進計画\n\n第1章 概要\n\n「港南市総合計画」の計画期間は平成27年度~令和6年度です。計画期間は平成27(2015)~31(2019)年度です。", "2015-04-01", "2020-03-31"),
    ("港南市ICT推進計画\n\n第1章 概要\n\n「港南市ICT推進計画」(計画期間:令和2年度~令和6年度)は市の計画です。", "2020-04-01", "2025-03-31"),
    ("港南市ICT推進計画\n\n第1章 計画の期間\n\n「総合振興計画」(令和2年度~令和11年度)に合わせ、令和2年度から令和6年度までとします。", "2020-04-01", "2025-03-31"),
    ("港南市ICT推進計画\n\n第1章 概要\n\n本計画は、令和4年度から令和8年度までの5か年の計画です。", "2022-04-01", "2027-03-31"),
    ("港南町健康計画\n\n計画期間\n\n平成30年度から令和2年度\n\n基本理念\n\n~安らかな暮らし~", "2018-04-01", "2021-03-31"),
    ("計画期間\n\n令和3年4月1日から令和8年3月31日までの5年間", "2021-04-01", "2026-03-31"),
    ("港南町健康計画\n\n事業期間\n\n平成30年度から令和2年度", "", ""),
    ("港南市福祉計画\n1 目的\n平成30年度を初年度とし、令和2年度を目標年度とする港南市福祉計画を定めます。\n2 体制\n会議を設けます。", "2018-04-01", "2021-03-31"),
    ("平成30年度を初年度とする令和4年度までの5か年の福祉計画を定めることとします。", "2018-04-01", "2023-03-31"),
    ("この計画の対象期間は、平成25年度を初年度とした10年間です。", "2013-04-01", "2023-03-31"),
    ("港南市福祉計画\n1 目的\n本計画は、令和3年度からの5年間を計画期間とします。", "2021-04-01", "2026-03-31"),
    ("港南市福祉計画\n1 目的\n市は、令和3年度からの5年間で道を直しました。", "", ""),
    ("港南市福祉計画\n1 目的\n計画期間を10年間とし、令和3年度からの5年間を前期計画とします。", "", ""),
    ("港南市福祉計画\n1 経緯\n市は、平成22年度から平成31年度までを計画期間とする「第3次港南市総合計画」を定めました。\n2 内容\n【計画期間】 平成30年度から平成34年度までの5年間", "2018-04-01", "2023-03-31"),
    ("平成28年度から令和2年度までを計画期間とする「港南市福祉計画」を改定します。\n計画期間は、令和3年度から令和7年度までです。", "2021-04-01", "2026-03-31"),
    ("令和3年度から令和7年度までを計画期間とする「第2次港南市福祉計画」を策定しました。", "2021-04-01", "2026-03-31"),
    ("港南市福祉計画\n1 経緯\n前の方針の期間は平成30年度から令和2年度まででした。\n2 期間\n令和3年度から令和7年度まで", "2021-04-01", "2026-03-31"),
    ("港南市福祉計画\n1 国の動き\n国は「みらい戦略」を定めました。同戦略の期間は、2023年度から2027年度までです。", "", ""),
    ("港南市福祉計画\n1 経緯\n第5次港南市総合計画(計画期間:平成23年度~平成32年度)に沿って進めます。", "", ""),
    ("港南市福祉計画(平成21年度~平成25年度)\n1 趣旨\n暮らしを支えます。", "2009-04-01", "2014-03-31"),
    ("情報化計画(平成23・24年度)\n1 期間\n計画期間:平成23・24年度", "2011-04-01", "2013-03-31"),
    ("港南市福祉計画\n1 概要\n港南市福祉計画は、令和8年度から令和11年度までの4年間を対象とします。", "2026-04-01", "2030-03-31"),
    ("港南市福祉計画\n1 概要\n「港南市福祉計画」(以下「本計画」という。)の期間は、令和8年度から令和11年度までとする。", "2026-04-01", "2030-03-31"),
    ("港南市福祉計画\n1 概要\n| 計画期間 | 令和8年度から令和11年度まで |\n|---|---|\n| 基準年度 | 令和5年度 |", "2026-04-01", "2030-03-31"),
])
def test_the_period_is_the_plan_s_own(text: str, first: str, last: str) -> None:
    row = collect(extract_document(text)).documents[0]
    assert (row.period_start, row.period_end) == (first, last)


@pytest.mark.parametrize(("text", "prefecture"), [
    ("港南市は港の町である。愛知県名古屋市で会議が開かれた。", ""),
    ("本市の計画は、県の「兵庫県共生計画」の方針を踏まえる。", ""),
    ("国の会議が愛知県名古屋市で開かれた。", ""),
    ("港南町情報化計画\n平成20年12月\n山形県の施策に沿って進める。", ""),
    ("平成20年12月\n山形県\n1 目的\n暮らしを守る。", "山形県"),
    ("山形県では、市町村と連携して計画を進める。", "山形県"),
    ("岩手県は、市町村の取組を支える。", "岩手県"),
])
def test_the_prefecture_is_the_body_s_own(text: str, prefecture: str) -> None:
    assert collect(extract_document(text)).documents[0].prefecture == prefecture


def test_an_impossible_date_is_refused(extraction: Extraction) -> None:
    date = extraction.dates[1]._replace(edtf="2019-02-30", first_day="2019-02-30", last_day="2019-02-30")
    with pytest.raises(RowError, match="table dates, row plan-a-d0003: edtf: 2019-02-30 does not exist"):
        collect(replace(extraction, dates=(extraction.dates[0], date, extraction.dates[2])))


def test_a_flagged_date_needs_no_days(extraction: Extraction) -> None:
    at = extraction.dates[1]
    flagged = DateMention(at.start, at.end, "day", "", "", "", "wareki", "event", flag="no such day")
    rows = collect(replace(extraction, dates=(flagged,))).dates
    assert rows[0].flag == "no such day"


def test_rows_of_several_documents_break_no_rule_together(extraction: Extraction) -> None:
    other = replace(extraction, document=replace(extraction.document, source=replace(
        extraction.document.source, doc_id="plan-b")))
    tables = join([collect(extraction), collect(other)])
    text = extraction.document.source.text
    assert not check(tables, {"plan-a": text, "plan-b": text})
