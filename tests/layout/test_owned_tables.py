"""Tables taken out of a PDF with one space between cells and long cells over lines."""
import pytest

from pipeline.layout import build
from pipeline.source import SourceText

BEFORE = "第1章 取組\n県が行う事業は次のとおりである。\n"
AFTER = "第2章 体制\n県は、毎年度、実績を公表する。\n"


@pytest.mark.parametrize(("table", "rows"), [
    ("事業名 実績 所管課\n渚の見守り事業 14地区の 2,870世帯が参加 水産課\n灯台の夜間公開 夜も開ける 観光課\n",
     [["渚の見守り事業", "14地区の2,870世帯が参加", "水産課"], ["灯台の夜間公開", "夜も開ける", "観光課"]]),
    ("事業名 内容 担当課\n渚の見守り事業\n（新規）\n海岸にセンサーを置き、波の高さを10分\nごとに知らせる\n水産課\n灯台の夜間公開 夜も開ける 観光課\n",
     [["渚の見守り事業(新規)", "海岸にセンサーを置き、波の高さを10分ごとに知らせる", "水産課"], ["灯台の夜間公開", "夜も開ける", "観光課"]]),
    ("取組名 概要 担当部署\n離島の診療所への支援事業（画像伝送設\n備の整備）\n診療所 4か所に装置を配る 医療政策課\n渚の見守り事業 波の高さを\n知らせる 水産局\n",
     [["離島の診療所への支援事業(画像伝送設備の整備)", "診療所4か所に装置を配る", "医療政策課"], ["渚の見守り事業", "波の高さを知らせる", "水産局"]]),
    ("取組 内容 所管\n渚の見守り事業 波の高さを\n知らせる 水産局、防災課\n灯台の夜間公開 夜も開ける 観光課ほか\n",
     [["渚の見守り事業", "波の高さを知らせる", "水産局、防災課"], ["灯台の夜間公開", "夜も開ける", "観光課ほか"]]),
    ("主な事業 事業概要 所管 予算額（千円）\n渚の中小企業伴走支援事\n業\n専門家を最長1年間派遣し、業務の棚卸\nしを助ける。\n産業課 48,200\n会計ソフト導入費補助【新\n規】\n費用の半分以内を\n補う。\n産業課 15,000\n",
     [["渚の中小企業伴走支援事業", "専門家を最長1年間派遣し、業務の棚卸しを助ける。", "産業課", "48,200"], ["会計ソフト導入費補助【新規】", "費用の半分以内を補う。", "産業課", "15,000"]]),
    ("事業名 内容 令和6年度 令和7年度 令和8年度\n電子決裁システム\n更新事業\n率を95％に高める。 設計 構築 運用\n港のセキュリティクラ\nウド\n機器に入れ替える。 調達 移行 運用\n",
     [["電子決裁システム更新事業", "率を95％に高める。", "設計", "構築", "運用"], ["港のセキュリティクラウド", "機器に入れ替える。", "調達", "移行", "運用"]]),
    ("具体的な取組 説明 担当 区分\n渚の防災システム 河川の状況を一つの地図に重\nねて示す。\n危機管理課 継続\n監視カメラの増設 中小河川に置く。 河川課 新規\n",
     [["渚の防災システム", "河川の状況を一つの地図に重ねて示す。", "危機管理課", "継続"], ["監視カメラの増設", "中小河川に置く。", "河川課", "新規"]]),
], ids=["spaces in a cell", "a mark and cells over lines", "a name over lines", "several departments", "amounts behind departments", "words under years", "kinds behind departments"])
def test_rows_that_a_department_closes(table: str, rows: list[list[str]]) -> None:
    document = build(SourceText("a", BEFORE + table + AFTER))
    grid, = (t.grid for t in document.tables)
    assert [[cell.text.replace("％", "%") for cell in row] for row in grid[1:]] == [[cell.replace("％", "%") for cell in row] for row in rows]
    assert [s.title for s in document.sections] == ["取組", "体制"]


@pytest.mark.parametrize("text", [
    "事業名 内容 担当課\n県は、次の事業を行う。水産課が担う。\n",
    "事業の担当 内容 防災課\n渚の見守り事業は、\n水産課が行う。\n",
    "事業名 内容 担当課\n1 計画の期間\n期間は五年とする。\n",
])
def test_no_rows(text: str) -> None:
    assert not build(SourceText("a", BEFORE + text + AFTER)).tables
