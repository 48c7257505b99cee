"""What a document of any format may hold once it is read: the limits, their reasons, and what is said beyond them."""
from __future__ import annotations

from typing import Sequence

from pipeline.source import Mark, SourceText

MAX_CHARACTERS = 2_000_000
"""A plan of a thousand pages has half of it. So many of the costliest kind, dates and nothing else, take ten seconds."""
MAX_LINES = 150_000
"""A plan of a thousand pages has 50,000; each may be a block of its own, and so many take eight seconds and 400 MB."""
MAX_CELLS = 200_000
"""Cells of all tables, or tabs and bars that may part cells. The annexes of a plan have some ten thousand; so many take eight seconds and 400 MB."""
MAX_PLACES = 1_000_000
"""Rows times columns of all tables; each is laid out in full, so a few cells that span much need as much as many."""

_TOO_MANY_CELLS = f"tables of more than {MAX_CELLS:,} cells", "split it, or leave out the tables of mere data"


def problem(source: SourceText) -> tuple[str, str]:
    """What is beyond the limits in a document, and the mend; two empty strings for one within them."""
    if (found := problem_of_text(source.text)) != ("", ""):
        return found
    if sum(mark.kind == "cell" for mark in source.marks) > MAX_CELLS:
        return _TOO_MANY_CELLS
    if places(source.marks) > MAX_PLACES:
        return f"tables of more than {MAX_PLACES:,} places, rows times columns", "merge fewer cells, or leave out these tables"
    return "", ""


def problem_of_text(text: str) -> tuple[str, str]:
    """The same for a mere text, for readers that have to know before they look for its blocks."""
    if len(text) > MAX_CHARACTERS:
        return f"more than {MAX_CHARACTERS:,} characters", "split it"
    if text.count("\n") > MAX_LINES:
        return f"more than {MAX_LINES:,} lines", "split it"
    return _TOO_MANY_CELLS if text.count("\t") + text.count("|") > MAX_CELLS else ("", "")


def places(marks: Sequence[Mark]) -> int:
    """At least so many places as the grids of all tables have, and as their cells cover, which may overlap.

    marks: in order; a table is followed by its rows, a row by its cells with their spans (`rows,columns,`)."""
    total = 0
    rows: list[list[tuple[int, int]]] = []
    for mark in marks:
        if mark.kind == "table":
            total += _of_table(rows)
            rows = []
        elif mark.kind == "row":
            rows.append([])
        elif mark.kind == "cell" and rows:
            down, across = (mark.value.split(",") + ["1", "1"])[:2]
            rows[-1].append((int(down or 1), int(across or 1)))
    return total + _of_table(rows)


def _of_table(rows: Sequence[Sequence[tuple[int, int]]]) -> int:
    """The places of one table, from the spans (down, across) of the cells in each row."""
    height, widest, covered, reaching = len(rows), 0, 0, 0
    ending = [0] * (height + 1)  # columns of cells from above that end before a row
    for row, cells in enumerate(rows):
        reaching -= ending[row]
        width = reaching + sum(across for _, across in cells)
        widest, covered = max(widest, width), covered + width
        for down, across in cells:
            if down > 1:
                reaching += across
                ending[min(row + down, height)] += across
    return max(height * widest, covered)
