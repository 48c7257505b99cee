"""The name of a plan in the title of its document."""
from __future__ import annotations

import re
from functools import lru_cache

from pipeline.extract.plan_words import KIND

_VISION = re.compile(r"^.{0,12}人口ビジョン(?:・|及び|と)(?=.*総合戦略)")  # the strategy that follows has the goals (まち・ひと・しごと創生法第9条)
_REPORT = re.compile(r"[ 　]*(?:(?:令和|平成|20)[0-9元]+年度?)?[ 　]*(?:の総括編?|(?:事業|取組|施策)の?(?:一覧表?|総括表|調書)|(?:の|に基づく|における|に係る)?(?:事業|取組|施策|具体的取組)の?(?:実施|進捗|取組|進行|達成)(?:の)?状況(?:一覧表?|調書|表|報告書?|シート|について)?|(?:実施|進捗|取組|進行|達成)(?:の)?(?:状況|管理)(?:一覧表?|調書|表|シート|について)|の?(?:総括|最終|中間|自己|外部|施策|政策|進捗|年次|実績|達成状況|実施状況|取組|成果|点検)?(?:評価書?|報告書?|状況報告書?|点検)(?:・評価)?(?:報告書)?|の?(?:(?:令和|平成|20)[0-9元]+年度の?)?(?:取組|実施|進捗|達成|進行)(?:の)?(?:状況|結果)|版)(?:[(（][^()（）]*[)）])?$")  # a report on the plan that it names
_PLAN = re.compile(r"(?:計画|戦略|ビジョン|プラン|構想|大綱|方針|指針|プログラム)(?:[ⅠⅡⅢⅣ0-9]*|20[0-9]{2}(?:[-~～–－][0-9]{2,4})?)$")
_ABOUT = re.compile(r"[ 　]*[(（〔【\[](?:PDF|ＰＤＦ|pdf|ワード|エクセル|Word|Excel)[^()（）\[\]]*[)）〕】\]]$|[ 　]*[/／][ 　]*(?:本文|本編|概要版?|全文|目次|トップ)$|[(（〔【](?:(?:本文|本編|全文|概要版?|第[0-9一二三四五六七八九十]+[章編部])(?:(?:の|その)[0-9一二三四五]+)?(?:・(?:本文|概要版?|第[0-9一二三四五六七八九十]+[章編部]))*|[^()（）]{0,16}(?:版|案|改[定訂]|見直し|抜粋|抜すい|抜き書き|抄録?|要約))[)）〕】]$|(?:[(（〔【].{0,20}[)）〕】])?(?:の(?:策定|改[定訂]|概要|見直し|ポイント|中間見直し))?(?:について|に関して)$|[ 　]*の?(?:策定|改[定訂])の?(?:背景|趣旨|経緯|考え方|経過)(?:と[一-龥]{1,6})?$|の(?:策定|概要|ポイント)$|[ 　]+(?:本編|本文|資料編|概要版|全体版|最終案|抜粋|抄)$")


_PART = re.compile(r"[ 　]*第[ 　]?[0-9一二三四五六七八九十IVXⅠ-Ⅻ]+[ 　]?(?:編|部|章|節|巻)(?:[ 　:：].*)?$")
_YEARLY = re.compile(r"[ 　]*(?:[(（]?(?:令和|平成|20)[0-9元]+年度?(?:[~～〜-][^ 　]{1,8}年度?)?[)）]?の?|[ 　])[ 　]*(?:実施計画|行動計画|年次計画|実行計画|推進計画|アクション[・ ]?プラン|事業計画)(?:書)?$")
_YEAR = r"(?:(?:19|20)[0-9]{2}|(?:昭和|平成|令和|[SHR])[0-9元]{1,2})(?: ?年度?)?"
_YEARS = re.compile(rf"^{_YEAR} ?[-~〜～–―ー] ?(?:{_YEAR}|[0-9]{{1,2}}(?:年度?)?)[ 　]+(?=[^ 　])")  # a period before the name
_REPORTED = re.compile(rf"{_YEAR}(?:版)?[ 　]+(?=[^ 　])")  # the year that a report on a plan is about
_ENDS = "~〜～―—–－-"
_SUBTITLE = re.compile(rf"(?:[ 　][{_ENDS}]|[~〜～―—]){{1,2}}[^{_ENDS}]{{3,60}}[{_ENDS}]{{1,2}}[ 　]?$")
_DRAFT = re.compile(rf"(?P<name>[^、。]{{3,40}}?{KIND}(?:20[0-9]{{2}}|[0-9IVXⅠ-Ⅻ]{{1,3}})?)(?:[(（]仮称[)）])?の?(?:骨子案?|素案|原案|中間案|最終案|案)(?:[(（][^()（）]{{1,12}}[)）])?(?:及び|並びに|と|・|の|に|について|[ 　【]|$)")  # of a plan that is drawn up
_BEFORE_NAME = re.compile(rf"^[~〜～―—]{{1,2}}[^{_ENDS}]{{3,60}}[~〜～―—]{{1,2}}[ 　]?(?=.*{KIND})")
_CLOSING = {")": "(", "）": "（", "】": "【", "〕": "〔"}
_PERIOD = re.compile(rf"[(（](?:計画期間[:： 　]*)?{_YEAR}(?:から)? ?[-~〜～–―ー]? ?(?:{_YEAR}|[0-9元]{{1,4}}年?度?)(?:まで)?[)）]")  # for which the plan is
_DECIDED = re.compile(r"(?:[0-9元] ?年|[0-9元][)）]年|(?:19|20)[0-9]{2}).*(?:策定|決定|改[定訂]|改正|議決|制定|公表)")


_OUTLINE = re.compile(rf"(?P<name>.{{2,60}}[^とやの、 　]{KIND})の(?:骨格|骨子案?|要旨|(?:施策)?体系図?)(?:について)?")  # not 歩みと計画の骨格
_PLAN_WORD = re.compile(KIND)
_QUOTED = re.compile(r"(?:次期|新たな|新|20[0-9]{2}年度?[ 　]*)?[「『]([^「」『』]{3,60})[」』](?:[(（][^()（）]{1,12}[)）])?(?:の?(?:概要|骨子|ポイント|要旨|案|素案|策定|公表|改定)?(?:について)?(?:[(（][^()（）]{1,12}[)）])?)?")  # 次期「…プラン」(素案)の概要


@lru_cache(maxsize=64)
def of_title(title: str) -> str:
    """The plan's name in a title: without the words that only introduce it (…の策定について, …の概要), without a period before
    it, a subtitle between dashes, or a date of decision in brackets behind it."""
    if (quoted := _QUOTED.fullmatch(title)) is not None and _PLAN.search(quoted[1]):
        return quoted[1].strip()
    if title[:1] + title[-1:] in ("「」", "『』") and title[0] not in title[1:] and _PLAN_WORD.search(title):
        return of_title(title[1:-1])  # 「港市ITプランの概要」
    if (outline := _OUTLINE.fullmatch(title)) is not None:
        return outline["name"].strip()
    if (draft := _DRAFT.match(title)) is not None:
        return draft["name"].strip()
    found = _VISION.sub("", _ABOUT.sub("", title)).strip() or title
    found = _of_part(found)
    found = _YEARS.sub("", _BEFORE_NAME.sub("", found, count=1), count=1) if _PLAN.search(_named(found)) else found
    found = _named(found)
    reported = _REPORT.sub("", found).strip()
    if not _PLAN.search(reported):
        return found
    year = _REPORTED.match(reported) if reported != found else None
    return reported[year.end():] if year else reported


def whole_of(title: str) -> str:
    """The plan of which a title names a part for a year or for its doing (…振興計画 令和7年度実施計画); empty where it names none."""
    part = _YEARLY.search(title)
    return "".join(title[:part.start()].split()) if part and _PLAN.search(title[:part.start()].rstrip()) else ""


def _of_part(title: str) -> str:
    """A title without the part of the plan that the document is (…総合計画2032 第3編 基本計画)."""
    part = _PART.search(title)
    return title[:part.start()] if part and _PLAN.search(title[:part.start()]) else title


_MOTTO = re.compile(rf"(?<=.)「(?![^「」]*{KIND}[^「」]{{0,4}}」)[^「」]{{3,30}}」$")  # behind a plan's name: …戦略「ほどけるまちへ」


def _named(title: str) -> str:
    """A title without the subtitle and the brackets with a date of decision that stand behind a plan's name; as it is where none does."""
    bare = title
    for _ in range(3):
        subtitle = _SUBTITLE.search(bare) or _MOTTO.search(bare)
        bare = _without_decision(bare[:subtitle.start()] if subtitle else bare).rstrip()
    return bare if _PLAN.search(without_brackets(bare).rstrip()) else title


def _without_decision(title: str) -> str:
    opened = bracket_start(title)
    return title[:opened] if opened > 0 and (_DECIDED.search(title, opened) or _PERIOD.fullmatch(title, opened)) else title


def bracket_start(title: str) -> int:
    """Where the bracket opens that closes at the end of a title, other brackets inside it or not; -1 if none does."""
    closed: list[str] = []
    for at in range(len(title) - 1, -1, -1):
        if title[at] in _CLOSING:
            closed.append(_CLOSING[title[at]])
        elif closed and title[at] == closed[-1]:
            closed.pop()
        if not closed:
            return at if at < len(title) - 1 else -1
    return -1


_INSIDE = re.compile(rf"(?P<before>[一-龥])\((?P<words>(?!仮称|素?案|原案|改[定訂]|概要|全国|第)[一-龥]{{1,4}})\)(?={KIND})")  # 介護保険事業(支援)計画
_AS_PRINTED = str.maketrans("〈〉", "()")


def without_brackets(title: str) -> str:
    """A title without what stands in brackets, other brackets inside it or not."""
    kept, open_ = [], 0
    if "(" in title:
        title = _INSIDE.sub(r"\g<before>〈\g<words>〉", title)
    for char in title:
        open_ += char in _CLOSING.values()
        if not open_:
            kept.append(char)
        open_ = max(0, open_ - (char in _CLOSING))
    return "".join(kept).translate(_AS_PRINTED) if not open_ else title.translate(_AS_PRINTED)
