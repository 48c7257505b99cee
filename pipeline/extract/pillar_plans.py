"""The plan whose pillars a sentence or a heading states: an earlier one that it names, or the document's own."""
from __future__ import annotations

import re

from pipeline.extract.plan_titles import of_title
from pipeline.layout.document import Document, Section, Unit

QUOTED = re.compile(r"[「『]([^「」『』]{2,60})[」』]")
PLAN_END = re.compile(r"(?:計画|戦略|ビジョン|プラン|構想|大綱|方針|指針|プログラム|宣言|ロードマップ)(?:[ⅠⅡⅢⅣ0-9IV]*|20[0-9]{2})?(?:\([^)]*\))?$")
_NUMBERED_PLAN = re.compile(r"第\s?[0-9一二三四五六七八九十]+[期次]\s?[一-龥ァ-ヶーA-Za-z0-9・]{2,30}(?:計画|戦略|ビジョン|プラン|構想|大綱)")
_EARLIER_TOPIC = re.compile(r"(?:^|。)前(?:計画|[期回次]の?(?:計画|プラン|戦略))(?:は|では)、")  # the next sentences go on about it
_EARLIER_TITLE = re.compile(r"^前(?:計画|[期回次]の?(?:計画|プラン|戦略))")
_FOLLOWED = re.compile(r"[」』]?(?:\([^()]{0,40}\))?(?:など|等)?(?:が(?:掲げ|示|定め|目指|描)|(?:で|に)(?:掲げ|示|定め|位置)|の(?:実現|目標|理念|考え方|方向性?|趣旨|推進)|"
                       r"[をに](?:踏まえ|基づ|即し|沿っ|受け|参考|勘案|支え|補完|実現|具体化|継承|引き継|加え|合わせ|併せ|対応|よ[りる])|と(?:の)?(?:整合|調和|連携|一体|併せ|合わせ|とも))")
_OWN = re.compile(r"(?:[ぁ-ん]{2,5}、)?(?:本|この|新たな|今期の?)(?:計画|戦略|ビジョン|プラン|構想|大綱|方針|指針)")
_EARLIER = re.compile(r"(?:前計画|前[期回次]の?(?:計画|プラン|戦略)|第\s?[0-9一二三四五六七八九十]+[期次]の?計画)(?!の(?:成果|評価|課題|結果|検証|総括|取組|実績|反省|進捗))")


def plan_of(document: Document, unit: Unit, at: int) -> str:
    """The plan whose pillars a sentence announces: the plan named in it before them, else the document's own."""
    text = document.text(unit)[:at]
    sentence = text.rfind("。") + 1
    text = text[sentence:]
    found = next((m.span(1) for m in QUOTED.finditer(text) if PLAN_END.search(m.group(1)) and _whose(text, m.end())), None)
    found = found or next((m.span() for m in _NUMBERED_PLAN.finditer(text) if _whose(text, m.end())), None)
    if found is not None:
        return document.reading.value(unit.start + sentence + found[0], unit.start + sentence + found[1])
    if _OWN.match(text):
        return own_plan(document)
    told = _EARLIER.search(text) or _EARLIER_TOPIC.search(document.text(unit)[:sentence]) or any(
        _EARLIER_TITLE.search(s.title) for s in document.lineage(unit.section))
    return _earlier_plan(document, unit) or ("" if _EARLIER.search(text) else own_plan(document)) if told else own_plan(document)


def _whose(text: str, end: int) -> bool:
    """Whether a sentence speaks of the plan whose name ends here, and does not follow it only (…を踏まえ, …に基づき)."""
    return _FOLLOWED.match(text, end) is None


def _earlier_plan(document: Document, unit: Unit) -> str:
    """The name given to 前計画 before a unit: 前計画「…」, 前計画である「…」, 「…」(以下「前計画」という。)."""
    before = document.reading.text[:unit.end]
    named = list(re.finditer(r"前(?:期|回|次)?の?(?:計画|プラン|戦略)(?:である|は、?|\()?[「『]([^「」『』\n]{3,60})[」』]", before)) + list(
        re.finditer(r"[「『]([^「」『』\n]{3,60})[」』](?:\([^()\n]{0,40})?\(?以下[、,]?[「『]前計画[」』]", before))
    if not named:
        return ""
    best = max(named, key=lambda m: m.start())
    return document.reading.value(best.start(1), best.end(1))


def own_plan(document: Document) -> str:
    return of_title(document.title)


def plan_above(document: Document, section: Section) -> str:
    """The earlier plan that a heading above names, else the document's own."""
    for upper in document.lineage(section.parent):
        if "前計画" in upper.title or re.search(r"これまでの|第[0-9]+期.*(?:成果|実績|評価)", upper.title):
            unit = document.units[section.unit]
            return _earlier_plan(document, unit) or own_plan(document)
    return own_plan(document)
