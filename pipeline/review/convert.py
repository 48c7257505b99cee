"""From a review.csv that a person filled in to corrections."""
from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from pathlib import Path

from pipeline.complaint import Complaint
from pipeline.review import cells
from pipeline.review.corrections import NO_PILLAR, Correction, Corrections, add, checked, dump
from pipeline.review.uncertain import COLUMNS

DECISIONS = ("accept", "reject", "rename", "pillar")
_NEEDED = ("doc_id", "table", "surface", "start", "end", "decision", "value")


def convert(path: Path, by: str = "") -> Corrections:
    """The decisions in a filled-in review.csv, in its order; `by` names the person.

    A row without a decision is left out, one with a decision that cannot be used gets a complaint. Never raises for what
    stands in the file."""
    sheet = cells.read(path, _NEEDED, COLUMNS)
    complaints = list(sheet.complaints)
    found = []
    for line, row in sheet.rows:
        if not row["decision"] and not row["value"]:
            continue
        made = _decided(line, row, by)
        if isinstance(made, Correction):
            found.append(made)
        else:
            complaints.append(Complaint(f"{path}, line {line}", *made))
    return Corrections(str(path), tuple(found), tuple(complaints))


def write(found: Corrections, into: Path | None) -> tuple[str, list[Complaint]]:
    """Add corrections to a file. Returns a line that says what was done (without a file: the corrections as CSV), and
    complaints about those that were not added."""
    if into is None:
        return dump(found.sound).decode("utf-8"), []
    try:
        added, held, complaints = add(into, found)
    except OSError as error:
        return "nothing was written", [Complaint(str(into), f"cannot be written: {error.strerror}", "check the path")]
    return f"{into}: {added} corrections added" + (f", {held} were there" if held else ""), complaints


def _decided(line: int, row: Mapping[str, str], by: str) -> Correction | tuple[str, str]:
    decision, value = unicodedata.normalize("NFKC", row["decision"]).lower(), row["value"]
    if decision not in DECISIONS:
        return f"decision {row['decision']!r} is none of {', '.join(DECISIONS)}", "choose one, or empty value too"
    if value and decision in ("accept", "reject"):
        return f"{decision} takes no value, but value is {value!r}", "empty it, or decide rename or pillar"
    if decision == "pillar" and not (value := value or row.get("guess", "")):
        return "pillar needs a value", f"write the pillar's name, {NO_PILLAR} for no pillar"
    if decision == "rename" and not value:
        return "rename needs a value", "write the name"
    kept = decision != "reject" and row["table"] == "measures"
    return checked(line, {
        "doc_id": row["doc_id"], "table": row["table"], "action": decision, "start": row["start"], "end": row["end"],
        "spans": row.get("spans", ""), "surface": row["surface"], "level": row.get("level", "") if kept else "",
        "name": value if decision == "rename" else "",
        "pillar": "" if not kept else value if decision == "pillar" else row.get("pillar", "") or NO_PILLAR,
        "evidence": row.get("context", ""), "by": by, "note": row.get("note", "")})
