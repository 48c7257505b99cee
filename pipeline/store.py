"""Typed results as JSON files and back: dataclasses, named tuples, tuples and plain values."""
from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from functools import lru_cache
from pathlib import Path
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from pipeline.files import write_atomically

T = TypeVar("T")


def save(value: Any, path: Path) -> None:
    """Write a dataclass as JSON; the same value gives the same bytes. Raises OSError."""
    write_atomically(path, to_json(value).encode("utf-8"))


def load(kind: type[T], path: Path) -> T:
    """Read what `save` wrote. Raises OSError, and ValueError if the file does not hold a `kind`."""
    return from_json(kind, path.read_text(encoding="utf-8"))


def to_json(value: Any) -> str:
    """A dataclass as JSON: fields by name, those with their default left out; tuples as lists."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":")) + "\n"


def from_json(kind: type[T], text: str) -> T:
    """The value of type `kind` that `to_json` made the text of. Raises ValueError."""
    try:
        return _maker(kind)(json.loads(text))  # type: ignore[arg-type,no-any-return]
    except (KeyError, TypeError) as error:
        raise ValueError(f"no {kind.__name__}: {error}") from error


def headed(head: Any, *content: bytes) -> bytes:
    """A dataclass as a line of JSON, and the content below it, which may come in pieces."""
    return b"".join([to_json(head).encode("utf-8"), *content])


def parted(kind: type[T], data: bytes) -> tuple[T, bytes]:
    """The dataclass and the content that `headed` was given. Raises ValueError."""
    line, _, content = data.partition(b"\n")
    return from_json(kind, line.decode("utf-8")), content


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        found = {}
        for field in fields(value):
            item = getattr(value, field.name)
            if field.default is MISSING or item != field.default:
                found[field.name] = _plain(item)
        return found
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    return value


@lru_cache(None)
def _maker(kind: Any) -> Callable[[Any], Any]:
    """A function that makes a value of type `kind` of plain JSON values."""
    if is_dataclass(kind):
        return _dataclass_maker(kind)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        inner = [_maker(argument) for argument in arguments if argument is not type(None)]
        if len(inner) != 1:
            raise TypeError(f"cannot tell the alternatives of {kind} apart")
        return lambda value: None if value is None else inner[0](value)
    if origin is tuple and arguments[-1] is Ellipsis:
        make = _maker(arguments[0])
        return tuple if make is _as_is else lambda value: tuple(map(make, value))
    if origin is tuple:
        makers = [_maker(argument) for argument in arguments]
        return lambda value: tuple(make(item) for make, item in zip(makers, value, strict=True))
    if isinstance(kind, type) and issubclass(kind, tuple):
        hints = get_type_hints(kind)
        makers = [_maker(hints[name]) for name in kind._fields]  # type: ignore[attr-defined]  # all are named tuples
        if all(make is _as_is for make in makers):
            return lambda value: kind(*value)
        return lambda value: kind(*(make(item) for make, item in zip(makers, value, strict=True)))
    if kind in (str, int, float, bool) or origin is Literal:
        return _as_is
    raise TypeError(f"no JSON form for {kind}")


def _as_is(value: Any) -> Any:
    return value


def _dataclass_maker(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    makers = {field.name: _maker(hints[field.name]) for field in fields(kind)}
    return lambda value: kind(**{name: makers[name](item) for name, item in value.items()})
