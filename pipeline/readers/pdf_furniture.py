"""What belongs to the pages and not to the text: running heads and feet, page numbers, by place and repetition."""
from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Sequence

from pipeline.readers.pdf_lines import Line, merged, rows
from pipeline.readers.pdf_style import Style, rounded
from pipeline.readers.pdf_tables import Content
from pipeline.readers.titles import numbered

_EDGE = 0.14  # of the height of a page; running heads and feet stand in this part of it
_TOP = 0.09  # of the height of a page; no text stands above it
_SLOT = 4.0  # points; lines of two pages that close stand at the same place
_DEEP = 3  # lines of a head or foot
_LONGEST = 80  # code points of a running head
_PREFIX = 6  # code points that the running heads of different chapters share
_APART = 1.3  # pitches; a running head of the size of the text stands that far from it
_HEADS = 1.1  # of the size of the text; a number with its title in letters that large, printed once, heads the page
_OFTEN = 0.6  # of the pages; a place that is filled so often may be a running head's
_NUMBER = re.compile(
    r"(?P<dressed>[-－―‐–—~～〜〔［\[<＜|・(（]+\s*(?P<a>[0-9０-９]{1,4}|[ivxlIVXL]{1,6})\s*[-－―‐–—~～〜〕］\]>＞|・)）]+"
    r"|[Pp][.．]?\s*(?P<b>[0-9０-９]{1,4})|(?P<c>[0-9０-９]{1,4})\s*[/／]\s*[0-9０-９]{1,4}|(?P<d>[0-9０-９]{1,4})\s*(?:ページ|頁))"
    r"|(?P<e>[0-9０-９]{1,4}|[ivxl]{1,6})")


@dataclass(frozen=True, slots=True)
class Edges:
    """The lines of a page's head and foot, each from the top."""

    head: tuple[Line, ...] = ()
    foot: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class _Row:
    page: int  # index
    line: Line
    pieces: tuple[Line, ...]
    rank: int  # 0 is the outermost
    height: float
    gap: float  # points to the next line of the page


def edges(pages: Sequence[Content], style: Style) -> list[Edges]:
    """For each page its head and foot."""
    tops = [row for k, page in enumerate(pages) for row in _outer(page, k, True)]
    feet = [row for k, page in enumerate(pages) for row in _outer(page, k, False)]
    head, foot = _furniture(tops, len(pages), style), _furniture(feet, len(pages), style)
    head |= {k for k, row in enumerate(tops) if row.rank == 0 and _is_small_head(row, style)}
    return [Edges(_lines(tops, head, k), _lines(feet, foot, k)) for k in range(len(pages))]


def _outer(page: Content, index: int, top: bool) -> list[_Row]:
    """The outermost lines at the top or foot of a page, with no table between them and the edge."""
    ordered = rows(page.lines) if top else rows(page.lines)[::-1]
    height = page.page.height
    bound = height * (_EDGE if top else 1 - _EDGE)
    tables = [t.top if top else t.bottom for t in page.tables]
    found = []
    for rank, row in enumerate(ordered[:_DEEP]):
        base = row[0].base
        outside = base < bound if top else base > bound
        if not outside or any(t < base if top else t > base for t in tables):
            break
        after = ordered[rank + 1][0].base if rank + 1 < len(ordered) else (base + height if top else base - height)
        found.append(_Row(index, merged(row[0].page, row), tuple(row), rank, height, abs(after - base)))
    return found


def _furniture(outer: Sequence[_Row], pages: int, style: Style) -> set[int]:
    """The indices of the rows that are furniture; in each page they reach from its edge without a gap."""
    pitch = style.pitch(style.size)
    taken = _numbers(outer)
    for slot in _slots(outer):
        slot = [k for k in slot if len(outer[k].line.text) <= _LONGEST and not _is_body(outer[k], style)]
        texts = Counter(_masked(outer[k].line.text) for k in slot)
        for k in slot:
            if texts[_masked(outer[k].line.text)] >= (2 if pages < 6 else 3):
                taken.add(k)
        here = {outer[k].page for k in slot}
        if len(here) < 3 or len(here) < _OFTEN * pages:
            continue
        first = Counter(text[:_PREFIX] for text in texts.elements() if len(text) >= _PREFIX)
        alike = sum(count for count in first.values() if count > 1) + sum(
            count for text, count in texts.items() if count > 1 and len(text) < _PREFIX)
        apart = sum(outer[k].gap >= 1.7 * pitch for k in slot)
        if 2 * alike >= len(slot) and (apart >= 0.5 * len(slot) or 3 * alike >= 2 * len(slot)):
            taken |= {k for k in slot if not (texts[_masked(outer[k].line.text)] == 1 and outer[k].line.size >= _HEADS * style.size and numbered(outer[k].line.text))}
    return {k for k in taken if all(j in taken for j in _before(outer, k))}


def _is_body(row: _Row, style: Style) -> bool:
    """Whether a line has the size of the text and the next line of the text right under or above it."""
    return rounded(row.line.size) == style.size and row.gap < _APART * style.pitch(style.size)


def _is_small_head(row: _Row, style: Style) -> bool:
    """Whether a line at the very top is smaller than the text and far from it, as a running head printed once is."""
    far = 1.7 * style.pitch(style.size) <= row.gap < row.height  # the only line of a page is its text
    return far and row.line.size < 0.93 * style.size and row.line.base < _TOP * row.height and row.page > 0


def _before(outer: Sequence[_Row], k: int) -> list[int]:
    """The rows between a row and the edge of its page."""
    return [j for j in range(max(0, k - _DEEP), k) if outer[j].page == outer[k].page]


def _slots(outer: Sequence[_Row]) -> list[list[int]]:
    """Rows of different pages that stand at the same height."""
    groups: list[list[int]] = []
    for k in sorted(range(len(outer)), key=lambda k: outer[k].line.base):
        if groups and outer[k].line.base - outer[groups[-1][0]].line.base <= _SLOT:
            groups[-1].append(k)
        else:
            groups.append([k])
    return groups


def _masked(text: str) -> str:
    """A running head without what changes from page to page."""
    return re.sub(r"[0-9０-９\s　]+", "", text) or "0"


def _numbers(outer: Sequence[_Row]) -> set[int]:
    """Page numbers: dressed ones (- 1 -), and bare figures that rise with the pages or stand alone at the very edge."""
    found: dict[int, int] = {}
    kept: set[int] = set()
    for k, row in enumerate(outer):
        match = _NUMBER.fullmatch(row.line.text.strip())
        if match is None:
            continue
        figure = next(match[name] for name in "abcde" if match[name])
        if match["dressed"]:
            kept.add(k)
        elif figure.isdigit():
            found[k] = int(figure) - row.page
        elif row.rank == 0:
            kept.add(k)
    steady = Counter(found.values())
    for k, step in found.items():
        row = outer[k]
        outermost = row.line.base > 0.93 * row.height or row.line.base < 0.07 * row.height
        if steady[step] > 1 or outermost and row.rank == 0:
            kept.add(k)
    return kept


def _lines(outer: Sequence[_Row], taken: set[int], page: int) -> tuple[Line, ...]:
    found = [outer[k] for k in sorted(taken) if outer[k].page == page]
    return tuple(row.line for row in sorted(found, key=lambda row: row.line.base))
