"""What a document says about itself: title, body, name of the plan, edition and period."""
from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline import prefectures
from pipeline.extract.plan_titles import of_title, without_brackets
from pipeline.extraction import Extraction
from pipeline.plan_period import period_of
from pipeline.registry import Plan

_OPENING = 5  # units in which a plan names the body that issues it
_PLAN = re.compile(r"計画|戦略|ビジョン|プラン|構想|方針|大綱|指針|ロードマップ")
_EDITION = re.compile(r"第[0-9]+[期次]|(?:平成|令和)?[0-9]+年度?(?:改定|改訂)?版|改[定訂]版|中間見直し版")
_OTHER = re.compile(r"(?:第[0-9一二三四五六七八九十]+[次期] ?)?(?P<name>(?![本当同各全他前第])\w{1,4}?県)(?![民内土庁政立])")


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
        first, last = period_of(found)
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
    """The body in the title, else the one prefecture of Japan that the opening names; empty where several are named, or where the body is a city, town
    or village."""
    document = found.document
    if known := prefectures.named(document.title):
        known = prefectures.bodies(document.title)
    elif stated := _OTHER.match(document.title):
        return stated["name"]
    else:
        opening = "\n".join(document.text(unit) for unit in document.units[:_OPENING])
        if not any(map(prefectures.is_of_municipality, (document.title, opening))):
            known = prefectures.bodies(opening)
    return known.pop() if len(known) == 1 else ""
