"""Tables of measures of which text taken out of a PDF left one space between cells and broke the longer ones over lines: a number opens each row, a department stands second in it, or a name stands before what is told of it."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.layout.aligned_rows import Places
from pipeline.layout.aligned_tables import cells_of_rows
from pipeline.layout.drafts import DraftCell
from pipeline.layout.line import Line
from pipeline.layout.numbering import ordinal, parse
from pipeline.layout.project_names import runs_on
from pipeline.layout.tables import is_label, role

_NAMES = frozenset({"project", "program"})
_LONGEST, _LONGEST_NAME = 60, 16  # code points of the names of columns, and of one
_TALLEST = 6  # lines of a row
_TAIL = 12  # code points of a line that ends the last cell of a table
_GOES_ON = 20  # code points of a line with which a cell goes on
_UNIT = r"[^ \u3000、。・()（）0-9]{1,14}(?:課|室|局|部|所|班|センター|本部|委員会)"
_OWNER = re.compile(rf"{_UNIT}(?:[、・]{_UNIT}){{0,2}}(?:ほか|等)?")
_OPENED = re.compile(r"([0-9０-９]{1,2})[ \u3000](?=\S)")
_CODED = re.compile(r"([0-9０-９]{3,5}|[0-9０-９]{1,2}[-－‐][0-9０-９]{1,2}(?:[-－‐][0-9０-９]{1,2})?)[ \u3000](?=\S)")  # 1101, 1-2-3
_MARKED = re.compile(r"[(（【〔\[][^()（）【】〔〕\[\]]{1,4}[)）】〕\]](?=.)|[★☆○●◎◇◆・](?=.)")
_ERA = re.compile("令和|平成")
_YEARS = re.compile(r"(?:(?:令和|平成)?[ \u3000]?[0-9０-９元]{1,2}年度?|令和|平成)(?:[ \u3000](?:(?:令和|平成)?[0-9０-９元]{1,2}年度?|令和|平成))*")  # lines of a head
_HEADS = 16  # lines of a head
_SPACE = re.compile("[ \u3000]")


class _Piece(NamedTuple):
    """A stretch of a row without spaces: the index of its line in the row, its start and end in the text, its words."""

    line: int
    start: int
    end: int
    words: str


Row = list[Places]  # the cells of each of its lines


def opened_end(lines: Sequence[Line], i: int) -> int:
    """The index behind such a table that starts at line `i`; `i` if none does."""
    names, head = _head(lines, i)
    if not names:
        return i
    rows = _rows(lines, i + len(head) - 1, names)
    known = all(map(is_label, names))
    return i + len(head) + sum(map(len, rows)) if len(rows) > (0 if known and len(names) > 2 else 1) else i


def opened_cells(text: str, lines: Sequence[Line]) -> Iterator[DraftCell]:
    """The cells of such a table."""
    names, head = _head(lines, 0)
    yield from cells_of_rows(text, [head, *_rows(lines, len(head) - 1, names)], len(names))


def _head(lines: Sequence[Line], i: int) -> tuple[list[str], Row]:
    """The names of columns that begin in line `i` with their places; the years of the last ones may stand over the lines below (令和 / 5年度 / 令和 /
    6年度). None if they name no such table."""
    names = _names(lines[i])
    if not names:
        return [], []
    pieces = [[piece] for piece in _pieces(lines[i:i + 1])]
    size = 1
    if _ERA.fullmatch(names[-1]):
        while i + size < len(lines) and size < _HEADS and not _stops(lines[i + size]) and _YEARS.fullmatch(lines[i + size].text):
            for piece in _pieces(lines[i + size:i + size + 1]):
                piece = piece._replace(line=size)
                if _ERA.fullmatch(pieces[-1][-1].words):
                    pieces[-1].append(piece)
                else:
                    pieces.append([piece])
            size += 1
        names = ["".join(piece.words for piece in own) for own in pieces]
    return names, _placed(pieces, size)


def _names(line: Line) -> list[str]:
    """The names of columns in a line; none if it names no such table."""
    first, _, behind = line.text.replace("\u3000", " ").partition(" ")
    if line.furniture or not behind or len(first) > _LONGEST_NAME or len(line.text) > _LONGEST or not role(first):
        return []  # most lines
    names = _SPACE.split(line.text)
    roles = [role(name) for name in names]
    if not all(0 < len(name) <= _LONGEST_NAME for name in names) or not _NAMES & set(roles) or 2 * sum(map(bool, roles)) < len(names) or parse(line.text) is not None:
        return []
    opened = len(names) > 2 and (roles[0] == "number" or len(names) == 3 and roles[0] in _NAMES and roles[1] == "department")
    paired = len(names) == 2 and is_label(names[0]) and roles[0] in _NAMES and roles[1] not in ("", "number", *_NAMES)
    return names if opened or paired else []


def _rows(lines: Sequence[Line], i: int, names: Sequence[str]) -> list[Row]:
    roles = [role(name) for name in names]
    if roles[0] == "number":
        return _numbered(lines, i + 1, roles)
    return _owned(lines, i + 1) if len(names) > 2 else _paired(lines, i + 1)


def _stops(line: Line) -> bool:
    """Whether a line belongs to no cell."""
    return line.furniture or line.blank or line.text[-1] == "。"


def _heads(line: Line) -> bool:
    return parse(line.text) is not None


def _numbered(lines: Sequence[Line], i: int, roles: Sequence[str]) -> list[Row]:
    """The rows that open with 1, 2, 3, or with codes of one form that rise."""
    blocks: list[list[Line]] = []
    coded: tuple[int, ...] = ()  # the code of the last row
    for line in lines[i:]:
        opened = _OPENED.match(line.text)
        if _stops(line):
            break
        code = tuple(int(part) for part in re.split("[-－‐]", match[1])) if (match := _CODED.match(line.text)) else ()
        if code and (code > coded and len(code) == len(coded) if coded else not blocks):
            blocks.append([line])
            coded = code
        elif opened and not coded and ordinal(opened[1]) == len(blocks) + 1:
            blocks.append([line])
        elif not blocks or len(blocks[-1]) >= _TALLEST or (label := parse(line.text)) is not None and label.rank >= 0:
            break
        else:
            blocks[-1].append(line)
    found: list[Row] = []
    for k, block in enumerate(blocks):
        row = _cells(block, roles) if k + 1 < len(blocks) else _last(block, roles)
        if not row:
            break
        found.append(row)
    return found


def _last(block: Sequence[Line], roles: Sequence[str]) -> Row:
    """The last row: as many lines as hold all cells, and a short one that ends the last."""
    size = next((n for n in range(1, len(block) + 1) if _cells(block[:n], roles)), 0)
    ends = size and size + 1 == len(block) and len(block[size].text) <= _TAIL and not _heads(block[size])
    return _cells(block[:size + bool(ends)], roles) if size else []


def _pieces(block: Sequence[Line]) -> list[_Piece]:
    return [_Piece(k, line.start + m.start(), line.start + m.end(), m.group()) for k, line in enumerate(block) for m in re.finditer(r"[^ \u3000]+", line.text)]


def _cells(block: Sequence[Line], roles: Sequence[str]) -> Row:
    """The cells of the lines of a row; empty if they hold fewer than there are columns."""
    pieces = _pieces(block)
    owner = roles.index("department") if "department" in roles else 0
    at = next((k for k, piece in enumerate(pieces) if k >= owner and _OWNER.fullmatch(piece.words)), 0) if owner else 0
    if at:
        left, stop = len(roles) - owner - 1, at + 1
        while len(pieces) - stop > left and _OWNER.fullmatch(pieces[stop].words):
            stop += 1  # a second department, on a line of its own
        parts = [*_parted(pieces[:at], owner), pieces[at:stop], *(_parted(pieces[stop:], left) if left else [])]
    else:
        parts = _parted(pieces, len(roles))
    return _placed(parts, len(block)) if len(parts) == len(roles) else []


def _parted(pieces: Sequence[_Piece], count: int) -> list[list[_Piece]]:
    """The pieces as so many cells: parted at spaces, and where these are too few at ends of lines behind which nothing goes on."""
    spaces = [k for k in range(1, len(pieces)) if pieces[k].line == pieces[k - 1].line]
    ends = [k for k in range(1, len(pieces)) if k not in spaces and not runs_on(pieces[k - 1].words, pieces[k].words)]
    cuts = sorted([*spaces[:count - 1], *ends[:max(0, count - 1 - len(spaces))]])
    bounds = [0, *cuts, len(pieces)]
    return [list(pieces[a:b]) for a, b in zip(bounds, bounds[1:]) if a < b]


def _placed(parts: Sequence[Sequence[_Piece]], height: int) -> Row:
    row: Row = [{} for _ in range(height)]
    for column, own in enumerate(parts):
        for piece in own:
            start, _ = row[piece.line].get(column, (piece.start, 0))
            row[piece.line][column] = start, piece.end
    return row


def _owned(lines: Sequence[Line], i: int) -> list[Row]:
    """Rows of a name, its department, and what is told."""
    found: list[Row] = []
    between: list[Line] = []  # lines since the last one with a department
    for line in lines[i:]:
        if _stops(line) or _heads(line) or len(between) >= _TALLEST:
            break
        pieces = _pieces([line])
        at = next((k for k, piece in enumerate(pieces) if _OWNER.fullmatch(piece.words)), -1)
        if at < 0:
            between.append(line)
            continue
        named = len(between) if not found else _named(between, pieces[0].words if at else "")
        if at == 0 and not named or found and not (2 in found[-1][-1] or len(between) > named):
            return found
        if found:
            found[-1] += [{2: (told.start, told.end)} for told in between[:len(between) - named]]
        own: Places = {0: (pieces[0].start, pieces[at - 1].end)} if at else {}
        own[1] = pieces[at].start, pieces[at].end
        if at + 1 < len(pieces):
            own[2] = pieces[at + 1].start, pieces[-1].end
        found.append([*({0: (name.start, name.end)} for name in between[len(between) - named:]), own])
        between = []
    if found and 2 not in found[-1][-1]:
        return [*found[:-1], [*found[-1], {2: (between[0].start, between[0].end)}]] if between else found[:-1]
    return found


def _named(between: Sequence[Line], name: str) -> int:
    """How many of the lines before a department are of its row's name, `name` the words of it that stand before the department:
    the last one where there are none, and those that go on in the next line; (新) opens a name."""
    words = [line.text for line in between] + ([name] if name else [])
    count = next((k for k in range(len(words) - 1, -1, -1) if _MARKED.match(words[k])), len(words) - 1)
    while count > 0 and not _MARKED.match(words[count]) and runs_on(words[count - 1], words[count]):
        count -= 1
    return max(0, len(between) - count)


def _paired(lines: Sequence[Line], i: int) -> list[Row]:
    """Rows of a name and what is told, each in a line."""
    found: list[Row] = []
    for line, after in zip(lines[i:], [*lines[i + 1:], None]):
        gap = _SPACE.search(line.text) if not _stops(line) and not _heads(line) else None
        if gap is not None:
            found.append([{0: (line.start, line.start + gap.start()), 1: (line.start + gap.end(), line.end)}])
        elif found and not _stops(line) and len(line.text) <= _GOES_ON and after is not None and not _stops(after) and _SPACE.search(after.text) and not _heads(line) and not _heads(after):
            found[-1].append({1: (line.start, line.end)})
        else:
            break
    return found
