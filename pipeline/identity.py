"""What a document says about itself: title, body, name of the plan, edition and period."""
from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline import prefectures
from pipeline.extract.mentions import DateMention
from pipeline.extract.plan_titles import of_title, without_brackets
from pipeline.extraction import Extraction
from pipeline.layout.document import Document, Unit
from pipeline.registry import Plan

_OPENING = 5  # units in which a plan names the body that issues it
_PLAN = re.compile(r"計画|戦略|ビジョン|プラン|構想|方針|大綱|指針|ロードマップ")
_EDITION = re.compile(r"第[0-9]+[期次]|(?:平成|令和)?[0-9]+年度?(?:改定|改訂)?版|改[定訂]版|中間見直し版")
_OTHER = re.compile(r"(?![本当同各全他前])\w{1,4}?県")
_OWN_PERIOD = re.compile(r"計画の?期間")
_SENTENCE = 160  # code points of a sentence before a range
_KIND = r"(?:計画|戦略|ビジョン|プラン|構想|大綱|方針|指針|プログラム)"
_BRACKETED = re.compile(r"[「『](?P<name>[^「」『』\n]{3,60})[」』] ?\((?:[^()]|\([^()]{0,40}\)){0,60}$")
_ITS_PERIOD = re.compile(rf"(?:[「『](?P<quoted>[^「」『』\n]{{3,60}})[」』](?:\([^()]{{0,40}}\))?|(?P<plain>(?:上位計画|第[0-9]+[次期]|国の|県の)[^、。「」『』はがを]{{0,40}}?{_KIND}))"
                         r"の(?:計画の?|推進|対象)?期間(?:は|が|である|を|:)?[^。]{0,20}$")
_OWN_PLAN = re.compile(rf"(?:本|この|新たな|新しい|新|次期){_KIND}")
_PLAN_OF_YEARS = re.compile(r"(?:まで)?の[0-9]{1,2}(?:年間|[かヶケカヵ箇]年間?)の計画(?:で|と|。)|(?:まで)?の[0-9]{1,2}(?:年間|[かヶケカヵ箇]年間?)を計画期間")
_EARLIER_PLAN = re.compile(r"前計画|前期計画|旧計画|前回の?計画|前プラン")


@dataclass(frozen=True, slots=True)
class Identity:
    """The columns of the documents table that say which plan a document is; empty where nobody states it."""

    title: str = ""
    prefecture_code: str = ""
    prefecture: str = ""
    plan_name: str = ""
    edition: str = ""
    period_start: str = ""
    period_end: str = ""


def identify(found: Extraction, plan: Plan | None = None) -> Identity:
    """The identity of a document: each value from its registry row, else from the document where it states it."""
    title = found.document.title
    registered = plan or Plan("", "")
    prefecture = registered.prefecture or _prefecture(found)
    first, last = registered.period_start, registered.period_end
    if not (first or last):
        first, last = _period(found)
    edition = _EDITION.search(title)
    return Identity(
        title=title,
        prefecture_code=registered.prefecture_code or prefectures.codes().get(prefecture, ""),
        prefecture=prefecture,
        plan_name=registered.plan_name or (without_brackets(of_title(title)).strip() if _PLAN.search(title) else ""),
        edition=registered.edition or (edition.group() if edition else ""),
        period_start=first,
        period_end=last,
    )


def _prefecture(found: Extraction) -> str:
    """The body in the title, else the one prefecture of Japan that the opening names; empty where several are named."""
    document = found.document
    opening = "\n".join(document.text(unit) for unit in document.units[:_OPENING])
    known = prefectures.named(document.title)
    if not known and (stated := _OTHER.match(document.title)):
        return stated.group()
    known = known or prefectures.named(opening)
    return known.pop() if len(known) == 1 else ""


def _period(found: Extraction) -> tuple[str, str]:
    """First and last day of the plan's own period: the range on the cover, else the first one under a heading 計画期間, else
    in a passage that says so, with no earlier plan named before it in its unit."""
    document = found.document
    in_tables = {document.unit_at(item.start).table for item in found.history}
    said: dict[int, tuple[int, bool]] = {}  # by unit: where it first names an earlier plan, whether it speaks of a period
    in_passage = headed = "", ""
    for date in found.dates:
        if date.kind != "range" or not date.first_day or date.relative:
            continue
        at = document.unit_index(date.start)
        unit = document.units[at]
        if at not in said:
            said[at] = _said(document.text(unit), unit.start)
        earlier, own = said[at]
        if earlier <= date.start or (unit.table >= 0 and unit.table in in_tables) or _of_another(document, unit, date.start):
            continue
        if document.sections and unit.section < 0 and date.role == "plan_period" and "。" not in document.text(unit):
            return date.first_day, date.last_day
        if not any(headed) and any(_OWN_PERIOD.search(section.title) for section in document.lineage(unit.section)):
            headed = date.first_day, date.last_day
        if (own or _says_own_years(document, unit, date)) and not any(in_passage):
            in_passage = date.first_day, date.last_day
    return headed if any(headed) else in_passage


def _of_another(document: Document, unit: Unit, start: int) -> bool:
    """Whether the sentence before a range says that it is the period of a plan that is not the document's own: in brackets
    behind a name in quotation marks, or …の計画期間は."""
    text = document.reading.text
    said = text[max(unit.start, text.rfind("。", unit.start, start) + 1, start - _SENTENCE):start]
    named = _BRACKETED.search(said) or _ITS_PERIOD.search(said)
    if named is None or not document.title:
        return False
    name, title = "".join((named["name"] if named.re is _BRACKETED else named["quoted"] or named["plain"]).split()), "".join(of_title(document.title).split())
    return not (name in title or title in name or _OWN_PLAN.match(name))


def _says_own_years(document: Document, unit: Unit, date: DateMention) -> bool:
    """Whether a sentence says of the document's own plan that it is one for the years of a range (…までの5か年の計画です)."""
    text = document.reading.text
    before = text[max(unit.start, text.rfind("。", unit.start, date.start) + 1, date.start - _SENTENCE):date.start]
    titled = document.title != "" and of_title(document.title) in before
    return (titled or _OWN_PLAN.search(before) is not None) and _PLAN_OF_YEARS.match(text, date.end, unit.end) is not None


def _said(words: str, start: int) -> tuple[int, bool]:
    """Where the words of a unit, which begins at `start`, have named an earlier plan (behind them if never), and whether
    they speak of the plan's period."""
    earlier = _EARLIER_PLAN.search(words)
    return start + (earlier.end() if earlier else len(words) + 1), _OWN_PERIOD.search(words) is not None
