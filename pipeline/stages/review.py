"""Stage review: the least certain rows of all documents with their context, for a person to decide about."""
from __future__ import annotations

import argparse
from pathlib import Path

from pipeline.extraction import Extraction, Mentions
from pipeline.files import write_atomically
from pipeline.layout.document import Document
from pipeline.review import uncertain
from pipeline.review.uncertain import ReviewRow
from pipeline.stages import each, run
from pipeline.store import load
from pipeline.tables.collect import collect


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("documents", "mentions", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--most", type=int, required=True)
    given = parser.parse_args()
    rows: list[ReviewRow] = []

    def work(doc_id: str, path: Path) -> None:
        found = Extraction.of(load(Document, given.documents / path.name), load(Mentions, path))
        rows.extend(uncertain.find(found, collect(found), given.most))

    each("review", given.mentions, given.documents, work)
    write_atomically(given.out, uncertain.dump(rows, given.most))


if __name__ == "__main__":
    run(main)
