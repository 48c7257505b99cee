"""Tables in plain text whose cells stand one under another, parted by blank lines, as `pdftotext` prints cells of several lines."""
from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from pipeline.layout.aligned_rows import whole_forms
from pipeline.layout.aligned_tables import COLUMN_GAP, cell_of
from pipeline.layout.drafts import DraftCell
from pipeline.layout.line import Line
from pipeline.layout.lists import bullet
from pipeline.layout.numbering import alone, is_titled, parse, word_role
from pipeline.layout.tables import role

_NARROWEST, _WIDEST = 2, 12  # columns
_LEAST_ROWS = 2
_MOST_LOOKED_AT = 40  # stretches that tell whether a table begins: its names of columns and more than the least rows
_LONGEST_NAME = 24  # code points of a column's name
_MOST_LINES, _LONGEST_LINE = 10, 40  # of a cell
_LONGEST_SAID = 24  # code points of the last line of a sentence in a cell
_TOLD = frozenset({"number", "department", "schedule"})  # columns whose cells tell by their form where the table ends
_TERM = re.compile(r"第[0-9０-９一二三四五六七八九十]+[期次]|[^。、]{2,30}(?:計画|戦略|プラン|ビジョン|構想|プログラム)")
_YEARS = r"(?:昭和|平成|令和|[SHR]|(?:19|20|１９|２０)[0-9０-９]{2})[ 0-9０-９元]*年?度?[^。、]{0,12}?(?:[~～〜－–―ー-]|から)"
_OPENING = re.compile(rf"(?:第[0-9０-９一二三四五六七八九十]+[期次][^。、]{{0,50}}?|[^。、]{{0,30}}?){_YEARS}")  # 第2期, 情報化プラン / 平成13～17年度

Block = list[Line]


def blocks_end(lines: Sequence[Line], i: int) -> tuple[int, int]:
    """The index after the table that starts at `i` and the number of its columns; (i, 0) if none starts there.

    The first blocks are lines with nothing but names of columns, a term or a project among them; the next ones fill at
    least two rows, in each of which a column holds what its name says. Between rows may stand the pillar of those below (柱1 …)."""
    if i + 1 >= len(lines) or not lines[i + 1].blank or not _names_column(lines[i:i + 1]):
        return i, 0
    blocks = list(islice(_blocks(lines, i, figures=True), _MOST_LOOKED_AT))
    if _plans_end([_words(block) for block in blocks])[1]:
        blocks = list(_blocks(lines, i, figures=True))
        cells, columns = _plans_end([_words(block) for block in blocks])
        return _index(lines, blocks[cells - 1][-1], i) + 1, columns
    width = next((k for k, block in enumerate(blocks) if not _names_column(block) or k and _is_year(block) and not _is_year(blocks[k - 1]) and role(_words(blocks[0])) == "schedule"), len(blocks))
    roles = [_role(_words(block)) for block in blocks[:width]]
    if not _NARROWEST <= width <= _WIDEST or len(set(roles)) < min(3, width):
        return i, 0
    said = "description" in roles
    for figures, kinds in ((True, _TOLD), (False, frozenset(roles) - _TOLD)):
        for most in (_MOST_LOOKED_AT, None):
            blocks = list(islice(_blocks(lines, i, figures, said, bands=width > _NARROWEST), most))
            rows = _rows(roles, _below(blocks, width)[width:], kinds)
            if rows < _LEAST_ROWS:
                break
        else:
            last = _below(blocks, width)[width + rows * width - 1]
            return _index(lines, last[-1], i) + 1, width
    return i, 0


def _below(blocks: Sequence[Block], width: int) -> list[Block]:
    """The blocks that are cells, up to a pillar that stands inside a row."""
    found: list[Block] = []
    for block in blocks:
        if not _is_band(block):
            found.append(block)
        elif len(found) % width:
            break
    return found


def _plans_end(cells: Sequence[str]) -> tuple[int, int]:
    """How many cells a table of earlier plans has whose first column is called so, and how many columns: those up to the first term,
    or plan with its years, such as then open each row, whatever the other columns are called. (0, 0) if there is none."""
    width = next((k for k, cell in enumerate(cells[:_WIDEST + 1]) if _OPENING.match(cell)), 0)
    if width <= _NARROWEST or role(cells[0]) not in ("term", "group") or any(len(cell) > _LONGEST_NAME or any(map(str.isdigit, cell)) for cell in cells[:width]):
        return 0, 0
    rows = next((r for r, cell in enumerate(cells[width::width]) if not _OPENING.match(cell)), len(cells[width::width]))
    end = min((rows + 1) * width, len(cells))
    return (end, width) if rows >= _LEAST_ROWS and end % width == 0 else (0, 0)


def _rows(roles: Sequence[str], blocks: Sequence[Block], kinds: Collection[str]) -> int:
    """How many rows the blocks fill from the first on, by the columns of these kinds."""
    width = len(roles)
    body = blocks[:len(blocks) - len(blocks) % width]
    return max((_fitting(kind, [_words(block) for block in body[column::width]]) for column, kind in enumerate(roles) if kind in kinds), default=0)


def block_cells(text: str, lines: Sequence[Line], width: int) -> Iterator[DraftCell]:
    """The cells of a table that `blocks_end` found."""
    row = column = 0
    for block in _blocks(lines, 0, figures=True, said=True, bands=True):
        cell = cell_of(text, row, column, block[0].start, block[-1].end)
        whole = _is_band(block)
        yield cell._replace(colspan=width) if whole else cell
        row, column = (row + 1, 0) if whole or column + 1 == width else (row, column + 1)


def _blocks(lines: Sequence[Line], i: int, figures: bool = False, said: bool = False, bands: bool = False) -> Iterator[Block]:
    """The stretches between blank lines from `i` on that may be cells; what belongs to the page is passed over. figures: also
    those that open with a figure as headings do (11 市町で運営); said: also sentences in short lines; bands: also pillars over rows."""
    block: Block = []
    for k in range(i, len(lines) + 1):
        line = lines[k] if k < len(lines) else None
        if line is not None and not line.blank and not line.furniture:
            block.append(line)
            continue
        if block:
            if not _may_be_cell(block, figures, said) and not (bands and _is_band(block)):
                return
            yield block
        block = []


def _is_band(block: Block) -> bool:
    """Whether a block is the name of a pillar with its worded number (柱1 安心な暮らし), a row over rows."""
    label = parse(block[0].text) if len(block) == 1 else None
    return label is not None and word_role(label.word) == "pillar" and label.path != () and is_titled(block[0].text[label.end:])


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
