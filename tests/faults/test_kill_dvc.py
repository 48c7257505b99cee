"""`dvc repro` killed at any moment: no half set of tables is seen, and the next run gives what an undisturbed one gives."""
from __future__ import annotations

import random
import shutil
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.faults.watching import FULL, ROOT, Reader, after, contents, environment, in_writing, killed, run, snapshot

pytestmark = [pytest.mark.timed, pytest.mark.skipif(find_spec("dvc") is None, reason="DVC is not installed")]

SEED = 20260402
MOMENTS = 22 if FULL else 1
WRITING = 8 if FULL else 0
STAGES = ("evaluate", "review") if FULL else ("extract",)  # the whole pipeline, or the beginning of it
MADE = ("processed", "models", "metrics")
MORE = "\n第9章 見直し\n\n令和8年度に計画を見直し、令和9年3月までに改定する。\n"
VERSIONS = (False, True) if FULL else (False,)  # of the plans: the old ones, the new ones
DVC = (sys.executable, "-m", "dvc")


def project(folder: Path) -> Path:
    """A copy of the pipeline with nothing made yet, under DVC alone."""
    skipped = shutil.ignore_patterns("__pycache__")
    for name in ("pipeline", "raw", "models", "metrics", "tests/gold", "tests/plans/tenth"):
        shutil.copytree(ROOT / name, folder / name, ignore=skipped)
    for name in ("dvc.yaml", "params.yaml"):
        shutil.copy(ROOT / name, folder)
    (folder / ".dvc").mkdir()
    (folder / ".dvc" / "config").write_text("[core]\nno_scm = true\nanalytics = false\n")
    return folder


def change(folder: Path, new: bool) -> None:
    """Put the old or the new text of a plan in its place."""
    for path in (ROOT / "raw").glob("*-2019.txt"):
        (folder / "raw" / path.name).write_text(path.read_text(encoding="utf-8") + (MORE if new else ""), encoding="utf-8")


def test_killed_at_any_moment(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    env = environment(PYTHONPATH="", PATH=f"{Path(sys.executable).parent}:/usr/bin:/bin", DVC_NO_ANALYTICS="1",
                      DVC_SITE_CACHE_DIR=str(tmp_path / "site"), HOME=str(tmp_path), XDG_CONFIG_HOME=str(tmp_path))
    repro = (*DVC, "repro", *STAGES)
    undisturbed, tables, lasts = [], [None], 0.0
    folder = project(tmp_path / "undisturbed")
    for new in VERSIONS:
        change(folder, new)
        began = time.monotonic()
        done = run(repro, folder, env)
        assert done.returncode == 0, done.stdout[-1500:] + done.stderr
        lasts = time.monotonic() - began
        undisturbed.append({name: contents(folder / name) for name in MADE})
        tables.append(snapshot(folder / "processed" / "tables"))
    folder = project(tmp_path / "project")
    dues = [after(chance.uniform(0.1, 0.7) * lasts) for _ in range(MOMENTS)]
    dues += [in_writing(folder / "processed", chance.uniform(0, 0.05)) for _ in range(WRITING)]
    disturbed = 0
    with Reader(folder / "processed" / "tables") as reader:
        for number, due in enumerate(dues):
            version = number % len(VERSIONS)
            change(folder, VERSIONS[version])
            shutil.rmtree(folder / ".dvc" / "cache", ignore_errors=True)  # else DVC knows the answer already
            (folder / "dvc.lock").unlink(missing_ok=True)
            if number // len(VERSIONS) % 2 == 0:  # the other times the stages have kept some results
                shutil.rmtree(folder / "processed" / ".kept", ignore_errors=True)
            disturbed += killed(repro, folder, env, due)
            assert snapshot(folder / "processed" / "tables") in tables
            run((sys.executable, "-m", "pipeline.after_kill"), folder, env)  # as make run does
            done = run(repro, folder, env)
            assert done.returncode == 0, done.stdout[-1500:] + done.stderr
            assert {name: contents(folder / name) for name in MADE} == undisturbed[version]
    assert disturbed >= len(dues) / 2
    assert set(reader.seen) <= {*tables}
