"""Headings with worded numbers (基本目標1, 戦略2) and with signs (◇取組の方向): what stands in them by the way the whole document uses them."""
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


def under_signs(drafts: Sequence[Draft], accepted: Sequence[int]) -> dict[str, str]:
    """Numbers of several figures (1-1-1, 施策1-1) whose first ones all stand right under a sign, with nothing between, and so stand
    in what it heads until the next such sign: family to the family of the sign. Not where such a sign opens what a number heads."""
    first: dict[str, set[str]] = {}  # by family, the signs over its first numbers; '' for anything else
    opened: set[tuple[str, str]] = set()
    for before, i in zip([-1, *accepted], accepted):
        own, label = drafts[before].label if before >= 0 else None, drafts[i].label
        near = own is not None and _bare(drafts, before, i)
        if label is None or drafts[i].level > 0:
            continue
        if len(label.path) > 1 and label.rank < 0 and label.path[-1] == 1:
            signed = near and own is not None and not own.path and drafts[before].level <= 0
            first.setdefault(label.family, set()).add(own.family if signed and own is not None else "")
        elif not label.path and near and own is not None:
            opened.add((own.family, label.family))
    return {family: sign for family, signs in first.items() if len(signs) == 1 and (sign := next(iter(signs))) and (family, sign) not in opened}


def _bare(drafts: Sequence[Draft], a: int, b: int) -> bool:
    """Whether nothing that is read stands between two drafts."""
    return all(drafts[k].kind in ("furniture", "blank", "note") for k in range(a + 1, b))
