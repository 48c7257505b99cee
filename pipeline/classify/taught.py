"""Plans that teach the pillar model beside those that are extracted: a folder of files of any format that is read."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.classify.train import Example, examples
from pipeline.extraction import Mentions
from pipeline.finding import find_mentions
from pipeline.layout import build
from pipeline.layout.document import Document
from pipeline.readers import read

_SUFFIXES = (".txt", ".md", ".html", ".docx", ".xlsx", ".pdf")


def of_files(folder: Path) -> list[Example]:
    """The projects of all plans in a folder and its folders whose pillars are stated; a plan is named by its path there.

    What cannot be read raises as `pipeline.readers.read` does; a folder that is not there teaches nothing."""
    return [replace(e, plan=name) for name, document, found in plans(folder)
            for e in examples(document, found.pillars, found.measures, found.details)]


def plans(folder: Path) -> Iterator[tuple[str, Document, Mentions]]:
    """Name, document and mentions of each plan, without the answers of a model."""
    for path in sorted(p for p in folder.rglob("*") if p.suffix in _SUFFIXES):
        document = build(read(path))
        yield path.relative_to(folder).as_posix(), document, find_mentions(document)
