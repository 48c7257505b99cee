"""A small plan with the projects and the passage of a case, and what is linked in it."""
from __future__ import annotations

from pipeline.analysis import extract_document
from pipeline.extraction import Extraction

OPENING = """\
第1章 施策の展開

次の2つの柱で進めます。

・暮らしを守る
・海を生かす

(1) 暮らしを守る

{passage}
"""
"""A plan up to the passage under its first pillar."""

_PLAN = OPENING + """
主な事業は次のとおりです。

{projects}

(2) 海を生かす

海を生かす取組を進めます。
"""


def plan(passage: str, *projects: str) -> Extraction:
    """A plan whose first pillar lists `projects` and says `passage`."""
    return extract_document(_PLAN.format(passage=passage, projects="\n".join(f"・{name}" for name in projects)))


def linked(found: Extraction) -> list[tuple[str, str, str]]:
    """(name of the project, surface, kind) of each mention."""
    reading = found.document.reading
    return [(reading.value(found.measures[m.measure].start, found.measures[m.measure].end),
             reading.surface(m.start, m.end), m.kind) for m in found.project_mentions]
