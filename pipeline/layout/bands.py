"""Worded numbers that are rows over rows of a table whose columns spaces part (戦略1 …, between its rows), and head nothing."""
from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.layout.drafts import Draft

_GAP = re.compile(r"[^ \u3000][ \u3000][ \u3000]+[^ \u3000]")
_BESIDE = frozenset({"furniture", "blank"})


def banded(drafts: Sequence[Draft]) -> Sequence[Draft]:
    """The drafts, of which worded numbers are running text that stand with no blank line between the names of a table's columns and
    its rows, or between rows of the same table."""
    found: set[int] = set()
    for i, draft in enumerate(drafts):
        if draft.label is None or not draft.label.word or draft.loose or draft.level:
            continue
        before, after = _near(drafts, range(i - 1, -1, -1)), _near(drafts, range(i + 1, len(drafts)))
        if before < 0 or after < 0 or drafts[after].kind != "table" or drafts[after].loose:
            continue
        above = drafts[before]
        named = above.kind == "paragraph" and above.label is None and "。" not in above.text and _GAP.search(above.text) is not None
        if named or above.kind == "table" and _near(drafts, range(before - 1, -1, -1)) in found:
            found.add(i)
    return [draft._replace(label=None, title_at=-1) if i in found else draft for i, draft in enumerate(drafts)] if found else drafts


def _near(drafts: Sequence[Draft], places: range) -> int:
    """The first of some drafts that belongs to the text; -1 for none."""
    return next((k for k in places if drafts[k].kind not in _BESIDE), -1)
