"""The blocks table: every printed character in one block, with the page and the place on it where the format knows them."""
from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import extract_document
from pipeline.layout import build
from pipeline.readers import read, sniff
from pipeline.source import Mark, SourceText
from pipeline.tables.blocks import placed
from pipeline.tables.collect import collect
from pipeline.tables.columns import pieces
from tests.readers import pdf_plan

RAW = Path(__file__).parents[2] / "raw"
SAMPLES = sorted(path for path in RAW.iterdir() if path.suffix in (".txt", ".md", ".html"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_every_printed_character_lies_in_one_block(path: Path) -> None:
    found = extract_document(read(path))
    text = found.document.source.text
    covered = sorted(span for row in collect(found).blocks for span in pieces(row.spans))
    assert all(a[1] <= b[0] for a, b in zip(covered, covered[1:]))
    between = zip([0, *(b for _, b in covered)], [*(a for a, _ in covered), len(text)])
    blank = {i for block in found.document.blocks if block.kind == "blank" for a, b in block.spans for i in range(a, b)}
    assert all(text[i].isspace() or i in blank for a, b in between for i in range(a, b))


def test_a_pdf_knows_page_and_place_of_each_block() -> None:
    data = pdf_plan.draw(read(RAW / "mizuhama-2019.txt"))
    rows = collect(extract_document(sniff(data, ".pdf").read(data, "plan", "plan.pdf"))).blocks
    assert len(rows) > 100
    for row in rows:
        assert row.page is not None and row.bbox and row.boxes.startswith(f"{row.page}:{row.bbox}")
        left, top, right, bottom = map(float, row.bbox.split(","))
        assert 0 <= left < right <= 596 and 0 <= top < bottom <= 842  # A4 in points
    pages = [row.page for row in rows if row.kind == "heading"]
    assert pages == sorted(pages) and len(set(pages)) > 5
    over = [row for row in rows if row.kind == "paragraph" and ";" in row.boxes]
    assert over and all(len({box.split(":")[0] for box in row.boxes.split(";")}) > 1 for row in over)


def test_a_text_with_form_feeds_has_pages_and_no_places() -> None:
    source = SourceText("plan", "第1章 はじめに\n本県の計画である。\n\f第2章 これから\n取組を進める。\n")
    assert [(p.block.kind, p.page, p.boxes) for p in placed(build(source))] == [
        ("heading", 1, ()), ("paragraph", 1, ()), ("heading", 2, ()), ("paragraph", 2, ())]


def test_a_text_without_pages_has_none() -> None:
    assert {p.page for p in placed(build(SourceText("plan", "第1章 はじめに\n本県の計画である。\n")))} == {None}


def test_a_paragraph_over_two_columns_has_two_boxes() -> None:
    text = "二段に組んだ段落は、左の段の下から右の段の上へ続く。"
    boxes = [("0", 0, 9, "1,50.0,700.0,280.0,712.0"), ("1", 9, 18, "1,50.0,716.0,280.0,728.0"), ("2", 18, 27, "1,310.0,60.0,540.0,72.0")]
    marks = (Mark("page", 0, 0, "1"), Mark("paragraph", 0, len(text)), *(Mark("box", a, b, value) for _, a, b, value in boxes))
    block, = placed(build(SourceText("plan", text, "application/pdf", marks=marks)))
    assert [(box.page, box.area()) for box in block.boxes] == [(1, "50.0,700.0,280.0,728.0"), (1, "310.0,60.0,540.0,72.0")]
