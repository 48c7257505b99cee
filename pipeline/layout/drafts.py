"""Draft blocks: what the lines or the marks of a source are taken for before headings, joins and notes are settled."""
from __future__ import annotations

from typing import NamedTuple, Sequence

from pipeline.layout.document import BlockKind
from pipeline.layout.numbering import Label
from pipeline.source import Span


class DraftCell(NamedTuple):
    """A cell: the stretches of each of its items, and its place in the grid. `solid`: the format says where its items end."""

    row: int
    column: int
    items: tuple[tuple[Span, ...], ...]
    rowspan: int = 1
    colspan: int = 1
    header: bool = False
    markers: tuple[str, ...] = ()
    solid: bool = False


class Draft(NamedTuple):
    """A block to be. `own`: all characters that belong to it; `read`: those that a reader reads (without bullet,
    number of a note, markup). `label`: a heading number at its head; `level` > 0: a heading by markup of that level.
    `listed` > 0: its level in the table of contents. `wide`: its last line reaches the wrap width, so that it may go on; `loose`: a blank line stands before it."""

    kind: BlockKind
    own: tuple[Span, ...]
    read: tuple[Span, ...] = ()
    text: str = ""
    marker: str = ""
    depth: int = 0
    label: Label | None = None
    level: int = 0
    title_at: int = -1
    cells: tuple[DraftCell, ...] = ()
    wide: bool = False
    loose: bool = True
    listed: int = 0
    page: int = 0


def merged(parts: Sequence[Draft]) -> Draft:
    """Drafts that are one: the first, with all that belongs to the others."""
    return parts[0]._replace(own=tuple(span for part in parts for span in part.own), read=tuple(span for part in parts for span in part.read),
                             text="".join(part.text for part in parts), wide=parts[-1].wide)
