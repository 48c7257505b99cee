"""Pillars and projects of one small plan in many styles of headings and lists: a line a style."""
from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline import extract_document

NAMES = ("暮らしを守る", "産業を伸ばす", "人を育てる")
TOPICS = ("防災", "起業", "学び")
BODY = "県は、市町村や企業とともに、地域の実情に応じて取組を進めます。"
FULL = "０１２３"

HEADS: dict[str, Callable[[int, str], str]] = {
    "two lines": lambda i, n: f"基本目標{FULL[i]}\n{n}",
    "two lines with a blank one between": lambda i, n: f"基本目標{FULL[i]}\n\n{n}",
    "quoted": lambda i, n: f"基本目標{i}「{n}」",
    "colon": lambda i, n: f"柱{i}：{n}",
    "dash": lambda i, n: f"柱{i}―{n}",
    "motto": lambda i, n: f"基本目標{i}　{n}　～みんなで進める～",
    "set in": lambda i, n: f"　　　　　基本目標{i}　{n}",
    "figure and point": lambda i, n: f"{i}.　{n}",
    "figure in brackets": lambda i, n: f"({i})　{n}",
    "figure in a circle": lambda i, n: f"{' ①②③'[i]}　{n}",
    "sign": lambda i, n: f"■　{n}",
    "heavy brackets": lambda i, n: f"【{n}】",
    "double angles": lambda i, n: f"≪{n}≫",
    "number in double brackets": lambda i, n: f"《基本目標{i}》{n}",
    "number in angles": lambda i, n: f"基本目標〈{i}〉　{n}",
    "rules above and below": lambda i, n: f"────────\n基本目標{i}　{n}\n────────",
    "section": lambda i, n: f"第{i}節　{n}",
    "Roman": lambda i, n: f"{' ⅠⅡⅢ'[i]}　{n}",
    "letter": lambda i, n: f"{' ABC'[i]}　{n}",
    "kana": lambda i, n: f"{' アイウ'[i]}　{n}",
    "dotted": lambda i, n: f"2.{i}　{n}",
    "hyphen": lambda i, n: f"２－{FULL[i]}　{n}",
    "number behind a number": lambda i, n: f"{i}　基本目標{i}　{n}",
    "number behind a section": lambda i, n: f"第{i}節　基本目標{i}　{n}",
    "number behind the name": lambda i, n: f"（{i}）{n}（基本目標{i}）",
    "ordinal": lambda i, n: f"第{' 一二三'[i]}の柱　{n}",
    "counted": lambda i, n: f"{i}つ目の柱　{n}",
    "その": lambda i, n: f"柱その{i}　{n}",
    "English": lambda i, n: f"Mission {i}　{n}",
}

LISTS: dict[str, Callable[[int, str], str]] = {
    "bullets": lambda i, p: f"主な事業\n・{p}推進事業（企画課）\n・{p}支援事業（企画課）",
    "tabs": lambda i, p: f"事業名\t内容\t担当課\n{p}推進事業\t計画を作ります\t企画課\n{p}支援事業\t補助します\t企画課",
    "pipes": lambda i, p: f"| 事業名 | 担当課 |\n|---|---|\n| {p}推進事業 | 企画課 |\n| {p}支援事業 | 企画課 |",
    "columns": lambda i, p: f"　事業名　　　　　　　　担当課\n　{p}推進事業　　　　企画課\n　{p}支援事業　　　　企画課",
    "one line": lambda i, p: f"【主な事業】{p}推進事業、{p}支援事業",
    "set in": lambda i, p: f"＜関連事業＞\n　{p}推進事業\n　{p}支援事業",
    "numbered headings": lambda i, p: f"(1) {p}推進事業\n　{p}の計画を作ります。\n\n(2) {p}支援事業\n　補助します。",
    "circled": lambda i, p: f"① {p}推進事業　【企画課】\n② {p}支援事業　【企画課】",
    "stars": lambda i, p: f"★{p}推進事業（新規）\n★{p}支援事業（継続）",
    "marks in square brackets": lambda i, p: f"・[新] {p}推進事業\n・[継] {p}支援事業",
    "dashes": lambda i, p: f"－{p}推進事業\n－{p}支援事業",
    "described": lambda i, p: f"・{p}推進事業：計画を作ります。\n・{p}支援事業：補助します。",
    "amounts": lambda i, p: f"○{p}推進事業　12,000千円\n○{p}支援事業　3,400千円",
    "sign headings": lambda i, p: f"■{p}推進事業\n{p}の計画を作ります。\n\n■{p}支援事業\n補助します。",
    "arrows": lambda i, p: f"⇒{p}推進事業\n⇒{p}支援事業",
    "ticks": lambda i, p: f"✓ {p}推進事業\n✓ {p}支援事業",
    "announced in round brackets": lambda i, p: f"（主要事業）\n・{p}推進事業\n・{p}支援事業",
    "under their 施策": lambda i, p: f"施策{i}-1　{p}の推進\n・{p}推進事業\n\n施策{i}-2　{p}の支援\n・{p}支援事業",
    "cards": lambda i, p: f"事業名　{p}推進事業\n概　要　{p}の計画を作ります。\n担当課　企画課\n\n事業名　{p}支援事業\n概　要　補助します。\n担当課　企画課",
}


def check(head: Callable[[int, str], str], listed: Callable[[int, str], str]) -> None:
    parts = "\n\n".join(f"{head(i, name)}\n\n{BODY}\n\n{listed(i, topic)}" for i, (name, topic) in enumerate(zip(NAMES, TOPICS), 1))
    result = extract_document(f"みなと県総合計画\n\n第1章 基本的な考え方\n\n県は、次の3つの柱で取組を進めます。\n\n第2章 施策の展開\n\n{parts}\n\n第3章 推進体制\n\n{BODY}\n")
    assert [(p.ordinal, p.name) for p in result.pillars] == list(enumerate(NAMES, 1))
    assert [(result.document.reading.value(m.start, m.end), m.pillar) for m in result.measures if m.level == "project"] == [
        (f"{topic}{kind}事業", pillar) for pillar, topic in enumerate(TOPICS) for kind in ("推進", "支援")]


@pytest.mark.parametrize("style", HEADS)
def test_headings(style: str) -> None:
    check(HEADS[style], LISTS["bullets"])


@pytest.mark.parametrize("style", LISTS)
def test_lists(style: str) -> None:
    check(lambda i, name: f"基本目標{i}　{name}", LISTS[style])
