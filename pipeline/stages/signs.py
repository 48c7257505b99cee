"""Stage signs: the models that tell pillars and measures from other names, from plans where people wrote these down."""
from __future__ import annotations

import argparse
import json
from pathlib import Path

from pipeline.classify.groups import candidates, train
from pipeline.classify.measures import lessons, train as train_measures
from pipeline.classify.written import plans
from pipeline.extract.sign_model import dump
from pipeline.files import write_atomically
from pipeline.stages import run, single_thread


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("plans", "models", "card"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--precision", type=float, required=True)
    given = parser.parse_args()
    single_thread()
    written = plans(given.plans)
    pillars, of_pillars = train(candidates(written), given.precision)
    others, of_measures = train_measures(lessons(written, pillars))
    write_atomically(given.models, dump({"pillars": pillars, **others}).encode("utf-8"))
    write_atomically(given.card, (json.dumps({"pillars": of_pillars, "measures": of_measures}, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))


if __name__ == "__main__":
    run(main)
