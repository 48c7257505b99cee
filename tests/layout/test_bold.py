"""Headings that nothing but bold type marks, in Markdown and in HTML."""
import io

import docx
import docx.enum.style
import pytest

from pipeline.layout import build
from pipeline.layout.document import Document
from pipeline.readers import html, markdown, word


def titles(document: Document) -> list[tuple[int, str]]:
    return [(section.level, section.title) for section in document.sections]


BODY = "島を結びます。"


def test_bold_paragraphs_of_a_word_file() -> None:
    file, data = docx.Document(), io.BytesIO()
    file.add_heading("第1章 施策", 1)
    for words, bold in (("離島の姿", True), (BODY, False), ("港の姿", True), (BODY, False)):
        file.add_paragraph().add_run(words).bold = bold
    file.save(data)
    assert titles(build(word.read(data.getvalue()))) == [(1, "施策"), (2, "離島の姿"), (2, "港の姿")]


@pytest.mark.parametrize("blocks", [
    [("##", "第1章 施策"), ("**", "現状と課題"), ("", BODY), ("**", "離島の姿"), ("", BODY), ("##", "第2章 推進体制"), ("", BODY)],
])
def test_bold_paragraphs_over_text(blocks: list[tuple[str, str]]) -> None:
    lines = [f"**{words}**" if mark == "**" else f"{mark} {words}".strip() for mark, words in blocks]
    page = "".join(f"<p><strong>{w}</strong></p>" if m == "**" else f"<h2>{w}</h2>" if m else f"<p>{w}</p>" for m, w in blocks)
    wanted = [(1, "施策"), (2, "現状と課題"), (2, "離島の姿"), (1, "推進体制")]
    assert titles(build(markdown.read("\n\n".join(["# みなと県計画", *lines]).encode()))) == wanted
    assert titles(build(html.read(f"<!DOCTYPE html><html><body><h1>みなと県計画</h1>{page}</body></html>".encode()))) == wanted


@pytest.mark.parametrize(("lines", "bold"), [
    (["**みなと県計画**", "**みなと県情報課**", "## 1 目的", BODY], []),
    (["## 1 取組", BODY, "**主な事業**", "- 避難所改修事業", "- 漁港浚渫事業"], []),
    (["## 1 用語の説明", "**クラウド**", "通信の先の計算機です。", "**モデム**", "信号を変える機器です。"], []),
    (["## 1 取組", BODY, "**港は県の宝です。**", BODY], []),
    (["## 1 取組", "県は**港**を守ります。", BODY], []),
    (["## 1 取組", BODY, "**めざす姿**", "**港の姿**", BODY], ["港の姿"]),
    (["## 1 取組", BODY, "***港の姿***", BODY], ["港の姿"]),
    (["## 1 取組", BODY, "**港の姿**  \n" + BODY, "**島の姿**  \n" + BODY], ["港の姿", "島の姿"]),
    (["## 1 取組", "**施策の展開**", "### (1) 港を守る", BODY, "### (2) 島を結ぶ", BODY, "**数値目標**", "| 指標 | 値 |\n|---|---|\n| 隻数 | 3 |"], ["施策の展開", "数値目標"]),
])
def test_which_bold_paragraphs_are_headings(lines: list[str], bold: list[str]) -> None:
    document = build(markdown.read("\n\n".join(["# みなと県計画", *lines]).encode()))
    assert [section.title for section in document.sections if not section.label and section.title != "みなと県計画"] == bold


def test_bold_numbers_that_go_on_with_those_by_style() -> None:
    file, data = docx.Document(), io.BytesIO()
    for words, style in (("Ⅰ　市の姿", 1), ("1　法制度", 2), (BODY, 0), ("2　あゆみ", 2), (BODY, 0), ("3　残された課題", -1), (BODY, 0), ("Ⅱ　推進", 1), ("1　体制", 2), (BODY, 0), ("2　進捗の管理", -1), (BODY, 0)):
        if style > 0:
            file.add_heading(words, style)
        else:
            file.add_paragraph().add_run(words).bold = style < 0
    file.save(data)
    assert titles(build(word.read(data.getvalue()))) == [(1, "市の姿"), (2, "法制度"), (2, "あゆみ"), (2, "残された課題"), (1, "推進"), (2, "体制"), (2, "進捗の管理")]


TERMS = [("**計画の期間**", "令和7年度から5年間とします。"), ("__推進本部__", "部長が年4回集まります。"), ("【見直しの目安】", "中間の年に行います。"), ("**現状と課題**", "漁獲が減りました。")]


def test_terms_of_definitions_head_nothing() -> None:
    words = [term.strip("*_") for term, _ in TERMS]
    lists = "\n\n".join(f"{term}\n{gap}:   {told}" for (term, told), gap in zip(TERMS, ["", "\n", "", ""]))
    listed = "".join(f"<dt>{'<p>' * (k % 2)}<b>{term}</b>{'</p>' * (k % 2)}</dt><dd>{told}</dd>" for k, (term, (_, told)) in enumerate(zip(words, TERMS)))
    file, data = docx.Document(), io.BytesIO()
    file.styles.add_style("Definition Term", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    file.add_heading("第1章 体制", 1)
    for term, (_, told) in zip(words, TERMS):
        file.add_paragraph(style="Definition Term").add_run(term).bold = True
        file.add_paragraph(told)
    file.save(data)
    for source in (markdown.read(f"# みなと県計画\n\n## 第1章 体制\n\n{BODY}\n\n{lists}\n\n## 第2章 評価\n\n{BODY}\n\n**指標**\n\n{BODY}\n".encode()),
                   html.read(f"<h1>みなと県計画</h1><h2>第1章 体制</h2><p>{BODY}</p><dl>{listed}</dl><h2>第2章 評価</h2><p>{BODY}</p><p><b>指標</b></p><p>{BODY}</p>".encode())):
        assert titles(build(source)) == [(1, "体制"), (1, "評価"), (2, "指標")]
    assert titles(build(word.read(data.getvalue()))) == [(1, "体制")]
