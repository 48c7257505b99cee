"""The printed document as Markdown: # headings, pipe or HTML tables, [^1] notes or superscripts."""

from __future__ import annotations

from tests.generator.inline import Call, Mark, Runs, plain
from tests.generator.html import html_table
from tests.generator.printed import Aside, Break, Caption, Framed, Heading, Item, NoteText, Printed, Table, grid
from tests.generator.style import HouseStyle
from tests.generator.text import sign


def _sign(marker: str, style: HouseStyle) -> str:
    if style.note_sign != "sup":
        return sign(marker, style).replace("*", "\\*").replace("[", "\\[")
    return f"[^{marker}]" if style.markdown_notes == "caret" else sign(marker, style)


def _words(runs: Runs, style: HouseStyle) -> str:
    return "".join(
        _sign(run.marker, style)
        if isinstance(run, Call)
        else _words(run.parts, style)
        if isinstance(run, Mark)
        else plain((run,))
        for run in runs
    )


def _note(note: NoteText, style: HouseStyle) -> str:
    caret = style.note_sign == "sup" and style.markdown_notes == "caret"
    return f"{_sign(note.marker, style)}{':' if caret else ''} {_words(note.runs, style)}"


def _pipes(table: Table, style: HouseStyle) -> list[str]:
    rows = [
        ["<br>".join(cell.sign + _words(line, style) for line in cell.lines) if begins else "" for cell, begins in row]
        for row in grid(table)
    ]
    shown = [f"| {' | '.join(row)} |" for row in rows]
    return [*shown[: table.head], "|" + " --- |" * len(rows[0]), *shown[table.head :]]


def markdown(printed: Printed, style: HouseStyle) -> str:
    """The whole file."""
    out = [f"# {printed.title}", ""]
    out += [f"～{printed.subtitle}～", ""] if printed.subtitle else []
    out += [part for runs in printed.imprint for part in (_words(runs, style), "")]
    before: object = None
    numbers = 0
    for block in printed.blocks:
        if isinstance(before, Item) and not isinstance(block, Item):
            out.append("")
        numbers = numbers + 1 if isinstance(block, Item) else 0
        if isinstance(block, (Heading, Framed)):
            out += [f"{'#' * min(block.level + 1, 6)} {block.text}", ""]
        elif isinstance(block, Item):
            plain_number = block.numbered and block.marker.isascii() and block.marker.isdigit()
            marker = (
                f"{numbers}. "
                if plain_number
                else "- "
                + (
                    f"{block.marker}　"
                    if block.numbered and len(block.marker) > 1
                    else block.marker
                    if block.numbered
                    else ""
                )
            )
            out.append(marker + _words(block.runs, style))
        elif isinstance(block, Table):
            out += [
                *(_pipes(block, style) if style.markdown_tables == "pipe" and block.head == 1 else html_table(block, style).split("\n")),
                "",
            ]
        elif isinstance(block, (Caption, Aside)):
            out += [block.text, ""]
        elif isinstance(block, NoteText):
            out += [_note(block, style), ""]
        elif not isinstance(block, Break):
            out += [_words(block.runs, style), ""]
        before = block
    for note in printed.foot:
        out += [_note(note, style), ""]
    return "\n".join(out).rstrip("\n") + "\n"
