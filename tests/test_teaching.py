"""What plans teach is the same for any number of processes, and a plan that cannot be read is told from all of them."""
from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from pipeline.classify.teaching import learn
from pipeline.classify.written import files
from pipeline.readers import UnreadableDocument

PLANS = Path(__file__).parent / "plans"


def test_processes_make_no_difference(tmp_path: Path) -> None:
    for folder in ("first", "second", "third"):
        shutil.copytree(PLANS / folder, tmp_path / folder)
    alone, together = (learn(tmp_path, 0.9, processes) for processes in (1, 3))
    assert alone == together
    assert {one.plan for one in together.lessons} == set(range(len(files(tmp_path))))
    assert together.examples


def test_what_a_process_cannot_read_is_told(tmp_path: Path) -> None:
    for name in ("01-one", "02-two"):
        (tmp_path / f"{name}.txt").write_bytes(b"")
        (tmp_path / f"{name}.json").write_text(json.dumps({"pillars": []}), encoding="utf-8")
    with pytest.raises(UnreadableDocument, match="holds no text"):
        learn(tmp_path, 0.9, 2)


def test_only_plans_with_stated_pillars_teach(tmp_path: Path) -> None:
    (tmp_path / "01-one.txt").write_text("みなと県計画\n", encoding="utf-8")
    (tmp_path / "01-one.json").write_text('{"dates": []}', encoding="utf-8")
    assert files(tmp_path) == []
    assert not learn(tmp_path, 0.9).lessons
