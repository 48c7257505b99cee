"""Cross-validation of the pillar classifier on any labelled list: trained on some folds, tested on the one left out."""
from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from pipeline.classify.blocks import BLOCKS, OF_NAMES, OF_TEXTS, chosen, fit_blocks
from pipeline.classify.labelled import Labelled
from pipeline.classify.reliability import (
    Answer, accuracy, best_coverage, by_class, calibration_error, curve, macro_f1, softmax, temperature_for,
    threshold_for,
)

PRECISION = 0.95  # of the answers given, where the classifier may abstain
_INNER = 4  # folds inside a training part, from which temperature and threshold come
_LOOSENESS = 0.7  # the C of the linear support vector machines
_DIGITS = 4


@dataclass(frozen=True)
class Result:
    """The held-out answers, one a row in the order of the list, and whether each was sure enough to be given."""

    features: tuple[str, ...]
    folds: int
    seed: int
    answers: tuple[Answer, ...]
    given: tuple[bool, ...]
    thresholds: tuple[float, ...]


def crossval(rows: Sequence[Labelled], folds: int = 5, seed: int = 0, features: Sequence[str] = ()) -> Result:
    """Test on each fold what the others teach; temperature and threshold come from folds inside the training part.

    features: names of BLOCKS; without them those that fit the list. Raises ValueError for fewer than two pillars."""
    if len({row.pillar for row in rows}) < 2:
        raise ValueError("cross-validation needs two pillars or more")
    names = tuple(features) or chosen(rows)
    fold_of = stratified([(row.pillar, row.name) for row in rows], folds, seed)
    answers: list[Answer | None] = [None] * len(rows)
    given = [False] * len(rows)
    thresholds = []
    for fold in sorted(set(fold_of)):
        training = [row for row, f in zip(rows, fold_of) if f != fold]
        temperature, threshold = _calibration(names, training, seed)
        thresholds.append(threshold)
        tested = [k for k, f in enumerate(fold_of) if f == fold]
        classes, scores = _scores(names, training, [rows[k] for k in tested])
        for k, own in zip(tested, scores):
            answers[k] = answer = _answer(classes, own, temperature, rows[k].pillar)
            given[k] = answer.probability >= threshold
    return Result(names, len(thresholds), seed, tuple(a for a in answers if a), tuple(given), tuple(thresholds))


def stratified(rows: Sequence[tuple[str, str]], folds: int, seed: int) -> list[int]:
    """The fold of each (class, name): each class is spread evenly, equal rows stay together, the same on any machine.

    A class with fewer names than folds is absent from some; with one name it is never taught where it is tested."""
    shuffle = random.Random(seed)
    fold_of: dict[tuple[str, str], int] = {}
    at = 0
    for pillar in sorted({pillar for pillar, _ in rows}):
        names = sorted({name for own, name in rows if own == pillar})
        shuffle.shuffle(names)
        for name in names:
            fold_of[pillar, name] = at % folds
            at += 1
    return [fold_of[row] for row in rows]


def _calibration(names: Sequence[str], training: Sequence[Labelled], seed: int) -> tuple[float, float]:
    """Temperature and threshold from answers held out inside the training part."""
    fold_of = stratified([(row.pillar, row.name) for row in training], _INNER, seed)
    held: list[tuple[list[str], list[float], str]] = []
    for fold in sorted(set(fold_of)):
        inner = [row for row, f in zip(training, fold_of) if f != fold]
        tested = [row for row, f in zip(training, fold_of) if f == fold]
        if inner:
            classes, scores = _scores(names, inner, tested)
            held += [(classes, own, row.pillar) for own, row in zip(scores, tested)]
    known = [(own, classes.index(right)) for classes, own, right in held if right in classes]
    temperature = temperature_for([own for own, _ in known], [right for _, right in known]) if known else 1.0
    return temperature, threshold_for([_answer(c, own, temperature, right) for c, own, right in held], PRECISION)


def _answer(classes: Sequence[str], scores: Sequence[float], temperature: float, right: str) -> Answer:
    chances = softmax(scores, temperature)
    best = max(range(len(chances)), key=lambda k: chances[k])
    return Answer(classes[best], chances[best], right)


def _scores(names: Sequence[str], training: Sequence[Labelled], tested: Sequence[Labelled]) -> tuple[list[str], list[list[float]]]:
    """The classes of the training rows, and a score of each tested row for each class."""
    classes = sorted({row.pillar for row in training})
    if len(classes) < 2:
        return classes, [[0.0] for _ in tested]
    from sklearn.svm import LinearSVC

    numbers = fit_blocks(names, training)
    machine: Any = LinearSVC(C=_LOOSENESS, random_state=0)
    machine.fit(numbers(training), [classes.index(row.pillar) for row in training])
    found = machine.decision_function(numbers(tested))
    if len(classes) == 2:
        return classes, [[-float(s), float(s)] for s in found]
    return classes, [[float(s) for s in row] for row in found]


def report(rows: Sequence[Labelled], result: Result) -> dict[str, Any]:
    """The figures as plain values for JSON. coverage_at_95_precision is honest: each fold's threshold was chosen
    without it, so that precision_at_coverage may differ from 0.95; best_coverage_at_95_precision is with hindsight."""
    kept = [answer for answer, sure in zip(result.answers, result.given) if sure]
    return {
        "measures": len(rows), "pillars": len({row.pillar for row in rows}), "folds": result.folds, "seed": result.seed,
        "features": list(result.features),
        "accuracy": _round(accuracy(result.answers)), "macro_f1": _round(macro_f1(result.answers)),
        "calibration_error": _round(calibration_error(result.answers)),
        "coverage_at_95_precision": _round(len(kept) / len(rows)),
        "precision_at_coverage": _round(accuracy(kept)) if kept else None,
        "best_coverage_at_95_precision": _round(best_coverage(result.answers, PRECISION)),
        "thresholds": [round(t, 2) for t in result.thresholds],
        "classes": {name: {k: _round(v) for k, v in asdict(score).items()} for name, score in by_class(result.answers).items()},
        "reliability": [{k: _round(v) for k, v in asdict(each).items()} for each in curve(result.answers)],
    }


def lines(found: dict[str, Any]) -> list[str]:
    """The figures for people."""
    sure = found["precision_at_coverage"]
    return [
        f"{found['measures']} measures, {found['pillars']} pillars, {found['folds']} folds, seed {found['seed']}",
        *(f"  feature: {name}: {BLOCKS[name].what}" for name in found["features"]),
        f"accuracy {found['accuracy']:.3f}, macro-F1 {found['macro_f1']:.3f}, "
        f"calibration error {found['calibration_error']:.3f}",
        f"coverage at 95 % precision {found['coverage_at_95_precision']:.3f}"
        + (f" (of these answers {sure:.3f} are right; " if sure is not None else " (")
        + "thresholds chosen inside the training folds; "
        f"with hindsight {found['best_coverage_at_95_precision']:.3f})",
        "precision  recall     F1   rows  pillar",
        *(f"    {s['precision']:.3f}   {s['recall']:.3f}  {s['f1']:.3f}  {s['rows']:5d}  {name}"
          for name, s in found["classes"].items()),
        "probability  mean   right  answers",
        *(f"  {b['low']:.1f}-{b['high']:.1f}   {b['mean_probability']:.3f}  {b['share_right']:.3f}  {b['answers']:5d}"
          for b in found["reliability"]),
    ]


def ablation(rows: Sequence[Labelled], folds: int = 5, seed: int = 0) -> list[tuple[str, float, float]]:
    """(features, accuracy, macro-F1): each block alone, all together, and all but one."""
    together = chosen(rows)
    alone: list[tuple[str, ...]] = [(name,) for name in (*OF_NAMES, "compounds", *(OF_TEXTS if together != OF_NAMES else ()))]
    cases = [(" + ".join(case), case) for case in alone]
    cases += [("characters + vectors", ("characters", "vectors")), ("all of the name", OF_NAMES)]
    cases += [("all of name and text", together)] if together != OF_NAMES else []
    cases += [(f"all but {name}", tuple(n for n in together if n != name)) for name in together]
    found = []
    for label, case in cases:
        answers = crossval(rows, folds, seed, case).answers
        found.append((label, accuracy(answers), macro_f1(answers)))
    return found


def table(found: Sequence[tuple[str, float, float]]) -> list[str]:
    """An ablation as a Markdown table."""
    return ["| features | accuracy | macro-F1 |", "| --- | --- | --- |",
            *(f"| {label} | {right:.3f} | {f1:.3f} |" for label, right, f1 in found)]


def _round(value: float) -> float:
    return round(value, _DIGITS)
