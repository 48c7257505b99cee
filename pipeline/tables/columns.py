"""What a column of a table is (type, unit, allowed values, keys), and the base of the rows that have such columns."""
from __future__ import annotations

from collections import namedtuple
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Literal, dataclass_transform

ColumnType = Literal["string", "integer", "number", "date"]

DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
EDTF = (r"(?P<first>[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|[0-9]{3}X|[0-9]{2}XX|\.\.)"
        r"(/(?P<last>[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|\.\.))?")
_TIMEX3 = r"(FY[0-9]{4}|[0-9]{3}X|[0-9]{2}XX|([0-9]{4}|XXXX)-([0-9]{2}|XX)-([0-9]{2}|XX))"
TIMEX3 = rf"{_TIMEX3}(/{_TIMEX3})?"
BOX = r"-?[0-9]+\.[0-9](,-?[0-9]+\.[0-9]){3}"
BOXES = rf"[0-9]+:{BOX}(;[0-9]+:{BOX})*"
SPANS = r"[0-9]+:[0-9]+(;[0-9]+:[0-9]+)*"


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A column: the one place that states its type, unit and constraints. Each is itself only.

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


@dataclass_transform(frozen_default=True)
class Row(tuple[Any, ...]):
    """Base of the typed rows: a named tuple whose fields are made by the functions below.

    `TABLE`: its name; `KEY`: the columns that identify a row; `ABOUT`: what a row is; `COLUMNS`: its columns in their
    order. Making a row checks nothing; `unsound` looks at all rows of a table at once.
    """

    __slots__ = ()
    TABLE: ClassVar[str]
    KEY: ClassVar[tuple[str, ...]]
    ABOUT: ClassVar[str]
    COLUMNS: ClassVar[tuple[Column, ...]]

    def __init_subclass__(cls) -> None:
        cls.COLUMNS = tuple(replace(found, name=name) for name, found in vars(cls).items() if isinstance(found, Column))
        made = namedtuple(cls.__name__, [column.name for column in cls.COLUMNS])  # type: ignore[misc]  # names are data here
        for name in ("__new__", "__getnewargs__", "__repr__", "_fields", *made._fields):
            setattr(cls, name, getattr(made, name))

    def key(self) -> str:
        """The row's key as one word, for messages."""
        return "/".join(str(getattr(self, column)) for column in self.KEY)

    def broken(self) -> str | None:
        """The rule that several columns together break, if any; start, end and spans aside."""
        return None


def columns(row_type: type[Row]) -> tuple[Column, ...]:
    """The columns of a table in their order."""
    return row_type.COLUMNS


def text(about: str, *, required: bool = False, enum: tuple[str, ...] = (), pattern: str = "",
         refers: str = "") -> Any:
    """A field of text; without `required` it may be empty."""
    return Column(about, required=required, enum=enum, pattern=pattern, refers=refers)


def day(about: str) -> Any:
    """A field with an ISO day that exists, or empty."""
    return Column(about, "date", unit="day", pattern=DAY)


def edtf(about: str) -> Any:
    """A field with a date in ISO 8601-2 (EDTF) whose days exist, or empty."""
    return Column(about, pattern=EDTF)


def whole(about: str, *, minimum: int, maximum: int | None = None, unit: str = "") -> Any:
    """A field with a whole number, both bounds inclusive."""
    return Column(about, "integer", required=True, unit=unit, minimum=minimum, maximum=maximum)


def count(about: str) -> Any:
    """A field with a number from 1, or None."""
    return Column(about, "integer", minimum=1)


def number(about: str, *, unit: str = "") -> Any:
    """A field with a number, or None."""
    return Column(about, "number", unit=unit)


def figure(about: str, *, unit: str = "") -> Any:
    """A field with a whole number of any size and sign."""
    return Column(about, "integer", required=True, unit=unit)


def share(about: str) -> Any:
    """A field with a number from 0 to 1, or None."""
    return Column(about, "number", minimum=0, maximum=1)


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
    return Column("all pieces as start:end;start:end, half open", required=True, unit="code point", pattern=SPANS)


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
