"""Stage link: projects to the passages that name or describe them, and to the programs that they belong to."""
from __future__ import annotations

from pathlib import Path

from pipeline.extraction import Mentions
from pipeline.layout.document import Document
from pipeline.link import linked
from pipeline.stages import into, kept, paths, run
from pipeline.store import load, to_json


def main() -> None:
    trees, mentions, out = paths(__doc__, "documents", "mentions", "out")

    def work(doc_id: str, path: Path) -> bytes:
        return to_json(linked(load(Document, trees / path.name), load(Mentions, path))).encode("utf-8")

    into("link", mentions, trees, kept("link", trees), work, out)


if __name__ == "__main__":
    run(main)
