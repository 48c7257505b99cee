"""The 47 prefectures of Japan: code to name, name to code, and those that a text names."""
from __future__ import annotations

import re
from functools import cache

from pipeline.rules import load


@cache
def names() -> dict[str, str]:
    """JIS X 0401 code to name."""
    return {row["code"]: row["name"] for row in load("prefectures")}


@cache
def codes() -> dict[str, str]:
    """Name to JIS X 0401 code."""
    return {name: code for code, name in names().items()}


@cache
def readings() -> tuple[str, ...]:
    """How the prefectures are read, without 都, 府 and 県, as names of plans call them (みえ, ふくしま)."""
    return tuple(row["reading"] for row in load("prefectures"))


def named(text: str) -> set[str]:
    """The names of prefectures of Japan that stand in a text."""
    return set(_pattern().findall(text))


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(codes()))
