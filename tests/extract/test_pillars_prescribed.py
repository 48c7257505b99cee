"""Pillars of plans in the form that the state prescribes, and names beside letters of which headings speak."""
from __future__ import annotations

import pytest

from pipeline import extract_document
from pipeline.readers import markdown

BODY = "　町は、関係する団体と連携して、地域の実情に応じた取組を進めます。\n"
PART = "{n} {title}\n(1) {state}\n" + BODY + "(2) {remedy}\n" + BODY + "(3) 計画\n" + BODY
OPENING = "みずほ町過疎地域持続的発展計画\n\n1 基本的な事項\n(1) 町の概況\n" + BODY + "(2) 地域の持続的発展の基本方針\n" + BODY + "(3) 地域の持続的発展のための基本目標\n" + BODY
TITLES = ("産業の振興", "医療の確保", "教育の振興", "集落の整備")


@pytest.mark.parametrize(("state", "remedy"), [("現況と問題点", "その対策"), ("現況及び問題点", "その対策"), ("現状と課題", "今後の対策"), ("現況と問題点", "対策")])
def test_parts_with_state_and_remedy(state: str, remedy: str) -> None:
    text = OPENING + "".join(PART.format(n=n, title=title, state=state, remedy=remedy) for n, title in enumerate(TITLES, 2))
    assert [(p.ordinal, p.name, p.plan_name) for p in extract_document(text).pillars] == [(n, title, "みずほ町過疎地域持続的発展計画") for n, title in enumerate(TITLES, 1)]


def test_parts_under_pillars_are_none() -> None:
    parts = "".join(f"({n}) {title}\nア 現状と課題\n{BODY}イ 取組の方向\n{BODY}" for n, title in enumerate(TITLES, 1))
    text = f"みずほ町総合計画\n\n第1章 施策の展開\n基本目標1 暮らしを守る\n{parts}基本目標2 仕事をつくる\n{parts}"
    assert [p.name for p in extract_document(text).pillars] == ["暮らしを守る", "仕事をつくる"]


def test_names_beside_letters() -> None:
    rows = "".join(f"| {letter} | {name} | 目指す姿 |\n" for letter, name in zip("ABC", ("暮らしをひらく", "なりわいを伸ばす", "いのちを守る")))
    headings = "".join(f"## ({n}) 領域{letter}の取組状況\n\n{BODY}\n" for n, letter in enumerate("ABC", 1))
    text = f"# みずほ県デジタル推進プラン\n\n## 1 概要\n\nプランの領域は表のとおりです。\n\n| 領域 | 名称 | 姿 |\n|---|---|---|\n{rows}\n{headings}"
    assert [p.name for p in extract_document(markdown.read(text.encode())).pillars] == ["暮らしをひらく", "なりわいを伸ばす", "いのちを守る"]
