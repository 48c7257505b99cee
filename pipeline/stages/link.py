"""Stage link: projects to the passages that name or describe them, and to the programs that they belong to."""
from __future__ import annotations

from pipeline.extraction import Mentions
from pipeline.folders import documents, fresh
from pipeline.layout.document import Document
from pipeline.link import linked
from pipeline.stages import paths, run
from pipeline.store import load, save


def main() -> None:
    trees, mentions, out = paths(__doc__, "documents", "mentions", "out")
    fresh(out)
    for _, path in documents(trees):
        save(linked(load(Document, path), load(Mentions, mentions / path.name)), out / path.name)


if __name__ == "__main__":
    run(main)
