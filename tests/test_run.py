"""A corpus: same bytes on every run, in every folder and with any number of processes; light imports."""
from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import Extraction, extract_corpus, extract_document
from pipeline.tables.validate import validate

RAW = Path(__file__).parents[1] / "raw"
HEAVY = ("pandas", "pandera", "pyarrow", "sklearn", "scipy", "spacy", "dvc")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("first")
    assert extract_corpus([RAW], out).status == 0
    return out


def test_the_samples_give_valid_tables(first: Path) -> None:
    assert validate(first) == []
    assert set(contents(first)) >= {"tables/dates.csv", "tables/datapackage.json", "text/mizuhama-2019.txt"}


def test_two_runs_give_the_same_bytes(first: Path, tmp_path: Path) -> None:
    extract_corpus([RAW], tmp_path)
    assert contents(tmp_path) == contents(first)


def test_another_folder_and_another_process_give_the_same_bytes(first: Path, tmp_path: Path) -> None:
    shutil.copytree(RAW, tmp_path / "elsewhere" / "plans")
    script = "import sys; from pathlib import Path; from pipeline import extract_corpus; " \
             "sys.exit(extract_corpus([Path('plans')], Path('out')).status)"
    subprocess.run([sys.executable, "-c", script], cwd=tmp_path / "elsewhere", check=True,
                   env={"PYTHONPATH": str(RAW.parent), "PYTHONHASHSEED": "7"})
    assert contents(tmp_path / "elsewhere" / "out") == contents(first)


def test_more_processes_give_the_same_bytes(first: Path, tmp_path: Path) -> None:
    extract_corpus([RAW], tmp_path, jobs=2)
    assert contents(tmp_path) == contents(first)


def test_extracting_imports_nothing_heavy(tmp_path: Path) -> None:
    script = (f"import sys; from pathlib import Path; from pipeline import extract_corpus; "
              f"extract_corpus([Path({str(RAW)!r})], Path({str(tmp_path)!r})); "
              f"print(*[name for name in {HEAVY!r} if name in sys.modules])")
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True,
                          env={"PYTHONPATH": str(RAW.parent)})
    assert done.stdout.split() == []


def test_importing_the_package_is_cheap() -> None:
    script = "import sys; import pipeline; print(*[name for name in sys.modules if name.startswith('pipeline.')])"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True,
                          env={"PYTHONPATH": str(RAW.parent)})
    assert done.stdout.split() == []


def test_the_library_gives_typed_frozen_results() -> None:
    found = extract_document("第1章 計画\n\n計画期間は、平成31年度から令和3年度までとする。\n", doc_id="a")
    assert isinstance(found, Extraction)
    assert found.dates[0].edtf == "2019-04-01/2022-03-31"
    assert found.document.reading.surface(found.dates[0].start, found.dates[0].end) == "平成31年度から令和3年度"
    with pytest.raises(AttributeError):
        found.dates = ()  # type: ignore[misc]


def test_unknown_names_of_the_package() -> None:
    import pipeline

    with pytest.raises(AttributeError, match="no attribute 'extract_documents'"):
        _ = pipeline.extract_documents
