"""`keikaku extract` killed at any moment: no half table is ever seen, and the next run gives what an undisturbed one gives."""
from __future__ import annotations

import random
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from tests.faults.watching import FULL, KEIKAKU, ROOT, Reader, after, contents, ended, environment, in_writing, killed, of_session, run, snapshot

pytestmark = pytest.mark.timed

SEED = 20260401
MOMENTS = 15 if FULL else 1  # kills at any moment of the run
WRITING = 15 if FULL else 2  # kills while files are written, which takes some milliseconds
MORE = "\n第9章 見直し\n\n令和8年度に計画を見直し、令和9年3月までに改定する。\n"


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The samples, or one of them, twice: as they are and with another chapter."""
    folders = [tmp_path_factory.mktemp("kill") / name for name in ("old", "new")]
    for folder in folders:
        (folder / "plans").mkdir(parents=True)
        for path in sorted((ROOT / "raw").glob("*-*.*" if FULL else "*-2019.txt")):
            shutil.copy(path, folder / "plans")
    for path in (folders[1] / "plans").glob("*.txt"):
        path.write_text(path.read_text(encoding="utf-8") + MORE, encoding="utf-8")
    return folders


def test_killed_at_any_moment(plans: list[Path], tmp_path: Path) -> None:
    chance = random.Random(SEED)
    out, env = tmp_path / "out", environment()
    command = (*KEIKAKU, "extract", "plans", "--out", str(out))
    began, undisturbed, tables = time.monotonic(), [], []
    for folder in plans:
        assert run(command, folder, env).returncode == 0
        undisturbed.append(contents(out))
        tables.append(snapshot(out / "tables"))
    lasts = (time.monotonic() - began) / len(plans)
    assert tables[0] != tables[1] and None not in tables
    dues = [after(chance.uniform(0, 0.8 * lasts)) for _ in range(MOMENTS)]
    dues += [in_writing(out, chance.uniform(0, 0.02)) for _ in range(WRITING)]
    disturbed = 0
    with Reader(out / "tables") as reader:
        for number, due in enumerate(dues):
            version = number % 2  # the other version stands there
            disturbed += killed(command, plans[version], env, due)
            assert snapshot(out / "tables") in tables
            done = run(command, plans[version], env)
            assert (done.returncode, done.stderr) == (0, "")
            assert contents(out) == undisturbed[version]
    assert disturbed >= len(dues) // 2
    assert set(reader.seen) <= {*tables}, [sorted(name for name, _ in found) for found in reader.seen if found not in tables]
    assert sum(reader.seen.values()) >= 10 * len(dues)


def test_the_first_run_killed_leaves_no_half_set(plans: list[Path], tmp_path: Path) -> None:
    """Either no tables or all of them."""
    out, env = tmp_path / "out", environment()
    command = (*KEIKAKU, "extract", "plans", "--out", str(out))
    killed(command, plans[0], env, in_writing(out, 0.001))
    found = snapshot(out / "tables")
    assert run(command, plans[0], env).returncode == 0
    assert found in (None, frozenset(), snapshot(out / "tables"))
    assert sorted(path.name for path in out.iterdir()) == [".cache", "errors.csv", "review.csv", "tables", "text"]


def test_processes_end_with_the_one_that_is_killed(plans: list[Path], tmp_path: Path) -> None:
    for number in range(4):
        shutil.copytree(plans[0] / "plans", tmp_path / "plans" / str(number))
        for path in (tmp_path / "plans" / str(number)).glob("*.*"):
            path.rename(path.with_stem(f"{path.stem}-{number}"))
    command = (*KEIKAKU, "extract", "plans", "--out", "out", "--jobs", "2")
    process = subprocess.Popen(command, cwd=tmp_path, env=environment(), start_new_session=True,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 20
    while process.poll() is None and len(of_session(process.pid)) < 3 and time.monotonic() < until:
        time.sleep(0.005)
    assert len(of_session(process.pid)) >= 3, "it ended before it had processes"
    process.kill()
    process.wait()
    assert ended(process.pid, 10)
