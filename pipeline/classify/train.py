"""Training of the pillar model from what plans state themselves: measures whose table row, list or heading gives the pillar."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pipeline.classify import features
from pipeline.classify.folds import tested
from pipeline.classify.lessons import abouts, lessons, same, told
from pipeline.classify.model import PillarModel
from pipeline.classify.reliability import NEVER, Answer, softmax, temperature_for, threshold_by_plan
from pipeline.extract.detail_mentions import Details
from pipeline.extract.mentions import Measure, Pillar
from pipeline.layout.document import Document
from pipeline.linking.canonical import normal_form
from pipeline.store import from_json, to_json

_LOOSENESS = 0.3  # the larger, the less the weights are held near zero
_FOLDS = 10  # of plans; each is answered by what the others teach
_DIGITS = 4  # decimals kept of a weight, so that the same data gives the same bytes on any machine
_OF_NAME = 5  # the first features are those that a name alone has


@dataclass(frozen=True)
class Example:
    """A project with a stated pillar: its features against each pillar of its plan, which of them its row states, and
    under which the plan states it anywhere."""

    plan: str
    pillars: tuple[str, ...]
    rows: tuple[tuple[float, ...], ...]
    right: int
    stated: tuple[int, ...]


@dataclass(frozen=True)
class Held:
    """An example and the weights of a model that did not see its plan."""

    example: Example
    weights: tuple[float, ...]

    @cached_property
    def scores(self) -> list[float]:
        """The score of each pillar."""
        return [sum(w * x for w, x in zip(self.weights, row)) for row in self.example.rows]

    @property
    def by_name_alone(self) -> Held:
        """The same as if nothing but the project's name was printed."""
        rows = tuple(row[:_OF_NAME] + (0.0,) * (len(row) - _OF_NAME) for row in self.example.rows)
        return replace(self, example=replace(self.example, rows=rows))

    def answer(self, temperature: float) -> Answer:
        """The best pillar, by its place, against that of the row."""
        chances = softmax(self.scores, temperature)
        best = max(range(len(chances)), key=lambda k: chances[k])
        return Answer(str(best), chances[best], str(self.example.right))

    def lenient(self, temperature: float) -> Answer:
        """The same; right is any pillar under which the plan states the project."""
        answer = self.answer(temperature)
        return replace(answer, right=answer.given) if int(answer.given) in self.example.stated else answer


def examples(document: Document, pillars: Sequence[Pillar], measures: Sequence[Measure], details: Details) -> list[Example]:
    """The document's own projects, each seen as if the plan stated its pillar nowhere."""
    found = []
    for plan in sorted({p.plan_name for p in pillars}):
        own = [p for p in pillars if p.plan_name == plan]
        place = {p.index: k for k, p in enumerate(own)}
        stated = [m for m in measures if m.pillar in place]
        if len(own) < 2:
            continue
        taught = lessons(document, own, stated)
        about = dict(zip(stated, abouts(document, stated, details)))
        known = features.plan_of(len(own), taught, [(about[m], place[m.pillar]) for m in stated])
        features.look_up([about[m] for m in stated if m.level == "project"], known)
        twins = same(document, stated)
        for measure in stated:
            if measure.level == "project":
                rows = twins[normal_form(about[measure].name)]
                values = features.rows(about[measure], known, told(document, rows, taught),
                                       [(about[row], place[row.pillar]) for row in rows])
                found.append(Example(document.source.doc_id, tuple(p.name for p in own), tuple(tuple(v) for v in values),
                                     place[measure.pillar], tuple(sorted({place[row.pillar] for row in rows}))))
    return found


@dataclass(frozen=True, slots=True)
class Taught:
    """What documents teach."""

    examples: tuple[Example, ...] = ()


def dump(found: Sequence[Example]) -> bytes:
    """Examples as JSON."""
    return to_json(Taught(tuple(found))).encode("utf-8")


def load(content: bytes) -> tuple[Example, ...]:
    """The examples that `dump` wrote. Raises ValueError."""
    return from_json(Taught, content.decode("utf-8")).examples


def train(data: Sequence[Example], precision: float, least: float) -> tuple[PillarModel, list[Held]]:
    """Fit the model; temperature and threshold come from plans held out, of those that people wrote.

    precision: the share of right answers wanted above the threshold; least: the lowest threshold allowed. Returns the
    model and the held-out answers. With data from fewer than two such plans nothing can be held out: the model then
    abstains always."""
    plans = sorted({e.plan for e in data if tested(e.plan)})
    if len(plans) < 2:
        return PillarModel(features.NAMES, (0.0,) * len(features.NAMES), 1.0, NEVER), []
    fold = {plan: k % _FOLDS for k, plan in enumerate(plans)}
    held: list[Held] = []
    for at in sorted(set(fold.values())):
        weights = fit([e for e in data if fold.get(e.plan) != at])
        held += [Held(e, tuple(weights)) for e in data if fold.get(e.plan) == at]
    temperature = temperature_for([h.scores for h in held], [int(h.lenient(1.0).right) for h in held])
    threshold = threshold_by_plan([(h.example.plan, h.answer(temperature)) for h in held], precision, least)
    return PillarModel(features.NAMES, tuple(fit(data)), round(temperature, 2), threshold), held


def fit(data: Iterable[Example]) -> list[float]:
    """Weights, none below zero, under which the right pillars are the likeliest (conditional logit with a ridge).

    Projects that stand under two pillars teach nothing. Without examples all weights are zero."""
    import numpy as np
    from scipy.optimize import minimize

    clear = [e for e in data if len(e.stated) == 1]
    if not clear:
        return [0.0] * len(features.NAMES)
    most = max(len(e.rows) for e in clear)
    lead = np.zeros((len(clear), most, len(features.NAMES)))  # over the right pillar
    closed = np.zeros((len(clear), most))  # where a plan has fewer pillars
    for k, each in enumerate(clear):
        lead[k, :len(each.rows)] = np.array(each.rows) - np.array(each.rows[each.right])
        closed[k, len(each.rows):] = -1e9

    def surprise(weights: np.ndarray) -> tuple[float, np.ndarray]:
        leads = lead @ weights + closed
        top = leads.max(axis=1, keepdims=True)
        powers = np.exp(leads - top)
        total = powers.sum(axis=1, keepdims=True)
        slope = ((powers / total)[:, :, None] * lead).sum(axis=(0, 1)) + weights / _LOOSENESS
        return float((top + np.log(total)).sum() + weights @ weights / (2 * _LOOSENESS)), slope

    found = minimize(surprise, np.ones(len(features.NAMES)), jac=True, method="L-BFGS-B",
                     bounds=[(0, None)] * len(features.NAMES), options={"ftol": 1e-14, "gtol": 1e-8, "maxiter": 1000})
    return [round(float(w), _DIGITS) for w in found.x]

