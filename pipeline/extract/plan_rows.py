"""Plans in rows of a table: the names in a column 計画名, with the date on which each was decided where its row states it (計画名 | 策定年月)."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.extract.decisions import Decisions
from pipeline.extract.history import TERM, term_places
from pipeline.extract.history_items import ends_line
from pipeline.extract.mentions import Citation, DateMention
from pipeline.extract.plan_names import ending_at, type_words
from pipeline.extract.printed import squash
from pipeline.layout.document import Cell, Document, Table

_KINDS = "(?:(?:関連|関係|上位|個別|分野別|既存|主な|各種?)の?)?(?:計画|戦略|プラン|ビジョン|構想|指針|方針)(?:等|・(?:計画|戦略|プラン|ビジョン|構想|指針|方針))*"
_NAMES = re.compile(rf"(?:{_KINDS}の?)?(?:名称?|名前|題名|タイトル)(?:(?:と|及び|・|[(])(?:計画)?(?:期間|年度|策定年)[)]?)?|{_KINDS}(?:(?:と|及び|・|/|、)(?:計画|対象)?の?期間)?")
_CALLED = re.compile(rf"{_KINDS}の?名[称前]?(?:(?:と|及び|・|[(])(?:計画)?(?:期間|年度|策定年)[)]?)?|名称(?:及び|と|・)(?:計画)?期間")  # heads names of plans only
_WHOLE = re.compile(r"(?P<name>(?=[^()]*?[ぁ-んァ-ヶA-Za-z])[^()、。]{2,40})(?:\([^()]*\))?$")  # a coined name (きりおかユビキタスプラン), no word for a kind of plan
_OTHER_KINDS = re.compile(r"プログラム|方策|アクション|要綱")  # what a plan is called besides, in a column that names plans
_PERIOD_BEHIND = re.compile(r" ?(?:\([^()]{1,40}\))? ?[(\[〔]?(?:[HSR]|平成|令和|昭和|20|19)[0-9元][^()、。]{2,24}年度?[)\]〕]?")  # (平成13年3月策定) H13~H17年度
_IS_KANA = re.compile(r"[ぁ-んー]{2,8}")
_COUNT = re.compile(r" ?\(第[0-9一二三四五六七八九十IVX]{1,4}[期次]\)")
_CERTAIN = frozenset(("plan.body", "plan.title", "plan.quoted", "plan.year"))  # rules of names with a body or a year, or of the government
_UNCERTAIN = "plan.kind"
_LEAST = 6  # code points of such a name
_FEWEST, _SIDE = 3, 3  # rows of a chronology; code points beside the date of a row
_TOLD = re.compile(r"[」』]?(?:\([^()\n]{0,30}?(?:決定|策定|公表|了解)\)|(?:\([^()\n]{0,30}\))?(?:を|の|が)?(?:閣議)?(?:(?P<later>改[定訂]|見直し|変更)|決定|策定|公表|発表))")  # what stands behind a name there
_MOST_BESIDE = 12  # code points of a cell beside the date that it states


def named(document: Document, dates: Sequence[DateMention], decisions: Decisions) -> Iterator[Citation]:
    """The plans whose names are the cells of a column (or row) 計画名, 計画の名称 and the like, or 名称, 計画 in a table of earlier plans, each
    once, with the date of decision that its row or its cell states, if any. `dates`: the dates of the document."""
    dated = {row.start: row for row in (*beside_dates(document, dates), *told_by_year(document, dates))}
    yield from dated.values()
    for table in document.tables:
        for cells, heads, called, counted in _series(table):
            for cell in dict.fromkeys(cells):
                for index in cell.units:
                    found = _named(document, index, "", counted)
                    if found is None or found.start in dated or not called and found.rule == _UNCERTAIN and not any("名" in head for head in heads):
                        continue  # 計画 | 期間 over 第1次地域情報化計画: a kind of plan
                    yield found._replace(rule="plan.row", issued=_decided(document, cell, index, found, decisions))


def _series(table: Table) -> Iterator[tuple[list[Cell], list[str], bool, bool]]:
    """The columns and rows whose heads say that their cells name plans: the cells, the heads, whether these name nothing else, and
    whether the cells tell the plans of a table of earlier ones apart."""
    terms: list[int] | None = None
    for column in range(len(table.grid[0])) if table.header_rows else ():
        heads = [squash(table.grid[k][column].text) for k in range(table.header_rows)]
        if not any(map(_NAMES.fullmatch, heads)):
            continue
        if terms is None:
            terms = term_places(table)[0]
        called = any(map(_CALLED.fullmatch, heads))
        if called or terms:
            yield [row[column] for row in table.grid[table.header_rows:]], heads, called, column in terms
    for row in table.grid[table.header_rows:]:
        if len(row) > 2 and _CALLED.fullmatch(head := squash(row[0].text)):
            yield [cell for cell in row[1:] if cell is not row[0]], [head], True, False


def _decided(document: Document, cell: Cell, index: int, found: Citation, decisions: Decisions) -> str:
    """The date of decision in the brackets behind a name in its cell, also in the next line of that."""
    if issued := decisions.of(found.start, found.end):
        return issued
    below = next((document.units[k] for k in cell.units if k > index), None)
    return decisions.bracketed(below.start) if below is not None else ""


def beside_dates(document: Document, dates: Sequence[DateMention]) -> Iterator[Citation]:
    """The plans named in the cells of a column (or row) 計画名, 名称 and the like, each with the date of decision that its
    row (or column) states, in any order. `dates`: the dates of the document."""
    named: set[int] = set()
    for date in dates:
        if date.role != "issued" or not date.edtf:
            continue
        unit = document.unit_at(date.start)
        if unit.table < 0 or unit.end - unit.start - (date.end - date.start) > _MOST_BESIDE:
            continue
        cell = _named_beside(document.tables[unit.table], unit.row, unit.column)
        for index in cell.units if cell is not None else ():
            if index not in named and (found := _named(document, index, date.edtf)) is not None:
                named.add(index)
                yield found._replace(rule="plan.row")


def told_by_year(document: Document, dates: Sequence[DateMention]) -> Iterator[Citation]:
    """The plans of which a chronology in a table says, beside the date in its first column, that they were decided (平成13年1月22日 |
    e-Japan戦略(IT戦略本部決定)). `dates`: the dates of the document."""
    text = document.reading.text
    moments = {date.start: date for date in dates if date.kind in ("day", "month", "year") and date.edtf and not date.relative}
    for table in document.tables:
        rows = table.grid[table.header_rows:]
        days = [_date_of(document, row[0], moments) for row in rows] if rows and len(rows[0]) == 2 else []
        if len(days) < _FEWEST or sum(day is not None for day in days) * 2 < len(days):
            continue
        for row, day in zip(rows, days):
            for index in row[1].units if day is not None and row[1] is not row[0] else ():
                unit = document.units[index]
                lowest = unit.end
                for match in reversed(list(type_words().finditer(text, unit.start, unit.end))):
                    name = ending_at(text, *match.span(), unit.start) if match.end() <= lowest else None
                    if name is not None and (told := _TOLD.match(text, name.end, unit.end)) is not None:
                        lowest = name.start
                        yield Citation("plan", name.start, name.end, title=document.reading.value(name.start, name.end), issued="" if told["later"] else day or "", rule="plan.row")


def _date_of(document: Document, cell: Cell, moments: dict[int, DateMention]) -> str | None:
    """The date that a cell is, with no more than a few words beside it; None if it is none."""
    unit = document.units[cell.units[0]] if len(cell.units) == 1 else None
    date = moments.get(unit.start) if unit is not None else None
    return date.edtf if unit is not None and date is not None and unit.end - date.end <= _SIDE else None


def _named_beside(table: Table, row: int, column: int) -> Cell | None:
    """The cell that names what the cell at row, column dates; None if no header says that one does."""
    heads = [[squash(table.grid[k][c].text) for k in range(min(max(1, table.header_rows), row))] for c in range(len(table.grid[row]))]
    for at, words in enumerate(heads):
        if at != column and any(map(_NAMES.fullmatch, words)):
            return table.grid[row][at]
    for cells in table.grid if column > 0 else ():
        if cells is not table.grid[row] and column < len(cells) and _NAMES.fullmatch(squash(cells[0].text)):
            return cells[column]
    return None


def _named(document: Document, index: int, issued: str, counted: bool = False) -> Citation | None:
    """The plan whose name a unit of a cell is; the rule tells whether a body or a title of a plan stands in it. counted: whether
    what stands in brackets behind the name counts the rows (計画(第1期), 計画(第2期))."""
    unit, text = document.units[index], document.reading.text
    start, end = unit.start, unit.end
    term = TERM.match(text, start, end)
    if term is not None and term.end() < end and ends_line(document.reading, term.end()):
        start = term.end()  # 第1次 / …計画
    parted = start > unit.start
    if end - start > 2 and text[start] in "「『" and text[end - 1] in "」』":
        start, end = start + 1, end - 1
    for found in reversed(list(type_words().finditer(text, start, end))):
        name = ending_at(text, found.start(), found.end(), start if parted else unit.start)
        if name is not None:
            behind = text[name.end:end]
            if start < name.start and _IS_KANA.fullmatch(text, start, name.start) is not None:
                break  # きりおか + ユビキタスプラン
            if name.start != start or behind and not (behind.lstrip()[:1] == "(" and behind[-1] == ")" or _PERIOD_BEHIND.fullmatch(behind)):
                return None
            close = found.end() if counted and _COUNT.fullmatch(text, found.end(), name.end) else name.end
            return Citation("plan", name.start, close, title=document.reading.value(name.start, close), issued=issued,
                            rule="plan.row" if name.rule in _CERTAIN or parted or name.rule == "plan.ordinal" and close < name.end else _UNCERTAIN)
    whole = _WHOLE.match(text, start, end)
    last = max((found.end() for words in (type_words(), _OTHER_KINDS) for found in words.finditer(text, start, end)), default=-1)
    if whole is None or last != whole.end("name") or whole.end("name") - start < _LEAST:
        return None
    return Citation("plan", start, last, title=document.reading.value(start, last), issued=issued, rule="plan.row")
