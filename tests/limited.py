"""Runs the command line under limits of time and memory, and measures both over all its processes."""
from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

ROOT = Path(__file__).parents[1]
_OFTEN = 0.05  # seconds between two looks at the processes
_PAGE, _TICKS = os.sysconf("SC_PAGESIZE"), os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Run:
    """How a command ended. seconds: of the clock; work: seconds of the processor, as far as seen; peak: bytes in memory, the highest sum over its processes that was
    seen, or of a single one if that is more; late: it was stopped because its time was over."""

    status: int
    out: str
    err: str
    seconds: float
    work: float
    peak: int
    late: bool


def keikaku(arguments: Sequence[str], seconds: float, memory: int = 0) -> Run:
    """Run `keikaku` as it stands in this folder, for at most `seconds`; each of its processes may take `memory` bytes of
    address space, 0 for any."""
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))\n" if memory else ""
    command = [sys.executable, "-c", f"{limit}from pipeline.cli import app\napp()", *arguments]
    began = time.monotonic()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                               env={**os.environ, "OPENBLAS_NUM_THREADS": "1"}, start_new_session=True)
    seen = _Seen()
    watch = Thread(target=_watch, args=(process, seen), daemon=True)
    watch.start()
    try:
        out, err = process.communicate(timeout=seconds)
        late = False
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, 9)
        out, err = process.communicate()
        late = True
    took = time.monotonic() - began
    watch.join()
    return Run(process.returncode, out, err, took, sum(seen.work.values()), seen.peak, late)


@dataclass(slots=True)
class _Seen:
    """The most bytes that were held at a time, and the seconds of work of each process."""

    peak: int = 0
    work: dict[str, float] = field(default_factory=dict)


def _watch(process: subprocess.Popen[str], seen: _Seen) -> None:
    """Look at the processes of a session until its first one has ended."""
    while process.poll() is None:
        _look(process.pid, seen)
        time.sleep(_OFTEN)


def _look(session: int, seen: _Seen) -> None:
    total = 0
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session:
            total += int(fields[21]) * _PAGE
            seen.work[folder.name] = (int(fields[11]) + int(fields[12])) / _TICKS
    seen.peak = max(seen.peak, total)
