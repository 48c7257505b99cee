"""Notes beside the text: small lines in a narrow column of their own, left or right of all running text of a page."""
from __future__ import annotations

from itertools import pairwise
from typing import Collection, Sequence

from pipeline.readers.pdf_join import Text
from pipeline.readers.pdf_lines import Line, parted, rows
from pipeline.readers.pdf_notes import mark, parts

_SMALL = 0.93  # of the size of the text; a note is smaller
_BODY = 0.07  # of the size of the text; sizes that close are one
_LEAST = 3  # lines of running text that tell where their column ends
_LONG = 12  # code points of such a line
_APART = 2.0  # sizes from line to line; a wider gap parts what stands beside the text
_LETTER = 0.6  # sizes; a Latin letter is as wide at most


def asides(lines: Sequence[Line], size: float, calls: Collection[str]) -> tuple[list[Line], list[tuple[int, Text]]]:
    """The lines of a page without the notes beside its text, and these notes as `pdf_notes.parts` gives them; no notes where
    no mark opens one. size: of the text in points; calls: figures that stand raised in the document."""
    pieces = [piece for line in lines for piece in cut(line, size)]
    if not any(piece.size < _SMALL * size and mark(piece, calls) for piece in pieces):
        return list(lines), []
    body = [piece for piece in pieces if abs(piece.size - size) <= _BODY * size and len(piece.text) >= _LONG]
    if len(body) < _LEAST:
        return list(lines), []
    left, right = min(piece.left for piece in body), max(piece.edge for piece in body)
    top, bottom = min(piece.top for piece in body), max(piece.bottom for piece in body)
    outside = [piece for piece in pieces if piece.size < _SMALL * size and (piece.left >= right or piece.right <= left) and top - size <= piece.base <= bottom + size]
    notes: list[Line] = []
    for side in ([p for p in outside if p.right <= left], [p for p in outside if p.left >= right]):
        for group in _groups(side):
            notes += group if mark(group[0], calls) else ()
    if not notes:
        return list(lines), []
    taken = set(notes)
    return [piece for piece in pieces if piece not in taken], [(length, _unbroken(text)) for length, text in parts(notes, calls)]


def cut(line: Line, size: float) -> list[Line]:
    """The pieces of a line, parted where text meets small type across a gap."""
    gap = next((gap for gap in line.gaps if (gap.before < _SMALL * size) != (gap.after < _SMALL * size)), None)
    if gap is None:
        return [line]
    first, *rest = parted(line, (gap.left + gap.right) / 2)
    return [first, *(piece for each in rest for piece in cut(each, size))]


def _groups(side: Sequence[Line]) -> list[list[Line]]:
    """The lines of one side, from the top, in groups that wide gaps part, or a mark that opens a further note behind a gap."""
    found: list[list[Line]] = []
    for row in rows(side):
        if found and row[0].base - found[-1][-1].base <= _APART * row[0].size:
            found[-1] += row
        else:
            found.append(list(row))
    return found


def _unbroken(text: Text) -> Text:
    """A note without the spaces between its lines where all of them end at the edge of the column, so that lines end inside of words."""
    ends = [before.right for (_, before), (gap, after) in pairwise(text) if before.text[-1].isascii() and after.text[0].isascii()]
    right = max((line.right for _, line in text), default=0.0)
    if len(ends) < 2 or any(right - end > _LETTER * text[0][1].size for end in ends):
        return text
    return tuple(("", line) if gap == " " else (gap, line) for gap, line in text)
