"""Programs of projects: the 施策 that a table's row or the heading above names for a project."""
from __future__ import annotations

from typing import Sequence

from pipeline.extract.mentions import Measure
from pipeline.extract.printed import cell_name, squash
from pipeline.layout.document import Cell, Document, Table


def find(document: Document, measures: Sequence[Measure]) -> list[int]:
    """For each measure the index of the program that the structure states for it, -1 where it states none.

    A row of a table states one in a cell that names a program of a heading, on a line of its own or with its number; an
    empty cell takes what stands above it. A heading states one for the projects under it that no table's row places;
    the nearest heading counts. Programs have none themselves."""
    headings = {m.section: k for k, m in enumerate(measures) if m.level == "program" and m.source == "heading"}
    by_name: dict[str, list[int]] = {}
    for k in headings.values():
        by_name.setdefault(squash(document.reading.text[measures[k].start:measures[k].end]), []).append(k)
    stated: dict[int, dict[int, str]] = {}
    return [_program(document, measure, measures, headings, by_name, stated) if measure.level == "project" else -1
            for measure in measures]


def _program(document: Document, measure: Measure, measures: Sequence[Measure], headings: dict[int, int],
             by_name: dict[str, list[int]], stated: dict[int, dict[int, str]]) -> int:
    unit = document.unit_at(measure.start)
    if unit.table >= 0:
        if unit.table not in stated:
            stated[unit.table] = _rows(document, document.tables[unit.table], by_name)
        name = stated[unit.table].get(unit.row, "")
        alike = [k for k in by_name.get(name, ()) if measure.pillar < 0 or measures[k].pillar in (-1, measure.pillar)]
        if len(alike) == 1:
            return alike[0]
        if name:
            return -1
    return next((headings[s.index] for s in document.lineage(measure.section)
                 if s.index in headings and measures[headings[s.index]].start != measure.start), -1)


def _rows(document: Document, table: Table, by_name: dict[str, list[int]]) -> dict[int, str]:
    """For each row of a table the program that it names."""
    if not by_name:
        return {}
    lengths = sorted({len(name) for name in by_name}, reverse=True)
    found: dict[int, str] = {}
    known: dict[tuple[int, int], str] = {}
    for column in range(len(table.grid[0]) if table.grid else 0):
        current = ""
        for number, row in enumerate(table.grid[table.header_rows:], table.header_rows):
            cell = row[column]
            if cell.text:
                key = cell.row, cell.column
                if key not in known:
                    known[key] = _named(document, cell, by_name, lengths)
                current = known[key]
            if current:
                found.setdefault(number, current)
    return found


def _named(document: Document, cell: Cell, by_name: dict[str, list[int]], lengths: Sequence[int]) -> str:
    """The program that a cell names, with or without its number."""
    text = squash(cell.text)
    name = next((text[-n:] for n in lengths if text[-n:] in by_name), "")
    return name if name and (name == text or squash(cell_name(document, cell)) == name) else ""
