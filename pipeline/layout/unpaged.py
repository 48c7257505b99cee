"""Contents lists that name no page behind their entries: what stands under 目次, or names the pages of each chapter in a line of its own."""
from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from pipeline.layout.drafts import Draft
from pipeline.layout.numbering import is_contents, is_plain_heading
from pipeline.source import unspaced

_SKIPPED = ("furniture", "blank")
_LONGEST = 60  # code points of an entry
_LEAST = 3  # entries
_SHORT = 16  # code points of a line of pages
_RANGES = 2  # chapters with their pages
_PAGES = re.compile(r"[(（〔]?(?:[PpＰｐ]{1,2}[.．]?[ \u3000]?)?[0-9０-９]{1,3}[ \u3000]?(?:(?:ページ|頁)?(?:から|[~～〜―－–−-])[ \u3000]?[0-9０-９]{1,3}[ \u3000]?(?:ページ|頁)?(?:まで)?|(?:ページ|頁))[)）〕]?")
"""The pages of a chapter, under it (1~4ページ, P.5-11)."""


def unpaged(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with the lines of such lists as contents: up to the first that stands in the list already, or that stands over text."""
    found = _places(drafts)
    return [draft._replace(kind="contents", label=None, title_at=-1) if i in found else draft for i, draft in enumerate(drafts)]


def _places(drafts: Sequence[Draft]) -> set[int]:
    found: set[int] = set()
    for i, draft in enumerate(drafts):
        if draft.kind in ("paragraph", "contents", "item") and len(draft.text) <= _LONGEST and is_contents(draft.text):
            own = _entries(drafts, i + 1)
            found.update(own if sum(_is_entry(drafts[k]) for k in own) >= _LEAST else ())
    ranges = [i for i, draft in enumerate(drafts) if _is_pages(draft)]
    if len(ranges) < _RANGES:
        return found
    named = [i for i in ranges if i and _is_entry(drafts[i - 1]) and drafts[i - 1].label is not None]
    first = 0
    while first < len(named) - 1:
        own = _entries(drafts, named[first] - 1)
        inside = bisect_right(named, own[-1]) - first if own else 0
        found.update(own if inside >= _RANGES else ())
        first += max(1, inside)
    return found


def _is_pages(draft: Draft) -> bool:
    """Whether a draft says nothing but on which pages something stands."""
    return draft.kind == "paragraph" and len(draft.text) <= _SHORT and any(map(str.isdigit, draft.text)) and _PAGES.fullmatch(draft.text.strip()) is not None


def _entries(drafts: Sequence[Draft], start: int) -> list[int]:
    """The entries and the lines with their pages from a place on; what else stands in a list between them is skipped."""
    own: list[int] = []
    seen: set[str] = set()
    opened: tuple[str, tuple[int, ...]] | None = None
    for k in range(start, len(drafts)):
        draft = drafts[k]
        if draft.kind in _SKIPPED or k == start and draft.text[:1] == "※" or _is_listed(draft):
            continue
        if draft.kind == "contents":
            return []  # pages behind the entries tell all
        if _is_pages(draft):
            own.append(k)
            continue
        words = unspaced(draft.text)
        label = draft.label
        number = (label.family, label.path) if label is not None and label.rank >= 0 else None
        if not _is_entry(draft):
            return _without_last(drafts, own)
        if words in seen and _is_outermost(drafts, own, draft) or number is not None and number == opened:
            return own  # the list is over, and what it lists begins
        seen.add(words)
        opened = opened or number
        own.append(k)
    return own


def _is_entry(draft: Draft) -> bool:
    """Whether a draft is short, says no sentence and has a number, or is a customary heading."""
    if draft.kind not in ("paragraph", "item") or draft.level != 0 or not 0 < len(draft.text) <= _LONGEST or "。" in draft.text:
        return False
    return draft.label is not None and (bool(draft.label.path) or draft.text[0] in "【〔[［") or is_plain_heading(draft.text.strip())


def _is_listed(draft: Draft) -> bool:
    """Whether a draft is an item of a list without a number."""
    return draft.kind == "item" and draft.label is None and len(draft.text) <= _LONGEST and "。" not in draft.text


def _is_outermost(drafts: Sequence[Draft], own: Sequence[int], draft: Draft) -> bool:
    """Whether a number is of the kind of the first of a list."""
    first = next((label for k in own if (label := drafts[k].label) is not None), None)
    return first is not None and draft.label is not None and first.family == draft.label.family


def _without_last(drafts: Sequence[Draft], own: list[int]) -> list[int]:
    """A list without the last entry, which heads the text under it, and those right above of which that is the first."""
    while own and _is_entry(drafts[own[-1]]):
        label = drafts[own.pop()].label
        upper = drafts[own[-1]].label if own else None
        if label is None or label.path[-1:] != (1,) or upper is None or upper.family == label.family:
            break
    return own
