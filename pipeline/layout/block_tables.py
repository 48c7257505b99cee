"""Tables in plain text whose cells stand one under another, parted by blank lines, as `pdftotext` prints cells of several lines."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.layout.aligned_tables import COLUMN_GAP, cell_of, whole_forms
from pipeline.layout.drafts import DraftCell
from pipeline.layout.lines import Line
from pipeline.layout.numbering import is_titled, parse
from pipeline.layout.tables import role

_NARROWEST, _WIDEST = 2, 12  # columns
_LEAST_ROWS = 2
_LONGEST_NAME = 24  # code points of a column's name
_MOST_LINES, _LONGEST_LINE = 10, 40  # of a cell
_TERM = re.compile(r"第[0-9０-９一二三四五六七八九十]+[期次]|[^。、]{2,30}(?:計画|戦略|プラン|ビジョン|構想|プログラム)")

Block = list[Line]


def blocks_end(lines: Sequence[Line], i: int) -> tuple[int, int]:
    """The index after the table that starts at `i` and the number of its columns; (i, 0) if none starts there.

    The first blocks are lines with nothing but names of columns, a term or a project among them; the next ones fill at
    least two rows, in each of which that column has a term or a name of a project."""
    if i + 1 >= len(lines) or not lines[i + 1].blank or not _names_column(lines[i:i + 1]):
        return i, 0
    blocks = list(_blocks(lines, i))
    width = next((k for k, block in enumerate(blocks) if not _names_column(block)), len(blocks))
    roles = [role(_words(block)) for block in blocks[:width]]
    if not _NARROWEST <= width <= _WIDEST or len(set(roles)) < min(3, width):
        return i, 0
    rows = (len(blocks) - width) // width
    body = blocks[width:width + rows * width]
    if rows < _LEAST_ROWS or not any(_fits(kind, [_words(block) for block in body[column::width]])
                                     for column, kind in enumerate(roles)):
        return i, 0
    return _index(lines, body[-1][-1], i) + 1, width


def block_cells(text: str, lines: Sequence[Line], width: int) -> Iterator[DraftCell]:
    """The cells of a table that `blocks_end` found."""
    for k, block in enumerate(_blocks(lines, 0)):
        yield cell_of(text, k // width, k % width, block[0].start, block[-1].end)


def _blocks(lines: Sequence[Line], i: int) -> Iterator[Block]:
    """The stretches between blank lines from `i` on that may be cells; what belongs to the page is passed over."""
    block: Block = []
    for k in range(i, len(lines) + 1):
        line = lines[k] if k < len(lines) else None
        if line is not None and not line.blank and not line.furniture:
            block.append(line)
            continue
        if block:
            if not _may_be_cell(block):
                return
            yield block
        block = []


def _may_be_cell(block: Block) -> bool:
    label = parse(block[0].text)
    heads = label is not None and label.path != () and is_titled(block[0].text[label.end:]) and len(block) == 1 and label.family not in ("circled", "paren")
    return not heads and len(block) <= _MOST_LINES and all(
        line.text[-1] != "。" and len(line.text) <= _LONGEST_LINE and "\t" not in line.text and not COLUMN_GAP.search(line.text) for line in block)


def _words(block: Sequence[Line]) -> str:
    return "".join(line.text for line in block)


def _names_column(block: Sequence[Line]) -> bool:
    words = _words(block)
    return len(block) <= 2 and 0 < len(words) <= _LONGEST_NAME and words[0] not in "表図（(・○●" and role(words) != "" and parse(words) is None


def _fits(kind: str, cells: Sequence[str]) -> bool:
    """Whether all cells of a column are what its name says: terms or plans, values to reach, names of projects."""
    if kind in ("term", "group", "number"):
        return all(map(_TERM.match, cells))
    if kind == "target":
        return all(any(map(str.isdigit, cell)) for cell in cells)
    return kind == "project" and all(whole_forms()[-1].fullmatch(cell.lstrip("・○●◎◆")) for cell in cells)


def _index(lines: Sequence[Line], line: Line, i: int) -> int:
    return next(k for k in range(i, len(lines)) if lines[k] is line)
