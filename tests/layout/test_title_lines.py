"""The title of a document among its first lines: what of them belongs to the page, and lines that name no plan; one line a case."""
from __future__ import annotations

import pytest

from pipeline.layout import build
from pipeline.layout.title_lines import without_furniture
from pipeline.source import SourceText

BODY = "\n1 目的\n暮らしを守ります。\n2 体制\n会議を設けます。\n"


@pytest.mark.parametrize(("title", "plain"), [
    ("第3次霧丘県教育計画(平成3年度~平成10年度)-007/112page", "第3次霧丘県教育計画(平成3年度~平成10年度)"),
    ("霧丘市情報化計画 - 3/80ページ", "霧丘市情報化計画"),
    ("霧丘市情報化計画[PDF:355KB]", "霧丘市情報化計画"),
    ("霧丘市情報化計画(PDF 3.1MB)", "霧丘市情報化計画"),
    ("霧丘町基本計画|霧丘町公式ホームページ", "霧丘町基本計画"),
    ("霧丘町基本計画 | 霧丘町", "霧丘町基本計画"),
    ("霧丘町基本計画 - 霧丘町役場", "霧丘町基本計画"),
    ("初期公開日:2022年10月14日更新日:2023年11月8日霧丘町基本計画", "霧丘町基本計画"),
    ("掲載日:2022年10月14日更新 霧丘町基本計画", "霧丘町基本計画"),
    ("霧丘町健康計画 作成日2021年3月31日", "霧丘町健康計画"),
    ("霧丘町健康計画(平成15(2003)年2月策定)霧丘町健康計画", "霧丘町健康計画(平成15(2003)年2月策定)"),
    ("霧丘町健康計画・霧丘町健康計画実施計画", "霧丘町健康計画・霧丘町健康計画実施計画"),
    ("2015-2024 霧丘市総合計画", "2015-2024 霧丘市総合計画"),
    ("霧丘市総合計画 - 水と緑 -", "霧丘市総合計画 - 水と緑 -"),
    ("暮らし|産業|環境の計画", "暮らし|産業|環境の計画"),
])
def test_what_belongs_to_the_page(title: str, plain: str) -> None:
    assert without_furniture(title) == plain


@pytest.mark.parametrize(("opening", "title"), [
    ("第 四 次\n霧丘県情報化計画\n平成 27 年3月\n霧 丘 県", "第四次霧丘県情報化計画"),
    ("資料2\n第5期霧丘県福祉計画の骨格", "第5期霧丘県福祉計画の骨格"),
    ("基本方針\n基本方針1 窓口のDX", ""),
    ("3つの基本方針\n市の取組", ""),
    ("基本構想\n分野別計画", ""),
    ("基本構想\n第2次霧丘市総合計画", "第2次霧丘市総合計画"),
    ("計画の概要", ""),
    ("2018年 「霧丘町観光プラン」の策定について", "2018年 「霧丘町観光プラン」の策定について"),
    ("第4次霧丘県教育計画 まなびの世紀・2008", "第4次霧丘県教育計画 まなびの世紀・2008"),
    ("霧丘県情報化推進計画 DX航路図について", "霧丘県情報化推進計画 DX航路図について"),
    ("霧丘県情報化推進計画は、県の計画です", ""),
])
def test_title_among_the_first_lines(opening: str, title: str) -> None:
    assert build(SourceText("x", f"{opening}\n{BODY}")).title == title


def test_the_number_over_a_name_is_printed_with_it() -> None:
    document = build(SourceText("x", f"第 四 次\n霧丘県情報化計画\n{BODY}"))
    assert [document.text(unit) for unit in document.units if unit.kind == "title"] == ["第四次", "霧丘県情報化計画"]
