"""Cells of a table of earlier plans in formats that break lines: an item that goes on in the next line of its cell, which the format made an item of its own."""
from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.extract.history_lines import is_clause
from pipeline.layout.document import Cell, Document, Unit
from pipeline.layout.lines import in_bracket

Span = tuple[int, int]

_ON = re.compile(r"の(?=[一-鿿ァ-ヶ])|を|に(?=よる|おける|関する|向けた|対する|係る|伴う|応じた|基づく)|[ぁぃぅぇぉゃゅょっァィゥェォャュョッー、。・)」』]|及び|並びに|または|又は|など|等|する|され|して|した")
"""What no line opens with that is an item."""
_ASIDE = re.compile(r"\([^()]*\)$")  # a line in brackets
_BOUND = re.compile(r"(?:[へでとに]の|による|における|に関する|に対する|に向けた|ための|及び|並びに|又は|または|[のをへ、・])$")  # binds what stands before it to a deed behind it
_LATIN_END = re.compile(r"[へでとに]の ?(?!DX|GX)[A-Za-z][A-Za-z0-9-]*$")  # 教育現場へのICT: a place or a partner, and no deed yet
_WORD = re.compile(r"[!-~]+|.")

_SLACK = 2  # half widths by which Latin letters and figures may be wider than counted


class Column(NamedTuple):
    """What the lines of a column tell. wide: half widths of the longest; closes: whether some item closes with a verb (…を次の代へつなぐ)."""

    wide: int = 0
    closes: bool = False


def column_of(document: Document, cells: Sequence[Cell]) -> Column:
    """A column of a table, if a cell of it has several items."""
    cells = list(dict.fromkeys(cell for cell in cells if cell.units))
    if all(len(cell.units) < 2 for cell in cells):
        return Column()
    ends = [document.units[cell.units[-1]] for cell in cells]
    return Column(_widest(document, cells), any(is_clause(document.reading.text[unit.start:unit.end]) for unit in ends))


def joined(document: Document, items: Sequence[Span], units: Sequence[Unit], column: Column) -> list[Span]:
    """The items of a cell, those as one of which the later opens a unit of its own and yet goes on with the line above."""
    text = document.reading.text
    begun = {unit.start for unit in units[1:] if not unit.marker}
    found: list[Span] = []
    wrapped = False
    for start, end in items:
        if found and start in begun and goes_on(text[found[-1][0]:found[-1][1]], text[start:end]):
            wrapped = True
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    if not wrapped or column.closes:
        return found
    told, found = found, []
    for start, end in told:
        if found and start in begun and _is_described(text[found[-1][0]:found[-1][1]], text[start:end], column.wide):
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    return found


def goes_on(above: str, below: str) -> bool:
    """Whether a line goes on with the item in the line above: in its bracket, with what opens no item, with nothing but a bracket, or with the deed that it still wants."""
    return (in_bracket(above, below) or _ON.match(below) is not None or _ASIDE.match(below) is not None and not above.endswith(")")
            or _BOUND.search(above) is not None or _LATIN_END.search(above) is not None and not below.isascii())


def _is_described(above: str, below: str, wide: int) -> bool:
    """Whether a clause fills a line of its column and describes what the next line opens with (地域の課題を解く / ICTの利活用)."""
    word = _WORD.match(below)
    return is_clause(above) and not is_clause(below) and word is not None and halves(above) + halves(word.group()) + _SLACK > wide


def halves(words: str) -> int:
    """The width of words in halves of a letter."""
    return sum(1 + (unicodedata.east_asian_width(letter) in "FWA") for letter in words)


def _widest(document: Document, cells: Iterable[Cell]) -> int:
    """The width in halves of a letter of the longest printed line in cells."""
    reading, source = document.reading, document.source.text
    starts = [mark.start for mark in document.source.marks if mark.kind == "box"]
    longest = 0
    for unit in (document.units[k] for cell in cells for k in cell.units):
        for start, end in reading.spans(unit.start, unit.end) if unit.start < unit.end else ():
            places = [start, *starts[bisect_right(starts, start):bisect_left(starts, end)], end]
            longest = max(longest, *(halves(line) for a, b in pairwise(places) for line in source[a:b].split("\n")))
    return longest
