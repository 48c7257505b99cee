"""Rows that come out of a document against rows that it holds, by values: counts of right, stated and found rows, and F1."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping

from pipeline import extract_document
from pipeline.extraction import Extraction
from pipeline.readers import sniff
from tests.generator import gold as gold_rows
from tests.generator.gold import Gold

Rows = dict[str, Counter[tuple[str, ...]]]
"""For each table its rows, each as the values that are compared, without white space."""

COLUMNS = {
    "sections": ("level", "label", "title", "parent"),
    "pillars": ("ordinal", "name", "plan_name"),
    "projects": ("name", "pillar"),
    "programs": ("name", "source", "pillar"),
    "dates": ("surface", "kind", "edtf", "first_day", "last_day", "role"),
    "works": ("marker", "authors", "title", "locator", "pages", "issued", "url", "accessed"),
    "laws": ("surface", "law_title", "law_number", "article", "paragraph", "item"),
    "plans": ("surface", "title", "issued"),
    "anchors": ("marker",),
    "history": ("term", "first_day", "last_day", "field", "ordinal", "text"),
}


def _squash(value: object) -> str:
    return "".join(str(value).split())


def _rows(found: Mapping[str, Iterable[Mapping[str, object]]]) -> Rows:
    return {table: Counter(tuple(_squash(row[column]) for column in columns) for row in found.get(table, ()))
            for table, columns in COLUMNS.items()}


def stated(gold: Gold) -> Rows:
    """The rows that a generated document holds; relative dates are not compared."""
    tables = json.loads(json.dumps(gold_rows.as_json(gold)))
    for level in ("project", "program"):
        tables[f"{level}s"] = [row for row in tables["measures"] if row["level"] == level]
    tables["dates"] = [row for row in tables["dates"] if not row["relative"]]
    return _rows(tables)


def found(data: bytes, form: str) -> Rows:
    """The rows that come out of a file; `form`: its suffix without the dot."""
    return of(extracted(data, form))


def extracted(data: bytes, form: str) -> Extraction:
    """All that comes out of a file."""
    return extract_document(sniff(data, f".{form}").read(data, "plan", f"plan.{form}"))


def of(result: Extraction) -> Rows:
    """The rows of an extraction."""
    document, value = result.document, result.document.reading.value

    def title(section: int) -> str:
        return document.sections[section].title if section >= 0 else ""

    def pillar(index: int) -> str:
        return result.pillars[index].name if index >= 0 else ""

    def cited(kind: str) -> list[dict[str, object]]:
        names = ("marker", "authors", "title", "locator", "pages", "issued", "url", "accessed", "law_title", "law_number",
                 "article", "paragraph", "item")
        return [{"surface": value(c.start, c.end), **{name: getattr(c, name) for name in names}}
                for c in result.citations if c.kind == kind]

    tables: dict[str, list[dict[str, object]]] = {
        "sections": [{"level": s.level, "label": s.label, "title": s.title, "parent": title(s.parent)} for s in document.sections],
        "pillars": [{"ordinal": p.ordinal, "name": p.name, "plan_name": p.plan_name} for p in result.pillars],
        "dates": [{"surface": value(d.start, d.end), "kind": d.kind, "edtf": d.edtf, "first_day": d.first_day,
                   "last_day": d.last_day, "role": d.role} for d in result.dates if not d.relative],
        "works": cited("work"), "laws": cited("law"), "plans": cited("plan"),
        "anchors": [{"marker": a.marker} for a in document.anchors],
        "history": [{"term": h.term, "first_day": h.first_day, "last_day": h.last_day, "field": h.field,
                     "ordinal": h.ordinal, "text": value(h.start, h.end)} for h in result.history],
    }
    for level in ("project", "program"):
        tables[f"{level}s"] = [{"name": value(m.start, m.end), "pillar": pillar(m.pillar), "source": m.source}
                               for m in result.measures if m.level == level]
    return _rows(tables)


def f1(gold: Iterable[Rows], got: Iterable[Rows]) -> dict[str, float]:
    """F1 of each table over pairs of rows; 1 where both hold nothing."""
    counts = {table: [0, 0] for table in COLUMNS}
    for one, other in zip(gold, got, strict=True):
        for table, both in counts.items():
            both[0] += 2 * sum((one[table] & other[table]).values())
            both[1] += sum(one[table].values()) + sum(other[table].values())
    return {table: right / all_ if all_ else 1.0 for table, (right, all_) in counts.items()}
