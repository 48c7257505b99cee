"""Stage extract: document trees to dates, citations, pillars, measures and plan history."""
from __future__ import annotations

from pathlib import Path

from pipeline import fingerprint
from pipeline.finding import find_mentions
from pipeline.layout.document import Document
from pipeline.stages import into, kept, paths, run
from pipeline.store import load, to_json


def work(doc_id: str, path: Path) -> bytes:
    return to_json(find_mentions(load(Document, path))).encode("utf-8")


def main() -> None:
    trees, mentions = paths(__doc__, "documents", "mentions")
    into("extract", trees, trees, kept("extract", trees, fingerprint.models("signs.json")), work, mentions)


if __name__ == "__main__":
    run(main)
