"""A line of a plain text and its places in the source."""
from __future__ import annotations

from typing import NamedTuple


class Line(NamedTuple):
    """A line of the source. start, end: its content without the line break and outer white space; full: with them.

    size: how far it reaches, in full-width characters with its indent: ASCII takes half of one, a space that a converter
    put between letters takes none. `halved`: one half of a line on which two columns of text stand side by side."""

    start: int
    end: int
    full_start: int
    full_end: int
    text: str
    indent: int
    page: int
    size: int
    furniture: bool = False
    halved: bool = False

    @property
    def blank(self) -> bool:
        return not self.text
