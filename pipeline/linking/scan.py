"""Search for many strings at once: one pass over the text, in time that grows with the text and not with the strings."""
from __future__ import annotations

from itertools import compress, count
from operator import add
from typing import Iterable, Iterator


class Scanner:
    """Finds strings of two characters or more. The first two characters of each are looked up at every place of the text,
    so a place costs one look-up, and one more for each length of the strings that begin so."""

    def __init__(self, strings: Iterable[str]) -> None:
        lengths: dict[str, set[int]] = {}
        self._known = set(strings)
        for string in self._known:
            lengths.setdefault(string[:2], set()).add(len(string))
        self._lengths = {pair: sorted(found, reverse=True) for pair, found in lengths.items()}

    def hits(self, text: str) -> Iterator[tuple[int, str]]:
        """All places at which a string stands, with the string; longer ones first."""
        lengths, known = self._lengths, self._known
        pairs = list(map(add, text, text[1:]))
        for at in compress(count(), map(lengths.__contains__, pairs)):
            for length in lengths[pairs[at]]:
                if (string := text[at:at + length]) in known:
                    yield at, string
