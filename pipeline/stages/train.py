"""Stage train: the pillar model from measures whose pillar a plan states or a person decided, and its card as metrics."""
from __future__ import annotations

import argparse
import json
from pathlib import Path

from pipeline import fingerprint
from pipeline.classify.card import card
from pipeline.classify.model import dump
from pipeline.classify.train import Example, dump as dump_examples, examples, load as load_examples, train
from pipeline.extraction import Mentions
from pipeline.files import write_atomically
from pipeline.layout.document import Document
from pipeline.review.apply import apply
from pipeline.review.corrections import load as load_corrections
from pipeline.stages import each, kept, run, single_thread
from pipeline.store import load, to_json


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("documents", "mentions", "corrections", "taught", "model", "card"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--precision", type=float, required=True)
    parser.add_argument("--least", type=float, required=True)
    given = parser.parse_args()
    single_thread()
    data: list[Example] = []
    decided = load_corrections(given.corrections).by_document()
    results = kept("train", given.documents, fingerprint.models("words.npz"))

    def work(doc_id: str, path: Path) -> bytes:
        document = load(Document, given.documents / path.name)
        found = apply(document, load(Mentions, path), decided.get(doc_id, ())).mentions
        return dump_examples(examples(document, found.pillars, found.measures, found.details))

    each("train", given.mentions, given.documents, results, work, lambda path, content: data.extend(load_examples(content)),
         about=lambda doc_id: tuple(map(to_json, decided.get(doc_id, ()))))
    own = sorted({e.plan for e in data})
    data += load_examples(given.taught.read_bytes())
    model, held = train(data, given.precision, given.least)
    write_atomically(given.model, dump(model).encode("utf-8"))
    write_atomically(given.card, (json.dumps(card(held, model, own), ensure_ascii=False, indent=1) + "\n").encode("utf-8"))


if __name__ == "__main__":
    run(main)
