"""Evidence: whether figures that look like a date are one, judged by what stands before and behind them."""
from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.extract.dates.printed import Printed
from pipeline.extract.dates.words import any_of, ends_with

FIRST_PLAIN_YEAR = 1500  # before it a figure with 年 is more often a length of time (1300年の歴史)
LAST_PLAIN_YEAR = 2300  # plans look no further ahead
LAST_LETTER_FIGURE = {"M": 45, "T": 15, "S": 80, "H": 60, "R": 60}  # the era's years and those counted on past its end
_TITLES_OF_LETTERS = 20  # S1 to S19, M1, T1: more often sizes and types; H and R are in daily use
_KANJI = "一-龥々"


class _Patterns(NamedTuple):
    length: re.Pattern[str]
    length_fiscal: re.Pattern[str]
    length_round: re.Pattern[str]
    rate: re.Pattern[str]
    letter_behind: re.Pattern[str]
    letter_denied: re.Pattern[str]
    era_behind: re.Pattern[str]
    bounded_behind: re.Pattern[str]
    before: tuple[str, ...]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    return _Patterns(
        length=re.compile(any_of("length")),
        length_fiscal=re.compile(any_of("length_fiscal")),
        length_round=re.compile(rf"{any_of('length')}|{any_of('length_round')}"),
        rate=re.compile(any_of("month_rate")),
        letter_behind=re.compile(r"$|[\n)\]〕〉》」』:;、。,・|→⇒!?}※*<~〜‐–—―]| (?![a-z0-9])|/(?![0-9])"
                                 rf"|[-−](?![0-9A-Za-z])|[{_KANJI}ぁ-ん]"),
        letter_denied=re.compile(any_of("no_letter_era")),
        era_behind=re.compile(r"$|[\n)\]〕〉》」』:;、。,・|→⇒~〜‐–—―/(のとにはがをもでま]"
                              r"|(?:から|より)| (?![a-z0-9])|[-−](?![0-9])"),
        bounded_behind=re.compile(r"$|[\n)\]〕】」』:;、。,・|→⇒~〜]"),
        before=ends_with("length_before"),
    )


def is_length(text: str, date: Printed) -> bool:
    """Whether the figure of a year rather counts years (10年間, 1300年の歴史, 約2000年前, 3年度連続)."""
    if date.month or not date.unit:
        return False
    known = _patterns()
    if date.form == "gregorian" and date.unit == "年":
        if text[max(0, date.start - 3):date.start].endswith(("約", "およそ")):
            return True
        if date.figure % 50 == 0 or date.figure < FIRST_PLAIN_YEAR:
            return known.length_round.match(text, date.end) is not None
        return text.startswith("間", date.end)
    if date.form in ("bare", "same"):
        if text[max(0, date.start - 4):date.start].endswith(known.before):
            return True
        return (known.length_fiscal if date.unit == "年度" else known.length).match(text, date.end) is not None
    return date.unit == "年" and text.startswith("間", date.end)


def is_rate(text: str, date: Printed) -> bool:
    """Whether a month without its year is none: 毎年6月, 1月当たり, 二月堂."""
    known = _patterns()
    if text[max(0, date.start - 4):date.start].endswith(known.before):
        return True
    if date.kanji and re.match(rf"(?![上中下末頃初現以実時分期開])[{_KANJI}]", text[date.end:date.end + 1]):
        return True
    return known.rate.match(text, date.end) is not None


def year_stands(text: str, date: Printed) -> bool:
    """Whether four figures with 年 (or a month in a dotted form) are a year."""
    if text[max(0, date.start - 3):date.start] == "紀元前":
        return False
    if text.startswith("西暦", date.start):
        return True
    if date.form == "dotted":
        return dotted_stands(text, date)
    if date.unit == "年代":
        return date.figure % 10 == 0
    if date.figure > LAST_PLAIN_YEAR:
        return False
    if date.figure < FIRST_PLAIN_YEAR:
        return date.other > 0 or date.month > 0 or (date.figure % 100 != 0 and text.startswith(
            ("に", "の", "、", "頃", "ごろ"), date.end))
    return True


def dotted_stands(text: str, date: Printed) -> bool:
    """Whether 2018/04/01, R5.4.1, 2018-04, H30.3 is a date: no address, number of a version or of a telephone."""
    behind = text[date.end:date.end + 1]
    if text.startswith(("%", "_", "番", "号", "丁目"), date.end) or (behind.isascii() and behind.isalnum()):
        return False
    if behind and behind in ".-/" and text[date.end + 1:date.end + 2].isdigit():
        return False
    before = text[date.start - 1:date.start]
    if date.era is not None:
        if date.day:
            return True
        if date.era.letter in "MT":
            return False
        return date.era.letter != "S" or date.figure >= _TITLES_OF_LETTERS
    if before and before.isascii() and (before.isalnum() or before in "-./_#=&%+"):
        return False
    if not FIRST_PLAIN_YEAR <= date.figure <= LAST_PLAIN_YEAR:
        return False
    if date.day:
        return True
    printed = text[date.start:date.end]
    bounded = not before.isalnum() and _patterns().bounded_behind.match(text, date.end) is not None
    if printed[4:5] == "." and not printed.endswith("月"):
        return bounded
    if printed[4:5] == "/" and not before.isalnum() and behind and behind in "に末頃現時":
        return True  # 2008/7に
    return bounded or printed.endswith("月") or (len(printed) == 7 and 1900 <= date.figure <= 2100)


def era_stands(text: str, date: Printed, end: int) -> bool:
    """Whether an era with a figure but without 年 is a date: `R5`, `(H29)`, `平成30`; of 2019(R1) too. `end`: where
    the range or list ends that it opens."""
    if date.era is None:
        return date.other > 0 and FIRST_PLAIN_YEAR <= date.figure <= LAST_PLAIN_YEAR
    known = _patterns()
    if date.form == "era":
        return not date.kanji and known.era_behind.match(text, end) is not None
    letter, figure = date.era.letter, date.figure
    if figure > LAST_LETTER_FIGURE.get(letter, 60) or date.kanji:
        return False
    if date.other:
        return True
    if known.letter_denied.match(text, end):
        return False
    behind = text[end:end + 1]
    katakana = "ァ" <= behind <= "ヺ" if behind else False
    if letter == "R" or (letter in "HS" and figure >= _TITLES_OF_LETTERS):
        return (katakana and (letter == "R" or figure >= 10)) or known.letter_behind.match(text, end) is not None
    if letter == "H":
        return known.letter_behind.match(text, end) is not None
    before = text[date.start - 1:date.start]
    named = re.match(rf"[{_KANJI}]{{2}}", text[end:end + 2]) is not None
    parted = behind == " " or (figure >= 10 and behind != "" and behind in ")、~〜")
    return (not before or not before.isalnum()) and (named or parted)


def letter_in_range(date: Printed) -> bool:
    """Whether an era in one letter has such a year; true of all other dates."""
    return date.form != "letter" or date.era is None or date.figure <= LAST_LETTER_FIGURE.get(date.era.letter, 60)
