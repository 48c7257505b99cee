"""Records of names: the department, the amount or the description that stands in brackets, behind a colon or apart beside a name."""
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
_GAP = re.compile(" ?/ ?| |(?<=[)】〕\\]])")  # before a department without a mark
_PART = re.compile(r"[0-9][0-9,.]*(?:千円|百万円|億円|万円|円)|[^ 、:0-9]+")
_AMOUNT = re.compile(r" ?([0-9][0-9,.]*(?:千円|百万円|億円|万円|円))(?=$|\n| )")
_LEAST = 4  # code points of a description


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
        label, start = label_of(text, *bracket.span(1))
        if names_departments(text[start:bracket.end(1)]):
            yield Statement("department", ((start, bracket.end(1)),))
            continue
        for part in _PART.finditer(text, start, bracket.end(1)):
            if names_departments(part.group()):
                yield Statement("department", (part.span(),))
            elif yen(part.group()):
                year = year_in(owners.document, owners.dates, start, bracket.end(1))
                yield Statement("budget", (part.span(),), year=fiscal(year) if year else "")
    if amount := _AMOUNT.match(text, at, end):
        yield Statement("budget", (amount.span(1),))
        return
    behind = _BEHIND.match(text, at, end)
    if behind is None:
        gap = _GAP.match(text, at, end)
        if gap is not None and names_departments(text[gap.end():end]):
            yield Statement("department", ((gap.end(), end),))
        return
    words = text[behind.end():end]
    if names_departments(words):
        yield Statement("department", ((behind.end(), end),))
    elif kind in ("item", "paragraph") and len(words) >= _LEAST and not label_of(text, behind.end(), end)[0] and yen(words) is None:
        yield Statement("description", ((behind.end(), end),))
