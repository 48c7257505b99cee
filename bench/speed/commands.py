"""Whole processes of the command line: what each command takes to start, and what one document takes."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from bench.speed.process import KEIKAKU, Ran, measured, run
from bench.speed.record import Process
from bench.speed.texts import Text

Arguments = Callable[[int], list[object]]  # of the number of a run

# A plan of a few lines with measures and dates, and a list for `crossval`: nearly all that a command takes on them is its start.
PLAN = """# 青浜県DX推進計画

令和5年3月 青浜県

## 第1章 施策の展開

### 事業一覧

| 事業名 | 概要 | 担当課 |
| --- | --- | --- |
| 防災情報配信事業 | 令和5年度に避難の情報を県民に届けます。 | 危機管理課 |
| 河川水位公開事業 | 川の水位を公開します。 | 河川課 |
"""
NAMES = "name,pillar\n" + "".join(f"{kind}{number}{'事業' if number % 2 else 'の整備'},{pillar}\n" for pillar, kinds in (
    ("防災", ("避難所", "河川", "消防")), ("教育", ("学校", "図書館", "授業"))) for kind in kinds for number in range(4))


def commands(folder: Path, runs: int) -> Iterator[Process]:
    """Each command on that plan. Files are made in `folder`."""
    plan, names, out, gold = folder / "plan.md", folder / "names.csv", folder / "out", folder / "gold"
    plan.write_text(PLAN, encoding="utf-8")
    names.write_text(NAMES, encoding="utf-8")
    given: dict[str, Arguments] = {
        "--help": lambda _: ["--help"],
        "extract": lambda _: ["extract", plan, "--out", out],
        "validate": lambda _: ["validate", out],
        "evaluate": lambda _: ["evaluate", "--tables", out, "--gold", gold, "--doc", plan.stem],
        "corrections": lambda _: ["corrections", out / "review.csv"],
        "add": lambda k: ["add", plan, "--prefecture", "01", "--plan-name", "計画", "--raw", folder / f"raw{k}"],
        "crossval": lambda _: ["crossval", names, "--folds", "2"],
    }
    for name, arguments in given.items():
        if name == "evaluate":
            gold.symlink_to(out / "tables", target_is_directory=True)
        yield measured("command", f"keikaku {name}", runs, partial(_keikaku, arguments))


def extract(text: Text, folder: Path, runs: int) -> Process:
    """`keikaku extract` of a text as it is."""
    return measured("command", f"keikaku extract, {text.name}", runs,
                    partial(_keikaku, lambda _: ["extract", text.path, "--out", folder / "out"]))


def _keikaku(arguments: Arguments, turn: int) -> Ran:
    return run([*KEIKAKU, *map(str, arguments(turn))])
