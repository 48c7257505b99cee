"""Where a date stands: what the table, the headings and the lines around it say of what its cell or paragraph states."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.extract.dates.role_grammar import role_grammar
from pipeline.extract.history import term_places
from pipeline.extract.printed import squash
from pipeline.extract.running_text import heads_works, notes_in_line
from pipeline.layout.document import Document, Unit
from pipeline.layout.tables import role

_YEAR_HEADER = re.compile(r"年度(?:別)?(?:の?(?:計画|スケジュール|工程))?(?:\(.*\))?$")
_YEAR_LABEL = re.compile(r"[【〔\[(]?[^。、0-9]{0,8}年度(?:別)?(?:の?(?:計画|スケジュール|工程|目標))?(?:[】〕\]):]| |$|(?=[HRS][0-9]))")  # 年度別計画 R4 検討 R5 実施
_TODAY = re.compile(r"(?:現状|現況|実績|基準)(?:値)?[)）]?$")
_YEAR = re.compile(r"(?:令和|平成|[RH]|20)(?:元|[0-9]{1,2})年度?(?:末)?")
_NOW = re.compile("(?:いま|今|現在|現状|現況|直近)(?:の?(?:値|姿|水準|状況))?")
_AIMED = re.compile(r"(?:KPI|重要業績評価指標(?:\(KPI\))?|成果目標|数値目標)\((?:令和|R|20)[^()]*\)")  # the year of the value that is to be reached
_GOAL = re.compile(r"(?:(?:中間|最終|数値|達成)?目標|中間(?:目標)?値|到達点|到達目標|めざす値|目指す値|めざす水準|目指す水準)(?:\(.*\))?")
_GOAL_COLUMN = re.compile(  # headers of times by which something is to be reached
    r"(?:(?:目標|目途|めど|達成|到達|実現)(?:とする|の|目標|予定)?(?:年度|年次|年月日?|年|時期|時点|期日|期限)"
    r"|(?:(?:整備|導入|移行|改修|構築|建設|事業)?(?:完了|完成|達成)|整備|導入|移行|稼働|運用開始|供用開始)の?(?:予定|目標|見込み?)(?:年度|年次|年月日?|年|時期|日)?"
    r"|到達点|到達目標|いつまでに?|期限)(?:\((?:年度|年|時期|年月|予定|目標)\))?")
_GOAL_THEN = re.compile(r"(?:令和|平成|[HR]|20)[0-9元]{1,4}(?:年度?)?末?(?:時点)?の(?:到達点|到達目標|(?:目指す|めざす|ありたい)?姿)")  # a header with its year
_WHEN = r"(?:年月日|年月|年度|年次|年|月日|日|時期|期日)?(?:\((?:年度|年月日?|年|時期|月)\))?"
_DECIDED_COLUMN = re.compile(rf"(?:計画の?)?(?:策定|決定|閣議決定|制定|議決){_WHEN}")  # headers of the time at which a plan was decided
_PUBLISHED_COLUMN = re.compile(rf"(?:公表|公布|告示|発表|決議|答申|発行|刊行){_WHEN}")  # of a plan, or of a meeting and an account
_PAPERS = re.compile("(?:.{0,6}の?)?(?:計画|戦略|プラン|ビジョン|構想|指針|方針|法律|法令|条例|規則|報告書|文書|資料)(?:等|・.{1,8})?(?:の?名称?|の題名)?|名称|題名")
_STATES_GOAL = re.compile(_GOAL.pattern + r"|(?:数値|成果|達成|最終|活動|事業|取組|事業の|取組の)?目標(?:値|指標|数値)?(?:\(.*\))?|KPI|(?:重要業績|成果|業績|評価)(?:評価)?指標(?:\(KPI\))?")
BARE_YEARS = re.compile(r"[HRSＨＲ]?[0-9元]{1,4}(?:年度?)?(?:[ ・/~〜-][HR]?[0-9]{1,4})*")
_MOST_CELLS = 40  # of a table without lines between the header and a cell
_PERIOD_COLUMN = re.compile(r"(?:計画|プラン|ビジョン|戦略)?(?:の?(?:名称?|題名))?(?:と|及び|・|/|、)?(?:その)?(?:計画|対象|推進|実施)?の?期間")
_MOST_YEARS = 12  # columns of years in a schedule
_PAIR, _BOX = 40, 5  # code points of two years; units above them in a box
_TWO_YEARS = re.compile(r"(?:(?:令和|平成|[RH]|20)[ 0-9元]{1,4}年?度?末?(?:\([0-9]{4}\))?年?度?[ →⇒➡~\-]*){2}")
_TWO_VALUES = re.compile(r"(?:約?[0-9][0-9,.]*+[^0-9 ]{0,8}+[ →⇒➡]*+){2,6}")
_INDICATOR = re.compile("(?:成果|数値|評価|活動)?(?:指標|目標)|KPI|重要業績評価指標")
_TITLE = 30  # characters of a line that is the title of the table below it
_SHEET = 30  # rows of a sheet about one measure
LABEL = 12  # characters of a line that names what the next one states
# headings that look back at a plan
_EARLIER = re.compile(r"(?:前|旧|これまでの)(?:期の?)?(?:計画|戦略|プラン|ビジョン|構想)|(?:現行|第[0-9一二三四五六七八九十IVX]{1,3}[期次])[^。、]{0,24}?(?:計画|戦略|プラン|ビジョン|構想)の(?:[^。、]{0,10}?)(?:成果|実績|総括|検証|評価|振り返り|達成状況|取組状況|実施状況)")
_NAMING = 60  # characters of a line that names a plan
_TITLED = re.compile("『|「[^「」]{7,}」|[^」]「[^「」]*$")  # the title of a work; shorter quotations are words
_EXPLAINS = re.compile(r"(?:。|[るただういすくん])$")


@dataclass(frozen=True)
class Place:
    """Where a date stands. terms: the columns of earlier plans in each table that was asked about; all places of a
    document share it, because a table may hold a date in each of its cells."""

    document: Document
    unit: Unit
    terms: dict[int, tuple[list[int], bool]] = field(default_factory=dict)

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles that the header cells of its row and column give it (`target`, `period`, ...; `valued`: an indicator
        whose value, which no other column holds, stands with it); none outside tables."""
        if self.unit.table < 0:
            return frozenset()
        found = frozenset(role(text) for text in self._headers)
        table = self.document.tables[self.unit.table]
        heads = self._headers or ((table.grid[0][self.unit.column].text,) if self.unit.row > 0 else ())
        decided = _heads(_DECIDED_COLUMN, heads)
        if (decided or _heads(_PUBLISHED_COLUMN, heads)) and (decided and "project" not in self._columns or any(
                _PAPERS.fullmatch(squash(cell.text)) for cell in table.grid[0])):
            return found - {"period", "term"} | {"decided"}
        if self._heads_column and _GOAL_THEN.fullmatch(squash(table.grid[self.unit.row][self.unit.column].text)) and not (self._of_terms or self._looks_back):
            return found - {"period"} | {"target"}
        if _heads(_GOAL_COLUMN, heads) and not ("到達" in "".join(heads) and (self._of_terms or self._looks_back)):
            return found - {"period"} | {"target", "deadline"}  # what earlier plans reached is no goal
        if table.header_rows and found & {"period", "term"} and self._columns & {"project", "department"}:
            found -= {"period", "term"}  # 期間 beside 事業名 is the measure's own
        if any(_GOAL.fullmatch("".join(text.split())) for text in self._headers) and (
                self._columns & {"baseline", "indicator", "unit"}):
            return found | {"target"}  # values of today stand beside those that are to be reached (現状, 目標)
        if any(_GOAL.fullmatch("".join(text.split())) for text in self._headers) and self._columns & {"project", "program"} \
                and not ("到達" in "".join(heads) and self._looks_back):
            found |= {"aimed"}
        if any(_AIMED.fullmatch("".join(text.split())) for text in self._headers) and "baseline" not in self._columns:
            return found | {"target"}
        if any(_TODAY.search(text) for text in self._headers):
            return found - {"indicator"}  # 指標（現状）
        if self._is_last_of_two_years or self._is_behind_today:
            return found | {"target"}
        if "indicator" in found and not self._columns & {"baseline", "target", "actual"}:
            return found | {"valued"}  # 重要業績評価指標(KPI) over 導入件数：20件(R6)
        row = table.grid[self.unit.row]
        if len(row) == 2 and self.unit.column == 1 and _STATES_GOAL.fullmatch("".join(row[0].text.split())):
            return found | {"target"}  # a table of labels and what they say
        return found

    @property
    def _of_terms(self) -> bool:
        """Whether the rows of its table are plans or periods, not pillars with their names."""
        return bool(self._columns & {"term", "period"}) and "pillar" not in self._columns

    @property
    def _heads_column(self) -> bool:
        """Whether it stands at the head of a column."""
        return self.unit.row < max(1, self.document.tables[self.unit.table].header_rows)

    @cached_property
    def _looks_back(self) -> bool:
        """Whether its table tells of an earlier plan, by its caption, the short line above it or a heading over it (前計画の重点事業,
        第3次計画の成果)."""
        document, section = self.document, self.unit.section
        table = document.tables[self.unit.table]
        first = next((index for row in table.grid for cell in row for index in cell.units), 0)
        above = document.text(document.units[first - 1]) if first else ""
        titles = [table.caption, above if len(above) <= _TITLE else ""]
        while section >= 0:
            titles.append(document.sections[section].title)
            section = document.sections[section].parent
        return any(_EARLIER.search(title) for title in titles)

    @cached_property
    def _is_last_of_two_years(self) -> bool:
        """Whether it heads the second of two columns of years beside indicators (指標 | 令和6年度 | 令和17年度)."""
        table = self.document.tables[self.unit.table]
        heads = ["".join(cell.text.split()) for cell in table.grid[0]]
        if self._heads_column and self.unit.column == len(heads) - 1 > 0 and _YEAR.fullmatch(heads[-1]) and _NOW.fullmatch(heads[-2]):
            return True  # いま | 令和10年度
        return (self.unit.row < table.header_rows and self.unit.column == len(heads) - 1 and "indicator" in self._columns
                and [bool(_YEAR.fullmatch(head)) for head in heads[1:]].count(True) == 2 and all(map(_YEAR.fullmatch, heads[-2:])))

    @property
    def _is_behind_today(self) -> bool:
        """Whether it heads a column behind that of today in a table of goals (削減目標: 部門 | 現状（2022年度） | 2030年度 | 2035年度)."""
        table, column = self.document.tables[self.unit.table], self.unit.column
        heads = ["".join(cell.text.split()) for cell in table.grid[0]]
        return "目標" in table.caption and "実績" not in table.caption and self._heads_column and _YEAR.fullmatch(heads[column]) is not None and any(
            _NOW.match(head) for head in heads[:column])

    @cached_property
    def _columns(self) -> frozenset[str]:
        """The roles of the columns of its table: what the headers, or the first row, name."""
        table = self.document.tables[self.unit.table]
        return frozenset(role(cell.text) for row in table.grid[:max(1, table.header_rows)] for cell in row)

    @cached_property
    def _headers(self) -> tuple[str, ...]:
        """The texts of the header cells above and beside its cell, and of its own cell if that is one."""
        if self.unit.table < 0:
            return ()
        table = self.document.tables[self.unit.table]
        row, column = self.unit.row, self.unit.column
        above = [table.grid[r][column] for r in range(min(table.header_rows, row))]
        beside = [cell for cell in table.grid[row][:column] if cell.header] if row >= table.header_rows else []
        own = [table.grid[row][column]] if row < table.header_rows else []
        return tuple(cell.text for cell in (*above, *beside, *own))

    @cached_property
    def is_fiscal(self) -> bool:
        """Whether its years are fiscal years, by the caption of its table (工程表（年度）), by a header above or beside it
        (実施年度 over R6, R7), or by the line that the years stand under."""
        unit = self.unit
        if unit.table < 0:
            return self._heading_line.endswith("年度")
        table = self.document.tables[unit.table]
        named = unit.row < table.header_rows and table.caption.rstrip(")）").endswith("年度")
        own = table.grid[unit.row][unit.column].text
        return named or any(_YEAR_HEADER.search(text) for text in (*self._headers, self._header_at_left) if text != own)

    @property
    def _header_at_left(self) -> str:
        """The header to the left of an empty one above its cell, as a merged one is left in Markdown; else nothing."""
        table, column = self.document.tables[self.unit.table], self.unit.column
        row = table.grid[0] if table.header_rows and self.unit.row > 0 and table.grid[0][column].text == "" else ()
        return next((cell.text for cell in reversed(row[:column]) if cell.text), "")

    @cached_property
    def by_fiscal_years(self) -> bool:
        """Whether years in short form (R4) are fiscal ones here: in a table of measures, one with a column, or a row, that names them, or behind a
        label that says so (実施年度, 年度別計画)."""
        unit = self.unit
        if unit.table < 0:
            return _YEAR_LABEL.match(self.document.reading.text, unit.start, unit.end) is not None
        return ("project" in self._columns or any(
            role(row[0].text) == "project" for row in self.document.tables[unit.table].grid[:_SHEET]))

    @cached_property
    def _heading_line(self) -> str:
        """The line before the bare years of which the unit is one; empty if it is more than a year."""
        document = self.document
        if BARE_YEARS.fullmatch(document.text(self.unit)) is None:
            return ""
        at = document.unit_index(self.unit.start)
        before = (document.text(unit) for unit in reversed(document.units[max(0, at - _MOST_YEARS):at]))
        return next((text for text in before if BARE_YEARS.fullmatch(text) is None), "")

    @cached_property
    def label(self) -> str:
        """The short line before the unit, or the cell before it in its row, which may name what the unit states (期間, 決定); empty for a long one."""
        if self.unit.table >= 0 and self.unit.column > 0:
            beside = self.document.tables[self.unit.table].grid[self.unit.row][self.unit.column - 1].text
            return beside if len(beside) <= LABEL else ""
        at = self.document.unit_index(self.unit.start)
        before = self.document.text(self.document.units[at - 1]) if at > 0 and self.unit.kind in ("item", "paragraph") else ""
        return before if len(before) <= LABEL else ""

    @cached_property
    def under_values(self) -> bool:
        """Whether its line holds two years alone, of the value today and of the goal, under these two in a box about an indicator
        (成果指標 … / 72.4% → 90.0% / 令和5年度 令和9年度)."""
        document, unit = self.document, self.unit
        if unit.table >= 0 or unit.end - unit.start > _PAIR or not _TWO_YEARS.fullmatch(document.text(unit)):
            return False
        k = document.unit_index(unit.start)
        above = [document.text(each) for each in document.units[max(0, k - _BOX):k]]
        return any(map(_TWO_VALUES.fullmatch, above)) and any(map(_INDICATOR.match, above))

    @cached_property
    def line_above(self) -> str:
        """The short line before the unit, which may name the plan of which it tells; empty for a long one."""
        at = self.document.unit_index(self.unit.start)
        above = self.document.units[at - 1] if at > 0 and self.unit.table < 0 else self.unit
        return self.document.text(above) if above is not self.unit and above.end - above.start <= _NAMING else ""

    @cached_property
    def in_term_column(self) -> bool:
        """Whether its cell says when one of the earlier plans of a table ran."""
        table = self.unit.table
        if table >= 0 and table not in self.terms:
            self.terms[table] = term_places(self.document.tables[table])
        if table < 0:
            return False
        places, turned = self.terms[table]
        return (self.unit.row if turned else self.unit.column) in places

    @property
    def under_period(self) -> bool:
        """Whether the unit stands right under a heading that is called 計画の期間, プラン期間, 期間 or the like."""
        section = self.unit.section
        return section >= 0 and self.unit.table < 0 and role_grammar().period_heading.match(self.document.sections[section].title) is not None

    @cached_property
    def below_period_column(self) -> bool:
        """Whether a line above that heads a column, 名称及び期間 or the like, tells what its cell, a unit of its own, states: of a
        table of which the cells are left."""
        unit, document = self.unit, self.document
        if unit.table >= 0 or unit.kind not in ("item", "paragraph"):
            return False
        at = document.unit_index(unit.start)
        above = (other for other in reversed(document.units[max(0, at - _MOST_CELLS):at]))
        for other in above:
            if other.section != unit.section or other.kind == "heading":
                return False
            if other.end - other.start <= LABEL and _PERIOD_COLUMN.fullmatch(document.text(other)):
                return True
        return False

    @property
    def on_title_page(self) -> bool:
        """Whether the unit stands before the first heading of a document that has headings."""
        return self.unit.section < 0 and self.unit.kind == "paragraph" and len(self.document.sections) > 0

    @property
    def is_first(self) -> bool:
        """Whether the unit is the first of the document."""
        return self.unit.start == self.document.units[0].start

    @cached_property
    def explains(self) -> bool:
        """Whether a note explains something in a sentence and names no work in quotation marks."""
        text = self.document.text(self.unit)
        return _TITLED.search(text) is None and "http" not in text and (_EXPLAINS.search(text) is not None or "→" in text)

    @property
    def in_list_of_works(self) -> bool:
        """Whether the unit is an entry of a list under a heading such as 参考文献, an item or a line with a title in quotation marks."""
        section, text = self.unit.section, self.document.reading.text
        entry = self.unit.kind == "item" or self.unit.kind == "paragraph" and text[self.unit.end - 1:self.unit.end] != "。" and any(
            text.find(mark, self.unit.start, self.unit.end) >= 0 for mark in "」』")
        return entry and section >= 0 and heads_works(self.document.sections[section].title)

    @cached_property
    def notes(self) -> tuple[tuple[int, int], ...]:
        """The notes in brackets in its sentences: (注:…)."""
        return tuple(notes_in_line(self.document.reading.text, self.unit.start, self.unit.end))

    @cached_property
    def is_reference(self) -> bool:
        """Whether the unit names its sources (出典:...)."""
        return role_grammar().source.match(self.document.reading.text, self.unit.start, self.unit.end) is not None


def _heads(wanted: re.Pattern[str], headers: Sequence[str]) -> bool:
    """Whether a header, or those above each other as one (策定 | 年月), are what a pattern describes."""
    flat = [squash(text).strip("※*・") for text in headers]
    return any(map(wanted.fullmatch, flat)) or len(flat) > 1 and wanted.fullmatch("".join(dict.fromkeys(flat))) is not None
