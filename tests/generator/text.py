"""The printed document as plain text, as taken from a PDF: running heads, form feeds, notes at the page foot."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Iterator, Sequence

from tests.generator.inline import Call, Mark, Runs, plain
from tests.generator.printed import (
    Aside,
    Block,
    Break,
    Caption,
    Framed,
    Heading,
    Item,
    NoteText,
    Paragraph,
    Printed,
    Table,
    grid,
)
from tests.generator.style import HouseStyle

_VERB = ("る", "す", "く", "む", "う", "つ", "ぐ", "ぶ")  # before a space it could belong to the next words
_SUPERS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NO_START = "、。，．）」』】〉》〕・：；？！％ーぁぃぅぇぉっゃゅょァィゥェォッャュョ,.)%"
_ROOM = 40


@dataclass(frozen=True)
class Line:
    """A line of the body. joined: it goes on the line before it if both are on one page."""

    text: str
    notes: tuple[str, ...] = ()
    joined: bool = False
    heading: Heading | Framed | None = None
    keep: bool = False  # not the last line of a page
    chapter: bool = False


def sign(marker: str, style: HouseStyle) -> str:
    """A call, or the number before a note, as plain characters."""
    return {
        "sup": marker.translate(_SUPERS),
        "kome": f"※{marker}",
        "chu": f"（注{marker}）",
        "star": f"*{marker}",
        "bracket": f"[{marker}]",
        "paren": f"（注{marker}）",
    }[style.note_sign]


def written(runs: Runs, style: HouseStyle) -> str:
    """Runs with their calls as plain characters."""
    return "".join(
        sign(run.marker, style)
        if isinstance(run, Call)
        else written(run.parts, style)
        if isinstance(run, Mark)
        else plain((run,))
        for run in runs
    )


def calls(runs: Runs) -> tuple[str, ...]:
    return tuple(run.marker for run in runs if isinstance(run, Call))


def width(text: str) -> int:
    """Columns that a text takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def broken(text: str, room: int, hang: str = "") -> list[str]:
    """A text in lines of at most `room` characters; Latin words and calls stay whole, no line begins with a stop."""
    units = re.findall(r"（注\d+）|\[\d+\]|[※*]\d+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[!-~]+|.", text, re.S)
    found, line = [], ""
    for unit in units:
        for part in [unit] if width(unit) <= 2 * room else list(unit):
            glued = part[0] in _NO_START or part[0] in "⁰¹²³⁴⁵⁶⁷⁸⁹※*" or part.startswith(("（注", "["))
            if width(line) + width(part) > 2 * room and line.strip() and not glued:
                found.append(line)
                line = hang
            line += part
    return [*found, line] if line.strip() else found


def flow(printed: Printed, style: HouseStyle) -> Iterator[Line]:
    """The body as lines."""
    room = style.wrap or _ROOM
    opened = False
    for block in printed.blocks:
        if isinstance(block, Break):
            yield Line("", chapter=True)
            opened = False
            continue
        if isinstance(block, (Heading, Framed)) and opened or not style.indent and not isinstance(block, Item):
            yield Line("")
        opened = True
        if isinstance(block, (Heading, Framed)):
            yield Line(block.text, heading=block, keep=True)
        elif isinstance(block, Table):
            for line in table_lines(block, style):
                yield Line(line)
        elif isinstance(block, (Caption, Aside)):
            yield Line(block.text, keep=isinstance(block, Caption) and style.caption_place == "above")
        else:
            yield from _set(block, style, room)


def _set(block: Block, style: HouseStyle, room: int) -> Iterator[Line]:
    """A paragraph, item or note in lines."""
    hang = ""
    if isinstance(block, Item):
        gap = "　" if block.numbered and len(block.marker) > 1 or block.marker.isdigit() else ""
        text, runs = block.indent + block.marker + gap + written(block.runs, style), block.runs
        hang = block.indent + "　" * (1 + len(gap))
    elif isinstance(block, NoteText):
        text, runs = note_line(block, style), ()
    else:
        assert isinstance(block, Paragraph)
        text, runs = style.indent + written(block.runs, style), block.runs
    lines = broken(text, room, hang if style.wrap else "")
    markers = list(calls(runs))
    for n, line in enumerate(lines):
        mine = [marker for marker in markers if sign(marker, style) in line]
        markers = [marker for marker in markers if marker not in mine]
        yield Line(line, tuple(mine), joined=n > 0 and not style.wrap)


def note_line(note: NoteText, style: HouseStyle) -> str:
    gap = "" if style.note_sign in ("chu", "paren") else " "
    return sign(note.marker, style) + gap + written(note.runs, style)


def table_lines(table: Table, style: HouseStyle) -> list[str]:
    """A table with tabs, pipes, or in aligned columns."""
    rows = [
        [[cell.sign + written(line, style) for line in cell.lines] if begins else [] for cell, begins in row]
        for row in grid(table)
    ]
    if style.text_table != "aligned":
        joined = [[(" ／ " if any(line.endswith(_VERB) and line[:1].isalnum() for line in lines) else " ").join(lines) for lines in row] for row in rows]
        return ["\t".join(row) if style.text_table == "tab" else f"| {' | '.join(row)} |" for row in joined]
    room = [max(width(line) for row in rows for line in (row[c] or [""])) for c in range(len(rows[0]))]
    found = []
    for row in rows:
        for n in range(max(len(lines) for lines in row)):
            shown = [lines[n] if n < len(lines) else "" for lines in row]
            found.append("".join(_padded(text, size + 4) for text, size in zip(shown, room)).rstrip(" 　"))
    return found


def _padded(text: str, size: int) -> str:
    lack = size - width(text)
    return text + "　" * (lack // 2) + " " * (lack % 2)


# --- pages


def text(printed: Printed, style: HouseStyle) -> str:
    """The whole text."""
    lines = list(flow(printed, style))
    notes = {note.marker: note for note in printed.foot}
    if not style.page_lines:
        return "\n".join([*_top(printed, style), "", *_unpaged(lines, notes, style)]).rstrip("\n") + "\n"
    pages, places = paginate(lines, notes, style)
    front = [_top(printed, style)] if style.cover else []
    if style.contents:
        front.append(_contents(printed, style, places))
    if not style.cover:
        first = front if front else pages
        first[0] = [*_top(printed, style), "", *first[0]]
    out = []
    for n, (page, head) in enumerate(zip(pages, _heads(printed, style, places, len(pages))), 1):
        number = ["", style.page_number.format(n)] if style.page_number else []
        out.append([*([head] if head and (n > 1 or style.cover) else []), *page, *number])
    between = "\n\f" if style.form_feed else "\n"
    return between.join("\n".join(page) for page in [*front, *out]) + "\n"


def _top(printed: Printed, style: HouseStyle) -> list[str]:
    return [
        printed.title,
        *([f"～{printed.subtitle}～"] if printed.subtitle else []),
        *(written(runs, style) for runs in printed.imprint),
    ]


def _heads(printed: Printed, style: HouseStyle, places: dict[int, int], count: int) -> list[str]:
    """The running head of each page."""
    if style.head == "none":
        return [""] * count
    if style.head == "title":
        return [printed.title] * count
    chapters = [
        (places[id(block)], block.text) for block in printed.blocks if isinstance(block, Heading) and block.level == 1
    ]
    return [f"{printed.title}｜{[text for page, text in chapters if page <= n][-1]}" for n in range(1, count + 1)]


def _contents(printed: Printed, style: HouseStyle, places: dict[int, int]) -> list[str]:
    found = ["目　次", ""]
    for block in printed.contents:
        line = "　" * (block.level - 1) + block.listed
        found.append(f"{line} {style.leader * max(3, 30 - len(line))} {places[id(block)]}")
    return found


def _unpaged(lines: Sequence[Line], notes: dict[str, NoteText], style: HouseStyle) -> list[str]:
    """Without pages the notes stand at the end of each chapter."""
    found: list[str] = []
    waiting: list[str] = []
    for line in [*lines, Line("", chapter=True)]:
        if line.chapter and waiting:
            found += ["", *(note_line(notes[marker], style) for marker in waiting)]
            waiting = []
        waiting += [marker for marker in line.notes if marker in notes]
        if line.joined:
            found[-1] += line.text
        else:
            found.append(line.text)
    return found


def torn(body: str) -> tuple[str, str]:
    """A long note in two: what still stands on its page and what goes over to the next one."""
    places = [
        n
        for n in range(int(0.55 * len(body)), len(body) - 4)
        if not (body[n - 1] + body[n]).isascii() and body[n] not in _NO_START
    ]
    return (body[: places[0]], body[places[0] :]) if len(body) > 2 * _ROOM and places else (body, "")


def paginate(
    lines: Sequence[Line], notes: dict[str, NoteText], style: HouseStyle
) -> tuple[list[list[str]], dict[int, int]]:
    """The pages with their notes, and the page of each heading."""
    pages: list[list[str]] = []
    places: dict[int, int] = {}
    page: list[str] = []
    called: list[str] = []
    carried: list[str] = []
    used = 0

    def close(last: bool = False) -> None:
        nonlocal page, called, carried, used
        while page and not page[-1]:
            page.pop()
        if page or called or carried:
            bodies = [*carried, *(note_line(notes[marker], style) for marker in called)]
            carried = []
            if style.torn_notes and not last and called:
                bodies[-1], rest = torn(bodies[-1])
                carried = [rest] if rest else []
            shown = [part for body in bodies for part in (broken(body, style.wrap) if style.wrap else [body])]
            pages.append([*page, *(["", *shown] if shown else [])])
        page, called, used = [], [], 2 * len(carried)

    for n, line in enumerate(lines):
        if line.chapter:
            if used > style.page_lines * 0.6 or not pages and not page:
                close()
            elif page:
                page.append("")
            continue
        new = [marker for marker in line.notes if marker in notes]
        cost = 1 + sum(2 + len(note_line(notes[marker], style)) // _ROOM for marker in new)
        following = (
            next((k for k, other in enumerate(lines[n : n + 6]) if not other.keep and other.text), 0)
            if line.keep
            else 0
        )
        if used + cost + following > style.page_lines and page:
            close()
        if line.heading:
            places[id(line.heading)] = len(pages) + 1
        if line.joined and page:
            page[-1] += line.text
        elif line.text or page:
            page.append(line.text)
        used += cost
        called += new
    close()
    close(last=True)
    return pages, places
