"""Pillars that no plain statement names: the groups of names that are most like pillars, by the model."""
from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.pillar_groups import Claim, Group, Place, alike, groups
from pipeline.extract.sign_model import SignModel
from pipeline.extract.own_plan import own_plan
from pipeline.extract.pillar_plans import plan_above, plan_of
from pipeline.extract.pillar_signs import SENTENCES, Signs, signs
from pipeline.layout.document import Document

Signed = tuple[Group, Signs]


def signed(document: Document) -> list[Signed]:
    """The groups of names of a document, with their signs."""
    found = groups(document)
    return list(zip(found, signs(document, found), strict=True))


def likely(document: Document, model: SignModel, found: Sequence[Signed]) -> list[Claim]:
    """The groups that are pillars with at least the model's threshold, the likeliest first; of groups that share most of
    their names only the first."""
    kept: list[Claim] = []
    for group, chance in sorted([(group, model.chance(its)) for group, its in found], key=lambda pair: -pair[1]):
        if chance < model.threshold:
            break
        place = min(group, key=lambda place: place.units[0])
        claim = Claim(_plan(document, group), list(zip(place.names, place.units)), "likely", chance)
        if not any(alike(claim.set, other.set) for other in kept):
            kept.append(claim)
    return kept


def _plan(document: Document, group: Group) -> str:
    """Whose pillars a group is: an earlier plan's where a sentence or a heading at one of its places says so."""
    plans = [_plan_at(document, place) for place in sorted(group, key=lambda place: place.units[0])]
    own = own_plan(document)
    return next((plan for plan in plans if plan != own), own)


def _plan_at(document: Document, place: Place) -> str:
    """Whose pillars stand at a place: by the sentence that holds or announces them, else by the headings above."""
    unit = document.units[place.units[0]]
    if place.kind in SENTENCES:
        return plan_of(document, unit, place.start)
    if place.kind == "heading":
        return plan_above(document, document.sections[place.sections[0]])
    before = document.units[place.units[0] - 1] if place.units[0] else unit
    while before.kind == "cell" and before.start > 0:
        before = document.units[document.unit_index(before.start) - 1]
    return plan_of(document, before, len(document.text(before).rstrip("。：:")))
