"""Signs that head no part of a document: over the rows of a list of earlier plans (●第1次 昭和61年度～平成12年度), before words that a glossary explains (■ AI-OCR)."""
from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.glossary import GLOSSARY
from pipeline.layout.drafts import Draft
from pipeline.layout.numbering import BOLD
from pipeline.layout.term_rows import is_term_with_period
from pipeline.source import unspaced

_ENDS = " \u3000【】〔〕《》≪≫＜＞〈〉［］[]"
_FIELD = re.compile(r"[ \u3000]*[【〔\[(（]?[^\s\u3000:：。、]{2,10}(?:[ \u3000:：]|[】〕\])）])[ \u3000]*\S")  # めざした姿　…, 主な取組：…, 【成果】…
_FAR = 3  # drafts
_LONGEST = 30  # code points of a line that heads a glossary


def rows(drafts: Sequence[Draft]) -> Sequence[Draft]:
    """The drafts, of which those behind a sign that hold a term and its period and nothing else, several over labelled lines
    (めざした姿 …, おもな取組 …), are no headings; with running text under them each tells of a plan's time."""
    found = [i for i, draft in enumerate(drafts) if draft.label is not None and not draft.label.path and draft.level <= 0
             and is_term_with_period(draft.text[draft.label.end if draft.kind != "item" else 0:].strip(_ENDS))]
    if len(found) < 2 or not all(_over_fields(drafts, i) for i in found):
        return drafts
    return [draft._replace(label=None, title_at=-1) if i in found else draft for i, draft in enumerate(drafts)]


def glossaries(drafts: Sequence[Draft]) -> Sequence[Draft]:
    """The drafts, of which those behind a sign that follow the heading of a glossary (2 用語解説), up to the next number or heading by
    markup, are no headings."""
    inside, within = False, set()
    for i, draft in enumerate(drafts):
        label = draft.label
        if draft.kind == "contents":
            continue
        may_head = draft.level > 0 or draft.kind == "paragraph" and (label is None or label.path != ()) and len(draft.text) <= _LONGEST
        named = may_head and GLOSSARY.search(unspaced(draft.text)) is not None
        if named or draft.level > 0:
            inside = named
        elif draft.listed or label is not None and label.path:
            inside = False
        elif inside and label is not None and label.family != BOLD:
            within.add(i)
    return [draft._replace(label=None, title_at=-1) if i in within else draft for i, draft in enumerate(drafts)] if within else drafts


def _over_fields(drafts: Sequence[Draft], i: int) -> bool:
    under = next((d for d in drafts[i + 1:i + 1 + _FAR] if d.kind not in ("furniture", "blank", "note")), None)
    return under is not None and under.kind in ("paragraph", "item") and _FIELD.match(under.text) is not None
