"""Stage groups: the model that tells pillars from other groups of names, from plans whose pillars are written down."""
from __future__ import annotations

import argparse
import json
from pathlib import Path

from pipeline.classify.groups import candidates, train
from pipeline.extract.pillar_model import dump
from pipeline.files import write_atomically
from pipeline.stages import run, single_thread


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("plans", "model", "card"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--precision", type=float, required=True)
    given = parser.parse_args()
    single_thread()
    model, figures = train(candidates(given.plans), given.precision)
    write_atomically(given.model, dump(model).encode("utf-8"))
    write_atomically(given.card, (json.dumps(figures, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))


if __name__ == "__main__":
    run(main)
