"""HTML blocks inside Markdown: their tables, headings, items and paragraphs, at offsets of the raw source."""
from __future__ import annotations

import re

from pipeline.readers.markdown_inline import TAG_NAMES
from pipeline.source import Mark

_TAG = re.compile(rf"<!--|<(/?)({TAG_NAMES}|script|style)(?:\s[^<>]*)?/?>", re.I)
_BLOCK = frozenset((
    "address", "article", "aside", "blockquote", "caption", "center", "dd", "details", "div", "dl", "dt",
    "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol",
    "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))
_TABLE_TAG = re.compile(r"<(/?)table(?:\s[^<>]*)?>", re.I)
_SPAN = re.compile(r"\b(rowspan|colspan)\s*=\s*[\"']?\s*(\d{1,4})", re.I)
_MOST_SPANS = 1000  # what HTML allows for colspan


def tables(text: str) -> dict[int, int]:
    """For each `<table>` of the source that is closed: where it starts, and where its `</table>` ends; in order."""
    opened: list[int] = []
    ends: dict[int, int] = {}
    for found in _TABLE_TAG.finditer(text):
        if not found.group(1):
            opened.append(found.start())
        elif opened:
            ends[opened.pop()] = found.end()
    return dict(sorted(ends.items()))


def scan(text: str, start: int, end: int) -> list[Mark]:
    """The block marks of the HTML in `text[start:end]` (heading, paragraph, item, caption, table, row, cell).

    Spans are trimmed and hold inline tags; a nested table is part of the cell around it."""
    fragment = _Fragment(text, start)
    at = start
    while found := _TAG.search(text, at, end):
        if found.group() == "<!--":
            close = text.find("-->", found.end(), end)
            at = close + 3 if close >= 0 else end
            end = end if close >= 0 else found.start()  # an open comment hides the rest
        elif (name := found.group(2).lower()) in ("script", "style"):
            close_tag = re.compile(rf"</{name}\s*>", re.I).search(text, found.end(), end)
            at = close_tag.end() if close_tag else end
            fragment.flush(found.start())
            fragment.begin = at
        else:
            at = found.end()
            if name in _BLOCK:
                fragment.tag(name, found.group(1) == "/", found)
    fragment.finish(end)
    return fragment.marks


class _Fragment:
    """What is open while the tags of a fragment go by."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.marks: list[Mark] = []
        self.begin = start  # where the running text since the last block tag starts
        self.heading = ""
        self.caption = False
        self.item = False
        self.lists = 0
        self.tables = 0
        self.rows: list[Mark] = []  # of the table that is open
        self.in_head = False
        self.row = self.cell = (-1, -1)  # (start, end of the opening tag)
        self.value = ""

    def flush(self, end: int) -> None:
        """Close the running text in front of a block tag."""
        if self.tables and not self.caption:
            return
        start, end = trimmed(self.text, self.begin, end)
        if not _TAG_OR_COMMENT.sub("", self.text[start:end]).strip():
            return
        if self.caption:
            kind, value = "caption", ""
        elif self.heading:
            kind, value = "heading", self.heading
        elif self.item:
            kind, value = "item", str(max(0, self.lists - 1))
        else:
            kind, value = "paragraph", ""
        self.item = False
        self.marks.append(Mark(kind, start, end, value))

    def tag(self, name: str, closing: bool, found: re.Match[str]) -> None:
        self.flush(found.start())
        self.begin = found.end()
        if name == "table":
            self.on_table(closing, found)
        elif self.tables == 1 and name == "tr":
            self.end_row(found.start())
            if not closing:
                self.row = found.span()
        elif self.tables == 1 and name in ("td", "th"):
            self.end_cell(found.start())
            if not closing:
                self.begin_cell(name, found)
        elif self.tables == 1 and name in ("thead", "tbody", "tfoot"):
            self.in_head = name == "thead" and not closing
        elif name == "caption":
            self.caption = not closing and self.tables == 1
        elif name[0] == "h" and name[1:].isdigit():
            self.heading = "" if closing else name[1:]
        elif name in ("ul", "ol"):
            self.lists = max(0, self.lists - 1) if closing else self.lists + 1
        elif name == "li":
            self.item = not closing

    def on_table(self, closing: bool, found: re.Match[str]) -> None:
        if closing and self.tables == 1:
            self.end_row(found.start())
            self.end_table()
        elif not closing and self.tables == 0:
            self.in_head = False
        self.tables = max(0, self.tables - 1) if closing else self.tables + 1

    def begin_cell(self, name: str, found: re.Match[str]) -> None:
        if self.row[0] < 0:
            self.row = (found.start(), found.start())
        spans = {key.lower(): min(_MOST_SPANS, max(1, int(number))) for key, number in _SPAN.findall(found.group())}
        header = "h" if name == "th" or self.in_head else ""
        self.value = f"{spans.get('rowspan', 1)},{spans.get('colspan', 1)},{header}"
        self.cell = found.span()

    def end_cell(self, end: int) -> None:
        if self.cell[0] >= 0:
            a, b = trimmed(self.text, self.cell[1], end)
            if not _TAG_OR_COMMENT.sub("", self.text[a:b]).strip():
                b = a
            self.marks.append(Mark("cell", a, b, self.value))
        self.cell = (-1, -1)

    def end_row(self, end: int) -> None:
        self.end_cell(end)
        if self.row[0] >= 0:
            self.rows.append(Mark("row", *trimmed(self.text, self.row[0], end)))
        self.row = (-1, -1)

    def end_table(self) -> None:
        if self.rows:
            self.marks += [Mark("table", self.rows[0].start, self.rows[-1].end), *self.rows]
        self.rows = []

    def finish(self, end: int) -> None:
        """The end of the fragment: what is still open ends here."""
        self.flush(end)
        if self.tables:
            self.end_row(end)
            self.end_table()


_TAG_OR_COMMENT = re.compile(rf"<!--.*?-->|</?(?:{TAG_NAMES})(?:\s[^<>]*)?/?>", re.I | re.S)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """`start:end` without the white space at both ends; empty at `start` if nothing else is there."""
    body = text[start:end]
    left = len(body) - len(body.lstrip())
    return (start, start) if left == len(body) else (start + left, start + len(body.rstrip()))
