"""raw/plans.csv, the registry of plans: reading it with checks, and adding a document to it."""
from __future__ import annotations

import csv
import io
import os
import re
from collections import Counter
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

from pipeline import prefectures
from pipeline.complaint import Complaint
from pipeline.days import missing_day
from pipeline.files import write_atomically
from pipeline.formulas import harmless, plain

REGISTRY = "plans.csv"
_LONGEST = 200  # bytes of a doc_id: a file's name may have 255 and needs a suffix
_DEVICE = re.compile(r"(CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³])(\..*)?", re.I)  # Windows makes no file of such a name


@dataclass(frozen=True, slots=True)
class Plan:
    """A row of the registry. `path` is relative to the registry's folder; `supersedes` is the doc_id of the plan or
    edition before it; `url` where the document came from. Days are ISO; what nobody knows is empty."""

    doc_id: str
    path: str
    prefecture_code: str = ""
    prefecture: str = ""
    plan_name: str = ""
    edition: str = ""
    period_start: str = ""
    period_end: str = ""
    supersedes: str = ""
    url: str = ""


COLUMNS = tuple(field.name for field in fields(Plan))


@dataclass(frozen=True, slots=True)
class Registry:
    """`plans`: the sound rows in their order; `complaints`: what is wrong with the others; `doc_ids`, `paths`: those
    of all rows, sound or not; a path is relative to the registry's folder."""

    plans: tuple[Plan, ...] = ()
    doc_ids: frozenset[str] = frozenset()
    paths: frozenset[str] = frozenset()
    complaints: tuple[Complaint, ...] = ()


def load(registry: Path) -> Registry:
    """Read a registry. Raises OSError.

    A row is sound if its doc_id is its own, its file exists inside the registry's folder, its prefecture is one of the
    47 or has no code, and its period exists. A `supersedes` that points nowhere is complained about and emptied."""
    try:
        text = registry.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return Registry(complaints=(Complaint(str(registry), "is not UTF-8", "save it as CSV UTF-8"),))
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), restval="")
        header, cells = reader.fieldnames or (), list(reader)
    except csv.Error as error:
        return Registry(complaints=(Complaint(str(registry), f"is no CSV: {error}", "save it as CSV UTF-8 again"),))
    missing = [name for name in ("doc_id", "path") if name not in header]
    if missing:
        return Registry(complaints=(Complaint(str(registry), f"has no column {' and no column '.join(missing)}",
                                              f"start it with the line {','.join(COLUMNS)}"),))
    rows = [Plan(**{name: plain((row.get(name) or "").strip()) for name in COLUMNS}) for row in cells]
    owners = Counter(row.doc_id for row in rows)
    plans, complaints = [], []
    for row in rows:
        plan, wrong = checked(row)
        if owners[row.doc_id] > 1:
            wrong = wrong or (f"doc_id {row.doc_id} stands in {owners[row.doc_id]} rows",
                              "give each row its own doc_id")
        if not wrong and not os.path.isfile(registry.parent / row.path):  # a name that no file can have is missing too
            wrong = f"file {registry.parent / row.path} is missing", "put it back, or delete the row"
        if wrong:
            complaints.append(_complaint(registry, row, *wrong))
            continue
        if plan.supersedes and (plan.supersedes not in owners or plan.supersedes == plan.doc_id):
            complaints.append(_complaint(registry, row, f"supersedes {plan.supersedes}, which is no other doc_id here",
                                         "name the doc_id of the earlier plan, or leave it empty"))
            plan = replace(plan, supersedes="")
        plans.append(plan)
    return Registry(tuple(plans), frozenset(owners), frozenset(row.path for row in rows), tuple(complaints))


def checked(plan: Plan) -> tuple[Plan, tuple[str, str] | None]:
    """A row with code and name of its prefecture filled from each other, and what is wrong with it and how to mend
    it, if anything; whether its file exists is not looked at."""
    code = plan.prefecture_code.zfill(2) if plan.prefecture_code else prefectures.codes().get(plan.prefecture, "")
    name = prefectures.names().get(code, "")
    plan = replace(plan, prefecture_code=code, prefecture=plan.prefecture or name)
    if wrong := bad_name(plan.doc_id):
        return plan, (f"doc_id {wrong}", "use a name such as fukushima-2019")
    if code and not name:
        return plan, (f"prefecture_code {code} is no prefecture of Japan",
                      "use a code of JIS X 0401 from 01 to 47, or leave it empty")
    if name and plan.prefecture != name:
        return plan, (f"prefecture_code {code} is {name}, not {plan.prefecture}", "correct the code or the name")
    for day in (plan.period_start, plan.period_end):
        if day and (len(day) != 10 or missing_day(day)):
            return plan, (f"period day {day} does not exist", "write days as 2019-04-01")
    if plan.period_start and plan.period_end and plan.period_start > plan.period_end:
        return plan, (f"period_start {plan.period_start} is after period_end {plan.period_end}", "exchange them")
    if not plan.path or _leaves(PurePosixPath(plan.path)) or _leaves(PureWindowsPath(plan.path)):
        return plan, (f"path {plan.path!r} leaves the registry's folder", "copy the file there, give its place in it")
    return plan, None


def _leaves(path: PurePath) -> bool:
    """Whether a path may lead out of the folder that it is taken in."""
    return bool(path.anchor) or ".." in path.parts


def registered(prefecture: str, **columns: str) -> Plan:
    """A row for a plan whose prefecture is given as a code or as a name; not yet checked."""
    column = "prefecture_code" if prefecture.isdecimal() else "prefecture"
    return Plan(**{"doc_id": "", "path": "", column: prefecture, **columns})


def bad_name(doc_id: str) -> str | None:
    """Why a doc_id cannot name files on every system, or None."""
    if not doc_id:
        return "is empty"
    if len(doc_id.encode("utf-8", "replace")) > _LONGEST:
        return f"{doc_id[:20]!r}... is longer than {_LONGEST} bytes"
    if doc_id.startswith(".") or doc_id.endswith((".", " ")) or _DEVICE.fullmatch(doc_id) \
            or any(c in '/\\:*?"<>|' or not c.isprintable() for c in doc_id):
        return f"{doc_id!r} cannot name a file"
    return None


def append(registry: Path, plan: Plan) -> None:
    """Write a checked row at the end of the registry; its other rows stay as they are, byte for byte."""
    old = registry.read_bytes() if registry.exists() else b""
    header = COLUMNS
    if old:
        header = tuple(next(csv.reader(io.StringIO(old.decode("utf-8-sig"), newline=""))))
    values = dict(zip(COLUMNS, astuple(plan)))
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\r\n" if b"\r\n" in old else "\n")
    if not old:
        writer.writerow(header)
    writer.writerow([harmless(values.get(name, "")) for name in header])
    gap = b"" if not old or old.endswith(b"\n") else b"\n"
    write_atomically(registry, old + gap + lines.getvalue().encode("utf-8"))


def _complaint(registry: Path, plan: Plan, problem: str, mend: str) -> Complaint:
    return Complaint(f"{registry}, row {plan.doc_id or plan.path}", problem, mend)
