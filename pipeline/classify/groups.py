"""Training of the model of pillar groups from plans whose pillars people wrote down, and its figures on plans held out."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.classify.signed import fit
from pipeline.classify.written import Written, parts
from pipeline.extract.pillar_groups import alike, groups
from pipeline.extract.sign_model import SignModel
from pipeline.extract.pillar_signs import Signs, signs
from pipeline.extract.printed import squash

_LOOSENESS = 2.0
_DIGITS = 3  # decimals of figures
_LEAST = 0.3  # the lowest threshold: below it another reading of the plan is much likelier


@dataclass(frozen=True)
class Candidates:
    """The groups of a plan: their names, their signs, and which of them are pillars; `pillars`: the stated groups."""

    writer: str
    names: tuple[frozenset[str], ...]
    signs: tuple[Signs, ...]
    pillars: frozenset[frozenset[str]]

    def lessons(self) -> Iterator[tuple[Signs, bool]]:
        """The groups with what they are. One that shares most of its names with the pillars teaches nothing."""
        for names, found in zip(self.names, self.signs):
            if names in self.pillars or not any(len(names & own) * 2 > len(names | own) for own in self.pillars):
                yield found, names in self.pillars


def candidates(written: Sequence[Written]) -> list[Candidates]:
    """The groups of names of each plan."""
    found = []
    for one in written:
        own = groups(one.document)
        stated: dict[str, set[str]] = {}
        for _, name, plan in one.stated["pillars"]:
            stated.setdefault(squash(plan), set()).add(squash(name))
        found.append(Candidates(one.writer, tuple(frozenset(map(squash, g[0].names)) for g in own), tuple(signs(one.document, own)),
                                frozenset(map(frozenset, stated.values()))))
    return found


def train(data: Sequence[Candidates], precision: float) -> tuple[SignModel, dict[str, object]]:
    """The model and its figures on plans held out. precision: the share of right groups wanted above the threshold."""
    weights = _fit(data)
    if weights is None:
        return SignModel(0.0, 1.0, {}), {"plans": len(data)}
    held = []
    for writers in parts(c.writer for c in data):
        model = _fit([c for c in data if c.writer not in writers])
        held += [(c, model) for c in data if c.writer in writers and model is not None]
    threshold = next((t / 100 for t in range(round(100 * _LEAST), 100) if _figures(held, t / 100)["precision"] >= precision), 0.99)
    figures: dict[str, object] = {"plans": len(data), "groups": sum(len(c.names) for c in data), "pillar_groups": sum(len(c.pillars) for c in data),
                                  "threshold": threshold, **_figures(held, threshold)}
    return SignModel(weights.intercept, threshold, weights.weights), figures


def _figures(held: Sequence[tuple[Candidates, SignModel]], threshold: float) -> dict[str, float]:
    """Precision, recall and F1 of the groups that are taken, and the share of plans in which they are just the stated ones."""
    right = taken = stated = exact = 0
    for own, model in held:
        found = set(_taken(own, model, threshold))
        right, taken, stated = right + len(found & own.pillars), taken + len(found), stated + len(own.pillars)
        exact += found == own.pillars
    return {"precision": round(right / max(1, taken), _DIGITS), "recall": round(right / max(1, stated), _DIGITS),
            "f1": round(2 * right / max(1, taken + stated), _DIGITS), "plans_exact": round(exact / max(1, len(held)), _DIGITS)}


def _taken(own: Candidates, model: SignModel, threshold: float) -> list[frozenset[str]]:
    found: list[frozenset[str]] = []
    for chance, names in sorted(((model.chance(s), names) for s, names in zip(own.signs, own.names)), key=lambda pair: -pair[0]):
        if chance >= threshold and not any(alike(names, other) for other in found):
            found.append(names)
    return found


def _fit(data: Sequence[Candidates]) -> SignModel | None:
    return fit([lesson for own in data for lesson in own.lessons()], _LOOSENESS)
