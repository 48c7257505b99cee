"""Rows of tables of projects that tell about them (KPI, 備考) and name none; `+` joins a cell with the one before it."""
from __future__ import annotations

import pytest

from pipeline import extract_document
from pipeline.readers import html

PLAN = "<h1>みなと町総合戦略</h1><h2>基本目標1 働く場をつくる</h2><p>備えます。</p><h3>施策1 海の仕事</h3><p>浜の仕事については、担い手を増やします。</p>{}<h2>基本目標2 人を呼ぶ</h2><p>迎えます。</p>"
HEAD, A, B = "主な事業|事業の概要|担当課", "浜の担い手育成事業|研修の補助|水産課", "朝市運営システム|申込みの受付|商工課"


def table(*rows: str) -> str:
    """A table in HTML; a cell `^` is covered by the one above it."""
    cells = [[(r, c, cell) for c, cell in enumerate(row.split("|"))] for r, row in enumerate(rows)]
    high = {(r, c): 1 + next((n for n, below in enumerate(rows[r + 1:]) if below.split("|")[c:c + 1] != ["^"]), len(rows) - r - 1) for row in cells for r, c, _ in row}
    wide = {(r, c): 1 + next((n for n, (_, _, cell) in enumerate(row[c + 1:]) if cell != "+"), len(row) - c - 1) for row in cells for r, c, _ in row}
    return "<table>" + "".join("<tr>" + "".join(f'<td rowspan="{high[r, c]}" colspan="{wide[r, c]}">{cell}</td>' for r, c, cell in row if cell not in ("^", "+")) + "</tr>" for row in cells) + "</table>"


def projects(*rows: str) -> list[str]:
    found = extract_document(html.read(PLAN.format(table(*rows)).encode()))
    return [found.document.reading.value(m.start, m.end) for m in found.measures if m.level == "project"]


BOTH = ["浜の担い手育成事業", "朝市運営システム"]


@pytest.mark.parametrize("label", ["KPI", "ＫＰＩ", "指標", "【KPI】", "KPI（重要業績評価指標）", "重要業績評価指標（KPI）", "数値目標", "成果指標", "■指標", "KPI：", "指標・目標値", "目標値（令和12年度）", "備考", "予算額", "所管課"])
@pytest.mark.parametrize("value", ["商談の件数　18件（令和6年度）→45件（令和12年度）|+", "海の仕事の見学会|5回", "浜の学校運営事業の参加者|30人"])
def test_a_label_at_the_foot(label: str, value: str) -> None:
    assert projects(HEAD, A, B, f"{label}|{value}") == BOTH


@pytest.mark.parametrize("rows", [
    (HEAD, A, "KPI|商談の件数 18件|+", B, "KPI|出店の数 20店|+"),  # under each
    (HEAD, A, B, "KPI|商談の件数 18件|+", "^|浜の見学会運営事業の参加者|30人"),  # the label reaches over two rows
    (HEAD, A, B, "KPI|商談の件数 18件|+", "|浜の見学会運営事業の参加者|30人"),  # nothing stands under it
    (HEAD, A, B, "指標1|商談の件数 18件|+", "指標②|出店の数 20店|+"),
    (HEAD, A, B, "指標|現状値|目標値", "市場の見学会|18件|45件", "浜の学校|2か所|3か所"),  # columns of their own
    (HEAD, A, "KPI|現状値（R6）|目標値（R12）", "浜の学校|2か所|3か所", HEAD, B),
    ("施策の柱|" + HEAD, "海|" + A, "^|" + B, "^|KPI|商談の件数 18件|+"),  # beside a merged cell
    ("施策|" + HEAD, "海|" + A, "海|" + B, "KPI|浜の見学会運営事業の参加者 18件|+|+"),  # the label in another column
    ("番号|" + HEAD, "1|" + A, "2|" + B, "|KPI|商談の件数 18件|+"),
    ("番号|" + HEAD, "1|" + A, "2|" + B, "指標|+|商談の件数 18件|+"),
    ("施策|主な事業|担当課", "海の仕事|浜の担い手育成事業|水産課", "KPI|浜の見学会運営事業の参加者 18件|水産課", "市の仕事|朝市運営システム|商工課"),
])
def test_labels_among_projects(rows: tuple[str, ...]) -> None:
    assert projects(*rows) == BOTH


@pytest.mark.parametrize("row", ["数値目標公表システム|指標を示す|企画課", "指標管理システム|指標を示す|企画課", "KPI見える化事業|指標を示す|企画課", "予算編成システム|指標を示す|財政課", "目標共有システム（KPI）|指標を示す|企画課"])
def test_names_that_hold_such_words(row: str) -> None:
    assert projects(HEAD, A, row, B) == [BOTH[0], row.split("|")[0].replace("（KPI）", "(KPI)"), BOTH[1]]


@pytest.mark.parametrize("rows", [
    ("担当課|主な事業|概要", "水産課|浜の担い手育成事業|研修", "関係課|朝市運営システム|受付"),  # what its column says
    ("目標|主な事業|概要", "目標1|浜の担い手育成事業|研修", "目標2|朝市運営システム|受付"),
    ("基本目標|主な事業|概要", "基本目標1|浜の担い手育成事業|研修", "基本目標2|朝市運営システム|受付"),
    ("主な事業|指標|目標値", "浜の担い手育成事業|研修生|5人", "^|研修の回数|3回", "朝市運営システム|申込み|20件"),
    ("主な事業|概要|備考", "浜の担い手育成事業|研修|指標", "朝市運営システム|受付|KPI"),
    ("指標|主な事業|概要", "研修生の数|浜の担い手育成事業|研修", "申込みの数|朝市運営システム|受付"),
])
def test_labels_that_open_no_row_and_values_that_are_none(rows: tuple[str, ...]) -> None:
    assert projects(*rows) == BOTH


def test_printed_columns() -> None:
    """As `pdftotext` prints such a table, the value over two lines."""
    lines = ["主な事業                事業の概要                  担当課", "浜の担い手育成事業      研修の補助                  水産課", "朝市運営システム        申込みの受付                商工課",
             "ＫＰＩ                  商談の件数 18件（令和６年度）→45件（令和12", "                        年度）"]
    found = extract_document("みなと町総合戦略\n\n基本目標１ 働く場をつくる\n\n備えます。\n\n" + "\n".join(lines) + "\n\n基本目標２ 人を呼ぶ\n\n迎えます。\n")
    assert [found.document.reading.value(m.start, m.end) for m in found.measures if m.level == "project"] == BOTH
