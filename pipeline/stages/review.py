"""Stage review: the least certain rows of all documents with their context, for a person to decide about."""
from __future__ import annotations

import argparse
from contextlib import suppress
from pathlib import Path

from pipeline.extraction import Extraction, Mentions
from pipeline.files import write_atomically
from pipeline.folders import documents
from pipeline.layout.document import Document
from pipeline.review import uncertain
from pipeline.stages import run
from pipeline.store import load
from pipeline.tables.collect import collect
from pipeline.tables.problem import RowError


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("documents", "mentions", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--most", type=int, required=True)
    given = parser.parse_args()
    rows = []
    for _, path in documents(given.documents):
        found = Extraction.of(load(Document, path), load(Mentions, given.mentions / path.name))
        with suppress(RowError):  # stage tables says what is wrong
            rows += uncertain.find(found, collect(found), given.most)
    write_atomically(given.out, uncertain.dump(rows, given.most))


if __name__ == "__main__":
    run(main)
