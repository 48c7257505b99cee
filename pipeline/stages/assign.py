"""Stage assign: measures to pillars, by structure first and by the trained classifier where it is confident."""
from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.assign import assign
from pipeline.classify.model import load as load_model
from pipeline.extraction import Mentions
from pipeline.failure import ERRORS
from pipeline.folders import fresh
from pipeline.layout.document import Document
from pipeline.stages import each, paths, run
from pipeline.store import load, save


def main() -> None:
    trees, mentions, model_file, out = paths(__doc__, "documents", "mentions", "model", "out")
    fresh(out)
    model = load_model(model_file)

    def work(doc_id: str, path: Path) -> None:
        found = load(Mentions, path)
        measures = assign(load(Document, trees / path.name), found.pillars, found.measures, found.details, model)
        save(replace(found, measures=tuple(measures)), out / path.name)

    each("assign", mentions, trees, work, out / ERRORS)


if __name__ == "__main__":
    run(main)
