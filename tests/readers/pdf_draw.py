"""Draws plans as PDF files the way a word processor sets them: A4, running heads, footnotes, ruled tables, columns.

Letters are the Japanese CID fonts that every PDF reader knows by name, so no font file is needed."""
from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Sequence

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

MINCHO, GOTHIC = "HeiseiMin-W3", "HeiseiKakuGo-W5"
for _name in (MINCHO, GOTHIC):
    pdfmetrics.registerFont(UnicodeCIDFont(_name))

WIDTH, HEIGHT = 595.0, 842.0
SIZE, PITCH = 10.5, 17.5
_SUPERS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_NO_START = "、。，．）」』】〉》〕・：；？！％ーぁぃぅぇぉっゃゅょァィゥェォッャュョ,.)%"
_NO_END = "（「『【〈《〔("


def width(text: str, size: float, font: str = MINCHO) -> float:
    """The width in points; superscripts are set at six tenths of the size."""
    plain = "".join(c for c in text if c not in _SUPERS)
    raised = "".join(str(_SUPERS.index(c)) for c in text if c in _SUPERS)
    return float(pdfmetrics.stringWidth(plain, font, size) + pdfmetrics.stringWidth(raised, font, 0.6 * size))


def wrap(text: str, room: float, size: float, font: str = MINCHO, first: float = 0.0, hang: float = 0.0) -> list[str]:
    """Lines of at most `room` points, the first set in by `first`, the others by `hang`; kinsoku, Latin words whole."""
    units = re.findall(rf"[{_NO_END}]*(?:[!-~]+|.)[{_NO_START}{_SUPERS}]*", text, re.S)
    found, line, left = [], "", room - first
    for unit in units:
        for part in ([unit] if width(unit, size, font) <= room - hang else list(unit)):
            if line and width(line + part, size, font) > left:
                found.append(line.rstrip(" "))
                line, left = "", room - hang
            line += part if line else part.lstrip(" ")
    return [*found, line] if line else found


@dataclass
class Cell:
    """A cell of a drawn table; `lines` are printed one under another, each wrapped on its own."""

    lines: Sequence[str]
    rowspan: int = 1
    colspan: int = 1


class Sheet:
    """A document that is drawn from the top down; pages end by themselves, with their notes at the foot."""

    def __init__(self, left: float = 70.0, right: float = 70.0, top: float = 80.0, bottom: float = 80.0, head: str = "",
                 numbers: str = "- {} -", columns: int = 1, gutter: float = 24.0, pagesize: tuple[float, float] = (WIDTH, HEIGHT)) -> None:
        self.out = io.BytesIO()
        self.canvas = Canvas(self.out, pagesize=pagesize, invariant=1)
        self.size_of_page = pagesize
        self.left, self.right, self.top, self.bottom = left, pagesize[0] - right, top, pagesize[1] - bottom
        self.head, self.numbers, self.columns, self.gutter = head, numbers, columns, gutter
        self.y = top
        self.column = 0
        self.page = 1
        self.begun = False
        self.notes: dict[str, str] = {}
        self.called: list[str] = []

    def bytes(self) -> bytes:
        """The file."""
        self._end_page()
        self.canvas.save()
        return self.out.getvalue()

    @property
    def room(self) -> float:
        """The width of a column in points."""
        return (self.right - self.left - (self.columns - 1) * self.gutter) / self.columns

    @property
    def x(self) -> float:
        """The left edge of the column."""
        return self.left + self.column * (self.room + self.gutter)

    def text(self, x: float, y: float, text: str, size: float = SIZE, font: str = MINCHO) -> None:
        """Print one line with its baseline `y` points below the top of the page; superscripts small and raised."""
        for part in re.findall(rf"[{_SUPERS}]+|[^{_SUPERS}]+", text):
            raised = part[0] in _SUPERS
            shown = "".join(str(_SUPERS.index(c)) for c in part) if raised else part
            self.canvas.setFont(font, 0.6 * size if raised else size)
            self.canvas.drawString(x, self.size_of_page[1] - y + (0.35 * size if raised else 0), shown)
            x += width(part, size, font)
        self.begun = True

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a rule."""
        height = self.size_of_page[1]
        self.canvas.setLineWidth(0.5)
        self.canvas.line(x0, height - y0, x1, height - y1)

    def paragraph(self, text: str, size: float = SIZE, font: str = MINCHO, first: float = SIZE, hang: float = 0.0, pitch: float = 0.0,
                  before: float = 0.0, after: float = 0.0, x: float = 0.0) -> None:
        """A wrapped paragraph; first, hang: indents of its first and later lines in points."""
        pitch = pitch or PITCH * size / SIZE
        self.y += before if self.begun else 0
        for k, line in enumerate(wrap(text, self.room - x, size, font, first, hang)):
            self._make_room(pitch, line)
            self.y += pitch
            self.text(self.x + x + (hang if k else first), self.y, line, size, font)
            self.called += [mark for mark in self._marks(line) if mark not in self.called]
        self.y += after

    def centred(self, text: str, size: float, font: str = GOTHIC, y: float = 0.0) -> None:
        """One line in the middle of the page."""
        self.y = y or self.y + 1.7 * size
        self.text((self.left + self.right - width(text, size, font)) / 2, self.y, text, size, font)

    def table(self, rows: Sequence[Sequence[Cell]], widths: Sequence[float], size: float = 9.0, ruled: bool = True, head: int = 1) -> None:
        """A table; where a page ends between two rows it goes on with its first `head` rows again."""
        self.y += 8
        heights = [self._height(row, rows, widths, size) for row in rows]
        begin = 0
        for end in range(1, len(rows) + 1):
            last = end == len(rows)
            if last or self.y + sum(heights[begin:end + 1]) > self._floor(""):
                shown = list(range(begin, end))
                self._rows(rows, shown if begin == 0 else [*range(head), *shown], heights, widths, size, ruled)
                begin = end
                if not last:
                    self.new_page()
        self.y += 8

    def new_page(self) -> None:
        """End the page."""
        self._end_page()
        self.y, self.column, self.called, self.begun = self.top, 0, [], False
        self.page += 1

    def _height(self, row: Sequence[Cell], rows: Sequence[Sequence[Cell]], widths: Sequence[float], size: float) -> float:
        places = _places(rows)
        number = next(k for k, each in enumerate(rows) if each is row)
        counts = [sum(len(wrap(line, sum(widths[c:c + cell.colspan]) - 8, size)) for line in cell.lines)
                  for (r, c), cell in places.items() if r == number and cell.rowspan == 1]
        return max([1, *counts]) * 1.4 * size + 6

    def _rows(self, rows: Sequence[Sequence[Cell]], shown: Sequence[int], heights: Sequence[float], widths: Sequence[float], size: float, ruled: bool) -> None:
        tops, y = {}, self.y
        for r in shown:
            tops[r] = y
            y += heights[r]
        for (r, c), cell in _places(rows).items():
            covered = [k for k in range(r, r + cell.rowspan) if k in tops]
            if not covered:
                continue
            x0, x1 = self.x + sum(widths[:c]), self.x + sum(widths[:c + cell.colspan])
            y0, y1 = tops[covered[0]], tops[covered[-1]] + heights[covered[-1]]
            at = y0
            for line in [part for each in cell.lines for part in wrap(each, x1 - x0 - 8, size)] if r in tops else []:
                at += 1.4 * size
                self.text(x0 + 4, at, line, size)
            if ruled:
                for x, y_, xx, yy in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
                    self.line(x, y_, xx, yy)
        self.y = y

    def _marks(self, line: str) -> list[str]:
        return [mark for mark in re.findall(rf"[{_SUPERS}]+", line) if mark in self.notes]

    def _note_lines(self, called: Sequence[str]) -> list[str]:
        return [line for mark in called for line in wrap(f"{mark} {self.notes[mark]}", self.room, 8.5, hang=8.5)]

    def _floor(self, line: str) -> float:
        called = [*self.called, *(m for m in self._marks(line) if m not in self.called)]
        return self.bottom - (len(self._note_lines(called)) * 13 + 14 if called else 0)

    def _make_room(self, pitch: float, line: str) -> None:
        if self.y + pitch <= self._floor(line):
            return
        if self.column + 1 < self.columns:
            self.column, self.y = self.column + 1, self.top
        else:
            self.new_page()

    def _end_page(self) -> None:
        if self.head and self.page > 1:
            self.text(self.left, 50, self.head, 9)
        if self.numbers and self.page > 1:
            number = self.numbers.format(self.page - 1)
            self.text((self.left + self.right - width(number, 9)) / 2, self.size_of_page[1] - 45, number, 9)
        if self.called:
            lines = self._note_lines(self.called)
            y = self.bottom - 13 * len(lines)
            self.line(self.left, y - 6, self.left + 150, y - 6)
            for line in lines:
                y += 13
                opens = line[0] in _SUPERS
                self.text(self.left + (0 if opens else 8.5), y - 3, line, 8.5)
        self.canvas.showPage()


def _places(rows: Sequence[Sequence[Cell]]) -> dict[tuple[int, int], Cell]:
    """The upper left place of each cell, as HTML places them."""
    taken: set[tuple[int, int]] = set()
    found = {}
    for r, row in enumerate(rows):
        c = 0
        for cell in row:
            while (r, c) in taken:
                c += 1
            found[r, c] = cell
            taken |= {(r + i, c + j) for i in range(cell.rowspan) for j in range(cell.colspan)}
            c += cell.colspan
    return found
