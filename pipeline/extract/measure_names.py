"""Names of measures: where a name starts and ends among the marks, departments and descriptions beside it."""
from __future__ import annotations

import re
from functools import lru_cache

from pipeline.rules import load

_OPENERS, _CLOSERS = "([{【〔〈《［<", ")]}】〕〉》］>"
_LEAD_SIGNS = re.compile(r"[★☆◎○●◇◆□■△▲▽▼※・*✓✔►▶➢⇒→ 　]+")
_LEAD_NUMBER = re.compile(r"(?:[①-⑳㉑-㉟]|\(?[0-9]{1,2}\)|[0-9]{1,2}(?:[-.][0-9]{1,2})+[.]?(?![0-9年月%])|[0-9]{1,2}[.](?=[^0-9]))[ 　]*")
_TAIL = re.compile(r"[ 　]*(?:ほか|他|など|…+|\.{2,}|、|。|;)$")
_TAIL_ENDS = frozenset("か他ど….、。;")
_PERIOD = re.compile(r"(?:[HRhr]|平成|令和|昭和|20)[0-9元年度月~～〜\-－.・,、HRhr平成令和から以降まで予定 ]*$|(?:出資|補助|事業費|予算額?|総額|上限|約)?[0-9,.]+(?:千円|百万円|億円|万円|円)$")
_YEAR_AHEAD = re.compile(r"^(?:[HR]|平成|令和)?[0-9元]{1,4}年?度?(?:から|より)?")  # R7新規
_AMOUNT = re.compile(r"(?:[^、,0-9]{1,16}(?:課|室|局|部))?[ 　]?[約計]?[0-9][0-9,.]*(?:千円|百万円|億円|万円|円)")
_AMOUNT_AT_END = re.compile(r"(?:[ 　][約計]?|(?<=[一-龥ァ-ヶー)]))[0-9][0-9,.]*(?:千円|百万円|億円)$")
_DESCRIPTION = re.compile(r"[:：.…‥・ 　―─](?:(?<=[ 　])[―─–][ 　]|(?<=[:：])(?!//)|(?<=\.)\.{2}|(?<=[…‥・])[…‥・]|(?<=[ 　])[ 　]*[―─]{2}|(?<=[―─])[―─])")  # opens with one class, which is searched fast
_COST = re.compile(r"[ 　]+(?:概算|総|全体)?(?:事業費|予算|予算額|当初予算額?|決算額|補助額|所要額)(?:[ 　:：]+|(?=約?[0-9]))")
_BETWEEN = re.compile(r"[、・/／\s　]|,(?![0-9]{3})|及び|と")
_PARTED = re.compile(r"[、,/／\s]")
_PLACE = re.compile(r".*(?:教室|図書室|温室)$|旧|元[一-龥]|仮称|.{0,4}(?:山間|都市|中心|平野|沿岸|海岸|島しょ|島嶼|市街|周辺|農村|東|西|南|北|中|全|一|郡)部$")  # belongs to the name
_INSTITUTION = re.compile(r"[^()、]{0,6}[都道府県市町村]立[^()、]{1,14}(?:館|センター|学校|大学|病院|研究所|試験場|場|園|院)")  # carries a measure out
_ASIDES = re.compile(r"(?:[(【〔\[][^()【】〔〕\[\]。]{1,30}[)】〕\]])+")
_LONGEST = 80  # code points of a name with what stands in brackets beside it
_PREDICATE = re.compile(r"(?:です|ます|ました|ません|である|した|する|します|され[るた]|ている)$")
_BRACKETED_END = re.compile(r"\([^()]*\)$")


@lru_cache(maxsize=1)
def _marks() -> tuple[frozenset[str], tuple[str, ...]]:
    rows = load("name_marks")
    return frozenset(r["word"] for r in rows if r["kind"] == "mark"), tuple(r["word"] for r in rows if r["kind"] == "unit")


@lru_cache(maxsize=1)
def suffixes() -> tuple[str, ...]:
    """Last words of names of projects."""
    return tuple(r["suffix"] for r in load("project_suffixes") if r["level"] == "project")


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The place of the name inside `text[start:end]`: bullets, numbers, marks such as 【新規】, departments, periods and
    budgets in brackets, a description after a colon and ほか are left out. May come back empty (start == end)."""
    moved = True
    while moved and start < end:
        start, moved = _forward(text, start, end)
    for behind in (_DESCRIPTION, _COST):
        if (cut := behind.search(text, start, end)) and cut.start() - start >= 4:
            end = cut.start()
    moved = True
    while moved and start < end:
        end, moved = _backward(text, start, end)
    return start, end


def before_description(text: str, start: int, end: int) -> int:
    """Where a name with its marks and departments in brackets ends, behind which a sentence tells about it (電子申請推進事業
    【新規】(税務課)手続を…ます。); `end` where none does."""
    if text[end - 1] != "。":
        return end
    for match in _ASIDES.finditer(text, start, min(end, start + _LONGEST)):
        inner = [part for part in re.split(r"[()【】〔〕\[\]]", match.group()) if part.strip()]
        if match.end() < end and is_project(text[trim(text, start, match.start())[0]:match.start()]) and all(map(aside, inner)):
            return match.end()
    return end


def aside(text: str) -> bool:
    """Whether the words in a bracket are a mark, a department, a period or an amount, and so no part of a name."""
    marks, units = _marks()
    if text.endswith("円") and _AMOUNT.fullmatch(text):
        return True
    if _PLACE.match(text):
        return False
    if "・" in text and text.endswith(("課", "室")) and len(text) <= 20 and not _PARTED.search(text):
        return True  # 子ども・家庭課 is one department
    parts = [p for p in _BETWEEN.split(text) if p]
    if _INSTITUTION.fullmatch(text):
        return True
    return all(p in marks or _YEAR_AHEAD.sub("", p) in marks or not any(c.isalnum() for c in p) or p.endswith(units) and len(p) <= 20 or _PERIOD.match(p) for p in parts)


def _forward(text: str, start: int, end: int) -> tuple[int, bool]:
    if text[start].isalpha():
        return start, False  # most names: nothing stands before them
    for pattern in (_LEAD_SIGNS, _LEAD_NUMBER):
        if (match := pattern.match(text, start, end)) and match.end() > start:
            return match.end(), True
    if text[start] in _OPENERS:
        close = _partner(text, start, end)
        if close > 0 and aside(text[start + 1:close]):
            return close + 1, True
    return start, False


def _backward(text: str, start: int, end: int) -> tuple[int, bool]:
    if text[end - 1].isspace() or text[end - 1] in "★☆※":
        return end - 1, True
    if text[end - 1] == "円" and (amount := _AMOUNT_AT_END.search(text, max(start, end - 24), end)) and amount.start() > start:
        return amount.start(), True
    tail = _TAIL.search(text, max(start, end - 6), end) if text[end - 1] in _TAIL_ENDS else None
    if tail and tail.start() > start and (tail.group().strip() not in ("など", "他") or text[tail.start()] in " 　"):
        return tail.start(), True
    if text[end - 1] in _CLOSERS:
        opened = _opener(text, start, end - 1)
        if opened > start and aside(text[opened + 1:end - 1]):
            return opened, True
    return end, False


def _partner(text: str, start: int, end: int) -> int:
    """The place of the bracket that closes the one at `start`; -1 if none does."""
    depth = 0
    for i in range(start, end):
        depth += (text[i] in _OPENERS) - (text[i] in _CLOSERS)
        if depth == 0:
            return i
    return -1


def _opener(text: str, start: int, close: int) -> int:
    """The place of the bracket that the one at `close` closes; -1 if none does."""
    depth = 0
    for i in range(close, start - 1, -1):
        depth += (text[i] in _CLOSERS) - (text[i] in _OPENERS)
        if depth == 0:
            return i
    return -1


def is_project(name: str) -> bool:
    """Whether a name ends as names of projects, systems and schemes do, a bracket at its end aside."""
    return name.endswith(suffixes()) or name.endswith(")") and _BRACKETED_END.sub("", name).endswith(suffixes())


def is_sentence(text: str) -> bool:
    """Whether words close a sentence rather than name something."""
    return "。" in text or _PREDICATE.search(text) is not None
