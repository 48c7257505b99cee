"""Excel: cells as displayed, blocks of cells as tables, and workbooks made to hang a reader."""
from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time as clock
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904, from_excel
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.layout import build
from pipeline.readers import UnreadableDocument, sniff
from pipeline.readers import excel as reader
from pipeline.readers import read as read_path
from pipeline.readers.excel_values import displayed
from pipeline.source import SourceText
from tests.readers.docx_parts import HEAD, PACKAGE, REL, packed
from tests.readers.test_markdown import blocks, check

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MIB = 1024 * 1024


def saved(book: openpyxl.Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def read(fill: Callable[[Worksheet], None]) -> SourceText:
    """The text of a workbook with one sheet, filled by `fill`."""
    book = openpyxl.Workbook()
    fill(book.active)
    source = reader.read(saved(book), "doc", "plan.xlsx")
    check(source)
    return source


def rows(*lines: list[object]) -> Callable[[Worksheet], None]:
    def fill(sheet: Worksheet) -> None:
        for number, line in enumerate(lines, 1):
            for column, value in enumerate(line, 1):
                if value is not None:
                    sheet.cell(number, column, value)
    return fill


@pytest.mark.parametrize(("value", "code", "text"), [
    (12, "General", "12"), (1.0, "General", "1"), (0.1 + 0.2, "General", "0.3"), (1e20, "General", "1E+20"), (1234567890123, "General", "1234567890123"), (-0.5, "General", "-0.5"), (1 / 3, "General", "0.3333333333"),
    (1234.5, "#,##0", "1,235"), (1234567, "#,##0", "1,234,567"), (999, "#,##0", "999"), (-1234, "#,##0", "-1,234"), (0, "#,##0", "0"), (0.5, "0%", "50%"), (0.2565, "0.0%", "25.7%"), (2.5, "0", "3"), (-0.001, "0.0", "0.0"),
    (-3, "#,##0;▲#,##0", "▲3"), (-3, '#,##0;"△ "#,##0', "△ 3"), (-3, "#,##0_ ;[Red]-#,##0 ", "-3 "), (0, '0;-0;"－"', "－"), (0, "#,##0;;", ""), (5, ";;;", ""), (12345678, "#,##0,", "12,346"), (2500, '0.0,"千円"', "2.5千円"),
    (1234567, "000-0000", "123-4567"), (3, "000", "003"), (5, '"第"0"期"', "第5期"), (7, '0"人"', "7人"), (1500, '"¥"#,##0', "¥1,500"), (1500, "[$¥-411]#,##0", "¥1,500"), (3.14159, "0.0#", "3.14"), (3.1, "0.0#", "3.1"),
    (0.5, "#.0", ".5"), (123456, "0.00E+00", "1.23E+05"), (0.5, "# ?/?", "0.5"), (150, '[>=100]0"以上";0"未満"', "150以上"), (50, '[>=100]0"以上";0"未満"', "50未満"), (1, "\\(0\\)", "(1)"), (8, "@", "8"),
    (43922, "yyyy/m/d", "2020/4/1"), (43922, 'yyyy"年"m"月"d"日"', "2020年4月1日"), (43922, '[$-411]ggge"年"m"月"d"日"', "令和2年4月1日"), (43922, "[$-411]ge.m.d", "R2.4.1"), (43922, 'gge"年"', "令2年"),
    (43585, "[$-411]ge.m.d", "H31.4.30"), (43586, '[$-ja-JP-x-gannen]ggge"年"m"月"', "令和元年5月"), (43586, 'ggge"年"', "令和1年"), (32516, 'ggge"年"', "平成1年"), (32515, 'ggge"年"', "昭和64年"), (43922, "aaaa", "水曜日"), (43922, "m/d(aaa)", "4/1(水)"),
    (43922, "yy-mm-dd ddd", "20-04-01 Wed"), (43922, "mmm-yy", "Apr-20"), (43922.75, "m/d h:mm", "4/1 18:00"), (0.5, "h:mm AM/PM", "12:00 PM"), (43922.75, 'h"時"mm"分"', "18時00分"), (1.5, "[h]:mm", "36:00"), (0.0005, "mm:ss", "00:43"), (-1, "yyyy", "-1"), (1e9, "yyyy", "1000000000"),
    (date(2020, 4, 1), "yyyy/m/d", "2020/4/1"), (datetime(2020, 4, 1, 9, 30), "m/d h:mm", "4/1 9:30"), (clock(9, 5), "h:mm", "9:05"), (date(2020, 4, 1), "General", "2020/04/01"),
    ("計画", "General", "計画"), ("計画", '"「"@"」"', "「計画」"), ("計画", "#,##0", "計画"), (True, "0", "TRUE"), (None, "0", ""), (10 ** 400, "0", "1" + "0" * 254), (float("inf"), "0", "inf"),
])
def test_values_as_displayed(value: object, code: str, text: str) -> None:
    def to_date(serial: float) -> object:
        return from_excel(serial, timedelta="[h]" in code)

    assert displayed(value, code, to_date) == text  # type: ignore[arg-type]


@pytest.mark.parametrize(("fill", "expected"), [
    (rows(["期", "内容"], [1, "a"]), [("table", "", "期\t内容\n1\ta"), *[("cell", "1,1,", each) for each in ("期", "内容", "1", "a")]]),
    (rows(["表1 主な事業"], ["期", "内容"], [1, "a"], ["※ 再掲"]),
     [("caption", "", "表1 主な事業"), ("table", "", "期\t内容\n1\ta"), *[("cell", "1,1,", each) for each in ("期", "内容", "1", "a")], ("paragraph", "", "※ 再掲")]),
    (rows(["はじめに"], ["本県は、"], [], ["取り組む。"]), [("paragraph", "", "はじめに"), ("paragraph", "", "本県は、"), ("paragraph", "", "取り組む。")]),
    (rows(["a", "b"], [], [], ["c", "d"]), [("table", "", "a\tb"), ("cell", "1,1,", "a"), ("cell", "1,1,", "b"), ("table", "", "c\td"), ("cell", "1,1,", "c"), ("cell", "1,1,", "d")]),
    (rows(["a", None, None, "b"], [None, None, None, "c"]), [("table", "", "a\tb\n\tc"), ("cell", "1,1,", "a"), ("cell", "1,1,", "b"), ("cell", "1,1,", ""), ("cell", "1,1,", "c")]),
    (rows(["a\nb", " c\td "]), [("table", "", "a\nb\tc d"), ("cell", "1,1,", "a\nb"), ("cell", "1,1,", "c d")]),
    (rows(["a", "_x000D_b_x0041_"]), [("table", "", "a\tbA"), ("cell", "1,1,", "a"), ("cell", "1,1,", "bA")]),
])
def test_blocks(fill: Callable[[Worksheet], None], expected: list[tuple[str, str, str]]) -> None:
    assert blocks(read(fill)) == expected


def merged(*ranges: str, hide: str = "") -> Callable[[Worksheet], None]:
    def fill(sheet: Worksheet) -> None:
        rows(["柱", "事業", "予算"], ["柱1", "a", 1], ["", "b", 2], ["柱2", "c", 3])(sheet)
        for each in ranges:
            sheet.merge_cells(each)
        for each in hide.split():
            (sheet.row_dimensions[int(each)] if each.isdigit() else sheet.column_dimensions[each]).hidden = True
    return fill


@pytest.mark.parametrize(("fill", "text", "cells"), [
    (merged("A2:A3"), "柱\t事業\t予算\n柱1\ta\t1\nb\t2\n柱2\tc\t3", "1,1 1,1 1,1 2,1 1,1 1,1 1,1 1,1 1,1 1,1 1,1"),
    (merged("A2:A3", hide="3"), "柱\t事業\t予算\n柱1\ta\t1\n柱2\tc\t3", "1,1 " * 9), (merged("A2:A3", hide="2"), "柱\t事業\t予算\n柱1\tb\t2\n柱2\tc\t3", "1,1 " * 9), (merged(hide="B"), "柱\t予算\n柱1\t1\n\t2\n柱2\t3", "1,1 " * 8),
    (merged("A1:B1"), "柱\t予算\n柱1\ta\t1\n\tb\t2\n柱2\tc\t3", "1,2 " + "1,1 " * 10), (merged("A1:C1", "A2:A4"), "柱\n\n柱1\ta\t1\nb\t2\nc\t3", "3,1 " + "1,1 " * 6), (merged("C2:E3"), "柱\t事業\t予算\n柱1\ta\t1\n\tb\n柱2\tc\t3", "1,1 1,1 1,1 1,1 1,1 2,1 1,1 1,1 1,1 1,1 1,1"),
])
def test_merged_and_hidden_cells(fill: Callable[[Worksheet], None], text: str, cells: str) -> None:
    source = read(fill)
    assert source.text == text + "\n"
    assert [mark.value.rstrip(",") for mark in source.marks if mark.kind == "cell"] == cells.split()


def test_sheets_are_headings_only_if_several_show_something() -> None:
    book = openpyxl.Workbook()
    book.active.title = "事業一覧"
    book.active["A1"] = "a"
    book.create_sheet("空")
    hidden = book.create_sheet("控え")
    hidden["A1"], hidden.sheet_state = "b", "hidden"
    assert blocks(reader.read(saved(book))) == [("paragraph", "", "a")]
    book.create_sheet("指標")["B2"] = "c"
    assert blocks(reader.read(saved(book))) == [("heading", "1", "事業一覧"), ("paragraph", "", "a"), ("heading", "1", "指標"), ("paragraph", "", "c")]


def _shape(source: SourceText) -> list[str]:
    """The lines of a text as they stand, and T with the number of its rows for each table."""
    found = []
    for mark in source.marks:
        if mark.kind == "table":
            found.append(f"T{sum(m.kind == 'row' and mark.start <= m.start < mark.end for m in source.marks)}")
        elif mark.kind in ("heading", "paragraph", "caption"):
            found.append(("# " if mark.kind == "heading" else "") + source.text[mark.start:mark.end].split("\u3000")[0])
    return found


TEXT = "県は、毎年度、取組の進み具合を確かめ、結果を公表する。"


@pytest.mark.parametrize(("lines", "wide", "expected"), [
    ([["１　目的", None], [None, TEXT], [None, "柱1", "暮らし"], [None, "柱2", "産業"], ["２　体制", None], [None, TEXT]], "", ["１", TEXT, "T2", "２", TEXT]),
    ([["１　目的"], ["期間", "令和6年度～令和9年度"], ["２　体制"], [TEXT]], "", ["１", "T1", "２", TEXT]),
    ([["第1章　総論"], [None, "１　目的"], [None, None, TEXT], [None, None, "期間", "5年"], [None, None, "本部", "知事"], [None, "２　体制"], [None, None, TEXT]], "", ["第1章", "１", TEXT, "T2", "２", TEXT]),
    ([[None, "目標", "内容"], [None, "A", "便利"], [None, "○ " + TEXT], [None, "○ " + TEXT]], "", ["T2", "○ " + TEXT, "○ " + TEXT]),
    ([["期", "内容"], ["1", "配備"], ["2", "更新"], [TEXT]], "A4:B4", ["T3", TEXT]),
    ([["期", "内容"], ["1", "配備"], ["※ 再掲"], ["（注）予算は当初"], ["Ⅱ　今後"]], "", ["T2", "※ 再掲", "（注）予算は当初", "Ⅱ"]),
    ([["(1) 現状"], ["区分", "数"], ["町", "8"], ["(2) 課題"], ["区分", "数"], ["村", "3"]], "", ["(1) 現状", "T2", "(2) 課題", "T2"]),
    ([["(1) 現状"], ["区分", "数"], ["町", "8"], ["(2) 課題"], [None, None, "a", "b"], ["方針A　人"], [TEXT]], "", ["(1) 現状", "T2", "(2) 課題", "T1", "方針A", TEXT]),
    ([["1 目的"], ["期間", "5年"], ["区域", "全県"], ["2 体制"], [TEXT], ["本部", "知事"], ["3 公表"], [TEXT]], "", ["1 目的", "T2", "2 体制", TEXT, "T1", "3 公表", TEXT]),
    ([["施策", "事業", "所管", "期間"], ["柱1　安心"], [TEXT], ["防災", "配信", "港湾課", "5年"], ["柱2　活力"], [TEXT], ["農業", "登録", "農政課", "3年", "※1"]], "A2:D2 A3:D3 A5:D5 A6:D6", ["T7"]),
    ([["施策", "事業"], ["基本目標1　安心"], ["防災", "配信"], ["基本目標2　活力"], ["農業", "登録"]], "A2:B2 A4:B4", ["T5"]),  # a row over the columns it parts
    ([["事業", "担当"], ["健康", "総務課"], ["移住"]], "", ["T3"]), ([["1 健康", "総務課"], ["2 移住"]], "", ["T2"]), ([["柱", "事業"], ["1", "a"], [None, "b"], [None, "c"]], "A2:A4", ["T4"]),
    ([["概要", TEXT], ["区分", TEXT], [None, TEXT]], "", ["T3"]),
])
def test_lines_between_tables(lines: list[list[object]], wide: str, expected: list[str]) -> None:
    def fill(sheet: Worksheet) -> None:
        rows(*lines)(sheet)
        for each in wide.split():
            sheet.merge_cells(each)
    assert _shape(read(fill)) == expected


@pytest.mark.parametrize(("sheets", "expected"), [
    ([("骨子", ["Ⅰ　骨子"]), ("一覧", ["Ⅱ　取組の一覧"])], ["# Ⅰ", "# Ⅱ"]), ([("総論", ["第1章　総論"]), ("各論", ["第2章　各論"])], ["# 第1章", "# 第2章"]),
    ([("1", ["1　目的"]), ("2", ["2　体制"])], ["# 1", "# 2"]), ([("基本目標1", ["基本目標１　安心"]), ("基本目標2", ["基本目標２　活力"])], ["# 基本目標１", "# 基本目標２"]),
    ([("表紙", ["汐谷県計画", "令和6年3月"]), ("1 目的", ["1　目的"]), ("2 体制", ["2　体制"])], ["汐谷県計画", "令和6年3月", "# 1", "# 2"]),
    ([("事業", ["1　事業の状況"]), ("指標", ["2　指標の状況"]), ("総括", ["3　全体の評価"]), ("変遷", ["4　計画の変遷"])], ["# 1", "# 2", "# 3", "# 4"]),
    ([("目的", ["汐谷県計画", "1　目的"]), ("体制", ["2　推進体制"])], ["汐谷県計画", "# 1", "# 2"]),
    ([("実施", ["1　施策の実施"]), ("経過", ["2　国の動き"])], ["# 実施", "1", "# 経過", "2"]),  # one name is no part of its heading: numbers stand under names
    ([("事業", ["表1　事業"]), ("指標", ["表2　指標"])], ["# 事業", "表1", "# 指標", "表2"]), ([("Sheet1", ["1　目的"]), ("Sheet2", ["2　体制"])], ["# Sheet1", "1", "# Sheet2", "2"]),
    ([("概要", ["汐谷県計画", "1　趣旨", TEXT, "2　変遷"]), ("柱1", ["施策の柱1　海"]), ("柱2", ["施策の柱2　山"])], ["汐谷県計画", "# 1", TEXT, "2", "# 施策の柱1", "# 施策の柱2"]),
    ([("はじめに", ["Ⅰ　趣旨"]), ("目標A", ["基本目標A　海"]), ("目標B", ["基本目標B　山"]), ("注記", ["注", TEXT])], ["# Ⅰ", "# 基本目標A", "# 基本目標B", "# 注", TEXT]),
    ([("本編", ["第1章　趣旨"]), ("一覧", ["第2章　事業の一覧"]), ("体制", ["第3章　推進体制"]), ("備考", ["備考", TEXT])], ["# 第1章", "# 第2章", "# 第3章", "# 備考", TEXT]),
    ([("概要", ["1　趣旨"]), ("経過", ["2　国の動き"]), ("指標", ["3　指標"])], ["# 概要", "1", "# 経過", "2", "# 指標", "3"]),
    ([("趣旨", ["Ⅰ　計画の趣旨"]), ("沿革", ["Ⅱ　県のあゆみ"]), ("動き", ["Ⅲ　国の動向"])], ["# Ⅰ", "# Ⅱ", "# Ⅲ"]),  # chapters that go on from sheet to sheet
    ([("趣旨", ["第1章　計画の考え方"]), ("沿革", ["第2章　県のあゆみ"]), ("動き", ["第3章　国の動向"]), ("注", ["注", TEXT])], ["# 第1章", "# 第2章", "# 第3章", "# 注", TEXT]),
    ([("趣旨", ["Ⅰ　計画の考え方"]), ("沿革", ["Ⅲ　県のあゆみ"]), ("動き", ["Ⅱ　国の動向"])], ["# 趣旨", "Ⅰ", "# 沿革", "Ⅲ", "# 動き", "Ⅱ"]),
    ([("概要", ["1　趣旨"]), ("指標", ["2　指標"])], ["# 概要", "1", "# 指標", "2"]),
    ([("その1", ["第1章　総論", TEXT, "第2章　現状", TEXT]), ("その2", ["第3章　施策", TEXT, "基本方針1　海"]), ("その3", ["基本方針2　山", TEXT])],
     ["第1章", TEXT, "第2章", TEXT, "第3章", TEXT, "基本方針1", "基本方針2", TEXT]),  # one text over its sheets
    ([("前半", ["第1章　総論", TEXT, "第2章　現状", TEXT]), ("後半", ["第3章　施策", TEXT])], ["第1章", TEXT, "第2章", TEXT, "第3章", TEXT]),
    ([("前半", ["第1編　総論", TEXT]), ("後半", ["第2編　各論", TEXT])], ["第1編", TEXT, "第2編", TEXT]),
    ([("前半", ["第1章　総論", TEXT, "第2章　現状", TEXT]), ("後半", ["第3章　施策", TEXT]), ("参考", ["参考資料", "1　用語の説明", TEXT])], ["第1章", TEXT, "第2章", TEXT, "第3章", TEXT, "参考資料", "1", TEXT]),
    ([("事業", ["事業"]), ("指標", ["指標"])], ["# 事業", "事業", "# 指標", "指標"]), ([("骨子", [TEXT, "1　骨子"]), ("体制", [TEXT, "2　体制"])], ["# 骨子", TEXT, "1", "# 体制", TEXT, "2"]),
])
def test_headings_that_hold_the_name_of_their_sheet(sheets: list[tuple[str, list[str]]], expected: list[str]) -> None:
    book = openpyxl.Workbook()
    for n, (name, lines) in enumerate(sheets):
        sheet = book.active if n == 0 else book.create_sheet()
        sheet.title = name
        for line in lines:
            sheet.append([line])
    assert _shape(reader.read(saved(book))) == expected


@pytest.mark.parametrize("numbers", [["１　状況", "２　経過", "３　体系"], ["1. 状況", "2. 経過", "3. 体系"], ["第1　状況", "第2　経過", "第3　体系"]])
def test_numbers_of_headings_go_on_over_sheets(numbers: list[str]) -> None:
    """The names of sheets are outer to the numbered lines on them, and these to (1), (2)."""
    book = openpyxl.Workbook()
    for n, head in enumerate(numbers):
        sheet = book.active if n == 0 else book.create_sheet()
        sheet.title = f"一覧{'甲乙丙'[n]}"
        lines = [head, "県の取組は、次のとおりです。", "", *(["（１）　国の動き", "国は法律を定めました。", "", "（２）　県の動き", "県は計画を立てました。", ""] if n == 1 else [])]
        for row, words in enumerate(lines, 1):
            sheet.cell(row, 1, words or None)
    document = build(reader.read(saved(book)))
    assert [(s.level, s.title) for s in document.sections] == [
        (1, "一覧甲"), (2, "状況"), (1, "一覧乙"), (2, "経過"), (3, "国の動き"), (3, "県の動き"), (1, "一覧丙"), (2, "体系")]


def test_rows_printed_on_each_page_are_header_cells() -> None:
    def fill(sheet: Worksheet) -> None:
        rows(["事業一覧"], ["柱", "事業"], ["1", "a"])(sheet)
        sheet.print_title_rows = "1:2"
    assert [mark.value for mark in read(fill).marks if mark.kind == "cell"] == ["1,1,h", "1,1,h", "1,1,", "1,1,"]


def test_grid_paper() -> None:
    """Narrow columns merged into wide ones, as many offices use Excel for forms."""
    def fill(sheet: Worksheet) -> None:
        for row in range(1, 40):
            for column in range(1, 60):
                sheet.cell(row, column).border = openpyxl.styles.Border()
        for row, words in enumerate([("施策", "内容"), ("防災", "配信")]):
            for column, word in zip((2, 12), words):
                sheet.cell(3 * row + 1, column, word)
                sheet.merge_cells(start_row=3 * row + 1, end_row=3 * row + 3, start_column=column, end_column=column + 9)
    source = read(fill)
    assert source.text == "施策\t内容\n防災\t配信\n"
    assert [mark.value for mark in source.marks if mark.kind == "cell"] == ["1,1,"] * 4


def test_formulas_count_by_the_saved_value(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(xlsx('<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="str"><f>A1&amp;"x"</f><v>1x</v></c><c r="C1"><f>A1+1</f></c><c r="D1" t="e"><v>#REF!</v></c><c r="E1" t="b"><v>1</v></c></row>'))
    source = read_path(path)
    assert source.text == "1\t1x\t#REF!\tTRUE\n" and source.doc_id == "plan" and source.media_type == reader.MEDIA_TYPE


def xlsx(cells: str, strings: str = "", styles: str = "", more: str = "", book: str = "", stored: bool = False, parts: dict[str, bytes] | None = None) -> bytes:
    """A workbook of one sheet from raw XML."""
    inner = {"worksheets/sheet1": ("worksheet", f"<sheetData>{cells}</sheetData>{more}"), "sharedStrings": ("sst", strings), "styles": ("styleSheet", styles)}
    files = {f"xl/{name}.xml": f'{HEAD}<{tag} xmlns="{MAIN}">{inside}</{tag}>'.encode() for name, (tag, inside) in inner.items() if inside}
    related = "".join(f'<Relationship Id="r{n}" Type="{REL}/{kind}" Target="{name}.xml"/>' for n, (name, kind) in enumerate(
        [("worksheets/sheet1", "worksheet"), ("sharedStrings", "sharedStrings"), ("styles", "styles")], 1) if f"xl/{name}.xml" in files)
    files |= {
        "[Content_Types].xml": b"<x/>",
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r" Type="{REL}/officeDocument" Target="/xl/workbook.xml"/></Relationships>'.encode(),
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{related}</Relationships>'.encode(),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{REL}">{book}<sheets><sheet name="一" sheetId="1" r:id="r1"/></sheets></workbook>'.encode(),
    }
    return packed(files | (parts or {}), stored)


def styled(*ids: int, formats: str = "") -> str:
    """A style sheet with one cell style for each number format, with properties that openpyxl does not take."""
    cells = "".join(f'<xf numFmtId="{each}" fontId="9" odd="x"/>' for each in ids)
    return (f"<numFmts>{formats}</numFmts>" if formats else "") + f"<cellXfs>{cells}</cellXfs>"


@pytest.mark.parametrize(("code", "text"), [(14, "2020/4/1"), (27, "R2.4.1"), (28, "令和2年4月1日"), (31, "2020年4月1日"), (34, "2020年4月"), (35, "4月1日"), (55, "2020年4月"), (57, "R2.4.1"), (58, "令和2年4月1日"), (3, "43,922"), (9, "4392200%"), (0, "43922"), (163, "43922")])
def test_formats_that_japanese_excel_has_built_in(code: int, text: str) -> None:
    assert reader.read(xlsx('<row><c s="1"><v>43922</v></c></row>', styles=styled(0, code))).text == text + "\n"


def test_a_format_of_the_file_goes_before_a_built_in_one() -> None:
    formats = '<numFmt numFmtId="31" formatCode="0&quot;人&quot;"/>'
    assert reader.read(xlsx('<row><c s="1"><v>43922</v></c></row>', styles=styled(0, 31, formats=formats))).text == "43922人\n"


def test_dates_counted_from_1904() -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active["A1"] = date(2020, 4, 1)
    book.active["A1"].number_format = "yyyy/m/d"
    assert reader.read(saved(book)).text == "2020/4/1\n"


def test_strings() -> None:
    strings = '<si><t>集落</t><rPh sb="0" eb="2"><t>シュウラク</t></rPh></si><si><r><t>本</t></r><r><rPr><b/></rPr><t>県</t></r></si>'
    cells = '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="inlineStr"><is><t>内</t></is></c><c s="77"><v>5</v></c></row>'
    assert reader.read(xlsx(cells, strings)).text == "集落\t本県\t内\t5\n"


@pytest.mark.timed
@pytest.mark.parametrize("sheet", [
    '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>', '<mergeCells>' + '<mergeCell ref="B2:ZZ9999"/>' * 1000 + "</mergeCells>", '<mergeCells><mergeCell ref="#REF!"/><mergeCell/></mergeCells>',
    '<hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>', '<conditionalFormatting sqref="A1"><cfRule type="nonsense"/></conditionalFormatting>', '<drawing/><legacyDrawing/><tableParts count="1"><tablePart/></tableParts>',
    '<dataValidations><dataValidation sqref="A1:XFD1048576" type="nonsense"/></dataValidations>', '<sheetProtection password="zzzz"/>', "<pageSetup orientation='odd'/><extLst><ext uri='x'/></extLst>",
])
def test_what_else_a_sheet_holds_does_no_harm(sheet: str) -> None:
    began = time.process_time()
    assert reader.read(xlsx('<row r="1"><c r="A1"><v>1</v></c></row>', more=sheet)).text == "1\n"
    assert time.process_time() - began < 3


def test_cells_far_apart() -> None:
    source = reader.read(xlsx('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'))
    assert source.text == "1\n\n2\n"


@pytest.mark.parametrize(("data", "suffix", "name"), [(xlsx("<row/>"), ".zip", "Excel"), (xlsx("<row/>"), ".docx", "Excel"), (b"PK\x03\x04", ".xlsx", "Excel"), (packed({"xl/workbook.bin": b"x"}), "", "Office")])
def test_excel_is_known_by_content(data: bytes, suffix: str, name: str) -> None:
    assert sniff(data, suffix).name == name


ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
WHOLE = xlsx(ONE * 50)


@pytest.mark.timed
@pytest.mark.parametrize(("data", "problem"), [
    (b"", "broken"), (WHOLE[:-30], "broken"), (packed({"a.txt": b"x"}), "without an Excel workbook"), (xlsx(""), "shows no value"), (xlsx('<row><c t="str"><v> </v></c></row>'), "shows no value"),
    (xlsx('<row><c t="s"><v>5</v></c></row>'), "broken: its cells"), (xlsx('<row><c><v>x</v></c></row>'), "broken: its cells"), (xlsx('<row><c t="d"><v>x</v></c></row>'), "broken: its cells"),
    (xlsx(ONE, parts={"xl/worksheets/sheet1.xml": b"<worksheet"}), "no sound XML"), (xlsx(ONE, parts={"xl/workbook.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><workbook>&a;</workbook>"}), "declares"),
    (xlsx(ONE, strings="<si>" * 100_000, stored=True), "nested too deep"), (xlsx(ONE, strings="<si><t>" + " " * 30 * MIB + "</t></si>"), "zip bomb"),
    (xlsx(("<row>" + "<c><v>1</v></c>" * 1000 + "</row>") * 201, stored=True), "cells hold a value"),
    (xlsx("<row/>" * 1_600_000, stored=True), "tags"), (xlsx('<row a="1"/>' * 1_100_000, stored=True), "attributes"),
    (xlsx("<row>" + "<c t='n'><v>1</v></c>" * 16_000 + "</row>" + ("<row>" + "<c><v>1</v></c>" * 2 + "</row>") * 40, stored=True), "places"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "encrypted"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old binary"),
])
def test_refused(data: bytes, problem: str) -> None:
    began = time.process_time()
    with pytest.raises(UnreadableDocument, match=problem) as error:
        reader.read(data, "doc", "plan.xlsx")
    assert str(error.value).startswith("plan.xlsx: ") and "; " in str(error.value) and "\n" not in str(error.value)
    assert time.process_time() - began < 15


@pytest.mark.timed
@pytest.mark.parametrize("data", [
    xlsx(("<row>" + "<c><v>1</v></c>" * 20 + "</row>") * 9_000, stored=True),
    xlsx("<row>" + "<c><v>1</v></c>" * 10_000 + "</row>" + ONE.replace('r="1"', 'r="9"').replace("A1", "A9"), stored=True),
    xlsx("".join(f'<row r="{n}" hidden="1"/>' for n in range(1, 100_000)) + '<row r="100000"><c r="A100000"><v>1</v></c></row>', stored=True),
    xlsx(ONE, more="<mergeCells>" + "".join(f'<mergeCell ref="A{n}:XFD{n + 9}"/>' for n in range(1, 100_000)) + "</mergeCells>", stored=True),
    xlsx(ONE, book="<definedNames>" + '<definedName name="_xlnm.Print_Titles" localSheetId="0">x!$1:$9999999</definedName>' * 50_000 + "</definedNames>", stored=True),
    xlsx(ONE, styles=styled(*range(0, 60_000)), stored=True),
    xlsx('<row><c t="s"><v>0</v></c></row>', strings="<si><t>" + "県" * 3_000_000 + "</t></si>", stored=True),
    xlsx('<row><c t="s"><v>0</v></c></row>', strings="<si><t>県</t></si>" * 370_000, stored=True),
], ids=range(8))
def test_hostile_workbooks_end_within_seconds(data: bytes) -> None:
    began = time.process_time()
    check(reader.read(data))
    assert time.process_time() - began < 15


@pytest.mark.parametrize("cut", range(1, 51))
def test_cut_off_anywhere(cut: int) -> None:
    with pytest.raises(UnreadableDocument):
        reader.read(WHOLE[:len(WHOLE) * cut // 51])


VALUES = st.one_of(st.none(), st.sampled_from(["県", "表1 歩み", "※注", "a\nb", " ", "\u3000x", "1"]), st.integers(-10 ** 12, 10 ** 12), st.floats(allow_nan=False, allow_infinity=False, width=32), st.dates(date(1900, 3, 1), date(2100, 1, 1)), st.booleans())
SPAN = st.tuples(st.integers(1, 5), st.integers(1, 4), st.integers(0, 2), st.integers(0, 2))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(VALUES, max_size=4), max_size=6), st.lists(SPAN, max_size=3), st.sets(st.integers(1, 6), max_size=2))
def test_any_sheet(lines: list[list[object]], spans: list[tuple[int, int, int, int]], hidden: set[int]) -> None:
    def fill(sheet: Worksheet) -> None:
        rows(*lines)(sheet)
        for row, column, down, across in spans:
            sheet.merged_cells.add(f"{sheet.cell(row, column).coordinate}:{sheet.cell(row + down, column + across).coordinate}")
        for row in hidden:
            sheet.row_dimensions[row].hidden = True

    with suppress(UnreadableDocument):
        source = read(fill)
        for mark in source.marks:
            words = source.text[mark.start:mark.end]
            assert mark.kind in ("row", "table", "cell") or (words and words == words.strip())


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=30), st.floats() | st.integers())
def test_any_format(code: str, value: float) -> None:
    assert isinstance(displayed(value, code, from_excel), str)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(["0", "#", "?", ",", ".", "%", ";", "E+00", "y", "m", "d", "h", "s", "ss.00", "g", "e", "aaa", '"', "\\", "_", "*", "[h]", "[Red]", "[>5]", "[$-411]", "@", "General", "AM/PM", "/", "年"]), max_size=12).map("".join),
       st.one_of(st.floats(), st.integers(-10 ** 20, 10 ** 20), st.datetimes(), st.times(), st.timedeltas(), st.text(max_size=3)))
def test_any_combination_of_signs(code: str, value: object) -> None:
    assert isinstance(displayed(value, code, from_excel), str)  # type: ignore[arg-type]


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["", "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml", "_rels/.rels", "[Content_Types].xml"]))
def test_any_bytes(data: bytes, part: str) -> None:
    with suppress(UnreadableDocument):
        check(reader.read(xlsx(ONE, "<si><t>x</t></si>", styled(0), parts={part: data}) if part else data))


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=4))
def test_any_damage(place: int, put: bytes) -> None:
    with suppress(UnreadableDocument):
        check(reader.read(WHOLE[:place] + put + WHOLE[place + len(put):]))
