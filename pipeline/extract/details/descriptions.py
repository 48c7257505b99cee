"""Descriptions: what a measure consists of, from columns and labels such as 内容 and 概要."""
from __future__ import annotations

from typing import Iterator, Sequence

from pipeline.extract.detail_mentions import Description
from pipeline.extract.details.owners import Owners
from pipeline.extract.details.quantities import is_blank
from pipeline.extract.details.records import Record


def of(owners: Owners, records: Sequence[Record]) -> Iterator[Description]:
    """The descriptions of all records that belong to a measure, one for each item of a cell, counted by measure."""
    text = owners.document.reading.text
    seen: set[tuple[int, int, int]] = set()
    count: dict[int, int] = {}
    for record in records:
        if record.owner < 0:
            continue
        for statement in record.statements:
            if statement.role != "description":
                continue
            for start, end in statement.items:
                if (record.owner, start, end) in seen or is_blank(text[start:end]):
                    continue
                seen.add((record.owner, start, end))
                count[record.owner] = ordinal = count.get(record.owner, 0) + 1
                yield Description(start, end, record.owner, ordinal, f"description.{record.rule}")
