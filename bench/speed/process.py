"""Runs one command as a whole process and says what it took."""
from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.speed.record import Process

ROOT = Path(__file__).resolve().parents[2]
KEIKAKU = (sys.executable, "-c", "from pipeline.cli import app; app()")
_MEGA = 1e6


class Failed(RuntimeError):
    """A command did not end well; the message says which and ends with its last line."""


@dataclass(frozen=True, slots=True)
class Ran:
    """seconds: of the processor, with all its ended children; clock: of the clock; peak: megabytes of the largest of
    these processes."""

    seconds: float
    clock: float
    peak: float


def run(command: Sequence[str], cwd: Path = ROOT, more: Mapping[str, str] | None = None) -> Ran:
    """Run a command to its end. Raises Failed for any status but 0."""
    with tempfile.TemporaryFile() as err:
        began = time.perf_counter()
        process = subprocess.Popen(command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=err,
                                   env=os.environ | {"PYTHONPATH": str(cwd)} | dict(more or {}))
        _, status, usage = os.wait4(process.pid, 0)
        clock = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            err.seek(0)
            raise Failed(f"{' '.join(command)}: status {process.returncode}: {_last_line(err.read().decode(errors='replace'))}")
    return Ran(usage.ru_utime + usage.ru_stime, clock, usage.ru_maxrss * 1024 / _MEGA)


def measured(kind: str, name: str, runs: int, work: Callable[[int], Ran]) -> Process:
    """The best of several runs; `work` gets the number of the run."""
    ran = [work(k) for k in range(runs)]
    return Process(kind=kind, name=name, seconds=round(min(r.seconds for r in ran), 3), runs=runs,
                   clock=round(min(r.clock for r in ran), 3), peak=round(max(r.peak for r in ran), 1))


def ask(python: str, module: str, question: Mapping[str, Any]) -> Any:
    """What a worker answers, in JSON, to a question in JSON; numerical libraries get one thread. Raises Failed."""
    done = subprocess.run([python, "-m", module], input=json.dumps(question), capture_output=True, text=True, cwd=ROOT,
                          env=os.environ | {"PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1",
                                            "BLIS_NUM_THREADS": "1"})
    if done.returncode:
        raise Failed(f"{module}, {question}: {_last_line(done.stderr)}")
    return json.loads(done.stdout)


def _last_line(err: str) -> str:
    return (err.strip().splitlines() or ["no message"])[-1]
