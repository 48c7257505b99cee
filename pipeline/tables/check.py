"""The rules that hold between rows, tables and texts: keys, foreign keys, offsets and surfaces."""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import repeat
from operator import attrgetter
from typing import Any

from pipeline.source import surface_at, surface_of
from pipeline.tables.columns import Row, columns, pieces
from pipeline.tables.problem import Problem
from pipeline.tables.rows import TABLES, Tables

_Values = Mapping[str, Sequence[Any]]  # the columns of a table by their names


def check(tables: Tables, texts: Mapping[str, str]) -> list[Problem]:
    """The rules that rows of `tables` break; `texts` maps doc_id to the text that all offsets count in."""
    values = {name: _values(row_type, tables.rows(name)) for name, row_type in TABLES.items()}
    known = {f"{name}.{key}": frozenset(values[name][key]) for name, row_type in TABLES.items() for key in row_type.KEY}
    problems: list[Problem] = []
    for name, row_type in TABLES.items():
        problems += _keys(row_type, tables.rows(name), values[name])
    for name, row_type in TABLES.items():
        problems += _foreign_keys(row_type, tables.rows(name), values[name], known)
        problems += _places(tables.rows(name), values[name], texts)
    return problems


def foreign(tables: Tables, doc_id: str) -> list[Problem]:
    """The rows among those of one document that do not carry its doc_id as their key, or at the start of it.

    Where there are none, keys that are unique in each document are unique in all documents, and a foreign key that is
    found in its document needs no other: a corpus is checked document by document."""
    problems = []
    for name, row_type in TABLES.items():
        rows, key = tables.rows(name), row_type.KEY[0]
        for row, (value, own) in zip(rows, map(attrgetter(key, "doc_id"), rows)):
            if own != doc_id or (value if key == "doc_id" else value.rpartition("-")[0]) != doc_id:
                problems.append(Problem(name, row.key(), f"{key}: is no key of document {doc_id}"))
    return problems


def _values(row_type: type[Row], rows: Sequence[Row]) -> _Values:
    names = [column.name for column in columns(row_type)]
    return dict(zip(names, zip(*rows) if rows else repeat(())))


def _keys(row_type: type[Row], rows: Sequence[Row], values: _Values) -> Iterator[Problem]:
    keys = list(zip(*(values[key] for key in row_type.KEY)))
    if len(set(keys)) == len(keys):
        return
    seen: set[Any] = set()
    for row, key in zip(rows, keys):
        if key in seen:
            yield Problem(row.TABLE, row.key(), f"{', '.join(row.KEY)}: stands in several rows")
        seen.add(key)


def _foreign_keys(row_type: type[Row], rows: Sequence[Row], values: _Values,
                  known: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    for column in columns(row_type):
        unknown = set(values[column.name]) - known[column.refers] - {""} if column.refers else ()
        for row, value in zip(rows, values[column.name]) if unknown else ():
            if value in unknown:
                yield Problem(row.TABLE, row.key(), f"{column.name}: {value} is no {column.refers}")


def _places(rows: Sequence[Row], values: _Values, texts: Mapping[str, str]) -> Iterator[Problem]:
    if "start" not in values:
        return
    spans, surfaces = values.get("spans", repeat("")), values.get("surface", repeat(None))
    for row, doc_id, start, end, places, surface in zip(rows, values["doc_id"], values["start"], values["end"], spans, surfaces):
        text = texts.get(doc_id)
        if text is None:
            yield Problem(row.TABLE, row.key(), f"doc_id: there is no text of {doc_id}")
        elif end > len(text):
            yield Problem(row.TABLE, row.key(), f"end: {end} is after the end of the text, {len(text)}")
        elif surface is not None and surface != (found := _surface(text, start, end, places)):
            yield Problem(row.TABLE, row.key(), f"surface: is {surface!r}, but the text has {found!r}")


def _surface(text: str, start: int, end: int, places: str) -> str:
    """The text at the pieces, or from start to end where these are one."""
    return surface_of(text, pieces(places)) if ";" in places else surface_at(text, start, end)
