"""Tables of a run, the README between its marks, the chart, and the file that keeps a run."""
from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest

from bench.speed.chart import svg
from bench.speed.publish import END, START, renewed
from bench.speed.record import LATEST, Record, dump, load
from bench.speed.tables import Table, markdown, plain, tables

SCHEMA = json.loads((LATEST.parent / "latest.schema.json").read_text(encoding="utf-8"))
FIGURES = Table("Figures", ("tool", "s"), (("a|b", "1"), ("longer", "12.5")))


def test_plain_table_is_aligned() -> None:
    assert plain(FIGURES).splitlines() == ["Figures", "  tool       s", "  a|b        1", "  longer  12.5"]


def test_markdown_table() -> None:
    assert markdown(FIGURES).splitlines() == ["Figures:", "", "| tool | s |", "| --- | ---: |", "| a\\|b | 1 |", "| longer | 12.5 |"]


def test_tables_of_a_run(record: Record) -> None:
    tools, steps, processes, batches, aims = tables(record)
    ginza = next(row for row in tools.rows if row[2].startswith("GiNZA"))
    assert ginza[3:7] == ["40,000 of 400,000", "2,000", "500", "70 (40)"]
    assert [row[-2:] for row in tools.rows if row[2] == "keikaku extract"] == [["", ""], ["", ""], ["1.00", "1.00"]]
    assert steps.rows[-1][:4] == ["all steps", "", "1.80", "1.80"]
    assert [row[0] for row in processes.rows][-1] == "stage read"
    assert len(batches.rows) == 4
    assert {row[-1] for row in aims.rows} == {"met"}


def test_tables_say_what_is_missing_or_not_met(record: Record) -> None:
    wrong = replace(record, processes=(), batches=(), targets=(
        replace(record.targets[0], measured=3.0), replace(record.targets[1], measured=None)))
    *_, aims = tables(wrong)
    assert [row[-1] for row in aims.rows] == ["not met", "not measured"]
    assert [table.title for table in tables(wrong)][-2:] != ["Whole processes", "Targets"]


def test_readme_is_renewed_between_its_marks_only() -> None:
    before = f"# Title\n\n{START}\nold | figures\n{END}\n\n## After\n"
    once = renewed(before, "new")
    assert once == f"# Title\n\n{START}\n\nnew\n\n{END}\n\n## After\n"
    assert renewed(once, "new") == once


@pytest.mark.parametrize("readme", ["no marks", START, f"{END}{START}", f"{START}{START}{END}", f"{START}{END}{END}"])
def test_readme_without_its_marks_is_refused(readme: str) -> None:
    with pytest.raises(ValueError, match="put them back"):
        renewed(readme, "new")


def test_a_record_comes_back(record: Record) -> None:
    assert load(dump(record)) == record


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"date": 1}'])
def test_what_is_no_record_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="run make bench again"):
        load(text)


def test_a_record_fits_the_schema(record: Record) -> None:
    jsonschema.validate(json.loads(dump(record)), SCHEMA)


@pytest.mark.parametrize("spoil", [
    lambda content: content.pop("versions"), lambda content: content["speeds"][0].pop("peak"),
    lambda content: content["speeds"][0].update(seconds="0.1"), lambda content: content["speeds"].clear(),
    lambda content: content["targets"][0].update(met="yes"), lambda content: content.update(machine="mine")])
def test_the_schema_refuses(record: Record, spoil: Any) -> None:
    content = json.loads(dump(record))
    spoil(content)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(content, SCHEMA)


def test_chart_shows_each_tool_and_step(record: Record) -> None:
    chart = svg(record)
    words = [element.text for element in ElementTree.fromstring(chart).iter("{http://www.w3.org/2000/svg}text")]
    assert {"SudachiPy mode C", "keikaku extract", "GiNZA (entities only)", "layout", "write", "555,556", "2,000", "1.50"} <= set(words)
    assert svg(record) == chart


def test_no_chart_of_nothing(record: Record) -> None:
    with pytest.raises(ValueError, match="no chart"):
        svg(replace(record, speeds=()))
