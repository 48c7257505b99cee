"""Indicators: names with their baseline, intermediate, actual and target values, from rows, sheets and labels."""
from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Iterator, Sequence

from pipeline.extract.detail_mentions import Indicator, IndicatorValue
from pipeline.extract.details.owners import Owners
from pipeline.extract.details.quantities import is_blank, quantity, unit_beside
from pipeline.extract.details.records import Place, Record, Statement
from pipeline.extract.details.rows import VALUES
from pipeline.extract.details.years import year_in
from pipeline.extract.mentions import between

_ARROW = re.compile(r" ?[→⇒➡] ?")
_ARROWS = ("→", "⇒", "➡")
_LEAD = re.compile(r"(?:[・○●◇◆□■*※ ]+|[①-⑳] ?|\([0-9]{1,2}\) ?|[0-9]{1,2}[.)] ?(?=[^0-9]))+")
_CHANGE = r"(?P<baseline>(?:約|年間)?[△▲\-]?[0-9][^→⇒ \n]*) ?[→⇒➡] ?(?P<target>[^→⇒\n]+?)"
_VALUES = re.compile(_CHANGE + "$", re.M)
_INLINE = re.compile(rf"(?P<name>[^→⇒\n]{{2,80}}?)[ :(]+{_CHANGE}\)?$", re.M)
_UNTIL = re.compile(r"(?:年度)?末?(?:までに?|時点|現在|末)|[、 ]")
_LONGEST = 100  # code points of a name


@dataclass
class _Draft:
    """An indicator whose statements are being gathered."""

    place: Place | None = None
    header_unit: str = ""
    unit: str = ""
    direction: str = ""
    baseline_year: str = ""
    target_year: str = ""
    values: list[IndicatorValue] = field(default_factory=list)


def of(owners: Owners, records: Sequence[Record]) -> Iterator[Indicator]:
    """The indicators of all records; one needs a value that is printed, or a name in a column of its own."""
    seen: set[tuple[int, int, int]] = set()
    for record in records:
        if not any(s.role == "indicator" or s.role in VALUES for s in record.statements):
            continue
        for draft in _drafts(owners, record):
            if (found := _indicator(owners, record, draft)) is not None and (found.measure, found.start, found.end) not in seen:
                seen.add((found.measure, found.start, found.end))
                yield found


def _drafts(owners: Owners, record: Record) -> list[_Draft]:
    """The indicators of a record: one for each name; statements before the first name belong to it too. A cell with
    several names needs as many values in each cell beside it."""
    names = [s for s in record.statements if s.role == "indicator"]
    count = len(names[0].items) if len(names) == 1 else 1
    if count > 1:
        return [draft for k in range(count) for draft in _drafts(owners, _kth(record, k, count))]
    drafts = [_Draft()]
    for statement in record.statements:
        if statement.role == "indicator":
            if len(statement.items) != 1:
                continue
            if drafts[-1].place is not None:
                drafts.append(_Draft())
            drafts[-1].place = _split(owners, drafts[-1], statement)
            drafts[-1].header_unit = statement.unit
        else:
            _state(owners, drafts[-1], statement)
    return drafts


def _split(owners: Owners, draft: _Draft, statement: Statement) -> Place:
    """The place of the name; values behind it in the same words (申請率 30%→60%) go to the draft."""
    start, end = statement.items[0]
    reading = owners.document.reading
    match = _INLINE.match(reading.text, start, end)
    if match is None and _ARROW.search(reading.text, start, end):  # the space before a figure is none that is read
        gaps = [gap for gap in reading.gaps(start, end) if reading.text[gap].isdigit()]
        match = next((m for gap in gaps if (m := _VALUES.match(reading.text, gap, end))), None)
        if match:
            _value(owners, draft, "baseline", *match.span("baseline"), replace(statement, year="", unit=""))
            _value(owners, draft, "target", *match.span("target"), replace(statement, year="", unit=""))
            return start, match.start()
    if match is None:
        return start, end
    _value(owners, draft, "baseline", *match.span("baseline"), replace(statement, year="", unit=""))
    _value(owners, draft, "target", *match.span("target"), replace(statement, year="", unit=""))
    return match.span("name")


def _kth(record: Record, k: int, count: int) -> Record:
    kept = [replace(s, items=(s.items[k],)) for s in record.statements if len(s.items) == count]
    return replace(record, statements=tuple(kept))


def _state(owners: Owners, draft: _Draft, statement: Statement) -> None:
    document = owners.document
    role = statement.role
    if role in ("baseline", "target") and statement.year:
        setattr(draft, f"{role}_year", statement.year)
    if role in VALUES and len(statement.items) == 2 and document.unit_at(statement.items[1][0]).marker in _ARROWS:
        _value(owners, draft, "baseline", *statement.items[0], statement)
        _value(owners, draft, "target", *statement.items[1], statement)
    if len(statement.items) != 1:
        return
    start, end = statement.items[0]
    printed = document.reading.text[start:end]
    if role == "unit":
        draft.unit = printed
    elif role == "direction":
        draft.direction = printed
    elif role in ("baseline_year", "target_year"):
        setattr(draft, role, year_in(document, owners.dates, start, end))
    elif role in VALUES:
        arrows = [m for m in _ARROW.finditer(document.reading.text, start, end) if m.start() > start and m.end() < end]
        if len(arrows) == 1:
            _value(owners, draft, "baseline", start, arrows[0].start(), statement)
            _value(owners, draft, "target", arrows[0].end(), end, statement)
        elif role != "change":
            _value(owners, draft, role, start, end, statement)


def _value(owners: Owners, draft: _Draft, kind: str, start: int, end: int, statement: Statement) -> None:
    document = owners.document
    text = document.reading.text
    if is_blank(text[start:end]):
        return
    year = year_in(document, owners.dates, start, end) or statement.year
    read = quantity(_without_dates(owners, start, end))
    if kind in ("baseline", "target"):
        setattr(draft, f"{kind}_year", year or getattr(draft, f"{kind}_year"))
    draft.direction = draft.direction or (read.direction if kind == "target" else "")
    draft.values.append(IndicatorValue(start, end, kind, year, read.number, read.unit or statement.unit))


def _without_dates(owners: Owners, start: int, end: int) -> str:
    """The words without the dates in them: `令和9年度までに80%` is `80%`."""
    text, at, kept = owners.document.reading.text, start, []
    for date in between(owners.dates, start, end):
        kept.append(text[at:date.start])
        at = max(at, date.end)
        if until := _UNTIL.match(text, at, end):
            at = until.end()
    kept.append(text[at:end])
    return "".join(kept)


def _indicator(owners: Owners, record: Record, draft: _Draft) -> Indicator | None:
    text = owners.document.reading.text
    values = tuple(sorted(draft.values, key=lambda v: v.start))
    named = draft.place is not None
    if not named and not values:
        return None
    if not named and not any(v.kind in ("baseline", "target") for v in values):
        return None  # what was reached, of nobody knows what
    if not any(v.number is not None for v in values) and (not named or not values):
        return None  # words without a figure are no indicator's values
    start, end = draft.place or (values[0].start, values[0].end)
    unit = draft.unit or draft.header_unit
    if draft.place is not None:
        if lead := _LEAD.match(text, start, end):
            start = lead.end()
        beside, cut = unit_beside(text[start:end])
        unit, end = unit or beside, start + cut
        if not 0 < end - start <= _LONGEST or is_blank(text[start:end]):
            return None
    unit = unit or next((v.unit for kind in ("baseline", "target", "") for v in values if v.unit and kind in ("", v.kind)), "")
    values = tuple(replace(v, unit=v.unit or unit) for v in values)
    baseline = next((v for v in values if v.kind == "baseline"), None)
    target = next((v for v in reversed(values) if v.kind == "target"), None)
    return Indicator(start, end, record.owner, record.pillar, named, unit, draft.direction,
                     baseline.year if baseline and baseline.year else draft.baseline_year,
                     target.year if target and target.year else draft.target_year,
                     values, f"indicator.{record.rule}")
