"""The printed document as HTML: h1 to h6, tables with rowspan, superscripts with anchors, lists."""

from __future__ import annotations

from html import escape

from tests.generator.inline import Call, Mark, Runs, plain
from tests.generator.printed import Aside, Break, Caption, Framed, Heading, Item, NoteText, Printed, Table
from tests.generator.style import HouseStyle


def shown(marker: str, style: HouseStyle) -> str:
    """A call without superscript type."""
    return {
        "sup": marker,
        "kome": f"※{marker}",
        "chu": f"注{marker}",
        "star": f"*{marker}",
        "bracket": f"[{marker}]",
        "paren": f"（注{marker}）",
    }[style.note_sign]


def words(runs: Runs, style: HouseStyle) -> str:
    """Runs with their calls."""
    return "".join(
        _call(run.marker, style)
        if isinstance(run, Call)
        else words(run.parts, style)
        if isinstance(run, Mark)
        else escape(plain((run,)))
        for run in runs
    )


def _call(marker: str, style: HouseStyle) -> str:
    return f'<sup><a href="#fn{marker}" id="r{marker}">{shown(marker, style)}</a></sup>'


def _note(note: NoteText, style: HouseStyle) -> str:
    return f'<p id="fn{note.marker}"><sup>{shown(note.marker, style)}</sup> {words(note.runs, style)}</p>'


def html_table(table: Table, style: HouseStyle, caption: str = "") -> str:
    """A table with its merged cells."""
    out = ["<table>", *([f"<caption>{escape(caption)}</caption>"] if caption else [])]
    for r, row in enumerate(table.rows):
        cells = []
        for cell in row:
            tag = "th" if r < table.head else "td"
            spans = (f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else "") + (
                f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
            )
            lines = "<br>".join(escape(cell.sign) + words(line, style) for line in cell.lines)
            cells.append(f"<{tag}{spans}>{lines}</{tag}>")
        out.append(f"<tr>{''.join(cells)}</tr>")
    return "\n".join([*out, "</table>"])


def html(printed: Printed, style: HouseStyle) -> str:
    """The whole page."""
    out = [
        "<!DOCTYPE html>",
        '<html lang="ja">',
        "<head>",
        '<meta charset="utf-8">',
        f"<title>{escape(printed.title)}</title>",
        "</head>",
        "<body>",
        "<main>",
        f"<h1>{escape(printed.title)}</h1>",
    ]
    out += [f"<p>～{escape(printed.subtitle)}～</p>"] if printed.subtitle else []
    out += [f"<p>{words(runs, style)}</p>" for runs in printed.imprint]
    blocks = printed.blocks
    n = 0
    while n < len(blocks):
        block = blocks[n]
        if isinstance(block, (Heading, Framed)):
            text = escape(block.text)
            out.append(
                f"<h{min(block.level + 1, 6)}>{text}</h{min(block.level + 1, 6)}>"
                if style.marked_up
                else f"<p><strong>{text}</strong></p>"
            )
        elif isinstance(block, Item):
            last = n
            while last < len(blocks) and isinstance(blocks[last], Item):
                last += 1
            out.append(_list([each for each in blocks[n:last] if isinstance(each, Item)], style))
            n = last - 1
        elif isinstance(block, Caption) and n + 1 < len(blocks) and isinstance(blocks[n + 1], Table):
            table = blocks[n + 1]
            assert isinstance(table, Table)
            out.append(html_table(table, style, block.text))
            n += 1
        elif isinstance(block, Table):
            out.append(html_table(block, style))
        elif isinstance(block, (Caption, Aside)):
            out.append(f"<p>{escape(block.text)}</p>")
        elif isinstance(block, NoteText):
            out.append(_note(block, style))
        elif not isinstance(block, Break):
            out.append(f"<p>{words(block.runs, style)}</p>")
        n += 1
    if printed.foot:
        out += ["<hr>", '<section class="footnotes">', *(_note(note, style) for note in printed.foot), "</section>"]
    return "\n".join([*out, "</main>", "</body>", "</html>"]) + "\n"


def _list(items: list[Item], style: HouseStyle) -> str:
    """Items as a list; a number that no list prints by itself is typed."""
    simple = all(item.numbered and item.marker.isdigit() for item in items)
    tag = "ol" if simple else "ul"
    lines = []
    for item in items:
        number = "" if simple or not item.numbered else escape(item.marker) + ("　" if len(item.marker) > 1 else "")
        lines.append(f"<li>{number}{words(item.runs, style)}</li>")
    return "\n".join([f"<{tag}>", *lines, f"</{tag}>"])
