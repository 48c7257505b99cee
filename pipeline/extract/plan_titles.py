"""The name of a plan in the title of its document."""
from __future__ import annotations

import re

_VISION = re.compile(r"^.{0,12}人口ビジョン(?:・|及び|と)(?=.*総合戦略)")  # the strategy that follows has the goals (まち・ひと・しごと創生法第9条)
_REPORT = re.compile(r"[ 　]*(?:(?:令和|平成|20)[0-9元]+年度?)?[ 　]*(?:の総括編?|(?:事業|取組|施策)(?:一覧表?|総括表|調書)|の?(?:総括|最終|中間|自己|外部|施策|政策|進捗|年次|実績|達成状況|実施状況|取組|成果|点検)?(?:評価書?|報告書?|状況報告書?|点検)(?:・評価)?(?:報告書)?|版)(?:[(（][^()（）]*[)）])?$")  # a report on the plan that it names
_PLAN = re.compile(r"(?:計画|戦略|ビジョン|プラン|構想|大綱|方針|指針|プログラム)(?:[ⅠⅡⅢⅣ0-9]*|20[0-9]{2})$")
_ABOUT = re.compile(r"[(（〔【](?:本文|本編|全文|概要|[^()（）]{0,16}(?:版|案|改[定訂]|見直し))[)）〕】]$|(?:[(（〔【].{0,20}[)）〕】])?(?:の(?:策定|改[定訂]|概要|見直し|ポイント|中間見直し))?(?:について|に関して)$|の(?:策定|概要|ポイント)$")


def of_title(title: str) -> str:
    """The plan's name in a title: without the words that only introduce it (…の策定について, …の概要)."""
    found = _VISION.sub("", _ABOUT.sub("", title)).strip() or title
    reported = _REPORT.sub("", found).strip()
    return reported if _PLAN.search(reported) else found
