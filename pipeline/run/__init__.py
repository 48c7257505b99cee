"""Running everything on a corpus: files and folders to tables and texts."""
from __future__ import annotations

import heapq
import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from pipeline import inputs
from pipeline.complaint import Complaint
from pipeline.files import write_atomically
from pipeline.inputs import Input
from pipeline.kept import opened, sealed
from pipeline.reading import SetAside, contents_of
from pipeline.review import uncertain
from pipeline.review.apply import Stale, stale_csv
from pipeline.review.corrections import Corrections
from pipeline.review.corrections import load as load_corrections
from pipeline.review.uncertain import ReviewRow
from pipeline.run.cache import CACHE as CACHE
from pipeline.run.cache import Cache
from pipeline.run.cluster import Cluster, Unusable
from pipeline.run.document import Job
from pipeline.run.entry import Entry, load
from pipeline.failure import ERRORS, Failure, to_csv
from pipeline.run.report import REVIEW, Report
from pipeline.run.workers import Done, Inline, Page, Pool, Processes
from pipeline.tables.output import PART, Output

STALE = "stale_corrections.csv"


def extract_corpus(paths: Iterable[Path], out: Path, jobs: int = 1, *, corrections: Path | None = None,
                   cache: Path | None = None, timeout: float | None = None, scheduler: str = "",
                   with_parquet: bool = False,
                   tell: Callable[[Complaint], None] = lambda complaint: None,
                   progress: Callable[[int, int], None] = lambda done, total: None,
                   reading: Page | None = None) -> Report:
    """Extract all documents of files and folders to `out/tables` and `out/text`, and to `out/review.csv` the least
    certain rows.

    `corrections`: a file with what people decided, which is applied; decisions whose evidence is gone are told and
    listed in `out/stale_corrections.csv`. They are no complaints. `cache`: a folder with results of earlier runs, which
    are taken where file, registry row, decisions and program are the same; afterwards it holds the results of this run.
    `with_parquet`: the tables in Parquet too (`pipeline.tables.output`), as they always are for more than PART documents.

    A document that cannot be read or analysed is set aside: `tell` gets a complaint at once, `out/errors.csv` a row, and
    the others go on. `jobs` processes work at the same time; the output is the same for any number. With a `timeout`
    (seconds) even one document is worked on in a process of its own, which is ended when its time is over. `scheduler`: the
    address of a Dask cluster, which works instead of processes on this machine.

    `progress` gets the number of documents done and of all. `reading` gets, while a PDF is read, the file's name, the
    page and the number of pages; not where several documents are read at the same time, because their pages would
    overwrite each other. What stood in `out` before stays until everything new is complete."""
    complaints: list[Complaint] = []

    def complain(found: Iterable[Complaint]) -> None:
        for complaint in found:
            complaints.append(complaint)
            tell(complaint)

    if unwritable := _unwritable(out):
        complain([unwritable])
        return Report(0, {}, tuple(complaints))
    documents, wrong = inputs.find(paths, skip=out)
    complain(wrong)
    decided = load_corrections(corrections) if corrections else Corrections()
    complain(decided.complaints)
    complain(decided.strangers(item.doc_id for item in documents))
    about = decided.by_document()
    work = [Job(item, about.get(item.doc_id, ()), decided.file) for item in documents]
    jobs = max(1, min(jobs, len(work)))
    try:
        pool = _pool(jobs, timeout, scheduler, reading)
    except Unusable as unusable:
        complain([unusable.complaint])
        return Report(0, {}, tuple(complaints))
    try:
        with Output(out, with_parquet or len(work) > PART) as output:
            run = _Run(work, output, pool, Cache(cache) if cache else None, complain, tell, progress)
            run.all()
            if output.documents:
                output.finish({REVIEW: uncertain.dump(run.review), ERRORS: to_csv(run.failures)}
                              | ({STALE: stale_csv(run.stale)} if corrections else {}))
            elif run.failures:
                write_atomically(out / ERRORS, to_csv(run.failures))
        if output.documents and not corrections:
            (out / STALE).unlink(missing_ok=True)  # it was of an earlier run
        if run.cache:
            run.cache.sweep()
    except Unusable as unusable:
        complain([unusable.complaint])
        return Report(0, {}, tuple(complaints))
    except OSError as error:
        complain([Complaint(str(out), f"cannot be written: {error.strerror}", "nothing was replaced")])
        return Report(0, {}, tuple(complaints))
    finally:
        pool.close()
    return Report(output.documents, output.rows, tuple(complaints), tuple(run.failures), tuple(run.stale), len(run.review),
                  run.kept)


def _pool(jobs: int, timeout: float | None, scheduler: str, reading: Page | None) -> Pool:
    if scheduler:
        return Cluster(scheduler, timeout)
    if jobs == 1 and timeout is None:
        return Inline(reading)
    return Processes(jobs, timeout, reading if jobs == 1 else None)


class _Run:
    """The documents of a run, from their files to the output, which takes them in their order."""

    def __init__(self, work: list[Job], output: Output, pool: Pool, cache: Cache | None,
                 complain: Callable[[Iterable[Complaint]], None], tell: Callable[[Complaint], None],
                 progress: Callable[[int, int], None]) -> None:
        self.cache = cache
        self.failures: list[Failure] = []
        self.stale: list[Stale] = []
        self.review: list[ReviewRow] = []
        self.kept = 0
        self._work, self._output, self._pool = work, output, pool
        self._complain, self._tell, self._progress = complain, tell, progress
        self._next = 0
        self._waiting: dict[int, Path | Failure] = {}
        self._keys: dict[int, str] = {}

    def all(self) -> None:
        """Work on all documents. Raises OSError if the output cannot be written."""
        for number, job in enumerate(self._work):
            found = self._known(number, job)
            if isinstance(found, bytes):
                done = self._pool.wait() if self._pool.full else []
                self._settle([*done, *self._pool.submit(number, job, found)])
            else:
                self._take(number, found)
        while self._pool.busy:
            self._settle(self._pool.wait())

    def _known(self, number: int, job: Job) -> Entry | Failure | bytes:
        """The result of an earlier run, or the failure to open the file; else what it holds."""
        try:
            data = contents_of(job.item)
        except SetAside as aside:
            return Failure(job.item.doc_id, job.item.name, "read", aside.complaint.problem, aside.complaint.mend, fault=False)
        if self.cache:
            self._keys[number] = key = self.cache.key(job, data)
            if entry := self.cache.load(key):
                self.kept += 1
                return entry
        return data

    def _settle(self, done: Iterable[Done]) -> None:
        """Keep new results."""
        for number, result in done:
            if isinstance(result, bytes):
                if self.cache:
                    self.cache.save(self._keys[number], result)
                self._take(number, load(result), result)
            else:
                self._take(number, result)

    def _take(self, number: int, result: Entry | Failure, content: bytes = b"") -> None:
        """Write a result and those that waited for it, or let it wait on the disk until those before it are there."""
        if number != self._next:
            self._waiting[number] = result if isinstance(result, Failure) else self._put_aside(number, content)
            return
        found: Entry | Failure | None = result
        while found is not None:
            self._write(self._work[self._next].item, found)
            self._next += 1
            self._progress(self._next, len(self._work))
            waited = self._waiting.pop(self._next, None)
            found = load(opened(waited.read_bytes())) if isinstance(waited, Path) else waited

    def _put_aside(self, number: int, content: bytes) -> Path:
        """The file in which an entry waits, sealed."""
        if self.cache:
            return self.cache.path(self._keys[number])
        path = self._output.waiting / str(number)
        path.write_bytes(sealed(content))
        return path

    def _write(self, item: Input, result: Entry | Failure) -> None:
        if isinstance(result, Failure):
            self.failures.append(result)
            line = result.line(str(item.path))
            (self._tell if result.fault else lambda each: self._complain([each]))(line)
            return
        self._output.add(result.part)
        self._complain(each if each.where else replace(each, where=str(item.path)) for each in result.complaints)
        for notice in result.notices:
            self._tell(notice)
        self.stale += result.stale
        worst = self.review[-1].order() if len(self.review) == uncertain.MOST else None
        if more := [row for row in result.review if worst is None or row.order() < worst]:
            self.review = heapq.nsmallest(uncertain.MOST, [*self.review, *more], key=ReviewRow.order)


def _unwritable(out: Path) -> Complaint | None:
    """A complaint if the folder for the output cannot be made or written."""
    try:
        for folder in (out / "tables", out / "text"):
            folder.mkdir(parents=True, exist_ok=True)
        probe = out / f".probe.{os.getpid()}.new"  # called as what files.py takes away after a kill
        probe.touch()
        probe.unlink()
    except OSError as error:
        return Complaint(str(out), f"cannot be written: {error.strerror}", "choose another folder with --out")
    return None
