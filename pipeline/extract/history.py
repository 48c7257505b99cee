"""Plan history: the items in the cells of a table of earlier plans."""
from __future__ import annotations

import re
from datetime import date
from typing import Collection, Iterator, Sequence

from pipeline.extract.history_cells import Column, column_of, joined
from pipeline.extract.history_headers import FIELDS, header_rows, roles as column_roles, said
from pipeline.extract.history_items import WRAPPED, ends_line, items_in, runs_on, widest
from pipeline.extract.history_labelled import Told, items_of, labelled, tells
from pipeline.extract.history_lines import Lines, lines
from pipeline.extract.mentions import DateMention, HistoryItem, between
from pipeline.extract.printed import squash
from pipeline.layout.document import Cell, Document, Table

TERM = re.compile(r"第(?:[0-9一二三四五六七八九十]+|[IVX]+)[期次](?:計画|改定)?|(?:(?<![0-9])[0-9]{1,3}|(?<![一-鿿])[一二三四五六七八九十]+|(?<![A-Z])[IVX]+)期目?(?!間)|(?<![0-9A-Za-z])(?:1st|2nd|3rd|[4-9]th)(?![A-Za-z])|前期|中期|後期|"
                  r"現行?計画|前々?計画|旧計画")
_PLAN = re.compile(r"計画|戦略|ビジョン|プラン|構想|方針|大綱|指針|プログラム")
_NAMED = re.compile(f"{TERM.pattern}|{_PLAN.pattern}|[0-9元]年|[HRS][0-9]|(?<![0-9])(?:19|20)[0-9]{{2}}(?![0-9])")  # what a row of such a table is about
_YEARS = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2}) ?[-~〜–―ー] ?((?:19|20)[0-9]{2})(?![0-9])")  # a period in bare years
_YEAR = r"(?:(?:昭和|平成|令和|[SHR])?[0-9元]{1,4}|(?:19|20)[0-9]{2}\([^()]{2,6}\))(?:\([0-9]{4}\))?年?度?"
_RANGE = re.compile(rf"\(?{_YEAR}(?:[-~〜–―ー]|から){_YEAR}(?:まで)?(?:\([0-9]{{1,2}}(?:か|カ|ヶ|箇)?年(?:間|度)?\))?\)?")
_NAME_AND_RANGE = re.compile(rf"(?:[^、。]{{2,40}}?(?:{_PLAN.pattern})(?:(?:19|20)[0-9]{{2}}|21|[IVX]{{1,3}})?[」』]?)?{_RANGE.pattern}")  # ICT計画平成14~20年度
_HALF = re.compile("[前中後]期")
WORKS = re.compile("工 ?[期事区]")  # the stages of building works
_THEME_LINES = 3  # of one theme in a narrow column
_LEAST_DAYS = 360  # of a plan


def find(document: Document, dates: Sequence[DateMention]) -> list[HistoryItem]:
    """The items of all tables of earlier plans, in the document's order. A table is one if its columns name the plans
    (or their terms) and at least one of theme, effort and outcome."""
    return [item for table in document.tables for item in _from_table(document, table, dates)]


def term_columns(table: Table) -> list[int]:
    """The columns that name earlier plans and their periods, of a table turned round the rows; empty if the table is none
    of earlier plans."""
    return term_places(table)[0]


def term_places(table: Table) -> tuple[list[int], bool]:
    """The columns that name earlier plans and their periods, and whether they are rows, as the table is turned round."""
    terms = _terms(table.grid, header_rows(table.grid, table.header_rows))
    return (terms, False) if terms else (_terms(_turned(table), 1), True)


def _turned(table: Table) -> list[list[Cell]]:
    """The columns of a table as rows: the plans may stand side by side, theme, effort and outcome below each other."""
    return [list(column) for column in zip(*table.grid)] if len(table.grid) > 1 else []


def _terms(rows: Sequence[Sequence[Cell]], headers: int) -> list[int]:
    roles = column_roles(rows, headers)
    terms = [c for c, r in enumerate(roles) if r in ("term", "period") or r == "schedule" and _is_period(rows, headers, c)
             or c == 0 and _names_terms(rows[headers:]) or c == 1 and r not in FIELDS and _gives_periods(rows[headers:], c)]
    named = any(roles[c] == "term" for c in terms) or _names_terms(rows[headers:])
    stating = FIELDS.keys() if named else {"theme", "effort", "outcome"}
    others = sorted({*range(len(roles))} - {*terms})
    states = stating & {roles[c] for c in others} or terms and _labels(rows[headers:], others)[1] or terms and any(tells([row[c] for row in rows[headers:]]) for c in others)
    before = next(({*roles[:c]} for c, r in enumerate(roles) if r in ("project", "program")), {"none"})
    if before <= {"pillar", "program", "number"} or any(WORKS.search(cell.text) for row in rows[:1] for cell in row):
        return []  # measures and the years in which they were carried out
    measured = {"department", "indicator", "baseline", "unit"} & set(roles)
    return terms if states and not measured and _has_terms(rows[headers:], terms) else []


def _is_period(rows: Sequence[Sequence[Cell]], headers: int, column: int) -> bool:
    return column <= 2 and "".join(rows[max(0, headers - 1)][column].text.split()) in ("年度", "期間", "対象年度", "実施年度")


def _has_terms(rows: Sequence[Sequence[Cell]], columns: Sequence[int]) -> bool:
    """Whether at least half of the rows name a plan: its term, its name or its years."""
    filled = [row for row in rows if any(row[c].text for c in columns)]
    named = sum(any(_NAMED.search("".join(row[c].text.split())) for c in columns) for row in filled)
    return named * 2 >= len(filled) and bool(filled)


def _from_table(document: Document, table: Table, dates: Sequence[DateMention]) -> Iterator[HistoryItem]:
    rows: Sequence[Sequence[Cell]] = table.grid
    headers = header_rows(rows, table.header_rows)
    terms = _terms(rows, headers)
    turned = not terms
    if turned:
        rows, headers = _turned(table), 1
        terms = _terms(rows, headers)
    if not terms:
        return
    roles = column_roles(rows, headers)
    seen: dict[tuple[str, str], int] = {}
    others = sorted({*range(len(roles))} - {*terms})
    beside_of, fields = _labels(rows[headers:], others)
    if fields:
        others, roles = [beside_of + 1], [*roles[:beside_of], "", "effort", *roles[beside_of + 2:]]
    heads = {c for c in others if labelled([row[c] for row in rows[headers:]])}
    full = {c: widest(document, [row[c] for row in rows[headers:]]) for c, role in enumerate(roles) if role in FIELDS or c in heads}
    names = [cell.text for cell in rows[headers - 1]] if headers else []
    beside = {c: [names[k] for k in others if k != c and k < len(names)] for c in heads}
    listed = _lists_behind_bullets(document, [row[c] for row in rows[headers:] for c in full])
    told = lines(document, [row[c] for row in rows[headers:] for c, role in enumerate(roles) if role in FIELDS])
    folds = {c: column_of(document, [row[c] for row in rows[headers:]]) for c in full} if document.source.media_type in WRAPPED else {}
    first = next((c for c in terms if _names_terms(rows[headers:], c)), next((c for c in terms if roles[c] == "term"), next(
        (c for c in terms if roles[c] != "period"), terms[0])))
    term = begins = ends = ""
    found: list[HistoryItem] = []
    for r, row in enumerate(rows[headers:], headers):
        if row[first].units:  # an empty cell goes on with the plan above
            term = plan_term(row[first].text)
            begins, ends = _period([row[c] for c in terms], document, dates)
        if not term or not (begins or TERM.search(term) and not _HALF.fullmatch(term) or _PLAN.search(row[first].text)) or is_short(begins, ends):
            continue
        done: set[int] = set()
        for column, role in enumerate(roles):
            cell = row[column]
            if column not in full or (cell.column if turned else cell.row) != r or id(cell) in done:
                continue
            done.add(id(cell))
            fold = folds.get(column)
            for start, end, name in items_of(document, cell, role, fold, beside[column]) if column in heads else _of_cell(
                    document, cell, fields.get(squash(row[beside_of].text), FIELDS[role]) if fields else FIELDS[role], fold, full[column], told, listed):
                count = seen[term, name] = seen.get((term, name), 0) + 1
                found.append(HistoryItem(start, end, term, begins, ends, name, count, "history.table"))
    yield from sorted(found, key=lambda item: item.start)


def _of_cell(document: Document, cell: Cell, field: str, column: Column | None, full: int, told: Lines, listed: bool) -> list[Told]:
    """The items of a cell, all of one field. column: what the lines of its column tell, in formats in which they end where the column does; full: see
    `items_in`; listed: whether the table's lists stand behind bullets, so that the lines of a theme without one are parts of it."""
    units = [document.units[k] for k in cell.units]
    mixed = len({unit.marker != "" for unit in units}) > 1
    found = [item for unit in units for item in items_in(document, unit, full, told, mixed)]
    found = joined(document, found, units, column) if column is not None and len(units) > 1 else found
    if listed and field == "theme" and len(found) > 1 and not any(unit.marker for unit in units):
        found = _over_lines(document, found, {unit.start for unit in units})
    return [(a, b, field) for a, b in found]


def _lists_behind_bullets(document: Document, cells: Sequence[Cell]) -> bool:
    """Whether the cells with several items have them behind bullets."""
    several = [[document.units[k].marker for k in cell.units] for cell in dict.fromkeys(cells) if len(cell.units) > 1]
    marked = [markers for markers in several if sum(map(bool, markers)) > 1]
    return len(marked) > 1 and all(any(markers) for markers in several if len(markers) > _THEME_LINES)


def _over_lines(document: Document, items: Sequence[tuple[int, int]], begun: Collection[int]) -> list[tuple[int, int]]:
    """The items, of which one that begins with a line inside a word or a phrase goes on with the one before it."""
    found = [items[0]]
    for start, end in items[1:]:
        if (start in begun or ends_line(document.reading, start)) and runs_on(document.reading.text[slice(*found[-1])], document.reading.text[start:end]):
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    return found


def _labels(rows: Sequence[Sequence[Cell]], others: Sequence[int]) -> tuple[int, dict[str, str]]:
    """The column whose cells each name what the cell behind states (ねらい, 主な取組, 成果 over and over), and the field that each label names; -1
    and none in most tables."""
    for c in others:
        words = [squash(row[c].text) for row in rows]
        labels = list(dict.fromkeys(words))
        roles = said(labels) if c + 1 in others and 1 < len(labels) < len(words) and all(labels) else [""]
        if {*roles} <= FIELDS.keys():
            return c, {label: FIELDS[role] for label, role in zip(labels, roles)}
    return -1, {}


def _names_terms(rows: Sequence[Sequence[Cell]], column: int = 0) -> bool:
    filled = [row[column] for row in rows if row[column].text]
    return bool(filled) and sum(TERM.search("".join(cell.text.split())) is not None for cell in filled) * 2 > len(filled)


def _gives_periods(rows: Sequence[Sequence[Cell]], column: int) -> bool:
    """Whether most cells of a column are a period and nothing else (平成8年度~平成12年度), or a plan's name and one, whatever its header calls it."""
    filled = [row[column] for row in rows if row[column].text]
    return bool(filled) and sum(_NAME_AND_RANGE.fullmatch("".join(cell.text.split())) is not None for cell in filled) * 2 > len(filled)


def plan_term(text: str) -> str:
    """`第1期` of a cell such as `第1期 H13~H15年度`; a plan's name where it has no number."""
    flat = "".join(text.split())
    match = TERM.search(flat)
    if match:
        return term_of(match)
    name = re.split(r"[(（]|(?:[HSR]|平成|令和|昭和|20|19)[0-9元]", flat)[0]
    return name if len(name) > 3 and (re.search(r"[一-龥]", name) or _PLAN.search(name)) else ""


def term_of(match: re.Match[str]) -> str:
    """The term as the table names it: 第1次 of 第1次計画, but 前計画."""
    return match.group().removesuffix("計画") if match.group().startswith("第") else match.group()


def _period(cells: Sequence[Cell], document: Document, dates: Sequence[DateMention]) -> tuple[str, str]:
    """First and last day of the dates in the row's cells that name the plan and its period; the longest stretch wins."""
    places = [(document.units[u].start, document.units[u].end) for c in cells for u in c.units]
    inside = [d for a, b in places for d in between(dates, a, b) if d.first_day]
    if not inside:
        years = _YEARS.search(" ".join(c.text for c in cells))
        return _fiscal(f"{years[1]}-01-01", f"{years[2]}-12-31") if years else ("", "")
    return stretch(inside)


def stretch(dates: Sequence[DateMention]) -> tuple[str, str]:
    """First and last day of a plan that dates tell: those of the range among them, else from the first date to the last."""
    best = next((d for d in dates if d.kind == "range"), None)
    return _fiscal(best.first_day, best.last_day) if best else _fiscal(dates[0].first_day, dates[-1].last_day)


def is_short(begins: str, ends: str) -> bool:
    """Whether a period is too short for a plan (a call in 令和5年4月～6月)."""
    return bool(begins) and (date.fromisoformat(ends) - date.fromisoformat(begins)).days < _LEAST_DAYS


def _fiscal(first: str, last: str) -> tuple[str, str]:
    """A plan's period in bare years (H13~H17) runs over fiscal years (地方自治法第208条: 4月1日から翌年3月31日まで)."""
    if first.endswith("-01-01") and last.endswith("-12-31"):
        return f"{first[:4]}-04-01", f"{int(last[:4]) + 1}-03-31"
    return first, last
