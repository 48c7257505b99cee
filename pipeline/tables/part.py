"""The tables of one document in the form in which they are written, so that a corpus needs no more than to join them."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.tables import bibtex, csl, csv_form
from pipeline.tables.rows import TABLES, Tables


@dataclass(frozen=True, slots=True)
class Part:
    """Tables of one document, or of several. `rows`, `lines`: for each table how many rows it has, and these as CSV;
    `items`: the citations as CSL-JSON with a comma between them; `entries`: the same as BibTeX; `texts`: for each
    doc_id the text that offsets count in. All in UTF-8."""

    rows: Mapping[str, int]
    lines: Mapping[str, bytes]
    items: bytes
    entries: bytes
    texts: Mapping[str, bytes]


def part_of(tables: Tables, texts: Mapping[str, str]) -> Part:
    """Tables and the texts of their documents in the form in which they are written."""
    items = csl.items(tables.citations)
    return Part({name: len(tables.rows(name)) for name in TABLES},
                {name: csv_form.lines(row_type, tables.rows(name)) for name, row_type in TABLES.items()},
                csl.joined(items), bibtex.written(items), {key: text.encode("utf-8") for key, text in texts.items()})
