"""Writing files so that a reader sees the old ones or the new ones, never a part."""
from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path


def write_atomically(path: Path, content: bytes) -> None:
    """Replace one file; its folder is made if need be. Raises OSError and leaves the old file."""
    replace_files({path: content})


def replace_files(files: Mapping[Path, bytes]) -> None:
    """Write all files beside their places and, when all are complete, put each in its place; what already has its
    content stays as it is.

    Raises OSError; until the last new file is complete all old ones stay."""
    waiting: dict[Path, Path] = {}  # what stands beside its place, and that place
    try:
        for folder in {path.parent for path in files}:
            folder.mkdir(parents=True, exist_ok=True)
        for path, content in files.items():
            if not _holds(path, content):
                beside = path.with_name(f".{path.name}.{os.getpid()}.new")
                waiting[beside] = path
                beside.write_bytes(content)
        for beside, path in tuple(waiting.items()):
            os.replace(beside, path)
            del waiting[beside]
    finally:
        for beside in waiting:
            beside.unlink(missing_ok=True)


def _holds(path: Path, content: bytes) -> bool:
    """Whether a file has this content already."""
    try:
        return os.stat(path).st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False
