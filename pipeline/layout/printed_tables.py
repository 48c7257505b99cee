"""Tables as `pdftotext -layout` prints them: columns counted in characters, sentences in cells, cells in the middle of their row."""
from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from typing import AbstractSet as Set, Iterator, Mapping, Sequence

from pipeline.layout.aligned_rows import Places, balanced, heads_of
from pipeline.layout.aligned_tables import CAPTION, COLUMN_GAP, cell_of, cells_of_rows, longer, over_page, with_merged
from pipeline.layout.drafts import Draft, DraftCell
from pipeline.layout.line import Line
from pipeline.layout.numbering import Label, alone as number_alone, is_plain_heading, is_titled, parse
from pipeline.layout.printed_columns import Extent, begun_columns
from pipeline.layout.printed_heads import LEAST_COLUMNS, SET_APART, Part, head_of, names_of, parts_of, wrapped_names
from pipeline.layout.printed_rows import YEARS, Row, printed_rows, titled_columns
from pipeline.layout.tables import role
from pipeline.layout.widths import half_widths
from pipeline.source import Span

_LEAST_ROWS = 2  # lines below the header
_FAR_LINES = 80  # lines from one such line to the next
_FAR = 1_000  # characters; right of any page
_LONG = 6  # characters
_WIDE_GAP = "\u3000\u3000"  # people part columns by full-width spaces, the program does not
_NEAR = 4  # lines above and below
_INDENT = 2  # characters; so far in may a line of a cell stand
_BLANKS = 3  # lines without text between two rows
_LETTERS = frozenset({"kana", "alpha"})  # kinds of numbers
_ACROSS = "across"  # the role of a part that is a row by itself
_NOTE = re.compile(r"[(（【〔\[]?(?:注|備考|出典|出所|資料)(?:[)）】〕\] 　:：0-9０-９]|$)|[※＊]")  # below the last row

_Read = tuple[Line, list[Part], bool]  # a line with its parts, and whether a blank line stands before it


def printed_end(lines: Sequence[Line], i: int) -> int:
    """The index after a table whose first line names its columns, with sentences in its cells; `i` if none
    starts there. No cell reaches below the names of two columns. The names may stand alone before the end of a page."""
    head, _, first = names_of(lines, i)
    if not head:
        return i
    rows, stop = _body(lines, first, head, alone=False)
    if not rows and (over := over_page(lines, first)) > first:
        return first if _fits(_body(lines, over, head, alone=True)[0], head, alone=True) else i
    return stop if len(rows) >= _LEAST_ROWS and _fits(rows, head) else i


def is_printed(lines: Sequence[Line]) -> bool:
    """Whether lines that also stand in columns counted in half widths are such a table: cells go on over lines, or nothing
    follows the names."""
    head, _, first = names_of(lines, 0)
    if len(lines) == first or len(lines) == 1:
        return bool(head)
    if printed_end(lines, 0) < len(lines):
        return False
    return any(len(parts) < len(head) for _, parts, _ in _body(lines, first, head, alone=False)[0])


def printed_cells(text: str, lines: Sequence[Line]) -> Iterator[DraftCell]:
    """The cells of such a table: those that stand in the middle of their rows or cover several, else by its rows."""
    head, group, first = names_of(lines, 0)
    rows, _ = _body(lines, first, head, alone=False)
    more = wrapped_names(text, head, rows[0][1]) if rows else {}
    rows = rows[1:] if more else rows
    head = [part._replace(role=role(text[part.start:part.end] + text[over.start:over.end]) or part.role) if (over := more.get(k)) else part for k, part in enumerate(head)]
    cells = _whole(text, lines, lines[0], head, rows, alone=False)
    for cell in cells:
        over = more.get(cell.column) if cell.row == 0 else None
        whole = longer(cell, cell_of(text, 0, cell.column, over.start, over.end)) if over else cell
        yield from _under(text, whole, head, group) if group is not None else [whole]


def _whole(text: str, lines: Sequence[Line], names: Line, head: Sequence[Part], rows: Sequence[_Read], alone: bool) -> Iterator[DraftCell]:
    """The cells of the names of columns and of the rows below. names: the line of the former, which may stand on an earlier page. A line across the
    columns is a row of one cell, and parts the rows above from those below."""
    columns = _columns(rows, head, alone)
    across = [k for k, (_, parts, _) in enumerate(rows) if parts[0].role == _ACROSS]
    height = 0
    for begin, end in zip([-1, *across], [*across, len(rows)]):
        if begin >= 0:
            part = rows[begin][1][0]
            yield cell_of(text, height, 0, part.start, part.end)._replace(colspan=len(head))
            height += 1
        found = [*_rows_between(text, lines, names, head, rows[begin + 1:end], columns)]
        again = height > 0  # the names of the columns come once
        yield from (cell._replace(row=cell.row + height - again) for cell in found if cell.row or not again)
        height += 1 + max(cell.row for cell in found) - again


def _rows_between(text: str, lines: Sequence[Line], names: Line, head: Sequence[Part], rows: Sequence[_Read], columns: Sequence[Extent]) -> Iterator[DraftCell]:
    """The cells of the names of columns and of rows between two lines across them."""
    taken = [{column: (part.start, part.end) for column, part in enumerate(head)}, *(_places(parts, columns, head) for _, parts, _ in rows)]
    if found := balanced(text, lines, [names, *(line for line, _, _ in rows)], taken, len(head)):
        yield from with_merged(text, *found, taken[heads_of(text, taken):], len(head))
        return
    yield from cells_of_rows(text, [taken[:1]], len(head))
    body = [Row(places, gap) for places, (_, _, gap) in zip(taken[1:], rows)]
    name, roles = text[head[0].start:head[0].end], [part.role for part in head]
    own = printed_rows(text, name, roles, body) if body else []
    yield from cells_of_rows(text, own, len(head), 1, titled_columns(text, own, roles))


def _under(text: str, cell: DraftCell, head: Sequence[Part], group: Part) -> Iterator[DraftCell]:
    """A cell of a table of which one name stands over those of years (年度別の計画 over R7年度, R8年度): these are a row of their own."""
    years = [column for column, part in enumerate(head) if part.start > group.start and part.role == YEARS]
    if cell.row:
        yield cell._replace(row=cell.row + 1)
    elif cell.column in years:
        if cell.column == years[0]:
            yield cell_of(text, 0, cell.column, group.start, group.end)._replace(colspan=len(years))
        yield cell._replace(row=1)
    else:
        yield cell._replace(rowspan=2)


def printed_rest_end(above: Sequence[Line], lines: Sequence[Line], i: int) -> int:
    """The index after the rows from `i` on of such a table, `above`, which the end of a page tore; `i` if there are none. Their
    columns stand where they like."""
    head, _, first = names_of(above, 0)
    if not head or head_of(lines[i]) or printed_end(above, 0) == 0 and len(above) > first:
        return i
    rows, stop = _body(lines, i, head, alone=True)
    return stop if _fits(rows, head, alone=True) else i


def printed_rest(text: str, above: Sequence[Line], lines: Sequence[Line]) -> Draft:
    """The draft of these rows."""
    head, _, _ = names_of(above, 0)
    rows = _body(lines, 0, head, alone=True)[0]
    cells = tuple(cell._replace(row=cell.row - 1) for cell in _whole(text, [above[0], *lines], above[0], head, rows, alone=True) if cell.row)
    return Draft("table", (Span(lines[0].full_start, lines[-1].full_end),), cells=cells, text=lines[0].text, page=lines[0].page)


def _body(lines: Sequence[Line], i: int, head: Sequence[Part], alone: bool) -> tuple[list[_Read], int]:
    """The lines from `i` on, up to the end of the page, that may be rows: no part of them stands below two names, and behind a
    blank line they have several parts; with the index after them. `alone`: no part stands below the names."""
    middles = [] if alone else [(p.left + p.right - 1) / 2 for p in _merged(head)]
    years = sum(part.role == YEARS for part in head)
    rows: list[_Read] = []
    stop, blanks = i, 0
    whole: dict[int, list[Part]] = {}  # the parts of lines between wide gaps
    begun: set[int] = set()  # where parts of the rows begin
    inner: Counter[int] = Counter()  # where those behind the first do, and how often
    for j in range(i, len(lines)):
        line = lines[j]
        if not line.text:
            blanks += 1
            if blanks > _BLANKS:
                break
            continue
        for k in range(max(i, j - _NEAR), min(j + _NEAR + 1, len(lines))):
            if k not in whole:
                whole[k] = parts_of(lines[k], years) if lines[k].text and not lines[k].furniture else []
        if not blanks and _is_across(lines, j, whole, head, [at for at, count in inner.items() if count > 1] if alone else [part.left for part in head], begun):
            rows.append((line, [whole[j][0]._replace(role=_ACROSS)], False))
            stop, blanks = j + 1, 0
            continue
        near = begun | {part.left for k in range(max(i, j - _NEAR), min(j + _NEAR + 1, len(lines))) if k != j for part in whole[k]}
        parts = _with_titles(line, [one for part in whole[j] for one in _split(line, part, near)], [] if alone else head)
        if blanks and rows and len(parts) == 2 < len(head) and parse(line.text) is not None and parse(rows[0][0].text) is None:
            break  # 2    計画の総括, behind rows without numbers
        if rows and len(parts) == 2 <= len(head) and _is_numbered(line, parts[0]) and not alone and (len(head) > 2 and begun.isdisjoint(range(parts[1].left - 1, parts[1].left + 2)) or not _has_alike(line, rows)):
            break  # the title stands in no column, or no row has such a number
        if line.furniture or len(whole[j]) < (3 if rows else 2) and _heads(line) or rows and len(whole[j]) == 1 and (_counts(line, rows, min(begun)) or _NOTE.match(line.text) or is_plain_heading(line.text)) or line.text[0] in "表図" and CAPTION.match(line.text) or any(sum(map(part.covers, middles)) > 1 for part in parts) or blanks and rows and len(parts) < 2:
            break
        if alone and rows and _crosses(parts, inner):
            break
        rows.append((line, parts, blanks > 0 and bool(rows)))
        begun.update(part.left for part in parts)
        inner.update(part.left for part in parts[1:])
        stop, blanks = j + 1, 0
    return rows, stop


def _is_across(lines: Sequence[Line], j: int, whole: Mapping[int, Sequence[Part]], head: Sequence[Part], inner: Sequence[int], begun: Set[int]) -> bool:
    """Whether a line is one cell over all columns (柱1 産業の活性化 over its projects): a number with its title at the left edge, across a place where cells
    or names begin behind others (inner), right over a line of several cells that names no columns."""
    line, label = lines[j], parse(lines[j].text)
    if len(whole[j]) != 1 or line.furniture or label is None or not label.path or label.rank >= 0 or "。" in line.text or not is_titled(line.text[label.end:]):
        return False
    (part,), below = whole[j], [lines[k] for k in (j + 1, j + 2) if k < len(lines) and lines[k].text]
    if not any(len(whole.get(k, ())) >= LEAST_COLUMNS for k in (j + 1, j + 2)) or len(whole.get(j + 1, ())) < 2 or any(map(head_of, below)) or head[0].role == "number" and not label.word:
        return False
    over = any(part.left + _INDENT < at < part.right for at in inner)
    return part.left <= min(begun, default=part.left) + _INDENT and (over or _counts_on(lines, j, label))


def _counts_on(lines: Sequence[Line], j: int, label: Label) -> bool:
    """Whether lines of a number and its title, in one place on the page, count on above or below (Ⅰ …, Ⅱ …), so that none is a cell of a row."""
    for step, beside in (1, lines[j + 1:j + _FAR_LINES]), (-1, lines[max(0, j - _FAR_LINES + 1):j]):
        path = (*label.path[:-1], label.path[-1] + step)
        if any(line.indent == lines[j].indent and line.text and not COLUMN_GAP.search(line.text) and (
                own := parse(line.text)) is not None and own.family == label.family and own.path == path for line in beside):
            return True
    return False


def _with_titles(line: Line, parts: Sequence[Part], names: Sequence[Part]) -> list[Part]:
    """The parts of a line, a number alone with the title behind it where both stand below no more than one name (柱3   人づくり)."""
    found: list[Part] = []
    for part in parts:
        last = found[-1] if found and names and part.left - found[-1].right <= SET_APART else None
        if last is not None and (label := number_alone(line.text[last.start - line.start:last.end - line.start])) is not None and label.word and sum(
                name.left < part.right and last.left < name.right for name in names) <= 1:
            found[-1] = last._replace(right=part.right, end=part.end)
        else:
            found.append(part)
    return found


def _split(line: Line, part: Part, near: Set[int]) -> list[Part]:
    """A part of a line, cut behind single spaces where parts of lines near begin: what fills its column stands next to what follows (2-1 農業 直売所整備事業)."""
    cuts = [m.end() for m in re.finditer(r"[ \u3000]", line.text[part.start - line.start:part.end - line.start])]
    found = [part]
    for at in cuts:
        last, left = found[-1], part.left + at
        if not near.isdisjoint((left - 1, left, left + 1)) and left - last.left > _INDENT:
            found[-1:] = [last._replace(right=left - 1, end=part.start + at - 1), last._replace(left=left, start=part.start + at)]
    return found


def _in_characters(rows: Sequence[_Read]) -> bool:
    """Whether blanks part the cells, and these begin below each other more often where columns are counted in characters than
    in half widths, in which people line up theirs; as often, where a cell holds a sentence."""
    if any(_WIDE_GAP in line.text for line, _, _ in rows) or not any(len(parts) > 1 for _, parts, _ in rows):
        return False
    starts = [(part.left, line.indent + half_widths(line.text[:part.start - line.start])) for line, parts, _ in rows for part in parts]
    characters, halves = (sum(count - 1 for count in Counter(each).values()) for each in zip(*starts))
    return characters > halves or characters == halves and any("。" in line.text for line, _, _ in rows)


def _heads(line: Line) -> bool:
    """Whether a line is a heading with a number that no row has (第2節, 施策1-2)."""
    label = parse(line.text)
    return label is not None and (label.rank >= 0 or label.word != "") and is_titled(line.text[label.end:])


def _crosses(parts: Sequence[Part], begun: Mapping[int, int]) -> bool:
    """Whether a part of a line reaches over a place where cells of several rows begin behind others. begun: how many do at each place."""
    return any(part.left < at - _INDENT and at + 1 < part.right for part in parts for at, count in begun.items() if count > 1)


def _counts(line: Line, rows: Sequence[_Read], left: int) -> bool:
    """Whether a line at the left edge of rows without numbers is a number with its title (1-2 学校教育, (3) 実施計画)."""
    label = parse(line.text)
    return label is not None and line.start - line.full_start <= left + _INDENT and is_titled(line.text[label.end:]) and not any(
        parts[0].left == left and parse(other.text) is not None for other, parts, _ in rows)


def _is_numbered(line: Line, part: Part) -> bool:
    """Whether a part of a line is the number of a heading, and a title stands behind it."""
    label = parse(line.text)
    return label is not None and line.start + label.end >= part.end and is_titled(line.text[label.end:])


def _has_alike(line: Line, rows: Sequence[_Read]) -> bool:
    """Whether some row opens with a number of the kind that a line opens with, or this is a letter, as cells open too."""
    label = parse(line.text)
    return label is None or label.family in _LETTERS or any((own := parse(other.text)) is not None and own.family == label.family for other, _, _ in rows)


def _fits(rows: Sequence[_Read], head: Sequence[Part], alone: bool = False) -> bool:
    """Whether lines stand in as many columns as have names; `alone`: apart from these names."""
    return _in_characters(rows) and len(_columns(rows, head, alone)) == len(_merged(head))


def _merged(head: Sequence[Part]) -> list[Part]:
    """The names of columns, those of years that follow each other as one: their figures stand anywhere below them."""
    found: list[Part] = []
    for part in head:
        if found and part.role == found[-1].role == YEARS:
            part = found.pop()._replace(right=part.right, end=part.end)
        found.append(part)
    return [*found[:-1], found[-1]._replace(right=_FAR)] if found[-1].role == YEARS else found


def _columns(rows: Sequence[_Read], head: Sequence[Part], alone: bool) -> list[Extent]:
    """The columns, one for each name, those of years as one: where on the page some part or name stands, between stretches where
    none does; one character beyond, of a part of some length, is no bridge. Figures of which the years are known stand anywhere,
    and stretches that are too many are those of years. `alone`: no part stands below the names."""
    merged = _merged(head)
    dated = any(part.year >= 0 for _, parts, _ in rows for part in parts)
    names = [] if alone else [part for part in merged if not (dated and part.role == YEARS)]
    reach = [(part.left, part.right - (part.right - part.left > _LONG)) for _, parts, _ in rows for part in parts if part.year < 0 and part.role != _ACROSS]
    found: list[Extent] = []
    for left, right in sorted([*reach, *((part.left, part.right) for part in names)]):
        if found and left < found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], right)
        else:
            found.append((left, right))
    years = next((k for k, part in enumerate(merged) if part.role == YEARS), len(merged))
    more = len(found) - len(merged)
    apart = [[(part.left, part.right) for part in parts if part.year < 0] for _, parts, _ in rows if parts[0].role != _ACROSS]
    if not alone and (more or any(_meet(parts, found) for parts in apart)) and (begun := begun_columns(apart, [(part.left, part.right) for part in merged], years)):
        return begun
    if dated and more == -1:
        return [*found[:years], (-1, -1), *found[years:]]
    return [*found[:years], (found[years][0], found[years + more][1]), *found[years + more + 1:]] if more > 0 and years < len(merged) else found


def _meet(parts: Sequence[Extent], columns: Sequence[Extent]) -> bool:
    """Whether several parts of a line stand in one column."""
    held = [bisect_right(columns, (left, _FAR)) for left, _ in parts]
    return len(set(held)) < len(held)


def _places(parts: Sequence[Part], columns: Sequence[Extent], head: Sequence[Part]) -> Places:
    """The cells of a line; below names of years its figures by their order, or each below the nearest."""
    held: list[list[Part]] = [[] for _ in columns]
    merged = _merged(head)
    years = next((k for k, part in enumerate(merged) if part.role == YEARS), -1)
    for part in parts:
        held[years if part.year >= 0 else next(k for k, (left, right) in enumerate(columns) if left <= part.left < right or part.left < left < part.right)].append(part)
    places: Places = {}
    first = 0
    for k, name in enumerate(merged):
        last = first + sum(name.start <= part.start < name.end for part in head)
        for n, part in enumerate(held[k]):
            column = first + n if len(held[k]) == last - first else min(range(first, last), key=lambda c: abs(head[c].left + head[c].right - part.left - part.right))
            places[column] = (places[column][0], part.end) if column in places else (part.start, part.end)
        first = last
    return places
