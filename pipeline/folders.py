"""The folders of the pipeline's intermediate results: one file for each document in each."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.files import remove, write_atomically


class Folder:
    """A folder that is written anew. A file that would be the same stays as it is, so that DVC, which goes by times, need not
    look at it again; what is not written stays until `sweep`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._names: set[str] = set()
        path.mkdir(parents=True, exist_ok=True)

    def write(self, name: str, content: bytes) -> None:
        """Have a file of that name hold the content. Raises OSError."""
        path = self._path / name
        if not _holds(path, content):
            write_atomically(path, content)
        self._names.add(name)

    def sweep(self) -> None:
        """Take away what was not written. Raises OSError."""
        for path in self._path.iterdir():
            if path.name not in self._names:
                remove(path)


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except FileNotFoundError:
        return False


def documents(folder: Path, suffix: str = ".json") -> Iterator[tuple[str, Path]]:
    """doc_id and file of each document in a folder, in the order of the ids."""
    for path in sorted(folder.iterdir()):
        if path.name.endswith(suffix):
            yield path.name.removesuffix(suffix), path
