"""Passages that stand under a pillar without a heading: behind its name in bold type, as a term of a list, or as a paragraph's first topic."""
from __future__ import annotations

import re
from typing import Iterator, NamedTuple, Sequence

from pipeline.extract.mentions import Pillar
from pipeline.extract.printed import lead, squash
from pipeline.layout.document import Document, Unit

_PASSAGES = ("item", "paragraph")


class Led(NamedTuple):
    """A unit, the index of the pillar that leads it, and where its text begins behind the name."""

    unit: Unit
    pillar: int
    start: int


def led(document: Document, pillars: Sequence[Pillar]) -> list[Led]:
    """The units that open with a pillar's name in bold type (**稼ぐ** …), those right behind a unit that is nothing
    but its name (a term and its description), and the paragraphs behind one that begins to speak of it (「稼ぐ」は、…),
    where at least two pillars of a plan have such; pillars with headings of their own are left out."""
    by_name = {squash(p.name): p for p in pillars if not p.sections}
    if not by_name:
        return []
    found = list(_behind(document, by_name)) or list(_spoken_of(document, by_name))
    plans = {p.index: p.plan_name for p in by_name.values()}
    told: dict[str, set[int]] = {}
    for one in found:
        told.setdefault(plans[one.pillar], set()).add(one.pillar)
    return [one for one in found if len(told[plans[one.pillar]]) > 1]


def _behind(document: Document, by_name: dict[str, Pillar]) -> Iterator[Led]:
    term: Pillar | None = None
    for unit in document.units:
        if unit.kind not in _PASSAGES or unit.end == unit.start:
            term = None
            continue
        named = by_name.get(squash(document.text(unit)))
        if named is not None:
            term = named
            continue
        first, behind = lead(document, unit)
        if behind > unit.start and (opened := by_name.get(squash(first))) is not None:
            yield Led(unit, opened.index, behind)
        elif term is not None:
            yield Led(unit, term.index, unit.start)
            term = None


_SPEAKS = r"」?(?:に(?:ついて|関して)は|では|は|として(?:は)?)、"


def _spoken_of(document: Document, by_name: dict[str, Pillar]) -> Iterator[Led]:
    """The paragraphs of a section that follow one which begins to speak of a pillar, up to the one that begins with the
    next; each of the pillars must have some."""
    opens = re.compile(f"「?({'|'.join(re.escape(name) for name in sorted(by_name, key=len, reverse=True))}){_SPEAKS}")
    sections: dict[int, list[list[Unit]]] = {}
    for unit in document.units:
        if unit.kind not in _PASSAGES or unit.end == unit.start:
            continue
        passages = sections.setdefault(unit.section, [])
        if unit.kind == "paragraph" and opens.match(document.text(unit)):
            passages.append([unit])
        elif passages:
            passages[-1].append(unit)
    for passages in sections.values():
        if len(passages) > 1 and all(len(passage) > 1 for passage in passages):
            for opening, *others in passages:
                name = opens.match(document.text(opening))
                yield from (Led(unit, by_name[name[1]].index, unit.start) for unit in others if name is not None)
