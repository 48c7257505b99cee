"""Paragraphs that nothing but bold type makes headings."""
from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.layout.drafts import Draft
from pipeline.layout.numbering import BOLD, parse

_TERMS = re.compile("用語|ことば|言葉|語句|凡例|問合せ|問い合わせ")  # headings under which bold words are terms
_ANNOUNCES = re.compile("(?:主な|おもな|主要な?|関連(?:する)?|具体的な|重点|実施する?)?(?:事業|取組|取り組み|施策)(?:一覧|の内容|例)?[:：]?")  # over a list
_BESIDE = frozenset({"furniture", "blank", "note"})


def bold_heads(drafts: Sequence[Draft]) -> Sequence[Draft]:
    """The drafts, of which those in bold type are headings only behind the first other heading, where something stands right under
    them, and where they are no terms of a glossary; a number that goes on with that of a heading by markup has its level."""
    found = list(drafts)
    above: Draft | None = None  # the last other heading
    last: dict[str, tuple[int, int]] = {}  # of each family of numbers by markup: the last one's level and figure
    for i, draft in enumerate(drafts):
        bold = draft.label is not None and draft.label.family == BOLD
        if draft.level > 0 or draft.label is not None and not bold:
            above = draft
        elif bold and (above is None or _TERMS.search(above.text) or not _heads(drafts, i)):
            found[i] = draft._replace(label=None, title_at=-1)
        elif bold and (label := parse(draft.text)) is not None and label.path and label.path[-1] - 1 == last.get(label.family, (0, -1))[1]:
            found[i] = draft._replace(label=label, level=last[label.family][0], title_at=draft.title_at + label.end)
        if (level := found[i].level) > 0:
            last = {family: own for family, own in last.items() if own[0] <= level}
            if (numbered := found[i].label) is not None and numbered.path:
                last[numbered.family] = level, numbered.path[-1]
    return found


def _heads(drafts: Sequence[Draft], i: int) -> bool:
    """Whether text, a list, a table or an inner number stands right under draft `i`."""
    after = next((draft for draft in drafts[i + 1:i + 4] if draft.kind not in _BESIDE), None)
    if after is None or after.label is not None and after.label.family == BOLD:
        return False
    if after.kind in ("item", "table") and _ANNOUNCES.fullmatch("".join(drafts[i].text.strip(" *\u3000").split())):
        return False
    return after.kind in ("paragraph", "item", "table", "caption") and (after.label is None or after.label.rank < 0)
