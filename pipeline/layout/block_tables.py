"""Tables in plain text whose cells stand one under another, parted by blank lines, as `pdftotext` prints cells of several lines."""
from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from pipeline.layout.aligned_rows import whole_forms
from pipeline.layout.aligned_tables import COLUMN_GAP, cell_of
from pipeline.layout.drafts import DraftCell
from pipeline.layout.line import Line
from pipeline.layout.lists import bullet
from pipeline.layout.numbering import alone, is_titled, parse, word_role
from pipeline.layout.tables import role

_NARROWEST, _WIDEST = 2, 12  # columns
_LEAST_ROWS = 2
_LONGEST_NAME = 24  # code points of a column's name
_MOST_LINES, _LONGEST_LINE = 10, 40  # of a cell
_LONGEST_SAID = 24  # code points of the last line of a sentence in a cell
_TOLD = frozenset({"number", "department", "schedule"})  # columns whose cells tell by their form where the table ends
_TERM = re.compile(r"第[0-9０-９一二三四五六七八九十]+[期次]|[^。、]{2,30}(?:計画|戦略|プラン|ビジョン|構想|プログラム)")

Block = list[Line]


def blocks_end(lines: Sequence[Line], i: int) -> tuple[int, int]:
    """The index after the table that starts at `i` and the number of its columns; (i, 0) if none starts there.

    The first blocks are lines with nothing but names of columns, a term or a project among them; the next ones fill at
    least two rows, in each of which a column holds what its name says."""
    if i + 1 >= len(lines) or not lines[i + 1].blank or not _names_column(lines[i:i + 1]):
        return i, 0
    blocks = list(_blocks(lines, i, figures=True))
    width = next((k for k, block in enumerate(blocks) if not _names_column(block) or k and _is_year(block) and not _is_year(blocks[k - 1]) and role(_words(blocks[0])) == "schedule"), len(blocks))
    roles = [_role(_words(block)) for block in blocks[:width]]
    if not _NARROWEST <= width <= _WIDEST or len(set(roles)) < min(3, width):
        return i, 0
    said = "description" in roles
    blocks = list(_blocks(lines, i, figures=True, said=said)) if said else blocks
    rows = _rows(roles, blocks[width:], _TOLD)
    if rows < _LEAST_ROWS:
        blocks = list(_blocks(lines, i, said=said))
        rows = _rows(roles, blocks[width:], frozenset(roles) - _TOLD)
    body = blocks[width:width + rows * width]
    if rows < _LEAST_ROWS:
        return i, 0
    return _index(lines, body[-1][-1], i) + 1, width


def _rows(roles: Sequence[str], blocks: Sequence[Block], kinds: Collection[str]) -> int:
    """How many rows the blocks fill from the first on, by the columns of these kinds."""
    width = len(roles)
    body = blocks[:len(blocks) - len(blocks) % width]
    return max((_fitting(kind, [_words(block) for block in body[column::width]]) for column, kind in enumerate(roles) if kind in kinds), default=0)


def block_cells(text: str, lines: Sequence[Line], width: int) -> Iterator[DraftCell]:
    """The cells of a table that `blocks_end` found."""
    for k, block in enumerate(_blocks(lines, 0, figures=True, said=True)):
        yield cell_of(text, k // width, k % width, block[0].start, block[-1].end)


def _blocks(lines: Sequence[Line], i: int, figures: bool = False, said: bool = False) -> Iterator[Block]:
    """The stretches between blank lines from `i` on that may be cells; what belongs to the page is passed over. figures: also
    those that open with a figure as headings do (11 市町で運営); said: also sentences in short lines."""
    block: Block = []
    for k in range(i, len(lines) + 1):
        line = lines[k] if k < len(lines) else None
        if line is not None and not line.blank and not line.furniture:
            block.append(line)
            continue
        if block:
            if not _may_be_cell(block, figures, said):
                return
            yield block
        block = []


def _may_be_cell(block: Block, figures: bool, said: bool) -> bool:
    label = parse(block[0].text)
    if len(block) == 1 and (number := alone(block[0].text)) is not None and number.path[-1:] > (1,) and (
            number.rank >= 0 or word_role(number.word) == "pillar" or number.family == "roman"):
        return False  # 基本目標2, over its title
    heads = label is not None and label.path != () and is_titled(block[0].text[label.end:]) and len(block) == 1 and label.family not in ("circled", "paren", *(["simple"] if figures else []))
    return not heads and len(block) <= _MOST_LINES and all(
        (line.text[-1] != "。" or said and len(line.text) <= _LONGEST_SAID) and len(line.text) <= _LONGEST_LINE and "\t" not in line.text and not COLUMN_GAP.search(line.text) for line in block)


def _words(block: Sequence[Line]) -> str:
    return "".join(line.text for line in block)


def _names_column(block: Sequence[Line]) -> bool:
    words = _words(block)
    return len(block) <= 2 and 0 < len(words) <= _LONGEST_NAME and words[0] not in "表図（(・○●" and _role(words) != "" and parse(words) is None


def _role(words: str) -> str:
    """The role of a column by its name, which may be a word of worded numbers (視点 over 視点1, 視点2)."""
    return role(words) or ("pillar" if word_role(words) in ("pillar", "viewpoint") else "")


def _is_year(block: Sequence[Line]) -> bool:
    """Whether a block holds nothing but years, which stand below 実施年度 and are no column's name there."""
    return whole_forms()[1].fullmatch(_words(block)) is not None


def _fitting(kind: str, cells: Sequence[str]) -> int:
    """How many cells of a column are, from the first on, what its name says: terms or plans, departments, years; all or none
    where that is values to reach or names of projects. A column of projects may hold lists."""
    figure, year, owner, project = whole_forms()
    if kind in _TOLD or kind in ("term", "group"):
        form = {"number": figure, "department": owner, "schedule": year}.get(kind, _TERM)
        return next((k for k, cell in enumerate(cells) if not form.match(cell) or kind in ("department", "schedule") and not form.fullmatch(cell)), len(cells))
    if kind == "project" and cells and all(bullet(cell) for cell in cells[:_LEAST_ROWS]):
        return next((k for k, cell in enumerate(cells) if not bullet(cell)), len(cells))  # a list in each cell
    fits = all(any(map(str.isdigit, cell)) for cell in cells) if kind == "target" else kind == "project" and all(project.fullmatch(cell.lstrip("・○●◎◆")) for cell in cells)
    return len(cells) if fits else 0


def _index(lines: Sequence[Line], line: Line, i: int) -> int:
    return next(k for k in range(i, len(lines)) if lines[k] is line)
