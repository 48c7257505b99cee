"""Where documents are worked on: in this process, or in processes of their own, which may hang or die alone."""
from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from pipeline.orphans import end_with_parent
from pipeline.run.document import Job, Watch, process
from pipeline.failure import Failure

if TYPE_CHECKING:
    from ctypes import Array, c_char
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    Step = Array[c_char]

Done = tuple[int, bytes | Failure]
"""The number of a document, and its entry or what went wrong."""
Page = Callable[[str, int, int], None]
"""Gets the name of a file, the number of a page that was read and the number of all."""
_LONGEST_STEP = 32  # bytes of the name of a step


class Pool(Protocol):
    """Takes documents and gives their results, in any order, each once: `submit` those that are there at once, `wait` at
    least one of those that are outstanding (`busy`). A `full` one takes nothing before it was waited for."""

    @property
    def full(self) -> bool: ...

    @property
    def busy(self) -> bool: ...

    def submit(self, number: int, job: Job, data: bytes) -> list[Done]: ...

    def wait(self) -> list[Done]: ...

    def close(self) -> None: ...


class Inline:
    """A pool that works in this process. page: gets what is told about the pages of PDFs."""

    full = busy = False

    def __init__(self, page: Page | None = None) -> None:
        self._page = page

    def submit(self, number: int, job: Job, data: bytes) -> list[Done]:
        told, name = self._page, job.item.path.name
        return [(number, process(job, data, Watch(page=(lambda k, n: told(name, k, n)) if told else None)))]

    def wait(self) -> list[Done]:
        return []

    def close(self) -> None:
        pass


@dataclass(slots=True)
class _Worker:
    """A process and the connection to it; `step`: the step at which it is, which it writes itself, because a message for
    each would wake this process while all cores are at work; `number`, `job`: what it works on; `ends`: when its time is
    over."""

    process: BaseProcess
    link: Connection
    step: Step
    number: int = -1
    job: Job | None = None
    ends: float = 0.0


@dataclass
class Processes:
    """A pool of `jobs` processes. One that works on a document for more than `timeout` seconds is ended, and one that dies
    is replaced; their documents are failures. page: as in Inline."""

    jobs: int
    timeout: float | None = None
    page: Page | None = None
    _idle: list[_Worker] = field(default_factory=list)
    _working: list[_Worker] = field(default_factory=list)

    @property
    def full(self) -> bool:
        return len(self._working) >= self.jobs

    @property
    def busy(self) -> bool:
        return bool(self._working)

    def submit(self, number: int, job: Job, data: bytes) -> list[Done]:
        worker = self._alive() or self._start()
        worker.number, worker.job, worker.step.value = number, job, b"read"
        worker.ends = time.monotonic() + self.timeout if self.timeout else float("inf")
        self._working.append(worker)
        with suppress(OSError):  # it has died while it was idle; `wait` finds out
            worker.link.send((job, data))
        return []

    def wait(self) -> list[Done]:
        from multiprocessing.connection import wait

        while True:
            ends = min(worker.ends for worker in self._working)
            left = None if ends == float("inf") else max(0.0, ends - time.monotonic())
            ready = set(wait([worker.link for worker in self._working], left))
            done = []
            for worker in tuple(self._working):
                result = self._heard(worker) if worker.link in ready else None
                if result is None and time.monotonic() >= worker.ends:
                    result = self._failed(worker, f"took longer than {self.timeout:g} s and was stopped",
                                          "give it more time with --timeout, or split it")
                if result is not None:
                    done.append((worker.number, result))
                    self._working.remove(worker)
            if done:
                return done

    def close(self) -> None:
        for worker in (*self._idle, *self._working):
            _end(worker)
        self._idle, self._working = [], []

    def _alive(self) -> _Worker | None:
        """An idle worker; those that have died meanwhile are forgotten."""
        while self._idle:
            worker = self._idle.pop()
            if worker.process.is_alive():
                return worker
            _end(worker)
        return None

    def _start(self) -> _Worker:
        from multiprocessing import Pipe, Process, RawArray

        ours, theirs = Pipe()
        step = RawArray("c", _LONGEST_STEP)
        open_here = [worker.link for worker in (*self._idle, *self._working)] + [ours]
        process = Process(target=_serve, args=(theirs, step, open_here, self.page is not None), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours, step)

    def _heard(self, worker: _Worker) -> bytes | Failure | None:
        """The result that a worker sends, if what it sends is one; a failure if it has died."""
        assert worker.job is not None
        try:
            told = worker.link.recv()
        except (EOFError, OSError):
            worker.process.join(1)
            return self._failed(worker, f"the process that worked on it was ended{_why(worker.process.exitcode)}",
                                "run it again with more free memory, or split it")
        if isinstance(told, tuple):
            if self.page:
                self.page(worker.job.item.path.name, *told)
        else:
            self._idle.append(worker)
            return told  # type: ignore[no-any-return]
        return None

    def _failed(self, worker: _Worker, reason: str, mend: str) -> Failure:
        assert worker.job is not None
        _end(worker)
        return Failure(worker.job.item.doc_id, worker.job.item.name, worker.step.value.decode(), reason, mend)


def _why(exit_code: int | None) -> str:
    if exit_code is None:
        return ""
    return f" by signal {-exit_code}" if exit_code < 0 else f" with status {exit_code}"


def _end(worker: _Worker) -> None:
    """End a worker and the processes that it has started."""
    worker.link.close()
    if worker.process.pid and hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(worker.process.pid, signal.SIGKILL)
    worker.process.kill()
    worker.process.join()


def _serve(link: Connection, step: Step, inherited: list[Connection], pages: bool) -> None:
    """Work on documents until nobody asks any more, which a connection tells whose other end is open nowhere else."""
    def at(name: str) -> None:
        step.value = name.encode()

    end_with_parent()
    for each in inherited:
        each.close()
    if hasattr(os, "setpgid"):
        os.setpgid(0, 0)  # a group that can be ended together with what it starts
    watch = Watch(at, (lambda page, count: link.send((page, count))) if pages else None)
    while True:
        try:
            job, data = link.recv()
            link.send(process(job, data, watch))
        except (EOFError, OSError):  # the run is over
            return
