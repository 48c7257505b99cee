"""The folders of the pipeline's intermediate results: one file for each document in each."""
from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path


def fresh(folder: Path) -> Path:
    """The folder, made and empty."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def documents(folder: Path, suffix: str = ".json") -> Iterator[tuple[str, Path]]:
    """doc_id and file of each document in a folder, in the order of the ids."""
    for path in sorted(folder.iterdir()):
        if path.name.endswith(suffix):
            yield path.name.removesuffix(suffix), path
