"""Numbers with a point beside numbers without (1. over 1): a kind of number each, where each counts for itself."""
from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.layout.drafts import Draft

_FAMILY = "simple"
_POINTS = ".．、"


def dotted(drafts: Sequence[Draft]) -> Sequence[Draft]:
    """The drafts, of which plain numbers with a point (1.) are of a family of their own, if such without one stand beside them
    and each kind counts for itself (1. 2. and, under them, 1 2 3 1 2). Where a writer left a point out (1. 2 3.) they are one kind."""
    plain = {i: _pointed(draft) for i, draft in enumerate(drafts) if draft.label is not None and draft.label.family == _FAMILY and draft.kind in ("paragraph", "item")}
    if len(set(plain.values())) < 2 or not all(_counts(drafts, [i for i, own in plain.items() if own == pointed]) for pointed in (True, False)):
        return drafts
    return [draft._replace(label=draft.label._replace(family=f"{_FAMILY}.")) if plain.get(i) and draft.label is not None else draft for i, draft in enumerate(drafts)]


def _pointed(draft: Draft) -> bool:
    assert draft.label is not None
    return draft.text[:draft.label.end].rstrip()[-1:] in _POINTS


def _counts(drafts: Sequence[Draft], numbers: Sequence[int]) -> bool:
    """Whether several numbers go on by one from the one before, or begin anew; the first of a chapter may be any."""
    figures = [label.path[-1] for i in numbers if (label := drafts[i].label) is not None]
    return len(figures) > 1 and all(b in (1, a + 1) for a, b in pairwise(figures))
