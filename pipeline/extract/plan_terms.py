"""Which plans the terms in a list or a table of earlier plans stand for: 第3次 しおみICT戦略（平成24年3月策定）, 第4次（前プラン） …."""
from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.extract.of_text import OfText
from pipeline.extract.plan_words import KIND, names_plan
from pipeline.layout.numbering import ordinal

_LINE = re.compile(r"^第 ?(?P<figure>[0-9一二三四五六七八九十]{1,3}) ?(?P<kind>[期次])(?:\((?P<alias>[^()\n]{1,12})\)(?:計画)?[ \u3000]?"
                   r"|(?:計画)?(?:[ \u3000]*[:：][ \u3000]*|[ \u3000]+|\n(?:[^\n]{0,24}[年度][^\n]{0,16}\n)?|(?=「)))"
                   rf"「?(?P<name>(?!第)[^\n、。()【「」]{{2,40}}?{KIND}(?:20[0-9]{{2}}|[0-9]{{1,2}}|[IVX]{{1,3}})?)」?(?=[ \u3000]*(?:$|[(【〔]))", re.M)
_EARLIER = re.compile("[前旧]")


class Termed(NamedTuple):
    """The plans by their terms (第3次), in the text's order, and the one that a bracket behind its term calls 前計画 or the like ('': none)."""

    by_term: dict[str, str]
    before: str


@OfText
def named_by_term(text: str) -> Termed:
    """The plans that the lines of a text name behind their terms. Names without white space."""
    found: dict[str, str] = {}
    before = ""
    for match in _LINE.finditer(text):
        name = "".join(match["name"].split())
        if names_plan(name):
            found.setdefault(f"第{ordinal(match['figure'])}{match['kind']}", name)
            before = name if match["alias"] and _EARLIER.match(match["alias"]) else before
    return Termed(found, before)
