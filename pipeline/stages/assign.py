"""Stage assign: measures to pillars, by structure first and by the trained classifier where it is confident."""
from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from pipeline import fingerprint
from pipeline.assign import Answer, Questions, answers, placed, questions
from pipeline.classify.model import load as load_model
from pipeline.extraction import Mentions
from pipeline.layout.document import Document
from pipeline.stages import into, kept, paths, run
from pipeline.store import from_json, load, to_json


def main() -> None:
    trees, mentions, model_file, out = paths(__doc__, "documents", "mentions", "model", "out")
    model = load_model(model_file)
    results = kept("assign", trees, fingerprint.models("words.npz"))

    def work(doc_id: str, path: Path) -> bytes:
        """What the model is asked, which stays the same when it is trained again."""
        found = load(Mentions, path)
        return to_json(questions(load(Document, trees / path.name), found.pillars, found.measures, found.details)).encode("utf-8")

    def take(path: Path, content: bytes) -> bytes:
        asked = from_json(Questions, content.decode("utf-8"))
        found = answers(asked, model) if model else ()
        old = path.read_bytes()
        return results.made((old, to_json(found)), partial(_with, path, found)) if found else old

    into("assign", mentions, trees, results, work, out, take)


def _with(path: Path, found: tuple[Answer, ...]) -> bytes:
    mentions = load(Mentions, path)
    return to_json(replace(mentions, measures=tuple(placed(mentions.measures, found)))).encode("utf-8")


if __name__ == "__main__":
    run(main)
