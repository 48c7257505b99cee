"""PDF: bare figures of either width that open the notes at the foot, and sentences that a page turns inside wherever their line ends."""
from __future__ import annotations

import pytest

from pipeline.layout import build
from pipeline.readers import pdf as reader
from pipeline.source import SourceText
from tests.readers.pdf_draw import GOTHIC, MINCHO, SIZE, Sheet, width

SEA = "本県は、南北に長い海岸線と山あいの集落を抱え、人や物の往来に時間のかかる県土の条件を情報通信技術の力で補うことに早くから取り組んできた。"
NOTES = ["港町総務部「海辺の暮らしに関する調査」2024年11月、pp.8-15", "総務省「通信白書」第2部、pp.40-47", "見守り役：町が頼んだ住民"]
FULL = str.maketrans("0123456789", "０１２３４５６７８９")


def read(sheet: Sheet) -> SourceText:
    return reader.read(sheet.bytes(), "plan", "plan.pdf")


def words(sheet: Sheet, *kinds: str) -> list[str]:
    document = build(read(sheet))
    return [document.text(unit) for unit in document.units if unit.kind in kinds]


def raised(sheet: Sheet, words: str, mark: str) -> None:
    """A line of text that ends in a raised mark of full-width letters and the rest of a sentence."""
    sheet.y += 17.5
    sheet.text(sheet.left + SIZE, sheet.y, words)
    x = sheet.left + SIZE + width(words, SIZE)
    sheet.text(x, sheet.y - 0.35 * SIZE, mark, 0.6 * SIZE)
    sheet.text(x + width(mark, 0.6 * SIZE), sheet.y, "による。")


@pytest.mark.parametrize("words", ["社内や庁内の通信を確かめる考え方。", "校の跡地に置く拠点。", "人ほどの集落の見守り。"])
def test_a_figure_right_before_a_word_that_it_could_count_opens_the_notes(words: str) -> None:
    sheet = Sheet()
    sheet.paragraph(SEA)
    raised(sheet, "県は、この考え方を採り入れた", "7")
    foot(sheet, [f"7{words}"], True)
    assert _notes(sheet) == [words]


def _notes(sheet: Sheet) -> list[str]:
    document = build(read(sheet))
    return [document.text(unit) for unit in document.units if unit.kind == "note" and unit.marker == "7"]


def foot(sheet: Sheet, lines: list[str], rule: bool) -> None:
    y = sheet.bottom - 13 * len(lines)
    if rule:
        sheet.line(sheet.left, y - 12, sheet.left + 130, y - 12)
    for k, line in enumerate(lines):
        sheet.text(sheet.left, y + 13 * k, line, 8.3)


@pytest.mark.parametrize("rule", [True, False])
@pytest.mark.parametrize("form", ["{}　", "{} ", "{}）", "({})", "{}．"])
@pytest.mark.parametrize("wide", [True, False])
def test_notes_behind_bare_figures(wide: bool, form: str, rule: bool) -> None:
    sheet, figures = Sheet(), ["1", "2", "3"]
    sheet.paragraph(SEA + "".join(f"暮らしの調べ{'¹²³'[k]}による。" for k in range(3)) + SEA)
    foot(sheet, [form.format(figure.translate(FULL) if wide else figure) + note for figure, note in zip(figures, NOTES)], rule)
    document = build(read(sheet))
    assert [note.marker for note in document.notes] == [anchor.marker for anchor in document.anchors] == figures
    assert "".join(document.text(document.units[document.notes[0].unit]).split()).endswith("pp.8-15")


@pytest.mark.parametrize(("call", "mark"), [("１", "１　"), ("１）", "１）"), ("１）", "1) "), ("１", "1 ")])
def test_calls_of_the_other_width(call: str, mark: str) -> None:
    sheet = Sheet()
    for _ in range(3):
        sheet.paragraph(SEA)
    raised(sheet, "町の調べ", call)
    foot(sheet, [mark + NOTES[0]], True)
    assert words(sheet, "note") == [NOTES[0]]


@pytest.mark.parametrize("line", ["７　都市の例を含む。", "２０２４年の調べによる。", "３か所の例を含む。", "２-４を見よ。"])
def test_figures_that_open_a_line_of_a_note(line: str) -> None:
    sheet = Sheet()
    sheet.paragraph(SEA + "暮らしの調べ¹による。" + "暮らしの調べ²による。" + "暮らしの調べ³による。")
    foot(sheet, ["１　" + NOTES[0], line], True)
    assert len(words(sheet, "note")) == 1


def turned(above: str, below: str, first: float = SIZE, noted: bool = True, font: str = MINCHO, more: str = "") -> Sheet:
    """Two pages with heads, the first of which ends with a paragraph whose last line is short."""
    sheet = Sheet(head="港町海辺の暮らし計画")
    for _ in range(3):
        sheet.paragraph(SEA)
    sheet.paragraph(above + ("とする。" if not above else ""))
    if noted:
        foot(sheet, ["１　" + NOTES[0]], True)
    sheet.new_page()
    sheet.paragraph(below, first=first, font=font)
    if more:
        sheet.paragraph(more, font=font, first=0)
    for _ in range(3):
        sheet.paragraph(SEA)
    return sheet


@pytest.mark.parametrize("noted", [True, False])
@pytest.mark.parametrize(("above", "below"), [
    (SEA + "その際、海辺の集落の暮らしを守ることに関する特", "別な定めとの整合に気を配る。"), (SEA + "町は、", "五つの集落を結ぶ船の便を増やすこととする。"),
    ("港では、朝の市に", "合わせて、船の便を増やすこととする。"), (SEA + "朝の市については、2030", "年度までに船の便を増やす。"), (SEA + "その際，通信ネットワ", "ークの備えを確かめる。" + SEA)])
def test_a_page_turns_inside_a_sentence(above: str, below: str, noted: bool) -> None:
    assert "".join((above + below).replace("，", "、").split()) in ["".join(each.split()) for each in words(turned(above, below, 0, noted), "paragraph")]


@pytest.mark.parametrize(("above", "below", "first"), [
    (SEA + "町は、船の便を増やす。", "五つの集落を結ぶことを目ざす。", 0), (SEA + "町は、船の便を増やす", "五つの集落を結ぶことを目ざす。", SIZE), (SEA + "町は、次の便を増やす", "・朝の便を増やす。", 0),
    (SEA + "町は、次の便を増やす：", "朝の便を増やす。", 0), (SEA + "町は、船の便を増やす", "２　船の便を増やす。", 0), (SEA + "町は、船の便を増やす", "（船の便の数）", 0),
    ("海辺の集落の暮らし", "朝の便を増やす。", 0), ("・朝の市に、夕べの市に", "合わせて、船の便を増やす。", 0), (SEA + "町は、船の便を増やす", "海辺の集落の暮らし", 0)])
def test_what_opens_a_page_by_itself(above: str, below: str, first: float) -> None:
    assert not any(above[-8:].lstrip("・") in each and below[-8:] in each for each in words(turned(above, below, first), "paragraph", "item"))


def test_a_line_in_heavy_type_opens_a_page_by_itself() -> None:
    sheet = turned(SEA + "町は、船の便を増やす", "朝の便を増やす。", 0, font=GOTHIC)
    assert not any("増やす朝" in each for each in words(sheet, "paragraph", "heading"))
