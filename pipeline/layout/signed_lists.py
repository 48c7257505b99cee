"""Lines in large or bold type behind one sign, right under each other (◆ 守る, ◆ 稼ぐ): a list that is set off, and no headings."""
from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from pipeline.layout.drafts import Draft
from pipeline.layout.lists import bullet

_LEAST = 3  # lines
_BESIDE = frozenset({"furniture", "blank"})


def listed(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, of which headings by markup that stand one right under the other behind the same bullet, and have no number, are items."""
    found = list(drafts)
    solid = [i for i, draft in enumerate(drafts) if draft.kind not in _BESIDE]
    for (sign, _), run in groupby(solid, key=lambda i: _opened(text, drafts[i])):
        if sign and len(places := list(run)) >= _LEAST:
            for i in places:
                found[i] = drafts[i]._replace(kind="item", marker=sign, level=0, label=None, title_at=-1)
    return found


def _opened(text: str, draft: Draft) -> tuple[str, int]:
    """The bullet that opens a heading by markup without a number, and its level; nothing for another."""
    if draft.level <= 0 or draft.kind != "paragraph" or not draft.read or draft.label is not None and draft.label.path:
        return "", 0
    words = text[draft.own[0].start:draft.read[-1].end]
    return words[:bullet(words)].strip(), draft.level
