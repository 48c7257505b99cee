"""Names of files, documents and registry rows that were made to do harm: one line each, and nothing is written elsewhere."""
from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.registry import bad_name

GOOD = "第1章 計画\n\n計画期間は、平成31年度から令和3年度までとする。\n"


@pytest.fixture(autouse=True)
def usual_cells() -> Iterator[None]:
    """The longest cell that Python's csv takes when a program begins."""
    before = csv.field_size_limit(131_072)
    yield
    csv.field_size_limit(before)


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    folder = tmp_path / "in" / "plans"
    folder.mkdir(parents=True)
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "in" / "secret.txt").write_text(GOOD, encoding="utf-8")
    return folder


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}


def one_line(plans: Path, asked: Path | None = None) -> str:
    """What `keikaku extract` says about the one bad file or row; good.txt is written, and nothing outside the folder."""
    out = plans.parents[1] / "out"
    before = files(plans.parents[1])
    result = CliRunner().invoke(app, ["extract", str(asked or plans), str(plans / "good.txt"), "--out", str(out)])
    assert result.exit_code == 2 and "Traceback" not in result.output
    assert len(result.stderr.splitlines()) == 1
    assert (out / "text" / "good.txt").read_text(encoding="utf-8") == GOOD
    assert all(name.startswith("out/") for name in files(plans.parents[1]) - before)
    assert {path.name for path in (out / "text").iterdir()} == {"good.txt"}
    return result.stderr


@pytest.mark.parametrize(("row", "says"), [
    ("x,../secret.txt", "leaves the registry's folder"),
    ("x,good/../../secret.txt", "leaves the registry's folder"),
    ("x,..\\secret.txt", "leaves the registry's folder"),
    ("x,C:\\secret.txt", "leaves the registry's folder"),
    ("x,C:secret.txt", "leaves the registry's folder"),
    ("x,\\\\host\\share\\secret.txt", "leaves the registry's folder"),
    ("x,/etc/passwd", "leaves the registry's folder"),
    ("x,a\0b.txt", "is missing"),
    (f"x,{'y' * 5000}.txt", "is missing"),
    (f"x,{'y' * 200_000}.txt", "is no CSV: field larger than field limit"),
    ("../../secret,good.txt", "cannot name a file"),
    ("/etc/passwd,good.txt", "cannot name a file"),
    ("..\\secret,good.txt", "cannot name a file"),
    ("a\0b,good.txt", "cannot name a file"),
    ("a\u202etxt,good.txt", "cannot name a file"),
    ("NUL,good.txt", "cannot name a file"),
    ("com1.plan,good.txt", "cannot name a file"),
    (f"{'計' * 67},good.txt", "is longer than 200 bytes"),
])
def test_a_hostile_row_of_a_registry(plans: Path, row: str, says: str) -> None:
    registry = plans.parent / "registry"
    registry.mkdir()
    (registry / "good.txt").write_text(GOOD, encoding="utf-8")
    (registry / "plans.csv").write_bytes(f"doc_id,path\n{row}\n".encode())
    if "good.txt" not in row:
        (registry / "good.txt").unlink()
    assert says in one_line(plans, registry)


@pytest.mark.parametrize(("name", "says"), [
    (b"..a.txt", ""), (b"a\\..\\b.txt", "cannot name a file"), (b"a\nb.txt", "cannot name a file"),
    (b"\xff\xfe.txt", "cannot name a file"), (b"NUL.txt", "cannot name a file"), (b"a .txt", "cannot name a file"),
    (b"b" * 250 + b".txt", "is longer than 200 bytes"), ("計".encode() * 80 + b".txt", "is longer than 200 bytes"),
])
def test_a_hostile_name_of_a_file(plans: Path, name: bytes, says: str) -> None:
    path = os.fsencode(plans) + b"/" + name
    try:
        with open(path, "wb") as file:
            file.write(GOOD.encode())
    except OSError as error:
        pytest.skip(f"this file system has no such names: {error}")
    if says:
        assert says in one_line(plans)
    else:  # a hidden file, left alone
        assert CliRunner().invoke(app, ["extract", str(plans), "--out", str(plans.parent / "out")]).exit_code == 0


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_waited_for(plans: Path) -> None:
    os.mkfifo(plans / "pipe.txt")
    assert "pipe.txt: cannot be opened (it is no file)" in one_line(plans)


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="no such device here")
def test_a_device_without_end_is_not_read(plans: Path) -> None:
    (plans / "zero.txt").symlink_to("/dev/zero")
    assert "zero.txt: cannot be opened (it is no file)" in one_line(plans)


def test_links_in_a_circle(plans: Path) -> None:
    (plans / "loop").symlink_to(".")
    (plans / "self.txt").symlink_to("self.txt")
    assert "self.txt: cannot be opened" in one_line(plans)


def test_a_link_in_the_output_is_replaced_and_not_followed(plans: Path) -> None:
    out, secret = plans.parents[1] / "out", plans.parent / "secret.txt"
    for folder in ("text", "tables"):
        (out / folder).mkdir(parents=True)
    for place in ("text/good.txt", "tables/dates.csv", "review.csv"):
        (out / place).symlink_to(secret)
    assert CliRunner().invoke(app, ["extract", str(plans), "--out", str(out)]).exit_code == 0
    assert secret.read_text(encoding="utf-8") == GOOD
    assert not any(path.is_symlink() for path in out.rglob("*"))


def test_a_path_that_no_file_can_have(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["extract", "b" * 3000, "--out", str(tmp_path / "out")])
    assert result.exit_code == 2
    assert "there is no such file or folder; check the path" in result.stderr and len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("doc_id", ["fukushima-2019", "計画 第5期", "nullarbor", "com", "a.b", "計" * 66])
def test_usual_names_are_taken(doc_id: str) -> None:
    assert bad_name(doc_id) is None
