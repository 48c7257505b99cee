"""Stage train: the pillar model from measures whose pillar a plan states or a person decided, and its card as metrics."""
from __future__ import annotations

import argparse
import json
from pathlib import Path

from pipeline.classify.model import dump
from pipeline.classify.train import Example, examples, train
from pipeline.extraction import Mentions
from pipeline.files import write_atomically
from pipeline.layout.document import Document
from pipeline.review.apply import apply
from pipeline.review.corrections import load as load_corrections
from pipeline.stages import each
from pipeline.store import load


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("documents", "mentions", "corrections", "model", "card"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--precision", type=float, required=True)
    parser.add_argument("--least", type=float, required=True)
    given = parser.parse_args()
    data: list[Example] = []
    decided = load_corrections(given.corrections)

    def work(doc_id: str, path: Path) -> None:
        document = load(Document, given.documents / path.name)
        found = apply(document, load(Mentions, path), decided.of(doc_id)).mentions
        data.extend(examples(document, found.pillars, found.measures))

    each("train", given.mentions, given.documents, work)
    model, card = train(data, given.precision, given.least)
    write_atomically(given.model, dump(model).encode("utf-8"))
    write_atomically(given.card, (json.dumps(card, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))


if __name__ == "__main__":
    main()
