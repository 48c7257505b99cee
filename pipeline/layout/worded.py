"""Headings with worded numbers (基本目標1, 戦略2): what stands in them or beside them by the way the whole document uses them."""
from __future__ import annotations

from collections.abc import Sequence

from pipeline.layout.drafts import Draft
from pipeline.layout.numbering import Label

_CHARTS = ("体系", "体系図", "全体像", "イメージ", "概念図", "一覧")


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


def beside_signs(drafts: Sequence[Draft], accepted: Sequence[int]) -> frozenset[str]:
    """Worded families (戦略) that stand right under an outer one (柱) somewhere, and so beside a sign (●現状と課題) that
    comes between the two elsewhere."""
    seen: dict[str, int] = {}
    direct: set[str] = set()
    last: Label | None = None
    for i in accepted:
        label = drafts[i].label
        if label is not None and label.word and len(label.path) == 1:
            seen.setdefault(label.family, i)
            if last is not None and last.word and len(last.path) == 1 and seen[last.family] < seen[label.family]:
                direct.add(label.family)
        last = label
    return frozenset(direct)


def heads_a_chart(draft: Draft) -> bool:
    """Whether a sign heads a picture of the plan (【施策体系】), under which no part of the plan stands."""
    return draft.text.rstrip(" 　】〕》＞>］]」").endswith(_CHARTS)
