"""Measures speed and memory and says which targets are met: python -m bench.speed [--quick] [--peers PYTHON]

Writes benchmarks/latest.json and publishes it in the README, after --quick neither. Exit status 1: a target was not met;
2: something could not be measured."""
from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

from bench.peer_packages import install
from bench.speed import publish
from bench.speed.batches import batches
from bench.speed.commands import commands, extract
from bench.speed.growth import growth
from bench.speed.process import Failed
from bench.speed.record import LATEST, Process, Record, Speed, dump
from bench.speed.repro import repro
from bench.speed.scope import FULL, QUICK, Scope
from bench.speed.speeds import OTHERS, Measuring
from bench.speed.tables import plain, tables
from bench.speed.targets import targets
from bench.speed.texts import texts

BUSY = ("the machine had more work than cores: times of the clock and gains of --jobs say little then, and SudachiPy was seen "
        "to slow down more than Keikaku, so that times of SudachiPy come out too low")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.speed", description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="fewer sizes and runs, no DVC, no sets of documents")
    parser.add_argument("--peers", type=Path, help="Python of the folder with ja-timex and GiNZA; without it they are left out")
    given = parser.parse_args()
    try:
        record = measure(QUICK if given.quick else FULL, given.peers)
    except Failed as failed:
        print(failed, file=sys.stderr)
        return 2
    print("\n\n".join(map(plain, tables(record))), *record.notes, sep="\n")
    if not given.quick:
        LATEST.write_text(dump(record), encoding="utf-8")
        if status := publish.main():
            return status
    return 1 if any(target.met is False for target in record.targets) else 0


def measure(scope: Scope, peers: Path | None) -> Record:
    """Everything of a scope."""
    loads: list[float] = []

    def tell(what: str) -> None:
        loads.append(os.getloadavg()[0])
        print(what, file=sys.stderr, flush=True)

    versions = {"Python": platform.python_version()}
    notes: list[str] = []
    speeds: list[Speed] = []
    processes: list[Process] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        processes += commands(folder, scope.process_runs)
        processes += [extract(text, folder, scope.process_runs) for text in texts()]
        tell("commands")
        if scope.repro_runs:
            processes += repro(folder, scope.repro_runs)
            tell("dvc")
        sets = tuple(batches(scope.batches)) if scope.batches else ()
        tell("sets of plans")
        measuring = Measuring(scope, pythons(peers, notes), folder, tell, versions, notes)
        for number, text in enumerate(texts()):
            speeds += measuring.text(text, first=not number)
    if max(loads) > (os.cpu_count() or 1):
        notes.append(BUSY)
    record = Record(date=date.today().isoformat(), cores=os.cpu_count() or 0, load=round(max(loads), 1), versions=versions,
                    speeds=tuple(speeds), growth=growth(speeds), processes=tuple(processes), batches=sets, notes=tuple(notes))
    return replace(record, targets=targets(record))


def pythons(peers: Path | None, notes: list[str]) -> dict[str, str]:
    """The Python for each of the other tools that is there; what is not gets a note."""
    found = {}
    for tool, worker in OTHERS.items():
        if worker == "spacy":
            found[tool] = sys.executable
        elif peers is None:
            notes.append(f"{tool}: left out, no --peers")
        elif why := install(worker, peers.absolute()):
            notes.append(f"{tool}: left out, {why}")
        else:
            found[tool] = str(peers.absolute())
    return found


if __name__ == "__main__":
    sys.exit(main())
