"""Results of documents that are kept for the next run, each under a name made of all that it depends on."""
from __future__ import annotations

import os
import sys
import unicodedata
from hashlib import sha256
from pathlib import Path

from pipeline.files import write_atomically
from pipeline.run.document import Job
from pipeline.run.entry import Entry, load
from pipeline.store import to_json

CACHE = ".cache"
_PACKAGE = Path(__file__).resolve().parents[1]
_MODELS = ("pillars.json", "words.npz")
_LIBRARIES = ("lxml", "markdown_it_py", "mdit_py_plugins", "numpy", "openpyxl", "pypdfium2", "sudachidict_core",
              "sudachipy")
"""What reads and analyses documents, as its folder of metadata is named."""


class Cache:
    """The entries in a folder. A damaged one counts as none, so that it is made again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._program = program()
        self._used: set[str] = set()

    def key(self, job: Job, data: bytes) -> str:
        """The name of the result for a document whose file holds `data`."""
        item = job.item
        told = [self._program, sha256(data).hexdigest(), item.doc_id, item.name, item.path.suffix]
        told.append(to_json(item.plan) if item.plan else "")
        if job.decisions:
            told += [job.file, *map(to_json, job.decisions)]
        return sha256("\0".join(told).encode("utf-8", "surrogatepass")).hexdigest()

    def path(self, key: str) -> Path:
        """The file of the entry of that name."""
        return self._folder / key

    def load(self, key: str) -> Entry | None:
        """The entry of that name, if there is a sound one."""
        try:
            entry = load(self.path(key).read_bytes())
        except (OSError, ValueError):
            return None
        self._used.add(key)
        return entry

    def save(self, key: str, content: bytes) -> None:
        """Keep an entry. Raises OSError."""
        write_atomically(self.path(key), content)
        self._used.add(key)

    def sweep(self) -> None:
        """Take away what this run did not use."""
        for path in self._folder.glob("*"):
            if path.name not in self._used:
                path.unlink(missing_ok=True)


def program() -> str:
    """A hash over all that makes results and is no document: the code with its rules, the models, the version of Python and
    of the libraries that read and analyse."""
    digest = sha256()
    for path in _files():
        digest.update(f"{path.relative_to(_PACKAGE.parent)}\0".encode())
        digest.update(sha256(path.read_bytes()).digest())
    for word in (sys.version, unicodedata.unidata_version, *_versions()):
        digest.update(f"{word}\0".encode())
    return digest.hexdigest()


def _files() -> list[Path]:
    own = [path for path in _PACKAGE.rglob("*") if path.suffix in (".py", ".csv")]
    models = [folder / name for folder in (_PACKAGE.parent / "models", _PACKAGE / "classify") for name in _MODELS]
    return sorted(own) + [path for path in models if path.is_file()]


def _versions() -> list[str]:
    """`NAME-VERSION.dist-info` of the libraries."""
    found = set()
    for folder in filter(os.path.isdir, sys.path):
        for name in os.listdir(folder):
            if name.endswith(".dist-info") and name.lower().partition("-")[0] in _LIBRARIES:
                found.add(name)
    return sorted(found)
