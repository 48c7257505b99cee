"""How names of projects, systems and schemes end (rules/project_suffixes.csv)."""
from __future__ import annotations

import re
from functools import lru_cache

from pipeline.rules import load


@lru_cache(maxsize=1)
def suffixes() -> tuple[str, ...]:
    """Their last words, in the order of the file."""
    return tuple(row["suffix"] for row in load("project_suffixes") if row["level"] == "project")


@lru_cache(maxsize=1)
def alternatives() -> str:
    """The same as alternatives of a pattern."""
    return "|".join(map(re.escape, suffixes()))
