"""Reading the file of one document, and saying what is wrong with it."""
from __future__ import annotations

from dataclasses import replace

from pipeline.complaint import Complaint
from pipeline.inputs import Input
from pipeline.layout.document import Document
from pipeline.readers import Progress, UnreadableDocument, contents, parse
from pipeline.source import SourceText

_MOST_RUNS = 10  # of pages that one line names


class SetAside(Exception):
    """A document is left out of the run; `complaint` says what is wrong with it and how to mend that."""

    def __init__(self, complaint: Complaint) -> None:
        super().__init__(complaint)
        self.complaint = complaint


def contents_of(item: Input) -> bytes:
    """The bytes of the file of a document. Raises SetAside if it cannot be opened."""
    try:
        return contents(item.path)
    except UnreadableDocument as error:
        raise _set_aside(item, error) from error


def read_input(item: Input, data: bytes, progress: Progress | None = None) -> SourceText:
    """What stands in the file of a document, which holds `data`; `path` is its name in the folder asked for, the same
    on every machine. `progress` is told of each page of a PDF.

    Raises SetAside if it cannot be read."""
    try:
        return replace(parse(data, item.path, item.doc_id, progress), path=item.name)
    except UnreadableDocument as error:
        raise _set_aside(item, error) from error


def _set_aside(item: Input, error: UnreadableDocument) -> SetAside:
    problem, _, mend = str(error).removeprefix(f"{item.path}: ").partition("; ")
    return SetAside(Complaint(str(item.path), problem, mend))


def remarks(document: Document, item: Input) -> list[Complaint]:
    """What is to be said of a document that is written all the same."""
    return _unread_pages(document, item) + _missing_headings(document, item)


def _unread_pages(document: Document, item: Input) -> list[Complaint]:
    """A complaint if some pages are scans whose words nobody can read."""
    pages = [int(mark.value) for mark in document.source.marks if mark.kind == "scan"]
    if not pages:
        return []
    return [Complaint(str(item.path), f"{'page' if len(pages) == 1 else 'pages'} {_runs(pages)} without text, as scans have "
                      "none, left out", "give them a text layer first (ocrmypdf --skip-text -l jpn in.pdf out.pdf)")]


def _runs(pages: list[int]) -> str:
    """Ascending numbers in short: `3, 7-9`; only the first few runs."""
    starts = [k for k, page in enumerate(pages) if not k or pages[k - 1] != page - 1]
    runs = [pages[a:b] for a, b in zip(starts, [*starts[1:], len(pages)])]
    shown = [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs[:_MOST_RUNS]]
    return ", ".join(shown) + (f" and {len(pages) - sum(map(len, runs[:_MOST_RUNS]))} more" if len(runs) > _MOST_RUNS else "")


def _missing_headings(document: Document, item: Input) -> list[Complaint]:
    """A complaint if a document has no heading at all."""
    if document.sections:
        return []
    return [Complaint(str(item.path), "has no heading", "its dates and citations are written, it has no sections")]
