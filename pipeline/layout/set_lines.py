"""Cells whose lines end where their column does, as a converter leaves the printed lines of a table: the lines of an item are one."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.layout.drafts import Draft, DraftCell
from pipeline.layout.tables import role
from pipeline.layout.widths import half_widths
from pipeline.layout.wrapped_cells import BODY_END, is_name
from pipeline.source import Span

_HEADS = 2  # rows that may name the columns
_PAIRS, _CELLS = 4, 3  # line ends, and cells that have some, from which on they tell something
_SLACK = 2  # half widths by which a last line may be longer than counted
_FULL = 0.85  # share of lines that fill their column
_CUT = 0.5  # share of lines behind which no item ends
_OPENS = r"[「『（(【〔\[《]"
_NEXT = re.compile(rf"{_OPENS}*(?:[!-~]+|.)[ー、。，．・」』）)】〕\]》々ぁぃぅぇぉっゃゅょァィゥェォッャュョ％%]*")  # what a line could not part: Japanese line breaking (JIS X 4051)
_BREAK = re.compile(r"\n|<br", re.I)
_WHOLE = re.compile(r"[。．]$")


class _Pair(NamedTuple):
    """Two lines of a cell, of which no bullet opens the second; `item`: what this one opens, -1 for none; `full`: its first word would not have
    fitted the line above."""

    table: int
    cell: DraftCell
    item: int
    above: str
    full: bool


def joined(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts; in tables of which nearly all lines fill their columns and most end inside a word or a name, an item goes on in the line below a
    full one. Tables with the same heads are one that pages part."""
    tables = {k: draft for k, draft in enumerate(drafts) if draft.kind == "table"}
    if not any(len(cell.items) > 1 or len(item) > 1 for draft in tables.values() for cell in draft.cells for item in cell.items):
        return list(drafts)
    alike: dict[tuple[str, ...], list[int]] = {}
    for k, draft in tables.items():
        alike.setdefault(_heads(text, draft.cells), []).append(k)
    roles = {k: _roles(text, draft.cells) for k, draft in tables.items()}
    groups = [[(k, cell) for k in group for cell in tables[k].cells if cell.colspan == 1 and not cell.solid and (cell.row or 2 * sum(map(bool, roles[k].values())) < len(roles[k]))]
              for group in alike.values()]
    pairs = [[pair for column in sorted({cell.column for _, cell in group}) for pair in _pairs(text, [(k, cell) for k, cell in group if cell.column == column])
              if roles[pair.table].get(column) != "schedule"] for group in groups]
    if not _are_set([pair for group in pairs for pair in group]):
        return list(drafts)
    goes_on: dict[tuple[int, int, int], set[int]] = {}
    for pair in (pair for group in pairs if _fill(group) for pair in group):
        if pair.full and not (BODY_END.search(pair.above) and roles[pair.table].get(pair.cell.column) == "department"):
            goes_on.setdefault((pair.table, pair.cell.row, pair.cell.column), set()).add(pair.item)
    return [draft._replace(cells=tuple(_merged(cell, goes_on.get((k, cell.row, cell.column), set())) for cell in draft.cells)) if k in tables else draft
            for k, draft in enumerate(drafts)]


def placed(text: str, cells: Sequence[DraftCell]) -> list[DraftCell]:
    """The cells of a table, of which a second row with nothing but years, as many as the last name of a column and the empty cells behind it,
    stands under these: a converter left out the cells of merged ones."""
    top, under = ([cell for cell in cells if cell.row == row] for row in (0, 1))
    width = max((cell.column + cell.colspan for cell in cells), default=0)
    left = width - len(under)
    if not 1 < len(under) < len(top) == width or not all(role(" ".join(_words(text, item) for item in cell.items)) == "schedule" for cell in under):
        return list(cells)
    if not top[left].items or any(cell.items for cell in top[left + 1:]):
        return list(cells)
    return [cell._replace(column=cell.column + left) if cell.row == 1 else cell for cell in cells]


def _heads(text: str, cells: Sequence[DraftCell]) -> tuple[str, ...]:
    """What the cells of the first row say, and how many columns there are."""
    return str(max((cell.column for cell in cells), default=0)), *("".join(_words(text, item) for item in cell.items) for cell in cells if cell.row == 0)


def _roles(text: str, cells: Sequence[DraftCell]) -> dict[int, str]:
    """The roles of the columns, the lower of two rows of heads first."""
    found: dict[int, str] = {}
    for cell in sorted((cell for cell in cells if cell.row < _HEADS and cell.colspan == 1), key=lambda cell: -cell.row):
        found[cell.column] = found.get(cell.column) or role(" ".join(_words(text, item) for item in cell.items))
    return found


def _words(text: str, item: Sequence[tuple[int, int]]) -> str:
    return "".join(text[a:b] for a, b in item)


def _lines(text: str, cell: DraftCell) -> Iterator[tuple[int, str, bool]]:
    """The lines of a cell with the items that they open (-1 for none), and whether a bullet stands at their head."""
    for k, (item, marker) in enumerate(zip(cell.items, cell.markers, strict=True)):
        lines = [marker]
        for n, (a, b) in enumerate(item):
            if n and _BREAK.search(text, item[n - 1][1], a):
                lines.append("")
            lines[-1] += text[a:b]
        for n, line in enumerate(lines):
            yield -1 if n else k, line, bool(marker) and not n


def _pairs(text: str, column: Sequence[tuple[int, DraftCell]]) -> Iterator[_Pair]:
    """The pairs of lines in the cells of a column, each with the number of its table."""
    own = [(k, cell, list(_lines(text, cell))) for k, cell in column]
    found = [(k, cell, item, above, below) for k, cell, lines in own for (_, above, _), (item, below, opened) in pairwise(lines) if not opened]
    counts = Counter(half_widths(above) for *_, above, _ in found)
    wide = max(counts, key=lambda width: (counts[width], width), default=0)  # the usual line that goes on
    widths = [half_widths(line) for _, _, lines in own for _, line, _ in lines]
    loose = sum(width > wide + _SLACK for width in widths) > (1 - _FULL) * len(widths)  # most lines that nothing breaks are longer
    for k, cell, item, above, below in found:
        word = _NEXT.match(below)
        yield _Pair(k, cell, item, above, not loose and half_widths(above) + half_widths(word[0] if word else below) > wide)


def _fill(pairs: Sequence[_Pair]) -> bool:
    """Whether nearly all lines fill their columns, but those that end with the name of a department."""
    told = [pair.full for pair in pairs if not BODY_END.search(pair.above)]
    return sum(told) >= _FULL * len(told)


def _are_set(pairs: Sequence[_Pair]) -> bool:
    """Whether lines end where their columns do, and not where items end."""
    if len(pairs) < _PAIRS or len({(pair.table, pair.cell.row, pair.cell.column) for pair in pairs}) < _CELLS or not _fill(pairs):
        return False
    return sum(not (is_name(pair.above) or _WHOLE.search(pair.above)) for pair in pairs) >= _CUT * len(pairs)


def _merged(cell: DraftCell, later: set[int]) -> DraftCell:
    """A cell of which the items with these numbers go on with the one before them."""
    items: list[tuple[Span, ...]] = []
    markers: list[str] = []
    for k, (item, marker) in enumerate(zip(cell.items, cell.markers, strict=True)):
        if k in later and items:
            items[-1] += item
        else:
            items.append(item)
            markers.append(marker)
    return cell._replace(items=tuple(items), markers=tuple(markers)) if len(items) < len(cell.items) else cell
