"""The words of rules/date_words.csv as parts of patterns."""
from __future__ import annotations

import re
from functools import cache
from collections.abc import Iterable

from pipeline.rules import load


@cache
def any_of(kind: str) -> str:
    """A pattern that matches any word of a class, the longest first. Raises KeyError for a class without words."""
    rows = [row for row in load("date_words") if row["class"] == kind]
    if not rows:
        raise KeyError(kind)
    rows.sort(key=lambda row: -len(row["word"]))
    return f"(?:{'|'.join(re.escape(row['word']) + not_before(row['unless_before']) for row in rows)})"


def not_before(words: str) -> str:
    """A pattern that fails before any of `words` (separated by `|`, may be empty)."""
    return f"(?!{_alternatives(words.split('|'))})" if words else ""


def not_after(characters: str) -> str:
    """A pattern that fails just after any of `characters` (may be empty)."""
    return f"(?<![{re.escape(characters)}])" if characters else ""


def ends_with(kind: str) -> tuple[str, ...]:
    """The words of a class for `str.endswith`."""
    return tuple(row["word"] for row in load("date_words") if row["class"] == kind)


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in words)
