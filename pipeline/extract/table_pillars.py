"""Which pillar the rows and columns of a table stand under, by the names and numbers of pillars in its cells."""
from __future__ import annotations

import re
from bisect import bisect_right
from typing import Sequence

from pipeline.extract.mentions import Pillar
from pipeline.extract.measure_signs import Around
from pipeline.extract.pillar_codes import parts_of
from pipeline.extract.printed import cell_name, squash
from pipeline.extract.sheets import Entry
from pipeline.extract.unplaced import says_none
from pipeline.layout.document import Cell, Document, Table
from pipeline.layout.numbering import ordinal, parse
from pipeline.layout.tables import is_one_cell, role

ByName = dict[str, Pillar]

_CODE = re.compile(r"(?:No[.]?)?(?P<pillar>[0-9]{1,2}|[IVX]{1,4}|[A-H]|[一二三四五六七八九十]{1,2})(?P<rest>(?:(?:[-‐–−ー.の・]|(?=[(]))[(]?[0-9]{1,3}[)]?){1,2})")
_TORN = 4  # rows over which the name in a merged cell is printed
_FIRST = 3  # columns among which the one of the pillars stands
_AROUND = 12  # code points that may stand beside a pillar's name in its cell
_DITTO = frozenset("〃″”々") | {"同上"}
_LONE_FIGURE = re.compile("[①-⑳Ⅰ-Ⅻ]|[IVX]{1,4}")
_LINE = 60  # code points of a line that names the pillar of the table under it
_SIGNS = "【】〔〕[]<>《》〈〉■□◆◇●○・"
_LONG = 5  # code points of a name that may be looked for in a longer cell
_CUT = 5  # code points of a name of which the end is left out


class Reach:
    """The pillars by the names and labels that tables may call them; what holds for the tables of a plan is made once."""

    def __init__(self, around: Around) -> None:
        self._document, self._pillars, self._above = around.document, around.pillars, around.above
        self._plans: dict[int, str] = {}  # for each section around a pillar the plan of the first of these
        for p in self._pillars if len({p.plan_name for p in self._pillars}) > 1 else ():
            for section in {u.index for s in p.sections for u in self._document.lineage(s)} | {self._document.units[p.unit].section}:
                self._plans.setdefault(section, p.plan_name)
        self._named: dict[str, ByName] = {}
        self._above_pillar: dict[int, set[int]] = {}

    def named(self, table: Table) -> ByName:
        """Where two plans share a name, the one counts that the text around the table is about."""
        plan = self._plan(table) if self._plans else ""
        if plan not in self._named:
            sections, reach = self._document.sections, sorted(self._pillars, key=lambda p: p.plan_name == plan)
            self._named[plan] = ({squash(sections[s].label): p for p in reach for s in p.sections if sections[s].label
                                  and not sections[s].label[0].isdigit()} | {p.code: p for p in reach if p.code}
                                 | {squash(p.name): p for p in reach})
        figures = {figure: p for p in self._pillars if (figure := _figure(table, p))} or _by_ordinals(table, [p for p in self._pillars if p.plan_name == plan or not self._plans])
        return figures | self._named[plan] if figures else self._named[plan]

    def section(self, table: Table, covers: set[int]) -> int:
        """The section that a table over several pillars, given by index, sums up: the nearest that holds headings of all of them."""
        for upper in self._document.lineage(table.section):
            if all(upper.index in self._over(pillar) for pillar in covers):
                return upper.index
        return table.section

    def _over(self, pillar: int) -> set[int]:
        """The sections above the headings of a pillar."""
        if pillar not in self._above_pillar:
            found = self._above_pillar[pillar] = set()
            for section in self._pillars[pillar].sections:
                upper = self._document.sections[section].parent
                while upper >= 0 and upper not in found:
                    found.add(upper)
                    upper = self._document.sections[upper].parent
        return self._above_pillar[pillar]

    def _plan(self, table: Table) -> str:
        here = self._above.get(table.section, -1)
        if here >= 0 and (plan := self._pillars[here].plan_name):
            return plan
        return next((told for upper in self._document.lineage(table.section) if (told := self._plans.get(upper.index))), "")


def _figure(table: Table, pillar: Pillar) -> str:
    """The figure or letter that means a pillar in a table of which a column is headed by the word of its code (領域 over A)."""
    word, figure = parts_of(pillar.code)
    columns = [c for c, cell in enumerate(table.grid[0]) if squash(cell.text) == word] if word else []
    return figure if any(squash(row[c].text) == figure for c in columns for row in table.grid[table.header_rows:]) else ""


def _by_ordinals(table: Table, pillars: Sequence[Pillar]) -> ByName:
    """The pillars of one plan by the circled or Roman figures that alone fill the first column of a table, some in several rows (改革の方向 over
    ①, ①, ②)."""
    texts = ["".join(row[0].text.split()) for row in table.grid[table.header_rows:] if row[0].units]
    if not pillars or len(texts) == len(set(texts)) or not all(map(_LONE_FIGURE.fullmatch, texts)) or role(table.grid[0][0].text) == "number":
        return {}
    by_ordinal = {p.ordinal: p for p in pillars}
    figures = {text: ordinal(text) for text in texts}
    fits = len(figures) > 1 and len(by_ordinal) == len(pillars) and by_ordinal.keys() >= {*figures.values()}
    return {squash(text): by_ordinal[n] for text, n in figures.items()} if fits else {}


def pillar_in(document: Document, cell: Cell, by_name: ByName) -> Pillar | None:
    """The pillar that a cell names, with or without its number."""
    text = squash(cell.text)
    if not text:
        return None
    if text in by_name:
        return by_name[text]
    held = [n for n in by_name if n in text and len(n) > 1]  # a figure is the whole cell
    if held and (bare := squash(cell_name(document, cell))) in by_name:
        return by_name[bare]
    inside = [n for n in held if len(n) >= _LONG and len(text) - len(n) <= _AROUND]
    return by_name[max(inside, key=len)] if inside else None


def over(document: Document, table: Table, by_name: ByName) -> Pillar | None:
    """The pillar that the line right over a table, of no heading, names in so many words (柱1 命を守る, 【命を守る】)."""
    first = next((k for row in table.grid for cell in row for k in cell.units), 0)
    line = document.units[first - 1] if first else None
    if line is None or line.kind not in ("paragraph", "item") or line.section != table.section or line.end - line.start > _LINE:
        return None
    words = squash(document.text(line)).strip(_SIGNS)
    number = parse(f"{words} x")
    return by_name.get(words) or (by_name.get(words[number.end:]) if number is not None and number.end < len(words) else None)


def of_sheet(document: Document, found: Sequence[Entry], by_name: ByName) -> dict[int, Pillar]:
    """The pillar that a sheet states for what stands in its cells, by unit: beside a label of pillars (基本方針 | 稼ぐ力)
    in the same column, or, where cards stand one under another, in the same card."""
    opens = squash(found[0].label.text) if found else ""  # the label that each card begins with
    cards = sorted({entry.label.row for entry in found if squash(entry.label.text) == opens})
    stated: dict[int, dict[int, Pillar]] = {}  # by card, then by column
    for entry in found:
        for column, cell in entry.values if entry.role == "pillar" else ():
            if (named := pillar_in(document, cell, by_name)) is not None:
                stated.setdefault(bisect_right(cards, entry.label.row), {})[column] = named
    own: dict[int, Pillar] = {}
    for entry in found:
        in_card = stated.get(bisect_right(cards, entry.label.row), {})
        alone = next(iter(in_card.values()), None) if len({pillar.index for pillar in in_card.values()}) == 1 else None
        for column, cell in entry.values:
            if (pillar := in_card.get(column, alone)) is not None:
                own |= dict.fromkeys(cell.units, pillar)
    return own


def across(document: Document, table: Table, by_name: ByName) -> dict[int, Pillar]:
    """The pillars that head the columns of a table; none if less than two do."""
    rows = table.grid
    found = {c: pillar for c in range(len(rows[0])) for r in range(min(2, len(rows))) if (pillar := pillar_in(document, rows[r][c], by_name)) and len(rows) > 1}
    if len(found) < 2 or len(found) != len({p.index for p in found.values()}):
        return {}
    again = (pillar_in(document, row[c], by_name) for row in rows[2:] for c in found)  # a column that names pillars row by row
    return {} if any(p is not None and p.index not in {found[c].index for c in found} for p in again) else found


def column_of(document: Document, rows: Sequence[Sequence[Cell]], roles: Sequence[str], by_name: ByName) -> int:
    """The column whose cells name pillars, -1 for none; far from the left only one of which all cells do."""
    best, most = -1, 0
    for column in range(len(roles)):
        if column >= _FIRST and (best >= 0 or not all(pillar_in(document, row[column], by_name) for row in rows if row[column].units)):
            continue
        whole = [row for row in rows if not is_one_cell(row)]
        named = {p.index for p in _in_column(document, whole, column, by_name) if p is not None}
        if len(named) > most and (len(named) > 1 or roles[column] in ("pillar", "group") or len(rows) == 1):
            best, most = column, len(named)
    return best


def _in_column(document: Document, rows: Sequence[Sequence[Cell]], column: int, by_name: ByName) -> list[Pillar | None]:
    """The pillar that the cell of each row names, also one whose name goes on in the cells of the next rows, as text has merged cells."""
    found = [None if is_one_cell(row) else pillar_in(document, row[column], by_name) for row in rows]
    for k, row in enumerate(rows):
        words = squash(row[column].text)
        for j in range(k + 1, min(k + _TORN, len(rows))) if words and found[k] is None and not is_one_cell(row) else ():
            if found[j] is not None or is_one_cell(rows[j]) or not (more := squash(rows[j][column].text)):
                break
            words += more
            if (whole := by_name.get(words)) is not None:
                found[k:j + 1] = [whole] * (j + 1 - k)
                break
    return [named or _cut_off(squash(row[column].text), by_name) if any(found) else None for named, row in zip(found, rows)]


def _cut_off(text: str, by_name: ByName) -> Pillar | None:
    """The only pillar of whose name a cell shows the beginning, as a narrow one does."""
    begun = {p.index: p for name, p in by_name.items() if name.startswith(text) and name == squash(p.name)} if len(text) >= _CUT else {}
    return next(iter(begun.values())) if len(begun) == 1 else None


def by_codes(table: Table, roles: Sequence[str], pillars: Sequence[Pillar]) -> list[Pillar | None]:
    """For each row below the header the pillar whose ordinal opens the number of its measure (2-3, Ⅱ-3, 2の3, 2-1-3: one of pillar 2), where the
    numbers of a table count on from 1 under each of several pillars of a plan, the last that has so many; empty for other numbers."""
    column = next((c for c, name in enumerate(roles) if name == "number"), -1)
    numbers = [squash(row[column].text) for row in table.grid[table.header_rows:]] if column >= 0 else []
    codes = [_code(number) for number in numbers]
    last: dict[int, tuple[int, ...]] = {}
    for number, code in zip(numbers, codes):
        if code is None and number or code is not None and not _follows(code[1:], last.get(code[0], ())):
            return []
        if code is not None:
            last[code[0]] = code[1:]
    plans = {p.plan_name: [q for q in pillars if q.plan_name == p.plan_name] for p in pillars}
    own = next((of for of in reversed(plans.values()) if {p.ordinal for p in of} == set(last)), []) if len(last) > 1 else []
    by_ordinal = {p.ordinal: p for p in own}
    found: list[Pillar | None] = []
    for code in codes if own else ():
        found.append(by_ordinal[code[0]] if code is not None else found[-1] if found else None)
    return found


def _code(number: str) -> tuple[int, ...] | None:
    """The parts of the number of a measure, the first the ordinal of a pillar; None for what is no such number."""
    match = _CODE.fullmatch(number)
    return (ordinal(match["pillar"]), *map(int, re.findall("[0-9]+", match["rest"]))) if match else None


def _follows(parts: tuple[int, ...], before: tuple[int, ...]) -> bool:
    """Whether a number counts on from the one before it under its pillar, or from nothing: 3 from 2, 2-1 from 1-4."""
    if not before:
        return set(parts) == {1}
    if len(parts) != len(before):
        return False
    return parts[:-1] == before[:-1] and parts[-1] == before[-1] + 1 or len(parts) > 1 and parts[0] == before[0] + 1 and parts[1] == 1


def of_rows(document: Document, table: Table, column: int, by_name: ByName) -> list[Pillar | None]:
    """For each row below the header the pillar that it, or a row over the whole width before it, names."""
    found: list[Pillar | None] = []
    current, grouped = None, False
    rows = table.grid[table.header_rows:]
    own = _in_column(document, rows, column, by_name) if column >= 0 else []
    for k, row in enumerate(rows):
        if is_one_cell(row):  # names what stands below it
            current = None if says_none(row[0].text) else pillar_in(document, row[0], by_name) or current
            grouped = grouped or current is not None
        else:
            named = own[k] if own else None
            again = column >= 0 and (not row[column].units or squash(row[column].text) in _DITTO)
            current = named or (current if grouped or again else None)
        found.append(current)
    return found
