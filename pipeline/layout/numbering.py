"""Numbers at the head of a line: which family a label belongs to, its ordinal, and where its title starts."""
from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from pipeline.rules import load
from pipeline.source import unspaced

_FIGURE = "[0-9０-９]{1,2}"
_NUMBER = "(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}|[Ⅰ-Ⅻ]|[IVX]{1,4}|[①-⑳])"
_WORDED = _NUMBER.replace("{1,3}|[Ⅰ", "{1,3}(?![覧般体貫式定部層環斉元致括新時歩同連人番分重全])|[Ⅰ")  # 取組一覧 is no 取組一
_ROMAN = {"I": 1, "V": 5, "X": 10}
_KANJI = {c: i for i, c in enumerate("〇一二三四五六七八九")}
_KANA = ("アイウエオカキクケコ", "イロハニホヘト")
_NO_WORD = "図表|図|表|別表|別紙|写真|資料|グラフ|注|脚注|約|全|計|平成|令和|昭和|大正|明治|午前|午後|西暦|電話|内線|約|延べ|人口|世帯|合計|年度|平均|最大|最小|上位|下位|残り|直近|過去|今後|第"
_COUNTED = "つ(?!な|く|ど|た|よ|む|ば|い|かう|かむ|き|み|ぎ|とめ|らい|のる)"  # 4 つの柱, not 4 つながりを育む
_COUNTER = re.compile(
    rf"{_COUNTED}|[年月日人件割％%億万千円社校台回点名期次歳代度市町村か箇ヶヵカケ]|か所|箇所|種類?|分野|世紀|項目|本の|者|倍|以上|以下|程度|時間?|分の|条|号|位|大(?![綱学会型切地人幅雨雪災変気])")
_MEASURED = re.compile(r"[万億千百]?(?:人|円|件|世帯|時間|トン|平方|ヘクタール|キロ|メートル|ポイント|倍|社|戸|台|枚|回|歳|年|か月|日)|[万億]")
_COUNT = re.compile(
    rf"年(?!間行事|次|齢|金|代)|月(?!次)|日(?!本|常|々|照)|{_COUNTED}|件(?!名)|割(?!引)|[％%億倍]|万(?!全|博)|千(?!葉)|円(?!滑|高)|社(?!会|員|宅)"
    r"|校(?!務|舎|内|外)|台(?!風|湾|帳)|回(?!復|線|収|遊)|点(?!字|検|在|訳)|名(?!産|所|勝|称|古|簿|義|声|誉|札)|歳(?!入|出|末)|か所|箇所|か月|人以|時間|世紀|分野[のでに]|項目[のでを]|期[のは]")
_PERSONS = re.compile("人(?![材口権間員事工々文道格と]|づくり)")
_LONG = 30  # code points; a longer line that a particle opens is no title
_THINGS = re.compile(r"(?:施策|事業|指標|団体|取組|項目|柱|圏域|地区|市町|課題)(?:のうち|が(?!目指|めざ)|で(?!き)|を(?:実施|廃止|統合|対象)|は、)")  # 9施策のうち: how many there are
_COUNTED_WORD = re.compile(r"(?:第|約|計|全|図|表|延べ)[ \u3000]*$")
_PARTICLE = re.compile(r"(?!はじめ|はぐく|もの|とも[にせ]|やさし|にぎわ|にほん|のびのび|がん|ひと|まち|みん|くらし)"
                       r"[にのをはがもでとや、。，,)）」』～〜~・]|から|まで|より|及び|並びに|又は")


LISTED = frozenset({"circled", "paren", "halfparen", "kana", "parenkana", "parenalpha"})
"""The families that number the items of a list as often as headings: with a sentence behind them they open an item."""


class Label(NamedTuple):
    """The number at the head of a line.

    family: the kind of numbering (`章`, `simple`, `paren`, `基本目標`, ...); rank: outer order where the family has one
    by custom, else -1; text: the label as a value; path: its figures (`1-2` is (1, 2)); end: where the title starts,
    counted from the start of the line; word: the word of a worded number."""

    family: str
    rank: int
    text: str
    path: tuple[int, ...]
    end: int
    word: str = ""


@lru_cache(maxsize=1)
def _families() -> tuple[tuple[str, int, re.Pattern[str], re.Pattern[str]], ...]:
    """Family, rank, first characters and pattern of each kind of numbering, in the order in which they are tried."""
    words = sorted((r["word"] for r in load("heading_words") if r["role"] not in ("plain", "edition")), key=len, reverse=True)
    forms = {"{number}": _NUMBER, "{counted}": _WORDED, "{figure}": _FIGURE, "{worded}": "|".join(words), "{noword}": _NO_WORD}
    found = []
    for row in load("numbering"):
        pattern = row["pattern"]
        for name, form in forms.items():
            pattern = pattern.replace(name, form)
        found.append((row["family"], int(row["rank"] or -1), re.compile(f"[{row['first']}]"),
                      re.compile(r"[ \u3000\t]*(?P<label>" + pattern + ")")))
    return tuple(found)


@lru_cache(maxsize=4096)
def _families_from(first: str) -> tuple[tuple[str, int, re.Pattern[str]], ...]:
    """The kinds of numbering that may start with a character."""
    return tuple((family, rank, pattern) for family, rank, opens, pattern in _families() if opens.match(first))


_FIGURES = "0-9０-９一二三四五六七八九十Ⅰ-ⅻIVXA-ZＡ-Ｚ①-⑳"
_STARTER = re.compile(r"[ \u3000\t]*(?:[0-9０-９(（①-⑳⑴-⒇㉑-㉟Ⅰ-ⅻIVXア-コロハニホヘトｱ-ｺa-jA-Jａ-ｊＡ-Ｊ第一二三四五六七八九十序終補前結№]|[NＮ][oｏOＯ][.．]?[ \u3000]?[0-9０-９]"
                      rf"|(?=[^{_FIGURES}]{{1,16}}+[{_FIGURES}])[一-龥々ぁ-んァ-ヶー]{{1,14}}[ \u3000]?[(（【〔〈＜]?[{_FIGURES}]|[A-ZＡ-Ｚ](?:[ \u3000]?[-－‐–−.．])?[ \u3000]?[0-9０-９]|[A-ZＡ-Ｚ][A-Za-zＡ-Ｚ]{{3,8}}[ \u3000]?[.．]?[ \u3000]?[{_FIGURES}])")  # most lines hold no figure so early


@lru_cache(maxsize=1)
def _customs() -> dict[str, int]:
    return {r["family"]: int(r["custom"]) for r in load("numbering") if r["custom"]}


def custom(family: str) -> int:
    """The place of a family in the customary order of headings without rank (Ⅰ, 1, (1), ①, ア), with a point as without (1.); -1 for none."""
    return _customs().get(family.removesuffix("."), -1)


def is_outer(other: Label | None, label: Label | None) -> bool:
    """Whether a number is by custom outer to another: (1) to ①, which may be set in bold where (1) is not."""
    return other is not None and label is not None and 0 <= custom(other.family) < custom(label.family)


@lru_cache(maxsize=1)
def plain_headings() -> frozenset[str]:
    """Customary headings without a number (はじめに, 資料編)."""
    return frozenset(r["word"] for r in load("heading_words") if r["role"] == "plain")


@lru_cache(maxsize=1)
def _plain_heading_heads() -> frozenset[str]:
    return frozenset(word[0] for word in plain_headings())


@lru_cache(maxsize=1)
def _editions() -> frozenset[str]:
    """Words in brackets beside a plan's title (【概要版】)."""
    return frozenset(r["word"] for r in load("heading_words") if r["role"] == "edition")


def is_plain_heading(line: str) -> bool:
    """Whether a line without outer white space is a customary heading without a number, however it is spaced."""
    return line[0] in _plain_heading_heads() and "".join(line.split()) in plain_headings()


def word_role(word: str) -> str:
    """The level of a plan that the word of a worded number names, by the word itself or by its end (基本政策, 重点テーマ)."""
    roles = _word_roles()
    return next((roles[word[i:]] for i in range(len(word)) if word[i:] in roles), "")


@lru_cache(maxsize=1)
def _word_roles() -> dict[str, str]:
    """The level of a plan that a worded number names: pillar, program, ..."""
    return {r["word"]: r["role"] for r in load("heading_words")}


def words_of(*roles: str) -> list[str]:
    """The words of worded numbers that name one of these levels, the longest first, as alternatives of a pattern stand."""
    return sorted((word for word, role in _word_roles().items() if role in roles), key=len, reverse=True)


@lru_cache(maxsize=1024)  # the same few figures again and again
def ordinal(text: str) -> int:
    """The value of a figure in any script: Arabic, kanji, Roman, circled, kana, letter; 0 if it is none."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if len(text) == 1:
        plain = plain.strip("()")  # ⑴
    if plain.isdigit():
        return int(plain)
    if plain and all(c in _ROMAN for c in plain):
        values = [_ROMAN[c] for c in plain]
        return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
    if plain and all(c in _KANJI or c == "十" for c in plain):
        tens, _, ones = plain.rpartition("十")
        if "十" not in plain:
            return int("".join(str(_KANJI[c]) for c in plain))
        return (_KANJI.get(tens, 1) if tens else 1) * 10 + (_KANJI[ones] if ones else 0)
    if plain in ("序", "前"):
        return 1
    if plain in ("終", "結", "補"):
        return 99
    if len(plain) == 1 and plain in "".join(_KANA):
        return next(row.index(plain) + 1 for row in _KANA if plain in row)
    if len(plain) == 1 and plain.isascii() and plain.isalpha():
        return ord(plain.lower()) - ord("a") + 1
    return 0


@lru_cache(maxsize=8)  # a line is looked at several times while its block is decided
def parse(line: str) -> Label | None:
    """The label at the head of `line`, or None if the line starts with no number of a heading.

    A figure that counts something (5つの柱, 3年間) or runs into a sentence (第2章では) is no label, nor what opens a legend (評価A：… B：…)."""
    if _STARTER.match(line) is None:
        return _wrapped(line)
    first = line.lstrip(" \u3000\t")[0]
    for family, rank, pattern in _families_from(first):
        match = pattern.match(line)
        if match and (label := _label(line, match, family, rank)) is not None:
            return None if label.word and _LEGEND.match(line, label.end) else label
    return _wrapped(line) if first in "（(" else None


_LEGEND = re.compile(r"(?<=[:：＝=]).{1,30}[ \u3000][A-ZＡ-Ｚ0-9０-９][ \u3000]*[:：＝=]")


def alone(line: str) -> Label | None:
    """The number that is all that a line says (第1章, 【基本目標1】), as a label that ends with the line; None for other lines."""
    label = parse(f"{line} x")
    return label._replace(end=len(line)) if label is not None and label.end > len(line) else None


@lru_cache(maxsize=256)  # the same few numbers again and again
def label_of(number: str) -> Label | None:
    """The label that a number makes which stands without its title, as in `Section.label`; None for ''."""
    return (parse(f"{number} x") or square(f"{number} x")) if number else None


_SQUARE = re.compile(r"[\[［〔《][ \u3000]?(?:(?P<n>[0-9０-９]{1,2})|[一-龥]{2,4})[ \u3000]?[\]］〕》](?=[ \u3000]*\S)")


def square(line: str) -> Label | None:
    """The figure, or word, in square brackets at the head of a line with something behind it ([1] 歩み, 〔別掲〕 事業), as a label."""
    match = _SQUARE.match(line)
    if match is None:
        return None
    text = unspaced(match.group())
    path = (ordinal(match["n"]),) if match["n"] else ()
    return None if 0 in path else Label("square", -1, text, path, len(line) - len(line[match.end():].lstrip(" \u3000")))


BOXES = "【〔《≪＜〈［["
"""What opens a bracket that heads what stands under it."""
_OPENERS = f" \u3000\t{BOXES}（("
_ROUND = re.compile(r"[ \u3000\t]*[（(](?P<number>[^()（）。、]{2,14})[)）][ \u3000]*(?=\S)")
_IN_ROUND = re.compile(r"[ \u3000\t]*[（(](?P<words>[^()（）。]{3,40})[)）]$")
ROUND = "（"
"""The family of lines in round brackets that name a pillar with its number (（柱1 暮らし）)."""
_OPENED = re.compile(r"[ \u3000\t]*[【〔［《≪＜〈\[](?P<number>[^【】〔〕［］《》≪≫＜＞〈〉\[\]。、]{2,14})[】〕］》≫＞〉\]][ \u3000]*(?=\S)")


def _wrapped(line: str) -> Label | None:
    """A worded number, or one of a part of a document, in brackets: 【政策目標1】県民サービス, 【第1章】総論. (Behind a sign, ■柱1, the sign says the level: see `sign`.)"""
    match = (_OPENED.match(line) or _ROUND.match(line)) if line[:1] in _OPENERS else None
    label = alone(match["number"]) if match else None
    if match is None or label is None or not (label.word or label.rank >= 0):
        return None
    if match.re is _ROUND and (word_role(label.word) != "pillar" or _PARTICLE.match(line, match.end())):
        return None  # （図1）, （柱1）では
    return label._replace(end=match.end())


@lru_cache(maxsize=1)
def _signed() -> re.Pattern[str]:
    signs = "".join(re.escape(r["sign"]) for r in load("bullets") if r["heading"] == "yes")
    return re.compile(rf"[ \u3000\t]*(?:(?P<sign>[{signs}])[ \u3000\t]*(?=\S)|(?P<box>[【〔《≪＜〈［\[])(?=[^【】〔〕《》≪≫＜＞〈〉［］\[\]。]{{1,40}}[】〕》≫＞〉］\]]$))")


def sign(line: str) -> Label | None:
    """The sign at the head of a line that can open a heading without a number (■, ◆, 【…】), as a label without text."""
    match = _signed().match(line)
    if match is None and line[-1:] in "」』" and _quoted_name().fullmatch(line) is not None:
        return Label(QUOTED, -1, "", (), 0)
    if match is None and line[:1] in "（( \u3000" and (enclosed := _IN_ROUND.match(line)) is not None and _named_level(enclosed["words"]) == "pillar":
        return Label(ROUND, -1, "", (), enclosed.start("words"))
    if match is None or match.group("box") and line[match.end():].rstrip(_BOX_ENDS) in _editions():
        return None
    return Label(match.group("sign") or match.group("box"), -1, "", (), match.end())


def _named_level(words: str) -> str:
    """The level of a plan that words with a number of their own name (柱1 暮らし: pillar); '' for other words."""
    label = parse(words)
    return word_role(label.word) if label is not None and label.end < len(words) else ""


@lru_cache(maxsize=1)
def _quoted_name() -> re.Pattern[str]:
    """A word for pillars with the name of one in quotation marks, and nothing else (基本目標「暮らしの安心を高める」)."""
    return re.compile(rf"(?:{'|'.join(map(re.escape, words_of('pillar')))})[ \u3000]?(?:「[^「」]+」|『[^『』]+』)")


QUOTED = "quoted"
"""The family of lines that are a word for pillars and the name of one in quotation marks."""
_BOX_ENDS = "】〕》≫＞〉］] \u3000"
_DECOMPOSED = 4  # code points that are at most one in NFKC
BOLD = "bold"
"""The family of paragraphs that nothing but their type marks as headings."""
CIRCLES = "○◯〇"
"""Signs that open items, and headings only of what is a part of any plan's chapter."""
PART = "part"
"""The family of lines that are nothing but the name of a part of any plan's chapter (現状と課題)."""


@lru_cache(maxsize=1)
def _parts() -> tuple[frozenset[str], int]:
    """The names of parts of a chapter, and the most code points in which one is printed."""
    known = frozenset(unspaced(r["title"]) for r in load("structural_headings"))
    return known, _DECOMPOSED * max(map(len, known))


def part(line: str) -> Label | None:
    """A line that names a part of a chapter and says nothing else, as a label without text; where it comes again and
    again it is a heading that lost its markup."""
    known, longest = _parts()
    if len("".join(line.split())) > longest:
        return None  # most lines
    return Label(PART, -1, "", (), 0) if unspaced(line) in known else None


@lru_cache(maxsize=1)
def _stating() -> frozenset[str]:
    return frozenset(r["title"] for r in load("structural_headings") if r["stands"] == "alone")


def states(title: str) -> bool:
    """Whether a title heads but the statement right behind it (ねらい, めざす姿), so that no number stands under it."""
    return unspaced(title.strip(_BOX_ENDS)) in _stating()


_TERM = re.compile(r"次(?!世代|代|の|期)|期(?!待|限|間|日)|回(?!復|線|収|帰|遊|避|答|数)")  # 第 4 次総合計画, not 第4 次世代の育成
_BETWEEN_FIGURES = re.compile(r"[-－‐–−.．・\s]+")
_HYPHEN = str.maketrans("−", "-")  # what some tables of characters make of the same －


_REFERS = re.compile("の(?:とおり|通り)|(?:を|に)?(?:参照|同じ|再掲|掲載|記載)(?:のとおり)?[)）]?$")  # 施策2-1のとおり, 取組3に掲載
_RANKED = "第序終補前結"  # with which the number of a part of a statute or report opens; Chapter 2 opens with none
_OPENING = str.maketrans("", "", "【〔〈<")


def _label(line: str, match: re.Match[str], family: str, rank: int) -> Label | None:
    spaced = line[match.end():match.end() + 1].isspace()
    if spaced and (len(line) > _LONG or family == "worded" and line[-1] == "。") and _PARTICLE.match(line, match.end() + 1):
        return None  # 12 の指標のうち: a sentence
    if not spaced and (_PARTICLE.match(line, match.end()) or family == "simple" and _THINGS.match(line, match.end())):
        return None
    rest = line[match.end():]
    title = rest.lstrip(" \u3000\t:：.．、。―—–－-" if family == "worded" else " \u3000\t:：.．、。" if rank < 0 else " \u3000\t:：" if match.group("label")[0] in _RANKED else " \u3000\t:：.．|｜／/―—–-")
    if family in ("simple", "decimal2", "decimal3", "worded") and rest[:1].isdigit():
        return None
    if family == "simple" and match.group().strip()[-1:] not in ".．、" and _COUNTER.match(title) and not (
            rest[:1] == "\u3000" or spaced and _counted_title(title)):
        return None
    if family == "decimal2" and not spaced and _MEASURED.match(title):
        return None  # 2.1万人
    if family in ("simple", "decimal2") and rest[:1] and rest[:1] in "～〜~/／％%℃-－−:：,，":
        return None
    if family == "第" and _TERM.match(title):
        return None
    if family == "simple" and not spaced and match.group("label")[-1:] not in ".．、" and (rest[:1].isascii() and rest[:1].isalnum()):
        return None
    parts = tuple(ordinal(p) for p in _BETWEEN_FIGURES.split(match.group("n")) if p)
    if not parts or 0 in parts:
        return None
    word = ""
    if family == "anyword" and (_COUNTED_WORD.search(match.group("label")[:match.start("n") - match.start("label")]) or _COUNT.match(title)
                                or title[:1] in ("次", "期")):
        return None  # a count in a name: …市第2 次…計画
    if family in ("worded", "anyword") and not spaced and line[match.start("n") - 1].isspace() and (
            _COUNT.match(title) or _PERSONS.match(title) or rest[:1].isascii() and rest[:1].isalnum()):
        return None  # a count behind the name of a field: 取組 1人1台端末の配備
    if family in ("worded", "anyword"):
        if _REFERS.match(title):
            return None
        word = unicodedata.normalize("NFKC", match.group("label")[:match.start("n") - match.start("label")].strip(" \u3000(（【〔〈＜.．").removesuffix("その"))
        family = word + "/" * (len(parts) - 1)
        if not spaced and rest and not rest[0].isalnum() and rest[0] not in "「『【:：.．―—–－-~〜～":
            return None
    if family == "nth":
        word = match.group("label").rpartition("の")[2].strip()  # 第1の柱, 1つ目の柱
        family = f"nth{word}"
    text = unspaced(match.group("label")).rstrip(".、").translate(_HYPHEN)
    if word and text[-1] in "】〕〉>":
        text = text[:-1].translate(_OPENING)  # 重点項目【1】
    return Label(family, rank, text, parts, len(line) - len(title), word)


def _counted_title(title: str) -> bool:
    """A title that happens to start with a counter's character: 人口減少への対応, 市町村の支援, 社会の変化 are titles;
    年度, 月, つの柱, 件の are counts."""
    return _COUNT.match(title) is None


ARROWS = "→⇒➡➔"
"""Signs behind which stands what comes of a thing (柱１ → 暮らしを守る), no title of its own."""
_LED = re.compile(r"(?:…|‥){2,}[ \u3000]*(?![0-9０-９\s]{1,4}$)\S{4}|[…‥・]{4,}[ \u3000]*(?![0-9０-９\s]{1,4}$)\S{2}")
"""What dots lead from a name to: what is said of it (窓口の一本化 …… 庁舎を一度で回れる), no page."""
_PREDICATE = re.compile(r"(?:です|ます|ました|である|でした|ません)$")


_OF = re.compile("[のを][一-龥]")  # 基本目標2 の具体的な事業: a number in a phrase


_COUNTS = re.compile("(?:人|名|台|冊|件|校|回|社|戸|本|点|枚|円|割|倍|[%％])$|(?:人|名|台|冊|件|校|回|か所|箇所|団体|社|世帯|施設|戸|本|点|枚|円|割|倍|[%％]) ?[0-9０-９]")  # 1 人 1 台端末の整備; 5.8 冊


_CITED = re.compile("[』」](?:[、,，]? ?(?:令和|平成|昭和|[12][0-9]{3} ?年|[0-9０-９]{1,4}(?:[-～~–][0-9０-９]{1,4})? ?頁|pp?[.]|https?:)|[(（](?:令和|平成|昭和|[12][0-9]{3} ?年)(?![^()（）]{0,10}(?:年度|[-～~–])))")  # 1 県『調査報告』2021年


def is_titled(rest: str) -> bool:
    """Whether the words after a number can be a title: there are some, not too many, and they close no sentence."""
    rest = rest.strip()
    return 0 < len(rest) <= 80 and rest[-1] not in "。．、，：:" and rest[0] not in ARROWS and not _LED.search(rest) and not _OF.match(rest) and not _COUNTS.match(rest) and not _CITED.search(rest) and "。" not in rest[:-1].replace("」。", "") and not _PREDICATE.search(rest)


_CONTENTS_NAME = r"(?:目\s*次|もくじ|CONTENTS|Contents)"
_CONTENTS = re.compile(rf"[【〔\[■（(＜<]?\s*{_CONTENTS_NAME}\s*[】〕\]）)＞>]?$")
_CONTENTS_ENDS = frozenset("次じSs】〕]）)＞>")
_NAMED_CONTENTS = re.compile(r"[目もC](?:(?<=目)\s*次|(?<=も)くじ|(?<=C)(?:ONTENTS|ontents))")  # opens with one class, which is searched fast


def is_contents(line: str) -> bool:
    """Whether a line heads a table of contents."""
    bare = line.strip()
    return bare[-1:] in _CONTENTS_ENDS and _CONTENTS.match(bare) is not None


def names_contents(text: str) -> list[int]:
    """The places in `text` of what may head a table of contents."""
    return [match.start() for match in _NAMED_CONTENTS.finditer(text)]
