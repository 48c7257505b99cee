"""Tables of measures of which text taken out of a PDF left one space between cells and broke the longer ones over lines: a department closes each row."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.layout.aligned_tables import COLUMN_GAP, Places, cells_of_rows
from pipeline.layout.drafts import DraftCell
from pipeline.layout.lines import Line, in_bracket
from pipeline.layout.numbering import parse
from pipeline.layout.project_names import GOES_ON
from pipeline.layout.tables import is_label, role

_COLUMNS = 3  # what a measure is called, what is told of it, who carries it out
_NAMES = frozenset({"project", "program"})
_LONGEST = 40  # code points of the names of columns
_TALLEST = 8  # lines of a row
_LEAST = 2  # rows
_UNIT = r"[^ \u3000、。（）()]{1,14}(?:課|室|局|部|所|班|センター|本部|委員会)"
_OWNER = re.compile(rf"(?:.*[ \u3000])?(?P<owner>{_UNIT}(?:、{_UNIT}){{0,2}}(?:ほか|等)?)$")


def owned_end(lines: Sequence[Line], i: int) -> int:
    """The index behind such a table that starts at line `i`; `i` if none does. Its line of names has three, the last for departments."""
    rows = _rows(lines, i)
    return rows[-1][-1] + 1 if len(rows) >= _LEAST and any(len(row) > 1 or lines[row[0]].text.count(" ") > 1 for row in rows) else i


def owned_cells(text: str, lines: Sequence[Line]) -> Iterator[DraftCell]:
    """The cells of such a table."""
    head = lines[0]
    places: Places = {}
    at = head.start
    for column, name in enumerate(_names(head)):
        places[column] = at, at + len(name)
        at += len(name) + 1
    yield from cells_of_rows(text, [[places], *([*_row([lines[k] for k in row])] for row in _rows(lines, 0))], _COLUMNS)


def _names(line: Line) -> list[str]:
    """The names of columns in a line; none if it names no such table."""
    if len(line.text) > _LONGEST or line.furniture:
        return []
    names = line.text.replace("\u3000", " ").split(" ")
    known = len(names) == _COLUMNS and all(names) and is_label(names[0]) and role(names[0]) in _NAMES and role(names[2]) == "department"
    return names if known else []


def _rows(lines: Sequence[Line], i: int) -> list[list[int]]:
    """The lines of each row, up to the first that no department closes."""
    if not lines[i].text or not _names(lines[i]):
        return []
    rows: list[list[int]] = []
    open_: list[int] = []
    for j in range(i + 1, len(lines)):
        line = lines[j]
        if line.furniture or line.blank or COLUMN_GAP.search(line.text) or len(open_) >= _TALLEST or not open_ and parse(line.text) is not None:
            break
        open_.append(j)
        if _OWNER.match(line.text) and (len(open_) > 1 or " " in line.text or "\u3000" in line.text):
            rows.append(open_)
            open_ = []
    return rows


def _row(lines: Sequence[Line]) -> Iterator[Places]:
    """The cells of the lines of a row: first its name, last its department, between them what is told."""
    named = 0
    while named + 2 < len(lines) and not _space(lines[named]) and _runs_on(lines[named].text, lines[named + 1].text):
        named += 1
    for k, line in enumerate(lines):
        start, end = line.start, line.end
        places: Places = {}
        if k == len(lines) - 1 and (owner := _OWNER.match(line.text)):
            places[2] = line.start + owner.start("owner"), end
            end = places[2][0] - 1
        if k <= named:
            cut = line.text.find(_space(line)) if k == named and _space(line) else -1
            places[0] = start, start + cut if cut > 0 else max(end, start + 1)
            start = places[0][1] + 1
        if start < end:
            places[1] = start, end
        yield dict(sorted(places.items()))


def _space(line: Line) -> str:
    return next((space for space in (" ", "\u3000") if space in line.text), "")


def _runs_on(above: str, below: str) -> bool:
    """Whether a name goes on in the next line: inside a bracket, with a bracket, or with what opens no other cell."""
    return in_bracket(above, below) or GOES_ON.match(below) is not None
