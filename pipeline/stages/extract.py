"""Stage extract: document trees to dates, citations, pillars, measures and plan history."""
from __future__ import annotations

from pipeline.finding import find_mentions
from pipeline.folders import documents, fresh
from pipeline.layout.document import Document
from pipeline.stages import paths, run
from pipeline.store import load, save


def main() -> None:
    trees, mentions = paths(__doc__, "documents", "mentions")
    fresh(mentions)
    for doc_id, path in documents(trees):
        save(find_mentions(load(Document, path)), mentions / f"{doc_id}.json")


if __name__ == "__main__":
    run(main)
