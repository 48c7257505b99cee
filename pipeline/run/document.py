"""Everything about one document, from the bytes of its file to what is written of it."""
from __future__ import annotations

import gc
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from pipeline.complaint import Complaint
from pipeline.inputs import Input
from pipeline.review.corrections import Correction
from pipeline.run.entry import Entry, dump
from pipeline.failure import Failure, failed

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """A document, and what people decided about it in `file`."""

    item: Input
    decisions: tuple[Correction, ...] = ()
    file: str = ""


@dataclass(slots=True)
class Watch:
    """What is told while a document is worked on: `step` gets the name of each step that begins, `page` the number of
    each page of a PDF and the number of all."""

    step: Callable[[str], None] = lambda name: None
    page: Callable[[int, int], None] | None = None


def process(job: Job, data: bytes, watch: Watch) -> bytes | Failure:
    """The entry of a document whose file holds `data`; whatever goes wrong in it is a failure, never an exception."""
    step = "read"

    def at(name: str) -> None:
        nonlocal step
        step = name
        watch.step(name)

    collecting = gc.isenabled()
    gc.disable()  # what is made for a document holds no cycles, so that looking for some while it is made costs time only
    try:
        return dump(_entry(job, data, at, watch.page))
    except Exception as error:
        return _failure(job.item, step, error)
    finally:
        if collecting:
            gc.enable()


def _entry(job: Job, data: bytes, at: Callable[[str], None], page: Callable[[int, int], None] | None) -> Entry:
    from pipeline.analysis import analyse
    from pipeline.extraction import Extraction
    from pipeline.link import linked
    from pipeline.reading import read_input, remarks
    from pipeline.review import uncertain
    from pipeline.review.apply import apply
    from pipeline.tables.check import check, foreign
    from pipeline.tables.collect import collect
    from pipeline.tables.part import part_of
    from pipeline.tables.problem import RowError

    item = job.item
    at("read")
    source = read_input(item, data, page)
    found = analyse(source, at=at)
    at("correct")
    corrected = apply(found.document, found, job.decisions, job.file)
    if job.decisions:
        at("link")
        found = Extraction.of(found.document, linked(found.document, corrected.mentions))
    at("tables")
    tables = collect(found, item.plan)
    texts = {item.doc_id: source.text}
    if problems := check(tables, texts) or foreign(tables, item.doc_id):
        raise RowError(problems[0])
    part = part_of(tables, texts)
    at("review")
    unsure = uncertain.find(found, tables)
    return Entry(part, _anywhere(item, [*remarks(found.document, item), *corrected.complaints]),
                 tuple(corrected.notices(job.file)), corrected.stale, tuple(unsure))


def _anywhere(item: Input, complaints: list[Complaint]) -> tuple[Complaint, ...]:
    """Complaints without the place of the document's file, which may lie elsewhere when they are told again."""
    return tuple(replace(each, where="") if each.where == str(item.path) else each for each in complaints)


def _failure(item: Input, step: str, error: Exception) -> Failure:
    from pipeline.reading import SetAside

    if isinstance(error, SetAside):
        return Failure(item.doc_id, item.name, step, error.complaint.problem, error.complaint.mend, fault=False)
    _LOG.debug("%s", item.path, exc_info=error)
    return failed(item.doc_id, item.name, step, error)
