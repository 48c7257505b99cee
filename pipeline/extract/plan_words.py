"""Words for plans as texts print them: what kinds there are, which words are a name, and the name to which a bracket gives a short one."""
from __future__ import annotations

import re

from pipeline.layout.title_lines import KIND as KIND  # for all modules about plans

NAME = r"[「『]([^「」『』\n]{3,60})[」』]"
DEFINED = r"(?:\([^()\n]{0,40})?\(?以下[、,]?(?:単に)?[「『]"
PLAN_END = re.compile(r"(?:計画|戦略|ビジョン|プラン|構想|大綱|方針|指針|プログラム|宣言|ロードマップ)(?:[ⅠⅡⅢⅣ0-9IV]*|20[0-9]{2}(?:[-~–][0-9]{2,4})?)?(?:\([^)]*\))?$")
QUOTED = re.compile(r"[「『]([^「」『』]{2,60})[」』]")
NATIONAL = re.compile("日本|国土|国家|我が国|デジタル田園都市国家|デジタル社会の実現")
"""How names of the state's plans begin."""
COMMON = re.compile(rf"(?:本|この|次期?|前期?|新たな|新|現行の?|今期の?)?{KIND}")
"""本計画 is no name."""
_DEFINES = 60  # code points of a bracket before the short name in it
_LONGEST_QUOTED = 64  # code points
_LONGEST_NAME = 44  # code points
_QUOTED_BEFORE = re.compile(rf"{NAME}\Z")
HALF = r"(?:\((?:前期|中期|後期|第[0-9一二三四五六七八九十]{1,2}[期次])\))?"
"""Which of several plans of one name it is."""
_UNQUOTED = re.compile(rf"[^、。「」『』()\n]{{3,40}}{KIND}{HALF}\Z")
_LED = re.compile(r"(?:.*(?:した|された|する|している)(?=[^ぁ-ん])|.*[っいんきれけめえ][ただ](?=第\s?[0-9一二三四五六七八九十]|[^、。]{1,8}[都道府県市区町村][^民政内土庁])|(?:[こそ]のうち、?(?:直近の|最新の|最後の)?|直近の|最新の)|続く|次ぐ|.*[年月日](?:には|に|から)|.*(?:[年月]|年度)(?:から|に始ま[るっ]た?|までの?)の|.*(?:[はがにをでと]|から|及び)(?=第\s?[0-9]))")  # before an unquoted name (平成30年3月に第3次…計画)


def _opened(text: str, at: int) -> int:
    """Where the bracket opens in which a position stands, other brackets in it or not; the position itself where none does."""
    depth = 0
    for k in range(at - 1, max(-1, at - _DEFINES), -1):
        depth += (text[k] == ")") - (text[k] == "(")
        if depth < 0:
            return k
        if text[k] == "\n":
            break
    return at


DATED_TAIL = re.compile(r" ?\((?:[^()]{0,12}?(?:[0-9元]年(?!度?版)|[HRS][0-9]{1,2}[.年])[^()]{0,20})\)\Z")
"""The period or the date in a bracket behind a name in the same quotation marks (総合計画(令和3年3月議決)); an edition (令和3年版) is part of the name."""


def undated(name: str) -> str:
    """A plan's name without its `DATED_TAIL`."""
    return DATED_TAIL.sub("", name)


def names_plan(name: str) -> bool:
    """Whether words are the name of a plan, not a word for any plan."""
    return PLAN_END.search(name) is not None and not COMMON.fullmatch(name)


def shortened(text: str, short: re.Pattern[str]) -> list[tuple[int, int, str]]:
    """Where a text names the plans to which a bracket right behind gives a short name, and that name, in its order: …計画(以下「前計画」という。).

    short: matches from 以下 to the mark that closes the short name."""
    found: list[tuple[int, int, str]] = []
    for defined in short.finditer(text):
        at = _opened(text, defined.start())
        if (quoted := _QUOTED_BEFORE.search(text, max(0, at - _LONGEST_QUOTED), at)) is not None:
            found.append((*quoted.span(1), defined.group()[:-1].rpartition("「")[2]))
        elif (name := _UNQUOTED.search(text, max(0, at - _LONGEST_NAME), at)) is not None:
            found.append((led.end() if (led := _LED.match(text, *name.span())) is not None else name.start(), at, defined.group()[:-1].rpartition("「")[2]))
    return found
