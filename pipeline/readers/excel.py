"""Excel (.xlsx) to SourceText: what the sheets show, their blocks of cells as tables, merged cells as spans."""
from __future__ import annotations

from bisect import bisect_left, bisect_right
from hashlib import sha256
from typing import Sequence

from pipeline.readers import unreadable
from pipeline.readers.excel_blocks import CAPTION, headings, is_cover, is_one_text, parts
from pipeline.readers.excel_workbook import Sheet, Shown, sheets
from pipeline.readers.office_package import Package
from pipeline.readers.office_write import Blocks, Piece, TableCell
from pipeline.readers.titles import in_order
from pipeline.source import SourceText

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_PLACES = 500_000
"""Rows times columns of one table; the grid is laid out in full."""
_MEND = "save it again in Excel as .xlsx, or save it as plain text, Markdown or HTML"


def read(data: bytes, doc_id: str = "", path: str = "") -> SourceText:
    """Read an Excel workbook (.xlsx).

    Offsets are code points of the text as read: cells as displayed, one line a row, a TAB between cells, a blank line
    between blocks. Blank rows part the blocks of a sheet; a block of one column is paragraphs, another is tables, with
    single cells over them, and under them as far as they hold text, as caption or paragraph. The name of a sheet is a
    heading only if several sheets show something and do not open with numbered headings that hold it or that go on from sheet to sheet; that of a cover before such headings is none. Formulas count by
    the value that was saved; hidden sheets, rows and columns, charts and comments are left out. Raises UnreadableDocument for a file that is no .xlsx, broken, encrypted, empty or beyond the limits."""
    name = path or doc_id
    package = Package(data, name, "Excel", _MEND)
    found = sheets(package)
    if not found:
        raise unreadable(name, "an Excel workbook that shows no value", "open it in Excel, so that its formulas are counted, and save it")
    blocks = Blocks()
    heads = headings(found)
    whole = not any(heads) and is_one_text(found)  # whose headings stand in each other, whatever sheet they open
    for sheet, head in zip(found, heads):
        if len(found) > 1 and not whole and head is None and not (any(heads) and is_cover(sheet.name)):
            blocks.block(Piece(sheet.name), "heading", "1")
        for cells in _split(sheet):
            if not _write(blocks, cells, head):
                raise package.error(f"a table of more than {MAX_PLACES} places on the sheet {sheet.name}")
    return SourceText(doc_id, blocks.text(), MEDIA_TYPE, path, sha256(data).hexdigest(), in_order(blocks.leaves + blocks.marks))


def _split(sheet: Sheet) -> list[list[Shown]]:
    """The cells of a sheet in blocks that a blank row parts."""
    found: list[list[Shown]] = []
    bottom = -1
    for cell in sheet.cells:
        if cell.top > bottom + 1 or not found:
            found.append([])
        found[-1].append(cell)
        bottom = max(bottom, cell.bottom)
    return found


def _write(blocks: Blocks, cells: list[Shown], head: Shown | None) -> bool:
    """Write one block of cells, in which `head` is a heading; False if it is too large."""
    for rows, is_table in parts(cells):
        columns = sorted({cell.left for row in rows for cell in row})
        if not is_table or len(columns) == 1:
            _lines(blocks, rows, head)
        elif not _table(blocks, rows, columns):
            return False
    return True


def _lines(blocks: Blocks, rows: Sequence[Sequence[Shown]], head: Shown | None) -> None:
    """Cells that stand alone in their row."""
    for row in rows:
        for cell in row:
            if cell is head:
                blocks.block(Piece(cell.text), "heading", "1")
            else:
                blocks.block(Piece(cell.text), "caption" if CAPTION.match(cell.text) else "paragraph")


def _table(blocks: Blocks, rows: Sequence[Sequence[Shown]], columns: Sequence[int]) -> bool:
    """Write a table of the columns in which a cell begins; False if it is too large."""
    if len(rows) * len(columns) > MAX_PLACES:
        return False
    tops = [row[0].top for row in rows]
    covered: set[tuple[int, int]] = set()
    written: list[list[TableCell]] = []
    for at, row in enumerate(rows):
        shown = {bisect_left(columns, cell.left): cell for cell in row}
        line: list[TableCell] = []
        for column in range(len(columns)):
            if (at, column) in covered:
                continue
            cell = shown.get(column)
            if cell is None:
                line.append(TableCell(Piece()))
                continue
            down = bisect_right(tops, cell.bottom) - at
            across = bisect_right(columns, cell.right) - column
            covered |= {(at + i, column + j) for i in range(down) for j in range(across) if i or j}
            line.append(TableCell(Piece(cell.text), down, across, cell.header))
        written.append(line)
    blocks.table(written)
    return True
