"""Stage signs: the models that tell pillars and measures from other names, from plans where people wrote these down and from
people's decisions; and what such plans teach the model that places measures under pillars."""
from __future__ import annotations

import argparse
import gc
import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from pipeline import fingerprint
from pipeline.classify import corrected
from pipeline.classify.measures import Lesson, train
from pipeline.classify.teaching import learn
from pipeline.classify.train import dump as dump_examples
from pipeline.extract.sign_model import SignModel, dump, parse
from pipeline.files import write_atomically
from pipeline.layout.document import Document
from pipeline.review.corrections import Correction, load as load_corrections
from pipeline.stages import kept, run, single_thread
from pipeline.store import load, to_json


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("plans", "documents", "corrections", "models", "card", "taught"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--precision", type=float, required=True)
    given = parser.parse_args()
    single_thread()
    gc.disable()  # what is made of plans holds hardly any cycles, so that looking for some while it is made costs time only
    results = kept("signs", given.documents, fingerprint.models("words.npz"), libraries=("scikit_learn", "scipy"))
    content = results.made((str(given.precision), *_contents(given.plans)), partial(_of_plans, given.plans, given.precision))
    known = json.loads(content)
    models = parse(known["models"])
    own: list[Any] = []
    for doc_id, decisions in sorted(load_corrections(given.corrections).by_document().items()):
        tree = given.documents / f"{doc_id}.json"
        if tree.exists():
            inputs = (known["models"], tree.read_bytes(), *map(to_json, decisions))
            own += json.loads(results.made(inputs, partial(_of_decisions, tree, decisions, models.get("pillars"))))
    card = known["card"]
    if own:
        learned = json.loads(results.made((content, _json(own)), partial(_of_both, known["lessons"], own)))
        models |= parse(learned["models"])
        card["measures"] = {**learned["card"], "corrected": len(own)}
    results.sweep()
    write_atomically(given.models, dump(models).encode("utf-8"))
    write_atomically(given.card, (json.dumps(card, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))
    write_atomically(given.taught, known["taught"].encode("utf-8"))


def _contents(folder: Path) -> list[bytes | str]:
    """The names and contents of all files."""
    return [part for path in sorted(folder.rglob("*")) if path.is_file() for part in (path.relative_to(folder).as_posix(), path.read_bytes())]


def _of_plans(folder: Path, precision: float) -> bytes:
    """What the plans teach, as JSON."""
    learned = learn(folder, precision)
    return _json({"models": dump(learned.models), "card": learned.card, "lessons": [vars(one) for one in learned.lessons],
                  "taught": dump_examples(learned.examples).decode("utf-8")})


def _of_decisions(tree: Path, decisions: Sequence[Correction], pillars: SignModel | None) -> bytes:
    """What decisions about a document teach the models of measures."""
    return _json([vars(one) for one in corrected.lessons(load(Document, tree), decisions, pillars)])


def _of_both(stated: Sequence[dict[str, Any]], decided: Sequence[dict[str, Any]]) -> bytes:
    """The models of measures and their card from plans and decisions."""
    models, card = train([Lesson(**one) for one in stated], [Lesson(**one) for one in decided])
    return _json({"models": dump(models), "card": card})


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


if __name__ == "__main__":
    run(main)
