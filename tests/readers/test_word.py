"""Word: what a person reads, with automatic numbers, notes, tracked changes, tables and text boxes."""
from __future__ import annotations

from pathlib import Path

import docx as python_docx
import pytest

from pipeline.readers import sniff
from pipeline.readers import read as read_path
from pipeline.readers import word as reader
from pipeline.readers.numerals import written
from pipeline.source import SourceText
from tests.readers.docx_parts import NAMES, STYLES, call, docx, field, level, note, numbering, p, packed, r, style, tbl, tc, tr
from tests.readers.test_markdown import blocks, check

UP = '<w:vertAlign w:val="superscript"/>'
GONE = '<w:rPr><w:del w:id="1"/></w:rPr>'
DECIMAL = numbering(level(0, "decimal", "%1."))


def read(body: str, **parts: str) -> SourceText:
    source = reader.read(docx(body, **parts), "doc", "plan.docx")
    check(source)
    return source


@pytest.mark.parametrize(("runs", "text"), [
    (r("本県は、") + r("取組"), "本県は、取組"),
    (r("　字下げ　"), "字下げ"),
    ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t></w:r>", "a\tb\nc\nd"),
    ("<w:r><w:t>1</w:t><w:noBreakHyphen/><w:t>2</w:t><w:softHyphen/><w:t>3\u00ad4\n5</w:t></w:r>", "1-234 5"),
    ('<w:r><w:t>前</w:t><w:br w:type="page"/><w:t>後</w:t></w:r>', "前\n後"),
    ('<w:r><w:sym w:font="Wingdings" w:char="F06C"/><w:t>点</w:t><w:sym w:font="X" w:char="F0FF"/><w:sym w:font="X" w:char="25CB"/></w:r>', "●点○"),
    (r("見") + r("隠", "<w:vanish/>") + r("え", '<w:vanish w:val="0"/>') + r("密", '<w:rStyle w:val="hid"/>') + r("網", "<w:webHidden/>"), "見え網"),
    ('<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>しゅうらく</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>集落</w:t></w:r></w:rubyBase></w:ruby></w:r>' + r("の"), "集落の"),
    (field(r'EQ \* jc2 \* "Font:MS 明朝" \o\ad(\s\up 9(しゅうらく),集落)', "") + r("の"), "集落の"),
    (field(r"eq \o\ac(○,3)", "") + r("件"), "③件"),
    (field("PAGEREF _Toc1", r("12")) + r("頁"), "12頁"),
    (field('HYPERLINK "https://x.example"', r("総務") + field("REF a", r("省"))), "総務省"),
    ('<w:fldSimple w:instr=" SEQ 表 "><w:r><w:t>1</w:t></w:r></w:fldSimple>' + r("位"), "1位"),
    ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>x</w:instrText></w:r>' + r("見えない"), ""),
    ("<w:ins>" + r("加") + "</w:ins><w:del><w:r><w:delText>減</w:delText></w:r></w:del><w:moveFrom>" + r("動") + "</w:moveFrom><w:moveTo>" + r("動") + "</w:moveTo>", "加動"),
    ('<w:hyperlink r:id="x">' + r("省") + "</w:hyperlink><w:smartTag>" + r("札") + "</w:smartTag><w:sdt><w:sdtContent>" + r("欄") + "</w:sdtContent></w:sdt>", "省札欄"),
    ("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + r("ここに入力") + "</w:sdtContent></w:sdt>" + r("x"), "x"),
    ('<w:commentRangeStart w:id="1"/>' + r("注") + '<w:r><w:commentReference w:id="1"/></w:r><w:bookmarkStart w:id="2" w:name="b"/>', "注"),
    ("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", "x=1"),
    (r("a<b&c"), "a<b&c"),
])
def test_running_text(runs: str, text: str) -> None:
    source = read(p(runs) + p("後"))
    assert source.text == (f"{text}\n\n後\n" if text else "後\n")


@pytest.mark.parametrize(("body", "expected"), [
    (p("雲見県計画", "ab") + p("第1章 現状", "1") + p("本文") + p("1 人口", "2"),
     [("title", "", "雲見県計画"), ("heading", "1", "第1章 現状"), ("paragraph", "", "本文"), ("heading", "2", "1 人口")]),
    (p("雲見県", "ab") + p("DX計画", "ab") + p("第1章", "1") + p("x", "ab"), [("title", "", "雲見県\nDX計画"), ("heading", "1", "第1章"), ("paragraph", "", "x")]),
    (p("雲見県計画", "1") + p("第1章", "2") + p("1 人口", "3"), [("title", "", "雲見県計画"), ("heading", "1", "第1章"), ("heading", "2", "1 人口")]),
    (p("章", look='<w:outlineLvl w:val="0"/>') + p("節", look='<w:outlineLvl w:val="1"/>') + p("文", "2", look='<w:outlineLvl w:val="9"/>') + p("款", look='<w:outlineLvl w:val="1"/>'),
     [("title", "", "章"), ("heading", "1", "節"), ("paragraph", "", "文"), ("heading", "1", "款")]),
    (p("表1 歩み", "ac") + tbl(tr("a", "b")), [("caption", "", "表1 歩み"), ("table", "", "a\tb"), ("cell", "1,1,", "a"), ("cell", "1,1,", "b")]),
    (p() + p("　") + p("本文"), [("paragraph", "", "本文")]),
    (p("章", "1") + p("取組の", look=GONE) + p("推進") + p("終"), [("heading", "1", "章"), ("paragraph", "", "取組の推進"), ("paragraph", "", "終")]),
    (p("取組の", look=GONE) + p() + p("推進"), [("paragraph", "", "取組の"), ("paragraph", "", "推進")]),
    (p("終わりなし", look=GONE), [("paragraph", "", "終わりなし")]),
    ("<w:ins>" + p("加") + "</w:ins><w:del>" + p("減") + "</w:del><w:customXml>" + p("x") + "</w:customXml><w:sdt><w:sdtContent>" + p("y") + "</w:sdtContent></w:sdt>",
     [("paragraph", "", "加"), ("paragraph", "", "x"), ("paragraph", "", "y")]),
])
def test_blocks(body: str, expected: list[tuple[str, str, str]]) -> None:
    assert blocks(read(body)) == expected


@pytest.mark.parametrize(("styles", "expected"), [
    (style("x", "見出し 2"), ("heading", "1")), (style("x", "Heading 3"), ("heading", "1")), (style("x", "大見出し"), ("heading", "1")),
    (style("x", "章題", '<w:pPr><w:outlineLvl w:val="3"/></w:pPr>'), ("heading", "1")), (style("x", "章題", based="y") + style("y", "節題", based="1"), ("heading", "1")),
    (style("x", "章題", '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>', "1"), ("paragraph", "")), (style("x", "章題", based="x"), ("paragraph", "")),
    (style("x", "見出し語"), ("paragraph", "")), (style("x", "heading 10"), ("paragraph", "")), (style("x", "表題"), ("title", "")), (style("x", "図表番号"), ("caption", "")),
    ("", ("paragraph", "")),
])
def test_styles(styles: str, expected: tuple[str, str]) -> None:
    source = read(p("雲見県のこと", "x"), styles=STYLES + styles)
    assert [(kind, value) for kind, value, _ in blocks(source)] == [expected]


@pytest.mark.parametrize(("form", "count", "text"), [
    ("decimal", 12, "12"), ("decimalFullWidth", 12, "１２"), ("decimalZero", 3, "03"), ("aiueoFullWidth", 2, "イ"), ("aiueo", 47, "ｱｱ"), ("irohaFullWidth", 4, "ニ"),
    ("japaneseCounting", 21, "二十一"), ("japaneseCounting", 100, "百"), ("japaneseLegal", 12, "拾弐"), ("ideographDigital", 20, "二〇"), ("decimalEnclosedCircle", 20, "⑳"), ("decimalEnclosedCircle", 21, "㉑"),
    ("decimalEnclosedCircle", 50, "㊿"), ("decimalEnclosedCircle", 51, "51"), ("decimalEnclosedParen", 2, "⑵"), ("upperRoman", 14, "XIV"), ("lowerRoman", 4, "iv"), ("upperLetter", 28, "BB"),
    ("ideographTraditional", 1, "甲"), ("none", 1, ""), ("decimal", 0, "0"), ("aiueoFullWidth", 0, "0"), ("no such form", 7, "7"), ("lowerLetter", 10 ** 8, "v" * 10),
])
def test_numerals(form: str, count: int, text: str) -> None:
    assert written(count, form) == text


CHAPTERS = level(0, "decimal", "第%1章", "<w:pStyle w:val=\"1\"/>") + level(1, "decimal", "%1-%2", "<w:pStyle w:val=\"2\"/>") + level(2, "decimalFullWidth", "（%3）", "<w:pStyle w:val=\"3\"/>")
NUMBERED = STYLES.replace('<w:outlineLvl w:val="0"/>', '<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/>').replace(
    '<w:outlineLvl w:val="1"/>', '<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/>').replace(
    '<w:outlineLvl w:val="2"/>', '<w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="2"/>')


def test_numbers_of_headings_are_printed() -> None:
    source = read("".join(p(words, name) for words, name in [("現状", "1"), ("人口", "2"), ("推移", "3"), ("見通し", "3"), ("産業", "2"), ("農業", "3"), ("施策", "1"), ("方針", "2")]),
                  styles=NUMBERED, lists=numbering(CHAPTERS))
    assert [text for _, _, text in blocks(source)] == ["第1章 現状", "1-1 人口", "（１） 推移", "（２） 見通し", "1-2 産業", "（１） 農業", "第2章 施策", "2-1 方針"]
    assert [value for _, value, _ in blocks(source)] == ["1", "2", "3", "3", "2", "3", "1", "2"]


@pytest.mark.parametrize(("lists", "body", "expected"), [
    (numbering(level(0, "bullet", "・") + level(1, "bullet", "-")), [("a", 1, 0), ("b", 1, 1), ("c", 1, 0)], [("item", "0", "a"), ("item", "1", "b"), ("item", "0", "c")]),
    (numbering(level(0, "decimalEnclosedCircle", "%1", '<w:suff w:val="nothing"/>')), [("a", 1, 0), ("b", 1, 0)], [("item", "0", "①a"), ("item", "0", "②b")]),
    (numbering(level(0, "aiueoFullWidth", "(%1)", start=3)), [("a", 1, 0), ("b", 1, 0)], [("item", "0", "(ウ) a"), ("item", "0", "(エ) b")]),
    (numbering(level(0, "decimal", "%1.") + level(1, "lowerLetter", "%1%2)")), [("a", 1, 0), ("b", 1, 1), ("c", 1, 1), ("d", 1, 0), ("e", 1, 1)],
     [("item", "0", "1. a"), ("item", "1", "1a) b"), ("item", "1", "1b) c"), ("item", "0", "2. d"), ("item", "1", "2a) e")]),
    (numbering(level(0, "japaneseCounting", "%1") + level(1, "decimal", "%1.%2", "<w:isLgl/>")), [("a", 1, 0), ("b", 1, 1)], [("item", "0", "一 a"), ("item", "1", "1.1 b")]),
    (numbering(level(0, "decimal", "%1") + level(1, "decimal", "%2", '<w:lvlRestart w:val="0"/>')), [("a", 1, 0), ("b", 1, 1), ("c", 1, 0), ("d", 1, 1)],
     [("item", "0", "1 a"), ("item", "1", "1 b"), ("item", "0", "2 c"), ("item", "1", "2 d")]),
    (numbering(level(0, "decimal", "%1"), extra='<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="8"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'),
     [("a", 1, 0), ("b", 7, 0), ("c", 8, 0), ("d", 8, 0)], [("item", "0", "1 a"), ("item", "0", "2 b"), ("item", "0", "1 c"), ("item", "0", "2 d")]),
    (numbering(level(0, "decimal", "第%1章")), [("a", 1, 0)], [("paragraph", "", "第1章 a")]),
    (numbering(level(0, "decimal", "%1")), [("a", 9, 0), ("b", 0, 0), ("c", 1, 5)], [("paragraph", "", "a"), ("paragraph", "", "b"), ("paragraph", "", "c")]),
])
def test_lists(lists: str, body: list[tuple[str, int, int]], expected: list[tuple[str, str, str]]) -> None:
    found = blocks(read(p("章", "1") + "".join(p(words, "LP", (num, place)) for words, num, place in body), lists=lists))
    assert found == [("heading", "1", "章"), *expected]


def test_numbered_paragraphs_alone_over_running_text_are_left_to_the_layout_beside_headings() -> None:
    source = read(p("章", "1") + p("現状", "LP", (1, 0)) + p("船は減った。") + p("方向", "LP", (1, 0)) + p("港を直す。") + p("干潟の再生", "LP", (1, 0)) + p("ごみの回収", "LP", (1, 0)), lists=DECIMAL)
    assert blocks(source) == [("heading", "1", "章"), ("paragraph", "", "1. 現状"), ("paragraph", "", "船は減った。"), ("paragraph", "", "2. 方向"), ("paragraph", "", "港を直す。"),
                              ("item", "0", "3. 干潟の再生"), ("item", "0", "4. ごみの回収")]


def test_numbered_paragraphs_without_any_heading_style_are_left_to_the_layout() -> None:
    assert blocks(read(p("現状", "", (1, 0)) + p("本文") + p("課題", "", (1, 0)), lists=DECIMAL)) == [("paragraph", "", "1. 現状"), ("paragraph", "", "本文"), ("paragraph", "", "2. 課題")]


HEADER = "<w:tblHeader/>"
DOWN, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


@pytest.mark.parametrize(("table", "text", "cells"), [
    (tbl(tr("期", "内容", look=HEADER), tr("1", "a")), "期\t内容\n1\ta", ["1,1,h", "1,1,h", "1,1,", "1,1,"]),
    (tbl(tr(tc("a", '<w:gridSpan w:val="2"/>'), "b"), tr("c", "d", "e")), "a\tb\nc\td\te", ["1,2,", "1,1,", "1,1,", "1,1,", "1,1,"]),
    (tbl(tr(tc("柱", DOWN), "a"), tr(tc("x", ON), "b"), tr(tc("", ON), "c"), tr("別", "d")), "柱\ta\nb\nc\n別\td", ["3,1,", "1,1,", "1,1,", "1,1,", "1,1,", "1,1,"]),
    (tbl(tr(tc("a", '<w:gridSpan w:val="2"/>' + DOWN), "b"), tr(tc("", '<w:gridSpan w:val="2"/>' + ON), "c")), "a\tb\nc", ["2,2,", "1,1,", "1,1,"]),
    (tbl(tr(tc("x", ON), "a"), tr(tc("y", ON), "b")), "x\ta\nb", ["2,1,", "1,1,", "1,1,"]),
    (tbl(tr("a", "b"), tr("c", look='<w:gridBefore w:val="1"/>')), "a\tb\n\tc", ["1,1,", "1,1,", "1,1,", "1,1,"]),
    (tbl(tr("a", "b"), tr("x", "y", look='<w:del w:id="1"/>'), tr("c", tc("z", '<w:cellDel w:id="1"/>'), "d")), "a\tb\nc\td", ["1,1,"] * 4),
    (tbl(tr(tc("a", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), "b"), tr("c", "d", "e")), "a\tb\nc\td\te", ["1,2,", "1,1,", "1,1,", "1,1,", "1,1,"]),
    (tbl(tr(tc(p("a") + p("b", "LP", (1, 0))), tc(tbl(tr("c", "d"), tr("e", "f")) + p("g"))), tr("h", tc("<w:p><w:r><w:t>i</w:t><w:tab/><w:t>j</w:t></w:r></w:p>"))), "a\n1. b\tc d\ne f\ng\nh\ti j", ["1,1,"] * 4),
    (tbl("<w:sdt><w:sdtContent>" + tr("a", "<w:sdt><w:sdtContent>" + tc("b") + "</w:sdtContent></w:sdt>") + "</w:sdtContent></w:sdt>"), "a\tb", ["1,1,", "1,1,"]),
    (tbl(tr("期", "内容"), tr("1", "a"), look='<w:tblStyle w:val="grid"/><w:tblLook w:firstRow="1"/>'), "期\t内容\n1\ta", ["1,1,h", "1,1,h", "1,1,", "1,1,"]),
    (tbl(tr("期", "内容"), tr("1", "a"), look='<w:tblStyle w:val="grid"/><w:tblLook w:val="04A0"/>'), "期\t内容\n1\ta", ["1,1,h", "1,1,h", "1,1,", "1,1,"]),
    (tbl(tr("期", "内容"), tr("1", "a"), look='<w:tblStyle w:val="plain"/><w:tblLook w:firstRow="1"/>'), "期\t内容\n1\ta", ["1,1,"] * 4),
])
def test_tables(table: str, text: str, cells: list[str]) -> None:
    styles = STYLES + style("grid", "Grid", '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr>', kind="table") + style("plain", "Plain", kind="table")
    source = read(p("前") + table + p("後"), styles=styles, lists=DECIMAL)
    assert source.text == f"前\n\n{text}\n\n後\n"
    assert [mark.value for mark in source.marks if mark.kind == "cell"] == cells


@pytest.mark.parametrize(("body", "expected"), [
    (tbl(tr(tc(p("囲み") + p("文")))), [("paragraph", "", "囲み"), ("paragraph", "", "文")]),
    (tbl(tr(tc(tbl(tr("a", "b"))))), [("table", "", "a\tb"), ("cell", "1,1,", "a"), ("cell", "1,1,", "b")]),
    (tbl(tr(tc(p("第1章 現状", "1") + p("文")), "脇")), [("heading", "1", "第1章 現状"), ("paragraph", "", "文"), ("paragraph", "", "脇")]),
    (tbl(tr("", "")), []),
])
def test_tables_that_only_lay_out_the_page(body: str, expected: list[tuple[str, str, str]]) -> None:
    assert blocks(read(body + p("後"))) == [*expected, ("paragraph", "", "後")]


BOX = "<w:txbxContent>" + p("枠の中") + tbl(tr("a", "b")) + "</w:txbxContent>"
SHAPE = ('<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>' + BOX + "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>" + BOX
         + "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>")


def test_text_boxes_are_read_once_behind_their_paragraph() -> None:
    assert read(p(r("前") + SHAPE + r("後"))).text == "前後\n\n枠の中\n\na\tb\n"
    assert read(tbl(tr(tc(p(r("前") + SHAPE)), "x"))).text == "前\n枠の中\na b\tx\n"


def test_page_breaks() -> None:
    feed = '<w:r><w:br w:type="page"/></w:r>'
    source = read(p(feed + r("一")) + p(r("二") + feed) + p(feed) + p("三") + p(r("四") + feed + r("五")))
    assert source.text == "一\n\n二\n\n三\n\n四\n五\n"
    assert [source.text[mark.start] for mark in source.marks if mark.kind == "page"] == ["一", "三", "五"]


def test_notes() -> None:
    source = read(p("章", "1") + p(r("本文") + call(5) + r("と") + call(2) + r("と") + call(1, "endnote") + r("。") + call(99)) + tbl(tr(tc(p(r("a") + call(3))), "b")),
                  footnotes='<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>' + note(2, "二つ目") + note(3, "表の注") + note(4, "呼ばれない") + note(5, p("<w:r><w:footnoteRef/></w:r>" + r(" 総務省")) + p("「白書」")),
                  endnotes=note(1, "巻末", "endnote"))
    assert source.text == "章\n\n本文1と2とi。\n\na3\tb\n\n1 総務省\n「白書」\n2 二つ目\n3 表の注\ni 巻末\n"
    assert [each for each in blocks(source) if each[0] in ("note", "anchor")] == [
        ("anchor", "1", "1"), ("anchor", "2", "2"), ("anchor", "i", "i"), ("anchor", "3", "3"),
        ("note", "1", "総務省\n「白書」"), ("note", "2", "二つ目"), ("note", "3", "表の注"), ("note", "i", "巻末")]
    assert [source.text[m.start:m.end] for m in source.marks if m.kind == "markup"] == ["1", "2", "3", "i"]


@pytest.mark.parametrize(("settings", "anchor", "marker"), [
    ('<w:footnotePr><w:numFmt w:val="decimalEnclosedCircle"/></w:footnotePr>', "①", "1"), ('<w:footnotePr><w:numStart w:val="4"/></w:footnotePr>', "4", "4"),
    ('<w:footnotePr><w:numFmt w:val="decimalFullWidth"/></w:footnotePr>', "１", "1"),
])
def test_figures_of_notes(settings: str, anchor: str, marker: str) -> None:
    source = read(p(r("本文") + call(1)), footnotes=note(1, "注"), settings=settings)
    assert source.text == f"本文{anchor}\n\n{anchor} 注\n"
    assert [mark.value for mark in source.marks if mark.kind in ("anchor", "note")] == [marker, marker]


def test_a_note_with_a_mark_of_its_own() -> None:
    source = read(p(r("本文") + '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>※1</w:t></w:r>' + r("と") + call(2)), footnotes=note(1, "甲") + note(2, "乙"))
    assert source.text == "本文※1と1\n\n※1 甲\n1 乙\n"
    assert [(m.kind, m.value) for m in source.marks if m.kind in ("anchor", "note")] == [("anchor", "1"), ("anchor", "1"), ("note", "1"), ("note", "1")]


@pytest.mark.parametrize(("body", "expected"), [
    (p(r("本文") + r("1", UP) + r("。")) + p(r("1", UP) + r(" 総務省「白書」")), [("anchor", "1", "1"), ("note", "1", "総務省「白書」")]),
    (p(r("本文") + r("1", UP) + r(")", UP)) + p(r("1)", UP) + r("白書")), [("anchor", "1", "1)"), ("note", "1", "白書")]),
    (p(r("本文") + r("注1", UP)) + p("注1 総務省「白書」"), [("anchor", "1", "注1")]),
    (p(r("面積10m") + r("2", UP)) + p(r("2", UP) + r("白書")), [("note", "2", "白書")]),
    (p(r("面積") + r("2", UP)) + p("2 章"), []),
    (p(r("本文") + r("a", UP) + r("と") + r("1", '<w:vertAlign w:val="subscript"/>')), []),
    (p(r("1", UP) + r("白書")), []),
])
def test_notes_by_hand(body: str, expected: list[tuple[str, str, str]]) -> None:
    assert [each for each in blocks(read(body)) if each[0] in ("note", "anchor")] == expected


def test_a_superscript_figure_calls_a_real_note_again() -> None:
    source = read(p(r("本文") + call(1) + r("と再び") + r("1", UP)), footnotes=note(1, "注"))
    assert [m.value for m in source.marks if m.kind == "anchor"] == ["1", "1"]


def test_a_table_of_contents_is_printed_but_not_read() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o "1-3"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    body = p("計画", "ab") + p("目次", "TH") + p(begin + r("第1章 現状") + "<w:r><w:tab/></w:r>" + field("PAGEREF _Toc1", r("3")), "T1") + p(r("1 人口\t4")) + p(end) + p("第1章 現状", "1") + p("文")
    source = read(body)
    assert source.text == "計画\n\n目次\n第1章 現状\t3\n1 人口 4\n\n第1章 現状\n\n文\n"
    assert blocks(source) == [("title", "", "計画"), ("heading", "1", "第1章 現状"), ("paragraph", "", "文")]
    assert [source.text[m.start:m.end] for m in source.marks if m.kind == "markup"] == ["目次", "第1章 現状\t3", "1 人口 4"]


def test_a_document_of_python_docx(tmp_path: Path) -> None:
    made = python_docx.Document()
    made.add_heading("瑞浜県DX推進計画", 0)
    made.add_heading("第1章 現状", 1)
    made.add_paragraph("暮らし", style="List Bullet")
    made.add_paragraph("産業", style="List Bullet 2")
    made.add_paragraph("順番", style="List Number")
    made.sections[0].header.paragraphs[0].text = "柱書き"
    table = made.add_table(2, 2, style="Light Shading Accent 1")
    for cell, words in zip((each for row in table.rows for each in row.cells), "期内一二"):
        cell.text = words
    made.save(tmp_path / "plan.docx")
    source = read_path(tmp_path / "plan.docx")
    assert source.doc_id == "plan" and source.media_type == reader.MEDIA_TYPE
    assert blocks(source) == [
        ("title", "", "瑞浜県DX推進計画"), ("heading", "1", "第1章 現状"), ("item", "0", "暮らし"), ("item", "1", "産業"), ("item", "0", "1. 順番"),
        ("table", "", "期\t内\n一\t二"), ("cell", "1,1,h", "期"), ("cell", "1,1,h", "内"), ("cell", "1,1,", "一"), ("cell", "1,1,", "二")]


@pytest.mark.parametrize("change", [
    lambda xml: xml.replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main"),
    lambda xml: xml.replace(b"encoding=\"UTF-8\"", b"encoding=\"UTF-16\"").decode().encode("utf-16"),
    lambda xml: b"\xef\xbb\xbf" + xml,
], ids=["strict", "utf-16", "bom"])
def test_other_forms_of_the_same_xml(change) -> None:  # type: ignore[no-untyped-def]
    xml = f'<?xml version="1.0" encoding="UTF-8"?><w:document {NAMES}><w:body>{p("章", "1")}</w:body></w:document>'.encode()
    assert blocks(reader.read(docx("", parts={"word/document.xml": change(xml)}))) == [("heading", "1", "章")]


@pytest.mark.parametrize(("data", "suffix", "name"), [
    (docx(p("x")), ".zip", "Word"), (docx(p("x")), ".xlsx", "Word"), (b"PK\x03\x04", ".docx", "Word"), (packed({"a.xml": b"<a/>"}), "", "Office"),
    (packed({"big.bin": bytes(range(256)) * 2000, "word/document.xml": b"<a/>"}), "", "Word"),
])
def test_word_is_known_by_content(data: bytes, suffix: str, name: str) -> None:
    assert sniff(data, suffix).name == name
