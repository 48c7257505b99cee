"""The card of the pillar model: on what it was trained, and how right and how sure it was on plans held out."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from pipeline.classify.model import PillarModel
from pipeline.classify.reliability import accuracy, by_class, calibration_error, curve, macro_f1
from pipeline.classify.train import Held

_BINS = 5  # of the reliability curve
_DIGITS = 3


def card(held: Sequence[Held], model: PillarModel, shown: Sequence[str] = ()) -> dict[str, object]:
    """Figures of held-out answers as plain values for JSON. shown: the plans whose figures are given one by one, with
    precision, recall and F1 of each pillar; lists, because `dvc metrics show` would
    make a column of each figure.

    Figures count the pillar of the row; `..._any`, calibration and reliability count any pillar under which the plan
    states the project. `macro_f1` is the mean over the plans. `by_name_alone`: the same as if no description and
    no department was printed."""
    by_plan: dict[str, list[Held]] = {}
    for each in held:
        by_plan.setdefault(each.example.plan, []).append(each)
    return {"examples": len(held), "plans": len(by_plan), **_figures(held, model),
            "by_name_alone": _figures([h.by_name_alone for h in held], model),
            "reliability": _reliability(held, model),
            "by_plan": [{"plan": plan, **_figures(own, model), "pillars": _classes(own, model)}
                        for plan in shown if (own := by_plan.get(plan))]}


def _figures(held: Sequence[Held], model: PillarModel) -> dict[str, object]:
    strict = [h.answer(model.temperature) for h in held]
    lenient = [h.lenient(model.temperature) for h in held]
    kept, kept_any = ([a for a in answers if a.probability >= model.threshold] for answers in (strict, lenient))
    groups = [[h.answer(model.temperature) for h in own] for _, own in _by_list(held)]
    return {
        "accuracy": round(accuracy(strict), _DIGITS),
        "accuracy_any": round(accuracy(lenient), _DIGITS),
        "macro_f1": round(sum(map(macro_f1, groups)) / len(groups), _DIGITS) if groups else None,
        "calibration_error": round(calibration_error(lenient, _BINS), _DIGITS),
        "answers_given": len(kept),
        "coverage": round(len(kept) / len(held), _DIGITS) if held else None,
        "precision_above_threshold": round(accuracy(kept), _DIGITS) if kept else None,
        "precision_above_threshold_any": round(accuracy(kept_any), _DIGITS) if kept else None,
    }


def _reliability(held: Sequence[Held], model: PillarModel) -> list[dict[str, float]]:
    return [{"mean_probability": round(b.mean_probability, _DIGITS), "share_right": round(b.share_right, _DIGITS),
             "answers": b.answers} for b in curve([h.lenient(model.temperature) for h in held], _BINS)]


def _classes(held: Sequence[Held], model: PillarModel) -> list[dict[str, object]]:
    """Precision, recall and F1 of each pillar; a document may have those of an earlier plan too."""
    return [{"name": pillars[int(place)], **{k: round(v, _DIGITS) for k, v in asdict(score).items()}}
            for pillars, own in _by_list(held)
            for place, score in by_class([h.answer(model.temperature) for h in own]).items()]


def _by_list(held: Sequence[Held]) -> list[tuple[tuple[str, ...], list[Held]]]:
    """The lists of pillars, of each plan its own, with their answers."""
    found: dict[tuple[str, tuple[str, ...]], list[Held]] = {}
    for each in held:
        found.setdefault((each.example.plan, each.example.pillars), []).append(each)
    return [(pillars, own) for (_, pillars), own in found.items()]
