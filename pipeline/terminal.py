"""What a person sees on the terminal during long work: complaints as lines, progress as a bar."""
from __future__ import annotations

from typing import TextIO

_WIDTH = 30
_NAME = 20  # characters of a name; a line that breaks cannot be taken away again
_CLEAR = "\r\x1b[K"


class Terminal:
    """Writes complaints and a progress bar to a stream; the bar only where the stream is a terminal.

    Use it as a context: leaving it takes the bar away."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._clear = _CLEAR if stream.isatty() else ""
        self._bar = ""

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.write(self._clear)

    def tell(self, line: object) -> None:
        """Write one line."""
        self._stream.write(f"{self._clear}{line}\n")
        self._stream.flush()

    def progress(self, done: int, total: int) -> None:
        """Draw the bar for `done` of `total`."""
        if self._clear and total > 1:
            full = _WIDTH * done // total
            self._bar = f"[{'#' * full}{'.' * (_WIDTH - full)}] {done}/{total} "
            self._draw(self._bar.rstrip())

    def reading(self, name: str, page: int, pages: int) -> None:
        """Say behind the bar which page of a document is read."""
        if self._clear and pages > 1:
            self._draw(f"{self._bar}{name[:_NAME]}: page {page}/{pages}")

    def _draw(self, line: str) -> None:
        self._stream.write(f"{self._clear}{line}")
        self._stream.flush()
