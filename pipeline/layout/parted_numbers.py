"""Numbers of headings that a converter parted from their titles: alone in a line, one under another, or with cells of a table between."""
from __future__ import annotations

from typing import Mapping, Sequence

from pipeline.layout.captions import is_caption
from pipeline.layout.line import Line
from pipeline.layout.lists import bullet
from pipeline.layout.numbering import Label, alone, is_titled, parse, sign, word_role
from pipeline.layout.wraps import LABELLED, LONG
from pipeline.source import unspaced

_MEETING = 3  # lines before the number that a meeting gives to a paper
_LABEL = 14  # code points of a number that stands alone in a line
_TITLE = 40  # code points of the title under it
_NEAR = 7  # lines between a number and its title
_MOST_STACKED = 3  # numbers of headings one under another


def number_alone(lines: Sequence[Line], i: int) -> tuple[Label, int] | None:
    """The number of a chapter, pillar or measure that stands alone in a line over its title (第1章, 【基本目標1】), or any number that a converter
    parted from its title, and the index of that title's line, which a blank one may part from it."""
    text = lines[i].text
    label = _alone(text) if i + 1 < len(lines) else None
    if label is None or not (label.rank >= 0 or word_role(label.word) or _parted_from_title(lines, i)):
        return None
    if i <= _MEETING and (word_role(label.word) == "annex" or label.word.endswith("資料")):
        return None  # 資料1 of a meeting, over the title of the document
    under = i + 1 + (lines[i + 1].blank and i + 2 < len(lines) and (i + 3 >= len(lines) or lines[i + 3].blank or len(lines[i + 3].text) >= LONG))
    below = lines[under].text
    under_it = 0 < len(below) <= _TITLE and is_titled(below) and parse(below) is None and sign(below) is None and not bullet(below)
    named = under_it and not lines[under].furniture and "\t" not in below and not is_caption(below) and not LABELLED.match(below)
    return (label, under) if named else None


def number_of_contents(lines: Sequence[Line], i: int, listed: Mapping[str, str]) -> tuple[Label, int] | None:
    """A number alone in its line, and the line near below it that holds the title which the contents give to it, as where `pdftotext` prints the
    last cells of a table between the two."""
    label = _alone(lines[i].text) if listed else None
    if label is None or not (title := listed.get(label.text)):
        return None
    place = next((k for k in range(i + 1, min(i + 1 + _NEAR, len(lines))) if unspaced(lines[k].text) == title), -1)
    return (label, place) if place > i else None


def stacked_numbers(lines: Sequence[Line], i: int) -> list[tuple[Label, int]] | None:
    """Numbers one right under another, of which the titles follow in their order between blank lines (第１章 / １ // 計画の考え方 // 策定の趣旨), as
    `pdftotext` leaves headings that a wide space parts from their numbers: each number with the line of its title."""
    if i + 1 >= len(lines) or not 0 < len(lines[i + 1].text) <= _LABEL or len(lines[i].text) > _LABEL:
        return None  # most lines
    numbers: list[Label] = []
    while i + len(numbers) < len(lines) and len(numbers) < _MOST_STACKED and (label := _alone(lines[i + len(numbers)].text)) is not None and not lines[i + len(numbers)].furniture:
        numbers.append(label)
    count = len(numbers)
    if count < 2 or len({label.family for label in numbers}) < count or not (numbers[0].rank >= 0 or word_role(numbers[0].word)) or numbers[-1].path[-1:] != (1,):
        return None
    places = [i + count + 1 + 2 * k for k in range(count)]
    if places[-1] + 2 >= len(lines) or not all(lines[at - 1].blank and lines[at].text for at in places) or not lines[places[-1] + 1].blank:
        return None
    if any(len(lines[at].text) > _TITLE or not is_titled(lines[at].text) or parse(lines[at].text) is not None or sign(lines[at].text) or bullet(lines[at].text) for at in places):
        return None
    return list(zip(numbers, places))


def _alone(text: str) -> Label | None:
    """The number that a short line holds and nothing else."""
    return alone(text) if 0 < len(text) <= _LABEL else None


def _parted_from_title(lines: Sequence[Line], i: int) -> bool:
    """Whether a number stands alone between blank lines, over a short line, under which running text, another number alone or a numbered heading
    stands, as `pdftotext` leaves numbers that a tab or a wide space parts from their titles."""
    if lines[i].furniture or i and not (lines[i - 1].blank or lines[i - 1].furniture or parse(lines[i - 1].text) is not None):
        return False
    below = [line for line in lines[i + 1:i + 6] if not line.furniture]
    if len(below) < 4 or not (below[0].blank and below[1].text) or len(below[1].text) > _TITLE or "。" in below[1].text:
        return False
    if below[2].text:
        return len(below[2].text) >= LONG and len(below[1].text) < LONG and "  " not in below[2].text and is_titled(below[1].text)  # running text right under the title
    if not below[3].text:
        return False
    under = below[3].text
    if (len(under) >= LONG or under[-1] == "。") and "  " not in under or _alone(under) is not None:
        return True
    label = parse(under)
    return label is not None and is_titled(under[label.end:])
