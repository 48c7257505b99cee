"""Policy fields: calibration on the open half of tests/cases/fields.tsv, accuracy, macro-F1 and calibration on both."""
from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.extract import fields
from pipeline.extract.fields import CALIBRATIONS, Calibration, guess

CASES = Path(__file__).resolve().parents[1] / "tests" / "cases" / "fields.tsv"
SLOPES, NONES = [k / 10 for k in range(4, 31, 2)], [k / 10 for k in range(0, 21, 2)]
BINS = 5
Case = tuple[str, str]  # name, field


def cases(half: str, scheme: str) -> list[Case]:
    """The names of one half and their field in a scheme."""
    lines = [line.split("\t") for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [(name, policy if scheme == "policy" else data) for of, name, policy, data in lines if of == half]


def report(scheme: str, held: Sequence[Case]) -> dict[str, float]:
    """accuracy: right among those answered; answered: share of names that have a field and get one; none: share of names
    without a field that get none; macro_f1 over fields; ece: expected calibration error of the best field in BINS bins."""
    rows = [(gold, guess(scheme, name)) for name, gold in held]
    answered = [(gold, g) for gold, g in rows if g.field]
    having = [(gold, g) for gold, g in rows if gold]
    codes = sorted({gold for gold, _ in having})
    scores = []
    for code in codes:
        right = sum(gold == g.field == code for gold, g in rows)
        total = sum(gold == code for gold, _ in rows) + sum(g.field == code for _, g in rows)
        scores.append(2 * right / total if total else 0.0)
    return {
        "names": len(rows),
        "accuracy": sum(gold == g.field for gold, g in answered) / max(1, len(answered)),
        "answered": sum(bool(g.field) for _, g in having) / max(1, len(having)),
        "none": sum(not g.field for gold, g in rows if not gold) / max(1, sum(not gold for gold, _ in rows)),
        "macro_f1": sum(scores) / len(scores),
        "ece": _calibration_error(scheme, held),
    }


def _best(scheme: str, name: str) -> tuple[str, float]:
    known = CALIBRATIONS[scheme]
    CALIBRATIONS[scheme] = replace(known, threshold=0.0)
    found = guess(scheme, name)
    CALIBRATIONS[scheme] = known
    return found.field, found.probability


def _calibration_error(scheme: str, held: Sequence[Case]) -> float:
    rows = [(p, field == gold) for name, gold in held for field, p in [_best(scheme, name)] if p]
    error = 0.0
    for k in range(BINS):
        part = [(p, right) for p, right in rows if k / BINS < p <= (k + 1) / BINS]
        if part:
            error += abs(sum(p for p, _ in part) - sum(right for _, right in part)) / len(rows)
    return error


def _loss(scheme: str, known: Calibration, held: Sequence[Case]) -> float:
    CALIBRATIONS[scheme] = replace(known, threshold=0.0)
    loss = 0.0
    for name, gold in held:
        found = guess(scheme, name)
        if found.probability:
            sure = min(0.999, max(0.001, found.probability))
            loss -= math.log(sure if found.field == gold else 1 - sure)
    return loss / len(held)


def fit(scheme: str) -> Calibration:
    """The slope and the score of no field with the least log loss on the open half."""
    known = CALIBRATIONS[scheme]
    held = cases("open", scheme)
    best = min((Calibration(s, n, known.threshold) for s in SLOPES for n in NONES), key=lambda c: _loss(scheme, c, held))
    CALIBRATIONS[scheme] = known
    return best


def main() -> int:
    for scheme in fields.SCHEMES:
        print(f"{scheme}: fitted {fit(scheme)}, in use {CALIBRATIONS[scheme]}")
        for half in ("open", "held", "other"):
            print(f"  {half}: " + ", ".join(f"{name} {value:.3f}" for name, value in report(scheme, cases(half, scheme)).items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
