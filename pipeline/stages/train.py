"""Stage train: the pillar model from measures whose pillar the plans state, and its card as metrics."""
from __future__ import annotations

import argparse
import json
from pathlib import Path

from pipeline.classify.model import dump
from pipeline.classify.train import examples, train
from pipeline.extraction import Mentions
from pipeline.files import write_atomically
from pipeline.folders import documents
from pipeline.layout.document import Document
from pipeline.store import load


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("documents", "mentions", "model", "card"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--precision", type=float, required=True)
    parser.add_argument("--least", type=float, required=True)
    given = parser.parse_args()
    data = []
    for _, path in documents(given.documents):
        found = load(Mentions, given.mentions / path.name)
        data += examples(load(Document, path), found.pillars, found.measures)
    model, card = train(data, given.precision, given.least)
    write_atomically(given.model, dump(model).encode("utf-8"))
    write_atomically(given.card, (json.dumps(card, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))


if __name__ == "__main__":
    main()
