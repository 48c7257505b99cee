"""Training of the models of measures from plans whose measures people wrote down, and their figures on plans held out."""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple

from pipeline.classify.folds import parts
from pipeline.classify.reliability import Answer, calibration_error, curve
from pipeline.classify.signed import Signed
from pipeline.classify.written import Written
from pipeline.extract import pillars
from pipeline.extract.measure_signs import Candidate
from pipeline.extract.measures import LEVELS, candidates, likeliest, told_beside
from pipeline.extract.mentions import Measure, Pillar
from pipeline.extract.printed import squash
from pipeline.extract.sign_model import SignModel

_LEARNED = ("last:", "sign:")  # signs that are as many as what they are made of
_TELLING = 4  # code points of a name that is not found in others by chance
_WRITERS = 3  # such a sign that fewer of them use tells of their habits
_THRESHOLD = 0.5
_LOOSENESS = 10.0
_DIGITS = 3  # decimals of figures
NONE = "none"  # what no measure is


class Gathered(NamedTuple):
    """A plan, its pillars as the model of pillars finds them, and all names in it that may be measures."""

    written: Written
    pillars: list[Pillar]
    candidates: list[Candidate]


@dataclass(frozen=True)
class Lesson:
    """A candidate of a writer's plan, with what it is: the level of its measures, or NONE. `asked`: whether the models are;
    `among`: as in `Candidate`, of the plan of that number."""

    writer: str
    kind: str
    signs: dict[str, float]
    right: str
    asked: bool = True
    plan: int = 0
    among: int = -1


def gathered(written: Written, model: SignModel | None) -> Gathered:
    """What may be a measure in a plan. model: of pillars."""
    own = pillars.find(written.document, model, written.groups)
    return Gathered(written, own, list(candidates(written.document, own)))


def lessons(plans: Sequence[Gathered]) -> list[Lesson]:
    """The candidates of all plans with what they are. A name that stands in more places than it is written down for teaches
    nothing."""
    return [Lesson(one.written.writer, candidate.kind, candidate.signs, right, not candidate.ruled_out, plan, candidate.among)
            for plan, one in enumerate(plans) for candidate, right in zip(one.candidates, _right(*one), strict=True) if right]


def _right(written: Written, own: Sequence[Pillar], held: Sequence[Candidate]) -> list[str]:
    """The level of each candidate, `none`, or nothing where it cannot be told; also not of what holds, or is in, a stated name
    that no candidate has whole: its ends are wrong, not the name."""
    stated = Counter(("project", squash(name), squash(pillar)) for name, pillar in written.stated.get("projects", ()))
    stated.update((source, squash(name), squash(pillar)) for name, pillar, source in written.stated.get("programs", ()))
    by_name = Counter(row[:2] for row in stated.elements())
    places: dict[tuple[str, str], list[tuple[int, str, tuple[str, str, str]]]] = defaultdict(list)
    for i, candidate in enumerate(held):
        for measure in candidate.measures:
            for level in LEVELS[candidate.kind]:
                row = _row(written, own, measure._replace(level=level))
                if row[:2] in by_name:
                    places[row[:2]].append((i, level, row))
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    for name, where in places.items():
        alike = Counter(row for _, _, row in where)
        for i, level, row in where:  # where a name stands in more places than rows, those under its pillar count
            if len(where) <= by_name[name] or row in stated:
                votes[i][level if len(where) <= by_name[name] or alike[row] <= stated[row] else ""] += 1
    missed = [name for _, name in by_name.keys() - places.keys() if len(name) >= _TELLING]
    right = []
    for i, candidate in enumerate(held):
        level, most = max(votes[i].items(), key=lambda vote: (vote[1], vote[0]), default=(NONE, 0))
        level = level if 2 * most >= len(candidate.measures) else NONE
        right.append("" if level == NONE and missed and _misses(written, candidate, missed) else level)
    return right


def _misses(written: Written, candidate: Candidate, missed: Sequence[str]) -> bool:
    """Whether a name of a candidate holds, or is in, one that was missed."""
    found = [squash(written.document.reading.value(m.start, m.end)) for m in candidate.measures]
    return any(name in one or len(one) >= _TELLING and one in name for one in found for name in missed)


def _row(written: Written, own: Sequence[Pillar], measure: Measure) -> tuple[str, str, str]:
    """A measure as the rows that people write down: what it is (`project`, or the source of a program), its name, its pillar."""
    known = told_beside(written.document, measure, own)
    name = squash(written.document.reading.value(known.start, known.end))
    pillar = squash(own[known.pillar].name) if known.pillar >= 0 else ""
    return ("project" if known.level == "project" else known.source), name, pillar


def train(data: Sequence[Lesson], corrected: Sequence[Lesson] = ()) -> tuple[dict[str, SignModel], dict[str, object]]:
    """The models by kind and level, and their figures on plans held out, of those that people wrote. corrected: what people's decisions teach beside."""
    taught = _Taught([*data, *corrected])
    models = taught.models()
    answers: dict[str, list[Answer]] = defaultdict(list)
    for writers in parts(each.writer for each in data):
        for each, answer in _answers([each for each in data if each.writer in writers and each.asked], taught.models(writers, models)):
            answers[each.kind].append(answer)
    every = [answer for kind in LEVELS for answer in answers[kind]]
    figures: dict[str, object] = {"candidates": len(every), "calibration_error": round(calibration_error(every), _DIGITS)}
    figures |= {level: _figures(every, level) for level in ("project", "program")}
    figures |= {f"{kind}.{level}": _figures(answers[kind], level) for kind, levels in LEVELS.items() for level in levels}
    figures["curve"] = [{name: round(value, _DIGITS) for name, value in asdict(each).items()} for each in curve(every)]
    return models, figures


class _Taught:
    """Lessons by kind, as rows of signs."""

    def __init__(self, data: Sequence[Lesson]) -> None:
        users: dict[tuple[str, str], set[str]] = defaultdict(set)
        for lesson in data:
            for sign in lesson.signs:
                users[lesson.kind, sign].add(lesson.writer)
        self._data = {kind: [each for each in data if each.kind == kind] for kind in LEVELS}
        self._signed = {kind: Signed([{s: v for s, v in each.signs.items() if len(users[kind, s]) >= _WRITERS or not s.startswith(_LEARNED)}
                                      for each in own]) for kind, own in self._data.items()}

    def models(self, without: frozenset[str] = frozenset(), near: Mapping[str, SignModel] = MappingProxyType({})) -> dict[str, SignModel]:
        """The models that all but some writers teach, by kind and level. near: models of nearly the same."""
        found = {f"{kind}.{level}": self._signed[kind].fit({k: each.right == level for k, each in enumerate(self._data[kind]) if each.writer not in without},
                                                           _LOOSENESS, _THRESHOLD, near.get(f"{kind}.{level}")) for kind, levels in LEVELS.items() for level in levels}
        return {name: model for name, model in found.items() if model is not None}


def _answers(asked: Sequence[Lesson], models: Mapping[str, SignModel]) -> Iterator[tuple[Lesson, Answer]]:
    """What models answer about candidates, plan by plan."""
    for _, own in groupby(asked, lambda lesson: lesson.plan):
        held = list(own)
        for lesson, (level, chance) in zip(held, likeliest([(one.kind, one.signs, one.among) for one in held], models)):
            yield lesson, Answer(level, chance, lesson.right) if chance >= _THRESHOLD else Answer(NONE, 1 - chance, lesson.right)


def _figures(answers: Sequence[Answer], level: str) -> dict[str, float]:
    """Precision, recall and F1 of what is taken for measures of a level."""
    right, taken, stated = (sum(held) for held in zip(*((a.given == level == a.right, a.given == level, a.right == level) for a in answers), strict=True)
                            ) if answers else (0, 0, 0)
    return {"precision": round(right / max(1, taken), _DIGITS), "recall": round(right / max(1, stated), _DIGITS),
            "f1": round(2 * right / max(1, taken + stated), _DIGITS), "rows": stated}
