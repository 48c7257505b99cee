"""Roles of headers and labels: what the words over a column, at the head of a row or before a colon say is stated."""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.layout.tables import role as table_role
from pipeline.rules import load
from pipeline.source import unspaced

_BRACKETS = re.compile(r"[(\[【〔<][^()\[\]【】〔〕<>]*[)\]】〕>]")
_INSIDE = re.compile(r"[(\[]([^()\[\]]+)[)\]]$")
_YEAR = re.compile(r"[HRSr]?(?:平成|令和)?[0-9元]{1,4}(?:年度?)?")
_LONGEST = 24  # code points of a header
_ARROW = re.compile(r"[→⇒➡~〜]")
_SHORT = 2  # code points; so short a word stands at the end of a header only


@dataclass(frozen=True, slots=True)
class Role:
    """What a header says: `name` (department, indicator, baseline, target, ...; '' for nothing) and, of a department,
    the part that it plays as `label`."""

    name: str
    label: str = ""


_NONE = Role("")


@lru_cache(maxsize=4096)
def detail_role(header: str) -> Role:
    """The role of a header or label; words in detail_headers.csv first, then those in table_headers.csv."""
    flat = unspaced(header)
    if not flat or len(flat) > _LONGEST:
        return _NONE
    bare = _BRACKETS.sub("", flat).strip("・*※:") or flat
    sides = _ARROW.split(bare)
    if len(sides) == 2 and [detail_role(side).name for side in sides if side] == ["baseline", "target"]:
        return Role("change")
    if "・" in bare and len(parts := bare.split("・")) == 2 and [detail_role(part).name for part in parts] == ["description", "schedule"]:
        return Role("description")  # 事業概要・スケジュール
    known, words = _words()
    for word, found, whole in known if bare.startswith(words) or bare.endswith(words) else ():
        if bare == word or not whole and (bare.endswith(word) or len(word) > _SHORT and bare.startswith(word)):
            return found
    inside = _INSIDE.search(flat)
    if inside and len(bare) < len(flat) and (_YEAR.fullmatch(bare)) and (found := detail_role(inside[1])).name:
        return found  # 令和5年度(実績)
    return Role(table_role(header))


@lru_cache(maxsize=1)
def _words() -> tuple[tuple[tuple[str, Role, bool], ...], tuple[str, ...]]:
    """The words with their roles and whether they stand alone, the longest first; and the words alone."""
    rows = [(row["word"], Role(row["role"], row["label"]), row["whole"] == "yes") for row in load("detail_headers")]
    rows.sort(key=lambda row: -len(row[0]))
    return tuple(rows), tuple(word for word, _, _ in rows)


@lru_cache(maxsize=16)
def words(kind: str) -> tuple[str, ...]:
    """The words of a class of detail_words.csv, longest first."""
    return tuple(sorted((row["word"] for row in load("detail_words") if row["class"] == kind), key=lambda w: -len(w)))
