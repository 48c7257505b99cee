"""How good answers with probabilities are: accuracy, F1, calibration, and how many may be given at a wanted precision."""
from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

RARE = 0.05  # what comes less often is no chance
FEW = 5  # answers given from which on the precision in one plan is looked at
NEVER = 1.01  # a threshold that no probability reaches
_MOST_SURPRISED = -math.log(1e-12)  # by one row


@dataclass(frozen=True, slots=True)
class Answer:
    """The best class of one row, its probability, and the class that is right."""

    given: str
    probability: float
    right: str


@dataclass(frozen=True, slots=True)
class ClassScore:
    """precision, recall and f1 of one class (0..1; 0 where nothing was answered) and how many rows are of it."""

    precision: float
    recall: float
    f1: float
    rows: int


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers whose probabilities lie between low and high: their mean probability and the share that is right."""

    low: float
    high: float
    answers: int
    mean_probability: float
    share_right: float


def accuracy(answers: Sequence[Answer]) -> float:
    """The share of right answers; 0 for none."""
    return sum(a.given == a.right for a in answers) / len(answers) if answers else 0.0


def by_class(answers: Sequence[Answer]) -> dict[str, ClassScore]:
    """Precision, recall and F1 of each class that is right for some row, in the order of their names."""
    found = {}
    for name in sorted({a.right for a in answers}):
        given, rows = sum(a.given == name for a in answers), sum(a.right == name for a in answers)
        hits = sum(a.given == a.right == name for a in answers)
        found[name] = ClassScore(hits / given if given else 0.0, hits / rows, 2 * hits / (given + rows), rows)
    return found


def macro_f1(answers: Sequence[Answer]) -> float:
    """The mean of the classes' F1; 0 without answers."""
    scores = by_class(answers)
    return sum(score.f1 for score in scores.values()) / len(scores) if scores else 0.0


def curve(answers: Sequence[Answer], bins: int = 10) -> list[Bin]:
    """The reliability curve in bins of equal width; empty bins are left out."""
    held: list[list[Answer]] = [[] for _ in range(bins)]
    for answer in answers:
        held[min(int(answer.probability * bins), bins - 1)].append(answer)
    return [Bin(k / bins, (k + 1) / bins, len(each), sum(a.probability for a in each) / len(each), accuracy(each))
            for k, each in enumerate(held) if each]


def calibration_error(answers: Sequence[Answer], bins: int = 10) -> float:
    """The expected calibration error: the mean distance between probability and share right, bins weighed by size."""
    return sum(b.answers * abs(b.mean_probability - b.share_right) for b in curve(answers, bins)) / max(len(answers), 1)


def threshold_for(answers: Sequence[Answer], precision: float) -> float:
    """The lowest probability, in thousandths, at which the answers given are right as often as wanted; NEVER if none."""
    for level in sorted({math.ceil(a.probability * 1000) / 1000 for a in answers}):
        if accuracy([a for a in answers if a.probability >= level]) >= precision:
            return level
    return NEVER


def threshold_by_plan(answers: Sequence[tuple[str, Answer]], precision: float, least: float) -> float:
    """The lowest probability from `least` on, in thousandths, at which the answers given, each with its plan, are right
    as often as wanted: all together by one standard error, so that a handful of lucky answers lets nothing through, and
    by themselves in that share of the plans that have FEW answers or more, as far as so few can tell; NEVER if none."""
    kept = list(answers)
    for level in sorted({math.ceil(a.probability * 1000) / 1000 for _, a in answers}):
        kept = [(plan, a) for plan, a in kept if a.probability >= level]
        right = sum(a.given == a.right for _, a in kept)
        if level < least or not kept or _lower_bound(right / len(kept), len(kept)) < precision:
            continue
        counts, wrong = Counter(plan for plan, _ in kept), Counter(plan for plan, a in kept if a.given != a.right)
        enough = [_fits(count, wrong[plan], precision) for plan, count in counts.items() if count >= FEW]
        if sum(enough) >= precision * len(enough):
            return level
    return NEVER


@cache
def _fits(count: int, wrong: int, precision: float) -> bool:
    """Whether so many wrong answers of `count`, or more, would come in RARE of such plans or more often if that share were right
    (binomial)."""
    return sum(math.comb(count, k) * (1 - precision) ** k * precision ** (count - k) for k in range(wrong, count + 1)) >= RARE


def _lower_bound(share: float, count: int) -> float:
    """Wilson's lower bound, one standard error below a share seen in `count` answers."""
    middle = share + 1 / (2 * count)
    width = math.sqrt(share * (1 - share) / count + 1 / (4 * count * count))
    return (middle - width) / (1 + 1 / count)


def best_coverage(answers: Sequence[Answer], precision: float) -> float:
    """The largest share of answers, the surest first, that are right as often as wanted (chosen with hindsight)."""
    ranked = sorted(answers, key=lambda a: -a.probability)
    right, best = 0, 0
    for k, answer in enumerate(ranked, 1):
        right += answer.given == answer.right
        if right >= precision * k and (k == len(ranked) or ranked[k].probability < answer.probability):
            best = k
    return best / len(ranked) if ranked else 0.0


def temperature_for(scores: Sequence[Sequence[float]], right: Sequence[int]) -> float:
    """The temperature, 0.02..3 in steps of 0.02, at which softmax of the scores is least surprised by what is right."""
    import numpy as np

    most = max(map(len, scores), default=0)
    below = np.array([[s - own[r] for s in own] + [-np.inf] * (most - len(own)) for own, r in zip(scores, right)])
    below = below.reshape(len(scores), most)

    def surprise(temperature: float) -> float:
        with np.errstate(over="ignore"):
            return float(np.minimum(np.log(np.exp(below / temperature).sum(axis=1)), _MOST_SURPRISED).sum())

    return min((k / 50 for k in range(1, 151)), key=surprise)


def softmax(scores: Sequence[float], temperature: float = 1.0) -> list[float]:
    """Probabilities of scores; they sum to one. Raises ValueError for no scores."""
    top = max(scores)
    powers = [math.exp((s - top) / temperature) for s in scores]
    total = sum(powers)
    return [p / total for p in powers]
