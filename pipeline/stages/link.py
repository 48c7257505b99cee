"""Stage link: projects to the passages that name or describe them, and to the programs that they belong to."""
from __future__ import annotations

from dataclasses import replace

from pipeline.extraction import Mentions
from pipeline.folders import documents, fresh
from pipeline.layout.document import Document
from pipeline.link import link
from pipeline.stages import paths
from pipeline.store import load, save


def main() -> None:
    trees, mentions, out = paths(__doc__, "documents", "mentions", "out")
    fresh(out)
    for _, path in documents(trees):
        found = load(Mentions, mentions / path.name)
        measures, places = link(load(Document, path), found.pillars, found.measures)
        save(replace(found, measures=tuple(measures), project_mentions=tuple(places)), out / path.name)


if __name__ == "__main__":
    main()
