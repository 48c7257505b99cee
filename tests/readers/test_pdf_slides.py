"""PDFs as slides and leaflets: bullets of symbol fonts, boxes side by side, labels on boxes, headings under columns."""
from __future__ import annotations

import pytest

from pipeline.layout import build
from pipeline.layout.document import Document
from pipeline.readers import pdf as reader
from pipeline.readers.pdf_lines import lines
from pipeline.readers.pdf_pages import Glyph
from pipeline.readers.symbols import printed
from tests.readers.pdf_draw import SIZE, Sheet, wrap

SEA = "本県は、南北に長い海岸線と山あいの集落を抱え、人や物の往来に時間のかかる県土の条件を情報通信技術の力で補うことに早くから取り組んできた。"
NET = "平成の初めの行政専用回線の整備に始まり、県内全ての市町村を結ぶ光ファイバ網を築き、現在は防災、医療など多くの分野の業務がその上で動いている。"


def opened(sheet: Sheet) -> Document:
    return build(reader.read(sheet.bytes(), "plan", "plan.pdf"))


def words(document: Document, *kinds: str) -> list[str]:
    return [document.text(u) for u in document.units if not kinds or u.kind in kinds]


@pytest.mark.parametrize("char, face, sign", [
    ("\uf0b7", "AAAAAA+OpenSymbol", "•"), ("\uf0b7", "Symbol", "•"), ("\uf0b7", "", "•"), ("l", "ABCDEF+Wingdings-Regular", "●"),
    ("\uf06e", "Wingdings", "■"), ("\uf0d8", "", "➢"), ("\uf0fc", "Wingdings", "✓"), ("l", "ArialMT", "l"), ("\ue123", "Gaiji", "\ue123"),
    ("あ", "Wingdings", "あ")])
def test_signs_of_symbol_fonts(char: str, face: str, sign: str) -> None:
    assert printed(char, face) == sign


@pytest.mark.parametrize("text, shown", [
    ("\ue00a港の清掃", "•港の清掃"), ("\ue00a 港の清掃", "• 港の清掃"), ("港の\ue00a清掃", "港の\ue00a清掃"),
    ("\ue00a\ue00b\ue00c港", "\ue00a\ue00b\ue00c港"), ("\ue00a", "\ue00a")])
def test_an_unknown_sign_before_words_is_a_bullet(text: str, shown: str) -> None:
    glyphs = [Glyph(char, 10.0 * k, 10.0 * k + 10, 100.0, 10.0, 0) for k, char in enumerate(text)]
    assert lines(1, glyphs)[0].text == shown


@pytest.mark.parametrize("remark, items", [
    ("（農政課・港湾課）", ["朝市の開設支援(農政課・港湾課)", "市場の改修"]), ("【令和4年度新規】", ["朝市の開設支援【令和4年度新規】", "市場の改修"]),
    ("［一部再掲］", ["朝市の開設支援[一部再掲]", "市場の改修"]), ("（仮称）港の駅", ["朝市の開設支援", "市場の改修"])])
def test_brackets_under_an_item_belong_to_it(remark: str, items: list[str]) -> None:
    sheet = Sheet()
    sheet.paragraph(SEA)
    for x, text in ((80.0, "・朝市の開設支援"), (80 + SIZE, remark), (80.0, "・市場の改修")):
        sheet.y += 17.5
        sheet.text(x, sheet.y, text)
    sheet.y += 10
    sheet.paragraph(NET)
    assert words(opened(sheet), "item") == items


@pytest.mark.parametrize("titles", [("1　基本の理念", "2　基本の方針"), ("（1）　めざす姿", "（2）　進める視点"), ("第1章　はじめの章", "第2章　計画の趣旨")])
def test_headings_with_a_rule_under_each_are_no_table(titles: tuple[str, str]) -> None:
    sheet = Sheet()
    sheet.paragraph(SEA)
    for text, x in zip((titles[0], "海と　里と　人の　まち", titles[1]), (70.0, 180.0, 70.0)):
        sheet.y += 34
        sheet.text(x, sheet.y, text, 13 if text in titles else 12)
        sheet.line(70, sheet.y + 6, 525, sheet.y + 6)
    sheet.y += 20
    sheet.paragraph(NET)
    document = opened(sheet)
    assert not document.tables and [section.title for section in document.sections] == [title.split("　")[1] for title in titles]


@pytest.mark.parametrize("heading, ahead", [("■主な事業", True), ("【主な事業】", True), ("主な事業の一覧", True), ("■次の取組", False)])
def test_a_heading_over_a_table_under_two_columns(heading: str, ahead: bool) -> None:
    """It heads the table where it stands nearer to that than to the columns, else what the right column starts with."""
    sheet = Sheet(columns=2, gutter=20.0)
    top = sheet.y + 20
    for x, texts in ((sheet.left, [SEA, SEA]), (sheet.left + sheet.room + sheet.gutter, [NET, NET])):
        y = top
        for k, line in enumerate(line for text in texts for line in wrap(text, sheet.room, 9)):
            sheet.text(x, top + 14 * k, line, 9)
            y = top + 14 * k
    y += 26 if ahead else 20
    sheet.text(sheet.left, y, heading, 10)
    y += 8 if ahead else 24
    for k in range(4):
        sheet.line(sheet.left, y + 20 * k, 525, y + 20 * k)
    for x in (sheet.left, 250, 525):
        sheet.line(x, y, x, y + 60)
    for k, (name, bureau) in enumerate([("事業名", "所管"), ("朝市の開設支援", "農政課"), ("市場の改修", "港湾課")]):
        sheet.text(sheet.left + 5, y + 20 * k + 14, name, 9)
        sheet.text(255, y + 20 * k + 14, bureau, 9)
    read = opened(sheet).reading.text
    name = heading.strip("■【】")
    assert (read.index(name) > read.index("平成の初め")) is ahead


def box(sheet: Sheet, left: float, top: float, right: float, bottom: float, corner: float = 0.0) -> None:
    """Draw the sides of a box, which do not meet where its corners are round."""
    for y in (top, bottom):
        sheet.line(left + corner, y, right - corner, y)
    for x in (left, right):
        sheet.line(x, top + corner, x, bottom - corner)


def label(sheet: Sheet, left: float, middle: float, text: str) -> None:
    """Draw a label with round corners around the height `middle`."""
    sheet.text(left + 15, middle + 5, text)
    box(sheet, left, middle - 10, left + 30 + SIZE * len(text), middle + 10, 6)


@pytest.mark.parametrize("corner", [0.0, 9.0])
@pytest.mark.parametrize("count", [2, 3])
def test_cards_side_by_side_are_read_one_after_another(corner: float, count: int) -> None:
    sheet = Sheet()
    sheet.paragraph(SEA)
    top, wide = sheet.y + 20, 455 / count
    texts = ["海の恵みを次の世代に引き継ぐための場をつくります", "山の恵みを暮らしと仕事の場に生かす道を開きます", "里の恵みを分け合い支え合う人の輪を広げています"][:count]
    for k, text in enumerate(texts):
        box(sheet, 70 + wide * k, top, 60 + wide * (k + 1), top + 90, corner)
        for j, line in enumerate(wrap(text, wide - 30, SIZE)):
            sheet.text(80 + wide * k, top + 24 + 16 * j, line)
    sheet.y = top + 110
    sheet.paragraph(NET)
    assert words(opened(sheet))[1:-1] == texts


@pytest.mark.parametrize("titles", [("現状と課題", "めざす姿", "数値目標"), ("いま", "10年後", "はかる物差し"), ("本町の特徴", "町民の声", "国の動き")])
def test_labels_on_boxes_are_headings(titles: tuple[str, str, str]) -> None:
    sheet = Sheet()
    sheet.text(70, 90, "第1章　海と里の町づくり", 18)
    sheet.y = 100
    sheet.paragraph(SEA)
    top = sheet.y + 30
    for left, right, title, items in ((70, 290, titles[0], ["●港の利用が減っている", "●山の手入れが遅れている"]), (305, 525, titles[1], ["●海と山の間を人が行き交う", "●若者が戻ってくる"])):
        box(sheet, left, top, right, top + 90)
        label(sheet, left + 10, top, title)
        for k, item in enumerate(items):
            sheet.text(left + 12, top + 35 + 20 * k, item)
    box(sheet, 70, top + 120, 525, top + 200)
    label(sheet, 80, top + 120, titles[2])
    sheet.text(82, top + 150, "●1年間に町を訪れる人の数")
    document = opened(sheet)
    assert [(section.level, section.title) for section in document.sections] == [(1, "海と里の町づくり"), *((2, title) for title in titles)]
    assert words(document, "item") == ["港の利用が減っている", "山の手入れが遅れている", "海と山の間を人が行き交う", "若者が戻ってくる", "1年間に町を訪れる人の数"]


@pytest.mark.parametrize("sign", ["◎", "●", "■"])
def test_one_item_under_each_label(sign: str) -> None:
    """The square corners of the labels meet the edges of their boxes, which makes no table of them."""
    sheet = Sheet()
    sheet.text(70, 90, "第1章　海と里の町づくり", 18)
    sheet.y = 100
    sheet.paragraph(SEA)
    top = sheet.y + 30
    names = ["海の町", "里の町", "主な事業"]
    for (left, right, high), name in zip(((70, 290, 0), (305, 525, 0), (70, 525, 110)), names):
        box(sheet, left, top + high, right, top + high + 80)
        box(sheet, left + 10, top + high - 10, left + 90, top + high + 10)
        sheet.text(left + 20, top + high + 5, name)
        sheet.text(left + 12, top + high + 40, f"{sign}{name}の声を聞く")
    document = opened(sheet)
    assert not document.tables and [section.title for section in document.sections][1:] == names
    assert words(document, "item") == [f"{name}の声を聞く" for name in names]


@pytest.mark.parametrize("sign", ["■", "◆", "▶"])
@pytest.mark.parametrize("size, kind", [(8.0, "item"), (SIZE, "heading")])
def test_items_with_a_small_line_about_each(sign: str, size: float, kind: str) -> None:
    """In the size of the text the lines below are what a heading with a sign heads."""
    sheet = Sheet()
    for _ in range(3):
        sheet.paragraph(SEA)
    names = ["朝市の開設支援", "市場の改修", "船だまりの清掃"]
    for name, about in zip(names, ("港の広場に市を立てる団体に補助します。", "屋根と床を張り替えます。", "年に4回、水面のごみを集めます。")):
        sheet.y += 26
        sheet.text(70, sheet.y, sign + name)
        sheet.y += 15
        sheet.text(86, sheet.y, about, size)
    document = opened(sheet)
    found = [document.text(u) for u in document.units if u.kind == kind and not u.depth]
    assert [each.lstrip(sign) for each in found] == names


def test_small_print_in_a_box_is_no_note() -> None:
    sheet = Sheet()
    for _ in range(14):
        sheet.paragraph(NET)
    box(sheet, 70, sheet.y + 20, 525, sheet.y + 80)
    label(sheet, 80, sheet.y + 20, "お願い")
    for k, text in enumerate(("・水筒を持ち歩きましょう。", "・地域の清掃に参加しましょう。")):
        sheet.text(82, sheet.y + 46 + 16 * k, text, 8)
    assert words(opened(sheet))[-2:] == ["水筒を持ち歩きましょう。", "地域の清掃に参加しましょう。"]


def rowed(sheet: Sheet, top: float, name: list[str], rows: list[str]) -> None:
    """Draw a cell with the lines of a name beside its rows, 50 points each."""
    box(sheet, 70, top, 125, top + 50 * len(rows))
    for k, line in enumerate(name):
        sheet.text(73, top + 15 + 13 * k, line, 10)
    for k, row in enumerate(rows):
        box(sheet, 125, top + 50 * k, 525, top + 50 * (k + 1))
        sheet.text(130, top + 15 + 50 * k, row, 10)


@pytest.mark.parametrize("above, below, whole", [
    (["まちと里を"], ["つなぐ"], True), (["海辺の町と"], ["里"], True), (["港の町"], ["里の町"], False), (["海辺の町と"], ["・里の町"], False),
    (["海辺の町と"], ["2　里"], False)])
def test_a_name_beside_rows_that_a_page_break_cuts(above: list[str], below: list[str], whole: bool) -> None:
    sheet = Sheet()
    sheet.paragraph(SEA)
    sheet.y = 560
    rowed(sheet, 610, ["区分"], ["事業"])
    rowed(sheet, 660, above, ["朝市の開設支援", "市場の改修"])
    sheet.new_page()
    rowed(sheet, 85, below, ["里山の手入れ", "山の学校の開設", "湧き水の調査"])
    grid = opened(sheet).tables[0].grid
    first = [row[0].text for row in grid]
    assert first[1:] == ([above[0] + below[0]] * 5 if whole else [above[0]] * 2 + [first[-1]] * 3) and len(grid) == 6


@pytest.mark.parametrize("at, order", [(370.0, [0, 1]), (70.0, [1, 0])])
@pytest.mark.parametrize("high", [100, 160])
def test_a_box_beside_running_text(at: float, order: list[int], high: int) -> None:
    sheet = Sheet()
    sheet.paragraph(SEA)
    top = sheet.y + 20
    aside = "港の広場では毎週の終わりに市が立ち、だれでも店を開くことができます。"
    text = SEA[:100] + "。"
    for k, line in enumerate(wrap(text, 285, SIZE)):
        sheet.text(70 if at > 70 else 240, top + 20 + 16 * k, line)
    box(sheet, at, top, at + 155, top + high)
    for k, line in enumerate(wrap(aside, 135, SIZE)):
        sheet.text(at + 10, top + 22 + 17 * k, line)
    sheet.y = top + 180
    sheet.paragraph(NET)
    assert words(opened(sheet))[1:-1] == [[text, aside][k] for k in order]


@pytest.mark.parametrize("names, alone", [(("強み", "弱み"), False), (("よいところ", "直すところ"), False), (("町長", "副町長"), True)])
def test_labels_at_the_head_of_boxes(names: tuple[str, str], alone: bool) -> None:
    """A small box in a box is a label of what follows in that, and none where nothing does (a chart of offices)."""
    sheet = Sheet()
    sheet.text(70, 90, "第1章　町の姿", 18)
    sheet.y = 100
    sheet.paragraph(SEA)
    top = sheet.y + 20
    for left, name in zip((70, 305), names):
        box(sheet, left, top, left + 220, top + 100)
        label(sheet, left + 8, top + 18, name)
        if not alone:
            sheet.text(left + 10, top + 50, f"{name}を挙げた人が多い")
            sheet.text(left + 10, top + 68, f"{name}を話し合う")
    sheet.y = top + 130
    sheet.paragraph(NET)
    assert [section.title for section in opened(sheet).sections] == ["町の姿", *(() if alone else names)]


def test_tables_in_boxes_side_by_side() -> None:
    sheet = Sheet()
    sheet.paragraph(SEA)
    top = sheet.y + 20
    for left, name, work in ((70, "魚の町をつくります", "魚市場の改修"), (305, "野菜の町をつくります", "直売所の拡張")):
        box(sheet, left, top, left + 220, top + 120)
        sheet.text(left + 10, top + 22, name)
        for k, cells in enumerate([("事業名", "所管"), (work, "町づくり課")]):
            for j, text in enumerate(cells):
                box(sheet, left + 10 + 100 * j, top + 40 + 25 * k, left + 110 + 100 * j, top + 65 + 25 * k)
                sheet.text(left + 15 + 100 * j, top + 56 + 25 * k, text, 9)
    assert words(opened(sheet))[1:] == ["魚の町をつくります", "事業名", "所管", "魚市場の改修", "町づくり課",
                                        "野菜の町をつくります", "事業名", "所管", "直売所の拡張", "町づくり課"]


@pytest.mark.parametrize("texts, prose", [((SEA, NET), True), ((NET[:60] + "。", SEA[:52] + "。" + NET[:30] + "。"), True), (("港の清掃。", "里の手入れ。"), False)])
def test_a_few_lines_in_two_columns_between_full_ones(texts: tuple[str, str], prose: bool) -> None:
    sheet = Sheet()
    for _ in range(4):
        sheet.paragraph(NET)
    top = sheet.y + 30
    for left, text in zip((70.0, 307.0), texts):
        lines = wrap(text, 215, SIZE) if prose else [text, f"{text[:2]}を守る。", f"{text[:2]}を語る。"]
        for k, line in enumerate(lines):
            sheet.text(left, top + 16 * k, line)
        sheet.y = max(sheet.y, top + 16 * len(lines))
    sheet.y += 20
    sheet.paragraph(SEA)
    document = opened(sheet)
    assert words(document)[4:-1] == list(texts) if prose else len(document.tables) == 1


@pytest.mark.parametrize("head", ["■次の取組", "3　学びの場", "A-3　学びの場"])
@pytest.mark.parametrize("barred", [True, False])
def test_a_heading_in_a_bar_over_both_columns(head: str, barred: bool) -> None:
    """A bar of the width of both columns ends them, though the line in it is short and stands right under the left one."""
    sheet = Sheet(columns=2, gutter=20.0)
    sheet.paragraph(SEA)
    top = sheet.y + 20
    room, right = sheet.room, sheet.left + sheet.room + sheet.gutter
    for x, text in ((sheet.left, SEA + NET), (right, NET + SEA[:40] + "。")):
        for k, line in enumerate(wrap(text, room, SIZE)):
            sheet.text(x, top + 16 * k, line)
            sheet.y = max(sheet.y, top + 16 * k)
    sheet.y += 24
    for y in (sheet.y - 14, sheet.y + 6) if barred else ():
        sheet.line(sheet.left, y, sheet.right, y)
    sheet.text(sheet.left + 10, sheet.y, head, 11)
    for k, line in enumerate(wrap(NET + SEA, sheet.right - sheet.left, SIZE)):
        sheet.text(sheet.left, sheet.y + 26 + 16 * k, line)
    read = opened(sheet).reading.text
    assert (read.index(head[-3:]) > read.index("平成の初め", read.index("平成の初め") + 1)) is barred


@pytest.mark.parametrize("word", ["視点", "柱", "とびら", "方向"])
@pytest.mark.parametrize("letters", ["AB", "ＡＢ"])
def test_title_bars_of_slides_with_letters(word: str, letters: str) -> None:
    """視点A on a slide of its own stands under the number before it, whose title is as large, and 4 goes on behind it."""
    sheet = Sheet(pagesize=(842.0, 595.0))
    for title, texts in [("第2部　歩みと現在地", [SEA]), ("1　計画の歩み", [NET, SEA]), ("2　前の計画", [SEA]), *((f"{word}{each}　まちを育てる", [NET, SEA]) for each in letters), ("3　期間", [NET])]:
        sheet.text(70, 60, title, 19)
        sheet.y = 90
        for text in texts:
            sheet.paragraph(text)
        sheet.new_page()
    assert [(section.level, section.label) for section in opened(sheet).sections] == [(1, "第2部"), (2, "1"), (2, "2"), (3, f"{word}A"), (3, f"{word}B"), (2, "3")]
