"""A plan that was read, as a printed document again, so that the samples can be written in every format."""

from __future__ import annotations

from pipeline.layout.document import Anchor, Document, Note, Unit
from tests.generator.inline import Call, Runs
from tests.generator.printed import Block, Caption, Cell, Framed, Heading, Item, NoteText, Paragraph, Printed, Table


_SIGNS = "■◆●◇"  # before headings without a number, by level


def printed_of(document: Document) -> Printed:
    """The blocks of a document in its order, without contents and page furniture. Notes that the text calls stand at the
    foot, the others where they are."""
    notes = _numbers(document)
    called = {_call(document, anchor) for anchor in document.anchors}
    blocks: list[Block] = []
    foot: list[NoteText] = []
    tables = {table.block: table for table in document.tables}
    by_block: dict[int, list[int]] = {}
    for k, unit in enumerate(document.units):
        by_block.setdefault(unit.block, []).append(k)
    order = sorted(range(len(document.blocks)), key=lambda k: document.blocks[k].spans[0].start)
    imprint: list[Runs] = []
    for k in order:
        block = document.blocks[k]
        if block.kind == "table":
            blocks.append(_table(document, tables[k].index))
            continue
        for u in by_block.get(k, ()):
            unit = document.units[u]
            runs = _runs(document, unit)
            if unit.kind == "note":
                note = NoteText(notes[u], runs)
                (foot if notes[u] in called else blocks).append(note)
            elif unit.kind == "heading":
                blocks.append(_heading(document, unit))
            elif unit.kind == "item":
                blocks.append(Item(unit.marker or "・", runs, "　" * bool(unit.depth), unit.marker[:1].isdigit()))
            elif unit.kind == "caption":
                blocks.append(Caption(document.text(unit)))
            elif unit.section < 0 and not blocks:
                imprint += [runs] if unit.kind != "title" else []
            elif unit.kind != "title":
                blocks.append(Paragraph(runs))
    return Printed(document.title, "", tuple(imprint), tuple(blocks), tuple(foot), ())


def _kind(text: str) -> bool:
    """Whether a mark has a sign (※1): two notes may have one figure and different signs."""
    return "※" in text


def _numbers(document: Document) -> dict[int, str]:
    """A number for each note, by its unit, in the order in which the text calls them."""
    called = [note.unit for anchor in document.anchors if (note := _note_of(document, anchor)) is not None]
    order = dict.fromkeys([*called, *(note.unit for note in document.notes)])
    return {unit: str(n) for n, unit in enumerate(order, 1)}


def _call(document: Document, anchor: Anchor) -> str:
    """The number of the note that an anchor calls."""
    note = _note_of(document, anchor)
    return _numbers(document)[note.unit] if note else anchor.marker


def _note_of(document: Document, anchor: Anchor) -> Note | None:
    sign = _kind(document.source.text[anchor.start:anchor.end])
    fitting = [note for note in document.notes if note.marker == anchor.marker]
    return next((note for note in fitting if _kind(_own(document, note)) == sign), fitting[0] if fitting else None)


def _own(document: Document, note: Note) -> str:
    block = document.blocks[document.units[note.unit].block]
    return "".join(document.source.text[a:b] for a, b in block.spans).strip()[:4]


def _heading(document: Document, unit: Unit) -> Heading | Framed:
    section = document.sections[unit.section]
    if not section.label:
        return Framed(section.level, _SIGNS[section.level - 1], (section.title,), "")
    return Heading(section.level, section.label, "　", (section.title,), section.label)


def _table(document: Document, index: int) -> Table:
    table = document.tables[index]
    rows = []
    for r, row in enumerate(table.grid):
        cells = []
        for c, cell in enumerate(row):
            if cell.row == r and cell.column == c:
                units = [document.units[k] for k in cell.units]
                sign = "○" if len(units) > 1 and not units[0].marker else ""  # what parts the lines in every format
                lines = tuple((unit.marker, *_runs(document, unit)) for unit in units)
                cells.append(Cell(lines or (("",),), cell.rowspan, cell.colspan, sign))
            elif not cell.units and cell.rowspan == cell.colspan == 1:
                cells.append(Cell((("",),)))
        rows.append(tuple(cells))
    return Table(tuple(rows), max(1, table.header_rows))


def _runs(document: Document, unit: Unit) -> Runs:
    """The words of a unit with its calls where they stand."""
    if unit.end == unit.start:
        return ("",)
    reading = document.reading
    spans = reading.spans(unit.start, unit.end)
    own = document.blocks[unit.block].spans
    cuts = []
    for anchor in document.anchors:
        if any(a <= anchor.start < b for a, b in own):
            before = max((span.end for span in spans if span.end <= anchor.start), default=-1)
            after = next((span.start for span in spans if span.start >= anchor.end), None)
            if before >= 0 and (after is not None or anchor.start - before <= 2):
                cuts.append((reading.position(before - 1) + 1, _call(document, anchor)))
    runs: list[str | Call] = []
    at = unit.start
    for position, marker in cuts:
        runs += [reading.text[at:position], Call(marker)]
        at = position
    return (*runs, reading.text[at:unit.end])
