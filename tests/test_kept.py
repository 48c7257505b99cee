"""Results of single documents that the stages of dvc.yaml keep: what is made again, and that nobody can tell by the output."""
from __future__ import annotations

import importlib
import json
import shutil
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from pipeline import fingerprint
from tests.test_stages import ROOT, STAGES, run

MADE = [stage for stage in STAGES if stage != "evaluate"]
WORK = {"read": "build", "tokenize": "tokenize", "signs": "learn", "extract": "find_mentions", "train": "examples", "assign": "questions",
        "correct": "apply", "link": "linked", "tables": "collect", "review": "collect"}
PLAN = """\
# 星見県デジタル計画

次の2つの柱で進める。

- 暮らしを支える
- 産業を興す

## 柱1 暮らしを支える

| 事業名 | 担当課 |
| --- | --- |
| 避難所受付デジタル化事業 | 防災課 |
| 健康診査予約システム整備事業 | 健康課 |

## 柱2 産業を興す

| 事業名 | 担当課 |
| --- | --- |
| 農業用ドローン導入支援事業 | 農業課 |
| 観光案内アプリ開発事業 | 観光課 |

## 推進のために

| 事業名 | 担当課 |
| --- | --- |
| 救護所受付デジタル化事業 | 防災課 |

令和5年4月に始める。
"""
STATED = {"pillars": [[1, "暮らしを支える", "雲見県デジタル計画"], [2, "産業を興す", "雲見県デジタル計画"]],
          "projects": [["避難所受付デジタル化事業", "暮らしを支える"], ["観光案内アプリ開発事業", "産業を興す"]]}
FLAT = "令和6年4月に始める。\n"
DECISIONS = ("doc_id,action,start,end,surface,pillar\na,pillar,,,観光案内アプリ開発事業,(none)\na,reject,,,宇宙旅行事業,\n"
             "a,pillar,,,農業用ドローン導入支援事業,宇宙\n")


class Counter(dict[str, int]):
    """How often each stage has done its work."""

    def watch(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for stage, name in WORK.items():
            module = importlib.import_module(f"pipeline.stages.{stage}")
            monkeypatch.setattr(module, name, self._counted(stage, getattr(module, name)))

    def _counted(self, stage: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any) -> Any:
            self[stage] = self.get(stage, 0) + 1
            return work(*arguments)
        return counted


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which the stages run, with three plans and one that teaches."""
    for folder in ("raw", "tests/plans"):
        (tmp_path / "project" / folder).mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "project")
    for name, text in {"a.md": PLAN, "b.md": PLAN.replace("星見", "月見"), "c.txt": FLAT, "corrections.csv": DECISIONS}.items():
        (Path("raw") / name).write_text(text, encoding="utf-8")
    Path("tests/plans/small.md").write_text(PLAN.replace("星見", "雲見"), encoding="utf-8")
    Path("tests/plans/small.json").write_text(json.dumps(STATED), encoding="utf-8")
    return tmp_path / "project"


def all_stages(monkeypatch: pytest.MonkeyPatch) -> Counter:
    """Run them; how often each did its work."""
    with monkeypatch.context() as inner:
        count = Counter()
        count.watch(inner)
        for stage in MADE:
            run(stage, inner)
    return count


def made() -> dict[str, bytes]:
    """All that the stages have written, but what they keep."""
    return {path.as_posix(): path.read_bytes() for folder in ("processed", "models", "metrics") for path in Path(folder).rglob("*")
            if path.is_file() and ".kept" not in path.parts}


def kept() -> list[Path]:
    return [path for path in Path("processed/.kept").rglob("*") if path.is_file()]


@pytest.mark.parametrize(("text", "more"), [
    (FLAT.replace("6", "7"), {}),
    (PLAN.partition("## 推進")[0].replace("星見", "海見").replace("健康診査", "予防接種"), {"correct": 1, "link": 3, "tables": 3, "review": 3}),
], ids=["teaches nothing", "the model answers otherwise about a and b"])
def test_after_one_new_document_each_stage_does_its_work_alone(text: str, more: dict[str, int], project: Path,
                                                               monkeypatch: pytest.MonkeyPatch) -> None:
    assert all_stages(monkeypatch) == {**dict.fromkeys(WORK, 3), "correct": 1, "signs": 1}
    before = {path.name for path in kept()}
    assert all_stages(monkeypatch) == {}
    assert {path.name for path in kept()} == before
    tree = Path("processed/documents/a.json").stat()
    (project / "raw" / "d.md").write_text(text, encoding="utf-8")
    assert all_stages(monkeypatch) == {stage: 1 for stage in WORK if stage not in ("correct", "signs")} | more
    assert Path("processed/documents/a.json").stat().st_mtime_ns == tree.st_mtime_ns, "DVC would look at it again"
    after = made()
    shutil.rmtree("processed")
    all_stages(monkeypatch)
    assert made() == after


def test_a_document_that_is_gone_leaves_nothing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    all_stages(monkeypatch)
    before = made()
    names = {path.relative_to("processed") for path in kept()}
    (project / "raw" / "d.md").write_text(PLAN.replace("星見", "海見"), encoding="utf-8")
    all_stages(monkeypatch)
    assert made() != before
    (project / "raw" / "d.md").unlink()
    all_stages(monkeypatch)
    assert made() == before and {path.relative_to("processed") for path in kept()} == names


def test_another_rule_makes_all_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = all_stages(monkeypatch)
    shutil.copytree(ROOT / "pipeline", project / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    with (project / "pipeline" / "rules" / "eras.csv").open("ab") as file:
        file.write(b"\n")
    monkeypatch.setattr(fingerprint, "_PACKAGE", project / "pipeline")
    assert all_stages(monkeypatch) == first


DAMAGE: tuple[Callable[[bytes], bytes], ...] = (
    lambda content: b"",
    lambda content: content[:len(content) // 2],
    lambda content: content[:-1] + bytes([content[-1] ^ 1]),
)


def test_what_is_damaged_is_made_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, before = all_stages(monkeypatch), made()
    for path, damage in zip(sorted(kept()), cycle(DAMAGE)):
        path.write_bytes(damage(path.read_bytes()))
    assert all_stages(monkeypatch) == first
    assert made() == before
    assert all_stages(monkeypatch) == {}


def test_lines_about_documents_come_out_again(project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    all_stages(monkeypatch)
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(":")[0] for line in lines] == ["raw/c.txt", "raw/corrections.csv, line 4", "raw/corrections.csv, line 3"]
    assert all_stages(monkeypatch) == {}
    assert capsys.readouterr().err.splitlines() == lines


def test_a_changed_decision_touches_its_document_alone(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    all_stages(monkeypatch)
    file = project / "raw" / "corrections.csv"
    file.write_text(DECISIONS.replace("reject,,,宇宙旅行事業", "accept,,,避難所受付デジタル化事業"), encoding="utf-8")
    assert all_stages(monkeypatch) == dict.fromkeys(["train", "correct", "link", "tables", "review"], 1)


def test_another_model_answers_the_questions_that_are_kept(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    all_stages(monkeypatch)
    assigned = Path("processed/assigned/a.json")
    before = assigned.read_bytes()
    model = json.loads(Path("models/pillars.json").read_text(encoding="utf-8"))
    Path("models/pillars.json").write_text(json.dumps({**model, "temperature": 9.9, "threshold": 0.0}), encoding="utf-8")
    count = Counter()
    with monkeypatch.context() as inner:
        count.watch(inner)
        run("assign", inner)
        after = assigned.read_bytes()
        assert count == {} and after != before
        shutil.rmtree("processed/.kept/assign")
        run("assign", inner)
    assert count == {"assign": 3} and assigned.read_bytes() == after


def test_a_failure_is_not_kept(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("read", monkeypatch)
    with monkeypatch.context() as inner:
        inner.setattr("pipeline.stages.extract.find_mentions", lambda document: {}[document.source.doc_id])
        run("extract", inner)
    assert [path.name for path in Path("processed/mentions").iterdir()] == ["errors.csv"]
    run("extract", monkeypatch)
    assert sorted(path.name for path in Path("processed/mentions").iterdir()) == ["a.json", "b.json", "c.json", "errors.csv"]
