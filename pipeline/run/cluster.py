"""Documents on the workers of a Dask cluster (extra `keikaku[dask]`), which need no shared disk: bytes of the files are sent
to them, and bytes of the results come back."""
from __future__ import annotations

import logging
import time
from contextlib import suppress
from functools import cache
from typing import Any

from pipeline.complaint import Complaint
from pipeline.failure import Failure, failed
from pipeline.fingerprint import program
from pipeline.run.document import Job, Watch, process
from pipeline.run.workers import Done

PATIENCE = 10.0
"""Seconds to wait for the scheduler and its first worker."""
_OFTEN = 5.0  # seconds between two looks at how many workers there are
_A_THREAD = 2  # documents that are sent for each thread: one is worked on while another is on its way
_OPEN = "pending", "lost"  # lost: its worker died with the result, and another one works on it again
_LARGE = "256MiB"  # a file has at most 32 MiB, so that Dask need not warn of large ones


class Unusable(Exception):
    """There is no cluster to work on, or it is gone; `complaint` says why."""

    def __init__(self, complaint: Complaint) -> None:
        super().__init__(complaint)
        self.complaint = complaint


class Cluster:
    """A pool of the workers of the scheduler at an address such as tcp://10.0.0.1:8786.

    A document whose worker dies is worked on by another one; one that ends several workers is a failure, and so is one that
    has no result after twice `timeout` seconds, as it may wait behind another. Raises Unusable."""

    def __init__(self, address: str, timeout: float | None = None) -> None:
        self._address, self._timeout = address, timeout
        self._sent: dict[Any, tuple[int, Job, float]] = {}
        self._width, self._looked = 0, 0.0
        self._client = _connect(address)

    @property
    def full(self) -> bool:
        return len(self._sent) >= max(self._width, _A_THREAD)

    @property
    def busy(self) -> bool:
        return bool(self._sent)

    def submit(self, number: int, job: Job, data: bytes) -> list[Done]:
        future = self._client.submit(_process, job, data, _program(), pure=False)
        ends = time.monotonic() + 2 * self._timeout if self._timeout else float("inf")
        self._sent[future] = number, job, ends
        return []

    def wait(self) -> list[Done]:
        from distributed import wait

        if time.monotonic() - self._looked > _OFTEN:
            self._width, self._looked = _A_THREAD * sum(self._call(self._client.nthreads).values()), time.monotonic()
        while True:
            left = min(ends for _, _, ends in self._sent.values()) - time.monotonic()
            with suppress(TimeoutError), self._client.as_current():
                self._call(wait, list(self._sent), timeout=max(0.01, min(left, _OFTEN)), return_when="FIRST_COMPLETED")
            done = [(number, result) for future, (number, job, ends) in tuple(self._sent.items())
                    if (result := self._result(future, job, ends)) is not None]
            if done:
                return done

    def close(self) -> None:
        self._client.close(timeout=PATIENCE)

    def _result(self, future: Any, job: Job, ends: float) -> bytes | Failure | None:
        """What came of a document; None if it is still worked on."""
        item = job.item
        if future.status in _OPEN:
            if time.monotonic() < ends:
                return None
            future.cancel()
            result: bytes | Failure = Failure(item.doc_id, item.name, "read", f"no result after twice {self._timeout:g} s",
                                              "give it more time with --timeout, and restart workers that hang")
        elif future.status == "error":
            result = _failed(job, self._call(future.exception))
        elif future.status == "finished":
            result = self._call(future.result)
        else:
            raise self._lost()
        del self._sent[future]
        return result

    def _call(self, asked: Any, *arguments: Any, **named: Any) -> Any:
        """Ask the cluster. Raises Unusable if it is gone."""
        from distributed import CancelledError

        try:
            return asked(*arguments, **named)
        except TimeoutError:
            raise
        except (OSError, CancelledError) as error:
            raise self._lost() from error

    def _lost(self) -> Unusable:
        return Unusable(Complaint(f"--scheduler {self._address}", "the scheduler is gone", "start it and run again; results "
                                  "in the cache are taken from there"))


def _connect(address: str) -> Any:
    """The client of a cluster that works. Raises Unusable."""
    where = f"--scheduler {address}"
    try:
        import dask
        from distributed import Client
    except ModuleNotFoundError:
        raise Unusable(Complaint(where, "the package distributed is not installed",
                                 "install it with pip install 'keikaku[dask]'")) from None
    dask.config.set({"distributed.admin.large-graph-warning-threshold": _LARGE})
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what is to be said is one line, of ours
    make: Any = Client
    client: Any = None
    try:
        client = make(address, timeout=PATIENCE, set_as_default=False)
        client.wait_for_workers(1, timeout=PATIENCE)
    except (OSError, ValueError, RuntimeError) as error:
        if client is None:
            raise Unusable(Complaint(where, "no scheduler can be reached there", "check the address, such as tcp://host:8786, "
                                     "and that dask scheduler runs")) from error
        client.close(timeout=PATIENCE)
        raise Unusable(Complaint(where, "the scheduler has no workers", f"start some with dask worker {address}")) from error
    return client


def _failed(job: Job, error: Exception) -> Failure:
    from distributed import KilledWorker

    item = job.item
    if isinstance(error, KilledWorker):
        return Failure(item.doc_id, item.name, "read", "the workers that worked on it were ended one after another",
                       "give the workers more memory, or split it")
    return failed(item.doc_id, item.name, "read", error)


@cache
def _program() -> str:
    return program()


def _process(job: Job, data: bytes, expected: str) -> bytes | Failure:
    """What a worker does: the same as a process of this machine, if it has the same program."""
    if _program() != expected:
        return Failure(job.item.doc_id, job.item.name, "read", "a worker has another version of keikaku, Python or a library",
                       "install the same on all machines")
    return process(job, data, Watch())
