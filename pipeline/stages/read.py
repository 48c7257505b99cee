"""Stage read: raw/ and its registry to document trees; a document that cannot be read gets a line in `complaints`."""
from __future__ import annotations

import sys

from pipeline.complaint import to_csv
from pipeline.files import write_atomically
from pipeline.folders import fresh
from pipeline.inputs import find
from pipeline.layout import build
from pipeline.reading import SetAside, contents_of, read_input, remarks
from pipeline.stages import paths
from pipeline.store import save


def main() -> None:
    raw, documents, complaints = paths(__doc__, "raw", "documents", "complaints")
    fresh(documents)
    inputs, wrong = find([raw])
    for item in inputs:
        try:
            document = build(read_input(item, contents_of(item)))
        except SetAside as aside:
            wrong.append(aside.complaint)
            continue
        wrong += remarks(document, item)
        save(document, documents / f"{item.doc_id}.json")
    sys.stderr.writelines(f"{complaint}\n" for complaint in wrong)
    write_atomically(complaints, to_csv(wrong))


if __name__ == "__main__":
    main()
