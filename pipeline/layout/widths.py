"""The width of text on a page, in half widths."""
from __future__ import annotations

import unicodedata
from functools import lru_cache


def half_widths(text: str) -> int:
    """The width of a text on the page."""
    return sum(map(_half_width, text))


@lru_cache(maxsize=4096)  # a text has the same few thousand characters at most
def _half_width(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1
