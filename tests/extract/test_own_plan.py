"""The plan that a document is or is a chapter of, and the plans behind the terms of a list of earlier ones: one line a case."""
from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import extract_document
from pipeline.extract.own_plan import own_plan
from pipeline.extract.plan_terms import named_by_term
from pipeline.layout import build
from pipeline.readers import parse

CHAPTER = "第３章　計画の考え方\n\n　{}\n"
OWN = [
    ("青葉県デジタル戦略\n\n１　目的\n\n　戦略を定める。\n", "青葉県デジタル戦略"),
    ("青葉県デジタル戦略（第2期青葉県官民データ活用推進計画）\n\n１　目的\n\n　青葉県デジタル戦略（以下「本戦略」という。）は、県の計画である。\n", "青葉県デジタル戦略"),
    ("第2期\n青葉県ICT推進計画\n\n１　目的\n\n　第2期青葉県ICT推進計画（以下「本計画」という。）は、県の計画である。\n", "第2期青葉県ICT推進計画"),
    ("青葉市行政改革大綱・実施計画\n\n１　目的\n\n　市は、業務を見直す。\n", "青葉市行政改革大綱"),
    ("青葉市環境基本計画及び推進プラン\n\n１　目的\n\n　市は、業務を見直す。\n", "青葉市環境基本計画"),
    ("青葉市総合計画 令和7年度実施計画\n\n１　目的\n\n　青葉市総合計画の次の4つの政策に沿って、事業を進める。\n", "青葉市総合計画"),
    ("青葉市総合計画 令和7年度実施計画\n\n１　目的\n\n　青葉市総合計画に掲げる以下の4つの政策に沿って、事業を進める。\n", "青葉市総合計画"),
    (CHAPTER.format("「青葉県DX推進計画」（以下「本計画」という。）は、県の計画である。"), "青葉県DX推進計画"),
    (CHAPTER.format("第4次青葉市情報化推進計画（以下「本計画」という。）は、総合計画の下で進める。"), "第4次青葉市情報化推進計画"),
    (CHAPTER.format("本章では、「第4期青葉県情報化計画」の成果を取りまとめ、新たに策定する「青葉県ICT利活用推進計画」の方針を示す。"), "青葉県ICT利活用推進計画"),
    (CHAPTER.format("この部では歩みを振り返り、新たに定める「青葉県DX航路図」の四つの挑戦へとつなげます。"), "青葉県DX航路図"),
    (CHAPTER.format("この章には、第３次青葉市総合計画後期基本計画の計画期間である令和７年度から令和11年度までに進める施策をまとめています。"), "第3次青葉市総合計画後期基本計画"),
    ("アクションプラン（実施計画書）\n\n１　目的\n\n　本書は、青葉県DX推進計画（令和6年3月策定）を年度ごとの取組に落とし込むものである。\n", "青葉県DX推進計画"),
    (CHAPTER.format("前計画の満了に伴い、平成24年度を初年度とする「第３次青葉市ＩＴ推進計画」を策定するものです。"), "第3次青葉市IT推進計画"),
    (CHAPTER.format("前計画の満了に伴い、新たに「青葉市情報化基本計画（平成25年度－平成29年度）」を策定します。"), "青葉市情報化基本計画"),
    (CHAPTER.format("新しい計画の名称は「第2次青葉市まなびプラン」とします。"), "第2次青葉市まなびプラン"),
    (CHAPTER.format("本計画（青葉中央広域連合DX推進計画）の期間は5年とする。"), "青葉中央広域連合DX推進計画"),
    (CHAPTER.format("「青葉県ICT計画」（令和2（2020）年3月策定。以下「旧計画」といいます。）の後を受け、本計画「あおばデジタル航路図」の柱を示します。"), "あおばデジタル航路図"),
    (CHAPTER.format("この調書は、「青葉市DX推進プラン」（令和4年3月策定）に掲げた取組について、実績を取りまとめるものである。"), "青葉市DX推進プラン"),
    (CHAPTER.format("前計画が令和7年3月31日で満了することから、第2次青葉市DX推進計画を新たに定めるものです。"), "第2次青葉市DX推進計画"),
    (CHAPTER.format("第5次青葉広域連合広域計画の期間は、令和2年度から令和6年度までの5年間とする。計画の進行は、幹事会が点検する。"), "第5次青葉広域連合広域計画"),
    ("青葉県行財政経営戦略 実施計画\n\n第１章　趣旨\n\n　青葉県行財政経営戦略（令和5年3月28日決定。以下「戦略」という。）は、改革の目的を定める。\n\n第２章　柱\n\n　戦略は、次の四つの挑戦を掲げている。\n", "青葉県行財政経営戦略"),
    (CHAPTER.format("青葉町第4次行政改革実施計画は、平成18年度から平成22年度までの5年間を期間とし、経費を削減することを目標とする。"), "青葉町第4次行政改革実施計画"),
    (CHAPTER.format("新たに策定する青葉市DX推進計画（令和6年3月策定）は、令和6年度から令和10年度までを計画期間とする。"), "青葉市DX推進計画"),
    (CHAPTER.format("第3次青葉市情報化計画は、平成22年度から平成26年度までを期間とし、42の事業を行った。"), ""),
    (CHAPTER.format("第4次青葉市情報化計画の期間は、平成27年度から令和元年度までの5年間でした。"), ""),
    (CHAPTER.format("本計画は、「誰もがつながる社会」を基本理念とする。"), ""),
    ("青葉県ビジョン（概要・第２章）\n\n１　趣旨\n\n　趣旨を示す。\n", "青葉県ビジョン"),
    (CHAPTER.format("本章は、国の「デジタル社会の実現に向けた重点計画」の内容を示す。"), ""),
    (CHAPTER.format("本書では、青葉県総合計画を踏まえ、進め方を述べる。"), ""),
]


@pytest.mark.parametrize("text, plan", OWN)
def test_own_plan(text: str, plan: str) -> None:
    assert own_plan(build(parse(text.encode(), Path("x.txt"), "x"))) == plan


def test_running_head_names_the_plan() -> None:
    pages = "\n\n".join(f"青葉市スマート自治体推進計画\n\n- {20 + n} -\n\n## {n} 取組の{n}\n\n市は、窓口の改革を進める。" for n in range(1, 5))
    assert own_plan(build(parse(f"## 第3 検証\n\n検証を行う。\n\n{pages}\n".encode(), Path("x.md"), "x"))) == "青葉市スマート自治体推進計画"


TERMS = [
    ("第1次 青葉県高度情報化プラン（平成14年3月策定）【平成14年度～平成18年度】\n", {"第1次": "青葉県高度情報化プラン"}, ""),
    ("第４次（前プラン）青葉ICTプラン2019（平成31年3月策定）\n", {"第4次": "青葉ICTプラン2019"}, "青葉ICTプラン2019"),
    ("第2期：青葉市IT戦略\n", {"第2期": "青葉市IT戦略"}, ""),
    ("第１次計画の策定から10年がたった。\n", {}, ""),
    ("第２次計画\n", {}, ""),
]


@pytest.mark.parametrize("text, by_term, before", TERMS)
def test_plans_by_their_terms(text: str, by_term: dict[str, str], before: str) -> None:
    assert named_by_term(build(parse(text.encode(), Path("x.txt"), "x")).reading.text) == (by_term, before)


def test_pillars_of_a_term_are_those_of_its_plan() -> None:
    text = ("青葉県デジタルビジョン\n\n第２章　あゆみ\n\n１　計画の経緯\n\n　計画は次のとおりです。\n\n・第1次　青葉県高度情報化プラン（平成14年3月策定）\n・第2次　あおばICT戦略（平成24年3月策定）\n\n"
            "　このうち第2次では、「守る」「稼ぐ」「支える」を3つの柱に据えました。\n")
    assert [(p.name, p.plan_name) for p in extract_document(text).pillars] == [(name, "あおばICT戦略") for name in ("守る", "稼ぐ", "支える")]


@pytest.mark.parametrize("motto", ["～ 山も里も島もつながる県へ ～", "― 次の世代へ手渡す県 ―", "〜海と里と町をつなぐ〜"])
def test_a_motto_right_under_the_title_is_no_part_of_it(motto: str) -> None:
    found = extract_document(f"                    第４期みなと県情報化計画\n              {motto}\n                    平成22年３月\n                    みなと県\n"
                             "第１章　趣旨\n　県は、離島や山間の集落にも高速の通信網を届けるため、国や事業者と力を合わせて進めます。\n")
    assert found.document.title == "第4期みなと県情報化計画"
