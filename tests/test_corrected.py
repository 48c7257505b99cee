"""What people's decisions teach the models of measures: which candidates they are about, and that models follow them."""
from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.classify.corrected import lessons
from pipeline.classify.measures import Lesson, train
from pipeline.layout import build
from pipeline.review.corrections import load
from pipeline.source import SourceText
from tests.test_kept import project  # noqa: F401  # a fixture
from tests.test_stages import run

PLAN = """\
星見県デジタル計画

次の2つの柱で進める。

・暮らしを支える
・産業を興す

1 暮らしを支える

主な取組

・避難所受付の電子化
・救護所台帳整備事業
・防災無線の更新

2 産業を興す

| 事業名 | 担当課 |
| --- | --- |
| 農業用ドローン導入支援事業 | 農業課 |
| 観光案内アプリ開発事業 | 観光課 |

漁業については、魚群の情報を配信した。
"""


def taught(tmp_path: Path, *lines: str) -> set[tuple[str, str]]:
    """The kind of each candidate that these decisions are about, and what it is."""
    file = tmp_path / "corrections.csv"
    file.write_text("doc_id,action,start,end,surface,level\n" + "".join(f"x,{line}\n" for line in lines), encoding="utf-8")
    decided = load(file)
    assert not decided.complaints
    return {(lesson.kind, lesson.right) for lesson in lessons(build(SourceText("x", PLAN)), decided.of("x"), None)}


@pytest.mark.parametrize(("lines", "lesson"), [
    (["reject,,,避難所受付の電子化,"], {("list", "none")}),
    (["accept,,,避難所受付の電子化,program"], {("list", "program")}),
    (["accept,,,避難所受付の電子化,"], set()),  # of two levels, and the decision names none
    (["add,,,防災無線の更新,project"], {("list", "project")}),
    (["accept,,,漁業,"], {("topic", "program")}),
    (["reject,,,漁業,"], {("topic", "none")}),
    (["accept,,,漁業,project"], set()),  # no level that a topic has
    (["reject,,,農業用ドローン導入支援事業,"], {("table", "none")}),  # half of a column
    (["reject,,,農業用ドローン導入支援事業,", "accept,,,観光案内アプリ開発事業,"], set()),
    (["accept,,,農業用ドローン導入支援事業,", "accept,,,観光案内アプリ開発事業,"], {("table", "project")}),
    (["reject,,,宇宙旅行事業,"], set()),  # stands nowhere
    (["add,,,魚群の情報,program"], set()),  # no candidate
    ([], set()),
])
def test_what_a_decision_teaches(lines: list[str], lesson: set[tuple[str, str]], tmp_path: Path) -> None:
    assert taught(tmp_path, *lines) == lesson


def test_models_follow_decisions() -> None:
    def list_of(writer: int, sign: str, right: str) -> Lesson:
        return Lesson(f"writer {writer}", "list", {"under": 1.0, sign: 1.0}, right)

    plans = [list_of(k, sign, right) for k in range(9) for sign, right in (("事業", "project"), ("課題", "none"), ("更新", "program" if k else "none"))]
    before, figures = train(plans)
    decided = [Lesson("a document", "list", {"under": 1.0, "更新": 1.0, "会場": 1.0}, "none")] * 4
    after, same = train(plans, decided)
    asked = {"under": 1.0, "更新": 1.0, "会場": 1.0}
    assert before["list.program"].chance(asked) > 0.7 > 0.3 > after["list.program"].chance(asked)
    assert after["list.program"].chance({"under": 1.0, "更新": 1.0}) > 0.7
    assert figures["candidates"] == same["candidates"] == len(plans), "decisions are no plans that are held out"


def test_the_stage_counts_what_decisions_taught(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    def corrected() -> object:
        for stage in ("read", "signs"):
            run(stage, monkeypatch)
        return json.loads(Path("metrics/signs.json").read_text(encoding="utf-8"))["measures"].get("corrected", 0)

    before, taught = corrected(), Path("processed/taught.json").read_bytes()
    file = project / "raw" / "corrections.csv"
    with file.open("a", encoding="utf-8") as lines:
        lines.write("b,reject,,,避難所受付デジタル化事業,\nb,reject,,,健康診査予約システム整備事業,\n")
    assert corrected() == int(str(before)) + 1 and Path("processed/taught.json").read_bytes() == taught
