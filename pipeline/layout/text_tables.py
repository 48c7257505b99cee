"""Tables in plain text: rows whose cells are parted by tabs, by bars, or by columns of spaces."""
from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Iterator, Sequence

from pipeline.layout.aligned_rows import whole_forms
from pipeline.layout.aligned_tables import COLUMN_GAP, RULE, aligned_cells, aligned_end, aligned_rest_end, cell_of, longer, spaced_cells, spaced_end
from pipeline.layout.amount_tables import amount_cells, amounts_end
from pipeline.layout.block_tables import block_cells, blocks_end
from pipeline.layout.chart_tables import chart_cells, chart_end
from pipeline.layout.drafts import Draft, DraftCell
from pipeline.layout.flat_tables import flat_cells, flat_end, flat_rest_end, is_slashed
from pipeline.layout.line import Line
from pipeline.layout.numbering import Label, is_titled, parse
from pipeline.layout.opened_tables import opened_cells, opened_end
from pipeline.layout.owned_tables import owned_cells, owned_end
from pipeline.layout.printed_tables import is_printed, printed_cells, printed_end
from pipeline.layout.tables import role
from pipeline.source import Span

_GRID_RULES = 2  # a table of bars with so many rules between its rows has one under each
_FRAME = frozenset("┌┏└┗├┣+＋─━-－")  # with which the rules of a table drawn by characters open
_HEAD = 4  # lines at the head of a page among which the names of columns stand again
_LONGEST_NUMBER = 10  # code points of the number of a heading
_NOTE = re.compile(r"(?:\[[0-9]{1,3}\]|※ ?[0-9]{1,3}|[(（]?注[0-9]{1,3}[)）]?)\t(?!.*\t)")  # a note as word processors write it to plain text
_FIGURE = re.compile(r"[(（]?(?:[0-9０-９]{1,3}(?:[-－.．][0-9０-９]{1,3})*|[ア-コ]|[①-⑳])[)）.．]?")  # a number of a row
_FRAMED = 6  # code points of a rule
_LONGEST_NAME = 24  # code points of a column's name
_WIDEST = 12  # columns of a table whose cells stand one under another
_CODED = frozenset({"pillar", "program", "group"})  # roles of columns in which codes stand (施策 over 2-1)
_NAMING = frozenset({"project", "pillar", "program", "indicator", "term"})  # roles of which such a table has one
_LONGEST_TAIL = 6  # lines that one cell may go on over


def end(text: str, lines: Sequence[Line], i: int) -> int:
    """The index after the last line of the table that starts at `i`; `i` if none starts there.

    A line between two rows, without a blank line, belongs to the last cell before it. One line with a tab is a table
    only if it is no number with its title."""
    line = lines[i]
    words = line.text
    if line.furniture or not words:
        return i
    spaced = " " in words or "\u3000" in words
    if i + 1 < len(lines) and words[0] in _FRAME and _barred(lines[i + 1]) and RULE.match(words):
        return stop if (stop := end(text, lines, i + 1)) > i + 1 else i  # the upper frame of a table of bars
    if "\t" not in words and not _barred(line):
        slashed = is_slashed(words)
        if not spaced and not slashed and len(words) > _LONGEST_NAME and "\u00a0" not in words:
            return i  # most lines: a paragraph
        if spaced and (chart := chart_end(lines, i)) > i:
            return chart
        if spaced and (stop := amounts_end(lines, i)) > i:
            return stop
        flat = flat_end(lines, i) if spaced or slashed else i
        if spaced and (stop := max(owned_end(lines, i), opened_end(lines, i))) > flat:
            return stop
        if flat > i and (slashed or flat < len(lines) and not lines[flat].blank or spaced_end(text, lines, i) <= flat):
            return flat
        if COLUMN_GAP.search(words):
            stop = max(aligned_end(text, lines, i), blocks_end(lines, i)[0], printed_end(lines, i), spaced_end(text, lines, i))
        elif len(words) > _LONGEST_NAME and " " not in words:
            return i
        else:
            stop = max(spaced_end(text, lines, i), blocks_end(lines, i)[0], printed_end(lines, i))
        return stop if stop > i or lines[i + 1:i + 2] == [] or lines[i + 1].blank else _stacked(lines, i)[0]
    if _NOTE.match(words):
        return i
    numbered = _numbered(line)
    if numbered is not None and (i + 1 == len(lines) or _kind(_numbered(lines[i + 1])) != _kind(numbered)) and (
            numbered.rank >= 0 or numbered.word or _other_row(lines[i + 1:i + 2])):
        return i  # 第1章	総合戦略の策定 over 1	策定の背景; 1	策定の経過 over a table
    rows, said = [i], _Rows()
    said.add(line)
    for j in range(i + 1, len(lines)):
        line = lines[j]
        if (other := _numbered(line)) is not None and said.end_before(other):
            break
        if line.blank and "\t" not in _raw(text, line) or line.furniture or j - rows[-1] > _LONGEST_TAIL:
            break
        if not _is_row(text, line) and (line.text[-1:] == "。" or (label := parse(line.text)) and is_titled(line.text[label.end:])):
            break  # a sentence or a heading goes on in no cell
        if _is_row(text, line):
            rows.append(j)
            said.add(line)
        elif line.text and line.text[0] in _FRAME and RULE.match(line.text) and _barred(lines[i]) and len(line.text) >= _FRAMED:
            rows.append(j)  # its lower frame
            said.add(line)
            if not (j + 1 < len(lines) and _is_row(text, lines[j + 1])):
                break
    if len(rows) == 1 and len(_cells(text, lines[i])) == 2:
        label = parse(lines[i].text)
        if label is not None and is_titled(lines[i].text[label.end:]):
            return i
    stop = rows[-1] + 1
    while stop < len(lines) and lines[stop].text[:1] == "・" and not lines[stop].furniture and "\t・" in _raw(text, lines[rows[-1]]):
        stop += 1  # further items of the last cell
    return stop


def _numbered(line: Line) -> Label | None:
    """The number of a line of which a tab parts it from its title, as word processors write automatic numbers to plain text; None for another line."""
    number, tab, title = line.text.partition("\t")
    if not tab or "\t" in title or not 0 < len(number) <= _LONGEST_NUMBER or not title or title[-1] == "。":
        return None
    label = parse(f"{number} {title}")
    return label if label is not None and label.end >= len(number) and is_titled(title) else None


def _other_row(lines: Sequence[Line]) -> bool:
    """Whether a row that opens with no number follows."""
    first, tab, _ = lines[0].text.partition("\t") if lines else ("", "", "")
    return bool(tab and first) and _FIGURE.fullmatch(first) is None and role(first) != "number"


def _kind(number: Label | None) -> tuple[int, str, int] | None:
    """In what way a number counts (基本目標1, 基本目標2 in one way); None without one."""
    return None if number is None else (number.rank, number.word, len(number.path))


@dataclass
class _Rows:
    """What the rows of a table so far say at their heads. first: the first cell of the first of them; count: of rows; kinds: of the numbers that a tab parts
    from what they number; counted: some first cell is the number of a row."""

    first: str = ""
    count: int = 0
    kinds: set[tuple[int, str, int] | None] = field(default_factory=set)
    counted: bool = False

    def add(self, line: Line) -> None:
        """Take in one more row."""
        cell = line.text.partition("\t")[0]
        if not self.count:
            self.first = cell
        self.count += 1
        if (number := _numbered(line)) is not None:
            self.kinds.add(_kind(number))
        self.counted = self.counted or _FIGURE.fullmatch(cell) is not None

    def end_before(self, number: Label) -> bool:
        """Whether a number with its title below them is a heading: no first cell is a number of its kind, nor names such numbers."""
        named = role(self.first)
        if _kind(number) in self.kinds or named == "number" or named != "" and number.word and number.word in self.first:
            return False
        if self.count == 1 and named != "" and (not number.word or named == "pillar") or len(number.path) > 1 and not number.word and named in _CODED:
            return False
        return number.rank >= 0 or number.word != "" or not self.counted


def table(text: str, lines: Sequence[Line], loose: bool) -> Draft:
    """The draft of the table in `lines`; a line that is no row goes on in the last cell of the row before it."""
    width = _stacked(lines, 0)[1]
    framed = len(lines) > 1 and lines[0].text[0] in _FRAME and RULE.match(lines[0].text) is not None
    spaced = "\t" not in lines[framed].text and not _barred(lines[framed])
    flat = flat_end(lines, 0) if spaced else 0
    if spaced and chart_end(lines, 0) == len(lines):
        cells = list(chart_cells(text, lines))
    elif spaced and amounts_end(lines, 0) == len(lines):
        cells = list(amount_cells(text, lines))
    elif width:
        cells = [cell_of(text, k // width, k % width, line.start, line.end) for k, line in enumerate(lines)]
    elif spaced and owned_end(lines, 0) == len(lines) > flat:
        cells = list(owned_cells(text, lines))
    elif spaced and opened_end(lines, 0) == len(lines) > flat:
        cells = list(opened_cells(text, lines))
    elif spaced and flat == len(lines):
        cells = list(flat_cells(text, lines))
    elif columns := blocks_end(lines, 0)[1]:
        cells = list(block_cells(text, lines, columns))
    elif spaced_end(text, lines, 0):
        cells = list(spaced_cells(text, lines))
    elif max(aligned_end(text, lines, 0), 1) < printed_end(lines, 0) or is_printed(lines):
        cells = list(printed_cells(text, lines))
    elif not any(_is_row(text, line) for line in lines):
        cells = list(aligned_cells(text, lines))
    else:
        cells = list(_parted_cells(text, lines))
    return Draft("table", (Span(lines[0].full_start, lines[-1].full_end),), cells=tuple(cells), loose=loose,
                 text=lines[0].text, page=lines[0].page)


def rest_end(text: str, above: Sequence[Line], lines: Sequence[Line], i: int) -> int:
    """The index after the lines from `i` on that are rows of the table `above`, which the end of a page tore; `i` if the line there is none."""
    flat = flat_rest_end(above, lines, i)
    return flat if flat > i else aligned_rest_end(text, above, lines, i)


def rest(text: str, above: Sequence[Line], lines: Sequence[Line]) -> Draft:
    """The draft of the rows that the end of a page parted from a table whose cells spaces part, `above`."""
    cells_of = flat_cells if flat_end(above, 0) == len(above) else spaced_cells if spaced_end(text, above, 0) else aligned_cells
    own, above, lines = lines, _from_names(above, lines), _without_names(above, lines)
    apart = [lines[0]._replace(text="")] if sum(line.blank for line in above) > 1 else []  # blank lines part its rows
    found = list(cells_of(text, [*above, *apart, *lines]))
    old = {cell.row for cell in found if any(span.start < lines[0].start for item in cell.items for span in item)}
    height = 1 + max(old, default=-1)
    cells = [cell._replace(row=cell.row - height) for cell in found if cell.row >= height]
    cells = cells or list(aligned_cells(text, lines))  # nothing is lost where they are no rows of it
    return Draft("table", (Span(own[0].full_start, own[-1].full_end),), cells=tuple(cells), text=own[0].text, page=own[0].page)


def _without_names(above: Sequence[Line], lines: Sequence[Line]) -> Sequence[Line]:
    """The rows of a table on a page without the names of its columns, which are printed again at its head, what stands over them and blank lines."""
    names = [words for line in above[:_HEAD] if len(words := line.text.split()) > 1]
    again = next((k for k, line in enumerate(lines[:_HEAD]) if line.text.split() in names), -1)
    rows = lines[again + 1:]
    first = next((k for k, line in enumerate(rows) if line.text), 0)
    return rows[first:] if again >= 0 and first < len(rows) else lines


def _from_names(above: Sequence[Line], lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of a table from the names of its columns on, where its page and the next one print something over these (実施の時期)."""
    again = [words for line in lines[:_HEAD] if len(words := line.text.split()) > 1]
    return above[next((k for k, line in enumerate(above[:_HEAD]) if line.text.split() in again), 0):]


def _raw(text: str, line: Line) -> str:
    return text[line.full_start:line.full_end].partition("\n")[0].rstrip("\f")


def _bar(line: Line) -> str:
    """The bar that parts the cells of a line: it opens and closes the line, or stands in it twice; '' for none."""
    text = line.text
    if "|" not in text and "｜" not in text and "│" not in text:
        return ""
    return next((bar for bar in "|｜│" if text.count(bar) >= 2), "")


def _barred(line: Line) -> bool:
    return _bar(line) != ""


def _bordered(line: Line) -> bool:
    """Whether the bar that parts the cells of a line stands at its head too, as a frame."""
    return _barred(line) and line.text[0] == _bar(line)


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
    ruled = [line.text != "" and RULE.match(line.text) is not None for line in lines]
    inner = ruled[ruled.index(False):len(ruled) - ruled[::-1].index(False)] if False in ruled else []
    if sum(inner) >= _GRID_RULES:
        yield from _grid_cells(text, lines)
        return
    rows: list[list[tuple[int, int]]] = []
    bordered = False  # as the first row is
    for line, rule in zip(lines, ruled):  # without the rule of a pipe table
        parts = not rule and _is_row(text, line)
        bordered = bordered or parts and not rows and _bordered(line)
        places = _cells(text, line, bordered) if parts else [(line.start, line.end)]
        goes_on = not _barred(line) and _completes(rows, places) if parts else line.text != "" and not rule
        if rows and goes_on:
            rows[-1] = [*rows[-1][:-1], (rows[-1][-1][0], places[0][1]), *places[1:]]
        elif parts:
            rows.append(places)
    for row, found in enumerate(rows):
        for column, place in enumerate(found):
            yield cell_of(text, row, column, *place)


def _completes(rows: Sequence[Sequence[tuple[int, int]]], places: Sequence[tuple[int, int]]) -> bool:
    """Whether a line with a tab goes on in the last cell of a row that has fewer cells than the first one, and has the rest of them."""
    return len(rows) > 1 and 1 < len(places) < len(rows[0]) and len(rows[-1]) + len(places) - 1 == len(rows[0])


def _grid_cells(text: str, lines: Sequence[Line]) -> Iterator[DraftCell]:
    """The cells of a grid with rules between its rows: the lines between two rules are one row, or rows of their own."""
    row, block = 0, list[list[tuple[int, int]]]()
    for line in [*lines, None]:
        if line is None or line.text and RULE.match(line.text):
            rows = [[places] for places in block] if _whole_lines(text, block) else [block] if block else []
            for parts in rows:
                held = dict[int, DraftCell]()
                for column, place in (found for places in parts for found in enumerate(places)):
                    cell = cell_of(text, row, column, *place)
                    held[column] = longer(held[column], cell) if column in held else cell
                yield from held.values()
                row += 1
            block = []
        elif line.text and _is_row(text, line):
            block.append(_cells(text, line, _bordered(line)))


def _whole_lines(text: str, block: Sequence[Sequence[tuple[int, int]]]) -> bool:
    """Whether each of several lines without a rule between them is a row: a column has in each of them what is whole by
    itself, a figure, a year, a department or a name of a measure."""
    columns = zip(*([text[a:b].strip() for a, b in places] for places in block)) if len(block) > 1 else ()
    return any(all(map(kind.fullmatch, column)) for column in columns for kind in whole_forms())


def _stacked(lines: Sequence[Line], i: int) -> tuple[int, int]:
    """The index after a table whose cells a copy put one under another, and its width; (i, 0) if none starts at `i`.

    The first lines name columns, and the lines up to the next blank one fill whole rows."""
    width = 0
    if i and lines[i - 1].text and not lines[i - 1].furniture and _names_column(lines[i - 1]):
        return i, 0  # the names of columns begin above
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
    parted = "\t" in line.text or _barred(line) or COLUMN_GAP.search(line.text)
    return not parted and line.text[0] not in "表図（(" and role(line.text) != "" and parse(line.text) is None
