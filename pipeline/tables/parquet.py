"""Parquet copies of the tables, made of their CSV files: the same columns with types, empty cells as nulls."""
from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import formulas
from pipeline.tables.columns import Column, Row, columns

if TYPE_CHECKING:
    import pyarrow as pa

GROUP = 8 * 1024 * 1024
"""Bytes of CSV that make a row group: what is held in memory at a time, some documents more."""


def write(row_type: type[Row], table: Path, groups: Iterable[tuple[int, int]], target: Path) -> None:
    """Write stretches of a CSV file as a Parquet file with a row group each; the same stretches give the same bytes.

    groups: first byte and the one after the last, of whole rows without the header. Raises OSError."""
    import pyarrow.parquet as pq

    schema = _schema(row_type)
    with table.open("rb") as file, pq.ParquetWriter(target, schema, compression="zstd") as writer:
        for start, end in groups:
            file.seek(start)
            writer.write_table(_table(row_type, file.read(end - start), schema))


def _table(row_type: type[Row], content: bytes, schema: pa.Schema) -> pa.Table:
    """Rows of CSV as a table of one chunk."""
    import pyarrow as pa
    from pyarrow import compute, csv

    if not content:
        return schema.empty_table()
    types = {column.name: _type(column) for column in columns(row_type)}
    found = csv.read_csv(
        pa.BufferReader(content), csv.ReadOptions(column_names=list(types), block_size=len(content), use_threads=False),
        csv.ParseOptions(newlines_in_values=True),
        csv.ConvertOptions(column_types=types, null_values=[""], strings_can_be_null=True, quoted_strings_can_be_null=True))
    chunks = [column.combine_chunks() for column in found.columns]
    for number, column in enumerate(columns(row_type)):
        if column.free:
            chunks[number] = compute.replace_substring_regex(chunks[number], formulas.PLAIN, r"\1")
    return pa.Table.from_arrays(chunks, schema=schema)


def _schema(row_type: type[Row]) -> pa.Schema:
    import pyarrow as pa

    return pa.schema([pa.field(c.name, _type(c), nullable=not c.required, metadata={"description": c.about})
                      for c in columns(row_type)], metadata={"description": row_type.ABOUT})


def _type(column: Column) -> pa.DataType:
    import pyarrow as pa

    return {"integer": pa.int64(), "number": pa.float64(), "date": pa.date32(), "string": pa.string()}[column.type]
