"""Results of documents that are kept for the next run, each under a name made of all that it depends on."""
from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from pipeline.files import write_atomically
from pipeline.run.document import Job
from pipeline.run.entry import Entry, load
from pipeline.run.fingerprint import program
from pipeline.store import to_json

CACHE = ".cache"


class Cache:
    """The entries in a folder. A damaged one counts as none, so that it is made again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._program = program()
        self._used: set[str] = set()

    def key(self, job: Job, data: bytes) -> str:
        """The name of the result for a document whose file holds `data`."""
        item = job.item
        told = [self._program, sha256(data).hexdigest(), item.doc_id, item.name, item.path.suffix]
        told.append(to_json(item.plan) if item.plan else "")
        if job.decisions:
            told += [job.file, *map(to_json, job.decisions)]
        return sha256("\0".join(told).encode("utf-8", "surrogatepass")).hexdigest()

    def path(self, key: str) -> Path:
        """The file of the entry of that name."""
        return self._folder / key

    def load(self, key: str) -> Entry | None:
        """The entry of that name, if there is a sound one."""
        try:
            entry = load(self.path(key).read_bytes())
        except (OSError, ValueError):
            return None
        self._used.add(key)
        return entry

    def save(self, key: str, content: bytes) -> None:
        """Keep an entry. Raises OSError."""
        write_atomically(self.path(key), content)
        self._used.add(key)

    def sweep(self) -> None:
        """Take away what this run did not use, as far as that can be."""
        for path in self._folder.glob("*"):
            if path.name not in self._used:
                with suppress(OSError):
                    path.unlink()
