"""Stage tokenize: document trees to SudachiPy's morphemes, kept as spaCy DocBins."""
from __future__ import annotations

from pathlib import Path

from pipeline.docbin import to_bytes
from pipeline.failure import ERRORS
from pipeline.files import write_atomically
from pipeline.folders import fresh
from pipeline.layout.document import Document
from pipeline.stages import each, paths, run
from pipeline.store import load
from pipeline.tokens import tokenize


def main() -> None:
    trees, tokens = paths(__doc__, "documents", "tokens")
    fresh(tokens)

    def work(doc_id: str, path: Path) -> None:
        document = load(Document, path)
        write_atomically(tokens / f"{doc_id}.spacy", to_bytes(document.reading.text, tokenize(document)))

    each("tokenize", trees, trees, work, tokens / ERRORS)


if __name__ == "__main__":
    run(main)
