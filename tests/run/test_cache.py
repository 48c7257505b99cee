"""Results that are kept: what is taken again, what is not, and that nobody can tell the difference by the output."""
from __future__ import annotations

import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline import fingerprint
from pipeline.cli import app
from pipeline.complaint import Complaint
from pipeline.fingerprint import program
from pipeline.run import extract_corpus
from pipeline.run.report import Report

ROOT = Path(__file__).parents[2]
TEXT = "第1章 計画\n\n計画期間は、平成31年度から令和3年度までとする。\n"
FLAT = "平成31年4月に始める。\n"
REGISTRY = "doc_id,path,edition\na,a.txt,第1期\nb,b.txt,第1期\n"
DECISIONS = "doc_id,table,action,start,end,surface\nb,dates,accept,,,令和3年度\n"


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    for name, text in {"a.txt": TEXT, "b.txt": TEXT.replace("31", "30"), "c.txt": FLAT, "plans.csv": REGISTRY,
                       "corrections.csv": DECISIONS}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def run(plans: Path, name: str = "kept", keep: bool = True) -> Report:
    out = plans.parent / name
    return extract_corpus([plans], out, corrections=plans / "corrections.csv", cache=plans.parent / "cache" if keep else None)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_second_run_works_on_nothing(plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = run(plans)
    assert (first.kept, first.documents) == (0, 3)
    before = contents(plans.parent / "kept")
    monkeypatch.setattr("pipeline.analysis.analyse", None)  # whoever calls it fails
    second = run(plans)
    assert (second.kept, second.documents) == (3, 3)
    assert contents(plans.parent / "kept") == before
    assert (second.complaints, second.stale, second.review) == (first.complaints, first.stale, first.review)
    assert [complaint.where for complaint in second.complaints] == [str(plans / "c.txt")]


@pytest.mark.parametrize(("change", "kept"), [
    (lambda plans: None, 3),
    (lambda plans: (plans / "d.txt").write_text(TEXT, encoding="utf-8"), 3),
    (lambda plans: (plans / "a.txt").unlink() or edit(plans / "plans.csv", "a,a.txt,第1期\n", ""), 2),
    (lambda plans: edit(plans / "a.txt", "31", "29"), 2),
    (lambda plans: edit(plans / "plans.csv", "b,b.txt,第1期", "b,b.txt,第2期"), 2),
    (lambda plans: edit(plans / "corrections.csv", "令和3年度", "令和4年度"), 2),
    (lambda plans: (plans / "c.txt").rename(plans / "e.txt"), 2),
    (lambda plans: (plans / "c.txt").rename(plans / "c.md"), 2),
], ids=["nothing", "one more", "one less", "a file", "a row of the registry", "a decision", "a name", "a suffix"])
def test_what_changes_makes_a_new_result(plans: Path, change: Callable[[Path], object], kept: int) -> None:
    run(plans)
    change(plans)
    report = run(plans)
    assert report.kept == kept
    run(plans, "new", keep=False)
    assert contents(plans.parent / "kept" / "tables") == contents(plans.parent / "new" / "tables")


@pytest.mark.parametrize("damage", [
    lambda content: b"",
    lambda content: content[:-1],
    lambda content: content.replace("平成".encode(), "昭和".encode()),
    lambda content: content.replace(b'"rows"', b'"raws"'),
    lambda content: b"\xff" + content[1:],
], ids=["empty", "cut", "other words", "other names", "no text"])
def test_a_damaged_entry_is_made_again(plans: Path, damage: Callable[[bytes], bytes]) -> None:
    run(plans)
    before = contents(plans.parent / "kept")
    for path in (plans.parent / "cache").iterdir():
        path.write_bytes(damage(path.read_bytes()))
    assert run(plans).kept == 0
    assert contents(plans.parent / "kept") == before
    assert run(plans).kept == 3


def test_what_a_run_does_not_use_is_taken_away(plans: Path) -> None:
    run(plans)
    (plans.parent / "cache" / "left.1.new").touch()
    (plans / "c.txt").unlink()
    edit(plans / "a.txt", "31", "29")
    before = set((plans.parent / "cache").iterdir())
    run(plans)
    after = set((plans.parent / "cache").iterdir())
    assert len(after) == 2 and len(after & before) == 1


def test_a_folder_that_moves_keeps_its_results_and_lines_name_the_new_place(plans: Path) -> None:
    extract_corpus([plans], plans.parent / "kept", cache=plans.parent / "cache")
    moved = plans.rename(plans.parent / "moved")
    told: list[Complaint] = []
    report = extract_corpus([moved], plans.parent / "kept", cache=plans.parent / "cache", tell=told.append)
    assert report.kept == 3 and [complaint.where for complaint in told] == [str(moved / "c.txt")]


@pytest.mark.parametrize(("options", "exists"), [([], True), (["--no-cache"], False)])
def test_the_command_keeps_results_below_the_output(plans: Path, options: list[str], exists: bool) -> None:
    out = plans.parent / "out"
    CliRunner().invoke(app, ["extract", str(plans), "--out", str(out), *options])
    assert (out / ".cache").exists() is exists and (out / "tables" / "dates.csv").exists()


@pytest.mark.parametrize("name", ["rules/eras.csv", "layout/build.py", "../models/words.npz"])
def test_another_program_makes_other_results(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("pipeline", "models"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    real = program()
    monkeypatch.setattr(fingerprint, "_PACKAGE", tmp_path / "pipeline")
    assert program() == real
    with (tmp_path / "pipeline" / name).open("ab") as file:
        file.write(b"\n")
    assert program() != real


def test_all_libraries_that_extraction_uses_have_a_say(monkeypatch: pytest.MonkeyPatch) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {line.split(">=")[0].replace("-", "_") for line in project["dependencies"]}
    unused = {"pandas", "pandera", "pyarrow", "scikit_learn", "scipy", "spacy", "typer"}
    assert needed - unused == set(fingerprint._LIBRARIES)
    assert len(fingerprint._versions(fingerprint._LIBRARIES)) == len(fingerprint._LIBRARIES)
