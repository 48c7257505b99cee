"""The process that opens PDFs, called in this one: what it answers about pages, and about files that are none."""
from __future__ import annotations

import marshal
import unicodedata
from collections.abc import Iterator
from io import BufferedWriter, BytesIO
from pathlib import Path
from typing import Any

import pytest

from pipeline.readers import pdf, pdf_worker
from pipeline.readers.pdf_limits import PROBLEMS
from tests.readers.pdf_draw import HEIGHT, WIDTH, Cell, Sheet
from tests.readers.test_pdf import CATALOGUE, KIDS, LOOPED_FORM, PAGE, crowd, one_page, pdf_of, scanned

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="module", autouse=True)
def fonts() -> Iterator[None]:
    """PDFium keeps the fonts that it was given first, which is once in a process elsewhere."""
    kept = pdf_worker._Fonts()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf_worker, "_Fonts", lambda: kept)
        yield
    _KEPT.append(kept)


_KEPT: list[object] = []


def answers(data: bytes) -> list[Any]:
    """All that is answered to a file, in order."""
    sink = BytesIO()
    pdf_worker.main(BytesIO(data), sink)
    sink.seek(0)
    found = []
    while sink.tell() < len(sink.getvalue()):
        found.append(marshal.load(sink))
    return found


def test_the_number_of_pages_is_told_before_one_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that takes the process down without a word is known by its number only then."""
    told = BytesIO()

    def page(*_: object) -> str:
        assert marshal.loads(told.getvalue()) == 1
        return "page"

    monkeypatch.setattr(pdf_worker, "_page", page)
    sink = BufferedWriter(told)
    pdf_worker.main(BytesIO(one_page(b"")), sink)
    assert told.getvalue().endswith(marshal.dumps("page"))


@pytest.mark.parametrize("name", ["browser", "office"])
def test_pages(name: str) -> None:
    data = (DATA / f"{name}.pdf").read_bytes()
    count, *pages = answers(data)
    assert count == len(pages)
    drawn: set[str] = set()
    for width, height, turn, glyphs, rules, dots, image in pages:
        assert turn in (0, 1, 2, 3) and 0 <= image <= 1
        for text, left, right, baseline, size, _ in glyphs:
            drawn.update(text)
            assert left <= right and left < width and 0 < baseline < height + size
        for x0, y0, x1, y1 in (*rules, *dots):
            assert x0 <= x1 and y0 <= y1
    read = pdf.read(data, "x", "x").text
    flat = set(unicodedata.normalize("NFKC", "".join(drawn)))  # figures that are set high are read as ¹
    assert drawn and {char for char in unicodedata.normalize("NFKC", read) if not char.isspace()} <= flat | {"•"}  # what is drawn


def one(sheet: Sheet) -> Any:
    """The first page of what was drawn."""
    return answers(sheet.bytes())[1]


def test_rules_of_a_table_are_lines() -> None:
    ruled, bare = Sheet(), Sheet()
    for sheet, lines in ((ruled, True), (bare, False)):
        sheet.table([[Cell([words]) for words in row] for row in (("柱", "事業"), ("防災", "無線"))], [100, 200], ruled=lines)
    rules = one(ruled)[4]
    assert len(rules) >= 4 and one(bare)[4] == []
    assert all(x1 - x0 < 1 or y1 - y0 < 1 for x0, y0, x1, y1 in rules)


def test_boxes_circles_and_curves() -> None:
    """A thin box is a rule, a small circle a bullet, a large circle nothing."""
    sheet = Sheet()
    sheet.canvas.rect(100, 400, 200, 1, stroke=0, fill=1)
    sheet.canvas.circle(100, 300, 2, stroke=0, fill=1)
    sheet.canvas.circle(300, 300, 60, stroke=1, fill=0)
    sheet.paragraph("計画期間は、平成31年度から令和3年度までとする。")
    _, _, _, glyphs, rules, dots, image = one(sheet)
    assert [round(x1 - x0) for x0, _, x1, _ in rules] == [200] and len(dots) == 1 and image == 0
    assert "".join(glyph[0] for glyph in glyphs) == "計画期間は、平成31年度から令和3年度までとする。"


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_turned_pages_are_set_upright(turn: int) -> None:
    sheet = Sheet(pagesize=(HEIGHT, WIDTH) if turn % 180 else (WIDTH, HEIGHT))
    sheet.canvas.setPageRotation(turn)
    sheet.canvas.setPageSize((WIDTH, HEIGHT))
    sheet.paragraph("計画の期間")
    _, _, _, glyphs, *_ = one(sheet)
    assert "".join(glyph[0] for glyph in glyphs) == "計画の期間"
    assert [glyph[1] for glyph in glyphs] == sorted(glyph[1] for glyph in glyphs)


def test_the_share_of_pictures() -> None:
    assert answers(scanned(1, 1))[1][6] == 1
    assert answers(scanned(1))[1][6] == 0


@pytest.mark.parametrize(("data", "problem"), [
    (b"", "broken"), (b"no PDF", "broken"), (b"%PDF-1.7\n%%EOF", "broken"),
    (pdf_of(CATALOGUE, b"<</Type/Pages/Count 100000/Kids[%s]>>" % KIDS, *[PAGE] * 100_000), "pages"),
    (one_page(crowd(), b"/Filter/FlateDecode"), "crowded"),
    (pdf_of(CATALOGUE, b"<</Type/Pages/Count 1/Kids[3 0 R]>>", PAGE.replace(b"595 842", b"99999 99999")), "page"),
])
def test_problems(data: bytes, problem: str) -> None:
    assert answers(data)[-1] == problem and problem in PROBLEMS


def test_a_form_that_holds_itself_ends() -> None:
    assert answers(one_page(b"/X Do", form=LOOPED_FORM))[0] == 1
