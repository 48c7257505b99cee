"""The parts of a sheet's block of cells: lines of text, each a cell alone in its row, and the tables between them."""
from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple, Sequence

from pipeline.readers.excel_workbook import Sheet, Shown
from pipeline.readers.titles import numbered

Row = list[Shown]
CAPTION = re.compile(r"[（(【\[]?\s*(?:図表|別表|表|図)\s*[0-9０-９一二三四五六七八九十]")
_BELOW = re.compile(r"[（(]?\s*(?:※|＊|\*|注|出典|資料|備考|単位)")
_WORDED = re.compile(r"[一-龥ぁ-んァ-ヶーA-Za-zＡ-Ｚ]{1,8}[ \u3000]?[0-9０-９Ⅰ-ⅫA-ZＡ-Ｚ①-⑳]{1,2}(?:[-－―.．][0-9０-９]{1,2})*[\s　:：]\s*(?=\S)")  # 視点A …, P1 …
_SIGNS = "○◯●◎■□◆◇▼▽▶・※"
_SENTENCE = 20  # code points of a cell that holds a sentence
_HEADING = 60  # code points
_OVER = 3  # lines over the heading that opens a sheet: who issues it, the plan's name, the date
_NAMELESS = re.compile(r"[\W\d_]*|sheet\d*", re.I)


class Part(NamedTuple):
    """Rows one after another: of a table, or lines that hold one cell each."""

    rows: list[Row]
    table: bool


def parts(cells: Sequence[Shown]) -> list[Part]:
    """The parts of a block without blank rows in it.

    Lines stand over a table, and under it where a note, a sentence, the number of a heading, a cell over its whole width or
    one left of it says so: a row that is but filled in part (基本目標2 between rows of the same columns) is one of the table."""
    rows: list[Row] = []
    for cell in cells:
        if not rows or rows[-1][0].top != cell.top:
            rows.append([])
        rows[-1].append(cell)
    found: list[Part] = []
    alone = _alone(rows)
    at = 0
    while at < len(rows):
        start, is_table = at, not alone[at]
        if not is_table:
            while at < len(rows) and alone[at]:
                at += 1
        else:
            at = _table_end(rows, alone, at)
        found.append(Part(rows[start:at], is_table))
    return found


def _alone(rows: Sequence[Row]) -> list[bool]:
    """Of each row, whether it holds one cell, beside no cell that reaches down from above or on into the next row."""
    found = []
    reach = -1  # the last row that a cell above covers
    for k, row in enumerate(rows):
        bottom = max(cell.bottom for cell in row)
        next_top = rows[k + 1][0].top if k + 1 < len(rows) else bottom + 1
        found.append(len(row) == 1 and row[0].top > reach and bottom < next_top)
        reach = max(reach, bottom)
    return found


def _table_end(rows: Sequence[Row], alone: Sequence[bool], start: int) -> int:
    """The index of the row behind a table that begins at `start`."""
    at = start
    while at < len(rows):
        if not alone[at]:
            at += 1
            continue
        end = next((k for k in range(at, len(rows)) if not alone[k]), len(rows))
        table = rows[start:at]
        again = end < len(rows) and _same_columns(table, rows[end])
        first = next((k for k in range(at, end) if _is_line(table, rows[k][0])), end)
        if first < end and (not again or _told_apart(table, rows[first:end], rows[end])):
            return first
        at = end
    return at


def _same_columns(table: Sequence[Row], row: Row) -> bool:
    """Whether the cells of a row begin in columns of the table."""
    return {cell.left for cell in row} <= {cell.left for own in table for cell in own}


def _told_apart(table: Sequence[Row], lines: Sequence[Row], after: Row) -> bool:
    """Whether lines part two tables of the same columns: the head comes again behind them, or they hold running text from
    one side of the table to the other."""
    if len(after) > 1 and [cell.text for cell in after] == [cell.text for cell in table[0]]:
        return True
    right = max(cell.right for row in table for cell in row)
    left = min(cell.left for row in table for cell in row)
    return any(_is_sentence(row[0].text) and (row[0].right >= right or row[0].left < left) for row in lines)


def _is_line(table: Sequence[Row], cell: Shown) -> bool:
    """Whether a cell alone in its row under a table is a line of text and no row of the table."""
    left = min(own.left for row in table for own in row)
    right = max(own.right for row in table for own in row)
    if cell.left < left or cell.left <= left and cell.right > cell.left and cell.right >= right or _BELOW.match(cell.text):
        return True
    beside = [own.text for row in table for own in row if own.left == cell.left]
    if _is_sentence(cell.text) or cell.text[0] in _SIGNS:
        return not any(_is_sentence(text) or text[0] == cell.text[0] for text in beside)
    return is_numbered(cell.text) and not any(is_numbered(text) for text in beside)


def _is_sentence(text: str) -> bool:
    return len(text) >= _SENTENCE and text[-1] in "。）)" and "。" in text


def is_numbered(text: str) -> bool:
    """Whether a cell opens with the number of a heading or item, be it with a word (視点A くらし)."""
    return numbered(text) or _WORDED.match(text) is not None


def headings(sheets: Sequence[Sheet]) -> list[Shown | None]:
    """Of each sheet the numbered heading that opens it and holds the sheet's name (Ⅰ 骨子 on the sheet 骨子), so that no heading
    need stand for the sheet; None where there is none, and for all sheets where one has a name that its heading does not hold:
    numbers then stand under the names."""
    found = [_numbered_head(sheet) for sheet in sheets]
    named = all(head is None or _holds(head, sheet) for head, sheet in zip(found, sheets))
    return found if named and len(sheets) > 1 else [None] * len(found)


def _numbered_head(sheet: Sheet) -> Shown | None:
    """The numbered line among those that open a sheet."""
    found = parts(sheet.cells)
    lines = [row[0] for row in found[0].rows] if found and not found[0].table else []
    for cell in lines[:_OVER + 1]:
        if "。" in cell.text or len(cell.text) > _HEADING or "\n" in cell.text:
            return None
        if is_numbered(cell.text) and not CAPTION.match(cell.text):
            return cell
    return None


def _holds(head: Shown, sheet: Sheet) -> bool:
    name, words = _flat(sheet.name), _flat(head.text)
    return words.startswith(name) and words != name if _NAMELESS.fullmatch(name) else name in words


def _flat(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())

