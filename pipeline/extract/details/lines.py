"""Records of labels: lines such as 担当課:情報政策課 or 【目標値】80% that stand under the name of a measure."""
from __future__ import annotations

import re
from typing import Iterator

from pipeline.extract.header_roles import detail_role
from pipeline.extract.details.owners import Owners
from pipeline.extract.details.quantities import money_unit, unit_beside
from pipeline.extract.details.records import Record, Statement
from pipeline.extract.details.rows import STATED
from pipeline.extract.details.years import fiscal, year_in
from pipeline.layout.document import Unit

_LABEL = re.compile(r"[・○●◇◆□■*※ ]*(?:[【〔\[<(《]([^】〕\]>)》:、。\n]{1,16})[】〕\]>)》] ?:? ?|([^:、。「」【\n]{1,16}?(?:\([^()\n]{1,10}\))?) ?: ?)")


def label_of(text: str, start: int, end: int) -> tuple[str, int]:
    """The label that opens text[start:end] (担当課:, 【担当課】) and where the words behind it begin; ('', start) for none."""
    match = _LABEL.match(text, start, end)
    if match is None or match.end() >= end:
        return "", start
    label = match[1] or match[2]
    return (label, match.end()) if detail_role(label).name in STATED else ("", start)


def of_labels(owners: Owners) -> Iterator[Record]:
    """The records of runs of labelled lines. A run belongs to the one measure listed right before it, else to the
    measure whose heading it stands under; after a list of several measures it is told by its indent, or not at all."""
    document = owners.document
    text = document.reading.text
    listed: list[tuple[Unit, int]] = []  # measures of the list that runs on, with their units
    run: list[Statement] = []
    owner, section = -1, -2
    for index, unit in enumerate(document.units):
        if unit.kind not in ("paragraph", "item", "heading"):
            continue
        label, behind = label_of(text, unit.start, unit.end) if unit.kind != "heading" else ("", unit.start)
        if label and unit.section == section:
            if not run:
                owner = _owner(owners, listed, unit)
            run.append(_statement(owners, label, behind, unit.end))
            continue
        if run:
            yield from _record(owners, owner, run, section)
            run, listed = [], []
        if unit.section != section or unit.kind == "paragraph":
            section, listed = unit.section, []
        if label:
            owner = _owner(owners, listed, unit)
            run.append(_statement(owners, label, behind, unit.end))
            continue
        here = owners.by_unit.get(index, [])
        listed += [(unit, m.start) for m in here if m.source == "list"]
    if run:
        yield from _record(owners, owner, run, section)


def _owner(owners: Owners, listed: list[tuple[Unit, int]], unit: Unit) -> int:
    heading = owners.of_section(unit.section)
    if not listed:
        return heading
    last, start = listed[-1]
    nested = unit.kind == "item" and (last.kind != "item" or unit.depth > last.depth)
    if nested or len(listed) == 1 and (heading < 0 or last.kind == unit.kind):
        return start
    return heading


def _statement(owners: Owners, label: str, start: int, end: int) -> Statement:
    role = detail_role(label)
    year = year_in(owners.document, owners.dates, start - len(label) - 2, start)
    year = fiscal(year) if role.name in ("budget", "schedule") and year else year
    return Statement(role.name, ((start, end),), role.label.removeprefix("upper"), label, year,
                     unit_beside(label)[0] or money_unit(label))


def _record(owners: Owners, owner: int, run: list[Statement], section: int) -> Iterator[Record]:
    if owner >= 0 or any(s.role == "indicator" for s in run):
        yield Record((owner,) if owner >= 0 else (), tuple(run), owners.pillar_of(section), "label")
