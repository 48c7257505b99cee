"""Pillars that sentences announce, and whose they are: one line a case."""
from __future__ import annotations

import pytest

from pipeline import extract_document
from pipeline.extract import plan_topics

OWN = "みなと県DX推進計画"
A, B, C, D = "手続の転換", "つながる地域経済", "回る行政基盤", "学びと支え合い"

ANNOUNCED = [
    (f"本計画では、次の四つを「柱」に据える。第一は「{A}」、第二は「{B}」、第三は「{C}」であり、これらを支える第四の柱として「{D}」を置く。", [A, B, C, D]),
    (f"計画では三つの「挑戦」を掲げる。一つ目は「{A}」、二つ目は「{B}」、三つ目は「{C}」である。", [A, B, C]),
    (f"本計画は、「{A}」「{B}」「{C}」「{D}」の 4 つを基本方針とします。", [A, B, C, D]),
    (f"本計画は、①{A}、②{B}、③{C}の三つを「めざす方向」として掲げるものである。", [A, B, C]),
    (f"計画の柱は、1「{A}」、2「{B}」、3「{C}」である。", [A, B, C]),
    (f"「{A}」を第一の柱、「{B}」を第二の柱、「{C}」を第三の柱とする。", [A, B, C]),
    (f"本計画では3つの柱を立てる。1つ目の柱は「{A}」、2つ目の柱は「{B}」、3つ目の柱は「{C}」とする。", [A, B, C]),
    (f"県は次の三つの「舵」を示す。\n第一の舵　{A}\n第二の舵　{B}\n第三の舵　{C}\n三つの舵は互いに独立したものではない。", [A, B, C]),
    (f"県は次の三つの戦略を柱に据える。\n戦略Ⅰ　{A}\n戦略Ⅱ　{B}\n戦略Ⅲ　{C}\nこれらを一体として進める。", [A, B, C]),
    (f"計画の柱を三本とし、「{A}」「{B}」「{C}」と名付けた。", [A, B, C]),
    (f"本計画は「{A}」、「{B}」及び「{C}」の三つを施策の柱とするものである。", [A, B, C]),
    (f"本計画の基本目標は、第1に「{A}」、第2に「{B}」、第3に「{C}」である。", [A, B, C]),
    (f"本計画では、政策の柱として「{A}」「{B}」「{C}」を掲げる。", [A, B, C]),
    (f"国の動きを踏まえ、本県は「{A}」「{B}」の二つを柱とする。", [A, B]),
    (f"国の「デジタル田園都市国家構想総合戦略」を勘案し、計画は「{A}」「{B}」「{C}」の三つを柱とする。", [A, B, C]),
    (f"調査では三つの課題が挙がった。第一は「{A}」、第二は「{B}」、第三は「{C}」である。", []),
    (f"「{A}」「{B}」「{C}」の3つを理由とする回答が多い。", []),
    (f"国の戦略は、「{A}」「{B}」「{C}」の三つの柱を掲げている。", []),
    (f"「デジタル社会の実現に向けた重点計画」（令和5年6月9日閣議決定）では、「{A}」「{B}」「{C}」の三つの柱が示された。", []),
    (f"政府は、三つの「原則」を掲げた。第一は「{A}」、第二は「{B}」、第三は「{C}」である。", []),
    (f"総務省の戦略では、①{A}、②{B}、③{C}の三つを柱としている。", []),
]


@pytest.mark.parametrize("sentence, expected", ANNOUNCED)
def test_announced(sentence: str, expected: list[str]) -> None:
    found = extract_document(f"{OWN}\n\n第３章　計画の考え方\n\n１　計画の期間\n\n　計画の期間は5年とする。\n\n２　計画の柱立て\n\n　{sentence}\n\n３　推進体制\n\n　知事を本部長とする本部で進める。\n")
    assert [(p.name, p.plan_name) for p in found.pillars] == [(name, OWN) for name in expected]


WHOSE = [  # a chapter without a title
    (f"第５次みなと市情報化推進計画は、第六次みなと市総合計画を支える計画である。期間は令和6年度から令和10年度までとし、「{A}」「{B}」「{C}」の3つを基本方針とする。", "第5次みなと市情報化推進計画"),
    (f"県は「みなと共創ビジョン」（令和7年3月議決）を定めた。計画の期間は10年間であり、「{A}」「{B}」「{C}」の三つの柱を示す。", "みなと共創ビジョン"),
    (f"みなとアクションプランは、平成29年度から令和3年度までを期間とし、「{A}」「{B}」「{C}」の三つの柱の下に進めた。", "みなとアクションプラン"),
    (f"平成30年3月に策定した青葉県ICT推進計画では、「{A}」「{B}」「{C}」の三つの柱を掲げた。", "青葉県ICT推進計画"),
    (f"第４期の計画である「青葉県情報利活用計画」は、県議会の議決を経た。基本方針は、「{A}」、「{B}」及び「{C}」の3つである。", "青葉県情報利活用計画"),
]


@pytest.mark.parametrize("sentence, plan", WHOSE)
def test_whose_they_are(sentence: str, plan: str) -> None:
    found = extract_document(f"第２章　これまでの歩み\n\n第１節　計画の柱\n\n　{sentence}\n\n第２節　推進体制\n\n　本部で進める。\n")
    assert [(p.name, p.plan_name) for p in found.pillars] == [(name, plan) for name in (A, B, C)]


TOPICS = [  # sentence, its topic, what it says was decided
    ("第5次青葉市情報化推進計画は、総合計画を支える計画である", "第5次青葉市情報化推進計画", ""),
    ("「みらい青葉プラン」は、平成27年3月に策定され", "みらい青葉プラン", ""),
    ("県は「青葉共創ビジョン」(令和7年3月議決)を定めた", "", "青葉共創ビジョン"),
    ("第5期青葉デジタル戦略の計画期間は2026~2030年度とする", "第5期青葉デジタル戦略", ""),
    ("こうした声を踏まえ、市は令和6年3月に「青葉市DX推進計画」を策定しました", "", "青葉市DX推進計画"),
    ("県は、令和4年3月に青葉県デジタル戦略を策定し", "", "青葉県デジタル戦略"),
    ("前計画の青葉ICTプランでは、", "青葉ICTプラン", ""),
    ("国は「デジタル社会の実現に向けた重点計画」を策定した", "", ""),
    ("第6期となる本計画では、", "", ""), ("本計画は、5年とする", "", ""), ("実施計画は毎年度見直す", "", ""), ("情報化推進計画は", "", ""), ("第4期計画は", "", ""), ("まちづくりの計画は、", "", ""),
]


@pytest.mark.parametrize("sentence, topic, decided", TOPICS)
def test_plan_of_a_sentence(sentence: str, topic: str, decided: str) -> None:
    found = [sentence[slice(*place)] if place else "" for place in (plan_topics.topic(sentence, 0, len(sentence)), plan_topics.decided(sentence, 0, len(sentence)))]
    assert found == [topic, decided]
