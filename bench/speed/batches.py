"""Many documents at once: `keikaku extract --jobs` on generated plans, which `python -m bench.speed.batches` writes."""
from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.speed.process import Failed, ask
from bench.speed.record import Batch
from tests.limited import Run, keikaku

FORMS = ("txt", "md", "html", "docx")
LIMIT = 900.0  # seconds of the clock


def batches(wanted: Sequence[tuple[int, int, int]]) -> list[Batch]:
    """A row for each of (documents, jobs, runs). The documents are the least number of `wanted` in many styles, over and
    over, so that sets of different sizes hold the same in the mean. Runs go by turns, so that other work hits all."""
    different = min(documents for documents, _, _ in wanted)
    done: dict[tuple[int, int], list[Run]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for documents in {documents for documents, _, _ in wanted}:
            ask(sys.executable, "bench.speed.batches",
                {"folder": str(Path(folder) / f"{documents}"), "documents": documents, "different": different})
        for turn in range(max(runs for _, _, runs in wanted)):
            for documents, jobs, runs in wanted:
                if turn < runs:
                    done.setdefault((documents, jobs), []).append(_extract(Path(folder), documents, jobs))
    return [Batch(documents=documents, jobs=jobs, clock=round(min(run.seconds for run in runs), 2), runs=len(runs),
                  peak=round(max(run.peak for run in runs) / 1e6, 1)) for (documents, jobs), runs in done.items()]


def _extract(folder: Path, documents: int, jobs: int) -> Run:
    """Raises Failed unless all documents were written."""
    with tempfile.TemporaryDirectory(dir=folder) as out:
        ran = keikaku(["extract", str(folder / f"{documents}"), "--out", out, "--jobs", str(jobs)], LIMIT)
        table = Path(out) / "tables" / "documents.csv"
        written = len(table.read_bytes().splitlines()) - 1 if table.exists() else 0
    if ran.status or written != documents:
        raise Failed(f"keikaku extract --jobs {jobs} wrote {written} of {documents} documents, status {ran.status}: "
                     f"{(ran.err.strip().splitlines() or ['no message'])[-1]}")
    return ran


def main() -> None:
    """Write generated plans; a process of its own, so that the one that measures stays small."""
    from tests.generator import generate, write

    asked = json.load(sys.stdin)
    folder = Path(asked["folder"])
    folder.mkdir()
    made = {}
    for k in range(asked["documents"]):
        seed = k % asked["different"]
        form = FORMS[seed % len(FORMS)]
        if seed not in made:
            made[seed] = write(generate(seed), form)
        (folder / f"plan-{k:04d}.{form}").write_bytes(made[seed])
    json.dump({"written": asked["documents"]}, sys.stdout)


if __name__ == "__main__":
    main()
