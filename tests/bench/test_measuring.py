"""What is measured: the steps of an extraction are those of the product, and of a text no more is counted than was processed."""
from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bench.speed import speeds
from bench.speed.record import FLOOR, OURS
from bench.speed.repro import command
from bench.speed.scope import Scope
from bench.speed.speeds import Measuring
from bench.speed.steps import STEPS
from bench.speed.texts import Text, repeated
from bench.speed.worker import PIECE, Refused, by_lines, chunks, whole
from pipeline.run import extract_corpus

SAMPLE = Path(__file__).parents[2] / "raw" / "mizuhama-2019.txt"
GINZA = "GiNZA (entities only)"


def test_the_steps_write_what_the_product_writes(tmp_path: Path) -> None:
    plan = tmp_path / SAMPLE.name
    plan.write_bytes(SAMPLE.read_bytes())
    extract_corpus([plan], tmp_path / "product")
    made: dict[str, Any] = {"path": plan, "out": tmp_path / "steps"}
    for name, work in STEPS.items():
        made[name] = work(made)
    assert not made["check"]
    written = {path.relative_to(tmp_path / "product"): path.read_bytes() for path in (tmp_path / "product").rglob("*.*")}
    assert len(written) > 15
    assert {path.relative_to(made["out"]): path.read_bytes() for path in made["out"].rglob("*.*")} == written


def test_chunks_hold_every_character_once() -> None:
    text = "第1章 計画\r\n" * 3000 + "長" * (3 * PIECE + 5) + "\n\nおわり"
    found = list(chunks(text))
    assert sum(chunk.characters for chunk in found) == len(text)
    assert "".join(line for chunk in found for line in chunk.lines) == text.replace("\r\n", "").replace("\n", "")
    assert max(len(line) for chunk in found for line in chunk.lines) == PIECE
    assert len(found) > 3


def test_a_tool_stops_when_its_budget_is_spent() -> None:
    text = "計画を定めた。\n" * 10_000
    row, = by_lines(lambda lines: [line.encode() for line in lines * 100] and None, text, 5, 1e-6)
    assert row["characters"] == next(chunks(text)).characters < row["whole"] == len(text)
    assert row["runs"] == 1
    row, = by_lines(lambda lines: None, text, 10**9, 0.02)
    assert row["characters"] == len(text)
    assert row["runs"] < 10**6
    row, = by_lines(lambda lines: None, text, 5, 0)
    assert row["characters"] == len(text)
    assert row["runs"] == 5


def test_every_file_that_is_counted_is_a_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    extracted: list[int] = []

    def extract(paths: list[Path], out: Path) -> Any:
        report = extract_corpus(paths, out)
        extracted.append(report.documents)
        return report

    monkeypatch.setattr("pipeline.run.extract_corpus", extract)
    text = SAMPLE.read_text(encoding="utf-8")
    row, = whole(SAMPLE, text, 1, files=3)
    assert extracted[-1] == 3
    assert row["characters"] == row["whole"] == 3 * len(text)


def test_a_text_that_is_not_taken_is_refused_with_its_reason(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("計画を定めた。\n" * 260_000, encoding="utf-8")
    with pytest.raises(Refused, match="characters"):
        whole(path, path.read_text(encoding="utf-8"), 1)


def test_a_text_is_repeated_to_its_size(tmp_path: Path) -> None:
    text = Text("sample", SAMPLE)
    assert repeated(text, 0, tmp_path).read_bytes() == SAMPLE.read_bytes()
    content = repeated(text, 1, tmp_path).read_bytes()
    assert 0 <= len(content) - 1_000_000 < SAMPLE.stat().st_size
    assert content == SAMPLE.read_bytes() * (len(content) // SAMPLE.stat().st_size)


def test_a_slow_tool_is_counted_by_what_it_processed_and_not_run_on_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def ask(python: str, module: str, question: Mapping[str, Any]) -> Any:
        asked.append((question["tool"], Path(question["path"]).name, question["budget"]))
        slow = question["tool"] == "ginza"
        row = {"step": "layout" if question["tool"] == "steps" else "", "characters": 100 if slow else 1000, "whole": 1000,
               "seconds": 50.0 if slow else 1.0, "runs": 1, "baseline": 1e6, "peak": 2e6}
        return {"versions": {"ginza": "5"} if slow else {}, "refused": "", "rows": [row]}

    monkeypatch.setattr(speeds, "ask", ask)
    scope = Scope(runs={0: 1, 1: 1, 4: 1}, budget=7.0, process_runs=1, repro_runs=0, batches=())
    measuring = Measuring(scope, {GINZA: "python"}, tmp_path, lambda _: None, {}, [])
    rows = list(measuring.text(Text("sample", SAMPLE), first=True))
    assert [question for question in asked if question[0] == "ginza"] == [("ginza", "sample-1.txt", 7.0)]
    assert {question[2] for question in asked if question[0] != "ginza"} == {0}
    slow, = (row for row in rows if row.tool == GINZA)
    assert (slow.characters, slow.rate, slow.ratio) == (100, 2.0, 500.0)
    assert measuring.notes == ["GiNZA (entities only): the first 100 of 1,000 characters of the sample, 1 MB, in 7 s; not run "
                               "on longer ones"]
    assert measuring.versions == {"ginza": "5"}
    assert [(row.megabytes, row.tool, row.step) for row in rows if row.megabytes == 4] == [
        (4, FLOOR, ""), (4, OURS, ""), (4, OURS, "layout")]


def test_a_text_that_is_refused_is_measured_in_files_of_a_size_that_is_not(tmp_path: Path,
                                                                           monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def ask(python: str, module: str, question: Mapping[str, Any]) -> Any:
        name, files = Path(question["path"]).name, question["files"]
        asked.append((question["tool"], name, files))
        if question["tool"] == "whole" and name == "sample-4.txt":
            return {"versions": {}, "refused": "too long", "rows": []}
        row = {"step": "", "characters": 1000 * files, "whole": 1000 * files, "seconds": 2.0 * files, "runs": 1,
               "baseline": 1e6, "peak": 2e6}
        return {"versions": {}, "refused": "", "rows": [row]}

    monkeypatch.setattr(speeds, "ask", ask)
    scope = Scope(runs={1: 1, 4: 2}, budget=7.0, process_runs=1, repro_runs=0, batches=())
    measuring = Measuring(scope, {}, tmp_path, lambda _: None, {}, [])
    rows = list(measuring.text(Text("sample", SAMPLE), first=False))
    assert [question for question in asked if question[0] == "whole"][1:] == [
        ("whole", "sample-4.txt", 1), ("whole", "sample-1.txt", 4), ("whole", "sample-1.txt", 4)]
    assert [(row.megabytes, row.tool, row.characters) for row in rows if row.tool.startswith(OURS)] == [
        (1, OURS, 1000), (1, OURS, 1000), (4, f"{OURS}, files of 1 MB", 4000)]
    assert measuring.notes == ["keikaku extract refuses the sample, 4 MB: too long"]


def test_a_stage_is_run_with_its_parameters() -> None:
    words = command("python -m pipeline.stages.train a.csv --least ${train.least}", {"train": {"least": 0.5}})
    assert words[1:] == ["-m", "pipeline.stages.train", "a.csv", "--least", "0.5"]
    assert Path(words[0]).name.startswith("python")
