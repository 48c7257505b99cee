"""Policy fields: terms that speak for the fields of policy_fields.csv, weighed to probabilities; unsure is empty."""
from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, Sequence

from pipeline.extract.detail_mentions import Challenge, FieldLabel
from pipeline.extract.mentions import Measure, Pillar
from pipeline.layout.document import Document
from pipeline.rules import load
from pipeline.source import unspaced

METHOD = "terms"
_DIGITS = 3  # of a probability


@dataclass(frozen=True, slots=True)
class Calibration:
    """How scores become probabilities: softmax of `slope` times the scores, with `none` as the score of no field at
    all; a field below `threshold` is not named. The slope is the fit of bench/fields.py on the open half of
    tests/cases/fields.tsv, `none` lies between the fits of both schemes (0.4 and 1.0)."""

    slope: float
    none: float
    threshold: float


CALIBRATIONS = {"policy": Calibration(3.0, 0.8, 0.7), "data": Calibration(3.0, 0.8, 0.7)}
SCHEMES = tuple(CALIBRATIONS)
SECTION, PILLAR = 0.25, 0.15  # share of a term's weight in the headings above a name


class Guess(NamedTuple):
    """The field that fits best, '' if it is not sure enough, its probability and the terms that spoke for it."""

    field: str
    probability: float
    evidence: tuple[str, ...] = ()


def guess(scheme: str, name: str, section: str = "", pillar: str = "") -> Guess:
    """The field of a scheme that a name and the headings above it speak for."""
    known = CALIBRATIONS[scheme]
    scores: dict[str, float] = {}
    for text, share in ((name, 1.0), (section, SECTION), (pillar, PILLAR)):
        for _, code, weight in terms(scheme, text) if text else ():
            scores[code] = scores.get(code, 0.0) + share * weight
    if not scores:
        return Guess("", 0.0)
    most, best = max(zip(scores.values(), scores))
    total = sum([math.exp(known.slope * (s - most)) for s in (*scores.values(), known.none)])
    probability = round(1 / total, _DIGITS)
    evidence = tuple(dict.fromkeys([term for term, code, _ in terms(scheme, name) if code == best]))
    return Guess(best if probability >= known.threshold else "", probability, evidence)


@lru_cache(maxsize=4096)
def terms(scheme: str, text: str) -> tuple[tuple[str, str, float], ...]:
    """The (term, field, weight) of all terms in a text; of two that overlap the longer one at the earlier place counts."""
    forms, known = _vocabulary(scheme)
    return tuple([term for form in forms.findall(unspaced(text)) for term in known[form]])


@lru_cache(maxsize=4)
def _vocabulary(scheme: str) -> tuple[re.Pattern[str], dict[str, tuple[tuple[str, str, float], ...]]]:
    """The printed forms of a scheme's terms, of which the longest is found first, and what each speaks for."""
    codes = {row["code"] for row in load("policy_fields") if row["scheme"] == scheme}
    known: dict[str, tuple[tuple[str, str, float], ...]] = {}
    for row in load("policy_field_terms"):
        if row["code"] in codes:
            for form in row["forms"].split("|"):
                known[form] = (*known.get(form, ()), (row["term"], row["code"], float(row["weight"])))
    ends: dict[str, list[str]] = {}
    for form in sorted(known, key=len, reverse=True):
        ends.setdefault(form[0], []).append(re.escape(form[1:]))
    return re.compile("|".join([f"{re.escape(begin)}(?:{'|'.join(own)})" for begin, own in ends.items()])), known


def of_measures(document: Document, pillars: Sequence[Pillar], measures: Sequence[Measure]) -> tuple[FieldLabel, ...]:
    """A label of each scheme for each measure, from its name, the title of its section and its pillar's name."""
    labels = []
    for measure in measures:
        name = document.reading.text[measure.start:measure.end]
        section = document.sections[measure.section].title if measure.section >= 0 and measure.source != "heading" else ""
        pillar = pillars[measure.pillar].name if measure.pillar >= 0 else ""
        for scheme in SCHEMES:
            found = guess(scheme, name, section, pillar)
            labels.append(FieldLabel(measure.start, scheme, found.field, found.probability, METHOD, "|".join(found.evidence)))
    return tuple(labels)


def of_challenges(document: Document, challenges: Sequence[Challenge]) -> tuple[Challenge, ...]:
    """The challenges with the policy field that the statement and its heading speak for."""
    text = document.reading.text
    return tuple(c._replace(field=guess("policy", text[c.start:c.end], c.heading).field) for c in challenges)
