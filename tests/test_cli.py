"""The command line: help, bad input (one clear line each, status 2, the rest is written), evaluate and validate."""
from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.run import extract_corpus
from pipeline.terminal import Terminal
from tests.readers.pdf_draw import GOTHIC, Sheet

ROOT = Path(__file__).parents[1]
GOOD = "第1章 計画\n\n計画期間は、平成31年度から令和3年度までとする。\n"
FLAT = "計画期間は、平成31年度から令和3年度までとする。\n"
HEADER = "doc_id,path,prefecture_code\n"

runner = CliRunner()


@dataclass(frozen=True)
class Bad:
    """Files of a folder beside good.txt, what the one line on stderr says, and the documents that are written."""

    name: str
    files: dict[str, bytes]
    says: str
    written: tuple[str, ...] = ("good",)


BAD = [
    Bad("an empty file", {"bad.txt": b""}, "bad.txt: "),
    Bad("white space only", {"bad.txt": b" \n\n"}, "bad.txt: "),
    Bad("neither UTF-8 nor Shift_JIS nor EUC-JP", {"bad.txt": "計画".encode() + b"\xff\xfd\x80\xa0\xff" * 9}, "bad.txt: "),
    Bad("an image", {"bad.png": b"\x89PNG\r\n\x1a\n\x00\x00"}, "bad.png: "),
    Bad("no heading", {"flat.txt": FLAT.encode()}, "flat.txt: has no heading; its dates and citations are written",
        ("flat", "good")),
    Bad("a registry row without its file", {"plans.csv": f"{HEADER}gone,gone.txt,07\n".encode()}, "gone.txt is missing"),
    Bad("prefecture code 48", {"bad.txt": GOOD.encode(), "plans.csv": f"{HEADER}bad,bad.txt,48\n".encode()},
        "plans.csv, row bad: prefecture_code 48 is no prefecture of Japan; use a code of JIS X 0401 from 01 to 47"),
    Bad("two files with one doc_id", {"a/twin.txt": GOOD.encode(), "b/twin.md": GOOD.encode()},
        "a/twin.txt and {folder}/b/twin.md: have the same doc_id twin"),
]


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.name)
@pytest.mark.parametrize("jobs", [1, 2])
def test_bad_input(case: Bad, jobs: int, tmp_path: Path) -> None:
    folder, out = tmp_path / "plans", tmp_path / "out"
    for name, content in {"good.txt": GOOD.encode(), **case.files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    result = runner.invoke(app, ["extract", str(folder), "--out", str(out), "--jobs", str(jobs)])
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1 and "Traceback" not in result.output
    assert case.says.format(folder=folder) in result.stderr
    assert "program" not in result.stderr  # it is the user's to mend, no fault of the program
    with (out / "tables" / "documents.csv").open(encoding="utf-8", newline="") as file:
        assert tuple(row["doc_id"] for row in csv.DictReader(file)) == case.written
    assert sorted(path.stem for path in (out / "text").iterdir()) == list(case.written)
    with (out / "tables" / "dates.csv").open(encoding="utf-8", newline="") as file:
        assert {row["doc_id"] for row in csv.DictReader(file)} == set(case.written)


@pytest.mark.parametrize(("encoding", "name"), [("shift_jis", "sjis.txt"), ("euc_jp", "euc.txt"), ("utf-8-sig", "bom.txt")])
def test_encodings_that_are_read(tmp_path: Path, encoding: str, name: str) -> None:
    (tmp_path / name).write_bytes((GOOD * 20).encode(encoding))
    result = runner.invoke(app, ["extract", str(tmp_path / name), "--out", str(tmp_path / "out")])
    assert (result.exit_code, result.stderr) == (0, "")
    assert (tmp_path / "out" / "text" / f"{Path(name).stem}.txt").read_text(encoding="utf-8") == GOOD * 20


@pytest.mark.parametrize("arrange", [
    lambda out: out.write_text("a file"),
    lambda out: (out / "tables").parent.mkdir() or (out / "tables").write_text("a file"),
])
def test_an_output_folder_that_cannot_be_written(tmp_path: Path, arrange: Callable[[Path], object]) -> None:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    arrange(tmp_path / "out")
    result = runner.invoke(app, ["extract", str(tmp_path / "good.txt"), "--out", str(tmp_path / "out")])
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [line for line in result.stderr.splitlines() if "cannot be written" in line]
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_output_folder_without_permission(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "locked").mkdir(mode=0o500)
    result = runner.invoke(app, ["extract", str(tmp_path / "good.txt"), "--out", str(tmp_path / "locked" / "out")])
    assert result.exit_code == 2 and "cannot be written: Permission denied" in result.stderr


def test_a_path_that_does_not_exist_replaces_nothing(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    out = str(tmp_path / "out")
    assert runner.invoke(app, ["extract", str(tmp_path / "good.txt"), "--out", out]).exit_code == 0
    before = (tmp_path / "out" / "tables" / "dates.csv").read_bytes()
    result = runner.invoke(app, ["extract", str(tmp_path / "typo.txt"), "--out", out])
    assert result.exit_code == 2 and "typo.txt: there is no such file or folder" in result.stderr
    assert (tmp_path / "out" / "tables" / "dates.csv").read_bytes() == before


def test_the_output_folder_is_no_input(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    for _ in range(2):
        result = runner.invoke(app, ["extract", str(tmp_path), "--out", str(tmp_path / "out")])
        assert (result.exit_code, result.stderr) == (0, "")


def test_summary_evaluate_and_validate(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    out = tmp_path / "out"
    result = runner.invoke(app, ["extract", str(tmp_path / "good.txt"), "--out", str(out)])
    assert result.stdout.startswith("1 documents: 1 sections, 0 pillars, 0 measures, 1 dates, 0 citations")
    gold = tmp_path / "gold" / "good"
    gold.mkdir(parents=True)
    (gold / "dates.csv").write_text("start,end,spans,kind\n16,32,16:32,range\n", encoding="utf-8")
    result = runner.invoke(app, ["evaluate", "--tables", str(out), "--gold", str(tmp_path / "gold")])
    assert result.exit_code == 0 and result.stdout.startswith("good\n  dates              gold    1 pred    1")
    result = runner.invoke(app, ["evaluate", "--tables", str(out), "--gold", str(tmp_path / "gold"), "--json"])
    assert '"F1"' in result.stdout
    result = runner.invoke(app, ["evaluate", "--tables", str(out), "--gold", str(tmp_path / "typo")])
    assert result.exit_code == 2 and len(result.stderr.splitlines()) == 1
    assert runner.invoke(app, ["validate", str(out)]).exit_code == 0
    (out / "tables" / "dates.csv").write_text("date_id\n", encoding="utf-8")
    result = runner.invoke(app, ["validate", str(out)])
    assert result.exit_code == 2 and "table dates, row header: " in result.stderr


def test_add(tmp_path: Path) -> None:
    (tmp_path / "plan-a.txt").write_text(GOOD, encoding="utf-8")
    command = ["add", str(tmp_path / "plan-a.txt"), "--plan-name", "計画", "--edition", "第5期", "--raw", str(tmp_path / "raw")]
    result = runner.invoke(app, [*command, "--prefecture", "48"])
    assert result.exit_code == 2 and "prefecture_code 48 is no prefecture of Japan" in result.stderr
    result = runner.invoke(app, [*command, "--prefecture", "07"])
    assert (result.exit_code, result.stdout) == (0, f"plan-a: {tmp_path / 'raw' / 'plan-a.txt'}, 福島県 計画 第5期\n")
    result = runner.invoke(app, ["extract", str(tmp_path / "raw"), "--out", str(tmp_path / "out")])
    assert result.exit_code == 0
    assert "plan-a,,07,福島県,計画,第5期,2019-04-01,2022-03-31,plan-a.txt," in (
        tmp_path / "out" / "tables" / "documents.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["", "extract", "add", "corrections", "evaluate", "validate", "crossval"])
def test_help_has_an_example(command: str) -> None:
    result = runner.invoke(app, [*command.split(), "--help"])
    assert result.exit_code == 0
    assert f"keikaku {command or 'extract'} " in " ".join(result.stdout.split())


def test_help_imports_nothing_of_the_pipeline() -> None:
    script = ("import sys; from typer.testing import CliRunner; from pipeline.cli import app; "
              "CliRunner().invoke(app, ['--help']); print(*[m for m in sys.modules if m.startswith('pipeline.')])")
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, cwd=ROOT)
    assert sorted(done.stdout.split()) == ["pipeline.cli", "pipeline.terminal"]


class Screen:
    """A stream that keeps what is written; a terminal or not."""

    def __init__(self, is_terminal: bool) -> None:
        self.text, self._is_terminal = "", is_terminal

    def isatty(self) -> bool:
        return self._is_terminal

    def write(self, text: str) -> None:
        self.text += text

    def flush(self) -> None:
        pass


@pytest.mark.parametrize(("is_terminal", "text"), [
    (False, "line\n"),
    (True, "\r\x1b[K[###############...............] 1/2\r\x1b[Kline\n\r\x1b[K"),
])
def test_the_bar_is_for_terminals_only(is_terminal: bool, text: str) -> None:
    screen = Screen(is_terminal)
    with Terminal(screen) as terminal:  # type: ignore[arg-type]
        terminal.progress(1, 2)
        terminal.tell("line")
    assert screen.text == text


@pytest.mark.parametrize(("documents", "jobs", "is_terminal", "shown"), [
    (1, 1, True, ["plan0.pdf: page 1/3", "plan0.pdf: page 2/3", "plan0.pdf: page 3/3"]),
    (2, 1, True, [*(f"plan0.pdf: page {k}/3" for k in (1, 2, 3)), f"[{'#' * 15}{'.' * 15}] 1/2",
                  *(f"[{'#' * 15}{'.' * 15}] 1/2 plan1.pdf: page {k}/3" for k in (1, 2, 3)), f"[{'#' * 30}] 2/2"]),
    (2, 2, True, [f"[{'#' * 15}{'.' * 15}] 1/2", f"[{'#' * 30}] 2/2"]),
    (2, 1, False, []),
], ids=["one", "two", "at the same time", "no terminal"])
def test_a_pdf_tells_its_progress_by_page(documents: int, jobs: int, is_terminal: bool, shown: list[str], tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.paragraph("第1章 計画の基本的な考え方", 16, GOTHIC, first=0)
    for page in (1, 2, 3):
        sheet.paragraph(FLAT.strip() * 4)
        if page < 3:
            sheet.new_page()
    data = sheet.bytes()
    for number in range(documents):
        (tmp_path / f"plan{number}.pdf").write_bytes(data)
    screen = Screen(is_terminal)
    with Terminal(screen) as terminal:  # type: ignore[arg-type]
        report = extract_corpus([tmp_path], tmp_path / "out", jobs, tell=terminal.tell, progress=terminal.progress,
                                reading=terminal.reading)
    assert (report.documents, report.complaints) == (documents, ())
    assert [line for line in screen.text.split("\r\x1b[K") if line] == shown
