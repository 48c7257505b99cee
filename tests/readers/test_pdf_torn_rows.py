"""PDF: rows of tables that the end of a page cuts in two."""
from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.readers.pdf_join import plain
from pipeline.readers.pdf_lines import Line
from pipeline.readers.pdf_tables import Cell, Table, joined

XS = (0.0, 40.0, 100.0, 200.0, 240.0)
HEAD = ("番", "事業名", "内容", "額")


def table(page: int, rows: Sequence[Sequence[str | tuple[str, int]]]) -> Table:
    """A table of cells of one line each, which fills its cell; a cell with a figure covers so many rows."""
    cells = []
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            words, height = (cell, 1) if isinstance(cell, str) else cell
            if words != "-":
                line = Line(page, words, XS[c] + 2, XS[c + 1] - 2, 10 + 12 * r, 10, False, False, 10)
                cells.append(Cell(r, c, (("", line),) if words else (), height))
    return Table(page, XS[0], 0, XS[-1], 12 * len(rows), XS, tuple(cells))


def said(whole: Table) -> list[list[str]]:
    return [[plain(cell.text) for cell in whole.cells if cell.row == row] for row in range(whole.height)]


def test_a_row_of_which_some_cells_end_on_its_page() -> None:
    one = table(1, [HEAD, ("1", "水門操作事業", "水門を閉じる。", "20"), ("2", "漁業学校", "網の扱いを", "30")])
    assert said(joined(one, table(2, [("", "開設事業", "学ぶ。", ""), ("3", "灯台の修繕", "灯をともす。", "5")])))[2:] == [["2", "漁業学校開設事業", "網の扱いを学ぶ。", "30"], ["3", "灯台の修繕", "灯をともす。", "5"]]


def test_a_row_whose_first_cell_goes_on_too() -> None:
    one = table(1, [("担当", *HEAD[1:]), ("港湾課", "水門操作事業", "水門を閉じる。", "20"), ("水産振", "漁業学校", "網の扱いを", "30")])
    assert said(joined(one, table(2, [("興課", "開設事業", "学ぶ。", "")])))[2:] == [["水産振興課", "漁業学校開設事業", "網の扱いを学ぶ。", "30"]]


def test_a_row_beside_cells_that_go_on_over_several() -> None:
    one = table(1, [HEAD, (("柱1", 2), ("港", 2), "水門を閉じる。", "20"), ("-", "-", "網の扱いを", "30")])
    whole = joined(one, table(2, [(("", 2), ("", 2), "学ぶ。", ""), ("-", "-", "灯をともす。", "5")]))
    assert said(whole)[2:] == [["網の扱いを学ぶ。", "30"], ["灯をともす。", "5"]] and {cell.rowspan for cell in whole.cells if cell.row == 1 and cell.column < 2} == {3}


@pytest.mark.parametrize("rest", [("3", "灯台の修繕", "灯をともす。", "5"), ("", "灯台の修繕", "灯をともす。", "5")])
def test_a_whole_row_is_one_of_its_own(rest: tuple[str, ...]) -> None:
    one = table(1, [HEAD, ("1", "水門操作事業", "水門を閉じる。", "20"), ("2", "漁業学校開設事業", "網の扱いを学ぶ。", "30")])
    assert said(joined(one, table(2, [rest])))[3][-3:] == ["灯台の修繕", "灯をともす。", "5"]
