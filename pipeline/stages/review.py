"""Stage review: the least certain rows of all documents with their context, for a person to decide about."""
from __future__ import annotations

import argparse
import heapq
from dataclasses import dataclass
from pathlib import Path

from pipeline.extraction import Extraction, Mentions
from pipeline.files import write_atomically
from pipeline.layout.document import Document
from pipeline.review import uncertain
from pipeline.review.uncertain import ReviewRow
from pipeline.stages import each, kept, run
from pipeline.store import from_json, load, to_json
from pipeline.tables.collect import collect


@dataclass(frozen=True, slots=True)
class Unsure:
    """The least certain rows of a document."""

    rows: tuple[ReviewRow, ...] = ()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("documents", "mentions", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--most", type=int, required=True)
    given = parser.parse_args()
    rows: list[ReviewRow] = []

    def work(doc_id: str, path: Path) -> bytes:
        found = Extraction.of(load(Document, given.documents / path.name), load(Mentions, path))
        return to_json(Unsure(tuple(uncertain.find(found, collect(found), given.most)))).encode("utf-8")

    def take(path: Path, content: bytes) -> None:
        own = from_json(Unsure, content.decode("utf-8")).rows
        rows[:] = heapq.nsmallest(given.most, [*rows, *own], key=ReviewRow.order)

    each("review", given.mentions, given.documents, kept("review", given.documents, str(given.most)), work, take)
    write_atomically(given.out, uncertain.dump(rows, given.most))


if __name__ == "__main__":
    run(main)
