"""Plans that teach the pillar model beside those that are extracted: a folder of files of any format that is read."""
from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.classify.train import Example, examples
from pipeline.finding import find_mentions
from pipeline.layout import build
from pipeline.readers import read

_SUFFIXES = (".txt", ".md", ".html", ".docx", ".xlsx", ".pdf")


def of_files(folder: Path) -> list[Example]:
    """The projects of all plans in a folder and its folders whose pillars are stated; a plan is named by its path there.

    What cannot be read raises as `pipeline.readers.read` does; a folder that is not there teaches nothing."""
    found = []
    for path in sorted(p for p in folder.rglob("*") if p.suffix in _SUFFIXES):
        document = build(read(path))
        mentions = find_mentions(document)
        name = path.relative_to(folder).as_posix()
        found += [replace(e, plan=name) for e in examples(document, mentions.pillars, mentions.measures, mentions.details)]
    return found
