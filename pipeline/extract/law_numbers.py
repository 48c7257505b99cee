"""Law numbers: 平成15年法律第57号, 令和三年法律第三十五号, 平成6年瑞浜県条例第71号, after a name or before it."""
from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.extract.dates.numerals import KANJI, number

_N = rf"[0-9{KANJI}]{{1,7}}"
_KIND = "|".join((
    r"(?:法律|政令|勅令|太政官布告|太政官達|(?:[一-鿿・、]{0,40}?[省府庁院]|[一-鿿]{0,20}委員会)令",
    r"[一-鿿ぁ-んァ-ヶー・、]{0,40}?(?:条例|規則|告示|訓令甲?|訓|規程|要綱|規約|命令|令|達))"))
_NUMBER = (rf"(?P<year>(?:明治|大正|昭和|平成|令和)(?:{_N}|元)年|(?:19|20)[0-9]{{2}}年)(?:(?:{_N})月(?:{_N})日)?"
           rf"(?P<kind>{_KIND})(?:甲|乙)?第?(?P<n>{_N})号")
_AMENDS = "(?!(?:に?(?:よる|より)|で)[^。、()]{0,6}改(?:正|め))"  # the number of the act that changed it
_INSIDE = re.compile(rf"[」』”]? ?\((?P<lead>[^()\n]{{0,40}}?[、。,])??(?P<number>{_NUMBER}){_AMENDS}")
_BESIDE = re.compile(rf"[」』”]?、?(?P<number>{_NUMBER}){_AMENDS}")
_BEFORE = re.compile(rf"(?P<number>{_NUMBER})[(「『]{{0,2}}\Z")
_YEAR_SIGN = re.compile(r"明治|大正|昭和|平成|令和|(?:19|20)[0-9]{2}年")
_YEAR = re.compile(rf"{_N}|元")


@dataclass(frozen=True, slots=True)
class LawNumber:
    """A number. start, end: positions in the reader's text; value `平成15年法律第57号`, month and day dropped;
    bracketed: whether it stands in a bracket after the name."""

    start: int
    end: int
    value: str
    bracketed: bool = False


def after(text: str, end: int) -> LawNumber | None:
    """The number that stands beside a name ending at `end`, in brackets or bare; None if there is none."""
    for pattern, bracketed in ((_INSIDE, True), (_BESIDE, False)):
        match = pattern.match(text, end, end + 110)
        if match is not None:
            return LawNumber(match.start("number"), match.end("number"), _value(match), bracketed)
    return None


def before(text: str, start: int) -> LawNumber | None:
    """The number that stands before a name starting at `start` (平成15年法律第57号「…」); None if there is none."""
    at = start - 1
    while at >= 0 and start - at < 3 and text[at] in "(「『":
        at -= 1
    if at < 0 or text[at] != "号":
        return None
    low = max(0, start - 80)
    window = text[low:start]
    last = None
    for year in _YEAR_SIGN.finditer(window):
        last = _BEFORE.match(window, year.start()) or last
    return None if last is None else LawNumber(low + last.start("number"), low + last.end("number"), _value(last))


def _value(match: re.Match[str]) -> str:
    year = _YEAR.sub(lambda m: m.group() if m.group() == "元" or m.group().isascii() else str(number(m.group())),
                     match["year"])
    return f"{year}{match['kind']}第{number(match['n'])}号"
