"""The generated plans that teach: their files are what the generator writes, and no figure or threshold comes from them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.classify import folds, groups, measures
from pipeline.classify.train import Example, train
from pipeline.classify.written import Written
from pipeline.layout import build
from pipeline.readers import sniff
from tests.generator import STYLES, lessons

ROOT = Path(__file__).parents[2]


def test_the_files_are_what_the_generator_writes() -> None:
    written = dict(lessons.lessons())
    kept = {path.name: path.read_bytes() for path in lessons.FOLDER.iterdir()}
    assert sorted(kept) == sorted(written)
    assert [name for name in written if kept[name] != written[name]] == [], "python -m tests.generator.lessons"
    assert len(kept) == 2 * len(STYLES)


def test_the_words_are_not_those_of_the_tests() -> None:
    from tests.generator.test_formats import PLANS, made

    held = {m.name for seed, name in PLANS for m in made(seed, name).gold.measures if m.level == "project"}
    taught = {name for path in lessons.FOLDER.glob("*.json") for name, _ in json.loads(path.read_text(encoding="utf-8"))["projects"]}
    assert len(held & taught) / len(held) < 0.02  # 広報紙 or the like may be drawn from words of both


@pytest.mark.parametrize(("plan", "is_tested"), [
    ("first/01-hanakatami.md", True), ("kirioka-2022", True), ("generated", True), ("generated/01-aligned.txt", False),
    ("nineteenth/generated.md", True)])
def test_which_plans_are_tested(plan: str, is_tested: bool) -> None:
    assert folds.tested(plan) == is_tested


def test_generated_plans_are_in_no_part() -> None:
    assert frozenset().union(*folds.parts(["first", "generated", "second", "first"])) == {"first", "second"}


def _written(plan: str, number: int) -> Written:
    made = dict(lessons.lessons())
    name = sorted(name for name in made if not name.endswith(".json"))[number]
    content, form = made[name], name.rpartition(".")[2]
    document = build(sniff(content, f".{form}").read(content, plan, name))
    return Written(plan, document, json.loads(made[name.rpartition(".")[0] + ".json"]))


def test_generated_plans_change_the_models_but_are_not_counted() -> None:
    people = [_written("first/a.txt", 0), _written("second/b.txt", 3)]
    both = [*people, _written("generated/c.txt", 6)]
    models = []
    for plans in (people, both):
        pillars, of_pillars = groups.train(groups.candidates(plans), 0.95)
        learned, of_measures = measures.train(measures.lessons([measures.gathered(one, pillars) for one in plans]))
        models.append((pillars, learned, of_pillars["plans"], of_pillars["groups"], of_measures["candidates"]))
    (one, other) = models
    assert one[0] != other[0] and one[1] != other[1]
    assert one[2:] == other[2:]
    assert one[2] == 2


def test_generated_examples_set_no_threshold() -> None:
    def example(plan: str, right: int) -> Example:
        return Example(plan, ("守る", "伸ばす"), ((0.9,) * 8, (0.1,) * 8), right, (right,))

    people = [example(f"first/{k}.md", 0) for k in range(20)]
    model, held = train(people, 0.95, 0.5)
    wrong = [replace(example(f"generated/{k}.md", 0), right=1, stated=(1,)) for k in range(3)]
    other, still = train([*people, *wrong], 0.95, 0.5)
    assert {h.example.plan for h in still} == {h.example.plan for h in held}
    assert other.weights != model.weights
