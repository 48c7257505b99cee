"""Pillars of plans in the form that the state prescribes for depopulated and other areas: parts with 現況と問題点 and その対策 each.

Source: the forms in which municipalities draw up their plans by the act on depopulated areas (過疎地域の持続的発展の支援に関する特別措置法, 令和3年法律第19号,
第8条), and those for mountain villages, remote islands and peninsulas."""
from __future__ import annotations

import re

from pipeline.extract.pillar_groups import Claim
from pipeline.extract.pillar_plans import plan_above
from pipeline.extract.printed import squash
from pipeline.layout.document import Document

_STATE = re.compile(r"現[況状](?:と|及び|・|並びに)?(?:問題点|課題)(?:等)?")
_REMEDY = re.compile(r"(?:その|今後の)対策(?:等)?|対策")
_LEAST = 3  # parts


def prescribed(document: Document) -> Claim | None:
    """The parts at the top of a document, at least three, that state how things are and what is done about it under headings of their own."""
    below: dict[int, set[str]] = {}
    for section in document.sections:
        title = squash(section.title)
        kind = "state" if _STATE.fullmatch(title) else "remedy" if _REMEDY.fullmatch(title) else ""
        if kind and section.parent >= 0:
            below.setdefault(section.parent, set()).add(kind)
    parts = [s for s in document.sections if s.parent < 0 and len(below.get(s.index, ())) > 1 and s.title]
    return Claim(plan_above(document, parts[0]), [(s.name, s.unit) for s in parts], "prescribed") if len(parts) >= _LEAST else None
