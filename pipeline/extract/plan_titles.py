"""The name of a plan in the title of its document."""
from __future__ import annotations

import re

_VISION = re.compile(r"^.{0,12}人口ビジョン(?:・|及び|と)(?=.*総合戦略)")  # the strategy that follows has the goals (まち・ひと・しごと創生法第9条)
_ABOUT = re.compile(r"[(（〔【](?:本文|本編|全文|概要|[^()（）]{0,16}(?:版|案|改[定訂]|見直し))[)）〕】]$|(?:[(（〔【].{0,20}[)）〕】])?(?:の(?:策定|改[定訂]|概要|見直し|ポイント|中間見直し))?(?:について|に関して)$|の(?:策定|概要|ポイント)$")


def of_title(title: str) -> str:
    """The plan's name in a title: without the words that only introduce it (…の策定について, …の概要)."""
    return _VISION.sub("", _ABOUT.sub("", title)).strip() or title
