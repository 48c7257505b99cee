"""Names over two lines of a cell: whether the lines of the cells in a column are names each, or parts of one."""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pipeline.layout.drafts import DraftCell
from pipeline.layout.project_names import suffixes
from pipeline.layout.tables import role
from pipeline.rules import load

_NAMED = frozenset({"project", "program", "effort"})  # roles of columns of names
_PLANS = frozenset({"term", "period", "theme", "outcome"})  # roles of columns of a table of earlier plans, whose cells hold lists
_MOST_LINES = 3  # of a name
_LONGEST = 60  # code points of a name
_ALONE, _AMONG = 0.4, 0.65  # share of lines that are no whole names, from which on they are parts: where most cells have one line, and else
_MARKED_END = re.compile(r"[(（【〔\[][^()（）【】〔〕\[\]]*[)）】〕\]]$")
_GOES_ON = re.compile(r"[「『（(を-んァィゥェォャュョッー、・]|(?:促進|推進|支援|整備|普及|強化|構築)[一-龥]{0,3}(?:事業|金|補助|助成)")  # no name begins so


def unwrapped(text: str, cells: Sequence[DraftCell]) -> tuple[DraftCell, ...]:
    """The cells, of which those in a column of names whose lines are no names by themselves hold one item each."""
    height = max((cell.row for cell in cells), default=0)
    roles = {cell.column: role(" ".join(_words(text, cell))) for cell in cells if cell.row == 0 and cell.colspan == 1} if height else {}
    columns = {column for column, name in roles.items() if name in _NAMED} if _PLANS.isdisjoint(roles.values()) else set()
    joined = {column for column in columns if _are_parts(text, [cell for cell in cells if cell.column == column and cell.row])}
    return tuple(_whole(cell) if cell.column in joined and cell.row and _has_lines(cell) else cell for cell in cells)


def _words(text: str, cell: DraftCell) -> Iterator[str]:
    return ("".join(text[a:b] for a, b in item) for item in cell.items)


def _has_lines(cell: DraftCell) -> bool:
    """Whether a cell has several lines that no bullet opens."""
    return 1 < len(cell.items) <= _MOST_LINES and not any(cell.markers) and not cell.solid and cell.colspan == 1


def _are_parts(text: str, cells: Sequence[DraftCell]) -> bool:
    """Whether the lines of the cells in a column are parts of names."""
    several = [list(_words(text, cell)) for cell in cells if _has_lines(cell)]
    pairs = [pair for lines in several for pair in zip(lines, lines[1:])]
    if not pairs or any(sum(map(len, lines)) > _LONGEST for lines in several):
        return False
    parts = sum(_GOES_ON.match(below) is not None or not _is_name(above) for above, below in pairs) / len(pairs)
    return parts >= (_ALONE if sum(len(cell.items) == 1 for cell in cells) >= len(several) else _AMONG)


def _is_name(words: str) -> bool:
    """Whether words end as names of measures do."""
    bare = _MARKED_END.sub("", unicodedata.normalize("NFKC", words).strip())
    return bare.endswith(_ends())


@lru_cache(maxsize=1)
def _ends() -> tuple[str, ...]:
    return (*suffixes(), *(row["word"] for row in load("deeds") if row["closes"] == "yes"), "化", "づくり")


def _whole(cell: DraftCell) -> DraftCell:
    """A cell whose items are one."""
    return cell._replace(items=(tuple(span for item in cell.items for span in item),), markers=("",))
