"""Tables of names, amounts and what is told of each, of which a copy left one space between cells and broke the head or the first cell over lines."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.layout.aligned_rows import Places
from pipeline.layout.aligned_tables import cells_of_rows
from pipeline.layout.drafts import DraftCell
from pipeline.layout.line import Line
from pipeline.layout.numbering import parse
from pipeline.layout.tables import role

Row = list[Places]  # the cells of each of its lines

_ROLES = (frozenset({"project", "program"}), frozenset({"budget"}), frozenset({"description", "effort"}))
_PIECE = re.compile(r"[^ \u3000]+")
_AMOUNT = re.compile(r"(?:^|(?<=[ \u3000]))[0-9][0-9,]*(?:千円|百万円|億円|万円|円)[ \u3000]+(?=\S)")
_LONGEST = 24  # code points of the name of a column
_HEAD = 4  # lines of a head
_NAME = 3  # lines of a name with the department in brackets below it
_TOLD = 6  # lines of what is told
_LEAST = 2  # rows


def amounts_end(lines: Sequence[Line], i: int) -> int:
    """The index behind such a table that starts at line `i`; `i` if none does."""
    head = _head(lines, i)
    rows = _rows(lines, i + len(head)) if head else []
    return i + len(head) + sum(map(len, rows)) if len(rows) >= _LEAST else i


def amount_cells(text: str, lines: Sequence[Line]) -> Iterator[DraftCell]:
    """The cells of such a table."""
    head = _head(lines, 0)
    yield from cells_of_rows(text, [head, *_rows(lines, len(head))], len(_ROLES))


def _head(lines: Sequence[Line], i: int) -> Row:
    """The places of the names of the columns, a line broken where a bracket is open goes on in the next (予算額(千 / 円)); empty where lines name no such columns."""
    first = _PIECE.match(lines[i].text)
    if lines[i].furniture or first is None or first.end() > _LONGEST or role(first.group()) not in _ROLES[0]:
        return []  # most lines
    names: list[str] = []
    row: Row = []
    for line in lines[i:i + _HEAD]:
        if not line.text or line.furniture:
            return []
        row.append({})
        for piece in _PIECE.finditer(line.text):
            if names and _is_open(names[-1]):
                names[-1] += piece.group()
            else:
                names.append(piece.group())
            if len(names) > len(_ROLES):
                return []
            begin = row[-1].get(len(names) - 1, (line.start + piece.start(), 0))[0]
            row[-1][len(names) - 1] = begin, line.start + piece.end()
        if len(names) == len(_ROLES) and not _is_open(names[-1]):
            return row if all(len(name) <= _LONGEST and role(name) in own for name, own in zip(names, _ROLES)) else []
    return []


def _is_open(name: str) -> bool:
    return name.count("(") + name.count("（") > name.count(")") + name.count("）")


def _rows(lines: Sequence[Line], i: int) -> list[Row]:
    """The rows from line `i` on: names, with a line that holds nothing but who is in charge or without, an amount, and sentences."""
    found: list[Row] = []
    while (row := _row(lines, i)):
        found.append(row)
        i += len(row)
    return found


def _row(lines: Sequence[Line], i: int) -> Row:
    row: Row = []
    for line in lines[i:i + _NAME]:
        if not line.text or line.furniture or line.text[-1] == "。" and _AMOUNT.search(line.text) is None or parse(line.text) is not None:
            return []
        amount = _AMOUNT.search(line.text)
        if amount is None:
            row.append({0: (line.start, line.end)})
            continue
        before = len(line.text[:amount.start()].rstrip(" \u3000"))
        own: Places = {0: (line.start, line.start + before)} if before else {}
        own[1] = line.start + amount.start(), line.start + len(line.text[:amount.end()].rstrip(" \u3000"))
        own[2] = line.start + amount.end(), line.end
        row.append(own)
        return _told(lines, i + len(row), row) if before or len(row) > 1 else []
    return []


def _told(lines: Sequence[Line], i: int, row: Row) -> Row:
    """A row with the lines in which its sentence goes on; none where it does not end."""
    for line in lines[i - 1:i + _TOLD]:
        if not line.text or line.furniture:
            return []
        if line is not lines[i - 1]:
            row.append({2: (line.start, line.end)})
        if line.text[-1] in "。)）":
            return row
    return []
