"""What sentences tell, what names and headings look like, which names measures are in lists, tables and under headings; figures of the models."""
import json
from pathlib import Path

import pytest

from pipeline import extract_document
from pipeline.extract.measure_signs import acted, ending

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(("sentence", "told"), [
    ("割合は6割にとどまっています。", "state"), ("利用者が3割に上っています。", "state"), ("空き家が多い。", "state"), ("件数が増えました。", "state"),
    ("影響が広がる。", "state"), ("支援が必要です。", "state"), ("対応が求められます。", "state"), ("足場が不要となった。", "state"), ("声が目立ちました。", "state"),
    ("講座を開きました。", "did"), ("手続を7つに増やしました。", "did"), ("窓口を整備した。", "did"), ("待ち時間を縮めました。", "did"),
    ("物件を増やします。", "will"), ("負担を減らす。", "will"), ("普及を進めます。", "will"), ("対象を広げる。", "will"), ("費用を負担する。", "will"),
])
def test_endings(sentence: str, told: str) -> None:
    assert ending(sentence) == told


@pytest.mark.parametrize(("sentence", "acts"), [
    ("仕組みを整え、9か所が参加しています。", True), ("補助により、導入が進んだ。", False), ("登録者は3万人です。", False), ("端末の導入により手間が減った。", True)])
def test_acts(sentence: str, acts: bool) -> None:
    assert acted(sentence) == acts


PLAN = """\
なぎさ県デジタル推進計画

第1章 計画の柱

本計画は、次の2つの柱で進めます。

・暮らしを支えるデジタル
・産業を興すデジタル

第2章 取組

1 暮らしを支えるデジタル

{}

2 産業を興すデジタル

県は、取組を進めます。
"""
CASES = {
    "projects without a usual last word": ("主な事業は次のとおりです。\n\n・灯台通りシャトルバス\n・まちかど健康測定会の開催\n・島の診療所の回線の増強\n",
                                           {"灯台通りシャトルバス": "project", "まちかど健康測定会の開催": "project", "島の診療所の回線の増強": "project"}),
    "marks and departments": ("主な事業\n\n・【新規】灯台通りの見守り（生活安全課）\n・〔拡充〕島の回線の増強（情報課）\n", {"灯台通りの見守り": "project", "島の回線の増強": "project"}),
    "topics that a line announces": ("次の取組を進めます。\n\n・行政手続の案内の充実\n・災害情報の迅速な発信\n", {"行政手続の案内の充実": "program", "災害情報の迅速な発信": "program"}),
    "challenges": ("本県には、次の課題があります。\n\n・担い手の不足\n・施設の老朽化\n・手続の複雑さ\n", {}),
    "members of a committee": ("計画は、次の委員の意見を聴いて策定しました。\n\n・なぎさ大学教授\n・県商工会連合会会長\n・公募による県民\n", {}),
    "places": ("講座は、次の会場で開きました。\n\n・北浜文化センター（北浜市）\n・南浜公民館（南浜町）\n", {}),
    "steps": ("申請の手順は、次のとおりです。\n\n・利用者の登録\n・書類の送信\n・手数料の納付\n", {}),
    "voices": ("県民の声\n\n・手続に行く時間がない\n・画面の字が小さい\n", {}),
    "headings that name parts": ("(1) 現状と課題\n\n県内の回線の速度は、全国の平均を下回っています。\n\n(2) 目標とする指標\n\n満足度を80%にします。\n\n(3) 窓口の手続の簡素化\n\n県は、書かない窓口を全ての県民局に広げます。\n",
                                 {"窓口の手続の簡素化": "program"}),
    "a setting of which things are told": ("島しょ部では、診療所の医師が6割に減っています。\n\n島しょ部の診療では、本土の病院と結ぶ回線を増強します。\n", {"島しょ部の診療": "program"}),
    "what a survey found": ("県民への調査では、6割が窓口の時間に不満をもっています。\n\n海底の地形の調査では、測量船に新しい音響の機器を備え、未知の浅瀬を3か所見付けました。\n", {"海底の地形の調査": "program"}),
    "names side by side": ("主な事業\n\n○灯台の公開の拡大　○島の回線の増強　○漁業者の研修の実施\n", {"灯台の公開の拡大": "project", "島の回線の増強": "project", "漁業者の研修の実施": "project"}),
    "a column with another name": ("施策\t取組内容\t担当課\n手続の簡素化\t書かない窓口の県民局への拡大\t行政課\n手続の簡素化\t電子申請サポーターの派遣\t情報課\n",
                                   {"書かない窓口の県民局への拡大": "project", "電子申請サポーターの派遣": "project"}),
    "a column of descriptions": ("事業名\t取組内容\t担当課\n書かない窓口推進事業\t県民局の窓口を改める\t行政課\n電子申請支援事業\t相談に応じる者を派遣する\t情報課\n",
                                 {"書かない窓口推進事業": "project", "電子申請支援事業": "project"}),
    "indicators": ("指標\t現状値\t目標値\n電子申請の割合\t31%\t60%\n講座の受講者数\t120人\t400人\n", {}),
}


@pytest.mark.parametrize("name", CASES)
def test_measures(name: str) -> None:
    body, measures = CASES[name]
    result = extract_document(PLAN.format(body))
    assert {result.document.reading.value(m.start, m.end): m.level for m in result.measures} == measures


def test_every_measure_has_a_probability() -> None:
    result = extract_document(PLAN.format(CASES["marks and departments"][0]))
    assert all(0.5 <= m.chance <= 1 for m in result.measures) and result.measures


def test_measures_of_plans_held_out_are_right() -> None:
    """By writer: what the models take for measures in plans whose writer they do not know."""
    figures = json.loads((ROOT / "metrics" / "signs.json").read_text(encoding="utf-8"))["measures"]
    assert figures["project"]["f1"] >= 0.97 and figures["program"]["f1"] >= 0.97 and figures["calibration_error"] <= 0.02
