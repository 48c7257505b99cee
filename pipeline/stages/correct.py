"""Stage correct: what people decided (corrections.csv) applied to the measures; what could not be is listed."""
from __future__ import annotations

import sys

from pipeline.complaint import Complaint, to_csv
from pipeline.extraction import Mentions
from pipeline.files import write_atomically
from pipeline.folders import documents, fresh
from pipeline.layout.document import Document
from pipeline.review.apply import Stale, apply, stale_csv
from pipeline.review.corrections import load as load_corrections
from pipeline.stages import paths, run
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
    for doc_id, path in documents(trees):
        found = load(Mentions, mentions / path.name)
        done = apply(load(Document, path), found, decided.of(doc_id), decided.file)
        save(done.mentions, out / path.name)
        complaints += done.complaints
        notices += done.notices(decided.file)
        stale += done.stale
    sys.stderr.writelines(f"{line}\n" for line in (*complaints, *notices))
    write_atomically(stale_file, stale_csv(stale))
    write_atomically(complaints_file, to_csv(complaints))


if __name__ == "__main__":
    run(main)
