"""Assignment of measures to pillars: what the structure states stays; the model places the rest or abstains."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.classify.model import PillarModel
from pipeline.extract.detail_mentions import Details
from pipeline.extract.mentions import Measure, Pillar
from pipeline.extract.unplaced import unplaced
from pipeline.layout.document import Document


class Question(NamedTuple):
    """A measure that is left open, by its place, and its features against each pillar. Shape of rows (pillars, features)."""

    measure: int
    rows: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class Questions:
    """What a model is asked about a document; it takes nothing else to answer. pillars: the indices of those to choose from;
    features: the names of those in the rows."""

    pillars: tuple[int, ...] = ()
    features: tuple[str, ...] = ()
    asked: tuple[Question, ...] = ()


class Answer(NamedTuple):
    """The fields of a measure, by its place, that the model fills."""

    measure: int
    pillar: int
    confidence: float
    guess: int


def assign(document: Document, pillars: Sequence[Pillar], measures: Sequence[Measure], details: Details,
           model: PillarModel | None) -> list[Measure]:
    """The measures with a pillar where the structure states one or the model is sure enough.

    A measure below the model's threshold keeps an empty pillar and the probability of the best one as its confidence.
    Raises ValueError if the model was trained with other features."""
    if model is None:
        return list(measures)
    return placed(measures, answers(questions(document, pillars, measures, details), model))


def questions(document: Document, pillars: Sequence[Pillar], measures: Sequence[Measure], details: Details) -> Questions:
    """What a model is to be asked about the measures that the structure leaves open.

    Nothing is asked about measures of which the text says that they belong to no pillar. Word vectors and the tokenizer
    are loaded only if a measure is left open."""
    open_ones = [k for k, m in enumerate(measures) if m.pillar < 0]
    if open_ones and (none := unplaced(document, measures)):
        open_ones = [k for k in open_ones if k not in none]
    own = _own(pillars)
    if not open_ones or len(own) < 2:
        return Questions()
    from pipeline.classify import features
    from pipeline.classify.lessons import abouts, lessons

    about = abouts(document, measures, details)
    place = {pillar.index: k for k, pillar in enumerate(own)}
    known = features.plan_of(len(own), lessons(document, own, measures),
                             [(about[k], place[m.pillar]) for k, m in enumerate(measures) if m.pillar in place])
    features.look_up([about[k] for k in open_ones], known)
    return Questions(tuple(pillar.index for pillar in own), features.NAMES,
                     tuple(Question(k, tuple(map(tuple, features.rows(about[k], known)))) for k in open_ones))


def answers(questions: Questions, model: PillarModel) -> tuple[Answer, ...]:
    """What the model answers. Raises ValueError if it was trained with other features."""
    if questions.asked and model.features != questions.features:
        raise ValueError("the pillar model was trained with other features; train it again with `dvc repro train`")
    found = []
    for measure, rows in questions.asked:
        chances = model.probabilities(rows)
        best = max(range(len(chances)), key=lambda i: chances[i])
        sure, pillar = chances[best] >= model.threshold, questions.pillars[best]
        found.append(Answer(measure, pillar if sure else -1, round(chances[best], 3), -1 if sure else pillar))
    return tuple(found)


def placed(measures: Sequence[Measure], answers: Sequence[Answer]) -> list[Measure]:
    """The measures as the model placed them."""
    result = list(measures)
    for measure, pillar, confidence, guess in answers:
        result[measure] = measures[measure]._replace(pillar=pillar, pillar_method="classifier", confidence=confidence, guess=guess)
    return result


def _own(pillars: Sequence[Pillar]) -> list[Pillar]:
    """The pillars of the plan that has the last ones in the document: earlier plans are reported on first."""
    return [p for p in pillars if p.plan_name == pillars[-1].plan_name] if pillars else []
