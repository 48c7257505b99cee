"""Items of earlier plans in narrow cells of a PDF: lines that fill the column are items of their own, or parts of one."""
from __future__ import annotations

import pytest

from pipeline import extract_document
from pipeline.extract.history_lines import Lines, is_next
from pipeline.readers import pdf
from tests.readers.pdf_draw import Cell, Sheet

LETTER, PADDING = 9.0, 4.0  # points, of the drawn tables


def found(items: list[str], letters: int, sign: str = "") -> list[str]:
    """The items read from a cell in which a line has so many letters."""
    sheet = Sheet()
    sheet.paragraph("みなと県のこれまでの計画の期間とテーマ、成果は次のとおりです。")
    width = letters * LETTER + 2 * PADDING + 0.5 * LETTER
    sheet.table([[Cell(["期"]), Cell(["期間"]), Cell(["テーマ"]), Cell(["成果"])],
                 [Cell(["第1期"]), Cell(["H13～H17年度"]), Cell(["基盤"]), Cell([sign + item for item in items])],
                 [Cell(["第2期"]), Cell(["H18～H22年度"]), Cell(["活用"]), Cell([f"{sign}公開"])]], [50, 90, 60, width])
    result = extract_document(pdf.read(sheet.bytes()))
    return [result.document.reading.value(h.start, h.end) for h in result.history if h.field == "outcome" and h.term == "第1期"]


@pytest.mark.parametrize("items", [
    ["水門の遠隔操作の導入", "図書の貸出窓口の開設"], ["漁港の岸壁の改修", "保健師の増員"], ["棚田の石垣の再生", "空き校舎の転用", "山道の標識の更新"],
    ["道の駅の売上の増加", "移住した世帯の倍増"], ["山村の診療の継続", "海藻の養殖の開始"], ["申請の期間の短縮", "施設予約の共通化"],
    ["窓口の手続の電子化", "職員研修の再編成"], ["文書管理を電子化", "全支所を専用線で接続"], ["収納率が98%に上昇", "県債残高を2割削減"],
    ["電子決裁率88%", "講座の受講者640人"], ["若者が輝く職場づくり", "海に開かれた港町"], ["争いのない地域の絆", "老いも若きも学ぶ県"],
    ["森の恵みを次の代へ渡す", "港の市を世界へひらく"], ["まちの味を海外へ届ける", "島の医療を支え続ける"], ["争いのない静かなまち", "ごみの減量の推進"],
    ["堤防の補強の完了", "食の安全の確保"], ["相談会の開催", "がん検診の普及"], ["林道の舗装", "LED街灯の設置"],
], ids=lambda items: items[0])
def test_lines_that_are_items(items: list[str]) -> None:
    assert found(items, len(items[0])) == items


@pytest.mark.parametrize(("item", "letters"), [
    ("離島の遠隔診療の体制の確立", 9), ("空き家の活用促進に向けた条例の制定", 6), ("住民の情報活用能力の育成", 9), ("山間部の公共交通網の再編", 9),
    ("災害時の避難場所の確保", 6), ("子育ての相談窓口の設置", 6), ("観光の案内所の整備", 5), ("学校の給食費の無償化", 5), ("高齢者の社会参加の促進", 7),
    ("港湾の整備事業の完了", 5), ("職員の採用試験の見直し", 5), ("予約の電子利用率の上昇", 7), ("島の空き家を1,300軒から210軒に縮減", 10),
    ("安心して学び続けられる環境をつくる", 11), ("山の水を守る人を育てる", 6), ("農地の受入れの円滑化", 5), ("手続の見直しの支援", 6), ("町を挙げての花壇づくり", 9),
    ("県と町村による共同電算処理の開始", 6), ("健診の受診者の増加", 6), ("二酸化炭素の削減目標の達成", 8), ("参加した企業120社以上の連携", 11), ("イルカのウォッチングの開始", 6),
    ("海の恵みを生かす食品産業の育成", 8),
], ids=lambda value: value if isinstance(value, str) else "")
def test_items_over_two_lines(item: str, letters: int) -> None:
    assert found([item], letters) == [item]
    assert found([item, "古文書の公開"], 2 * len(item)) == [item, "古文書の公開"]


@pytest.mark.parametrize("items", [["・港湾の整備の完了後の点検", "・水路の改修"], ["・島の医療", "・防潮堤の補強の完了時期の公表"]])
def test_a_bullet_parts_items_and_nothing_else(items: list[str]) -> None:
    assert found([item[1:] for item in items], 8, "・") == [item[1:] for item in items]


def test_verbs_close_items_where_others_do() -> None:
    above, below = "漁のなりわいを次の代へつなぐ", "誠実な町の財政の運営"
    assert [is_next(above + below, 0, len(above), len(above + below), Lines(clauses=told)) for told in (True, False)] == [True, False]


@pytest.mark.parametrize(("shift", "items"), [(0.0, ["水門の遠隔操作の導入", "図書の窓口新設"]), (LETTER, ["水門の遠隔操作の導入図書の窓口新設"])])
def test_lines_set_in_go_on(shift: float, items: list[str]) -> None:
    sheet = Sheet()
    sheet.paragraph("みなと県のこれまでの計画の期間とテーマ、成果は次のとおりです。")
    sheet.text(sheet.x + 140 + PADDING + shift, sheet.y + 8 + 1.4 * 3 * LETTER + 6, items[-1][-7:], LETTER)
    sheet.table([[Cell(["期"]), Cell(["期間"]), Cell(["成果"])], [Cell(["第1期"]), Cell(["H13～", "H17年度"]), Cell(["水門の遠隔操作の導入"])],
                 [Cell(["第2期"]), Cell(["H18～", "H22年度"]), Cell(["公開"])]], [50, 90, 10.5 * LETTER + 2 * PADDING])
    result = extract_document(pdf.read(sheet.bytes()))
    assert [result.document.reading.value(h.start, h.end) for h in result.history if h.term == "第1期"] == items
