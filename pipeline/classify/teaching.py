"""What plans that people wrote down teach, worked out by as many processes as there are processors, each with a share of them."""
from __future__ import annotations

import gc
import os
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.classify import groups, measures, taught
from pipeline.classify.folds import placed
from pipeline.classify.measures import Lesson
from pipeline.classify.train import Example
from pipeline.classify.written import files, plan
from pipeline.extract.sign_model import SignModel
from pipeline.orphans import end_with_parent

_MOST = 8  # processes; each loads dictionary and vectors anew
_Steps = Generator[list[Any], Any, None]
_share: list[_Steps] = []  # in a process that works on a share: its steps


@dataclass(frozen=True)
class Learned:
    """The models of signs and their card, by what they tell; the lessons of the models of measures; and those of the model that
    places measures."""

    models: dict[str, SignModel]
    card: dict[str, dict[str, object]]
    lessons: list[Lesson]
    examples: list[Example]


def learn(folder: Path, precision: float, processes: int | None = None) -> Learned:
    """What the plans in a folder teach, the same for any number of processes (as many as there are processors, if none is given).

    precision: the share of right groups wanted of those that are taken for pillars. Raises as `pipeline.readers.read` does."""
    paths = files(folder)
    count = max(1, min(_MOST, len(paths), processes or _processors()))
    with ExitStack() as ends:
        step = _together(folder, paths, count, ends)
        pillars, of_pillars = groups.train(step(None), precision)
        data = [replace(lesson, plan=k) for k, own in enumerate(step(pillars)) for lesson in own]
        models, of_measures = measures.train(data)
        examples = [example for own in step(models) for example in own]
    return Learned({"pillars": pillars, **models}, {"pillars": of_pillars, "measures": of_measures}, data, examples)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _together(folder: Path, paths: Sequence[Path], count: int, ends: ExitStack) -> Callable[[Any], list[Any]]:
    """Has every share take its next step, told what came of all their last ones; gives what they found, in the order of the plans."""
    if count == 1:
        return _steps(folder, paths).send
    pools = [ends.enter_context(ProcessPoolExecutor(1, initializer=_begin, initargs=(folder, paths[k::count]))) for k in range(count)]

    def step(told: Any) -> list[Any]:
        found: list[Any] = [None] * len(paths)
        for k, future in enumerate([pool.submit(_next, told) for pool in pools]):
            found[k::count] = future.result()
        return found

    return step


def _begin(folder: Path, paths: Sequence[Path]) -> None:
    end_with_parent()
    gc.disable()  # as in the process that asks
    _share[:] = [_steps(folder, paths)]


def _next(told: Any) -> list[Any]:
    return _share[0].send(told)


def _steps(folder: Path, paths: Sequence[Path]) -> _Steps:
    """Of each plan the groups of names that may be pillars; told the model of pillars, what its measures teach; told the models
    of measures, what half of the plans teach the model that places them."""
    written = [plan(folder, path) for path in paths]
    pillars = yield groups.candidates(written)
    seen = [measures.gathered(one, pillars) for one in written]
    models = yield [measures.lessons([one]) for one in seen]
    yield [taught.of_plan(one, models) if placed(one.written.plan) else [] for one in seen]
