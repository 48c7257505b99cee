"""The tables of one document in the form in which they are written, so that a corpus needs no more than to join them."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

from pipeline.store import headed, parted
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


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands before the bytes of a part. `rows`: of each table, in the order of TABLES; `sizes`: bytes of each of its
    lines, then of citations (items, entries) and of each text."""

    texts: tuple[str, ...]
    rows: tuple[int, ...]
    sizes: tuple[int, ...]


def dump(part: Part) -> bytes:
    """A part as bytes: a line of JSON, then the tables, the citations and the texts as they are written."""
    return b"".join(pieces(part))


def pieces(part: Part) -> list[bytes]:
    """The pieces of what `dump` gives."""
    blobs = [*(part.lines[name] for name in TABLES), part.items, part.entries, *part.texts.values()]
    return [headed(_Head(tuple(part.texts), tuple(part.rows[name] for name in TABLES), tuple(map(len, blobs)))), *blobs]


def load(data: bytes) -> Part:
    """The part that `dump` wrote. Raises ValueError."""
    head, content = parted(_Head, data)
    ends = tuple(accumulate(head.sizes))
    blobs = [content[end - size:end] for size, end in zip(head.sizes, ends)]
    lines, (items, entries, *texts) = blobs[:len(TABLES)], blobs[len(TABLES):]
    return Part(dict(zip(TABLES, head.rows)), dict(zip(TABLES, lines)), items, entries, dict(zip(head.texts, texts)))
