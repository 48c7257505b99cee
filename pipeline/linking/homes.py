"""Homes: the part of a plan whose running text reports on the projects of a list, and those projects in the list's order."""
from __future__ import annotations

import re
from typing import NamedTuple, Sequence

from pipeline.extract.mentions import Measure
from pipeline.layout.document import Document
from pipeline.linking.passages import Passages, Sentence

_STATE = re.compile(r"現状|現況|課題|問題点|背景|動向|情勢|(?:いま|今|現在)の")  # sections that report on no project
_STANDS = re.compile(r"(?:て(?:い|お)(?:る|り?ます|ません|ない)|ている状況です|にとどまる|にとどまります|ない|ません|必要(?:です|である|がある|があります)?|課題(?:です|である|となる)?)$")
_REFERS = re.compile(r"(?:次|以下|下記|上記|右|左|[図表][0-9-]*)の?(?:とお|通)り")


class Home(NamedTuple):
    """rows: indices of measures in their order; sentences: indices in reading order; `inner`: a section that holds the
    list or that the plan names for it, else all that stands under the pillar."""

    rows: list[int]
    sentences: list[int]
    inner: bool


def homes(document: Document, passages: Passages, sentences: Sequence[Sentence], measures: Sequence[Measure]) -> list[Home]:
    """The homes of the projects that have a pillar.

    The home of a project is the innermost section under its pillar that holds running text and its program's heading, else
    running text and its own row; where there is none, as where a table stands in another chapter, all that is under the
    pillar. Sentences that say how things are, refer to a list or hold a project's own row report on none."""
    rows = [(m.start, k) for k, m in enumerate(measures) if m.level == "project"]
    telling = _reports(document, sentences, [start for start, _ in rows])
    holding = _ancestors(document, {sentences[k].section for k in telling})
    found: dict[tuple[bool, int], Home] = {}
    for _, row in sorted(rows):
        measure = measures[row]
        if measure.pillar < 0:
            continue
        starts = ([measures[measure.program].section] if measure.program >= 0 else []) + [measure.section]
        section = next((s.index for start in starts for s in document.lineage(start)
                        if s.index in holding and passages.under(s.index) == measure.pillar), -1)
        key = (True, section) if section >= 0 else (False, measure.pillar)
        found.setdefault(key, Home([], [], key[0])).rows.append(row)
    for k in telling:
        if (home := found.get((False, sentences[k].pillar))) is not None:
            home.sentences.append(k)
        for above in document.lineage(sentences[k].section):
            if (home := found.get((True, above.index))) is not None:
                home.sentences.append(k)
    return [home for home in found.values() if home.sentences]


def _reports(document: Document, sentences: Sequence[Sentence], starts: Sequence[int]) -> list[int]:
    """The sentences that may report on a project."""
    text, found, next_row = document.reading.text, [], 0
    ordered = sorted(starts)
    for k, sentence in enumerate(sentences):
        while next_row < len(ordered) and ordered[next_row] < sentence.start:
            next_row += 1
        if next_row < len(ordered) and ordered[next_row] < sentence.end or not sentence.free or text[sentence.end:sentence.end + 1] != "。":
            continue
        said = text[sentence.start:sentence.end]
        title = document.sections[sentence.section].title if sentence.section >= 0 else ""
        if not _STATE.search(title) and not _STANDS.search(said) and not _REFERS.search(said):
            found.append(k)
    return found


def _ancestors(document: Document, sections: set[int]) -> set[int]:
    """These sections and all above them."""
    found: set[int] = set()
    for start in sections:
        while start >= 0 and start not in found:
            found.add(start)
            start = document.sections[start].parent
    return found
