"""Bytes to SourceText: `read` picks the reader of a file by what is in it; one module reads one format."""
from __future__ import annotations

import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Protocol

from pipeline.source import SourceText

MAX_BYTES = 32 * 1024 * 1024
"""No reader takes more. A plan of a thousand pages has about 2 MB of text; more is a scan, a dump or an attack."""

_HEAD = 64 * 1024  # bytes that the sniffers look at
_MEND = "save it as plain text, Markdown or HTML"

Progress = Callable[[int, int], None]
"""Gets the number of a page that was read, from 1, and the number of all pages."""


class UnreadableDocument(ValueError):
    """A file that no reader takes. The message is one line: the file, what is wrong, what to do about it."""


class Reader(Protocol):
    """Bytes, doc_id and path of a file to its SourceText; a format with pages tells its progress.

    Raises UnreadableDocument."""

    def __call__(self, data: bytes, doc_id: str, path: str, progress: Progress | None = None) -> SourceText: ...


def unreadable(name: str, problem: str, mend: str) -> UnreadableDocument:
    """The error for a file: `name: problem; mend`, in one line."""
    return UnreadableDocument(" ".join(f"{name or 'the document'}: {problem}; {mend}".split()))


def _text(data: bytes, doc_id: str, path: str, progress: Progress | None = None) -> SourceText:
    from pipeline.readers import text

    return text.read(data, doc_id, path)


def _markdown(data: bytes, doc_id: str, path: str, progress: Progress | None = None) -> SourceText:
    from pipeline.readers import markdown

    return markdown.read(data, doc_id, path)


def _html(data: bytes, doc_id: str, path: str, progress: Progress | None = None) -> SourceText:
    from pipeline.readers import html

    return html.read(data, doc_id, path)


def _pdf(data: bytes, doc_id: str, path: str, progress: Progress | None = None) -> SourceText:
    from pipeline.readers import pdf

    return pdf.read(data, doc_id, path, progress)


def _word(data: bytes, doc_id: str, path: str, progress: Progress | None = None) -> SourceText:
    from pipeline.readers import word

    return word.read(data, doc_id, path)


def _excel(data: bytes, doc_id: str, path: str, progress: Progress | None = None) -> SourceText:
    from pipeline.readers import excel

    return excel.read(data, doc_id, path)


def _refuse(kind: str) -> Reader:
    def read_nothing(data: bytes, doc_id: str, path: str, progress: Progress | None = None) -> SourceText:
        raise unreadable(path or doc_id, f"{kind} cannot be read yet", _MEND)

    return read_nothing


_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*+-->\s*+)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_TAG = re.compile(
    r"</?(?:div|p|span|table|t[rdh]|[uo]l|li|h[1-6]|section|article|main|header|meta|title)\b[^<>]*>", re.I)
_ATX = re.compile(r"^ {0,3}#{1,6}[ \t]+\S", re.M)
_ATX_FIRST = re.compile(r"\s*#[ \t]+\S")
_PIPE_RULE = re.compile(r"^[ \t]*+\|?[ \t]*+:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*$", re.M)
_FEW_TAGS = 6  # so many tags after a leading `<` make a fragment of HTML


def _is_html(head: str, suffix: str) -> bool:
    if _HTML_START.match(head):
        return True
    if suffix in (".md", ".markdown"):
        return False
    tags = sum(1 for _ in _TAG.finditer(head))
    return tags > 0 if suffix in (".html", ".htm", ".xhtml") else head.lstrip()[:1] == "<" and tags >= _FEW_TAGS


def _is_markdown(head: str, suffix: str) -> bool:
    if suffix in (".md", ".markdown") or _ATX_FIRST.match(head):
        return True
    if len(_ATX.findall(head)) >= 2:
        return True
    return suffix != ".txt" and any("|" in rule.group() for rule in _PIPE_RULE.finditer(head))


def _starts(*magic: str) -> Callable[[str, str], bool]:
    return lambda head, suffix: head.startswith(magic)


def _zip_with(part: str) -> Callable[[str, str], bool]:
    """A zip archive in which a part has a name like `part`."""
    pattern = re.compile(part)
    return lambda head, suffix: head.startswith("PK\x03\x04") and pattern.search(head) is not None


def _suffix(*suffixes: str) -> Callable[[str, str], bool]:
    return lambda head, suffix: suffix in suffixes


@dataclass(frozen=True, slots=True)
class Format:
    """One row of the table of formats.

    sniff: takes the first bytes of the file as one character a byte (UTF-16 decoded), of a zip archive the last ones
    too, and its lower-case suffix.
    read: takes the bytes, the doc_id and the path; gives the SourceText or raises UnreadableDocument."""

    name: str
    sniff: Callable[[str, str], bool]
    read: Reader


FORMATS = (
    Format("PDF", lambda head, suffix: suffix == ".pdf" or "%PDF-" in head[:1024], _pdf),
    Format("Word", _zip_with(r"word/document\d*\.xml"), _word),
    Format("Excel", _zip_with(r"xl/workbook\d*\.xml"), _excel),
    Format("Word", _suffix(".docx"), _word),
    Format("Excel", _suffix(".xlsx"), _excel),
    Format("Word", _suffix(".doc", ".rtf", ".odt"), _refuse("a Word document that is no .docx")),
    Format("Excel", _suffix(".xls", ".ods"), _refuse("an Excel workbook that is no .xlsx")),
    Format("Ichitaro", _suffix(".jtd", ".jtt"), _refuse("an Ichitaro document")),
    Format("Office", _starts("PK\x03\x04", "\xd0\xcf\x11\xe0", "{\\rtf"), _refuse("an Office file or archive")),
    Format("packed", _starts("\x1f\x8b", "BZh", "7z\xbc\xaf", "\xfd7zXZ"), _refuse("a packed file")),
    Format("image", _starts("\x89PNG", "\xff\xd8\xff", "GIF8", "II*\x00", "MM\x00*"), _refuse("an image")),
    Format("HTML", _is_html, _html),
    Format("XML", _starts("<?xml"), _refuse("XML that is no HTML")),
    Format("Markdown", _is_markdown, _markdown),
    Format("text", lambda head, suffix: True, _text),
)
"""The formats, asked in this order; the first that says yes reads the file."""


def _head(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data[:_HEAD].decode("utf-16", "ignore")
    if data.startswith(b"PK\x03\x04"):  # the names of the parts stand at the end
        return (data[:_HEAD] + data[_HEAD:][-_HEAD:]).decode("latin-1")
    return data[:_HEAD].removeprefix(b"\xef\xbb\xbf").decode("latin-1").replace("\r\n", "\n").replace("\r", "\n")


def sniff(data: bytes, suffix: str = "") -> Format:
    """The format of a file, from its bytes and, where those leave it open, its suffix (`.md`)."""
    head = _head(data)
    return next(each for each in FORMATS if each.sniff(head, suffix.lower()))


def read(path: Path, doc_id: str | None = None, progress: Progress | None = None) -> SourceText:
    """Read one file; `doc_id` is the file's name without its suffix unless told. `progress` is told of each page of a
    PDF.

    Raises UnreadableDocument if the file is missing, empty, too large (`limits`), binary, or in a format that is not
    read."""
    return parse(contents(path), path, doc_id, progress)


def contents(path: Path) -> bytes:
    """The bytes of a file. Raises UnreadableDocument if it is missing, locked or larger than MAX_BYTES."""
    name = str(path)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # a pipe or a device may never end
            raise unreadable(name, "cannot be opened (it is no file)", "name a file")
        if status.st_size > MAX_BYTES:
            raise unreadable(name, f"larger than {MAX_BYTES >> 20} MiB", "split it, or keep its text only")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        if isinstance(error, UnreadableDocument):
            raise
        reason = getattr(error, "strerror", None) or str(error)
        raise unreadable(name, f"cannot be opened ({reason})", "check the path and the rights") from error


def parse(data: bytes, path: Path, doc_id: str | None = None, progress: Progress | None = None) -> SourceText:
    """Read the bytes of a file that stands, or stood, at `path`; as `read`."""
    from pipeline.readers import limits

    name = str(path)
    source = sniff(data, path.suffix).read(data, path.stem if doc_id is None else doc_id, name, progress)
    problem, mend = limits.problem(source)
    if problem:
        raise unreadable(name, problem, mend)
    return source
