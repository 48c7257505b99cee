"""Measures that belong to no pillar, as passages say of those below them (基本目標に位置付けていない事業) or as parts that look back imply."""
from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.extract.mentions import Measure
from pipeline.layout.document import Document
from pipeline.layout.numbering import words_of

_SHORT = 30  # code points of a cell that heads rows
_BACK = 3  # units of running text before a list or table in which it may be said


@lru_cache(maxsize=1)
def _none() -> re.Pattern[str]:
    words = "|".join(words_of("pillar", "viewpoint"))
    return re.compile(rf"(?:{words}|計画|体系|いずれ)[^。]{{0,25}}?(?:位置(?:付|づ)け|属|整理|特定|分類|該当)[^。]{{0,12}}?(?:な[いく]|ません|[せさ]ず|しない|おらず|れず)"
                      rf"|(?:{words})(?:に(?:よらない|係らない)|を(?:横断|またが))")


def says_none(text: str) -> bool:
    """Whether words say of what stands below them that it belongs to no pillar."""
    return _none().search(text) is not None


def unplaced(document: Document, measures: Sequence[Measure]) -> frozenset[int]:
    """The indices of those measures without a stated pillar of which the running text before their list or table, in the
    same section, the section's title, or a short cell above them says that they belong to none, and of the topics of parts that
    look back on what was done before the plan."""
    return frozenset(k for k, m in enumerate(measures) if m.pillar < 0 and m.section >= 0 and (m.source == "narrative" or _said(document, m)))


def _said(document: Document, measure: Measure) -> bool:
    if says_none(document.sections[measure.section].title):
        return True
    at = document.unit_index(measure.start)
    left = _BACK
    for unit in reversed(document.units[max(0, at - 500):at]):
        if unit.section != measure.section and unit.kind != "cell" or left == 0:
            return False
        left -= unit.kind == "paragraph"
        if (unit.kind == "paragraph" or unit.kind == "cell" and unit.end - unit.start <= _SHORT) and says_none(document.text(unit)):
            return True
    return False
