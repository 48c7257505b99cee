"""The table of contents: which lines of the text it lists as headings, and at which level."""
from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import Sequence

from pipeline.layout.drafts import Draft
from pipeline.layout.numbering import is_contents, is_plain_heading, parse, sign

_PAGE = re.compile(r"[\s.．・…‥･·⋯_＿\-－―─–(（]*[0-9０-９]{1,4}\s*[)）\-－]?\s*$")  # leaders and the page
_FEW = 3  # entries; what lists fewer, or of which the text has less than half, tells nothing
_LONGEST = 80  # code points of a heading


def listed(drafts: Sequence[Draft]) -> Sequence[Draft]:
    """The drafts with `listed` set to the level (1 is the outermost) of what the table of contents lists.

    The level of an entry is how far it is set in; where all stand at the margin its number tells it. A line without a
    number that stands more often in the text than in the contents is no heading for that."""
    entries = _levels([draft for draft in drafts if draft.kind == "contents" and not is_contents(draft.text)])
    if len(entries) < _FEW:
        return drafts
    keys = [_key(draft.text) if draft.kind in ("paragraph", "item") and len(draft.text) <= _LONGEST else "" for draft in drafts]
    found = Counter(key for key in keys if key in entries)
    if 2 * len(found) < len(entries):
        return drafts
    return [draft._replace(listed=entries[key][0]) if key in found and (
        draft.label is not None and draft.label.path or found[key] <= len(entries[key])) and len(set(entries[key])) == 1 else draft
        for draft, key in zip(drafts, keys)]


def _levels(contents: Sequence[Draft]) -> dict[str, list[int]]:
    """The levels of the entries by what they say."""
    indents = {draft.depth for draft in contents}
    outer: list[int | str] = []  # what is open: indents or families of numbers
    numbered = any(parse(_entry(draft)) is not None for draft in contents)
    found: dict[str, list[int]] = {}
    for draft in contents:
        label = parse(_entry(draft))
        if len(indents) > 1:
            place: int | str = draft.depth
            outer = [indent for indent in outer if int(indent) < draft.depth]
        elif label is None and numbered and not is_plain_heading(_entry(draft)):
            continue  # nothing tells its level
        else:
            place = label.family if label is not None else ""
            outer = outer[:outer.index(place)] if place in outer else outer if place else []
        outer.append(place)
        found.setdefault(_key(_entry(draft)), []).append(len(outer))
    return {key: levels for key, levels in found.items() if key}


def _entry(draft: Draft) -> str:
    """The words of an entry without its leaders and page."""
    return _PAGE.sub("", draft.text).strip()


def _key(text: str) -> str:
    """A heading as it is compared: without signs, brackets around it and white space."""
    bare = text.strip()
    if (label := sign(bare)) is not None:
        bare = bare[label.end:] if label.family not in "【〔《＜〈［[" else bare[1:-1]
    return "".join(unicodedata.normalize("NFKC", bare).split())
