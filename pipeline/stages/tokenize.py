"""Stage tokenize: document trees to SudachiPy's morphemes, kept as spaCy DocBins."""
from __future__ import annotations

from pipeline.docbin import to_bytes
from pipeline.files import write_atomically
from pipeline.folders import documents, fresh
from pipeline.layout.document import Document
from pipeline.stages import paths, run
from pipeline.store import load
from pipeline.tokens import tokenize


def main() -> None:
    trees, tokens = paths(__doc__, "documents", "tokens")
    fresh(tokens)
    for doc_id, path in documents(trees):
        document = load(Document, path)
        write_atomically(tokens / f"{doc_id}.spacy", to_bytes(document.reading.text, tokenize(document)))


if __name__ == "__main__":
    run(main)
