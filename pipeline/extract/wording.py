"""Wording: patterns made of the words of rules/citation_words.csv, compiled at their first use."""
from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Callable

from pipeline.rules import load

_CLASS = re.compile(r"(?<!\?P)<([a-z_]+)>")


@cache
def any_of(kind: str) -> str:
    """A pattern that matches any word of a class, the longest first. Raises KeyError for a class without words."""
    rows = [row for row in load("citation_words") if row["class"] == kind]
    if not rows:
        raise KeyError(kind)
    rows.sort(key=lambda row: -len(row["word"]))
    return f"(?:{'|'.join(re.escape(row['word']) + _not_before(row['unless_before']) for row in rows)})"


@cache
def words(kind: str) -> frozenset[str]:
    """The words of a class."""
    return frozenset(row["word"] for row in load("citation_words") if row["class"] == kind)


def pattern(*parts: str) -> Callable[[], re.Pattern[str]]:
    """A function that returns the compiled pattern of the joined `parts`, in which `<class>` stands for any word of a
    class of citation_words.csv."""
    @lru_cache(maxsize=1)
    def compiled() -> re.Pattern[str]:
        return re.compile(_CLASS.sub(lambda match: any_of(match[1]), "".join(parts)))
    return compiled


def _not_before(stops: str) -> str:
    return f"(?!{'|'.join(map(re.escape, stops.split('|')))})" if stops else ""
