"""The stages of dvc.yaml: each reads its arguments, calls a function of the library for each document and writes."""
from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from pipeline.failure import ERRORS, Failure, failed, from_csv, to_csv
from pipeline.files import write_atomically
from pipeline.folders import documents

Work = Callable[[str, Path], None]
"""What a stage does with one document; it gets its doc_id and a file of it."""


def paths(about: str | None, *names: str) -> list[Path]:
    """The command's arguments, one path for each name."""
    parser = argparse.ArgumentParser(description=about)
    for name in names:
        parser.add_argument(name, type=Path)
    values = vars(parser.parse_args())
    return [values[name] for name in names]


def run(main: Callable[[], None]) -> None:
    """Run a stage; what the disk refuses, and a library that is not there, is one line and the exit status 2."""
    try:
        main()
    except ImportError as error:
        print(f"{error.name or error}: this library is missing; run `make setup`, and DVC from .venv", file=sys.stderr)
        sys.exit(2)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        print(f"{where}cannot be read or written: {error.strerror}; run it again when that is mended", file=sys.stderr)
        sys.exit(2)


NOT_OF_A_DOCUMENT = (ImportError, OSError)
"""What ends a stage: no document is at fault, so that none is set aside and DVC keeps no such outcome."""


def each(step: str, found: Path, trees: Path, work: Work, errors: Path | None = None) -> None:
    """Do the work of a stage with each document in the folder `found`, which an earlier stage has written.

    One with which it fails is told of and left to nobody; `errors` gets a row about it below those of the earlier stages,
    which `found` holds. trees: the folder of document trees, which know the names of the files."""
    failures = from_csv(found / ERRORS)
    for doc_id, path in documents(found):
        try:
            work(doc_id, path)
        except NOT_OF_A_DOCUMENT:
            raise
        except Exception as error:
            failures.append(failed(doc_id, _source_path(trees / path.name), step, error))
            tell(failures[-1])
    if errors:
        write_atomically(errors, to_csv(failures))


def tell(failure: Failure) -> None:
    """Say what went wrong with a document."""
    print(failure.line(failure.source_path or failure.doc_id), file=sys.stderr)


def _source_path(tree: Path) -> str:
    try:
        return str(json.loads(tree.read_text(encoding="utf-8"))["source"]["path"])
    except (OSError, ValueError, KeyError):
        return ""
