"""Files: exact bytes, old outputs until new ones are complete, schemas and what validation finds in a folder."""
from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline import files
from pipeline.extraction import Extraction
from pipeline.kept import Kept
from pipeline.tables import csv_form
from pipeline.tables.collect import collect
from pipeline.tables.columns import columns
from pipeline.tables.part import Part, dump, part_of
from pipeline.tables.problem import Problem
from pipeline.tables.rows import TABLES, PillarRow, Tables
from pipeline.tables.schema import broken, data_package
from pipeline.tables.validate import validate
from pipeline.tables.write import Validated, write


@pytest.fixture
def tables(extraction: Extraction) -> Tables:
    return collect(extraction)


@pytest.fixture
def texts(extraction: Extraction) -> dict[str, str]:
    return {"plan-a": extraction.document.source.text}


@pytest.fixture
def out(tables: Tables, texts: dict[str, str], tmp_path: Path) -> Path:
    write(tables, texts, tmp_path)
    return tmp_path


def with_cell(row: Any, **cells: str) -> Any:
    return type(row)(*(cells.get(column.name, value) for column, value in zip(columns(type(row)), row)))


def write_validated(part: Part, out: Path) -> list[Problem]:
    with Validated(out, Kept(out / "kept")) as output:
        output.add(dump(part))
        return output.finish()


def test_csv_is_as_the_contract_says(out: Path, texts: dict[str, str]) -> None:
    content = (out / "tables" / "measures.csv").read_bytes()
    assert content.startswith(b"measure_id,doc_id,name,level,source,pillar_id,")
    assert b"\r" not in content and content.endswith(b"\n")
    assert (out / "text" / "plan-a.txt").read_bytes().decode() == texts["plan-a"]
    assert sorted(path.name for path in (out / "tables").iterdir()) == sorted(
        [f"{name}.csv" for name in TABLES] + ["citations.bib", "citations.json", "datapackage.json"])


def test_csv_quotes_as_rfc_4180(tables: Tables) -> None:
    row = PillarRow("a-p0001", "a", 1, '一,二"三"', "四", "", 0, 5, "0:5", '一,二"三', "")
    content = csv_form.dump(type(row), [row])
    assert '"一,二""三""",四,' in content.decode()
    assert csv_form.parse(type(row), content) == ([row], [])


def test_csv_round_trip(tables: Tables) -> None:
    for name, row_type in TABLES.items():
        rows, problems = csv_form.parse(row_type, csv_form.dump(row_type, tables.rows(name)))
        assert (tuple(rows), problems) == (tables.rows(name), [])


def test_same_tables_same_bytes(tables: Tables, texts: dict[str, str], tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert write_validated(part_of(tables, texts), tmp_path / name) == []
    for path in (tmp_path / "one").rglob("*.*"):
        assert path.read_bytes() == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes()


def test_old_outputs_stay_until_new_ones_are_complete(out: Path, tables: Tables, texts: dict[str, str],
                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    before = {path: path.read_bytes() for path in out.rglob("*.*")}

    def fails(names: object, parts: int) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipeline.tables.output.data_package", fails)
    with pytest.raises(OSError, match="No space left"):
        write(Tables(), texts, out)
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


def test_parquet_copies_of_other_tables_do_not_stay(tables: Tables, texts: dict[str, str], tmp_path: Path) -> None:
    write_validated(part_of(tables, texts), tmp_path)
    assert (tmp_path / "tables" / "dates.parquet").exists()
    write(replace(tables, dates=()), texts, tmp_path)
    assert not list((tmp_path / "tables").glob("*.parquet"))


def test_replace_files_leaves_nothing_behind(tmp_path: Path) -> None:
    files.write_atomically(tmp_path / "new" / "a.txt", b"a")
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["a.txt"]


def test_parquet_has_types_and_nulls(tables: Tables, texts: dict[str, str], tmp_path: Path) -> None:
    import datetime

    import pyarrow.parquet as pq

    path = tmp_path / "tables" / "dates.parquet"
    write_validated(part_of(tables, texts), tmp_path)
    rows = pq.read_table(path).to_pylist()
    assert rows[0]["first_day"] == datetime.date(2019, 4, 1)
    assert rows[1]["first_day"] is None and rows[1]["relative"] == 1
    assert [column.name for column in columns(TABLES["dates"])] == list(rows[0])


def test_data_package_describes_every_column() -> None:
    package = json.loads(data_package())
    assert [resource["path"] for resource in package["resources"]] == [f"{name}.csv" for name in TABLES]
    for resource in package["resources"]:
        schema = resource["schema"]
        names = [field["name"] for field in schema["fields"]]
        assert names == [column.name for column in columns(TABLES[resource["name"]])]
        assert all(field["type"] and field["description"] for field in schema["fields"])
        assert set(schema["primaryKey"]) <= set(names) and schema["missingValues"] == [""]
        for key in schema.get("foreignKeys", []):
            assert key["fields"] in names and key["reference"]["resource"] in {"", *TABLES}
    dates = next(resource for resource in package["resources"] if resource["name"] == "dates")["schema"]
    fields = {field["name"]: field for field in dates["fields"]}
    assert "fiscal_year" in fields["kind"]["constraints"]["enum"]
    assert fields["start"] == {"name": "start", "type": "integer", "unit": "code point",
                               "description": fields["start"]["description"],
                               "constraints": {"required": True, "minimum": 0}}
    assert {"fields": "resolved_from", "reference": {"resource": "", "fields": "date_id"}} in dates["foreignKeys"]


def test_a_table_that_fails_is_not_written(tables: Tables, texts: dict[str, str], tmp_path: Path) -> None:
    wrong = replace(tables, dates=(with_cell(tables.dates[0], kind="quarter"), *tables.dates[1:]))
    for _ in range(2):  # what broke a rule is not kept as sound
        problems = write_validated(part_of(wrong, texts), tmp_path)
        assert [problem.table for problem in problems] == ["dates"]
        assert str(problems[0]).startswith("table dates, row plan-a-d0001: kind: 'quarter' is none of day, ")
    names = {path.name for path in (tmp_path / "tables").iterdir()}
    assert "dates.csv" not in names and "dates.parquet" not in names and "measures.csv" in names
    package = json.loads((tmp_path / "tables" / "datapackage.json").read_text())
    assert "dates" not in [resource["name"] for resource in package["resources"]]


def test_rows_are_validated_once_and_many_documents_at_a_time(tables: Tables, texts: dict[str, str], tmp_path: Path,
                                                              monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bytes] = []
    monkeypatch.setattr("pipeline.tables.write.broken", lambda row_type, content: seen.append(content) or [])

    def validated(*names: str) -> list[int]:
        seen.clear()
        with Validated(tmp_path / "out", Kept(tmp_path / "kept")) as output:
            for name in names:
                output.add(dump(part_of(replace(tables, documents=(with_cell(tables.documents[0], doc_id=name),)), {name: "x"})))
            assert output.finish() == []
        return [content.count(b"\n") - 1 for content in seen[::len(TABLES)]]  # rows of the table documents

    assert validated("a", "b") == [2]
    assert validated("a", "b", "c") == [1]
    assert validated("a", "b", "c") == []
    monkeypatch.setattr("pipeline.tables.write.BATCH", 1)
    assert validated("d", "e") == [1, 1]
    assert len((tmp_path / "out" / "tables" / "documents.csv").read_text(encoding="utf-8").splitlines()) == 3


def test_pandera_accepts_what_rows_accept(tables: Tables) -> None:
    for name, row_type in TABLES.items():
        assert broken(row_type, csv_form.dump(row_type, tables.rows(name))) == []
        assert broken(row_type, csv_form.dump(row_type, ())) == []


def edit(path: Path, row: int, column: str, value: str) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[row][column] = value
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.parametrize(("table", "column", "value", "message"), [
    ("dates", "kind", "quarter", "row plan-a-d0001: kind: 'quarter' is none of day"),
    ("dates", "first_day", "2019-02-30", "row plan-a-d0001: first_day: '2019-02-30' does not exist"),
    ("dates", "first_day", "2023-01-01", "row plan-a-d0001: first_day, last_day: 2023-01-01 is after 2022-03-31"),
    ("dates", "relative", "2", "row plan-a-d0001: relative: '2' is more than 1"),
    ("dates", "start", "x", "row plan-a-d0001: start: "),
    ("dates", "surface", "平成30年度", "row plan-a-d0001: surface: is '平成30年度', but the text has"),
    ("dates", "section_id", "plan-a-s0099", "section_id: plan-a-s0099 is no sections.section_id"),
    ("dates", "doc_id", "", "row plan-a-d0001: doc_id: is empty"),
    ("citations", "refers_to", "plan-a-c0009", "refers_to: plan-a-c0009 is no citations.citation_id"),
    ("measures", "pillar_confidence", "1.5", "pillar_confidence: '1.5' is more than 1"),
    ("measures", "pillar_id", "plan-b-p0001", "pillar_id: plan-b-p0001 is no pillars.pillar_id"),
    ("sections", "end", "99999", "end: 99999 is after the end of the text"),
    ("pillars", "pillar_id", "plan-a-p0002", "pillar_id: stands in several rows"),
    ("documents", "prefecture_code", "48", "row plan-a: prefecture_code: '48' is not of the form"),
])
def test_validate_names_table_row_and_rule(out: Path, table: str, column: str, value: str, message: str) -> None:
    assert validate(out) == []
    edit(out / "tables" / f"{table}.csv", 1 if table == "measures" else 0, column, value)
    lines = [str(problem) for problem in validate(out)]
    assert any(line.startswith(f"table {table}, ") and message in line for line in lines), lines


@pytest.mark.parametrize(("damage", "message"), [
    (lambda out: (out / "tables" / "dates.csv").unlink(), "table dates, row file: "),
    (lambda out: (out / "text" / "plan-a.txt").unlink(), "doc_id: there is no text of plan-a"),
    (lambda out: (out / "tables" / "dates.csv").write_text("date_id\nx\n"), "row header: has columns date_id instead"),
    (lambda out: (out / "tables" / "dates.csv").write_bytes(b"\xff\xfe"), "table dates, row file: is no CSV in UTF-8"),
])
def test_validate_survives_damage(out: Path, damage: Callable[[Path], object], message: str) -> None:
    damage(out)
    assert any(message in str(problem) for problem in validate(out))
