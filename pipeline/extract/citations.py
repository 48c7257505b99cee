"""Citations: cited works, laws and plans of a document, found and resolved."""
from __future__ import annotations

from bisect import bisect_right
from typing import Sequence

from pipeline.extract import laws, plans, resolve, works
from pipeline.extract.mentions import Citation, DateMention
from pipeline.layout.document import Document


def find(document: Document, dates: Sequence[DateMention]) -> list[Citation]:
    """All citations of a document, sorted by start. `dates`: the document's dates in any order; the dates of issue,
    access and decision are taken from them.

    A law named inside the name of a plan, a plan inside the name of a law, and both inside a work, are no rows."""
    cited = works.find(document, dates)
    named = without_inner(laws.find(document), plans.find(document, dates))
    kept = resolve.resolve(document, outside(named, cited))
    return sorted([*cited, *kept], key=lambda row: (row.start, row.end))


def outside(rows: Sequence[Citation], cited: Sequence[Citation]) -> list[Citation]:
    """The rows that do not stand inside a cited work (an entry of a reference list that names a plan)."""
    if not cited:
        return list(rows)
    starts = [work.start for work in cited]
    found = []
    for row in rows:
        before = bisect_right(starts, row.start) - 1
        if before < 0 or cited[before].end <= row.start:
            found.append(row)
    return found


def without_inner(found_laws: Sequence[Citation], found_plans: Sequence[Citation]) -> list[Citation]:
    """Both kinds in reading order, without mentions that share characters with a longer one of the other kind."""
    kept: list[Citation] = []
    for row in sorted([*found_laws, *found_plans], key=lambda row: (row.start, -row.end)):
        if kept and row.start < kept[-1].end:
            if row.end - row.start <= kept[-1].end - kept[-1].start:
                continue
            kept.pop()
        kept.append(row)
    return kept
