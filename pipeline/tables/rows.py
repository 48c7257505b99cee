"""The rows of all tables: the contract in code."""
from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pipeline.tables import columns as c
from pipeline.tables.columns import Row, order
from pipeline.tables.detail_rows import (DETAIL_TABLES, BudgetRow, ChallengeRow, DepartmentRow, DescriptionRow, IndicatorRow,
                                         IndicatorValueRow, MeasureFieldRow, ScheduleRow)
from pipeline.tables.link_rows import CANONICAL_ID, MentionRow, PillarTreeRow

__all__ = ["TABLES", "BlockRow", "CitationAnchorRow", "CitationRow", "DateRow", "DocumentRow", "MeasureRow", "MentionRow",
           "PillarRow", "PillarTreeRow", "PlanHistoryRow", "Row", "SectionRow", "Tables"]

BLOCK_KINDS = ("title", "heading", "paragraph", "item", "table", "note", "caption", "contents", "furniture")
DATE_KINDS = ("day", "month", "year", "fiscal_year", "decade", "century", "range")
DATE_ROLES = ("edition", "law_number", "accessed", "issued", "plan_period", "target", "event")
PREFECTURE_CODE = "0[1-9]|[1-3][0-9]|4[0-7]"


class DocumentRow(Row):
    __slots__ = ()
    TABLE: ClassVar[str] = "documents"
    KEY: ClassVar[tuple[str, ...]] = ("doc_id",)
    ABOUT: ClassVar[str] = "one row for each document"

    doc_id: str = c.text("the document; also the name of its file in text/", required=True)
    title: str = c.text("the title that the document states")
    prefecture_code: str = c.text("JIS X 0401, two digits; empty where the body is no prefecture of Japan",
                                pattern=PREFECTURE_CODE)
    prefecture: str = c.text("the body whose plan it is")
    plan_name: str = c.text("the plan's name")
    edition: str = c.text("the edition of the plan")
    period_start: str = c.day("first day of the plan's period")
    period_end: str = c.day("last day of the plan's period, inclusive")
    source_path: str = c.text("the file that was read, as it was named")
    source_sha256: str = c.text("SHA-256 of the file's bytes", pattern="[0-9a-f]{64}")
    media_type: str = c.text("media type of the file", required=True)
    characters: int = c.whole("length of the document's text", minimum=0, unit="code point")

    def broken(self) -> str | None:
        if self.period_start and self.period_end:
            return order(self.period_start, self.period_end, "period_start, period_end")
        return None


class SectionRow(Row):
    __slots__ = ()
    TABLE: ClassVar[str] = "sections"
    KEY: ClassVar[tuple[str, ...]] = ("section_id",)
    ABOUT: ClassVar[str] = "one row for each heading"

    section_id: str = c.text("the section", required=True)
    doc_id: str = c.doc_id()
    parent_id: str = c.text("the section above it; empty at the top", refers="sections.section_id")
    level: int = c.whole("depth of the heading, 1 is the outermost", minimum=1)
    label: str = c.text("the heading's number or label, NFKC, without spaces")
    title: str = c.text("the heading's text, NFKC")
    start: int = c.start()
    end: int = c.end()

    def broken(self) -> str | None:
        if self.parent_id == self.section_id:
            return "parent_id: the section is its own parent"
        return None


class BlockRow(Row):
    __slots__ = ()
    TABLE: ClassVar[str] = "blocks"
    KEY: ClassVar[tuple[str, ...]] = ("block_id",)
    ABOUT: ClassVar[str] = "one row for each block of the text, running heads and page numbers (furniture) too"

    block_id: str = c.text("the block", required=True)
    doc_id: str = c.doc_id()
    section_id: str = c.section_id()
    kind: str = c.text("what it is", required=True, enum=BLOCK_KINDS)
    page: int | None = c.count("the page on which it starts, counted from 1; empty where the format has no pages")
    bbox: str = c.text("its place on that page: x0,y0,x1,y1 in points, origin top left; PDF only", pattern=c.BOX)
    boxes: str = c.text("its place on all pages and columns, as page:x0,y0,x1,y1;...; PDF only", pattern=c.BOXES)
    start: int = c.start()
    end: int = c.end()
    spans: str = c.spans()

    def broken(self) -> str | None:
        if bool(self.bbox) != bool(self.boxes) or self.bbox and self.page is None:
            return "page, bbox, boxes: one without the others"
        return None


class PillarRow(Row):
    __slots__ = ()
    TABLE: ClassVar[str] = "pillars"
    KEY: ClassVar[tuple[str, ...]] = ("pillar_id",)
    ABOUT: ClassVar[str] = "one row for each of the top headings under which a plan groups its measures"

    pillar_id: str = c.text("the pillar", required=True)
    doc_id: str = c.doc_id()
    ordinal: int = c.whole("its place among the pillars of its plan, from 1", minimum=1)
    name: str = c.text("its name, NFKC", required=True)
    plan_name: str = c.text("the plan whose pillars they are")
    section_id: str = c.section_id()
    start: int = c.start()
    end: int = c.end()
    spans: str = c.spans()
    surface: str = c.surface()
    rule: str = c.rule()


class MeasureRow(Row):
    __slots__ = ()
    TABLE: ClassVar[str] = "measures"
    KEY: ClassVar[tuple[str, ...]] = ("measure_id",)
    ABOUT: ClassVar[str] = "one row for each named project and each program-level topic"

    measure_id: str = c.text("the measure", required=True)
    doc_id: str = c.doc_id()
    name: str = c.text("its name, NFKC", required=True)
    level: str = c.text("project: a named project, system or scheme; program: a topic that a passage reports on",
                      required=True, enum=("project", "program"))
    source: str = c.text("where it stands", required=True, enum=("table", "list", "heading", "narrative"))
    pillar_id: str = c.text("the pillar it belongs to; empty where the document does not say and the classifier "
                          "abstains", refers="pillars.pillar_id")
    pillar_method: str = c.text("how the pillar was found; classifier without a pillar_id: it abstained; "
                                "override: a person decided about the row",
                                enum=("table", "heading", "list", "classifier", "override"))
    pillar_confidence: float | None = c.share("confidence in the pillar, or in the best one where it abstained")
    section_id: str = c.section_id()
    start: int = c.start()
    end: int = c.end()
    spans: str = c.spans()
    surface: str = c.surface()
    rule: str = c.rule()
    canonical_id: str = c.text("what all spellings of the name share, in this run and any other: k- and ten hexadecimal "
                               "digits of the SHA-256 of canonical_name", required=True, pattern=CANONICAL_ID)
    canonical_name: str = c.text("the normal form of the name, for comparison and not for display: NFKC in lower case "
                                 "without spaces, quotation marks, marks in brackets, year or term of an edition and 事業",
                                 required=True)
    program_id: str = c.text("the program that a project belongs to; empty where neither a table's row nor a heading "
                             "states one", refers="measures.measure_id")
    measure_confidence: float | None = c.share("how likely it is a measure of its level at all; empty where a person said so")

    def broken(self) -> str | None:
        if self.program_id and (self.program_id == self.measure_id or self.level == "program"):
            return "program_id: only a project belongs to a program"
        if self.pillar_id and not self.pillar_method:
            return "pillar_id, pillar_method: a pillar without a method"
        if bool(self.pillar_method) != (self.pillar_confidence is not None):
            return "pillar_method, pillar_confidence: one without the other"
        return None


class DateRow(Row):
    __slots__ = ()
    TABLE: ClassVar[str] = "dates"
    KEY: ClassVar[tuple[str, ...]] = ("date_id",)
    ABOUT: ClassVar[str] = "one row for each date, fiscal year, decade, century and range of these"

    date_id: str = c.text("the date", required=True)
    doc_id: str = c.doc_id()
    section_id: str = c.section_id()
    surface: str = c.surface()
    start: int = c.start()
    end: int = c.end()
    spans: str = c.spans()
    kind: str = c.text("what it names", required=True, enum=DATE_KINDS)
    edtf: str = c.edtf("ISO 8601-2 (EDTF); a fiscal year and a range as the interval of first and last day")
    timex3: str = c.text("TIMEX3 value as ja-timex writes it; both ends of a range with a slash between them",
                         pattern=c.TIMEX3)
    first_day: str = c.day("first day, inclusive")
    last_day: str = c.day("last day, inclusive")
    calendar: str = c.text("calendar of its leading year", enum=("wareki", "gregorian"))
    role: str = c.text("what it dates", required=True, enum=DATE_ROLES)
    relative: int = c.whole("1 where its value hangs on another date (同年4月)", minimum=0, maximum=1)
    resolved_from: str = c.text("the date from which a relative one took its value", refers="dates.date_id")
    flag: str = c.text("what a reader should look at (a day that does not exist)")
    rule: str = c.rule()

    def broken(self) -> str | None:
        if not self.first_day and not self.relative and not self.flag:
            return "first_day: empty in a date that is neither relative nor flagged"
        if bool(self.edtf) != bool(self.first_day):
            return "edtf, first_day: one without the other"
        if self.edtf and not self.timex3:
            return "edtf, timex3: the first without the second"
        return order(self.first_day, self.last_day)


class CitationRow(Row):
    __slots__ = ()
    TABLE: ClassVar[str] = "citations"
    KEY: ClassVar[tuple[str, ...]] = ("citation_id",)
    ABOUT: ClassVar[str] = "one row for each cited work and each mention of a law or a named plan"

    citation_id: str = c.text("the citation", required=True)
    doc_id: str = c.doc_id()
    kind: str = c.text("work: in a note or reference list; law, plan: in running text", required=True,
                     enum=("work", "law", "plan"))
    marker: str = c.text("the note's mark")
    surface: str = c.surface()
    start: int = c.start()
    end: int = c.end()
    spans: str = c.spans()
    authors: str = c.text("the body that issued it")
    title: str = c.text("title of the work or plan, NFKC")
    locator: str = c.text("part, chapter or section cited")
    pages: str = c.text("pages cited")
    issued: str = c.edtf("when it was issued or decided (EDTF)")
    url: str = c.text("address as printed, without brackets")
    accessed: str = c.edtf("when it was read (EDTF)")
    law_title: str = c.text("full name of the law")
    law_number: str = c.text("number of the law as printed beside it, in Arabic figures")
    article: str = c.text("article (条), Arabic figures; a branch as 33の5の2, a supplementary provision as 附則6, a range of articles as the interval 3/5")
    paragraph: str = c.text("paragraph (項), Arabic figures")
    item: str = c.text("item (号), Arabic figures")
    refers_to: str = c.text("the citation from which 同法, 同計画 and the like take their name",
                          refers="citations.citation_id")
    section_id: str = c.section_id()
    rule: str = c.rule()

    def broken(self) -> str | None:
        if self.refers_to == self.citation_id:
            return "refers_to: the citation refers to itself"
        return None


class CitationAnchorRow(Row):
    __slots__ = ()
    TABLE: ClassVar[str] = "citation_anchors"
    KEY: ClassVar[tuple[str, ...]] = ("doc_id", "start")
    ABOUT: ClassVar[str] = "one row for each mark in running text that calls a note"

    doc_id: str = c.doc_id()
    marker: str = c.text("the mark, NFKC", required=True)
    start: int = c.start()
    end: int = c.end()
    section_id: str = c.section_id()


class PlanHistoryRow(Row):
    __slots__ = ()
    TABLE: ClassVar[str] = "plan_history"
    KEY: ClassVar[tuple[str, ...]] = ("doc_id", "start")
    ABOUT: ClassVar[str] = "one row for each item in the cells of a table of earlier plans"

    doc_id: str = c.doc_id()
    term: str = c.text("the earlier plan's term (第1期)", required=True)
    first_day: str = c.day("first day of the term, inclusive")
    last_day: str = c.day("last day of the term, inclusive")
    field: str = c.text("the column it stands in", required=True, enum=("theme", "effort", "outcome"))
    ordinal: int = c.whole("its place within term and field, from 1", minimum=1)
    text: str = c.text("the item, NFKC", required=True)
    start: int = c.start()
    end: int = c.end()
    spans: str = c.spans()
    surface: str = c.surface()
    rule: str = c.rule()

    def broken(self) -> str | None:
        return order(self.first_day, self.last_day)


_ROWS: tuple[type[Row], ...] = (DocumentRow, SectionRow, BlockRow, PillarRow, MeasureRow, DateRow, CitationRow, CitationAnchorRow,
                                PlanHistoryRow, PillarTreeRow, MentionRow, *DETAIL_TABLES)
TABLES: dict[str, type[Row]] = {row.TABLE: row for row in _ROWS}


@dataclass(frozen=True, slots=True)
class Tables:
    """All tables of one document or of a corpus, rows in document order; fields as in TABLES."""

    documents: tuple[DocumentRow, ...] = ()
    sections: tuple[SectionRow, ...] = ()
    blocks: tuple[BlockRow, ...] = ()
    pillars: tuple[PillarRow, ...] = ()
    measures: tuple[MeasureRow, ...] = ()
    dates: tuple[DateRow, ...] = ()
    citations: tuple[CitationRow, ...] = ()
    citation_anchors: tuple[CitationAnchorRow, ...] = ()
    plan_history: tuple[PlanHistoryRow, ...] = ()
    pillar_tree: tuple[PillarTreeRow, ...] = ()
    mentions: tuple[MentionRow, ...] = ()
    departments: tuple[DepartmentRow, ...] = ()
    indicators: tuple[IndicatorRow, ...] = ()
    indicator_values: tuple[IndicatorValueRow, ...] = ()
    budgets: tuple[BudgetRow, ...] = ()
    schedules: tuple[ScheduleRow, ...] = ()
    descriptions: tuple[DescriptionRow, ...] = ()
    challenges: tuple[ChallengeRow, ...] = ()
    measure_fields: tuple[MeasureFieldRow, ...] = ()

    def rows(self, table: str) -> tuple[Row, ...]:
        """The rows of the table of that name."""
        return getattr(self, table)  # type: ignore[no-any-return]
