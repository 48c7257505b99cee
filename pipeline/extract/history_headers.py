"""Headers of tables of earlier plans: which column or row says what a plan was about, worked on and achieved."""
from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.layout.document import Cell
from pipeline.layout.tables import role
from pipeline.rules import load
from pipeline.source import unspaced

FIELDS = {"theme": "theme", "pillar": "theme", "target": "theme", "effort": "effort", "project": "effort", "program": "effort",
          "description": "effort", "outcome": "outcome"}  # in a table of plans, 目標 and 基本方針 say what a plan was about
_LONGEST = 20  # code points of a header
_ASIDE = re.compile(r"[(\[〔][^()\[\]〔〕]*[)\]〕]|^[0-9.\s]+")
_OTHER = re.compile(r"(?:課題|問題点?|反省点?|[数率額費比値]|なかった.{0,4}|[日月年])$|と課題|及び課題|・課題|課題と|課題・|課題及び")  # what is left to do, amounts and days


class _Word(NamedTuple):
    word: str
    role: str
    place: str
    weak: str


_NONE = _Word("", "", "", "no")


def roles(rows: Sequence[Sequence[Cell]], headers: int) -> list[str]:
    """The role of each column from its header cells, the lowest that has one."""
    if not rows:
        return []
    return _settled([next((word for row in reversed(rows[:headers]) if (word := _said(row[c].text)).role), _NONE) for c in range(len(rows[0]))])


def said(headers: Sequence[str]) -> list[str]:
    """The roles of headers beside each other."""
    return _settled([_said(header) for header in headers])


def _settled(found: Sequence[_Word]) -> list[str]:
    """The roles, those of words that give way settled by the others."""
    strong = {FIELDS.get(word.role, "") for word in found if word.weak == "no"}
    stressed = "effort" if "theme" in strong and "effort" not in strong else "theme"
    return [stressed if word.weak == "either" else "" if word.weak == "yes" and word.role in strong else word.role for word in found]


def header_rows(rows: Sequence[Sequence[Cell]], headers: int) -> int:
    """How many rows at the top name the columns, with one below merged headers whose cells are all names of columns."""
    if headers == 0 and len(rows) > 2 and _names_columns(rows[0]):
        return 1
    if headers != 1 or len(rows) < headers + 2 or all(cell.colspan == 1 for cell in rows[0]):
        return headers
    return 2 if all(cell is rows[0][c] or _said(cell.text).role for c, cell in enumerate(rows[1])) else 1


def _names_columns(row: Sequence[Cell]) -> bool:
    """Whether a first row that the format marks as no header names, in at least half of its cells, what each plan was about, did and reached, and
    when it ran (次, 期間, 目標, 手立て, 得たもの)."""
    told = [_said(cell.text).role for cell in dict.fromkeys(row) if cell.text]
    return 2 * sum(map(bool, told)) >= len(told) and sum(name in FIELDS for name in told) > 1 and bool({"period", "term"} & {*told})


@lru_cache(maxsize=4096)
def _said(header: str) -> _Word:
    """What a header says: its role, and whether it gives way to other columns."""
    flat = unspaced(header)
    known = role(header)
    if not flat or len(flat) > _LONGEST:
        return _NONE._replace(role=known)
    bare = _ASIDE.sub("", flat) or flat
    if known in ("term", "period") and role(of := bare.rpartition("の")[2]) in FIELDS:
        known = role(of)  # 計画期間の成果
    if _OTHER.search(bare) and (known in FIELDS or not known):
        return _NONE
    own = next((word for word in _words() if _heads(bare, word)), _NONE)
    return own if not known or own.weak == "either" else _NONE._replace(role=known)


def _heads(header: str, word: _Word) -> bool:
    return (header == word.word or word.place == "start" and header.startswith(word.word)
            or word.place == "end" and header.endswith(word.word) or word.place == "any" and word.word in header)


@lru_cache(maxsize=1)
def _words() -> tuple[_Word, ...]:
    """The words, the longest first."""
    return tuple(sorted((_Word(row["word"], row["role"], row["place"], row["weak"]) for row in load("history_headers")),
                        key=lambda word: -len(word.word)))
