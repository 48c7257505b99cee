"""What is tried with bytes that a fuzzer makes: readers and rules; each raises if something does not hold."""
from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from pipeline.extract import citations, dates
from pipeline.layout import build
from pipeline.readers import UnreadableDocument, html, text
from pipeline.source import SourceText

Target = Callable[[bytes], None]


def try_text(data: bytes) -> None:
    with suppress(UnreadableDocument):
        source = text.read(data, "x", "x")
        assert source.text.strip() and "\r" not in source.text
        build(source)


def try_html(data: bytes) -> None:
    with suppress(UnreadableDocument):
        source = html.read(data, "x", "x")
        assert all(0 <= mark.start <= mark.end <= len(source.text) for mark in source.marks)
        assert [(m.start, -m.end) for m in source.marks] == sorted((m.start, -m.end) for m in source.marks)
        build(source)


def try_dates(data: bytes) -> None:
    document = build(SourceText("x", data.decode("utf-8", "ignore")))
    end = 0
    for date in dates.find(document):
        assert end <= date.start < date.end <= len(document.reading.text)
        assert date.first_day <= date.last_day and document.reading.surface(date.start, date.end)
        end = date.end


def try_citations(data: bytes) -> None:
    document = build(SourceText("x", data.decode("utf-8", "ignore")))
    found = citations.find(document, dates.find(document))
    assert [row.start for row in found] == sorted(row.start for row in found)
    for row in found:
        assert 0 <= row.start < row.end <= len(document.reading.text) and document.reading.surface(row.start, row.end)
        assert row.refers_to < row.start


TARGETS: dict[str, Target] = {"text": try_text, "html": try_html, "dates": try_dates, "citations": try_citations}
SEEDS: dict[str, tuple[str, ...]] = {
    "text": ("第1章 計画\n\n計画期間は、平成31年度から令和3年度までとする¹。\n\n・柱\n\n¹ 総務省「白書」\n", "柱\t事業\n防災\t無線\n\f- 2 -\n(1) 目的\n"),
    "html": ("<h1>計画</h1><p>本文<sup><a href='#n'>1</a></sup></p><table><tr><th rowspan=2>柱<td>事業</table><p id=n>1 注</p>",
             "<ul><li>項目<ol><li>二</ul><br><ruby>県<rt>けん</ruby><pre>\t|</pre>&nbsp;&#12354;<caption>"),
    "dates": ("平成31年4月1日から令和5(2023)年度まで、同年9月、1960年代・80年代、H30～R5年度、21世紀", "㍻31年（2019年）４月、R5.4.1、二〇一九年、元年度末"),
    "citations": ("個人情報の保護に関する法律（平成15年法律第57号）第2条第1項及び同法第9条、以下「法」という。「e-Japan戦略」、同計画",
                  "出典：総務省「情報通信白書」平成27年版 第2部 p.12-15 http://a.jp/b（令和元年5月1日閲覧）、内閣府『計画』"),
}
"""Bytes to begin with, and their parts: what a fuzzer without a grammar would need long to find."""
