"""Records of names: the department, the amount or the description that stands in brackets or behind a colon beside a name."""
from __future__ import annotations

import re
from typing import Iterator

from pipeline.extract.details.departments import names_departments
from pipeline.extract.details.lines import label_of
from pipeline.extract.details.owners import Owners
from pipeline.extract.details.quantities import yen
from pipeline.extract.details.records import Record, Statement
from pipeline.extract.details.years import fiscal, year_in

_BRACKET = re.compile(r" ?[(【〔\[<《]([^()【】〔〕\[\]<>《》\n]*(?:\([^()\n]*\)[^()【】〔〕\[\]<>《》\n]*)*)[)】〕\]>》]")
_BEHIND = re.compile(r" ?(?:[:：](?!//)|\.{3,}|[…‥・]{1,}|[―─]{2,}) ?")
_LEAST = 4  # code points of a description
_LEADERS = "….‥・"


def of_names(owners: Owners) -> Iterator[Record]:
    """One record for each measure beside whose name something is stated; narrative names have only sentences beside them."""
    document = owners.document
    text = document.reading.text
    for measure in owners.measures:
        if measure.source == "narrative":
            continue
        unit = document.unit_at(measure.start)
        if measure.end >= unit.end:
            continue
        statements = tuple(_statements(owners, text, measure.end, unit.end, unit.kind))
        if statements:
            yield Record((measure.start,), statements, rule="bracket" if text[measure.end:measure.end + 2].strip()[:1] in "([【〔<《" else "behind")


def _statements(owners: Owners, text: str, at: int, end: int, kind: str) -> Iterator[Statement]:
    while bracket := _BRACKET.match(text, at, end):
        at = bracket.end()
        start, stop = bracket.span(1)
        label, start = label_of(text, start, stop)
        inside = text[start:stop]
        if names_departments(inside) or label and "課" in label:
            yield Statement("department", ((start, stop),))
        elif yen(inside):
            year = year_in(owners.document, owners.dates, start, stop)
            yield Statement("budget", ((start, stop),), year=fiscal(year) if year else "")
    behind = _BEHIND.match(text, at, end)
    if behind is None:
        return
    words = text[behind.end():end]
    if names_departments(words):
        yield Statement("department", ((behind.end(), end),))
    elif kind in ("item", "paragraph") and len(words) >= _LEAST and not label_of(text, behind.end(), end)[0] and yen(words) is None:
        yield Statement("description", ((behind.end(), end),))
