"""The texts that are measured: a sample plan, and the chapter of the corpus if there is one."""
from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MEGABYTE = 1_000_000  # bytes of UTF-8


@dataclass(frozen=True, slots=True)
class Text:
    """A text file and what it is called in tables."""

    name: str
    path: Path


def texts() -> list[Text]:
    """The sample, and the chapter if KEIKAKU_CORPUS or shared/corpus beside the repository has one."""
    corpus = Path(os.environ.get("KEIKAKU_CORPUS") or ROOT.parent / "shared" / "corpus")
    return [Text("sample", min((ROOT / "raw").glob("*.txt"))),
            *(Text("chapter", path) for path in sorted(corpus.glob("*.txt"))[:1])]


def size(megabytes: int) -> str:
    """What a size is called."""
    return f"{megabytes} MB" if megabytes else "as it is"


def repeated(text: Text, megabytes: int, folder: Path) -> Path:
    """A file in `folder` with the text repeated to at least a number of megabytes; 0: once."""
    content = text.path.read_bytes()
    path = folder / f"{text.name}-{megabytes}.txt"
    with path.open("wb") as file:  # piece by piece, so that this process stays small
        for _ in range(max(1, -(-megabytes * MEGABYTE // len(content)))):
            file.write(content)
    return path
