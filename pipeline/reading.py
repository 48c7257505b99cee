"""Reading the file of one document, and saying what is wrong with it."""
from __future__ import annotations

from dataclasses import replace

from pipeline.complaint import Complaint
from pipeline.inputs import Input
from pipeline.layout.document import Document
from pipeline.readers import UnreadableDocument, read
from pipeline.source import SourceText


class SetAside(Exception):
    """A document is left out of the run; `complaint` says what is wrong with it and how to mend that."""

    def __init__(self, complaint: Complaint) -> None:
        super().__init__(complaint)
        self.complaint = complaint


def read_input(item: Input) -> SourceText:
    """What stands in the file of a document; `path` is its name in the folder asked for, the same on every machine.

    Raises SetAside if it cannot be read."""
    try:
        return replace(read(item.path, item.doc_id), path=item.name)
    except UnreadableDocument as error:
        problem = str(error).removeprefix(f"{item.path}: ")
        raise SetAside(Complaint(str(item.path), problem)) from error


def missing_headings(document: Document, item: Input) -> list[Complaint]:
    """A complaint if a document has no heading at all."""
    if document.sections:
        return []
    return [Complaint(str(item.path), "has no heading", "its dates and citations are written, it has no sections")]
