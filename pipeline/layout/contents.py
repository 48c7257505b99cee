"""The table of contents: which blocks are lines of it, which lines of the text it lists as headings, and at which level."""
from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import Sequence

from pipeline.layout.drafts import Draft
from pipeline.layout.numbering import BOXES, is_contents, is_plain_heading, parse, sign, word_role
from pipeline.layout.unpaged import unpaged
from pipeline.source import unspaced

LEADERS = re.compile(r"(?:[…‥⋯]{2}|(?:[.．・…‥･·⋯_＿\-―─]\s?){3,})\s*[-－(（]?\s*[0-9０-９]{1,4}\s*[)）-]?\s*$")
PAGE = re.compile(r"[\s　]+[-－]?[0-9０-９]{1,3}[-－]?$")
_TAIL = re.compile(r"[\s.．・…‥･·⋯_＿\-－―─–(（]+[0-9０-９]{1,4}\s*[)）\-－]?\s*$")  # leaders and the page
PAGE_ENDS = frozenset("0123456789０１２３４５６７８９)）-")  # characters that end a line with leaders
_TITLE = 12  # code points; 【目　次】
_FEW = 3  # entries; what lists fewer, or of which the text has less than half, tells nothing
HOLDS = re.compile("論$|資料")  # 総論, 資料編: numbered parts stand under them, and under no other heading without a number (はじめに)
_LONGEST = 80  # code points of a heading


def found(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with the lines of a table of contents as such: short ones with leaders and a page, and those under 目次
    that end with a page or stand as a line of their own again below."""
    heads = [is_contents(draft.text) for draft in drafts]
    titled = any(head and len(draft.text) <= _TITLE for head, draft in zip(heads, drafts))
    if not titled and not any(_leads(draft) for draft in drafts):
        return unpaged(drafts)
    keys = [_key(draft.text) if _short(draft) else "" for draft in drafts]
    below = Counter(keys)
    inside = False
    result = []
    for draft, key, head in zip(drafts, keys, heads):
        below[key] -= 1
        if head:
            inside = listing = True
        elif draft.kind in ("furniture", "blank", "contents"):
            listing = False
        else:
            paged = inside and PAGE.search(draft.text) is not None and (key != "" or draft.kind == "note" and len(draft.text) <= _LONGEST)  # 4 「…」の表記 3
            listing = _leads(draft) or paged or inside and key != "" and below[key] > 0
            inside = inside and listing
        result.append(draft._replace(kind="contents", label=None, level=0) if listing else draft)
    return unpaged(result)


def _leads(draft: Draft) -> bool:
    return draft.text[-1:] in PAGE_ENDS and _short(draft) and LEADERS.search(draft.text) is not None


def _short(draft: Draft) -> bool:
    return draft.kind in ("paragraph", "item") and 0 < len(draft.text) <= _LONGEST


def listed(drafts: Sequence[Draft]) -> Sequence[Draft]:
    """The drafts with `listed` set to the level (1 is the outermost) of what the table of contents lists.

    The level of an entry is how far it is set in; where all stand at the margin its number tells it. A line without a
    number that stands more often in the text than in the contents is no heading for that."""
    entries = _levels([draft for draft in drafts if draft.kind == "contents" and not is_contents(draft.text)])
    if len(entries) < _FEW:
        return drafts
    keys = [_key(draft.text) if _short(draft) else "" for draft in drafts]
    seen = Counter(key for key in keys if key in entries)
    if 2 * len(seen) < len(entries):
        return drafts
    return [draft._replace(listed=entries[key][0]) if key in seen and (
        draft.label is not None and draft.label.path or seen[key] <= len(entries[key])) and len(set(entries[key])) == 1 else draft
        for draft, key in zip(drafts, keys)]


def _levels(contents: Sequence[Draft]) -> dict[str, list[int]]:
    """The levels of the entries by what they say."""
    indents = {draft.depth for draft in contents}
    outer: list[int | str] = []  # what is open: indents or families of numbers
    kinds = {label.family for draft in contents if (label := parse(_entry(draft))) is not None}
    levels: dict[str, list[int]] = {}
    for draft in contents:
        if not (entry := _entry(draft)):
            continue  # leaders and a page alone
        label = parse(entry)
        if len(indents) > 1:
            place: int | str = draft.depth
            outer = [indent for indent in outer if int(indent) < draft.depth]
        elif label is None and len(kinds) > 1 and not is_plain_heading(entry):
            continue  # nothing tells beside which kind of number it stands
        else:
            place = label.family if label is not None else ""
            if label is not None and word_role(label.word) == "annex":
                outer = outer[:1] if outer[:1] in ([""], [place]) else []  # 資料1 stands under 資料編, else at the top
            outer = outer[:outer.index(place)] if place in outer else outer if place else []
        outer.append(place)
        levels.setdefault(_key(entry), []).append(len(outer))
        if place == "" and is_plain_heading(entry) and not HOLDS.search(entry):
            outer = []
    return {words: places for words, places in levels.items() if words and not words.isdigit()}  # a number torn from its title tells nothing


def _entry(draft: Draft) -> str:
    """The words of an entry without its leaders and page."""
    return _TAIL.sub("", draft.text).strip()


@lru_cache(maxsize=4096)  # each line is looked at twice: in the contents and where these list it
def _key(text: str) -> str:
    """A heading as it is compared: without signs, brackets around it and white space."""
    bare = text.strip()
    if (label := sign(bare)) is not None:
        bare = bare[label.end:] if label.family not in BOXES else bare[1:-1]
    return unspaced(bare)
