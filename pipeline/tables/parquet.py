"""Parquet copies of the tables: the same columns with types, empty cells as nulls."""
from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from pipeline.tables.columns import Column, Row, columns

if TYPE_CHECKING:
    import pyarrow as pa


def dump(row_type: type[Row], rows: Sequence[Row]) -> bytes:
    """A table as the bytes of a Parquet file; the same rows give the same bytes."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    described = columns(row_type)
    arrays = [pa.array([_value(column, getattr(row, column.name)) for row in rows], _type(column))
              for column in described]
    schema = pa.schema([pa.field(c.name, _type(c), nullable=not c.required, metadata={"description": c.about})
                        for c in described], metadata={"description": row_type.ABOUT})
    out = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), out, compression="zstd")
    return out.getvalue()


def _type(column: Column) -> pa.DataType:
    import pyarrow as pa

    return {"integer": pa.int64(), "number": pa.float64(), "date": pa.date32(), "string": pa.string()}[column.type]


def _value(column: Column, value: Any) -> Any:
    if value is None or value == "":
        return None
    return date.fromisoformat(value) if column.type == "date" else value
