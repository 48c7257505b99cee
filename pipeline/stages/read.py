"""Stage read: raw/ and its registry to document trees; a document that cannot be read gets a line in `complaints`."""
from __future__ import annotations

import sys

from pipeline.complaint import to_csv as complaints_csv
from pipeline.failure import ERRORS, Failure, failed, to_csv
from pipeline.files import write_atomically
from pipeline.folders import fresh
from pipeline.inputs import find
from pipeline.layout import build
from pipeline.reading import SetAside, contents_of, read_input, remarks
from pipeline.stages import NOT_OF_A_DOCUMENT, paths, run, tell
from pipeline.store import save


def main() -> None:
    raw, documents, complaints = paths(__doc__, "raw", "documents", "complaints")
    fresh(documents)
    inputs, wrong = find([raw])
    failures: list[Failure] = []
    for item in inputs:
        try:
            document = build(read_input(item, contents_of(item)))
            save(document, documents / f"{item.doc_id}.json")
            wrong += remarks(document, item)
        except SetAside as aside:
            wrong.append(aside.complaint)
            failures.append(Failure(item.doc_id, item.name, "read", aside.complaint.problem, aside.complaint.mend, fault=False))
        except NOT_OF_A_DOCUMENT:
            raise
        except Exception as error:
            failures.append(failed(item.doc_id, item.name, "read", error))
            tell(failures[-1])
    write_atomically(documents / ERRORS, to_csv(failures))
    sys.stderr.writelines(f"{complaint}\n" for complaint in wrong)
    write_atomically(complaints, complaints_csv(wrong))


if __name__ == "__main__":
    run(main)
