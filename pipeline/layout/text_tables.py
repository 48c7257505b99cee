"""Tables in plain text: rows whose cells are parted by tabs, by bars, or by columns of spaces."""
from __future__ import annotations

import re
import unicodedata
from typing import Iterator, Sequence

from pipeline.layout.drafts import Draft, DraftCell
from pipeline.layout.lines import Line
from pipeline.layout.lists import bullet, cell_items, trim
from pipeline.layout.numbering import is_titled, parse
from pipeline.layout.tables import role
from pipeline.source import Span

_COLUMN_GAP = re.compile(r"(?:[ \u00a0]{2,}|\u3000{2,}|[ \u3000]{2,})")
_RULE = re.compile(r"[-=+|:─━│┃┼┬┴├┤┌┐└┘―－\s]+$")
_GRID_RULES = 2  # a table of bars with more rules has one under each row
_LEAST_ROWS = 3  # fewer lines with wide gaps are no table of columns
_LONGEST_NAME = 24  # code points of a column's name
_WIDEST = 12  # columns of a table whose cells stand one under another
_NAMING = frozenset({"project", "pillar", "program", "indicator", "term"})  # roles of which such a table has one
_LONGEST_TAIL = 6  # lines that one cell may go on over


def end(text: str, lines: Sequence[Line], i: int) -> int:
    """The index after the last line of the table that starts at `i`; `i` if none starts there.

    A line between two rows, without a blank line, belongs to the last cell before it. One line with a tab is a table
    only if it is no number with its title."""
    line = lines[i]
    if line.furniture or line.blank:
        return i
    if "\t" not in line.text and not _barred(line):
        if i + 1 == len(lines) or lines[i + 1].blank:
            return i
        stop = _aligned_end(text, lines, i)
        return stop if stop > i else _stacked(lines, i)[0]
    rows = [i]
    for j in range(i + 1, len(lines)):
        line = lines[j]
        if line.blank and "\t" not in _raw(text, line) or line.furniture or j - rows[-1] > _LONGEST_TAIL:
            break
        if not _is_row(text, line) and (line.text[-1:] == "。" or (label := parse(line.text)) and is_titled(line.text[label.end:])):
            break  # a sentence or a heading goes on in no cell
        if _is_row(text, line):
            rows.append(j)
    if len(rows) == 1 and len(_cells(text, lines[i])) == 2:
        label = parse(lines[i].text)
        if label is not None and is_titled(lines[i].text[label.end:]):
            return i
    return rows[-1] + 1


def table(text: str, lines: Sequence[Line], loose: bool) -> Draft:
    """The draft of the table in `lines`; a line that is no row goes on in the last cell of the row before it."""
    width = _stacked(lines, 0)[1]
    if width:
        cells = [_cell(text, k // width, k % width, line.start, line.end) for k, line in enumerate(lines)]
    elif not any(_is_row(text, line) for line in lines):
        cells = list(_aligned_cells(text, lines))
    else:
        cells = list(_parted_cells(text, lines))
    return Draft("table", (Span(lines[0].full_start, lines[-1].full_end),), cells=tuple(cells), loose=loose,
                 text=lines[0].text, page=lines[0].page)


def _raw(text: str, line: Line) -> str:
    return text[line.full_start:line.full_end].rstrip("\n\f")


def _bar(line: Line) -> str:
    """The bar that parts the cells of a line: it opens and closes the line, or stands in it twice; '' for none."""
    text = line.text
    if "|" not in text and "｜" not in text and "│" not in text:
        return ""
    return next((bar for bar in "|｜│" if text.count(bar) >= 2), "")


def _barred(line: Line) -> bool:
    return _bar(line) != ""


def _is_row(text: str, line: Line) -> bool:
    return "\t" in _raw(text, line) or _barred(line)


def _cells(text: str, line: Line, bordered: bool = False) -> list[tuple[int, int]]:
    """The places of the cells of a row parted by tabs or bars; `bordered`: a bar at the head of the line is the frame."""
    if bar := _bar(line):
        start, stop = line.start + bordered, line.end - (bordered and line.text[-1] == bar)
        parts = text[start:stop].split(bar)
    else:
        start, parts = line.full_start, _raw(text, line).split("\t")
    places = []
    for part in parts:
        places.append((start, start + len(part)))
        start += len(part) + 1
    return places


def _parted_cells(text: str, lines: Sequence[Line]) -> Iterator[DraftCell]:
    rows: list[tuple[Line, int]] = []
    for line in lines:
        if _is_row(text, line):
            rows.append((line, line.end))
        elif rows and line.text and not _RULE.match(line.text):
            rows[-1] = (rows[-1][0], line.end)
    ruled = sum(line.text != "" and _RULE.match(line.text) is not None for line in lines)
    if ruled > _GRID_RULES:
        yield from _grid_cells(text, lines)
        return
    rows = [(line, stop) for line, stop in rows if not _RULE.match(line.text)]  # without the rule of a pipe table
    bordered = bool(rows) and rows[0][0].text[0] == _bar(rows[0][0])
    for row, (line, stop) in enumerate(rows):
        places = _cells(text, line, bordered)
        if stop > line.end:
            places[-1] = (places[-1][0], stop)
        for column, place in enumerate(places):
            yield _cell(text, row, column, *place)


def _grid_cells(text: str, lines: Sequence[Line]) -> Iterator[DraftCell]:
    """The cells of a grid with a rule under each row: the lines between two rules are one row."""
    row, held = 0, dict[int, DraftCell]()
    for line in lines:
        if line.text and _RULE.match(line.text):
            yield from held.values()
            row, held = row + bool(held), {}
        elif _is_row(text, line):
            for column, place in enumerate(_cells(text, line, line.text[0] == _bar(line))):
                cell = _cell(text, row, column, *place)
                held[column] = _longer(held[column], cell) if column in held else cell
    yield from held.values()


def _longer(cell: DraftCell, more: DraftCell) -> DraftCell:
    """A cell with what its next line adds: the rest of its last item, or further items behind bullets."""
    if not cell.items or not more.items or more.markers[0]:
        return cell._replace(items=cell.items + more.items, markers=cell.markers + more.markers)
    return cell._replace(items=(*cell.items[:-1], cell.items[-1] + more.items[0], *more.items[1:]), markers=cell.markers + more.markers[1:])


def _cell(text: str, row: int, column: int, start: int, stop: int) -> DraftCell:
    span = trim(text, start, stop)
    items, markers = cell_items(text, *span, lines_split=False) if span else ((), ())
    return DraftCell(row, column, items, markers=markers)


def _gapped(line: Line, first: bool = False) -> bool:
    """A line of short cells with wide gaps between them, and no sentence; the first one no number with its title."""
    if line.blank or line.furniture or "。" in line.text or not _COLUMN_GAP.search(line.text):
        return False
    parts = [p for p in _COLUMN_GAP.split(line.text) if p]
    return len(parts) >= 2 and line.text[-1] not in "、" and not (first and len(parts) == 2 and (parse(line.text) is not None or bullet(line.text) > 0))


def _aligned_end(text: str, lines: Sequence[Line], i: int) -> int:
    """Lines with wide gaps at the same places, at least three; a line that fills one column only may stand between."""
    if not _gapped(lines[i], first=True):
        return i
    rows, j = [i], i + 1
    while j < len(lines) and not lines[j].blank and not lines[j].furniture:
        if _gapped(lines[j]):
            rows.append(j)
        elif lines[j].indent < 2 or j - rows[-1] > 2 or "。" in lines[j].text:
            break
        j += 1
    named = sum(role(text[a:b]) != "" for _, a, b in _starts(text, lines[i]))
    if len(rows) < (2 if named >= 2 else _LEAST_ROWS):
        return i
    columns = [len(_starts(text, lines[k])) for k in rows]
    return j if columns.count(max(columns)) > 1 or named >= 2 else i


def _stacked(lines: Sequence[Line], i: int) -> tuple[int, int]:
    """The index after a table whose cells a copy put one under another, and its width; (i, 0) if none starts at `i`.

    The first lines name columns, and the lines up to the next blank one fill whole rows."""
    width = 0
    while i + width < len(lines) and width < _WIDEST and _names_column(lines[i + width]):
        width += 1
    if width < 2 or not {role(line.text) for line in lines[i:i + width]} & _NAMING:
        return i, 0
    stop = i
    while stop < len(lines) and lines[stop].text and not lines[stop].furniture and lines[stop].text[-1] != "。":
        stop += 1
    whole = stop == len(lines) or not lines[stop].text or lines[stop].furniture
    return (stop, width) if whole and stop - i >= 2 * width and (stop - i) % width == 0 else (i, 0)


def _names_column(line: Line) -> bool:
    if not 0 < len(line.text) <= _LONGEST_NAME:
        return False
    parted = "\t" in line.text or _barred(line) or _COLUMN_GAP.search(line.text)
    return not parted and line.text[0] not in "表図（(" and parse(line.text) is None and role(line.text) != ""


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def _starts(text: str, line: Line) -> list[tuple[int, int, int]]:
    """(column on the page in half widths, start, end) of each cell of a line with wide gaps."""
    found, at = [], 0
    for gap in [*_COLUMN_GAP.finditer(line.text), None]:
        stop = gap.start() if gap else len(line.text)
        if stop > at:
            found.append((_width(text[line.full_start:line.start + at]), line.start + at, line.start + stop))
        at = gap.end() if gap else stop
    return found


def _aligned_cells(text: str, lines: Sequence[Line]) -> Iterator[DraftCell]:
    """Cells by column: the line with most wide gaps gives the columns; in the others a gap of any width parts two cells
    where a column starts."""
    solid = [line for line in lines if line.text and not _RULE.match(line.text)]
    columns = [at for at, _, _ in max((_starts(text, line) for line in solid), key=len)]
    for row, line in enumerate(solid):
        taken: dict[int, tuple[int, int]] = {}
        starts = _starts(text, line)
        whole = len(starts) == len(columns)
        wide = {a for _, a, _ in starts}
        for k, (at, a, b) in enumerate(starts if whole else _words(text, line)):
            near = min(range(len(columns)), key=lambda c: abs(columns[c] - at))
            if not whole and a not in wide and abs(columns[near] - at) > (3 if bullet(text[a:b]) else 1):
                near = max(taken, default=0)  # a single space inside a cell
            column = k if whole else max(near, max(taken, default=0))
            taken[column] = (taken[column][0], b) if column in taken else (a, b)
        for column in range(len(columns)):
            a, b = taken.get(column, (line.end, line.end))
            yield _cell(text, row, column, a, b)


def _words(text: str, line: Line) -> list[tuple[int, int, int]]:
    """(column on the page in half widths, start, end) of each stretch between white space of a line."""
    return [(_width(text[line.full_start:line.start + m.start()]), line.start + m.start(), line.start + m.end())
            for m in re.finditer(r"\S+", line.text)]
