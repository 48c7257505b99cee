"""Mentions of projects against gold by hand: a stretch of a real chapter, and one sample. Rules: tests/gold/links/NOTES.md."""
from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline.analysis import extract_document
from pipeline.linking.canonical import canonical_id
from pipeline.readers import read
from pipeline.tables.collect import collect

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "gold" / "links"


class Score(NamedTuple):
    """F1 of clear rows and of all rows, and the share of right kinds among the rows found."""

    clear: float
    all: float
    kinds: float


class Place(NamedTuple):
    identity: str
    start: int
    end: int
    kind: str
    clear: bool = True


def _alike(gold: Place, found: Place) -> bool:
    if gold.identity != found.identity:
        return False
    if "description" in (gold.kind, found.kind):
        return gold.start < found.end and found.start < gold.end
    return gold[1:3] == found[1:3]


def _f1(found: int, predicted: int, gold: int) -> float:
    return 2 * found / (predicted + gold) if predicted + gold else 1.0


def score(path: Path, stretch: tuple[int, int]) -> Score:
    """Compare the mentions that start in a stretch of a document with the gold of its name."""
    source = read(path)
    tables = collect(extract_document(source))
    measures = {row.measure_id: row for row in tables.measures}
    predicted = [Place(measures[m.measure_id].canonical_id, m.start, m.end, m.kind) for m in tables.mentions
                 if stretch[0] <= m.start < stretch[1]]
    with (GOLD / f"{path.stem}.csv").open(encoding="utf-8", newline="") as file:
        gold = [Place(canonical_id(source.text[int(r["name_start"]):int(r["name_end"])]), int(r["start"]), int(r["end"]), r["kind"],
                      r["clear"] == "1") for r in csv.DictReader(file)]
    waiting = list(predicted)
    pairs = []
    for row in gold:
        match = next((place for place in waiting if _alike(row, place)), None)
        if match is not None:
            waiting.remove(match)
            pairs.append((row, match))
    clear, unclear = sum(row.clear for row, _ in pairs), sum(not row.clear for row, _ in pairs)
    return Score(_f1(clear, len(predicted) - unclear, sum(row.clear for row in gold)), _f1(len(pairs), len(predicted), len(gold)),
                 sum(row.kind == place.kind for row, place in pairs) / max(1, len(pairs)))


def test_sample() -> None:
    found = score(ROOT / "raw" / "mizuhama-2023.md", (0, 10**9))
    print(found)
    assert found.clear >= 0.95 and found.all >= 0.85 and found.kinds >= 0.95


def test_chapter(shared: Path) -> None:
    path = shared / "corpus" / "fukushima-2019-ch2.txt"
    if not path.is_file():
        pytest.skip(f"no {path.name} in the corpus")
    found = score(path, (917, 5465))
    print(found)
    assert found.clear >= 0.95 and found.all >= 0.85 and found.kinds >= 0.95
