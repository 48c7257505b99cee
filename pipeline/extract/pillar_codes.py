"""The short names of pillars, by which headings and tables call them: 戦略1, 領域A, 柱II."""
from __future__ import annotations

import re

from pipeline.extract.printed import squash
from pipeline.layout.document import Document
from pipeline.layout.numbering import label_of, ordinal, parse

_LONGEST = 8  # code points of the word over a column of figures
_GOES_ON = re.compile(r"[0-9A-Za-z-]")


def code_of(document: Document, unit: int) -> str:
    """The word and number that a pillar carries where it is named: of its heading or item, or of the cell beside it, whose
    figure or letter the column's header counts (領域 over A). Empty where it carries none."""
    own = document.units[unit]
    if own.kind == "heading":
        section = next((s for s in document.sections if s.unit == unit), None)
        return worded(section.number) if section is not None else ""
    if own.kind != "cell":
        label = parse(document.text(own))
        return label.text if label is not None and label.word else ""
    table = document.tables[own.table]
    cell = table.grid[own.row][own.column]
    if (label := parse(document.text(own) + " ")) is not None and label.word:
        return label.text
    left = table.grid[own.row][own.column - 1] if own.column else cell
    figure, header = squash(left.text), squash(table.grid[0][left.column].text) if table.header_rows else ""
    if worded(figure):
        return figure
    return header + figure if left is not cell and ordinal(figure) and 0 < len(header) <= _LONGEST else ""


def worded(label: str) -> str:
    """A label that is a word with its number; '' for another."""
    found = label_of(label)
    return label if found is not None and found.word and squash(found.text) == squash(label) else ""


def parts_of(code: str) -> tuple[str, str]:
    """The word of a code and its figure or letter."""
    found = label_of(code)
    return (found.word, squash(found.text)[len(found.word):]) if found is not None else ("", "")


def opens_with(title: str, code: str) -> bool:
    """Whether a title calls a pillar by its code and goes on (領域Aの取組状況)."""
    return title.startswith(code) and (len(title) == len(code) or not _GOES_ON.match(title[len(code)]))
