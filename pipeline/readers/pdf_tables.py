"""Tables of a page: the grids of its rules filled with the characters in their cells."""
from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Iterable, Sequence

from pipeline.readers.pdf_bars import without_bars
from pipeline.readers.pdf_boxes import Box, boxes, labelled, split, without_labels, without_rounded
from pipeline.readers.pdf_bullets import bullets
from pipeline.readers.pdf_fences import fences
from pipeline.readers.pdf_grids import Box as Place
from pipeline.readers.pdf_grids import Grid, grids
from pipeline.readers.pdf_join import Text, between, cell_text, is_full, opens_item, plain
from pipeline.readers.pdf_lines import FALL, RISE, Line, lines, merged, rows
from pipeline.readers.pdf_pages import Glyph, Page, Rule
from pipeline.readers.pdf_spaces import is_solid
from pipeline.readers.pdf_vertical import turned
from pipeline.readers.titles import numbered

_LABEL = 12  # code points
_MOST_PADDING = 8.0  # points between the border of a cell and a full line


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its place in the grid from 0, how many rows and columns it covers, its text, whether it names a column."""

    row: int
    column: int
    text: Text
    rowspan: int = 1
    colspan: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table on a page (from 1) with its box in points. xs: the left edges of its columns and the right edge of all.
    cells: by row, then column; each place of the grid belongs to one."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    xs: tuple[float, ...]
    cells: tuple[Cell, ...]
    ruled: bool = True

    @property
    def height(self) -> int:
        """The number of rows."""
        return max(cell.row + cell.rowspan for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Content:
    """What stands on a page: the lines outside of tables, the ruled tables, the flat rules outside of them, and the boxes
    around text."""

    page: Page
    lines: tuple[Line, ...]
    tables: tuple[Table, ...]
    dividers: tuple[Rule, ...]
    boxes: tuple[Box, ...] = ()


def content(page: Page) -> Content:
    """The lines and ruled tables of a page; its characters are let go."""
    rest: Sequence[Glyph] = [*page.glyphs, *bullets(page)]
    solid = is_solid(page.glyphs)
    tables, free = [], []
    flat = [r for r in page.rules if r.right - r.left >= r.bottom - r.top]
    rules: Sequence[Rule] = page.rules
    if len(flat) > 2:
        seen = lines(page.number, rest, solid)
        rules = without_labels(without_bars(rules), seen)
        rules = [*rules, *fences(without_rounded(rules), seen)]
    for grid in grids(rules):
        filled, rest, loose = _filled(page.number, grid, rest, solid)
        if filled is not None:
            tables.append(filled)
            flat = [r for r in flat if not _inside(r, grid)]
        else:
            free += loose
    around = boxes([r for r in page.rules if not any(_within(r, table) for table in tables)])
    kept = labelled(around, split(around, lines(page.number, [*rest, *free], solid)))
    return Content(replace(page, glyphs=(), rules=(), dots=()), tuple(kept), tuple(tables), tuple(flat), tuple(around))


def _within(rule: Rule, table: Table) -> bool:
    return (table.top - 3 <= rule.top and rule.bottom <= table.bottom + 3 and table.left - 3 <= rule.left and rule.right <= table.right + 3)


def _inside(rule: Rule, grid: Grid) -> bool:
    return grid.ys[0] - 3 <= rule.top <= grid.ys[-1] + 3 and grid.xs[0] - 3 <= rule.left and rule.right <= grid.xs[-1] + 3


def _filled(page: int, grid: Grid, glyphs: Iterable[Glyph], solid: bool) -> tuple[Table | None, list[Glyph], list[Glyph]]:
    """The table of a grid, the characters outside of it, and those inside where it is none (a frame, a drawing)."""
    rest: list[Glyph] = []
    inside: list[Glyph] = []
    held: list[list[Glyph]] = [[] for _ in grid.boxes]
    for glyph in glyphs:
        middle = glyph.base - (RISE - FALL) / 2 * glyph.size
        k = grid.at((glyph.left + glyph.right) / 2, middle)
        if k >= 0:
            held[k].append(glyph)
            inside.append(glyph)
        else:
            rest.append(glyph)
    words = [any(not g.text.isspace() for g in each) for each in held]
    full = [box for box, any_word in zip(grid.boxes, words) if any_word]
    if len({b.column for b in full}) < 2 or 3 * len(full) < len(grid.boxes):
        return None, rest, inside
    across = [turned(each) for each in held]
    texts = [_lines(page, own or each, solid) for own, each in zip(across, held)]
    if len(grid.ys) == 2 and len(full) < 3 and not _is_labelled(texts):
        return None, rest, inside
    rights = [min((line.edge for line in each), default=right) if own else right for own, each, right in zip(
        across, texts, _right_edges(grid.boxes, [[] if own else each for own, each in zip(across, texts)]))]
    cells = [Cell(b.row, b.column, cell_text(each, right), b.rowspan, b.colspan)
             for b, each, right in zip(grid.boxes, texts, rights)]
    return (Table(page, grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[-1], grid.xs, headed(cells)), rest, [])


def _is_labelled(texts: Sequence[Sequence[Line]]) -> bool:
    """Whether two boxes side by side are a table of one row: a short label, and several lines that it names. A box with
    a number beside one with a title is a heading."""
    first, *others = [each for each in texts if each]
    return len("".join(line.text for line in first)) <= _LABEL and any(len(each) > 1 for each in others)


def _lines(page: int, glyphs: Sequence[Glyph], solid: bool) -> list[Line]:
    return [merged(page, row) for row in rows(lines(page, glyphs, solid))]


def _right_edges(boxes: Sequence[Place], texts: Sequence[Sequence[Line]]) -> list[float]:
    """For each cell the place where a full line ends: its border less the narrowest margin in its table."""
    margins = [margin for box, each in zip(boxes, texts) for line in each
               for margin in (line.left - box.left, box.right - line.edge)]
    narrow = max(0.0, min([_MOST_PADDING, *(m for m in margins if m > -2)]))
    return [box.right - narrow for box in boxes]


def headed(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells, those of the first row as headers where they alone are all bold or in another kind of letter."""
    first = [cell for cell in cells if cell.row == 0 and plain(cell.text)]
    others = [cell for cell in cells if cell.row > 0 and plain(cell.text)]
    for bold in (True, False):
        below = sum(_is_strong(cell, bold) for cell in others)
        if first and others and all(_is_strong(cell, bold) for cell in first) and 2 * below < len(others):
            return tuple(replace(cell, header=cell.row == 0) for cell in cells)
    return tuple(cells)


def _is_strong(cell: Cell, bold: bool) -> bool:
    """Whether a cell is all bold, or all in Gothic."""
    return all(line.bold if bold else line.gothic for _, line in cell.text)


def same_columns(one: Table, other: Table) -> bool:
    """Whether two tables have the same columns, up to where they stand on their pages."""
    return len(one.xs) == len(other.xs) and all(
        abs((a - one.left) - (b - other.left)) <= 4 for a, b in zip(one.xs, other.xs))


def joined(one: Table, other: Table) -> Table:
    """A table and its part on the next page, without the header rows printed again. A row of that part whose first
    cell is empty goes on in the row above: cell by cell where it fills some columns only, else under its first cell."""
    skip = _again(one, other)
    fresh = [replace(cell, row=cell.row - skip) for cell in other.cells if cell.row >= skip]
    if not fresh:
        return one
    cells = list(one.cells)
    height = one.height
    top = [cell for cell in fresh if cell.row == 0]
    if (cut := _cut(one, top[0])) is not None:
        k, text = cut
        cells[k] = replace(cells[k], text=text, rowspan=cells[k].rowspan + top[0].rowspan)
        return replace(one, cells=(*cells, *(replace(cell, row=cell.row + height) for cell in fresh if cell is not top[0])))
    cut_off = _cut_off(cells, top, height)
    if (plain(top[0].text) or top[0].column) and not cut_off or all(not plain(cell.text) for cell in top):
        return replace(one, cells=(*cells, *(replace(cell, row=cell.row + height) for cell in fresh)))
    filled = [cell for cell in top if plain(cell.text)]
    over = [cell for cell in top[1:] if cell.rowspan > 1]  # go on beside several rows
    torn = cut_off or not any(plain(cell.text) for cell in over) and (len(filled) < len(top) - 1 - len(over) or len(top) == 2)
    if torn:
        for cell in filled:
            k = _above(cells, cell.column, height - 1)
            edge = one.xs[min(cells[k].column + cells[k].colspan, len(one.xs) - 1)]
            cells[k] = replace(cells[k], text=_continued(cells[k].text, cell.text, edge))
        for cell in (top[0], *over):
            k = _above(cells, cell.column, height - 1)
            cells[k] = replace(cells[k], rowspan=cells[k].rowspan + cell.rowspan - 1)
        rest = [replace(cell, row=cell.row + height - 1) for cell in fresh if cell.row > 0]
    else:
        k = _above(cells, 0, height - 1)
        cells[k] = replace(cells[k], rowspan=cells[k].rowspan + top[0].rowspan)
        rest = [replace(cell, row=cell.row + height) for cell in fresh if cell is not top[0]]
    return replace(one, cells=(*cells, *rest))


def _cut(one: Table, first: Cell) -> tuple[int, Text] | None:
    """The cell over several rows whose name a page break cut, so that `first` on the next page goes on with it: its index
    and whole text; None where `first` starts a row of its own."""
    k = _above(one.cells, 0, one.height - 1)
    cell = one.cells[k]
    if not cell.text or not first.text or first.column or cell.rowspan + first.rowspan < 3 or opens_item(first.text[0][1].text) or (
            numbered(first.text[0][1].text)):
        return None
    text = _continued(cell.text, first.text, one.xs[min(cell.column + cell.colspan, len(one.xs) - 1)])
    return None if text[len(cell.text)][0] == "\n" else (k, text)


def _continued(text: Text, more: Text, edge: float) -> Text:
    """The text of a cell, whose right border is at `edge`, with its rest from the next page."""
    if not text:
        return more
    before, first = text[-1][1], more[0][1]
    right = edge - min([_MOST_PADDING, *(edge - line.right for _, line in text)])
    on = is_full(before, first, right, ruled=True) and not opens_item(first.text)
    return (*text, (between(before.text, first.text) if on else "\n", first), *more[1:])


def _above(cells: Sequence[Cell], column: int, row: int) -> int:
    """The index of the cell that covers a place."""
    return next(k for k, c in enumerate(cells)
                if c.row <= row < c.row + c.rowspan and c.column <= column < c.column + c.colspan)


def _cut_off(cells: Sequence[Cell], top: Sequence[Cell], height: int) -> bool:
    """Whether the end of a page cut the last row of a table in two: some cells of its rest are empty, and in a column in which all rows but that close a
    sentence the rest closes one."""
    if all(plain(cell.text) for cell in top) or any(cell.rowspan > 1 for cell in top):
        return False
    for cell in top:
        column = [plain(each.text) for each in cells if each.column == cell.column and each.row + each.rowspan < height and not each.header and each.row]
        above = plain(cells[_above(cells, cell.column, height - 1)].text)
        if column and all(text.endswith("。") for text in column) and above and not above.endswith("。") and plain(cell.text).endswith("。"):
            return True
    return False


def _again(one: Table, other: Table) -> int:
    """How many rows at the top of `other` print the first rows of `one` again."""
    count = 0
    while count < min(3, one.height, other.height):
        if _row(one, count) != _row(other, count) or not any(_row(one, count)):
            break
        count += 1
    return count


def _row(table: Table, row: int) -> list[str]:
    return ["".join(plain(cell.text).split()) for cell in table.cells if cell.row == row]
