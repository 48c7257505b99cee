"""Stage correct: what people decided (corrections.csv) applied to the measures; what could not be is listed."""
from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from pipeline.complaint import Complaint, to_csv
from pipeline.extraction import Mentions
from pipeline.files import write_atomically
from pipeline.folders import documents
from pipeline.layout.document import Document
from pipeline.review.apply import Stale, apply, stale_csv
from pipeline.review.corrections import load as load_corrections
from pipeline.stages import into, kept, paths, run
from pipeline.store import headed, load, parted, to_json


@dataclass(frozen=True, slots=True)
class Said:
    """What is to be said of the decisions about a document."""

    complaints: tuple[Complaint, ...] = ()
    notices: tuple[Complaint, ...] = ()
    stale: tuple[Stale, ...] = ()


def main() -> None:
    file, trees, mentions, out, stale_file, complaints_file = paths(
        __doc__, "corrections", "documents", "mentions", "out", "stale", "complaints")
    decided = load_corrections(file)
    of = decided.by_document()
    complaints = [*decided.complaints, *decided.strangers(doc_id for doc_id, _ in documents(trees))]
    stale: list[Stale] = []
    notices: list[Complaint] = []

    def work(doc_id: str, path: Path) -> bytes:
        if doc_id not in of:
            return headed(Said(), b"")  # its mentions stay as they are
        done = apply(load(Document, trees / path.name), load(Mentions, path), of[doc_id], decided.file)
        return headed(Said(done.complaints, tuple(done.notices(decided.file)), done.stale), to_json(done.mentions).encode("utf-8"))

    def take(path: Path, content: bytes) -> bytes:
        said, corrected = parted(Said, content)
        complaints.extend(said.complaints)
        notices.extend(said.notices)
        stale.extend(said.stale)
        return corrected or path.read_bytes()

    into("correct", mentions, trees, kept("correct", trees, decided.file), work, out, take,
         lambda doc_id: tuple(map(to_json, of.get(doc_id, ()))))
    sys.stderr.writelines(f"{line}\n" for line in (*complaints, *notices))
    write_atomically(stale_file, stale_csv(stale))
    write_atomically(complaints_file, to_csv(complaints))


if __name__ == "__main__":
    run(main)
