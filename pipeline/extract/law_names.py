"""Names of laws: what, ending in 法, 条例, 令 and the like, is the name of one, and where it starts."""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.extract import law_numbers, provisions
from pipeline.extract.kana_names import kana_start
from pipeline.extract.of_text import OfText
from pipeline.extract.names import BODY, LONGEST_NAME, compound_start, phrase_start
from pipeline.extract.running_text import CLOSING, closing_bracket, opening_quote
from pipeline.extract.wording import pattern, words
from pipeline.rules import load

_PURPOSE = pattern(r"<purpose>\Z")
_SETTING = re.compile(r"を定める\Z")
_UNDER = re.compile(rf"(?P<law>法律|法|条例|令|規則){provisions.PRINTED}"
                    r"(?:に規定する|の規定に基づく|の規定による|に基づく|の)[^。、「」()\n]{1,60}を定める\Z")
_AMENDING = re.compile(r"等?の?(?:一部を改正する(?:等の)?|(?<!の)を廃止する(?:等の)?)\Z")
_FOLLOWS = pattern(r"(?![一-鿿々ァ-ヺーA-Za-z0-9])|第(?![0-9]+号)|<name_after>|<law_after>",
                   r"|の|(?:明治|大正|昭和|平成|令和)[0-9元]")
_NUMBERED = re.compile(r"(?:甲|乙)?第?[0-9〇一二三四五六七八九十百千]{1,7}号")
_CONTEXT = pattern(r"等?(?:<law_context>|\((?:以下|平成|令和|昭和|略称|通称))")
_DATED_CONTEXT = re.compile(r"等?[はがも]、?(?:(?:昭和|平成|令和)[0-9元]{1,2}|(?:19|20)[0-9]{2})年度?(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?(?:に|から)?、?[^。、「」]{0,10}?(?:改め|改正|制定|施行|公布|廃止|成立)")  # …法は平成12年6月に改められ
_COMMON = re.compile(r"(?:基づく|新しい|必要な|独自の|国の|県の|市の|町の|村の|その他の|関係する|新たな|とする|した)\Z")
_BODY = pattern(BODY)
_PLACE_ONLY = re.compile(r".{0,6}[都道府県市区町村]\Z")
_MAKING = re.compile(r"等?(?:を|の)(?:制定|策定|定め)")
_LAW_ARTICLE = re.compile(r"(?P<law>法律|法|条例|令|規則)(?=第)")
_JOINED = re.compile(r"(?:法律|法|条例|令|規則)(?P<join>及び|並びに)\Z")
_ATTRIBUTE = re.compile(r"(?:[うくすつぬむるぐぶ](?<!定める)(?<!設ける)(?<!する)(?<!基づく)(?<!係る)(?<!よる)(?<!ある)|[ぁ-ん]い)\Z")  # before 条例: を育む, 暮らしやすい
_NOUN_IN_KANA = re.compile(r"[ぁ-ん一-鿿](?:い|り|し|み|き|め|え|せ|て|と|ら|か|さ)\Z")  # …町支え合い条例, …市おもてなし条例
_NUMBERED_ORDINANCE = re.compile(r"条例(?=\((?:明治|大正|昭和|平成|令和)[0-9元]{1,2}年)")
_BEHIND_PLAN = re.compile(r"(?:計画|戦略|方針|ビジョン|大綱|プラン)(?:の[一-龥の]{2,10})?(?:及び|並びに|と)(?!その)")  # a plan and a law
_BREAKS = re.compile(r"[。「」『』\n]")
_SEVERAL = re.compile(r"(?:個別の?|各種の?|様々な|さまざまな|多くの|何らかの|複数の)\Z")  # 個別の公害対策法だけでは
_PURPOSE_ONLY = frozenset(("基本法", "特別措置法"))  # behind a phrase of purpose: …全般に対する基本法が必要である
_WANTED = re.compile(r"[がをは]?[^。、]{0,6}(?:必要|求め|不可欠|望ま|待た|不十分)")
_TIMES = re.compile(r"第[0-9一二三四五六七八九十]{1,3}次")  # 第3次医療法改正
_PARTICLES = frozenset("のがはにでをへもや")
_INNER = re.compile(r"(?:法律|法|条例|令|規則)\Z")


@dataclass(frozen=True, slots=True)
class LawName:
    """A name. start, end: positions in the reader's text, quotation marks outside; rule: the id of the rule."""

    start: int
    end: int
    rule: str


@lru_cache(maxsize=1)
def needs() -> dict[str, str]:
    """For each kind of law_types.csv what a name without quotation marks needs."""
    return {row["type"]: row["needs"] for row in load("law_types")}


@lru_cache(maxsize=1)
def _stems() -> tuple[str, ...]:
    return tuple(row["stem"] for row in load("law_stems"))


@lru_cache(maxsize=1)
def _stops() -> tuple[str, ...]:
    return tuple(row["word"] for row in load("law_stops"))


@lru_cache(maxsize=1)
def titles() -> frozenset[str]:
    """The titles of law_titles.csv."""
    return frozenset(row["title"] for row in load("law_titles"))


# several laws under one word: …法をはじめとするいわゆるデジタル改革関連法, 6本の法律からなる…関連法
_GROUP = re.compile(r"(?:(?:を|等|など)はじめとする|から(?:なる|成る|構成される)|など|等の|[0-9一二三四五六七八九](?:つ|本)の(?:法律)?(?:の総称である|である|、)?)(?:いわゆる)?「?[^。、「」をがは]{1,12}?関[連係]法\Z")
# a number beside quotation marks: what they hold is the title of the law, whatever clauses it has
_NUMBER_BEHIND = re.compile(r"[」』] ?\((?:明治|大正|昭和|平成|令和)[0-9元]{1,2}年[^()\n]{0,12}?(?:法律|勅令|政令|[一-鿿]{1,8}(?:令|規則|条例))第")
_CARING = re.compile(r"を[^、。はが]{0,8}?(?:守る|まもる|守り|育てる|育む|はぐくむ|支える|つくる|創る|高める|進める|応援する|生かす|活かす|伸ばす|つなぐ)\Z")  # …の健康を守る条例: what ordinances without a number beside them are for
_JOINT = re.compile(r"(?:及び|並びに|又は|または|若しくは|[)」』](?:と|や|、)|[はも]、?)(?=[一-鿿])")
_PEOPLE = re.compile(r"(?![本当全同他])[一-鿿]{1,6}[都道府県市区町村]民(?=[の一-鿿])")
_TELLING = 4  # characters before 法; 家畜伝染病予防 with a number or an article names a statute


@lru_cache(maxsize=1)
def _title_lengths() -> tuple[int, ...]:
    return tuple(sorted({len(title) for title in titles()}, reverse=True))


def ending_at(text: str, start: int, end: int, lowest: int) -> LawName | None:
    """The name of a law that ends with the kind `text[start:end]`, not reaching before `lowest`; None if it is none."""
    kind = text[start:end]
    if _NUMBERED.match(text, end):
        return None
    if text[end:end + 1] in CLOSING and text[end:end + 1]:
        opened = opening_quote(text, end)
        if opened >= lowest and _is_quoted_name(text, opened + 1, start, end):
            return LawName(opened + 1, end, "law.quoted")
    elif (whole := _quoted_with_number(text, end, lowest)) is not None:
        return whole
    elif not _FOLLOWS().match(text, end):
        return None
    found = _without_quotes(text, start, end, kind, lowest)
    plan = _BEHIND_PLAN.search(text, found.start, start) if found is not None else None
    return LawName(plan.end(), end, found.rule) if found is not None and plan is not None and start - plan.end() > _TELLING else found


def _quoted_with_number(text: str, end: int, lowest: int) -> LawName | None:
    """The name in quotation marks that also hold its number (「…に関する法律(平成27年法律第91号)」): what they hold is the title, whatever clauses it has."""
    if text[end:end + 1] != "(" or (close := closing_bracket(text, end)) < 0 or text[close + 1:close + 2] not in CLOSING:
        return None
    opened = opening_quote(text, close + 1) if law_numbers.after(text, end) is not None else -1
    inside = text[opened + 1:end]
    return LawName(opened + 1, end, "law.quoted") if opened >= lowest and len(inside) > 2 and not _BREAKS.search(inside) else None


def _is_quoted_name(text: str, first: int, start: int, end: int) -> bool:
    inside = text[first:end]
    if "。" in inside or "\n" in inside:
        return False
    if inside in titles() or _NUMBER_BEHIND.match(text, end):
        return True
    if start - first < 2 or inside in _PURPOSE_ONLY and not _is_marked(text, end):
        return False
    if inside.endswith(_stops()) and not text.endswith(_stems(), first, start) or _COMMON.search(text, first, start):
        return False
    return needs()[text[start:end]] != "mark" or end - first >= 6 or _is_marked(text, end)


def _without_quotes(text: str, start: int, end: int, kind: str, lowest: int) -> LawName | None:
    known = _known_start(text, end, lowest)
    if known >= 0 and (_GROUP.search(text, max(lowest, known - 24), end) or text.endswith(_stops(), lowest, end) and not text.endswith(_stops(), known, end)):
        return None  # 悪質な商法
    amending = _AMENDING.search(text, max(lowest, start - 14), start)
    if amending is not None and (inner := _inner_start(text, amending.start(), lowest)) >= 0:
        return LawName(_with_others(text, inner, lowest), end, "law.amending")
    if kind.startswith("施行") and _INNER.search(text, max(lowest, start - 2), start):
        inner = _inner_start(text, start, lowest)
        return LawName(inner, end, "law.enforcement") if 0 <= inner < start - 1 else None
    if _SETTING.search(text, max(lowest, start - 4), start) and (inner := _enabling_start(text, start, lowest)) >= 0:
        return LawName(inner, end, "law.enabled")
    compound = compound_start(text, end, lowest)
    if known >= 0 and known <= compound:
        return LawName(known, end, "law.title")
    if known >= 0 and (_is_separable(text[compound:known]) or text.startswith("改正", end) and _TIMES.fullmatch(text, compound, known)):
        return LawName(known, end, "law.title")
    if _SEVERAL.search(text, max(lowest, compound - 5), compound) and not _is_marked(text, end):
        return None
    purposeful = bool(_PURPOSE().search(text, max(lowest, compound - 8), compound))
    first = phrase_start(text, end, lowest) if purposeful and end - compound <= 12 else compound
    if needs()[kind] != "title" and (verbal := max(_verbal_start(text, at, start, end, lowest) for at in {first, compound})) >= 0:
        return LawName(verbal, end, "law.numbered")
    stem = text[first:start]
    if len(stem) < 2 or stem[-1].isdigit() or stem.startswith("定める"):
        return None
    if not stem.endswith(_stems()) and text.endswith(_stops(), first, end) and (len(stem) < _TELLING or not _is_marked(text, end)):
        return None
    need = needs()[kind]
    if need == "title":
        if purposeful and text[compound:end] in _PURPOSE_ONLY and _WANTED.match(text, end):
            return None
        return LawName(first, end, "law.name") if _is_statute(text, first, start, end, purposeful) else None
    if need == "phrase":
        setting = _SETTING.search(text, max(first, start - 4), start)
        if purposeful and len(stem) >= 6 and not setting or _is_marked(text, end) and len(stem) >= 3:
            return LawName(first, end, "law.phrase")
        return None
    return _ordinance(text, first, start, end, lowest, need, purposeful)


def _is_statute(text: str, first: int, start: int, end: int, purposeful: bool) -> bool:
    """Whether what ends in 法 is a statute and no method: by its stem, by a number or an article, by its context."""
    stem = text[first:start]
    if purposeful and first < start - 6:
        return True
    if stem.endswith(_stems()) and (stem not in _stems() or text[first:end] in titles()):
        return True
    return _is_marked(text, end) or len(stem) >= 3 and bool(_CONTEXT().match(text, end) or _DATED_CONTEXT.match(text, end))


def _ordinance(text: str, first: int, start: int, end: int, lowest: int, need: str, purposeful: bool) -> LawName | None:
    """An ordinance, rule or the like: by a number or an article beside it, or by the body named at its head."""
    kana, named = kana_start(text, first, end, lowest)
    first = kana if named else first
    number = law_numbers.after(text, end)
    if number is not None:
        first = min(first, _body_start(text, first, start, number.value))
        return LawName(first, end, "law.numbered")
    stem = text[first:start]
    if _PLACE_ONLY.match(stem):
        return None
    if provisions.after(text, end) and not _PLACE_ONLY.match(stem):
        return LawName(first, end, "law.article")
    if named or _BODY().match(stem):
        return LawName(first, end, "law.body")
    if need == "mark" or purposeful or _MAKING.match(text, end):
        return None
    return LawName(first, end, "law.name") if len(stem) >= 4 else None


def before_number(text: str, end: int, lowest: int, value: str) -> LawName | None:
    """The name before a number in brackets where no word of law_types.csv ends it (…に関する基準, …の方針)."""
    if end > lowest and text[end - 1] in CLOSING:
        opened = opening_quote(text, end - 1)
        return LawName(opened + 1, end - 1, "law.numbered") if lowest <= opened < end - 2 else None
    first = phrase_start(text, end, lowest)
    first = min(first, _body_start(text, first, end, value))
    return LawName(first, end, "law.numbered") if end - first >= 6 else None


def _body_start(text: str, first: int, start: int, value: str) -> int:
    """Where the body that the number names (…年葦野県条例第7号) stands before `start` in the same clause."""
    body = re.search(r"年(.{1,20}?[都道府県市区町村])(?:条例|規則|告示|訓令|規程|要綱)", value)
    if body is None:
        return first
    low = max(0, start - LONGEST_NAME)
    low = max(low, *(text.rfind(stop, low, start) + 1 for stop in "。、「\n("))
    at = text.rfind(body[1], low, start)
    return at if at >= 0 else first


def _verbal_start(text: str, first: int, start: int, end: int, lowest: int) -> int:
    """The start of the name of an ordinance with a number or an article that holds a clause (…を育む条例, …暮らしやすい県づくり条例), or ends in a noun with hiragana
    (…町支え合い条例): at its body, else for a clause at its head; -1 for a name without one."""
    clause = first > lowest and _ATTRIBUTE.search(text, max(lowest, first - 4), first) is not None
    noun = not clause and first == start > lowest and _NOUN_IN_KANA.search(text, max(lowest, first - 2), first) is not None
    number = law_numbers.after(text, end)
    if not (clause or noun) or number is None and not provisions.after(text, end) and _CARING.search(text, max(lowest, first - 12), first) is None:
        return -1
    low = max(lowest, start - LONGEST_NAME, *(text.rfind(stop, lowest, start) + 1 for stop in "。、「\n("))
    named = _body_start(text, first, start, number.value if number is not None else "")
    heads = [low, max(low, named), *(joint.end() for joint in _JOINT.finditer(text, low, first))][::-1]
    bodies = (m for head in heads for m in (_BODY().match(text, head), _PEOPLE.match(text, head)) if m is not None)
    at = next((m.start() for m in bodies if m.end() < first and (text[m.end()] not in _PARTICLES or text[m.end() - 1] == "民")), -1)
    return at if at >= 0 else low if clause and number is not None and first == start and start - low >= _TELLING else -1


@OfText
def _verbal(text: str) -> frozenset[str]:
    """The numbered ordinances of a text whose names hold a clause, by their names."""
    return frozenset(text[at:m.end()] for m in _NUMBERED_ORDINANCE.finditer(text)
                     if (at := _verbal_start(text, compound_start(text, m.end()), m.start(), m.end(), 0)) >= 0)


def _known_start(text: str, end: int, lowest: int) -> int:
    known = titles()
    for length in _title_lengths():
        if end - length >= lowest and text[end - length:end] in known:
            return end - length
    return next((end - len(name) for name in sorted(_verbal(text), key=len, reverse=True) if text.endswith(name, lowest, end)), -1)


def _is_separable(before: str) -> bool:
    """Whether what stands before a known title is a body or a mark of time and no part of a longer title."""
    return not before or before in words("separable") or before.endswith("・")


def _enabling_start(text: str, start: int, lowest: int) -> int:
    """The start of the law under which an order sets something (X法第2条第1項に規定するYを定める政令); -1 if none."""
    low = max(lowest, start - LONGEST_NAME)
    for match in _LAW_ARTICLE.finditer(text, low, start):
        if _UNDER.match(text, match.start(), start) is not None:
            return _inner_start(text, match.end("law"), lowest)
    return -1


def _with_others(text: str, start: int, lowest: int) -> int:
    """`start` moved to the left over the other laws that an act amends (A法及びB法の一部を改正する法律)."""
    while (joined := _JOINED.search(text, max(lowest, start - 6), start)) is not None \
            and (before := _inner_start(text, joined.start("join"), lowest)) >= 0:
        start = before
    return start


def _inner_start(text: str, end: int, lowest: int) -> int:
    """The start of the law inside a longer name (地方自治法 in 地方自治法の一部を改正する法律); -1 if none."""
    kind = next((k for k in sorted(needs(), key=len, reverse=True) if text.endswith(k, lowest, end)), "")
    if not kind:
        return -1
    known = _known_start(text, end, lowest)
    at = end - len(kind)
    if kind.startswith("施行"):
        return _inner_start(text, at, lowest)
    compound = compound_start(text, end, lowest)
    if _PURPOSE().search(text, max(lowest, compound - 8), compound):
        compound = phrase_start(text, end, lowest)
    first = min(known, compound) if known >= 0 else compound
    return first if first < at else -1


def _is_marked(text: str, end: int) -> bool:
    return bool(provisions.after(text, provisions.gap(text, end))) or law_numbers.after(text, end) is not None
