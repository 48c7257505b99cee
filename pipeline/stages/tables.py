"""Stage tables: mentions to validated tables (CSV, Parquet, Data Package) and the texts that their offsets count in."""
from __future__ import annotations

import sys

from pipeline.extraction import Extraction, Mentions
from pipeline.folders import documents
from pipeline.layout.document import Document
from pipeline.registry import load as load_registry
from pipeline.stages import paths, run
from pipeline.store import load
from pipeline.tables.collect import collect
from pipeline.tables.problem import RowError
from pipeline.tables.rows import join
from pipeline.tables.write import write_validated


def main() -> None:
    registry, trees, mentions, out = paths(__doc__, "registry", "documents", "mentions", "out")
    plans = {plan.doc_id: plan for plan in load_registry(registry).plans} if registry.exists() else {}
    parts, texts, problems = [], {}, []
    for doc_id, path in documents(trees):
        document = load(Document, path)
        found = Extraction.of(document, load(Mentions, mentions / path.name))
        texts[doc_id] = document.source.text
        try:
            parts.append(collect(found, plans.get(doc_id)))
        except RowError as error:
            problems.append(error.problem)
    if not problems:
        problems = write_validated(join(parts), texts, out)
    for problem in problems:
        print(problem, file=sys.stderr)
    sys.exit(2 if problems else 0)


if __name__ == "__main__":
    run(main)
