"""Names over two lines of a cell: whether the lines of the cells in a column are names each, or parts of one."""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pipeline.layout.drafts import DraftCell
from pipeline.layout.lines import in_bracket
from pipeline.layout.project_names import GOES_ON, ends_one, suffixes
from pipeline.layout.tables import role
from pipeline.rules import load

_NAMED = frozenset({"project", "program", "effort"})  # roles of columns of names
_TERMS, _TOLD = frozenset({"term", "period"}), frozenset({"theme", "outcome"})  # one of the roles of columns, or both, of a table of earlier plans, whose cells hold lists
_MOST_LINES = 3  # of a name
_LONGEST = 60  # code points of a name
_ALONE, _AMONG = 0.4, 0.65  # share of lines that are no whole names, from which on they are parts: where most cells have one line, and else
_STRONG = re.compile("(?:事業|補助金|交付金|助成金?|貸付金?|プロジェクト|制度)(?:[(（【〔][^()（）【】〔〕]*[)）】〕])?$")  # a whole name, also where each row has a number
_MARKED_END = re.compile(r"[(（【〔\[][^()（）【】〔〕\[\]]*[)）】〕\]]$")
BODY_END = re.compile(r"[課室局部係署所院館班校]$|センター$|委員会$")  # ends the name of a department


def unwrapped(text: str, cells: Sequence[DraftCell]) -> tuple[DraftCell, ...]:
    """The cells, of which those in a column of names or beside a label of one, whose lines are no names by themselves, hold one item each."""
    cells = [_closed(text, cell) if len(cell.items) > 1 else cell for cell in cells]
    height = max((cell.row for cell in cells), default=0)
    roles = {cell.column: role(" ".join(_words(text, cell))) for cell in cells if cell.row == 0 and cell.colspan == 1} if height else {}
    of_plans = bool(_TERMS & set(roles.values())) or len(_TOLD & set(roles.values())) > 1
    columns = {column for column, name in roles.items() if name in _NAMED} if not of_plans else set()
    joined = {column for column in columns if _are_parts(text, [cell for cell in cells if cell.column == column and cell.row])}
    counted = columns if "number" in roles.values() else set()
    own = {(cell.row, cell.column) for cell in cells if cell.column in counted and cell.row and _has_lines(cell) and not any(map(_STRONG.search, [*_words(text, cell)][:-1]))
           and 2 * sum(len(other.items) == 1 for other in cells if other.column == cell.column and other.row) > sum(other.column == cell.column and other.row > 0 for other in cells)}
    beside = _beside_labels(text, cells) | own
    return tuple(_whole(cell) if _has_lines(cell) and (cell.column in joined and cell.row or (cell.row, cell.column) in beside) else cell for cell in cells)


def _closed(text: str, cell: DraftCell) -> DraftCell:
    """A cell in which a line that ends inside a bracket goes on in the next one, which closes it (…事業[文 / 化振興課]), or a name in
    what is none by itself (…マップ / 運営事業)."""
    items, markers = [cell.items[0]], [cell.markers[0]]
    for item, marker in zip(cell.items[1:], cell.markers[1:]):
        above, below = ("".join(text[a:b] for a, b in part) for part in (items[-1], item))
        if not marker and (in_bracket(above, below) or ends_one(above, below)):
            items[-1] += item
        else:
            items.append(item)
            markers.append(marker)
    return cell._replace(items=tuple(items), markers=tuple(markers)) if len(items) < len(cell.items) else cell


def _beside_labels(text: str, cells: Sequence[DraftCell]) -> set[tuple[int, int]]:
    """The places of the cells beside a label that asks for one name (取組名, 事業名称) of which a line is no name by itself."""
    labels = {cell.row for cell in cells if cell.column == 0 and cell.colspan == 1 and (words := "".join(_words(text, cell)).strip()).endswith(("名", "名称"))
              and role(words) in _NAMED}
    return {(cell.row, cell.column) for cell in cells if cell.column == 1 and cell.row in labels and _has_lines(cell)
            and not all(is_name(line) and not (n and GOES_ON.match(line)) for n, line in enumerate(_words(text, cell)))} if labels else set()


def _words(text: str, cell: DraftCell) -> Iterator[str]:
    return ("".join(text[a:b] for a, b in item) for item in cell.items)


def _has_lines(cell: DraftCell) -> bool:
    """Whether a cell has several lines that no bullet opens."""
    return 1 < len(cell.items) <= _MOST_LINES and not any(cell.markers) and not cell.solid and cell.colspan == 1


def _are_parts(text: str, cells: Sequence[DraftCell]) -> bool:
    """Whether the lines of the cells in a column are parts of names."""
    several = [list(_words(text, cell)) for cell in cells if _has_lines(cell)]
    pairs = [pair for lines in several for pair in zip(lines, lines[1:]) if not _MARKED_END.fullmatch(unicodedata.normalize("NFKC", pair[1]).strip())]
    if not pairs or any(sum(map(len, lines)) > _LONGEST for lines in several):
        return False
    parts = sum(GOES_ON.match(below) is not None or not is_name(above) for above, below in pairs) / len(pairs)
    return parts >= (_ALONE if sum(len(cell.items) == 1 for cell in cells) >= len(several) else _AMONG)


def is_name(words: str) -> bool:
    """Whether words end as names of measures do, or with a name of their own (…サイト「とりデータ」)."""
    bare = _MARKED_END.sub("", unicodedata.normalize("NFKC", words).strip())
    return bare.endswith(_ends()) or bare[-1:] == "」" and bare[:1] != "「"


@lru_cache(maxsize=1)
def _ends() -> tuple[str, ...]:
    return (*suffixes(), *(row["word"] for row in load("deeds") if row["closes"] == "yes"), "化", "づくり")


def _whole(cell: DraftCell) -> DraftCell:
    """A cell whose items are one."""
    return cell._replace(items=(tuple(span for item in cell.items for span in item),), markers=("",))
