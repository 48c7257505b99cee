"""Tables taken out of a PDF with one space between cells, long cells over lines, and no department at their end."""
import pytest

from pipeline.layout import build
from pipeline.source import SourceText

BEFORE = "第1章 取組\n県が行う事業は次のとおりである。\n"
AFTER = "第2章 体制\n県は、毎年度、実績を公表する。\n"

TABLES = {
    "numbers before the names": (
        "番号 事業名 担当 実施結果\n1 渚の見守り事業 防災課 平成31年3月に始め、全24市町村\nが参加\n2 灯台の夜間公開 観光課 夜も開けた\n3 海の学校の開\n催\n水産課 12回開催し、400人が受講\n",
        [["1", "渚の見守り事業", "防災課", "平成31年3月に始め、全24市町村が参加"], ["2", "灯台の夜間公開", "観光課", "夜も開けた"], ["3", "海の学校の開催", "水産課", "12回開催し、400人が受講"]]),
    "numbers and no department": (
        "No. 取組名 実績\n1 渚の見守り事業 14地区が参加\n2 庁内台帳システムの再構築\n令和2年9月に稼働\n3 灯台の夜間公開 夜も開けた\n",
        [["1", "渚の見守り事業", "14地区が参加"], ["2", "庁内台帳システムの再構築", "令和2年9月に稼働"], ["3", "灯台の夜間公開", "夜も開けた"]]),
    "a department second": (
        "主な事業 担当課 内容\n(新)渚の見守り事業 防災課 210集落へ配備し、訓練を年1回行\nう\n(継)灯台映像伝送システム更新事\n業\n消防課 映像を送る\n(拡)海の相談\n窓口の設置\n水産課 3圏域から全圏域へ\n",
        [["(新)渚の見守り事業", "防災課", "210集落へ配備し、訓練を年1回行う"], ["(継)灯台映像伝送システム更新事業", "消防課", "映像を送る"], ["(拡)海の相談窓口の設置", "水産課", "3圏域から全圏域へ"]]),
    "pairs": (
        "事業名 実施結果\n渚の見守り事業 38地区に導入し、延べ216件を知ら\nせた\n灯台の夜間公開 14の協会に提供\n海の学校 8人を配置\n",
        [["渚の見守り事業", "38地区に導入し、延べ216件を知らせた"], ["灯台の夜間公開", "14の協会に提供"], ["海の学校", "8人を配置"]]),
    "wide spaces and two departments": (
        "番号　事業名　担当課　内容\n１　渚の見守り事業　防災課、水産課　波の高さを知らせる\n２　灯台の夜間公開　観光課　夜も開ける\n",
        [["1", "渚の見守り事業", "防災課、水産課", "波の高さを知らせる"], ["2", "灯台の夜間公開", "観光課", "夜も開ける"]]),
}


@pytest.mark.parametrize("case", TABLES)
def test_rows(case: str) -> None:
    table, rows = TABLES[case]
    document = build(SourceText("a", BEFORE + table + AFTER))
    grid, = (t.grid for t in document.tables)
    assert [[cell.text for cell in row] for row in grid[1:]] == rows
    assert [s.title for s in document.sections] == ["取組", "体制"]


@pytest.mark.parametrize("text", [
    "番号 事業名 内容\n県は、次の事業を行う。\n",
    "事業名 内容\n渚の見守り事業の内容は、次のとおりである。\n",
    "主な事業 担当課 内容\n防災課が行う事業は、次のとおりである。\n",
])
def test_no_rows(text: str) -> None:
    assert not build(SourceText("a", BEFORE + text + AFTER)).tables


def test_running_text_behind_the_last_row_is_no_cell() -> None:
    table = "番号 事業名 内容\n1 渚の見守り事業 波の高さを知らせる\n2 灯台の夜間公開 夜も開ける\n"
    document = build(SourceText("a", f"{BEFORE}{table}これらの事業は、海に面した市町村と力を合わせ、毎年度その内容を見直しながら\n進めていく。\n{AFTER}"))
    grid, = (t.grid for t in document.tables)
    assert [cell.text for cell in grid[-1]] == ["2", "灯台の夜間公開", "夜も開ける"]


@pytest.mark.parametrize("text", ["", "番号", "番号 事業名", "番号 事業名 内容", "番号 事業名 内容\n1 ", "主な事業 担当課 内容\n防災課", "主な事業 担当課 内容\nあ\n防災課\nい\n水産課\n"])
def test_scraps(text: str) -> None:
    document = build(SourceText("a", text))
    assert document.source.text == text
