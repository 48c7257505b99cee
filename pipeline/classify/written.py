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


def plans(folder: Path) -> list[Written]:
    """All plans in a folder and its folders beside which a JSON file states their pillars; those in PDF, which take longest to
    read, teach nothing that others do not. Raises as `pipeline.readers.read` does."""
    found = []
    for beside in sorted(folder.rglob("*.json")):
        stated = json.loads(beside.read_text(encoding="utf-8"))
        for path in sorted(p for p in beside.parent.glob(f"{beside.stem}.*") if p != beside and p.suffix != ".pdf" and "pillars" in stated):
            found.append(Written(path.relative_to(folder).as_posix(), build(read(path)), stated))
    return found
