"""Years of headers and cells as EDTF, from the dates found in the document; figures that only a header makes years."""
from __future__ import annotations

import re
from functools import lru_cache
from typing import Sequence

from pipeline.extract import dates as date_rules
from pipeline.extract.mentions import DateMention, between
from pipeline.layout import build
from pipeline.layout.document import Document
from pipeline.source import SourceText

_BARE = re.compile(r"(?:19|20)[0-9]{2}|(?:[HR]|令和|平成)?(?:元|[0-9]{1,2})(?:年度?)?")
_YEAR_KINDS = ("year", "fiscal_year", "range")


def year_in(document: Document, dates: Sequence[DateMention], start: int, end: int) -> str:
    """The one year (EDTF) that start:end of the reader's text names; '' for none or several."""
    found = {d.edtf for d in between(dates, start, end) if d.kind in _YEAR_KINDS and d.edtf and not d.relative}
    return found.pop() if len(found) == 1 else ""


def years_of_row(headers: Sequence[str]) -> tuple[str, ...]:
    """The years (EDTF) of headers that stand side by side, '' where one is no year: `令和5年度`, `6年度`; `2024`."""
    if sum(_BARE.fullmatch(h) is not None for h in headers) < 2:
        return ("",) * len(headers)
    return _read(tuple(headers))


@lru_cache(maxsize=256)
def _read(headers: tuple[str, ...]) -> tuple[str, ...]:
    """What the grammar of dates reads in the headers when they stand in one line, which is how a person reads them."""
    parts = [h if not h.isdigit() else f"{h}年度" for h in headers]
    document = build(SourceText("years", "、".join(parts) + "。"))
    found = date_rules.find(document)
    text, at, years = document.reading.text, 0, []
    for header, part in zip(headers, parts):
        start = text.find(part, at)
        at = start + len(part) if start >= 0 else at
        known = year_in(document, found, start, at) if start >= 0 and _BARE.fullmatch(header) else ""
        years.append(known)
    return tuple(years)


def fiscal(edtf: str) -> str:
    """A year of a budget or a timetable as the fiscal year that it means (地方自治法第208条: 4月1日から翌年3月31日まで)."""
    if re.fullmatch(r"[0-9]{4}", edtf):
        return f"{edtf}-04-01/{int(edtf) + 1}-03-31"
    if re.fullmatch(r"[0-9]{4}-01-01/[0-9]{4}-12-31", edtf):
        return f"{edtf[:4]}-04-01/{int(edtf[11:15]) + 1}-03-31"
    return edtf


def spanning(first: str, last: str) -> str:
    """The interval from the beginning of one year to the end of another."""
    one, end = fiscal(first), fiscal(last)
    return one if one == end else f"{one.split('/')[0]}/{end.split('/')[-1]}"
