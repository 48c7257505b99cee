"""PDFs as offices make them: two small files of LibreOffice and Chromium, and what such programs draw, one thing a test."""
from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.layout import build
from pipeline.layout.document import Document
from pipeline.readers import pdf as reader
from pipeline.readers.pdf_headings import is_imprint
from pipeline.source import SourceText
from tests.readers.pdf_draw import GOTHIC, SIZE, Cell, Sheet, wrap

DATA = Path(__file__).parent / "data"
SEA = "本県は、南北に長い海岸線と山あいの集落を抱え、人や物の往来に時間のかかる県土の条件を情報通信技術の力で補うことに早くから取り組んできた。"
NET = "平成の初めの行政専用回線の整備に始まり、県内全ての市町村を結ぶ光ファイバ網を築き、現在は防災、医療など多くの分野の業務がその上で動いている。"


def read(sheet: Sheet) -> SourceText:
    return reader.read(sheet.bytes(), "plan", "plan.pdf")


def opened(name: str) -> Document:
    return build(reader.read((DATA / name).read_bytes(), "plan", name))


def words(document: Document, *kinds: str) -> list[str]:
    return [document.text(u) for u in document.units if not kinds or u.kind in kinds]


def notes(document: Document) -> list[tuple[str, str]]:
    return [(note.marker, document.text(document.units[note.unit])) for note in document.notes]


def headings(document: Document) -> list[tuple[int, str, str]]:
    return [(s.level, s.label, s.title) for s in document.sections]


def grid(document: Document, number: int = 0) -> list[list[str]]:
    return [[cell.text for cell in row] for row in document.tables[number].grid]


# a file of LibreOffice: footnotes without a rule, hanging punctuation, a table over two pages

def test_a_file_of_an_office() -> None:
    document = opened("office.pdf")
    assert document.title == "中山市情報化計画"
    assert headings(document) == [(1, "第1章", "計画の趣旨"), (1, "第2章", "施策の展開"), (2, "第1節", "基本目標と事業")]
    assert [a.marker for a in document.anchors] == ["1", "2"]
    assert [marker for marker, _ in notes(document)] == ["1", "2"]
    assert notes(document)[1][1] == "海山県「情報化推進計画」、令和4年3月、5頁"
    assert "全ての対象手続の運用を、令和7年3月までに始めます。" in words(document, "paragraph")[2]
    assert len(document.tables) == 1
    rows = grid(document)
    assert rows[0] == ["基本目標", "事業", "内容"] and len(rows) == 10
    assert rows[1][:2] == ["目標1海と山をつなぐ地域の通信の基盤をつくる", "光ファイバ未整備地区解消事業(中山間地区)"]
    items = [[document.text(document.units[u]) for u in cell.units] for cell in document.tables[0].grid[2]]
    assert items[1:] == [["窓口予約システム整備事業", "手続ナビ事業"], ["来庁の予約を受け付け、待ち時間を減らす。", "案内を出す。"]]


# a page of Chromium: Type 3 letters, balanced columns under headings over both, drawn bullets, shaded rows, flat rules

def test_a_file_of_a_browser() -> None:
    document = opened("browser.pdf")
    assert headings(document) == [(1, "1", "計画のあん"), (2, "1.1", "こえをきく"), (2, "1.2", "年の計画"),
                                  (1, "2", "市のあん"), (2, "2.1", "会をひらく"), (2, "2.2", "山をひらく")]
    assert words(document, "item") == ["会のあんをきく計画", "こえをだす会の計画(ひと)", "三山の市をひらく計画"]
    assert words(document, "paragraph")[2].endswith("令和4年の会では、市のあんをひらくこえがだた。")
    assert [a.marker for a in document.anchors] == ["1"]
    assert notes(document) == [("1", "三山市「ひとのこえ」、令和5年3月、12かい")]
    assert grid(document) == [["年", "あん", "こえ"], ["1年", "会をひらく こえをきく", "三かい"], ["2年", "山をひらく", "三つ"],
                              ["3年", "あんをつくる", "三かい"]]
    assert grid(document, 1) == [["あん", "年", "かい"], ["会をひらく計画", "3", "7"], ["こえをきく計画", "12", "90"]]
    assert not any("けい" in text for text in words(document))  # ruby


# one thing at a time

@pytest.mark.parametrize(("size", "ruled"), [(SIZE, False), (8.5, False), (8.5, True)])
def test_notes_hung_behind_their_raised_mark(size: float, ruled: bool) -> None:
    sheet = Sheet(numbers="")
    for k in range(12):
        sheet.paragraph(SEA if k else SEA.replace("抱え、", "抱え¹、"))
    y = sheet.bottom - 40
    if ruled:
        sheet.line(70, y, 220, y)
    sheet.text(70, y + 20, "¹", size)
    sheet.text(70 + 1.5 * size, y + 20, "総務省「白書」、平成30年7月", size)
    document = build(read(sheet))
    assert notes(document) == [("1", "総務省「白書」、平成30年7月")]
    assert [a.marker for a in document.anchors] == ["1"]


def test_a_note_without_a_gap_behind_its_figure() -> None:
    sheet = Sheet(numbers="")
    for k in range(12):
        sheet.paragraph(SEA if k else SEA.replace("抱え、", "抱え¹、").replace("条件", "条件²"))
    y = sheet.bottom - 40
    sheet.line(70, y, 220, y)
    sheet.text(70, y + 20, "1総務省「白書」", 8.5)
    sheet.text(70, y + 33, "2内閣府「白書」", 8.5)
    assert notes(build(read(sheet))) == [("1", "総務省「白書」"), ("2", "内閣府「白書」")]


def test_short_lines_in_columns_are_no_table() -> None:
    sheet = Sheet(columns=2, gutter=14.0)
    for _ in range(9):
        sheet.paragraph(SEA)
        sheet.paragraph(NET)
    sheet.new_page()
    left = [f"取組その{k}の名前" for k in range(1, 11)]
    right = [f"取組{k}の窓口" for k in range(1, 11)]
    for x, texts in ((sheet.left, left), (sheet.left + sheet.room + sheet.gutter, right)):
        for k, text in enumerate(texts):
            sheet.text(x, 100 + 24 * k, text)
    document = build(read(sheet))
    assert not document.tables
    assert words(document)[-20:] == left + right


def test_punctuation_hangs_over_the_edge() -> None:
    sheet = Sheet(numbers="")
    lines = wrap(SEA * 3, 440, SIZE)
    for _ in range(3):
        for k, line in enumerate(lines):
            sheet.y += 18
            sheet.text(sheet.left, sheet.y, line + ("、" if k in (1, 3, 4) else ""))
        sheet.y += 24
    assert len(words(build(read(sheet)))) == 3


def test_two_items_in_a_cell_and_one_over_two_lines() -> None:
    sheet = Sheet()
    sheet.table([[Cell(["柱"]), Cell(["事業"])], [Cell(["一"]), Cell(["光ファイバ網の整備と運用", "窓口予約システム整備事業"])],
                 [Cell(["二"]), Cell(["光ファイバ未整備地区解消事業（中山間地区）の推進"])]], [60, 130])
    table = build(read(sheet)).tables[0]
    assert [len(row[1].units) for row in table.grid] == [1, 2, 1]


def test_a_table_of_flat_rules() -> None:
    sheet = Sheet()
    sheet.paragraph(SEA)
    rows = [["第1期", "回線の整備", "全地区の開通"], ["第2期", "窓口の改善", "予約の開始"], ["第3期", "学びの支援", "教材の共有"]]
    y = sheet.y + 20
    for row in [["期", "目標", "成果"], *rows]:
        for x, text in zip((75, 150, 300), row):
            sheet.text(x, y, text, 9)
        sheet.line(70, y + 6, 420, y + 6)
        y += 20
    sheet.y = y
    sheet.paragraph(NET)
    assert grid(build(read(sheet))) == [["期", "目標", "成果"], *rows]


def test_a_label_in_a_box_beside_a_list() -> None:
    sheet = Sheet()
    sheet.paragraph(SEA)
    sheet.table([[Cell(["主な取組"]), Cell(["○窓口予約システム整備事業", "○手続ナビ事業"])]], [60, 200])
    document = build(read(sheet))
    assert not document.tables and words(document)[-3:] == ["主な取組", "窓口予約システム整備事業", "手続ナビ事業"]


def test_boxes_joined_by_arrows_are_a_table() -> None:
    sheet = Sheet()
    sheet.paragraph(SEA)
    top = sheet.y + 10
    for x, texts in ((70, ["まちの姿"]), (200, ["一つ目の柱", "二つ目の柱"])):
        high = 80 / len(texts)
        for k, text in enumerate(["姿", *texts] if x == 70 else ["柱", *texts]):
            y0, y1 = (top, top + 20) if k == 0 else (top + 20 + high * (k - 1), top + 20 + high * k)
            for line in ((x, y0, x + 100, y0), (x, y1, x + 100, y1), (x, y0, x, y1), (x + 100, y0, x + 100, y1)):
                sheet.line(*line)
            sheet.text(x + 6, (y0 + y1) / 2 + 4, text, 9)
    sheet.text(178, top + 55, "▶", 9)
    rows = grid(build(read(sheet)))
    assert [(row[0], row[-1]) for row in rows] == [("姿", "柱"), ("まちの姿", "一つ目の柱"), ("まちの姿", "二つ目の柱")]


def test_what_a_cover_says_and_a_motto_are_no_headings() -> None:
    sheet = Sheet()
    sheet.text(70, 90, "瑞浜県情報化推進計画", 24, GOTHIC)
    sheet.text(70, 115, "計画期間：平成31年度～平成34年度", 16, GOTHIC)
    sheet.text(70, 140, "平成31年3月　瑞浜県", 16, GOTHIC)
    sheet.y = 160
    for number, title in enumerate(("計画の趣旨", "施策の展開"), 1):
        sheet.paragraph(f"第{number}章 {title}", 16, GOTHIC, first=0, before=10, after=4)
        sheet.paragraph(SEA)
        if number == 2:
            sheet.centred("海の見える県で、今日も笑顔", 14, GOTHIC)
            sheet.y += 10
            sheet.paragraph(NET)
    assert [label for _, label, _ in headings(build(read(sheet)))] == ["第1章", "第2章"]


@pytest.mark.parametrize("text", ["平成31年度～平成34年度", "平成31年3月竜守市", "（令和7年10月改定）", "汐峰県", "計画期間：2026年度～2030年度",
                                  "2026（令和8）年3月小春野市", "企画部 情報政策課", "令和６年３月"])
def test_lines_of_a_cover(text: str) -> None:
    assert is_imprint(text)


@pytest.mark.parametrize("text", ["はじめに", "施策の体系", "資料編", "計画期間", "令和5年度の取組", "観光都市の形成", "1 市の姿", "推進体制", "改定"])
def test_headings_that_look_like_lines_of_a_cover(text: str) -> None:
    assert not is_imprint(text)


def test_a_line_set_apart_to_the_edges_is_one_line() -> None:
    sheet = Sheet(numbers="")
    sheet.paragraph(SEA)
    text = "第2章、12頁、令和5年3月、"
    for k, part in enumerate(re.findall(r"[0-9]+|.", text)):
        sheet.text(70 + 36 * k, sheet.y + 18, part)
    sheet.y += 18
    sheet.paragraph("https://www.example.lg.jp/joho/keikaku/index.html", first=0)
    assert words(build(read(sheet)))[-1].startswith(text)


def test_what_stands_beside_the_page_is_not_read() -> None:
    sheet = Sheet()
    sheet.paragraph(SEA)
    sheet.text(-200, 300, "作業用の覚え書き")
    sheet.text(70, -40, "版下の番号")
    assert len(words(build(read(sheet)))) == 1
