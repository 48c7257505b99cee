"""What `dvc repro` costs by the number of documents: from nothing, and after one document more, with what is kept and without.

The plans are generated as for bench/scale.py and stand beside the samples. README.md and docs/scale.md state the figures."""
from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.scale import plan
from bench.speed.process import Ran
from bench.speed.repro import dvc, prepare
from pipeline.stages import KEPT

TIMES = 3  # the best of so many runs with one document more


def main(counts: Sequence[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for count in counts:
            copy = Path(folder) / str(count)
            prepare(copy)
            raw = copy / "raw"
            for number in range(count):
                plan(raw, number)
            show(f"{count} plans, from nothing", dvc(copy, "repro"))
            show("again, nothing changed", dvc(copy, "repro"))
            show("one document more", best([more(copy, count + k) for k in range(TIMES)]))
            shutil.rmtree(copy / "processed" / KEPT)
            show("one more, nothing kept", more(copy, count + TIMES))


def more(copy: Path, number: int) -> Ran:
    plan(copy / "raw", number)
    return dvc(copy, "repro")


def best(ran: Sequence[Ran]) -> Ran:
    return min(ran, key=lambda each: each.seconds)


def show(name: str, ran: Ran) -> None:
    print(f"{name:28}{ran.seconds:8.1f} s of the processors, {ran.clock:7.1f} s of the clock, largest process {ran.peak:5.0f} MB", flush=True)


if __name__ == "__main__":
    main([int(count) for count in sys.argv[1:]] or (40, 400))
