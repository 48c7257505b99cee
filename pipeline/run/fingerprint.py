"""The fingerprint of the program: two that have the same give the same results for the same document."""
from __future__ import annotations

import os
import sys
import unicodedata
from hashlib import sha256
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_MODELS = (("classify", "pillars.json"), ("classify", "words.npz"), ("extract", "pillar_groups.json"))
_LIBRARIES = ("lxml", "markdown_it_py", "mdit_py_plugins", "numpy", "openpyxl", "pypdfium2", "sudachidict_core",
              "sudachipy")
"""What reads and analyses documents, as its folder of metadata is named."""


def program() -> str:
    """A hash over all that makes results and is no document: the code with its rules, the models, the version of Python and
    of the libraries that read and analyse."""
    digest = sha256()
    for path in _files():
        digest.update(f"{path.relative_to(_PACKAGE.parent)}\0".encode())
        digest.update(sha256(path.read_bytes()).digest())
    for word in (".".join(map(str, sys.version_info[:3])), unicodedata.unidata_version, *_versions()):
        digest.update(f"{word}\0".encode())
    return digest.hexdigest()


def _files() -> list[Path]:
    own = [path for path in _PACKAGE.rglob("*") if path.suffix in (".py", ".csv")]
    models = [folder / name for package, name in _MODELS for folder in (_PACKAGE.parent / "models", _PACKAGE / package)]
    return sorted(own) + [path for path in models if path.is_file()]


def _versions() -> list[str]:
    """`NAME-VERSION.dist-info` of the libraries."""
    found = set()
    for folder in filter(os.path.isdir, sys.path):
        for name in os.listdir(folder):
            if name.endswith(".dist-info") and name.lower().partition("-")[0] in _LIBRARIES:
                found.add(name)
    return sorted(found)
