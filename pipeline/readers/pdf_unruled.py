"""Tables without rules: lines of a column whose pieces stand under each other with gaps between."""
from __future__ import annotations

from typing import Sequence

from pipeline.readers.pdf_join import cell_text
from pipeline.readers.pdf_lines import Line, merged, parted
from pipeline.readers.pdf_tables import Cell, Table, headed

_LEAST_ROWS = 3  # lines in at least two pieces
_FAR = 2.4  # lines; rows further apart are two tables
_GAP = 1.0  # sizes of a character; the narrowest gap between columns
_CLOSE = 0.9  # sizes of a character; the same in a narrow table, which has many columns or whose other rows stand clearly apart
_COLUMNS, _PIECES = 4, 3  # columns of a table that narrow gaps alone tell, and pieces of a row that speaks for it
_SAME = 1.0  # points; pieces that begin so near each other stand in one column
_LONG = 40  # code points; a piece as long as this, on one line, is running text
_ON = 1.35  # pitches; the next line of a column is that near
_EVEN, _PROSE = 1.6, 10.0  # sizes of a character: how much two columns of text differ in width, and their least width
_PARTED = 1.25  # rows are parted by gaps so much wider than those between the lines of a cell


def narrow(rows: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The rows, their pieces parted at all gaps at which two columns may meet."""
    return [[each for piece in row for each in _split(piece)] for row in rows]


def _split(piece: Line) -> list[Line]:
    found = []
    while piece.gaps:
        first, piece = parted(piece, (piece.gaps[0].left + piece.gaps[0].right) / 2)
        found.append(first)
    return [*found, piece]


def end_of_narrow(rows: Sequence[Sequence[Line]], fine: Sequence[Sequence[Line]], i: int, pitch: float) -> int:
    """The index after the last row of the table with narrow gaps that starts at row `i`; `i` if none does. fine: the same rows, `narrow`.

    It has many columns, or each of its columns begins where a piece does that wide gaps part from the rest of its row."""
    last = end(fine, i, pitch, _CLOSE)
    if last == i:
        return i
    columns = _columns(fine[i:last], _CLOSE)
    telling = sum(len(row) >= _PIECES for row in fine[i:last])
    if len(columns) >= _COLUMNS and telling >= _LEAST_ROWS and 3 * telling >= last - i:
        return last
    apart = [piece.left for row in rows[i:last] if len(row) > 1 for piece in row]
    several = sum(len(row) > 1 for row in rows[i:last])
    return last if several > 1 and all(any(abs(left - begin) <= _SAME for left in apart) for begin, _ in columns) else i


def end(rows: Sequence[Sequence[Line]], i: int, pitch: float, gap: float = _GAP) -> int:
    """The index after the last row of the table that starts at row `i` (pieces from the left); `i` if none does.

    pitch: points from one line of running text to the next; gap: sizes of a character, the narrowest between columns."""
    if len(rows[i]) < 2:
        return i
    bounds = [(piece.left, piece.right) for piece in rows[i]]
    last, j = i, i + 1
    while j < len(rows):
        row = rows[j]
        if row[0].base - rows[j - 1][0].base > _FAR * pitch or abs(row[0].size - rows[i][0].size) > 0.25 * row[0].size:
            break
        wider = _united([*bounds, *((piece.left, piece.right) for piece in row)], gap * row[0].size)
        if len(wider) < 2 or len(row) == 1 and (len(row[0].text) > _LONG or row[0].text.endswith("。")):
            break
        bounds = wider
        if len(row) > 1:
            last = j
        elif j - last > 3:
            break
        else:
            last = j
        j += 1
    while last > i and len(rows[last]) == 1 and rows[last][0].left < bounds[1][0] - 1:
        last -= 1  # a lone line under the first column is the text that follows
    several = sum(len(row) > 1 for row in rows[i:last + 1])
    fewer = gap < _GAP and len(bounds) >= _COLUMNS  # cells of many columns go on in lines of their own
    return last + 1 if several >= _LEAST_ROWS and (3 if fewer else 2) * several >= last + 1 - i else i


def sides(rows: Sequence[Sequence[Line]], i: int, last: int, pitch: float) -> tuple[int, tuple[Line, ...], tuple[Line, ...]] | None:
    """The two columns of running text in rows `i` to `last`, which are no table: the index after the last row of the text, and
    the lines of the left and of the right column. None where the rows are a table."""
    bounds = _united([(piece.left, piece.right) for row in rows[i:last] for piece in row], _GAP * rows[i][0].size)
    if len(bounds) != 2:
        return None
    while last < len(rows) and len(rows[last]) == 1 and any(a - 1 <= rows[last][0].left and rows[last][0].right <= b + 1 for a, b in bounds) and (
            rows[last][0].base - rows[last - 1][0].base <= _ON * pitch and abs(rows[last][0].size - rows[i][0].size) < 0.5):
        last += 1  # the rest of the longer column
    pieces = [piece for row in rows[i:last] for piece in row]
    left, right = ([p for p in pieces if _column(bounds, p) == side] for side in (0, 1))
    wide, other = (b - a for a, b in bounds)
    size = pieces[0].size
    if abs(wide - other) > _EVEN * size or min(wide, other) < _PROSE * size:
        return None
    if not all(_is_prose(side, b) for side, (_, b) in zip((left, right), bounds)):
        return None
    return last, tuple(left), tuple(right)


def _is_prose(lines: Sequence[Line], edge: float) -> bool:
    """Whether most lines of a column reach its right edge and its text has sentences."""
    full = sum(line.right >= edge - 1.5 * line.size for line in lines)
    return len(lines) > 2 and full > 1 and 2 * full >= len(lines) and any("。" in line.text for line in lines)


def _columns(rows: Sequence[Sequence[Line]], gap: float) -> list[tuple[float, float]]:
    """The left and right edges of the columns in which the pieces of rows stand."""
    return _united([(piece.left, piece.right) for row in rows for piece in row], gap * rows[0][0].size)


def narrow_table(page: int, rows: Sequence[Sequence[Line]]) -> Table:
    """The table of rows that `end_of_narrow` found."""
    return table(page, rows, _CLOSE)


def table(page: int, rows: Sequence[Sequence[Line]], gap: float = _GAP) -> Table:
    """The table of rows that `end` found."""
    columns = _columns(rows, gap)
    steps = [b[0].base - a[0].base for a, b in zip(rows, rows[1:])]
    near = min(steps)
    parted = max(steps) > _PARTED * near
    held: list[list[list[Line]]] = []
    for k, row in enumerate(rows):
        taken: dict[int, list[Line]] = {}
        for piece in row:
            taken.setdefault(_column(columns, piece), []).append(piece)
        apart = steps[k - 1] > _PARTED * near if k else True
        if not held or apart or not parted and 0 in taken:
            held.append([[] for _ in columns])
        for column, pieces in taken.items():
            held[-1][column].append(merged(page, pieces))
    cells = [Cell(r, c, cell_text(lines, columns[c][1])) for r, row in enumerate(held) for c, lines in enumerate(row)]
    every = [piece for row in rows for piece in row]
    left, right = columns[0][0], columns[-1][1]
    return Table(page, left, min(p.top for p in every), right, max(p.bottom for p in every),
                 (*(a for a, _ in columns), right), headed(cells), ruled=False)


def _united(bounds: Sequence[tuple[float, float]], gap: float) -> list[tuple[float, float]]:
    """The columns that pieces stand in: their extents joined where no gap parts them."""
    found: list[tuple[float, float]] = []
    for left, right in sorted(bounds):
        if found and left - found[-1][1] < gap:
            found[-1] = (found[-1][0], max(found[-1][1], right))
        else:
            found.append((left, right))
    return found


def _column(columns: Sequence[tuple[float, float]], piece: Line) -> int:
    return next(k for k, (left, right) in enumerate(columns) if left - 0.1 <= piece.left <= right + 0.1)
