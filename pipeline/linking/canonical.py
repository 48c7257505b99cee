"""Canonical names: the normal form of a measure's name, and the id that all spellings of the name share."""
from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

from pipeline.extract.measure_names import trim
from pipeline.rules import load
from pipeline.source import unspaced

_DIGITS = 10  # hexadecimal digits of an id: among a million names two different ones share one with a chance of 0.4
_SHORTEST = 3  # code points before 事業 that make a name without it
_YEAR = r"(?:(?:令和|平成|昭和)(?:元|[0-9]{1,2})|[HRS][0-9]{1,2}|(?:19|20)[0-9]{2})年度"
_LEAD_EDITION = re.compile(rf"(?:{_YEAR}(?:版|の)?|第[0-9]{{1,2}}期の?)(?=[^0-9のからまで~・-][^0-9])(?!補正|当初|繰越|以降|工(?!業|芸|場)|生(?!成|産|活|涯|態|物)|区|末)")
_TAIL_EDITION = re.compile(rf"[-~<]?(?:{_YEAR}|第[0-9]{{1,2}}[期次])(?:版|分)?[-~>]?$"
                           rf"|\((?:{_YEAR}|第[0-9]{{1,2}}[期次])(?:版|分)?\)$"
                           r"|(?:(?<=事業)|(?<=計画)|(?<=プラン)|(?<=プロジェクト)|(?<=プログラム)|(?<=作戦))(?:I{1,3}|IV|VI{0,3})$")
_WORD = "一-鿿々ァ-ヺーA-Za-z0-9"
_JOINTS = re.compile(rf"[・、,/&]|(?<=[{_WORD}]{{2}})[のと](?=[{_WORD}]{{2}})")
_SIGNS = re.compile(r"[\s「」『』“”〝〟\"'’!?☆★♪♡=＝‐‑–—―\-~〜]")
_KIND = re.compile(r"事業費?(?=$|[()])")
LONG_VOWEL = r"(?<=[ァ-ヺー]{3})ー(?![ァ-ヺー])"  # the end of a word of three sounds or more (JIS Z 8301, 長音符号)
_LONG_VOWEL = re.compile(LONG_VOWEL)


@lru_cache(maxsize=1)
def spellings() -> dict[str, str]:
    """Written forms of a word to the one they stand for, in NFKC."""
    return {unicodedata.normalize("NFKC", r["written"]): unicodedata.normalize("NFKC", r["norm"]) for r in load("name_spellings")}


@lru_cache(maxsize=1)
def _spelled() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(spellings(), key=lambda w: (-len(w), w)))))


@lru_cache(maxsize=65536)
def normal_form(name: str) -> str:
    """The form that all spellings of a measure's name have in common, and names of different measures have not.

    NFKC in lower case without white space, quotation marks, signs, marks and departments in brackets, the year or term
    of an edition, 事業 at the end; spellings of one word as in `rules/name_spellings.csv`; the long vowel at the end of a
    word, ・, 及び, and の and と between words dropped. Never empty for a name that holds a character that is no space."""
    start, end = trim(name, 0, len(name))  # before NFKC, which turns ① into a figure
    flat = unspaced(name[start:end] or name)
    bare = _edition_dropped(flat)
    bare = _spelled().sub(lambda m: spellings()[m.group()], _SIGNS.sub("", bare))
    bare = _LONG_VOWEL.sub("", _JOINTS.sub("", bare))
    if (kind := _KIND.search(bare, _SHORTEST)) is not None:
        bare = bare[:kind.start()] + _KIND.sub("", bare[kind.start():])
    return bare.casefold() or flat.casefold()


@lru_cache(maxsize=65536)
def canonical_id(name: str) -> str:
    """`k-` and ten hexadecimal digits of the SHA-256 of the name's normal form in UTF-8: the same in every run."""
    return "k-" + hashlib.sha256(normal_form(name).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def _edition_dropped(name: str) -> str:
    """A name without marks beside it and without the year or term of its edition, where something of it is left."""
    while True:
        start, end = trim(name, 0, len(name))
        bare = name[start:end] or name
        bare = _LEAD_EDITION.sub("", bare, count=1) if _LEAD_EDITION.match(bare) else bare
        cut = _TAIL_EDITION.search(bare)
        bare = bare[:cut.start()] if cut and cut.start() >= 3 else bare
        if bare == name or not bare:
            return name
        name = bare
