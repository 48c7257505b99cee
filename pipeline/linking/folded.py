"""Folded text: what a reader reads without の, ・, quotation marks, hyphens, spaces and long vowels, and the way back."""
from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

_DROPPED = "・「」『』“”\"'のー \u3000‐‑–-"
_GAP = re.compile(f"([{re.escape(_DROPPED)}][{re.escape(_DROPPED)}]*)")  # opens with one class, which is searched fast
_DELETE = dict.fromkeys(map(ord, _DROPPED))
_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


def fold(name: str) -> str:
    """A name, in NFKC, in folded form."""
    return _lower(name.translate(_DELETE))


def _lower(text: str) -> str:
    lower = text.lower()  # quicker than translate, but a few characters become two
    return lower if len(lower) == len(text) else text.translate(_LOWER)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text. Its stretch from `_at[k]` on stood from `_from[k]` on, up to `_at[k + 1]`."""

    text: str
    _at: list[int]
    _from: list[int]

    @classmethod
    def of(cls, text: str) -> Folded:
        """Fold `text`; lines stay apart."""
        pieces = _GAP.split(text)  # by turns what stays and a gap
        kept = pieces[::2]
        at = [0, *accumulate(map(len, kept[:-1]))]
        return cls(_lower("".join(kept)), at, [0, *list(accumulate(map(len, pieces)))[1::2]])

    def start(self, position: int) -> int:
        """Where the character at `position` stood."""
        k = bisect_right(self._at, position) - 1
        return self._from[k] + position - self._at[k]

    def end(self, position: int) -> int:
        """The place after the character before `position`."""
        return self.start(position - 1) + 1

    def position(self, place: int) -> int:
        """The position of the first character that stood at `place` or after it."""
        k = bisect_right(self._from, place) - 1
        stop = self._at[k + 1] if k + 1 < len(self._at) else len(self.text)
        return min(self._at[k] + place - self._from[k], stop)
