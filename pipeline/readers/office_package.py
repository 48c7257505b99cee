"""The parts of an Office file, which is a zip of XML: opened and parsed under limits that hold before unpacking."""
from __future__ import annotations

import posixpath
import re
import zlib
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from pipeline.readers import UnreadableDocument, unreadable

MIB = 1024 * 1024
MAX_ENTRIES = 5000
"""A plan with a picture on each page has some hundred parts."""
MAX_TOTAL = 1024 * MIB
"""Sum of the unpacked sizes of all parts. Pictures count, though they are never unpacked: bitmaps shrink tenfold."""
MAX_XML = 128 * MIB
"""Sum of the unpacked sizes of the parts of XML; a plan of 300 pages has some 20 MiB."""
MAX_PART = 48 * MIB
"""Unpacked size of one part of XML."""
MAX_RATIO = 200
"""Unpacked to packed size of a part of XML above 1 MiB. Word and Excel reach 10 to 60, a bomb of zeros 1000."""
MAX_TAGS = 1_500_000
"""Tags of one part, opening and closing. A tree takes some 130 bytes an element: 200 MB."""
MAX_ATTRIBUTES = 1_000_000
"""Attributes of one part. A tree takes some 220 bytes each: 220 MB."""

_XML_NAME = re.compile(r".*\.(?:xml|rels)", re.I | re.S)
_DECLARED = re.compile(rb"\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']([^\"']{0,40})[\"']")
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,400}\?>")
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(wordprocessingml|spreadsheetml|drawingml|officeDocument)/")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class Relation:
    """A reference from one part to another: the last word of its type (`footnotes`) and the part's name."""

    kind: str
    target: str


class Package:
    """An Office file whose directory was checked; its parts are unpacked on demand.

    product, mend: `Word` and what to do with a file that is refused, for the messages. All errors are
    UnreadableDocument, one line each."""

    def __init__(self, data: bytes, name: str, product: str, mend: str) -> None:
        self.name, self.mend = name, mend
        if data.startswith(_OLE):
            if _ENCRYPTED in data:
                raise unreadable(name, "encrypted with a password", f"save it in {product} without one")
            raise unreadable(name, f"in the old binary format of {product}", mend)
        if data.count(b"PK\x01\x02") > MAX_ENTRIES:
            raise self.error(f"a zip of more than {MAX_ENTRIES} parts")
        try:
            self._zip = ZipFile(BytesIO(data))
            entries = self._zip.infolist()
        except (BadZipFile, OSError, ValueError, NotImplementedError, UnicodeDecodeError) as error:
            raise self.error(f"broken or cut off (no {product} file can be unpacked from it)") from error
        self._check(entries)
        self._entries = {_plain(entry.filename): entry for entry in entries if _XML_NAME.fullmatch(entry.filename)}

    def error(self, problem: str) -> UnreadableDocument:
        """The error for this file."""
        return unreadable(self.name, problem, self.mend)

    def _check(self, entries: list[ZipInfo]) -> None:
        total = xml = 0
        for entry in entries:
            total += entry.file_size
            if not _XML_NAME.fullmatch(entry.filename):
                continue
            xml += entry.file_size
            if entry.flag_bits & 1:
                raise self.error("encrypted with a password")
            if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
                raise self.error("packed with a method that Office does not use")
            if entry.file_size > MAX_PART:
                raise self.error(f"a part of it unpacks to more than {MAX_PART // MIB} MiB")
            if entry.file_size > max(MIB, MAX_RATIO * entry.compress_size):
                raise self.error(f"a part of it unpacks to more than {MAX_RATIO} times its size, as only a zip bomb does")
        if total > MAX_TOTAL or xml > MAX_XML:
            raise self.error(f"it unpacks to more than {(MAX_XML if xml > MAX_XML else MAX_TOTAL) // MIB} MiB")

    def has(self, part: str) -> bool:
        """Whether there is a part of XML of this name."""
        return _plain(part) in self._entries

    def xml(self, part: str) -> bytes:
        """A part of XML in UTF-8, in the transitional namespaces, without a document type; b"" if there is none."""
        entry = self._entries.get(_plain(part))
        if entry is None:
            return b""
        try:
            with self._zip.open(entry) as file:
                data = file.read(entry.file_size)  # without a size all is unpacked first, however small the file says it is
        except (BadZipFile, OSError, ValueError, EOFError, zlib.error, RuntimeError, NotImplementedError) as error:
            raise self.error(f"broken: {_shown(part)} cannot be unpacked") from error
        data = self._utf8(data, part)
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise self.error(f"{_shown(part)} declares a document type or entities, which no Office program writes")
        if data.count(b"<") > MAX_TAGS or data.count(b"=\"") + data.count(b"='") > MAX_ATTRIBUTES:
            raise self.error(f"{_shown(part)} has more than {MAX_TAGS} tags or {MAX_ATTRIBUTES} attributes")
        return _STRICT.sub(_transitional, data)

    def _utf8(self, data: bytes, part: str) -> bytes:
        wide = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}.get(data[:2])
        if wide:
            try:
                return _DECLARATION.sub("", data.decode(wide), count=1).encode()
            except UnicodeError as error:
                raise self.error(f"broken: {_shown(part)} is no UTF-16") from error
        declared = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf"))
        if declared and declared.group(1).lower() not in (b"utf-8", b"us-ascii", b"ascii"):
            raise self.error(f"{_shown(part)} is neither UTF-8 nor UTF-16")
        return data

    def tree(self, part: str) -> etree._Element | None:
        """The root of a part, without comments; None if there is no such part.

        Nested deeper than 256 or with a text above 10 MB it is refused (the parser's own limits)."""
        data = self.xml(part)
        if not data:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
                                 huge_tree=False, remove_comments=True, remove_pis=True)
        try:
            return etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            reason = "nested too deep" if "epth" in str(error) else "broken"
            raise self.error(f"{reason}: {_shown(part)} is no sound XML") from error

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part refers to inside the file, by id; "" stands for the file as a whole."""
        folder, name = posixpath.split(part)
        root = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, Relation] = {}
        for each in () if root is None else root:
            target = each.get("Target") or ""
            if each.get("TargetMode") != "External" and target:
                path = target if target.startswith("/") else posixpath.join("/", folder, target)
                kind = (each.get("Type") or "").rpartition("/")[2]
                found[each.get("Id") or ""] = Relation(kind, posixpath.normpath(path).lstrip("/"))
        return found

    def related(self, part: str, kind: str) -> str:
        """The name of the part of a kind that a part refers to, empty if there is none."""
        return next((each.target for each in self.relations(part).values() if each.kind == kind), "")


def _transitional(found: re.Match[bytes]) -> bytes:
    return b"http://schemas.openxmlformats.org/" + found.group(1) + b"/2006/"


def _plain(part: str) -> str:
    """Names of parts are compared without regard to case."""
    return part.lstrip("/").lower()


def _shown(part: str) -> str:
    return re.sub(r"[^\w./\-]", "?", part)[:80]
