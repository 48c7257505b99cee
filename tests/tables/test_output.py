"""Tables that grow document by document: keys, Parquet in row groups and parts, and memory that does not grow."""
from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from pipeline.analysis import extract_document
from pipeline.cli import app
from pipeline.run import extract_corpus
from pipeline.tables import output as output_module
from pipeline.tables import parquet
from pipeline.tables.check import foreign
from pipeline.tables.collect import collect
from pipeline.tables.output import Output
from pipeline.tables.part import part_of
from pipeline.tables.rows import TABLES
from pipeline.tables.validate import validate
from pipeline.tables.write import write
from tests.generator import generate
from tests.generator import write as printed
from tests.joined import join

ROOT = Path(__file__).parents[2]
TEXT = "第1章 計画\n\n計画期間は、平成31年度から令和3年度までとする。\n官民データ活用推進基本法（平成28年法律第103号）による。\n"
IDS = ("plan a", "plan_a", "b", "c", "d")


def extract_all(out: Path, ids: tuple[str, ...] = IDS) -> None:
    with Output(out, with_parquet=True) as output:
        for doc_id in ids:
            found = extract_document(TEXT, doc_id=doc_id)
            output.add(part_of(collect(found), {doc_id: found.document.source.text}))
        output.finish({})


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_documents_one_by_one_give_the_bytes_of_all_at_once(tmp_path: Path) -> None:
    extract_all(tmp_path / "one by one")
    found = [extract_document(TEXT, doc_id=doc_id) for doc_id in IDS]
    write(join(map(collect, found)), dict.fromkeys(IDS, TEXT), tmp_path / "at once")
    made = contents(tmp_path / "one by one")
    assert {name: content for name, content in made.items() if not name.endswith(".parquet")} == contents(tmp_path / "at once")
    assert validate(tmp_path / "one by one") == []
    bib = made["tables/citations.bib"].decode()
    assert [line for line in bib.splitlines() if line.startswith("@") and "plan_a" in line] == [
        "@misc{plan_a-c0001,", "@misc{plan_a-c0001.2,"]


def test_row_groups_and_parts_hold_the_rows_of_the_csv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    extract_all(tmp_path)
    whole = {name: pq.read_table(tmp_path / "tables" / f"{name}.parquet").to_pylist() for name in TABLES}
    monkeypatch.setattr(parquet, "GROUP", 1)
    extract_all(tmp_path)
    assert pq.ParquetFile(tmp_path / "tables" / "dates.parquet").num_row_groups == len(IDS)
    assert {name: pq.read_table(tmp_path / "tables" / f"{name}.parquet").to_pylist() for name in TABLES} == whole

    monkeypatch.setattr(output_module, "PART", 2)
    extract_all(tmp_path)
    assert not list((tmp_path / "tables").glob("*.parquet"))
    package = {each["name"]: each for each in json.loads((tmp_path / "tables" / "datapackage.json").read_text())["resources"]}
    assert package["dates.parquet"]["path"] == [f"dates/part-0000{k}.parquet" for k in (0, 1, 2)]
    for name, rows in whole.items():
        parts = [pq.read_table(tmp_path / "tables" / path).to_pylist() for path in package[f"{name}.parquet"]["path"]]
        assert sum(parts, []) == rows
        assert name != "documents" or [len(part) for part in parts] == [2, 2, 1]
    with (tmp_path / "tables" / "dates.csv").open(encoding="utf-8", newline="") as file:
        assert [row["date_id"] for row in csv.DictReader(file)] == [row["date_id"] for row in whole["dates"]]

    extract_all(tmp_path, IDS[:2])
    assert not (tmp_path / "tables" / "dates").exists() and (tmp_path / "tables" / "dates.parquet").exists()


def test_the_command_writes_parquet_if_asked(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(TEXT, encoding="utf-8")
    command = ["extract", str(tmp_path / "plan.txt"), "--out", str(tmp_path / "out")]
    for options, exists in (([], False), (["--parquet"], True), ([], False)):
        assert CliRunner().invoke(app, [*command, *options]).exit_code == 0
        assert (tmp_path / "out" / "tables" / "dates.parquet").exists() is exists


def test_keys_that_could_be_those_of_another_document_are_found() -> None:
    tables = collect(extract_document(TEXT, doc_id="a"))
    assert foreign(tables, "a") == []
    assert {problem.table for problem in foreign(tables, "a-d0001")} == {name for name in TABLES if tables.rows(name)}


def test_what_a_run_that_was_killed_has_left_goes_away(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left = tmp_path / f".out.{ended.pid}.new" / "tables"
    left.mkdir(parents=True)
    other = tmp_path / ".out.1.new"  # a process that runs
    other.mkdir()
    extract_all(tmp_path, IDS[:1])
    assert not left.parent.exists() and other.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == [".out.1.new", "tables", "text"]


def test_memory_does_not_grow_with_the_corpus(tmp_path: Path) -> None:
    plan = printed(generate(3), "txt")
    script = ("import resource, sys; from pathlib import Path; from pipeline import extract_corpus; "
              "extract_corpus([Path(sys.argv[1])], Path(sys.argv[1]) / 'out', cache=Path(sys.argv[1]) / 'out' / '.cache'); "
              "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)")
    peaks = []
    for count in (20, 120):
        folder = tmp_path / str(count)
        folder.mkdir()
        for number in range(count):
            (folder / f"plan-{number}.txt").write_bytes(plan)
        done = subprocess.run([sys.executable, "-c", script, str(folder)], check=True, capture_output=True, text=True, cwd=ROOT)
        peaks.append(int(done.stdout))
    assert peaks[1] < 1.15 * peaks[0]


def test_results_that_wait_for_others_wait_on_the_disk(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "a.txt").write_bytes(printed(generate(3), "txt") * 4)  # takes longer than all others
    for name in "bcdefg":
        (tmp_path / "plans" / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    for name, jobs in (("one", 1), ("two", 2)):
        extract_corpus([tmp_path / "plans"], tmp_path / name, jobs)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    shutil.rmtree(tmp_path / "two" / "text")
    extract_corpus([tmp_path / "plans"], tmp_path / "two", 2, cache=tmp_path / "cache")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
