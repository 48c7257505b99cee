"""The DVC pipeline on the samples in a copy of the repository: `dvc repro` from nothing, and each stage as a process."""
from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from bench.speed.process import ROOT, Ran, measured, run
from bench.speed.record import Process
from pipeline.stages import KEPT

NEEDED = ("raw", "pipeline", "models", "tests/gold", "tests/plans", "dvc.yaml", "params.yaml", ".dvc/config", ".dvcignore")
NOTHING_THERE = ("models/pillars.json",)  # what stages make


def repro(folder: Path, runs: int) -> Iterator[Process]:
    """`dvc repro` from nothing, `dvc repro` again, then each stage."""
    yield measured("repro", "dvc repro from nothing", runs, lambda k: _from_nothing(folder / f"copy{k}"))
    copy = folder / "copy0"
    yield measured("repro", "dvc repro again", runs, lambda _: dvc(copy, "repro"))
    stages: dict[str, Any] = yaml.safe_load((copy / "dvc.yaml").read_text(encoding="utf-8"))["stages"]
    params = yaml.safe_load((copy / "params.yaml").read_text(encoding="utf-8"))
    for name, stage in stages.items():
        yield measured("stage", name, runs, partial(_stage, command(stage["cmd"], params), copy))


def command(line: str, params: Mapping[str, Any]) -> list[str]:
    """The words of a stage's command, for this Python, with its parameters filled in."""
    def value(found: re.Match[str]) -> str:
        at: Any = params
        for key in found[1].split("."):
            at = at[key]
        return str(at)

    words = shlex.split(re.sub(r"\$\{([\w.]+)\}", value, line))
    return [sys.executable if word == "python" else word for word in words]


def _stage(words: list[str], copy: Path, _: int) -> Ran:
    """Run a stage that has kept nothing."""
    shutil.rmtree(copy / "processed" / KEPT, ignore_errors=True)
    return run(words, copy)


def _from_nothing(copy: Path) -> Ran:
    prepare(copy)
    return dvc(copy, "repro")


def prepare(copy: Path) -> None:
    """Copy what the pipeline needs into a folder of its own, under DVC alone."""
    for name in NEEDED:
        source, target = ROOT / name, copy / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, target)
    for name in NOTHING_THERE:
        (copy / name).unlink(missing_ok=True)
    dvc(copy, "config", "--quiet", "--local", "core.no_scm", "true")


def dvc(copy: Path, *arguments: str) -> Ran:
    """Run DVC in such a folder."""
    return run([sys.executable, "-m", "dvc", *arguments], copy, {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "DVC_SITE_CACHE_DIR": str(copy / ".dvc" / "tmp" / "site"), "DVC_NO_ANALYTICS": "1"})
