"""Word files that are broken, encrypted or made to hang a reader, and any bytes."""
from __future__ import annotations

import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.readers import UnreadableDocument
from pipeline.readers import word as reader
from tests.readers.docx_parts import NAMES, call, docx, field, level, note, numbering, p, packed, r, style, tbl, tc, tr
from tests.readers.test_markdown import check
from tests.readers.test_word import DECIMAL, DOWN, GONE, ON, SHAPE, UP, read

MIB = 1024 * 1024


def document(inside: str) -> bytes:
    return f"<w:document {NAMES}><w:body>{inside}</w:body></w:document>".encode()


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
WHOLE = docx(p("章", "1") + p("本文" * 500))


@pytest.mark.timed
@pytest.mark.parametrize(("data", "problem"), [
    (b"", "broken"), (b"PK\x03\x04", "broken"), (WHOLE[:-30], "broken"), (WHOLE[:200], "broken"),
    (packed({"a.txt": b"x"}), "without a Word document"), (packed({"word/document.xml": b"<a/>"}), "without a Word document"),
    (docx("", parts={"word/document.xml": document(p("x"))[:-9]}), "no sound XML"),
    (docx("", parts={"word/document.xml": ENTITIES + document("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>")}), "declares"),
    (docx("", parts={"word/document.xml": (ENTITIES.decode() + document("").decode()).encode("utf-16")}), "declares"),
    (docx("", parts={"word/styles.xml": b"\0"}), "no sound XML"),
    (docx(p("x"), parts={"word/styles.xml": b"<"}), "no sound XML"),
    (docx("", parts={"word/document.xml": b'<?xml version="1.0" encoding="UTF-7"?><a/>'}), "neither UTF-8"),
    (docx(""), "without text"), (docx(p("　")), "without text"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old binary"),
    (docx("", parts={"word/document.xml": document("<w:sdt><w:sdtContent>" * 500)}), "nested too deep"),
    (docx("", parts={"word/document.xml": document("<w:p/>" * 1_600_000)}, stored=True), "tags"),
    (docx("", parts={"word/document.xml": document(p(" " * 40 * MIB))}), "zip bomb"),
    (docx(p("x"), parts={"word/media/x.xml": b"<a>" + bytes(60 * MIB)}), "unpacks to more than 48 MiB"),
    (packed({f"word/{n}.xml": b"x" for n in range(5001)}), "parts"),
])
def test_refused(data: bytes, problem: str) -> None:
    began = time.process_time()
    with pytest.raises(UnreadableDocument, match=problem) as error:
        reader.read(data, "doc", "plan.docx")
    assert str(error.value).startswith("plan.docx: ") and "; " in str(error.value) and "\n" not in str(error.value)
    assert time.process_time() - began < 10


def test_no_entity_reads_a_file(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("秘密")
    xml = f'<!DOCTYPE w [<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">]>'.encode() + document("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>")
    with pytest.raises(UnreadableDocument, match="document type"):
        reader.read(docx("", parts={"word/document.xml": xml}))


def _deep(opening: str, inside: str, closing: str, times: int) -> str:
    return opening * times + inside + closing * times


@pytest.mark.timed
@pytest.mark.parametrize("body", [
    "<w:p><w:r><w:t>県</w:t></w:r></w:p>" * 150_000,
    "<w:p>" + "<w:r><w:t>県</w:t></w:r>" * 150_000 + "</w:p>",
    "<w:p>" + '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r><w:r><w:t>県</w:t></w:r>' * 50_000 + "</w:p>",
    "<w:p>" + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 200_000 + "</w:p>" + p("x"),
    "<w:p>" + field("TOC", r("x")) * 30_000 + "</w:p>",
    "<w:p>" + field("eq " + r"\o(,(" * 200, "") * 20_000 + "</w:p>" + p("x"),
    "<w:p>" + '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>1</w:t></w:r>' * 50_000 + "</w:p>",
    _deep("<w:tbl><w:tr><w:tc>", p("x") * 20_000, "</w:tc></w:tr></w:tbl>", 60),
    _deep("<w:tbl><w:tr><w:tc>", p("x") * 20_000, "</w:tc><w:tc/></w:tr></w:tbl>", 60),
    tbl(tr(*["x"] * 10_000)),
    tbl(*[tr(tc("x", '<w:gridSpan w:val="999999999"/><w:vMerge/>'))] * 20_000),
    p("x", look=GONE) * 50_000,
    p("x", num=(1, 0)) * 50_000,
    _deep("<w:p><w:r><w:drawing>" + "<w:txbxContent>", p("x"), "</w:txbxContent></w:drawing></w:r></w:p>", 55),
], ids=range(14))
def test_hostile_documents_end_within_seconds(body: str) -> None:
    data = docx("", lists=DECIMAL, footnotes=note(1, "x"), parts={"word/document.xml": document(body)}, stored=True)
    began = time.process_time()
    with suppress(UnreadableDocument):
        check(reader.read(data))
    assert time.process_time() - began < 15


@pytest.mark.timed
def test_styles_based_on_one_another_in_a_circle() -> None:
    styles = "".join(style(str(n), f"s{n}", based=str((n + 1) % 5000)) for n in range(5000))
    began = time.process_time()
    read("".join(p("x", str(n)) for n in range(5000)), styles=styles)
    assert time.process_time() - began < 5


@pytest.mark.timed
@pytest.mark.parametrize(("reader_of", "made"), [
    ("word", "docx('', parts={'word/document.xml': document('<w:p><w:r><w:t>a</w:t></w:r></w:p>' * 240_000)}, stored=True)"),
    ("word", "docx('', parts={'word/document.xml': document('<w:p w:a=\"\" w:b=\"\" w:c=\"\" w:d=\"\"/>' * 240_000 + p('x'))}, stored=True)"),
    ("excel", "xlsx(('<row>' + '<c><v>1</v></c>' * 20 + '</row>') * 10_000, stored=True)"),
], ids=["runs", "attributes", "cells"])
def test_memory_stays_below_a_gigabyte(reader_of: str, made: str) -> None:
    """At the limits of the number of tags, attributes and cells; a process of its own, to see its own peak (ru_maxrss has
    that of the process which started it, too)."""
    script = ("import re\nfrom tests.readers.test_excel import xlsx\nfrom tests.readers.test_word_hostile import document\n"
              f"from tests.readers.docx_parts import docx, p\nfrom pipeline.readers import {reader_of} as reader\n"
              f"reader.read({made})\nprint(re.search(r'VmHWM:\\s*(\\d+)', open('/proc/self/status').read())[1])")
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, cwd=Path(__file__).parents[2])
    assert int(done.stdout) < MIB  # in KiB


@pytest.mark.parametrize("cut", range(1, 51))
def test_cut_off_anywhere(cut: int) -> None:
    with pytest.raises(UnreadableDocument):
        reader.read(WHOLE[:len(WHOLE) * cut // 51])


PIECES = [p("県"), p("章", "1"), p("節", "2"), p("題", "ab"), p("表1", "ac"), p("a", "LP", (1, 0)), p("b", "LP", (1, 1)), p("目次", "T1"), p("x", look=GONE), p(r("x") + call(1)), p(r("1", UP) + r(" y")),
          p(r("z") + r("1", UP)), p(SHAPE), tbl(tr("a", "b"), tr("c")), tbl(tr(tc("a", DOWN), "b"), tr(tc("", ON), tc("", '<w:gridSpan w:val="2"/>'))), tbl(tr(tc(p("章", "1") + p("x", look=GONE)))),
          tbl(tr(tc(tbl(tr("a", "b")) + p(r("x") + call(2))), "")), p(field("TOC", r("t"))), p('<w:r><w:fldChar w:fldCharType="end"/></w:r>'), p('<w:r><w:br w:type="page"/></w:r>'), p("　 "), p("\t")]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=15).map("".join))
def test_any_document(body: str) -> None:
    data = docx(body, lists=numbering(level(0, "bullet", "・") + level(1, "decimal", "(%2)")), footnotes=note(1, "甲") + note(2, "乙"))
    try:
        source = reader.read(data)
    except UnreadableDocument:
        return
    check(source)
    assert source == reader.read(data) and source.text.strip() and ("\n\n\n" not in source.text or "<w:tbl" in body)
    for mark in source.marks:
        words = source.text[mark.start:mark.end]
        assert mark.kind in ("row", "table", "cell", "page") or (words and words == words.strip())


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["", "word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml", "word/_rels/document.xml.rels", "_rels/.rels"]))
def test_any_bytes(data: bytes, part: str) -> None:
    whole = docx(p(r("x") + call(1)), lists=DECIMAL, footnotes=note(1, "x"), parts={part: data}) if part else data
    with suppress(UnreadableDocument):
        check(reader.read(whole))


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=4))
def test_any_damage(place: int, put: bytes) -> None:
    with suppress(UnreadableDocument):
        check(reader.read(WHOLE[:place] + put + WHOLE[place + len(put):]))


