"""What a document says about itself: title, body, name of the plan, edition and period."""
from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline import prefectures
from pipeline.extract.plan_titles import of_title, without_brackets
from pipeline.extraction import Extraction
from pipeline.registry import Plan

_OPENING = 5  # units in which a plan names the body that issues it
_PLAN = re.compile(r"計画|戦略|ビジョン|プラン|構想|方針|大綱|指針|ロードマップ")
_EDITION = re.compile(r"第[0-9]+[期次]|(?:平成|令和)?[0-9]+年度?(?:改定|改訂)?版|改[定訂]版|中間見直し版")
_OTHER = re.compile(r"(?![本当同各全他前])\w{1,4}?県")
_OWN_PERIOD = re.compile(r"計画の?期間")
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
    """First and last day of the plan's own period: the first range under a heading 計画期間, else in a passage that
    says so, with no earlier plan named before it in its unit."""
    document = found.document
    in_tables = {document.unit_at(item.start).table for item in found.history}
    said: dict[int, tuple[int, bool]] = {}  # by unit: where it first names an earlier plan, whether it speaks of a period
    in_passage = "", ""
    for date in found.dates:
        if date.kind != "range" or not date.first_day or date.relative:
            continue
        at = document.unit_index(date.start)
        unit = document.units[at]
        if at not in said:
            said[at] = _said(document.text(unit), unit.start)
        earlier, own = said[at]
        if earlier <= date.start or (unit.table >= 0 and unit.table in in_tables):
            continue
        if any(_OWN_PERIOD.search(section.title) for section in document.lineage(unit.section)):
            return date.first_day, date.last_day
        if own and not any(in_passage):
            in_passage = date.first_day, date.last_day
    return in_passage


def _said(words: str, start: int) -> tuple[int, bool]:
    """Where the words of a unit, which begins at `start`, have named an earlier plan (behind them if never), and whether
    they speak of the plan's period."""
    earlier = _EARLIER_PLAN.search(words)
    return start + (earlier.end() if earlier else len(words) + 1), _OWN_PERIOD.search(words) is not None
