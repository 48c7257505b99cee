"""Numbered lines that open a sentence of several lines or hold several numbers, and titles over text."""
import pytest

from pipeline.layout import build, plain
from pipeline.source import SourceText


def found(text: str) -> list[tuple[str, str]]:
    return [(s.label, s.title) for s in build(SourceText("x", text)).sections]


@pytest.mark.parametrize("text", [
    "(1) 本計画は,町の漁業のうち水産課の\n受け持つ事項を定める。\n(2) 本計画は,町の林業のうち林務課の\n受け持つ事項を定める。\n",
    "① 今の構想は、令和元年度の見直しの際に、前の計画と各地区の\n声を集めて作ったものであり、さらに、令和3年度に\n実施計画を定めた。\n② 令和元年度の見直しの後、大雨の被害やこれに伴う港の埋\n没など、町のまわりは大きく変わっている。\n",
    "⑴ 今の構想は、令和元年度の見直しの際に、前の計画と各地区の\n声を集めて作ったものである。\n⑵ 実施計画については、令和3年度から毎年見直しをしているが、町の\n財政に合わせて事業を選んだ。\n",
    "(1)港の見回りについては、令和4年12月に船が替わったが、新しい\n\n船が慣れるまで、二人で回った。\n",
])
def test_a_sentence_over_several_lines_is_no_heading(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(("text", "expected"), [
    ("(1) 安全、安心な港のための\n　　岸壁の補修\n\n古い岸壁を直します。\n\n(2) 灯台の点検\n\n灯台を見て回ります。\n", [("(1)", "安全、安心な港のための岸壁の補修"), ("(2)", "灯台の点検")]),
    ("1 海、山、里の恵みを生かす\n町は、恵みを生かして働く場を増やします。\n2 学び、育つ\n町は、学びの場を増やします。\n", [("1", "海、山、里の恵みを生かす"), ("2", "学び、育つ")]),
    ("1 未来は、みんなでつくる\n話し合いの場を開きます。\n2 海は、みんなで守る\n浜をきれいにします。\n", [("1", "未来は、みんなでつくる"), ("2", "海は、みんなで守る")]),
])
def test_a_title_over_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(("above", "title", "below", "headed"), [
    ("令和3年3月", "はじめに", "読書は心を豊かにします。", True), ("みなと町図書館計画", "おわりに", "本計画は、多くの町民の声から生まれました。", True),
    ("会議では", "はじめに", "町長があいさつをしました。", False), ("目次", "はじめに", "1 計画の目的", False)])
def test_a_customary_heading_right_under_another_line(above: str, title: str, below: str, headed: bool) -> None:
    assert (("", title) in found(f"霧浜町\n{above}\n{title}\n{below}\n")) is headed


@pytest.mark.parametrize(("line", "items"), [
    ("(1)岸壁の補修 (2)灯台の点検 (3)浜の清掃", ["岸壁の補修", "灯台の点検", "浜の清掃"]), ("（１）岸壁の補修　（３）灯台の点検", ["岸壁の補修", "灯台の点検"]),
    ("①岸壁の補修　②灯台の点検", ["岸壁の補修", "灯台の点検"]), ("1 岸壁の補修 2 灯台の点検 3 浜の清掃", ["岸壁の補修", "灯台の点検", "浜の清掃"]),
    ("(1)岸壁の補修(2)のほか灯台の点検", []), ("1 港を使う船 2 隻の点検", []), ("(1) 図 (2) 表", []), ("(3)岸壁の補修 (1)を含む計画", [])])
def test_several_numbers_in_one_line(line: str, items: list[str]) -> None:
    blocks = plain.drafts(f"{line}\n")
    assert [block.text[block.label.end:] for block in blocks if block.label is not None and len(blocks) > 1] == items


@pytest.mark.parametrize("end", [" |", "｜"])
def test_the_end_of_a_cell_is_no_part_of_a_title(end: str) -> None:
    assert found(f"1 港を直す{end}\n\n岸壁を直します。\n\n2 浜を守る{end}\n\n砂を入れます。\n") == [("1", "港を直す"), ("2", "浜を守る")]
