"""Stage train: the pillar model from measures whose pillar a plan states or a person decided, and its card as metrics."""
from __future__ import annotations

import argparse
import json
import os
from pathlib import Path

from pipeline.classify.card import card
from pipeline.classify.model import dump
from pipeline.classify.train import Example, examples, train
from pipeline.classify.taught import of_files
from pipeline.extraction import Mentions
from pipeline.files import write_atomically
from pipeline.layout.document import Document
from pipeline.review.apply import apply
from pipeline.review.corrections import load as load_corrections
from pipeline.stages import each, run
from pipeline.store import load


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("documents", "mentions", "corrections", "plans", "model", "card"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--precision", type=float, required=True)
    parser.add_argument("--least", type=float, required=True)
    given = parser.parse_args()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy is loaded: small matrices, which threads only slow down
    data: list[Example] = []
    decided = load_corrections(given.corrections)

    def work(doc_id: str, path: Path) -> None:
        document = load(Document, given.documents / path.name)
        found = apply(document, load(Mentions, path), decided.of(doc_id)).mentions
        data.extend(examples(document, found.pillars, found.measures, found.details))

    each("train", given.mentions, given.documents, work)
    own = sorted({e.plan for e in data})
    model, held = train(data + of_files(given.plans), given.precision, given.least)
    write_atomically(given.model, dump(model).encode("utf-8"))
    write_atomically(given.card, (json.dumps(card(held, model, own), ensure_ascii=False, indent=1) + "\n").encode("utf-8"))


if __name__ == "__main__":
    run(main)
