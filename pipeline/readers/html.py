"""HTML to SourceText: the visible text of a page in reading order, and marks for what its elements state."""
from __future__ import annotations

from hashlib import sha256

from pipeline.readers import html_folds, html_notes, html_visible, unreadable
from pipeline.readers.html_tree import parse
from pipeline.readers.html_write import Page
from pipeline.readers.titles import in_order, settle
from pipeline.source import SourceText


def read(data: bytes, doc_id: str = "", path: str = "") -> SourceText:
    """Read an HTML page in UTF-8, UTF-16 with a byte order mark, Shift_JIS or EUC-JP.

    Offsets are code points of the visible text: blocks on lines of their own, a blank line between blocks, one line for
    a list item or table row, a TAB between cells. Raises UnreadableDocument if nothing is visible or the page cannot be
    parsed within sane limits (`html_tree`)."""
    name = path or doc_id
    root = parse(data, name)
    notes = html_notes.find(root)
    dropped = html_visible.furniture(root, notes.bodies)
    page = Page(dropped, html_visible.layout_tables(root), set(notes.bodies), notes.watched(), html_folds.find(root)).read(root)
    if not page.text.strip():
        raise unreadable(name, "HTML without visible text", "save the page with its text, or as plain text")
    running = [mark for mark in page.marks if mark.kind in ("paragraph", "item")]
    headings = in_order([mark for mark in page.marks if mark.kind == "heading"])
    others = [mark for mark in page.marks if mark.kind not in ("paragraph", "item", "heading")]
    marks = others + settle(headings, page.text) + html_notes.marks(notes, page.places, page.text, running)
    return SourceText(doc_id, page.text, "text/html", path, sha256(data).hexdigest(), in_order(marks))
