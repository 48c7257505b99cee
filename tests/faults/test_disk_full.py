"""A full disk while tables are written: one line that says so, status 2, and the old tables stay as they were."""
from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.watching import FULL, KEIKAKU, ROOT, contents, environment, run

pytestmark = pytest.mark.timed

PAGE = "\n計画は令和{}年度に見直す。\n"
LARGE = "第1章 計画\n" + "".join(PAGE.format(k % 90) for k in range(2_500))  # its tables take 700 kB
MOST = 128 * 1024  # bytes of a file


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of half a MiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if shutil.which("mount") is None or os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", folder], capture_output=True).returncode:
        pytest.skip("no small disk can be mounted here")
    yield folder
    subprocess.run(["umount", folder], check=True)


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "plan.txt").write_text("".join(LARGE.splitlines(keepends=True)[:40]), encoding="utf-8")
    return folder


def check(out: Path, plans: Path, command: tuple[str, ...]) -> None:
    """Write the tables of a small plan, then try those of a large one with `command`, then of the small one again."""
    usual = (*KEIKAKU, "extract", str(plans), "--out", str(out))
    assert run(usual, plans, environment()).returncode == 0
    before = contents(out)
    small = (plans / "plan.txt").read_text(encoding="utf-8")
    (plans / "plan.txt").write_text(LARGE, encoding="utf-8")
    done = run(command, plans, environment())
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1 and done.stderr.startswith(f"{out}: cannot be written: ")
    assert contents(out) == before
    (plans / "plan.txt").write_text(small, encoding="utf-8")
    assert run(usual, plans, environment()).returncode == 0
    assert contents(out) == before


def test_a_full_disk(small_disk: Path, plans: Path) -> None:
    check(small_disk / "out", plans, (*KEIKAKU, "extract", str(plans), "--out", str(small_disk / "out")))


def test_a_file_that_may_grow_no_more(tmp_path: Path, plans: Path) -> None:
    """The same where nothing can be mounted: a limit for the size of files."""
    limited = (f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({MOST}, {MOST}))\n"
               "from pipeline.cli import app\napp()")
    check(tmp_path / "out", plans, (sys.executable, "-c", limited, "extract", str(plans), "--out", str(tmp_path / "out")))


@pytest.mark.skipif(not FULL, reason="make faults runs it")
def test_dvc_keeps_the_old_tables_too(small_disk: Path, plans: Path) -> None:
    """Stage tables, as DVC runs it, on the same full disk."""
    out, trees, mentions = small_disk / "out", plans.parent / "documents", plans.parent / "mentions"
    stage = (sys.executable, "-m", "pipeline.stages.")

    def run_stage(name: str, *arguments: Path) -> subprocess.CompletedProcess[str]:
        return run((*stage[:2], stage[2] + name, *map(str, arguments)), ROOT, environment())

    def read_and_extract() -> None:
        assert run_stage("read", plans, trees, plans.parent / "complaints.csv").returncode == 0
        assert run_stage("extract", trees, mentions).returncode == 0

    read_and_extract()
    assert run_stage("tables", plans / "plans.csv", trees, mentions, out).returncode == 0
    before = contents(out)
    (plans / "plan.txt").write_text(LARGE, encoding="utf-8")
    read_and_extract()
    done = run_stage("tables", plans / "plans.csv", trees, mentions, out)
    assert done.returncode == 2 and len(done.stderr.splitlines()) == 1 and "written: No space left" in done.stderr
    assert contents(out) == before
