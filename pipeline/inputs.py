"""Which documents a run is about: files, and what stands in folders, with their registry rows."""
from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline import registry
from pipeline.complaint import Complaint
from pipeline.registry import REGISTRY, Plan

_NO_PLANS = (".csv", ".dvc", ".json", ".yaml", ".yml")  # what stands beside plans in a folder
_NO_PLAN_NAMES = ("readme", "license")


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read. `name`: its place in the folder that was asked for, or its own name; the tables state it."""

    path: Path
    name: str
    doc_id: str
    plan: Plan | None = None


def find(paths: Iterable[Path], skip: Path | None = None) -> tuple[list[Input], list[Complaint]]:
    """The documents among files and folders, and a complaint for each that cannot be taken.

    Files of a folder come in the order of their names, below it too, without hidden ones, data files (.csv, .json ...),
    READMEs and what is inside `skip`. A folder's own plans.csv gives doc_id and registry row; any other file's doc_id
    is its stem. Of several files with one doc_id none is taken."""
    found: list[Input] = []
    complaints: list[Complaint] = []
    for path in paths:
        if os.path.isdir(path):  # os.path says no to a name that no file can have, where Path raises
            inputs, wrong = _in_folder(path, skip)
            found += inputs
            complaints += wrong
        elif os.path.lexists(path):
            found.append(Input(path, path.name, path.stem))
        else:
            complaints.append(Complaint(str(path), "there is no such file or folder", "check the path"))
    unique = {os.path.realpath(item.path): item for item in reversed(found)}
    by_id: dict[str, list[Input]] = {}
    for item in reversed(unique.values()):
        by_id.setdefault(item.doc_id, []).append(item)
    taken = []
    for doc_id, items in by_id.items():
        if wrong_name := registry.bad_name(doc_id):
            complaints += [Complaint(str(item.path), f"doc_id {wrong_name}", "rename the file") for item in items]
        elif len(items) > 1:
            names = " and ".join(str(item.path) for item in items)
            complaints.append(Complaint(names, f"have the same doc_id {doc_id}", "rename all but one of them"))
        else:
            taken += items
    return taken, complaints


def _in_folder(folder: Path, skip: Path | None) -> tuple[list[Input], list[Complaint]]:
    known = registry.load(folder / REGISTRY) if os.path.isfile(folder / REGISTRY) else registry.Registry()
    plans = {plan.path: plan for plan in known.plans}
    inputs = []
    for path in _walk(folder, skip):
        name = path.relative_to(folder).as_posix()
        if name in plans:
            inputs.append(Input(path, name, plans[name].doc_id, plans[name]))
        elif name not in known.paths:
            inputs.append(Input(path, name, path.stem))
    complaints = list(known.complaints)
    if not inputs and not complaints:
        complaints.append(Complaint(str(folder), "holds no documents", "name a file, or a folder with plans"))
    return inputs, complaints


def _walk(folder: Path, skip: Path | None) -> Iterator[Path]:
    left_out = os.path.realpath(skip) if skip else None
    for place, folders, files in os.walk(folder):
        here = Path(place)
        folders[:] = sorted(name for name in folders if not name.startswith(".") and os.path.realpath(here / name) != left_out)
        for name in sorted(files):
            if not name.startswith(".") and not name.lower().endswith(_NO_PLANS) \
                    and not name.lower().startswith(_NO_PLAN_NAMES):
                yield here / name
