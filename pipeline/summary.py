"""A short summary of an output folder: documents, measures by pillar, dates, citations and where the tables lie."""
from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from pipeline.complaint import from_csv
from pipeline.failure import ERRORS
from pipeline.failure import from_csv as from_errors
from pipeline.formulas import plain_rows

_COMPLAINTS = ("complaints.csv", "correction_complaints.csv")

def summary(folder: Path) -> list[str]:
    """Lines to read about `folder/tables`. Raises OSError."""
    tables = folder / "tables"
    measures = _rows(tables / "measures.csv")
    by_pillar = Counter(row["pillar_id"] for row in measures)
    without = Counter(row["doc_id"] for row in measures if not row["pillar_id"])
    dates, citations = (Counter(row["doc_id"] for row in _rows(tables / f"{name}.csv")) for name in
                        ("dates", "citations"))
    pillars = _rows(tables / "pillars.csv")
    documents = _rows(tables / "documents.csv")
    lines = []
    for document in documents:
        doc_id = document["doc_id"]
        own = [pillar for pillar in pillars if pillar["doc_id"] == doc_id]
        count = sum(by_pillar[pillar["pillar_id"]] for pillar in own) + without[doc_id]
        lines.append(f"{doc_id}  {document['title']}: {count} measures, {dates[doc_id]} dates, "
                     f"{citations[doc_id]} citations")
        lines += [f"  {by_pillar[pillar['pillar_id']]:4d}  {pillar['name']}" for pillar in own]
        if without[doc_id]:
            lines.append(f"  {without[doc_id]:4d}  (no pillar)")
    lines.append(f"{len(documents)} documents, {len(measures)} measures, "
                 f"{dates.total()} dates, {citations.total()} citations; tables in {tables}")
    return lines


def to_decide(folder: Path) -> list[str]:
    """Lines about rows that a person should look at and decisions that were not applied, if there are any."""
    counts = {name: len(_rows(folder / name)) if (folder / name).exists() else 0
              for name in ("review.csv", "stale_corrections.csv")}
    lines = (f"{counts['review.csv']} rows to look at in {folder / 'review.csv'}",
             f"{counts['stale_corrections.csv']} corrections were not applied: {folder / 'stale_corrections.csv'}")
    return [line for line, count in zip(lines, counts.values()) if count]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return plain_rows(file)


def main() -> None:
    folder = Path(sys.argv[1])
    print("\n".join([*summary(folder), *to_decide(folder)]))
    complaints = [complaint for name in _COMPLAINTS if (folder / name).exists() for complaint in from_csv(folder / name)]
    sys.stderr.writelines(f"{complaint}\n" for complaint in complaints)
    failures = from_errors(folder / ERRORS)
    if failures:
        print(f"{len(failures)} documents set aside, see {folder / ERRORS}", file=sys.stderr)
    sys.exit(2 if complaints else 1 if failures else 0)


if __name__ == "__main__":
    main()
