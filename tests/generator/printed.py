"""The printed document: blocks of runs, and nothing of a file format."""

from __future__ import annotations

from dataclasses import dataclass

from tests.generator.inline import Runs, plain
from tests.generator.rows import PillarRow


@dataclass(frozen=True)
class Heading:
    """A heading: its number as printed, what stands between, its title; `number` is the label as a value."""

    level: int
    label: str
    gap: str
    title: Runs
    number: str

    @property
    def text(self) -> str:
        """The whole line."""
        return self.label + self.gap + plain(self.title)

    @property
    def listed(self) -> str:
        """The words in a table of contents."""
        return self.text


@dataclass(frozen=True)
class Framed:
    """A heading whose title a pair of signs frames (【…】), or one sign opens."""

    level: int
    opening: str
    title: Runs
    closing: str

    @property
    def text(self) -> str:
        """The whole line."""
        return self.opening + plain(self.title) + self.closing

    @property
    def listed(self) -> str:
        """The words in a table of contents, which leaves out what frames them."""
        return plain(self.title)


@dataclass(frozen=True)
class Paragraph:
    runs: Runs


@dataclass(frozen=True)
class Item:
    """An item of a list with its sign or number."""

    marker: str
    runs: Runs
    indent: str = ""
    numbered: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell of a table: its lines, how many rows and columns it takes."""

    lines: tuple[Runs, ...]
    rowspan: int = 1
    colspan: int = 1
    sign: str = ""  # before each line


@dataclass(frozen=True)
class Table:
    """A table; the first `head` rows name the columns. Covered places of merged cells are left out of the rows."""

    rows: tuple[tuple[Cell, ...], ...]
    head: int = 1


@dataclass(frozen=True)
class Caption:
    text: str


@dataclass(frozen=True)
class Aside:
    """A small line under a table."""

    text: str


@dataclass(frozen=True)
class NoteText:
    """The body of a note where it stands in the text."""

    marker: str
    runs: Runs


@dataclass(frozen=True)
class Break:
    """A chapter begins."""


Block = Heading | Framed | Paragraph | Item | Table | Caption | Aside | NoteText | Break


@dataclass(frozen=True)
class Printed:
    """A document in a house style."""

    title: str
    subtitle: str
    imprint: tuple[Runs, ...]
    blocks: tuple[Block, ...]
    foot: tuple[NoteText, ...]  # bodies of notes that stand at the foot of pages
    pillars: tuple[PillarRow, ...]

    @property
    def contents(self) -> tuple[Heading | Framed, ...]:
        """The headings that a table of contents lists."""
        return tuple(block for block in self.blocks if isinstance(block, (Heading, Framed)) and block.level <= 2)


def grid(table: Table) -> list[list[tuple[Cell, bool]]]:
    """All places of a table: the cell there, and whether it begins there."""
    columns = sum(cell.colspan for cell in table.rows[0])
    places: list[list[tuple[Cell, bool] | None]] = [[None] * columns for _ in table.rows]
    for r, row in enumerate(table.rows):
        c = 0
        for cell in row:
            while places[r][c] is not None:
                c += 1
            for i in range(cell.rowspan):
                for j in range(cell.colspan):
                    places[r + i][c + j] = cell, (i, j) == (0, 0)
            c += cell.colspan
    return [[place for place in row if place is not None] for row in places]
