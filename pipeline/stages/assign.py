"""Stage assign: measures to pillars, by structure first and by the trained classifier where it is confident."""
from __future__ import annotations

from dataclasses import replace

from pipeline.assign import assign
from pipeline.classify.model import load as load_model
from pipeline.extraction import Mentions
from pipeline.folders import documents, fresh
from pipeline.layout.document import Document
from pipeline.stages import paths, run
from pipeline.store import load, save


def main() -> None:
    trees, mentions, model_file, out = paths(__doc__, "documents", "mentions", "model", "out")
    fresh(out)
    model = load_model(model_file)
    for _, path in documents(trees):
        found = load(Mentions, mentions / path.name)
        measures = assign(load(Document, path), found.pillars, found.measures, found.details, model)
        save(replace(found, measures=tuple(measures)), out / path.name)


if __name__ == "__main__":
    run(main)
