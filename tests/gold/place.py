#!/usr/bin/env python3
"""Places hand-written gold rows on the text that the reader makes of a document.

    python tests/gold/place.py raw/DOC_ID.html tests/gold/DOC_ID

DOC_ID/hand.json holds the rows as they were decided by reading. A row that has a place in the text names it by `at`:
a stretch of the document, long enough to occur once, with the surface between ⟦ and ⟧ (more than one pair where the
surface has several pieces). White space is ignored when `at` is searched, so the rows do not depend on how a reader
breaks lines. What follows from other columns is filled in here and not written by hand: ids, parent headings,
section_id, first_day and last_day. Every CSV file of the folder is rewritten, in document order.
"""
from __future__ import annotations

import argparse
import calendar
import csv
import datetime
import json
import re
import sys
import unicodedata
from pathlib import Path

from pipeline.readers import read

COLUMNS = {
    "sections": "section_id parent_id level label title start end",
    "pillars": "pillar_id ordinal name plan_name",
    "measures": "name level source pillar_id section_id start end spans surface",
    "dates": "surface start end spans kind edtf first_day last_day calendar role relative",
    "citations": "citation_id kind marker surface start end spans authors title locator pages issued url accessed "
                 "law_title law_number article paragraph item refers_to",
    "citation_anchors": "marker start end",
    "plan_history": "term first_day last_day field ordinal text start end",
    "scope": "table start end",
}
VALUES = {"label", "title", "name", "plan_name", "authors", "locator", "law_title", "law_number", "text", "term"}
OPEN, CLOSE = "⟦", "⟧"


# --- placing ---------------------------------------------------------------------------------------------------------

class Finder:
    """Finds a stretch of text by its characters alone, white space left out."""

    def __init__(self, text: str):
        self.text = text
        self.index = [i for i, c in enumerate(text) if not c.isspace()]
        self.bare = "".join(text[i] for i in self.index)

    def spans(self, at: str) -> list[tuple[int, int]]:
        marked = "".join(at.split())
        plain, cuts = "", []
        for c in marked:
            if c in (OPEN, CLOSE):
                cuts.append(len(plain))
            else:
                plain += c
        if not cuts or len(cuts) % 2:
            raise SystemExit(f"unbalanced marks: {at}")
        found = [m.start() for m in re.finditer(f"(?={re.escape(plain)})", self.bare)]
        if len(found) != 1:
            raise SystemExit(f"found {len(found)} times: {at}")
        base = found[0]
        return [(self.index[base + a], self.index[base + b - 1] + 1) for a, b in zip(cuts[::2], cuts[1::2])]


def bounds(edtf: str) -> tuple[str, str]:
    """First and last day of the EDTF forms that the dates use."""
    if "/" in edtf:
        return tuple(edtf.split("/"))
    if edtf.endswith("XX"):
        century = int(edtf[:2]) * 100
        return f"{century + 1}-01-01", f"{century + 100}-12-31"
    if edtf.endswith("X"):
        return f"{edtf[:3]}0-01-01", f"{edtf[:3]}9-12-31"
    parts = edtf.split("-")
    if len(parts) == 1:
        return f"{edtf}-01-01", f"{edtf}-12-31"
    if len(parts) == 2:
        last = calendar.monthrange(int(parts[0]), int(parts[1]))[1]
        return f"{edtf}-01", f"{edtf}-{last:02d}"
    return edtf, edtf


def place(text: str, hand: dict) -> dict[str, list[dict]]:
    finder, tables = Finder(text), {}
    for table in COLUMNS:
        rows = [dict(r) for r in hand.get(table, [])]
        for r in rows:
            if table in ("pillars", "scope"):
                continue
            spans = finder.spans(r["at"])
            r["start"], r["end"] = spans[0][0], spans[-1][1]
            r["spans"] = ";".join(f"{a}:{b}" for a, b in spans)
            r["surface"] = "".join(text[a:b] for a, b in spans).replace("\n", "")
        if table not in ("pillars", "scope"):
            rows.sort(key=lambda r: (r["start"], r["end"]))
        tables[table] = rows

    last: dict[int, str] = {}
    for n, r in enumerate(tables["sections"], 1):
        r["section_id"], level = f"s{n:02d}", int(r["level"])
        r["parent_id"] = last.get(level - 1, "")
        last = {k: v for k, v in last.items() if k < level} | {level: r["section_id"]}
    for r in tables["measures"]:
        before = [s for s in tables["sections"] if s["end"] <= r["end"]]
        r["section_id"] = before[-1]["section_id"] if before else ""
    for r in tables["dates"]:
        r.setdefault("relative", 0)
        r["first_day"], r["last_day"] = bounds(r["edtf"]) if r["edtf"] else ("", "")
    keys = {}
    for n, r in enumerate(tables["citations"], 1):
        r["citation_id"] = f"c{n:02d}"
        if "key" in r:
            keys[r["key"]] = r["citation_id"]
    for r in tables["citations"]:
        r["refers_to"] = keys[r["refers"]] if r.get("refers") else ""
    for r in tables["scope"]:
        r["start"], r["end"] = finder.spans(r["from"])[0][1], finder.spans(r["to"])[0][0]
    for rows in tables.values():
        for r in rows:
            for column in VALUES & r.keys():
                r[column] = unicodedata.normalize("NFKC", str(r[column]))
    return tables


def check(text: str, tables: dict[str, list[dict]]) -> list[str]:
    """What is wrong with the placed rows."""
    wrong = []
    pillars = {r["pillar_id"] for r in tables["pillars"]}
    cites = {r["citation_id"] for r in tables["citations"]}
    for table, rows in tables.items():
        seen = set()
        for r in rows:
            where = f"{table}: {r.get('surface') or r.get('name') or r}"
            if "spans" in r:
                pieces = [tuple(map(int, p.split(":"))) for p in r["spans"].split(";")]
                if "".join(text[a:b] for a, b in pieces).replace("\n", "") != r["surface"]:
                    wrong.append(f"{where}: surface is not the text at its spans")
                marked = "".join(re.findall(f"{OPEN}(.*?){CLOSE}", r["at"]))
                if "".join(marked.split()) != "".join(r["surface"].split()):
                    wrong.append(f"{where}: surface is not what was written by hand")
                key = (r["spans"], r.get("level"), r.get("kind"), r.get("term"))
                if key in seen:
                    wrong.append(f"{where}: twice")
                seen.add(key)
            if r.get("first_day"):
                first, end = (datetime.date.fromisoformat(r[c]) for c in ("first_day", "last_day"))
                if first > end:
                    wrong.append(f"{where}: first_day after last_day")
            if r.get("pillar_id") and r["pillar_id"] not in pillars:
                wrong.append(f"{where}: no such pillar {r['pillar_id']}")
            if r.get("refers_to") and r["refers_to"] not in cites:
                wrong.append(f"{where}: no such citation {r['refers_to']}")
            if table == "measures" and (unicodedata.normalize("NFKC", r["surface"]) != r["name"]):
                wrong.append(f"{where}: name is not the surface")
    return wrong


def write(folder: Path, tables: dict[str, list[dict]]) -> None:
    for table, columns in COLUMNS.items():
        if not tables[table]:
            continue
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as f:
            out = csv.DictWriter(f, columns.split(), restval="", extrasaction="ignore", lineterminator="\n")
            out.writeheader()
            out.writerows(tables[table])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("document", type=Path)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    text = read(options.document).text
    tables = place(text, json.loads((options.folder / "hand.json").read_text(encoding="utf-8")))
    wrong = check(text, tables)
    for line in wrong:
        print(line, file=sys.stderr)
    if not wrong:
        write(options.folder, tables)
        print(" ".join(f"{table} {len(rows)}" for table, rows in tables.items()))
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
