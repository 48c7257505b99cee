"""A Dask cluster of workers: every document once and the same bytes, also when some are killed; what is said if it is missing."""
from __future__ import annotations

import csv
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import Client
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.run import cluster, extract_corpus
from tests.generator import generate, write

ROOT = Path(__file__).parents[2]
COUNT = 40
runner = CliRunner()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A scheduler and three worker processes without nannies, so that those that are killed stay away."""
    folder = tmp_path_factory.mktemp("cluster")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    told = {"cwd": folder, "env": environment, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    file = folder / "scheduler.json"
    processes = [subprocess.Popen([sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0",
                                   "--no-dashboard", "--scheduler-file", str(file)], **told)]  # type: ignore[call-overload]
    processes += [subprocess.Popen([sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(file), "--no-nanny",
                                    "--nthreads", "1", "--no-dashboard"], **told) for _ in range(3)]  # type: ignore[call-overload]
    try:
        with Client(scheduler_file=str(file), set_as_default=False, timeout=60) as client:
            client.wait_for_workers(3, timeout=60)
            yield client.scheduler.address
    finally:
        for process in processes:
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plans")
    for number in range(COUNT):
        (folder / f"plan-{number}.txt").write_bytes(write(generate(number % 4), "txt"))
    (folder / "empty.txt").touch()
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def kill(address: str, holds_results: bool) -> None:
    """End a worker process: one that holds results that nobody has fetched, or one that works on a document."""
    with Client(address, set_as_default=False) as client:
        numbers = client.run(os.getpid)
        ends = time.monotonic() + 30
        while not (found := {worker for worker, keys in (client.has_what() if holds_results else client.processing()).items() if keys}):
            assert time.monotonic() < ends or not holds_results, "no worker holds a result"
            if not holds_results:
                found = set(numbers)  # all work is done before one could look
                break
            time.sleep(0.05)
        killed = min(found)
        os.kill(numbers[killed], signal.SIGKILL)
        while killed in client.nthreads():  # until the scheduler has seen it
            time.sleep(0.01)


def test_killed_workers_change_nothing(address: str, plans: Path, tmp_path: Path) -> None:
    def kill_some(done: int, total: int) -> None:
        if done in (COUNT // 4, COUNT // 2):
            kill(address, holds_results=done == COUNT // 2)

    report = extract_corpus([plans], tmp_path / "cluster", scheduler=address, timeout=60, progress=kill_some)
    with Client(address, set_as_default=False) as client:
        assert len(client.nthreads()) == 1
    assert (report.documents, [failure.doc_id for failure in report.failures], report.status) == (COUNT, ["empty"], 2)
    extract_corpus([plans], tmp_path / "alone")
    assert contents(tmp_path / "cluster") == contents(tmp_path / "alone")
    with (tmp_path / "cluster" / "tables" / "documents.csv").open(encoding="utf-8", newline="") as file:
        assert sorted(row["doc_id"] for row in csv.DictReader(file)) == sorted(f"plan-{k}" for k in range(COUNT))


def test_a_worker_with_another_program_is_found_out(address: str, plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_program", lambda: "another")
    report = extract_corpus([plans / "plan-1.txt"], tmp_path, scheduler=address)
    assert [failure.reason for failure in report.failures] == ["a worker has another version of keikaku, Python or a library"]


def extract(plans: Path, out: Path, address: str) -> tuple[int, list[str]]:
    result = runner.invoke(app, ["extract", str(plans / "plan-1.txt"), "--out", str(out), "--scheduler", address])
    return result.exit_code, result.stderr.splitlines()


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense://host"])
def test_no_scheduler(address: str, plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1.0)
    began = time.monotonic()
    assert extract(plans, tmp_path, address) == (2, [
        f"--scheduler {address}: no scheduler can be reached there; check the address, such as tcp://host:8786, and that dask "
        "scheduler runs"])
    assert time.monotonic() - began < 20


def test_without_the_extra(plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert extract(plans, tmp_path, "tcp://127.0.0.1:9") == (2, [
        "--scheduler tcp://127.0.0.1:9: the package distributed is not installed; install it with pip install 'keikaku[dask]'"])
