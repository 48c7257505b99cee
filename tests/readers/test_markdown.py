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
    ("- 一\n- [ ] 二\n***\n# 三 #\n", "一[]二三"),
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
     "\n|-|-|\n", "    ", "[a](b)", "<!--", "-->", "<h1>", "<li>"]), max_size=40).map("".join)


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


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("ab  **__``[()\\\n\n#>-|:"), min_size=1, max_size=40))
def test_what_is_read_is_what_is_rendered(text: str) -> None:
    """The renderer of markdown-it-py shows the same characters."""
    renderer = MarkdownIt("commonmark", {"maxNesting": 100}).enable("table").disable(["reference", "link"])
    try:
        source = read(text)
    except UnreadableDocument:
        return
    shown = re.sub(r"<[^<>]*>", "", renderer.render(text)).replace("&gt;", ">").replace("&quot;", '"')
    assert visible(source) == "".join(shown.split())


@pytest.mark.timed
@pytest.mark.parametrize("unit", [
    "*a ", "a**b", "[", "[a](", "![", "`a", "<", "<!--", "\n\n<!-- x", "<table>\n\n", "[^1]: x\n", "> ", "|", "[a](b \"", "<sup>1</sup>", "# a\n", "- a\n", "<p>a\n\n", "~~a", "\\",
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
