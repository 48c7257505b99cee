"""Stage extract: document trees to dates, citations, pillars, measures and plan history."""
from __future__ import annotations

from pipeline.failure import ERRORS
from pipeline.finding import find_mentions
from pipeline.folders import fresh
from pipeline.layout.document import Document
from pipeline.stages import each, paths, run
from pipeline.store import load, save


def main() -> None:
    trees, mentions = paths(__doc__, "documents", "mentions")
    fresh(mentions)
    each("extract", trees, trees, lambda doc_id, path: save(find_mentions(load(Document, path)), mentions / path.name),
         mentions / ERRORS)


if __name__ == "__main__":
    run(main)
