"""Files and folders that take the place of others: all at once, with what stays, and after a kill."""
from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import after_kill, exchange
from pipeline.files import beside, sweep, write_atomically


@pytest.fixture(params=["exchanged", "moved"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Systems that can exchange two folders in one step, and those that cannot."""
    if request.param == "moved":
        monkeypatch.setattr(exchange, "_renameat2", lambda: None)
    elif exchange._renameat2() is None:
        pytest.skip("this system cannot exchange folders")
    return str(request.param)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder with a set of two tables, and what people have put beside them."""
    folder = tmp_path / "tables"
    (folder / "mine" / "deep").mkdir(parents=True)
    for name in ("a.csv", "old.parquet", "notes.txt", "mine/deep/x.txt"):
        (folder / name).write_text("old")
    (folder / "link").symlink_to("nowhere")
    return tmp_path


def files(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() if path.is_file() else "a link" for path in sorted(folder.rglob("*"))
            if path.is_file() or path.is_symlink()}


def put(folder: Path, new: dict[str, bytes], drop: Callable[[Path], bool] = lambda path: False) -> None:
    """Write new files of a folder beside it and put them in its place."""
    made = beside(folder)
    made.mkdir()
    for name, content in new.items():
        write_atomically(made / name, content)
    exchange.put_in_place(made, folder, drop)
    shutil.rmtree(made, ignore_errors=True)


def test_a_set_is_replaced_and_the_rest_stays(out: Path, way: str) -> None:
    put(out / "tables", {"a.csv": b"new", "b.csv": b"new"}, lambda path: path.suffix == ".parquet")
    assert files(out) == {"tables/a.csv": "new", "tables/b.csv": "new", "tables/notes.txt": "old",
                          "tables/mine/deep/x.txt": "old", "tables/link": "a link"}
    assert sorted(path.name for path in out.iterdir()) == ["tables"]


def test_a_set_may_be_all_that_stays(out: Path, way: str) -> None:
    put(out / "tables", {"b.csv": b"new"}, lambda path: True)
    assert files(out) == {"tables/b.csv": "new"}


def test_the_folder_changes_in_one_step(out: Path) -> None:
    if exchange._renameat2() is None:
        pytest.skip("this system cannot exchange folders")
    opened = os.open(out / "tables", os.O_RDONLY)
    try:
        put(out / "tables", {"a.csv": b"new"})
        assert os.stat(out / "tables").st_ino != os.fstat(opened).st_ino  # who has opened the old one sees nothing new in it
        assert "a.csv" not in os.listdir(opened)
    finally:
        os.close(opened)


def test_a_linked_folder_is_written_where_it_lies(out: Path, tmp_path: Path) -> None:
    (tmp_path / "linked").symlink_to("tables")
    put(tmp_path / "linked", {"a.csv": b"new"})
    assert (tmp_path / "linked").is_symlink() and (out / "tables" / "a.csv").read_text() == "new"
    assert (out / "tables" / "notes.txt").read_text() == "old"


def test_the_mode_of_the_folder_stays(out: Path, way: str) -> None:
    (out / "tables").chmod(0o750)
    put(out / "tables", {"a.csv": b"new"})
    assert (out / "tables").stat().st_mode & 0o777 == 0o750


def test_without_second_names_files_are_copied(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", fails)
    put(out / "tables", {"a.csv": b"new"})
    assert files(out / "tables") == {"a.csv": "new", "old.parquet": "old", "notes.txt": "old", "mine/deep/x.txt": "old", "link": "a link"}


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="nobody tells whether a process has ended")
def test_a_killed_process_of_which_nobody_has_heard_is_no_more(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    os.waitid(os.P_PID, ended.pid, os.WEXITED | os.WNOWAIT)
    (tmp_path / f".tables.{ended.pid}.new").mkdir()
    sweep(tmp_path)
    assert not list(tmp_path.iterdir())
    ended.wait()


def test_what_a_killed_process_left_is_taken_away(out: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    for process in (ended.pid, os.getpid()):
        (out / f".tables.{process}.new").mkdir()
        (out / f".tables.{process}.new" / "a.csv").write_text("half")
        (out / f".review.csv.{process}.new").write_text("half")
    (out / ".tables.1.new").mkdir()  # the first process of a system always runs
    (out / f".tables.{10 ** 30}.new").mkdir()
    sweep(out)
    assert sorted(path.name for path in out.iterdir()) == [".tables.1.new", f".tables.{10 ** 30}.new", "tables"]


def test_a_full_disk_leaves_the_file_and_names_it(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device")

    before = files(out)
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError) as error:
        write_atomically(out / "tables" / "a.csv", b"new")
    assert error.value.filename == str(out / "tables" / "a.csv")
    assert files(out) == before


@pytest.mark.parametrize(("content", "stays"), [(b"", False), (b'{"raw": ', False), (b"\xff", False), (b"{}", True), (None, False)])
def test_what_dvc_has_half_written_is_taken_away(tmp_path: Path, content: bytes | None, stays: bool) -> None:
    if content is not None:
        (tmp_path / "rwlock").write_bytes(content)
    after_kill.main(tmp_path / "rwlock", state=tmp_path / "dvc.lock")
    assert (tmp_path / "rwlock").exists() is stays


@pytest.mark.parametrize("runs", [False, True], ids=["killed", "running"])
def test_files_with_which_dvc_tried_links(runs: bool, tmp_path: Path) -> None:
    """An empty file under a short UUID goes after a kill, not while a DVC holds its lock; what holds something stays."""
    made, lock = tmp_path / "processed", tmp_path / "lock"
    made.mkdir()
    left = made / ".S0W5RSG6OXr0SSHJxo2AzA.tmp"
    others = made / ".T0W5RSG6OXr0SSHJxo2AzA.tmp", made / ".gitignore", made / "tables.tmp"
    for path in (left, lock, *others[1:]):
        path.touch()
    others[0].write_text("x")
    with lock.open("a") as held:
        if runs:
            fcntl.flock(held, fcntl.LOCK_EX)
        after_kill.main(tmp_path / "rwlock", lock, made, tmp_path / "dvc.lock")
    assert left.exists() == runs and all(path.exists() for path in others)


@pytest.mark.parametrize(("state", "stays"), [
    (None, True), (b"", False), (b"schema: '2.0'\nstages:\n  read:\n", False), (b"schema: '2.0'\nstages:\n  read:\n    deps:\n", False), (b"schema: '2.0'\nstages: {", False), (b"\xff", False)],
    ids=["whole", "empty", "cut", "cut later", "cut inside", "no text"])
def test_half_of_what_dvc_knew_is_taken_away(state: bytes | None, stays: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = (Path(__file__).parents[1] / "dvc.lock").read_bytes()
    (tmp_path / "dvc.lock").write_bytes(whole if state is None else state)
    after_kill.main(tmp_path / "rwlock", tmp_path / "lock", tmp_path / "missing", tmp_path / "dvc.lock")
    assert (tmp_path / "dvc.lock").exists() is stays
    assert capsys.readouterr().err == ("" if stays else f"{tmp_path / 'dvc.lock'} cannot be read and was taken away; all stages run again\n")
