"""The pillar classifier inside plans: features compared on plans held out in turn, and figures on plans never seen.

    python bench/pillars.py                 # raw/ and tests/plans, ten folds of plans
    python bench/pillars.py --other FOLDER  # and what the model of all of them answers for the plans in FOLDER
    PYTHONPATH=. python bench/pillars.py --generated 15  # the same for generated plans, so many of each pool"""
from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from pipeline.classify import features, meaning, names
from pipeline.classify.card import card
from pipeline.classify.train import Example, Held, examples, train
from pipeline.extraction import Mentions
from pipeline.finding import find_mentions
from pipeline.layout import build
from pipeline.layout.document import Document
from pipeline.readers import read
from pipeline.tokens import tokenizer

ROOT = Path(__file__).resolve().parents[1]
PRECISION, LEAST = 0.95, 0.5
Plans = list[tuple[str, Document, Mentions]]


def plans(folder: Path) -> Plans:
    """Name, document and mentions of each plan in a folder, without the answers of a model."""
    paths = [path for path in sorted(folder.rglob("*")) if path.suffix in (".txt", ".md", ".html", ".docx", ".xlsx", ".pdf")]
    read_in = [(path.relative_to(folder).as_posix(), build(read(path))) for path in paths]
    return [(name, document, find_mentions(document)) for name, document in read_in]


_ALL = ("補助記号", "助詞", "助動詞", "代名詞", "連体詞", "接続詞", "感動詞", "記号", "空白")
GROUPS = {
    "character bigrams in the text under the pillar": ("characters_in_text",),
    "words (normalized forms, near ones count by their vectors)": ("words_of_pillar",),
    "meaning of the pillar's name": ("meaning_of_pillar_name",),
    "meaning of all that the plan teaches": ("taught_by_plan",),
    "terms of policy that the plan teaches": ("terms_taught_by_plan",),
    "description": ("taught_of_description",),
    "department": ("taught_of_department", "department_of_others"),
}


def seen(found: Plans) -> list[Example]:
    """The examples of plans, by their names there."""
    return [replace(e, plan=name) for name, document, own in found
            for e in examples(document, own.pillars, own.measures, own.details)]


def only(data: Sequence[Example], kept: Sequence[str]) -> list[Example]:
    """The examples with the other features at zero."""
    mask = [name in kept for name in features.NAMES]
    return [replace(e, rows=tuple(tuple(x * m for x, m in zip(row, mask)) for row in e.rows)) for e in data]


@contextmanager
def recipe(**changed: Any) -> Iterator[None]:
    """What the features are made of, changed: `content` word classes, `surface` forms, no `vectors`, no `fields`, no
    `text` under the headings."""
    with ExitStack() as stack:
        def swap(target: object, name: str, value: object) -> None:
            stack.enter_context(patch.object(target, name, value))

        if "content" in changed:
            swap(names, "_CONTENT", (*names._CONTENT, *_ALL))
        if "surface" in changed:
            swap(names, "_words", _surfaces)
        if "vectors" in changed:
            swap(meaning, "centred", lambda word: np.zeros(300))
            swap(features, "centred", lambda word: np.zeros(300))
            swap(meaning, "field_shares", _zeros(meaning.field_shares(["県"], meaning.load())))
        if "fields" in changed:
            swap(meaning, "_word_fields", _zeros(meaning._word_fields("")))
            swap(meaning, "field_shares", _zeros(meaning.field_shares(["県"], meaning.load())))
            for module in (meaning, features):
                swap(module, "held_terms", _zeros(meaning.held_terms("")))
        caches = (meaning._of_word, meaning.direction, names.short_words)
        for each in caches:
            each.cache_clear()
        try:
            yield
        finally:
            for each in caches:
                each.cache_clear()


def _zeros(like: Any) -> Callable[..., Any]:
    return lambda *anything: np.zeros_like(like)


def _surfaces(text: str, short: bool) -> list[str]:
    """Words as they are printed."""
    from sudachipy import SplitMode

    return [m.surface() for m in tokenizer().tokenize(text, SplitMode.A)
            if (pos := m.part_of_speech())[0] in names._CONTENT and pos[1] != "数詞"]


def without_text(found: Plans) -> Plans:
    """The plans with no running text under any heading."""
    return [(name, replace(document, units=tuple(replace(u, kind="caption") if u.kind in ("paragraph", "heading", "item") else u
                                                for u in document.units)), own) for name, document, own in found]


def line(label: str, data: Sequence[Example]) -> str:
    """A row of the table: accuracy and macro-F1 of held-out answers, samples and small plans apart."""
    model, held = train(data, PRECISION, LEAST)
    figures = [card([h for h in held if ("/" not in h.example.plan) is samples], model) for samples in (True, False)]
    return f"| {label} | {' | '.join('{accuracy:.3f} / {macro_f1:.3f}'.format(**each) for each in figures)} |"


def ablation(found: Plans, data: Sequence[Example]) -> Iterator[str]:
    """The table, row by row."""
    yield "| features | samples | small plans |\n| --- | --- | --- |"
    every = features.NAMES
    for label, group in GROUPS.items():
        yield line(label, only(data, group))
    yield line("all", data)
    yield line("all of the name (no description, no department)", only(data, every[:5]))
    for label, group in GROUPS.items():
        yield line(f"all but: {label}", only(data, [name for name in every if name not in group]))
    with recipe(content=True):
        yield line("words of all classes instead of content words", seen(found))
    with recipe(surface=True):
        yield line("words as printed instead of normalized forms", seen(found))
    with recipe(vectors=True):
        yield line("no word vectors", seen(found))
    with recipe(fields=True):
        yield line("no fields and terms of policy", seen(found))
    yield line("no text under the headings", seen(without_text(found)))


def answered(data: Sequence[Example], taught: Sequence[Example]) -> dict[str, object]:
    """The card of plans that the model never saw."""
    model, _ = train(taught, PRECISION, LEAST)
    names = sorted({e.plan for e in data})
    return card([Held(e, model.weights) for e in data], model, names if len(names) < 4 else ())


def generated(count: int) -> Plans:
    """Plans of both pools as text."""
    from tests.generator import generate, write

    with tempfile.TemporaryDirectory() as folder:
        for pool in ("open", "held"):
            for seed in range(1000, 1000 + count):
                (Path(folder) / f"{pool}-{seed}.txt").write_bytes(write(generate(seed, pool=pool), "txt"))
        return plans(Path(folder))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--other", type=Path)
    parser.add_argument("--generated", type=int)
    given = parser.parse_args()
    found = [*plans(ROOT / "raw"), *plans(ROOT / "tests" / "plans")]
    data = seen(found)
    if given.other or given.generated:
        tested = plans(given.other) if given.other else generated(given.generated)
        print(json.dumps(answered(seen(tested), data), ensure_ascii=False, indent=1))
        return
    for row in ablation(found, data):
        print(row, flush=True)
    model, held = train(data, PRECISION, LEAST)
    for label, own in (("samples", True), ("small plans", False)):
        print(label, json.dumps(card([h for h in held if ("/" not in h.example.plan) is own], model), ensure_ascii=False))


if __name__ == "__main__":
    main()
