"""raw/corrections.csv: what people decided about rows, one line for each place; reading it with checks, and adding."""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.complaint import Complaint
from pipeline.files import write_atomically
from pipeline.review import cells
from pipeline.review.evidence import marked
from pipeline.source import Span, printed
from pipeline.tables.columns import SPANS, pieces
from pipeline.tables.sound import placed

COLUMNS = ("doc_id", "table", "action", "start", "end", "spans", "surface", "level", "name", "pillar", "evidence", "by",
           "note")
NEEDED = ("doc_id", "action", "start", "end", "surface")
ACTIONS = ("accept", "reject", "rename", "pillar", "add")
LEVELS = ("project", "program")
NO_PILLAR = "(none)"
_OFFSET = re.compile(r"[0-9]{1,9}")
_SOME_SPANS = re.compile(rf"(?=.{{1,999}}\Z)(?!.*[0-9]{{10}}){SPANS}\Z")


@dataclass(frozen=True, slots=True)
class Correction:
    """A decision about one place of one document.

    `spans`: stretches of the source, code points, half open; none: the surface tells the place. `surface`: the text
    there when the decision was made. `level`, `name`, `pillar`: what the row gets; empty: what it has (a row that is
    added has no pillar then). `evidence`: the words around (`pipeline.review.evidence.context`). `line`: in the file."""

    line: int
    doc_id: str
    action: str
    table: str
    spans: tuple[Span, ...]
    surface: str
    level: str = ""
    name: str = ""
    pillar: str = ""
    evidence: str = ""
    by: str = ""
    note: str = ""

    def cells(self) -> tuple[str, ...]:
        """The line's cells in the order of COLUMNS."""
        start, end = (str(self.spans[0].start), str(self.spans[-1].end)) if self.spans else ("", "")
        spans = ";".join(f"{a}:{b}" for a, b in self.spans)
        return (self.doc_id, self.table, self.action, start, end, spans, self.surface, self.level, self.name,
                self.pillar, self.evidence, self.by, self.note)

    def place(self) -> tuple[object, ...]:
        """What two decisions about one place share."""
        return self.doc_id, self.table, self.spans, "" if self.spans else (self.surface, self.evidence)

    def says(self, other: Correction) -> bool:
        """Whether both decide the same."""
        return replace(self, line=0, by="", note="") == replace(other, line=0, by="", note="")


@dataclass(frozen=True, slots=True)
class Corrections:
    """`sound`: the decisions that can be used, in the order of the file; `complaints`: what is wrong with others."""

    file: str = ""
    sound: tuple[Correction, ...] = ()
    complaints: tuple[Complaint, ...] = ()

    def of(self, doc_id: str) -> tuple[Correction, ...]:
        """The decisions about one document."""
        return tuple(correction for correction in self.sound if correction.doc_id == doc_id)

    def by_document(self) -> dict[str, tuple[Correction, ...]]:
        """The decisions about each document that has some."""
        found: dict[str, list[Correction]] = {}
        for correction in self.sound:
            found.setdefault(correction.doc_id, []).append(correction)
        return {doc_id: tuple(corrections) for doc_id, corrections in found.items()}

    def strangers(self, doc_ids: Iterable[str]) -> list[Complaint]:
        """A complaint for each doc_id that is none of `doc_ids`."""
        known, lines = set(doc_ids), dict[str, list[str]]()
        for correction in self.sound:
            if correction.doc_id not in known:
                lines.setdefault(correction.doc_id, []).append(str(correction.line))
        return [Complaint(f"{self.file}, line{'s' * (len(found) > 1)} {', '.join(found)}",
                          f"doc_id {doc_id!r} is no document of this run",
                          "give the doc_id of the one document that it is about, or delete the line")
                for doc_id, found in lines.items()]


def load(path: Path) -> Corrections:
    """Read a file of corrections; never raises for what stands in it.

    A line that cannot be used gets a complaint and the others stay. Of two lines about one place the second is left out
    if it says the same, and both if they differ."""
    sheet = cells.read(path, NEEDED, COLUMNS)
    found: list[Correction] = []
    complaints = list(sheet.complaints)
    for line, values in sheet.rows:
        made = checked(line, values)
        if isinstance(made, Correction):
            found.append(made)
        else:
            complaints.append(Complaint(f"{path}, line {line}", *made))
    first: dict[tuple[object, ...], Correction] = {}
    dropped: set[int] = set()
    for correction in found:
        earlier = first.setdefault(correction.place(), correction)
        if earlier is correction:
            continue
        dropped.add(correction.line)
        where = f"{path}, line {correction.line}"
        if correction.says(earlier):
            complaints.append(Complaint(where, f"says the same as line {earlier.line}", "delete one of them"))
        else:
            dropped.add(earlier.line)
            complaints.append(Complaint(where, f"decides otherwise than line {earlier.line} about the same place, "
                                        "neither is applied", "leave one line for a place"))
    return Corrections(str(path), tuple(c for c in found if c.line not in dropped), tuple(complaints))


def checked(line: int, values: Mapping[str, str]) -> Correction | tuple[str, str]:
    """A correction from the cells of a line, or what is wrong with it and how to mend it."""
    cell = {name: values.get(name, "").strip() for name in COLUMNS}
    word = {name: unicodedata.normalize("NFKC", cell[name]).lower() for name in ("action", "table", "level")}
    action, level, table = word["action"], word["level"], word["table"] or "measures"
    name, pillar = printed(cell["name"]), printed(cell["pillar"])
    if not cell["doc_id"]:
        return "doc_id is empty", "give the doc_id of the document"
    if action not in ACTIONS:
        return f"action {cell['action']!r} is none of {', '.join(ACTIONS)}", "choose one"
    if table not in ("measures", "dates"):
        return f"table {cell['table']!r} is none of measures, dates", "choose one, or leave it empty for measures"
    if table == "dates" and action != "accept":
        return f"{action} is for measures only", "accept a date that was looked at"
    if not cell["surface"]:
        return "surface is empty", "write the text that stands at the place"
    spans = _spans(cell["start"], cell["end"], cell["spans"])
    if isinstance(spans, str):
        return spans, "count code points from 0: start before end, spans as start:end;start:end from start to end"
    if level not in ("", *LEVELS):
        return f"level {cell['level']!r} is none of {', '.join(LEVELS)}", "choose one, or leave it empty"
    for needed, value, actions in (("level", level, ("add",)), ("name", name, ("rename",)),
                                   ("pillar", pillar, ("pillar",))):
        if action in actions and not value:
            return f"{action} needs a {needed}, which is empty", f"fill in {needed}" + (
                f", {NO_PILLAR} for no pillar" if needed == "pillar" else "")
    if name and not name.isprintable():
        return "name holds a control character", "write it again"
    if cell["evidence"] and not marked(cell["evidence"], cell["surface"]):
        return f"evidence does not hold 【{cell['surface']}】", "copy the context of review.csv, or leave it empty"
    return Correction(line, cell["doc_id"], action, table, spans, cell["surface"], level, name, pillar,
                      cell["evidence"], cell["by"], cell["note"])


def add(path: Path, new: Corrections) -> tuple[int, int, list[Complaint]]:
    """Write corrections at the end of a file; its lines stay as they are, byte for byte.

    Returns how many were added, how many it held already, and a complaint for each that the file forbids: another
    decision about the same place, or a column that it lacks. Raises OSError."""
    old = path.read_bytes() if path.exists() else b""
    known = load(path) if old.strip() else Corrections()
    if unusable := [c for c in known.complaints if c.where == str(path)]:
        return 0, 0, unusable
    header = cells.read(path, NEEDED, COLUMNS).header if old.strip() else COLUMNS
    held = {correction.place(): correction for correction in known.sound}
    rows: list[list[str]] = []
    same, complaints = 0, []
    for correction in new.sound:
        values = dict(zip(COLUMNS, correction.cells()))
        lacking = [name for name, value in values.items() if value and name not in header and value != "measures"]
        earlier = held.setdefault(correction.place(), correction)
        if earlier is not correction and correction.says(earlier):
            same += 1
        elif earlier is not correction:
            complaints.append(Complaint(f"{new.file}, line {correction.line}", f"{path} decides otherwise about the same place in "
                                        f"line {earlier.line}", "delete that line first, or leave it"))
        elif lacking:
            complaints.append(Complaint(f"{new.file}, line {correction.line}", f"{path} has no column {lacking[0]}",
                                        f"start it with the line {','.join(COLUMNS)}"))
        else:
            rows.append([values.get(name, "") for name in header])
    if rows:
        line_end = "\r\n" if b"\r\n" in old else "\n"
        gap = b"" if not old or old.endswith((b"\n", b"\r")) else line_end.encode()
        write_atomically(path, old + gap + cells.dump(() if old.strip() else COLUMNS, rows, line_end))
    return len(rows), same, complaints


def dump(corrections: Iterable[Correction]) -> bytes:
    """Corrections as a file with a header."""
    return cells.dump(COLUMNS, (correction.cells() for correction in corrections))


def _spans(start: str, end: str, spans: str) -> tuple[Span, ...] | str:
    """The stretches that offsets name, none where all are empty; else what is wrong with them."""
    if not (start or end or spans):
        return ()
    if spans and not _SOME_SPANS.fullmatch(spans):
        return f"spans {spans!r} are no offsets"
    if (start or end or not spans) and not (_OFFSET.fullmatch(start) and _OFFSET.fullmatch(end)):
        return f"start {start!r} and end {end!r} are no offsets"
    found = tuple(Span(a, b) for a, b in pieces(spans)) if spans else (Span(int(start), int(end)),)
    first, last = (int(start), int(end)) if start else (found[0].start, found[-1].end)
    return placed(first, last, spans) or found
