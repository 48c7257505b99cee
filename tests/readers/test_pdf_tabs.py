"""PDFs whose pages name their chapter in words that run downwards at the outer edge, and what large figures and terms in bold type are not."""
from __future__ import annotations

import pytest

from pipeline.layout import build
from pipeline.readers import pdf as reader
from tests.readers.pdf_draw import GOTHIC, Sheet

SEA = "本県は、南北に長い海岸線と山あいの集落を抱え、人や物の往来に時間のかかる県土の条件を情報通信技術の力で補うことに早くから取り組んできた。"
NET = "平成の初めの行政専用回線の整備に始まり、県内全ての市町村を結ぶ光ファイバ網を築き、現在は防災、医療など多くの分野の業務がその上で動いている。"


def down(sheet: Sheet, x: float, y: float, words: str, size: float = 8.0) -> None:
    """Print words downwards, a space as a gap."""
    for k, letter in enumerate(words):
        if not letter.isspace():
            sheet.text(x, y + 1.2 * size * k, letter, size, GOTHIC)


@pytest.mark.parametrize(("x", "tab"), [(560.0, "第2章　前計画の成果"), (20.0, "前計画の成果"), (572.0, "第二章")])
@pytest.mark.parametrize("y", [100.0, 104.0, 331.0])
def test_tabs_stand_in_no_sentence(x: float, y: float, tab: str) -> None:
    sheet = Sheet()
    for page in range(3):
        down(sheet, x, y + 120 * page, tab)
        sheet.paragraph(("第1章　海と山", "第2章　町と村の暮らし", "第3章　人を育てる学校")[page], 16, GOTHIC, first=0, before=8)
        for text in (SEA + NET, NET + SEA, SEA):
            sheet.paragraph(text)
        if page < 2:
            sheet.new_page()
    source = reader.read(sheet.bytes(), "plan", "plan.pdf")
    document = build(source)
    assert [document.text(unit) for unit in document.units if unit.kind == "paragraph"] == [SEA + NET, NET + SEA, SEA] * 3
    assert [section.label for section in document.sections] == ["第1章", "第2章", "第3章"]
    assert source.text.count("".join(tab.split())) == 3  # nothing is lost: they belong to the page


def test_words_that_run_downwards_beside_nothing_else_at_the_edge_only() -> None:
    """Where text reaches as far, or the words run across, nothing is a tab."""
    sheet = Sheet(left=40.0, right=20.0)
    sheet.paragraph("第1章　海と山", 16, GOTHIC, first=0, before=8)
    for _ in range(6):
        sheet.paragraph(SEA + NET)
    document = build(reader.read(sheet.bytes(), "plan", "plan.pdf"))
    assert [document.text(unit) for unit in document.units if unit.kind == "paragraph"] == [SEA + NET] * 6


def test_large_values_and_explained_terms_head_nothing() -> None:
    sheet = Sheet()
    sheet.paragraph("第1章　物差し", 16, GOTHIC, first=0, before=8)
    sheet.paragraph(SEA)
    sheet.paragraph("791g　740g", 14, GOTHIC, first=0, before=8)
    sheet.paragraph(NET)
    sheet.paragraph("410ha　→　900ha", 14, GOTHIC, first=0, before=8)
    sheet.paragraph(SEA)
    sheet.paragraph("用語の説明", 16, GOTHIC, first=0, before=8)
    for term in ("相乗り配送", "森の学校", "潮待ち広場"):
        sheet.paragraph(term, 10, GOTHIC, first=0, before=8)
        sheet.paragraph(NET)
    sheet.paragraph("第2章　進め方", 16, GOTHIC, first=0, before=8)
    sheet.paragraph(SEA)
    document = build(reader.read(sheet.bytes(), "plan", "plan.pdf"))
    assert [(section.label, section.title) for section in document.sections] == [("第1章", "物差し"), ("", "用語の説明"), ("第2章", "進め方")]
