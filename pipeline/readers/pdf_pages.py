"""The pages of a PDF, one after another, from a process of its own that PDFium cannot take the reader down with."""
from __future__ import annotations

import marshal
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from time import monotonic
from typing import Any, Callable, Iterator, NamedTuple

from pipeline.readers import UnreadableDocument, unreadable
from pipeline.readers.pdf_limits import MAX_CHARACTERS, PAGE_SECONDS, PROBLEMS, START_SECONDS

_ROOT = Path(__file__).resolve().parents[2]
_TAIL = 2048  # bytes at the end of a file in which its end mark stands


class Glyph(NamedTuple):
    """A printed character: left and right edge and baseline in points, origin top left; size in points; `style` is a sum
    of BOLD and GOTHIC, and of LEVEL for each level of a heading by tag."""

    text: str
    left: float
    right: float
    base: float
    size: float
    style: int


class Rule(NamedTuple):
    """A straight line along the page's edges, or the box of a spot, in points, origin top left."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page. number: from 1. width, height: points, after `turn` quarter turns to the left that set its
    text upright. image: the share of the page that pictures cover. dots: small round or square spots."""

    number: int
    width: float
    height: float
    turn: int
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    image: float
    dots: tuple[Rule, ...] = ()

    def place(self, left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
        """A box of this page on the page as it is shown, before the turns."""
        width, height = self.width, self.height
        for _ in range(self.turn):
            left, top, right, bottom = height - bottom, left, height - top, right
            width, height = height, width
        return left, top, right, bottom


def pages(data: bytes, name: str, progress: Callable[[int, int], None] | None = None) -> Iterator[Page]:
    """The pages of a PDF in order. progress: called with each page's number and the number of pages.

    Raises UnreadableDocument, naming the file as `name`, if it is cut off, locked, broken or beyond the limits."""
    if is_cut(data):
        raise refused("cut", name)
    with _Worker(data) as worker:
        count = worker.answer(name, 0)
        characters = 0
        for number in range(1, count + 1):
            width, height, turn, glyphs, rules, dots, image = worker.answer(name, number)
            characters += len(glyphs)
            if characters > MAX_CHARACTERS:
                raise refused("long", name)
            if progress is not None:
                progress(number, count)
            yield Page(number, width, height, turn, tuple(map(Glyph._make, glyphs)), tuple(map(Rule._make, rules)), image,
                       tuple(map(Rule._make, dots)))


def refused(problem: str, name: str, page: int = 0) -> UnreadableDocument:
    """The error for a problem of `pdf_limits.PROBLEMS`, with the number of the page where one is to blame."""
    what, mend = PROBLEMS[problem]
    return unreadable(name, f"{what} (page {page})" if page else what, mend)


def is_cut(data: bytes) -> bool:
    """Whether the end of the file is missing: no end mark stands there, or the file itself states a greater length."""
    tail = data.rstrip(b"\0\r\n\t ")[-_TAIL:]
    if b"%%EOF" not in tail:
        return True
    head = data[:_TAIL]
    if b"/Linearized" not in head:
        return False
    stated = head.split(b"/Linearized", 1)[1].split(b"/L ", 1)
    figures = stated[1].split(None, 1)[0].split(b"/")[0] if len(stated) == 2 and stated[1].strip() else b""
    return figures.isdigit() and int(figures) > len(data)


class _Worker:
    """The process that reads the file. It may keep the reader waiting for START_SECONDS and PAGE_SECONDS a page."""

    def __init__(self, data: bytes) -> None:
        path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "pipeline.readers.pdf_worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": path})
        self._data = data
        self._left = START_SECONDS
        self._late = False

    def __enter__(self) -> _Worker:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(self._data)
            self._process.stdin.close()
        except OSError:  # it has died; the answer says so
            pass
        self._data = b""
        return self

    def __exit__(self, *error: object) -> None:
        self._process.kill()
        assert self._process.stdout is not None
        self._process.stdout.close()
        self._process.wait()

    def answer(self, name: str, page: int) -> Any:
        """The next value, of a page or (0) of the file; raises UnreadableDocument for a problem, a late answer or none."""
        began = monotonic()
        watch = Timer(self._left, self._stop)
        watch.start()
        try:
            value = marshal.load(self._process.stdout)  # type: ignore[arg-type]
        except (EOFError, ValueError, TypeError, MemoryError):
            raise refused("slow" if self._late else "died", name, page) from None
        finally:
            watch.cancel()
        self._left += PAGE_SECONDS - (monotonic() - began)
        if isinstance(value, str):
            raise refused(value, name, page)
        return value

    def _stop(self) -> None:
        self._late = True
        self._process.kill()
