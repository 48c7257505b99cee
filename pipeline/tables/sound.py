"""The rules that hold within a row, from the description of its columns; a table is looked at column by column."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, repeat
from math import inf
from types import NoneType
from typing import Any

from pipeline.days import missing_day
from pipeline.tables.columns import EDTF, Column, Row, pieces
from pipeline.tables.problem import Problem

_TEXT, _WHOLE = {str}, {int}
_TYPES: dict[str, set[type]] = {"integer": {int, NoneType}, "number": {int, float, NoneType}, "string": {str}, "date": {str}}


def unsound(rows: Sequence[Row]) -> list[tuple[int, Problem]]:
    """The first rule that each row of a table breaks, with the index of the row; rows that break none are left out."""
    if not rows:
        return []
    row_type = type(rows[0])
    values = {column.name: held for column, held in zip(row_type.COLUMNS, zip(*rows))}
    found: dict[int, str] = {}
    for column in row_type.COLUMNS:
        if column.name != "spans" and not _is_sound(column, values[column.name]):
            for k, value in enumerate(values[column.name]):
                if rule := _check(column)(value):
                    found.setdefault(k, f"{column.name}: {rule}")
    for k, rule in (*_misplaced(row_type, values, found), *_broken(rows, found)):
        found.setdefault(k, rule)
    return [(k, Problem(row_type.TABLE, rows[k].key(), rule)) for k, rule in sorted(found.items())]


def _is_sound(column: Column, values: Sequence[Any]) -> bool:
    """Whether no value of a column breaks its rules: hardly any does, so each different one is looked at once."""
    types = set(map(type, values))
    if not types <= _TYPES[column.type]:
        return False
    if types == _WHOLE:
        low, high = _bounds(column)
        return bool(low <= min(values) and max(values) <= high)
    if types == _TEXT and not column.pattern:
        return not (column.required and "" in values) and (not column.enum or {"", *column.enum}.issuperset(values))
    return not any(map(_check(column), set(values)))


def _bounds(column: Column) -> tuple[float, float]:
    return -inf if column.minimum is None else column.minimum, inf if column.maximum is None else column.maximum


def _misplaced(row_type: type[Row], values: Mapping[str, Sequence[Any]], found: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    """The rules broken by offsets: spans of the wrong form, and offsets that do not fit each other."""
    if "start" not in values:
        return
    check = next((_check(column) for column in row_type.COLUMNS if column.name == "spans"), lambda spans: None)
    for k, (start, end, spans) in enumerate(zip(values["start"], values["end"], values.get("spans", repeat("")))):
        if k not in found and (start >= end or spans != f"{start}:{end}"):  # most are as simple as that
            if rule := check(spans):
                yield k, f"spans: {rule}"
            elif rule := placed(start, end, spans):
                yield k, rule


def placed(start: int, end: int, spans: str) -> str | None:
    """The rule broken by an empty place, or by pieces that do not run from its start to its end."""
    if start >= end:
        return f"start, end: start {start} is not before end {end}"
    if not spans or spans == f"{start}:{end}":
        return None
    found = pieces(spans)
    if any(a >= b for a, b in found) or any(x[1] > y[0] for x, y in pairwise(found)):
        return f"spans: {spans} are not in order"
    if (found[0][0], found[-1][1]) != (start, end):
        return f"spans: {spans} do not run from start {start} to end {end}"
    return None


def _broken(rows: Sequence[Row], found: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    """The rules that columns together break."""
    if type(rows[0]).broken is not Row.broken:
        for k, row in enumerate(rows):
            if k not in found and (rule := row.broken()):
                yield k, rule


@lru_cache(maxsize=512)
def _check(column: Column) -> Callable[[Any], str | None]:
    """A function from a value to the rule it breaks, or None."""
    low, high = _bounds(column)
    enum, pattern = frozenset(column.enum), re.compile(column.pattern) if column.pattern else None

    def number(value: Any) -> str | None:
        if value is None:
            return "is empty" if column.required else None
        if type(value) not in _TYPES[column.type]:
            return f"{value!r} is no {column.type}"
        if not low <= value <= high:
            return f"{value} is not in {column.minimum}..{'' if column.maximum is None else column.maximum}"
        return None

    def string(value: Any) -> str | None:
        if not isinstance(value, str):
            return f"{value!r} is no text"
        if not value:
            return "is empty" if column.required else None
        if enum and value not in enum:
            return f"{value!r} is none of {', '.join(column.enum)}"
        if pattern and not pattern.fullmatch(value):
            return f"{value!r} is not of the form {column.about if column.type != 'date' else 'YYYY-MM-DD'}"
        if column.type == "date" or column.pattern == EDTF:
            return missing_day(value)
        return None

    return number if column.type in ("integer", "number") else string
