"""The sample plans converted to Word, with typed and with automatic numbers: the same sections, pillars, projects and calls."""
from __future__ import annotations

import csv
import unicodedata
from bisect import bisect_right
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pytest

from pipeline import extract_document
from pipeline.extract import measures, pillars
from pipeline.extract.mentions import Citation, DateMention, HistoryItem, Measure
from pipeline.extraction import Extraction
from pipeline.layout import build
from pipeline.layout.document import Anchor, Block, Cell, Document, Unit
from pipeline.readers import read, sniff
from tests.readers.docx_parts import call, docx, level, note, p, r, tbl, tc, tr

ROOT = Path(__file__).parents[2]
SAMPLES = sorted(path for path in (ROOT / "raw").iterdir() if path.suffix in (".txt", ".md", ".html"))
BULLETS = "<w:abstractNum w:abstractNumId=\"0\">" + level(0, "bullet", "・") + level(1, "bullet", "-") + "</w:abstractNum>"


class Converter:
    """One document tree as a .docx: heading styles, bulleted lists, tables with merged cells, real footnotes.

    automatic: the numbers of headings and items are automatic ones."""

    def __init__(self, document: Document, automatic: bool) -> None:
        self.document, self.automatic = document, automatic
        self.units: dict[int, list[Unit]] = {}
        for unit in document.units:
            self.units.setdefault(unit.block, []).append(unit)
        self.spans = [document.reading.spans(u.start, u.end) if u.end > u.start else () for u in document.units]
        ends = sorted((span.end, k) for k, spans in enumerate(self.spans) for span in spans)
        self.calls: dict[int, list[Anchor]] = {}
        for anchor in document.anchors:
            self.calls.setdefault(ends[bisect_right(ends, (anchor.start, len(self.spans))) - 1][1], []).append(anchor)
        self.real = [each for each in document.notes if not self.own(document.units[each.unit]).startswith("※")]
        self.notes = {each.marker: number for number, each in enumerate(self.real, 1)}
        self.lists: list[str] = []

    def convert(self) -> bytes:
        blocks = [block for block in self.document.blocks if block.kind not in ("blank", "contents", "furniture")]
        body = "".join(self.block(block) for block in sorted(blocks, key=lambda block: block.spans[0].start))
        notes = "".join(note(number, p("<w:r><w:footnoteRef/></w:r>" + self.runs(self.document.units[each.unit]))) for number, each in enumerate(self.real, 1))
        bases = "".join(f'<w:abstractNum w:abstractNumId="{n}">{each}</w:abstractNum>' for n, each in enumerate(self.lists, 1))
        nums = "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(len(self.lists) + 1))
        return docx(body, lists=BULLETS + bases + nums, footnotes=notes)

    def own(self, unit: Unit) -> str:
        """All characters of the block of a unit."""
        return "".join(self.document.source.text[a:b] for a, b in self.document.blocks[unit.block].spans).strip()

    def called(self, anchor: Anchor) -> str:
        """A call of a real footnote, or as typed where the note stands in the text."""
        printed = self.document.source.text[anchor.start:anchor.end]
        return r(printed) if printed.startswith("※") else call(self.notes[anchor.marker])

    def runs(self, unit: Unit, begin: int = 0) -> str:
        """The running text of a unit from a place of the source on, with its calls."""
        index = self.document.units.index(unit)
        calls = self.calls.get(index, [])
        out, end = "", 0
        for span in self.spans[index]:
            out += "".join(self.called(each) for each in calls if each.start < span.start)
            calls = [each for each in calls if each.start >= span.start]
            out += "<w:r><w:br/></w:r>" if end and "<br" in self.document.source.text[end:span.start] else ""
            end = span.end
            words = self.document.source.text[max(begin, span.start):end].replace("\n", "")
            out += f'<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>' if words else ""
        return out + "".join(map(self.called, calls))

    def number(self, text: str) -> tuple[int, int]:
        """A list of its own that prints one number."""
        self.lists.append(f'<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:suff w:val="nothing"/><w:lvlText w:val={quoteattr(text)}/></w:lvl>')
        return len(self.lists) + 1, 0

    def block(self, block: Block) -> str:
        units = self.units.get(self.document.blocks.index(block), [])
        if block.kind == "table":
            return "".join(self.table(table.grid) for table in self.document.tables if self.document.blocks[table.block] is block)
        if not units:
            return ""
        unit = units[0]
        if block.kind == "note":
            return "" if unit.marker in self.notes and not self.own(unit).startswith("※") else p(self.own(unit))
        if block.kind == "heading":
            section = next(each for each in self.document.sections if each.start == self.spans[self.document.units.index(unit)][0].start)
            printed = self.document.source.text[section.start:section.end].replace("\n", "")
            size = label_size(printed, section.label) if self.automatic else 0
            return p(self.runs(unit, section.start + size), str(section.level), self.number(printed[:size]) if size else None)
        if block.kind == "item":
            if any(c.isalnum() for c in unicodedata.normalize("NFKC", unit.marker)):
                return p(self.runs(unit), "LP", self.number(unit.marker + " ")) if self.automatic else p(r(unit.marker + " ") + self.runs(unit), "LP")
            return p(self.runs(unit), "LP", (1, min(unit.depth, 1)))
        return p(self.runs(unit), {"title": "ab", "caption": "ac"}.get(block.kind, ""))

    def table(self, grid: tuple[tuple[Cell, ...], ...]) -> str:
        rows = []
        for r_at, row in enumerate(grid):
            cells, seen = [], -1
            for c_at, cell in enumerate(row):
                if c_at < seen:
                    continue
                seen = c_at + cell.colspan
                look = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
                if cell.rowspan > 1:
                    look += '<w:vMerge w:val="restart"/>' if cell.row == r_at else "<w:vMerge/>"
                lines = [self.document.units[u] for u in cell.units] if cell.row == r_at else []
                cells.append(tc("".join(p((r(u.marker) if u.marker else "") + self.runs(u)) for u in lines) or p(), look))
            rows.append(tr(*cells, look="<w:tblHeader/>" if all(cell.header for cell in row if cell.text) else ""))
        return tbl(*rows)


def label_size(printed: str, label: str) -> int:
    """The length of the label and the gap behind it at the head of a printed heading; 0 without a label."""
    for size in range(len(printed) + 1 if label else 0):
        if "".join(unicodedata.normalize("NFKC", printed[:size]).split()).strip("()（）.．、■●◆ ") == label.strip("()"):
            while size < len(printed) and (printed[size] in ")）.．、" or printed[size].isspace()):
                size += 1
            return size
    return 0


def gold(name: str, table: str) -> list[dict[str, str]]:
    with (ROOT / "tests" / "gold" / name / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module", params=[(path, automatic) for path in SAMPLES for automatic in (False, True)],
                ids=lambda each: f"{each[0].stem}-{'automatic' if each[1] else 'typed'}")
def converted(request: pytest.FixtureRequest) -> tuple[str, Document]:
    path, automatic = request.param
    data = Converter(build(read(path)), automatic).convert()
    return path.stem, build(sniff(data, ".docx").read(data, path.stem, f"{path.stem}.docx"))


def test_sections(converted: tuple[str, Document]) -> None:
    name, document = converted
    numbers = {row["section_id"]: n for n, row in enumerate(gold(name, "sections"))}
    wanted = [(row["label"], row["title"], int(row["level"]), numbers.get(row["parent_id"], -1)) for row in gold(name, "sections")]
    assert [(s.label, s.title, s.level, s.parent) for s in document.sections] == wanted


def test_pillars(converted: tuple[str, Document]) -> None:
    name, document = converted
    assert [(each.ordinal, each.name, each.plan_name) for each in pillars.find(document)] == [
        (int(row["ordinal"]), row["name"], row["plan_name"]) for row in gold(name, "pillars")]


def test_projects(converted: tuple[str, Document]) -> None:
    name, document = converted
    found = measures.find(document, pillars.find(document))
    wanted = [row["name"] for row in gold(name, "measures") if row["level"] == "project"]
    assert sorted(document.reading.value(m.start, m.end) for m in found if m.level == "project") == sorted(wanted)


def values(extraction: Extraction) -> list[tuple[object, ...]]:
    """What the tables say, without places."""
    def value(mention: Measure | DateMention | Citation | HistoryItem) -> str:
        return extraction.document.reading.value(mention.start, mention.end)

    return [*((m.level, value(m), m.source, m.pillar) for m in extraction.measures), *((value(m), m.kind, m.edtf, m.role) for m in extraction.dates),
            *((m.kind, value(m), m.marker, m.authors, m.title, m.issued, m.accessed, m.law_title, m.law_number, m.article) for m in extraction.citations),
            *((m.term, m.field, m.ordinal, value(m)) for m in extraction.history), (extraction.document.title,)]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_all_values_are_those_of_the_other_format(path: Path) -> None:
    source = read(path)
    word = sniff(data := Converter(build(source), True).convert()).read(data, path.stem, "")
    assert sorted(map(repr, values(extract_document(word)))) == sorted(map(repr, values(extract_document(source))))


def test_anchors(converted: tuple[str, Document]) -> None:
    name, document = converted
    assert [each.marker for each in document.anchors] == [row["marker"] for row in gold(name, "citation_anchors")]
    assert {each.marker for each in document.notes} >= {each.marker for each in document.anchors}
