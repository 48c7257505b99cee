"""Tables of measures of which text taken out of a PDF left one space between cells and broke the longer ones over lines: a department, an amount or words under years close each row."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pipeline.layout.aligned_rows import Places
from pipeline.layout.aligned_tables import COLUMN_GAP, cells_of_rows
from pipeline.layout.drafts import DraftCell
from pipeline.layout.line import Line
from pipeline.layout.numbering import parse
from pipeline.layout.project_names import runs_on
from pipeline.layout.tables import is_label, role

_NAMES = frozenset({"project", "program"})
_LONGEST = 40  # code points of the names of columns
_TALLEST = 8  # lines of a row
_LEAST = 2  # rows
_TOLD = 2  # columns before those that close a row: what a measure is called, what is told of it
_UNIT = r"[^ \u3000、。（）()]{1,14}(?:課|室|局|部|所|班|センター|本部|委員会)"
_FORMS = {"department": rf"{_UNIT}(?:[、・]{_UNIT}){{0,2}}(?:ほか|等)?", "budget": r"[0-9０-９][0-9０-９,，.]*(?:千円|万円|百万円|円)?|[-－―─]", "schedule": r"[^ \u3000。、0-9０-９]{1,6}|[→⇒―－]+",
          "group": r"[^ \u3000。、0-9０-９]{1,5}"}  # of the cells that close a row, by the role of their column


def owned_end(lines: Sequence[Line], i: int) -> int:
    """The index behind such a table that starts at line `i`; `i` if none does. Its line of names has two and those of what closes a row."""
    rows = _rows(lines, i)
    return rows[-1][-1] + 1 if len(rows) >= _LEAST and any(len(row) > 1 or lines[row[0]].text.count(" ") > 1 for row in rows) else i


def owned_cells(text: str, lines: Sequence[Line]) -> Iterator[DraftCell]:
    """The cells of such a table."""
    head, names = lines[0], _names(lines[0])
    closes = _closing(tuple(map(role, names[_TOLD:])))
    places: Places = {}
    at = head.start
    for column, name in enumerate(names):
        places[column] = at, at + len(name)
        at += len(name) + 1
    yield from cells_of_rows(text, [[places], *([*_row([lines[k] for k in row], closes)] for row in _rows(lines, 0))], len(names))


def _names(line: Line) -> list[str]:
    """The names of columns in a line; none if it names no such table."""
    if len(line.text) > _LONGEST or line.furniture:
        return []
    names = line.text.replace("\u3000", " ").split(" ")
    known = len(names) > _TOLD and all(names) and is_label(names[0]) and role(names[0]) in _NAMES and role(names[1]) not in _FORMS
    closing = [role(name) for name in names[_TOLD:]]
    return names if known and all(own in _FORMS for own in closing) and (len(closing) > 1 or closing == ["department"]) else []


@lru_cache(maxsize=32)
def _closing(roles: tuple[str, ...]) -> re.Pattern[str]:
    """What closes a row: at the end of its last line a cell of each of these columns."""
    return re.compile(r"(?:.*[ \u3000])?" + r"[ \u3000]".join(f"({_FORMS[own]})" for own in roles) + "$")


def _rows(lines: Sequence[Line], i: int) -> list[list[int]]:
    """The lines of each row, up to the first that no department closes."""
    if not lines[i].text or not (names := _names(lines[i])):
        return []
    closes = _closing(tuple(map(role, names[_TOLD:])))
    rows: list[list[int]] = []
    open_: list[int] = []
    for j in range(i + 1, len(lines)):
        line = lines[j]
        if line.furniture or line.blank or COLUMN_GAP.search(line.text) or len(open_) >= _TALLEST or not open_ and parse(line.text) is not None:
            break
        open_.append(j)
        if closes.match(line.text) and (len(open_) > 1 or " " in line.text or "\u3000" in line.text):
            rows.append(open_)
            open_ = []
    return rows


def _row(lines: Sequence[Line], closes: re.Pattern[str]) -> Iterator[Places]:
    """The cells of the lines of a row: first its name, last what closes it, between them what is told."""
    named = 0
    while named + 2 < len(lines) and not _space(lines[named]) and runs_on(lines[named].text, lines[named + 1].text):
        named += 1
    for k, line in enumerate(lines):
        start, end = line.start, line.end
        places: Places = {}
        if k == len(lines) - 1 and (closing := closes.match(line.text)):
            places |= {_TOLD + n: (line.start + closing.start(n + 1), line.start + closing.end(n + 1)) for n in range(closes.groups)}
            end = places[_TOLD][0] - 1
        if k <= named:
            cut = line.text.find(_space(line)) if k == named and _space(line) else -1
            places[0] = start, start + cut if cut > 0 else max(end, start + 1)
            start = places[0][1] + 1
        if start < end:
            places[1] = start, end
        yield dict(sorted(places.items()))


def _space(line: Line) -> str:
    return next((space for space in (" ", "\u3000") if space in line.text), "")
