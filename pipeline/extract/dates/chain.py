"""Chains: dates that stand in one range or list and share an era, a year or a unit."""
from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from pipeline.extract.dates.dual import bare_with_year, with_other_range
from pipeline.extract.dates.evidence import era_stands, is_length
from pipeline.extract.dates.grammar import grammar
from pipeline.extract.dates.printed import Printed, bare, full, relative, with_other_calendar
from pipeline.extract.dates.words import any_of

Joint = Literal["range", "list"]

MOST_MEMBERS = 16  # longer lists are read in parts; bounds the work at each date
FARTHEST_VERB = 40  # code points between a range and the verb of what was done in it
FARTHEST_YEARS = 40  # between neighbours of a list of era years without an era of their own


# what stands on either side of the year of a work in Latin script: behind its place or journal, and behind its author
_IN_REFERENCE = re.compile(r"[A-Za-z0-9.)\"”], ?$"), re.compile(r", ?(?:pp?\.? ?[0-9]|[Vv]ol|[Nn]o\.|https?:|doi|DOI)")
_AFTER_AUTHOR = re.compile(r"[A-Za-z.,] ?\($"), re.compile(r"\)[.,:]? ?[\"“A-Z]")


class Chain(NamedTuple):
    """Dates in the order of the text, `joints[i]` between `members[i]` and `members[i + 1]`."""

    members: tuple[Printed, ...]
    joints: tuple[Joint, ...]

    @property
    def end(self) -> int:
        """Where the last date ends."""
        return self.members[-1].end

    @property
    def next_start(self) -> int:
        """Where to read on if the first date is none: at the next one with an era, or behind the chain."""
        return next((date.start for date in self.members[1:] if date.era is not None), self.end)

    def cut(self, count: int) -> Chain:
        """The first `count` dates."""
        return self if count == len(self.members) else Chain(self.members[:count], self.joints[:count - 1])


def chain_from(text: str, first: Printed) -> Chain:
    """The range or list that `first` opens, or `first` alone, as far as it can be read; see `closed`."""
    members: list[Printed] = [with_other_calendar(text, first)]
    joints: list[Joint] = []
    while len(members) < MOST_MEMBERS:
        found = grammar().joint.match(text, members[-1].end)
        if not found or found.end() >= len(text):
            break
        joint: Joint = "list" if found["list"] else "range"
        following = _following(text, found.end(), members[-1], joint, found["word"] or "")
        if following is None:
            break
        if joint == "range":
            following = with_other_range(text, members[-1], following)
        members.append(following)
        joints.append(joint)
    return Chain(tuple(members), tuple(joints))


def closed(text: str, chain: Chain) -> Chain | None:
    """The chain up to the last date whose unit is known; failing that, up to where the era shows that it is one; None
    where nothing shows that its figures are dates."""
    members = chain.members
    for count in range(len(members), 0, -1):
        if not members[count - 1].open:
            return chain.cut(count)
    if members[0].open != "year":
        return None
    if members[0].form == "gregorian" and _dates_work(text, members[0]):
        return _as_years(chain.cut(1))
    for count in range(len(members), 0, -1):
        end = members[count - 1].end
        if era_stands(text, members[0], end) or (count > 1 and _years_in_brackets(text, chain.cut(count))):
            return _as_years(chain.cut(count))
    return None


def _as_years(chain: Chain) -> Chain:
    return Chain(tuple(date._replace(unit=date.unit or "年", open="") for date in chain.members), chain.joints)


def _dates_work(text: str, date: Printed) -> bool:
    """Whether a bare year is that of a work cited in Latin script: , 2004, pp. 687-692; Fors, A. (2004) "…"."""
    if not 1900 <= date.figure < 2100:
        return False
    before, behind = text[max(0, date.start - 4):date.start], text[date.end:date.end + 12]
    return _IN_REFERENCE[0].search(before) is not None and _IN_REFERENCE[1].match(behind) is not None \
        or _AFTER_AUTHOR[0].search(before) is not None and _AFTER_AUTHOR[1].match(behind) is not None


def _years_in_brackets(text: str, chain: Chain) -> bool:
    """2019~2028 without 年: a range of plausible years in brackets, or behind 期間."""
    first, last = chain.members[0], chain.members[-1]
    if first.form != "gregorian" or chain.joints != ("range",) or not 1900 <= first.figure < 2100:
        return False
    if last.form == "gregorian" and not first.figure < last.figure < 2100:
        return False
    before, behind = text[max(0, first.start - 4):first.start], text[last.end:last.end + 1]
    if last.figure < 100 and not first.figure % 100 < last.figure:
        return False
    return (before.endswith("(") and behind == ")" or re.search(r"期間[:は]?$", before) is not None) \
        and not (behind and (behind.isalnum() or behind in "%"))


def _following(text: str, at: int, before: Printed, joint: Joint, word: str) -> Printed | None:
    """The date at `at` if it continues the range or list after `before`."""
    date = full(text, at)
    if date is not None:
        date = with_other_calendar(text, date)
        if joint == "list" and not before.open:  # two dates, each with its own surroundings
            return None
        if before.open and (date.form == "dotted" or before.open != "year"):
            return None
        if joint == "list" and before.form != "bare" and before.form != date.form:  # R4、平成30年度
            return None
        if not date.open and is_length(text, date):
            return None
    elif joint == "range" and (date := relative(text, at)) is not None:
        if date.pointer is not None and not date.pointer.from_text:
            return None
    elif (date := relative(text, at)) is not None and date.form == "same":
        pass
    else:
        date = bare_with_year(text, at) or bare(text, at)
        if date is not None:
            date = _continued(text, before, date, joint, word)
    if date is None or (word and not _spans(text, date, word)):
        return None
    return date


def _continued(text: str, before: Printed, date: Printed, joint: Joint, word: str) -> Printed | None:
    """The bare `date` if it may take what it lacks from `before`; a lone figure gets the part that is open."""
    if before.form == "relative":
        return None
    if date.open == "year":  # a figure alone
        if not before.open or date.figure > {"year": 99, "month": 12, "day": 31}[before.open]:
            return None
        if before.open == "month":
            return date._replace(figure=0, month=date.figure, open="month")
        if before.open == "day":
            return date._replace(figure=0, day=date.figure, open="day")
        return date
    if date.form == "dotted":
        return date if before.form == "dotted" and before.day and joint == "range" else None
    if not date.figure:
        if date.month:
            return date if before.month and before.open != "day" and before.form != "dotted" else None
        later = joint == "range" or date.day > before.day
        return date if before.day and later and before.form != "dotted" else None
    return date if _year_continues(text, before, date, joint, word) else None


def _year_continues(text: str, before: Printed, date: Printed, joint: Joint, word: str) -> bool:
    if not before.figure or date.figure > 99 or date.unit == "世紀" and before.unit != "世紀":
        return False
    if before.open:
        return before.open == "year"
    if date.month:
        return before.month > 0 or before.unit == "年"
    if before.month or is_length(text, date) or before.unit != date.unit:
        return False
    if date.unit in ("年代", "世紀"):
        return True
    ahead = date.figure - (before.figure if before.era or before.form == "bare" else before.figure % 100) > 0
    if date.unit == "年度":
        return ahead or joint == "list" or not word
    if word and not re.compile(r"まで|迄|にかけ|の間|にわた").match(text, date.end):
        return False
    return joint == "range" or (ahead and date.figure - before.figure % 100 <= FARTHEST_YEARS)


@lru_cache(maxsize=1)
def _change() -> re.Pattern[str]:
    """What follows the second date where から tells of a change, not of a span (から令和5年度に延期, からR5へ)."""
    return re.compile(rf"{any_of('season')}?(?:に(?!順次|段階的|計画的|継続|かけ|わた|至|およ|及|お[けい]|まで)|へ)")


@lru_cache(maxsize=1)
def _deed() -> re.Pattern[str]:
    """What follows the second date where に tells when something was done, up to its verb (に貸し出した台数, に80か所への設置を終えた)."""
    words = rf"(?:(?!{any_of('shift')}|(?<!と)な[っりる])[^。]){{1,{FARTHEST_VERB}}}?"
    return re.compile(rf"{any_of('season')}?に(?:は、?|も、?|、)?(?![しすな、。は]){words}(?:[ただるうくすつぶむぐ](?=[一-龥ァ-ヶ「])|(?<=[ぁ-ん一-龥])(?:[。)]|$))")


def _spans(text: str, date: Printed, word: str) -> bool:
    """Whether から, より or 至 between two dates makes a range that ends with `date`."""
    if word == "より":
        return re.compile(rf"{any_of('season')}?(?:まで|迄|にかけ)").match(text, date.end) is not None
    return word.startswith("至") or _change().match(text, date.end) is None or _deed().match(text, date.end) is not None
