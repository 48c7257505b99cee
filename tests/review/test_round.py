"""From a run over review.csv and a person's decisions to the next run, on the command line; training by decisions."""
from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline import extract_document
from pipeline.classify.train import examples
from pipeline.cli import app
from pipeline.review.apply import apply
from pipeline.review import uncertain
from pipeline.review.corrections import COLUMNS, load
from pipeline.tables.validate import validate
from tests.review.conftest import PLAN

RAW = Path(__file__).parents[2] / "raw"
runner = CliRunner()


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def extract(plan: Path, out: Path, *options: str) -> tuple[int, str]:
    result = runner.invoke(app, ["extract", str(plan), "--out", str(out), *options])
    assert validate(out) == []
    return result.exit_code, result.stderr


def fill(path: Path, decisions: dict[str, tuple[str, str]]) -> None:
    """Write decisions and values into a review.csv, by surface."""
    rows = table(path)
    for row in rows:
        row["decision"], row["value"] = decisions.get(row["surface"], ("", ""))
    with path.open("w", encoding="utf-8-sig", newline="") as file:  # as a spreadsheet saves it
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


DECISIONS = {"防災情報の伝達の多重化": ("accept", ""), "学校教育の情報化": ("reject", ""),
             "行政手続のオンライン化": ("rename", "手続のオンライン化"), "農林水産業のスマート化": ("pillar", "スマート自治体への転換")}


def test_a_sample_is_reviewed_corrected_and_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uncertain, "_SURE", 1.01)  # every measure is listed
    plan, out, corrections = tmp_path / "mizuhama-2019.txt", tmp_path / "out", tmp_path / "corrections.csv"
    plan.write_bytes((RAW / "mizuhama-2019.txt").read_bytes())
    assert extract(plan, out) == (0, "")
    before, first = table(out / "review.csv"), table(out / "tables" / "measures.csv")
    assert {row["surface"] for row in before} >= set(DECISIONS) and not (out / "stale_corrections.csv").exists()

    filled = tmp_path / "review.csv"
    filled.write_bytes((out / "review.csv").read_bytes())
    fill(filled, DECISIONS)
    for added in ("4 corrections added", "0 corrections added, 4 were there"):
        result = runner.invoke(app, ["corrections", str(filled), "--into", str(corrections), "--by", "山田"])
        assert (result.exit_code, result.stdout) == (0, f"{corrections}: {added}\n")
    assert runner.invoke(app, ["corrections", str(filled), "--by", "山田"]).stdout == corrections.read_text(encoding="utf-8")

    options = ("--corrections", str(corrections))
    assert extract(plan, out, *options) == (0, "")
    rows = {row["surface"]: row for row in table(out / "tables" / "measures.csv")}
    pillars = {row["pillar_id"]: row["name"] for row in table(out / "tables" / "pillars.csv")}
    assert len(rows) and len(table(out / "tables" / "measures.csv")) == len(first) - 1
    assert "学校教育の情報化" not in rows
    for surface, name, pillar in [("防災情報の伝達の多重化", "防災情報の伝達の多重化", "安全で安心な県土づくり"),
                                  ("行政手続のオンライン化", "手続のオンライン化", "スマート自治体への転換"),
                                  ("農林水産業のスマート化", "農林水産業のスマート化", "スマート自治体への転換")]:
        row = rows[surface]
        assert (row["name"], pillars[row["pillar_id"]], row["pillar_method"], row["pillar_confidence"]) == (
            name, pillar, "override", "1.0")
    after = table(out / "review.csv")
    assert len(after) == len(before) - 4 and not {row["surface"] for row in after} & set(DECISIONS)
    assert table(out / "stale_corrections.csv") == []
    written = {path: path.read_bytes() for path in out.rglob("*.*") if path.is_file()}
    assert extract(plan, out, *options, "--jobs", "2") == (0, "")
    assert {path: path.read_bytes() for path in out.rglob("*.*") if path.is_file()} == written

    text = plan.read_bytes().decode("utf-8")
    plan.write_text("この計画は、県民の意見を聴いて作られた。\n\n" + text, encoding="utf-8")
    status, lines = extract(plan, out, *options)
    assert status == 0 and lines.count("moved from") == 4 == len(lines.splitlines())
    assert [row["decision"] for row in table(out / "review.csv")] == [""] * len(after)

    plan.write_text(text.replace("行政手続のオンライン化", "手続の見直し"), encoding="utf-8")
    status, lines = extract(plan, out, *options)
    stale = [line for line in lines.splitlines() if "stale" in line]
    assert status == 0 and len(stale) == 1
    assert f"{corrections}, line " in stale[0] and "'行政手続のオンライン化' is not in the text; look it up" in stale[0]
    kept = table(out / "stale_corrections.csv")
    assert [(row["surface"], row["name"], row["action"]) for row in kept] == [
        ("行政手続のオンライン化", "手続のオンライン化", "rename")]
    assert extract(plan, out)[0] == 0 and not (out / "stale_corrections.csv").exists()


def test_a_bad_file_of_corrections_costs_nothing_else(tmp_path: Path) -> None:
    plan, out, corrections = tmp_path / "aone.txt", tmp_path / "out", tmp_path / "corrections.csv"
    plan.write_text(PLAN, encoding="utf-8")
    rows = [",".join(COLUMNS), "aone,,reject,,,,遠隔診療ネットワーク事業,,,,,,", "aone,,delete,,,,x,,,,,,", "aone,accept",
            "gone,,reject,,,,x,,,,,,", "aone,,pillar,,,,人手不足の解消,,,農業,,,"]
    corrections.write_text("\n".join(rows), encoding="utf-8")
    status, lines = extract(plan, out, "--corrections", str(corrections))
    assert status == 2
    assert [line.removeprefix(f"{corrections}, ").split(";")[0] for line in lines.splitlines()] == [
        "line 4: has 2 cells instead of 13",
        "line 3: action 'delete' is none of accept, reject, rename, pillar, add",
        "line 5: doc_id 'gone' is no document of this run",
        "line 6: '農業' is no pillar of aone",
    ]
    assert "遠隔診療ネットワーク事業" not in {row["surface"] for row in table(out / "tables" / "measures.csv")}
    status, lines = extract(plan, out, "--corrections", str(tmp_path / "gone.csv"))
    assert status == 2 and len(lines.splitlines()) == 1 and "gone.csv: cannot be read" in lines


@pytest.mark.parametrize("content", ["", "a,b\n", "doc_id,action,start,end\n"])
def test_a_review_that_is_none(tmp_path: Path, content: str) -> None:
    (tmp_path / "review.csv").write_text(content, encoding="utf-8")
    result = runner.invoke(app, ["corrections", str(tmp_path / "review.csv"), "--into", str(tmp_path / "into.csv")])
    assert result.exit_code == 2 and len(result.stderr.splitlines()) == 1 and "has no column" in result.stderr
    assert not (tmp_path / "into.csv").exists()


def test_decisions_are_examples_for_the_classifier(tmp_path: Path) -> None:
    found = extract_document(PLAN, doc_id="aone")
    document = found.document
    open_ones = replace(found, measures=tuple(m._replace(pillar=-1, pillar_method="", confidence=0.0)
                                              for m in found.measures))
    assert examples(document, found.pillars, open_ones.measures, found.details) == []
    path = tmp_path / "corrections.csv"
    path.write_text("doc_id,action,start,end,surface,level,pillar\n"
                    "aone,pillar,,,スマート農業実証事業,,産業を興すデジタル\n"
                    "aone,accept,,,県公式アプリ「あおねナビ」,,暮らしを支えるデジタル\n"
                    "aone,add,,,実証農場,project,産業を興すデジタル\n"
                    "aone,accept,,,遠隔診療ネットワーク事業,,(none)\n"
                    "aone,reject,,,人手不足の解消,,\n", encoding="utf-8")
    done = apply(document, open_ones, load(path).of("aone"))
    made = examples(document, done.mentions.pillars, done.mentions.measures, done.mentions.details)
    assert sorted(example.right for example in made) == [0, 1, 1]
