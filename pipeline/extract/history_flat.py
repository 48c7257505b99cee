"""Plan history in a table of earlier plans of which a copy left only the cells, one after another: its headers, then for each plan
a term, a period and what stood beside them, as far as the order tells which cell is whose."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.extract.history import TERM, stretch, term_of
from pipeline.extract.history_headers import FIELDS, said
from pipeline.extract.history_items import CUT, ends_line, parts_items
from pipeline.extract.history_lines import SHORT, Lines, is_next
from pipeline.extract.mentions import DateMention, HistoryItem, between
from pipeline.layout.document import Document
from pipeline.layout.wrapped_cells import is_name

_LONGEST = 80  # code points of a cell
_NAME = 16  # code points of the name of the column of terms
_MOST = 200  # pieces of a table
_FEWEST = 3  # columns
_LEAST = 2  # plans
_BOTH = re.compile("(?:取組|取り組み|施策|事業).{0,4}(?:成果|実績|結果)")
_FULL = 0.7  # of the longest first line of an item; one so long may go on in the next line
_OPENING = 3  # pieces that hold a term and a period
_OPEN = re.compile("[~〜～―–-]|から")
_FIRST = ("term", "group")
_BLANK = re.compile(r"\n[ \u3000]*\n")
_FIGURE = re.compile("[0-9][^0-9 ]|[^0-9 ][0-9]|(?<=[A-Za-z])[A-Za-z][^ ]|[^ ][A-Za-z]{2}")  # beside which a space parts nothing: 平成 8 年度, 県庁 LAN の敷設
_BULLET = re.compile("[・○●◯■□◆◇] ?")
_SIDE = re.compile(r"[まで迄の約間年度0-9かヶケカ箇()\[\]〔〕 ]*")  # what may stand beside a period in its cell


class _Piece(NamedTuple):
    """Words between white space, bullets and the ends of units. marked: behind a bullet; wraps: on the line below the piece before, in one unit
    with it; apart: behind a blank line; leads: at the head of a line; bullet: the sign before it."""

    start: int
    end: int
    marked: bool
    wraps: bool
    apart: bool
    leads: bool
    bullet: str = ""


class _Plan(NamedTuple):
    term: str
    first_day: str
    last_day: str
    cells: list[_Piece]


def find(document: Document, dates: Sequence[DateMention]) -> list[HistoryItem]:
    """The items of such tables, in the document's order."""
    found: list[HistoryItem] = []
    at = 0
    units = document.units
    while at < len(units):
        if units[at].kind != "paragraph" or not _may_head(document, units[at].start, units[at].end):
            at += 1
            continue
        stop = at
        pieces: list[_Piece] = []
        while stop < len(units) and len(pieces) < _MOST and (part := _pieces(document, stop)):
            pieces += part
            stop += 1
        new = _table(document, pieces, dates)
        found += new
        at = stop if new else at + 1
    return found


def _may_head(document: Document, start: int, end: int) -> bool:
    """Whether a unit opens with the name of the column of terms."""
    gaps = document.reading.gaps(start, min(end, start + _LONGEST))
    name = document.reading.text[start:gaps[0] if gaps else end].strip()
    return len(name) <= _NAME and not any(map(str.isdigit, name)) and said([name])[0] in _FIRST


def _pieces(document: Document, index: int) -> list[_Piece]:
    """The pieces of a unit; none of one that is no part of such a table."""
    unit, text = document.units[index], document.reading.text
    if unit.kind not in ("paragraph", "item") or unit.start == unit.end or text.find("。", unit.start, unit.end) >= 0:
        return []
    gaps = [gap for gap in document.reading.gaps(unit.start, unit.end) if not (document.reading.between(gap) == " " and _FIGURE.match(text, gap - 1))]
    cuts = [unit.start, *gaps, unit.end]
    found = []
    for start, end in pairwise(cuts):
        bullet = _BULLET.match(text, start, end)
        begins = bullet.end() if bullet else start
        closes = begins + len(text[begins:end].rstrip())
        if closes - begins > _LONGEST:
            return []
        if begins < closes:
            wraps = start > unit.start and ends_line(document.reading, start)
            found.append(_Piece(begins, closes, bullet is not None or start == unit.start and unit.marker != "", wraps,
                                _BLANK.search(document.reading.between(start)) is not None, wraps or start == unit.start,
                                bullet.group().strip() if bullet else unit.marker if start == unit.start else ""))
    return found


def _table(document: Document, pieces: Sequence[_Piece], dates: Sequence[DateMention]) -> list[HistoryItem]:
    text = document.reading.text
    rows = [k for k in range(len(pieces)) if _opens(text, pieces, k, dates)]
    if len(rows) < _LEAST or rows[0] < _FEWEST or any(piece.marked for piece in pieces[:rows[0]]):
        return []
    heads = said([text[piece.start:piece.end] for piece in pieces[:rows[0]]])
    columns = [k for k, name in enumerate(heads) if name not in ("term", "group", "period")]
    if any(_BOTH.search(text[piece.start:piece.end]) for piece in pieces[:rows[0]]):
        return []  # 取組と成果 in one column
    fields = [FIELDS.get(heads[k], "") for k in columns]
    if heads[0] not in _FIRST or not any(fields) or columns[0] > 2 or columns != list(range(columns[0], len(heads))):
        return []
    plans = [_plan(text, pieces[a:b], dates) for a, b in pairwise([*rows, len(pieces)])]
    told = [_cells(text, plan.cells, len(fields), k + 1 == len(plans)) for k, plan in enumerate(plans)]
    if not all(told):
        return []
    return [item for plan, cells in zip(plans, told) for item in _items(plan, fields, cells)]


def _opens(text: str, pieces: Sequence[_Piece], k: int, dates: Sequence[DateMention]) -> bool:
    """Whether a row begins with a piece: a term and a period in it or in the next."""
    piece, match = pieces[k], TERM.match(text, pieces[k].start, pieces[k].end)
    held = _period(text, pieces[k:k + _OPENING], dates) if match is not None and not piece.marked else []
    if match is None or not held:
        return False
    if held[0].start < piece.end:
        return text[match.end():held[0].start].strip("計画 (〔[") == ""
    return held[0].start == pieces[k + 1].start and _is_named(text[match.end():piece.end])


def _period(text: str, pieces: Sequence[_Piece], dates: Sequence[DateMention]) -> list[DateMention]:
    """The range with which a row opens, or the two dates between which a line ends (平成10年度～ | 平成14年度)."""
    held = [date for date in between(dates, pieces[0].start, pieces[-1].end) if date.first_day]
    if held and held[0].kind == "range":
        return held[:1]
    begun = len(held) > 1 and any(piece.start <= held[0].start and _OPEN.fullmatch(text, held[0].end, piece.end) for piece in pieces)
    return held[:2] if begun and held[1].kind == held[0].kind and any(piece.start == held[1].start for piece in pieces) else []


def _is_named(rest: str) -> bool:
    """Whether nothing but the kind of the plan follows its term (第1次 計画, 第2期プラン)."""
    return re.fullmatch(r"(?:計画|プラン|戦略|大綱|ビジョン|構想|方針|指針|プログラム)?", rest) is not None


def _plan(text: str, pieces: Sequence[_Piece], dates: Sequence[DateMention]) -> _Plan:
    """A row: its term, its period and the pieces behind them."""
    match = TERM.match(text, pieces[0].start, pieces[0].end)
    period = _period(text, pieces[:_OPENING], dates)
    assert match is not None
    rest = [piece for piece in pieces[1:] if piece.start >= period[-1].end]
    while rest and _SIDE.fullmatch(text, rest[0].start, rest[0].end):
        rest = rest[1:]  # （5年間） below the period
    return _Plan(term_of(match), *stretch(period), rest)


def _cells(text: str, pieces: Sequence[_Piece], count: int, last: bool) -> list[list[_Piece]]:
    """The items of each of so many cells; empty where the order of the pieces does not tell them."""
    marked = next((k for k, piece in enumerate(pieces) if piece.marked), len(pieces))
    if marked == len(pieces):
        if not all(piece.leads for piece in pieces) and len(lines := _by_line(text, pieces)) == count:
            return lines
        for strict in (False, True):
            joined = _joined(text, pieces, strict)
            if len(joined) == count or last and len(joined) > count and not joined[count].wraps:
                return [[piece] for piece in joined[:count]]
        return [_joined(text, pieces, True)] if count == 1 and pieces else []
    lists: list[list[_Piece]] = []
    full = _FULL * max((piece.end - piece.start for piece in pieces[marked:] if piece.marked), default=0)
    line = pieces[marked]
    for piece in pieces[marked:]:
        above, line = line, piece
        if piece.marked and (piece.apart or not lists or piece.bullet != lists[-1][-1].bullet):
            lists.append([piece])
        elif piece.marked:
            lists[-1].append(piece)
        elif piece.wraps or not piece.apart and above.marked and piece.end - piece.start <= above.end - above.start >= full:
            lists[-1][-1] = lists[-1][-1]._replace(end=piece.end)
        elif last:
            break
        else:
            return []
    before = _merged(text, joined) if (joined := _joined(text, pieces[:marked], True)) else []
    if len(before) > 1 and len(lists) == count - 1 > 0:
        return [before, *lists]
    if before and len(before) + len(lists) == count:
        return [*([piece] for piece in before), *lists]
    if not before:
        return lists if len(lists) == count else [[piece for items in lists for piece in items]] if count == 1 else []
    listed = [piece for items in lists for piece in items]
    if count == 2:
        return [before, listed]
    return [*([piece] for piece in before), listed] if len(before) == count - 1 else []


def _by_line(text: str, pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    """The items of each line, between which a space stands (幹線の敷設 端末の配備)."""
    lines: list[list[_Piece]] = []
    for piece in pieces:
        if piece.leads or not lines:
            lines.append([piece])
        elif parts_items(text[lines[-1][-1].start:lines[-1][-1].end], text[piece.start:piece.end]):
            lines[-1].append(piece)
        else:
            lines[-1][-1] = lines[-1][-1]._replace(end=piece.end)
    return lines


def _joined(text: str, pieces: Sequence[_Piece], strict: bool) -> list[_Piece]:
    """The pieces, those that go on with the line above as one; strict: all that do not surely begin another item."""
    found: list[_Piece] = []
    for piece in pieces:
        if found and piece.wraps and not _begins(text, found[-1], piece, strict):
            found[-1] = found[-1]._replace(end=piece.end)
        else:
            found.append(piece)
    return found


def _merged(text: str, pieces: Sequence[_Piece]) -> list[_Piece]:
    """The lines of one cell, those that complete no item as one with the next."""
    found, line = [pieces[0]], pieces[0]
    full = max(piece.end - piece.start for piece in pieces)
    for piece in pieces[1:]:
        breaks = line.end - line.start == full and not is_name(text[line.start:line.end])  # 情報化の基盤づ / くり
        if not breaks and parts_items(text[found[-1].start:found[-1].end], text[piece.start:piece.end]):
            found.append(piece)
        else:
            found[-1] = found[-1]._replace(end=piece.end)
        line = piece
    return found


def _begins(text: str, above: _Piece, piece: _Piece, strict: bool) -> bool:
    if strict:
        return is_next(text, above.start, piece.start, piece.end, Lines())
    return piece.end - piece.start >= SHORT and CUT.match(text, piece.start - 1) is None and parts_items(
        text[above.start:above.end], text[piece.start:piece.end])


def _items(plan: _Plan, fields: Sequence[str], cells: Sequence[Sequence[_Piece]]) -> Iterator[HistoryItem]:
    seen: dict[str, int] = {}
    for field, items in zip(fields, cells):
        for piece in items if field else ():
            seen[field] = seen.get(field, 0) + 1
            yield HistoryItem(piece.start, piece.end, plan.term, plan.first_day, plan.last_day, field, seen[field], "history.flat")
