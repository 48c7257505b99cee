"""Earlier plans in lines: terms with their years, and below them labels of themes, efforts and outcomes in many forms."""
from __future__ import annotations

import pytest

from pipeline import extract_document

FIRST, SECOND = ("2001-04-01", "2006-03-31"), ("2006-04-01", "2011-03-31")


@pytest.mark.parametrize("lines", [
    "第1期（H13～H17年度）\n　テーマ　　・基盤の整備\n　主な取組　・幹線の敷設\n　　　　　　・講習の実施\n　主な成果　・全役場の接続\n"
    "第2期（平成18年度～平成22年度）\n　テーマ　　・電子県庁の構築\n　主な取組　・申請の受付開始\n　主な成果　・様式の電子化\n",
    "○第1期（平成13～17年度）\n・テーマ：基盤の整備\n・主な取組：幹線の敷設 ・講習の実施\n・成果：全役場の接続\n"
    "○第2期（平成18～22年度）\n・テーマ：電子県庁の構築\n・主な取組：申請の受付開始\n・成果：様式の電子化\n",
], ids=["columns of labels", "bullets"])
def test_history_in_lines(lines: str) -> None:
    result = extract_document(f"みなと県デジタル推進計画\n\n1 経緯\n\nこれまでの計画は、次のとおりです。\n\n{lines}\n県は、計画を進めます。\n")
    value = result.document.reading.value
    assert [(h.term, h.field, h.ordinal, value(h.start, h.end), h.first_day, h.last_day) for h in result.history] == [
        *(("第1期", *row, "2001-04-01", "2006-03-31") for row in (("theme", 1, "基盤の整備"), ("effort", 1, "幹線の敷設"), ("effort", 2, "講習の実施"), ("outcome", 1, "全役場の接続"))),
        *(("第2期", *row, "2006-04-01", "2011-03-31") for row in (("theme", 1, "電子県庁の構築"), ("effort", 1, "申請の受付開始"), ("outcome", 1, "様式の電子化")))]


@pytest.mark.parametrize("text", ["第1期（平成13～17年度）\n\nテーマを決めました。\n\n第2期（平成18～22年度）\n\n成果を上げました。\n", "第1期（平成13～17年度）\nテーマ　基盤の整備\n"])
def test_lines_with_terms_that_list_nothing(text: str) -> None:
    assert extract_document(f"みなと県デジタル推進計画\n\n1 経緯\n\n{text}").history == ()


@pytest.mark.parametrize("lines, terms, theme", [
    ("第１次計画（平成13年度～平成17年度）\n　目　標：庁内の基盤\n　成　果：全役場の接続\n第２次計画（平成18年度～平成22年度）\n　目　標：県民の活用\n　成　果：様式の電子化\n", ("第1次", "第2次"), True),
    ("第1期計画（平成13～17年度）\n【テーマ】庁内の基盤\n【主な成果】\n・全役場の接続\n第2期計画（平成18～22年度）\n【テーマ】県民の活用\n【主な成果】\n・様式の電子化\n", ("第1期", "第2期"), True),
    ("前期（2001～2005年度）\n　重点テーマ　庁内の基盤\n　主な成果　　全役場の接続\n後期（2006～2010年度）\n　重点テーマ　県民の活用\n　主な成果　　様式の電子化\n", ("前期", "後期"), True),
    ("(1) 第1期計画（平成13年度～平成17年度）\n　〔基本方針〕庁内の基盤\n　〔成果〕全役場の接続\n(2) 第2期計画（平成18年度～平成22年度）\n　〔基本方針〕県民の活用\n　〔成果〕様式の電子化\n", ("第1期", "第2期"), True),
    ("■第1期（平成13～17年度）\n重点目標\n・庁内の基盤\n主な成果\n・全役場の接続\n■第2期（平成18～22年度）\n重点目標\n・県民の活用\n主な成果\n・様式の電子化\n", ("第1期", "第2期"), True),
    ("＜第1期（H13～H17）＞\n成果：全役場の接続\n＜第2期（H18～H22）＞\n成果：様式の電子化\n", ("第1期", "第2期"), False),
], ids=["letters apart", "brackets", "halves of a plan", "numbered headings", "labels above bullets", "terms in brackets"])
def test_labels_below_terms(lines: str, terms: tuple[str, str], theme: bool) -> None:
    result = extract_document(f"みなと県情報化推進計画\n\nこれまでの計画は次のとおりです。\n\n{lines}\n県は、計画を進めます。\n")
    value = result.document.reading.value
    said = ((("theme", "庁内の基盤"), ("outcome", "全役場の接続")), (("theme", "県民の活用"), ("outcome", "様式の電子化")))
    assert [(h.term, h.first_day, h.last_day, h.field, h.ordinal, value(h.start, h.end)) for h in result.history] == [
        (term, *days, field, 1, text) for term, days, rows in zip(terms, (FIRST, SECOND), said) for field, text in rows if theme or field == "outcome"]
