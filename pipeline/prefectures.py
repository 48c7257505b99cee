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


_MUNICIPALITY = r"(?!市町村|町村|市区町村)(?:[一-龥々ヶケノ]{1,6}?|[ぁ-ん]{2,5})(?:(?<!都)市|町|(?<![漁農山])村)(?![町村民街場政内域営立])"


def bodies(text: str) -> set[str]:
    """The prefectures of Japan that a text names for themselves, not only to say where a city, town or village lies (愛知県名古屋市)."""
    return {found[0] for found in _pattern().finditer(text) if _in_it().match(text, found.end()) is None}


@cache
def _in_it() -> re.Pattern[str]:
    return re.compile(rf"(?:[一-龥]{{1,5}}郡)?{_MUNICIPALITY}")


@cache
def _of_municipality() -> re.Pattern[str]:
    return re.compile(rf"[本当](?:市|町|村)(?![町村民街場])|(?:^|[ 　\n、。])(?:第[0-9一二三四五六七八九十]+[次期])?{_MUNICIPALITY}(?:は、|では、|[^、。\n]{{0,30}}(?:計画|戦略|プラン|ビジョン|構想|大綱)(?:$|[ 　(\n]))")


def is_of_municipality(text: str) -> bool:
    """Whether a text speaks of a city, town or village as its own (本市, 港南市は、, 港南市総合計画 on a line)."""
    return _of_municipality().search(text) is not None


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(codes()))
