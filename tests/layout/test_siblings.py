"""Headings that their numbers make siblings, though their markup does not: the same outline from Markdown, HTML, Word and plain text."""
from collections.abc import Callable
from io import BytesIO

import docx
import pytest

from pipeline.layout import build
from pipeline.layout.document import Document
from pipeline.readers import html, markdown, word
from pipeline.source import SourceText

BODY = "県は、地域の実情に応じた取組を進めてきました。今後も、国や市町村と連携して取り組みます。"


def as_markdown(heads: list[tuple[int, str]]) -> Document:
    return build(markdown.read("\n\n".join(f"{'#' * (level + 1)} {head}\n\n{BODY}" for level, head in [(0, "みなと県計画"), *heads]).encode()))


def as_html(heads: list[tuple[int, str]]) -> Document:
    inside = "".join(f"<h{level + 1}>{head}</h{level + 1}><p>{BODY}</p>" for level, head in [(0, "みなと県計画"), *heads])
    return build(html.read(f"<html><body>{inside}</body></html>".encode()))


def as_word(heads: list[tuple[int, str]]) -> Document:
    file, out = docx.Document(), BytesIO()
    file.add_heading("みなと県計画", 0)
    for level, head in heads:
        file.add_heading(head, level)
        file.add_paragraph(BODY)
    file.save(out)
    return build(word.read(out.getvalue()))


def as_text(heads: list[tuple[int, str]]) -> Document:
    return build(SourceText("x", "".join(f"{head}\n\n{BODY}\n\n" for _, head in heads)))


Reader = Callable[[list[tuple[int, str]]], Document]
MARKED = [as_markdown, as_html, as_word]


def outline(document: Document) -> list[tuple[int, str]]:
    return [(s.level, f"{s.label} {s.title}".strip()) for s in document.sections]


EVENED = {  # the headings with their levels by markup, and the levels that they have
    "sections of a chapter": ([(1, "第2章 歩み"), (2, "2-1 国"), (2, "2-2 県"), (1, "2-3 前計画"), (2, "窓口"), (1, "2-4 約束"), (1, "第3章 施策")], [1, 2, 2, 2, 3, 2, 1]),
    "one set smaller": ([(1, "第3章 施策"), (2, "3.1 考え方"), (3, "3.2 展開"), (4, "備え"), (2, "3.3 体制")], [1, 2, 2, 3, 2]),
    "behind a Roman figure": ([(1, "Ⅱ 歩み"), (2, "Ⅱ-1 県"), (1, "Ⅱ-2 国"), (2, "Ⅱ-3 計画"), (1, "Ⅲ 施策")], [1, 2, 2, 2, 1]),
    "pillars": ([(1, "第4章 ミッション"), (2, "ミッション1 手"), (3, "窓口"), (3, "ミッション2 救急"), (4, "備え"), (2, "ミッション3 港"), (3, "ミッション4 人"), (4, "学び")],
                [1, 2, 3, 2, 3, 2, 2, 3]),
    "letters": ([(1, "施策"), (2, "方針A 窓口"), (3, "方針B 安全"), (2, "方針C 学び")], [1, 2, 2, 2]),
    "between two numbers": ([(1, "第2章 歩み"), (2, "2-1 国"), (1, "2-2 前計画"), (3, "① 窓口"), (4, "書く負担"), (3, "② 稼ぐ"), (4, "商い"), (1, "データの公開"), (3, "③ 働く"), (1, "第3章 施策")],
                            [1, 2, 2, 3, 4, 3, 4, 4, 3, 1]),
    "a column between two numbers": ([(1, "第1章 現状"), (2, "1 人口"), (2, "2 産業"), (1, "コラム"), (2, "3 財政"), (1, "第2章 取組"), (2, "1 人")], [1, 2, 2, 3, 2, 1, 2]),
    "parts without numbers over numbers that go on": ([(1, "現状"), (2, "1 人口"), (2, "2 産業"), (1, "取組"), (2, "3 財政"), (2, "4 人")], [1, 2, 2, 1, 2, 2]),
    "an annex over numbers that go on": ([(1, "第1章 現状"), (2, "1 人口"), (1, "第2章 取組"), (2, "1 人"), (1, "資料編"), (2, "2 物")], [1, 2, 1, 2, 1, 2]),
    "pillars under parts": ([(1, "第1部 守る"), (2, "戦略1 防災"), (1, "第2部 伸ばす"), (2, "第1章 考え方"), (3, "戦略2 観光")], [1, 2, 1, 2, 3]),
    "items set larger than the number they stand in": ([(2, "Ⅰ 現状"), (3, "1 歩み"), (3, "2 動向"), (2, "(1) 国"), (2, "(2) 県"), (3, "3 声"), (2, "Ⅱ 施策")], [1, 2, 2, 3, 3, 2, 1]),
    "pillars set larger than chapters": ([(2, "Ⅰ 現状"), (2, "Ⅱ 施策"), (1, "柱1 守る"), (3, "(1) 防災"), (1, "柱2 育てる"), (3, "(1) 学校"), (2, "Ⅲ 進め方")], [1, 1, 2, 3, 2, 3, 1]),
    "measures counted through under pillars": ([(1, "第1章 施策"), (2, "基本目標1 守る"), (3, "施策1 防災"), (3, "施策2 消防"), (2, "基本目標2 育てる"), (3, "施策3 学校"), (1, "第2章 進め方")], [1, 2, 3, 3, 2, 3, 1]),
    "sections counted through under chapters": ([(1, "第1章 総論"), (2, "1 趣旨"), (1, "第2章 各論"), (2, "2 防災"), (3, "(1) 避難"), (2, "3 学校")], [1, 2, 1, 2, 3, 2]),
    "what is about all pillars": ([(1, "第1章 約束"), (2, "約束1 窓口"), (2, "約束2 商い"), (3, "約束ごとの指標")], [1, 2, 2, 2]),
    "what is about all pillars, each": ([(1, "第1章 柱"), (2, "基本目標1 窓口"), (2, "基本目標2 商い"), (4, "各基本目標別の事業")], [1, 2, 2, 2]),
    "what comes behind one pillar": ([(1, "第1章 約束"), (2, "約束1 窓口"), (3, "約束ごとの指標"), (2, "約束2 商い")], [1, 2, 3, 2]),
}


@pytest.mark.parametrize("reader", MARKED)
@pytest.mark.parametrize("name", EVENED)
def test_levels(name: str, reader: Reader) -> None:
    heads, levels = EVENED[name]
    assert [s.level for s in reader(heads).sections] == levels


def test_numbers_that_are_only_bold_where_others_have_a_style() -> None:
    """What is set as a heading under 政策3, which the office only set in bold, stands under it."""
    file, out = docx.Document(), BytesIO()
    file.add_heading("みなと県計画", 0)
    file.add_heading("第1章 政策", 1)
    for number in (1, 2, 3, 4):
        if number < 3:
            file.add_heading(f"政策{number} 約束{number}", 2)
        else:
            file.add_paragraph().add_run(f"政策{number} 約束{number}").bold = True
        file.add_heading("現状と課題", 3)
        file.add_paragraph(BODY)
    file.save(out)
    found = build(word.read(out.getvalue()))
    assert [(s.level, s.title) for s in found.sections] == [(1, "政策"), *((level, title) for k in (1, 2, 3, 4) for level, title in ((2, f"約束{k}"), (3, "現状と課題")))]


PARTS = [
    ([(1, "CHAPTER 1 総論"), (2, "1-1 趣旨"), (1, "CHAPTER 2 各論"), (2, "2-1 施策")], [(1, "CHAPTER1 総論"), (2, "1-1 趣旨"), (1, "CHAPTER2 各論"), (2, "2-1 施策")]),
    ([(1, "Part Ⅰ 総論"), (2, "Section 1 趣旨"), (2, "Section 2 期間"), (1, "Part Ⅱ 各論"), (2, "Section 1 施策")],
     [(1, "PartI 総論"), (2, "Section1 趣旨"), (2, "Section2 期間"), (1, "PartII 各論"), (2, "Section1 施策")]),
    ([(1, "Chapter3｜柱"), (2, "約束1 窓口"), (2, "約束2 商い")], [(1, "Chapter3 柱"), (2, "約束1 窓口"), (2, "約束2 商い")]),
    ([(1, "第1章 進め方"), (2, "STEP 1 現状の把握"), (2, "STEP 2 計画")], [(1, "第1章 進め方"), (2, "STEP1 現状の把握"), (2, "STEP2 計画")]),
    ([(1, "1 連携"), (1, "2 交通"), (1, "3 つながりの希薄化"), (1, "4 共生")], [(1, "1 連携"), (1, "2 交通"), (1, "3 つながりの希薄化"), (1, "4 共生")]),
]


@pytest.mark.parametrize("reader", [*MARKED, as_text])
@pytest.mark.parametrize(("heads", "found"), PARTS)
def test_numbers_of_parts(heads: list[tuple[int, str]], found: list[tuple[int, str]], reader: Reader) -> None:
    assert outline(reader(heads)) == found


@pytest.mark.parametrize("title", ["到達点と反省", "成果と課題", "残された課題", "できなかったこと", "今後に向けて"])
def test_parts_of_a_look_back(title: str) -> None:
    text = "\n\n".join(f"{n} {name}\n\n{title}\n\n{BODY}" for n, name in ((1, "防災"), (2, "医療"))) + "\n"
    assert outline(build(SourceText("x", text))) == [(1, "1 防災"), (2, title), (1, "2 医療"), (2, title)]
