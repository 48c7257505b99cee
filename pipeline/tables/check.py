"""The rules that hold between rows, tables and texts: keys, foreign keys, offsets and surfaces."""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any

from pipeline.source import surface_of
from pipeline.tables.columns import Row, columns, pieces
from pipeline.tables.problem import Problem
from pipeline.tables.rows import TABLES, Tables


def check(tables: Tables, texts: Mapping[str, str]) -> list[Problem]:
    """The rules that rows of `tables` break; `texts` maps doc_id to the text that all offsets count in."""
    values: dict[str, set[str]] = {}
    problems: list[Problem] = []
    for name, row_type in TABLES.items():
        rows = tables.rows(name)
        problems += _keys(row_type, rows)
        for key in row_type.KEY:
            values[f"{name}.{key}"] = set(map(attrgetter(key), rows))
    for name, row_type in TABLES.items():
        problems += _foreign_keys(row_type, tables.rows(name), values)
        problems += _places(row_type, tables.rows(name), texts)
    return problems


def foreign(tables: Tables, doc_id: str) -> list[Problem]:
    """The rows among those of one document that do not carry its doc_id as their key, or at the start of it.

    Where there are none, keys that are unique in each document are unique in all documents, and a foreign key that is
    found in its document needs no other: a corpus is checked document by document."""
    problems = []
    for name, row_type in TABLES.items():
        key = row_type.KEY[0]
        for row, value, own in zip(rows := tables.rows(name), map(attrgetter(key), rows), map(attrgetter("doc_id"), rows)):
            if own != doc_id or (value if key == "doc_id" else value.rpartition("-")[0]) != doc_id:
                problems.append(Problem(name, row.key(), f"{key}: is no key of document {doc_id}"))
    return problems


def _keys(row_type: type[Row], rows: Sequence[Row]) -> Iterator[Problem]:
    seen: set[Any] = set()
    for row, key in zip(rows, map(attrgetter(*row_type.KEY), rows)):
        if key in seen:
            yield Problem(row.TABLE, row.key(), f"{', '.join(row.KEY)}: stands in several rows")
        seen.add(key)


def _foreign_keys(row_type: type[Row], rows: Sequence[Row], values: Mapping[str, set[str]]) -> Iterator[Problem]:
    for column in columns(row_type):
        if not column.refers:
            continue
        known = values[column.refers]
        for row, value in zip(rows, map(attrgetter(column.name), rows)):
            if value and value not in known:
                yield Problem(row.TABLE, row.key(), f"{column.name}: {value} is no {column.refers}")


def _places(row_type: type[Row], rows: Sequence[Any], texts: Mapping[str, str]) -> Iterator[Problem]:
    names = {column.name for column in columns(row_type)}
    if "start" not in names:
        return
    for row in rows:
        text = texts.get(row.doc_id)
        if text is None:
            yield Problem(row.TABLE, row.key(), f"doc_id: there is no text of {row.doc_id}")
        elif row.end > len(text):
            yield Problem(row.TABLE, row.key(), f"end: {row.end} is after the end of the text, {len(text)}")
        elif "surface" in names and row.surface != (found := surface_of(text, pieces(row.spans))):
            yield Problem(row.TABLE, row.key(), f"surface: is {row.surface!r}, but the text has {found!r}")
