"""Plain text as programs of offices save or print it: numbers behind tabs, charts side by side, and tables of two columns."""
import time

import pytest

from pipeline.layout import build
from pipeline.source import SourceText

BODY = "県は、毎年度、取組の進み具合を確かめ、その結果を公表する。"


def outline(text: str) -> list[tuple[int, str, str]]:
    return [(section.level, section.label, section.title) for section in build(SourceText("a", text)).sections]


def grids(text: str) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in table.grid] for table in build(SourceText("a", text)).tables]


@pytest.mark.parametrize(("lines", "expected"), [
    (["第1章\t総合戦略の策定", "1\t策定の背景", BODY, "2\t計画の期間", BODY, "第2章\t施策の展開", "(1)\t仕事をつくる", BODY],
     [(1, "第1章", "総合戦略の策定"), (2, "1", "策定の背景"), (2, "2", "計画の期間"), (1, "第2章", "施策の展開"), (2, "(1)", "仕事をつくる")]),
    (["基本目標1\t海を守る", BODY, "施策1-1\t干潟の再生", BODY, "基本目標2\t山を育てる", BODY, "施策2-1\t担い手の確保", BODY],
     [(1, "基本目標1", "海を守る"), (2, "施策1-1", "干潟の再生"), (1, "基本目標2", "山を育てる"), (2, "施策2-1", "担い手の確保")]),
])
def test_numbers_that_a_tab_parts_from_their_titles(lines: list[str], expected: list[tuple[int, str, str]]) -> None:
    text = "みなと市総合戦略\n\n" + "\n".join(lines) + "\n"
    assert outline(text) == expected and grids(text) == []


def test_a_heading_with_a_tab_ends_the_table_over_it() -> None:
    text = f"第1章 総論\n\n{BODY}\n\n事業名\t担当課\n海の学校事業\t水産課\n山の学校事業\t林業課\n第2章\t各論\n{BODY}\n"
    assert [title for _, _, title in outline(text)] == ["総論", "各論"] and [len(grid) for grid in grids(text)] == [3]


@pytest.mark.parametrize("rows", ["A\t暮らしをひらく\nB\tなりわいを伸ばす\n", "1\t暮らしをひらく\n2\tなりわいを伸ばす\n", "基本目標1\t暮らしをひらく\n基本目標2\tなりわいを伸ばす\n"])
def test_rows_with_numbers_behind_names_of_columns_are_no_headings(rows: str) -> None:
    assert [len(grid) for grid in grids(f"1 趣旨\n\n{BODY}\n\n領域\t名称\n{rows}\n{BODY}\n")] == [3]


@pytest.mark.parametrize("gap", ["　　　　", "          ", " ─── ", " → "])
def test_charts_of_pillars_and_their_parts_side_by_side(gap: str) -> None:
    parts = (("柱1 海を守る", ("施策1-1 干潟の再生", "施策1-2 ごみの回収")), ("柱2 山を育てる", ("施策2-1 担い手の確保", "施策2-2 木の利用")))
    lines = [line for name, (first, *others) in parts for line in (f"{name}{gap}{first}", *(" " * 22 + other for other in others))]
    squashed = [["".join(cell.split()) for cell in row] for grid in grids(f"第2節 体系\n\n{chr(10).join(lines)}\n\n{BODY}\n") for row in grid]
    assert squashed == [["".join(name.split()), "".join(part.split())] for name, below in parts for part in below]


def test_a_table_of_two_columns() -> None:
    table = "   施策の方向               主な事業\n   担い手の確保             新規就農支援事業\n                            農業体験受入事業\n   販路の拡大               直売所整備事業\n"
    assert grids(f"第3節 事業\n\n{table}\n{BODY}\n") == [[["施策の方向", "主な事業"], ["担い手の確保", "新規就農支援事業"], ["", "農業体験受入事業"], ["販路の拡大", "直売所整備事業"]]]


def test_years_under_one_name_for_all() -> None:
    table = ("                                         年次計画\n  事業名              担当課        R6      R7      R8\n"
             "  干潟再生事業        水産課        調査    実施    実施\n  山の学校事業        林業課        10校    20校    30校\n")
    assert grids(f"第3節 年次計画\n\n{table}\n{BODY}\n") == [[
        ["事業名", "担当課", "R6", "R7", "R8"], ["干潟再生事業", "水産課", "調査", "実施", "実施"], ["山の学校事業", "林業課", "10校", "20校", "30校"]]]


@pytest.mark.parametrize(("sentences", "repeated"), [("みなと県の港は古い。", False), ("みなと県総合計画", True)])
def test_what_the_first_line_says_runs_over_pages_only_as_a_title(sentences: str, repeated: bool) -> None:
    text = f"{sentences}\n\n{BODY}\n- 1 -\f{sentences}\n{BODY}\n- 2 -\f{sentences}\n{BODY}\n- 3 -\f"
    document = build(SourceText("a", text))
    assert sum(sentences in document.text(unit) for unit in document.units) == (1 if repeated else 3)


@pytest.mark.timed
@pytest.mark.parametrize("part", [
    lambda k: f"({k % 90 + 1})\t海の学校事業{k}\n", lambda k: f"施策{k % 9 + 1}-{k % 90 + 1}\t海の学校事業{k}\n",
    lambda k: f"第2章 海の施策{k}\n{(BODY + chr(10)) * 12}- {k + 1} -\f"], ids=["figures behind tabs", "codes behind tabs", "running heads"])
def test_time_in_step_with_lines(part) -> None:  # type: ignore[no-untyped-def]
    def seconds(parts: int) -> float:
        text = "1 趣旨\n\n" + "".join(map(part, range(parts)))
        began = time.process_time()
        build(SourceText("a", text))
        return time.process_time() - began

    seconds(20)  # what is made once
    assert min(seconds(1600) for _ in range(2)) < 8 * min(seconds(400) for _ in range(3))
