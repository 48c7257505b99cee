"""Learning of the pillar classifier, from lists and from plans. Lists: the figures, small and odd lists, and bad files (one clear line, status 2)."""
from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from pipeline.classify import features
from pipeline.classify.card import card
from pipeline.classify.crossval import crossval, report, stratified
from pipeline.classify.labelled import Labelled, read_labelled
from pipeline.classify.reliability import (
    NEVER, Answer, accuracy, best_coverage, calibration_error, macro_f1, softmax, temperature_for, threshold_by_plan,
    threshold_for,
)
from pipeline.classify.train import Example, examples, fit, train
from pipeline.cli import app
from pipeline.finding import find_mentions
from pipeline.layout import build
from pipeline.readers import read

runner = CliRunner()
THINGS = {"農": ["麦づくり応援事業", "果樹園若返り事業", "牛の放牧支援事業", "茶畑の見回り隊", "田んぼ学校", "野菜直売推進事業"],
          "医": ["夜間診療所整備事業", "看護師育成塾", "薬の相談窓口", "入院患者支援事業", "予防接種推進事業", "がん検診車両整備"],
          "道": ["橋の点検事業", "舗装修繕計画", "歩道拡幅事業", "トンネル照明更新", "除雪車両更新事業", "国道改良事業"]}
LIST = [Labelled(name, pillar) for pillar, names in THINGS.items() for name in names]


def written(folder: Path, content: str, encoding: str = "utf-8") -> Path:
    path = folder / "names.csv"
    path.write_bytes(content.encode(encoding))
    return path


@pytest.mark.parametrize(("content", "says"), [
    (b"", "names.csv: is empty; write a header"),
    (b" \n\n", "names.csv: is empty; write a header"),
    (b"name,pillar\n", "names.csv: has 0 measures in 0 pillars; give measures of two pillars or more"),
    ("name,pillar\nあ,一\nい,一\n".encode(), "names.csv: has 2 measures in 1 pillars"),
    ("name,柱\nあ,一\n".encode(), "names.csv: has no column pillar; its first line must name"),
    ("名称,pillar\nあ,一\n".encode(), "names.csv: has no column name;"),
    ("name,name,pillar\nあ,い,一\n".encode(), "names.csv: the column name is there twice;"),
    ("name,pillar\nあ,一\nい,二,三\n".encode(), "names.csv, line 3: has 3 fields, the header has 2;"),
    ("name,pillar\nあ\n".encode(), "names.csv, line 2: has 1 fields, the header has 2;"),
    ("name,pillar\nあ,\n".encode(), "names.csv, line 2: pillar is empty;"),
    ("name,pillar\n\"あ,一\n".encode(), "names.csv, line 2: is no CSV"),
    ("name,pillar\nあ,一\n".encode("utf-16"), "names.csv: is neither UTF-8 nor Shift_JIS;"),
    (b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe", "names.csv: is neither UTF-8 nor Shift_JIS;"),
    (None, "names.csv: cannot be read"),
])
def test_bad_lists(tmp_path: Path, content: bytes | None, says: str) -> None:
    path = tmp_path / "names.csv"
    if content is not None:
        path.write_bytes(content)
    result = runner.invoke(app, ["crossval", str(path)])
    assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (2, "", 1)
    assert says in result.stderr


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_lists_that_are_read(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path, "no,pillar,name\r\n1,一,ＩＣＴ活用\r\n\r\n2,二,\"牛,馬\"\r\n", encoding)
    assert read_labelled(path) == [Labelled("ICT活用", "一"), Labelled("牛,馬", "二")]


def test_the_command(tmp_path: Path) -> None:
    rows = "".join(f"{row.name},{row.pillar},{row.name}に取り組む。\n" for row in LIST)
    path = written(tmp_path, "name,pillar,text\n" + rows)
    results = [runner.invoke(app, ["crossval", str(path), "--json", str(tmp_path / f"{k}.json")]) for k in range(2)]
    assert [r.exit_code for r in results] == [0, 0] and results[0].stdout == results[1].stdout
    assert (tmp_path / "0.json").read_bytes() == (tmp_path / "1.json").read_bytes()
    figures = json.loads((tmp_path / "0.json").read_text(encoding="utf-8"))
    assert figures["features"] == ["characters", "words", "vectors", "fields", "text words", "text vectors", "text fields"]
    assert all(0 <= figures[k] <= 1 for k in ("accuracy", "macro_f1", "calibration_error", "coverage_at_95_precision"))
    assert set(figures["classes"]) == set(THINGS) and sum(b["answers"] for b in figures["reliability"]) == len(LIST)
    assert "feature: vectors:" in results[0].stdout
    result = runner.invoke(app, ["crossval", str(path), "--json", str(path / "x.json")])
    assert result.exit_code == 2 and "cannot be written" in result.stderr


def test_the_features_compared(tmp_path: Path) -> None:
    path = written(tmp_path, "name,pillar\n" + "".join(f"{row.name},{row.pillar}\n" for row in LIST[::3]))
    result = runner.invoke(app, ["crossval", str(path), "--ablation", "--folds", "2"])
    assert result.exit_code == 0
    head, _, *lines = result.stdout.splitlines()
    assert head == "| features | accuracy | macro-F1 |"
    names = [line.split(" | ")[0].strip("| ") for line in lines]
    assert {"characters", "words", "vectors"} <= set(names) and len(names) == len(set(names))
    assert all(0 <= float(figure.strip("| ")) <= 1 for line in lines for figure in line.split(" | ")[1:])


def test_meaning_carries_over_to_words_not_seen() -> None:
    figures = report(LIST, crossval(LIST))
    assert figures["accuracy"] >= 0.8 and figures["folds"] == 5


@pytest.mark.parametrize("rows", [
    [Labelled("牛", "a"), Labelled("橋", "b")],
    [Labelled("牛", "a"), Labelled("橋", "b"), Labelled("橋", "b"), Labelled("橋", "c")],
    [Labelled("!", "a"), Labelled("?", "b"), Labelled("…", "c")],
    [*LIST, Labelled("港", "海")],
    [Labelled(row.name, row.pillar, "" if k else "牛と馬") for k, row in enumerate(LIST)],
])
def test_small_lists(rows: list[Labelled]) -> None:
    figures = report(rows, crossval(rows))
    assert figures["measures"] == len(rows) == sum(b["answers"] for b in figures["reliability"])


@settings(max_examples=12, deadline=None)
@given(st.lists(st.builds(Labelled, st.text(min_size=1, max_size=8), st.sampled_from("ab"), st.text(max_size=5)),
                max_size=9))
def test_any_names(rows: list[Labelled]) -> None:
    rows = [Labelled("牛", "a"), Labelled("橋", "b"), *rows]
    result = crossval(rows, folds=3)
    assert len(result.answers) == len(rows) and all(0 <= a.probability <= 1 for a in result.answers)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.text(max_size=2)), max_size=30), st.integers(2, 6), st.integers())
def test_stratified(rows: list[tuple[str, str]], folds: int, seed: int) -> None:
    fold_of = stratified(rows, folds, seed)
    assert fold_of == stratified(rows, folds, seed) and len(fold_of) == len(rows)
    assert len(set(zip(rows, fold_of))) == len(set(rows))  # equal rows stay together
    for pillar in "abc":
        sizes = [len({row for row, f in zip(rows, fold_of) if f == k and row[0] == pillar}) for k in range(folds)]
        assert max(sizes) - min(sizes) <= 1


@given(st.lists(st.floats(-50, 50), min_size=1, max_size=9), st.floats(0.02, 3))
def test_probabilities_sum_to_one(scores: list[float], temperature: float) -> None:
    chances = softmax(scores, temperature)
    assert abs(sum(chances) - 1) < 1e-9 and all(0 <= c <= 1 for c in chances)


def test_figures_by_hand() -> None:
    answers = [Answer("a", 0.9, "a"), Answer("a", 0.8, "a"), Answer("b", 0.7, "a"), Answer("b", 0.6, "b")]
    assert accuracy(answers) == 0.75
    assert macro_f1(answers) == pytest.approx((0.8 + 2 / 3) / 2)
    assert best_coverage(answers, 0.95) == 0.5 and best_coverage(answers, 0.75) == 1
    assert (threshold_for(answers, 0.95), threshold_for(answers[2:3], 0.95)) == (0.8, NEVER)
    assert calibration_error(answers) == pytest.approx((0.1 + 0.2 + 0.7 + 0.4) / 4)
    assert temperature_for([[1.0, 0.0]] * 3, [0, 0, 1]) == pytest.approx(1.44, abs=0.05)
    assert (accuracy([]), macro_f1([]), best_coverage([], 0.9), calibration_error([])) == (0, 0, 0, 0)


def test_the_threshold_holds_in_most_plans() -> None:
    sure = [("one", Answer("a", 0.9, "a"))] * 10
    assert (threshold_by_plan(sure, 0.95, 0.5), threshold_by_plan(sure * 2, 0.95, 0.5), threshold_by_plan(sure * 2, 0.95, 0.91)) == (NEVER, 0.9, NEVER)
    wrong = [("two", Answer("a", 0.8, "a" if k > 1 else "b")) for k in range(5)]
    assert threshold_by_plan(sure * 20 + wrong, 0.95, 0.5) == 0.9  # of both plans one is not right often enough at 0.8
    assert threshold_by_plan(sure * 20 + wrong[1:] + sure[:1], 0.95, 0.5) == 0.8  # too few answers to tell
    assert threshold_by_plan(sure * 20 + [("two", Answer("a", 0.8, "a" if k else "b")) for k in range(5)], 0.95, 0.5) == 0.8  # one wrong of five comes by chance


def test_training_is_deterministic_and_better_than_chance() -> None:
    raw = Path(__file__).parents[1] / "raw"
    documents = [build(read(path)) for path in sorted(raw.glob("*")) if path.suffix != ".csv"]
    data = [example for document, found in zip(documents, map(find_mentions, documents))
            for example in examples(document, found.pillars, found.measures, found.details)]
    model, held = train(data, 0.95, 0.5)
    assert (model, held) == train(data, 0.95, 0.5) and len(held) == len(data) > 100
    figures = card(held, model, ["mizuhama-2019"])
    assert figures["accuracy"] > 0.8 and figures["accuracy_any"] >= figures["accuracy"]  # type: ignore[operator]
    assert min(model.weights) >= 0
    assert [len(plan["pillars"]) for plan in figures["by_plan"]] == [7]  # type: ignore[attr-defined]
    one = [e for e in data if e.plan == data[0].plan]
    assert train(one, 0.95, 0.5)[0].threshold > 1  # nothing can be held out


def test_weights_go_where_the_right_pillars_are() -> None:
    def example(right: int, stated: tuple[int, ...]) -> Example:
        values = tuple(tuple(float(name == features.NAMES[1] and k == 0) for name in features.NAMES) for k in range(2))
        return Example("plan", ("海", "山"), values, right, stated)

    assert fit([example(0, (0,))] * 99)[1] > 1 and max(fit([example(1, (1,))] * 99)) == 0
    assert fit([example(0, (0, 1))]) == [0.0] * len(features.NAMES)
