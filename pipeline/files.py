"""Writing files so that a reader sees the old ones or the new ones, never a part; after a kill the next run goes on."""
from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from pipeline.exchange import put_in_place

_BESIDE = re.compile(r"\..+\.(?P<process>[0-9]+)\.new")  # what is made beside its place is called so


def write_atomically(path: Path, content: bytes) -> None:
    """Replace one file; its folder is made if need be. Raises OSError and leaves the old file."""
    replace_files({path: content})


def replace_files(files: Mapping[Path, bytes], sets: Iterable[Path] = (),
                  drop: Callable[[Path], bool] = lambda path: False) -> None:
    """Write all files beside their places and, when all are complete, put each in its place.

    Of the folders `sets` a reader sees all files as they were or all as they are to be, at any moment: a new folder takes
    the place of each in one step (`exchange.py`). What else stands in them stays, but for what is to `drop`. What a killed
    process left beside these folders is taken away.

    Raises OSError; until the last new file is complete all old ones stay."""
    whole = {folder: _beside(folder) for folder in sets}
    waiting: dict[Path, Path] = {}  # what stands beside its place, and that place
    try:
        for parent in {folder.parent for folder in whole}:
            _sweep(parent)
        for folder, new in whole.items():
            waiting[new] = folder
            new.mkdir(parents=True)
        for parent in {path.parent for path in files} - {*whole}:
            parent.mkdir(parents=True, exist_ok=True)
        for path, content in files.items():
            if path.parent in whole:
                beside = whole[path.parent] / path.name
            else:
                beside = _beside(path)
                waiting[beside] = path
            try:
                beside.write_bytes(content)
            except OSError as error:
                error.filename = str(path)  # a full disk names no file
                raise
        for beside, path in tuple(waiting.items()):
            if path in whole:
                put_in_place(beside, path, drop)
            else:
                os.replace(beside, path)
                del waiting[beside]
    finally:
        for beside in waiting:
            _remove(beside)


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.new")


def _sweep(folder: Path) -> None:
    """Take away what processes that are no more left in a folder beside the places of their files."""
    if folder.is_dir():
        for path in folder.iterdir():
            found = _BESIDE.fullmatch(path.name)
            if found and not _runs(int(found["process"])):
                _remove(path)


def _runs(process: int) -> bool:
    """Whether it is another process that is at work; where nobody can tell, it is."""
    if process == os.getpid():
        return False
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
