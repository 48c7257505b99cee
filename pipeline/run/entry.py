"""What is kept of one document: its part of the output and what is to be said of it, as plain bytes and back."""
from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from operator import attrgetter

from pipeline.complaint import Complaint
from pipeline.review.apply import Stale
from pipeline.review.uncertain import COLUMNS, ReviewRow
from pipeline.store import from_json, to_json
from pipeline.tables.part import Part
from pipeline.tables.rows import TABLES

_LINE = b"\n"


@dataclass(frozen=True, slots=True)
class Entry:
    """`complaints`: what is wrong with the document; those without a `where` are about its file. `notices`: lines about
    decisions; `stale`: those that were not applied; `review`: the least certain rows."""

    part: Part
    complaints: tuple[Complaint, ...] = ()
    notices: tuple[Complaint, ...] = ()
    stale: tuple[Stale, ...] = ()
    review: tuple[ReviewRow, ...] = ()


@dataclass(frozen=True, slots=True)
class _Head:
    """The first lines of an entry. `rows`: of each table, in the order of TABLES; `sizes`: bytes of each of its lines,
    then of citations (items, entries) and text."""

    doc_id: str
    rows: tuple[int, ...]
    sizes: tuple[int, ...]
    complaints: tuple[Complaint, ...]
    notices: tuple[Complaint, ...]
    stale: tuple[Stale, ...]
    review: tuple[tuple[str, ...], ...]


def dump(entry: Entry) -> bytes:
    """The entry of one document as bytes: the SHA-256 of what follows, a line of JSON, then the tables, the citations and
    the text as they are written."""
    part = entry.part
    (doc_id, text), = part.texts.items()
    blobs = [*(part.lines[name] for name in TABLES), part.items, part.entries, text]
    head = _Head(doc_id, tuple(part.rows[name] for name in TABLES), tuple(map(len, blobs)), entry.complaints, entry.notices,
                 entry.stale, tuple(map(attrgetter(*COLUMNS), entry.review)))
    content = b"".join([to_json(head).encode("utf-8"), *blobs])
    return sha256(content).hexdigest().encode("ascii") + _LINE + content


def load(data: bytes) -> Entry:
    """The entry that `dump` wrote. Raises ValueError where one byte is another."""
    stated, _, content = data.partition(_LINE)
    if sha256(content).hexdigest().encode("ascii") != stated:
        raise ValueError("a damaged entry")
    line, _, rest = content.partition(_LINE)
    head = from_json(_Head, line.decode("utf-8"))
    blobs, at = [], 0
    for size in head.sizes:
        blobs.append(rest[at:at + size])
        at += size
    *lines, items, entries, text = blobs
    part = Part(dict(zip(TABLES, head.rows)), dict(zip(TABLES, lines)), items, entries, {head.doc_id: text})
    return Entry(part, head.complaints, head.notices, head.stale, tuple(ReviewRow(*cells) for cells in head.review))
