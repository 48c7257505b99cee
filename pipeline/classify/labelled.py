"""A labelled list: names of measures with their pillars, read from a CSV file."""
from __future__ import annotations

import csv
import io
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from pipeline.complaint import Complaint

REQUIRED = ("name", "pillar")
OPTIONAL = ("text",)
_FIELD_LIMIT = 1 << 24  # code points in one field


class Unusable(ValueError):
    """The list cannot be used; `complaint` says in one line why and how to mend it."""

    def __init__(self, complaint: Complaint) -> None:
        super().__init__(str(complaint))
        self.complaint = complaint


@dataclass(frozen=True, slots=True)
class Labelled:
    """One measure: its name and the text about it ("" if none), NFKC, and the pillar it belongs to."""

    name: str
    pillar: str
    text: str = ""


def read_labelled(path: Path) -> list[Labelled]:
    """The rows of a CSV file with the columns name, pillar and, if wanted, text; other columns are left alone.

    UTF-8, with or without BOM, or Shift_JIS. Raises Unusable: the file is missing, empty or in another encoding, a
    column is missing, a row has too few or too many fields or an empty one, or all rows have one pillar."""
    text = _decoded(path)
    if not text.strip():
        raise _unusable(path, "is empty", "write a header name,pillar and one row a measure")
    csv.field_size_limit(_FIELD_LIMIT)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [column.strip() for column in next(reader)]
        for column in (*REQUIRED, *OPTIONAL):
            if header.count(column) > 1:
                raise _unusable(path, f"the column {column} is there twice", "leave one")
        for column in REQUIRED:
            if column not in header:
                raise _unusable(path, f"has no column {column}", "its first line must name the columns name and pillar")
        found = [_row(path, reader.line_num, header, row) for row in reader if any(value.strip() for value in row)]
    except csv.Error as error:
        raise _unusable(f"{path}, line {reader.line_num}", f"is no CSV ({error})", "put fields with commas or line breaks in quotation marks") from None
    if len({row.pillar for row in found}) < 2:
        raise _unusable(path, f"has {len(found)} measures in {len({row.pillar for row in found})} pillars", "give measures of two pillars or more")
    return found


def _decoded(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _unusable(path, f"cannot be read ({error.strerror})", "give the path of a CSV file") from None
    for encoding in ("utf-8-sig", "cp932"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _unusable(path, "is neither UTF-8 nor Shift_JIS", "save it as CSV in UTF-8")


def _row(path: Path, line: int, header: list[str], values: list[str]) -> Labelled:
    where = f"{path}, line {line}"
    if len(values) != len(header):
        raise _unusable(where, f"has {len(values)} fields, the header has {len(header)}", "put fields with commas in quotation marks")
    row = {column: unicodedata.normalize("NFKC", value).strip() for column, value in zip(header, values)}
    for column in REQUIRED:
        if not row[column]:
            raise _unusable(where, f"{column} is empty", "fill it in or take the row out")
    return Labelled(row["name"], row["pillar"], row.get("text", ""))


def _unusable(where: object, problem: str, mend: str) -> Unusable:
    return Unusable(Complaint(str(where), problem, mend))
