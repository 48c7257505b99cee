"""Headings with worded numbers (基本目標1, 戦略2): what stands in them by the way the whole document uses them."""
from __future__ import annotations

from collections.abc import Sequence

from pipeline.layout.drafts import Draft
from pipeline.layout.numbering import Label


def nested_in(drafts: Sequence[Draft], accepted: Sequence[int]) -> dict[str, str]:
    """Ranked families (節) that begin anew under each of several worded headings (基本目標1, 基本目標2), and so stand
    inside them: family to the family of the worded ones."""
    restarts: dict[tuple[str, str], int] = {}
    word: Label | None = None
    for i in accepted:
        label = drafts[i].label
        if label is None or not label.path:
            continue
        if label.word and len(label.path) == 1:
            word = label
        elif label.rank >= 0:
            if word is not None and label.path[-1] == 1:
                key = label.family, word.family
                restarts[key] = restarts.get(key, 0) + 1
            word = None
    return {inner: outer for (inner, outer), count in restarts.items() if count > 1}
