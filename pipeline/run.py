"""Running everything on a corpus: files and folders to tables and texts."""
from __future__ import annotations

import gc
import logging
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipeline import inputs
from pipeline.analysis import extract_document
from pipeline.complaint import Complaint
from pipeline.extraction import Extraction
from pipeline.inputs import Input
from pipeline.orphans import end_with_parent
from pipeline.review import uncertain
from pipeline.review.apply import Stale, apply, stale_csv
from pipeline.review.corrections import Correction, Corrections
from pipeline.review.corrections import load as load_corrections
from pipeline.review.uncertain import ReviewRow
from pipeline.tables.check import check
from pipeline.tables.collect import collect
from pipeline.tables.problem import RowError
from pipeline.tables.rows import TABLES, Tables, join
from pipeline.tables.write import write

_LOG = logging.getLogger(__name__)
REVIEW, STALE = "review.csv", "stale_corrections.csv"
_OUR_FAULT = "this is a fault of the program, please report it"


@dataclass(frozen=True, slots=True)
class Report:
    """What a run over a corpus did. `documents`: how many were written; `rows`: rows of each table; `stale`: decisions
    of people that were not applied; `review`: rows listed for people."""

    documents: int
    rows: dict[str, int]
    complaints: tuple[Complaint, ...]
    stale: tuple[Stale, ...] = ()
    review: int = 0

    @property
    def status(self) -> int:
        """The exit status: 2 if anything was complained about."""
        return 2 if self.complaints else 0

    def summary(self, out: Path) -> str:
        """One line that says what was written."""
        if not self.documents:
            return "nothing was written"
        counts = ", ".join(f"{self.rows[name]} {name.replace('_', ' ')}" for name in TABLES if name not in ("documents", "blocks"))
        look = f"; {self.review} rows to look at in {out / REVIEW}" if self.review else ""
        return f"{self.documents} documents: {counts}; tables in {out / 'tables'}{look}"


def extract_corpus(paths: Iterable[Path], out: Path, jobs: int = 1, *, corrections: Path | None = None,
                   tell: Callable[[Complaint], None] = lambda complaint: None,
                   progress: Callable[[int, int], None] = lambda done, total: None,
                   reading: Callable[[str, int, int], None] | None = None) -> Report:
    """Extract all documents of files and folders to `out/tables` and `out/text`, and to `out/review.csv` the least
    certain rows.

    `corrections`: a file with what people decided, which is applied; decisions whose evidence is gone are told and
    listed in `out/stale_corrections.csv`. They are no complaints.

    A document that cannot be read or analysed is set aside: `tell` gets a complaint at once and the others go on.
    `jobs` processes work at the same time; the output is the same for any number. `progress` gets the number of
    documents done and of all. `reading` gets, while a PDF is read, the file's name, the page and the number of pages;
    not where several documents are read at the same time, because their pages would overwrite each other. What stood in `out` before stays until everything new is complete."""
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
    parts: list[Tables] = []
    texts: dict[str, str] = {}
    stale: list[Stale] = []
    review: list[ReviewRow] = []
    jobs_of = [_Job(item, decided.of(item.doc_id), decided.file) for item in documents]
    for done, result in enumerate(_results(jobs_of, jobs, reading), 1):
        complain(result.complaints)
        for notice in result.notices:
            tell(notice)
        stale += result.stale
        review += result.review
        if result.tables:
            parts.append(result.tables)
            texts[result.doc_id] = result.text
        progress(done, len(documents))
    if not parts:
        return Report(0, {}, tuple(complaints))
    tables = join(parts)
    beside = {REVIEW: uncertain.dump(review)}
    if corrections:
        beside[STALE] = stale_csv(stale)
    try:
        write(tables, texts, out, beside)
        if not corrections:
            (out / STALE).unlink(missing_ok=True)  # it was of an earlier run
    except OSError as error:
        complain([Complaint(str(out), f"cannot be written: {error.strerror}", "nothing was replaced")])
        return Report(0, {}, tuple(complaints))
    return Report(len(parts), {name: len(tables.rows(name)) for name in TABLES}, tuple(complaints),
                  tuple(stale), min(len(review), uncertain.MOST))


@dataclass(frozen=True, slots=True)
class _Job:
    """A document, and what people decided about it in `file`."""

    item: Input
    decisions: tuple[Correction, ...] = ()
    file: str = ""


@dataclass(frozen=True, slots=True)
class _Result:
    doc_id: str
    complaints: tuple[Complaint, ...]
    tables: Tables | None = None
    text: str = ""
    notices: tuple[Complaint, ...] = ()
    stale: tuple[Stale, ...] = ()
    review: tuple[ReviewRow, ...] = ()


def _results(work: list[_Job], jobs: int, reading: Callable[[str, int, int], None] | None) -> Iterator[_Result]:
    """The results in the order of the documents."""
    if jobs <= 1 or len(work) <= 1:
        for job in work:
            yield _process(job, partial(reading, job.item.path.name) if reading else None)
        return
    with ProcessPoolExecutor(min(jobs, len(work)), initializer=end_with_parent) as pool:
        yield from pool.map(_process, work)


def _process(job: _Job, progress: Callable[[int, int], None] | None = None) -> _Result:
    """Everything about one document; whatever goes wrong in it is a complaint, never an exception."""
    from pipeline.link import linked
    from pipeline.reading import SetAside, read_input, remarks

    item = job.item
    collecting = gc.isenabled()
    gc.disable()  # what is made for a document holds no cycles, so that looking for some while it is made costs time only
    try:
        source = read_input(item, progress)
        found = extract_document(source)
        corrected = apply(found.document, found, job.decisions, job.file)
        if job.decisions:
            found = Extraction.of(found.document, linked(found.document, corrected.mentions))
        tables = collect(found, item.plan)
        if problems := check(tables, {item.doc_id: source.text}):
            raise RowError(problems[0])
        review = uncertain.find(found, tables)
    except SetAside as aside:
        return _Result(item.doc_id, (aside.complaint,))
    except MemoryError:
        return _Result(item.doc_id, (Complaint(str(item.path), "needs more memory than there is", "split it"),))
    except Exception as error:
        _LOG.debug("%s", item.path, exc_info=True)
        reason = str(error) if isinstance(error, RowError) else f"{type(error).__name__}: {error}"
        return _Result(item.doc_id, (Complaint(str(item.path), f"set aside, {reason}", _OUR_FAULT),))
    finally:
        if collecting:
            gc.enable()
    return _Result(item.doc_id, (*remarks(found.document, item), *corrected.complaints), tables, source.text,
                   tuple(corrected.notices(job.file)), corrected.stale, tuple(review))


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
