"""Tables in plain text of which a copy left one space between cells, or a slash: a line of names of columns, and lines of just as many cells."""
from __future__ import annotations

import re
from typing import Iterator, Sequence

from pipeline.layout.aligned_tables import cell_of
from pipeline.layout.drafts import DraftCell
from pipeline.layout.line import Line
from pipeline.layout.numbering import parse
from pipeline.layout.tables import role

_SIGNS = (" ／ ", " / ", "／", "\u3000\u3000", "\u3000", "  ", " ")  # what parts the cells of a line, the first that stands in the names of columns
_SLASHES = ("／", " / ")
_LONGEST = 16  # code points of a column's name
_NAMES = frozenset({"project", "program"})
_PLANS, _TOLD = frozenset({"term", "group", "period"}), frozenset({"theme", "effort", "outcome"})  # columns of a table of earlier plans
_FEWEST = 3  # columns
_NAME = re.compile(r"No\.?|[^0-9０-９。、…・|｜│■○●◆]*[一-鿿ァ-ヺぁ-ゖ][^0-9０-９。、…|｜│]*")
_YEAR = re.compile(r"(?:令和|平成|[RH]|20)[0-9０-９元]{1,2}年?度?(?:の?[一-鿿]{1,6})?$")


def flat_end(lines: Sequence[Line], i: int) -> int:
    """The index behind such a table that starts at line `i`; `i` if none does. One column names measures, and most are known."""
    names = _parts(lines[i].text)
    if len(names) < _FEWEST or not all(0 < len(name) <= _LONGEST and (_NAME.fullmatch(name) or _YEAR.match(name)) for name in names) or parse(lines[i].text) is not None:
        return i
    roles = [role(name) or ("schedule" if _YEAR.match(name) else "") for name in names]
    slashed = is_slashed(lines[i].text)
    of_plans = slashed and _PLANS & set(roles) and _TOLD & set(roles)
    if not (_NAMES & set(roles) or of_plans) or 2 * sum(map(bool, roles)) < len(names):
        return i
    end = i + 1
    while end < len(lines) and not lines[end].furniture and len(_cells(lines[i], lines[end])) == len(names) and not (slashed and "。" in lines[end].text):
        end += 1
    return end if end > i + 1 + slashed else i


def flat_rest_end(above: Sequence[Line], lines: Sequence[Line], i: int) -> int:
    """The index after the rows from line `i` on of such a table, `above`, which the end of a page tore; `i` if the line there is none."""
    names = _parts(above[0].text)
    if flat_end(above, 0) < len(above):
        return i
    j = i
    while j < len(lines) and not lines[j].furniture and len(_cells(above[0], lines[j])) == len(names) and not (_sign(above[0].text) == " " and "。" in lines[j].text):
        j += 1
    return j


def flat_cells(text: str, lines: Sequence[Line]) -> Iterator[DraftCell]:
    """The cells of such a table."""
    width = len(_sign(lines[0].text))
    for row, line in enumerate(lines):
        at = line.start
        for column, part in enumerate(_cells(lines[0], line)):
            yield cell_of(text, row, column, at, at + len(part))
            at += len(part) + width


def is_slashed(line: str) -> bool:
    """Whether slashes may part the cells of a line: a cheap look."""
    return any(sign in line for sign in _SLASHES)


def _parts(line: str) -> list[str]:
    return line.split(_sign(line))


def _sign(line: str) -> str:
    """What parts the cells below a line of names."""
    return next((sign for sign in _SIGNS if sign in line), " ")


def _cells(head: Line, line: Line) -> list[str]:
    parts = line.text.split(_sign(head.text))
    return parts if all(parts) else []
