"""Training of the pillar model from what plans state themselves: measures whose table row, list or heading gives the pillar."""
from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Sequence

from pipeline.classify import features
from pipeline.classify.model import PillarModel
from pipeline.extract.mentions import Measure, Pillar
from pipeline.layout.document import Document
from pipeline.tokens import Tokens

_NEVER = 1.01  # a threshold that no probability reaches
_DIGITS = 4  # decimals kept of a weight, so that the same data gives the same bytes on any machine


@dataclass(frozen=True)
class Example:
    """A measure with a stated pillar: its features against each pillar of its plan, and which pillar is right."""

    document: str
    rows: tuple[tuple[float, ...], ...]
    right: int


def examples(document: Document, tokens: Tokens, pillars: Sequence[Pillar], measures: Sequence[Measure]) -> list[Example]:
    """The document's own projects, each seen as if its pillar were not stated."""
    found = []
    for plan in sorted({p.plan_name for p in pillars}):
        own = [p for p in pillars if p.plan_name == plan]
        index = {p.index: k for k, p in enumerate(own)}
        known = features.profiles(document, tokens, own, measures)
        for k, measure in enumerate(measures):
            if measure.pillar in index and measure.level == "project" and len(own) > 1:
                rows = features.rows(document, tokens, measure, known, hidden=k)
                found.append(Example(document.source.doc_id, tuple(tuple(r) for r in rows), index[measure.pillar]))
    return found


def train(data: Sequence[Example], precision: float, least: float) -> tuple[PillarModel, dict[str, object]]:
    """Fit the model and measure it, each document held out in turn.

    precision: the share of right answers wanted above the threshold; least: the lowest threshold allowed.
    Returns the model and its card (data, accuracy, coverage, reliability). With data from fewer than two documents
    nothing can be held out: the model then abstains always."""
    if len({e.document for e in data}) < 2:
        return PillarModel(features.NAMES, (0.0,) * len(features.NAMES), 1.0, _NEVER), {"examples": len(data), "documents": sorted({e.document for e in data})}
    held: list[tuple[list[float], Example]] = []
    for name in sorted({e.document for e in data}):
        weights = _fit([e for e in data if e.document != name])
        held += [(_scores(weights, e), e) for e in data if e.document == name]
    temperature = min((t / 20 for t in range(2, 81)), key=lambda t: sum(_loss(s, e.right, t) for s, e in held))
    answers = [(max(p), p.index(max(p)) == e.right) for s, e in held if (p := _softmax(s, temperature))]
    threshold = _threshold(answers, precision, least)
    model = PillarModel(features.NAMES, tuple(_fit(data)), round(temperature, 2), threshold)
    return model, _card(data, answers, threshold)


def _fit(data: Sequence[Example]) -> list[float]:
    """Weights by logistic regression on differences between the right pillar's features and each other's."""
    from sklearn.linear_model import LogisticRegression

    wins = [[a - b for a, b in zip(e.rows[e.right], row)] for e in data for k, row in enumerate(e.rows) if k != e.right]
    losses = [[-x for x in row] for row in wins]
    fitted = LogisticRegression(C=1.0, fit_intercept=False, max_iter=1000, tol=1e-8).fit(wins + losses, [1] * len(wins) + [0] * len(losses))
    return [round(float(w), _DIGITS) for w in fitted.coef_[0]]


def _scores(weights: Sequence[float], example: Example) -> list[float]:
    return [sum(w * x for w, x in zip(weights, row)) for row in example.rows]


def _softmax(scores: Sequence[float], temperature: float) -> list[float]:
    top = max(scores)
    powers = [math.exp((s - top) / temperature) for s in scores]
    return [p / sum(powers) for p in powers]


def _loss(scores: Sequence[float], right: int, temperature: float) -> float:
    return -math.log(max(_softmax(scores, temperature)[right], 1e-12))


def _threshold(answers: Sequence[tuple[float, bool]], precision: float, least: float) -> float:
    """The lowest probability above which the held-out answers are right as often as wanted."""
    for level in sorted({math.ceil(p * 100) / 100 for p, _ in answers}):
        kept = [right for p, right in answers if p >= level]
        if level >= least and kept and sum(kept) >= precision * len(kept):
            return level
    return _NEVER


def _card(data: Sequence[Example], answers: Sequence[tuple[float, bool]], threshold: float) -> dict[str, object]:
    kept = [right for p, right in answers if p >= threshold]
    bins = [[(p, right) for p, right in answers if low / 5 <= p < (low + 1) / 5 or low == 4 and p == 1] for low in range(5)]
    return {
        "examples": len(data),
        "documents": sorted({e.document for e in data}),
        "accuracy": round(sum(right for _, right in answers) / len(answers), 3),
        "precision_above_threshold": round(sum(kept) / len(kept), 3) if kept else None,
        "coverage": round(len(kept) / len(answers), 3),
        "reliability": [{"mean_probability": round(sum(p for p, _ in b) / len(b), 3), "share_right": round(
            sum(r for _, r in b) / len(b), 3), "answers": len(b)} for b in bins if b],
    }
