"""The stages of dvc.yaml: each reads its arguments, calls a function of the library for each document and writes."""
from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from pipeline import fingerprint
from pipeline.failure import ERRORS, Failure, failed, from_csv, to_csv
from pipeline.folders import Folder, documents
from pipeline.kept import Kept

KEPT = ".kept"
"""The folder beside those of the stages in which each of them keeps its results of single documents; no output of DVC, which
would hold all of them a second time."""
Work = Callable[[str, Path], bytes]
"""What a stage makes of one document; it gets its doc_id and a file of it."""
Take = Callable[[Path, bytes], bytes]
"""What a stage writes of the result, made now or kept; it gets the same file."""
About = Callable[[str], tuple[str, ...]]
"""What else the result for the document of that doc_id depends on."""


def paths(about: str | None, *names: str) -> list[Path]:
    """The command's arguments, one path for each name."""
    parser = argparse.ArgumentParser(description=about)
    for name in names:
        parser.add_argument(name, type=Path)
    values = vars(parser.parse_args())
    return [values[name] for name in names]


def single_thread() -> None:
    """Let numpy work in one thread, if it is not loaded yet: its threads only slow down work on small matrices."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


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


def kept(step: str, trees: Path, *about: str, libraries: tuple[str, ...] = ()) -> Kept:
    """The results that a stage keeps, by all that they depend on but the document: the program, with these `libraries` beside
    those that read and analyse, and what else they are `about`. trees: the folder of document trees."""
    return Kept(trees.parent / KEPT / step, fingerprint.code(*libraries), step, *about)


def into(step: str, found: Path, trees: Path, results: Kept, work: Work, out: Path, take: Take = lambda path, content: content,
         about: About = lambda doc_id: (), suffix: str = ".json") -> None:
    """As `each`, for a stage that writes a folder with a file of each document, `DOC_ID` and the suffix, and errors.csv.

    take: gives what is written, which is the result itself for most stages."""
    folder = Folder(out)

    def write(path: Path, content: bytes) -> None:
        folder.write(f"{path.stem}{suffix}", take(path, content))

    failures = each(step, found, trees, results, work, write, about)
    folder.write(ERRORS, to_csv(failures))
    folder.sweep()


def each(step: str, found: Path, trees: Path, results: Kept, work: Work, take: Callable[[Path, bytes], None],
         about: About = lambda doc_id: ()) -> list[Failure]:
    """Do the work of a stage with each document in the folder `found`, which an earlier stage has written, unless its result
    is kept, and take the result.

    A result depends on the doc_id, the document's tree and its file in `found`, and on what else is to be known `about` a
    document. One with which the stage fails is told of, left to nobody and not kept. Returns the failures of the earlier
    stages, which `found` holds, and of this one. trees: the folder of document trees, which know the names of the files."""
    failures = from_csv(found / ERRORS)
    for doc_id, path in documents(found):
        tree = trees / path.name
        inputs = tuple(file.read_bytes() for file in dict.fromkeys((tree, path)))
        try:
            take(path, results.made((doc_id, *inputs, *about(doc_id)), partial(work, doc_id, path)))
        except NOT_OF_A_DOCUMENT:
            raise
        except Exception as error:
            failures.append(failed(doc_id, _source_path(tree), step, error))
            tell(failures[-1])
    results.sweep()
    return failures


def tell(failure: Failure) -> None:
    """Say what went wrong with a document."""
    print(failure.line(failure.source_path or failure.doc_id), file=sys.stderr)


def _source_path(tree: Path) -> str:
    try:
        return str(json.loads(tree.read_text(encoding="utf-8"))["source"]["path"])
    except (OSError, ValueError, KeyError):
        return ""
