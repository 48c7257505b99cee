"""Draws a plan that stands as plain text as the PDF a prefecture would publish: cover, contents, chapters, footnotes."""
from __future__ import annotations

import re

from pipeline.layout import build
from pipeline.layout.document import Document, Table
from pipeline.source import SourceText, surface_of
from tests.readers.pdf_draw import GOTHIC, MINCHO, PITCH, SIZE, Cell, Sheet, width

_MARK = re.compile(r"([⁰¹²³⁴⁵⁶⁷⁸⁹]+|[0-9０-９]{1,2}(?=[\s　]))[\s　]*")
_LATIN_BREAK = re.compile(r"(?<=[!-~])\n(?=[!-~])")
_SIZES = {1: 16.0, 2: 13.0, 3: 11.5}


def draw(source: SourceText) -> bytes:
    """The PDF of a plan: its lines and pages are set anew, so nothing of the text file's own is in it."""
    document = build(source)
    blocks = sorted((b for b in enumerate(document.blocks) if b[1].kind not in ("furniture", "blank")), key=lambda b: b[1].spans[0].start)
    sheet = Sheet(head=document.title)
    words = {k: _LATIN_BREAK.sub(" ", "\n".join(line.strip() for a, b in block.spans for line in source.text[a:b].split("\n"))).replace("\n", "").strip()
             for k, block in blocks}
    notes = {k: superscript for k, block in blocks if block.kind == "note" and (superscript := _called(source.text, words[k]))}
    sheet.notes = {mark: _MARK.sub("", words[k], 1) for k, mark in notes.items()}
    first = next((k for k, block in blocks if block.kind in ("heading", "contents")), -1)
    cover = [k for k, _ in blocks[:[k for k, _ in blocks].index(first)]] if first >= 0 else []
    for n, k in enumerate(cover):
        sheet.centred(words[k], 22.0 if n == 0 else 12.0, GOTHIC if n == 0 else MINCHO, 240.0 + 60 * n)
    if cover:
        sheet.new_page()
    begun = False
    for k, block in blocks:
        if k in cover or k in notes:
            continue
        if block.kind == "contents":
            _contents(sheet, words[k])
        elif block.kind == "table":
            _table(sheet, document, next(t for t in document.tables if t.block == k))
        elif block.kind == "heading":
            level = document.sections[block.section].level
            if level == 1 and begun:
                sheet.new_page()
            begun = True
            size = _SIZES.get(level, SIZE)
            if sheet.y + 4 * PITCH > sheet.bottom:
                sheet.new_page()
            sheet.paragraph(words[k], size, GOTHIC, first=0, before=10, after=4)
        elif block.kind == "item":
            sheet.paragraph(words[k], first=SIZE, hang=2 * SIZE)
        elif block.kind == "caption":
            sheet.centred(words[k], SIZE)
        else:
            indented = not re.match(r"[!-~（(]", words[k])
            sheet.paragraph(words[k], first=SIZE if indented else 0)
    return sheet.bytes()


def _called(text: str, note: str) -> str:
    """The superscript that calls a note in the text; empty if none does."""
    match = _MARK.match(note)
    mark = "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(c)] if c.isdecimal() else c for c in match.group(1)) if match else ""
    return mark if mark and re.search(f"{mark}(?![⁰¹²³⁴⁵⁶⁷⁸⁹])", text) else ""


def _contents(sheet: Sheet, line: str) -> None:
    match = re.match(r"(.*?)[\s　]*(?P<dots>[・.…‥]{2,})?[\s　]*(?P<page>[-－]?[0-9]+[-－]?)$", line)
    if match is None:
        sheet.centred(line, 14.0)
    elif match["dots"]:
        dots = "・" * int((sheet.room - width(match.group(1), SIZE) - 40) / SIZE)
        sheet.paragraph(f"{match.group(1)} {dots} {match['page']}", first=0)
    else:
        sheet.paragraph(match.group(1), first=0)
        sheet.text(sheet.right - width(match["page"], SIZE), sheet.y, match["page"])


def _table(sheet: Sheet, document: Document, table: Table) -> None:
    columns = len(table.grid[0])
    text = [[_lines(document, cell.units) for cell in row] for row in table.grid]
    longest = [max(len(line) for row in text for line in row[c] or [""]) for c in range(columns)]
    share = [min(n, 24) + 2 for n in longest]
    widths = [sheet.room * n / sum(share) for n in share]
    sheet.table([[Cell(lines) for lines in row] for row in text], widths)


def _lines(document: Document, units: tuple[int, ...]) -> list[str]:
    found = []
    for u in units:
        unit = document.units[u]
        spans = document.reading.spans(unit.start, unit.end)
        found.append(unit.marker + surface_of(document.source.text, spans))
    return found
