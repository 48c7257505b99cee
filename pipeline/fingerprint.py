"""Fingerprints of the program: two that have the same give the same results for the same document."""
from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_LIBRARIES = ("lxml", "markdown_it_py", "mdit_py_plugins", "numpy", "openpyxl", "pypdfium2", "sudachidict_core",
              "sudachipy")
"""What reads and analyses documents, as its folder of metadata is named."""


def program() -> str:
    """A hash over all that makes results and is no document: the code with its rules, the models, the version of Python and
    of the libraries that read and analyse."""
    return sha256(f"{code()} {models('signs.json', 'pillars.json', 'words.npz')}".encode("ascii")).hexdigest()


def code(*libraries: str) -> str:
    """The same without the models, one of which a stage makes; `libraries`: others that have a say."""
    digest = sha256()
    for path in sorted(path for path in _PACKAGE.rglob("*") if path.suffix in (".py", ".csv")):
        digest.update(f"{path.relative_to(_PACKAGE.parent).as_posix()}\0".encode())
        digest.update(sha256(path.read_bytes()).digest())
    for word in (".".join(map(str, sys.version_info[:3])), unicodedata.unidata_version, *_versions({*_LIBRARIES, *libraries})):
        digest.update(f"{word}\0".encode())
    return digest.hexdigest()


def models(*names: str) -> str:
    """A hash over the models of these names, where they stand in a checkout and in an installed package."""
    places = [folder / name for folder in (_PACKAGE.parent / "models", _PACKAGE / "classify", _PACKAGE / "extract") for name in names]
    return sha256(b"".join(sha256(path.read_bytes()).digest() for path in places if path.is_file())).hexdigest()


def _versions(libraries: Iterable[str]) -> list[str]:
    """`NAME-VERSION.dist-info` of libraries."""
    found = set()
    for folder in filter(os.path.isdir, sys.path):
        for name in os.listdir(folder):
            if name.endswith(".dist-info") and name.lower().partition("-")[0] in libraries:
                found.add(name)
    return sorted(found)
