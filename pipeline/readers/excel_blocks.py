"""The parts of a sheet's block of cells: lines of text, each a cell alone in its row, and the tables between them."""
from __future__ import annotations

import re
import unicodedata
from itertools import islice
from typing import Iterable, NamedTuple, Sequence

from pipeline.readers.excel_workbook import Sheet, Shown
from pipeline.readers.titles import numbered

Row = list[Shown]
CAPTION = re.compile(r"[（(【\[]?\s*(?:図表|別表|表|図)\s*[0-9０-９一二三四五六七八九十]")
_BELOW = re.compile(r"[（(]?\s*(?:※|＊|\*|注|出典|資料|備考|単位)")
_WORDED = re.compile(r"[一-龥ぁ-んァ-ヶーA-Za-zＡ-Ｚ]{1,8}[ \u3000]?[0-9０-９Ⅰ-ⅫA-ZＡ-Ｚ①-⑳]{1,2}(?:[-－―.．][0-9０-９]{1,2})*[\s　:：]\s*(?=\S)")  # 視点A …, P1 …
_SIGNS = "○◯●◎■□◆◇▼▽▶・※"
_SENTENCE = 20  # code points of a cell that holds a sentence
_HEADING = 60  # code points
_SENTENCES, _NUMBERS = "sentence", "number"  # what cells of a column hold
_SMALL = 3  # columns
_FAR = 200  # cells
_OVER = 3  # lines over the heading that opens a sheet: who issues it, the plan's name, the date
_CHAPTER = re.compile(r"\s*(?:(?P<n>[Ⅰ-Ⅻ])[.．、\s]|(?P<k>[0-9０-９]{1,2})[.．、\s]|第\s*(?P<m>[0-9０-９]{1,2}|[一二三四五六七八九十Ⅰ-Ⅻ])\s*[章部編])")
_WORD_AND_FIGURE = re.compile(r"(?:第(?=[^ ]{1,2}[編部章節])|(?P<word>[一-龥々ァ-ヺーぁ-ん]{2,8}))(?P<n>[0-9]{1,2}|[一二三四五六七八九])(?P<unit>[編部章節])?(?![-0-9.年月日%人件か])[ :]?(?=\S)")
_PARTS_OF_TEXT = ("章", "編", "部")  # whose numbers go on nowhere but in one text
_CHAPTERS = 3  # sheets whose headings go on counting
_MOST = 2 / 3  # of the headings of sheets that are numbered on
_HELD = 2  # sheets whose headings hold their names
_PARTS_OF_BOOKS = frozenset({"概要", "概況", "要約", "要旨", "総論", "総括表", "全体", "全体概要", "本文", "本編", "表紙", "鑑", "かがみ", "はじめに", "計画の概要", "全般"})
_COVER = re.compile("表紙|鑑|かがみ|カバー|[Cc]over")
_NOTES = re.compile("(?:注|注記|注釈|脚注|註|備考|注及び出典|注・出典)")  # what notes stand under
_NAMELESS = re.compile(r"[\W\d_]*|sheet\d*", re.I)


class Part(NamedTuple):
    """Rows one after another: of a table, or lines that hold one cell each."""

    rows: list[Row]
    table: bool


def parts(cells: Sequence[Shown]) -> list[Part]:
    """The parts of a block without blank rows in it.

    Lines stand over a table, and under it where a note, a sentence, the number of a heading, a cell over its whole width or
    one left of it says so: a row that is but filled in part (基本目標2 between rows of the same columns) is one of the table."""
    rows = _rows(cells)
    found: list[Part] = []
    alone = _alone(rows)
    at = 0
    while at < len(rows):
        start, is_table = at, not alone[at]
        if is_table:
            at = _table_end(rows, alone, at)
        else:
            at = next((k for k in range(at, len(rows)) if not alone[k]), len(rows))
        found.append(Part(rows[start:at], is_table))
    return found


def _rows(cells: Iterable[Shown]) -> list[Row]:
    rows: list[Row] = []
    for cell in cells:
        if not rows or rows[-1][0].top != cell.top:
            rows.append([])
        rows[-1].append(cell)
    return rows


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


class _Table:
    """What the rows of a table tell so far: its first row, its columns with what their cells open with, its edges."""

    def __init__(self, first: Row) -> None:
        self.first = [cell.text for cell in first]
        self.columns: dict[int, set[str]] = {}
        self.left, self.right = first[0].left, first[0].right

    def add(self, row: Row) -> None:
        """Take a row more."""
        for cell in row:
            kinds = self.columns.setdefault(cell.left, set())
            kinds.add(cell.text[0])
            kinds |= {_SENTENCES} if _is_sentence(cell.text) else set()
            kinds |= {_NUMBERS} if is_numbered(cell.text) else set()
            self.left, self.right = min(self.left, cell.left), max(self.right, cell.right)

    def goes_on(self, row: Row) -> bool:
        """Whether most cells of a row, and more than one, begin in columns of the table."""
        shared = sum(cell.left in self.columns for cell in row)
        return shared > 1 and 2 * shared > len(row)

    def is_parted(self, lines: Sequence[Row], after: Row) -> bool:
        """Whether lines part it from a table of the same columns: the head comes again behind them, or they hold running text
        between small tables. In a long list such text tells of the rows below it."""
        if [cell.text for cell in after] == self.first:
            return True
        return len(self.columns) <= _SMALL and any(_is_sentence(row[0].text) for row in lines)

    def is_above(self, cell: Shown) -> bool:
        """Whether a cell alone in its row under the table is a line of text and no row of it."""
        whole = cell.left == self.left and cell.right > cell.left and cell.right >= self.right
        if cell.left < self.left or whole or _BELOW.match(cell.text):
            return True
        beside = self.columns.get(cell.left, set())
        if _is_sentence(cell.text) or cell.text[0] in _SIGNS:
            return not beside & {_SENTENCES, cell.text[0]}
        return is_numbered(cell.text) and _NUMBERS not in beside


def _table_end(rows: Sequence[Row], alone: Sequence[bool], start: int) -> int:
    """The index of the row behind a table that begins at `start`."""
    table = _Table(rows[start])
    at = start
    while at < len(rows):
        if not alone[at]:
            table.add(rows[at])
            at += 1
            continue
        end = next((k for k in range(at, len(rows)) if not alone[k]), len(rows))
        first = next((k for k in range(at, end) if table.is_above(rows[k][0])), end)
        if first < end and not (end < len(rows) and table.goes_on(rows[end]) and not table.is_parted(rows[first:end], rows[end])):
            return first
        for row in rows[at:end]:
            table.add(row)
        at = end
    return at


def _is_sentence(text: str) -> bool:
    return len(text) >= _SENTENCE and text[-1] in "。）)" and "。" in text


def is_numbered(text: str) -> bool:
    """Whether a cell opens with the number of a heading or item, be it with a word (視点A くらし)."""
    return numbered(text) or _WORDED.match(text) is not None


def headings(sheets: Sequence[Sheet]) -> list[Shown | None]:
    """Of each sheet the numbered heading that opens it and holds the sheet's name (Ⅰ 骨子 on the sheet 骨子), so that no heading
    need stand for the sheet; None where there is none, and for all sheets where one has a name that its heading does not hold:
    numbers then stand under the names. A name that says but which part of the workbook a sheet is (概要), or that notes stand on it
    (注記), says no more than a numbered heading there, or 注, does."""
    found = [_numbered_head(sheet) or _notes_head(sheet) for sheet in sheets]
    plain = [_flat(sheet.name) in _PARTS_OF_BOOKS or head is not None and _NOTES.fullmatch(head.text.strip()) is not None for head, sheet in zip(found, sheets)]
    counted = _counts_on([head for head in found if head is not None])
    held = [head is not None and (_holds(head, sheet) or counted and (match := _CHAPTER.match(head.text)) is not None and not match["k"]) for head, sheet in zip(found, sheets)]
    if counted and sum(held) >= _MOST * sum(head is not None for head in found):
        held = [head is not None for head in found]  # 総括 over 2 進捗状況, between sheets whose headings hold their names
    if held.count(True) < _HELD:
        plain = [False] * len(found)
    named = all(head is None or holds or said for head, holds, said in zip(found, held, plain))
    return found if named and len(sheets) > 1 else [None] * len(found)


def is_cover(name: str) -> bool:
    """Whether a sheet's name says that it is the cover."""
    return _COVER.fullmatch(name.strip()) is not None


def _counts_on(heads: Sequence[Shown]) -> bool:
    """Whether the numbers of the headings that open the sheets go on from one to the next (Ⅰ, Ⅱ, Ⅲ; 1, 2, 3), as those of the chapters of one book do."""
    figures = [match["n"] or match["k"] or match["m"] for head in heads if (match := _CHAPTER.match(head.text))]
    counted = [int(unicodedata.numeric(figure)) if len(figure) == 1 else int(figure) for figure in figures]
    return len(counted) >= _CHAPTERS and counted == list(range(1, len(counted) + 1))


def is_one_text(sheets: Sequence[Sheet]) -> bool:
    """Whether the headings that open the sheets are numbered with words or as chapters and go on from those in sheets before them, chapters once, others twice (第4章 behind
    the sheet with 第1章 to 第3章, 基本方針2 behind 基本方針1): one text, of which the names of the sheets are no headings."""
    known: set[tuple[str, int]] = set()
    onward = 0
    for k, sheet in enumerate(sheets):
        head = _numbered_head(sheet)
        if head is not None:
            own = _number(head.text)
            if own is None and onward and head is not sheet.cells[0]:
                continue  # 参考資料 / 1 用語の説明, behind the last chapter
            if own is None or own[1] > 1 and (own[0], own[1] - 1) not in known or own[1] == 1 and k and own in known:
                return False
            onward += (own[1] > 1) * (1 + (own[0] in _PARTS_OF_TEXT))
        known |= {number for cell in sheet.cells if len(cell.text) <= _HEADING and (number := _number(cell.text)) is not None}
    return onward > 1


def _number(text: str) -> tuple[str, int] | None:
    """The unit or word of a number at the head of a line and its figure (第4章, 基本方針2); None for another line."""
    match = _WORD_AND_FIGURE.match(unicodedata.normalize("NFKC", text))
    return (match["unit"] or match["word"], int(unicodedata.numeric(match["n"])) if len(match["n"]) == 1 else int(match["n"])) if match else None


def _notes_head(sheet: Sheet) -> Shown | None:
    """The line over notes that opens a sheet of notes."""
    first = next(iter(sheet.cells), None)
    beside = next(islice(sheet.cells, 1, 2), None)
    alone = first is not None and (beside is None or beside.top > first.bottom)
    return first if alone and first is not None and _NOTES.fullmatch(first.text.strip()) and _NOTES.match(sheet.name.strip()) else None


def _numbered_head(sheet: Sheet) -> Shown | None:
    """The numbered line among those that open a sheet."""
    tops = sorted({cell.top for cell in islice(sheet.cells, _FAR)})[:_OVER + 2]
    rows = _rows(cell for cell in islice(sheet.cells, _FAR) if cell.top in tops)
    for row, alone in zip(rows[:_OVER + 1], _alone(rows)):
        text = row[0].text
        if not alone or "。" in text or len(text) > _HEADING or "\n" in text:
            return None
        if is_numbered(text) and not CAPTION.match(text):
            return row[0]
    return None


def _holds(head: Shown, sheet: Sheet) -> bool:
    name, words = _flat(sheet.name), _flat(head.text)
    return words.startswith(name) and words != name if _NAMELESS.fullmatch(name) else name in words


def _flat(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())

