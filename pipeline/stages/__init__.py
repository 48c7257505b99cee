"""The stages of dvc.yaml: each reads its arguments, calls a function of the library for each document and writes."""
from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path


def paths(about: str | None, *names: str) -> list[Path]:
    """The command's arguments, one path for each name."""
    parser = argparse.ArgumentParser(description=about)
    for name in names:
        parser.add_argument(name, type=Path)
    values = vars(parser.parse_args())
    return [values[name] for name in names]


def run(main: Callable[[], None]) -> None:
    """Run a stage; what the disk refuses is one line and the exit status 2."""
    try:
        main()
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        print(f"{where}cannot be read or written: {error.strerror}; run it again when that is mended", file=sys.stderr)
        sys.exit(2)
