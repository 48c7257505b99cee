"""Features of a measure and a pillar: what the plan says under the pillar, by characters, by words and by meaning."""
from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.classify.lessons import About, Lesson
from pipeline.classify.meaning import TERMS, centred, direction, directions, held_terms, weight
from pipeline.classify.names import short_words
from pipeline.extract.printed import squash

if TYPE_CHECKING:
    from pipeline.classify.vectors import Floats

NAMES = ("characters_in_text", "words_of_pillar", "meaning_of_pillar_name", "taught_by_plan", "terms_taught_by_plan",
         "taught_of_description", "taught_of_department", "department_of_others")
_COMMON = ("事業", "推進", "整備", "支援", "活用", "促進", "の", "システム")  # words of all names tell no pillar
_RIDGE = 0.6  # the larger, the less a single lesson teaches
_SHARPNESS = 8.0  # how much the pillar with the nearest word outweighs the others
_BLOCK = 512  # words looked up at once
_DIGITS = 6  # decimals kept, and no zero below zero, so that any machine gives the same features

Bag = Counter[str]


@dataclass(frozen=True, eq=False)
class Plan:
    """What a plan says of its pillars.

    lessons: all that is known to stand under them, their names first; directions: shape (lessons, width); bags:
    character bigrams of the sentences under each pillar; sizes: logarithms of how many; words: the place of each
    (pillar, word), the pillars one after another from `bounds` on; counts: how many lessons hold it; vectors: those of
    `words`, shape (words, numbers); rarity: that of each word; weights, wanted: those of the lessons, and 1 at the pillar of
    each, shape (lessons, pillars); taught, terms: what ridge regression learns from the lessons, and from their terms
    alone, shapes (width, pillars) and (codes, pillars); departments: how many measures of each pillar a department
    has; near: how like a word is to the likest one under each pillar, of those words that were looked up; meant: what a text is about, of the lessons
    and those texts."""

    pillars: int
    lessons: tuple[Lesson, ...]
    directions: Floats
    bags: tuple[Bag, ...]
    sizes: tuple[float, ...]
    words: dict[tuple[int, str], int]
    bounds: tuple[int, ...]
    counts: tuple[int, ...]
    vectors: Floats
    rarity: dict[str, float]
    weights: Floats
    wanted: Floats
    taught: Floats
    terms: Floats
    departments: dict[str, Counter[int]]
    near: dict[str, Floats] = field(default_factory=dict)
    meant: dict[str, Floats] = field(default_factory=dict)

    def direction(self, text: str) -> Floats:
        """What a text is about, as `meaning.direction` says."""
        known = self.meant.get(text)
        return direction(text) if known is None else known

    @cached_property
    def seen(self) -> Floats:
        """What ridge regression sees of the lessons: training alone leaves lessons out and needs this and the next two."""
        return _seen(self.directions, self.weights)

    @cached_property
    def inverse(self) -> Floats | None:
        """The inverse of what ridge regression solves for lessons fewer than numbers in a direction, None for more."""
        import numpy as np

        if len(self.seen) >= self.seen.shape[1]:
            return None
        return np.asarray(np.linalg.inv(self.seen @ self.seen.T + _RIDGE * np.eye(len(self.seen))), dtype=np.float64)

    @cached_property
    def products(self) -> Floats:
        """What ridge regression solves for their terms. Shape (codes, codes)."""
        terms = _terms(self.seen)
        found: Floats = terms.T @ terms
        return found


def plan_of(pillars: int, lessons: Sequence[Lesson], known: Sequence[tuple[About, int]]) -> Plan:
    """What the lessons teach of so many pillars. known: the measures whose pillars are stated, with their pillars."""
    import numpy as np

    bags: list[Bag] = [Counter() for _ in range(pillars)]
    words: Counter[tuple[int, str]] = Counter()
    found = directions([lesson.text for lesson in lessons])
    for lesson in lessons:
        if lesson.kind == "sentence":
            bags[lesson.pillar].update(bigrams(lesson.text))
        words.update((lesson.pillar, word) for word in set(short_words(lesson.text)))
    held: Counter[str] = Counter()
    for (_, word), count in words.items():
        held[word] += count
    ordered = sorted(words)
    departments: dict[str, Counter[int]] = {}
    for about, pillar in known:
        for name in about.departments:
            departments.setdefault(name, Counter())[pillar] += 1
    weights, wanted = np.array([lesson.weight for lesson in lessons]), np.eye(pillars)[[lesson.pillar for lesson in lessons]]
    seen, aims = _seen(found, weights), _aims(weights, wanted)
    return Plan(pillars, tuple(lessons), found, tuple(bags),
                tuple(math.log(2 + sum(bag.values())) for bag in bags), {key: at for at, key in enumerate(ordered)},
                tuple(bisect_left(ordered, (k,)) for k in range(pillars + 1)), tuple(words[key] for key in ordered),
                np.array([centred(word) for _, word in ordered] or [centred("")]),
                {word: math.log((len(lessons) + 1) / (count + 0.5)) for word, count in held.items()},
                weights, wanted, _ridge(seen, aims), _ridge(_terms(seen), aims), departments, meant={lesson.text: own for lesson, own in zip(lessons, found)})


def rows(about: About, plan: Plan, without: Sequence[int] = (), others: Sequence[tuple[About, int]] = ()) -> list[list[float]]:
    """The features of one measure against each pillar, in the order of NAMES. Shape (pillars, features).

    without: lessons that are left out, and `others` the known measures that are, as if a pillar were not stated."""
    name = bigrams(about.name)
    taught, terms = _taught_without(plan, list(without)) if without else (plan.taught, plan.terms)
    own = plan.direction(about.name)
    columns = [
        _shares(name, _bags_without(name, plan, without), plan.sizes),
        _words_shared(short_words(about.name), plan, without),
        (plan.directions[:plan.pillars] @ own).tolist(),
        (own @ taught).tolist(),
        (held_terms(about.name) @ terms).tolist(),
        (plan.direction(about.description) @ taught).tolist() if about.description else [0.0] * plan.pillars,
        (plan.direction(" ".join(about.departments)) @ taught).tolist() if about.departments else [0.0] * plan.pillars,
        _departments_shared(about, plan, others),
    ]
    return [[round(float(column[k]), _DIGITS) + 0.0 for column in columns] for k in range(plan.pillars)]


def bigrams(text: str) -> Bag:
    """Character bigrams of a name without the words that all names share."""
    flat = squash(text)
    for word in _COMMON:
        flat = flat.replace(word, " ")
    return Counter([a + b for part in flat.split(" ") for a, b in pairwise(part)])


def _seen(directions: Floats, weights: Floats) -> Floats:
    found: Floats = directions * weights[:, None] ** 0.5
    return found


def _aims(weights: Floats, wanted: Floats) -> Floats:
    """What ridge regression is to say of each lesson: how far its pillars lie from their mean."""
    heavy = weights[:, None]
    found: Floats = (wanted - (heavy * wanted).sum(axis=0) / weights.sum()) * heavy ** 0.5
    return found


def _terms(seen: Floats) -> Floats:
    found: Floats = seen[:, -len(held_terms("")):] / TERMS ** 0.5
    return found


def _taught_without(plan: Plan, gone: list[int]) -> tuple[Floats, Floats]:
    """`taught` and `terms` of a plan without some lessons, which then weigh nothing: what all lessons share saves solving anew."""
    import numpy as np

    weights = plan.weights.copy()
    weights[gone] = 0.0
    aims, terms = _aims(weights, plan.wanted), _terms(plan.seen)
    if plan.inverse is None:
        taught = _ridge(_seen(plan.directions, weights), aims)
    else:
        cut = plan.inverse[:, gone]
        taught = np.asarray(plan.seen.T @ (plan.inverse @ aims - cut @ np.linalg.solve(cut[gone], cut.T @ aims)), dtype=np.float64)
    products = plan.products - terms[gone].T @ terms[gone] + _RIDGE * np.eye(len(plan.products))
    return taught, np.asarray(np.linalg.solve(products, terms.T @ aims), dtype=np.float64)


def _ridge(seen: Floats, aims: Floats) -> Floats:
    """Ridge regression, a column a pillar; solved on the smaller side. Shape (width, pillars)."""
    import numpy as np

    if len(seen) < seen.shape[1]:
        return np.asarray(seen.T @ np.linalg.solve(seen @ seen.T + _RIDGE * np.eye(len(seen)), aims), dtype=np.float64)
    return np.asarray(np.linalg.solve(seen.T @ seen + _RIDGE * np.eye(seen.shape[1]), seen.T @ aims), dtype=np.float64)


def _bags_without(name: Bag, plan: Plan, without: Sequence[int]) -> list[Bag]:
    """The bags without some lessons, as far as a name asks for them."""
    bags = list(plan.bags)
    for k in without:
        lesson = plan.lessons[k]
        if lesson.kind == "sentence":
            bags[lesson.pillar] = Counter({part: bags[lesson.pillar][part] for part in name}) - bigrams(lesson.text)
    return bags


def _shares(name: Bag, bags: Sequence[Bag], sizes: Sequence[float]) -> list[float]:
    """For each bag the weight of the name's parts found in it, less in larger bags; parts found under few pillars weigh
    more."""
    if not name:
        return [0.0] * len(bags)
    spread = {k: sum(k in bag for bag in bags) for k in name}
    weight = {k: math.log((1 + len(bags)) / (0.5 + spread[k])) for k in name if spread[k]}
    total = sum(weight.values()) or 1.0
    mean = sum(sizes) / len(sizes)
    return [sum([own * (1 - 0.5 ** min(bag.get(k, 0), 3)) for k, own in weight.items()]) / total * mean / size
            for bag, size in zip(bags, sizes)]


def _words_shared(words: Sequence[str], plan: Plan, without: Sequence[int]) -> list[float]:
    """The mean, over the words of a name, of what each word says of the pillars; rare words weigh more, generic less."""
    import numpy as np

    unseen = math.log((len(plan.lessons) + 1) / 0.5)
    held = Counter([(plan.lessons[k].pillar, word) for k in without for word in set(short_words(plan.lessons[k].text))])
    gone = [plan.words[key] for key, count in held.items() if plan.counts[plan.words[key]] == count]
    distinct = list(dict.fromkeys(words))
    if not distinct:
        return [0.0] * plan.pillars
    if plan.near.keys() >= set(distinct):
        near = np.array([plan.near[word] for word in distinct])
        for pillar in {bisect_right(plan.bounds, at) - 1 for at in gone}:
            near[:, pillar] = _near(distinct, plan, pillar, gone)
    else:
        near = _all_near(distinct, plan, gone)
    powers = np.exp(_SHARPNESS * near)
    own = np.array([weight(word) * plan.rarity.get(word, unseen) for word in distinct])
    found: list[float] = (own @ (powers / powers.sum(axis=1, keepdims=True)) / own.sum()).tolist()
    return found


def look_up(asked: Sequence[About], plan: Plan) -> None:
    """Fill `plan.near` and `plan.meant` for these measures at once, which is much quicker than one after another."""
    words = sorted({word for about in asked for word in short_words(about.name)} - plan.near.keys())
    for at in range(0, len(words), _BLOCK):
        block = words[at:at + _BLOCK]
        plan.near.update(zip(block, _all_near(block, plan)))
    texts = sorted({text for about in asked for text in (about.name, about.description, " ".join(about.departments)) if text} - plan.meant.keys())
    plan.meant.update(zip(texts, directions(texts)))


def _all_near(words: Sequence[str], plan: Plan, gone: Sequence[int] = ()) -> Floats:
    """As `_near`, of all pillars. Shape (words, pillars)."""
    import numpy as np

    return np.stack([_near(words, plan, pillar, gone) for pillar in range(plan.pillars)], axis=1)


def _near(words: Sequence[str], plan: Plan, pillar: int, gone: Sequence[int]) -> Floats:
    """How like each word is to the likest one under a pillar; the word itself is likest. gone: the places of words all of
    whose lessons are left out. Shape (words,)."""
    import numpy as np

    start, end = plan.bounds[pillar:pillar + 2]
    alike = np.array([centred(word) for word in words]) @ plan.vectors[start:end].T
    for k, word in enumerate(words):
        if (pillar, word) in plan.words:
            alike[k, plan.words[pillar, word] - start] = 1.0
    alike[:, [at - start for at in gone if start <= at < end]] = 0.0
    found: Floats = alike.max(axis=1, initial=0.0)
    return found


def _departments_shared(about: About, plan: Plan, others: Sequence[tuple[About, int]]) -> list[float]:
    """The share of each pillar in the other measures of the same departments."""
    found = [0.0] * plan.pillars
    for name in about.departments:
        counts = Counter(plan.departments.get(name, ()))
        counts.subtract(pillar for other, pillar in others if name in other.departments)
        total = sum(counts.values())
        for pillar, count in counts.items():
            found[pillar] += count / (total + 0.5) / len(about.departments)
    return found
