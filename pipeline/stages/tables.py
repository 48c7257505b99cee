"""Stage tables: mentions to validated tables (CSV, Parquet, Data Package) and the texts that their offsets count in."""
from __future__ import annotations

import sys
from pathlib import Path

from pipeline.extraction import Extraction, Mentions
from pipeline.failure import ERRORS, to_csv
from pipeline.files import write_atomically
from pipeline.layout.document import Document
from pipeline.registry import load as load_registry
from pipeline.stages import each, kept, paths, run
from pipeline.store import load, to_json
from pipeline.tables.check import check, foreign
from pipeline.tables.collect import collect
from pipeline.tables.part import dump, part_of
from pipeline.tables.problem import RowError
from pipeline.tables.write import Validated


def main() -> None:
    registry, trees, mentions, out = paths(__doc__, "registry", "documents", "mentions", "out")
    plans = {plan.doc_id: plan for plan in load_registry(registry).plans} if registry.exists() else {}
    results = kept("tables", trees, libraries=("pandas", "pandera"))

    def work(doc_id: str, path: Path) -> bytes:
        document = load(Document, trees / path.name)
        tables = collect(Extraction.of(document, load(Mentions, path)), plans.get(doc_id))
        texts = {doc_id: document.source.text}
        if problems := check(tables, texts) or foreign(tables, doc_id):
            raise RowError(problems[0])
        return dump(part_of(tables, texts))

    with Validated(out, results) as output:
        failures = each("tables", mentions, trees, results, work, lambda path, content: output.add(content),
                        lambda doc_id: (to_json(plans[doc_id]),) if doc_id in plans else ())
        write_atomically(out / ERRORS, to_csv(failures))
        problems = output.finish()
    for problem in problems:
        print(problem, file=sys.stderr)
    sys.exit(2 if problems else 0)


if __name__ == "__main__":
    run(main)
