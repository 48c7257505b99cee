"""Stage link: projects to the passages that name or describe them, and to the programs that they belong to."""
from __future__ import annotations

from pathlib import Path

from pipeline.extraction import Mentions
from pipeline.failure import ERRORS
from pipeline.folders import fresh
from pipeline.layout.document import Document
from pipeline.link import linked
from pipeline.stages import each, paths, run
from pipeline.store import load, save


def main() -> None:
    trees, mentions, out = paths(__doc__, "documents", "mentions", "out")
    fresh(out)

    def work(doc_id: str, path: Path) -> None:
        save(linked(load(Document, trees / path.name), load(Mentions, path)), out / path.name)

    each("link", mentions, trees, work, out / ERRORS)


if __name__ == "__main__":
    run(main)
