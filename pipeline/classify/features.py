"""Features of a measure and a pillar: what the plan says under the pillar, by characters, by words and by meaning."""
from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
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
_DIGITS = 6  # decimals kept, so that any machine gives the same features

Bag = Counter[str]


@dataclass(frozen=True, eq=False)
class Plan:
    """What a plan says of its pillars.

    lessons: all that is known to stand under them, their names first; directions: shape (lessons, width); bags:
    character bigrams of the sentences under each pillar; sizes: logarithms of how many; words: the place of each
    (pillar, word), the pillars one after another from `bounds` on; counts: how many lessons hold it; vectors: those of
    `words`, shape (words, numbers); rarity: that of each word; taught, terms: what ridge regression learns from the
    lessons, shapes (width, pillars) and (codes, pillars); departments: how many measures of each pillar a department
    has; near: what a word says of the pillars, of those words that were looked up; meant: what a text is about, of the lessons
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
    def inverse(self) -> Floats | None:
        """The inverse of what ridge regression solves for lessons fewer than numbers in a direction, None for more; training
        alone leaves lessons out and needs it."""
        import numpy as np

        if len(self.directions) >= self.directions.shape[1]:
            return None
        seen = self.directions * np.array([lesson.weight for lesson in self.lessons])[:, None] ** 0.5
        return np.asarray(np.linalg.inv(seen @ seen.T + _RIDGE * np.eye(len(seen))), dtype=np.float64)


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
    ordered = {key: at for at, key in enumerate(sorted(words))}
    departments: dict[str, Counter[int]] = {}
    for about, pillar in known:
        for name in about.departments:
            departments.setdefault(name, Counter())[pillar] += 1
    return Plan(pillars, tuple(lessons), found, tuple(bags),
                tuple(math.log(2 + sum(bag.values())) for bag in bags), ordered,
                tuple(sum(pillar < k for pillar, _ in ordered) for k in range(pillars + 1)), tuple(words[key] for key in ordered),
                np.array([centred(word) for _, word in ordered] or [centred("")]),
                {word: math.log((len(lessons) + 1) / (count + 0.5)) for word, count in held.items()},
                *_both_taught(found, lessons, pillars), departments, meant={lesson.text: own for lesson, own in zip(lessons, found)})


def rows(about: About, plan: Plan, without: Sequence[int] = (), others: Sequence[tuple[About, int]] = ()) -> list[list[float]]:
    """The features of one measure against each pillar, in the order of NAMES. Shape (pillars, features).

    without: lessons that are left out, and `others` the known measures that are, as if a pillar were not stated."""
    name = bigrams(about.name)
    taught, terms = plan.taught, plan.terms
    if without:
        taught, terms = _both_taught(plan.directions, plan.lessons, plan.pillars, without, plan.inverse)
    own = plan.direction(about.name)
    columns = [
        _shares(name, _bags_without(plan, without), plan.sizes),
        _words_shared(short_words(about.name), plan, without),
        (plan.directions[:plan.pillars] @ own).tolist(),
        (own @ taught).tolist(),
        (held_terms(about.name) @ terms).tolist(),
        (plan.direction(about.description) @ taught).tolist() if about.description else [0.0] * plan.pillars,
        (plan.direction(" ".join(about.departments)) @ taught).tolist() if about.departments else [0.0] * plan.pillars,
        _departments_shared(about, plan, others),
    ]
    return [[round(float(column[k]), _DIGITS) for column in columns] for k in range(plan.pillars)]


def bigrams(text: str) -> Bag:
    """Character bigrams of a name without the words that all names share."""
    flat = squash(text)
    for word in _COMMON:
        flat = flat.replace(word, " ")
    return Counter(flat[i:i + 2] for i in range(len(flat) - 1) if " " not in flat[i:i + 2])


def _both_taught(directions: Floats, lessons: Sequence[Lesson], pillars: int, without: Sequence[int] = (),
                 inverse: Floats | None = None) -> tuple[Floats, Floats]:
    """What the directions of lessons teach, and what their terms alone do; without some of them, for which `inverse` (of
    all of them, see `Plan.inverse`) saves solving anew."""
    import numpy as np

    gone = np.array(sorted(without), dtype=np.intp)
    kept = np.setdiff1d(np.arange(len(lessons)), gone, assume_unique=True)
    weights = np.array([lesson.weight for lesson in lessons])[kept]
    wanted = np.eye(pillars)[[lesson.pillar for lesson in lessons]][kept]
    root = weights[:, None] ** 0.5
    aims = np.asarray((wanted - (weights[:, None] * wanted).sum(axis=0) / weights.sum()) * root, dtype=np.float64)
    seen = np.asarray(directions[kept] * root, dtype=np.float64)
    if inverse is None or not len(gone):
        taught = _ridge(seen, aims)
    else:
        cut = inverse[np.ix_(kept, gone)]
        own = inverse[np.ix_(kept, kept)] - cut @ np.linalg.solve(inverse[np.ix_(gone, gone)], cut.T)  # of the kept ones, by blocks
        taught = np.asarray(seen.T @ (own @ aims), dtype=np.float64)
    return taught, _ridge(seen[:, -len(held_terms("")):] / TERMS ** 0.5, aims)


def _ridge(seen: Floats, aims: Floats) -> Floats:
    """Ridge regression, a column a pillar; solved on the smaller side. Shape (width, pillars)."""
    import numpy as np

    if len(seen) < seen.shape[1]:
        return np.asarray(seen.T @ np.linalg.solve(seen @ seen.T + _RIDGE * np.eye(len(seen)), aims), dtype=np.float64)
    return np.asarray(np.linalg.solve(seen.T @ seen + _RIDGE * np.eye(seen.shape[1]), seen.T @ aims), dtype=np.float64)


def _bags_without(plan: Plan, without: Sequence[int]) -> list[Bag]:
    bags = list(plan.bags)
    for k in without:
        lesson = plan.lessons[k]
        if lesson.kind == "sentence":
            bags[lesson.pillar] = bags[lesson.pillar] - bigrams(lesson.text)
    return bags


def _shares(name: Bag, bags: Sequence[Bag], sizes: Sequence[float]) -> list[float]:
    """For each bag the weight of the name's parts found in it, less in larger bags; parts found under few pillars weigh
    more."""
    if not name:
        return [0.0] * len(bags)
    spread = {k: sum(k in bag for bag in bags) for k in name}
    weight = {k: math.log((1 + len(bags)) / (0.5 + spread[k])) for k in name if spread[k]}
    total = sum(weight.get(k, 0.0) for k in name) or 1.0
    mean = sum(sizes) / len(sizes)
    return [sum(weight.get(k, 0.0) * (1 - 0.5 ** min(bag.get(k, 0), 3)) for k in name) / total * mean / size
            for bag, size in zip(bags, sizes)]


def _words_shared(words: Sequence[str], plan: Plan, without: Sequence[int]) -> list[float]:
    """The mean, over the words of a name, of what each word says of the pillars; rare words weigh more, generic less."""
    import numpy as np

    unseen = math.log((len(plan.lessons) + 1) / 0.5)
    gone = Counter((plan.lessons[k].pillar, word) for k in without for word in set(short_words(plan.lessons[k].text)))
    distinct = list(dict.fromkeys(words))
    if gone or not all(word in plan.near for word in distinct):
        near = dict(zip(distinct, _near(distinct, plan, gone)))
    else:
        near = plan.near
    total, heavy = np.zeros(plan.pillars), 0.0
    for word in distinct:
        own = weight(word) * plan.rarity.get(word, unseen)
        total += own * near[word]
        heavy += own
    return (total / heavy).tolist() if heavy else total.tolist()


def look_up(asked: Sequence[About], plan: Plan) -> None:
    """Fill `plan.near` and `plan.meant` for these measures at once, which is much quicker than one after another."""
    words = sorted({word for about in asked for word in short_words(about.name)} - plan.near.keys())
    for at in range(0, len(words), _BLOCK):
        block = words[at:at + _BLOCK]
        plan.near.update(zip(block, _near(block, plan, Counter())))
    texts = sorted({text for about in asked for text in (about.name, about.description, " ".join(about.departments)) if text} - plan.meant.keys())
    plan.meant.update(zip(texts, directions(texts)))


def _near(words: Sequence[str], plan: Plan, gone: Counter[tuple[int, str]]) -> Floats:
    """The shares of the pillars in each word, by the likest word under each; the word itself is likest. gone: how many
    of the lessons that hold a word are left out. Shape (words, pillars)."""
    import numpy as np

    best = np.zeros((len(words), plan.pillars))
    if words:
        alike = np.array([centred(word) for word in words]) @ plan.vectors.T
        for k, word in enumerate(words):
            for pillar in range(plan.pillars):
                if (pillar, word) in plan.words:
                    alike[k, plan.words[pillar, word]] = 1.0
        for key, count in gone.items():
            if plan.counts[plan.words[key]] == count:
                alike[:, plan.words[key]] = 0.0
        for pillar, (start, end) in enumerate(zip(plan.bounds, plan.bounds[1:])):
            best[:, pillar] = alike[:, start:end].max(axis=1, initial=0.0)
    powers = np.exp(_SHARPNESS * best)
    found: Floats = powers / powers.sum(axis=1, keepdims=True)
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
