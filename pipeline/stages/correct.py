"""Stage correct: what people decided (corrections.csv) applied to the measures; what could not be is listed."""
from __future__ import annotations

import sys
from pathlib import Path

from pipeline.complaint import Complaint, to_csv
from pipeline.extraction import Mentions
from pipeline.failure import ERRORS
from pipeline.files import write_atomically
from pipeline.folders import documents, fresh
from pipeline.layout.document import Document
from pipeline.review.apply import Stale, apply, stale_csv
from pipeline.review.corrections import load as load_corrections
from pipeline.stages import each, paths, run
from pipeline.store import load, save


def main() -> None:
    file, trees, mentions, out, stale_file, complaints_file = paths(
        __doc__, "corrections", "documents", "mentions", "out", "stale", "complaints")
    fresh(out)
    decided = load_corrections(file)
    known = [doc_id for doc_id, _ in documents(trees)]
    complaints = [*decided.complaints, *decided.strangers(known)]
    stale: list[Stale] = []
    notices: list[Complaint] = []

    def work(doc_id: str, path: Path) -> None:
        done = apply(load(Document, trees / path.name), load(Mentions, path), decided.of(doc_id), decided.file)
        save(done.mentions, out / path.name)
        complaints.extend(done.complaints)
        notices.extend(done.notices(decided.file))
        stale.extend(done.stale)

    each("correct", mentions, trees, work, out / ERRORS)
    sys.stderr.writelines(f"{line}\n" for line in (*complaints, *notices))
    write_atomically(stale_file, stale_csv(stale))
    write_atomically(complaints_file, to_csv(complaints))


if __name__ == "__main__":
    run(main)
