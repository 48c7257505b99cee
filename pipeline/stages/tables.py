"""Stage tables: mentions to validated tables (CSV, Parquet, Data Package) and the texts that their offsets count in."""
from __future__ import annotations

import sys
from pathlib import Path

from pipeline.failure import ERRORS
from pipeline.extraction import Extraction, Mentions
from pipeline.layout.document import Document
from pipeline.registry import load as load_registry
from pipeline.stages import each, paths, run
from pipeline.store import load
from pipeline.tables.check import check
from pipeline.tables.collect import collect
from pipeline.tables.problem import RowError
from pipeline.tables.rows import Tables, join
from pipeline.tables.write import write_validated


def main() -> None:
    registry, trees, mentions, out = paths(__doc__, "registry", "documents", "mentions", "out")
    plans = {plan.doc_id: plan for plan in load_registry(registry).plans} if registry.exists() else {}
    parts: list[Tables] = []
    texts: dict[str, str] = {}

    def work(doc_id: str, path: Path) -> None:
        document = load(Document, trees / path.name)
        tables = collect(Extraction.of(document, load(Mentions, path)), plans.get(doc_id))
        if problems := check(tables, {doc_id: document.source.text}):
            raise RowError(problems[0])
        parts.append(tables)
        texts[doc_id] = document.source.text

    each("tables", mentions, trees, work, out / ERRORS)
    problems = write_validated(join(parts), texts, out)
    for problem in problems:
        print(problem, file=sys.stderr)
    sys.exit(2 if problems else 0)


if __name__ == "__main__":
    run(main)
