"""The result of one document: its part of the output and what is to be said of it, as plain bytes and back."""
from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter

from pipeline.complaint import Complaint
from pipeline.review.apply import Stale
from pipeline.review.uncertain import COLUMNS, ReviewRow
from pipeline.store import headed, parted
from pipeline.tables import part as parts
from pipeline.tables.part import Part


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
    """What stands before the part."""

    complaints: tuple[Complaint, ...]
    notices: tuple[Complaint, ...]
    stale: tuple[Stale, ...]
    review: tuple[tuple[str, ...], ...]


def dump(entry: Entry) -> bytes:
    """The entry of one document as bytes: a line of JSON, then its part."""
    head = _Head(entry.complaints, entry.notices, entry.stale, tuple(map(attrgetter(*COLUMNS), entry.review)))
    return headed(head, *parts.pieces(entry.part))


def load(data: bytes) -> Entry:
    """The entry that `dump` wrote. Raises ValueError."""
    head, part = parted(_Head, data)
    return Entry(parts.load(part), head.complaints, head.notices, head.stale, tuple(ReviewRow(*cells) for cells in head.review))
