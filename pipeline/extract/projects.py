"""Projects: named 事業, systems and schemes that a plan lists in its tables and lists."""
from __future__ import annotations

import re
from typing import Iterator, Sequence

from pipeline.extract import measure_names as names
from pipeline.extract.history import term_columns
from pipeline.extract.mentions import Measure, Pillar
from pipeline.extract.pillar_codes import parts_of
from pipeline.extract.printed import cell_name, squash
from pipeline.extract.sheets import is_sheet, labelled, measure_cells
from pipeline.layout.document import Cell, Document, Table, Unit
from pipeline.layout.tables import column_roles

_SHORTEST, _LONGEST = 3, 80  # code points of a name
_NOTHING = re.compile(r"[-－―‐–—〃\"”々・.\s]*$|(?:なし|該当なし|未定|同上|再掲|継続|その他|ほか|合計|計|小計)$")
_LIST_HEADS = re.compile(r"(?:事業|取組|取り組み|取組み|施策|システム|プロジェクト)(?:名|一覧|例|内容|項目|等)?(?:\([^()]*\))?[】〕>》〉\]:：)]*$|(?:次|以下|下記)[のに](?:とおり|事業|取組|施策|挙げ|掲げ|示)")
_LEGEND = re.compile(r"印は|は(?![ぁ-ん])|印(?:の|を|が)")  # ★は新規事業を示す
_LINE_HEAD = re.compile(r"[【〔\[<(]?(?:主な|主要な?|関連(?:する)?|実施|具体的な?|個別)?(?:事業|取組|施策)(?:名|例)?(?:[】〕\]>)][ :：]*|[ :：]+|(?=[【《〔○●◯◎◇◆]))(?=[^ :：。]{3})")
_LEGENDS = re.compile(r"(?:の見方|の見かた|の読み方|記載例|記入例|記載要領|記入要領|凡例)$")  # parts that tell how sheets are read
_BRACKET_AT_END = re.compile(r"[(【〔\[]([^()【】〔〕\[\]]{2,40})[)】〕\]]\Z")
_LINE_GAP = re.compile(r" ?[/／、,;；|] ?")
_LINE_SIGN = re.compile(r" ?[○●◯◎◇◆] ?")
_BODY_ROLES = ("effort", "outcome", "description", "")
_KPI_ROLES = frozenset({"indicator", "baseline", "target"})


def find(document: Document, pillars: Sequence[Pillar]) -> list[Measure]:
    """The projects of tables and lists. What the table's row or column, or the heading above, states decides the pillar;
    where it states none `pillar` is -1."""
    above = sections_under(document, pillars)
    reach = _Reach(document, pillars, above)
    found = [m for table in document.tables for m in _from_table(document, table, pillars, above, reach)]
    found += _from_lists(document, pillars, above)
    found += _from_lines(document, above)
    explained = {s.index for s in document.sections if any(_LEGENDS.search(upper.title) for upper in document.lineage(s.index))}
    return [_told_beside(document, m, pillars) for m in found if m.section not in explained]


def _told_beside(document: Document, measure: Measure, pillars: Sequence[Pillar]) -> Measure:
    """A project behind whose name a bracket names its pillar (…事業(稼ぐ力)), by its name or code, without the bracket."""
    text = document.reading.text
    bracket = _BRACKET_AT_END.search(text, measure.start, measure.end)
    told = [p for p in pillars if bracket is not None and squash(bracket[1]) in (squash(p.name), p.code)]
    if bracket is None or not told:
        return measure
    own = next((p for p in told if p.index == measure.pillar), told[-1])
    return measure._replace(end=bracket.start(), pillar=own.index, pillar_method=measure.source, confidence=1.0)


def sections_under(document: Document, pillars: Sequence[Pillar]) -> dict[int, int]:
    """For each section that stands under a pillar's heading, the index of that pillar."""
    under = {s: p.index for p in pillars for s in p.sections}
    for section in document.sections:  # what stands above a section comes before it
        if section.index not in under and section.parent in under:
            under[section.index] = under[section.parent]
    return under


def _from_table(document: Document, table: Table, pillars: Sequence[Pillar], above: dict[int, int], reach: _Reach) -> Iterator[Measure]:
    rows, headers = table.grid, table.header_rows
    if term_columns(table):
        return
    if is_sheet(table):
        yield from _from_sheet(document, table, above)
        return
    roles = column_roles(rows, headers)
    if not roles or set(roles) & {"term", "period"} and "project" not in roles:
        return
    by_name = reach.named(table)
    across = {c: by_name[name] for c in range(len(roles)) for r in range(min(2, len(rows)))
              if (name := _pillar_name(document, rows[r][c], by_name)) and len(rows) > 1}
    if len(across) >= 2 and len(across) == len({p.index for p in across.values()}):
        yield from _by_columns(document, table, across)
        return
    first = _pillar_column(document, rows[headers:], roles, by_name)
    columns = _project_columns(rows[headers:], roles, first, bool(by_name))
    if not columns:
        return
    heading = above.get(table.section, -1)
    covers = {p.index for row in rows[headers:] if (p := _row_pillar(document, row, first, by_name))}
    section = _common_section(document, table, pillars, covers) if len(covers) > 1 else table.section
    heading = -1 if len(covers) > 1 else heading  # a table over several pillars: a row that names none has none
    current, grouped = None, False
    for r, row in enumerate(rows[headers:], headers):
        if _is_one_cell(row):  # a row over the whole width names what stands below it
            current = by_name.get(_pillar_name(document, row[0], by_name), current)
            grouped = grouped or current is not None
            continue
        current = _row_pillar(document, row, first, by_name) or (current if grouped or first >= 0 and not row[first].units else None)
        for column in columns:
            if row[column].row != r:
                continue  # a merged cell is read once, in its first row
            pillar = current.index if current is not None else heading
            method = "" if pillar < 0 else "table" if current is not None else "heading"
            for place in _places(document, row[column]):
                yield Measure(*place, "project", "table", section, pillar, method, float(pillar >= 0), f"table.{roles[column] or 'row'}")


def _figure(table: Table, pillar: Pillar) -> str:
    """The figure or letter that means a pillar in a table of which a column is headed by the word of its code (領域 over A)."""
    word, figure = parts_of(pillar.code)
    return figure if word and any(squash(cell.text) == word for cell in table.grid[0]) else ""


def _from_sheet(document: Document, table: Table, above: dict[int, int]) -> Iterator[Measure]:
    """The names beside the label 事業名 (or 施策名) of a sheet."""
    pillar = above.get(table.section, -1)
    for cell in measure_cells(table):
        for place in _places(document, cell):
            yield Measure(*place, "project", "table", table.section, pillar, "heading" if pillar >= 0 else "", float(pillar >= 0), "table.sheet")


def _is_one_cell(row: Sequence[Cell]) -> bool:
    return len(row) > 1 and all(cell is row[0] for cell in row)


class _Reach:
    """The pillars by the names and labels that tables may call them; what holds for the tables of a plan is made once."""

    def __init__(self, document: Document, pillars: Sequence[Pillar], above: dict[int, int]) -> None:
        self._document, self._pillars, self._above = document, pillars, above
        self._plans: dict[int, str] = {}  # for each section around a pillar the plan of the first of these
        for p in pillars if len({p.plan_name for p in pillars}) > 1 else ():
            for section in {u.index for s in p.sections for u in document.lineage(s)} | {document.units[p.unit].section}:
                self._plans.setdefault(section, p.plan_name)
        self._named: dict[str, dict[str, Pillar]] = {}

    def named(self, table: Table) -> dict[str, Pillar]:
        """Where two plans share a name, the one counts that the text around the table is about."""
        plan = self._plan(table) if self._plans else ""
        if plan not in self._named:
            sections, reach = self._document.sections, sorted(self._pillars, key=lambda p: p.plan_name == plan)
            self._named[plan] = ({squash(sections[s].label): p for p in reach for s in p.sections if sections[s].label
                                  and not sections[s].label[0].isdigit()} | {p.code: p for p in reach if p.code}
                                 | {squash(p.name): p for p in reach})
        figures = {figure: p for p in self._pillars if (figure := _figure(table, p))}
        return figures | self._named[plan] if figures else self._named[plan]

    def _plan(self, table: Table) -> str:
        here = self._above.get(table.section, -1)
        if here >= 0 and (plan := self._pillars[here].plan_name):
            return plan
        return next((told for upper in self._document.lineage(table.section) if (told := self._plans.get(upper.index))), "")


def _pillar_name(document: Document, cell: Cell, by_name: dict[str, Pillar]) -> str:
    """The pillar that a cell names, with or without its number."""
    text = squash(cell.text)
    if not text:
        return ""
    if text in by_name:
        return text
    held = [n for n in by_name if n in text and len(n) > 1]  # a figure is the whole cell
    if held and (bare := squash(cell_name(document, cell))) in by_name:
        return bare
    inside = [n for n in held if len(n) >= 5 and len(text) - len(n) <= 12]
    return max(inside, key=len) if inside else ""


def _row_pillar(document: Document, row: Sequence[Cell], column: int, by_name: dict[str, Pillar]) -> Pillar | None:
    name = _pillar_name(document, row[column], by_name) if column >= 0 else ""
    return by_name[name] if name else None


def _pillar_column(document: Document, rows: Sequence[Sequence[Cell]], roles: Sequence[str], by_name: dict[str, Pillar]) -> int:
    """The column whose cells name pillars, -1 for none."""
    best, most = -1, 0
    for column in range(min(3, len(roles))):
        named = {_pillar_name(document, row[column], by_name) for row in rows if not _is_one_cell(row)} - {""}
        if len(named) > most and (len(named) > 1 or roles[column] in ("pillar", "group") or len(rows) == 1):
            best, most = column, len(named)
    return best


def _project_columns(rows: Sequence[Sequence[Cell]], roles: Sequence[str], first: int, named: bool) -> list[int]:
    """The columns that list projects: those so named; else, beside a column of pillars, those whose items are names."""
    stated = [c for c, r in enumerate(roles) if r == "project" and c != first]
    if len(stated) > 1:  # 事業名 beside 取組: the one that holds names
        likely = [c for c in stated if _share_of_names(rows, c) >= 0.5]
        return likely or (stated[:1] if "description" in roles else stated)
    if stated:
        return stated
    if "department" in roles and not set(roles) & _KPI_ROLES and (carried := [c for c, r in enumerate(roles) if r == "program" and c != first]):
        return carried[-1:]  # 取組項目 beside the 主管課 that carries each out
    if set(roles) & _KPI_ROLES or first < 0 or not named:
        return []
    return [c for c, r in enumerate(roles) if c > first and r in _BODY_ROLES and _lists_names(rows, c)]


def _lists_names(rows: Sequence[Sequence[Cell]], column: int) -> bool:
    cells = [row[column] for row in rows if row[column].text]
    items = [part for cell in cells for part in cell.text.split(" ")]
    if not cells or sum(names.aside(part) for part in items) * 2 >= len(items):
        return False  # departments, periods, amounts
    return sum(names.is_project(_clean(i)) for i in items) * 4 >= sum(len(c.units) for c in cells)


def _share_of_names(rows: Sequence[Sequence[Cell]], column: int) -> float:
    """The share of the cells of a column that end as names of projects do."""
    cells = list({id(row[column]): row[column].text for row in rows if row[column].text and not _is_one_cell(row)}.values())
    return sum(names.is_project(_clean(text)) for text in cells) / len(cells) if cells else 0.0


def _clean(text: str) -> str:
    start, end = names.trim(text, 0, len(text))
    return text[start:end]


def _by_columns(document: Document, table: Table, across: dict[int, Pillar]) -> Iterator[Measure]:
    top = max(r for c in across for r in range(2) if r < len(table.grid) and _pillar_name(
        document, table.grid[r][c], {squash(across[c].name): across[c]}))
    for r, row in enumerate(table.grid[top + 1:], top + 1):
        for column, pillar in across.items():
            for place in _places(document, row[column]) if row[column].row == r else ():
                yield Measure(*place, "project", "table", table.section, pillar.index, "table", 1.0, "table.column")


def _places(document: Document, cell: Cell) -> Iterator[tuple[int, int]]:
    """The places of the names in a cell: one an item, or several in one item that 、 or / parts."""
    for unit in (document.units[k] for k in cell.units):
        parts = _enumerated(document.reading.text, unit.start, unit.end)
        yield from parts or ([place] if (place := _name_place(document, unit)) is not None else [])


_GAPS = "、/,"  # between names in a line of names


def _enumerated(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The names in a line of names (A事業、B事業、Cシステム); none if it is one name or a sentence."""
    if not any(text.find(gap, start, end) >= 0 for gap in _GAPS):
        return []
    places, at, depth = [], start, 0
    for i in range(start, end + 1):
        char = text[i] if i < end else "、"
        depth += (char in "(「『【[〔") - (char in ")」』】]〕")
        if char in _GAPS and depth <= 0:
            places.append(names.trim(text, at, i))
            at = i + 1
    found = [text[slice(*p)] for p in places]
    listed = len(found) > 1 and all(len(n) >= 4 and not names.is_sentence(n) for n in found)
    return places if listed and sum(map(names.is_project, found)) * 2 > len(found) else []


_LETTER = re.compile(r"[ぁ-んァ-ヶ一-龥A-Za-z]")


def _name_place(document: Document, unit: Unit) -> tuple[int, int] | None:
    """The place of a project's name in an item or a cell; None if it holds none."""
    text = document.reading.text
    start, end = names.trim(text, unit.start, names.before_description(text, unit.start, unit.end))
    name = text[start:end]
    if labelled(text, start, end) or not _SHORTEST <= len(name) <= _LONGEST or _NOTHING.match(name) or names.is_sentence(name) or _LEGEND.match(name) or not _LETTER.search(name):
        return None
    return start, end


def _common_section(document: Document, table: Table, pillars: Sequence[Pillar], covers: set[int]) -> int:
    """The section that a table over several pillars sums up: the nearest that holds the headings of all of them."""
    heads = [s for p in pillars if p.index in covers for s in p.sections]
    above = {s: {u.index for u in document.lineage(document.sections[s].parent)} for s in heads}
    for upper in document.lineage(table.section):
        held = {p.index for p in pillars if p.index in covers and any(upper.index in above[s] for s in p.sections)}
        if held == covers:
            return upper.index
    return table.section


def _from_lists(document: Document, pillars: Sequence[Pillar], above: dict[int, int]) -> Iterator[Measure]:
    """Items of lists that end as names of projects do, and the other items of a list that a line announces as projects.

    A list stands under a pillar's heading, under a line that is a pillar's name, or under one that announces projects
    (主な事業は次のとおり)."""
    called: dict[str, list[Pillar]] = {}
    for p in pillars:
        called.setdefault(squash(p.name), []).append(p)
    titles = {squash(section.title) for section in document.sections}
    for head, items in lists(document):
        places = [(unit, place) for unit in items if not _LINE_HEAD.match(document.text(unit)) and (place := _name_place(document, unit)) is not None]
        places = [(u, p) for u, p in places if squash(name := document.reading.text[slice(*p)]) not in called and not is_clause(name)]
        alike = sum(names.is_project(document.reading.text[slice(*p)]) for _, p in places)
        announced = _LIST_HEADS.search(head) is not None and not _LINE_HEAD.match(head) or alike == len(items) > 1 and items[0].section >= 0 and (
            _LIST_HEADS.search(document.sections[items[0].section].title) is not None)
        whole = announced and (alike * 2 >= len(items) or "事業" in head)
        named = _named(pillars, called.get(squash(head), ()), above.get(items[0].section, -1))
        heads = {k: namesakes[-1].index for k, u in enumerate(items) if (namesakes := called.get(squash(document.text(u))))}
        within = _under_projects(document, items)
        over = _over_projects(document, items)
        for unit, place in places:
            if (unit in within or unit in over) and not names.is_project(document.reading.text[slice(*place)]):
                continue
            headed = [heads[k] for k in heads if items[k].start < unit.start]
            stated = headed[-1] if len(heads) > 1 and headed else named
            pillar = stated if stated >= 0 else above.get(unit.section, -1)
            suffixed = names.is_project(name := document.reading.text[slice(*place)])
            if not suffixed and place[1] >= unit.end - 1 and document.reading.text[unit.end - 1] == "。":
                continue
            if not suffixed and squash(name) in titles:
                continue  # a chart or list of the headings below
            if whole or suffixed and (pillar >= 0 or announced) or pillar >= 0 and _marked(document, unit, place):
                method = "" if pillar < 0 else "list" if stated >= 0 and stated != above.get(unit.section, -1) else "heading"
                yield Measure(*place, "project", "list", unit.section, pillar, method,
                              float(pillar >= 0), "list.suffix" if suffixed else "list.announced" if whole else "list.mark")


def _under_projects(document: Document, items: Sequence[Unit]) -> set[Unit]:
    """The items right or farther under one that ends as names of projects do: they tell about it."""
    found: set[Unit] = set()
    projects: list[int] = []  # depths of the open projects
    for unit in items:
        projects = [depth for depth in projects if depth < unit.depth]
        if projects:
            found.add(unit)
        place = _name_place(document, unit)
        if place is not None and names.is_project(document.reading.text[slice(*place)]):
            projects.append(unit.depth)
    return found


def _over_projects(document: Document, items: Sequence[Unit]) -> set[Unit]:
    """The items right under which stand ones that end as names of projects do: they name what these belong to."""
    found = set()
    for unit, below in zip(items, items[1:]):
        place = _name_place(document, below) if below.depth > unit.depth else None
        if place is not None and names.is_project(document.reading.text[slice(*place)]):
            found.add(unit)
    return found


def _named(pillars: Sequence[Pillar], alike: Sequence[Pillar], here: int) -> int:
    """Of the pillars whose name is the line above a list, the one of the plan that the text `here` is under, else the last;
    -1 for none."""
    return next((p.index for p in alike if here >= 0 and p.plan_name == pillars[here].plan_name), alike[-1].index if alike else -1)


def _from_lines(document: Document, above: dict[int, int]) -> Iterator[Measure]:
    """Names in one line after a word that announces them: 主な事業：A、B / 事業 A／B / 主な事業 ○A（課） ○B（課）."""
    text = document.reading.text
    for unit in document.units:
        if unit.kind not in ("paragraph", "item") or (head := _LINE_HEAD.match(text, unit.start, unit.end)) is None:
            continue
        places, at = [], head.end()
        gaps = list(_LINE_SIGN.finditer(text, head.end(), unit.end)) or list(_LINE_GAP.finditer(text, head.end(), unit.end))
        for gap in [*gaps, None]:
            places.append(names.trim(text, at, gap.start() if gap else unit.end))
            at = gap.end() if gap else unit.end
        places = [p for p in places if p[1] - p[0] >= _SHORTEST]
        alike = sum(names.is_project(name := text[slice(*p)]) or name.endswith("費") for p in places)  # 電子申請運営費, as budgets say
        if not places or alike < len(places) and not ("事業" in head.group() and 2 * alike >= len(places)):
            continue
        pillar = above.get(unit.section, -1)
        for place in places:
            yield Measure(*place, "project", "list", unit.section, pillar, "heading" if pillar >= 0 else "", float(pillar >= 0), "list.line")


def lists(document: Document) -> Iterator[tuple[str, list[Unit]]]:
    """The lists of a document: the text right before each and its items."""
    head, items = "", []
    for unit in document.units:
        if unit.kind == "item":
            items.append(unit)
        elif unit.kind not in ("note", "cell"):
            if items:
                yield head, items
            head, items = document.text(unit), []
    if items:
        yield head, items


def is_clause(name: str) -> bool:
    """Words with a predicate of their own are an explanation, not a name."""
    return re.search(r"(?:は|が)、|ため、|により、|ます|ました|すること$", name) is not None


def _marked(document: Document, unit: Unit, place: tuple[int, int]) -> bool:
    """Whether a mark (新規) or a department stands beside the name."""
    text = document.reading.text
    lead, tail = text[unit.start:place[0]], text[place[1]:unit.end]
    if any(arrow in text[slice(*place)] for arrow in "→⇒➡"):
        return False  # 利用率18%→60%(R8)
    return any(b in lead for b in "[(【〔") or any(b in tail for b in "[(【〔")
