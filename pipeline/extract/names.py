"""Names without quotation marks: how far a name that ends at a place reaches to the left."""
from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby

from pipeline.extract.wording import pattern
from pipeline.prefectures import readings
from pipeline.rules import load

LONGEST_NAME = 120  # characters; the longest titles of statutes in force have about as many
_LONGEST_READING = 7  # characters before a name at which the reading of a prefecture is looked for
_CONTENT = "一-鿿々〆ヵヶァ-ヺー・A-Za-z0-9−-"
# A name of a body or place may keep an older form with particles; what joins the parts of a title that describes its
# purpose is closed: these are the particles and verbs that 法制執務 uses in titles.
_LINKS = "|".join((
    r"の(?!ほか)|な(?=[一-鿿])|に(?:関|対|伴|資|係|向け|つい)(?:する?|し|う|る|た|て|ての)|における",
    r"による|により(?=生)|のための|ための|する(?=ため|こと|もの|等)",
    r"を(?:抱える|有する|持つ)(?=[一-鿿])|を(?=[^、。「」()\n]{1,12}(?:ため|する法|する条)|定める[政省府庁告規訓])",
    r"を定める(?=条例|規則)|定める(?=[政省府庁告規訓])|(?<!法)(?<!法律)(?<!条例)(?:及び|又は|並びに|若しくは)|その他の?|その(?=[一-鿿])|との",
    r"へ(?=の)|から(?=の)|まで(?=の)|が(?=行う)|行う|[一-鿿][ぁ-ん]{1,3}(?=ため)|守る|目指す|創る|つくる",
    r"(?<![一-鿿][一-鿿]{2})(?<=[一-鿿]{2})(?<![都道府県市区町村国省庁会])で(?=(?!必要|重要|主要|新た|様々|大切)[一-鿿]{1,4}な[一-鿿])",  # 簡素で効率的な政府
    r"を(?=[一-鿿]{2,3}的に[一-鿿]{2}する[一-鿿])|的に(?=[一-鿿]{2}する[一-鿿])|(?<=的に[一-鿿]{2})する",
    r"支える|支え合う|生かした|活かした|した(?=[一-鿿])|された(?=[一-鿿])|として(?=の)|にやさしい|のない|ある",
    r"すべき(?=[一-鿿])|しやすい|で(?=安)|な(?=まち)|等の|かつ|や(?=[一-鿿])"))
# A prefecture or municipality at the head of a name.
BODY = (r"(?:東京都|北海道|京都府|大阪府|(?!<no_body>)(?:[一-鿿ヶ々ノ]{1,5}?|[ぁ-んー]{2,6}|[ァ-ヶー]{2,8})"
        r"[県市区町村](?![民街内場役域画間分立村])|[一-鿿ヶ々]{2,10}?(?:広域連合|(?:事務|行政|消防|環境|衛生|水道|一部)組合|企業団)(?![一-鿿]?[長員会立]))")
_DATE = pattern(r"(?:[0-9元一二三四五六七八九十]年度?|[0-9十]月|[0-9十]日)",
                r"(?:の|に|には|、|付けの?|<dated_act>(?:の|された)?)?")
_BEHIND_DUAL = re.compile(r"(?<=[0-9元]\))年度?(?:の)?")  # 平成23(2011)年医療法改正
_KANA = re.compile(r"(?<=[画略ン県市町村]の)[ぁ-ん]{3,6}\Z")  # 前計画のなるさわICT活用プラン
_DIGITS = re.compile(r"[0-9]{1,2}(?![0-9]) ?")
_DOTTED = re.compile(r"(?:(?<![A-Za-z0-9])[HRS](?:[0-9]{1,2}|元)|(?<![0-9])(?:19|20)[0-9]{2})[./](?:[0-9]{1,2}[./])?\Z")
_LONGEST_DOTTED = 9  # characters
_LEAD = pattern(r"(?:新たに|全面|一部|初めて)?<dated_act>(?:(?:・|及び)<dated_act>){0,2}(?:された|した|される)|<lead>")  # 国会で成立した…法


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    kana = _kana().pattern
    joined = "(?!及び|又は|並びに|若しくは)"
    return re.compile(rf"(?:[{_CONTENT}]|(?<=子育)て|{kana})+"), re.compile(rf"(?:{_LINKS}|{kana}|{joined}[{_CONTENT}])+")


def compound_start(text: str, end: int, lowest: int = 0) -> int:
    """The start of the compound noun (no particles) that ends at `end`, not before `lowest`; `end` if there is none.

    The reading of a prefecture before it belongs to it: みえ…プラン."""
    start = _start(_patterns()[0], text, end, lowest)
    before = _reading().search(text, max(lowest, start - _LONGEST_READING), start) if start < end else None
    if before is None and start < end and text[start].isascii() and text[start].isupper():
        before = _KANA.search(text, max(lowest, start - _LONGEST_READING - 2), start)
    return before.start() if before is not None else start


@lru_cache(maxsize=1)
def _reading() -> re.Pattern[str]:
    return re.compile(rf"(?<![ぁ-ん一-鿿])(?:{'|'.join(readings())})\Z")


def opens_with_slogan(name: str) -> bool:
    """Whether a name begins with a word in hiragana that plans take as their own (いきいき健康プラン)."""
    return name.startswith(_slogans())


@lru_cache(maxsize=1)
def _slogans() -> tuple[str, ...]:
    return tuple(row["word"] for row in load("name_words") if row["kind"] == "slogan")


def phrase_start(text: str, end: int, lowest: int = 0) -> int:
    """The start of the noun phrase with the particles of a title (個人情報の保護に関する…) that ends at `end`."""
    return _start(_patterns()[1], text, end, lowest)


def _start(pattern: re.Pattern[str], text: str, end: int, lowest: int) -> int:
    low = max(lowest, end - LONGEST_NAME)
    low = max(low, *(text.rfind(mark, low, end) + 1 for mark in "。、\n"))  # no name goes over these
    start = end
    for match in pattern.finditer(text, low, end):
        start = match.start() if match.end() == end else end
    return trimmed(text, start, end)


def trimmed(text: str, start: int, end: int) -> int:
    """`start` moved to the right over a date and over words that stand before a name but are no part of it."""
    if start and text[start - 1] in "./" and (figures := _DIGITS.match(text, start, end)) is not None \
            and _DOTTED.search(text, max(0, start - _LONGEST_DOTTED), start) is not None:
        start = figures.end()  # H13.1 高度情報通信…法, of which the reader drops the space
    if start and text[start - 1] == ")" and (dual := _BEHIND_DUAL.match(text, start, end)) is not None and dual.end() < end:
        start = dual.end()
    for match in _DATE().finditer(text, start, end):
        if match.end() < end:
            start = match.end()
    while (lead := _LEAD().match(text, start, end)) is not None and lead.end() < end and not _opens_with_kana(text, start, lead.end()):
        start = lead.end()
    return start


def _opens_with_kana(text: str, start: int, lead: int) -> bool:
    """Whether a word in hiragana that names have (ながさき) stands where words end at `lead` that only come before a name."""
    word = _kana().match(text, start)
    return word is not None and word.end() >= lead


@lru_cache(maxsize=1)
def _kana() -> re.Pattern[str]:
    """Any word of name_words.csv, the longest first; the name of a place not among other hiragana (と + やまがた is no とやま, みなとやま neither)."""
    rows = sorted(load("name_words"), key=lambda row: (-len(row["word"]), row["kind"], row["after"]))
    words = "|".join(re.escape(row["word"]) for row in rows)
    before, behind = {"place": "(?:(?<![ぁ-ん])|(?<=[のはがをにとやも]))"}, {"place": f"(?=[^ぁ-ん]|の|{words})"}
    alike = groupby(rows, lambda row: (len(row["word"]), row["kind"], row["after"]))  # what must follow stands once for all of them
    return re.compile("|".join((f"(?<={after})" if after else before.get(kind, "")) + f"(?:{'|'.join(re.escape(row['word']) for row in own)})" + behind.get(kind, "")
                               for (_, kind, after), own in alike))
