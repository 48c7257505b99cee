"""The automatic numbers of Word's lists and headings: counted along the document and written as a reader sees them."""
from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from pipeline.readers.numerals import written
from pipeline.readers.word_styles import Styles, number, switched, value, w

LEVELS = 9
"""Levels of one list, as in the format."""
_PLACE = re.compile("%([1-9])")
_LONGEST = 60  # characters of a pattern such as `第%1章`
_LONGEST_LINKS = 10  # lists that name a style that names a list


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    bullet: bool = False
    plain: bool = False  # all figures Arabic, whatever the form of their own levels
    gap: str = " "
    restart: int = -1  # a level from 1, at and above which this one starts anew; 0: never; -1: the one above
    style: str = ""


@dataclass(slots=True)
class _List:
    """A list definition with what its user overrides. `counts` is shared by all users of one definition."""

    levels: dict[int, _Level]
    starts: dict[int, int]
    counts: list[int | None]
    begun: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Numbered:
    """The number of a paragraph as printed with the gap behind it; empty for a bullet. `level` counts from 0."""

    text: str
    bullet: bool
    level: int


class Numbering:
    """The lists of one document and how far each has counted."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._lists: dict[str, _List] = {}
        if root is None:
            return
        bases = {each.get(w("abstractNumId")) or "": each for each in root.iterchildren(w("abstractNum"))}
        nums = {each.get(w("numId")) or "": each for each in root.iterchildren(w("num"))}
        counts: dict[str, list[int | None]] = {}
        read: dict[str, dict[int, _Level]] = {}
        for name, num in nums.items():
            base = value(num, "abstractNumId") or ""
            for _ in range(_LONGEST_LINKS):
                link = value(bases.get(base), "numStyleLink")
                linked = nums.get(styles.numbering(link)) if link else None
                if linked is None:
                    break
                base = value(linked, "abstractNumId") or ""
            if base not in bases:
                continue
            if base not in read:
                read[base] = _levels(bases[base])
            levels, starts = dict(read[base]), {}
            for each in num.iterchildren(w("lvlOverride")):
                place = number(each.get(w("ilvl")), -1)
                levels |= {place: level for place, level in _levels(each).items() if 0 <= place < LEVELS}
                if (start := value(each, "startOverride")) is not None and 0 <= place < LEVELS:
                    starts[place] = number(start, 1)
            self._lists[name] = _List(levels, starts, counts.setdefault(base, [None] * LEVELS))

    def level(self, num: str, style: str) -> int:
        """The level of a list that belongs to a paragraph style; 0 if none does."""
        levels = self._lists[num].levels if num in self._lists else {}
        return next((place for place, level in levels.items() if style and level.style == style), 0)

    def next(self, num: str, place: int) -> Numbered | None:
        """Count on in a list at a level from 0; None if there is no such list or level."""
        found = self._lists.get(num)
        level = found.levels.get(place) if found else None
        if found is None or level is None:
            return None
        counts = found.counts
        if place in found.starts and place not in found.begun:
            counts[place] = found.starts[place]
        else:
            before = counts[place]
            counts[place] = level.start if before is None else before + 1
        found.begun.add(place)
        for deeper in range(place + 1, LEVELS):
            restart = found.levels[deeper].restart if deeper in found.levels else -1
            if place + 1 <= (deeper if restart < 0 else restart):
                counts[deeper] = None
        if level.bullet:
            return Numbered("", True, place)

        def figure(match: re.Match[str]) -> str:
            at = int(match.group(1)) - 1
            own = found.levels.get(at, _Level())
            count = counts[at]
            shown = own.start - 1 if count is None else count  # Word counts what has not come yet as none
            return "" if at > place else written(shown, "decimal" if level.plain else own.form)

        text = _PLACE.sub(figure, level.pattern)
        return Numbered(text + level.gap if text.strip() else "", False, place)


def _levels(holder: etree._Element) -> dict[int, _Level]:
    found = {}
    for each in holder.iterchildren(w("lvl")):
        place = number(each.get(w("ilvl")), -1)
        if not 0 <= place < LEVELS:
            continue
        form = value(each, "numFmt") or "decimal"
        bullet = form == "bullet" or value(each, "lvlPicBulletId") is not None
        gap = "" if value(each, "suff") == "nothing" else " "
        found[place] = _Level(number(value(each, "start"), 1), form, (value(each, "lvlText") or "")[:_LONGEST], bullet,
                              bool(switched(each, "isLgl")), gap, number(value(each, "lvlRestart"), -1),
                              value(each, "pStyle") or "")
    return found
