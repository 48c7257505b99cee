"""PDF: upright rules that a page lacks between its tables, and where it needs none."""
from __future__ import annotations

import pytest

from pipeline.readers.pdf_fences import fences
from pipeline.readers.pdf_lines import Gap, Line
from pipeline.readers.pdf_pages import Rule

XS = (50.0, 130.0, 300.0, 500.0)


def ruled(top: float) -> list[Rule]:
    """The rules of a table of two rows."""
    ys = [top, top + 20, top + 40]
    return [*(Rule(XS[0], y, XS[-1], y) for y in ys), *(Rule(x, ys[0], x, ys[-1]) for x in XS)]


def line(words: str, left: float, base: float, gap: float = 0.0) -> Line:
    """A line, of which a gap may stand behind the first five letters."""
    gaps = (Gap(5, left + 50, left + 50 + gap, 10, 10, 10),) if gap else ()
    return Line(1, words, left, left + 10.0 * len(words) + gap, base, 10, False, False, 10, (), gaps)


def rows(top: float) -> list[Line]:
    return [line(words, x + 3, top + 14 + 20 * k) for k in range(2) for words, x in zip(("番号の欄", "事業名", "担当"), XS)]


def test_a_heading_between_two_tables_is_in_neither() -> None:
    assert fences([*ruled(0), *ruled(65)], [*rows(0), line("施策1-2漁業の継承を進める", 50, 54, 33), *rows(65)]) == []


@pytest.mark.parametrize("words", ["港湾課の水門操作事業", "漁業者の学校の開設"])
def test_a_row_without_upright_rules_between_others_is_one(words: str) -> None:
    found = fences([*ruled(0), *ruled(65)], [*rows(0), line(words, 50, 54, 33), *rows(65)])
    assert any(rule.left == rule.right == XS[1] and rule.top <= 40 and rule.bottom >= 65 for rule in found)
