"""Words in brackets that name but the list under them, numbers inside the items of a list, and what sums up numbered parts, in several formats."""
from __future__ import annotations

import pytest

from pipeline.layout import build
from pipeline.readers import html, markdown
from tests.layout.test_signs import BODY, FORMS, outline

NUMBERS = [("ア　", "イ　", "ウ　"), ("(1) ", "(2) ", "(3) "), ("①", "②", "③"), ("（ア）", "（イ）", "（ウ）"), ("ａ　", "ｂ　", "ｃ　"), ("1) ", "2) ", "3) ")]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["〔事業〕", "〔動かした事業〕", "【主な事業】", "＜関連する事業＞", "［取組の例］"])
@pytest.mark.parametrize("bullet", ["・", "○ ", "－　"])
def test_a_name_over_a_list_with_text_behind_it(form: str, name: str, bullet: str) -> None:
    items = [f"{bullet}海の見守り事業（港湾課）", f"{bullet}山の道の更新事業"]
    blocks = ["第1章 歩み", "(1) 守る", name, *items, BODY, "(2) 稼ぐ", name, *items, BODY]
    assert [title for _, _, title in outline(blocks, form)] == ["歩み", "守る", "稼ぐ"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["【{}】", "＜{}＞", "〔{}〕"])
def test_names_of_parts_stay_headings(form: str, name: str) -> None:
    items = ["・海の見守り事業（港湾課）", "・山の道の更新事業"]
    blocks = ["第1章 歩み"]
    for number, words in ((1, "守る"), (2, "稼ぐ")):
        blocks += [f"({number}) {words}", name.format("現状と課題"), BODY, name.format("主な事業"), *items]
    assert [title for _, _, title in outline(blocks, form)] == ["歩み", "守る", "現状と課題", "主な事業", "稼ぐ", "現状と課題", "主な事業"]


@pytest.mark.parametrize("numbers", NUMBERS)
@pytest.mark.parametrize("form", ["- {}", "* {}", "<li>{}</li>"])
def test_numbers_inside_items(numbers: tuple[str, ...], form: str) -> None:
    items = [form.format(number + name) for number, name in zip(numbers, ("海の見守り事業（港湾課）", "山の道の更新事業", "島の教室をつなぐ事業"))]
    source = html.read(f"<h1>第1章</h1><ul>{''.join(items)}</ul>".encode()) if "<" in form else markdown.read(("# 第1章\n\n" + "\n".join(items) + "\n").encode())
    document = build(source)
    assert [document.text(unit) for unit in document.units if unit.kind == "item"] == ["海の見守り事業(港湾課)", "山の道の更新事業", "島の教室をつなぐ事業"]


@pytest.mark.parametrize("items", [["ア　海の見守り事業", "山の道の更新事業"], ["(2) 海の見守り", "(3) 山の見守り"], ["アジアの市場", "イベントの開催"], ["(1) 海の見守り", "(1) 山の見守り"]])
def test_what_counts_nothing_stays(items: list[str]) -> None:
    document = build(markdown.read(("# 第1章\n\n" + "\n".join(f"- {item}" for item in items) + "\n").encode()))
    assert ["".join(document.text(unit).split()) for unit in document.units if unit.kind == "item"] == ["".join(item.split()) for item in items]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("sign", ["◎残された宿題", "□反省と教訓", "【次に向けて】"])
@pytest.mark.parametrize(("number", "opening", "level"), [
    ("▼重点分野{}　", "二つの分野を通じて見えたのは、使う人の声が足りないことである。", 3), ("■柱{} ", "各柱に共通して、担い手が足りない。", 3),
    ("◇重点目標{}　", "いずれの目標でも、初めの見込みに届かなかった。", 3), ("▼重点分野{}　", "担い手の確保が進まず、初めの見込みに届かなかった。", 4)])
def test_what_tells_of_all_numbered_parts_stands_beside_them(form: str, sign: str, number: str, opening: str, level: int) -> None:
    blocks = ["第1章 歩み", "1 前の計画", BODY, f"{number.format(1)}守る", BODY, f"{number.format(2)}稼ぐ", BODY, sign, opening + BODY, "2 これから", BODY]
    assert [found for found, _, title in outline(blocks, form) if title == sign.strip("◎□【】")] == [level]
