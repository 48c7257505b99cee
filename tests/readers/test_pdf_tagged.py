"""Tagged PDFs, as browsers and word processors write them: headings by tag, whatever their size."""
from __future__ import annotations

import pytest

from pipeline.layout import build
from pipeline.layout.document import Document
from pipeline.readers import pdf as reader

TEXT = ["町の魚を生かした町づくりを進めます。浜の市場を中心に、", "町の内と外の人が行き交う場をつくります。"]


def file(parts: list[tuple[str, str]]) -> bytes:
    """A PDF of one page with a line for each part (its tag and its text), all in one size."""
    count = len(parts)
    lines = [f"/{tag} <</MCID {k}>> BDC BT /F1 10.5 Tf 70 {760 - 22 * k} Td <{text.encode('utf-16-be').hex()}> Tj ET EMC" for k, (tag, text) in enumerate(parts)]
    content = "\n".join(lines)
    elements = [f"<</Type/StructElem/S/{tag}/P 9 0 R/Pg 3 0 R/K {k}>>" for k, (tag, _) in enumerate(parts)]
    own = " ".join(f"{10 + k} 0 R" for k in range(count))
    objects = [
        "<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 8 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R/StructParents 0>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream", "<</Type/Font/Subtype/Type0/BaseFont/HeiseiMin-W3/Encoding/UniJIS-UCS2-H/DescendantFonts[6 0 R]>>",
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/HeiseiMin-W3/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 2>>/DW 1000/FontDescriptor 7 0 R>>",
        "<</Type/FontDescriptor/FontName/HeiseiMin-W3/Flags 4/FontBBox[-123 -257 1001 910]/ItalicAngle 0/Ascent 723/Descent -241/CapHeight 709/StemV 69>>",
        f"<</Type/StructTreeRoot/K 9 0 R/ParentTree<</Nums[0[{own}]]>>>>", f"<</Type/StructElem/S/Document/P 8 0 R/K[{own}]>>", *elements]
    out, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{each}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return out + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF\n".encode()


def opened(parts: list[tuple[str, str]]) -> Document:
    return build(reader.read(file(parts), "plan", "plan.pdf"))


@pytest.mark.parametrize("titles", [("魚の町づくり", "担い手を育てる"), ("1　魚の町づくり", "(1)　担い手を育てる"), ("魚の町", "■現状と課題")])
def test_headings_by_tag(titles: tuple[str, str]) -> None:
    outer, inner = titles
    text = [("P", line) for line in TEXT]
    document = opened([("H2", outer), *text, ("H3", inner), *text, ("H2", "計画の進め方"), *text])
    assert [(s.level, s.title) for s in document.sections] == [(1, outer.split("　")[-1]), (2, inner.split("　")[-1].strip("■")), (1, "計画の進め方")]


def test_text_and_lists_by_tag_are_no_headings() -> None:
    document = opened([("P", "魚の町づくり"), *(("P", line) for line in TEXT), ("L", "・漁の学校の開設"), ("P", "担い手を育てる"), *(("P", line) for line in TEXT)])
    assert not document.sections


@pytest.mark.parametrize("text", ["これらの取組を町の内と外の人と共に進めます。", "図1　町の魚の売上げ", "令和7年3月"])
def test_what_is_no_title_is_no_heading_in_spite_of_its_tag(text: str) -> None:
    parts = [("H1", "魚の町づくり"), *(("P", line) for line in TEXT), ("H2", text), *(("P", line) for line in TEXT), ("H1", "進め方"), *(("P", line) for line in TEXT)]
    assert [s.title for s in opened(parts).sections] == ["魚の町づくり", "進め方"]
