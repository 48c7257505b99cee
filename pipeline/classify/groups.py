"""Training of the model of pillar groups from plans whose pillars people wrote down, and its figures on plans held out."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.classify.folds import parts
from pipeline.classify.signed import Signed
from pipeline.classify.written import Written
from pipeline.extract.pillar_groups import alike
from pipeline.extract.sign_model import SignModel
from pipeline.extract.pillar_signs import Signs
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
        stated: dict[str, set[str]] = {}
        for _, name, plan in one.stated["pillars"]:
            stated.setdefault(squash(plan), set()).add(squash(name))
        found.append(Candidates(one.writer, tuple(frozenset(map(squash, group[0].names)) for group, _ in one.groups),
                                tuple(signs for _, signs in one.groups), frozenset(map(frozenset, stated.values()))))
    return found


def train(data: Sequence[Candidates], precision: float) -> tuple[SignModel, dict[str, object]]:
    """The model and its figures on plans held out, of those that people wrote. precision: the share of right groups wanted above the threshold."""
    lessons = [(own.writer, signs, right) for own in data for signs, right in own.lessons()]
    signed = Signed([signs for _, signs, _ in lessons])

    def fit(without: frozenset[str] = frozenset(), near: SignModel | None = None) -> SignModel | None:
        return signed.fit({k: right for k, (writer, _, right) in enumerate(lessons) if writer not in without}, _LOOSENESS, near=near)

    weights = fit()
    if weights is None:
        return SignModel(0.0, 1.0, {}), {"plans": len(data)}
    folds = parts(c.writer for c in data)
    tested = [c for c in data if any(c.writer in writers for writers in folds)]
    held = []
    for writers in folds:
        if (model := fit(writers, weights)) is not None:
            held += [_Ranked(c, _ranked(c, model)) for c in tested if c.writer in writers]
    threshold = next((t / 100 for t in range(round(100 * _LEAST), 100) if _figures(held, t / 100)["precision"] >= precision), 0.99)
    figures: dict[str, object] = {"plans": len(tested), "groups": sum(len(c.names) for c in tested),
                                  "pillar_groups": sum(len(c.pillars) for c in tested), "taught_beside": len(data) - len(tested), "threshold": threshold, **_figures(held, threshold)}
    return SignModel(weights.intercept, threshold, weights.weights), figures


class _Ranked(NamedTuple):
    """The groups of a plan, and the names of each with what a model gives them, the likeliest first."""

    own: Candidates
    names: list[tuple[float, frozenset[str]]]


def _ranked(own: Candidates, model: SignModel) -> list[tuple[float, frozenset[str]]]:
    return sorted([(model.chance(signs), names) for signs, names in zip(own.signs, own.names)], key=lambda pair: -pair[0])


def _figures(held: Sequence[_Ranked], threshold: float) -> dict[str, float]:
    """Precision, recall and F1 of the groups that are taken, and the share of plans in which they are just the stated ones."""
    right = taken = stated = exact = 0
    for own, names in held:
        found = set(_taken(names, threshold))
        right, taken, stated = right + len(found & own.pillars), taken + len(found), stated + len(own.pillars)
        exact += found == own.pillars
    return {"precision": round(right / max(1, taken), _DIGITS), "recall": round(right / max(1, stated), _DIGITS),
            "f1": round(2 * right / max(1, taken + stated), _DIGITS), "plans_exact": round(exact / max(1, len(held)), _DIGITS)}


def _taken(ranked: Sequence[tuple[float, frozenset[str]]], threshold: float) -> list[frozenset[str]]:
    found: list[frozenset[str]] = []
    for chance, names in ranked:
        if chance < threshold:
            break
        if not any(alike(names, other) for other in found):
            found.append(names)
    return found
