"""Tables of earlier plans of which only the cells are left, one after another, and lines that are none."""
from __future__ import annotations

import pytest

from pipeline import extract_document

PLAN = "みなと県情報化推進計画\n\n第1章 計画の経過\n県がこれまでに定めた計画は、表1のとおりです。\n表1 これまでの計画\n{}第2章 前計画の成果\n県は、計画を進めます。\n"
FIRST, SECOND = ("1998", "2003"), ("2003", "2010")


def found(table: str) -> list[tuple[str, str, str, str]]:
    result = extract_document(PLAN.format(table))
    for item in result.history:
        assert item.first_day[5:] == "04-01" and item.last_day[5:] == "03-31"
    return [(item.term, item.first_day[:4] + "-" + item.last_day[:4], item.field, result.document.reading.value(item.start, item.end)) for item in result.history]


def told(first: str, second: str, fields: str, terms: tuple[str, str] = ("第1次", "第2次")) -> list[tuple[str, str, str, str]]:
    """What the plans say: cells parted by /, items by |."""
    rows = zip(terms, ("1998-2003", "2003-2010"), (first, second))
    return [(term, period, field, item) for term, period, cells in rows for field, cell in zip(fields.split("/"), cells.split("/")) for item in cell.split("|")]


TWO = told("通信網の整備/全町村を結ぶ回線の開通", "電子申請の開始/町村での光回線の提供", "theme/outcome")


@pytest.mark.parametrize(("table", "rows"), [
    ("期\n計画期間\n重点テーマ\n主な成果\n第1次\n平成10年度～平成14年度\n通信網の整備\n全町村を結ぶ回線の開通\n第2次\n平成15年度～平成21年度\n電子申請の開始\n町村での光回線の提供\n", TWO),
    ("期 計画期間 重点テーマ 主な成果\n第1次\n平成10年度～平成14年度\n通信網の整備\n全町村を結ぶ回線の開通\n第2次\n平成15～21年度\n電子申請の開始\n町村での光回線の提供\n", TWO),
    ("期\n計画期間\n重点テーマ\n主な成果\n第1次\n平成10年度～\n平成14年度\n通信網の整備\n全町村を結ぶ回線\nの開通\n第2次\n平成15年度～\n平成21年度\n電子申請の開始\n町村での光回線の提供\n", TWO),
    ("期\n計画期間\n重点テーマ\n主な成果\n第1次\n平成10年度～平成14年度\n（5年間）\n通信網の整備\n全町村を結ぶ回線の開通\n第2次\n平成15年度～平成21年度\n（7年間）\n電子申請の開始\n町村での光回線の提供\n", TWO),
    ("計画\n重点テーマ\n主な成果\n第1次（平成10年度～平成14年度）\n通信網の整備\n全町村を結ぶ回線の開通\n第2次（平成15年度～平成21年度）\n電子申請の開始\n町村での光回線の提供\n", TWO),
    ("区分 期間 テーマ 成果\n第1次計画 H10～H14年度 通信網の整備 ・全町村を結ぶ回線の開通\n・端末の配備の完了\n第2次計画 H15～H21年度 電子申請の開始\n情報格差の是正\n・町村での光回線の提供\n",
     told("通信網の整備/全町村を結ぶ回線の開通|端末の配備の完了", "電子申請の開始|情報格差の是正/町村での光回線の提供", "theme/outcome")),
    ("期 計画期間 テーマ 主な成果\n第1次 平成10年度～平成14年度 通信網の整備 ・全町村を結ぶ専用の回線の開通とその運\n用の開始\n・端末の配備の完了\n第2次 平成15年度～平成21年度 電子申請の開始 ・町村での光回線の提供\n",
     told("通信網の整備/全町村を結ぶ専用の回線の開通とその運用の開始|端末の配備の完了", "電子申請の開始/町村での光回線の提供", "theme/outcome")),
    ("計画（期間）\nテーマ\n主な取組\n成果\n第1次（H10～H14年度）\n通信網の整備\n幹線の敷設 講習の実施\n全町村を結ぶ回線の開通 端末の配備の完了\n第2次（H15～H21年度）\n電子申請の開始\n窓口の電子化 校内への ICT の導入\n町村での光回線の提供\n",
     told("通信網の整備/幹線の敷設|講習の実施/全町村を結ぶ回線の開通|端末の配備の完了", "電子申請の開始/窓口の電子化|校内への ICT の導入/町村での光回線の提供", "theme/effort/outcome")),
    ("期\n計画期間\n力を入れた点\n第1次\n平成10年度～平成14年度\n・通信網の整備\n・端末の配備\n第2次\n平成15年度～平成21年度\n・電子申請の開始\n", told("通信網の整備|端末の配備", "電子申請の開始", "effort")),
    ("期\n計画期間\nテーマ\n主な取組\n成果\n第1次\n平成10年度～平成14年度\n通信網の整備\n幹線の敷設\n・全町村を結ぶ回線の開通\n・端末の配備の完了\n第2次\n平成15年度～平成21年度\n電子申請の開始\n講習の実施\n・町村での光回線の提供\n",
     told("通信網の整備/幹線の敷設/全町村を結ぶ回線の開通|端末の配備の完了", "電子申請の開始/講習の実施/町村での光回線の提供", "theme/effort/outcome")),
    ("期\n期間\n主題\n力点\n到達点\n第1期\n平成10～14年度\n通信網の整備\n幹線の敷設\n回線の開通\n第2期\n平成15～21年度\n電子申請の開始\n講習の実施\n光回線の提供\n",
     told("通信網の整備/幹線の敷設/回線の開通", "電子申請の開始/講習の実施/光回線の提供", "theme/effort/outcome", ("第1期", "第2期"))),
    ("次数\n計画の期間\nテーマ\n主な取組\n主な成果\n\n第1次\n平成 10 年度～平成 14 年度\n通信網の整備\n\n・幹線の敷設\n・講習の実施\n\n・全 9 町村を結ぶ回線の開通\n・端末の配備の完了\n\n"
     "第2次\n平成 15 年度～平成 21 年度\n電子申請の開始\n\n・様式の統一\n\n・町村での光回線の提供\n\n",
     told("通信網の整備/幹線の敷設|講習の実施/全9町村を結ぶ回線の開通|端末の配備の完了", "電子申請の開始/様式の統一/町村での光回線の提供", "theme/effort/outcome")),
    ("期別\n計画期間\n取組\n成果\n第1次\n平成10年度～平成14年度\n\n・幹線の敷設\n・講習の実施\n\n・回線の開通\n\n第2次\n平成15年度～平成21年度\n\n・様式の統一\n\n・光回線の提供\n\n",
     told("幹線の敷設|講習の実施/回線の開通", "様式の統一/光回線の提供", "effort/outcome")),
], ids=["a cell a line", "headers in a line", "cells over lines", "length of the period", "term and period", "bullets", "bullets over lines", "items in a line", "bullets alone", "bullets last", "three", "lists between blank lines", "two lists"])
def test_cells_after_each_other(table: str, rows: list[tuple[str, str, str, str]]) -> None:
    assert found(table) == rows


@pytest.mark.parametrize("table", [
    "期\n計画期間\nテーマ\n主な取組\n主な成果\n第1次\n平成10年度～平成14年度\n通信網の整備\n・幹線の敷設\n・端末の配備\n・回線の開通\n第2次\n平成15年度～平成21年度\n電子申請の開始\n・講習の実施\n・光回線の提供\n",
    "期\n計画期間\nテーマ\n主な成果\n第1次\n平成10年度～平成14年度\n通信網の整備\n端末の配備\n回線の開通\n第2次\n平成15年度～平成21年度\n電子申請の開始\n光回線の提供\n",
    "期\n期間\n内容\n第1次募集\n令和5年4月1日～5月31日\n起業の講座\n第2次募集\n令和5年9月1日～10月31日\n交流の会\n",
    "計画の期間とテーマは次のとおりです。\n第1次 平成10年度～平成14年度\n第2次 平成15年度～平成21年度\n",
    "期\n計画期間\n備考\n第1次\n平成10年度～平成14年度\n延長\n第2次\n平成15年度～平成21年度\n改定\n",
], ids=["two columns of bullets", "cells that no order tells", "calls", "no headers", "nothing said"])
def test_cells_whose_order_tells_nothing(table: str) -> None:
    assert extract_document(PLAN.format(table)).history == ()


@pytest.mark.parametrize(("lines", "dates"), [
    ("期\n期間\nテーマ\n成果\n第1期\n平成14年度～平成\n20年度\n・通信網の整備\n・回線の開通\n第2期\n平成21年度～\n平成27年度\n・基盤の活用\n・経費の削減\n", [("平成14年度~平成20年度", "plan_period"), ("平成21年度~平成27年度", "plan_period")]),
    ("指標\n基準値\n（令和4年度）\n目標値\n（令和10年度）\n接続率 58％ 75％\n", [("令和4年度", "event"), ("令和10年度", "target")]),
    ("・みなと研究会『企業のデータ活用』令和4年\n11月、8頁\n", [("令和4年11月", "issued")]),
    ("・申請の受付は令和4年11月\n1日に始まる。\n", [("令和4年11月1日", "event")]),
    ("開催：令和5年6月～\n会場：町民館\n", [("令和5年6月", "event")]),
    ("・会議の開催：令和4年\n5年目の見直しを行う。\n", [("令和4年", "event")]),
], ids=["periods", "values of a table", "a work", "a day", "an open range", "two lines"])
def test_dates_over_lines(lines: str, dates: list[tuple[str, str]]) -> None:
    result = extract_document(PLAN.format(lines))
    assert [(result.document.reading.value(date.start, date.end), date.role) for date in result.dates] == dates
