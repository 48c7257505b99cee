"""Writing tables and texts: CSV, Parquet, the Data Package and citations for reference managers, all or none."""
from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.files import replace_files
from pipeline.tables import bibtex, csl, csv_form, parquet
from pipeline.tables.check import check
from pipeline.tables.problem import Problem
from pipeline.tables.rows import TABLES, Tables
from pipeline.tables.schema import broken, data_package


def write(tables: Tables, texts: Mapping[str, str], out: Path, beside: Mapping[str, bytes] | None = None) -> None:
    """Write `out/tables/NAME.csv`, `out/tables/datapackage.json`, `out/tables/citations.json` (CSL-JSON) and `.bib`,
    `out/text/DOC_ID.txt`, and the files `beside` them, by their names in `out`.

    Old outputs stay until the new ones are complete; Parquet copies of older tables are taken away. At any moment
    `out/tables` is a whole set of tables, the old one or the new one, and so is `out/text`. Raises OSError."""
    contents = {name: csv_form.dump(row_type, tables.rows(name)) for name, row_type in TABLES.items()}
    replace_files(_text_files(texts, out) | _table_files(contents, out / "tables")
                  | _reference_files(tables, out / "tables")
                  | {out / name: content for name, content in (beside or {}).items()},
                  (out / "text", out / "tables"), _is_parquet_of_a_table)


def write_validated(tables: Tables, texts: Mapping[str, str], out: Path) -> list[Problem]:
    """Validate each table with pandera and against the others, and write those that pass, with Parquet copies.

    Returns the rules that are broken; a table with one is not written. What else stood in `out/tables` and `out/text`
    is taken away. Raises OSError."""
    contents = {name: csv_form.dump(row_type, tables.rows(name)) for name, row_type in TABLES.items()}
    problems = [problem for name, row_type in TABLES.items() for problem in broken(row_type, contents[name])]
    problems += check(tables, texts)
    failed = {problem.table for problem in problems}
    sound = {name: content for name, content in contents.items() if name not in failed}
    files = _text_files(texts, out) | _table_files(sound, out / "tables")
    for name in sound:
        files[out / "tables" / f"{name}.parquet"] = parquet.dump(TABLES[name], tables.rows(name))
    if "citations" in sound:
        files |= _reference_files(tables, out / "tables")
    replace_files(files, (out / "text", out / "tables"), lambda path: True)
    return problems


def _is_parquet_of_a_table(path: Path) -> bool:
    return path.suffix == ".parquet" and path.stem in TABLES


def _text_files(texts: Mapping[str, str], out: Path) -> dict[Path, bytes]:
    return {out / "text" / f"{doc_id}.txt": text.encode("utf-8") for doc_id, text in texts.items()}


def _table_files(contents: Mapping[str, bytes], folder: Path) -> dict[Path, bytes]:
    files = {folder / f"{name}.csv": content for name, content in contents.items()}
    return files | {folder / "datapackage.json": data_package(tuple(contents))}


def _reference_files(tables: Tables, folder: Path) -> dict[Path, bytes]:
    items = csl.items(tables.citations)
    return {folder / "citations.json": csl.written(items), folder / "citations.bib": bibtex.written(items)}
