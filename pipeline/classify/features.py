"""Features of a measure and a pillar: what the plan says under the pillar, by characters and by meaning of words."""
from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.classify.names import fields, short_words
from pipeline.classify.vectors import load, unit
from pipeline.extract.mentions import Measure, Pillar
from pipeline.extract.pillars import squash
from pipeline.layout.document import Document

if TYPE_CHECKING:
    from pipeline.classify.vectors import Floats

NAMES = ("characters_in_text", "meaning_of_pillar_name", "nearest_sentence", "taught_by_plan")
_COMMON = ("事業", "推進", "整備", "支援", "活用", "促進", "の", "システム")  # words of all names tell no pillar
_TEXT = ("paragraph", "heading", "item")
_TEXT_WEIGHT = 0.7  # of a sentence beside a measure or a pillar's name, in what the plan teaches
_RIDGE = 0.6  # the larger, the less a single measure teaches
_DIGITS = 6  # decimals kept, so that any machine gives the same features

Bag = Counter[str]


@dataclass(frozen=True)
class Plan:
    """What a plan says of its pillars.

    texts: bigrams of the running text under each pillar; names: directions of the pillars' names, shape (pillars,
    width); lessons: directions of all that is known to stand under a pillar, shape (lessons, width), the weight of
    each, and its pillar; spans: where each lesson stands; sentences: which lessons are running text."""

    texts: tuple[Bag, ...]
    names: Floats
    lessons: Floats
    weights: Floats
    pillars: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    sentences: tuple[bool, ...]
    taught: Floats


def direction(text: str) -> Floats:
    """What a name or a sentence is about: the mean of its word vectors beside its nearness to fields of policy.

    Length one; zeros if no word is known."""
    import numpy as np

    words = short_words(text)
    return unit(np.concatenate([load().mean(words), fields(words, load())]))


def bigrams(text: str) -> Bag:
    """Character bigrams of a name without the words that all names share."""
    flat = squash(text)
    for word in _COMMON:
        flat = flat.replace(word, " ")
    return Counter(flat[i:i + 2] for i in range(len(flat) - 1) if " " not in flat[i:i + 2])


def plan_of(document: Document, pillars: Sequence[Pillar], measures: Sequence[Measure]) -> Plan:
    """What the document says of these pillars: their names, the text under their headings, the measures known."""
    import numpy as np

    texts, lessons, weights, owners, spans, sentences = [], [], [], [], [], []
    names = [direction(pillar.name) for pillar in pillars]

    def teach(what: Floats, weight: float, owner: int, span: tuple[int, int], sentence: bool) -> None:
        lessons.append(what)
        weights.append(weight)
        owners.append(owner)
        spans.append(span)
        sentences.append(sentence)

    for k, pillar in enumerate(pillars):
        teach(names[k], 1.0, k, (-1, -1), False)
        for measure in measures:
            if measure.pillar == pillar.index:
                teach(direction(document.reading.text[measure.start:measure.end]), 1.0, k, (measure.start, measure.end), False)
        under = {s.index for s in document.sections if any(u.index in pillar.sections for u in document.lineage(s.index))}
        text: Bag = Counter()
        for part in document.units:
            if part.section in under and part.kind in _TEXT:
                text.update(bigrams(document.text(part)))
                teach(direction(document.text(part)), _TEXT_WEIGHT, k, (part.start, part.end), True)
        texts.append(text)
    matrix, heavy = np.array(lessons), np.array(weights)
    return Plan(tuple(texts), np.array(names), matrix, heavy, tuple(owners), tuple(spans), tuple(sentences),
                _taught(matrix, heavy, owners, len(pillars)))


def rows(document: Document, measure: Measure, plan: Plan, hidden: bool = False) -> list[list[float]]:
    """The features of one measure against each pillar, in the order of NAMES. Shape (pillars, features).

    hidden: what the plan knows at the measure's own place is left out, as if its pillar were not stated."""
    import numpy as np

    text = document.reading.text[measure.start:measure.end]
    name, own = bigrams(text), direction(text)
    seen = np.array([not (hidden and a < measure.end and measure.start < b) for a, b in plan.spans], dtype=bool)
    owners, sentence = np.array(plan.pillars), np.array(plan.sentences, dtype=bool)
    taught = plan.taught
    if not seen.all():
        taught = _taught(plan.lessons[seen], plan.weights[seen], owners[seen].tolist(), len(plan.texts))
    near = plan.lessons @ own
    columns = [
        _shares(name, [_less(bag, name) if hidden else bag for bag in plan.texts]),
        (plan.names @ own).tolist(),
        [float(near[seen & sentence & (owners == k)].max(initial=0.0)) for k in range(len(plan.texts))],
        (own @ taught).tolist(),
    ]
    return [[round(float(column[k]), _DIGITS) for column in columns] for k in range(len(plan.texts))]


def _taught(lessons: Floats, weights: Floats, owners: Sequence[int], pillars: int) -> Floats:
    """What weighted ridge regression learns from the lessons: a column a pillar. Shape (width, pillars)."""
    import numpy as np

    wanted = np.eye(pillars)[list(owners)]
    wanted = wanted - (weights[:, None] * wanted).sum(axis=0) / weights.sum()
    heavy = lessons * weights[:, None]
    found: Floats = np.linalg.solve(heavy.T @ lessons + _RIDGE * np.eye(lessons.shape[1]), heavy.T @ wanted)
    return found


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
