"""The columns of a line as a fixed font sets them: wide letters take two, and what stands between two columns."""
from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from itertools import accumulate
from typing import Literal, Sequence

Width = Literal["narrow", "wide", "single"]
"""How a program that drew a table counted: signs of ambiguous width (→, ①) as one column or as two, or each letter as one."""
WIDTHS: tuple[Width, ...] = ("narrow", "wide", "single")

_TAB = 4  # columns from one stop to the next
_OPENS_ITEM = re.compile(r"(?:[-*+]|(?:\d{1,9}|#)[.)])(?=\s|$)")


class Row:
    """A line of text and the column at which each of its letters begins."""

    def __init__(self, text: str, width: Width) -> None:
        self.text = text
        self._at = list(range(len(text) + 1)) if text.isascii() and "\t" not in text else list(accumulate(_widths(text, width), initial=0))

    @property
    def columns(self) -> int:
        """How many columns the line takes."""
        return self._at[-1]

    def column(self, index: int) -> int:
        """The column at which the letter at `index` begins."""
        return self._at[index]

    def index(self, column: int) -> int:
        """The index of the first letter at or behind a column; the length of the line where there is none."""
        return bisect_left(self._at, column)

    def letter(self, column: int) -> str:
        """The letter that begins at a column; empty inside a letter and behind the line."""
        index = self.index(column)
        return self.text[index] if index < len(self.text) and self._at[index] == column else ""

    def parts_at(self, column: int) -> bool:
        """Whether white space, or the end of the line, stands before a column."""
        index = self.index(column)
        return index == 0 or self.columns <= column or index < len(self.text) and self._at[index] == column and self.text[index - 1].isspace()


def _widths(text: str, width: Width) -> Sequence[int]:
    wide = {"narrow": "WF", "wide": "WFA", "single": ""}[width]
    widths = [0 if width != "single" and unicodedata.category(c) in ("Mn", "Me", "Cf") else 1 + (unicodedata.east_asian_width(c) in wide) if wide else 1
              for c in text]
    at = 0
    for index, letter in enumerate(text):
        if letter == "\t":
            widths[index] = _TAB - at % _TAB
        at += widths[index]
    return widths


def opened(text: str, lines: Sequence[tuple[int, int]]) -> list[bool]:
    """For each line of a cell, of which none is empty at its place in `text`: whether a paragraph or an item begins in it.

    lines: (start, end), trimmed; an empty one parts paragraphs and begins none."""
    found, fresh = [], True
    for start, end in lines:
        empty = end <= start
        found.append(not empty and (fresh or _OPENS_ITEM.match(text, start, end) is not None))
        fresh = empty or text[end - 1] == "\\"
    return found
