"""Items behind ○ that are headings: those over numbered headings that begin anew under each."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.layout.drafts import Draft
from pipeline.layout.numbering import CIRCLES, Label, is_titled

_SHORT = 40  # code points of a heading
_NEAR = 12  # drafts; page ends and notes between two lines
_OPENS_LIST = re.compile(rf"[【〔［\[][^【】〔〕［］\[\]]{{2,12}}[】〕］\]][ \u3000]*[{CIRCLES}][ \u3000]*\S")  # 【主な事業】○ 甲事業, over ○ 乙事業
_FAMILY = CIRCLES[0]
_CIRCLES = frozenset(CIRCLES)


def circled(drafts: Sequence[Draft], accepted: Sequence[int]) -> tuple[Sequence[Draft], Sequence[int]]:
    """The drafts and those that are headings, with the items behind ○ right over the first of a run of numbered headings, where
    several such runs begin so (○産業, (1) …, (2) …, ○暮らし, (1) …)."""
    over = {above: label.family for i in accepted if (label := drafts[i].label) is not None and label.rank < 0 and label.path == (1,)
            and drafts[i].level <= 0 and (above := _above(drafts, i)) >= 0}
    often = Counter(over.values())
    heads = {above for above, family in over.items() if often[family] > 1}
    if not heads:
        return drafts, accepted
    label = Label(_FAMILY, -1, "", (), 0)
    return [draft._replace(label=label, title_at=draft.read[0].start) if i in heads else draft for i, draft in enumerate(drafts)], sorted({*accepted, *heads})


def _above(drafts: Sequence[Draft], i: int) -> int:
    """The item behind ○ right above a draft, if it can be a heading: not the last of several, nor set in deeper; -1 for none."""
    before = [k for k in range(i - 1, max(-1, i - _NEAR), -1) if drafts[k].kind not in ("furniture", "blank", "note")][:2]
    draft = drafts[before[0]] if before else None
    if draft is None or not _circle(draft) or draft.level > 0 or len(draft.text) > _SHORT or not is_titled(draft.text) or draft.depth > _indent(drafts[i]):
        return -1
    listed = len(before) > 1 and (_circle(other := drafts[before[1]]) and other.depth == draft.depth or _OPENS_LIST.match(other.text) is not None)
    return -1 if listed else before[0]


def _circle(draft: Draft) -> bool:
    return draft.kind == "item" and draft.marker in _CIRCLES


def _indent(draft: Draft) -> int:
    """How far a numbered line is set in: code points of its own before what is read."""
    return draft.read[0].start - draft.own[0].start
