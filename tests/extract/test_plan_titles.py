"""Whose pillars they are: the plan's name in a title, or in a sentence where the title names none or only a part."""
import pytest

from pipeline import extract_document
from pipeline.extract.plan_titles import of_title, whole_of


@pytest.mark.parametrize(("title", "plan"), [
    ("霧丘県総合計画2032 第3編 基本計画", "霧丘県総合計画2032"),
    ("霧丘県デジタル戦略 第2章 施策の展開", "霧丘県デジタル戦略"),
    ("霧丘県総合計画 第Ⅱ部 各論", "霧丘県総合計画"),
    ("霧丘県総合計画 第4章", "霧丘県総合計画"),
    ("第3期霧丘県情報化推進計画", "第3期霧丘県情報化推進計画"),
    ("霧丘県総合計画 後期基本計画", "霧丘県総合計画 後期基本計画"),
    ("第5次霧丘市行財政改革実施計画 令和5年度進捗状況報告書", "第5次霧丘市行財政改革実施計画"),
    ("第2章 霧丘県の計画", "第2章 霧丘県の計画"),
])
def test_title(title: str, plan: str) -> None:
    assert of_title(title) == plan


@pytest.mark.parametrize(("title", "whole"), [
    ("霧丘県農業振興計画 令和7年度実施計画", "霧丘県農業振興計画"),
    ("霧丘県農業振興計画（令和7年度～令和9年度）実施計画", "霧丘県農業振興計画"),
    ("霧丘県デジタル戦略 アクションプラン", "霧丘県デジタル戦略"),
    ("霧丘市行財政改革実施計画", ""),
    ("霧丘県スポーツ推進計画", ""),
])
def test_part_of_a_plan(title: str, whole: str) -> None:
    assert whole_of(title) == whole


GOALS = "\n\n基本目標1 暮らしを守る\n\n暮らしを守ります。\n\n・避難所改修事業\n\n基本目標2 産業を伸ばす\n\n産業を伸ばします。\n\n・企業誘致事業\n"


@pytest.mark.parametrize(("opening", "plan"), [
    ("令和7年度 主要事業の概要\n\n総合計画「霧丘みらいプラン」に掲げる2つの基本目標に沿って、主要な事業をまとめました。", "霧丘みらいプラン"),
    ("令和7年度 主要事業の概要\n\n「霧丘みらいプラン」の2つの柱に基づき、主要な事業をまとめました。", "霧丘みらいプラン"),
    ("令和7年度 主要事業の概要\n\n「霧丘みらいプラン」で示した2本の柱ごとに、主要な事業をまとめました。", "霧丘みらいプラン"),
    ("令和7年度 主要事業の概要\n\n「霧丘みらいプラン」における二つの基本目標ごとに、主要な事業をまとめました。", "霧丘みらいプラン"),
    ("令和7年度 主要事業の概要\n\n国の「デジタル社会推進構想」の2つの柱を踏まえ、主要な事業をまとめました。", ""),
    ("令和7年度 主要事業の概要\n\n「日本再生戦略」の2つの柱を踏まえ、主要な事業をまとめました。", ""),
    ("霧丘県農業振興計画 令和7年度実施計画\n\n霧丘県農業振興計画（令和5年度～令和9年度）は、2つの基本目標を掲げています。", "霧丘県農業振興計画"),
    ("霧丘県農業振興計画 令和7年度実施計画\n\n霧丘県農業振興計画では、2つの基本目標を定めました。", "霧丘県農業振興計画"),
    ("霧丘県農業振興計画 令和7年度実施計画\n\nこの実施計画は、2つの基本目標を掲げています。", "霧丘県農業振興計画 令和7年度実施計画"),
])
def test_plan_of_the_pillars(opening: str, plan: str) -> None:
    assert {p.plan_name for p in extract_document(opening + GOALS).pillars} == {plan}
