"""Training of the models of measures from plans whose measures people wrote down, and their figures on plans held out."""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from pipeline.classify.reliability import Answer, calibration_error, curve
from pipeline.classify.signed import fit
from pipeline.classify.written import Written, parts
from pipeline.extract import pillars
from pipeline.extract.measure_signs import Candidate
from pipeline.extract.measures import LEVELS, candidates, likeliest, told_beside
from pipeline.extract.mentions import Measure, Pillar
from pipeline.extract.printed import squash
from pipeline.extract.sign_model import SignModel

_LEARNED = ("last:", "sign:")  # signs that are as many as what they are made of
_WRITERS = 3  # such a sign that fewer of them use tells of their habits
_THRESHOLD = 0.5
_LOOSENESS = 10.0
_DIGITS = 3  # decimals of figures
_NONE = "none"


@dataclass(frozen=True)
class Lesson:
    """A candidate of a writer's plan, with what it is: the level of its measures, or `none`. `asked`: whether the models are."""

    writer: str
    kind: str
    signs: dict[str, float]
    right: str
    asked: bool = True


def lessons(written: Sequence[Written], model: SignModel | None) -> list[Lesson]:
    """The candidates of all plans with what they are. A name that stands in more places than it is written down for teaches
    nothing. model: of pillars."""
    found = []
    for one in written:
        own = pillars.find(one.document, model)
        held = list(candidates(one.document, own))
        found += [Lesson(one.writer, candidate.kind, candidate.signs, right, not candidate.ruled_out) for candidate, right in zip(held, _right(one, own, held)) if right]
    return found


def _right(written: Written, own: Sequence[Pillar], held: Sequence[Candidate]) -> list[str]:
    """The level of each candidate, `none`, or nothing where it cannot be told."""
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
    right = []
    for i, candidate in enumerate(held):
        level, most = max(votes[i].items(), key=lambda vote: (vote[1], vote[0]), default=(_NONE, 0))
        right.append(level if 2 * most >= len(candidate.measures) else _NONE)
    return right


def _row(written: Written, own: Sequence[Pillar], measure: Measure) -> tuple[str, str, str]:
    """A measure as the rows that people write down: what it is (`project`, or the source of a program), its name, its pillar."""
    known = told_beside(written.document, measure, own)
    name = squash(written.document.reading.value(known.start, known.end))
    pillar = squash(own[known.pillar].name) if known.pillar >= 0 else ""
    return ("project" if known.level == "project" else known.source), name, pillar


def train(data: Sequence[Lesson]) -> tuple[dict[str, SignModel], dict[str, object]]:
    """The models by kind and level, and their figures on plans held out."""
    users: dict[tuple[str, str], set[str]] = defaultdict(set)
    for lesson in data:
        for sign in lesson.signs:
            users[lesson.kind, sign].add(lesson.writer)
    shared = [replace(each, signs={s: v for s, v in each.signs.items() if len(users[each.kind, s]) >= _WRITERS or not s.startswith(_LEARNED)})
              for each in data]
    answers: dict[str, list[Answer]] = defaultdict(list)
    for writers in parts(each.writer for each in shared):
        models = _models([each for each in shared if each.writer not in writers])
        for each in shared:
            if each.writer in writers and each.asked:
                answers[each.kind].append(_answer(each, models))
    every = [answer for kind in LEVELS for answer in answers[kind]]
    figures: dict[str, object] = {"candidates": len(every), "calibration_error": round(calibration_error(every), _DIGITS)}
    figures |= {level: _figures(every, level) for level in ("project", "program")}
    figures |= {f"{kind}.{level}": _figures(answers[kind], level) for kind, levels in LEVELS.items() for level in levels}
    figures["curve"] = [{name: round(value, _DIGITS) for name, value in asdict(each).items()} for each in curve(every)]
    return _models(shared), figures


def _models(data: Sequence[Lesson]) -> dict[str, SignModel]:
    found = {f"{kind}.{level}": fit([(each.signs, each.right == level) for each in data if each.kind == kind], _LOOSENESS, _THRESHOLD)
             for kind, levels in LEVELS.items() for level in levels}
    return {name: model for name, model in found.items() if model is not None}


def _answer(lesson: Lesson, models: Mapping[str, SignModel]) -> Answer:
    level, chance = likeliest(lesson.kind, lesson.signs, models)
    return Answer(level, chance, lesson.right) if chance >= _THRESHOLD else Answer(_NONE, 1 - chance, lesson.right)


def _figures(answers: Sequence[Answer], level: str) -> dict[str, float]:
    """Precision, recall and F1 of what is taken for measures of a level."""
    right, taken, stated = (sum(held) for held in zip(*((a.given == level == a.right, a.given == level, a.right == level) for a in answers), strict=True)
                            ) if answers else (0, 0, 0)
    return {"precision": round(right / max(1, taken), _DIGITS), "recall": round(right / max(1, stated), _DIGITS),
            "f1": round(2 * right / max(1, taken + stated), _DIGITS), "rows": stated}
