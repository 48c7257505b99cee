"""Tables in plain text whose columns are parted by space: wide gaps at the same places, or single spaces under names of columns."""
from __future__ import annotations

import re
from typing import AbstractSet as Set, Iterator, Sequence

from pipeline.layout.aligned_rows import Places, balanced, heads_of, is_aside, rows_of
from pipeline.layout.balanced_rows import Merged
from pipeline.layout.drafts import DraftCell
from pipeline.layout.line import Line
from pipeline.layout.lists import bullet, cell_items, trim
from pipeline.layout.numbering import is_titled, parse, part, word_role
from pipeline.layout.tables import role
from pipeline.layout.widths import half_widths

COLUMN_GAP = re.compile(r"[ \u00a0\u3000][ \u00a0\u3000]+")  # opens with one class, which is searched fast
RULE = re.compile(r"[-=+|:─━│┃┼╋┬┳┴┻├┣┤┫┌┏┐┓└┗┘┛―－＋｜＝\s]+$")
_COUNTED, _APART = re.compile(r"(?:[0-9０-９]{1,2}|[①-⑳])[ \u3000][^\s0-9０-９]"), re.compile(r"(?:[0-9０-９]{1,2}|[①-⑳])[ \u3000]{2,5}[^\s0-9０-９]")
CAPTION = re.compile(r"[表図]\s?[0-9０-９]+(?:[-－‐–―.．][0-9０-９]+)*[ \u00a0\u3000]+(?:(?![ \u00a0\u3000]{2}).)+$")  # 表2-3  柱2の主な事業
_WIDE = re.compile("[ \u00a0]{4}|\u3000{2}")  # no space that parts words
_SET_APART = 3  # white space between the two letters of a column's name
_TALLEST = 12  # lines of one cell beside nothing
_WORD = 4  # code points; the end of a cell that its column cuts
_HANGING = 2  # half widths; so far in stands the next line of an item in a cell
_LONGEST = 100  # lines of rows between blank ones
_LEAST_ROWS = 3  # fewer lines with wide gaps are no table of columns


def longer(cell: DraftCell, more: DraftCell) -> DraftCell:
    """A cell with what its next line adds: the rest of its last item, or further items behind bullets."""
    if not cell.items or not more.items or more.markers[0]:
        return cell._replace(items=cell.items + more.items, markers=cell.markers + more.markers)
    return cell._replace(items=(*cell.items[:-1], cell.items[-1] + more.items[0], *more.items[1:]), markers=cell.markers + more.markers[1:])


def cell_of(text: str, row: int, column: int, start: int, stop: int) -> DraftCell:
    span = trim(text, start, stop)
    items, markers = cell_items(text, *span, lines_split=text.find("<br", *span) >= 0) if span else ((), ())
    return DraftCell(row, column, items, markers=markers)


def _gapped(line: Line, first: bool = False) -> bool:
    """A line of short cells with wide gaps between them, and no sentence; the first one no number with its title."""
    if line.blank or line.furniture or "。" in line.text or not COLUMN_GAP.search(line.text):
        return False
    parts = [p for p in COLUMN_GAP.split(line.text) if p]
    if first and len(parts) > 1 and all(p[0] == parts[0][0] and bullet(p) for p in parts):
        return False  # items side by side
    return len(parts) >= 2 and line.text[-1] not in "、" and not (first and len(parts) == 2 and (parse(line.text) is not None or bullet(line.text) > 0))


def aligned_end(text: str, lines: Sequence[Line], i: int) -> int:
    """Lines with wide gaps at the same places, at least three; a line that fills one column only may stand between, and
    blank lines where the columns go on behind them."""
    if not _gapped(lines[i], first=True) or lines[i].text[0] in "表図" and CAPTION.match(lines[i].text):
        return i
    named = sum(role(text[a:b]) != "" for _, a, b in _starts(text, lines[i]))
    if i + 1 == len(lines) or lines[i + 1].blank and named < 2:
        return i
    rows, j = [i], i + 1
    columns = _columns(text, [lines[i]])
    while j < len(lines) and not lines[j].furniture:
        if lines[j].blank:
            behind = _behind_blank(lines, j)
            if not (behind > j and (_goes_on(text, columns, lines[behind]) or named >= 2 and _block_goes_on(text, columns, lines, behind))):
                break
            j = behind
            continue
        if _is_title(text, columns, [lines[k] for k in rows], lines[j]):
            break
        if _gapped(lines[j]):
            rows.append(j)
            columns = max(columns, _columns(text, [lines[j]]), key=len)
        elif j == i + 1 and named >= 2 and is_aside(lines[j].text):
            pass  # （期間） below 計画
        elif named >= 2 and (_in_first(text, columns, lines, j) or _in_columns(text, columns, lines[j])):
            pass
        elif _heads(lines[j].text) or lines[j].indent < 2 and not _ends_cell(lines, i, j) or "。" in lines[j].text or j - rows[-1] > 2 and not (j - rows[-1] <= _TALLEST and _stands_below(text, lines[i], lines[j])):
            break
        j += 1
    least = 2 if named >= 2 else _LEAST_ROWS
    if len(rows) < least and (over := over_page(lines, j)) > j:
        least -= aligned_rest_end(text, [lines[k] for k in rows], lines, over) - over
    if len(rows) < least:
        return i
    filled = [len(_starts(text, lines[k])) for k in rows]
    return j if filled.count(max(filled)) > 1 or named >= 2 else i


def _heads(text: str) -> bool:
    """Whether a line opens with a worded number and its title, or is nothing but a bracket that names a part of a chapter, as no cell goes on."""
    label = parse(text)
    if label is not None and word_role(label.word) in ("pillar", "program") and is_titled(text[label.end:]):
        return True
    return text[0] in "【〔" and text[-1] in "】〕" and part(text[1:-1]) is not None


def _is_title(text: str, columns: Sequence[int], rows: Sequence[Line], line: Line) -> bool:
    """Whether a line below rows is but a number and, behind a gap, its title (柱2   産業の活性化, 第3章  計画の推進), and none of them opens with a
    number of its kind."""
    label = parse(line.text) if len(rows) > 1 < len(columns) and COLUMN_GAP.search(line.text) else None
    return label is not None and bool(label.path) and len(starts := _starts(text, line)) == 2 and starts[0][2] - line.start <= label.end and is_titled(
        line.text[label.end:]) and not any((own := parse(row.text)) is not None and own.family == label.family for row in rows)


def _ends_cell(lines: Sequence[Line], head: int, j: int) -> bool:
    """Whether a few letters at the margin of a table, right below a row and over a blank line or another row, may be the end of its first cell."""
    line, after = lines[j], lines[j + 1] if j + 1 < len(lines) else None
    return line.indent == lines[head].indent and len(line.text) <= _WORD and _gapped(lines[j - 1]) and (after is None or after.blank or _gapped(after))


def _in_first(text: str, columns: Sequence[int], lines: Sequence[Line], j: int) -> bool:
    """Whether a line holds but a part of the first cell of a row, which stands in the middle of it: no wider than the first column, without a number,
    and over a line whose cells stand in the other columns."""
    line, above, below = lines[j], lines[j - 1], lines[j + 1] if j + 1 < len(lines) else lines[j - 1]
    if len(columns) < 2 or not j or above.blank or below.blank or above.furniture or below.furniture or "。" in line.text + below.text or below.indent <= line.indent:
        return False
    starts = _starts(text, line)
    if len(starts) > 1 or abs(starts[0][0] - columns[0]) > 1 or starts[0][0] + half_widths(line.text) >= columns[1] or parse(line.text) is not None or bullet(line.text):
        return False
    under = [at for at, _, _ in _starts(text, below)]
    return under[0] >= columns[1] - 1 and _stand_in(under, columns)


def _in_columns(text: str, columns: Sequence[int], line: Line) -> bool:
    """Whether a line has several cells, each where a column begins, though the last one breaks off with a comma."""
    starts = [at for at, _, _ in _starts(text, line)]
    return len(starts) > 1 and "。" not in line.text and parse(line.text) is None and _stand_in(starts, columns)


def _stands_below(text: str, head: Line, line: Line) -> bool:
    """Whether a line with one part stands where a column but the first begins in the first line of the table, counted in half widths or in characters."""
    return any(abs(line.indent - place) <= 1 for at, start, _ in _starts(text, head)[1:] for place in (at, start - head.full_start))


def aligned_rest_end(text: str, before: Sequence[Line], lines: Sequence[Line], i: int) -> int:
    """The index after the lines from `i` on that stand in the columns of a table which the end of a page tore, or have as
    many words as one whose cells single spaces part; `i` where the line there does not. before: the lines of that table above."""
    solid = [line for line in before if line.text and not line.furniture and not RULE.match(line.text)]
    j = i
    if spaced_end(text, before, 0):
        while j < len(lines) and not lines[j].furniture and len(lines[j].text.split()) == len(before[0].text.split()) and "。" not in lines[j].text:
            j += 1
        return j
    if not solid or not any(map(_gapped, solid)):
        return i
    columns = _columns(text, solid)
    if all(len(_starts(text, line)) == len(columns) for line in solid) and len(solid) > 1:
        while j < len(lines) and _gapped(lines[j], first=True) and len(_starts(text, lines[j])) == len(columns):
            j += 1  # as many cells as all lines above have, wherever they stand
        if j > i:
            return j
    while j < len(lines) and not lines[j].furniture and "。" not in lines[j].text:
        if lines[j].blank:
            behind = _behind_blank(lines, j)
            if behind == j or not (_goes_on(text, columns, lines[behind]) or _block_goes_on(text, columns, lines, behind)):
                break
            j = behind
        starts = [at for at, _, _ in _starts(text, lines[j])]
        if not _stand_in(starts, columns) or len(starts) == 1 and starts[0] < columns[1] - 1 and not _in_first(text, columns, lines, j):
            break
        j += 1
    return j


def spaced_end(text: str, lines: Sequence[Line], i: int) -> int:
    """The index after a table whose cells single spaces part, as `pdftotext` prints it: a line of nothing but names of
    columns, which may be set apart, and lines of as many words; `i` if none starts there."""
    head = lines[i].text
    names = ["".join(head[a:b].split()) for a, b in _names(head)] if " " in head or "\u3000" in head else []
    width = len(names)
    known = [role(word) != "" and not any(map(str.isdigit, word)) for word in names]
    if width < 2 or "\t" in head or not all(known) and not (role(names[0]) == "project" and 2 * sum(known) >= width > 2):
        return i
    rows, j = _block(lines, i + 1, width)
    if COLUMN_GAP.search(head) and any(_WIDE.search(line.text) for line in rows) or not all(known) and (
            not COLUMN_GAP.search(head) or 4 * sum(len(line.text.split()) == width for line in rows) < 3 * len(rows)):
        return i
    while (over := over_page(lines, j)) > j:
        more, stop = _block(lines, over, width)
        if not any(len(line.text.split()) == width for line in more) or COLUMN_GAP.search(head) and any(_WIDE.search(line.text) for line in more):
            break
        rows, j = rows + more, stop
    whole = sum(len(line.text.split()) == width for line in rows)
    return j if whole and 3 * whole >= 2 * len(rows) else i


def _names(head: str) -> list[tuple[int, int]]:
    """The places of the names of columns in a line; one whose letters stand apart (事　業　名) is one name."""
    found: list[tuple[int, int]] = []
    lone = False  # the word before is a single letter
    for match in re.finditer(r"\S+", head):
        start, end = match.span()
        if found and lone and end - start == 1 and start - found[-1][1] <= _SET_APART:
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
        lone = end - start == 1
    return found


def _block(lines: Sequence[Line], i: int, width: int) -> tuple[list[Line], int]:
    """The lines from `i` up to a blank one, the foot of the page, a sentence, or a numbered title that is no row of so many words, and the
    index behind them."""
    j = i
    while j < len(lines) and not lines[j].blank and not lines[j].furniture and lines[j].text[-1] != "。":
        if len(lines[j].text.split()) != width and _heads(lines[j].text) or (label := parse(lines[j].text)) is not None and len(
                lines[j].text.split()) == 2 != width and is_titled(lines[j].text[label.end:]):
            break
        j += 1
    return list(lines[i:j]), j


def over_page(lines: Sequence[Line], i: int) -> int:
    """The first line behind what belongs to the page from `i` on; `i` where no page ends."""
    j = i
    while j < len(lines) and (lines[j].blank or lines[j].furniture):
        j += 1
    return j if j < len(lines) and any(line.furniture for line in lines[i:j]) else i


def spaced_cells(text: str, lines: Sequence[Line]) -> Iterator[DraftCell]:
    """The words of each line as its cells; those too many belong to the last but one, a line of few goes on in the last."""
    width, row, held = len(_names(lines[0].text)), 0, dict[int, DraftCell]()
    for k, line in enumerate(lines):
        if line.blank or line.furniture:
            continue
        words = [m.span() for m in re.finditer(r"\S+", line.text)] if k else _names(line.text)
        places = [(line.start + a, line.start + b) for a, b in words]
        if len(places) > width:
            places = [*places[:width - 2], (places[width - 2][0], places[-2][1]), places[-1]]
        if len(places) < width and held:
            held[width - 1] = longer(held[width - 1], cell_of(text, row - 1, width - 1, places[0][0], places[-1][1]))
            continue
        yield from held.values()
        held = {column: cell_of(text, row, column, *place) for column, place in enumerate(places)}
        row += 1
    yield from held.values()


def _goes_on(text: str, columns: Sequence[int], line: Line) -> bool:
    """Whether a line behind a blank one has cells where the columns of a table stand, in its first and in another one."""
    if not _gapped(line):
        return False
    starts = [at for at, _, _ in _starts(text, line)]
    headed = len(starts) == 2 and parse(line.text) is not None  # 2    計画の総括
    return len(columns) > 2 and not headed and _stand_in(starts, columns)


def _block_goes_on(text: str, columns: Sequence[int], lines: Sequence[Line], i: int) -> bool:
    """Whether the lines from `i` on, up to a blank one, are rows of a table of which the first begins with a line of one cell: all stand in its columns or under
    the words of an item there, some in the first one and some in two."""
    starts: list[list[int]] = []
    for line in lines[i:i + _LONGEST]:
        if line.blank or line.furniture or "。" in line.text:
            break
        starts.append([at for at, _, _ in _starts(text, line)])
    solid = lines[i + len(starts)].blank if i + len(starts) < len(lines) else True
    return solid and len(columns) > 2 and len(starts) > 2 and starts[0][0] >= columns[1] - 1 and any(own[0] <= columns[0] + 1 for own in starts) and any(
        len(own) > 1 for own in starts) and all(any(-1 <= at - column <= _HANGING for column in columns) for own in starts for at in own)


def _behind_blank(lines: Sequence[Line], j: int) -> int:
    """The first line with text behind one or two blank ones from `j` on; `j` where none is near."""
    return next((k for k in range(j, min(j + 3, len(lines))) if not lines[k].blank), j)


def _columns(text: str, lines: Sequence[Line], counted: bool = False) -> list[int]:
    """Where the columns start on the page, by the line with most of them."""
    return [at for at, _, _ in max((_starts(text, line, counted) for line in lines), key=len)]


def _is_counted(lines: Sequence[Line]) -> bool:
    """Whether numbers stand before what they count in the first cells of some lines, so that a number with a wider gap behind it is no cell (3 海と森, 4   大気と水)."""
    return any(_COUNTED.match(line.text) for line in lines) and any(_APART.match(line.text) for line in lines)


def _stand_in(starts: Sequence[int], columns: Sequence[int]) -> bool:
    """Whether each cell of a line starts where a column does."""
    return all(min(abs(at - column) for column in columns) <= 1 for at in starts)


def _starts(text: str, line: Line, counted: bool = False) -> list[tuple[int, int, int]]:
    """(column on the page in half widths, start, end) of each cell of a line with wide gaps; `counted`: a number belongs to the words behind it."""
    found: list[tuple[int, int, int]] = []
    at = 0
    for gap in [*COLUMN_GAP.finditer(line.text), None]:
        stop = gap.start() if gap else len(line.text)
        if stop - at == 1 and found and len(line.text[at:stop]) == found[-1][2] - found[-1][1] == 1 and line.start + at - found[-1][2] <= _SET_APART:
            found[-1] = (found[-1][0], found[-1][1], line.start + stop)  # a name of two letters set apart (大　　綱)
        elif stop > at:
            found.append((half_widths(text[line.full_start:line.start + at]), line.start + at, line.start + stop))
        at = gap.end() if gap else stop
    if counted and len(found) > 1 and _APART.match(line.text):
        found[:2] = [(*found[0][:2], found[1][2])]
    return found


def aligned_cells(text: str, lines: Sequence[Line]) -> Iterator[DraftCell]:
    """Cells by column: the line with most wide gaps gives the columns; in the others a gap of any width parts two cells
    where a column starts."""
    solid = [line for line in lines if line.text and not RULE.match(line.text)]
    counted = _is_counted(solid)
    columns = _named(text, solid, _columns(text, solid, counted))
    taken = [_taken(text, line, columns, counted) for line in solid]
    if found := balanced(text, lines, solid, taken, len(columns)):
        yield from with_merged(text, *found, taken[heads_of(text, taken):], len(columns))
    else:
        yield from cells_of_rows(text, rows_of(text, lines, solid, taken, len(columns)), len(columns))


def with_merged(text: str, rows: Sequence[Sequence[Places]], merged: Sequence[Merged], body: Sequence[Places], width: int) -> Iterator[DraftCell]:
    """The cells of rows, of which those that cover several are told apart, by the lines of the `body` below the head of the table."""
    by_place = {(one.row + 1, one.column): one for one in merged}
    covered = {(row + k, column): k for (row, column), one in by_place.items() for k in range(one.rows)}
    for cell in cells_of_rows(text, rows, width):
        if (one := by_place.get((cell.row, cell.column))) is not None:
            block = [{cell.column: body[k][cell.column]} for k in one.lines]
            whole = next(iter(found for found in cells_of_rows(text, [block], width, cell.row) if found.column == cell.column))
            yield whole._replace(rowspan=one.rows)
        elif (cell.row, cell.column) not in covered:
            yield cell


def _named(text: str, solid: Sequence[Line], columns: Sequence[int]) -> Sequence[int]:
    """The columns without those right of the last name of one in which each cell opens with a bullet, as the cell beside it does: items side by
    side in one cell (事業 over ○A　○B)."""
    heads = [at for at, _, _ in _starts(text, solid[0])]
    names = len(heads)
    if not 1 < names < len(columns) or not _stand_in(heads, columns[:names]):
        return columns
    beside = [[text[a:b] for _, a, b in starts[names - 1:]] for line in solid[1:] if len(starts := _starts(text, line)) > names]
    return columns[:names] if beside and all(bullet(cell) > 0 for cells in beside for cell in cells) else columns


def cells_of_rows(text: str, rows: Sequence[Sequence[Places]], width: int, first: int = 0, titled: Set[int] = frozenset()) -> Iterator[DraftCell]:
    """The cells of rows, each the lines that belong to it; `first`: the number of the first row; titled: the columns in which the first line of a cell is
    an item of its own."""
    for row, block in enumerate(rows, first):
        for column in range(width):
            parts = [cell_of(text, row, column, *places[column]) for places in block if column in places]
            cell = parts[0] if parts else DraftCell(row, column, ())
            for k, more in enumerate(parts[1:]):
                cell = cell._replace(items=cell.items + more.items, markers=cell.markers + more.markers) if column in titled and k == 0 else longer(cell, more)
            yield cell


def _taken(text: str, line: Line, columns: Sequence[int], counted: bool) -> Places:
    taken: Places = {}
    starts = _starts(text, line, counted)
    whole = len(starts) == len(columns)
    wide = {a for _, a, _ in starts}
    for k, (at, a, b) in enumerate(starts if whole else _words(text, line)):
        near = min(range(len(columns)), key=lambda c: abs(columns[c] - at))
        if not whole and a not in wide and abs(columns[near] - at) > (3 if bullet(text[a:b]) else 1):
            near = max(taken, default=0)  # a single space inside a cell
        column = k if whole else max(near, max(taken, default=0))
        taken[column] = (taken[column][0], b) if column in taken else (a, b)
    return taken


def _words(text: str, line: Line) -> list[tuple[int, int, int]]:
    """(column on the page in half widths, start, end) of each stretch between white space of a line."""
    return [(half_widths(text[line.full_start:line.start + m.start()]), line.start + m.start(), line.start + m.end())
            for m in re.finditer(r"\S+", line.text)]
