"""Records: what stands beside one measure in a row, a sheet or a list of labels, each statement with the role of its header."""
from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Iterator

Place = tuple[int, int]

SHARED = frozenset({"department", "schedule", "description"})  # one statement may hold for several measures of a row


@dataclass(frozen=True, slots=True)
class Statement:
    """A cell, or the words behind a label. items: the places of its items in the reader's text, none empty; year: EDTF
    of its header; unit: the one that its header or the table's caption prints; upper: the larger body of a department."""

    role: str
    items: tuple[Place, ...]
    label: str = ""
    header: str = ""
    year: str = ""
    unit: str = ""
    upper: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """Statements that stand together. owners: the starts of the measures that they are about, in their order."""

    owners: tuple[int, ...]
    statements: tuple[Statement, ...]
    pillar: int = -1
    rule: str = ""

    @property
    def owner(self) -> int:
        """The one measure, -1 for none."""
        return self.owners[0] if len(self.owners) == 1 else -1


def single(record: Record) -> Iterator[Record]:
    """The record once for each of its measures: a cell with as many items as there are measures is dealt out in order,
    one item holds for all where that is usual (a department), anything else is left out as unclear."""
    count = len(record.owners)
    if count < 2:
        yield record
        return
    for k, owner in enumerate(record.owners):
        kept = [replace(s, items=(s.items[k],)) if len(s.items) == count else s for s in record.statements
                if len(s.items) == count or len(s.items) == 1 and s.role in SHARED]
        yield replace(record, owners=(owner,), statements=tuple(kept))
