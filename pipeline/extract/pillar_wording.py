"""How sentences announce pillars: a number of them, names in quotation marks, names by their ordinals (第一は「…」、第二は「…」)."""
from __future__ import annotations

import re
from functools import lru_cache

from pipeline.extract.pillar_groups import FIGURE, MOST
from pipeline.layout.numbering import ordinal, word_role, words_of

OTHER_NOUNS = "課題|点|項目|事項|理由|要因|原則|段階|論点|章|節|法|計画|年|都|道|府|県|市|町|村|区|地域|手続|事務|業務|機関|団体|企業|会議|指標|問題|条件|要素"
_QUOTES = r"(?:「[^「」\n]{2,40}」(?:、|と|及び|や|・|並びに)?){2,}"
_SENTENCES = 2  # behind the one that announces pillars, which may name them one by one


@lru_cache(maxsize=1)
def announced() -> tuple[re.Pattern[str], ...]:
    """A number `n` of things that a `word` calls: 5つの柱, 三つを基本目標とし, 四つの「挑戦」, 4本柱; 基本方針として、次の3点を."""
    words = "|".join(words_of("pillar", "viewpoint"))
    count = rf"(?P<n>{FIGURE}) ?(?:つ|本|項目|点|分野|大|の(?=[一-龥「]))"
    return (re.compile(rf"{count}(?!の?うち|[がは])[^、。「」0-9]{{0,14}}?「?(?P<word>{words})"),
            re.compile(rf"(?P<word>{words})」?(?:として|は|を|に)[^。「」0-9]{{0,16}}?{count}(?:を|に|が|と|で|から|あ[るっり]|。|[置設掲立据定])"),
            re.compile(rf"(?P<word>{words})」?(?:とした(?:の|もの)?[はが]|として|は|を|に)、?{_QUOTES}の{count}(?=と|で|に|を|が|。)"),
            re.compile(rf"{count}(?:の|を)?「?(?P<word>(?!{OTHER_NOUNS})(?:[一-龥々ァ-ヶー]{{1,8}}|[A-Z]{{1,3}}))」?(?=に|を|の|と|で|から|\()"),
            re.compile(rf"(?P<word>{words})」?(?:は|として)、?[^。「」]{{10,120}}?の{count}(?=で|と|に|を|が|。)"),
            re.compile(rf"{count}(?:の|を)「(?P<word>(?!{OTHER_NOUNS})[一-龥々ァ-ヶーぁ-ん]{{2,12}})」(?:\([^()]{{1,40}}\))?(?=に|を|と|で|から|の(?:下|もと))"))


_COUNTED = re.compile(r"[0-9一二三四五六七八九十次以下] ?(?:(?<![次以下])(?:つ|本|項目|点|分野|大|の)|(?<=次)の|(?<=以)下の|(?<=下)記の)")


def counts(text: str) -> bool:
    """Whether a text may hold a number of things: a cheap look before the patterns."""
    return _COUNTED.search(text) is not None


_NUMBERS = re.compile(r"[1①I](?![0-9年月日A-Za-z])|A(?=[「 )])|[一1](?:つ|番|本)目|ひとつ|第[一1]")


def numbers(text: str) -> bool:
    """Whether a text may count pillars one by one: a cheap look before the patterns."""
    return _NUMBERS.search(text) is not None


@lru_cache(maxsize=1)
def enumerated() -> re.Pattern[str]:
    """Where a sentence begins to count its pillars: …の柱は、①…、②…."""
    words = "|".join(words_of("pillar", "viewpoint"))
    return re.compile(rf"(?:{words})(?:とした(?:の|もの)?は|は|として|を)、?(?=[(]?1[^0-9]|①)")


@lru_cache(maxsize=1)
def quoted() -> re.Pattern[str]:
    """Names in quotation marks that a sentence makes pillars without a number: 「守る」と「伸ばす」を柱に据える; 柱として「守る」、「伸ばす」を."""
    words = "|".join(words_of("pillar"))
    return re.compile(rf"{_QUOTES}(?:を|が|の)[^。、「」]{{0,8}}?(?:{words})(?:と|に|と?し|で)|(?:{words})(?:として|に|は)、?{_QUOTES}(?=を|の|が|で)")


@lru_cache(maxsize=1)
def enclosing() -> re.Pattern[str]:
    """The rest of a sentence that calls the list above it pillars: を基本目標として; の3つを柱に; という三つの柱のもと."""
    words = "|".join(words_of("pillar"))
    return re.compile(rf"(?:など|等)?(?:(?:という|といった)の?|[のをがは])(?:(?:以上の)?{FIGURE} ?(?:つ|本|項目|点|分野)[のをが]?)?[^。、「」]{{0,8}}?(?:{words})(?:[とにをでがし]|から|の(?:下|もと))")


_NUMBER = "[0-9一二三四五六七八九十]{1,2}"
_TH = r"(?:つ|番|本)目"
_NATIVE = {"ひとつ": "1", "ふたつ": "2", "みっつ": "3", "よっつ": "4", "いつつ": "5", "むっつ": "6"}
_ORDINALS = re.compile(rf"(?:第 ?(?P<a>{_NUMBER})|(?<![第0-9一二三四五六七八九十])(?P<b>{_NUMBER}){_TH}|(?P<e>{'|'.join(_NATIVE)})[目め]|(?P<c>[①-⑩Ⅰ-Ⅹ])|[(]?(?<![0-9.第])(?P<d>[1-9])[)]?)"
                       r"(?:の(?P<word>[一-龥ァ-ヶー]{1,8}))?(?:は|が|に|として|には|を)?[、:： 　]?「(?P<name>[^「」\n]{2,40})」")
_BEHIND = re.compile(rf"「(?P<name>[^「」\n]{{2,40}})」を(?:第 ?(?P<a>{_NUMBER})|(?P<b>{_NUMBER}){_TH}|(?P<e>{'|'.join(_NATIVE)})[目め])(?:の(?P<word>[一-龥ァ-ヶー]{{1,8}}))?")


def by_ordinals(text: str, start: int, count: int = 0, called: bool = False) -> list[str]:
    """The names in quotation marks that a text from `start` on, in this sentence and the next ones, gives one by one with the
    ordinals from 1 on (第一は「…」、第二は「…」; 「…」を第一の柱、「…」を第二の柱), where these are pillars: their number is the `count`
    that was announced, or a word for pillars stands before (`called`) or among them. Empty for none."""
    end = start
    for _ in range(1 + _SENTENCES):
        end = (text.find("。", end) + 1) or len(text)
    for pattern in (_BEHIND, _ORDINALS):
        names: list[str] = []
        words: set[str] = set()
        for match in pattern.finditer(text, start, end):
            figure = next(value for kind in "abcde" if kind in pattern.groupindex and (value := match[kind]))
            if ordinal(_NATIVE.get(figure, figure)) == len(names) + 1:
                names.append(match["name"])
                words |= {match["word"]} - {None}
        if 2 <= len(names) <= MOST and (len(names) == count or not count and (called or any(word_role(word) == "pillar" for word in words))):
            return names
    return []


_EACH = re.compile(rf"(?:第 ?{_NUMBER}|(?:(?:もう|いま|残る|最後の) ?)?(?:{_NUMBER}(?:つ|番|本)|1つ|一つ|{'|'.join(_NATIVE)})[目め]?|最後)(?:の(?:柱|もの))?[はが]、?「?"
                   r"(?P<name>[^、。「」]{2,40}?)」?(?:であ[るっり][^、。]{0,4}|です|でし?た?|だっ?た?)?(?=[、。]|\Z)")


def each(text: str, at: int, count: int) -> list[str]:
    """The `count` names that the sentence behind a position, and the next ones, give one by one without more than words for
    one (一つは…、もう一つは…、最後の一つは…である; 第一は…。第二は…。); empty for another number."""
    end = at
    for _ in range(1 + count):
        end = (text.find("。", end) + 1) or len(text)
    names = [match["name"] for match in _EACH.finditer(text, at, end)]
    return names if len(names) == count else []


@lru_cache(maxsize=1)
def _labelled() -> tuple[re.Pattern[str], ...]:
    words = "|".join(words_of("pillar"))
    label, name = rf"(?:{words}) ?(?P<figure>{_NUMBER}|[①-⑩]|[IVX]{{1,4}}|[A-H])", r"(?P<name>[^「」\n]{2,40})"
    return (re.compile(rf"{label}[ 　]?「{name}」"), re.compile(rf"「{name}」\({label}\)"), re.compile(rf"「{label}[ 　:：]?{name}」"), re.compile(rf"\({label}\)"))


def by_labels(text: str) -> tuple[int, list[str]]:
    """Where a text begins to name pillars beside their worded numbers from 1 on (基本目標1「…」、基本目標2「…」; 「…」(柱1)、「…」(柱2);
    …(柱1)、…(柱2)), and their names; none for less than two."""
    for pattern in _labelled():
        found = list(pattern.finditer(text))
        if not 2 <= len(found) <= MOST or [ordinal(match["figure"]) for match in found] != list(range(1, len(found) + 1)):
            continue
        if "name" in pattern.groupindex:
            return found[0].start(), [match["name"].strip() for match in found]
        names = [_NAME_BEFORE.search(text, max(0, match.start() - _LONGEST), match.start()) for match in found]
        if all(names):
            return found[0].start(), [name[1] for name in names if name]
    return -1, []


_LONGEST = 44  # code points of a name with what stands before it
_NAME_BEFORE = re.compile(r"(?:^|、|及び|と|は|。)([^、。「」()\n]{4,40}?)\Z")


@lru_cache(maxsize=1)
def _made() -> re.Pattern[str]:
    """Behind names: that these are pillars (…を柱に, …を3つの基本方針として)."""
    return re.compile(rf"(?:を|の)[^、。「」を]{{0,10}}?(?:{'|'.join(words_of('pillar'))})(?:と|に|で|の)")


def made_pillars(text: str, at: int) -> bool:
    """Whether a text says behind a position that what stands before it are pillars."""
    return _made().match(text, at) is not None


_SIGNED = (re.compile("(?P<n>[①-⑩])"), re.compile("(?<![A-Za-z])(?P<n>III|II|IV|VI|I|V)(?![A-Za-z])[ .]?"), re.compile(r"\((?P<n>[1-9])\)"),
           re.compile("第 ?(?P<n>[1-9一二三四五六七八九])に、?"))


def signed(text: str) -> tuple[int, list[str]]:
    """Where a text begins to name pillars behind figures (①…、②…、③…を柱に; 重点分野は、Ⅰ …、Ⅱ …とする; 第一に…、第二に…を基本方針とする),
    and their names; none for less than two."""
    for pattern in _SIGNED:
        marks = list(pattern.finditer(text))
        if not 2 <= len(marks) <= MOST or [ordinal(mark["n"]) for mark in marks] != list(range(1, len(marks) + 1)):
            continue
        names = [text[mark.end():after.start()].rstrip("、,及びと ").removesuffix("、そして") for mark, after in zip(marks, marks[1:])]
        last = text[marks[-1].end():marks[-1].end() + _LONGEST]
        made = next((k for k in range(_SHORT, len(last)) if last[k] in "をのと" and (made_pillars(text, marks[-1].end() + k) or last.startswith(("とする", "とした", "とし", "を掲げ", "を定め", "を設け", "を置", "を位置"), k) and _calls().search(text, 0, marks[0].start()))), 0)
        if made and all(_BARE.fullmatch(name) for name in (*names, last[:made])):
            return marks[0].start(), [*names, last[:made]]
    return -1, []


@lru_cache(maxsize=1)
def _calls() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(words_of('pillar'))})(?:は|として|を)、?\Z")


_CIRCLED = re.compile("[①-⑮]")
_AND = re.compile(r"、(?:及び|並びに|そして)?|及び|並びに|・(?=[^、・]{4})")
_BARE = re.compile(r"[^「」『』()。\n]{4,40}")
_CLAUSE = re.compile(r"(?:で|に|は|が|し|て|り|め|ら|から|より)$")  # ends a clause, no name
_INTO = re.compile(r".*(?:は|では|として|すなわち|である|に|が|を)、")


def in_bracket(text: str, at: int, count: int) -> list[str]:
    """So many names in the bracket at a position (3つの基本施策(…、…、…); 三つの柱(①… ②…)); empty for another number."""
    close = text.find(")", at) if text[at:at + 1] == "(" else -1
    inside = text[at + 1:close] if close > 0 else ""
    names = [words.strip(" 、,　") for words in _CIRCLED.split(inside)[1:]] if inside[:1] == "①" else _AND.split(inside) if inside else []
    return names if len(names) == count and all(_BARE.fullmatch(name) for name in names) else []


def before_number(text: str, at: int, count: int) -> list[str]:
    """So many names without quotation marks that stand in a sentence right before their number at a position (…、…及び…の3つを柱とし)."""
    if text[at - 1:at] not in ("の", "を") or at < 1:
        return []
    start = text.rfind("。", 0, at) + 1
    opened = _INTO.match(text[start:at - 1])
    names = _AND.split(text[start:at - 1])[-count:]
    if opened is not None and len("".join(names)) > at - 1 - start - opened.end():
        names = _AND.split(text[start + opened.end():at - 1])
    return names if len(names) == count and all(_BARE.fullmatch(name) and not _CLAUSE.search(name) and len(name) > _SHORT for name in names) else []


_SHORT = 4  # code points; a noun that short names a field (医療、介護)


@lru_cache(maxsize=1)
def introduced() -> re.Pattern[str]:
    """Words for pillars behind which a sentence may name them one by one: 計画の柱は、1「…」、2「…」."""
    return re.compile(rf"(?:{'|'.join(words_of('pillar'))})(?:は|として|を|に|が)")
