"""Numbers that stand alone in their lines, each right over its title (Ⅰ / 計画の目的 / …), as a copy leaves headings that a space parts from theirs."""
from __future__ import annotations

import re
from itertools import takewhile
from typing import Collection, NamedTuple, Sequence

from pipeline.layout.captions import is_caption
from pipeline.layout.line import Line
from pipeline.layout.lines import SENTENCE_ENDS
from pipeline.layout.lists import bullet
from pipeline.layout.numbering import BOXES, Label, alone, is_titled, parse, sign, word_role
from pipeline.layout.wraps import LABELLED, LONG, breaks_off

_NUMBER = 6  # code points of a number that stands alone in a line
_TITLE = 32  # code points of the title under it
_LATE = 2  # no numbering begins with a greater figure
_TEXT = 3  # lines under a title in which running text ends a sentence
_LINE = 16  # code points of a line of text without a stop (令和3年度から令和7年度までの5年間)
_COLUMN = re.compile("(?:事業|施策|取組|整理|通し)?(?:番号|№|[NＮ][oｏOＯ][.．]?|#|連番)")
_HEADS = 10  # lines of the names of columns
_BOXED = "boxed"
_FAMILIES = frozenset({"simple", "roman", "第", "paren", "kanji", _BOXED})


class _Place(NamedTuple):
    """A number alone in the line `at`, over its title; what stands under that."""

    at: int
    label: Label
    over_text: bool
    over_sentence: bool
    over_number: bool


def numbers_alone(lines: Sequence[Line], taken: Collection[int]) -> dict[int, Label]:
    """The numbers alone in their lines, by the line, that count on from 1 or 2 over short titles, of which at least half stand over a sentence or
    another such number. taken: the lines of the contents."""
    places = [place for i in range(len(lines) - 1) if 0 < len(lines[i].text) <= _NUMBER and i not in taken and (place := _place(lines, i)) is not None]
    if len(places) < 2:
        return {}  # most texts
    numbers = {place.at for place in places}
    runs: list[list[_Place]] = []
    last: dict[str, list[_Place]] = {}
    for place in places:
        run = last.get(place.label.family, [])
        if place.label.family == "第":
            last = {"第": run}  # what stands under it begins anew
        if run and place.label.path[0] == run[-1].label.path[0] + 1:
            run.append(place)
        elif place.label.path[0] <= _LATE:
            runs.append([place])
            last[place.label.family] = runs[-1]
    found: dict[int, Label] = {}
    for family in {run[0].label.family for run in runs}:
        own = [run for run in runs if run[0].label.family == family]
        whole = [place for run in own for place in run]
        headed = sum(place.over_text or place.over_number and place.at + 2 in numbers for place in whole)
        told = sum(place.over_text or place.over_number for place in whole)
        if any(len(run) > 1 for run in own) and 2 * headed >= len(whole) and told > 1 and any(place.over_sentence or place.over_number for place in whole) and not _is_column(lines, whole[0].at):
            found |= {place.at: place.label for place in whole}
    return found | {place.at: place.label for place in places if place.over_number and place.at + 2 in found and place.label.family == "第"}


def _is_column(lines: Sequence[Line], i: int) -> bool:
    """Whether the name of a column of numbers stands above the first of them (番号 / 事業名 / 1)."""
    return any(_COLUMN.fullmatch(line.text) for line in lines[max(0, i - _HEADS):i])


def _alone(text: str) -> Label | None:
    """The number that a line holds and nothing else, with a bracket around it or not (１, 【1】)."""
    if text[0] not in BOXES or len(text) < 3:
        return alone(text)
    label = alone(text[1:-1])
    return label._replace(family=_BOXED, end=len(text)) if label is not None and label.family == "simple" else None


def _place(lines: Sequence[Line], i: int) -> _Place | None:
    """The number that a line holds and nothing else, where a title stands right under it, and neither breaks off what stands above."""
    line, title = lines[i], lines[i + 1]
    label = None if line.furniture or title.furniture or not 1 < len(title.text) <= _TITLE else _alone(line.text)
    if label is None or label.family not in _FAMILIES or len(label.path) != 1 or label.rank >= 0 or word_role(label.word):
        return None
    above = lines[i - 1].text if i else ""
    if above and (breaks_off(above) or len(above) >= LONG and above[-1] not in SENTENCE_ENDS and above[-1] not in ")）"):
        return None  # the number of a page inside a sentence
    words = title.text
    if not is_titled(words) or breaks_off(words) or words[0] in "はがをにのと、）」" or parse(words) is not None or sign(words) is not None or bullet(words) or "\t" in words or is_caption(words) or LABELLED.match(words):
        return None
    below = [each.text for each in lines[i + 2:i + 2 + _TEXT] if each.text]
    under = parse(f"{below[0]} x") if below else None
    told = list(takewhile(lambda words: parse(f"{words} x") is None and bullet(words) == 0, below))
    sentence = any("。" in words for words in told)
    return _Place(i, label, sentence or bool(told) and len(told[0]) >= _LINE, sentence, under is not None and under.family != label.family)
