"""Folded text: what a reader reads without の, ・, quotation marks, hyphens, spaces and long vowels, and the way back."""
from __future__ import annotations

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass

_DROPPED = frozenset("・「」『』“”\"'のー \u3000‐‑–-")
_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


def fold(name: str) -> str:
    """A name in folded form."""
    return Folded.of(unicodedata.normalize("NFKC", name)).text


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `kept[i]` is the position of its character i in the text that was read."""

    text: str
    kept: list[int]

    @classmethod
    def of(cls, text: str) -> Folded:
        """Fold `text`; lines stay apart."""
        dropped = _DROPPED
        kept = [i for i, char in enumerate(text) if char not in dropped]
        joined = "".join(map(text.__getitem__, kept))
        lower = joined.lower()  # quicker than translate, but a few characters become two
        return cls(lower if len(lower) == len(joined) else joined.translate(_LOWER), kept)

    def start(self, position: int) -> int:
        """Where the character at `position` stood."""
        return self.kept[position]

    def end(self, position: int) -> int:
        """The place after the character before `position`."""
        return self.kept[position - 1] + 1

    def position(self, place: int) -> int:
        """The position of the first character that stood at `place` or after it."""
        return bisect_left(self.kept, place)
