"""Tables of contents: rows with dot leaders or, under 目次, with a page number at the right edge."""
from __future__ import annotations

import re
from typing import Sequence

from pipeline.readers.pdf_lines import Line

_TITLE = re.compile(r"[【〔\[]?\s*目\s*次\s*[】〕\]]?|(?:図表|図|表)\s*目\s*次")
_LEADERS = re.compile(r"(?:[…‥⋯]{2}|(?:[.．・…‥･·⋯_＿\-―─]\s?){3,})\s*[-－(（]?\s*[0-9０-９ivx]{1,4}\s*[)）-]?\s*$")
_FIGURE = re.compile(r"[-－(（]?\s*(?:[0-9０-９]{1,4}|[ivx]{1,5})\s*[)）-]?")
_NUMBERED = re.compile(r".+[\s　][0-9０-９]{1,3}$")


def end(rows: Sequence[Sequence[Line]], i: int) -> int:
    """The index after the last row of the table of contents that starts at row `i`; `i` if none does."""
    titled = _TITLE.fullmatch(" ".join(piece.text for piece in rows[i]).strip()) is not None
    if not titled and not _leads(rows[i]):
        return i
    last, j = i, i + 1
    while j < len(rows):
        if _leads(rows[j]) or titled and _lists(rows[j]):
            last = j
        elif j - last > 1 or not _heads(rows, j, titled):
            break
        j += 1
    return last + 1 if titled or last > i else i


def _leads(row: Sequence[Line]) -> bool:
    return _LEADERS.search("　".join(piece.text for piece in row)) is not None


def _lists(row: Sequence[Line]) -> bool:
    return len(row) > 1 and _FIGURE.fullmatch(row[-1].text) is not None or _NUMBERED.fullmatch(row[-1].text) is not None


def _heads(rows: Sequence[Sequence[Line]], j: int, titled: bool) -> bool:
    """Whether a row is the head of a part in the contents, without a page number of its own."""
    row = rows[j]
    return len(row) == 1 and len(row[0].text) < 40 and not row[0].text.endswith("。") and j + 1 < len(rows) and (
        _leads(rows[j + 1]) or titled and _lists(rows[j + 1]))
