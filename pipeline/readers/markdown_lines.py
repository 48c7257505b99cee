"""The lines of a Markdown source: where the content of each begins, behind the marks of quotes, lists and notes."""
from __future__ import annotations

import re
from bisect import bisect_right

_OPENING = re.compile(r"[ \t]*(?:(?:>|[-*+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)|:(?=[ \t]+(?:[-*+]|\d{1,9}[.)])[ \t])|\[\^[^\]\s]+\]:)[ \t]*)*")
_PRINTED = re.compile(r"\S+")


class Lines:
    """Lines of `text`, counted from 0 and without their line feed; places are code points of `text`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0]
        self.starts += [found.end() for found in re.finditer("\n", text)]
        self._bodies: dict[int, int] = {}  # line: where its content begins, for lines that continue a block

    def __len__(self) -> int:
        return len(self.starts)

    def of(self, place: int) -> int:
        """The line that holds a place."""
        return bisect_right(self.starts, place) - 1

    def span(self, line: int) -> tuple[int, int]:
        """Start and end of a line; the end of the text for a line behind the last."""
        if line >= len(self.starts):
            return len(self.text), len(self.text)
        end = self.starts[line + 1] - 1 if line + 1 < len(self.starts) else len(self.text)
        return self.starts[line], end

    def opening(self, line: int) -> tuple[int, int]:
        """The content of a line that begins a block: behind all marks of quotes, lists and notes; trimmed."""
        start, end = self.span(line)
        found = _OPENING.match(self.text, start, end)
        return self._trim(found.end() if found else start, end)

    def continued(self, line: int, quotes: int) -> tuple[int, int]:
        """The content of a line that goes on with a block inside `quotes` quotes: behind as many `>`; trimmed."""
        at, end = self.span(line)
        for _ in range(quotes):
            if not (found := _QUOTE.match(self.text, at, end)):
                break
            at = found.end()
        start, end = self._trim(at, end)
        self._bodies[line] = start
        return start, end

    def block(self, first: int, last: int, quotes: int) -> tuple[int, int]:
        """The content of lines `first` up to but without `last`, trimmed at both ends; empty if nothing is printed."""
        spans = [self.opening(first), *(self.continued(line, quotes) for line in range(first + 1, last))]
        printed = [span for span in spans if span[1] > span[0]]
        return (printed[0][0], printed[-1][1]) if printed else (spans[0][0], spans[0][0])

    def masked(self, start: int, end: int) -> tuple[str, list[tuple[int, int]]]:
        """`text[start:end]` with the marks of quotes before its continued lines blanked, and where those stand."""
        out, prefixes, at = [], [], start
        for line in range(self.of(start) + 1, self.of(max(start, end - 1)) + 1):
            body = self._bodies.get(line, 0)
            if body > self.starts[line]:
                prefixes += [found.span() for found in _PRINTED.finditer(self.text, self.starts[line], min(body, end))]
                out += [self.text[at:self.starts[line]], " " * (min(body, end) - self.starts[line])]
                at = min(body, end)
        return "".join((*out, self.text[at:end])), prefixes

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        body = self.text[start:end]
        left = len(body) - len(body.lstrip())
        return start + left, max(start + left, start + len(body.rstrip()))


_QUOTE = re.compile(r"[ \t]*>")
