"""The grammar of printed dates: patterns for each kind, composed from named parts and compiled once.

They match on the reader's text: NFKC forms, single spaces at most. Every repetition is bounded, so that no text takes
more than linear time."""
from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.extract.dates.eras import eras
from pipeline.extract.dates.numerals import KANJI
from pipeline.extract.dates.words import any_of, not_after, not_before
from pipeline.rules import load

_K = f"[{KANJI}]"
OPEN, CLOSE = r"[(\[〔]", r"[)\]〕]"
SIGN = r"[~〜∼\-‐‑–—―−ー]"
_LIST = r"(?:、|,|・|/|及び|および|並びに|ならびに|又は|または|若しくは|もしくは|と|や)"

_YEAR4 = r"(?:[0-9]{4}(?![0-9])|[0-9](?: ?[0-9]){3}(?= ?[年()\[\]〔〕]))"
_FIGURE = rf"(?:元|[0-9] [0-9](?= ?[年()\[\]〔〕])|[0-9]{{1,3}}(?![0-9])|{_K}{{1,4}})"
UNIT = r" ?年(?: ?度| ?代(?!表|替|理|わ|行|金|官))?"
_MONTH = r"(?:1 ?[0-2]|0 ?[1-9]|[1-9]|十[一二]?|一[〇一二]|[一二三四五六七八九])"
_DAY = (r"(?:3 ?[01]|[12] ?[0-9]|0 ?[1-9]|[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二][〇一二三四五六七八九]"
        r"|三[〇一]|[一二三四五六七八九])")
_WEEKDAY = r" ?\([月火水木金土日](?:曜日?)?(?:[・、,]?[祝休])?日?\)"
_TIME = r" ?(?:午前|午後)?[0-9]{1,2}(?:時(?:[0-9]{1,2}分|半)?|:[0-9]{2})"
# Marks outside names and figures that may come before an era in one letter.
_NO_LETTER_ERA_AFTER = r"A-Za-z0-9&_.#'%+=\-"


def _shared(number: str, unit: str) -> str:
    """Looks ahead for the unit that a figure shares with those after it (4~9月, 4、5、6月)."""
    joint = rf" ?(?:{SIGN}|{_LIST}|から) ?"
    return rf"(?=(?:{joint}{number}){{1,11}} ?{unit})"


def _month_day(end: str = "") -> str:
    """Month and day; `end` is added to the group names where one pattern has two of them."""
    day = rf"(?P<day{end}>{_DAY})(?:(?P<day_unit{end}> ?日)(?!間)|{_shared(_DAY, '日')})"
    return (rf"(?P<month{end}>{_MONTH})(?:(?P<month_unit{end}> ?月)(?!間)(?: ?{day})?|{_shared(_MONTH, '月')})")


def _dotted() -> str:
    """`5.4.1`, `/04/01`, `-04`: what follows the figure of a year."""
    return (r" ?(?P<dot>[./\-]) ?(?P<dot_month>1[0-2]|0?[1-9])(?![0-9])"
            r"(?: ?(?P=dot) ?(?P<dot_day>3[01]|[12][0-9]|0?[1-9])(?![0-9])(?: ?日(?!間))?|(?P<dot_unit> ?月))?"
            r"(?! ?(?P=dot)[0-9])")


def _worded() -> str:
    """Unit, the other calendar in brackets, month, day, 版: what follows the figure of a year."""
    other = (rf"(?:(?P<other_era>{era_sign()}) ?(?P<other_figure>{_FIGURE})|(?:西暦 ?)?(?P<other_year>{_YEAR4}))"
             rf"(?P<other_unit>{UNIT})?")
    return (rf"(?P<unit>{UNIT})?(?P<dual>(?: |(?<=[0-9元])\n)?{OPEN} ?{other} ?{CLOSE}(?P<late_unit>{UNIT}| ?度)?)?"
            rf"(?:(?<=[年)\]〕]) ?(?:{_month_day()}|(?P<feast>元[日旦]|大晦日|大みそか)))?")


def era_sign() -> str:
    names = "|".join(" ?".join(era.name) for era in eras())
    return rf"(?:{names}|[{''.join(era.letter for era in eras())}]\.?)"


_EDITION = r"(?P<edition> ?版(?!画|権|木|図|元|籍))?"


def _relative() -> str:
    rows = sorted(load("relative_dates"), key=lambda row: -len(row["word"]))
    words = "|".join(f"{not_after(row['not_after'])}{row['word']}{not_before(row['not_before'])}" for row in rows)
    return (rf"(?:(?P<word>{words})(?:(?<=年) ?(?:{_month_day()}|(?P<same_month>同月(?!間))(?P<same_day>同日)?)"
            rf"|(?<=月) ?(?P<day_of_month>{_DAY}) ?日(?!間))?"
            rf"|(?P<next>翌) ?{_month_day('_next')}"
            rf"|(?P<same>(?<![合共不協混])同 ?)(?P<figure>{_FIGURE})(?P<unit>{UNIT})"
            rf"(?:(?<=年) ?{_month_day('_same')})?)")


def _hint() -> str:
    """A cheap sign that a date may begin: its first character, then what must follow it."""
    by_first: dict[str, list[str]] = {}
    for era in eras():
        rest = "".join(f" ?{char}" for char in era.name[1:])
        by_first.setdefault(era.name[0], []).append(rf"{rest}(?= ?[0-9元{KANJI}])")
    for row in load("relative_dates"):
        by_first.setdefault(row["word"][0], []).append(row["word"][1:])
    for first in "同翌":
        by_first.setdefault(first, []).append(rf" ?(?=[0-9元{KANJI}])")
    by_first.setdefault("西", []).append("暦")
    by_first.setdefault("h", []).append("ttps?:")
    by_first.setdefault("w", []).append(r"ww\.")
    letters = "".join(era.letter for era in eras())
    branches = [f"(?<={first})(?:{'|'.join(rests)})" for first, rests in by_first.items()]
    branches.append(r"(?<=[0-9])(?<![0-9].)(?<![0-9][.,].)(?:[0-9]{3}(?![0-9])|[0-9]? ?(?:年|月|世紀)"
                    r"|(?: ?[0-9]){3} ?[年(\[〔])")
    branches.append(r"(?<=[0-9])(?<![0-9].)[0-9]{3} ?年")  # also after a figure and a comma: pp.12-15，2021年
    branches.append(rf"(?<={_K})(?<!{_K}.){_K}{{0,5}} ?(?:年|月|世紀)")
    branches.append(rf"(?<=[{letters}])(?<![{_NO_LETTER_ERA_AFTER}].)(?<![ -~]/.)\.? ?(?=[0-9元])")  # 設計/R8, not a/R8
    return rf"[{''.join(by_first)}0-9{KANJI}{letters}](?:{'|'.join(branches)})"


class Grammar(NamedTuple):
    """Compiled patterns. hint: where a date may begin; url: an address to pass over; wareki, gregorian, relative,
    bare: dates by what they begin with (bare: no era and no full year; also a figure alone in a range or list);
    joint: what stands between two dates of one range or list; closing: the end of a bracket."""

    hint: re.Pattern[str]
    url: re.Pattern[str]
    wareki: re.Pattern[str]
    gregorian: re.Pattern[str]
    relative: re.Pattern[str]
    bare: re.Pattern[str]
    joint: re.Pattern[str]
    opening: re.Pattern[str]
    closing: re.Pattern[str]


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """The grammar, compiled at the first call."""
    gregorian = (rf"(?P<christian>西暦 ?)?(?P<figure>{_YEAR4}|(?(christian)[0-9]{{1,3}}(?![0-9])|(?!))"
                 rf"|[〇○零一二三四五六七八九]{{4}}(?!{_K})|[一二]?千{_K}{{0,6}})")
    bare = (rf"(?:(?P<figure>元|[0-9](?: ?[0-9])?|{_K}{{1,4}})(?P<unit>{UNIT}| ?世紀)(?:(?<=年) ?{_month_day()})?"
            rf"|{_month_day('_alone')}|(?P<lone_day>{_DAY}) ?日(?!間|[0-9])"
            rf"|(?P<dot_month>1[0-2]|0?[1-9])[./](?P<dot_day>3[01]|[12][0-9]|0?[1-9])(?![0-9./])"
            rf"|(?P<lone_figure>元|[0-9]{{1,2}}(?![0-9]))){_EDITION}")
    joint = (rf"(?:{_WEEKDAY})?(?:{_TIME})?{any_of('season')}? ?"
             rf"(?:(?P<sign>{SIGN})|(?P<word>から|より|至:?)|(?P<list>{_LIST})) ?")
    return Grammar(
        hint=re.compile(_hint()),
        url=re.compile(r"(?:https?:|www\.)[!#$%&'*+\-./0-9:;=?@A-Z_a-z~]*"),
        wareki=re.compile(rf"(?P<era>{era_sign()}) ?(?P<figure>{_FIGURE})(?:{_dotted()}|{_worded()}){_EDITION}"),
        gregorian=re.compile(rf"{gregorian}(?:{_dotted()}|{_worded()}){_EDITION}"),
        relative=re.compile(_relative()),
        bare=re.compile(bare),
        joint=re.compile(joint),
        opening=re.compile(rf" ?{OPEN} ?"),
        closing=re.compile(rf" ?{CLOSE}"),
    )

