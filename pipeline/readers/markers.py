"""The marks that call a note: `1`, `[1]`, `※1`, `注1`, `*1` and what they share, their marker."""
from __future__ import annotations

import re
import unicodedata

LONGEST = 8  # characters in a calling mark, brackets included

_MARK = re.compile(r"[\[(〔【]?(?:※|注釈|脚注|注記|注|註|\*)?\s*(\d{1,3}|[a-z]|[*※]{1,3}|[†‡§])[\])〕】]?")
_LEADING = re.compile(r"[\[(（［〔【]?(?:※|注釈|脚注|注記|注|註|\*|＊)?\s*[0-9０-９⁰¹²³⁴-⁹]{1,3}(?![0-9０-９])"
                      r"[\])）］〕】]?[.:：．、]?(?:\s+|(?<=[^0-9０-９]))")


def marker_of(mark: str) -> str:
    """The marker behind a printed mark, NFKC and without its dress (`［１］` and `※1` are `1`); empty if it is none."""
    if len(mark) > 3 * LONGEST:
        return ""
    found = _MARK.fullmatch(unicodedata.normalize("NFKC", mark).strip())
    return found.group(1) if found else ""


def leading_marker(text: str, start: int, end: int, marker: str) -> int:
    """Where the body of a note begins: behind its own printed marker if the note starts with it, else `start`.

    A bare figure needs a space or a full stop behind it, so `1件の意見` keeps its figure."""
    found = _LEADING.match(text, start, end)
    return found.end() if found and _printed(found) == marker else start


def opening_marker(text: str, start: int, end: int) -> str:
    """The marker that a stretch of text opens with, in the dress of notes ((注1) …, [1] …, 1 …); empty without one."""
    found = _LEADING.match(text, start, end)
    return _printed(found) if found else ""


def _printed(found: re.Match[str]) -> str:
    return marker_of(found.group().strip().rstrip(".:：．、"))
