"""Runs the command line under limits of time and memory, and measures both over all its processes."""
from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

ROOT = Path(__file__).parents[1]
_OFTEN = 0.05  # seconds between two looks at the memory


@dataclass(frozen=True, slots=True)
class Run:
    """How a command ended. seconds: of the clock; peak: bytes in memory, the highest sum over its processes that was
    seen, or of a single one if that is more; late: it was stopped because its time was over."""

    status: int
    out: str
    err: str
    seconds: float
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
    seen = [0]
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
    return Run(process.returncode, out, err, took, seen[0], late)


def _watch(process: subprocess.Popen[str], seen: list[int]) -> None:
    """Note the most that a session of processes holds in memory, until its first one has ended."""
    while process.poll() is None:
        seen[0] = max(seen[0], _held(process.pid))
        time.sleep(_OFTEN)


def _held(session: int) -> int:
    total = 0
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session:
            total += int(fields[21]) * resource.getpagesize()
    return total
