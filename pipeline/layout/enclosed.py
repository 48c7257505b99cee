"""Numbered lines that a sentence encloses (前計画では、 / 1 …の実現 / 2 …の向上 / を目標に取り組んだ): items of it, no headings."""
from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.layout.drafts import Draft
from pipeline.layout.wraps import breaks_off

_GOES_ON = re.compile("(?:など|等|という|といった)?(?:を|の(?!び|り|ど|ぼ|せ|こ)|が(?!ん|け|い)|に(?!ぎ|し|ほ|わ)|と(?!も|き|こ|し|ち|か)|は(?!じ|た|ぐ|い|つ)|、)")
"""How the rest of a sentence opens behind what it lists; no word that begins so (にぎわい, がん, はじめに)."""


def without(drafts: Sequence[Draft]) -> Sequence[Draft]:
    """The drafts, of which numbered lines from 1 on that stand between the two halves of a sentence bear no label."""
    inside: set[int] = set()
    for i, draft in enumerate(drafts):
        if draft.label is None or draft.label.path != (1,) or draft.label.rank >= 0 or draft.level != 0 or not _opens(drafts, i):
            continue
        last = _last(drafts, i)
        after = drafts[last + 1] if last + 1 < len(drafts) else None
        if last > i and after is not None and after.kind == "paragraph" and after.label is None and _GOES_ON.match(after.text):
            inside.update(range(i, last + 1))
    return [draft._replace(label=None, title_at=-1) if i in inside else draft for i, draft in enumerate(drafts)] if inside else drafts


def _opens(drafts: Sequence[Draft], i: int) -> bool:
    """Whether a sentence breaks off right above draft `i`."""
    return i > 0 and drafts[i - 1].kind == "paragraph" and drafts[i - 1].label is None and breaks_off(drafts[i - 1].text)


def _last(drafts: Sequence[Draft], i: int) -> int:
    """The last of the drafts from `i` on that count on in one kind of number, with nothing between."""
    while i + 1 < len(drafts) and (own := drafts[i].label) is not None and (other := drafts[i + 1].label) is not None \
            and (other.family, other.path) == (own.family, (own.path[-1] + 1,)) and drafts[i + 1].level == 0:
        i += 1
    return i
