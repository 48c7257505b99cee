"""Headings by markup of which a converter made two: a number and its title (## 第5章 / ## 具体的な施策), or the lines of a long title (## …の推進に / ## 関する方針)."""
from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.layout.drafts import Draft, merged
from pipeline.layout.numbering import Label, alone, is_titled, part, word_role

_BREAKS = re.compile(r"(?:[のをへ、・]|(?:[にがはでや]|(?<![もこひさ])と)|及び|並びに|又は|または|(?<=[をに一-龥])する|される|ための|による|に係る|関する|向けた)$")
_GOES_ON = re.compile(r"(?:を|が|に|へ|は|と(?!も)|の(?!び))(?=[一-龥ァ-ヶA-Za-z0-9])|(?:関する|向けた|係る|対する|基づく|おける|よる|及び|並びに)")
_LONGEST = 60  # code points of a title in all


def with_titles(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, those headings by markup together that are the number of a chapter or pillar alone (基本目標1) and its title,
    which stands right behind it, and of a lower level alone there; and the lines of one title."""
    found: list[Draft] = []
    for k, draft in enumerate(drafts):
        above = found[-1] if found else None
        if above is not None and 0 < above.level == draft.level and draft.label is None and _is_cut(above.text.strip(), draft.text.strip()):
            found[-1] = merged((above, draft))
        elif above is None or not 0 < above.level <= draft.level + (draft.level > 0 and _is_pillar(above)) or draft.label is not None or not _numbers_alone(above) or (
                part(draft.text) is not None and not _is_chapter(above) or not is_titled(draft.text) or above.level < draft.level and _has_next(drafts, k)):
            found.append(draft)
        else:
            found[-1] = above._replace(own=(*above.own, *draft.own), read=(*above.read, *draft.read), text=f"{above.text} {draft.text}", title_at=draft.title_at)
    return found


def _is_cut(above: str, below: str) -> bool:
    """Whether a title breaks off, or words open with what no title opens with."""
    return len(above) + len(below) <= _LONGEST and (_BREAKS.search(above) is not None or _GOES_ON.match(below) is not None)


def _is_chapter(draft: Draft) -> bool:
    """Whether the number of a chapter stands alone in a heading, which has a title, whatever part of a plan that names (第5章 / 具体的な施策)."""
    number = _number(draft)
    return number is not None and number.rank >= 0


def _is_pillar(draft: Draft) -> bool:
    """Whether the number of a pillar stands alone in a heading, as in a band that may be set smaller than the title below it."""
    number = _number(draft)
    return number is not None and word_role(number.word) == "pillar"


def _has_next(drafts: Sequence[Draft], k: int) -> bool:
    """Whether a heading by markup is followed by another of its level, before one of a higher level."""
    return next((drafts[i].level for i in range(k + 1, len(drafts)) if 0 < drafts[i].level <= drafts[k].level), 0) == drafts[k].level


def _numbers_alone(draft: Draft) -> bool:
    """Whether a heading is nothing but the number of a chapter, a pillar or a measure."""
    number = _number(draft)
    return number is not None and bool(number.path) and (number.rank >= 0 or word_role(number.word) != "")


def _number(draft: Draft) -> Label | None:
    """The number that stands alone in a heading."""
    if draft.label is None:
        return alone(draft.text)
    return draft.label if draft.label.end >= len(draft.text) else None
