"""Items behind ○ that are headings: those over numbered headings that begin anew under each."""
from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.layout.drafts import Draft
from pipeline.layout.numbering import CIRCLES, Label, is_titled

_SHORT = 40  # code points of a heading
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
    """The item behind ○ right above a draft, if it can be a heading; -1 for none."""
    above = next((k for k in range(i - 1, -1, -1) if drafts[k].kind not in ("furniture", "blank", "note")), -1)
    draft = drafts[above]
    heads = draft.kind == "item" and draft.marker in _CIRCLES and draft.level <= 0 and len(draft.text) <= _SHORT and is_titled(draft.text)
    return above if above >= 0 and heads else -1
