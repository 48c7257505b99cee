"""Stage train: the pillar model from measures whose pillar a plan states or a person decided, and its card as metrics."""
from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipeline import fingerprint
from pipeline.classify.card import card
from pipeline.classify.model import dump
from pipeline.classify.train import Example, examples, train
from pipeline.classify.taught import of_file, plans
from pipeline.extraction import Mentions
from pipeline.files import write_atomically
from pipeline.layout.document import Document
from pipeline.review.apply import apply
from pipeline.review.corrections import load as load_corrections
from pipeline.stages import each, kept, run, single_thread
from pipeline.store import from_json, load, to_json


@dataclass(frozen=True, slots=True)
class Taught:
    """What a document teaches."""

    examples: tuple[Example, ...] = ()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("documents", "mentions", "corrections", "plans", "model", "card"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--precision", type=float, required=True)
    parser.add_argument("--least", type=float, required=True)
    given = parser.parse_args()
    single_thread()
    data: list[Example] = []
    decided = load_corrections(given.corrections).by_document()
    words = fingerprint.models("words.npz")
    results = kept("train", given.documents, words)

    def work(doc_id: str, path: Path) -> bytes:
        document = load(Document, given.documents / path.name)
        found = apply(document, load(Mentions, path), decided.get(doc_id, ())).mentions
        return _dump(examples(document, found.pillars, found.measures, found.details))

    each("train", given.mentions, given.documents, results, work, lambda path, content: data.extend(_load(content)),
         about=lambda doc_id: tuple(map(to_json, decided.get(doc_id, ()))))
    own = sorted({e.plan for e in data})
    small = kept("plans", given.documents, words, fingerprint.models("signs.json"))
    for name, path in plans(given.plans):
        data += _load(small.made((name, path.read_bytes()), partial(_of_plan, name, path)))
    small.sweep()
    model, held = train(data, given.precision, given.least)
    write_atomically(given.model, dump(model).encode("utf-8"))
    write_atomically(given.card, (json.dumps(card(held, model, own), ensure_ascii=False, indent=1) + "\n").encode("utf-8"))


def _of_plan(name: str, path: Path) -> bytes:
    return _dump(of_file(name, path))


def _dump(found: Sequence[Example]) -> bytes:
    return to_json(Taught(tuple(found))).encode("utf-8")


def _load(content: bytes) -> tuple[Example, ...]:
    return from_json(Taught, content.decode("utf-8")).examples


if __name__ == "__main__":
    run(main)
