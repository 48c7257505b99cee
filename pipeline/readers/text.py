"""Plain text to SourceText: the decoded file as it is, without marks (the layout reads its lines and form feeds)."""
from __future__ import annotations

from hashlib import sha256

from pipeline.readers.encoding import decode
from pipeline.source import SourceText


def read(data: bytes, doc_id: str = "", path: str = "") -> SourceText:
    """Read plain text in UTF-8, UTF-16 with a byte order mark, Shift_JIS or EUC-JP.

    Offsets are code points of the decoded text, byte order mark dropped and line ends turned to LF.
    Raises UnreadableDocument for anything else, and for text without a visible character."""
    text = decode(data, path or doc_id)
    return SourceText(doc_id, text, "text/plain", path, sha256(data).hexdigest())
