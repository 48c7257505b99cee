"""Features of a measure and a pillar: how alike their words are, with what the plan states elsewhere about the pillar."""
from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import Iterable, Sequence

from pipeline.extract.mentions import Measure, Pillar
from pipeline.extract.pillars import squash
from pipeline.layout.document import Document
from pipeline.tokens import Tokens

NAMES = ("name_in_pillar_name", "name_in_pillar_text", "name_in_measures", "nearest_measure", "words_in_pillar_text",
         "words_in_measures")
_COMMON = ("事業", "推進", "整備", "支援", "活用", "促進", "の", "システム")  # words of all names tell no pillar

Bag = Counter[str]


@dataclass(frozen=True)
class Profile:
    """What a plan says of one pillar: bags of character bigrams and of words."""

    name: Bag
    text: Bag
    text_words: Bag
    members: tuple[tuple[int, Bag, Bag], ...]  # (index of the measure, bigrams of its name, its words)


def bigrams(text: str) -> Bag:
    """Character bigrams of a name without the words that all names share."""
    flat = squash(text)
    for word in _COMMON:
        flat = flat.replace(word, " ")
    return Counter(flat[i:i + 2] for i in range(len(flat) - 1) if " " not in flat[i:i + 2])


def profiles(document: Document, tokens: Tokens, pillars: Sequence[Pillar], measures: Sequence[Measure]) -> list[Profile]:
    """One profile a pillar: its name, the running text under its headings, and its measures so far as known."""
    found = []
    for pillar in pillars:
        under = {s.index for s in document.sections if any(u.index in pillar.sections for u in document.lineage(s.index))}
        units = [u for u in document.units if u.section in under and u.kind in ("paragraph", "heading", "item")]
        members = tuple((k, bigrams(document.reading.text[m.start:m.end]), Counter(tokens.content(m.start, m.end)))
                        for k, m in enumerate(measures) if m.pillar == pillar.index)
        text: Bag = Counter()
        words: Bag = Counter()
        for unit in units:
            text.update(bigrams(document.text(unit)))
            words.update(tokens.content(unit.start, unit.end))
        found.append(Profile(bigrams(pillar.name), text, words, members))
    return found


def rows(document: Document, tokens: Tokens, measure: Measure, found: Sequence[Profile], hidden: int = -1) -> list[list[float]]:
    """The features of one measure against each pillar, in the order of NAMES.

    `hidden`: the index of the measure itself among the known ones, which is left out of what the pillars know."""
    name = bigrams(document.reading.text[measure.start:measure.end])
    words = Counter(tokens.content(measure.start, measure.end))
    member_bags = [[m for m in p.members if m[0] != hidden] for p in found]
    names_of = [_sum(b for _, b, _ in members) for members in member_bags]
    words_of = [_sum(w for _, _, w in members) for members in member_bags]
    texts = [_less(p.text, name) if hidden >= 0 else p.text for p in found]
    text_words = [_less(p.text_words, words) if hidden >= 0 else p.text_words for p in found]
    columns = [
        _shares(name, [p.name for p in found]),
        _shares(name, texts),
        _shares(name, names_of),
        [max((_cosine(name, b) for _, b, _ in members), default=0.0) for members in member_bags],
        _shares(words, text_words),
        _shares(words, words_of),
    ]
    return [[column[k] for column in columns] for k in range(len(found))]


def _sum(bags: Iterable[Bag]) -> Bag:
    total: Bag = Counter()
    for bag in bags:
        total.update(bag)
    return total


def _less(bag: Bag, taken: Bag) -> Bag:
    """A bag without one mention of a measure, so that its own name under its pillar does not give the pillar away."""
    return Counter({k: v - taken.get(k, 0) for k, v in bag.items() if v > taken.get(k, 0)})


def _shares(name: Bag, bags: Sequence[Bag]) -> list[float]:
    """For each bag the weight of the name's parts found in it; parts found under few pillars weigh more."""
    if not name:
        return [0.0] * len(bags)
    spread = {k: sum(k in bag for bag in bags) for k in name}
    weight = {k: math.log((1 + len(bags)) / (0.5 + spread[k])) for k in name if spread[k]}
    total = sum(weight.get(k, 0.0) for k in name) or 1.0
    sizes = [math.log(2 + sum(bag.values())) for bag in bags]
    mean = sum(sizes) / len(sizes) if sizes else 1.0
    return [sum(weight.get(k, 0.0) * (1 - 0.5 ** min(bag.get(k, 0), 3)) for k in name) / total * mean / size
            for bag, size in zip(bags, sizes)]


def _cosine(a: Bag, b: Bag) -> float:
    shared = sum(v * b.get(k, 0) for k, v in a.items())
    return shared / math.sqrt(sum(v * v for v in a.values()) * sum(v * v for v in b.values())) if shared else 0.0
