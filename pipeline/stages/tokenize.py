"""Stage tokenize: document trees to SudachiPy's morphemes, kept as spaCy DocBins."""
from __future__ import annotations

from pathlib import Path

from pipeline.docbin import to_bytes
from pipeline.layout.document import Document
from pipeline.stages import into, kept, paths, run
from pipeline.store import load
from pipeline.tokens import tokenize


def work(doc_id: str, path: Path) -> bytes:
    document = load(Document, path)
    return to_bytes(document.reading.text, tokenize(document))


def main() -> None:
    trees, tokens = paths(__doc__, "documents", "tokens")
    into("tokenize", trees, trees, kept("tokenize", trees, libraries=("spacy",)), work, tokens, suffix=".spacy")


if __name__ == "__main__":
    run(main)
