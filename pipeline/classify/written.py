"""Plans beside which it is written down what they state: their pillars and measures, for the classifiers that find these."""
from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pipeline.classify.folds import writer_of
from pipeline.extract.pillar_likely import Signed, signed
from pipeline.layout import build
from pipeline.layout.document import Document
from pipeline.readers import read


@dataclass(frozen=True)
class Written:
    """A plan, and what is stated about it, by table: rows as lists (`pillars`: ordinal, name, plan name; `projects`:
    name, pillar; `programs`: name, pillar, source)."""

    plan: str
    document: Document
    stated: Mapping[str, Sequence[Any]]

    @property
    def writer(self) -> str:
        """Whose hand wrote the plan (`folds.writer_of`)."""
        return writer_of(self.plan)

    @cached_property
    def groups(self) -> list[Signed]:
        """The groups of names that may be pillars."""
        return signed(self.document)


def files(folder: Path) -> list[Path]:
    """The files of all plans in a folder and its folders beside which a JSON file states their pillars; those in PDF, which take
    longest to read, teach nothing that others do not, and those that are said to be torn, pieces of names as names."""
    return [path for beside in sorted(folder.rglob("*.json")) if b'"pillars"' in (said := beside.read_bytes()) and b'"torn"' not in said
            for path in sorted(p for p in beside.parent.glob(f"{beside.stem}.*") if p != beside and p.suffix != ".pdf")]


def plan(folder: Path, path: Path) -> Written:
    """One of those files, read. Raises as `pipeline.readers.read` does."""
    stated = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return Written(path.relative_to(folder).as_posix(), build(read(path)), stated)
