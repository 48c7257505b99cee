"""The stages of dvc.yaml: they give what the command line gives, and declare all the code that they run."""
from __future__ import annotations

import ast
import csv
import importlib
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline import extract_corpus, stages
from pipeline.complaint import from_csv
from pipeline.docbin import from_bytes, to_bytes
from pipeline.extraction import Extraction
from pipeline.tokens import tokenize

ROOT = Path(__file__).parents[1]
STAGES: dict[str, Any] = yaml.safe_load((ROOT / "dvc.yaml").read_text(encoding="utf-8"))["stages"]
PARAMS: dict[str, Any] = yaml.safe_load((ROOT / "params.yaml").read_text(encoding="utf-8"))
# Code that writes files and lines, without a say in what they hold.
PLUMBING = {"pipeline/__init__.py", "pipeline/complaint.py", "pipeline/exchange.py", "pipeline/failure.py", "pipeline/files.py",
            "pipeline/fingerprint.py", "pipeline/folders.py", "pipeline/kept.py", "pipeline/store.py", "pipeline/stages/__init__.py"}


def run(stage: str, monkeypatch: pytest.MonkeyPatch, status: int = 0) -> None:
    """Run the command of a stage in this process; it ends with this exit status."""
    command = re.sub(r"\$\{(\w+)\.(\w+)\}", lambda found: str(PARAMS[found[1]][found[2]]), STAGES[stage]["cmd"])
    python, option, module, *arguments = command.split()
    assert (python, option) == ("python", "-m")
    monkeypatch.setattr(sys, "argv", [module, *arguments])
    try:
        importlib.import_module(module).main()
    except SystemExit as end:
        assert (end.code or 0) == status
    else:
        assert status == 0


def test_stages_give_what_the_command_line_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("raw", "tests/gold", "tests/plans"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    assert list(STAGES) == ["read", "tokenize", "signs", "extract", "train", "assign", "correct", "link", "tables", "review",
                            "evaluate"]
    for stage in STAGES:
        run(stage, monkeypatch)
    extract_corpus([tmp_path / "raw"], tmp_path / "out")
    for path in (tmp_path / "out").rglob("*.*"):
        assert path.read_bytes() == (tmp_path / "processed" / path.relative_to(tmp_path / "out")).read_bytes(), path
    for model, stage in (("pillars.json", "train"), ("signs.json", "signs")):
        assert (tmp_path / "models" / model).read_bytes() == (ROOT / "models" / model).read_bytes(), (
            f"the shipped model is not the one that `dvc repro {stage}` makes")
    assert (tmp_path / "processed" / "tables" / "dates.parquet").exists()
    for metric in ("f1", "fields"):
        assert (tmp_path / "metrics" / f"{metric}.json").exists()


def test_stages_apply_corrections_as_the_command_line_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "raw", tmp_path / "raw")
    monkeypatch.chdir(tmp_path)
    file = Path("raw/corrections.csv")
    file.write_text("doc_id,action,start,end,surface,pillar\n"
                    "mizuhama-2019,pillar,,,医療機関検索サービス「みずはま医療マップ」,(none)\n"
                    "mizuhama-2019,reject,,,観光地の宇宙旅行事業,\n"
                    "kirioka-2022,pillar,,,個人番号の独自利用,宇宙\n", encoding="utf-8")
    for stage in ("read", "tokenize", "signs", "extract", "train", "assign", "correct", "link", "tables", "review"):
        run(stage, monkeypatch)
    report = extract_corpus([Path("raw")], Path("out"), corrections=file)
    for path in Path("out").rglob("*.*"):
        assert path.read_bytes() == ("processed" / path.relative_to("out")).read_bytes(), path
    assert tuple(from_csv(Path("processed/correction_complaints.csv"))) == report.complaints
    assert [complaint.where for complaint in report.complaints] == ["raw/corrections.csv, line 4"]
    assert [stale.correction.line for stale in report.stale] == [3]
    assert "override,1.0" in Path("out/tables/measures.csv").read_text(encoding="utf-8")


def test_a_library_that_is_missing_is_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """No document is set aside for it: DVC would keep such an outcome."""
    (tmp_path / "a.json").write_text("{}")

    def work(doc_id: str, path: Path) -> bytes:
        raise ModuleNotFoundError("No module named 'lxml'", name="lxml")

    with pytest.raises(SystemExit) as end:
        stages.run(lambda: stages.into("read", tmp_path, tmp_path, stages.kept("read", tmp_path), work, tmp_path / "out"))
    assert end.value.code == 2 and not list((tmp_path / "out").iterdir())
    assert capsys.readouterr().err.startswith("lxml: this library is missing; run `make setup`")


def test_a_full_disk_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    def main() -> None:
        raise OSError(28, "No space left on device", "out/dates.csv")

    with pytest.raises(SystemExit) as end:
        stages.run(main)
    assert end.value.code == 2
    assert capsys.readouterr().err == ("out/dates.csv: cannot be read or written: No space left on device; run it again "
                                       "when that is mended\n")


def imported(path: Path) -> set[Path]:
    """The files of the package that a file imports, anywhere in it."""
    found: set[Path] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "pipeline":
            names = [f"{node.module}.{alias.name}" for alias in node.names] + [node.module or ""]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names if alias.name.split(".")[0] == "pipeline"]
        else:
            continue
        for name in names:
            place = ROOT / name.replace(".", "/")
            found |= {file for file in (place.with_suffix(".py"), place / "__init__.py") if file.is_file()}
    return found


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_depends_on_all_the_code_that_it_runs(stage: str) -> None:
    waiting, seen = [ROOT / "pipeline" / "stages" / f"{stage}.py"], set()
    while waiting:
        path = waiting.pop()
        if path not in seen and path.relative_to(ROOT).as_posix() not in PLUMBING:
            seen.add(path)
            waiting += imported(path)
    declared = [ROOT / dep for dep in STAGES[stage]["deps"]]
    missing = {path.relative_to(ROOT).as_posix() for path in seen
               if not any(path == dep or dep in path.parents for dep in declared)}
    assert not missing


def test_tokens_survive_as_a_spacy_doc(extraction: Extraction) -> None:
    text, tokens = extraction.document.reading.text, tokenize(extraction.document)
    content = to_bytes(text, tokens)
    assert from_bytes(content) == tokens
    assert to_bytes(text, tokens) == content


@pytest.mark.parametrize("stage", ["read", "extract", "assign", "correct", "link", "tables"])
def test_a_document_on_which_a_stage_fails_is_set_aside(stage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    does = {"read": "build", "extract": "find_mentions", "assign": "questions", "correct": "apply", "link": "linked",
            "tables": "collect"}[stage]
    module = importlib.import_module(f"pipeline.stages.{stage}")
    real = getattr(module, does)

    def fails(first: Any, *others: Any) -> Any:
        if "mizuhama-2019" in repr(first):
            raise KeyError("oh")
        return real(first, *others)

    shutil.copytree(ROOT / "raw", tmp_path / "raw", ignore=shutil.ignore_patterns("kirioka*"))
    shutil.copytree(ROOT / "models", tmp_path / "models")
    (tmp_path / "raw" / "corrections.csv").write_text("doc_id,table,action,start,end,surface\nmizuhama-2019,dates,accept,,,令和元年\n",
                                                      encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(module, does, fails)
    for each in ("read", "extract", "assign", "correct", "link", "tables", "review"):
        run(each, monkeypatch)
    assert Path("processed/errors.csv").read_text(encoding="utf-8") == (
        "doc_id,source_path,step,reason,mend\n"
        f"mizuhama-2019,mizuhama-2019.txt,{stage},KeyError: 'oh',\"this is a fault of the program, please report it\"\n")
    with Path("processed/tables/documents.csv").open(encoding="utf-8", newline="") as file:
        assert [row["doc_id"] for row in csv.DictReader(file)] == ["mizuhama-2023"]
