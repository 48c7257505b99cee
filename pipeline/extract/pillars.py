"""Pillars: the top headings under which a plan groups its measures, as the document itself states them."""
from __future__ import annotations

import re
from dataclasses import replace
from typing import Iterable, Sequence

from pipeline.extract.mentions import Pillar
from pipeline.extract.pillar_codes import code_of, opens_with, worded
from pipeline.extract.pillar_groups import Claim, alike
from pipeline.extract.pillar_likely import Signed, likely, signed
from pipeline.extract.sign_model import SignModel, shipped
from pipeline.extract.own_plan import own_plan
from pipeline.extract.pillar_plans import plan_above
from pipeline.extract.pillar_statutory import prescribed
from pipeline.extract.pillar_stated import stated
from pipeline.extract.pillar_supposed import supposed
from pipeline.extract.printed import bare, in_titles, place_of, squash, unnumbered
from pipeline.layout.document import Document
from pipeline.layout.numbering import label_of, word_role, words_of

_BESIDE = re.compile(r"[(~～―─-][^「」]{1,40}|(?:の|に関する|に係る|における)(?:主な)?(?:成果|実績|評価|進捗(?:状況)?|達成状況|状況|現状(?:と課題)?|課題|概要|取組(?:状況|の(?:状況|成果|実績|概要))?|展開)|とは.{0,20}|(?:のため|ため)に?(?:は|、).{0,20}")
_BOTH = 1.0  # what a claim gains that the text states and the model takes
_STATED = 0.5  # the probability at which a claim of the model is as good as one that only the text states


def find(document: Document, model: SignModel | None = None, found: Sequence[Signed] | None = None) -> list[Pillar]:
    """The pillars of the document's plan and of earlier plans that it reports on, in the document's order.

    The model tells which of all groups of names are pillars (`pillar_likely`); sentences and headings that state pillars
    (`pillar_stated`) tell where, and whose they are, and speak for groups that it does not know. Each pillar carries the
    sections under it. model: the shipped one if none. found: the groups of the document, where they are known already."""
    if (claim := prescribed(document)) is not None:
        return _numbered(document, [claim])
    model = model or shipped().get("pillars")
    guessed = likely(document, model, signed(document) if found is None else found) if model is not None else []
    claims = _settled(document, stated(document), guessed)
    own = own_plan(document)
    if all(claim.plan != own for claim in claims):
        claims = _merged([claim] for claim in (*claims, *supposed(document)))
    return _numbered(document, claims)


def _settled(document: Document, said: Sequence[Claim], guessed: Sequence[Claim]) -> list[Claim]:
    """The best claim for each plan: one that both make, else the likelier. Where a better one takes the plan that the text
    gives it, a claim falls to the plan that the model gives it; names that sentences give to several plans, the only
    ones that the model takes, are those of the document's own."""
    ranked = []
    own = own_plan(document)
    for guess in guessed:
        same = [claim._replace(names=guess.names) if guess.set > claim.set and _numbered_on(document, guess.names) else claim for claim in said if alike(guess.set, claim.set)]  # 柱4 has no heading of its own
        if len(guessed) == 1 and same and same[0].plan != own:
            first = min(claim.names[0][1] for claim in same)
            same.sort(key=lambda claim: claim.plan != own or claim.rule != "announced" or claim.names[0][1] == first)  # a sentence says them again of it
        readings = [*same, *(same[0]._replace(plan=guess.plan) for _ in same[:1])] or [guess]
        ranked.append((guess.chance + (_BOTH if same else 0), sorted(readings, key=lambda claim: claim.plan == "")))
    ranked += [(_STATED, [claim]) for claim in said if not any(alike(claim.set, guess.set) for guess in guessed)]
    return _merged(claims for _, claims in sorted(ranked, key=lambda pair: -pair[0]))


def _numbered_on(document: Document, names: Sequence[tuple[str, int]]) -> bool:
    """Whether names are items with the worded numbers of pillars from 1 on (挑戦1 … 挑戦4)."""
    labels = [label_of(document.units[unit].marker) for _, unit in names]
    return all(label is not None and word_role(label.word) == "pillar" and label.path == (n,) for n, label in enumerate(labels, 1))


def _merged(claims: Iterable[Sequence[Claim]]) -> list[Claim]:
    """The first claim for each plan, and of claims of the same names the first, in the order of the document; of several
    readings of a claim the first whose plan is free."""
    kept: list[Claim] = []
    for readings in claims:
        free = (claim for claim in readings if not any(squash(claim.plan) == squash(other.plan) for other in kept))
        claim = next(free, None)
        if claim is not None and not any(alike(claim.set, other.set) for other in kept):
            kept.append(claim)
    return sorted(kept, key=lambda claim: claim.names[0][1])


def _numbered(document: Document, claims: Sequence[Claim]) -> list[Pillar]:
    pillars: list[Pillar] = []
    for claim in claims:
        titled = unnumbered(in_titles([name for name, _ in claim.names]))
        for k, (name, (_, unit)) in enumerate(zip(titled, claim.names)):
            start, end = place_of(document, name, unit)
            printed_name = document.reading.value(start, end) if squash(document.reading.text[start:end]) == squash(name) else name
            pillars.append(Pillar(len(pillars), k + 1, printed_name, claim.plan, start, end, unit, (), claim.rule, code_of(document, unit)))
    titles = [squash(bare(section.name)) for section in document.sections]
    named = [replace(p, sections=tuple(_sections_of(document, titles, p, pillars))) for p in pillars]
    coded = [p if p.code else replace(p, code=next((code for s in p.sections if (code := worded(document.sections[s].number))), "")) for p in named]
    return [replace(p, sections=tuple(sorted({*p.sections, *_called_sections(document, titles, p, coded)}))) for p in coded]


def _sections_of(document: Document, titles: Sequence[str], pillar: Pillar, pillars: Sequence[Pillar]) -> Iterable[int]:
    """The sections whose title (`titles`: bare, of all sections) is the pillar's name, alone, with a subtitle, or with words
    for a part of its chapter (「…」の成果; 「…」の推進 is not it)."""
    name = squash(pillar.name)
    twins = [p for p in pillars if squash(p.name) == name and p.plan_name != pillar.plan_name]
    opens = (name, f"「{name}」")
    for section, whole in zip(document.sections, titles):
        title = _quoted(whole)
        if section.unit == pillar.unit:  # 地域の環境:緑を未来へ, of which the words behind the colon may be a motto
            yield section.index
        if section.unit == pillar.unit or not title.startswith(opens):
            continue
        rest = title[len(name):] if title.startswith(name) else title[len(name) + 2:]
        if (not rest or _BESIDE.fullmatch(rest)) and (not twins or plan_above(document, section) == pillar.plan_name):
            yield section.index


def _quoted(title: str) -> str:
    """A title without the word for pillars before the quotation marks that it opens with (基本目標「暮らしの安心」)."""
    word, mark, rest = title.partition("「")
    return f"「{rest}" if mark and word in words_of("pillar") else title


def _called_sections(document: Document, titles: Sequence[str], pillar: Pillar, pillars: Sequence[Pillar]) -> Iterable[int]:
    """The sections whose title calls the pillar by its code (領域Aの取組状況)."""
    twins = [p for p in pillars if p.code == pillar.code and p.plan_name != pillar.plan_name]
    for section, title in zip(document.sections, titles) if pillar.code else ():
        if opens_with(title, pillar.code) and (not twins or plan_above(document, section) == pillar.plan_name):
            yield section.index
