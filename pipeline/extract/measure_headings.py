"""Candidates for measures among headings: those under a pillar, and those with the worded number of a 施策."""
from __future__ import annotations

import re
from collections import defaultdict
from typing import Iterator, Mapping, Sequence

from pipeline.extract import measure_names as names
from pipeline.extract.measure_signs import PROJECTS, Around, Candidate, Signs, is_part, is_worded, of_name, ones, said, share
from pipeline.extract.mentions import Measure
from pipeline.extract.printed import place_of, squash
from pipeline.layout.document import Section
from pipeline.layout.numbering import label_of, word_role

_LONGEST = 80  # code points of a title that names a measure
_NAMED = ("事業", "補助金", "交付金")  # a heading that ends so names one project
_COSTED = (*_NAMED, "助成金", "負担金", "事業費")
_AMOUNT = re.compile(r"[(（]?約?[0-9][0-9,.億万千百 ]*円[)）]?")
_LEAST = 2  # headings with a mark or an amount, where no pillar stands above
_BEHIND = 2  # sections above a heading that are told apart


def find(around: Around) -> Iterator[Candidate]:
    """The headings under a pillar and the worded ones, the pillars' own left out."""
    document, text = around.document, around.document.reading.text
    below: dict[int, list[Section]] = defaultdict(list)
    for section in document.sections:
        below[section.parent].append(section)
    kinds, siblings = _kinds(around), _siblings(below)
    parts = _repeated(around)
    costed = _costed(around)
    lowest = {_kind(section) for section in document.sections if is_worded(section) and not any(map(is_worded, below[section.index]))}
    for section in document.sections:
        pillar = around.above.get(section.index, -1)
        groups = any(map(is_worded, below[section.index]))
        if section.index in around.own or not (pillar >= 0 or is_worded(section) or section.index in costed) or not section.title or groups and _kind(section) not in lowest:
            continue  # what groups 施策 is none, but where others of its kind group none it is one itself
        start, end = names.trim(text, *place_of(document, section.name, section.unit))
        if start < end and text[start] in "【〔《〈<" and text[end - 1] in "】〕》〉>":
            start, end = start + 1, end - 1
        if not 2 <= end - start <= _LONGEST or _tells(section, text[start:end]):
            continue
        parent = squash(document.sections[section.parent].title) if section.parent >= 0 else ""
        held = {"worded": is_worded(section), "labelled": bool(section.label),
                "over": bool(below[section.index]), "over parts": any(map(is_part, below[section.index])), "under": pillar >= 0,
                "of projects": PROJECTS.fullmatch(parent) is not None, "mostly projects": 2 * kinds[_kind(section)] > 1, "project among projects": 2 * kinds[_kind(section)] > 1 and names.is_project(section.name),
                "one project": text[start:end].endswith(_NAMED),
                f"numbered:{_numbered(section)}": True, f"depth:{_depth(around, section)}": True, f"next:{_next(around, section)}": True}
        measure = Measure(start, end, "", "heading", section.index, pillar, "heading" if pillar >= 0 else "", float(pillar >= 0),
                          "heading.word" if is_worded(section) else "heading.under")
        yield Candidate("heading", (measure,), {**around.section(section.parent), **siblings[section.parent], **around.content(section.index), **said("title", section.title), **ones(held),
                                                **of_name(document, document.units[section.unit], start, end)},
                        ruled_out=is_part(section) or squash(section.title) in parts)


def _costed(around: Around) -> frozenset[int]:
    """The sections under no pillar that are named as a project and have a mark or an amount behind the name, or an amount right under the heading
    (1 水路更新事業 / 3億円), where several are."""
    document = around.document
    found = []
    for section in document.sections:
        if around.above.get(section.index, -1) >= 0 or not section.label:
            continue
        start, end = names.trim(section.name, 0, len(section.name))
        below = document.units[section.unit + 1:section.unit + 2]
        amount = bool(below) and below[0].kind == "paragraph" and _AMOUNT.fullmatch(document.text(below[0])) is not None
        if section.name[start:end].endswith(_COSTED) and (end < len(section.name) or amount) or amount and len(section.name) <= _LONGEST:
            found.append((section, names.is_project(section.name[start:end])))
    return frozenset(section.index for section, _ in found) if len(found) >= _LEAST and any(project for _, project in found) else frozenset()


def _tells(section: Section, title: str) -> bool:
    """Whether a title is a sentence that tells something; a clause that says what is to be done (窓口をひとつにする) names a 施策, with a
    worded number in any form (施策1 窓口をひとつにします)."""
    return "。" in title or not is_worded(section) and names.is_sentence(title) and not title.endswith("する")


def _numbered(section: Section) -> str:
    """How a heading is numbered: by a word for pillars or programs (戦略Ⅱ), by another word, by a family of figures, or not."""
    label = label_of(section.number)
    if label is None:
        return "none"
    return word_role(label.word) or "word" if label.word else label.family


def _kind(section: Section) -> tuple[int, str]:
    """The level of a heading and what its number looks like, figures aside."""
    return section.level, re.sub(r"[0-9]+|[IVXⅠ-Ⅻ]+", "0", section.label)


def _kinds(around: Around) -> dict[tuple[int, str], float]:
    """For the headings of each kind under pillars the share of those that end as names of projects do; 0 for a lone one."""
    alike: dict[tuple[int, str], list[bool]] = defaultdict(list)
    for section in around.document.sections:
        if around.above.get(section.index, -1) >= 0:
            alike[_kind(section)].append(names.is_project(section.title))
    return defaultdict(float, {kind: share(projects) for kind, projects in alike.items() if len(projects) > 1})


def _siblings(below: Mapping[int, Sequence[Section]]) -> dict[int, Signs]:
    """For each section what the headings right under it, `below`, together say."""
    return {parent: {"all:suffix": share(names.is_project(s.title) for s in under), "all:part": share(map(is_part, under)),
                     "all:worded": share(map(is_worded, under)), "alone": float(len(under) == 1)} for parent, under in below.items()}


def _depth(around: Around, section: Section) -> int:
    """How many headings, up to a few, stand between a heading and its pillar's."""
    depth = 0
    for upper in around.document.lineage(section.parent):
        if upper.index in around.own or depth == _BEHIND:
            break
        depth += 1
    return depth


def _next(around: Around, section: Section) -> str:
    """The kind of what stands right behind a heading."""
    units = around.document.units
    return units[section.unit + 1].kind if section.unit + 1 < len(units) else "end"


def _repeated(around: Around) -> frozenset[str]:
    """Titles that come again under most pillars: they name a part of each pillar's chapter, whatever they are called."""
    under: dict[str, set[int]] = {}
    for section in around.document.sections:
        if (pillar := around.above.get(section.index, -1)) >= 0:
            under.setdefault(squash(section.title), set()).add(pillar)
    pillars = len(set(around.above.values()))
    return frozenset(title for title, where in under.items() if len(where) > 1 and 2 * len(where) > pillars)
