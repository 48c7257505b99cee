"""Cells that a spreadsheet would run: they have a sign before them, in every CSV file, and come back as they were."""
from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.complaint import Complaint, from_csv, to_csv
from pipeline.extraction import Extraction
from pipeline.formulas import FIRST, harmless, plain
from pipeline.run import extract_corpus
from pipeline.summary import summary
from pipeline.tables import csv_form, parquet
from pipeline.tables.collect import collect
from pipeline.tables.columns import columns
from pipeline.tables.rows import TABLES, PillarRow, SectionRow
from pipeline.tables.schema import broken, data_package
from pipeline.tables.validate import validate

HOSTILE = """\
=HYPERLINK("http://127.0.0.1/","x")県計画

第1章 =HYPERLINK("http://127.0.0.1/","第1章")

計画期間は、平成31年度から令和3年度までとする。

第2章 @SUM(1+1)*cmd|' /C calc'!A0

第3章 ＋1+1+cmd|' /C calc'!A0

第4章 -2+3

第5章 '=1+1
"""


@pytest.mark.parametrize(("cell", "written"), [
    ("=1+1", "'=1+1"), ("+81", "'+81"), ("-", "'-"), ("@SUM(A1)", "'@SUM(A1)"), ("\tx", "'\tx"), ("\rx", "'\rx"),
    ("＝1+1", "'＝1+1"), ("'=x", "''=x"), ("'x", "'x"), ("a=b", "a=b"), ("", ""), ("(none)", "(none)"), ("・-", "・-"),
])
def test_a_cell_runs_no_formula_and_comes_back(cell: str, written: str) -> None:
    assert (harmless(cell), plain(written)) == (written, cell)


CELL = st.text() | st.tuples(st.sampled_from([*FIRST, "'", '"']), st.text(max_size=5)).map("".join)


@given(CELL)
def test_any_cell_comes_back(cell: str) -> None:
    assert plain(harmless(cell)) == cell
    assert not harmless(cell).startswith(tuple(FIRST))


@given(st.lists(st.tuples(CELL, CELL), max_size=4))
def test_any_table_comes_back(cells: list[tuple[str, str]]) -> None:
    rows = [SectionRow(f"s{k}", "a", label=label.replace("\0", ""), title=title.replace("\0", ""), level=1, start=k, end=k + 1, parent_id="")
            for k, (label, title) in enumerate(cells)]
    try:
        content = csv_form.dump(SectionRow, rows)
    except UnicodeEncodeError:  # half a character, which no reader lets through
        return
    assert csv_form.parse(SectionRow, content) == (rows, [])
    for line in csv.reader(io.StringIO(content.decode(), newline="")):
        assert not any(cell.startswith(tuple(FIRST)) for cell in line)


@pytest.mark.parametrize("name", TABLES)
def test_what_is_not_free_text_is_no_formula(name: str) -> None:
    """Numbers, days, words of lists and what patterns describe stand in the files as they are."""
    for column in columns(TABLES[name]):
        if not column.free:
            assert not any(value.startswith(tuple(FIRST)) for value in column.enum)
        if column.pattern and column.type == "string":
            for formula in ("=1", "+1", "@A1", "-1+1", "-A1", "-f(1)", "\t=1", "-", "-1|x!A0"):
                assert not re.fullmatch(column.pattern, formula), column.name


def test_the_data_package_says_which_fields(tmp_path: Path) -> None:
    fields = {(resource["name"], field["name"]): field for resource in json.loads(data_package())["resources"]
              for field in resource["schema"]["fields"]}
    assert fields["sections", "title"]["formulaPrefix"] == "'"
    for (table, name), field in fields.items():
        free = next(column for column in columns(TABLES[table]) if column.name == name).free
        assert field.get("formulaPrefix") == ("'" if free else None)


def test_no_cell_of_any_file_starts_a_formula(tmp_path: Path) -> None:
    folder, out = tmp_path / "plans", tmp_path / "out"
    folder.mkdir()
    for name in ("=1+1", "+a", "-b", "@c"):
        (folder / f"{name}.txt").write_text(HOSTILE, encoding="utf-8")
    (folder / "=flat.txt").write_text("平成31年度から始める。\n", encoding="utf-8")
    extract_corpus([folder], out)
    numbers = {(name, column.name) for name, row in TABLES.items() for column in columns(row) if not column.free}
    for path in out.rglob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                assert not [cell for name, cell in row.items()
                            if cell.startswith(tuple(FIRST)) and (path.stem, name) not in numbers]
    assert validate(out) == []
    with (out / "tables" / "sections.csv").open(encoding="utf-8", newline="") as file:
        titles = [plain(row["title"]) for row in csv.DictReader(file) if plain(row["doc_id"]) == "-b"]
    assert titles[0].startswith("=HYPERLINK(") and titles[1].startswith("@SUM(1+1)")
    assert any(line.startswith("=1+1  ") for line in summary(out))  # people read the value


def test_parquet_holds_the_value_alone(extraction: Extraction, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    names = [column.name for column in columns(PillarRow)]
    row = PillarRow(**dict(zip(names, collect(extraction).pillars[0])) | {"name": "=1+1"})
    content = csv_form.dump(PillarRow, [row])
    assert b"'=1+1" in content and broken(PillarRow, content) == []
    (tmp_path / "pillars.csv").write_bytes(content)
    parquet.write(PillarRow, tmp_path / "pillars.csv", [(len(csv_form.header(PillarRow)), len(content))], tmp_path / "pillars.parquet")
    assert pq.read_table(tmp_path / "pillars.parquet")["name"].to_pylist() == ["=1+1"]


def test_complaints_come_back(tmp_path: Path) -> None:
    complaints = [Complaint("=x.txt", "has no heading", "@mend"), Complaint("a", "-", "")]
    (tmp_path / "complaints.csv").write_bytes(to_csv(complaints))
    assert b"\n'=x.txt," in (tmp_path / "complaints.csv").read_bytes()
    assert from_csv(tmp_path / "complaints.csv") == complaints
