"""Markdown: marks at exact places of the raw source."""
from __future__ import annotations

import re
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pipeline.layout import build
from pipeline.readers import UnreadableDocument
from pipeline.readers import markdown as reader
from pipeline.source import SourceText

RAW = Path(__file__).parents[2] / "raw"


def blocks(source: SourceText) -> list[tuple[str, str, str]]:
    return [(m.kind, m.value, source.text[m.start:m.end]) for m in source.marks if m.kind not in ("markup", "row")]


def visible(source: SourceText) -> str:
    """What a reader reads, white space left out."""
    kept = list(source.text)
    for mark in source.marks:
        if mark.kind == "markup":
            kept[mark.start:mark.end] = [""] * (mark.end - mark.start)
    return "".join("".join(kept).split())


def read(text: str) -> SourceText:
    return reader.read(text.encode())


@pytest.mark.parametrize(("text", "expected"), [
    ("本県は、\n取り組む。\n\n次の段落", [("paragraph", "", "本県は、\n取り組む。"), ("paragraph", "", "次の段落")]),
    ("　字下げの段落　", [("paragraph", "", "字下げの段落")]),
    ("## 第1章 現状 ##\n\n### 1 人口\n", [("heading", "1", "第1章 現状"), ("heading", "2", "1 人口")]),
    ("# 雲見県計画\n\n## はじめに\n", [("title", "", "雲見県計画"), ("heading", "1", "はじめに")]),
    ("# 第5期雲見県計画\n\n### 章\n", [("title", "", "第5期雲見県計画"), ("heading", "1", "章")]),
    ("# 第1章 現状\n\n## 1 人口\n", [("heading", "1", "第1章 現状"), ("heading", "2", "1 人口")]),
    ("# 1 現状\n\n## 人口\n", [("heading", "1", "1 現状"), ("heading", "2", "人口")]),
    ("# Ⅰ 現状\n\n## 人口\n", [("heading", "1", "Ⅰ 現状"), ("heading", "2", "人口")]),
    ("## 雲見県デジタル戦略\n\n## 第1章 現状\n\n## 1 人口\n", [("title", "", "雲見県デジタル戦略"), ("heading", "1", "第1章 現状"), ("heading", "1", "1 人口")]),
    ("## 雲見県計画\n\n### 章\n", [("heading", "1", "雲見県計画"), ("heading", "2", "章")]),
    ("# 雲見県計画\n", [("heading", "1", "雲見県計画")]),
    ("令和3年\n\n# 雲見県計画\n\n## 章\n", [("paragraph", "", "令和3年"), ("heading", "1", "雲見県計画"), ("heading", "2", "章")]),
    ("# はじめに\n\n# おわりに\n", [("heading", "1", "はじめに"), ("heading", "1", "おわりに")]),
    ("# 雲見県DX計画\n\n# はじめに\n\n# 第1章 現状\n", [("title", "", "雲見県DX計画"), ("heading", "1", "はじめに"), ("heading", "1", "第1章 現状")]),
    ("# はじめに\n\n# 第1章 現状\n", [("heading", "1", "はじめに"), ("heading", "1", "第1章 現状")]),
    ("現状\n===\n課題\n---\n", [("title", "", "現状"), ("heading", "1", "課題")]),
    ("# #\n\n#　全角は見出しでない", [("paragraph", "", "#　全角は見出しでない")]),
    ("- 一\n- ○ 二\n  - 三\n\n    続き\n- 四", [("item", "0", "一"), ("item", "0", "○ 二"), ("item", "1", "三"), ("paragraph", "", "続き"), ("item", "0", "四")]),
    ("1. 一\n2) 二", [("item", "0", "1. 一"), ("item", "0", "2) 二")]),
    ("- - 深い", [("item", "1", "深い")]),
    ("* 一\n  続く行\n+ 二", [("item", "0", "一\n  続く行"), ("item", "0", "二")]),
    ("> 引用\n> の続き\n>\n> > 中", [("paragraph", "", "引用\n> の続き"), ("paragraph", "", "中")]),
    ("```\n**x**\n```\n", [("paragraph", "", "**x**")]),
    ("-     - コード", [("paragraph", "", "- コード")]),
    ("---\ntitle: 計画\n---\n\n# 計画\n\n## 章", [("title", "", "計画"), ("heading", "1", "章")]),
    ("[r]: http://a.example.jp \"題\"\n\n本文", [("paragraph", "", "本文")]),
    ("[1]: 総務省「白書」\n", [("paragraph", "", "[1]: 総務省「白書」")]),
])
def test_blocks(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert blocks(read(text)) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("| 期 | 内容 |\n|---|:-:|\n| 第1期 | a \\| b |\n| 第2期 | |\n",
     [("cell", "1,1,h", "期"), ("cell", "1,1,h", "内容"), ("cell", "1,1,", "第1期"), ("cell", "1,1,", "a \\| b"), ("cell", "1,1,", "第2期"), ("cell", "1,1,", "")]),
    ("a | b\n-|-\nc | d\n", [("cell", "1,1,h", "a"), ("cell", "1,1,h", "b"), ("cell", "1,1,", "c"), ("cell", "1,1,", "d")]),
    ("> | a |\n> |---|\n> | b |\n", [("cell", "1,1,h", "a"), ("cell", "1,1,", "b")]),
    ("<table>\n<tr><th rowspan=\"2\">期</th><td colspan='3'>甲<br>乙</td></tr>\n\n<tr><td> </td></tr>\n</table>\n",
     [("cell", "2,1,h", "期"), ("cell", "1,3,", "甲<br>乙"), ("cell", "1,1,", "")]),
    ("<table><thead><tr><td>a</td></tr></thead><tr><td>b<table><tr><td>c</td></tr></table></td></tr></table>",
     [("cell", "1,1,h", "a"), ("cell", "1,1,", "b<table><tr><td>c</td></tr></table>")]),
])
def test_cells(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [block for block in blocks(read(text)) if block[0] == "cell"] == expected


@pytest.mark.parametrize(("line", "caption"), [
    ("図表1 計画の歩み", True), ("表1-2　目標", True), ("**表３ 指標**", True), ("表", False), ("表1は次のとおり。", False), ("表1のとおり", False),
    ("次の表に示す", False), ("表2 歩み\n（続き）", False),
])
def test_captions_stand_beside_a_table(line: str, caption: bool) -> None:
    table = "| a |\n|---|\n| b |\n"
    for text in (f"{line}\n\n{table}", f"{table}\n{line}\n"):
        assert (("caption", "", line) in blocks(read(text))) is caption
    assert ("caption", "", line) not in blocks(read(f"{line}\n\n本文"))


def test_table_row_and_cell_are_nested() -> None:
    source = read("前文\n\n| a | b |\n|---|---|\n| c | d |\n\n後文")
    table = next(m for m in source.marks if m.kind == "table")
    rows = [m for m in source.marks if m.kind == "row"]
    assert source.text[table.start:table.end] == "| a | b |\n|---|---|\n| c | d |"
    assert [source.text[m.start:m.end] for m in rows] == ["| a | b |", "| c | d |"]
    assert visible(source) == "前文abcd後文"


@pytest.mark.parametrize(("text", "read_text"), [
    ("**太字**と*斜体*と __下線__ と~~消し~~", "太字と斜体と下線と消し"),
    ("県__と__市", "県__と__市"),
    ("県は**「重点計画」**を、**（案）**とする", "県は「重点計画」を、（案）とする"),
    ("`**そのまま**`と``a`b``", "**そのまま**とa`b"),
    ("[計画](http://x.example.jp/a_(b)_c \"題\")を", "計画を"),
    ("[計画][r]と[r]\n\n[r]: http://x.example.jp", "計画とr"),
    ("[参考]と[1]", "[参考]と[1]"),
    ("![図 **1**](a.png)図", "図"),
    ("<https://x.example.jp/a_b_c>、https://x.example.jp/a_b_c", "<https://x.example.jp/a_b_c>、https://x.example.jp/a_b_c"),
    ("一<br>二<br/>三<span class='x'>四</span><!-- 見えない -->", "一二三四"),
    ("<ICT>と<防災>は文字", "<ICT>と<防災>は文字"),
    ("\\*印\\*と\\\\と\\あ", "*印*と\\と\\あ"),
    ("&amp;と&nbsp;はそのまま", "&amp;と&nbsp;はそのまま"),
    ("制度*1を計画*2で", "制度*1を計画*2で"),
    ("*1 総務省\n*2 内閣府", "*1総務省*2内閣府"),
    ("10~20と2*3*4", "10~20と2*3*4"),
    ("snake_case_name", "snake_case_name"),
    ("> 引用\n> の**続\n> き**", "引用の続き"),
    ("***強い***と**a*b*", "強いと**ab"),
    ("[文字]{.mark}と[下線]{.underline}と[消]{.deletion}[参考]", "文字と下線と[参考]"),
    ("[リンク](#a){.unnumbered}と![図](a.png){width=\"6.1in\"\nheight=\"3in\"}と`x`{.r}と`<w:br/>`{=openxml}{注}", "リンクととxと{注}"),
    ("10^3^とCO~2~と10~20と1~5~9とa ^ b ^", "103とCO2と10~20と1~5~9とa^b^"),
    ("平成10年--20年、p.31--38、a--b、1---2", "平成10年-20年、p.31-38、a--b、1---2"),
    ("\\'x\\'と\\\"y\\\"と改\\\n行", "'x'と\"y\"と改行"),
    ("- 一\n- [ ] 二\n- [x] 四\n- [y] 五\n***\n# 三 #\n", "一二四[y]五三"),
    ("> [!NOTE]\n> 一\n\n> [!NOTICE] 二\n\n[!TIP] 三\n", "一[!NOTICE]二[!TIP]三"),
])
def test_what_is_read(text: str, read_text: str) -> None:
    assert visible(read(text)) == read_text


@pytest.mark.parametrize(("text", "expected"), [
    ("本文[^1]と<sup>2</sup>。\n\n[^1]: 総務省\n    「白書」\n\n[^2]: 内閣府\n",
     [("anchor", "1", "[^1]"), ("anchor", "2", "2"), ("note", "1", "総務省\n    「白書」"), ("note", "2", "内閣府")]),
    ("本文[^注1]\n\n[^注1]: 一\n\n    二\n\n後文", [("anchor", "1", "[^注1]"), ("note", "1", "一\n\n    二")]),
    ("10<sup>2</sup>[^9]", []),
    ("本文<sup>1</sup>と<sup>2)</sup>。\n\n<sup>1</sup> 総務省\n<sup>2)</sup> 内閣府\n",
     [("anchor", "1", "1"), ("anchor", "2", "2)"), ("note", "1", "総務省"), ("note", "2", "内閣府")]),
    ("`[^1]`\n\n[^1]: **太**字", [("note", "1", "**太**字")]),
])
def test_notes_and_anchors(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [block for block in blocks(read(text)) if block[0] in ("note", "anchor")] == expected


GRID = """\
+-------------------+-------------------------------------------+
| 期                | 内容                                      |
|                   +---------------------+---------------------+
|                   | 甲                  | 乙                  |
+===================+=====================+=====================+
| 第1期             | 一                  | -   三              |
|                   |                     |                     |
|                   | **二の              | -   四の            |
|                   | 続き**[^1]          |     続き            |
|                   +---------------------+---------------------+
|                   | 五\\                                       |
|                   | 六 \\| 七                                  |
+-------------------+-------------------------------------------+

: 表1 歩み {#tbl:ayumi}

[^1]: 注
"""
MULTILINE = """\
  ------------------------------------------------------------
  指標                      平成27       令和4年度   **目標**
                            年度
  ------------------------- ------------ ----------- ---------
  光ファイバの世帯          91→92％      99.1％      ①
  整備率

  電子申請の利用率          4.4％                    50.0％
  ------------------------------------------------------------

  Table: 指標の
  一覧
"""
SIMPLE = """\
  柱         事業名           担当課
  ---------- ---------------- --------
  暮らし     窓口改善事業     情報課
             電子申請事業     →
"""


def units(text: str) -> list[list[list[str]]]:
    """The items of each cell of the first table, row by row, as they are read."""
    document = build(read(text))
    return [[[document.text(document.units[unit]) for unit in cell.units] for cell in row] for row in document.tables[0].grid]


@pytest.mark.parametrize(("text", "expected"), [
    (GRID, [[["期"], ["内容"], ["内容"]], [["期"], ["甲"], ["乙"]], [["第1期"], ["一", "二の続き"], ["三", "四の続き"]],
            [["第1期"], ["五", "六|七"], ["五", "六|七"]]]),
    (MULTILINE, [[["指標"], ["平成27年度"], ["令和4年度"], ["目標"]], [["光ファイバの世帯整備率"], ["91→92%"], ["99.1%"], ["①"]],
                 [["電子申請の利用率"], ["4.4%"], [], ["50.0%"]]]),
    (SIMPLE, [[["柱"], ["事業名"], ["担当課"]], [["暮らし"], ["窓口改善事業"], ["情報課"]], [[], ["電子申請事業"], ["→"]]]),
    ("-------- ------\n暮らし   窓口\nまち     道路\n-------- ------\n", [[["暮らし"], ["窓口"]], [["まち"], ["道路"]]]),
    ("> --- ---\n>   a   b\n>   --- ---\n", [[["a"], ["b"]]]),
    ("- 項目\n\n  +---+---+\n  | a | b |\n  +---+---+\n", [[["a"], ["b"]]]),
    ("  ------------\n  まとめ、一\n  ------------\n", [[["まとめ、一"]]]),
    ("+------+\n| 期間 |\n+======+\n| 平成14年度～ |\n+------+\n", [[["期間"]], [["平成14年度~"]]]),
    ("+--------------+---+\n| 平成14年度～ | ① |\n|              |   |\n| 平成18年度   |   |\n+--------------+---+\n", [[["平成14年度~平成18年度"], ["①"]]]),
    ("+--------------+----+\n| 平成14年度～ | ① |\n+--------------+----+\n", [[["平成14年度~"], ["①"]]]),
    ("|  |  |\n|---|---|\n| 柱 | 事業名 |\n| 暮らし | 窓口 |\n", [[["柱"], ["事業名"]], [["暮らし"], ["窓口"]]]),
])
def test_drawn_tables(text: str, expected: list[list[list[str]]]) -> None:
    assert units(text) == expected


def test_marks_of_a_grid() -> None:
    source = read(f"前文\n\n{GRID}\n後文")
    check(source)
    assert [block for block in blocks(source) if block[0] in ("caption", "anchor", "note", "paragraph")] == [
        ("paragraph", "", "前文"), ("anchor", "1", "[^1]"), ("caption", "", "表1 歩み"), ("note", "1", "注"), ("paragraph", "", "後文")]
    assert visible(source) == "前文期内容甲乙第1期一-三二の-四の続き[^1]続き五六|七表1歩み注後文"
    assert {m.value for m in source.marks if m.kind == "cell"} == {"2,1,h", "1,2,h", "1,1,h", "2,1,", "1,1,", "1,2,"}


def test_surfaces_of_a_grid() -> None:
    document = build(read(GRID))
    unit = next(unit for unit in document.units if document.text(unit) == "四の続き")
    assert [GRID[a:b] for a, b in document.reading.spans(unit.start, unit.end)] == ["四の", "続き"]
    assert document.reading.surface(unit.start, unit.end) == "四の続き"
    assert document.reading.gaps(unit.start, unit.end) == []


@pytest.mark.parametrize(("text", "expected"), [
    ("# 計画の変遷 {#計画の変遷 .unnumbered}\n", [("heading", "1", "計画の変遷")]),
    ("# []{#_Toc1 .anchor}第1章 現状 {-}\n", [("heading", "1", "第1章 現状")]),
    ("# <span id=\"_Toc1\" class=\"anchor\"></span>第1章 現状\n", [("heading", "1", "第1章 現状")]),
    ("# 集合 {1, 2}\n", [("heading", "1", "集合 {1, 2}")]),
    ("::: {.note}\n注意\n:::\n本文\n:::: warning\n::: x\n中\n:::\n::::", [("paragraph", "", "注意"), ("paragraph", "", "本文"), ("paragraph", "", "中")]),
    ("用語\n:   説明\n\n語2\n\n:   一\n\n    二\n\n    - 三\n", [("paragraph", "" if len(x) == 1 or x == "説明" else "term", x) for x in ("用語", "説明", "語2", "一", "二")] + [("item", "0", "三")]),
    ("平成14年度\n~ 平成18年度\n", [("paragraph", "", "平成14年度\n~ 平成18年度")]),
    ("| 一行目\n| 二行目\n\n| a | b |", [("paragraph", "", "一行目"), ("paragraph", "", "二行目"), ("paragraph", "", "| a | b |")]),
    ("``` {=openxml}\n<w:p/>\n```\n\n```{=html}\n<p>読む</p>\n```\n\n``` {.python}\nx\n```", [("paragraph", "", "読む"), ("paragraph", "", "x")]),
    (": 説明でない\n\n本文", [("paragraph", "", ": 説明でない"), ("paragraph", "", "本文")]),
    ("-----\n章\n-----\n", [("heading", "1", "章")]),
    ("[計画の変遷 [6](#a)](#a)\n\n第１章　考え方\n[1](#_Toc1)\n\n# 章\n\n[付録](#b)", [("heading", "1", "章"), ("paragraph", "", "[付録](#b)")]),
    ("- [一](#a)\n  - [二](#b)\n- [三](#c)\n\n本文[6](#a)の。", [("paragraph", "", "本文[6](#a)の。")]),
    ("---\ntitle: \"第5期計画\"\n---\n\n# 章\n\n## 節\n", [("title", "", "第5期計画"), ("heading", "1", "章"), ("heading", "2", "節")]),
    ("% 第5期計画\n% 県\n\n# 章\n", [("title", "", "第5期計画"), ("heading", "1", "章")]),
    ("本文\n\n{3}------------------------------------------------\n\n次", [("paragraph", "", "本文"), ("paragraph", "", "{3}------------------------------------------------"), ("paragraph", "", "次")]),
])
def test_blocks_of_converters(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert blocks(read(text)) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("本文^1^と^\\[2\\]^。\n\n^1^ 総務省\n\n^\\[2\\]^\n内閣府\n", [("anchor", "1", "1"), ("anchor", "2", "\\[2\\]"), ("note", "1", "総務省"), ("note", "2", "内閣府")]),
    ("本文<sup>1</sup>。\n\n1　総務省「白書」、p.3\n\n1　人口\n", [("anchor", "1", "1"), ("note", "1", "総務省「白書」、p.3")]),
    ("調査<sup>1</sup>と別の調査<sup>2</sup>による。\n\n1　市「意識調査結果」令和3年2月、pp.24-31\n\n2　市『報告書』2021年\n", [
        ("anchor", "1", "1"), ("anchor", "2", "2"), ("note", "1", "市「意識調査結果」令和3年2月、pp.24-31"), ("note", "2", "市『報告書』2021年")]),
    ("調査<sup>1</sup>による。\n\n1　市福祉課調べ\n", [("anchor", "1", "1"), ("note", "1", "市福祉課調べ")]),
    ("調査<sup>1</sup>による。\n\n1　「地域」の力\n", []),
    ("本文[[1]](#footnote-1)。\n\n1. 総務省「白書」 [↑](#footnote-ref-1)\n2. 二\n", [("anchor", "1", "[1]"), ("note", "1", "総務省「白書」")]),
    ("本文^[1](#fn1){#r1}^。\n\n1.  [総務省[↩](#r1)]{#fn1}\n2.  [内閣府]{#fn2}\n", [("anchor", "1", "1"), ("note", "1", "総務省")]),
    ("調べ [1] による。別の調べ [2] もある。\n\n1総務省「意識調査」、令和3年、p.4\n2観光庁「白書」、令和4年、pp.2-5\n", [
        ("anchor", "1", "1"), ("anchor", "2", "2"), ("note", "1", "総務省「意識調査」、令和3年、p.4"), ("note", "2", "観光庁「白書」、令和4年、pp.2-5")]),
    ("調べ [1] による。\n\n1人当たりの数は「白書」による。\n", []),
    ("10^3^[^1]\n\n[^1]: 一\n\n    二\n", [("anchor", "1", "[^1]"), ("note", "1", "一\n\n    二")]),
])
def test_notes_of_converters(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [block for block in blocks(read(text)) if block[0] in ("note", "anchor")] == expected


@pytest.mark.parametrize("mark", ["\\*{}", "\\[{}]", "※{}", "注{})", "\\*{})"])
@pytest.mark.parametrize("between", ["\n", "\n\n## 資料\n\n- 霧丘市「手引」、令和元年8月\n"])
def test_notes_right_behind_a_list(mark: str, between: str) -> None:
    one, two = mark.format(1), mark.format(2)
    document = build(read(f"会議が変わりました{one}。講座も増えました{two}。\n{between}{one} 霧丘市「調査」\n{two} 霧丘市「白書」\n"))
    assert [(unit.marker, document.text(unit)) for unit in document.units if unit.kind == "note"] == [("1", "霧丘市「調査」"), ("2", "霧丘市「白書」")]
    assert [anchor.marker for anchor in document.anchors] == ["1", "2"]


@pytest.mark.parametrize("contents", [
    "第1章 現状 1\n\n第2章 誰もが暮らせる\nまちづくり 3", "第1章 現状 1\n第2章 まちづくり 3", "第1章 現状 ……… 1\n第2章 まちづくり ……… 3",
    "[第1章 現状 [1](#a)](#a)\n\n[第2章 まちづくり [3](#b)](#b)",
])
def test_contents_are_no_headings(contents: str) -> None:
    document = build(read(f"# 目　次 {{#toc .TOC-Heading}}\n\n{contents}\n\n# 第1章 現状\n\n本文。\n\n# 第2章 まちづくり\n"))
    assert [(section.label, section.title) for section in document.sections] == [("第1章", "現状"), ("第2章", "まちづくり")]


def test_wrapped_headings() -> None:
    document = build(read("**(1)\n誰もが暮らせる福祉**\n\n本文が続きます。\n\n**(2)\nまちづくり**\n\n本文が続きます。\n"))
    assert [(section.label, section.title) for section in document.sections] == [("(1)", "誰もが暮らせる福祉"), ("(2)", "まちづくり")]


def test_html_blocks() -> None:
    source = read('<h1 align="center">雲見県計画</h1>\n\n<div>\n<p>前文</p>\n<ul><li>項目</ul>\n</div>\n\n## 章\n\n<script>\nx\n</script>\n')
    assert blocks(source) == [("title", "", "雲見県計画"), ("paragraph", "", "前文"), ("item", "0", "項目"), ("heading", "1", "章")]


def check(source: SourceText) -> None:
    """What holds for the marks of any document."""
    keys = [(m.start, -m.end) for m in source.marks]
    assert keys == sorted(keys)
    assert all(0 <= m.start <= m.end <= len(source.text) for m in source.marks)
    open_blocks: list[int] = []
    for mark in source.marks:
        if mark.kind in ("markup", "anchor"):
            assert mark.start < mark.end
            continue
        while open_blocks and open_blocks[-1] <= mark.start:
            open_blocks.pop()
        assert not open_blocks or mark.end <= open_blocks[-1], f"{mark} crosses another"
        open_blocks.append(mark.end)


MARKDOWN = st.lists(st.sampled_from(
    [*"ab県*_`~[]()^!#>|:-+1.<>/\\ \t\n\n\u3000", "<br>", "<sup>1</sup>", "[^1]", "\n[^1]: ", "<table>", "<tr>", "<td>", "</table>",
     "\n|-|-|\n", "    ", "[a](b)", "\n+---+---+\n", "\n| a | 県 |\n", "\n+===+===+\n", "\n  --- ---\n", "\n  -------\n", "\n:::\n", "\n: ", "{#a .b}", "^1^", "\n1　x。\n", "[↑](#footnote-ref-1)", "\n| ", "<!--", "-->", "<h1>", "<li>"]), max_size=40).map("".join)


@settings(max_examples=300, deadline=None)
@given(st.one_of(MARKDOWN, st.text(max_size=60)))
def test_any_text(text: str) -> None:
    data = text.encode("utf-8", "ignore")
    try:
        source = reader.read(data)
    except UnreadableDocument:
        return
    assert source.text == data.decode().removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    check(source)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    with suppress(UnreadableDocument):
        check(reader.read(data))


PANDOC = re.compile(r"^[ >]*(?:[:|]|-{2,}( +-{2,})* *$|  +-+ *$)|[*+-] +[:|-]|[0-9]", re.M)


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("ab  **__``[()\\\n\n#>-|:"), min_size=1, max_size=40))
def test_what_is_read_is_what_is_rendered(text: str) -> None:
    """The renderer of markdown-it-py shows the same characters, but for what Pandoc adds to CommonMark."""
    if PANDOC.search(text):
        return
    renderer = MarkdownIt("commonmark", {"maxNesting": 100}).enable("table").disable(["reference", "link"])
    try:
        source = read(text)
    except UnreadableDocument:
        return
    shown = re.sub(r"<[^<>]*>", "", renderer.render(text)).replace("&gt;", ">").replace("&quot;", '"')
    assert visible(source) == "".join(shown.split())


@pytest.mark.timed
@pytest.mark.parametrize("unit", [
    "*a ", "a**b", "[", "[a](", "![", "`a", "<", "<!--", "\n\n<!-- x", "<table>\n\n", "[^1]: x\n", "> ", "|", "[a](b \"", "<sup>1</sup>", "# a\n", "- a\n", "<p>a\n\n", "~~a", "\\", "^", "^1^ ", "{#a ", "]{.a}", "[a]{.b}", "\n+--+\n", "\n+--+\n|aa|", "\n-- --\n", "a\n-- --\n", "\n  ----\na", "a\n\n: b\n\n", "\n: a", ":::\n", "\n| a", "[a](#b)\n\n", "[[a](#b)", "\n1. [a",
    "1　x。\n\n", "<sup>1</sup>\n\n1　x\n\n", "[↩](#a)", "[1](#a)", "\n---\n", "%\n", "~",
])
def test_hostile_text_takes_seconds(unit: str) -> None:
    began = time.perf_counter()
    check(read(f"x{unit * 20_000}"))
    assert time.perf_counter() - began < 10


@pytest.mark.parametrize(("text", "problem"), [
    (">" * 200 + " a", "nested"), ("".join("  " * n + "- a\n" for n in range(200)), "nested"), ("a" * 2_000_001, "characters"), (" \n", "no text"),
])
def test_refused(text: str, problem: str) -> None:
    with pytest.raises(UnreadableDocument, match=problem):
        read(text)


@pytest.mark.parametrize("path", sorted(RAW.glob("*.md")), ids=lambda path: path.stem)
def test_sample_plans(path: Path) -> None:
    source = reader.read(path.read_bytes(), path.stem, str(path))
    check(source)
    kinds = {mark.kind for mark in source.marks}
    assert {"title", "heading", "paragraph", "table", "cell", "note", "anchor"} <= kinds
    assert {m.value for m in source.marks if m.kind == "anchor"} <= {m.value for m in source.marks if m.kind == "note"}


@pytest.mark.parametrize("chapters", [2, 4])
@pytest.mark.parametrize("mark", ["", ".", ")"])
def test_plain_figures_that_superscripts_call(mark: str, chapters: int) -> None:
    """A paragraph with a work behind such a figure is its note; one with a heading's words is none."""
    more = "".join(f"## 第{k}章 各論\n\n県は、取組を進めます。\n\n" for k in range(2, chapters + 1))
    text = (f"# みなと県計画\n\n## 第1章 総論\n\n利用は3年で2倍になった¹。混雑は続いている²。\n\n1{mark} 総務省『令和5年版情報通信白書』（2023年7月）12頁\n\n"
            f"2{mark} みなと県「窓口調査報告書」（令和5年3月）\n\n{more}1 計画の期間\n\n期間は5年とします。\n")
    document = build(read(text))
    assert [(note.marker, document.text(document.units[note.unit])[:4]) for note in document.notes] == [("1", "総務省『"), ("2", "みなと県")]
    assert [anchor.marker for anchor in document.anchors] == ["1", "2"]
