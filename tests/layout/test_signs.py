"""Signs over numbers and over rows of a list, and what a chapter that unfolds the pillars holds, in several formats."""
from __future__ import annotations

import pytest

from pipeline.layout import build
from pipeline.readers import html, markdown
from pipeline.source import SourceText
from tests.layout.word_files import of_paragraphs

BODY = "県は、地域の実情に応じた取組を進めてきました。今後も、国や市町村と連携して取り組みます。"
FORMS = ["plain", "lines", "Markdown", "HTML", "Word"]


def outline(blocks: list[str], form: str) -> list[tuple[int, str, str]]:
    """(level, label, title) of each section of blocks of text without markup of headings."""
    if form in ("plain", "lines"):
        source = SourceText("x", ("\n\n" if form == "plain" else "\n").join(blocks) + "\n")
    elif form == "HTML":
        source = html.read(f"<h1>みなと県計画</h1>{''.join(f'<p>{each}</p>' for each in blocks)}".encode())
    elif form == "Word":
        source = of_paragraphs(blocks)
    else:
        source = markdown.read("\n\n".join(["# みなと県計画", *blocks]).encode())
    return [(s.level, s.label, s.title) for s in build(source).sections]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("sign", "upper", "number"), [
    ("◇取組の方向", "施策{0}-{1}", "{0}-{1}-{2}"), ("■具体的な取組", "施策{0}-{1}", "{0}－{1}－{2}"), ("【主な取組】", "基本方針{0}-{1}", "取組{0}-{1}-{2}"), ("▼施策の内容", "{0}-{1}", "{0}-{1}-{2}")])
def test_a_sign_right_over_numbers_of_several_figures_heads_them(form: str, sign: str, upper: str, number: str) -> None:
    first, last = sign.replace(sign.strip("◇■【】▼"), "現状と課題"), sign.replace(sign.strip("◇■【】▼"), "主な指標")
    blocks = ["第1章 施策"]
    for n, m in ((1, 1), (1, 2)):
        blocks += [f"{upper.format(n, m)} 備え{m}", first, BODY, sign, f"{number.format(n, m, 1)} 知らせる", BODY, f"{number.format(n, m, 2)} 支える", BODY, last, BODY]
    assert [level for level, _, _ in outline(blocks, form)] == [1, *[2, 3, 3, 4, 4, 3] * 2]


@pytest.mark.parametrize("form", FORMS)
def test_a_sign_with_text_of_its_own_is_beside_the_numbers(form: str) -> None:
    blocks = ["第1章 施策"]
    for m in (1, 2):
        blocks += [f"施策1-{m} 備え", "◇現状と課題", BODY, f"1-{m}-1 知らせる", BODY, f"1-{m}-2 支える", BODY]
    assert [level for level, _, _ in outline(blocks, form)] == [1, *[2, 3, 3, 3] * 2]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("row", ["●第{}次　平成{}年度～平成{}年度", "■第{}期（H{}～H{}年度）", "◆第{}期計画：平成{}年度から平成{}年度まで", "▼第{}次（草創期） 平成{}～{}年度"])
@pytest.mark.parametrize("fields", [["めざした姿　水と緑のまち", "おもな取組　館の開設　道の整備"], ["目標：水と緑のまち", "成果：館の開設"]])
def test_terms_with_periods_over_labelled_lines_head_nothing(form: str, row: str, fields: list[str]) -> None:
    blocks = ["１　計画のあゆみ", BODY, row.format(1, 13, 17), *fields, row.format(2, 18, 22), *fields, "２　体制", BODY]
    assert [title for _, _, title in outline(blocks, form)] == ["計画のあゆみ", "体制"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("row", ["■第{}期（H{}～H{}年度）", "■第{}期の取組（平成{}～{}年度）"])
def test_terms_over_running_text_are_headings(form: str, row: str) -> None:
    blocks = ["１　計画のあゆみ", BODY, row.format(1, 13, 17), BODY, row.format(2, 18, 22), BODY, "２　体制", BODY]
    assert [level for level, _, _ in outline(blocks, form)] == [1, 2, 2, 1]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("chapter", "number", "level"), [
    ("第4章 分野別の施策の展開", "２　後期の三つの挑戦", 2), ("第3章 挑戦ごとの取組", "２　挑戦の考え方", 2), ("第2部 各論", "２　全体像", 2), ("第4章 計画の内容", "２　後期の三つの挑戦", 3), ("第4章 施策の展開", "２　挑戦ごとの取組", 3)])
def test_pillars_behind_the_number_that_lists_them(form: str, chapter: str, number: str, level: int) -> None:
    """They stand beside it in a chapter that is called by what unfolds them, else under it."""
    names = ["守る", "伸ばす", "つなぐ"]
    blocks = [chapter, "１　背景", BODY, number, BODY, *(f"挑戦{n}　{name}" for n, name in enumerate(names, 1)), BODY]
    for n, name in enumerate(names, 1):
        blocks += [f"挑戦{n}　{name}", f"施策{n}-1　{name}備え", BODY, f"施策{n}-2　{name}学び", BODY]
    found = outline(blocks, form)
    assert [one for one, label, _ in found if label.startswith("挑戦")][-3:] == [level] * 3


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("head", ["■総括", "【まとめ】", "◆前期の総括と課題", "■全体の評価"])
@pytest.mark.parametrize("number", ["重点分野{}　", "（{}）", "施策{}　"])
def test_what_sums_up_several_numbers_stands_beside_them(form: str, head: str, number: str) -> None:
    last = [head, BODY, "４　今後の計画", BODY]
    once = ["３　前期の検証", BODY, *(line for n in (1, 2, 3) for line in (f"{number.format(n)}雪に強い町{n}", BODY)), *last]
    each = ["３　前期の検証", BODY, *(line for n in (1, 2, 3) for line in (f"{number.format(n)}雪に強い町{n}", BODY, head, BODY)), *last[2:]]
    assert [level for level, _, _ in outline(once, form)] == [1, 2, 2, 2, 2, 1]
    assert [level for level, _, _ in outline(each, form)] == [1, 2, 3, 2, 3, 2, 3, 1]
