"""Names of plans: what, ending in 計画, 戦略, ビジョン and the like, is the proper name of one, and where it starts."""
from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline import prefectures
from pipeline.extract.kana_names import kana_start
from pipeline.extract.names import BODY, compound_start, opens_with_slogan, phrase_start
from pipeline.extract.plan_words import DATED_TAIL, KIND
from pipeline.extract.running_text import CLOSING, LONGEST_QUOTE, opening_quote
from pipeline.extract.wording import pattern, words
from pipeline.rules import load

# What may follow the type word in a name: 戦略II, 戦略2018, 構想21, 重点計画-2004, 計画 2.0, ビジョンver.2.
_TAIL = (r"(?:(?:[IVX]{1,4}(?![A-Za-z])|[-−~]?(?:19|20)[0-9]{2}(?:[-−](?:20)?[0-9]{2})?(?![0-9年/.])|21(?![0-9.年月日人件か箇ヶ項事施社団億万千百%])|二〇[〇一二三四五六七八九]{2}(?![年度])|[vV]er\.? ?[0-9.]{1,4}"
         r"| ?[0-9]\.[0-9](?![0-9])))?")
_EDITION = r"(?:改[訂定](?:版(?:【[^【】\n]{1,12}】)?|(?:19|20)[0-9]{2}(?![0-9年])))?"  # 計画改訂版, 計画改定版【後期計画】, 戦略改訂2015
_MARK = r"(?: ?[0-9]{1,2}\))?"  # of a note
_TAIL_END = re.compile(_TAIL + _EDITION)
_QUOTE_TAIL = re.compile(rf"{_TAIL}[0-9]{{0,2}}(?=(?P<mark>{_MARK}))(?P=mark){_EDITION}(?: ?\([^()\n]{{1,30}}\))?(?:[~〜―—–-]{{1,2}}[^」』\n]{{1,60}})?"
                         r"(?=[」』”])|[0-9]{1,4}(?=[」』”])")
_SAID = re.compile(r"(?: ?[0-9]{1,2}\))?[」』](?:\([^()\n]{0,40}\))?(?:を|が|として)、?[^。、「」]{0,12}?(?:策定|決定|作成|位置[付づ]け)(?!に|の|委員|会議)")  # 「子育てプラン」を策定した
_IN_DUTY = re.compile(r"(?:を|の)(?:策定|作成)(?:するよう)?(?:に)?努め")  # a kind of plan that many bodies are to draw up
_NEW = re.compile(r"(?:新たな|新しい)\Z")  # 新たな総合交通計画を策定し: no name yet
_HALF = re.compile(r"\A[前中後]期(?=市町村|市区町村|都道府県)")  # 後期市町村行動計画
_CALLED_END = re.compile(r"(?:プラン|ビジョン|戦略|構想)(?:20[0-9]{2}|[IVX]{1,3})?\Z")
_EDITION_BEHIND = re.compile(r"[」』]改[訂定](?:版|(?:19|20)[0-9]{2})(?=[」』])")  # 「「成長戦略」改訂2015」
# 「人々がつながる10年」に関する行動計画: what the quotation marks hold is what the plan is for
_THEME = re.compile(r"(?P<close>[」』])に(?:関する|係る)\Z")
_OTHERS_THEME = re.compile(r"(?:計画|戦略|プラン|ビジョン|構想|大綱|法|法律|条例|宣言|制度|事業)\Z")
_ON_SUBJECT = re.compile(r"に関する\Z")  # …の保全に関する笹波県計画
_BODY_ONLY = pattern(r"(?<!市町)(?<!都道府)", BODY, r"\Z")
_OF_YEAR = re.compile(r"[-−~―—–](?:19|20)[0-9]{2}")
_FOLLOWS = pattern(r"(?![一-鿿々ァ-ヺーA-Za-z0-9])|<name_after>|<plan_after>|第[0-9]+(?:章|部|節|編)",
                   r"|(?:明治|大正|昭和|平成|令和)[0-9元]|[HRS](?:[1-9][0-9]?|元)(?:年|[.~〜]|-[HRS])")
_WORD = re.compile(r"[一-鿿ァ-ヺーA-Za-z0-9]")
_ORDINAL = re.compile(r"第[0-9一二三四五六七八九十IVX]{1,4}(?:期|次)")
_BARE_ORDINAL = re.compile(r"(?:第[0-9一二三四五六七八九十IVX]{1,4}[期次]|[前後中]期)+\Z")
_COUNTED = re.compile(rf"{_ORDINAL.pattern}\Z|(?<![一-鿿々ァ-ヺーA-Za-z])新・?\Z")  # before hiragana: 第4期ほくれい…, 新ほくれい…
_LONGEST_COUNT = 7  # code points
# a bracket that belongs to a name: 国土形成計画(全国計画), 教育振興基本計画(第4期), 実行計画(区域施策編), 総合計画(後期基本計画)
_PART_OF_NAME = pattern(r" ?\((?:<plan_part>|(?!本編|資料|概要|参考|別冊)[一-鿿ァ-ヺー・]{1,14}編|(?P<counted>第[0-9一二三四五六七八九十IVX]{1,4}[期次](?:計画)?))\)")
_BODY = pattern(r"(?:新・?|第[0-9一二三四五六七八九十IVX]{1,4}[期次])?", BODY)
_MIXED_BODY = re.compile(r"[一-鿿]{1,3}[ぁ-ん]{1,4}[一-鿿]{0,3}?[県市区町村](?![民街内場役域画間分立町村])")  # 東かがわ市
# 青葉市みどりの基本計画, 青葉県こどもの貧困対策計画: a body right before a word that の joins to the rest of the name
_NOUN = r"(?:[一-鿿々ァ-ヺー]{1,8}|[一-鿿]{1,3}(?:ども|たち|らし|[いりみきけえちびぎしめせ])|(?!から|まで|より|など|として|におけ|につい|による|だけ|のみ|ごと|および|ならび|また|には|では|とは|での|への|との)[ぁ-ん]{2,6})"
_OF_BODY = pattern(rf"(?:(?<![一-鿿々ァ-ヺー])|(?<=[期次]))(?![ぁ-ん次期]){BODY}(?![のと町議長庁政全側下外産道営等])(?:{_NOUN}[と・])?{_NOUN}の\Z")
_CALLED_BESIDE = re.compile(r"[「『]([^「」『』\n。、]{2,20})[」』](?=[(（のをはがにとで、。」』]|$)")  # みなと県総合計画「みなと未来図」
# 「みなと県総合計画 ひらくみなと2030」: a name of its own behind a body's plan, which is no word for a part, a version or a use of the plan
_CALLED_INSIDE = re.compile(r"(?: |(?![一-鿿のをにはがでとへやも]))(?!(?:案|本編|概要|資料|参考|別冊|骨子|素案|原案|最終|中間|改[定訂]|第|令和|平成|昭和|[0-9])|[推策進][進定捗])"
                            r"(?:(?!概要|骨子|素案|原案|資料|報告|進捗|評価|検証|手引|冊子|会議|委員会|審議会|本部|サイト|ページ|アンケート|調査|一覧|見直し|状況|結果|経過|説明|ポスター|パンフレット)[^「」『』()\[\]【】〔〕\n。、]){3,20}(?<![版編案部課室])(?=[」』])")
_LONGEST_HEAD = 30  # code points
_LATIN = re.compile(r"[A-Za-z]")
_LATIN_NAME = re.compile(r"[A-Za-zァ-ヺ][^()「」]{2,}")  # a name, not the word for a kind: (COCOLOプラン)
_PHRASE = re.compile(r"(?:[のなるたい]|的|とした|のための|ような)\Z")
_VERB_STEM = re.compile(r"[をがは]|した|する|て、|です|ます")
_OWNER = pattern(r"(?:国|政府|内閣府|内閣官房|[一-鿿ァ-ヶー]{1,8}[省庁]|閣議|中央[一-鿿]{1,4}会議)",
                 r"(?:[がはの]|において|では)[^。、「」\n]{0,12}?(?:<decision>|掲げ|示し)[^。、「」\n]{0,3}\Z",
                 r"|(?:国|政府|[一-鿿ァ-ヶー]{1,8}[省庁])の\Z|(?:国|政府)[がはでも]{1,2}\Z")
_DEFINED = re.compile(r"[」』”]?(?:\([^()\n]{0,60}?)?[(。、]?以下、?(?:単に)?[「『]")
_PART = re.compile(r"第[0-9一二三四五六七八九十IVX]{1,4}[部編章節]")
_CALLED = re.compile(r"(?:計画|ビジョン|戦略|プラン|指針|構想|方針)である([ぁ-んー]{2,8})(?<!の)\Z")
_BESIDE = re.compile(r"[「『]([^「」『』\n、。]{2,30})[」』](?![」』])(?=[のにとをがはで、。(])")
_KIND_BEFORE = re.compile(r"(?:総合|基本|振興|長期|最上位|推進|行動|実施|県政|前|本|この)の?(?:計画|戦略|ビジョン|プラン|構想|大綱|プログラム)(?:である)?\Z")
_SHORT_BEHIND = re.compile(r"\)(?=[」』”])")  # 「みなとマルチメディア構想(MM構想)」
_CALLED_WITHIN = 30  # code points
_DEFINING_TAIL = re.compile(r" ?\((?:以下|略称)[^()]*\)\Z")  # 「…プラン(以下、プラン)」: what a bracket calls it is no part of its name
_CABINET = re.compile(r" ?\((?:[^()\n]{0,20}[、 ])?[^()\n]{4,20}閣議(?:決定|了解)")
_GOVERNMENT = re.compile(r"(?:国|政府|[一-鿿]{1,6}[省庁府])の")
_LEAST_STEM = 5  # code points
_SHORTEST_KIND = 4  # code points; 重点計画
# a plan seen from this one, by its time alone: 旧計画, 旧プラン, 従前の大綱, 現プラン, 新戦略; 旧法 is a law's short name
SEEN = re.compile(rf"(?:旧|新|現|従前|従来|先|次|今回|今次|今期|前回|直前)の?(?:行動|推進|基本|実施|総合)?{KIND}")
_SLOGANS = ("宣言", "構想", "プラン")
_DISTINCT = re.compile(r"[A-Za-z0-9ァ-ヺ新]")


@dataclass(frozen=True, slots=True)
class PlanName:
    """A name. start, end: positions in the reader's text, quotation marks outside; `proof`: what is still needed for it
    to be a proper name (`decision`: a date of decision; empty: nothing); rule: the id of the rule."""

    start: int
    end: int
    rule: str
    proof: str = ""


@lru_cache(maxsize=1)
def needs() -> dict[str, str]:
    """For each type of plan_types.csv what a name without quotation marks needs."""
    return {row["type"]: row["needs"] for row in load("plan_types")}


@lru_cache(maxsize=1)
def type_words() -> re.Pattern[str]:
    """Any type word of plan_types.csv, the longest first."""
    return re.compile("|".join(sorted(needs(), key=len, reverse=True)))


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    return frozenset(row["word"] for row in load("plan_stops") if row["role"] == "word")


@lru_cache(maxsize=1)
def _heads() -> tuple[str, ...]:
    return tuple(row["word"] for row in load("plan_stops") if row["role"] == "head")


@lru_cache(maxsize=1)
def titles() -> frozenset[str]:
    """The titles of plan_titles.csv."""
    return frozenset(row["title"] for row in load("plan_titles"))


@lru_cache(maxsize=1)
def _title_lengths() -> tuple[int, ...]:
    return tuple(sorted({len(title) for title in titles()}, reverse=True))


def ending_at(text: str, start: int, end: int, lowest: int) -> PlanName | None:
    """The plan whose name's type word is `text[start:end]`, with the years and ordinals printed after it, not reaching
    before `lowest`; None if it is no proper name."""
    for own in (_CALLED_BESIDE, _CALLED_INSIDE):  # 「みなと県総合計画「みなと未来図」」, 「みなと県総合計画 ひらくみなと2030」
        if (called := own.match(text, end)) is not None and text[called.end():called.end() + 1] in CLOSING and not _hint_inside(called.group()) \
                and (opened := opening_quote(text, called.end())) >= lowest and _BODY().match(text, opened + 1, start):
            return PlanName(opened + 1, called.end(), "plan.quoted")
    tail = _QUOTE_TAIL.match(text, end)
    if tail is not None and text[tail.end()] in CLOSING:
        opened = opening_quote(text, tail.end())
        if opened >= lowest:
            close = tail.start("mark") if tail.end() == tail.end("mark") else tail.end()
            name = _quoted(text, opened + 1, start, end, close)
            edition = _EDITION_BEHIND.match(text, tail.end()) if text[opened - 1:opened] in ("「", "『") else None
            return replace(name, start=opened, end=edition.end()) if name is not None and edition is not None else name
    if (whole := _with_short_name(text, end, lowest)) is not None:
        return whole
    tail = _TAIL_END.match(text, end)
    close = tail.end() if tail else end
    if close == end and not _FOLLOWS().match(text, end):
        return None
    if close > end and _WORD.match(text, close) and not _FOLLOWS().match(text, close):
        return None
    name = _without_quotes(text, start, end, close, lowest)
    if name is not None and name.rule in ("plan.body", "plan.ordinal") and (called := _CALLED_BESIDE.match(text, close)) is not None and not _hint_inside(called[1]):
        return replace(name, end=called.end())
    if name is not None and text[name.start - 1:name.start] == "(" and text[name.end:name.end + 1] == ")" and (whole := _in_bracket(text, name, lowest)) is not None:
        return whole
    if not text.startswith(("(", " ("), close) or (part := _PART_OF_NAME().match(text, close)) is None:
        return name
    if part["counted"] and (name is None or name.proof):
        return _counted(text, start, end, part.end(), lowest)
    return replace(name, end=part.end()) if name is not None else None


def _in_bracket(text: str, name: PlanName, lowest: int) -> PlanName | None:
    """The name that has another one in a bracket right behind (森の都みどりプラン(笹波市緑の基本計画)), where that says whose plan it is."""
    end = name.start - 1
    called = _CALLED_END.search(text, max(lowest, end - _LONGEST_HEAD), end)
    first = phrase_start(text, end, lowest) if called is not None and _BODY().match(text, name.start, name.end) else end
    if end - first < _LEAST_STEM or _is_kind(text[first:end]):
        return None
    return PlanName(first, name.end + 1, "plan.both") if text[compound_start(text, end, lowest):end] not in _words() else None


def _with_short_name(text: str, end: int, lowest: int) -> PlanName | None:
    """The name in quotation marks behind which, still in them, a bracket tells its short name, of which the type word ends at `end`."""
    if _SHORT_BEHIND.match(text, end) is None or (opened := opening_quote(text, end + 1)) < lowest:
        return None
    bracket = text.rfind("(", opened, end)
    kind = next((found for found in type_words().finditer(text, opened, max(opened, bracket)) if found.end() == bracket), None)
    if kind is None:  # 「…に向けた不登校対策(COCOLOプラン)」
        return PlanName(opened + 1, end + 1, "plan.quoted") if bracket > opened + 1 and _LATIN_NAME.match(text, bracket + 1, end) else None
    return _quoted(text, opened + 1, *kind.span(), end + 1)


def _counted(text: str, start: int, end: int, close: int, lowest: int) -> PlanName | None:
    """The name that has its ordinal in a bracket behind it (情報化推進計画(第2期)); None if it is a word for a plan seen from this one."""
    compound = compound_start(text, end, lowest)
    name = text[compound:end]
    if compound >= start or needs()[text[start:end]] == "decision" or _is_kind(name) \
            or compound and text[compound - 1] in "本前当同":
        return None
    return PlanName(compound, close, "plan.ordinal")


def beside(text: str, start: int, end: int) -> PlanName | None:
    """The name in quotation marks right behind the word for a kind of plan (県の総合計画「そまき2035」), which itself has no
    such word; None if there is none."""
    named = _BESIDE.match(text, end)
    if named is None or not _KIND_BEFORE.search(text, max(0, start - _CALLED_WITHIN), end) or _hint_inside(named[1]):
        return None
    return PlanName(named.start(1), named.end(1), "plan.beside")


def _hint_inside(name: str) -> bool:
    return any(kind in name for kind in needs())


def _quoted(text: str, first: int, start: int, end: int, close: int) -> PlanName | None:
    inside = text[first:close]
    name = text[first:end]
    if "。" in inside or "\n" in inside or close - first > LONGEST_QUOTE:
        return None
    if name in titles():
        return PlanName(first, close, "plan.quoted")
    stem = text[first:start]
    counted = bool(stem) and _ORDINAL.search(text, end, close) is not None  # 教育振興基本計画(第4期)
    if name in _words() and len(name) >= _SHORTEST_KIND and _OF_YEAR.fullmatch(text, end, close):
        return PlanName(first, close, "plan.quoted", "decision")  # 「重点計画-2008」(平成20年8月20日決定)
    if (name in _words() or _is_kind(name) or SEEN.fullmatch(name)) and not counted or not stem or _BARE_ORDINAL.match(stem):
        return None
    for tail in (_DEFINING_TAIL, DATED_TAIL):
        if (cut := tail.search(text, end, close)) is not None:
            close = cut.start()
    if text[start:end].endswith("計画") and _PHRASE.search(stem[-6:]):
        return None
    if _VERB_STEM.search(stem) and len(stem) > 40:
        return None
    if _DEFINED.match(text, close):
        return PlanName(first, close, "plan.quoted")
    if _IN_DUTY.match(text, close + 1) and not _BODY().search(stem) and not _ORDINAL.search(stem):
        return None
    if text[start:end] == "プラン" and _SAID.match(text, close):
        return PlanName(first, close, "plan.quoted")
    if needs()[text[start:end]] == "decision" or _is_common_in_quotes(text[start:end], stem):
        return PlanName(first, close, "plan.quoted", "decision")
    return PlanName(first, close, "plan.quoted")


def _is_common_in_quotes(kind: str, stem: str) -> bool:
    """A slogan such as 「まちづくり宣言」: a stem without a body, a figure, a Latin or katakana word."""
    return kind in _SLOGANS and len(stem) < 8 and not _DISTINCT.search(stem) and not _BODY().search(stem)


def _without_quotes(text: str, start: int, end: int, close: int, lowest: int) -> PlanName | None:
    known = _known_start(text, end, lowest)
    compound = compound_start(text, end, lowest)
    if (themed := _themed(text, compound, start, close, lowest)) is not None:
        return themed
    if needs()[text[start:end]] == "decision":
        if known >= 0:
            return PlanName(known, close, "plan.title")
        owned = _of_body(text, compound, lowest)
        decided = PlanName(owned, close, "plan.body", "decision") if start - owned >= _LEAST_STEM and _BODY().match(text, owned, start) else None
        return _by_cabinet(text, start, close, lowest) or decided
    if known >= 0:
        before = text[compound:known] if compound < known else ""
        if not before or before in words("separable"):
            return PlanName(known, close, "plan.title")
        if _ORDINAL.fullmatch(before):
            return PlanName(compound, close, "plan.title")
    kana, named = kana_start(text, compound, end, lowest)
    if kana < compound and (counted := _COUNTED.search(text, max(lowest, kana - _LONGEST_COUNT), kana)) is not None:
        kana = min(counted.start(), compound_start(text, kana, lowest))  # 北嶺県第4期ほくれいデジタル戦略
    compound = _of_body(text, min(kana, _called_start(text, compound, lowest)), lowest)
    name, stem = text[compound:end], text[compound:start]
    if name in _words() and end - compound >= _SHORTEST_KIND and text.startswith("-", end) and close > end:
        return PlanName(compound, close, "plan.year", "decision")  # 重点計画-2008(平成20年8月20日IT戦略本部決定)
    if not stem or name in _words() or _is_kind(name) or _BARE_ORDINAL.match(stem):
        return None
    if compound and text[compound - 1] in "本前当同" and not known >= 0:
        return None
    if _PART.match(stem):
        return None  # 第2部基本計画 is a part of the document
    if stem.endswith("的"):
        return None  # 国家的ビジョン, 総合的計画 say what it is like, not what it is called
    if _ORDINAL.search(stem):
        return PlanName(compound, close, "plan.ordinal")
    if (named or _BODY().match(stem) or _MIXED_BODY.match(stem) or stem.startswith(prefectures.readings())) and len(stem) >= 4:
        return PlanName(compound, close, "plan.body")
    if close > end and text[end] != "改":
        return PlanName(compound, close, "plan.year")
    if not text[start:end].endswith("計画") and len(stem) >= 4 and opens_with_slogan(stem):
        return PlanName(compound, close, "plan.slogan")
    if _DEFINED.match(text, end):
        return PlanName(compound, close, "plan.defined")
    need = needs()[text[start:end]]
    if len(stem) < 3:
        return None
    if not text.endswith("の", lowest, compound) and (need == "any" or need == "latin" and _LATIN.search(stem)):
        return PlanName(compound, close, "plan.name")
    if _NEW.search(text, max(lowest, compound - 3), compound):
        return None
    if _owned(text, compound, lowest):
        return PlanName(compound, close, "plan.owned")
    return PlanName(compound, close, "plan.decided", "decision")


def _themed(text: str, compound: int, start: int, close: int, lowest: int) -> PlanName | None:
    """The name that opens with what the plan is for: in quotation marks, or before に関する and the body whose plan it is."""
    if (theme := _THEME.search(text, max(lowest, compound - 5), compound)) is not None and close - compound >= _SHORTEST_KIND:
        opened = opening_quote(text, theme.start("close"))
        quoted = text[opened + 1:theme.start("close")]
        if opened >= lowest and len(quoted) >= _SHORTEST_KIND and "。" not in quoted and not _OTHERS_THEME.search(quoted) and not _is_kind(text[compound:close]):
            return PlanName(opened, close, "plan.theme")
    if _ON_SUBJECT.search(text, max(lowest, compound - 4), compound) is None or _BODY_ONLY().match(text, compound, start) is None:
        return None
    first = phrase_start(text, close, lowest)
    return PlanName(first, close, "plan.theme") if first < compound - _SHORTEST_KIND else None


def _by_cabinet(text: str, start: int, close: int, lowest: int) -> PlanName | None:
    """The name of what the cabinet decided, as the bracket behind it states (…に関する基本方針(平成30年4月閣議決定))."""
    if not text.startswith(("(", " ("), close) or _CABINET.match(text, close) is None:
        return None
    first = phrase_start(text, close, lowest)
    owner = _GOVERNMENT.match(text, first, start)
    first = owner.end() if owner else first
    return PlanName(first, close, "plan.cabinet", "decision") if start - first >= _LEAST_STEM else None


def _called_start(text: str, compound: int, lowest: int) -> int:
    """Where a name begins that opens in hiragana behind である (上位の計画であるゆきしろ共創ビジョン)."""
    opened = _CALLED.search(text, max(lowest, compound - _CALLED_WITHIN), compound)
    return opened.start(1) if opened else compound


def _of_body(text: str, compound: int, lowest: int) -> int:
    """Where the body stands whose name opens what の joins to a compound (青葉市みどりの基本計画); `compound` if none does."""
    if compound <= lowest or text[compound - 1] != "の":
        return compound
    head = _OF_BODY().search(text, max(lowest, compound - _LONGEST_HEAD), compound)
    if head is None or type_words().search(text, head.start(), compound):
        return compound  # 青葉市総合計画の部門別計画
    counted = _COUNTED.search(text, max(lowest, head.start() - _LONGEST_COUNT), head.start())
    return counted.start() if counted is not None else head.start()


def _owned(text: str, start: int, lowest: int) -> bool:
    return bool(_OWNER().search(text, max(lowest, start - 30), start))


def _is_kind(name: str) -> bool:
    """Whether the compound begins as a kind of plan that many bodies draw up, or as a plan seen from this one, or joins words for kinds
    (基本構想・基本計画)."""
    name = _HALF.sub("", name)
    return name.startswith(_heads()) and name not in titles() or "・" in name and all(part in _words() for part in name.split("・"))


def _known_start(text: str, end: int, lowest: int) -> int:
    known = titles()
    for length in _title_lengths():
        if end - length >= lowest and text[end - length:end] in known:
            return end - length
    return -1
