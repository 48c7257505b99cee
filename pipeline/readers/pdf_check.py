"""Whether a PDF can be read as text at all: a text layer, known characters, horizontal writing."""
from __future__ import annotations

from pipeline.readers.pdf_pages import Page

_PICTURE = 0.5  # of a page; a scan covers more
_SCANNED = 0.5  # of the pages that hold anything; with so many scans the text is no whole
_FEW = 20  # characters of a page without text; a stamp or a page number
_UNMAPPED = 0.2  # of the characters; with more the text is lost
_VERTICAL = 0.5  # of the characters
_RUN = 6  # characters under each other; shorter ones are labels in narrow cells


class Check:
    """Counts over all pages of a document what makes it unreadable. scans: the pages that are pictures without text."""

    def __init__(self) -> None:
        self.scans: list[int] = []
        self._texts = self._characters = self._unmapped = self._vertical = 0

    def page(self, page: Page) -> None:
        """Count a page."""
        glyphs = [g for g in page.glyphs if not g.text.isspace()]
        if len(glyphs) >= _FEW:
            self._texts += 1
        elif page.image >= _PICTURE:
            self.scans.append(page.number)
        self._characters += len(glyphs)
        self._unmapped += sum(g.text < " " or g.text == "\ufffd" or "\ue000" <= g.text <= "\uf8ff" for g in glyphs)
        run = 0
        for one, other in zip(glyphs, glyphs[1:]):
            below = 0.5 * one.size < other.base - one.base < 2 * one.size and abs(
                one.left + one.right - other.left - other.right) < 0.5 * one.size
            run = run + 1 if below else 0
            self._vertical += (run == _RUN) * _RUN + (run > _RUN)

    def problem(self) -> str:
        """The word of `pdf_limits.PROBLEMS` for what was found; empty for a document that can be read."""
        if not self._characters:
            return "scanned" if self.scans else "empty"
        if self.scans and len(self.scans) >= _SCANNED * (len(self.scans) + self._texts):
            return "scanned"
        if self._unmapped > _UNMAPPED * self._characters:
            return "unmapped"
        return "vertical" if self._vertical > _VERTICAL * self._characters else ""
