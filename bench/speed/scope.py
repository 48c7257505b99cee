"""How much a run measures: everything, or a quick look."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """runs: of a text by its megabytes (0: as it is), which also says the sizes; budget: seconds of the processor for a
    tool on one text, after which it is stopped; process_runs, repro_runs: of each whole process; batches:
    (documents, jobs, runs), empty for none."""

    runs: Mapping[int, int]
    budget: float
    process_runs: int
    repro_runs: int
    batches: Sequence[tuple[int, int, int]]


FULL = Scope(runs={0: 20, 1: 4, 2: 2, 4: 2, 16: 1}, budget=15.0, process_runs=3, repro_runs=1,
             batches=((50, 1, 1), (200, 1, 2), (200, 2, 2), (1000, 1, 1)))
QUICK = Scope(runs={0: 6, 1: 1, 2: 1}, budget=3.0, process_runs=1, repro_runs=0, batches=())
EVERYTHING = (0, 1)  # sizes at which steps and peers are measured on a second text; elsewhere only the whole
