"""Rows of a table of earlier plans in plain text: which lines of its first column, that holds terms, names and periods, open a row."""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from pipeline.layout.tables import role

_NUMBER = r"第 ?(?:[0-9一二三四五六七八九十]{1,2}|[IVX]{1,4}) ?[期次]|(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2}|[IVX]{1,4})期目?|1st|2nd|3rd|[4-9]th|(?:前々|前|現|旧|現行)計画|[前中後]期"
_KIND = "計画|戦略|プラン|ビジョン|構想|大綱|指針|プログラム"
_TERM = re.compile(rf"(?:{_NUMBER})(?:計画)?")
_NAME = re.compile(rf"(?:{_NUMBER})(?: ?[^、。]{{0,30}}(?:{_KIND})(?:21)?)?|[^、。]{{2,40}}(?:{_KIND})(?:21|20[0-9]{{2}})?")
_YEAR = r"(?:(?:昭和|平成|令和|[SHR]) ?)?(?:[0-9]{1,4}|元) ?年?度?(?:\([^()]{1,8}\))?年?度?"
_TO = "[~〜―–ー-]|から"
_RANGE = re.compile(rf"[(\[〔]?(?:計画期間:?|期間:?)? ?{_YEAR} ?(?:{_TO}) ?{_YEAR}(?:まで)?[)\]〕]?")
_BEGUN, _ENDED = re.compile(rf"[(\[〔]?{_YEAR} ?(?:{_TO})"), re.compile(rf"(?:{_TO})? ?{_YEAR}(?:まで)?[)\]〕]?")
_LENGTH = re.compile(r"[(\[〔]?[0-9]{1,2} ?(?:か|カ|ヶ|箇)?年(?:間|計画)?[)\]〕]?")
_BOTH = re.compile(rf"(.+?) ?({_RANGE.pattern})")


_ASIDE = r" ?[(\[〔][^()\[\]〔〕0-9]{1,12}[)\]〕]"  # (始動期)
_TERM_BOTH = re.compile(rf"{_TERM.pattern}(?:{_ASIDE})? ?[:、,]? ?{_RANGE.pattern}")


def is_term_with_period(text: str) -> bool:
    """Whether a text is the term of a plan and its period and nothing else (第1次 昭和61年度～平成12年度, 第3期（令和2～6年度）)."""
    return len(text) <= 60 and _TERM_BOTH.fullmatch(" ".join(unicodedata.normalize("NFKC", text).split())) is not None


def are_terms(keys: Sequence[str]) -> bool:
    """Whether the cells of a column are terms of plans (第1期, 第2期)."""
    return len(keys) > 1 and all(_TERM.fullmatch(unicodedata.normalize("NFKC", key)) for key in keys)


def openings(head: str, keys: Sequence[str]) -> list[int]:
    """Which of the cells of a first column, one a line, open rows, where they are terms or names of plans and their periods below, beside
    or above them (第4次 / 平成3～12年度); none where they are something else. head: the name of the column."""
    keys = [" ".join(unicodedata.normalize("NFKC", key).split()) for key in keys]
    if are_terms(keys):
        return list(range(len(keys)))
    kinds = _kinds(keys)
    if sum(kind in "rb" for kind in kinds) < 2:
        found = [k for k, key in enumerate(keys) if _TERM.fullmatch(key)]  # 第1次 / みなと県計画
        return found if len(found) > 1 and found[0] == 0 and all(map(_NAME.fullmatch, _names(keys, kinds, found))) else []
    first = kinds[0]
    if first == "r":
        found = [k for k, kind in enumerate(kinds) if kind == "r"]
        names = _names(keys, kinds, found)
        return found if all(name and _NAME.fullmatch(name) for name in names) or not any(names) and role(head) == "term" else []
    found = [k for k, kind in enumerate(kinds) if kind in "nb" and (k == 0 or kinds[k - 1] != "n")]
    return found if len(found) > 1 and all(_NAME.fullmatch(name) for name in _names(keys, kinds, found)) else []


def _kinds(keys: Sequence[str]) -> list[str]:
    """What the cells are: r a period, s the rest of one or its length, b a name and its period, n other words, as a name or a part of one."""
    kinds: list[str] = []
    for above, key, below in zip(["", *keys], keys, [*keys[1:], ""]):
        if kinds and (_LENGTH.fullmatch(key) or kinds[-1] == "r" and not _RANGE.fullmatch(above) and _ENDED.fullmatch(key)):
            kinds.append("s")
        elif _RANGE.fullmatch(key) or _BEGUN.fullmatch(key) or below[:1] in ("~", "〜") and _ENDED.fullmatch(below) and _ENDED.fullmatch(key):
            kinds.append("r")
        else:
            kinds.append("b" if _BOTH.fullmatch(key) else "n")
    return kinds


def _names(keys: Sequence[str], kinds: Sequence[str], found: Sequence[int]) -> list[str]:
    """The names of the plans in the rows that open with the cells `found`, without their periods."""
    words = [match[1] if kind == "b" and (match := _BOTH.fullmatch(key)) else key if kind == "n" else "" for key, kind in zip(keys, kinds)]
    return ["".join(words[a:b]).strip() for a, b in zip(found, [*found[1:], len(keys)])]
