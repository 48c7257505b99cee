"""Plans that teach the pillar model beside those that are extracted: a folder of files of any format that is read."""
from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.classify.train import Example, examples
from pipeline.finding import find_measures
from pipeline.layout import build
from pipeline.readers import read

_SUFFIXES = (".txt", ".md", ".html", ".docx", ".xlsx", ".pdf")


def plans(folder: Path) -> list[tuple[str, Path]]:
    """The plans in a folder and its folders, in the order of their names, which are their paths there; none if there is no
    such folder."""
    return [(path.relative_to(folder).as_posix(), path) for path in sorted(folder.rglob("*")) if path.suffix in _SUFFIXES]


def of_file(name: str, path: Path) -> list[Example]:
    """The projects of the plan of that name whose pillars it states, without the answers of a model.

    What cannot be read raises as `pipeline.readers.read` does."""
    document = build(read(path))
    found = find_measures(document)
    return [replace(e, plan=name) for e in examples(document, found.pillars, found.measures, found.details)]
