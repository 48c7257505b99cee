"""Training of the pillar model from what plans state themselves: measures whose table row, list or heading gives the pillar."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Sequence

from pipeline.classify import features
from pipeline.classify.model import PillarModel
from pipeline.classify.reliability import (
    NEVER, Answer, accuracy, calibration_error, curve, softmax, temperature_for, threshold_for,
)
from pipeline.extract.mentions import Measure, Pillar
from pipeline.layout.document import Document

_LOOSENESS = 0.3  # the C of the logistic regression
_CAUTION = 1.0  # standard errors that the precision above the threshold must lie above the wanted one
_BINS = 5  # of the reliability curve
_DIGITS = 4  # decimals kept of a weight, so that the same data gives the same bytes on any machine


@dataclass(frozen=True)
class Example:
    """A measure with a stated pillar: its features against each pillar of its plan, and which pillar is right."""

    document: str
    rows: tuple[tuple[float, ...], ...]
    right: int


def examples(document: Document, pillars: Sequence[Pillar], measures: Sequence[Measure]) -> list[Example]:
    """The document's own projects, each seen as if its pillar were not stated."""
    found = []
    for plan in sorted({p.plan_name for p in pillars}):
        own = [p for p in pillars if p.plan_name == plan]
        index = {p.index: k for k, p in enumerate(own)}
        known = features.plan_of(document, own, measures)
        for measure in measures:
            if measure.pillar in index and measure.level == "project" and len(own) > 1:
                rows = features.rows(document, measure, known, hidden=True)
                found.append(Example(document.source.doc_id, tuple(tuple(r) for r in rows), index[measure.pillar]))
    return found


def train(data: Sequence[Example], precision: float, least: float) -> tuple[PillarModel, dict[str, object]]:
    """Fit the model and measure it, each document held out in turn.

    precision: the share of right answers wanted above the threshold; least: the lowest threshold allowed.
    Returns the model and its card (data, accuracy, coverage, reliability). With data from fewer than two documents
    nothing can be held out: the model then abstains always."""
    if len({e.document for e in data}) < 2:
        return PillarModel(features.NAMES, (0.0,) * len(features.NAMES), 1.0, NEVER), {"examples": len(data), "documents": sorted({e.document for e in data})}
    held: list[tuple[list[float], int]] = []
    temperature = 0.0  # that of the plan on which the others' model is too sure most
    for name in sorted({e.document for e in data}):
        weights = _fit([e for e in data if e.document != name])
        own = [(_scores(weights, e), e.right) for e in data if e.document == name]
        temperature = max(temperature, temperature_for([scores for scores, _ in own], [right for _, right in own]))
        held += own
    answers = [answer_of(scores, right, temperature) for scores, right in held]
    threshold = threshold_for(answers, precision, least, _CAUTION)
    model = PillarModel(features.NAMES, tuple(_fit(data)), round(temperature, 2), threshold)
    return model, _card(data, answers, threshold)


def _fit(data: Sequence[Example]) -> list[float]:
    """Weights by logistic regression on differences between the right pillar's features and each other's."""
    from sklearn.linear_model import LogisticRegression

    wins = [[a - b for a, b in zip(e.rows[e.right], row)] for e in data for k, row in enumerate(e.rows) if k != e.right]
    losses = [[-x for x in row] for row in wins]
    fitted = LogisticRegression(C=_LOOSENESS, fit_intercept=False, max_iter=1000, tol=1e-8).fit(wins + losses, [1] * len(wins) + [0] * len(losses))
    return [round(float(w), _DIGITS) for w in fitted.coef_[0]]


def _scores(weights: Sequence[float], example: Example) -> list[float]:
    return [sum(w * x for w, x in zip(weights, row)) for row in example.rows]


def answer_of(scores: Sequence[float], right: int, temperature: float) -> Answer:
    """The best pillar by these scores; pillars are named by their place in the plan."""
    chances = softmax(scores, temperature)
    best = max(range(len(chances)), key=lambda k: chances[k])
    return Answer(str(best), chances[best], str(right))


def _card(data: Sequence[Example], answers: Sequence[Answer], threshold: float) -> dict[str, object]:
    kept = [a for a in answers if a.probability >= threshold]
    return {
        "examples": len(data),
        "documents": sorted({e.document for e in data}),
        "accuracy": round(accuracy(answers), 3),
        "accuracy_by_document": {
            name: round(accuracy([a for a, e in zip(answers, _in_turn(data)) if e.document == name]), 3)
            for name in sorted({e.document for e in data})},
        "calibration_error": round(calibration_error(answers, _BINS), 3),
        "precision_above_threshold": round(accuracy(kept), 3) if kept else None,
        "coverage": round(len(kept) / len(answers), 3),
        "reliability": [{"mean_probability": round(b.mean_probability, 3), "share_right": round(b.share_right, 3),
                         "answers": b.answers} for b in curve(answers, _BINS)],
    }


def _in_turn(data: Sequence[Example]) -> list[Example]:
    """The examples document by document."""
    return sorted(data, key=lambda e: e.document)
