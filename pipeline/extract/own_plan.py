"""The plan that a document is, or is a chapter of: by its title, or by the sentences that say what it is about."""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.extract.plan_titles import of_title, whole_of, without_brackets
from pipeline.extract.plan_words import DEFINED, KIND, NAME, NATIONAL, PLAN_END, QUOTED, names_plan, shortened, undated
from pipeline.layout.document import Document
from pipeline.layout.numbering import words_of

_COUNT = "[0-9一二三四五六七八九十]{1,2}(?:つ|本|個)の"
_SHORT = rf"(?:本|この|新)(?:{KIND}|書)"
_OWN_QUOTED = re.compile(rf"{NAME}{DEFINED}{_SHORT}[」』]")
_OWN_SHORT = re.compile(rf"以下[、,]?(?:単に)?[「『]{_SHORT}[」』]")
_BARE_NAME = rf"(?:第 ?[0-9一二三四五六七八九十]+ ?[期次])?[^、。「」『』()\n]{{1,12}}?(?:[都道府県市区町村]|連合|組合)(?!の)[^、。「」『』()\n]{{1,30}}?{KIND}(?:20[0-9]{{2}}|[IVX]{{1,3}})?"
_MADE_NOW = re.compile(rf"(?:新たに|新しく|今回|今般)、?{NAME}(?:\([^()\n]{{1,40}}\))?を(?:策定|作成|決定|定め|まとめ)(?:する|した|し|ます|る|た)|(?:新たに|新しく|今回|今般|次に)(?:(?:策定|作成|決定)(?:する|される|した|します)|(?:定め|まとめ)(?:る|た|ます)){NAME}|{NAME}を(?:新たに|新しく|今回|今般|ここに)(?:策定|作成|決定|定め)|{NAME}を(?:策定|作成)(?:するもの|することと)|(?:^|(?<=[、。\n]))({_BARE_NAME})を(?:新たに|新しく|今回|今般|ここに)(?:策定|作成|決定|定め)")
_CALLED_SO = re.compile(rf"(?:(?:新しい|新たな|次の|本|この)?{KIND}の(?:正式な)?|(?:^|(?<=[。、\n])))名称(?:は|を)、?{NAME}(?:と(?:する|し|します)|である|です)|(?:本|この){KIND}(?:である|、|は、?){NAME}(?!を(?:踏まえ|上位|受け))|(?:本|この){KIND}(?P<direct>{NAME})|(?:本|この){KIND}\(({_BARE_NAME})\)")
_LASTS = re.compile(rf"(?:^|(?<=[。\n]))(?:(?:新たに|新しく|今回|今般)[一-龥ぁ-ん]{{0,6}}[るた])?(?:{NAME}|({_BARE_NAME}))(?:の(?:計画)?期間は、?[^。]{{4,60}}?(?:とする|とします|です|である)。|(?:\([^()\n]{{1,40}}\))?は、?[^。]{{0,24}}?から[^。]{{1,30}}?を(?:その|計画)?(?:の)?期間と(?:し|する)(?![^。]*[ただ]。))")
_THIS = re.compile(r"(?:^|(?<=[。\n\u3000 ]))(?:この|本)(?:章|編|部|書|調書|報告書?|評価書|点検書|一覧|資料|計画書|冊子|ページ)(?:では|には|は|で|に)、")
_BARE = re.compile(rf"{_BARE_NAME}(?![一-龥])")
_GOES_ON = re.compile(r"[」』]?(?:\([^()]{0,60}\))?(?:の(?:計画期間|期間|下|もと|うち|第|[一-龥]{1,6}(?:について|を(?:示|述|掲|定)))|を(?:年度|具体|推進|実施|進|着実|受け|分かり|構成)|で(?:定め|掲げ|示)|に(?:掲げ|定め|基づく|位置(?:付|づ)け|係る))")
_KINDS_ONLY = re.compile(rf"(?:アクション|実施|行動|実行|推進|年次|事業|基本|前期|中期|後期|・)*{KIND}(?:書|一覧)?")  # アクションプラン is a part of some plan
_COINED = re.compile(r"[^の]{1,10}[都道府県市区町村](?!民|政|内|土|庁|役|づくり)(?!の).{2,}")  # みなと県DX航路図
_AND_ITS = re.compile(rf"(?P<plan>.{{4,}}{KIND})(?:・|及び|と)(?:実施|行動|推進|実行|アクション)(?:計画|プラン|プログラム)")
_TERM = re.compile("第[0-9一二三四五六七八九十]{1,2}[期次]")
_ALSO = re.compile(rf"[(（][^()（）]{{4,40}}?{KIND}[)）]$")  # …デジタル未来戦略（第2期…官民データ活用推進計画）
_NAMES = re.compile(rf"{KIND}|20[0-9]{{2}}$|[都道府県市区町村].{{2,}}")  # words beside 本計画 that are its name, no motto
_SENTENCE = 200  # code points


def own_plan(document: Document) -> str:
    """The plan in the document's title; of a yearly part of a plan (… 令和7年度実施計画) the plan of which a sentence says that it
    has pillars; of a chapter without a title, or with one that only names a kind of plan, the plan that it calls 本計画, or
    says that it is about; '' for none."""
    title = of_title(document.title)
    whole = whole_of(title)
    text = document.reading.text
    if whole and (whole in _having(text) or _has_as(text, whole)):
        return whole
    bare = "".join(without_brackets(title).split())
    if PLAN_END.search(bare) and not _KINDS_ONLY.fullmatch(bare):
        called = _defined(text)  # 第3次…総合計画 in one line of the cover, 後期基本計画 in the next
        if len(called) > len(bare) and called.startswith(bare) and _KINDS_ONLY.fullmatch(called[len(bare):]):
            return called
        if (both := _AND_ITS.fullmatch(bare)) is not None and not called.startswith(bare):
            return both["plan"]  # …行政改革大綱・実施計画
        if called.endswith(bare) and _TERM.fullmatch(called[:-len(bare)]):
            return called  # 第2期 in a line of its own over the title
        return bare if called == bare and _ALSO.search(title) else title
    return _called_own(text) or title  # the title of a chapter (情報化のあゆみ) names no plan


@lru_cache(maxsize=2)  # of the document at hand
def _called_own(text: str) -> str:
    """The plan that a text calls its own; '' for none."""
    found = _defined(text)
    found = found or next((name for m in _CALLED_SO.finditer(text) if (name := next(g for g in m.groups()[::-1] if g)) and not NATIONAL.match(name) and (m["direct"] or _NAMES.search(name))), "")
    found = found or next((name for m in _MADE_NOW.finditer(text) if names_plan(name := next(g for g in m.groups() if g)) or _COINED.match(name)), "")
    found = found or next((m[1] for m in _lent().finditer(text) if names_plan(m[1]) and not NATIONAL.match(m[1])), "") or next(_told(text), "")
    found = found or next((name for m in [*_LASTS.finditer(text)][::-1] if names_plan(name := m[1] or m[2]) and not NATIONAL.match(name)), "")
    return undated("".join(found.split()))


@lru_cache(maxsize=2)  # of the document at hand
def _defined(text: str) -> str:
    """The plan for which a text says 本計画 from here on; '' for none."""
    match = _OWN_QUOTED.search(text)
    found = next(iter([match[1]] if match else [text[a:b] for a, b, _ in shortened(text, _OWN_SHORT)]), "")
    return "".join(found.split())


def _told(text: str) -> Iterator[str]:
    """The plans that sentences about this chapter or book name as what it is a part of (本書は、…計画を年度ごとの取組に…; この章には、…計画の
    期間に…)."""
    for this in _THIS.finditer(text):
        end = (text.find("。", this.end(), this.end() + _SENTENCE) + 1) or this.end()
        for match in sorted((m for pattern in (QUOTED, _BARE) for m in pattern.finditer(text, this.end(), end)), key=lambda m: m.start()):
            name = match[1] if match.re is QUOTED else match[0]
            if names_plan(name) and not NATIONAL.match(name) and _GOES_ON.match(text, match.end(1) if match.re is QUOTED else match.end()):
                yield name


@lru_cache(maxsize=1)
def _lent() -> re.Pattern[str]:
    """The plan whose pillars a document without a plan's title goes by (総合計画「…」に掲げる3つの柱に沿って, 「…」の4本の柱に基づき)."""
    told = "(?:に|で|が)(?:掲げ|示|定め|位置(?:付|づ)け)[^。「」0-9]{0,12}"
    return re.compile(rf"(?<!国の)(?<!政府の)(?<![省庁]の){NAME}(?:{told}|の|における){_COUNT}(?:{'|'.join(words_of('pillar'))})")


def _counting() -> str:
    """What says behind a plan's name how many pillars it has (は、次の四つの挑戦)."""
    return rf"(?:(?:では|は|が|に)、?[^。「」]{{0,16}}?|の(?:次の|以下の|下記の)?){_COUNT}(?:{'|'.join(words_of('pillar'))})"


@lru_cache(maxsize=2)  # of the document at hand
def _has_as(text: str, plan: str) -> bool:
    """Whether a text says by the short name that it gives to a plan (…経営戦略(以下「戦略」という。)) that this has so many pillars."""
    short = re.search(rf"{re.escape(plan)}[」』]?(?:\([^()]{{0,40}}[。、(])?\(?以下[、,]?(?:単に)?「([^「」]{{2,12}})」", text)
    if short is None:
        return False
    return re.search(rf"(?:^|(?<=[。、\n同]))(?:本|この)?{re.escape(short[1])}{_counting()}", text) is not None


@lru_cache(maxsize=2)  # of the document at hand
def _having(text: str) -> frozenset[str]:
    """The plans of which a text says how many pillars they have (…計画(令和5年度~令和9年度)は、3つの基本方針を掲げ)."""
    text = "".join(text.split())
    after = re.compile(rf"[」』]?(?:\([^()]{{0,40}}\))?{_counting()}")
    ends = re.finditer(KIND, text)
    found = [text[max(0, m.start() - 40):m.end()] for m in ends if after.match(text, m.end())]
    return frozenset(name[k:] for name in found for k in range(len(name)))
