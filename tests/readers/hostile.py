"""Files made to hang, crash or fool a reader, in the size that shows the point and in full; what is said of each."""
from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from tests.limited import Run, keikaku
from tests.readers.docx_parts import NAMES, docx, p, packed, tbl, tr
from tests.readers.pdf_draw import HEIGHT, WIDTH, Sheet
from tests.readers.test_excel import xlsx
from tests.readers.test_pdf import CATALOGUE, FONT, LOOPED_FORM, PAGE, SEA, bomb, one_page, pdf_of, stream

MIB = 1024 * 1024
PLACES = 50  # at which files are cut off


@dataclass(frozen=True, slots=True)
class Case:
    """Files of one kind. make: the contents by file name, for a size; few, many: that size in the tests and in full;
    says: what the line about each file says, empty where nothing is said. few: -1 where only the full size shows it."""

    name: str
    make: Callable[[int], Mapping[str, bytes]]
    says: str
    few: int = 0
    many: int = 0

    def files(self, full: bool) -> Mapping[str, bytes]:
        """The files, at their full size or a smaller one."""
        return self.make(self.many if full else self.few)

    def unfit(self, lines: list[str], files: int) -> str:
        """What is wrong with the lines on stderr about so many files."""
        if len(lines) != (files if self.says else 0):
            return f"{len(lines)} lines"
        odd = [line for line in lines if not (self.says in line and "; " in line)]
        return odd[0] if odd else ""


SECONDS, BYTES = 20.0, 1_000_000_000
"""What a run may take: time of the processor (of the clock where nothing else runs), memory of all its processes."""
_PATIENCE = 3  # times SECONDS of the clock, because other work on the machine takes its share
GOOD = "第1章 計画\n\n計画期間は、平成31年度から令和3年度までとする。\n"


@dataclass(frozen=True, slots=True)
class End:
    """How a run ended. wrong: what should not be, empty if all is well; line: the first line on stderr."""

    run: Run
    wrong: str
    line: str


def attempt(case: Case, folder: Path, full: bool = False) -> End:
    """Run `keikaku extract` on a folder with the files of a case and a good document beside them."""
    return together([case], folder, full)[case.name]


def together(cases: Sequence[Case], folder: Path, full: bool = False) -> dict[str, End]:
    """How one run of `keikaku extract` ends on each of several cases, by name: in a folder with the files of all, and a good document
    beside them, in the time and the memory of one."""
    plans, out = folder / "plans", folder / "out"
    plans.mkdir()
    bad = {case.name: {f"bad{k:02}-{name}": data for name, data in case.files(full).items()} for k, case in enumerate(cases)}
    for name, data in {"good.txt": GOOD.encode(), **{name: data for files in bad.values() for name, data in files.items()}}.items():
        (plans / name).write_bytes(data)
    done = keikaku(["extract", str(plans), "--out", str(out)], _PATIENCE * SECONDS, BYTES)
    lines = done.err.splitlines()
    good = out / "text" / "good.txt"
    status = 2 if any(case.says for case in cases) else 0
    wrong = ""
    if done.late or done.work > SECONDS:
        wrong = f"took {done.work:.1f} s"
    elif done.peak > BYTES:
        wrong = f"took {done.peak:,} bytes"
    elif not good.exists() or good.read_text(encoding="utf-8") != GOOD:
        wrong = f"the document beside it was not written: {done.err[-500:]}"
    elif done.status != status:
        wrong = f"status {done.status}"
    found = {}
    for case in cases:
        own = [line.removeprefix(f"{plans}/") for line in lines if line.startswith(tuple(f"{plans}/{name}" for name in bad[case.name]))]
        found[case.name] = End(done, wrong or case.unfit(own, len(bad[case.name])), own[0] if own else lines[0] if lines else "")
    told = sum(len(bad[case.name]) for case in cases if case.says)
    return found if wrong or len(lines) == told else {name: replace(end, wrong=end.wrong or f"{len(lines)} lines") for name, end in found.items()}


def _one(name: str, make: Callable[[int], bytes]) -> Callable[[int], Mapping[str, bytes]]:
    return lambda size: {name: make(size)}


def _text(name: str, make: Callable[[int], str]) -> Callable[[int], Mapping[str, bytes]]:
    return lambda size: {name: make(size).encode()}


def _cut(name: str, whole: bytes) -> Mapping[str, bytes]:
    """A file cut off at PLACES places."""
    stem, _, suffix = name.partition(".")
    return {f"{stem}{k:02}.{suffix}": whole[:len(whole) * k // (PLACES + 1)] for k in range(1, PLACES + 1)}


# zip

def lying(whole: bytes, part: str, size: int) -> bytes:
    """A zip of deflated parts in which `part` unpacks to `size` bytes of spaces, though its directory says 99."""
    press = zlib.compressobj(9, zlib.DEFLATED, -15)
    stretch = press.compress(b" " * MIB) + press.flush(zlib.Z_FULL_FLUSH)
    return _forged(whole, part, stretch * (size // MIB) + press.flush(), 99)


def _forged(whole: bytes, part: str, content: bytes, size: int) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(whole)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != part:
                new.writestr(entry.filename, old.read(entry))
        at = new.fp.tell()  # type: ignore[union-attr]
        entry = ZipInfo(part)
        entry.compress_type, entry.header_offset = ZIP_DEFLATED, at
        entry.CRC, entry.file_size, entry.compress_size = zlib.crc32(b" " * size), size, len(content)
        new.fp.write(entry.FileHeader() + content)  # type: ignore[union-attr]
        new.start_dir = new.fp.tell()  # type: ignore[union-attr]
        new.filelist.append(entry)
        new._didModify = True  # type: ignore[attr-defined]
    return out.getvalue()


def _document(inside: str, before: str = "") -> bytes:
    return f"{before}<w:document {NAMES}><w:body>{inside}</w:body></w:document>".encode()


EXPANDING = '<!DOCTYPE x [<!ENTITY a0 "県">' + "".join(
    f'<!ENTITY a{k} "{f"&a{k - 1};" * 10}">' for k in range(1, 10)) + "]>"
OUTSIDE = '<!DOCTYPE x [<!ENTITY o SYSTEM "file:///etc/passwd">]>'
TITLE, LINE = "第1章 計画", "計画期間は、平成31年度から令和3年度までとする。"
WORD = docx(p(TITLE, "1") + p(LINE * 50))
EXCEL = xlsx('<row><c t="inlineStr"><is><t>計画</t></is></c><c><v>1</v></c></row>' * 50)


def _parts(size: int) -> Mapping[str, bytes]:
    return {f"word/x{k}.xml": b"<x>" + b" " * (MIB - 100) + b"</x>" for k in range(size)}


def _wide_docx(columns: int) -> bytes:
    return docx(p(TITLE, "1") + tbl(*[tr(*["県"] * columns)] * 3), stored=True)


def _wide_xlsx(columns: int) -> bytes:
    return xlsx(("<row>" + "<c><v>1</v></c>" * columns + "</row>") * 3, stored=True)


def _nested_docx(depth: int) -> bytes:
    return docx("", parts={"word/document.xml": _document("<w:tbl><w:tr><w:tc>" * depth + p("x") + "</w:tc></w:tr></w:tbl>" * depth)}, stored=True)


# PDF

def _pdf() -> bytes:
    sheet = Sheet()
    for _ in range(20):
        sheet.paragraph(SEA)
    return sheet.bytes()


def _locked() -> bytes:
    sheet = Sheet()
    sheet.canvas = Canvas(sheet.out, pagesize=(WIDTH, HEIGHT), encrypt=StandardEncryption("secret", "owner"))
    sheet.paragraph(SEA)
    return sheet.bytes()


def _pages(count: int) -> bytes:
    return pdf_of(CATALOGUE, b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, b"".join(b"%d 0 R " % (k + 3) for k in range(count))), *[PAGE] * count)


WORDS = b"BT /F 12 Tf 50 700 Td (Plan of 2019, in some words that are read) Tj ET"


def _with(catalogue: bytes, *more: bytes, form: bytes = b"null", content: bytes = WORDS) -> bytes:
    """A page of words; objects from 7 on are `more`."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>"
    return pdf_of(catalogue, b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page, stream(content), FONT, form, *more)


def _outlines(_: int) -> bytes:
    return _with(b"<</Type/Catalog/Pages 2 0 R/Outlines 7 0 R>>", b"<</First 8 0 R/Last 8 0 R/Count 1>>",
                 b"<</Title(a)/Parent 7 0 R/Next 8 0 R/Prev 8 0 R/First 8 0 R/Last 7 0 R>>")


def _xrefs(_: int) -> bytes:
    """A file whose table of objects names itself as the one before it."""
    whole = _with(CATALOGUE)
    at = whole.rindex(b"startxref")
    place = int(whole[at:].split()[1])
    return whole.replace(b"/Root 1 0 R>>", b"/Root 1 0 R/Prev %d>>" % place)


def _looped_names(_: int) -> bytes:
    return _with(b"<</Type/Catalog/Pages 2 0 R/Names<</Dests 7 0 R>>/AcroForm<</Fields[7 0 R]>>/StructTreeRoot 7 0 R>>",
                 b"<</Kids[7 0 R 7 0 R]/K[7 0 R 7 0 R]/Parent 7 0 R/P 7 0 R/T(a)/FT/Tx>>")


def _looped_font(_: int) -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
    return pdf_of(CATALOGUE, b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page, stream(WORDS),
                  b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[5 0 R]/ToUnicode 5 0 R>>")


def _looped_contents(_: int) -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
    return pdf_of(CATALOGUE, b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page, b"[4 0 R 4 0 R]", b"<</Length 5 0 R>>stream\nx\nendstream")


def _forms(width: int) -> bytes:
    """Forms that draw the next one ten times each: 10 to the power of six pictures of one word."""
    forms = [stream(b"/X Do " * width, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % (8 + k)) for k in range(6)]
    return _with(CATALOGUE, *forms, stream(WORDS, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F 5 0 R>>>>"),
                 content=WORDS + b" /X Do", form=stream(b"/X Do " * width, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 7 0 R>>>>"))


# text, Markdown, HTML

def _wide_html(columns: int) -> str:
    return f"<h1>{TITLE}</h1><table>" + ("<tr>" + "<td>県" * columns) * 3 + "</table>"


def _wide_md(columns: int) -> str:
    return f"# {TITLE}\n\n|" + "県|" * columns + "\n|" + "-|" * columns + ("\n|" + "県|" * columns) * 2 + "\n"


def _spans(count: int) -> str:
    return f"<h1>{TITLE}</h1><table>" + "<tr><td colspan=100000 rowspan=100000>県<td>道" * count + "</table>"


def _repeated(unit: str) -> Callable[[int], str]:
    return lambda size: f"{TITLE}\n\n" + unit * (size // len(unit.encode())) + "\n"


CASES = (
    Case("Word: a bomb of spaces", _one("bad.docx", lambda n: docx("", parts={"word/document.xml": _document(p(" " * n))})), "zip bomb", 40 * MIB, 40 * MIB),
    Case("Word: a bomb of many parts", _one("bad.docx", lambda n: docx(p("x"), parts=_parts(n))), "unpacks to more than 128 MiB", 140, 900),
    Case("Word: a bomb in a file inside", _one("bad.docx", lambda n: docx(p(TITLE, "1"), parts={"word/embeddings/a.docx": docx("", parts={"word/document.xml": _document(p(" " * n))})})), "", 40 * MIB, 900 * MIB),
    Case("Word: a part that is larger than it says", _one("bad.docx", lambda n: lying(WORD, "word/document.xml", n)), "broken: word/document.xml", 1200 * MIB, 4000 * MIB),
    Case("Word: many parts in name only", _one("bad.docx", lambda n: packed({f"word/{k}.xml": b"" for k in range(n)})), "more than 5000 parts", 5001, 65_000),
    Case("Word: cut off", lambda n: _cut("bad.docx", WORD), "broken or cut off"),
    Case("Word: entities that expand", _one("bad.docx", lambda n: docx("", parts={"word/document.xml": _document("<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>", EXPANDING)})), "declares a document type or entities"),
    Case("Word: an entity from outside in the notes", _one("bad.docx", lambda n: docx(p("x"), footnotes="x", parts={"word/footnotes.xml": f"{OUTSIDE}<w:footnotes {NAMES}>&o;</w:footnotes>".encode()})), "declares a document type"),
    Case("Word: 10,000 columns", _one("bad.docx", _wide_docx), "", 3000, 10_000),
    Case("Word: tables in tables", _one("bad.docx", _nested_docx), "nested too deep", 400, 100_000),
    Case("Word: tables in tables, at the limit", _one("bad.docx", _nested_docx), "has no heading", 80, 80),
    Case("Excel: a bomb of spaces", _one("bad.xlsx", lambda n: xlsx("<row/>", strings="<si><t>" + " " * n + "</t></si>")), "zip bomb", 40 * MIB, 40 * MIB),
    Case("Excel: a part that is larger than it says", _one("bad.xlsx", lambda n: lying(EXCEL, "xl/worksheets/sheet1.xml", n)), "broken: xl/worksheets/sheet1.xml", 1200 * MIB, 4000 * MIB),
    Case("Excel: cut off", lambda n: _cut("bad.xlsx", EXCEL), "broken or cut off"),
    Case("Excel: entities that expand", _one("bad.xlsx", lambda n: xlsx("<row/>", parts={"xl/worksheets/sheet1.xml": f"{EXPANDING}<worksheet>&a9;</worksheet>".encode()})), "declares a document type"),
    Case("Excel: 10,000 columns", _one("bad.xlsx", _wide_xlsx), "has no heading", 3000, 10_000),
    Case("PDF: empty pages", _one("bad.pdf", _pages), "more than 3,000 pages", 100_000, 100_000),
    Case("PDF: empty pages, at the limit", _one("bad.pdf", _pages), "without text", 3000, 3000),
    Case("PDF: a page tree in a circle", _one("bad.pdf", lambda n: pdf_of(CATALOGUE, b"<</Type/Pages/Count 900/Kids[3 0 R]>>", b"<</Type/Pages/Count 900/Kids[2 0 R 3 0 R]/Parent 2 0 R>>")), "broken page"),
    Case("PDF: outlines in a circle", _one("bad.pdf", _outlines), "no heading"),
    Case("PDF: tables of objects in a circle", _one("bad.pdf", _xrefs), "no heading"),
    Case("PDF: names in a circle", _one("bad.pdf", _looped_names), "no heading"),
    Case("PDF: a font inside itself", _one("bad.pdf", _looped_font), "no heading"),
    Case("PDF: contents in a circle", _one("bad.pdf", _looped_contents), "without text"),
    Case("PDF: a form that draws itself", _one("bad.pdf", lambda n: _with(CATALOGUE, form=LOOPED_FORM, content=WORDS + b" /X Do")), "no heading"),
    Case("PDF: forms that draw forms", _one("bad.pdf", _forms), "needs too much memory or stops the reader (page 1)", 10, 10),
    Case("PDF: locked", _one("bad.pdf", lambda n: _locked()), "locked with a password"),
    Case("PDF: cut off", lambda n: _cut("bad.pdf", _pdf()), "the end of the PDF is missing"),
    Case("PDF: a page that unpacks without end", _one("bad.pdf", lambda n: one_page(bomb(), b"/Filter/FlateDecode")), "split it", -1, 0),
    Case("HTML: 50 MB of tags in tags", _text("bad.html", lambda n: "<div>" * (n // 5)), "larger than 32 MiB", 50_000_000, 50_000_000),
    Case("HTML: tags in tags", _text("bad.html", lambda n: "<div>" * (n // 5)), "nested more than 500", 5_000_000, 7_000_000),
    Case("HTML: tags in tags, at the limit", _text("bad.html", lambda n: f"<h1>{TITLE}</h1>" + "<div>" * 450 + "<p>県" * n), "", 20_000, 74_000),
    Case("HTML: entities that expand", _text("bad.html", lambda n: f'<?xml version="1.0"?>{EXPANDING.replace("x [", "html [")}<html><h1>{TITLE}</h1><p>&a9;</p></html>'), ""),
    Case("HTML: an entity from outside", _text("bad.html", lambda n: f'<?xml version="1.0"?>{OUTSIDE.replace("x [", "html [")}<html><h1>{TITLE}</h1><p>&o;</p></html>'), ""),
    Case("XML: entities that expand", _text("bad.xml", lambda n: f'<?xml version="1.0"?>{EXPANDING}<x>&a9;</x>'), "XML that is no HTML"),
    Case("HTML: 10,000 columns", _text("bad.html", _wide_html), "", 3000, 10_000),
    Case("HTML: a million cells", _text("bad.html", lambda n: f"<h1>{TITLE}</h1><table>" + ("<tr>" + "<td>1" * 100) * (n // 100)), "200,000 elements", 1_000_000, 1_000_000),
    Case("HTML: many cells, at the limit", _text("bad.html", lambda n: f"<h1>{TITLE}</h1><table>" + ("<tr>" + "<td>1" * 100) * (n // 100)), "", 20_000, 195_000),
    Case("HTML: spans of 100,000", _text("bad.html", _spans), "", 1, 1),
    Case("HTML: many spans of 100,000", _text("bad.html", _spans), "more than 1,000,000 places", 1000, 60_000),
    Case("HTML: many tables of spans", _text("bad.html", lambda n: (f"<h1>{TITLE}</h1>" + ("<table><tr>" + "<td colspan=1000>県" + "<td>道<tr>" * 1000 + "</table>") * n)), "more than 1,000,000 places", 20, 100),
    Case("HTML: spans at the limit", _text("bad.html", lambda n: (f"<h1>{TITLE}</h1>" + ("<table><tr>" + "<td colspan=999>県" + "<td>道<tr>" * 100 + "</table>") * n)), "", 8, 8),
    Case("Markdown: paragraphs", _text("bad.md", lambda n: f"# {TITLE}\n\n" + "a\n\n" * n), "", -1, 74_000),
    Case("Markdown: headings", _text("bad.md", lambda n: "# 章\n" * n), "", -1, 149_000),
    Case("Markdown: items", _text("bad.md", lambda n: f"# {TITLE}\n\n" + "- a\n" * n), "", -1, 149_000),
    Case("Markdown: cells", _text("bad.md", lambda n: f"# {TITLE}\n\n" + "|a" * 100 + "\n" + "|-" * 100 + "\n" + ("|a" * 100 + "\n") * n), "more than 200,000 cells", 2100, 9500),
    Case("Markdown: a drawn grid", _text("bad.md", lambda n: f"# {TITLE}\n\n" + "+--" * 100 + "+\n" + ("|県" * 100 + "|\n" + "+--" * 100 + "+\n") * n), "", 100, 1900),
    Case("Markdown: columns under dashes", _text("bad.md", lambda n: f"# {TITLE}\n\n" + "県 " * 100 + "\n" + "-- " * 100 + "\n" + ("県 " * 100 + "\n") * n), "", 100, 1900),
    Case("text: a line of too many characters", _text("bad.txt", _repeated("県")), "more than 2,000,000 characters", 10_000_000, 30_000_000),
    Case("text: cells of tabs", _text("bad.txt", lambda n: f"{TITLE}\n\n" + ("a\t" * 100 + "\n") * n), "", -1, 1950),
    Case("text: rows of tabs", _text("bad.txt", lambda n: f"{TITLE}\n\n" + "a\tb\n" * n), "", -1, 149_000),
    Case("text: paragraphs", _text("bad.txt", lambda n: f"{TITLE}\n\n" + "a\n\n" * n), "", -1, 74_000),
    Case("text: short lines", _text("bad.txt", lambda n: f"{TITLE}\n\n" + "あ\n" * n), "", -1, 149_000),
    Case("text: headings", _text("bad.txt", lambda n: "第1章 計画\n" * n), "", -1, 149_000),
    Case("text: empty lines", _text("bad.txt", lambda n: "第1章 計画\n" + "\n" * n + "県\n"), "more than 150,000 lines", 150_001, 1_900_000),
    Case("text: form feeds", _text("bad.txt", lambda n: "第1章 計画\n" + "県\n\f" * n + "県\n"), "", -1, 74_000),
    Case("text: items", _text("bad.txt", lambda n: f"{TITLE}\n\n" + "・県\n" * n), "", -1, 149_000),
    Case("text: notes", _text("bad.txt", lambda n: f"{TITLE}\n\n" + "県¹\n\n¹ 県\n" * n), "", -1, 49_000),
    Case("Word: paragraphs", _one("bad.docx", lambda n: docx(p(TITLE, "1") + p("県") * n, stored=True)), "", -1, 74_000),
    Case("Word: cells", _one("bad.docx", lambda n: docx(p(TITLE, "1") + tbl(*[tr(*["県"] * 100)] * n), stored=True)), "", -1, 1450),
    Case("Excel: cells", _one("bad.xlsx", lambda n: xlsx(("<row>" + "<c><v>1</v></c>" * 100 + "</row>") * n, stored=True)), "has no heading", -1, 1990),
    Case("Markdown: 10,000 columns", _text("bad.md", _wide_md), "", 3000, 10_000),
    Case("Markdown: quotes in quotes", _text("bad.md", lambda n: f"# {TITLE}\n\n" + ">" * n + " a\n"), "nested 100 deep", 100_000, 1_900_000),
    Case("Markdown: lists in lists", _text("bad.md", lambda n: f"# {TITLE}\n\n" + "".join("  " * k + "- a\n" for k in range(n))), "nested 100 deep", 300, 1300),
    Case("Markdown: brackets in brackets", _text("bad.md", lambda n: f"# {TITLE}\n\n" + "[" * n + "](b)" * n + "\n"), "", 50_000, 390_000),
    Case("text: 10,000 columns of tabs", _text("bad.txt", lambda n: f"{TITLE}\n\n" + ("\t".join(["県"] * n) + "\n") * 3), "", 3000, 10_000),
    Case("text: 10,000 columns of pipes", _text("bad.txt", lambda n: f"{TITLE}\n\n" + ("|" + "県|" * n + "\n") * 3), "", 3000, 10_000),
    *(Case(f"text: a line of {name}", _text("bad.txt", _repeated(unit)), "", few, 1_990_000 * len(unit.encode()) // len(unit)) for name, unit, few in (
        ("sentences", SEA + LINE, 1_000_000), ("letters", "a", -1), ("figures", "1", -1), ("kanji", "県", -1), ("spaces", "　", -1),
        ("brackets", "（", -1), ("quotes", "「", -1),
        ("dates", "平成31年4月1日", 100_000), ("years", "平成", -1), ("dots", "・", -1), ("chapters", "第1章", -1), ("laws", "法律第1号", -1),
        ("plans", "計画", -1), ("numbers", "1.", -1))),
)
