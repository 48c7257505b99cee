"""The files of an output folder while they grow, document by document, and how they take their places: all or none."""
from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Mapping
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from pipeline.exchange import put_in_place
from pipeline.files import beside, sweep
from pipeline.tables import bibtex, csl, csv_form, parquet
from pipeline.tables.part import Part
from pipeline.tables.rows import TABLES
from pipeline.tables.schema import data_package, part_name

PART = 1_000
"""Documents of a file in Parquet; where there are more, a table has several."""


class Output:
    """Writes `out/tables/NAME.csv`, `citations.json` (CSL-JSON), `citations.bib`, `datapackage.json`, and
    `out/text/DOC_ID.txt`. Use it as a context; without `finish` nothing is replaced. `with_parquet`: copies in Parquet too,
    `NAME.parquet`, or for more than PART documents `NAME/part-00000.parquet` and so on, PART documents each.

    `alone`: nothing else stays in both folders, else files that are no tables and texts of other documents do.

    What is added goes to files beside the old ones at once, so that memory holds one document. Raises OSError."""

    def __init__(self, out: Path, with_parquet: bool = False, alone: bool = False) -> None:
        self._out, self._with_parquet, self._alone = out, with_parquet, alone
        self._new = beside(out / "out")
        self._files: dict[str, BinaryIO] = {}
        self._keys = bibtex.Keys()
        self._cuts: dict[str, list[list[int]]] = {}  # by table and part, the bytes between which row groups stand
        self.documents = 0
        self.rows = dict.fromkeys(TABLES, 0)

    def __enter__(self) -> Output:
        sweep(self._out)
        for folder in (self._new / "tables", self._new / "text"):
            folder.mkdir(parents=True)
        for name, row_type in TABLES.items():
            self._cuts[name] = [[self._file(f"{name}.csv").write(csv_form.header(row_type))]]
        self._file("citations.json").write(csl.FIRST)
        self._file("citations.bib")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            self._close()
        except OSError:  # the disk is full; what led here says so
            if error is None:
                raise
        finally:
            shutil.rmtree(self._new, ignore_errors=True)

    @property
    def waiting(self) -> Path:
        """A folder for what is not yet to be added, made when it is asked for; it is gone at the end."""
        folder = self._new / "waiting"
        folder.mkdir(exist_ok=True)
        return folder

    def add(self, part: Part) -> None:
        """Write the rows and texts of a document below those of the documents before it."""
        for name, lines in part.lines.items():
            file = self._files[f"{name}.csv"]
            self._cut(name, file.tell())
            file.write(lines)
            self.rows[name] += part.rows[name]
        if part.items:
            self._join("citations.json", csl.BETWEEN, csl.FIRST, part.items)
            entries = part.entries
            if any(self._keys.ending(doc_id) for doc_id in part.texts):
                entries = bibtex.written(csl.parted(part.items), self._keys)
            self._join("citations.bib", bibtex.BETWEEN, b"", entries)
        for doc_id, text in part.texts.items():
            (self._new / "text" / f"{doc_id}.txt").write_bytes(text)
        self.documents += len(part.texts)

    def finish(self, beside: Mapping[str, bytes], names: Collection[str] = tuple(TABLES)) -> None:
        """Put the tables of these `names` in their places, and the files `beside` them by their names in `out`; tables
        in Parquet that are older are taken away."""
        ends = self._files["citations.json"]
        ends.write((b"\n" if ends.tell() > len(csl.FIRST) else b"") + csl.LAST)
        if self._with_parquet:
            self._copy(names)
        self._close()
        tables = self._new / "tables"
        for name in TABLES:
            if name not in names:
                (tables / f"{name}.csv").unlink()
        if "citations" not in names:
            (tables / "citations.json").unlink()
            (tables / "citations.bib").unlink()
        parts = len(self._cuts["documents"]) if self._with_parquet else 1
        (tables / "datapackage.json").write_bytes(data_package(tuple(name for name in TABLES if name in names), parts))
        for name, content in beside.items():
            (self._new / name).write_bytes(content)
        self._replace()

    def _cut(self, name: str, at: int) -> None:
        """Begin a part or a row group of a table at this byte, if it is time."""
        parts = self._cuts[name]
        if self.documents and self.documents % PART == 0:
            parts[-1].append(at)
            parts.append([at])
        elif at - parts[-1][-1] >= parquet.GROUP:
            parts[-1].append(at)

    def _copy(self, names: Collection[str]) -> None:
        """Write the copies in Parquet."""
        for name in names:
            file = self._files[f"{name}.csv"]
            file.flush()
            parts = self._cuts[name]
            parts[-1].append(file.tell())
            folder = self._new / "tables" / (name if len(parts) > 1 else "")
            folder.mkdir(exist_ok=True)
            for number, cuts in enumerate(parts):
                target = folder / (part_name(number) if len(parts) > 1 else f"{name}.parquet")
                parquet.write(TABLES[name], Path(file.name), pairwise(cuts), target)

    def _replace(self) -> None:
        """Put every new file in its place; old ones stay until here, and then both folders are exchanged, each at once."""
        put_in_place(self._new / "text", self._out / "text", lambda path: self._alone)
        put_in_place(self._new / "tables", self._out / "tables", lambda path: self._alone or path.stem in TABLES)
        for path in self._new.iterdir():
            if path.is_file():
                os.replace(path, self._out / path.name)

    def _file(self, name: str) -> BinaryIO:
        self._files[name] = (self._new / "tables" / name).open("wb")
        return self._files[name]

    def _join(self, name: str, between: bytes, first: bytes, content: bytes) -> None:
        file = self._files[name]
        if file.tell() > len(first):
            file.write(between)
        file.write(content)

    def _close(self) -> None:
        for file in self._files.values():
            file.close()
