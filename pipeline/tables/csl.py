"""Citations as CSL-JSON, the input of citation processors and reference managers.

One item for each row of the citations table, its id the citation_id: pages, articles and the place in the plan belong to
a row, so items of one thing are not merged (a reference manager finds duplicates by title and number). Values are those
of the table and what a row does not state is left out, but for two things that the document itself says: the number of
a law stands with each of its mentions, and its year is that of the number. Schema: csl-data.json of CSL 1.0.2.
"""
from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from pipeline.rules import load
from pipeline.tables.rows import CitationRow

Item = dict[str, Any]

_JSON = json.JSONEncoder(ensure_ascii=False)
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_VOLUME = re.compile(r"(?:第?(?P<volume>[0-9]+)巻)?(?:第?(?P<issue>[0-9]+)号)?")
_IN_BRACKETS = re.compile(r"\([^()]*\)\Z")
_ENACTED = re.compile(r"(?P<era>[^0-9元]*)(?P<figure>[0-9]+|元)年")


FIRST, BETWEEN, LAST = b"[\n", b",\n", b"]\n"
"""What stands before, between and after the items of a file; a line feed ends the last item."""


def dump(rows: Sequence[CitationRow]) -> bytes:
    """The items of `rows` as a JSON array in UTF-8, one item a line; the same rows give the same bytes."""
    found = joined(items(rows))
    return FIRST + found + (b"\n" if found else b"") + LAST


def joined(found: Iterable[Item]) -> bytes:
    """Items as JSON in UTF-8, one a line, with a comma between them."""
    return BETWEEN.join(_JSON.encode(item).encode("utf-8") for item in found)


def parted(found: bytes) -> list[Item]:
    """The items that `joined` wrote."""
    return json.loads(b"[" + found + b"]")  # type: ignore[no-any-return]


def items(rows: Iterable[CitationRow]) -> list[Item]:
    """The items of `rows` in their order; fields in one order, those without a value left out.

    A name is one `literal`, as printed. `section` is the part of a work or the provision of a law; a work whose
    locator is a volume or number is an article of a journal. `note` says which document cites it and where."""
    found = list(rows)
    numbers: dict[tuple[str, str], str] = {}
    for row in found:
        if row.kind == "law" and row.law_number:
            numbers.setdefault((row.doc_id, row.law_title), row.law_number)
    return [_item(row, row.law_number or numbers.get((row.doc_id, row.law_title), "")) for row in found]


def _item(row: CitationRow, number: str) -> Item:
    law = row.kind == "law"
    volume = _VOLUME.fullmatch(row.locator) if row.kind == "work" and row.locator else None
    item: Item = {
        "id": row.citation_id,
        "type": "article-journal" if volume else _type(row),
        "language": "ja",
        "title": row.law_title or row.title if law else row.title,
        "author": [{"literal": row.authors}] if row.authors else [],
        "issued": _date(row.issued) or (_enacted(number) if law else None),
        "accessed": _date(row.accessed),
        "volume": volume["volume"] if volume else "",
        "issue": volume["issue"] if volume else "",
        "page": row.pages,
        "section": _provision(row) if law else "" if volume else row.locator,
        "number": number,
        "URL": row.url,
        "note": f"cited in {row.doc_id} at {row.spans}" + (f", note {row.marker}" if row.marker else ""),
    }
    return {name: value for name, value in item.items() if value}


def _type(row: CitationRow) -> str:
    """The CSL type: by the ending of a field; else a plan or the work of a body is a report and a work of persons a
    book. What stands at an address, is no PDF, is cited without page or part and is called no report is a web page."""
    if row.kind == "plan":
        return "report"
    for field in ("law_title",) if row.kind == "law" else ("authors", "title"):
        known, endings = _endings(field)
        if (value := getattr(row, field)).endswith(endings):
            return next(kind for ending, kind in known if value.endswith(ending))
    if row.kind == "law":
        return "legislation"
    if row.authors and not row.authors.endswith(_words("publishers")):
        return "book"
    if row.url and not (row.pages or row.locator or row.url.lower().endswith(".pdf")):
        return "report" if _IN_BRACKETS.sub("", row.title).endswith(_words("work_types")) else "webpage"
    return "report"


@cache
def _endings(field: str) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """(ending, type) for a field, the longest ending first; and the endings alone."""
    rows = [(row["ending"], row["type"]) for row in load("csl_types") if row["field"] == field]
    rows.sort(key=lambda row: -len(row[0]))
    return tuple(rows), tuple(ending for ending, _ in rows)


@cache
def _words(rules: str) -> tuple[str, ...]:
    """The endings in a table of rules, for `str.endswith`."""
    return tuple(row["ending"] for row in load(rules))


def _date(edtf: str) -> Item | None:
    """A CSL date: date-parts for a day, month, year and an interval of these; EDTF as it is for what has no parts
    (decades, open intervals)."""
    if not edtf:
        return None
    parts = []
    for end in edtf.split("/"):
        found = _DATE.fullmatch(end)
        if not found:
            return {"literal": edtf}
        parts.append([int(figure) for figure in found.groups() if figure])
    return {"date-parts": parts}


def _enacted(number: str) -> Item | None:
    """The year in a law's number (平成15年法律第57号)."""
    found = _ENACTED.match(number)
    if not found:
        return None
    figure = 1 if found["figure"] == "元" else int(found["figure"])
    if not found["era"]:
        return {"date-parts": [[figure]]}
    first = _first_years().get(found["era"])
    return {"date-parts": [[first + figure - 1]]} if first else None


@cache
def _first_years() -> dict[str, int]:
    return {row["name"]: int(row["first_day"][:4]) for row in load("eras")}


def _provision(row: CitationRow) -> str:
    """`第9条の2第3項`, `附則第6条`, `第38条から第45条まで` from the columns article, paragraph and item."""
    return "".join(_range(value, unit) for value, unit in ((row.article, "条"), (row.paragraph, "項"),
                                                           (row.item, "号")) if value)


def _range(value: str, unit: str) -> str:
    ends = [_one(end, unit) for end in value.split("/")]
    return ends[0] if len(ends) == 1 else "から".join(ends) + "まで"


def _one(value: str, unit: str) -> str:
    lead, value = ("附則", value[2:]) if value.startswith("附則") else ("", value)
    figure, branch, rest = value.partition("の")
    return f"{lead}第{figure}{unit}{branch}{rest}"
