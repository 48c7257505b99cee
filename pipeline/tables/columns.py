"""What a column of a table is (type, unit, allowed values, keys) and the check of a row that follows from it."""
from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from itertools import pairwise
from math import inf
from operator import attrgetter
from typing import Any, ClassVar, Literal

from pipeline.days import missing_day
from pipeline.tables.problem import Problem, RowError

ColumnType = Literal["string", "integer", "number", "date"]

DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
EDTF = (r"(?P<first>[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|[0-9]{3}X|[0-9]{2}XX|\.\.)"
        r"(/(?P<last>[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|\.\.))?")
_TIMEX3 = r"(FY[0-9]{4}|[0-9]{3}X|[0-9]{2}XX|([0-9]{4}|XXXX)-([0-9]{2}|XX)-([0-9]{2}|XX))"
TIMEX3 = rf"{_TIMEX3}(/{_TIMEX3})?"
BOX = r"-?[0-9]+\.[0-9](,-?[0-9]+\.[0-9]){3}"
BOXES = rf"[0-9]+:{BOX}(;[0-9]+:{BOX})*"
SPANS = r"[0-9]+:[0-9]+(;[0-9]+:[0-9]+)*"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the one place that states its type, unit and constraints.

    `required`: an empty value is an error. `refers`: `table.column` whose values it takes. `unit`: `code point`, `day`
    or empty. `pattern` is a regular expression for the whole value. Every empty value is an empty CSV cell.
    """

    about: str
    type: ColumnType = "string"
    required: bool = False
    unit: str = ""
    enum: tuple[str, ...] = ()
    pattern: str = ""
    minimum: int | None = None
    maximum: int | None = None
    refers: str = ""
    name: str = ""

    @property
    def free(self) -> bool:
        """Whether any text may stand in it. Numbers, days, words of a list and what a pattern describes hold no formula."""
        return self.type == "string" and not self.enum and not self.pattern


class Row:
    """Base of the typed rows. A subclass is a frozen slotted dataclass whose fields are made by the functions below.

    `TABLE`: its name; `KEY`: the columns that identify a row; `ABOUT`: what a row is.
    Making a row that breaks a rule raises RowError.
    """

    __slots__ = ()
    TABLE: ClassVar[str]
    KEY: ClassVar[tuple[str, ...]]
    ABOUT: ClassVar[str]

    def __post_init__(self) -> None:
        sound = _SOUND.get(type(self)) or _sound(type(self))
        if not sound(self):
            for column in columns(type(self)):
                if rule := _check(column)(getattr(self, column.name)):
                    raise RowError(Problem(self.TABLE, self.key(), f"{column.name}: {rule}"))
        if rule := self.broken():
            raise RowError(Problem(self.TABLE, self.key(), rule))

    def key(self) -> str:
        """The row's key as one word, for messages."""
        return "/".join(str(getattr(self, column)) for column in self.KEY)

    def broken(self) -> str | None:
        """The rule that several columns together break, if any."""
        return None


def columns(row_type: type[Row]) -> tuple[Column, ...]:
    """The columns of a table in their order."""
    if row_type not in _COLUMNS:
        described = fields(row_type)  # type: ignore[arg-type]  # every subclass is a dataclass
        _COLUMNS[row_type] = tuple(replace(field.metadata["column"], name=field.name) for field in described)
    return _COLUMNS[row_type]


def text(about: str, *, required: bool = False, enum: tuple[str, ...] = (), pattern: str = "",
         refers: str = "") -> Any:
    """A field of text; without `required` it may be empty."""
    return _field(Column(about, required=required, enum=enum, pattern=pattern, refers=refers))


def day(about: str) -> Any:
    """A field with an ISO day that exists, or empty."""
    return _field(Column(about, "date", unit="day", pattern=DAY))


def edtf(about: str) -> Any:
    """A field with a date in ISO 8601-2 (EDTF) whose days exist, or empty."""
    return _field(Column(about, pattern=EDTF))


def whole(about: str, *, minimum: int, maximum: int | None = None, unit: str = "") -> Any:
    """A field with a whole number, both bounds inclusive."""
    return _field(Column(about, "integer", required=True, unit=unit, minimum=minimum, maximum=maximum))


def count(about: str) -> Any:
    """A field with a number from 1, or None."""
    return _field(Column(about, "integer", minimum=1))


def number(about: str, *, unit: str = "") -> Any:
    """A field with a number, or None."""
    return _field(Column(about, "number", unit=unit))


def figure(about: str, *, unit: str = "") -> Any:
    """A field with a whole number of any size and sign."""
    return _field(Column(about, "integer", required=True, unit=unit))


def share(about: str) -> Any:
    """A field with a number from 0 to 1, or None."""
    return _field(Column(about, "number", minimum=0, maximum=1))


def doc_id() -> Any:
    return text("the document", required=True, refers="documents.doc_id")


def section_id() -> Any:
    return text("the section it stands in; empty before the first heading", refers="sections.section_id")


def start() -> Any:
    return whole("offset of the first character in the document's text, counted from 0", minimum=0,
                 unit="code point")


def end() -> Any:
    return whole("offset after the last character in the document's text", minimum=1, unit="code point")


def spans() -> Any:
    return _field(Column("all pieces as start:end;start:end, half open", required=True, unit="code point",
                         pattern=SPANS))


def surface() -> Any:
    return text("the text at the spans, pieces joined, line breaks left out", required=True)


def rule() -> Any:
    return text("the rule or model that made the row")


def pieces(spans: str) -> tuple[tuple[int, int], ...]:
    """`3:5;9:12` as ((3, 5), (9, 12))."""
    if ";" not in spans:
        start, _, end = spans.partition(":")
        return ((int(start), int(end)),)
    return tuple((int(a), int(b)) for a, b in (piece.split(":") for piece in spans.split(";")))


def order(first: str, last: str, names: str = "first_day, last_day") -> str | None:
    """The rule broken by two days of which one is missing or the first is after the last."""
    if bool(first) != bool(last):
        return f"{names}: one day without the other"
    return f"{names}: {first} is after {last}" if first > last else None


def placed(start: int, end: int, spans: str = "") -> str | None:
    """The rule broken by offsets that do not fit each other."""
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


def _field(column: Column) -> Any:
    return field(metadata={"column": column})


_SOUND: dict[type[Row], Callable[[Any], bool]] = {}  # both filled as row types are first used
_COLUMNS: dict[type[Row], tuple[Column, ...]] = {}
_TEXT = {str}
_REMEMBERED = 1024  # values of a column that need no second look


def _sound(row_type: type[Row]) -> Callable[[Any], bool]:
    """A function that says whether all columns of a row keep their rules. Rows are many and hardly any breaks one, so
    it fetches all values at once and says no more than that."""
    texts = sorted((column for column in columns(row_type) if column.type in ("string", "date")),
                   key=lambda column: not column.required)
    figures = [column for column in columns(row_type) if column.type in ("integer", "number")]
    fetch = attrgetter("TABLE", "TABLE", *(column.name for column in texts + figures))  # two more: always a tuple of text
    required, end = 2 + sum(column.required for column in texts), 2 + len(texts)
    limited = [(k, {*column.enum} if column.required else {"", *column.enum}, _check(column))
               for k, column in enumerate(texts, 2) if column.enum or column.pattern]
    bounded = [(k, -inf if column.minimum is None else column.minimum, inf if column.maximum is None else column.maximum,
                _check(column)) for k, column in enumerate(figures, end)]

    def sound(row: Any) -> bool:
        values = fetch(row)
        if set(map(type, values[:end])) != _TEXT or "" in values[:required]:
            return False
        for k, known, check in limited:
            if values[k] not in known:
                if check(values[k]):
                    return False
                if len(known) < _REMEMBERED:
                    known.add(values[k])
        for k, low, high, check in bounded:
            if not (type(values[k]) is int and low <= values[k] <= high) and check(values[k]):
                return False
        return True

    return _SOUND.setdefault(row_type, sound)


def _check(column: Column) -> Callable[[Any], str | None]:
    """A function from a value to the rule it breaks, or None."""
    low, high, enum = column.minimum, column.maximum, frozenset(column.enum)
    pattern = re.compile(column.pattern) if column.pattern else None

    def number(value: Any) -> str | None:
        if value is None:
            return "is empty" if column.required else None
        if isinstance(value, bool) or not isinstance(value, (int, float) if column.type == "number" else int):
            return f"{value!r} is no {column.type}"
        if not (low is None or value >= low) or not (high is None or value <= high):
            return f"{value} is not in {low}..{'' if high is None else high}"
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
