"""Items of earlier plans that go on in the next line of their cell, where a PDF has lines that end by themselves."""
from __future__ import annotations

import pytest

from pipeline import extract_document
from pipeline.extract.history_cells import goes_on
from pipeline.readers import pdf
from tests.readers.pdf_draw import Cell, Sheet


def found(lines: list[str], width: float = 110.0) -> list[str]:
    """The items read from a cell of these lines, each of which ends by itself; a ・ opens an item."""
    sheet = Sheet()
    sheet.paragraph("みなと県のこれまでの計画の期間とテーマ、成果は次のとおりです。")
    sheet.table([[Cell(["期"]), Cell(["期間"]), Cell(["テーマ"]), Cell(["成果"])],
                 [Cell(["第1期"]), Cell(["H13～H17年度"]), Cell(["基盤"]), Cell(lines)],
                 [Cell(["第2期"]), Cell(["H18～H22年度"]), Cell(["活用"]), Cell(["情報の公開の拡大"])]], [50, 90, 60, width])
    result = extract_document(pdf.read(sheet.bytes()))
    return [result.document.reading.value(h.start, h.end) for h in result.history if h.field == "outcome" and h.term == "第1期"]


@pytest.mark.parametrize("lines", [
    ["水防に役立つ情報基盤", "の確立"], ["町村へのAED", "の配備"], ["診療所へのICT", "機器の導入"], ["離島でのWi-Fi", "接続の開始"], ["役場間のLAN", "の整備"], ["港と町とのIP", "電話の開通"],
    ["専用線の開通", "（平成16年6月）"], ["県税の電子収納", "（3.8万件）"], ["端末の配備", "（全支所）"], ["講習の実施（公民館及び", "図書館）"], ["防災計画の策定及び", "訓練の実施"], ["離島を結ぶ航路", "及び空路の維持"],
    ["自治会への", "回線の開放"], ["窓口の混雑", "に関する情報の公開"], ["図書館の蔵書", "を検索できる仕組み"], ["県民に関する", "情報の保護"],
], ids=lambda lines: "".join(lines))
def test_a_line_goes_on(lines: list[str]) -> None:
    assert found(lines) == ["".join(lines).replace("（", "(").replace("）", ")")]
    assert found([*lines, "古文書の公開"]) == ["".join(lines).replace("（", "(").replace("）", ")"), "古文書の公開"]


@pytest.mark.parametrize("lines", [
    ["離島の診療の継続", "古文書の公開"], ["行政のDX", "窓口の混雑の緩和"], ["町村でのDX", "窓口の混雑の緩和"], ["専用線", "図書館"], ["庁内LAN", "統合型GIS"], ["端末の配備", "にぎわいの創出"], ["相談の充実", "のびのび育つ環境"],
    ["回線の開通", "はしご車の更新"], ["交流の拡大", "ともに学ぶ場の提供"], ["端末の配備", "（仮称）情報館の開館"], ["町の味を世界へ届ける", "山の水を次代へ渡す"], ["回線の開通", "Webサイトの刷新"],
], ids=lambda lines: "".join(lines))
def test_lines_that_are_items(lines: list[str]) -> None:
    assert found(lines) == [line.replace("（", "(").replace("）", ")") for line in lines]


def test_a_clause_describes_the_next_line_where_lines_are_cut() -> None:
    assert found(["災害に強い情報基盤", "の確立", "地域の課題を解く", "ICTの利活用"], 9 * 9.0 + 9.0) == ["災害に強い情報基盤の確立", "地域の課題を解くICTの利活用"]
    assert found(["災害に強い情報基盤の確立", "地域の課題を解く", "ICTの利活用"], 160.0) == ["災害に強い情報基盤の確立", "地域の課題を解く", "ICTの利活用"]


@pytest.mark.parametrize(("above", "below", "told"), [("講習の実施(公民館・", "図書館)", True), ("AIの導入", "RPAの導入", False), ("町村へのLGWAN", "3回線の追加", True), ("回線の開通(平成13年)", "(平成14年)", False)])
def test_goes_on(above: str, below: str, told: bool) -> None:
    assert goes_on(above, below) == told


@pytest.mark.parametrize(("cell", "items"), [
    ("情報発信 ICT 関連産業の振興", ["情報発信", "ICT関連産業の振興"]), ("教育現場への ICT の導入", ["教育現場へのICTの導入"]), ("公衆無線 LAN の整備", ["公衆無線LANの整備"]),
    ("観光施設の無料 Wi-Fi の整備", ["観光施設の無料Wi-Fiの整備"]), ("災害に強い情報通信 ICT による地域課題の解決", ["災害に強い情報通信", "ICTによる地域課題の解決"])])
def test_a_space_before_a_latin_word(cell: str, items: list[str]) -> None:
    table = f"計画・期間\tテーマ\t主な取組\n第1期 H13～H15年度\t基盤整備\t{cell}\n第2期 H16～H18年度\t電子県庁\t庁内の整備\n"
    result = extract_document(f"第1章 歩み\n\n表1 計画の歩み\n\n{table}")
    assert ["".join(result.document.reading.value(h.start, h.end).split()) for h in result.history if h.field == "effort" and h.term == "第1期"] == items
