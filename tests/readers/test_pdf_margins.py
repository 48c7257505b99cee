"""PDFs with a margin: notes without a mark, captions, boxes of key words, headings left of the text; where lines end in boxes and cells."""
from __future__ import annotations

import pytest

from pipeline.readers import pdf as reader
from pipeline.readers.pdf_join import is_full
from pipeline.readers.pdf_lines import Line
from tests.readers.pdf_draw import GOTHIC, MINCHO, SIZE, Sheet, wrap

SEA = "本県は、南北に長い海岸線と山あいの集落を抱え、人や物の往来に時間のかかる県土の条件を情報通信技術の力で補うことに早くから取り組んできた。"
NET = "平成の初めの行政専用回線の整備に始まり、県内全ての市町村を結ぶ光ファイバ網を築き、現在は防災、医療など多くの分野の業務がその上で動いている。"
NOTE = "共同利用　複数の市町村が一つの仕組みを分け合って使い、費用を分担すること。"


def words(sheet: Sheet) -> list[str]:
    """The paragraphs in reading order, as they are printed."""
    text = reader.read(sheet.bytes(), "plan", "plan.pdf").text
    return [line for each in text.replace("\f", "\n").split("\n") if (line := each.strip("\u3000 ")) and not line.startswith("- ")]


def aside(sheet: Sheet, x: float, y: float, text: str, size: float = 7.5, wide: float = 105.0) -> None:
    """Print a note in the margin, its first baseline `y` points below the top of the page."""
    for k, line in enumerate(wrap(text, wide, size)):
        sheet.text(x, y + 1.25 * size * k, line, size, GOTHIC)


def box(sheet: Sheet, left: float, top: float, right: float, bottom: float) -> None:
    for y in (top, bottom):
        sheet.line(left, y, right, y)
    for x in (left, right):
        sheet.line(x, top, x, bottom)


@pytest.mark.parametrize("note", [NOTE, "港の広場に立つ朝市（令和5年10月、みなと市）", "共同利用：複数の市町村が一つの仕組みを使うこと。" * 4])
@pytest.mark.parametrize("sides", ["right", "left", "both"])
def test_notes_in_the_margin_without_a_mark(sides: str, note: str) -> None:
    """On left and right pages; also where the first or the last line of a note stands level with a heading."""
    names = ["(1)　現状", "(2)　課題", "(3)　めざす町の姿", "(4)　物差し"]
    sheet = Sheet()
    for page in range(2):
        side = sides if sides != "both" else ("right", "left")[page]
        sheet.left, sheet.right = (70.0, 405.0) if side == "right" else (190.0, 525.0)
        for k in (2 * page, 2 * page + 1):
            sheet.paragraph(names[k], 12, GOTHIC, first=0, before=8)
            aside(sheet, sheet.right + 15 if side == "right" else 70.0, sheet.y - 4.0 * (k % 2), note)
            sheet.paragraph(SEA + NET)
            sheet.paragraph(NET + SEA)
        if page == 0:
            sheet.new_page()
    assert words(sheet) == [text for name in names for text in (name, SEA + NET, note, NET + SEA)]


@pytest.mark.parametrize("size", [SIZE, 9.0])
def test_boxes_of_key_words_in_the_margin(size: float) -> None:
    sheet = Sheet(right=190)
    sheet.paragraph(SEA)
    top = sheet.y + 10
    box(sheet, 420, top, 525, top + 70)
    for k, text in enumerate(("この節の言葉", "光ファイバ網", "市町村の業務")):
        sheet.text(426, top + 20 + 18 * k, text, size)
    for text in (NET, SEA, NET):
        sheet.paragraph(text)
    assert words(sheet) == [SEA, NET, "この節の言葉", "光ファイバ網", "市町村の業務", SEA, NET]


@pytest.mark.parametrize("size, font", [(SIZE, GOTHIC), (12.0, MINCHO), (SIZE, MINCHO)])
@pytest.mark.parametrize("lead", [True, False])
def test_headings_left_of_the_text(size: float, font: str, lead: bool) -> None:
    names = ["策定の趣旨", "これまでの情報化の歩み", "期間"]
    sheet = Sheet()
    sheet.paragraph("第1章　計画の考え方", 16, GOTHIC, first=0, after=6)
    if lead:
        sheet.paragraph(NET)
    for name in names:
        sheet.y += 8
        for k, line in enumerate(wrap(name, 95, size, font)):
            sheet.text(70, sheet.y + 17.5 * (k + 1), line, size, font)
        sheet.left = 180.0
        for text in (SEA, NET):
            sheet.paragraph(text)
        sheet.left = 70.0
    assert words(sheet) == ["第1章　計画の考え方", *([NET] if lead else []), *(text for name in names for text in (name, SEA, NET))]


@pytest.mark.parametrize("labels", [("事業名", "朝市の開設支援"), ("区分", "港の清掃")])
def test_labels_with_one_line_each_are_no_margin(labels: tuple[str, str]) -> None:
    sheet = Sheet()
    sheet.paragraph(SEA)
    for name, text in zip((*labels, "市場の改修", "山の学校"), ("何を、だれのために行うかを示した内容", "港の広場に市を立てる団体に補助する", "屋根と床を張り替える", "森の手入れを学ぶ場を開く")):
        sheet.y += 20
        sheet.text(70, sheet.y, name)
        sheet.text(220, sheet.y, text)
    sheet.y += 10
    sheet.paragraph(NET)
    assert [line.split("\t")[0] for line in words(sheet) if "\t" in line] == [*labels, "市場の改修", "山の学校"]


@pytest.mark.parametrize("bar", [False, True])
def test_a_paragraph_in_a_box_narrower_than_the_text(bar: bool) -> None:
    sheet = Sheet()
    for _ in range(3):
        sheet.paragraph(SEA)
    top = sheet.y + 12
    if bar:
        sheet.text(115, top + 16, "朝市の話", SIZE, GOTHIC)
        sheet.line(100, top + 24, 495, top + 24)
    sheet.left, sheet.right, sheet.y = 108.0, 487.0, top + 26 * bar
    sheet.paragraph(NET)
    sheet.paragraph(SEA)
    box(sheet, 100, top, 495, sheet.y + 8)
    sheet.left, sheet.right, sheet.y = 70.0, 525.0, sheet.y + 20
    sheet.paragraph(NET)
    assert words(sheet)[3:] == [*(["朝市の話"] if bar else []), NET, SEA, NET]


@pytest.mark.parametrize("heads", ["［よい点］ ［悪い点］", "【成果】 【課題】", "＜現状＞ ＜めざす姿＞", "〔強み〕 〔弱み〕"])
def test_labels_in_brackets_part_lines(heads: str) -> None:
    sheet = Sheet()
    sheet.paragraph(SEA)
    one, other = (head + "町の人が広場を毎日のように使い朝市にも顔を出して話の輪を広げている様子" for head in heads.split())
    for text in (one, other):
        sheet.paragraph(text, first=0)
    sheet.paragraph(NET)
    assert words(sheet) == [SEA, one, other, NET]


@pytest.mark.parametrize("text, after, room, full", [
    ("地域の課題を解く", "ICTの利活用", 16.0, True), ("利用の広がりはDX", "の力で進む", 12.0, True), ("地域の課題を解く", "仕組みの利活用", 12.0, False),
    ("地域の課題を解く", "ICTの利活用", 18.5, False)])
def test_a_cell_leaves_room_between_japanese_and_latin_letters(text: str, after: str, room: float, full: bool) -> None:
    lead = 14.0 if after[0] == "I" else 10.0
    one, other = (Line(1, each, 100.0, 180.0, 100.0 + 15 * k, 10.0, False, False, lead) for k, each in enumerate((text, after)))
    assert is_full(one, other, 180.0 + room, ruled=True) is full


@pytest.mark.parametrize("last, edge", [("る", 180.0), ("。", 170.0), ("）", 175.0), ("」", 175.0), (")", 180.0)])
def test_marks_hang_over_the_edge_of_a_column(last: str, edge: float) -> None:
    assert Line(1, "港を守" + last, 100.0, 180.0, 100.0, 10.0, False, False, 10.0).edge == edge
