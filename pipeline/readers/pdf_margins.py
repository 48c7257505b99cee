"""The margin beside running text: notes in smaller type that no mark opens, captions, boxes of key words, and headings left of all text."""
from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import median
from typing import Sequence

from pipeline.readers.pdf_asides import cut
from pipeline.readers.pdf_blocks import Block
from pipeline.readers.pdf_boxes import Box
from pipeline.readers.pdf_headings import Headings
from pipeline.readers.pdf_join import Text, between, is_full, opens_item, plain
from pipeline.readers.pdf_lines import Line, merged, rows

_SMALL = 0.93  # of the size of the text; what stands in the margin is smaller
_BODY = 0.07  # of the size of the text; sizes that close are one
_LONG = 12  # code points of a line of running text
_FULL, _FULL_SHARE = 3, 0.25  # lines that reach the right edge of the text, at least, and their share of the long ones
_RAGGED = 2.0  # sizes of a character that lines end before that edge at most
_CLEAR = 0.6  # sizes of the text between it and the margin
_NARROW = 0.6  # of the width of the text; a margin is narrower
_BOX, _MOST_BOXES = 0.4, 80  # of the width of a page's lines, which a box in the margin takes at most; boxes of a page, with more a chart
_MOST_LINES, _MOST_TOLD = 400, 20  # of a page, with more a drawing; different places of text among the pages of a document
_LEAST = 2  # code points in the margin; fewer are a sign or a number
_APART = 2.1  # sizes from line to line; a wider gap parts what stands in the margin
_LEAST_FULL = 6  # code points of a line of a note; a shorter one is no full line but a word of a list
_PITCH = 1.3  # of the pitch of a note; a wider one parts its paragraphs
_LEVEL = 0.6  # sizes of the text; a heading in the margin stands level with the first line that it heads
_TALLEST, _LONGEST = 4, 40  # lines and code points of such a heading
_SEVERAL = 2  # headings in the margin of a page, at least
_ABOVE = 2.0  # sizes of the text above its first line, where a margin may begin
_LEAST_LONG, _MAIN = 6, 0.6  # long lines of text beside such headings, and the share of all that begin there
_HEADED, _PLAIN = 2.0, 3.0  # lines of text that each line of such headings has beside it; the same where they look like the text


@dataclass(frozen=True, slots=True)
class Aside:
    """What stands in the margin of a page (from 1), its lines from the top; left, right: edges of its column in points. heads: it
    is a heading, read before the text beside it; else it is read behind the paragraph beside which it begins."""

    page: int
    lines: tuple[Line, ...]
    left: float
    right: float
    heads: bool = False


@dataclass(frozen=True, slots=True)
class _Body:
    """The running text of a page, in points; `sure` where its own lines tell that it reaches from `left` to `right`."""

    left: float
    right: float
    top: float
    sure: bool


def margins(pages: Sequence[Sequence[Line]], boxes: Sequence[Sequence[Box]], size: float) -> list[tuple[list[Line], list[Aside]]]:
    """For the lines of each page and the boxes on it, the lines of its text, and what stands in the margin beside it. size: of the
    text in points.

    A page tells where its text stands by many lines that reach its right edge; one that does not is taken to be like one that does."""
    pieces = [[cut(line, size) for line in lines] for lines in pages]
    small = [_small(lines, each) for lines, each in zip(pages, boxes)]
    bodies = [_body([p for each in found for p in each if not any(box.holds(p) for box in own)], size) for found, own in zip(pieces, small)]
    told = list({(round(body.left), round(body.right)): body for body in bodies if body is not None and body.sure}.values())[:_MOST_TOLD]
    return [_parted(lines, found, own, _settled(body, told, size), size) for lines, found, own, body in zip(pages, pieces, small, bodies)]


def _small(lines: Sequence[Line], boxes: Sequence[Box]) -> list[Box]:
    """The boxes that may stand in a margin: those much narrower than all that stands on the page."""
    if not lines or len(boxes) > _MOST_BOXES:
        return []
    wide = max(line.right for line in lines) - min(line.left for line in lines)
    return [box for box in boxes if box.right - box.left <= _BOX * wide]


def _running(pieces: Sequence[Line], size: float) -> list[Line]:
    """The lines of a page that are running text, by their type and length."""
    return [p for p in pieces if abs(p.size - size) <= _BODY * size and len(p.text) >= _LONG]


def _body(pieces: Sequence[Line], size: float) -> _Body | None:
    """Where the running text of a page stands; None for a page without."""
    long = _running(pieces, size)
    if not long:
        return None
    left, right = min(p.left for p in long), max(p.edge for p in long)
    full = sum(p.edge >= right - _RAGGED * size and p.left <= left + _RAGGED * size for p in long)
    return _Body(left, right, min(p.top for p in long), full >= max(_FULL, _FULL_SHARE * len(long)))


def _settled(body: _Body | None, told: Sequence[_Body], size: float) -> _Body | None:
    """The text of a page with the edges of that of another page which tells them, where it does not tell them by itself."""
    if body is None or body.sure:
        return body
    like = next((other for other in told if other.left - size <= body.left and body.right <= other.right + size), None)
    return None if like is None else replace(body, left=min(body.left, like.left), right=max(body.right, like.right))


def _parted(lines: Sequence[Line], found: Sequence[Sequence[Line]], boxes: Sequence[Box], body: _Body | None, size: float) -> tuple[list[Line], list[Aside]]:
    pieces = [piece for each in found for piece in each]
    if len(pieces) > _MOST_LINES:
        return list(lines), []
    asides = _beside(pieces, boxes, body, size) if body is not None else []
    asides = asides or _heads(pieces, size)
    taken = {line for aside in asides for line in aside.lines}
    kept = [piece for line, each in zip(lines, found)
            for piece in ([p for p in each if p not in taken] if any(p in taken for p in each) else [line])] if taken else list(lines)
    return kept, asides


def _beside(pieces: Sequence[Line], boxes: Sequence[Box], body: _Body, size: float) -> list[Aside]:
    """What stands in both margins and is no heading."""
    clear = _CLEAR * size
    sides = [side for side in ([p for p in pieces if p.right <= body.left - clear], [p for p in pieces if p.left >= body.right + clear]) if side]
    return [aside for side in sides for aside in _notes(side, pieces, boxes, body, size)]


def _notes(side: Sequence[Line], pieces: Sequence[Line], boxes: Sequence[Box], body: _Body, size: float) -> list[Aside]:
    """What stands in one margin and is no heading: narrow groups of lines mostly in smaller type, or in a box, into which no other
    line reaches."""
    found = []
    beside = set(side)
    others = [p for p in pieces if p not in beside]
    for group in _groups(side):
        left, right = min(p.left for p in group), max(p.right for p in group)
        top, bottom = group[0].top, group[-1].bottom
        letters = sum(len(p.text) for p in group)
        small = sum(len(p.text) for p in group if p.size < _SMALL * size)
        around = next((box for box in boxes if all(box.holds(p) for p in group)), None)
        if letters < _LEAST or 2 * small <= letters and around is None or not any(c.isalpha() for p in group for c in p.text):
            continue
        if right - left > _NARROW * (body.right - body.left) or top < body.top - _ABOVE * size:
            continue
        if not any(p.top < bottom and p.bottom > top and p.left < right and p.right > left for p in others):
            found.append(Aside(group[0].page, tuple(group), left, right if around is None else max(right, around.right - (left - around.left))))
    free = [a for a in found if not any(box.holds(a.lines[0]) for box in boxes)]
    wide = max((a.right for a in free), default=0.0)
    return [replace(a, right=wide) if a in free else a for a in found]


def _heads(pieces: Sequence[Line], size: float) -> list[Aside]:
    """The headings left of all text, each level with the first line that it heads; none where a line there is anything else but
    a title or below the text. Lines over the whole width may stand above or between."""
    long = _running(pieces, size)
    begin = next((p.left for p in sorted(long, key=lambda p: p.left) if _MAIN * len(long) <= sum(-1 <= q.left - p.left <= _RAGGED * size for q in long)), 0.0)
    text = [p for p in pieces if p.left >= begin - 1]
    side = [p for p in pieces if p.right <= begin - _CLEAR * size and p.base <= max(q.base for q in text) and p.left < begin]
    if len(long) < _LEAST_LONG or not side:
        return []
    usual = median(p.size for p in side)
    side = [p for p in side if p.size <= (1 + _BODY) * usual]  # titles of chapters are larger
    strong = all(p.size > (1 + _BODY) * size for p in side) or all(p.bold for p in side) and not any(p.bold for p in text) or (
        all(p.gothic for p in side) and not any(p.gothic for p in text))
    groups = _groups(side)
    if len(groups) < _SEVERAL or (_HEADED if strong else _PLAIN) * len(side) > len(text):
        return []
    for group in groups:
        words = "".join(p.text for p in group)
        level = any(abs(p.base - group[0].base) <= _LEVEL * size for p in text)
        if not level or len(group) > _TALLEST or len(words) > _LONGEST or "。" in words:
            return []
    left, right = min(p.left for p in side), max(p.right for p in side)
    return [Aside(group[0].page, tuple(group), left, right, True) for group in groups]


def _groups(side: Sequence[Line]) -> list[list[Line]]:
    """The lines of a margin, from the top, in groups that wide gaps part."""
    found: list[list[Line]] = []
    for row in rows(side):
        line = merged(row[0].page, row) if len(row) > 1 else row[0]
        if found and line.base - found[-1][-1].base <= _APART * max(line.size, found[-1][-1].size):
            found[-1] += row
        else:
            found.append(list(row))
    return found


def with_heads(flow: Sequence[Block], asides: Sequence[Aside]) -> list[Block]:
    """The blocks with the headings in the margin, each before the block that begins beside it."""
    put: dict[int, list[Block]] = {}
    titles = [aside for aside in asides if aside.heads]
    begun = _begun(flow) if titles else {}
    for aside in titles:
        first = aside.lines[0]
        k = next((k for k, top in begun.get(aside.page, ()) if top >= first.top - _LEVEL * first.size), len(flow))
        put.setdefault(k, []).append(Block("paragraph", aside.page, _joined(aside.lines), left=aside.left, right=aside.right))
    return [block for k in range(len(flow) + 1) for block in (*put.get(k, ()), *flow[k:k + 1])]


def _joined(lines: Sequence[Line]) -> Text:
    """Lines as one paragraph."""
    return tuple((between(lines[k - 1].text, line.text) if k else "", line) for k, line in enumerate(lines))


def with_notes(flow: Sequence[Block], asides: Sequence[Aside], heads: Headings, listed: dict[int, int]) -> tuple[list[Block], Headings, dict[int, int]]:
    """The blocks with what stands in the margin, each behind the paragraph beside which it begins, or behind the first paragraph
    under a heading there; and the indices of headings and items among them."""
    put: dict[int, list[Block]] = {}
    notes = [aside for aside in asides if not aside.heads]
    begun = _begun(flow) if notes else {}
    for aside in notes:
        put.setdefault(_place(flow, aside, begun.get(aside.page, ()), heads), []).extend(_paragraphs(aside))
    if not put:
        return list(flow), heads, listed
    found: list[Block] = []
    moved: list[int] = []
    for k in range(len(flow) + 1):
        found += put.get(k, ())
        moved.append(len(found))
        found += flow[k:k + 1]
    return found, Headings({moved[k]: level for k, level in heads.levels.items()}, moved[heads.title] if heads.title >= 0 else -1), {
        moved[k]: depth for k, depth in listed.items()}


def _place(flow: Sequence[Block], aside: Aside, begun: Sequence[tuple[int, float]], heads: Headings) -> int:
    """The index of the block before which something in the margin is read; len(flow) on a page on which nothing begins."""
    first = aside.lines[0]
    above = [k for k, top in begun if flow[k].kind != "note" and top <= first.top + first.size]
    if not above:
        return begun[0][0] if begun else next((k for k, block in enumerate(flow) if block.page > aside.page), len(flow))
    k = above[-1]
    while (k in heads.levels or k == heads.title or _opens(flow[k])) and k + 1 < len(flow) and flow[k + 1].page == aside.page and (
            k + 1 in heads.levels or flow[k + 1].kind != "note") and (not _opens(flow[k]) or _opens(flow[k + 1])):
        k += 1
    return k + 1


def _opens(block: Block) -> bool:
    return block.kind == "paragraph" and opens_item(plain(block.text))


def _begun(flow: Sequence[Block]) -> dict[int, list[tuple[int, float]]]:
    """For each page the indices of the blocks of which something stands on it, each with the height at which that begins."""
    found: dict[int, dict[int, float]] = {}
    for k, block in enumerate(flow):
        lines = [line for _, line in block.text] if block.table is None else [line for cell in block.table.cells for _, line in cell.text]
        for line in lines:
            here = found.setdefault(line.page, {})
            here[k] = min(line.top, here.get(k, line.top))
    return {page: list(tops.items()) for page, tops in found.items()}


def _paragraphs(aside: Aside) -> list[Block]:
    """The paragraphs of what stands in the margin."""
    lines = [merged(aside.page, row) for row in rows(aside.lines)]
    near = min((b.base - a.base for a, b in zip(lines, lines[1:])), default=0.0)
    found: list[list[tuple[str, Line]]] = []
    for k, line in enumerate(lines):
        before = lines[k - 1] if k else None
        if before is not None and len(before.text) >= _LEAST_FULL and is_full(before, line, aside.right) and line.base - before.base <= _PITCH * near and (
                abs(line.size - before.size) <= _BODY * line.size and line.bold == before.bold and not opens_item(line.text, before.text, found[-1][0][1].text)):
            found[-1].append((between(plain(tuple(found[-1][-3:])), line.text), line))
        else:
            found.append([("", line)])
    return [Block("paragraph", aside.page, tuple(each), left=aside.left, right=aside.right) for each in found]
