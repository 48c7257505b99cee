"""The gold rows of a printed document, collected from the marks on its words."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Iterator

from tests.generator.inline import Call, Mark, Runs, plain, value
from tests.generator.printed import Block, Framed, Heading, Item, NoteText, Paragraph, Printed, Table
from tests.generator.rows import Anchor, DateRow, Gold, History, LawRow, Measure, PlanRow, Row, Section, WorkRow


def runs_of(block: Block) -> Iterator[Runs]:
    """The runs of a block in reading order."""
    if isinstance(block, (Heading, Framed)):
        yield block.title
    elif isinstance(block, (Paragraph, Item, NoteText)):
        yield block.runs
    elif isinstance(block, Table):
        for row in block.rows:
            for cell in row:
                yield from cell.lines


def _marked(runs: Runs) -> Iterator[Row | Anchor]:
    for run in runs:
        if isinstance(run, Call):
            yield Anchor(run.marker)
        elif isinstance(run, Mark):
            text = value(plain(run.parts))
            if isinstance(run.row, Measure):
                yield replace(run.row, name=text)
            elif isinstance(run.row, History):
                yield replace(run.row, text=text)
            else:
                yield replace(run.row, surface=text)
            yield from _marked(run.parts)


def sections(printed: Printed) -> tuple[Section, ...]:
    """All headings with their parents."""
    found: list[Section] = []
    above: list[Section] = []
    for block in printed.blocks:
        if isinstance(block, (Heading, Framed)):
            above = [each for each in above if each.level < block.level]
            own = Section(
                block.level,
                block.number if isinstance(block, Heading) else "",
                value(plain(block.title)),
                above[-1].title if above else "",
            )
            above.append(own)
            found.append(own)
    return tuple(found)


def gold_of(printed: Printed) -> Gold:
    """All gold rows; those of notes at the foot come after the text."""
    rows: list[Row | Anchor] = []
    for runs in printed.imprint:
        rows += _marked(runs)
    for block in (*printed.blocks, *printed.foot):
        for runs in runs_of(block):
            rows += _marked(runs)

    def pick(kind: type) -> tuple:
        return tuple(row for row in rows if isinstance(row, kind))

    return Gold(
        sections(printed),
        printed.pillars,
        pick(Measure),
        pick(DateRow),
        pick(WorkRow),
        pick(LawRow),
        pick(PlanRow),
        pick(Anchor),
        pick(History),
    )


def as_json(gold: Gold) -> dict[str, list[dict[str, object]]]:
    """The rows as plain data."""
    return {table: list(rows) for table, rows in asdict(gold).items()}
