"""Schedules: what is planned for a measure in a fiscal year, from the columns of years of a timetable."""
from __future__ import annotations

from typing import Iterator, Sequence

from pipeline.extract.detail_mentions import ScheduleStep
from pipeline.extract.details.owners import Owners
from pipeline.extract.details.records import Record
from pipeline.extract.details.years import fiscal, year_in

_LONGEST = 60  # code points; more is a report, not a step


def of(owners: Owners, records: Sequence[Record]) -> Iterator[ScheduleStep]:
    """The steps of all records that belong to a measure, one for each item of a cell; a step without a year, or one of
    bare figures, gives no row."""
    document = owners.document
    seen: set[tuple[int, int, int]] = set()
    for record in records:
        if record.owner < 0:
            continue
        for statement in record.statements:
            if statement.role != "schedule":
                continue
            for start, end in statement.items:
                year = statement.year or fiscal(year_in(document, owners.dates, start, end))
                printed = document.reading.text[start:end]
                if not year or len(printed) > _LONGEST or (record.owner, start, end) in seen or not _is_step(printed):
                    continue
                seen.add((record.owner, start, end))
                yield ScheduleStep(start, end, record.owner, year, f"schedule.{record.rule}")


def _is_step(printed: str) -> bool:
    """Whether a cell prints a step (設計, →, ○, 3団体) and no dash or bare figure."""
    bare = "".join(printed.split())
    return bool(bare.strip("-‐–—―−ー…/")) and not bare.replace(",", "").replace(".", "").isdigit()
