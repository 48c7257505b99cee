"""Every rule on any text: it ends, finds the same twice, and what it finds lies in the text and has a surface there."""
from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.layout import build
from pipeline.readers import UnreadableDocument, html, markdown, text
from pipeline.source import SourceText, surface_of
from tests.extract.rules import RULES, Known, placed

WORDS = st.sampled_from(["第1章", "第2節", "1", "(1)", "ア", "①", "柱1", "基本目標2", "施策1-1", "【課題】", "【事業】", "【担当課】", "■", "・", "○", "-", "#", "##", "|", "||", "|---|---|", "計画", "第5期", "県", "市", "みなと市情報化推進計画", "基本方針", "次の3つの柱", "柱とする", "取組を進める。", "電子申請推進事業", "窓口改善事業", "（再掲）", "【新規】", "ほか", "等", "の整備", "システム", "推進", "支援", "については、", "では、", "のため、", "また、", "本県は", "平成31年度", "令和5(2023)年4月1日", "2019年", "同年", "翌年", "H30", "R5", "1960年代", "21世紀", "から", "まで", "～", "〜", "、", "。", "「", "」", "『", "』", "（", "）", "(", ")", "法", "条例", "に関する法律", "同法", "第9条", "第1項", "平成15年法律第57号", "以下「法」という。", "同計画", "e-Japan戦略", "を策定した", "総務省", "「白書」", "p.12", "http://a.jp/b", "¹", "※1", "注1)", "出典：", "図表1", "第1期", "テーマ", "成果", "主な取組", "担当課：情報政策課", "指標", "現状値(R5)", "目標値(R9)", "事業費(千円)", "12,000", "80％", "→", "課題", "が不足している。", "スケジュール", "設計", "㍻", "㈱", "ｶﾞ", "①", "𠮷"])
GAPS = st.sampled_from(["", "", "", " ", "　", "\n", "\n", "\n\n", "\t", "\f", "|", "\u200b", "\u3099"])
TEXTS = st.one_of(st.text(max_size=120), st.lists(st.tuples(WORDS, GAPS).map("".join), max_size=40).map("".join))
CELLS = st.lists(st.lists(WORDS, min_size=1, max_size=4), min_size=1, max_size=5)


def known(source: SourceText) -> Known:
    return Known.of(build(source))


def check(rule: str, given_: Known) -> None:
    """What holds for the results of any rule."""
    document = given_.document
    reading, source = document.reading, document.source.text
    found = RULES[rule](given_)
    assert RULES[rule](given_) == found
    for one in placed(found):
        assert 0 <= one.start < one.end <= len(reading.text), one
        spans = reading.spans(one.start, one.end)
        assert spans and all(0 <= a < b <= len(source) for a, b in spans) and list(spans) == sorted(spans)
        assert reading.surface(one.start, one.end) == surface_of(source, spans) != ""
        if not hasattr(one, "url"):  # a cited work may go on over a page break
            assert "\n" not in reading.text[one.start:one.end], "it runs over the end of a unit"


@pytest.mark.parametrize("rule", RULES)
@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_any_text(rule: str, words: str) -> None:
    check(rule, known(SourceText("x", words)))


@pytest.mark.parametrize("rule", RULES)
@settings(max_examples=20, deadline=None)
@given(TEXTS, CELLS, st.booleans())
def test_any_markup(rule: str, words: str, rows: list[list[str]], is_html: bool) -> None:
    """The same below headings and beside a table."""
    if is_html:
        body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
        plan = f"<h1>みなと市計画</h1><h2>柱1 窓口</h2><p>{words}</p><table>{body}</table><ul><li>{words}</li></ul>"
    else:
        body = "\n".join(f"|{'|'.join(row)}|" for row in [rows[0], ["---"] * len(rows[0]), *rows[1:]])
        plan = f"# みなと市計画\n\n## 柱1 窓口\n\n{words}\n\n{body}\n\n- {words}\n"
    reader = html if is_html else markdown
    try:
        source = reader.read(plan.encode("utf-8", "ignore"), "x", "x")
    except UnreadableDocument:
        return
    check(rule, known(source))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200) | TEXTS.map(lambda words: words.encode("utf-8", "ignore")), st.sampled_from([text, markdown, html]))
def test_any_bytes_from_reader_to_tree(data: bytes, reader: object) -> None:
    try:
        source = reader.read(data, "x", "x")  # type: ignore[attr-defined]
    except UnreadableDocument:
        return
    document = build(source)
    at = 0
    for start, end in sorted(span for block in document.blocks for span in block.spans):
        assert start == at
        at = end
    assert at == len(source.text)


def test_every_rule_is_here() -> None:
    """Each module of the rules with a function `find` for a document is tried above."""
    folder = Path(__file__).parents[2] / "pipeline" / "extract"
    finding = set()
    for path in [*folder.glob("*.py"), *folder.glob("*/__init__.py")]:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.name == "find" and node.args.args[0].arg == "document":
                finding.add(path.stem if path.stem != "__init__" else path.parent.name)
    assert finding <= set(RULES)
