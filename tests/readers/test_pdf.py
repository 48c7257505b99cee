"""PDF: reading order, paragraphs, page furniture, notes, tables, headings, places on the page, and files made to hang a reader."""
from __future__ import annotations

import csv
import random
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline import readers
from pipeline.extract import measures, pillars
from pipeline.layout import build
from pipeline.layout.document import Document
from pipeline.readers import UnreadableDocument, text
from pipeline.readers import pdf as reader
from pipeline.run import extract_corpus
from pipeline.source import SourceText
from tests.readers.pdf_draw import GOTHIC, HEIGHT, MINCHO, SIZE, WIDTH, Cell, Sheet
from tests.readers.pdf_plan import draw

ROOT = Path(__file__).parents[2]
SEA = "本県は、南北に長い海岸線と山あいの集落を抱え、人や物の往来に時間のかかる県土の条件を情報通信技術の力で補うことに早くから取り組んできた。"
NET = "1990年代後半の行政専用回線の整備に始まり、2000年代には県内全ての市町村を結ぶ光ファイバ網を築き、現在は防災、医療など10分野の業務システムがその上で動いている。"
LATIN = "The Digital Agency of Japan published a priority plan for the realisation of a digital society, and local governments follow it: see https://www.example.lg.jp/soumu/joho/2019/keikaku/index.html?id=1234567890 for all of it."
ONE_LINE = "本計画の期間は、平成31年度から3年間とする。"


def read(sheet: Sheet) -> SourceText:
    return reader.read(sheet.bytes(), "plan", "plan.pdf")


def words(source: SourceText, *kinds: str) -> list[str]:
    """What is read in the blocks of some kinds, or in all but the page furniture."""
    document = build(source)
    return [document.text(u) for u in document.units if not kinds or u.kind in kinds]


def flat(paragraph: str) -> str:
    return build(SourceText("x", paragraph)).reading.text.strip()


def headings(document: Document) -> list[tuple[int, str, str]]:
    return [(s.level, s.label, s.title) for s in document.sections]


def rows(source: SourceText, number: int = 0) -> list[list[str]]:
    return [[cell.text for cell in row] for row in build(source).tables[number].grid]


@pytest.mark.parametrize("first", [SIZE, 0.0])
@pytest.mark.parametrize("paragraphs", [[SEA, NET, LATIN, SEA], [ONE_LINE, ONE_LINE, SEA], [NET, ONE_LINE, LATIN]])
def test_paragraphs_are_joined_over_their_lines(paragraphs: list[str], first: float) -> None:
    sheet = Sheet()
    for paragraph in paragraphs:
        sheet.paragraph(paragraph, first=first, after=0 if first else 8)
    source = read(sheet)
    assert words(source) == [flat(p) for p in paragraphs]
    assert [line.strip() for line in source.text.split("\n") if line.strip()] == paragraphs


def test_sentences_and_items_go_on_over_pages() -> None:
    sheet = Sheet(head="瑞浜県情報化推進計画（第4期）")
    paragraphs = [SEA * k for k in (3, 4, 5, 6, 3, 5, 4, 6, 2, 7, 9, 8, 5, 7)]
    for paragraph in paragraphs:
        sheet.paragraph(paragraph)
    source = read(sheet)
    assert source.text.count("\f") == 3
    assert words(source) == [flat(p) for p in paragraphs]


def test_names_and_short_sentences_on_a_page_of_their_own_stay_apart() -> None:
    """Lines of one length on a page without a full line do not tell where its text would end."""
    sheet = Sheet()
    for paragraph in [SEA, NET] * 4:
        sheet.paragraph(paragraph)
    names = [f"{sign}{kind}情報発信ネットワーク構築事業" for sign, kind in zip("①②③④⑤⑥⑦⑧", ("港湾", "漁港", "農地", "森林", "観光", "医療", "福祉", "防災"))]
    for name in names:
        if name == names[0]:
            sheet.new_page()
        sheet.paragraph(name, first=0.0)
        sheet.paragraph("窓口の一元化と相談体制を進めます。")
    sheet.new_page()
    for paragraph in [SEA, NET] * 4:
        sheet.paragraph(paragraph)
    lines = read(sheet).text.split()
    assert [line for line in lines if line[:1] in tuple("①②③④⑤⑥⑦⑧")] == names


@pytest.mark.parametrize("numbers", ["- {} -", "{}", "P.{}", "{}/9", "{} ページ"])
def test_running_heads_and_page_numbers_are_not_read(numbers: str) -> None:
    sheet = Sheet(head="瑞浜県情報化推進計画（第4期）", numbers=numbers)
    for _ in range(4):
        for _ in range(12):
            sheet.paragraph(SEA)
        sheet.new_page()
    sheet.paragraph(NET)
    source = read(sheet)
    assert set(words(source)) == {flat(SEA), flat(NET)}
    assert source.text.count("瑞浜県情報化推進計画") >= 4 and numbers.format(2) in source.text


def test_running_heads_that_name_the_chapter() -> None:
    sheet = Sheet(head="瑞浜県情報化推進計画｜第1章 総論")
    for chapter in range(2, 6):
        sheet.paragraph(SEA)
        sheet.head = f"瑞浜県情報化推進計画｜第{chapter}章 各論その{'一二三四五六七'[chapter]}"
        sheet.new_page()
    sheet.paragraph(NET)
    assert set(words(read(sheet))) == {flat(SEA), flat(NET)}


def test_an_address_cut_at_its_hyphen(tmp_path: Path) -> None:
    """The hyphen with which a line ends belongs to the address that it cuts, and stays in the text."""
    canvas = Canvas(str(tmp_path / "plan.pdf"), pagesize=(WIDTH, HEIGHT))
    canvas.setFont(MINCHO, SIZE)
    for n, line in enumerate(["推計は、次のとおりです。https://www.example.lg.jp/shicyoson23/t-", "page.asp（2024年9月2日閲覧）を見てください。"]):
        canvas.drawString(72, HEIGHT - 100 - 16 * n, line)
    canvas.save()
    source = reader.read((tmp_path / "plan.pdf").read_bytes(), "plan", "plan.pdf")
    assert "t-page.asp" in "".join(source.text.split()) and "t-page.asp" in "".join(words(source))


@pytest.mark.parametrize("signs", ["①②③", "○○○"])
def test_items_set_in_at_both_edges(signs: str) -> None:
    """The text of a box, whose lines end before the edge of the page, is one paragraph an item."""
    sheet = Sheet()
    for _ in range(4):
        sheet.paragraph(SEA)
    left, right = sheet.left, sheet.right
    sheet.left, sheet.right = left + SIZE, right - 3 * SIZE
    for sign in signs:
        sheet.paragraph(f"{sign}　{SEA}", first=0.0)
    sheet.left, sheet.right = left, right
    for _ in range(4):
        sheet.paragraph(NET)
    assert words(read(sheet))[4:7] == [flat(f"{sign}　{SEA}") for sign in signs]


def test_two_columns() -> None:
    sheet = Sheet(columns=2, head="瑞浜県情報化推進計画")
    paragraphs = [(SEA, NET, SEA + NET)[k % 3] for k in range(25)]
    for paragraph in paragraphs:
        sheet.paragraph(paragraph)
    assert words(read(sheet)) == [flat(p) for p in paragraphs]


def test_a_head_over_two_columns() -> None:
    sheet = Sheet(columns=2)
    sheet.columns = 1
    sheet.paragraph("第1章 総論", 16, GOTHIC, first=0)
    sheet.paragraph(SEA)
    sheet.columns, sheet.top = 2, sheet.y + 20
    sheet.y = sheet.top
    paragraphs = [(SEA, NET)[k % 2] for k in range(9)]
    for paragraph in paragraphs:
        sheet.paragraph(paragraph)
    assert words(read(sheet)) == ["第1章 総論", flat(SEA), *map(flat, paragraphs)]


@pytest.mark.parametrize("counted", ["①②③", "123"])
def test_items_in_heavy_type_are_no_headings(counted: str) -> None:
    sheet = Sheet()
    for chapter, title in ((1, "総論"), (2, "各論")):
        sheet.paragraph(f"第{chapter}章 {title}", 16, GOTHIC, first=0)
        sheet.paragraph(SEA + "次の三つの柱を立てる。")
        for number, name in zip(counted, ("暮らしを守る備え", "産業を伸ばす知恵", "身近な県庁")) if chapter == 1 else ():
            sheet.paragraph(f"{number} {name}", SIZE, GOTHIC, first=20)
        sheet.paragraph(NET)
        sheet.paragraph("(1) 現状", SIZE, GOTHIC, first=0)
        sheet.paragraph(SEA)
    assert headings(build(read(sheet))) == [(1, "第1章", "総論"), (2, "(1)", "現状"), (1, "第2章", "各論"), (2, "(1)", "現状")]


@pytest.mark.parametrize("heading", ["【目指す姿】", "〔取組の方向〕"])
def test_heading_in_brackets_under_two_columns(heading: str) -> None:
    """It stands over the line below, and not between the columns that it ends."""
    sheet = Sheet(columns=2)
    sheet.columns = 1
    sheet.paragraph("第1章 総論", 16, GOTHIC, first=0)
    sheet.columns, sheet.top = 2, sheet.y + 10
    sheet.y = top = sheet.top
    west, east = SEA + NET, NET + SEA
    sheet.paragraph(west, pitch=13)
    low = sheet.y
    sheet.column, sheet.y = 1, top
    sheet.paragraph(east, pitch=13)
    sheet.columns, sheet.column, sheet.y = 1, 0, max(low, sheet.y) + 5
    sheet.paragraph(heading, 11, GOTHIC, first=0, pitch=13)
    sheet.paragraph("担い手が誇りと十分な所得を得て、若い世代が後に続く産地をつくる。", pitch=13)
    sheet.paragraph(SEA + NET + SEA, pitch=13)
    assert f"{flat(west)}{flat(east)}{heading[1:-1]}担い手が誇り" in "".join(words(read(sheet))).replace(heading, heading[1:-1])


def test_raised_figures_call_the_notes_at_the_foot() -> None:
    sheet = Sheet()
    sheet.notes = {"¹": f"総務省「平成30年版 情報通信白書」、{LATIN}", "²": "内閣府「白書」", "¹⁰": "首相官邸「計画」、平成30年6月"}
    sheet.paragraph(SEA.replace("抱え、", "抱え¹、") + "面積は120km²である。")
    sheet.paragraph(NET + "これ²を見る。これ¹⁰もである。")
    for _ in range(30):
        sheet.paragraph(SEA)
    source = read(sheet)
    document = build(source)
    assert [(n.marker, document.text(document.units[n.unit])) for n in document.notes] == [
        (marker, flat(note)) for marker, note in zip(("1", "2", "10"), sheet.notes.values())]
    assert [a.marker for a in document.anchors] == ["1", "2", "10"]
    assert "120km²" in document.reading.text
    assert document.text(document.units[0]) == flat(SEA + "面積は120km²である。")


@pytest.mark.parametrize("mark", ["※{}　", "注{} ", "＊{} "])
@pytest.mark.parametrize("side", ["right", "left"])
def test_notes_beside_the_text(side: str, mark: str) -> None:
    """Small notes in a column of their own cut no paragraph, whether a box is around them or not."""
    sheet = Sheet(left=70, right=220) if side == "right" else Sheet(left=220, right=70)
    for page in range(2):
        for boxed in (True, False):
            first, called = sheet.y, mark.strip().format(2 * page + 2 - boxed)
            sheet.paragraph(SEA + "とされた" + called + "。" + NET + NET)
            x = sheet.right + 8 if side == "right" else 70.0
            for k, line in enumerate([mark.format(2 * page + 2 - boxed) + "県「調査報告書」、令和", "5年3月、12頁による集計", "の結果である。"]):
                sheet.text(x + 4, first + 18 + 10.5 * k, line, 7.5)
            if boxed:
                for x0, y0, x1, y1 in ((0, 4, 130, 4), (0, 48, 130, 48), (0, 4, 0, 48), (130, 4, 130, 48)):
                    sheet.line(x + x0, first + y0, x + x1, first + y1)
        if page == 0:
            sheet.new_page()
    source = read(sheet)
    document = build(source)
    assert [document.text(document.units[note.unit]) for note in document.notes] == ["県「調査報告書」、令和5年3月、12頁による集計の結果である。"] * 4
    assert "".join(words(source, "paragraph")).count(flat(NET + NET)) == 4


def test_entries_of_earlier_plans_in_heavy_type_are_no_headings() -> None:
    sheet = Sheet()
    for number, name in ((1, "計画の歩み"), (2, "取組の方向")):
        sheet.paragraph(f"{number} {name}", 14, GOTHIC, first=0)
        sheet.paragraph(SEA)
    for entry in ("第1次みなと市情報化計画　平成13年度～平成17年度", "みなとICTプラン（2006～2010年度）", "第3期　H23～H29年度"):
        sheet.paragraph(entry, SIZE, GOTHIC, first=0)
        sheet.paragraph("ねらい　市民の暮らしと市役所を結ぶ情報の道づくりを進め、離れた地区の暮らしを支えること", first=0)
    assert [title for _, _, title in headings(build(read(sheet)))] == ["計画の歩み", "取組の方向"]


def test_pages_of_short_paragraphs_among_headings_and_items_tell_their_edge() -> None:
    """A page whose lines end a character before those of other pages do."""
    wide, sheet = ONE_LINE + SEA + NET, Sheet(right=70)
    for _ in range(9):
        sheet.paragraph(wide)
    sheet.new_page()
    sheet.right -= 2 * SIZE
    for number in range(1, 4):
        sheet.paragraph(f"{number} 取組の方向", 12, GOTHIC, first=0)
        sheet.paragraph(SEA + NET)
        for item in ("無線更新", "訓練支援", "備蓄倉庫整備", "避難所改修", "見守り", "出前講座"):
            sheet.paragraph(f"○{item}事業", first=SIZE)
    assert words(read(sheet), "paragraph")[9:] == [flat(SEA + NET)] * 3


def test_a_note_over_two_pages_and_marks_of_other_kinds() -> None:
    sheet = Sheet(numbers="")
    sheet.paragraph(SEA)
    y = sheet.bottom - 60
    sheet.line(70, y, 220, y)
    sheet.text(70, y + 20, "※1 総務省「平成30年版 情報通信白書」、第1部第1章第1節、p.2-9、これは長い注であり次のページに続くのだから", 8.5)
    sheet.new_page()
    sheet.paragraph(NET)
    sheet.line(70, y, 220, y)
    sheet.text(70, y + 20, "行の終わりまで書かれている。", 8.5)
    sheet.text(70, y + 33, "※2 内閣府「白書」", 8.5)
    assert words(read(sheet), "note") == [
        "総務省「平成30年版 情報通信白書」、第1部第1章第1節、p.2-9、これは長い注であり次のページに続くのだから行の終わりまで書かれている。", "内閣府「白書」"]


def test_a_ruled_table_with_merged_cells() -> None:
    sheet = Sheet()
    sheet.paragraph(SEA)
    sheet.table([[Cell(["柱"], 2), Cell(["指標"], 1, 2)], [Cell(["現状"]), Cell(["目標"])],
                 [Cell(["安全で安心な県土づくりを進めるための長い名前"], 2), Cell(["38万件"]), Cell(["100万件"])],
                 [Cell(["46か所"]), Cell(["○一つ目の事業", "○二つ目の事業でとても長い名前を持つものの例"])],
                 [Cell(["計"], 1, 3)]], [120, 150, 150])
    sheet.paragraph(NET)
    source = read(sheet)
    pillar = "安全で安心な県土づくりを進めるための長い名前"
    last = "一つ目の事業 二つ目の事業でとても長い名前を持つものの例"
    assert rows(source) == [["柱", "指標", "指標"], ["柱", "現状", "目標"], [pillar, "38万件", "100万件"], [pillar, "46か所", last], ["計"] * 3]
    assert [m.value for m in source.marks if m.kind == "cell"] == ["2,1,", "1,2,", "1,1,", "1,1,", "2,1,", "1,1,", "1,1,", "1,1,", "1,1,", "1,3,"]
    assert words(source, "paragraph") == [flat(SEA), flat(NET)]


def test_a_table_over_pages_is_one_without_its_header_again() -> None:
    sheet = Sheet(head="瑞浜県情報化推進計画")
    body = [[Cell([str(i)]), Cell([f"○事業{i}", f"○さらに長い名前の事業その{i}を進める取組の推進と県民への周知"]), Cell(["情報課"])] for i in range(40)]
    sheet.table([[Cell(["番号"]), Cell(["事業"]), Cell(["担当"])], *body], [50, 200, 100])
    sheet.paragraph(NET)
    source = read(sheet)
    assert len(build(source).tables) == 1
    found = rows(source)
    assert [row[0] for row in found] == ["番号", *map(str, range(40))]
    assert found[17][1] == "事業16 さらに長い名前の事業その16を進める取組の推進と県民への周知"


def test_a_merged_cell_cut_by_a_page() -> None:
    sheet = Sheet()
    sheet.y = sheet.bottom - 100
    groups = [[Cell(["柱1"], 8), Cell(["事業0"]), Cell(["10件"])], *([Cell([f"事業{i}"]), Cell([f"{i}件"])] for i in range(1, 8))]
    sheet.table([[Cell(["柱"]), Cell(["事業"]), Cell(["目標"])], *groups], [100, 150, 80])
    assert rows(read(sheet)) == [["柱", "事業", "目標"], *([["柱1", f"事業{i}", "10件" if i == 0 else f"{i}件"] for i in range(8)])]


@pytest.mark.parametrize("columns", [
    ["第1期", "H14～H18年度", "海辺の暮らしを支える基盤", "水門の遠隔操作の導入", "停電の時間の半減"],
    ["第1期", "H14～H18年度", "山の恵み", "林道の標識の更新", "炭焼きの技の継承"],
    ["第1次", "平成8年度", "庁内の事務の電算化", "税の計算の電算化", "窓口の待ち時間の短縮"],
])
def test_an_unruled_table_with_narrow_gaps(columns: list[str]) -> None:
    """Lines that fill the columns of a narrow table leave little between them."""
    sheet = Sheet()
    sheet.paragraph(SEA)
    shown = [["期", "年度", "ねらい", "取組", "実績"], columns, [columns[0].replace("1", "2"), *columns[1:]]]
    sheet.table([[Cell([cell]) for cell in row] for row in shown], [9 * n + 8.5 for n in (1.5, 4, 5, 4, 4)], ruled=False, size=9)
    sheet.paragraph(NET)
    source = read(sheet)
    assert [["".join(cell.split()) for cell in row] for row in rows(source)] == [[flat(cell) for cell in row] for row in shown]
    assert words(source, "paragraph") == [flat(SEA), flat(NET)]


@pytest.mark.parametrize("lines", [
    ["第1条　目的を定める。", "第2条　言葉を定める。", "第3条　県の責めを定める。", "第4条　町の責めを定める。"],
    ["海と　里と　人の　まち", "山と　川と　人の　まち"], ["会長　港　一郎", "委員　里　花子", "委員　森　次郎", "委員　川　三郎"],
])
def test_wide_spaces_are_no_table(lines: list[str]) -> None:
    sheet = Sheet()
    sheet.paragraph(SEA)
    for line in lines:
        sheet.y += 17.5
        sheet.text(80.0, sheet.y, line)
    sheet.y += 17.5
    sheet.paragraph(NET)
    assert not [mark for mark in read(sheet).marks if mark.kind == "table"]


def test_an_unruled_table() -> None:
    sheet = Sheet()
    sheet.paragraph(SEA)
    body = [[f"平成{i}年度", f"第{i}期計画を策定" if i % 2 else "県内の全ての市町村を結ぶ光ファイバ網を開通し、運用を始めた", "情報政策課"] for i in range(10, 16)]
    shown = [["年度", "主な出来事", "担当"], *body]
    sheet.table([[Cell([cell]) for cell in row] for row in shown], [90, 180, 100], ruled=False, size=9)
    sheet.paragraph(NET)
    source = read(sheet)
    assert words(source, "paragraph") == [flat(SEA), flat(NET)]
    assert [row[0] for row in rows(source)] == [row[0] for row in shown]


def test_headings_by_size_and_weight() -> None:
    sheet = Sheet()
    sheet.centred("瑞浜県情報化推進計画", 24, y=250)
    sheet.centred("平成31年3月", 12, MINCHO)
    sheet.new_page()
    long = "第2章 現状と、とても長い題を持つために二行にわたって印刷される章の見出し"
    for chapter in ("はじめに", long):
        sheet.paragraph(chapter, 16, GOTHIC, first=0, hang=40)
        sheet.paragraph(SEA)
        sheet.paragraph("■ 計画の趣旨", 13, GOTHIC, first=0)
        sheet.paragraph(NET)
        sheet.paragraph("背景", SIZE, GOTHIC, first=0, before=6)
        sheet.paragraph(SEA)
    document = build(read(sheet))
    assert document.title == "瑞浜県情報化推進計画"
    under = [(2, "", "計画の趣旨"), (3, "", "背景")]
    assert headings(document) == [(1, "", "はじめに"), *under, (1, "第2章", flat(long)[4:]), *under]


@pytest.mark.parametrize("figures", ["78.9万人 85.3%", "12,400件 → 9,300件", "62.5％"])
def test_large_figures_in_the_text_are_no_headings(figures: str) -> None:
    sheet = Sheet()
    for chapter in ("第1章 現状", "第2章 施策"):
        sheet.paragraph(chapter, 16, GOTHIC, first=0)
        sheet.paragraph(SEA)
        sheet.paragraph(figures, 16, GOTHIC, first=0, before=6, after=6)
        sheet.paragraph(NET)
    assert headings(build(read(sheet))) == [(1, "第1章", "現状"), (1, "第2章", "施策")]


@pytest.mark.parametrize("word", ["基本戦略", "柱", "基本目標"])
def test_the_number_of_a_pillar_in_smaller_type_over_its_title(word: str) -> None:
    sheet = Sheet()
    for k, title in enumerate(("海と漁港を守る", "道と通信をつなぐ"), 1):
        sheet.paragraph(f"{word}{k}", SIZE, MINCHO, first=0, before=10)
        sheet.paragraph(title, 18, GOTHIC, first=0, before=4, after=6)
        sheet.paragraph(SEA + NET)
    assert headings(build(read(sheet))) == [(1, f"{word}1", "海と漁港を守る"), (1, f"{word}2", "道と通信をつなぐ")]


def test_contents_are_no_headings() -> None:
    sheet = Sheet()
    sheet.centred("目　次", 16)
    for k, title in enumerate(("計画の策定に当たって", "現状と課題", "施策の展開"), 1):
        sheet.paragraph(f"第{k}章 {title} ・・・・・・・・・・・・・・・・・ {k}", first=0)
    sheet.new_page()
    for k, title in enumerate(("計画の策定に当たって", "現状と課題", "施策の展開"), 1):
        sheet.paragraph(f"第{k}章 {title}", 16, GOTHIC, first=0)
        sheet.paragraph(SEA)
    assert headings(build(read(sheet))) == [(1, f"第{k}章", t) for k, t in enumerate(("計画の策定に当たって", "現状と課題", "施策の展開"), 1)]


def test_ruby_is_dropped_and_doubled_letters_are_read_once() -> None:
    sheet = Sheet()
    sheet.paragraph("瑞浜県の集落を訪ねる。", first=0)
    sheet.text(70, sheet.y - 10.5, "みずはま", 5)
    for x in (0.0, 0.3):
        sheet.text(70 + x, 200, "二度刷りの太字", 10.5)
    assert words(read(sheet)) == ["瑞浜県の集落を訪ねる。", "二度刷りの太字"]


def test_each_line_knows_its_page_and_box() -> None:
    sheet = Sheet()
    for _ in range(14):
        sheet.paragraph(SEA * 2)
    source = read(sheet)
    boxes = [m for m in source.marks if m.kind == "box"]
    first = boxes[0].value.split(",")
    assert first[0] == "1" and [round(float(v)) for v in first[1:]] == [80, 88, 522, 99]
    assert {m.value.split(",")[0] for m in boxes} == {"1", "2"}
    assert "".join(source.text[m.start:m.end] for m in boxes if m.value.startswith("1,"))[:20] == SEA[:20]
    assert [m.value for m in source.marks if m.kind == "page"] == ["1", "2"]
    assert source.marks == read(_again(sheet)).marks


def _again(sheet: Sheet) -> Sheet:
    again = Sheet()
    for _ in range(14):
        again.paragraph(SEA * 2)
    return again


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_pages_that_are_turned(turn: int) -> None:
    sheet = Sheet(pagesize=(HEIGHT, WIDTH) if turn != 180 else (WIDTH, HEIGHT))
    sheet.canvas.setPageRotation(turn)
    sheet.canvas.setPageSize((WIDTH, HEIGHT))  # which reportlab turns with the page; else the text would stand beside it
    sheet.paragraph(SEA * 3)
    source = read(sheet)
    assert words(source) == [flat(SEA * 3)]


@pytest.mark.parametrize("name", ["mizuhama-2019"])
def test_a_plan_gives_the_same_rows_as_its_gold(name: str) -> None:
    path = ROOT / "raw" / f"{name}.txt"
    document = build(reader.read(draw(text.read(path.read_bytes(), name, str(path))), name))
    gold = {table: list(csv.DictReader((ROOT / "tests" / "gold" / name / f"{table}.csv").open(encoding="utf-8")))
            for table in ("sections", "pillars", "measures")}
    assert headings(document) == [(int(r["level"]), r["label"], r["title"]) for r in gold["sections"]]
    columns = pillars.find(document)
    assert [(p.ordinal, p.name, p.plan_name) for p in columns] == [
        (int(r["ordinal"]), r["name"], r["plan_name"]) for r in gold["pillars"]]
    order = {row["pillar_id"]: k for k, row in enumerate(gold["pillars"])}
    found = [(document.reading.value(m.start, m.end), m.level, m.source, m.pillar) for m in measures.find(document, columns)]
    wanted = [(r["name"], r["level"], r["source"], order.get(r["pillar_id"], -1)) for r in gold["measures"]]
    assert sorted(m for m in found if m[1] == "project") == sorted(m for m in wanted if m[1] == "project")


# files that cannot be read

def refuse(data: bytes) -> str:
    began = time.monotonic()
    with pytest.raises(UnreadableDocument) as caught:
        reader.read(data, "plan", "plan.pdf")
    assert time.monotonic() - began < 20
    message = str(caught.value)
    assert message.startswith("plan.pdf: ") and "\n" not in message and "; " in message
    return message


def pdf_of(*objects: bytes) -> bytes:
    """A file of numbered objects, the first of which is its catalogue."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, item in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out) + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, table, len(objects) + 1, len(out))


def stream(data: bytes, keys: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), keys, data)


CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
FULL_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def one_page(content: bytes, keys: bytes = b"", form: bytes = b"null") -> bytes:
    return pdf_of(CATALOGUE, b"<</Type/Pages/Count 1/Kids[3 0 R]>>", FULL_PAGE, stream(content, keys), FONT, form)


def bomb() -> bytes:
    """A page of 1.2 GB in 1.2 MB: one stretch of it again and again."""
    press = zlib.compressobj(9)
    first, again = (press.compress(b"q Q " * (1 << 20)) + press.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    return first + again * 300 + press.flush()


def crowd() -> bytes:
    """A page of 45,000 letters."""
    return zlib.compress(b"".join(b"BT /F 4 Tf 1 0 0 1 %d %d Tm (a) Tj ET\n" % (5 + 2 * (k % 250), 5 + 4 * (k // 250)) for k in range(45_000)), 9)


LOOPED_FORM = stream(b"/X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>")
KIDS = b"".join(b"%d 0 R " % (k + 3) for k in range(100_000))


UNREADABLE = [
    (b"", "the end of the PDF is missing", "download"),
    (b"%PDF-1.7\nnothing\n%%EOF", "cannot be opened", "print it to a new PDF"),
    (pdf_of(CATALOGUE, b"<</Type/Pages/Count 1/Kids[3 0 R]>>", PAGE), "without text", "ocrmypdf -l jpn"),
    (pdf_of(CATALOGUE, b"<</Type/Pages/Count 100000/Kids[%s]>>" % KIDS, *[PAGE] * 100_000), "more than 3,000 pages", "split"),
    (pdf_of(CATALOGUE, b"<</Type/Pages/Count 3/Kids[2 0 R 3 0 R]/Parent 2 0 R>>", PAGE), "page", "download"),
    (pdf_of(CATALOGUE, b"<</Type/Pages/Count 900/Kids[3 0 R]>>", b"<</Type/Pages/Count 900/Kids[2 0 R 3 0 R]/Parent 2 0 R>>"), "broken page", "download"),
    (pdf_of(CATALOGUE, b"2 0 R"), "cannot be opened", "download"),
    (one_page(b"/X Do", form=LOOPED_FORM), "without text", "ocrmypdf"),
    (one_page(crowd(), b"/Filter/FlateDecode"), "40,000 characters (page 1)", "leave"),
]


@pytest.mark.parametrize(("data", "problem", "mend"), UNREADABLE, ids=["empty", "garbage", "blank", "100,000 pages", "looped kids", "looped pages", "reference to itself", "looped form", "crowded"])
def test_files_that_cannot_be_read(data: bytes, problem: str, mend: str) -> None:
    message = refuse(data)
    assert problem in message and mend in message


def test_a_page_that_unpacks_without_end() -> None:
    message = refuse(one_page(bomb(), b"/Filter/FlateDecode"))
    assert "split" in message and ("(page 1)" in message or "too much memory" in message)  # whichever limit it meets first


def test_refusals_stay_below_a_gigabyte() -> None:
    """In a process of its own, so that no other test's child is measured."""
    script = ("import resource\nfrom tests.readers.test_pdf import UNREADABLE, bomb, one_page, refuse\n"
              "for data in (one_page(bomb(), b'/Filter/FlateDecode'), *(case[0] for case in UNREADABLE)):\n    refuse(data)\n"
              "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, cwd=ROOT)
    assert int(done.stdout) < 1024 * 1024  # in KiB


def test_a_file_cut_anywhere_is_refused() -> None:
    sheet = Sheet()
    for _ in range(20):
        sheet.paragraph(SEA)
    data = sheet.bytes()
    places = random.Random(1).sample(range(len(data) - 6), 50)
    assert all("missing" in refuse(data[:place]) for place in places)


def test_locked_files() -> None:
    def draw_with(user: str) -> bytes:
        sheet = Sheet()
        sheet.canvas = Canvas(sheet.out, pagesize=(WIDTH, HEIGHT), encrypt=StandardEncryption(user, "owner", canCopy=0))
        sheet.paragraph(SEA)
        return sheet.bytes()

    assert "password" in refuse(draw_with("secret"))
    assert words(reader.read(draw_with(""))) == [flat(SEA)]


def scanned(pages: int, *scans: int) -> bytes:
    """A document in which some pages are pictures; the others are text, with a heading on the first of them."""
    from PIL import Image

    sheet = Sheet(numbers="")
    for page in range(1, pages + 1):
        if page in scans:
            sheet.canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, WIDTH, HEIGHT)
        else:
            if page == min({*range(1, pages + 1)} - {*scans}):
                sheet.paragraph("第1章 総論", 16, GOTHIC, first=0)
            sheet.paragraph(SEA * 3)
        if page < pages:
            sheet.new_page()
    return sheet.bytes()


@pytest.mark.parametrize("data", [scanned(4, 1, 2, 3), scanned(2, 1, 2), scanned(2, 2)], ids=["most", "all", "half"])
def test_scans_are_refused_with_the_way_to_read_them(data: bytes) -> None:
    message = refuse(data)
    assert "scanned" in message and "ocrmypdf -l jpn" in message


@pytest.mark.parametrize(("pages", "scans", "named"), [
    (3, (2,), "page 2 without"), (9, (1, 2, 3, 6), "pages 1-3, 6 without"), (30, tuple(range(2, 28, 2)), "pages 2, 4, 6, 8, 10, 12, 14, 16, 18, 20 and 3 more"),
], ids=["one", "runs", "many"])
def test_some_scans_are_named_and_the_other_pages_read(pages: int, scans: tuple[int, ...], named: str, tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(scanned(pages, *scans))
    report = extract_corpus([tmp_path / "plan.pdf"], tmp_path / "out")
    line, = map(str, report.complaints)
    assert line.startswith(f"{tmp_path}/plan.pdf: {named}") and "ocrmypdf --skip-text -l jpn" in line
    assert (report.documents, report.status, report.rows["sections"]) == (1, 2, 1)
    source = readers.read(tmp_path / "plan.pdf")
    places = [(int(mark.value), source.text.count("\f", 0, mark.start) + 1) for mark in source.marks if mark.kind == "scan"]
    assert places == [(page, page) for page in scans]


def test_vertical_writing_is_refused() -> None:
    sheet = Sheet(numbers="")
    for column in range(20):
        for k, char in enumerate(SEA[:40]):
            sheet.text(520 - 20 * column, 80 + 12 * k, char)
    message = refuse(sheet.bytes())
    assert "vertical" in message and "; save its text as plain text or HTML" in message


def test_a_file_is_taken_for_a_pdf_by_what_is_in_it(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.paragraph(SEA)
    path = tmp_path / "keikaku"
    path.write_bytes(sheet.bytes())
    source = readers.read(path)
    assert (source.doc_id, source.media_type, len(source.sha256)) == ("keikaku", "application/pdf", 64)


@pytest.mark.timed
def test_pages_take_a_tenth_of_a_second() -> None:
    sheet = Sheet(head="瑞浜県情報化推進計画（第4期）")
    for k in range(40):
        sheet.paragraph(f"第{k + 1}章 各論", 16, GOTHIC, first=0)
        for _ in range(9):
            sheet.paragraph(SEA)
        sheet.table([[Cell([f"事業{i}"]), Cell([SEA[:30]]), Cell(["100件"])] for i in range(8)], [120, 200, 80])
        sheet.new_page()
    data = sheet.bytes()
    told: list[tuple[int, int]] = []
    began = time.monotonic()
    source = reader.read(data, progress=lambda page, pages: told.append((page, pages)))
    seconds = time.monotonic() - began
    assert told == [(k, told[-1][1]) for k in range(1, told[-1][1] + 1)] and source.text.count("\f") == len(told) - 1
    assert seconds < 0.2 * len(told)


@pytest.mark.parametrize(("lines", "title"), [
    ([("みなと県デジタル推進計画", 13), ("第2章 計画の歩み", 18)], "みなと県デジタル推進計画"),
    ([("みなと市総合計画2030", 12), ("Ⅱ 計画の歩み", 16)], "みなと市総合計画2030"),
    ([("本編", 13), ("第2章 計画の歩み", 18)], ""),
])
def test_smaller_lines_over_the_first_chapter(lines: list[tuple[str, float]], title: str) -> None:
    sheet = Sheet()
    for line, size in lines:
        sheet.paragraph(line, size, GOTHIC, first=0, before=8, after=8)
    for k in (1, 2, 3):
        sheet.paragraph(f"（{k}） 歩みの{k}", 13, GOTHIC, first=0, before=8, after=4)
        sheet.paragraph(SEA + NET)
    document = build(read(sheet))
    assert document.title == title
    assert headings(document) == [(1, lines[-1][0].split()[0].replace("Ⅱ", "II"), "計画の歩み"), *((2, f"({k})", f"歩みの{k}") for k in (1, 2, 3))]
