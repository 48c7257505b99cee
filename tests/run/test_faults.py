"""Documents on which the program fails, hangs or dies: each is one row of errors.csv, the others are as without it."""
from __future__ import annotations

import csv
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline import analysis
from pipeline.cli import app
from pipeline.extraction import Extraction
from pipeline.failure import COLUMNS, REPORT_IT
from pipeline.source import SourceText

TEXT = "第1章 計画\n\n計画期間は、平成31年度から令和3年度までとする。\n"
GOOD = ("a", "c", "e", "g")
HEADER = ",".join(COLUMNS)
Faults = Callable[[str, Callable[[], object]], None]

runner = CliRunner()


@pytest.fixture
def fault(monkeypatch: pytest.MonkeyPatch) -> Faults:
    """Makes the analysis of a document do something else when it is at the step `link`."""
    does: dict[str, Callable[[], object]] = {}
    real = analysis.analyse

    def analyse(source: SourceText, at: Callable[[str], None]) -> Extraction:
        found = real(source, at=at)
        does.get(source.doc_id, lambda: None)()
        return found

    monkeypatch.setattr(analysis, "analyse", analyse)
    return does.__setitem__


def extract(folder: Path, names: tuple[str, ...], *options: str) -> tuple[int, list[str], str]:
    """Exit status, lines on stderr and stdout."""
    (folder / "plans").mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / "plans" / f"{name}.txt").write_text(TEXT.replace("31", f"2{ord(name) % 10}"), encoding="utf-8")
    result = runner.invoke(app, ["extract", str(folder / "plans"), "--out", str(folder / "out"), *options])
    return result.exit_code, result.stderr.splitlines(), result.stdout


def errors(folder: Path) -> list[dict[str, str]]:
    with (folder / "out" / "errors.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def tables(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "out" / "tables").iterdir()}


def hang() -> None:
    time.sleep(60)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def fail() -> None:
    raise KeyError("oh\nno")


@pytest.mark.parametrize(("does", "seconds", "reason", "mend"), [
    (fail, "60", r"KeyError: 'oh\nno'", REPORT_IT),
    (hang, "4", "took longer than 4 s and was stopped", "give it more time with --timeout, or split it"),
    (die, "60", "the process that worked on it was ended by signal 9", "run it again with more free memory, or split it"),
], ids=["fails", "hangs", "dies"])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_document_is_set_aside_with_its_reason(does: Callable[[], None], seconds: str, reason: str, mend: str, jobs: str,
                                                 fault: Faults, tmp_path: Path) -> None:
    bad = ("b",) if does is hang else ("b", "f")
    for name in bad:
        fault(name, does)
    status, lines, said = extract(tmp_path / "bad", (*GOOD, *bad), "--jobs", jobs, "--timeout", seconds)
    assert status == 1
    assert lines == [f"{tmp_path / 'bad' / 'plans' / name}.txt: set aside, {reason}; {mend}" for name in bad]
    assert said.startswith("4 documents: ") and said.endswith(f"; {len(bad)} set aside, see {tmp_path / 'bad' / 'out' / 'errors.csv'}\n")
    assert errors(tmp_path / "bad") == [
        dict(doc_id=name, source_path=f"{name}.txt", step="link", reason=reason, mend=mend) for name in bad]
    assert extract(tmp_path / "good", GOOD)[0] == 0
    assert tables(tmp_path / "bad") == tables(tmp_path / "good")
    assert (tmp_path / "good" / "out" / "errors.csv").read_text() == f"{HEADER}\n"


def test_what_failed_is_tried_again(fault: Faults, tmp_path: Path) -> None:
    fault("b", fail)
    assert extract(tmp_path, (*GOOD, "b"))[0] == 1
    fault("b", lambda: None)
    assert extract(tmp_path, (*GOOD, "b"))[:2] == (0, [])
    assert errors(tmp_path) == [] and "b.txt" in (tmp_path / "out" / "tables" / "documents.csv").read_text()


def test_bad_input_stands_there_too_and_its_status_wins(fault: Faults, tmp_path: Path) -> None:
    fault("b", fail)
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "empty.txt").touch()
    status, lines, _ = extract(tmp_path, ("a", "b"))
    assert status == 2 and len(lines) == 2
    assert [(row["doc_id"], row["step"], bool(row["mend"])) for row in errors(tmp_path)] == [
        ("b", "link", True), ("empty", "read", True)]


def test_where_nothing_is_left_old_tables_stay(fault: Faults, tmp_path: Path) -> None:
    extract(tmp_path, ("a",))
    before = tables(tmp_path)
    fault("a", fail)
    status, _, said = extract(tmp_path, ("a",), "--no-cache")
    assert (status, said) == (1, f"nothing was written; 1 set aside, see {tmp_path / 'out' / 'errors.csv'}\n")
    assert tables(tmp_path) == before and [row["doc_id"] for row in errors(tmp_path)] == ["a"]


def test_memory_that_does_not_suffice_is_a_failure_of_the_document(fault: Faults, tmp_path: Path) -> None:
    def memory() -> None:
        raise MemoryError

    fault("b", memory)
    assert extract(tmp_path, ("a", "b"))[0] == 1
    assert [(row["reason"], row["mend"]) for row in errors(tmp_path)] == [("needs more memory than there is", "split it")]


def test_processes_of_a_run_that_is_killed_end(fault: Faults, tmp_path: Path) -> None:
    """Those that work finish their document first; none waits for work for ever."""
    numbers = tmp_path / "numbers"

    def tell() -> None:
        with numbers.open("a") as file:
            file.write(f"{os.getpid()}\n")
        time.sleep(0.5)

    for name in GOOD:
        fault(name, tell)
    run = os.fork()
    if not run:
        try:
            extract(tmp_path, GOOD, "--jobs", "2")
        finally:
            os._exit(0)
    while not (numbers.exists() and len(numbers.read_text().split()) == 2):
        time.sleep(0.02)
    os.kill(run, signal.SIGKILL)
    os.waitpid(run, 0)
    left = set(map(int, numbers.read_text().split()))
    ends = time.monotonic() + 20
    while any(_runs(number) for number in left) and time.monotonic() < ends:
        time.sleep(0.05)
    assert len(left) == 2 and not any(_runs(number) for number in left)


def _runs(number: int) -> bool:
    try:
        return (Path("/proc") / str(number) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
