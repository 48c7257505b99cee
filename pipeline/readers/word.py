"""Word (.docx) to SourceText: the text that a person reads, in reading order, and marks for what its styles state.

Read from the XML itself, because python-docx drops footnotes, tracked changes, text boxes and automatic numbers."""
from __future__ import annotations

from hashlib import sha256

from pipeline.readers import unreadable
from pipeline.readers.office_package import Package
from pipeline.readers.titles import in_order, settle
from pipeline.readers.word_body import Body
from pipeline.readers.word_notes import KINDS, Notes, settle_by_hand
from pipeline.readers.word_numbering import Numbering
from pipeline.readers.word_styles import Styles, w
from pipeline.source import SourceText

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MEND = "save it again in Word as .docx, or save it as plain text, Markdown or HTML"


def read(data: bytes, doc_id: str = "", path: str = "") -> SourceText:
    """Read a Word document (.docx).

    Offsets are code points of the text as read: a blank line between blocks, one line for a list item or table row, a
    TAB between cells, the bodies of the notes at the end. Automatic numbers are part of the text, bullets are not;
    tracked changes count as accepted; headers, footers, comments and hidden text are left out. A table of contents
    stands in the text as `markup`. Raises UnreadableDocument for a file that is no .docx, broken, encrypted or beyond
    the limits of `office_package`, and for one without text."""
    name = path or doc_id
    package = Package(data, name, "Word", _MEND)
    main = package.related("", "officeDocument") or "word/document.xml"
    root = package.tree(main)
    body = None if root is None or root.tag != w("document") else root.find(w("body"))
    if body is None:
        raise package.error("a zip archive without a Word document in it")
    parts = {each.kind: each.target for each in package.relations(main).values()}

    def part(kind: str) -> str:
        return parts.get(kind, "")

    styles = Styles(package.tree(part("styles")))
    notes = Notes({kind: package.tree(part(f"{kind}s")) for kind in KINDS}, (package.tree(part("settings")), body.find(w("sectPr"))))
    blocks = Body(body, styles, Numbering(package.tree(part("numbering")), styles), notes).read(body)
    text = blocks.text()
    if not text.strip():
        raise unreadable(name, "a Word document without text", "if its pages are pictures, run OCR on it first")
    titled = any(leaf.kind == "title" for leaf in blocks.leaves)
    headings = in_order([leaf for leaf in blocks.leaves if leaf.kind == "heading"])
    running = [leaf for leaf in blocks.leaves if leaf.kind != "heading"]
    marks = blocks.marks + settle(headings, text, may_title=not titled)
    marks += settle_by_hand(text, running, blocks.supers, marks)
    return SourceText(doc_id, text, MEDIA_TYPE, path, sha256(data).hexdigest(), in_order(marks))
