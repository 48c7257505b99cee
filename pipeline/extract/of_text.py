"""What is made once of the text of the document at hand."""
from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class OfText(Generic[T]):
    """A function of a text that keeps its result for the last one. It must be the same object: to hash a long text takes time,
    and to compare it with an equal one again and again takes more than what is looked up."""

    def __init__(self, make: Callable[[str], T]) -> None:
        self._make = make
        self._last: tuple[str, T] | None = None

    def __call__(self, text: str) -> T:
        last = self._last
        if last is None or last[0] is not text:
            last = self._last = text, self._make(text)
        return last[1]
