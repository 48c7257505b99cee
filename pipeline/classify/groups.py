"""Training of the model of pillar groups from plans whose pillars people wrote down, and its figures on plans held out."""
from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.extract.pillar_groups import alike, groups
from pipeline.extract.pillar_model import GroupModel
from pipeline.extract.pillar_signs import Signs, signs
from pipeline.extract.printed import squash
from pipeline.layout import build
from pipeline.readers import read

_LOOSENESS = 2.0  # the larger, the less the weights are held near zero (C of scikit-learn)
_DIGITS = 3  # decimals kept of a weight, so that the same data gives the same bytes on any machine
_LEAST = 0.35  # the lowest threshold: below it another reading of the plan is much likelier


@dataclass(frozen=True)
class Candidates:
    """The groups of a plan: their names, their signs, and which of them are pillars; `pillars`: the stated groups."""

    plan: str
    names: tuple[frozenset[str], ...]
    signs: tuple[Signs, ...]
    pillars: frozenset[frozenset[str]]

    @property
    def writer(self) -> str:
        """The folder that holds the plan; plans of one folder are by one hand, so that they are held out together."""
        return self.plan.rpartition("/")[0] or self.plan

    def lessons(self) -> Iterator[tuple[Signs, bool]]:
        """The groups with what they are. One that shares most of its names with the pillars teaches nothing."""
        for names, found in zip(self.names, self.signs):
            if names in self.pillars or not any(len(names & own) * 2 > len(names | own) for own in self.pillars):
                yield found, names in self.pillars


def candidates(folder: Path) -> list[Candidates]:
    """The groups of all plans in a folder and its folders beside which a JSON file states the pillars (`pillars`: ordinal,
    name and plan name of each). Raises as `pipeline.readers.read` does."""
    found = []
    for stated in sorted(folder.rglob("*.json")):
        pillars = json.loads(stated.read_text(encoding="utf-8")).get("pillars")
        for path in sorted(p for p in stated.parent.glob(f"{stated.stem}.*") if p != stated and pillars is not None):
            document = build(read(path))
            own = groups(document)
            plans: dict[str, set[str]] = {}
            for _, name, plan in pillars:
                plans.setdefault(squash(plan), set()).add(squash(name))
            found.append(Candidates(path.relative_to(folder).as_posix(), tuple(frozenset(map(squash, g[0].names)) for g in own),
                                    tuple(signs(document, own)), frozenset(map(frozenset, plans.values()))))
    return found


def train(data: Sequence[Candidates], precision: float) -> tuple[GroupModel, dict[str, object]]:
    """The model and its figures on plans held out. precision: the share of right groups wanted above the threshold."""
    weights = _fit(data)
    if weights is None:
        return GroupModel(0.0, 1.0, {}), {"plans": len(data)}
    held = []
    for writer in sorted({c.writer for c in data}):
        model = _fit([c for c in data if c.writer != writer])
        held += [(c, model) for c in data if c.writer == writer and model is not None]
    threshold = next((t / 100 for t in range(round(100 * _LEAST), 100) if _figures(held, t / 100)["precision"] >= precision), 0.99)
    figures: dict[str, object] = {"plans": len(data), "groups": sum(len(c.names) for c in data), "pillar_groups": sum(len(c.pillars) for c in data),
                                  "threshold": threshold, **_figures(held, threshold)}
    return GroupModel(weights.intercept, threshold, weights.weights), figures


def _figures(held: Sequence[tuple[Candidates, GroupModel]], threshold: float) -> dict[str, float]:
    """Precision, recall and F1 of the groups that are taken, and the share of plans in which they are just the stated ones."""
    right = taken = stated = exact = 0
    for own, model in held:
        found = set(_taken(own, model, threshold))
        right, taken, stated = right + len(found & own.pillars), taken + len(found), stated + len(own.pillars)
        exact += found == own.pillars
    return {"precision": round(right / max(1, taken), _DIGITS), "recall": round(right / max(1, stated), _DIGITS),
            "f1": round(2 * right / max(1, taken + stated), _DIGITS), "plans_exact": round(exact / max(1, len(held)), _DIGITS)}


def _taken(own: Candidates, model: GroupModel, threshold: float) -> list[frozenset[str]]:
    found: list[frozenset[str]] = []
    for chance, names in sorted(((model.chance(s), names) for s, names in zip(own.signs, own.names)), key=lambda pair: -pair[0]):
        if chance >= threshold and not any(alike(names, other) for other in found):
            found.append(names)
    return found


def _fit(data: Sequence[Candidates]) -> GroupModel | None:
    """Logistic regression with a ridge; None where the plans do not hold both kinds of groups."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    lessons = [lesson for own in data for lesson in own.lessons()]
    right = [told for _, told in lessons]
    if len(set(right)) < 2:
        return None
    table = DictVectorizer(sparse=False)
    fitted = LogisticRegression(C=_LOOSENESS, max_iter=10_000, tol=1e-8).fit(table.fit_transform([s for s, _ in lessons]), right)
    weights = {str(name): round(float(w), _DIGITS) for name, w in zip(table.feature_names_, fitted.coef_[0])}
    return GroupModel(round(float(fitted.intercept_[0]), _DIGITS), 1.0, {name: w for name, w in weights.items() if w})
