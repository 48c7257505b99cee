"""Rows of tables whose columns spaces part, where cells stand in the middle of their row: which lines are a row, and which rows a merged cell covers."""
from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import Collection, NamedTuple, Sequence

from pipeline.layout.lists import bullet
from pipeline.layout.project_names import PARTICLES, alternatives, runs_on
from pipeline.layout.tables import role
from pipeline.layout.term_rows import are_terms
from pipeline.layout.widths import half_widths
from pipeline.layout.wrapped_cells import is_name

Cells = dict[int, str]
"""What the cells of a line say, by their columns."""

_KEYS = ("project", "program", "effort", "indicator")  # roles of columns of which each row has a cell
_SIDE = frozenset({"department", "budget", "schedule", "target", "baseline", "period"})  # roles of columns whose short cell may stand between the lines of others
_TALLEST = 16  # lines of a row
_FAR = 2  # lines from one line of a cell to the next
_NONE = 10_000.0  # cost of a row that is none
_FIGURE = re.compile(r"(?:[A-Za-zＡ-ＺⅠ-Ⅻ一二三四五六七八九十]{1,4}|[0-9０-９]{1,4})?(?:[-‐–−ー－.．の・]?[(（]?[0-9０-９]{1,4}[)）]?){1,3}|[①-⑳㉑-㉟]")
_CODE = re.compile("([0-9０-９]{1,2}|[A-ZＡ-ＺⅠ-Ⅻ])[-‐–−ー－.．の][0-9０-９]{1,2}.*")
_UNFINISHED = re.compile(r"[をがでのにとやはへも、，]$|(?:及び|又は|並びに)$")  # no cell ends so
_RUNS_ON = re.compile(r"[ぁ-んァィゥェォャュョッー、。，・]")  # a cell over a full line goes on so
_GOES_ON = re.compile(rf"[をんァィゥェォャュョッー、。，）)」』]|{PARTICLES}")  # what opens no cell
_ASIDE = re.compile(r"[(（〔\[][^()（）〔〕\[\]]{1,8}[)）〕\]]")  # （再掲） under a name
_MARKED = re.compile(r"[【〔][^【】〔〕]{1,6}[】〕]\S|[★☆◎●○◆◇■□]\S")  # 【新規】 before a name
_DEPARTMENT = re.compile(r"\S{1,14}[課室局部所班係署センター会]$")
_FULL = 3  # half widths; so much room is left at the end of a line that is full
_NARROW = 12  # half widths; a narrower column is not filled up
_LOOSE = 4  # lines from the middle, of a cell that covers whole cells beside it
_SLACK = 0.5  # lines from the middle; half a line has no line of its own


_Costs = dict[tuple[int, int], tuple[int, float, float]]
"""For each line and column with a cell there: the next line with one, what it costs if both are one cell, and if they are two."""


class Body(NamedTuple):
    """The lines of a table below its head: cells of each by column, and the width in half widths of each column's widest cell;
    `stretches`: [begin, end) of the lines between blank ones. key: the column of which each row has a cell, `single` if it has but one line, a number or the term of
    a plan; named: the column of names, -1 for none; merged: columns left of it whose cells may cover rows; side: columns whose short cells may stand between the lines of a row;
    signed: each name opens with a bullet (○相談窓口設置事業); centred: some cells stand in the middle of their rows."""

    lines: Sequence[Cells]
    widest: Sequence[int]
    stretches: Sequence[tuple[int, int]]
    key: int
    named: int
    single: bool
    merged: frozenset[int]
    side: frozenset[int]
    signed: bool = False
    centred: bool = False


class Merged(NamedTuple):
    """A cell that covers several rows: its column, the first row and how many, and its lines."""

    column: int
    row: int
    rows: int
    lines: tuple[int, ...]


class Parted(NamedTuple):
    """The rows of a table below its head, [begin, end) by lines, and the cells that cover several of them; cells of these columns
    that cover one row only are among them too."""

    rows: tuple[tuple[int, int], ...]
    merged: tuple[Merged, ...]


def parted(heads: Sequence[str], lines: Sequence[Cells], gaps: Sequence[int], tears: Collection[int] = ()) -> Parted | None:
    """The rows of a table in whose lines cells stand in the middle of their rows; None where they do not, or where no way to part the lines
    leaves each row its key. heads: what the names of the columns say; gaps: the lines behind blank ones; tears: those of them that open a page."""
    body = _body(heads, lines, gaps)
    if body is None:
        return None
    signed = body.signed and not _is_centred(body) and _are_rows(body)
    if not (signed or (centred := _is_centred(body)) or _holds_numbers(body)):
        return None
    body = body._replace(centred=signed or centred)
    rows: list[tuple[int, int]] = []
    pages: list[int] = [0]  # the first row on each
    for begin, end in body.stretches:
        found = _signed_rows(body, begin, end) if signed else _rows_of(body, begin, end)
        if not found:
            return None
        pages += [len(rows)] if begin in tears and rows else []
        rows += found
    merged: list[Merged] = []
    for first, last in zip(pages, [*pages[1:], len(rows)]):
        own = _with_merged(body, rows[first][0], rows[last - 1][1])
        merged += _merged_on(body, own, rows[first:last], first)
    return Parted(tuple(rows), tuple(merged))


def _body(heads: Sequence[str], lines: Sequence[Cells], gaps: Sequence[int]) -> Body | None:
    """What is known of the columns of a table; None where nothing names one of which each row has a cell."""
    if not lines or len(heads) < 2:
        return None
    roles = [role(head) for head in heads]
    terms = are_terms([line[0] for line in lines if 0 in line])
    numbers = 0 if terms else next((c for c, name in enumerate(roles[:-1]) if name == "number" and _are_numbers([line[c] for line in lines if c in line])), -1)
    named = -1 if terms else next((c for name in _KEYS for c, other in enumerate(roles) if other == name), -1)
    key = numbers if numbers >= 0 else named
    if key < 0:
        return None
    bounds = sorted({0, *gaps, len(lines)})
    side = frozenset(c for c, name in enumerate(roles) if c > key and name in _SIDE)
    return Body(lines, [max((half_widths(line[c]) for line in lines if c in line), default=0) for c in range(len(heads))], tuple(zip(bounds, bounds[1:])), key, named,
                numbers >= 0, frozenset(range(key)), side, named >= 0 and roles[named] == "project" and are_signed([line[named] for line in lines if named in line]))


def are_signed(names: Sequence[str]) -> bool:
    """Whether each name of a column opens with a bullet, so that lines without one go on with names."""
    signed = sum(bullet(name) > 0 for name in names)
    return signed > 1 and signed < len(names) and bullet(names[0]) > 0 and 3 * signed >= len(names)


def _are_numbers(cells: Sequence[str]) -> bool:
    """Whether the cells of a column are numbers of its rows: each another one."""
    return len(cells) > 1 and len(set(cells)) == len(cells) and all(map(_FIGURE.fullmatch, cells))


def _is_centred(body: Body) -> bool:
    """Whether some row has lines above its key that can belong to no row before it: the first ones of a stretch, or those that a line with the
    other cells of the row parts from their own next line; or a cell left of the keys stands between two of these, alone in its line."""
    own = [frozenset(line.keys() - body.merged) for line in body.lines]
    for begin, end in body.stretches:
        if any(not own[k] and body.key in body.lines[k - 1] and body.key in own[k + 1] and not body.lines[k].keys() & body.lines[k + 1].keys() for k in range(begin + 1, end - 1)):
            return True
        solid = [columns for columns in own[begin:end] if columns]
        if len(solid) > 1 and body.key not in solid[0] and body.key in solid[1] and not solid[0] <= body.side and not all(map(role, body.lines[begin].values())):
            return True
        if any(not above & middle and not middle & below and above & below and (body.key in middle or body.key in above & below)
               for above, middle, below in zip(solid, solid[1:], solid[2:])):
            return True
    return False


def _holds_numbers(body: Body) -> bool:
    """Whether several numbers of rows stand between blank lines, which then part no rows."""
    return body.single and len(body.stretches) > 1 and any(sum(body.key in line for line in body.lines[a:b]) > 1 for a, b in body.stretches)


def _rows_of(body: Body, begin: int, end: int) -> list[tuple[int, int]]:
    """The rows of a stretch, so that each has its key, the lines of each cell stand as far above the middle of the row as below it, or at its
    top, and no cell ends where what stands below it goes on; [] where no way to part the lines does. Lines between rows belong to the one above."""
    ignored = body.merged | body.side
    solid = [k for k in range(begin, end) if not body.lines[k].keys() <= ignored]
    if not solid:
        return []
    costs = _costs(body, solid, end)
    best, came = [0.0], [0]
    for stop in range(1, len(solid) + 1):
        cost, start = min((best[start] + _cost(body, costs, solid[start:stop], end), start) for start in range(max(0, stop - _TALLEST), stop))
        best.append(cost)
        came.append(start)
    if best[-1] >= _NONE:
        return []
    stops = [len(solid)]
    while stops[-1]:
        stops.append(came[stops[-1]])
    starts = [solid[k] for k in stops[:0:-1]]
    return list(zip([begin, *starts[1:]], [*starts[1:], end]))


def _are_rows(body: Body) -> bool:
    """Whether beside most names with a bullet stand the other cells of their rows, no further names."""
    opened = [line for line in body.lines if body.named in line and bullet(line[body.named])]
    return 4 * sum(any(c > body.named and not bullet(cell) for c, cell in line.items()) for line in opened) >= 3 * len(opened)


def _signed_rows(body: Body, begin: int, end: int) -> list[tuple[int, int]]:
    """The rows of a stretch, each from the line on whose name opens with a bullet."""
    opened = [k for k in range(begin, end) if body.named in body.lines[k] and bullet(body.lines[k][body.named])]
    starts = [begin, *opened[1:]] if opened else [begin]
    return list(zip(starts, [*starts[1:], end]))


def _costs(body: Body, solid: Sequence[int], end: int) -> _Costs:
    """These of the lines from the first of `solid` on to `end`."""
    below: _Costs = {}
    last: dict[int, int] = {}
    for k in range(solid[0], end):
        for c in body.lines[k].keys() - body.merged:
            if c in last:
                below[last[c], c] = (k, *_parting(body, c, body.lines[last[c]][c], body.lines[k][c]))
            last[c] = k
    return below


def _parting(body: Body, column: int, above: str, below: str) -> tuple[float, float]:
    """What it costs if two cells of a column, one under the other, are one, and if they are two."""
    if _ASIDE.fullmatch(below) and not (column == body.named and body.signed and bullet(below)):
        return 0.0, 3.0
    if above[-1] in "~～〜":
        return 0.0, 1.5  # 平成11年度～
    if column in body.side:
        return (0.4 if _DEPARTMENT.match(above) and _DEPARTMENT.match(below) else 0.8), 0.0
    if _MARKED.match(below) and not (body.signed and column == body.named):
        return (1.5 if column == body.named else 0.2), 0.0
    if column == body.named:
        return ((3.0, 0.0) if bullet(below) else (0.0, 3.0)) if body.signed else _of_names(above, below)
    if _UNFINISHED.search(above) or _GOES_ON.match(below):
        return 0.0, 1.5
    if bullet(below):
        return 0.0, 0.0
    room = body.widest[column] - half_widths(above)
    if room <= _FULL and body.widest[column] > _NARROW:
        return 0.0, 0.6 if _RUNS_ON.match(below) else 0.2
    return 0.8, 0.0


def _of_names(above: str, below: str) -> tuple[float, float]:
    """The same of two lines in a column of names."""
    if runs_on(above, below):
        return 0.0, 1.5
    if _ended().search(above):
        return 2.0, 0.0
    if _part().fullmatch(below):
        return 0.0, 0.8
    return (0.6, 0.2) if is_name(above) else (0.1, 0.5)


@lru_cache(maxsize=1)
def _ended() -> re.Pattern[str]:
    """How a name ends that no further word follows."""
    return re.compile(rf"(?:{alternatives()})(?:[(（][^()（）]*[)）])?$")


@lru_cache(maxsize=1)
def _part() -> re.Pattern[str]:
    """The end of a name that is too short to be one."""
    return re.compile(rf"[^、。]{{0,2}}(?:{alternatives()})(?:[(（][^()（）]*[)）])?")


def _cost(body: Body, costs: _Costs, row: Sequence[int], end: int) -> float:
    """How far some lines are from being a row; `_NONE` where its key is missing or not alone. row: their indices."""
    places: dict[int, list[float]] = {}
    cost = 0.0
    stop = row[-1] + 1
    while stop < end and body.lines[stop].keys() <= body.merged | body.side:
        stop += 1  # short cells between this row and the next one are weighed as half of it
    for k in range(row[0], stop):
        at = bisect_left(row, k)
        at_line = float(at) if at < len(row) and row[at] == k else at - 0.5
        for c in body.lines[k].keys() - body.merged:
            places.setdefault(c, []).append(at_line)
            if (c in body.side or k <= row[-1]) and (after := costs.get((k, c))) is not None:
                cost += after[1] if after[0] < stop else after[2]
    if body.key not in places or body.single and len(places[body.key]) > 1:
        return _NONE
    middle = (len(row) - 1) / 2
    for own in set(map(tuple, places.values())):
        off = 0.0 if own[0] == 0 and not body.centred else abs(sum(own) / len(own) - middle)
        cost += off / 2 if off <= _SLACK else min(2 * off, 0.8) if own[0] == 0 else 2 * off
        cost += 2.0 * sum(b - a > _FAR for a, b in zip(own, own[1:]))
    return cost + 0.3 * (len(body.widest) - len(body.merged) - len(places))


def _with_merged(body: Body, begin: int, end: int) -> list[int]:
    """The columns of a stretch in which cells may cover rows: those left of the key, and those of which a cell stands alone between lines of others."""
    alone = {c for line in body.lines[begin:end] if len(line) == 1 and line.keys() <= body.side for c in line}
    return sorted(body.merged | alone) if body.centred else []


def _merged_on(body: Body, columns: Sequence[int], rows: Sequence[tuple[int, int]], first: int) -> list[Merged]:
    """The cells of some columns that cover several of the rows of a page, over blank lines too; where this leaves them in no middle, of each stretch
    between blank lines. first: the number of the first of the rows."""
    found: list[Merged] = []
    inner = codes = _by_codes(body, rows)  # where the cells of the column to the right begin
    for column in columns[::-1]:
        outer = inner if column in body.merged else frozenset()
        own = _merged_in(body, column, rows, first, True, outer, single=bool(outer) and outer == codes)
        if own:
            inner = frozenset(one.row - first for one in own) | {0} if column in body.merged else inner
        else:
            bounds = [k for k, (begin, _) in enumerate(rows) if any(begin == start for start, _ in body.stretches)] or [0]
            for a, b in zip(bounds, [*bounds[1:], len(rows)]):
                own += _merged_in(body, column, rows[a:b], first + a, a == 0, frozenset())
        found += own
    return found


def _by_codes(body: Body, rows: Sequence[tuple[int, int]]) -> frozenset[int]:
    """The rows with which the first figure of their codes changes (1-1, 1-2, 2-1); nothing where the keys are no such codes."""
    keys = [next((body.lines[k][body.key] for k in range(a, b) if body.key in body.lines[k]), "") for a, b in rows] if body.single else []
    firsts = [match[1] if (match := _CODE.fullmatch(key)) else "" for key in keys]
    return frozenset(k for k, (above, own) in enumerate(zip(["", *firsts], firsts)) if own != above) if firsts and all(firsts) and len(set(firsts)) > 1 else frozenset()


def _merged_in(body: Body, column: int, rows: Sequence[tuple[int, int]], first: int, opens: bool, inner: frozenset[int], single: bool = False) -> list[Merged]:
    """The cells of a column of some rows, which cover as many rows each as stand around them; nothing where each row has its own, or where no way to part
    the rows leaves each cell in the middle of its rows. first: the number of the first of the rows; opens: they open a page, so that a cell on the
    page before may cover the first ones; inner: the rows, from 0, with which the cells of the column to the right begin, one of which each cell begins with; single: and covers no other one."""
    lines = [k for a, b in rows for k in range(a, b) if column in body.lines[k]]
    if not lines or len(rows) < 2 or len(lines) > 4 * len(rows) + 4:
        return []
    spans = [_reach(body, a, b) for a, b in rows]
    own = [any(a <= k <= b for k in lines) for a, b in spans]
    if all(own):
        return []
    best: list[dict[int, tuple[float, int, int]]] = [{0: (0.6 if r else 0.0, 0, 0)} if opens or not r else {} for r in range(len(rows))]  # by rows and lines taken: the cost and where the last cell began
    best.append({})
    for r in range(1, len(rows) + 1):
        for start in range(max(0, r - _TALLEST), r):
            if inner and (start not in inner or r != len(rows) and r not in inner or single and any(start < k < r for k in inner)):
                continue
            top, bottom = spans[start][0], spans[r - 1][1]
            for taken, (before, _, _) in list(best[start].items()):
                for n in range(taken + 1, min(taken + _TALLEST, len(lines)) + 1):
                    if lines[n - 1] > bottom + (r == len(rows)) or lines[taken] < top:
                        break
                    cost = before + _off(body, column, lines[taken:n], lines[n:n + 1], top, bottom, r - start, bool(inner))
                    if cost < _NONE and (cost, start, taken) < best[r].get(n, (_NONE, 0, 0)):
                        best[r][n] = (cost, start, taken)
    if len(lines) not in best[-1]:
        return []
    found: list[Merged] = []
    r, n = len(rows), len(lines)
    while n:
        _, start, taken = best[r][n]
        found.append(Merged(column, first + start, r - start, tuple(lines[taken:n])))
        r, n = start, taken
    return found[::-1]


def _reach(body: Body, begin: int, end: int) -> tuple[int, int]:
    """The first and the last line of a row that hold more than cells which may cover rows."""
    solid = [k for k in range(begin, end) if not body.lines[k].keys() <= body.merged | body.side]
    return (solid[0], solid[-1]) if solid else (begin, end - 1)


def _off(body: Body, column: int, lines: Sequence[int], after: Sequence[int], top: int, bottom: int, rows: int, loose: bool) -> float:
    """How far some lines are from being one cell in the middle of so many rows, which reach from `top` to `bottom`."""
    if any(b - a > _FAR + 1 for a, b in zip(lines, lines[1:])):
        return _NONE
    off = abs(sum(lines) / len(lines) - (top + bottom) / 2)
    if off > (_LOOSE if loose else 1):
        return _NONE
    cost = 0.2 + (0.5 if loose else 2.0) * max(0.0, off - _SLACK)
    for k, j in zip(lines, lines[1:]):
        apart = 1.0 if column in body.side and rows > 1 else 0.15 if j - k == 1 else 0.6
        cost += 0.0 if _goes_on(body.lines[k][column], body.lines[j][column]) else apart
    return cost + (1.0 if after and _goes_on(body.lines[lines[-1]][column], body.lines[after[0]][column]) else 0.0)


def _goes_on(above: str, below: str) -> bool:
    """Whether the name in a line of a merged cell goes on in the next one."""
    return _UNFINISHED.search(above) is not None or runs_on(above, below)
