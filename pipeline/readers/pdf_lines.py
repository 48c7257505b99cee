"""Characters of a page to printed lines: baselines, gaps, spaces, raised figures; ruby and doubled characters dropped."""
from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace
from typing import Iterable, NamedTuple, Sequence

from pipeline.readers.markers import marker_of
from pipeline.readers.pdf_pages import Glyph
from pipeline.readers.pdf_limits import BOLD, GOTHIC, LEVEL
from pipeline.readers.pdf_spaces import THIN, is_letter, space_between, spread, stretch_of, usual_gap
from pipeline.readers.symbols import is_private

RISE, FALL = 0.88, 0.12  # of a character above and below its baseline, as a share of its size
GAP = 1.8  # widths of a character; a wider gap ends a piece of a line: a cell, a column
_WIDE = 0.7  # sizes of a character; two columns may meet at a gap that is wider
_BASE = 0.12  # of the size; baselines that close are one
_SMALL = 0.87  # of the size; a raised figure or ruby is smaller (browsers raise at 0.83)
_HUNG = 3.0  # sizes; the raised mark of a note stands so far before its text at most
_RUBY = 0.62
_DOUBLE = 0.15  # of the size; the same character that close was printed twice to look bold
_SUPERS = str.maketrans("0123456789０１２３４５６７８９", "⁰¹²³⁴⁵⁶⁷⁸⁹" * 2)
_LABEL = re.compile(r"[0-9０-９]{1,2}(?:[-－.．][0-9０-９]{1,2})*[.．]?")
_FIGURES = re.compile(r"[0-9０-９]+")
_KANA = re.compile(r"[ぁ-ゖァ-ヺー・]+")
_LONGEST_WORD = 150  # characters that no line break parts: an address on the web
_NO_START = frozenset("、。，．,.)）]］}｝」』】〉》〕〗’”・：；:;？！?!％%ーゝゞヽヾ々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ")
_BULLET = "•"
_HANGING = frozenset("、。，．")
_HALF = frozenset("）］｝」』】〉》〕〗")
_NO_END = frozenset("(（[［{｛「『【〈《〔〖‘“")


class Gap(NamedTuple):
    """A wide gap in a line: where in its text what follows starts, where what stands before ends and what follows starts
    on the page, the width of what cannot be parted there, the sizes before and behind it, and the levels as headings."""

    at: int
    left: float
    right: float
    lead: float
    before: float
    after: float
    level: int = 0
    next_level: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line, or a piece of one that wide gaps part from the rest.

    page: from 1. left, right, base, size: points, origin top left. lead: width of what cannot be parted at its start.
    raised: (start, end) in `text` of raised marks that are no mere figures (`注1`, `1)`); raised figures stand in
    `text` as superscripts. gaps: the wide ones, at which two columns may meet. label: where a small gap stands behind
    the figures that open it: a space in a heading (`2 施策`), in running text mere spacing (`2 つの`); 0 for none.
    tab: it is the label on the edge of a box. level: of the heading as which it is tagged; 0 for none."""

    page: int
    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    gothic: bool
    lead: float
    raised: tuple[tuple[int, int], ...] = ()
    gaps: tuple[Gap, ...] = ()
    label: int = 0
    tab: bool = False
    level: int = 0

    @property
    def edge(self) -> float:
        """Where its last letter ends: a comma or full stop behind it may hang over the edge of the column, and the empty half of a
        closing bracket."""
        last = self.text[-1]
        return self.right - (self.size if last in _HANGING else self.size / 2 if last in _HALF else 0.0)

    @property
    def top(self) -> float:
        return self.base - RISE * self.size

    @property
    def bottom(self) -> float:
        return self.base + FALL * self.size


@dataclass(frozen=True, slots=True)
class _Piece:
    glyphs: tuple[Glyph, ...]  # by place, spaces among them
    raised: frozenset[int] = frozenset()  # indices

    @property
    def base(self) -> float:
        return self.glyphs[0].base

    @property
    def size(self) -> float:
        return Counter(g.size for g in self.glyphs).most_common(1)[0][0]


def lines(page: int, glyphs: Iterable[Glyph], solid: bool = False) -> list[Line]:
    """The lines of a page or of a cell, from the top, those of one height from the left. solid: see `pdf_spaces.is_solid`."""
    pieces = [piece for row in _rows(_single(glyphs)) for piece in _pieces(row, GAP)]
    return [_line(page, piece, solid) for piece in sorted(_settled(pieces), key=lambda p: (_main_base(p), p.glyphs[0].left))]


def parted(line: Line, at: float) -> list[Line]:
    """A line in two where a wide gap holds the place `at` on the page; else the line."""
    gap = next((gap for gap in line.gaps if gap.left <= at <= gap.right), None)
    if gap is None:
        return [line]
    text = line.text[:gap.at].rstrip()
    return [replace(line, text=text, right=gap.left, size=gap.before, level=gap.level, raised=tuple(r for r in line.raised if r[1] <= len(text)),
                    gaps=tuple(g for g in line.gaps if g.at < gap.at)),
            replace(line, text=line.text[gap.at:], left=gap.right, lead=gap.lead, size=gap.after, level=gap.next_level,
                    raised=tuple((a - gap.at, b - gap.at) for a, b in line.raised if a >= gap.at),
                    gaps=tuple(g._replace(at=g.at - gap.at) for g in line.gaps if g.at > gap.at))]


def merged(page: int, row: Sequence[Line]) -> Line:
    """The pieces of one line, from the left, as one line again; a wide gap is a wide space."""
    if len(row) == 1:
        return row[0]
    text, raised = "", []
    for piece in row:
        text += "\u3000" if text else ""
        raised += [(len(text) + a, len(text) + b) for a, b in piece.raised]
        text += piece.text
    longest = max(row, key=lambda piece: len(piece.text))
    return replace(longest, page=page, text=text, left=row[0].left, right=max(p.right for p in row), lead=row[0].lead, gaps=(),
                   bold=all(p.bold for p in row), gothic=all(p.gothic for p in row), raised=tuple(raised),
                   tab=all(p.tab for p in row))


def rows(found: Sequence[Line]) -> list[list[Line]]:
    """Lines grouped by height, from the top, each group from the left."""
    groups: list[list[Line]] = []
    for line in sorted(found, key=lambda each: each.base):
        if groups and abs(line.base - groups[-1][0].base) <= 0.3 * min(line.size, groups[-1][0].size):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [sorted(group, key=lambda each: each.left) for group in groups]


def _single(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """The characters without those printed a second time at the same place, and without those of no size."""
    found: list[Glyph] = []
    taken: dict[tuple[str, int, int], Glyph] = {}  # by places of four points a side; a character reaches into each near
    for glyph in glyphs:
        if glyph.size < 1 or glyph.text < " ":
            continue
        if not glyph.text.isspace():
            x, y, near = glyph.left, glyph.base, _DOUBLE * glyph.size
            places = {(glyph.text, int(a // 4), int(b // 4)) for a in (x - near, x + near) for b in (y - near, y + near)}
            if any((g := taken.get(place)) and abs(g.left - x) <= near and abs(g.base - y) <= near for place in places):
                continue
            taken.update(dict.fromkeys(places, glyph))
        found.append(glyph)
    return found


def _rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    found: list[list[Glyph]] = []
    base = 0.0
    for glyph in sorted(glyphs, key=lambda g: (g.base, g.left)):
        if found and glyph.base - base <= max(0.8, _BASE * glyph.size):
            found[-1].append(glyph)
        else:
            found.append([glyph])
            base = glyph.base
    return [sorted(row, key=lambda g: g.left) for row in found]


def _pieces(row: Sequence[Glyph], gap: float) -> Iterable[_Piece]:
    held: list[Glyph] = []
    right, size = 0.0, 0.0
    apart = spread([g for g in row if not g.text.isspace()], gap)
    for glyph in row:
        if glyph.text.isspace():
            if held:
                held.append(glyph)
            continue
        if held and glyph.left - right > gap * max(size, glyph.size) and (right, glyph.left) not in apart:
            yield _Piece(tuple(held))
            held = []
        held.append(glyph)
        right, size = glyph.right, glyph.size
    if held:
        yield _Piece(tuple(held))


def _settled(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Raised figures put into the lines they stand beside, ruby dropped."""
    ordered = sorted(pieces, key=lambda p: p.base)
    bases = [p.base for p in ordered]
    sizes = [p.size for p in ordered]
    added: dict[int, list[Glyph]] = {}
    gone: set[int] = set()
    largest = max(sizes, default=0.0)
    for i, small in enumerate(ordered):
        if sizes[i] > _SMALL * largest:
            continue
        low, high = bisect_left(bases, small.base - 0.4 * largest), bisect_left(bases, small.base + 1.7 * largest)
        for j in range(low, high):
            if j == i or j in gone or sizes[i] > _SMALL * sizes[j]:
                continue
            rise = (bases[j] - small.base) / sizes[j]
            if -0.3 <= rise <= 0.75 and _beside(small, ordered[j], sizes[j]):
                added.setdefault(j, []).extend(small.glyphs)
                gone.add(i)
                break
            if 0.75 < rise <= 1.7 and sizes[i] <= _RUBY * sizes[j] and _is_ruby(small, ordered[j]):
                gone.add(i)
                break
    found = []
    for i, piece in enumerate(ordered):
        if i in gone:
            continue
        if i in added:
            whole = sorted([*piece.glyphs, *added[i]], key=lambda g: g.left)
            up = frozenset(k for k, g in enumerate(whole)
                           if g.size <= _SMALL * sizes[i] and bases[i] - g.base > _BASE * sizes[i])
            piece = _Piece(tuple(whole), up)
        found.append(piece)
    return found


def _beside(small: _Piece, line: _Piece, size: float) -> bool:
    """Whether a small piece stands in a line: right beside one of its characters, and over none."""
    left, right = small.glyphs[0].left, small.glyphs[-1].right
    near = any(-0.2 * size <= left - g.right <= 0.7 * size or -0.2 * size <= g.left - right <= 0.7 * size
               for g in line.glyphs if not g.text.isspace())
    first = line.glyphs[0]
    hung = small.base < first.base - _BASE * size and 0 <= first.left - right <= _HUNG * size and _is_mark(small)
    middle = (left + right) / 2
    return (near or hung) and not any(g.left < middle < g.right for g in line.glyphs if not g.text.isspace())


def _is_mark(small: _Piece) -> bool:
    """Whether a small piece is what calls a note: figures, with a sign or brackets about them."""
    return marker_of("".join(g.text for g in small.glyphs).strip()) != ""


def _is_ruby(small: _Piece, line: _Piece) -> bool:
    """Whether small kana stand above the characters of a line."""
    text = "".join(g.text for g in small.glyphs if not g.text.isspace())
    left, right = small.glyphs[0].left, small.glyphs[-1].right
    return bool(_KANA.fullmatch(text)) and left >= line.glyphs[0].left - 3 and right <= line.glyphs[-1].right + 3


def _main_base(piece: _Piece) -> float:
    return next(g.base for i, g in enumerate(piece.glyphs) if i not in piece.raised)


def _line(page: int, piece: _Piece, solid: bool) -> Line:
    text, raised, kept = "", [], []
    gaps: list[Gap] = []
    space = ""
    before: Glyph | None = None
    run: list[str] = []
    label = 0
    usual, stretch = usual_gap(piece.glyphs) + THIN, stretch_of(piece.glyphs)

    def close() -> None:
        nonlocal text
        mark = "".join(run)
        if _FIGURES.fullmatch(mark):
            text += mark.translate(_SUPERS)
        elif mark:
            raised.append((len(text), len(text) + len(mark)))
            text += mark
        run.clear()

    for i, glyph in enumerate(piece.glyphs):
        if glyph.text.isspace():
            space = "\u3000" if "\u3000" in (space, glyph.text) else " "
            continue
        if run and i not in piece.raised:
            close()
        if before is not None and (gap := space_between(before, glyph, space, usual, solid, stretch)) and not run:
            text += gap
        if before is not None and glyph.left - before.right > _WIDE * max(before.size, glyph.size) and not run:
            lead = _lead([g for g in piece.glyphs[i:i + _LONGEST_WORD] if not g.text.isspace()])
            gaps.append(Gap(len(text), before.right, glyph.left, lead, before.size, glyph.size, before.style // LEVEL, glyph.style // LEVEL))
        elif before is not None and not label and _LABEL.fullmatch(text) and is_letter(glyph.text) and usual < (
                glyph.left - before.right) / glyph.size:
            label = len(text)
        space = ""
        if i in piece.raised:
            run.append(glyph.text)
        else:
            text += _BULLET if not text and _is_lone_sign(piece.glyphs[i:i + _LONGEST_WORD]) else glyph.text
            kept.append(glyph)
        before = glyph
    close()
    size = Counter(g.size for g in kept).most_common(1)[0][0]
    bold, gothic = (2 * sum(bool(g.style & bit) for g in kept) > len(kept) for bit in (BOLD, GOTHIC))
    level = Counter(g.style // LEVEL for g in kept).most_common(1)[0][0]
    shown = [g for g in piece.glyphs if not g.text.isspace()]
    return Line(page, text, shown[0].left, max(g.right for g in shown), _main_base(piece), size, bold, gothic,
                _lead(shown), tuple(raised), tuple(gaps), label, level=level)


def _is_lone_sign(glyphs: Sequence[Glyph]) -> bool:
    """Whether a sign that only its font knows stands before words, as bullets do."""
    after = next((g for g in glyphs[1:] if not g.text.isspace()), None)
    return is_private(glyphs[0].text) and after is not None and not is_private(after.text)


def _lead(glyphs: Sequence[Glyph]) -> float:
    """The width in points of the first characters that no line break parts: a Latin word, a bracket with what follows."""
    last = 0
    while last + 1 < len(glyphs) and last < _LONGEST_WORD:
        here, after = glyphs[last].text, glyphs[last + 1].text
        joined = here in _NO_END or after in _NO_START or (
            here.isascii() and after.isascii() and glyphs[last + 1].left - glyphs[last].right < 0.2 * glyphs[last].size)
        if not joined:
            break
        last += 1
    return glyphs[last].right - glyphs[0].left
