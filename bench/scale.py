"""What a corpus costs: time, memory and bytes by the number of documents, with results kept, and of a long PDF.

The plans are generated (tests/generator), a fourth each as text, Markdown, HTML and Word. The first one is of the
few that need the classifier, so that each run loads its words and dictionary. docs/scale.md reckons with the figures."""
from __future__ import annotations

import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.pdf import draw
from tests.generator import generate, write
from tests.limited import keikaku

CLASSIFIED = 904  # the seed of a plan that states no pillar for some measures
FORMS = ("txt", "md", "html", "docx")
LONG = 36_000  # seconds that a run may take


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of the clock and of the processors, and the most bytes that all processes held at a time."""

    clock: float
    work: float
    peak: int

    def __str__(self) -> str:
        return f"{self.work:8.1f} s of the processors, {self.clock:7.1f} s of the clock, peak {self.peak / 1e6:5.0f} MB"


def main(counts: Sequence[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for count in counts:
            plans = generated(place / f"plans-{count}", count)
            out = place / f"out-{count}"
            show(f"{count} documents", run(plans, out), count)
            print(f"{'':28} source {size(plans) / count / 1e3:.0f} kB a document, tables {size(out / 'tables') / count / 1e3:.0f} kB, "
                  f"text {size(out / 'text') / count / 1e3:.0f} kB, cache {size(out / '.cache') / count / 1e3:.0f} kB")
            show("again, nothing changed", run(plans, out))
            (plans / "new.txt").write_bytes(write(generate(count), "txt"))
            show("again, one document more", run(plans, out))
            show("two processes", run(plans, place / "two", "--jobs", "2", "--no-cache"))
            show("with Parquet", run(plans, out, "--parquet"))
            shutil.rmtree(out)
        plans = place / "pdf"
        plans.mkdir()
        pages = draw(plans / "plan.pdf")
        show(f"a PDF of {pages} pages", run(plans, place / "out"), 1)
        print(f"{'':28} source {size(plans) / 1e3:.0f} kB, tables {size(place / 'out' / 'tables') / 1e3:.0f} kB, "
              f"text {size(place / 'out' / 'text') / 1e3:.0f} kB, cache {size(place / 'out' / '.cache') / 1e3:.0f} kB")


def generated(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        plan(folder, number)
    return folder


def plan(folder: Path, number: int) -> None:
    """Write the generated plan of that number."""
    form = FORMS[number % len(FORMS)]
    (folder / f"plan-{number:04d}.{form}").write_bytes(write(generate(number or CLASSIFIED), form))


def run(plans: Path, out: Path, *options: str) -> Cost:
    before, began = used(), time.perf_counter()
    done = keikaku(["extract", str(plans), "--out", str(out), *options], LONG)
    if done.status:
        sys.exit(done.err)
    return Cost(time.perf_counter() - began, used() - before, done.peak)


def used() -> float:
    """Seconds of the processors that ended children have used."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def show(name: str, cost: Cost, documents: int = 0) -> None:
    each = f", {1000 * cost.work / documents:.0f} ms a document" if documents > 1 else ""
    print(f"{name:28}{cost}{each}", flush=True)


if __name__ == "__main__":
    main([int(count) for count in sys.argv[1:]] or (50, 200, 1000))
