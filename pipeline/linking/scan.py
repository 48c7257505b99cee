"""Search for many strings at once: one pass over the text, in time that grows with the text and not with the strings."""
from __future__ import annotations

import re
from typing import Iterable, Iterator


class Scanner:
    """Finds strings of two characters or more. A regular expression of two classes finds the places where a first and a
    second character of some string meet; there the pair is looked up, and one string for each length that begins so."""

    def __init__(self, strings: Iterable[str]) -> None:
        lengths: dict[str, set[int]] = {}
        self._known = set(strings)
        for string in self._known:
            lengths.setdefault(string[:2], set()).add(len(string))
        self._lengths = {pair: sorted(found, reverse=True) for pair, found in lengths.items()}
        first, second = (re.escape("".join(sorted({pair[k] for pair in lengths}))) for k in (0, 1))
        self._pairs = re.compile(f"[{first}](?=[{second}])" if lengths else r"(?!)")

    def hits(self, text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
        """All places in `text[start:end]` where a string begins, with the string; at one place the longest first. A
        string may end after `end`, but for its second character."""
        lengths, known = self._lengths, self._known
        for match in self._pairs.finditer(text, start, end):
            at = match.start()
            for length in lengths.get(text[at:at + 2], ()):
                if (string := text[at:at + length]) in known:
                    yield at, string
