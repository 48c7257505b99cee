"""Pillars of several plans that one document tells of: under headings, in lists, in columns; a line a pillar with its plan."""
from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import extract_document
from pipeline.readers import parse

UNDER_HEADINGS = """第２章　本県における取組の経緯

(1) あおば県IT推進計画（平成13～17年度）
　「あおばIT立県」を基本目標に、①通信基盤の整備、②電子県庁の構築、③人材の育成の3本柱により取組を推進した。
(2) あおば県ICTプラン（平成18～22年度）
　安心・便利・活力をキーワードとして、①安心な暮らし、②便利な手続、③活力ある産業の3分野で取組を推進した。
"""
ITEMS = """あおば県デジタル推進プラン2027

第２章　これまでの取組

　県では、平成14年3月に「あおばIT戦略」を策定し、「行政の情報化」、「地域の情報化」、「通信基盤の整備」の3つの視点から取り組んできました。

　直近の「あおば県デジタル推進プラン2023」（令和2年度～令和5年度）の体系は、以下のとおりです。

　　柱Ⅰ　手続を変える
　　柱Ⅱ　仕事を変える
　　柱Ⅲ　県庁を変える

第３章　これからの取組

　本プランは、次の三つの柱で構成します。

　　柱１　届ける
　　柱２　育てる
　　柱３　支える
"""
ASIDE = """第３章　計画の体系

１　施策の体系

【基本方針１】県民目線のサービス
　窓口では、書かない手続を広げる。
【基本方針２】地域の活性化
　農業については、技術の導入を支援する。

（参考）第２次あおば県情報化推進計画の施策体系
（１）ふれあいのある情報化
（２）産業を元気にする情報化
（３）県政を変える情報化
"""
COLUMNS = """# あおば市DX推進計画

## 第2章 前計画の振り返り

| 旧計画（あおば市情報化計画） | 新計画（あおば市DX推進計画） |
|---|---|
| 方針1 市民サービスの向上 | 方針1 くらしのDX |
| 方針2 地域情報化の推進 | 方針2 まちのDX |
| 方針3 行政運営の効率化 | 方針3 しごとのDX |
"""
IN_BRACKETS = """あおば県デジタルプラン

第２章　これまでの取組

（柱Ⅰ　手続を変える）
　窓口では、書かない手続を広げた。

（柱Ⅱ　仕事を変える）
　農業については、技術の導入を支援した。

第３章　推進体制

　本部（柱１の担当課を含む）で進める。
"""
LABELS_IN_BRACKETS = IN_BRACKETS.replace("（柱Ⅰ　手続を変える）", "（基本方針１）手続を変える").replace("（柱Ⅱ　仕事を変える）", "（基本方針２）仕事を変える")
NO_COLUMNS = """# あおば市DX推進計画

| 旧計画の指標 | 新計画の指標 |
|---|---|
| 窓口の待ち時間 | 手続の所要時間 |
| 講座の参加者数 | 講座の満足度 |
"""
NO_PLAN_ABOVE = """あおば県DX推進計画

第３章　まちづくりの基本方針

　計画は、「備える」「稼ぐ」「支える」の三つを柱とする。
"""

CASES = [
    (UNDER_HEADINGS, [("通信基盤の整備", "あおば県IT推進計画"), ("電子県庁の構築", "あおば県IT推進計画"), ("人材の育成", "あおば県IT推進計画"),
                      ("安心な暮らし", "あおば県ICTプラン"), ("便利な手続", "あおば県ICTプラン"), ("活力ある産業", "あおば県ICTプラン")]),
    (ITEMS, [("行政の情報化", "あおばIT戦略"), ("地域の情報化", "あおばIT戦略"), ("通信基盤の整備", "あおばIT戦略"),
             *((name, "あおば県デジタル推進プラン2023") for name in ("手続を変える", "仕事を変える", "県庁を変える")),
             *((name, "あおば県デジタル推進プラン2027") for name in ("届ける", "育てる", "支える"))]),
    (ASIDE, [("県民目線のサービス", ""), ("地域の活性化", ""),
             *((name, "第2次あおば県情報化推進計画") for name in ("ふれあいのある情報化", "産業を元気にする情報化", "県政を変える情報化"))]),
    (COLUMNS, [*((name, "あおば市情報化計画") for name in ("市民サービスの向上", "地域情報化の推進", "行政運営の効率化")),
               *((name, "あおば市DX推進計画") for name in ("くらしのDX", "まちのDX", "しごとのDX"))]),
    (IN_BRACKETS, [("手続を変える", "あおば県デジタルプラン"), ("仕事を変える", "あおば県デジタルプラン")]),
    (LABELS_IN_BRACKETS, [("手続を変える", "あおば県デジタルプラン"), ("仕事を変える", "あおば県デジタルプラン")]),
    (NO_COLUMNS, []),
    (NO_PLAN_ABOVE, [(name, "あおば県DX推進計画") for name in ("備える", "稼ぐ", "支える")]),
]


@pytest.mark.parametrize("text, expected", CASES, ids=["under headings", "items", "aside", "columns", "in brackets", "labels in brackets", "no columns", "no plan above"])
def test_pillars_and_their_plans(text: str, expected: list[tuple[str, str]]) -> None:
    found = extract_document(parse(text.encode(), Path("x.md" if text.startswith("#") else "x.txt"), "x"))
    assert [(p.name, p.plan_name) for p in found.pillars] == expected


COUNTED_HEAD = """# あおば市DX戦略「ほどけるまちへ」（本文その２）

## 前プランのふりかえり

前プランは、「みらいの窓口」「つながる地域」の二つの約束を掲げました。

## 戦略を動かす{count}つのエンジン

「あおば市DX戦略」は、暮らしのからまりをほどくことに集中します。

### 「ほどく窓口」―手続のからまりを解く―

書かない窓口を広げます。

### 「めぐるデータ」―まちの今を分かち合う―

まちのデータを公開します。

### 「そだつ人」―使う人を増やす―

講座を開きます。

## 期間

5年間です。
"""


@pytest.mark.parametrize(("count", "names"), [("三", ["ほどく窓口", "めぐるデータ", "そだつ人"]), ("四", [])])
def test_a_heading_that_counts_what_is_under_it(count: str, names: list[str]) -> None:
    found = extract_document(parse(COUNTED_HEAD.format(count=count).encode(), Path("x.md"), "x"))
    assert [(p.name, p.plan_name) for p in found.pillars if p.name in ("ほどく窓口", "めぐるデータ", "そだつ人")] == [(name, "あおば市DX戦略") for name in names]


CHAPTER_OF_BOTH = """第２章　これまでの歩みと新しい方向

２－１　旧プランを振り返る

　旧プラン（あおば県データ計画）は、「窓口」「産業」「県庁」の3つの柱で進めました。

２－２　３つの挑戦

　「あおば県デジタルプラン2029」（以下「新プラン」といいます。）は、旧プランの柱を組み替えました。

挑戦１　待たせない県庁へ

　手続を画面の上で終えられるようにします。

挑戦２　データがめぐる地域へ

　データを分かち合います。

挑戦３　頼れる県庁を保つ

　備えを固めます。
"""


def test_a_chapter_on_what_was_and_what_comes() -> None:
    found = extract_document(CHAPTER_OF_BOTH)
    assert [(p.name, p.plan_name) for p in found.pillars] == [
        *((name, "あおば県データ計画") for name in ("窓口", "産業", "県庁")),
        *((name, "あおば県デジタルプラン2029") for name in ("待たせない県庁へ", "データがめぐる地域へ", "頼れる県庁を保つ"))]


IN_TURN = """第２章　経緯

　本県では、平成18年度に「あおばユビキタスプラン」、平成23年度に「あおば県ICT利活用計画」を策定してきた。このうち「あおばユビキタスプラン」は、①安全・安心、②便利・快適、③元気・活力の３つの視点から構成されていた。また、「あおば県ICT利活用計画」では、「くらし」「しごと」「まち」を重点分野とした。
"""
BEFORE_A_TABLE = """第１節　前計画の概要

　平成29年３月に策定した前計画（あおば市情報化基本計画）の重点分野及び主な施策は、下表のとおりである。

重点分野	主な施策
行政サービスの向上	電子申請の拡充、コンビニ交付の導入
地域の活性化	観光アプリの提供、公衆無線LANの整備

第２節　取組の結果

　コンビニ交付は平成30年１月に開始した。
"""
AFTER_A_PERIOD = """第３章　これまでの歩み

（１）あおばe-Town計画（2003年度～2007年度）
　「暮らしの便利」「まちの元気」「役場の効率」を3本柱に、電子申請などを始めた。

（２）あおば町情報化ビジョン（2008年度～2017年度）
　基本目標として次の3点を掲げた。
　・つながる安心
　・広がる学び
　・開かれる役場
"""

OF_THESE = """第３章　計画の経過

　県は、平成９年３月にあおば県高度情報化推進計画を、平成13年９月に青波県ＩＴ戦略を、平成15年３月には青波県ＩＴ推進計画を策定し、施策の重点を移してきた。このうち同戦略は、「道を通す」「人を育てる」「業を興す」の三つの方針を掲げた点に特色がある。
"""

LATEST_OF_THESE = """第３章　計画の経過

　青波市の計画は３次を数えます。このうち直近の青波市ＤＸ推進計画（令和４年３月策定。以下「前計画」といいます。）は、３つの「視点」の下に41の事業を掲げました。

第４章　前計画を振り返って

視点１　暮らしをやさしくする

　取組を進めました。

視点２　なりわいを太くする

　取組を進めました。

視点３　市役所を軽くする

　取組を進めました。
"""

AS_VIEWPOINTS = """第３章　計画の経過

　第2次青波市行政経営プラン（2012年3月策定）は「簡素」「協働」「自立」の三つを改革の視点に据え、担い手を増やす改革へと向きを変えた。
"""


@pytest.mark.parametrize(("text", "expected"), [
    (OF_THESE, {"青波県IT戦略": ["道を通す", "人を育てる", "業を興す"]}),
    (LATEST_OF_THESE, {"青波市DX推進計画": ["暮らしをやさしくする", "なりわいを太くする", "市役所を軽くする"]}),
    (AS_VIEWPOINTS, {"第2次青波市行政経営プラン": ["簡素", "協働", "自立"]}),
    (IN_TURN, {"あおばユビキタスプラン": ["安全・安心", "便利・快適", "元気・活力"], "あおば県ICT利活用計画": ["くらし", "しごと", "まち"]}),
    (BEFORE_A_TABLE, {"あおば市情報化基本計画": ["行政サービスの向上", "地域の活性化"]}),
    (AFTER_A_PERIOD, {"あおばe-Town計画": ["暮らしの便利", "まちの元気", "役場の効率"], "あおば町情報化ビジョン": ["つながる安心", "広がる学び", "開かれる役場"]}),
], ids=["of these", "latest of these", "as viewpoints", "in turn", "before a table", "after a period"])
def test_pillars_by_plan(text: str, expected: dict[str, list[str]]) -> None:
    found = extract_document(text).pillars
    assert {plan: [p.name for p in found if p.plan_name == plan] for plan in dict.fromkeys(p.plan_name for p in found)} == expected

FORMER = """{title}

第１章　計画のあゆみ

　{past}を平成16年3月に策定し、取組を進めてきた。

第２章　前計画の実施状況

　{told}「暮らし」、「産業」及び「県庁」の3つを重点分野に据え、52の事業に取り組んだ。
"""


@pytest.mark.parametrize(("title", "past", "told", "plan"), [
    ("青波県ＩＴ推進計画２", "青波県ＩＴ推進計画", "前計画は、", "青波県IT推進計画"),
    ("青波県ＩＣＴ戦略Ⅲ", "青波県ＩＣＴ戦略２", "前戦略は、", "青波県ICT戦略2"),
    ("青波市第三次地域情報化計画", "第二次地域情報化計画", "前計画は、", "青波市第二次地域情報化計画"),
    ("青波町第6次総合計画 後期基本計画", "前期基本計画", "前期基本計画では、", "青波町第6次総合計画 前期基本計画"),
])
def test_the_plan_before(title: str, past: str, told: str, plan: str) -> None:
    """前計画 without a name is the edition, the ordinal or the half before that of the plan at hand."""
    found = extract_document(FORMER.format(title=title, past=past, told=told)).pillars
    assert {("".join(p.plan_name.split()), p.name) for p in found} == {("".join(plan.split()), name) for name in ("暮らし", "産業", "県庁")}
