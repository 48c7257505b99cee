"""Plan history: the items in the cells of a table of earlier plans."""
from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from datetime import date
from functools import lru_cache
from typing import Iterator, Sequence

from pipeline.extract.history_cells import Column, column_of, joined
from pipeline.extract.history_headers import FIELDS, header_rows, roles as column_roles
from pipeline.extract.history_lines import Lines, is_next, lines
from pipeline.extract.mentions import DateMention, HistoryItem, between
from pipeline.layout.document import Cell, Document, Table, Unit
from pipeline.rules import load
from pipeline.source import Pieces

TERM = re.compile(r"第[0-9一二三四五六七八九十]+[期次](?:計画|改定)?|(?:(?<![0-9])[0-9]{1,3}|(?<![一-鿿])[一二三四五六七八九十]+|(?<![A-Z])[IVX]+)期目?(?!間)|(?<![0-9A-Za-z])(?:1st|2nd|3rd|[4-9]th)(?![A-Za-z])|前期|中期|後期|"
                  r"現行?計画|前々?計画|旧計画")
_PLAN = re.compile(r"計画|戦略|ビジョン|プラン|構想|方針|大綱|指針|プログラム")
_NAMED = re.compile(f"{TERM.pattern}|{_PLAN.pattern}|[0-9元]年|[HRS][0-9]|(?<![0-9])(?:19|20)[0-9]{{2}}(?![0-9])")  # what a row of such a table is about
_YEARS = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2}) ?[-~〜–―ー] ?((?:19|20)[0-9]{2})(?![0-9])")  # a period in bare years
_YEAR = r"(?:(?:昭和|平成|令和|[SHR])?[0-9元]{1,4}|(?:19|20)[0-9]{2}\([^()]{2,6}\))(?:\([0-9]{4}\))?年?度?"
_RANGE = re.compile(rf"\(?{_YEAR}(?:[-~〜–―ー]|から){_YEAR}(?:まで)?(?:\([0-9]{{1,2}}(?:か|カ|ヶ|箇)?年(?:間|度)?\))?\)?")
_HALF = re.compile("[前中後]期")
WORKS = re.compile("工 ?[期事区]")  # the stages of building works
LATIN = re.compile(r"[A-Za-z0-9]")
_OPEN_END = re.compile(r"(?:[のをにへがはでやもび、・]|(?<!ふるさ)(?<!ひ)と|及び|並びに|または|又は|た|る|な|く|い)$")
OPEN_START = re.compile(r"が(?!ん)|[をにへはとでやぁぃぅぇぉゃゅょっー、。・)」』]|の(?!び)|も(?!の)|及び|並びに|など|等")
CUT = re.compile("[かきけこさしせそちづなねばびべぼまみめよらりれろわえおっゃゅょ][ぁ-ん]|[ァ-ヴ][ァ-ヴー]")  # no item ends and none begins so
_VERB_END = re.compile("[るうくすつぬむぶぐ]$")
_CLAUSE = re.compile(r"を[^をはがに、]{1,6}[るすくむぶつぐう]$")  # 地域をつくる: an item may close with its verb
WRAPPED = ("text/plain", "application/pdf")  # formats whose lines end where the page or the column does
_FULL = 8  # code points of a line that may fill its column
_LEAST_DAYS = 360  # of a plan
COMPLETE = 4  # code points; a shorter stretch is a word of an item, not an item


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
    states = stating & {r for c, r in enumerate(roles) if c not in terms}
    if roles[:1] in (["project"], ["program"]) or any(WORKS.search(cell.text) for row in rows[:1] for cell in row):
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
    full = {c: _widest(document, [row[c] for row in rows[headers:]]) for c, role in enumerate(roles) if role in FIELDS}
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
            if (name := FIELDS.get(role, "")) == "" or (cell.column if turned else cell.row) != r or id(cell) in done:
                continue
            done.add(id(cell))
            for start, end in _of_cell(document, cell, folds.get(column), full[column], told):
                count = seen[term, name] = seen.get((term, name), 0) + 1
                found.append(HistoryItem(start, end, term, begins, ends, name, count, "history.table"))
    yield from sorted(found, key=lambda item: item.start)


def _of_cell(document: Document, cell: Cell, column: Column | None, full: int, told: Lines) -> list[tuple[int, int]]:
    """The items of a cell. column: what the lines of its column tell, in formats in which they end where the column does; full: see `_items`."""
    units = [document.units[k] for k in cell.units]
    found = [item for unit in units for item in _items(document, unit, full, told)]
    return joined(document, found, units, column) if column is not None and len(units) > 1 else found


def _names_terms(rows: Sequence[Sequence[Cell]], column: int = 0) -> bool:
    filled = [row[column] for row in rows if row[column].text]
    return bool(filled) and sum(TERM.search("".join(cell.text.split())) is not None for cell in filled) * 2 > len(filled)


def _gives_periods(rows: Sequence[Sequence[Cell]], column: int) -> bool:
    """Whether most cells of a column are a period and nothing else (平成8年度~平成12年度), whatever its header calls it."""
    filled = [row[column] for row in rows if row[column].text]
    return bool(filled) and sum(_RANGE.fullmatch("".join(cell.text.split())) is not None for cell in filled) * 2 > len(filled)


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


def _widest(document: Document, cells: Sequence[Cell]) -> int:
    """The length of the longest line in the cells of a column whose lines break inside words; 0 where they end as items do, and in
    formats whose lines mean nothing."""
    if document.source.media_type not in WRAPPED:
        return 0
    reading, text = document.reading, document.reading.text
    units = [document.units[k] for cell in cells for k in cell.units]
    lines = [[unit.start, *(gap for gap in reading.gaps(unit.start, unit.end) if ends_line(reading, gap)), unit.end] for unit in units]
    breaks = [(at, stop) for places in lines for at, stop in zip(places[1:], places[2:])]
    broken = sum(stop - at < COMPLETE or CUT.match(text, at - 1) is not None for at, stop in breaks)
    return max(b - a for places in lines for a, b in zip(places, places[1:])) if broken and 3 * broken >= len(breaks) else 0


def _items(document: Document, unit: Unit, full: int, told: Lines) -> Iterator[tuple[int, int]]:
    """The items in a unit: white space, or the end of a line that fills the column, parts them where a complete item ends before
    it and another begins. full: the length of the longest line in the column where lines break inside words, else 0."""
    reading = document.reading
    parts = _dotted(reading.text, unit) or _slashed(reading, unit.start, unit.end)
    for a, b in parts:
        for start, end in _on_lines(reading.text, a, b, told):
            yield from _spaced(reading, start, end, unit.marker != "", document.source.media_type in WRAPPED, full)


def _dotted(text: str, unit: Unit) -> list[tuple[int, int]]:
    """The items behind ・ in one that opens with ・ (・災害への備え・費用の縮減), if each is whole: 医療・福祉の充実 is one."""
    if "・" not in unit.marker or "・" not in text[unit.start:unit.end]:
        return []
    parts, at = [], unit.start
    for words in text[unit.start:unit.end].split("・"):
        parts.append((at, at + len(words)))
        at += len(words) + 1
    return parts if all(b - a > COMPLETE and "の" in text[a + 1:b - 1] for a, b in parts) else []


def _slashed(reading: Pieces, start: int, end: int) -> list[tuple[int, int]]:
    """The parts between slashes; the whole where one of them is no item (A/B テスト, 24/7)."""
    text = reading.text
    parts, at = [], start
    for match in re.finditer(r" ?[/／] ?", text[start:end]):
        parts.append((at, start + match.start()))
        at = start + match.end()
    parts.append((at, end))
    if len(parts) > 1 and _spaced_slashes(reading, start, end) and all(a < b for a, b in parts):
        return parts  # a slash between spaces parts items of any kind
    return parts if all(b - a >= COMPLETE and not LATIN.match(text[a]) for a, b in parts) else [(start, end)]


def _spaced_slashes(reading: Pieces, start: int, end: int) -> bool:
    """Whether white space stands at both sides of each slash, also where the text at hand leaves it out."""
    gaps = {*reading.gaps(start, end)}
    places = [start + m.start() for m in re.finditer("[/／]", reading.text[start:end])]
    return all(place in gaps and (place + 1 in gaps or place + 2 in gaps and reading.text[place + 1] == " ") for place in places)


def _on_lines(text: str, start: int, end: int, told: Lines) -> Iterator[tuple[int, int]]:
    """The parts of a stretch that begin in lines of their own below lines that fill the column."""
    for at in told.places[bisect_right(told.places, start):bisect_left(told.places, end)]:
        if is_next(text, start, at, end, told):
            yield start, at
            start = at
    yield start, end


def _spaced(reading: Pieces, start: int, end: int, marked: bool, lines: bool, full: int) -> Iterator[tuple[int, int]]:
    """The items between white space; one behind a bullet (`marked`), or in a line that fills the column, goes on over the end
    of a line that tells no action (情報伝達の多 | 重化)."""
    line = start
    for gap in reading.gaps(start, end):
        left, right = reading.text[start:gap].rstrip(), reading.text[gap:end]
        wrapped = lines and ends_line(reading, gap)
        filled, line = gap - line >= full >= _FULL, gap if wrapped else line
        if wrapped and len(right) < COMPLETE or marked and right[:1].isascii():
            continue
        told = wrapped and not (marked or full) and _VERB_END.search(left) is not None and OPEN_START.match(right) is None  # a line is an item
        if told or parts_items(left, right) and not ((marked or filled) and wrapped and not left.endswith(actions())):
            yield start, start + len(left)
            start = gap
    if start < end:
        yield start, end


def spaced(document: Document, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The items of a stretch between single spaces and the ends of lines, none of which cuts a word."""
    at, text = start, document.reading.text
    for a, _ in _spaced(document.reading, start, end, False, document.source.media_type in WRAPPED, 0):
        if a > start and (CUT.match(text, a - 1) or OPEN_START.match(text, a)):
            continue
        if a > start:
            yield at, a
        at = a
    yield at, end


def ends_line(reading: Pieces, gap: int) -> bool:
    """Whether a line of the source ends before a position of the reader's text."""
    return "\n" in reading.between(gap)


@lru_cache(maxsize=1)
def actions() -> tuple[str, ...]:
    return tuple(row["word"] for row in load("measure_words") if row["kind"] == "action")


def _is_clause(left: str, right: str) -> bool:
    """Whether what ends with a verb is an item of two clauses (…を広げ、…を支える), or stands beside another that ends so;
    else the verb belongs to the noun behind it (暮らしを支える 基盤の整備)."""
    return _CLAUSE.search(left) is not None and (re.search(r"[えけげせてねべめれきぎしちにびみり]、", left) is not None
                                                 or _CLAUSE.search(right) is not None)


def parts_items(left: str, right: str) -> bool:
    """Whether white space between words parts two items."""
    if not left or not right or OPEN_START.match(right) or _OPEN_END.search(left) and not _is_clause(left, right):
        return False
    if LATIN.match(left[-1]):
        return False  # a space after a Latin word or a figure stands inside an item
    if LATIN.match(right[0]):
        return len(left) >= COMPLETE and not right[0].isdigit() and len(right) >= COMPLETE
    return True
