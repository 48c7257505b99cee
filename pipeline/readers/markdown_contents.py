"""Tables of contents as converters write them: lines that are nothing but links into the document."""
from __future__ import annotations

import re
from typing import Sequence

from pipeline.source import Mark

_LINK = r"\[(?:[^\[\]\\]|\\.|\[(?:[^\[\]\\]|\\.)*+\](?:\(#[^\s()]*+\))?)*+\]\(#[^\s()]*+\)"
_PAGE_LINK = r"[^\[\]。]{1,80}+\[[0-9０-９]{1,4}\]\(#[^\s()]*+\)"
_ENTRY = re.compile(rf"{_PAGE_LINK}|(?:{_LINK}(?:[\s\\.．・…‥]|\\\n)*+(?:[0-9０-９]{{1,4}}\s*+)?+)++", re.S)
_PAGED = re.compile(r"[\s.．・…‥](?:\[[0-9０-９]{1,4}\]\(#[^\s()]*\)|[0-9０-９]{1,4})\s*(?:\]\(#[^\s()]*\)\s*)?$")
_FEW = 3  # lines that link without the number of a page; fewer are references


def without_contents(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """The marks without the lines of a table of contents: those that link into the document and end with a page, and three
    or more in a row that do nothing but link."""
    found: list[Mark] = []
    held: list[Mark] = []
    for mark in [*marks, None]:
        entry = mark is not None and mark.kind in ("paragraph", "item") and _ENTRY.fullmatch(text, mark.start, mark.end) is not None
        if mark is not None and entry:
            if _PAGED.search(text[mark.start:mark.end]) is None:
                held.append(mark)
            continue
        found += held if len(held) < _FEW else []
        held = []
        if mark is not None:
            found.append(mark)
    return found
