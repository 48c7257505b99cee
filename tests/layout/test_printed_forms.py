"""What printed text with layout does to tables and the headings beside them, as word processors set them and `pdftotext -layout` prints them: one case a form."""
from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter

import pytest

from pipeline import extract_document
from pipeline.layout import build
from pipeline.layout.term_blocks import term_blocks
from pipeline.source import SourceText

NARROW = """\
施策の方向         番   主な取組           事業内容           担当部
               号                               局
波に強い港づくり      1   ・水門遠隔操作導入     沿岸の水門を役場から閉じられる    港湾課
                   事業             ようにする。
港の担い手の確保      2   ・漁業学校開設事業     他県の若者が船に乗り、網の扱    水産課
                                   いを学ぶ。
"""
ACROSS = """\
施策       No. 事務事業名               取組内容          所管課
{first} 波に強い港づくりの推進
防潮堤の補強   1   水門遠隔操作導入事業         沿岸の水門を役場から閉じら   港湾課
                                   れるようにする。
{second} 港の担い手の確保と育成
漁業の継承    2   漁業学校開設事業           他県の若者が船に乗り、網の   水産課
                                   扱いを学ぶ。
"""
AROUND = """\
                                         担当部
事業名            取組内容                             R7   R8
                                         局
水門遠隔操作導入事業     沿岸の水門を役場から閉じられるようにする。      港湾課    ○    ○
漁業学校開設事業       他県の若者が船に乗り、網の扱いを学ぶ。        水産課    →    →
"""


def grid(text: str) -> list[list[str]]:
    return [[cell.text for cell in row] for row in build(SourceText("a", f"表\n\n{text}\n\n県は、取組を進める。\n")).tables[0].grid]


def test_names_of_columns_that_go_on_below() -> None:
    assert grid(NARROW) == [["施策の方向", "番号", "主な取組", "事業内容", "担当部局"],
                            ["波に強い港づくり", "1", "水門遠隔操作導入事業", "沿岸の水門を役場から閉じられるようにする。", "港湾課"],
                            ["港の担い手の確保", "2", "漁業学校開設事業", "他県の若者が船に乗り、網の扱いを学ぶ。", "水産課"]]


def test_names_of_columns_set_around_the_others() -> None:
    assert grid(AROUND)[0] == ["事業名", "取組内容", "担当部局", "R7", "R8"] and [row[0] for row in grid(AROUND)[1:]] == ["水門遠隔操作導入事業", "漁業学校開設事業"]


@pytest.mark.parametrize(("first", "second"), [("1", "2"), ("柱1", "柱2"), ("（1）", "（2）"), ("Ⅰ", "Ⅱ")])
def test_a_line_across_the_columns_names_the_rows_below(first: str, second: str) -> None:
    found = grid(ACROSS.format(first=first, second=second))
    assert [len(set(row)) for row in found] == [5, 1, 5, 1, 5] and [row[2] for row in found[2::2]] == ["水門遠隔操作導入事業", "漁業学校開設事業"]


@pytest.mark.parametrize("rows", [
    "主な取組                    事業内容\n・水門遠隔操作導入事業             沿岸の水門を役場から閉じられるようにする。\n・漁業学校開設事業               他県の若者が船に乗り、網の扱いを学ぶ。\n",
    "事業名                     担当課\n水門遠隔操作導入事業              港湾課\n漁業学校開設事業                水産課\n",
    "所管                      具体的な取組\n港湾課                     水門遠隔操作導入事業\n水産課                     漁業学校開設事業\n"])
def test_tables_of_two_columns(rows: str) -> None:
    text = f"港町振興計画\n\n第1章 施策の展開\n\n柱1   海とともに生きる\n 県は、港を守る取組を進めます。\n\n{rows}柱2   山とともに生きる\n 県は、林業の担い手を育てます。\n\n第2章 推進体制\n 県は、毎年度、取組を確かめます。\n"
    result = extract_document(text)
    value = result.document.reading.value
    assert [(value(m.start, m.end), result.pillars[m.pillar].name) for m in result.measures if m.level == "project"] == [
        ("水門遠隔操作導入事業", "海とともに生きる"), ("漁業学校開設事業", "海とともに生きる")]
    assert [s.title for s in result.document.sections] == ["施策の展開", "海とともに生きる", "山とともに生きる", "推進体制"]


TABLE = "事業名          内容            担当課\n水門遠隔操作導入事業   沿岸の水門を閉じる   港湾課\n漁業学校開設事業     網の扱いを学ぶ     水産課\n"


@pytest.mark.parametrize("numbers", [("1", "2", "3"), ("Ⅰ", "Ⅱ", "Ⅲ"), ("（1）", "（2）", "（3）"), ("基本目標1", "基本目標2", "基本目標3")])
@pytest.mark.parametrize("said", [" 県は、市町村とともに取組を計画的に進めます。\n\n", ""])
def test_headings_right_below_tables(numbers: tuple[str, ...], said: str) -> None:
    parts = "".join(f"{number}    {title}\n{said}施策{n}-1   {title}を支える\n\n 取組を計画的に進め、毎年度その効果を確かめます。\n\n{TABLE}"
                    for n, (number, title) in enumerate(zip(numbers, ("海とともに生きる", "山とともに生きる", "川とともに生きる")), 1))
    document = build(SourceText("a", f"港町振興計画\n\n第1章     施策の展開\n{parts}第2章      推進体制\n 県は、毎年度、取組を確かめます。\n"))
    assert [(s.level, s.title) for s in document.sections if s.level < 3] == [
        (1, "施策の展開"), (2, "海とともに生きる"), (2, "山とともに生きる"), (2, "川とともに生きる"), (1, "推進体制")]


@pytest.mark.parametrize("gap", ["   ", "       ", "\u3000\u3000\u3000"])
def test_numbers_far_from_their_titles_are_no_running_heads(gap: str) -> None:
    said = "県は、市町村とともに取組を計画的に進め、毎年度その効果を確かめます。\n" * 9
    document = build(SourceText("a", "港町振興計画\n\n" + "\n".join(f"{n}{gap}{title}\n{said}" for n, title in enumerate(("海とともに生きる", "山とともに生きる", "川とともに生きる"), 1))))
    assert [s.title for s in document.sections] == ["海とともに生きる", "山とともに生きる", "川とともに生きる"]


def test_running_heads_with_their_page_are_none() -> None:
    said = "県は、市町村とともに取組を計画的に進め、毎年度その効果を確かめます。\n" * 12
    document = build(SourceText("a", "\n".join(f"{n}     港町振興計画\n\n{said}" for n in range(3, 7))))
    assert not document.sections


@pytest.mark.parametrize(("lines", "shares"), [
    ([("第1次", "・水門の補強"), ("", "・港の清掃"), ("第2次", "・漁業学校")], [["・水門の補強", "・港の清掃"], ["・漁業学校"]]),  # from their tops
    ([("", "・水門の補強"), ("第1次", "・港の清掃"), ("", "・灯台の修繕"), ("第2次", "・漁業学校"), ("", "")], [["・水門の補強", "・港の清掃", "・灯台の修繕"], ["・漁業学校"]]),  # around their middles
    ([("", "水門の補"), ("第1期", ""), ("", "強"), ("", "漁業学"), ("第2期", ""), ("", "校")], [["水門の補", "強"], ["漁業学", "校"]]),
    ([("港課", "・水門の補強"), ("", "・港の清掃"), ("漁課", "・漁業学校")], []),  # no terms
])
def test_rows_by_the_terms_of_plans(lines: list[tuple[str, str]], shares: list[list[str]]) -> None:
    assert rows_by_terms(lines) == shares


@pytest.mark.timed
def test_rows_by_the_terms_of_a_table_of_many_pages() -> None:
    lines = [(f"第{n}次" if k == 0 else "", f"・港の取組その{n}の{k}") for n in range(1, 61) for k in range(20)]
    begin = perf_counter()
    rows = rows_by_terms(lines)
    assert perf_counter() - begin < 8  # it took minutes while each way to share out the lines was tried
    assert rows == [[words for _, words in lines[at:at + 20]] for at in range(0, len(lines), 20)]


def rows_by_terms(lines: Sequence[tuple[str, str]]) -> list[list[str]]:
    """What stands in the second column, by the rows that the terms in the first one open."""
    text, taken = "", []
    for cells in lines:
        places = {}
        for column, words in enumerate(cells):
            if words:
                places[column] = (len(text), len(text) + len(words))
                text += words
        taken.append(places)
    return [[text[slice(*places[1])] for places in row if 1 in places] for row in term_blocks(text, "計画", taken, [])]


def test_rest_of_the_day_on_which_a_work_was_read() -> None:
    text = ("第1章 動き\n\n県内では港の利用が増えている¹。\n\n¹ 港町県「港の調査」、令和5年9月、https://www.example.jp/minato、令和6年1\n\n2 担い手\n\n漁業の担い手は減っている。\n\n月15日参照\n\n3 港\n\n港は古い。\n")
    document = build(SourceText("a", text))
    assert [document.text(unit) for unit in document.units if unit.kind == "note"] == ["港町県「港の調査」、令和5年9月、https://www.example.jp/minato、令和6年1月15日参照"]


def test_a_clause_that_breaks_off_over_the_notes_of_its_page() -> None:
    text = "第1章 動き\n\n森林の管理については、港町県森林\n\n¹ 港町県「森の調査」、令和5年9月。\n\n環境税条例による税収を活用し、間伐を進めます。\n"
    document = build(SourceText("a", text))
    assert "森林の管理については、港町県森林環境税条例による税収を活用し、間伐を進めます。" in [document.text(unit) for unit in document.units]
