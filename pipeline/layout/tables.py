"""Grids of tables: merged cells spread, header rows found, and the role of each column from its header."""
from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from pipeline.layout.document import Cell
from pipeline.layout.numbering import ordinal, parse, sign
from pipeline.rules import load
from pipeline.source import unspaced

_ASIDE = re.compile(r"[(（\[［][^)）\]］]*[)）\]］]|[0-9A-Za-z./～~ \s]+$|^[0-9.\s]+")
_YEAR = re.compile(r"(?:[HRhr]|平成|令和|昭和|20|19)?\s?(?:元|[0-9]{1,4})(?:\([^)]*\))?(?:年度?)?(?:以降|以後|[~～〜-].*)?$")
_DATED = re.compile(r"[(（](?:[HRSr]|令和|平成|20)[0-9元年度]+[)）]|^(?:令和|平成|20[0-9]{2})[0-9元]*年度?$")
_INSIDE = re.compile(r"[(（]([^()（）]+)[)）]$")
_MOST_PLACES = 4_000_000  # places of a grid; beyond it lies the sum of all cells of a workbook's sheet
_ENCLOSED = re.compile(r"[(（〔][^()（）〔〕]{2,40}[)）〕]")
_ROMAN = re.compile(r"[IVX]{1,4}(?=[^ -~])")  # Ⅱ産業の振興, its space dropped
_INNER = 4  # rows above the names of columns
_REPEATED = 4  # code points of words that each cell of a row has
_BANDED, _BANDS = 3, 2  # columns of a table with rows that name what stands below them, and such rows
_SPAN = "(?:(?:計画|推進|実施|取組|対象)?期間|(?:計画|推進|対象)年度)"
_BESIDE_SPAN = rf"(?:[と・、/(]|及び){_SPAN}\)?"
_TERMS = re.compile(rf"(?:(?:計画|大綱|プラン|ビジョン)の?(?:期別?|次数?|名称?)|各期|期[数別次]?|次数?){_BESIDE_SPAN}|(?:計画|大綱|プラン|戦略|ビジョン|方針|構想|指針){_BESIDE_SPAN}|"
                    r"(?:計画|大綱|プラン|ビジョン)の?(?:期別?|次数?)|大綱の?名称?|各期|期数")  # 計画の期, 大綱と推進期間, 期(計画期間)
_HEADER_LENGTH = 24  # code points; a column's name is short


@lru_cache(maxsize=4096)
def role(header: str) -> str:
    """The role of a column or row from the words of its header (`project`, `department`, `term`, ...; '' for none)."""
    flat = unspaced(header)
    if not flat or len(flat) > _HEADER_LENGTH:
        return ""
    if _DATED.search(flat):
        return "target" if flat.startswith("目標") else "baseline" if flat.startswith(("現", "基準", "実績")) else "schedule"
    if _TERMS.fullmatch(flat):
        return "term"
    bare = _ASIDE.sub("", flat) or flat
    alone, beside, lengths = _words()
    for length in lengths:
        if length == len(bare) and bare in alone:
            return alone[bare]
        if length < len(bare) and (found := [beside[word] for word in (bare[:length], bare[-length:]) if word in beside]):
            return min(found)[1]
    if _YEAR.fullmatch(flat):
        return "schedule"
    inside = _INSIDE.search(flat)
    return role(inside[1]) if inside and not _YEAR.fullmatch(inside[1]) else ""


@lru_cache(maxsize=1)
def _words() -> tuple[dict[str, str], dict[str, tuple[int, str]], tuple[int, ...]]:
    """The roles of the words, of those that may stand beside others with their places in the list, and the lengths of words, the longest first."""
    rows = [(unspaced(r["word"]), r["role"], r["whole"] == "yes")
            for r in reversed(load("table_headers"))]  # of one word the first row counts
    return ({word: found for word, found, _ in rows}, {word: (-k, found) for k, (word, found, whole) in enumerate(rows) if not whole},
            tuple(sorted({len(word) for word, _, _ in rows}, reverse=True)))


def is_label(text: str) -> bool:
    """Whether words are just what heads a column or opens a field of a sheet (担当課, 事業名)."""
    return text in _labels()


@lru_cache(maxsize=1)
def _labels() -> frozenset[str]:
    return frozenset(row["word"] for name in ("table_headers", "detail_headers") for row in load(name) if len(row["word"]) > 1)


def grid(cells: Sequence[Cell]) -> tuple[tuple[Cell, ...], ...]:
    """Rows of equal length; a merged cell stands at each place that it covers, a missing one is an empty cell."""
    height = max((c.row + c.rowspan for c in cells), default=0)
    width = max((c.column + c.colspan for c in cells), default=0)
    if height * width > _MOST_PLACES:
        return tuple((cell,) for cell in cells)  # no table that a person reads; its cells stand one a row
    places: list[list[Cell]] = []
    for r in range(height):
        empty = Cell(r, 0, (), "")
        places.append([empty] * width)
    for cell in cells:
        for r in range(cell.row, cell.row + cell.rowspan):
            for c in range(cell.column, cell.column + cell.colspan):
                places[r][c] = cell
    return tuple(tuple(row) for row in places)


def header_rows(rows: Sequence[Sequence[Cell]]) -> int:
    """How many rows at the top name the columns: rows of header cells, or a first row of which at least half the cells
    carry a known column name, or one says nothing but that names of projects stand below it (事業名), and none is longer than a name; and
    the row below them in which most names of columns stand again."""
    found = _header_rows(rows)
    return found + (0 < found < len(rows) - 1 and _says_again(rows[found - 1], rows[found]))


def _says_again(row: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Whether a row is the second one of a head of which a converter wrote merged cells out in both, or left them empty in the first."""
    heads = [cell.text for cell in row]
    both = [(upper, lower.text, heads.count(upper) > 1 or c + 1 < len(heads) and not heads[c + 1])  # words over several columns
            for c, (upper, lower) in enumerate(zip(heads, below)) if lower.text and lower is not row[c]]
    return (all(upper in ("", lower) or wide for upper, lower, wide in both) and sum(upper in ("", lower) for upper, lower, _ in both) > 1
            and all(len(cell.text) <= _HEADER_LENGTH for cell in below) and sum(role(cell.text) != "" for cell in below) > 1)


def _header_rows(rows: Sequence[Sequence[Cell]]) -> int:
    if len(rows) < 2:
        return 0
    marked = 0
    for r, row in enumerate(rows[:-1]):
        if r and is_one_cell(row):
            break  # a row over the whole width heads a part of the table, not its columns
        filled = [c for c in row if c.text]
        if filled and all(c.header for c in filled):
            marked += 1
        else:
            break
    if marked:
        return marked
    if inner := _inner_header(rows):
        return inner
    first = [c for c in rows[0] if c.text]
    distinct = {id(c): c for c in first}.values()
    named = [c for c in distinct if role(c.text)]
    sure = any(len(c.text) > 2 and role(c.text) == "project" and is_label(c.text) for c in named)
    if len(distinct) > 1 and (sure or len(named) * 2 >= len(distinct)) and all(len(c.text) <= _HEADER_LENGTH for c in distinct):
        if any(c.colspan > 1 for c in distinct):
            return max(c.rowspan for c in distinct)
        return 2 if len(rows) > 2 and _parts_columns(rows[0], rows[1]) else 1
    return 0


def _inner_header(rows: Sequence[Sequence[Cell]]) -> int:
    """How many rows the head of a sheet takes that goes on as a table: rows over the whole width or of a label and what stands beside it,
    then the names of columns, one of which names measures (個票1; 担当 | 市民課; 取組名 | 内容); 0 for another."""
    for r, row in enumerate(rows[1:_INNER + 1], 1):
        distinct = {id(cell): cell for cell in row}.values()
        above = [list({id(cell): cell for cell in upper}.values()) for upper in rows[:r]]
        named = [is_label(cell.text) or role(cell.text) != "" for cell in distinct if 0 < len(cell.text) <= _HEADER_LENGTH]
        if 2 < len(distinct) == len(named) and 2 * sum(named) >= len(named) and any(is_label(cell.text) and role(cell.text) == "project" for cell in distinct):
            return r + 1 if all(len(upper) == 1 or len(upper) == 2 and role(upper[0].text) for upper in above) else 0
    return 0


def banded(rows: Sequence[Sequence[Cell]], headers: int, marked: Collection[tuple[int, int]]) -> tuple[tuple[Cell, ...], ...]:
    """The rows, of which those that name what stands below them reach over the whole width, as they would if their cells were
    merged: several that fill no more than their first cell, each with a number or a sign, and those that a converter gave the
    same words in each cell. marked: row and column of cells behind bullets."""
    width = len(rows[0]) if rows else 0
    bands = {r for r, row in enumerate(rows) if r >= headers and _is_alone(row)} if width >= _BANDED else set()
    opens = all((r, 0) in marked or parse(rows[r][0].text) is not None or sign(rows[r][0].text) is not None or _ENCLOSED.fullmatch(rows[r][0].text) for r in bands)
    opens = opens or [ordinal(m[0]) if (m := _ROMAN.match(rows[r][0].text)) else 0 for r in sorted(bands)] == [*range(1, len(bands) + 1)]
    if len(bands) < _BANDS or not opens or len(rows) - 1 in bands or any(r + 1 in bands for r in bands):
        bands = set()
    bands |= {r for r, row in enumerate(rows) if r >= headers and width > 1 and len(row[0].text) >= _REPEATED and all(cell.text == row[0].text for cell in row)}
    return tuple((row[0],) * width if r in bands else tuple(row) for r, row in enumerate(rows))


def _is_alone(row: Sequence[Cell]) -> bool:
    """Whether nothing but the first cell of a row holds text."""
    return bool(row[0].text) and row[0].rowspan == 1 and not any(cell.text for cell in row[1:] if cell is not row[0])


def is_one_cell(row: Sequence[Cell]) -> bool:
    """Whether a cell reaches over the whole row."""
    return len(row) > 1 and all(cell is row[0] for cell in row)


def _parts_columns(row: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Whether the second row names the parts of columns of the first, as text shows merged headers: it holds names of
    columns alone, the first of them under a name and another under none."""
    filled = [c for c, cell in enumerate(below) if cell.text]
    return (len(filled) > 1 and bool(row[filled[0]].text) and not all(row[c].text for c in filled)
            and all(role(below[c].text) for c in filled))


def column_roles(rows: Sequence[Sequence[Cell]], headers: int) -> list[str]:
    """The role of each column from its header cells, the lowest that has one."""
    if not rows:
        return []
    return [next((r for row in reversed(rows[:headers]) if (r := role(row[c].text))), "") for c in range(len(rows[0]))]
