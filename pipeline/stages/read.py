"""Stage read: raw/ and its registry to document trees; a document that cannot be read gets a line in `complaints`."""
from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import partial

from pipeline.complaint import Complaint
from pipeline.complaint import to_csv as complaints_csv
from pipeline.failure import ERRORS, Failure, failed, to_csv
from pipeline.files import write_atomically
from pipeline.folders import Folder
from pipeline.inputs import Input, find
from pipeline.layout import build
from pipeline.reading import SetAside, contents_of, read_input, remarks
from pipeline.stages import NOT_OF_A_DOCUMENT, kept, paths, run, tell
from pipeline.store import headed, parted, to_json


@dataclass(frozen=True, slots=True)
class Said:
    """What is to be said of a document that was read."""

    remarks: tuple[Complaint, ...] = ()


def work(item: Input, data: bytes) -> bytes:
    document = build(read_input(item, data))
    return headed(Said(tuple(remarks(document, item))), to_json(document).encode("utf-8"))


def main() -> None:
    raw, documents, complaints = paths(__doc__, "raw", "documents", "complaints")
    folder = Folder(documents)
    inputs, wrong = find([raw])
    failures: list[Failure] = []
    results = kept("read", documents)
    for item in inputs:
        try:
            data = contents_of(item)
            said, tree = parted(Said, results.made((item.doc_id, item.name, str(item.path), data), partial(work, item, data)))
            folder.write(f"{item.doc_id}.json", tree)
            wrong += said.remarks
        except SetAside as aside:
            wrong.append(aside.complaint)
            failures.append(Failure(item.doc_id, item.name, "read", aside.complaint.problem, aside.complaint.mend, fault=False))
        except NOT_OF_A_DOCUMENT:
            raise
        except Exception as error:
            failures.append(failed(item.doc_id, item.name, "read", error))
            tell(failures[-1])
    results.sweep()
    folder.write(ERRORS, to_csv(failures))
    folder.sweep()
    sys.stderr.writelines(f"{complaint}\n" for complaint in wrong)
    write_atomically(complaints, complaints_csv(wrong))


if __name__ == "__main__":
    run(main)
