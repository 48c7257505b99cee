"""The entries of documents that are kept for the next run, each by all that it depends on."""
from __future__ import annotations

from pathlib import Path

from pipeline.fingerprint import program
from pipeline.kept import Kept
from pipeline.run.document import Job
from pipeline.run.entry import Entry, load
from pipeline.store import to_json

CACHE = ".cache"


class Cache:
    """The entries in a folder. A damaged one counts as none, so that it is made again."""

    def __init__(self, folder: Path) -> None:
        self._kept = Kept(folder, program())

    def key(self, job: Job, data: bytes) -> str:
        """The name of the result for a document whose file holds `data`."""
        item = job.item
        told = [item.doc_id, item.name, item.path.suffix, to_json(item.plan) if item.plan else ""]
        if job.decisions:
            told += [job.file, *map(to_json, job.decisions)]
        return self._kept.name(data, *told)

    def path(self, key: str) -> Path:
        """The file of the entry of that name, which holds it sealed."""
        return self._kept.path(key)

    def load(self, key: str) -> Entry | None:
        """The entry of that name, if there is a sound one."""
        content = self._kept.load(key)
        return None if content is None else load(content)

    def save(self, key: str, content: bytes) -> None:
        """Keep an entry. Raises OSError."""
        self._kept.save(key, content)

    def sweep(self) -> None:
        """Take away what this run did not use, as far as that can be."""
        self._kept.sweep()
