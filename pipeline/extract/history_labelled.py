"""Cells of a table of earlier plans in which labels say what stands below or behind them (施策 … / 成果 …, 【取組】…, テーマ：…)."""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from pipeline.extract.history_cells import Column, joined
from pipeline.extract.history_headers import FIELDS, said
from pipeline.extract.history_items import WRAPPED, ends_line
from pipeline.extract.history_labels import Label, is_known, is_left, items, label
from pipeline.layout.document import Cell, Document, Unit

_FIRST = re.compile(r"[ ・○●◯◎◇◆□■▼▶*]*(?:[【〔<《\[(]([^【】〔〕<>《》\[\]()]{2,14})[】〕>》\])]|([^ 、。:|()0-9]{2,10})(?:([:|])| ?$| (?!$)))")
_OPENING = frozenset("【〔《<[")  # of a label behind what another says
_WORDS = re.compile(r"[\s【】〔〕<>《》\[\]():・|]+")
_LEAST = 2  # cells
_LONGEST, _KNOWN = 14, 6  # code points of a label, and of one behind words of the line above
Told = tuple[int, int, str]
"""An item and its field: start, end, theme, effort or outcome."""


def labelled(cells: Sequence[Cell]) -> bool:
    """Whether labels open at least half of the cells of a column, the header aside: such as signs close, or of two fields at least."""
    filled = [cell for cell in dict.fromkeys(cells) if cell.text]
    if len(filled) < _LEAST:
        return False
    heads = [_FIRST.match(unicodedata.normalize("NFKC", cell.text)) for cell in filled]
    found = [match for match in heads if match is not None and FIELDS.get(said([match[1] or match[2]])[0])]
    if 2 * len(found) < len(filled) or len(found) < _LEAST:
        return False
    return all(match[1] or match[3] for match in found) or any(len(_fields(cell.text)) > 1 for cell in filled)


def tells(cells: Sequence[Cell]) -> bool:
    """Whether labels in a column say what plans were about or achieved, and not only what was done."""
    return labelled(cells) and any(_fields(cell.text) - {"effort"} for cell in cells)


def _fields(text: str) -> set[str]:
    """The fields of the words of a cell that are labels by themselves, or of which the end is one that stood in a line of its own."""
    words = {*_WORDS.split(unicodedata.normalize("NFKC", text))}
    ends = {word[-n:] for word in words for n in range(2, _KNOWN + 1) if is_known(word[-n:])}
    return {FIELDS[name] for word in words | ends if 1 < len(word) <= _LONGEST and (name := said([word])[0]) in FIELDS}


def items_of(document: Document, cell: Cell, role: str, column: Column | None, beside: Sequence[str]) -> list[Told]:
    """The items of such a cell. role: of the column, for what stands above all labels; column: see `joined`; beside: the headers of the other columns."""
    field = FIELDS.get(role, "")
    found: list[Told] = []
    units = [document.units[k] for k in cell.units]
    parts = [part for unit in units for part in _parts(document, unit)]
    words = [head.words for _, _, head in parts if head is not None]
    roles = dict(zip(words, said([*words, *beside])))
    for start, end, head in parts:
        if head is not None:
            field, start = FIELDS.get(roles[head.words], ""), head.begins
        if start < end:
            found += [(a, b, field) for a, b in items(document, start, end) if a < b]
    if column is not None and len(units) > 1:
        fields = {start: field for start, _, field in found}
        return [(a, b, fields[a]) for a, b in joined(document, [(a, b) for a, b, _ in found], units, column) if fields[a]]
    return [item for item in found if item[2]]


def _parts(document: Document, unit: Unit) -> Iterator[tuple[int, int, Label | None]]:
    """A unit, parted before the labels that open its lines, and inside a line before those that signs close or that head columns."""
    reading, text = document.reading, document.reading.text
    places = {*reading.gaps(unit.start, unit.end), *(at for at in range(unit.start + 1, unit.end) if text[at] in _OPENING)}
    at, head = unit.start, _label(document, unit.start, unit.end, True)
    for place in sorted(places):
        opens = document.source.media_type not in WRAPPED or ends_line(reading, place)
        found = _label(document, place, unit.end, opens) if place > (head.begins if head is not None else at) else None
        if found is not None:
            yield at, _stripped(text, at, place), head
            at, head = place, found
    yield at, unit.end, head


def _stripped(text: str, start: int, end: int) -> int:
    while start < end and text[end - 1] in " \n/":
        end -= 1
    return end


def _label(document: Document, start: int, end: int, opens: bool) -> Label | None:
    """The label at a place, if it says what stands behind it, or that this was left to do; `opens`: a line begins there."""
    found = label(document, start, end)
    return found if found is not None and (found.role in FIELDS or is_left(found.words)) and (opens or found.signed or is_known(found.words)) else None
