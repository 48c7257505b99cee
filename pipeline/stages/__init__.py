"""The stages of dvc.yaml: each reads its arguments, calls a function of the library for each document and writes."""
from __future__ import annotations

import argparse
from pathlib import Path


def paths(about: str | None, *names: str) -> list[Path]:
    """The command's arguments, one path for each name."""
    parser = argparse.ArgumentParser(description=about)
    for name in names:
        parser.add_argument(name, type=Path)
    values = vars(parser.parse_args())
    return [values[name] for name in names]
