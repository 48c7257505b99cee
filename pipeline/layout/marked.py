"""Marks of a format (headings, paragraphs, items, tables, notes) to draft blocks."""
from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from itertools import islice
from typing import Sequence

from pipeline.layout import notes, notes_between, plain, set_lines
from pipeline.layout.captions import is_caption
from pipeline.layout.contents import LEADERS, PAGE
from pipeline.layout.field_lines import opens_field
from pipeline.layout.cut_headings import with_titles
from pipeline.layout.drafts import Draft, DraftCell
from pipeline.layout.lines import of_site, split
from pipeline.layout.lists import bullet, cell_items, goes_on, sign_and_depth, trim, without
from pipeline.layout.numbering import BOLD, BOXES, CIRCLES, LISTED, PART, Label, is_contents, is_plain_heading, is_titled, parse, part, sign, square
from pipeline.layout.squares import heading_squares
from pipeline.layout.wrapped_cells import unwrapped
from pipeline.layout.title_heads import repeated_titles
from pipeline.source import Mark, SourceText, Span

_CITES = re.compile("[「『].{2,60}[」』]|https?:")  # a work, by its title or its place
_BOLD = re.compile(r"\*{2,3}[^*\n]+\*{2,3}")
_LONGEST_BOLD = 40  # code points of a paragraph in bold type that may be a heading
_OF_LISTS = LISTED | {"alpha"}
_FIELDS = 2  # lines that open with the label of a field make a sheet
_OPENING = 4  # the title is among the first blocks
_PARTLY = frozenset({"application/pdf", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"})
"""Formats that mark some headings only: the larger ones, the names of sheets."""
_SQUARE = re.compile(r"^[*_ \u3000]{0,4}\\?[\[［〔《][ \u3000]?[2２][ \u3000]?\\?[\]］〕》]", re.M)  # the second of several
_NUMBERED = re.compile(r"([0-9]{1,2})[.)][ \u3000]+")
_HEADED = 3  # so many headings by markup, and the document marks its headings
_PAGES = 3  # numbers of pages on lines of their own; fewer are figures
_ESCAPE = "\\"
_SIGNS = frozenset("・･○◯●◇◆■□◎★☆")  # that open an item behind a line break of another
_ESCAPED = re.compile(r"^\\(?=[*\[(※])", re.M)
_PAGE_NUMBER = re.compile(r"^[-–—―ー‐ ]*[0-9０-９]{1,3}[-–—―ー‐ ]*$", re.M)
_UNNAMED = re.compile(r"\s*(?:Col(?:umn)?|Unnamed: ?)[ _]?[0-9]{1,3}\s*")  # what a converter calls a column without a head
_FIGURE_FIRST = re.compile(r"([1-9][0-9]?)[ \u3000]+(?=[^\s0-9]|[0-9]+[A-Za-z])")
_PICTURE = re.compile(r"^.*\bStart of picture text\b(?:.*\n){1,60}?.*\bEnd of picture text\b.*$", re.M)
_BLOCKS = frozenset({"title", "heading", "paragraph", "item", "note", "caption", "table"})


@dataclass(frozen=True, slots=True)
class _Calls:
    """Figures that call a note without a sign of their own: between spaces, in brackets, raised, flat behind a word, or in square brackets there."""

    spaced: frozenset[str] = frozenset()
    bracketed: frozenset[str] = frozenset()
    raised: frozenset[str] = frozenset()
    flat: frozenset[str] = frozenset()
    boxed: frozenset[str] = frozenset()


def drafts(source: SourceText) -> list[Draft]:
    """The draft blocks of a text with marks, in its order; what no mark covers is running text."""
    text = source.text
    holes = sorted(Span(m.start, m.end) for m in source.marks if m.kind in ("markup", "anchor") and m.end > m.start)
    blocks = [m for m in source.marks if m.kind in _BLOCKS and m.end > m.start]
    blocks = _without_title(text, blocks)
    called_by = _Calls(notes.spaced_calls(text), notes.bracketed_calls(text), notes.superscripts(text), notes.flat_calls(text), notes.boxed_calls(text))
    marked = sum(m.kind == "heading" for m in blocks) >= _HEADED and source.media_type not in _PARTLY
    blocks = _outside_tables(blocks)
    starts = [m.start for m in source.marks]
    pages = _of_pages(text)
    again = repeated_titles(text, blocks)
    squares = _squares(text, blocks, holes)
    found = []
    listing = False  # a table of contents goes on
    for k, mark in enumerate(blocks):
        if mark.kind == "paragraph" and mark.start in again or mark.kind in ("paragraph", "item") and (
                any(a <= mark.start and mark.end <= b for a, b in pages) or of_site(text[mark.start:mark.end].strip())):
            found.append(Draft("furniture", (Span(mark.start, mark.end),), (Span(mark.start, mark.end),), text[mark.start:mark.end]))
            continue
        words = text[mark.start:mark.end].strip()
        listing = is_contents(words) or listing and PAGE.search(words) is not None
        nested = [Span(b.start, b.end) for b in _inside(blocks, k)]
        if mark.kind == "table":
            found.append(_table(source, mark, holes, source.marks[bisect_left(starts, mark.start):bisect_left(starts, mark.end)]))
            continue
        own = without(mark.start, mark.end, nested)
        read = tuple(s for a, b in own for s in without(a, b, _within(holes, a, b)) if trim(text, *s))
        if k in squares:
            words = "".join(text[a:b] for a, b in read).strip()
            found.append(Draft("paragraph", own, read, words, label=squares[k], title_at=_place(read, squares[k].end)))
        elif read and mark.kind == "item" and not nested and (cut := _parted(text, mark)) > 0:
            holes_in = _within(holes, mark.start, mark.end)
            found.append(_block(text, mark, (Span(mark.start, cut),), tuple(Span(a, min(b, cut)) for a, b in read if a < cut), marked, called_by))
            rest = [_moved(d, cut, holes_in) for d in plain.drafts(_bare(text[cut:mark.end]))]
            found += [d._replace(depth=int(mark.value or 0) + 1) if d.kind == "item" else d for d in rest]
        elif read and mark.kind == "paragraph" and "\n" in words and not nested and not (listing and _is_entry(words)) and not _is_wrapped(words):
            found += _lines(text, mark, read, _within(holes, mark.start, mark.end))
        elif read:
            found.append(_block(text, mark, own, read, marked, called_by))
    covered = sorted(s for d in found for s in d.own)
    for a, b in without(0, len(text), covered):
        read = tuple(s for s in without(a, b, _within(holes, a, b)) if trim(text, *s))
        if read and any(c.isalnum() for s in read for c in text[s.start:s.end]):
            found.append(Draft("paragraph", (Span(a, b),), read, "".join(text[x:y] for x, y in read)))
    found = set_lines.joined(text, sorted(found, key=lambda d: d.own[0].start))
    found = notes_between.counted(text, found)
    return _numbered_items(with_titles([d._replace(cells=unwrapped(text, d.cells)) if d.kind == "table" else d for d in found]))


def _numbered_items(drafts: list[Draft]) -> list[Draft]:
    """The drafts, items of which a list's own numbers open the words (- ア …, - イ …; <li>① …) with these for their bullets."""
    last: dict[int, int] = {}  # by depth, the item before
    runs: list[list[tuple[int, Label]]] = []
    run_of: dict[int, list[tuple[int, Label]]] = {}
    for i, draft in enumerate(drafts):
        if draft.kind != "item":
            last = {}
            continue
        last = {depth: before for depth, before in last.items() if depth <= draft.depth}
        label = parse(draft.text) if draft.read and not draft.marker and draft.label is None else None
        run = run_of.get(last.get(draft.depth, -1))
        last[draft.depth] = i
        if label is None or label.family not in _OF_LISTS or label.end >= len(draft.text):
            continue
        if run is not None and run[-1][1].family == label.family and label.path == (run[-1][1].path[0] + 1,):
            run.append((i, label))
        elif label.path == (1,):
            run = [(i, label)]
            runs.append(run)
        else:
            continue
        run_of[i] = run
    for i, label in (each for run in runs if len(run) > 1 for each in run):
        draft = drafts[i]
        drafts[i] = draft._replace(marker=label.text, read=_skip(draft.read, _place(draft.read, label.end)), text=draft.text[label.end:])
    return drafts


def _squares(text: str, blocks: Sequence[Mark], holes: Sequence[Span]) -> dict[int, Label]:
    """The paragraphs of one line that figures in square brackets open as headings, with their labels."""
    if _SQUARE.search(text) is None:
        return {}
    words = []
    for mark in blocks:
        alone = mark.kind == "paragraph" and "\n" not in text[mark.start:mark.end].strip()
        words.append("".join(text[a:b] for a, b in without(mark.start, mark.end, _within(holes, mark.start, mark.end))).strip() if alone else "-")
    return heading_squares(text, words)


def _place(read: Sequence[Span], count: int) -> int:
    """The place in the source of the character behind `count` that are read, white space before them apart."""
    for a, b in read:
        if count < b - a:
            return a + count
        count -= b - a
    return read[-1].end


def _of_pages(text: str) -> list[Span]:
    """The lines that belong to pages (their numbers, running heads) in a text that a converter made of pages, and what it read in pictures."""
    pictures = [Span(*m.span()) for m in _PICTURE.finditer(text)] if "picture text" in text else []
    numbers = _PAGE_NUMBER.finditer(text)
    if sum(1 for _ in islice(numbers, _PAGES)) < _PAGES:
        return pictures
    return pictures + [Span(line.start, line.end) for line in split(text) if line.furniture]


def _parted(text: str, mark: Mark) -> int:
    """Where a line of an item opens a note (（注1）…, \\*1 …), which no blank line parts from the list, or an item behind a
    sign of its own (・…), which Markdown takes for the same paragraph; 0 for none."""
    at = text.find("\n", mark.start, mark.end)
    while at >= 0:
        opens = at + 1 + text.startswith(_ESCAPE, at + 1)
        if notes.opening(text[opens:mark.end]) and plain.opens_note(text[opens:mark.end]):
            return opens
        line = text[at + 1:mark.end].lstrip(" \u3000")
        if line[:1] in _SIGNS and bullet(line):
            return mark.end - len(line)
        at = text.find("\n", at + 1, mark.end)
    return 0


def _bare(text: str) -> str:
    """A text with a space for each backslash that takes a mark at the head of a line for what it is (\\*1, \\[1])."""
    return _ESCAPED.sub(" ", text) if _ESCAPE in text else text


def _is_entry(words: str) -> bool:
    """Whether lines of a table of contents are one entry: only the last of them ends with a page."""
    return not any(PAGE.search(line) or LEADERS.search(line) for line in words.split("\n")[:-1])


def _is_wrapped(words: str) -> bool:
    """Whether a line of two ends behind nothing but a number (（3）), so that the next is what it numbers."""
    first, _, rest = words.strip("*_ ").partition("\n")
    label = parse(first) if rest and "\n" not in rest else None
    return label is not None and bool(label.path) and label.end >= len(first.rstrip()) and is_titled(rest.strip())


def _lines(text: str, mark: Mark, read: tuple[Span, ...], holes: Sequence[Span]) -> list[Draft]:
    """The blocks of a paragraph over several lines: a text converted from pages keeps headings, items and rows of
    tables as lines of one paragraph, and so do sheets about measures. Where its lines say nothing of that kind it is one paragraph."""
    parts = plain.drafts(_bare(text[mark.start:mark.end]))
    if all(d.kind == "paragraph" and d.label is None and d.level == 0 for d in parts) and sum(opens_field(d.text) for d in parts) < _FIELDS:
        return [_block(text, mark, (Span(mark.start, mark.end),), read, False, _Calls())]
    return [_moved(d, mark.start, holes) for d in parts]


def _moved(draft: Draft, by: int, holes: Sequence[Span]) -> Draft:
    """A draft of a part of the text at its place in the whole, without the markup in it."""
    def move(spans: Sequence[Span], read: bool) -> tuple[Span, ...]:
        moved = (Span(a + by, b + by) for a, b in spans)
        return tuple(s for a, b in moved for s in (without(a, b, _within(holes, a, b)) if read else (Span(a, b),)))

    cells = tuple(c._replace(items=tuple(move(item, True) for item in c.items)) for c in draft.cells)
    return draft._replace(own=move(draft.own, False), read=move(draft.read, True), cells=cells,
                   title_at=draft.title_at + by if draft.title_at >= 0 else -1)


def _inside(blocks: Sequence[Mark], k: int) -> list[Mark]:
    """The block marks inside the k-th; marks are sorted by start, outer first."""
    last = k + 1
    while last < len(blocks) and blocks[last].start < blocks[k].end:
        last += 1
    return list(blocks[k + 1:last])


def _within(holes: Sequence[Span], start: int, end: int) -> list[Span]:
    first, last = bisect_left(holes, (start, start)), bisect_left(holes, (end, end))
    return [Span(max(a, start), min(b, end)) for a, b in holes[max(0, first - 1):last] if a < end and b > start]


def _without_title(text: str, blocks: list[Mark]) -> list[Mark]:
    """A lone heading at the start, without a number, is the document's title."""
    heads = [m for m in blocks if m.kind == "heading"]
    if len(heads) == 1 and heads[0] in blocks[:_OPENING] and parse(text[heads[0].start:heads[0].end]) is None:
        return [replace(m, kind="title") if m is heads[0] else m for m in blocks]
    return blocks


def _block(text: str, mark: Mark, own: tuple[Span, ...], read: tuple[Span, ...], marked: bool,
           called_by: _Calls) -> Draft:
    """The draft of a block; `marked`: the document marks its headings, so that a bare figure opens none; `called_by`: figures
    that call notes."""
    words = "".join(text[a:b] for a, b in read).strip()
    words = words.replace("\n", " ") if mark.kind == "paragraph" and _is_wrapped(words) else words
    first = trim(text, *read[0])
    start = first.start if first else read[0].start
    draft = Draft("paragraph", own, read, words)
    if mark.kind == "title":
        return draft
    if mark.kind == "heading":
        label = parse(words.replace("\n", " ")) or sign(words) or (own_figure if (own_figure := square(words)) is not None and own_figure.path else None)
        if is_contents(words):
            return draft._replace(kind="contents")
        if words[0] in "図表" and is_caption(words):
            return draft._replace(kind="caption")
        boxed = label is not None and not label.path and label.family in BOXES
        return draft._replace(level=int(mark.value or 1), label=label, title_at=start + (label.end if label and not boxed else 0))
    if mark.kind == "note":
        return draft._replace(kind="note", marker=notes.marker_of(mark.value) or mark.value)
    if mark.kind == "caption":
        return draft._replace(kind="caption")
    if mark.kind == "item":
        numbered = _NUMBERED.match(words) if called_by.raised or called_by.bracketed else None
        if numbered and (numbered[1] in called_by.raised or numbered.group().strip() in called_by.bracketed) and _CITES.search(words):
            return draft._replace(kind="note", marker=numbered[1], read=_skip(read, start + numbered.end()))
        if (opened := notes.counted(words)) is not None:
            return draft._replace(kind="note", marker=opened[0], read=_skip(read, start + opened[1]))
        size = bullet(words) if bullet(words) < len(words) else 0
        marker, deeper = sign_and_depth(words[:size])
        return draft._replace(kind="item", depth=int(mark.value or 0) + deeper, marker=marker, read=_skip(read, start + size), text=words[size:])
    strong = text[max(0, mark.start - 2):mark.start] == "**" or text[mark.start:mark.start + 2] == "**"
    found = _paragraph(draft, words, read, start, marked and not strong, called_by)
    if mark.value == "term":  # what a definition explains heads nothing
        return found._replace(label=None, title_at=-1, level=0) if found.level or found.label is not None and not found.label.path else found
    bold = (mark.value == "bold" or _is_whole(text, mark)) and found.kind == "paragraph" and (found.label is None or found.label.family == PART)
    return found._replace(label=Label(BOLD, -1, "", (), 0), title_at=start) if bold and "\n" not in words and is_titled(words) else found


def _is_whole(text: str, mark: Mark) -> bool:
    """Whether a short paragraph of Markdown is all between two pairs of asterisks."""
    return mark.end - mark.start <= _LONGEST_BOLD and _BOLD.fullmatch(text, mark.start, mark.end) is not None


def _paragraph(draft: Draft, words: str, read: tuple[Span, ...], start: int, bare: bool, called_by: _Calls) -> Draft:
    """A paragraph by markup that opens as a note, a caption, a numbered heading or a bullet is taken for one; a `bare`
    one, in a document that marks its headings, not for a heading with nothing but a figure."""
    if opened := notes.opening(words):
        return draft._replace(kind="note", marker=opened[0], read=_skip(read, start + opened[1]))
    if bare and called_by.boxed and (opening := _FIGURE_FIRST.match(words)) and opening[1] in called_by.boxed:
        return draft._replace(kind="note", marker=opening[1], read=_skip(read, start + opening.end()))
    if is_caption(words):
        return draft._replace(kind="caption")
    label = parse(words) if "\n" not in words else None
    called = label is not None and (label.family == "simple" and (bare and label.text in called_by.spaced
                                    or (label.text in called_by.raised or bare and label.text in called_by.flat) and _CITES.search(words))
                                    or label.family in ("paren", "halfparen") and label.text in called_by.bracketed)
    if called and label is not None:
        return draft._replace(kind="note", marker=label.text.strip("()"), read=_skip(read, start + label.end))
    if label is not None and is_titled(words[label.end:]) and not (bare and label.family == "simple"):
        return draft._replace(label=label, title_at=start + label.end)
    if label is not None and label.family in LISTED and not is_titled(words[label.end:]):
        return draft._replace(kind="item", marker=label.text, read=_skip(read, start + label.end), text=words[label.end:])
    if "\n" not in words and is_plain_heading(words):
        return draft._replace(title_at=start, level=-1)
    signed = sign(words) or part(words[words[0] in CIRCLES:]) if "\n" not in words and is_titled(words) else None
    size = bullet(words)
    if 0 < size < len(words):
        marker, deeper = sign_and_depth(words[:size])
        return draft._replace(kind="item", depth=deeper, marker=marker, read=_skip(read, start + size), text=words[size:], label=signed, title_at=start + size)
    return draft._replace(label=signed, title_at=start) if signed else draft


def _skip(read: tuple[Span, ...], start: int) -> tuple[Span, ...]:
    """`read` from the source place `start` on."""
    return tuple(Span(max(a, start), b) for a, b in read if b > start)


def _outside_tables(blocks: Sequence[Mark]) -> list[Mark]:
    """The blocks that lie in no table; marks are sorted by start, outer first."""
    found: list[Mark] = []
    closed = -1
    for mark in blocks:
        if mark.start < closed and mark.end <= closed:
            continue
        found.append(mark)
        closed = mark.end if mark.kind == "table" else closed
    return found


def _table(source: SourceText, mark: Mark, holes: Sequence[Span], inside: Sequence[Mark]) -> Draft:
    """The cells of a table in their grid: rows and cells are placed as in HTML, spans reach over later rows.

    inside: the marks that start within the table, in order."""
    rows = [m for m in inside if m.kind == "row"]
    starts = [row.start for row in rows]
    owned: list[list[tuple[int, Mark]]] = [[] for _ in rows]
    for number, cell in enumerate(m for m in inside if m.kind == "cell"):
        owner = bisect_right(starts, cell.start) - 1
        if owner >= 0 and cell.end <= rows[owner].end:
            owned[owner].append((number, cell))
    pieces: dict[int, list[Mark]] = {}
    for piece in (m for m in inside if m.kind == "piece"):
        pieces.setdefault(int(piece.value.split(",")[0]), []).append(piece)
    taken: set[tuple[int, int]] = set()
    cells = []
    for r, row_cells in enumerate(owned):
        column = 0
        for number, cell in row_cells:
            down, across, head = (cell.value.split(",") + ["1", "1", ""])[:3] if cell.value else ("1", "1", "")
            rowspan, colspan = min(int(down or 1), len(rows) - r), int(across or 1)
            while (r, column) in taken:
                column += 1
            if rowspan > 1:
                taken |= {(r + i, column + j) for i in range(1, rowspan) for j in range(colspan)}
            further = pieces.get(number, [])
            items, markers = _items(source.text, cell, holes, further) if r or not _UNNAMED.fullmatch(source.text, cell.start, cell.end) else ((), ())
            cells.append(DraftCell(r, column, items, rowspan, colspan, head == "h", markers, bool(further)))
            column += colspan
    return Draft("table", (Span(mark.start, mark.end),), cells=tuple(set_lines.placed(source.text, cells)))


def _items(text: str, cell: Mark, holes: Sequence[Span], pieces: Sequence[Mark]) -> tuple[tuple[tuple[Span, ...], ...], tuple[str, ...]]:
    """The items of a cell and their bullets; `pieces`: its further lines."""
    if not pieces:
        if cell.end <= cell.start or trim(text, cell.start, cell.end) is None:
            return (), ()
        return cell_items(text, cell.start, cell.end, lines_split=True, holes=_within(holes, cell.start, cell.end))
    groups: list[list[Span]] = [[Span(cell.start, cell.end)]]
    for piece in pieces:
        if piece.value.endswith("item") and not goes_on(text, groups[-1][-1].end, piece.start):
            groups.append([])
        groups[-1].append(Span(piece.start, piece.end))
    found = []
    for group in groups:
        between = [Span(a.end, b.start) for a, b in zip(group, group[1:])]
        inner = [*_within(holes, group[0].start, group[-1].end), *between]
        found.append(cell_items(text, group[0].start, group[-1].end, lines_split=False, holes=inner))
    return tuple(item for items, _ in found for item in items), tuple(sign for _, markers in found for sign in markers)
