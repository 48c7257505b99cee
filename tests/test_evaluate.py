"""Evaluation: hand-counted cases, and agreement with the reference scorer on random perturbations of gold."""
from __future__ import annotations

import csv
import importlib.util
import random
import shutil
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from pipeline.evaluate import FIELDS, Score, evaluate, lines, metrics, plot_rows, shortfalls, total

Rows = list[dict[str, str]]
GOLD_DATES = [
    {"doc_id": "a", "start": "0", "end": "5", "spans": "0:5", "kind": "year", "role": "event"},
    {"doc_id": "a", "start": "10", "end": "30", "spans": "10:12;20:30", "kind": "range", "role": "event"},
    {"doc_id": "a", "start": "40", "end": "44", "spans": "40:44", "kind": "day", "role": "issued"},
]


def write(folder: Path, name: str, rows: Rows) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]) if rows else ["start"], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def change(rows: Rows, index: int, **values: str) -> Rows:
    return [row | values if k == index else row for k, row in enumerate(rows)]


@pytest.mark.parametrize(("predicted", "found", "pred", "f1", "overlap"), [
    (GOLD_DATES, 3, 3, 1.0, 1.0),
    (GOLD_DATES[:2], 2, 2, 0.8, 0.8),
    (change(GOLD_DATES, 1, spans="10:30"), 2, 3, 2 / 3, 1.0),  # other pieces: touched, not found
    (change(GOLD_DATES, 0, end="6", spans="0:6"), 2, 3, 2 / 3, 1.0),
    (change(GOLD_DATES, 0, start="5", end="9", spans="5:9"), 2, 3, 2 / 3, 2 / 3),
    ([*GOLD_DATES, GOLD_DATES[0]], 3, 4, 6 / 7, 1.0),  # one to one
    ([*GOLD_DATES, GOLD_DATES[0] | {"doc_id": "b"}], 3, 3, 1.0, 1.0),
    ([*GOLD_DATES, GOLD_DATES[0] | {"relative": "1"}], 3, 3, 1.0, 1.0),
    ([], 0, 0, 0.0, 0.0),
])
def test_dates(tmp_path: Path, predicted: Rows, found: int, pred: int, f1: float, overlap: float) -> None:
    write(tmp_path / "gold" / "a", "dates", GOLD_DATES)
    write(tmp_path / "out", "dates", [{"relative": "0"} | row for row in predicted])
    score = evaluate(tmp_path / "out", tmp_path / "gold")["a"]["dates"]
    assert (score.gold, score.found, score.pred) == (3, found, pred)
    assert score.f1 == pytest.approx(f1)
    assert score.overlap_f1 == pytest.approx(overlap)


def test_fields_compare_after_nfkc_without_spaces(tmp_path: Path) -> None:
    write(tmp_path / "gold", "dates", GOLD_DATES)
    write(tmp_path / "out", "dates", change(change(GOLD_DATES, 0, kind="ｙｅａ ｒ"), 1, kind="year"))
    score = evaluate(tmp_path / "out", tmp_path / "gold", "a")["a"]["dates"]
    assert score.fields == {"kind": (2, 3), "role": (3, 3)}
    assert score.right_values == pytest.approx(5 / 6)


def test_rows_outside_the_scope_do_not_count(tmp_path: Path) -> None:
    write(tmp_path / "gold", "dates", GOLD_DATES[:1])
    write(tmp_path / "gold", "scope", [{"table": "dates", "start": "0", "end": "10"}])
    write(tmp_path / "out", "dates", GOLD_DATES)
    assert evaluate(tmp_path / "out", tmp_path / "gold", "a")["a"]["dates"].f1 == 1.0


def test_ids_compare_by_what_they_point_to(tmp_path: Path) -> None:
    measure = {"start": "1", "end": "4", "spans": "1:4", "level": "project", "name": "事業", "source": "table"}
    write(tmp_path / "gold", "pillars", [{"pillar_id": "p1", "ordinal": "1", "name": "柱", "plan_name": "計画"}])
    write(tmp_path / "gold", "measures", [measure | {"pillar_id": "p1"}])
    write(tmp_path / "out", "pillars", [{"pillar_id": "x-p0001", "ordinal": "1", "name": " 柱", "plan_name": "計画"}])
    write(tmp_path / "out", "measures", [measure | {"pillar_id": "x-p0001"}])
    scores = evaluate(tmp_path / "out", tmp_path / "gold", "x")["x"]
    assert scores["pillars"].f1 == 1.0 and scores["pillars"].overlap_f1 is None
    assert scores["measures.project"].fields["pillar"] == (1, 1)
    assert scores["measures.program"].f1 == 1.0  # nothing to find, nothing found


def test_total_counts_all_rows_alike() -> None:
    both = total({"a": {"dates": Score(4, 2, 2, 2, 2, {"kind": (1, 2)})}, "b": {"dates": Score(1, 1, 0, 0, 0)},
                  "c": {"pillars": Score(1, 1, 1, None, None)}})
    assert both["dates"] == Score(5, 3, 2, 2, 2, {"kind": (1, 2)})
    assert metrics(both) == ({"dates": 0.5, "pillars": 1.0}, {"dates": 0.5, "pillars": 1.0})
    assert plot_rows(both) == b"table,precision,recall,F1\ndates,0.6667,0.4000,0.5000\npillars,1.0000,1.0000,1.0000\n"
    assert lines({"a": both})[1] == ("  dates              gold    5 pred    3  P 0.667 R 0.400 F1 0.500  "
                                     "overlap 0.500  fields kind=0.500")


@pytest.mark.parametrize(("tables", "gold"), [("nothing", "gold"), ("out", "nothing")])
def test_nothing_to_compare(tmp_path: Path, tables: str, gold: str) -> None:
    (tmp_path / "nothing").mkdir()
    write(tmp_path / "gold" / "a", "dates", GOLD_DATES)
    write(tmp_path / "out", "dates", GOLD_DATES)
    with pytest.raises(FileNotFoundError, match="nothing: no "):
        evaluate(tmp_path / tables, tmp_path / gold)


@pytest.fixture(scope="module")
def reference(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_scorer", shared / "tools" / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def reference_scores(reference: Any, tables: Path, gold: Path, doc_id: str) -> dict[str, dict[str, Any]]:
    """What the reference scorer's main function prints as JSON."""
    pred_ids, gold_ids = reference.lookups(tables, doc_id), reference.lookups(gold, None)
    scope = reference.read(gold / "scope.csv", None)
    found = {}
    for table in FIELDS:
        if not (gold / f"{table}.csv").exists():
            continue
        truth, pred = reference.read(gold / f"{table}.csv", None), reference.read(tables / f"{table}.csv", doc_id)
        reference.enrich(table, truth, *gold_ids)
        reference.enrich(table, pred, *pred_ids)
        column, values = {"measures": ("level", ("project", "program")),
                          "citations": ("kind", ("work", "law", "plan"))}.get(table, ("", ("",)))
        for value in values:
            part = f"{table}.{value}" if value else table
            found[part] = reference.score(
                table, reference.in_scope(part, [r for r in pred if not value or r.get(column) == value], scope),
                [r for r in truth if not value or r.get(column) == value])
    return found


def perturb(rows: Rows, chance: random.Random) -> Rows:
    """Rows dropped, doubled, moved, cut into pieces, renamed, with other values, in another order."""
    out = []
    for row in rows:
        row = dict(row)
        for name in row:
            if chance.random() < 0.05 and name not in ("start", "end", "spans", "pillar_id", "section_id"):
                row[name] = chance.choice(["", "x", f" {row[name]} ", rows[chance.randrange(len(rows))][name]])
        if "start" in row and chance.random() < 0.2:
            start, end = int(row["start"]), int(row["end"])
            row["start"], row["end"] = str(max(0, start - chance.randrange(3))), str(end + chance.randrange(3))
            if "spans" in row:
                row["spans"] = chance.choice(["", f"{start}:{end}", f"{start}:{start + 1};{end}:{end + 1}"])
        if chance.random() < 0.1:
            row["relative"] = chance.choice(["0", "1"])
        out += [row] * chance.choices([0, 1, 2], [1, 8, 1])[0]
    if chance.random() < 0.3:
        chance.shuffle(out)
    return out


@pytest.mark.parametrize("seed", range(12))
def test_agrees_with_the_reference_scorer(shared: Path, reference: ModuleType, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    for gold in sorted((shared / "gold").iterdir()):
        tables = tmp_path / gold.name
        shutil.copytree(gold, tables)
        for name in FIELDS:
            path = tables / f"{name}.csv"
            if not path.exists():
                continue
            with path.open(encoding="utf-8", newline="") as file:
                rows = perturb(list(csv.DictReader(file)), chance)
            names = dict.fromkeys(column for row in rows for column in row)
            write(tables, name, [{column: row.get(column, "") for column in names} for row in rows])
        if chance.random() < 0.2:
            (tables / f"{chance.choice(list(FIELDS))}.csv").unlink(missing_ok=True)
        expected = reference_scores(reference, tables, gold, gold.name)
        scores = evaluate(tables, gold)[gold.name]
        assert list(scores) == list(expected)
        for part, score in scores.items():
            numbers: dict[str, Any] = score.numbers()
            compare(numbers, {name: value for name, value in expected[part].items() if name != "_errors"})


def compare(numbers: dict[str, Any], expected: dict[str, Any]) -> None:
    assert list(numbers) == list(expected)
    for name, value in expected.items():
        if isinstance(value, dict):
            compare(numbers[name], value)
        else:
            assert numbers[name] == pytest.approx(value, abs=1e-9)


def test_gold_against_itself_is_perfect(shared: Path) -> None:
    for gold in sorted((shared / "gold").iterdir()):
        for score in evaluate(gold, gold)[gold.name].values():
            assert score.f1 == 1.0 and score.right_values == 1.0


def test_shortfalls() -> None:
    parts = {"dates": Score(4, 4, 3, 4, 4, {"kind": (2, 3), "role": (3, 3)})}
    assert shortfalls(parts, ["dates=0.75", "dates=0.75,0.66"]) == []
    assert shortfalls(parts, ["dates=0.76,0.7"]) == ["dates: F1 0.750 is less than 0.76",
                                                     "dates: kind is right in 0.667 of the rows, less than 0.7"]
    for wrong in ("dates", "date=0.5", "dates=x", "dates=0.5,0.5,0.5"):
        with pytest.raises(ValueError, match="not TABLE=F1"):
            shortfalls(parts, [wrong])
