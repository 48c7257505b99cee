"""Works: what footnotes, reference lists and source lines cite, one row for each cited work."""
from __future__ import annotations

import re
from typing import Iterator, Sequence

from pipeline.extract.mentions import Citation, DateMention
from pipeline.extract.references import Work, read
from pipeline.extract.running_text import closing_bracket, source_lines
from pipeline.extract.work_parts import Scanner
from pipeline.layout.document import Document, Unit

_LIST_TITLE = re.compile(r"[0-9().、 ]*(?:主な)?(?:参考|引用|引用・参考|参考・引用)(?:文献|資料|図書)(?:一覧|等)?")
_LONGEST_LIST_TITLE = 20  # characters
_LONGEST_ENTRY = 500  # characters
_BULLET = re.compile(r"(?:[・○●◆■□◇•*-]|\[[0-9]{1,3}\]|\([0-9]{1,3}\)|[0-9]{1,3}[.)]) ?")


def find(document: Document, dates: Sequence[DateMention]) -> list[Citation]:
    """The cited works, in reading order. Read are notes, the entries of a list headed 参考文献, and what follows 出典:
    and the like in any unit. `dates`: the dates of the document, from which those of issue and access are taken.

    A note that only explains, and a line that names no publication (県…課調べ), give no row."""
    scanner = Scanner(document.reading, dates)
    found = []
    for start, end, marker, strict in _regions(document):
        for work in read(document.reading, scanner.parts(start, end), strict):
            found.append(_citation(document, work, marker))
    return found


def _citation(document: Document, work: Work, marker: str) -> Citation:
    return Citation("work", work.start, work.end, marker=marker, authors=work.authors, title=work.title,
                    locator=work.locator, pages=work.pages, issued=work.issued, url=work.url, accessed=work.accessed,
                    rule=work.rule)


def _regions(document: Document) -> Iterator[tuple[int, int, str, bool]]:
    """Where works are cited: (start, end, marker, whether it may be an explanation)."""
    text = document.reading.text
    sources: dict[int, tuple[int, int]] = {}
    for label in source_lines(text, 0, len(text)):
        sources.setdefault(document.unit_index(label[0]), label)
    listed = False
    for index, unit in enumerate(document.units):
        if unit.start == unit.end:
            continue
        if unit.kind == "note":
            yield unit.start, unit.end, unit.marker, True
        elif unit.end - unit.start <= _LONGEST_LIST_TITLE and _LIST_TITLE.fullmatch(text, unit.start, unit.end):
            listed = True
            continue
        elif (source := sources.get(index)) is not None:
            yield from _source(text, unit, source)
        elif listed and unit.kind in ("item", "paragraph") and unit.end - unit.start < _LONGEST_ENTRY:
            bullet = _BULLET.match(text, unit.start, unit.end)
            yield bullet.end() if bullet else unit.start, unit.end, "", True
            listed = unit.kind == "item" or bullet is not None
            continue
        listed = listed and unit.kind in ("item", "note")


def _source(text: str, unit: Unit, label: tuple[int, int]) -> Iterator[tuple[int, int, str, bool]]:
    end = unit.end
    opened = label[0] if text[label[0]] == "(" else label[0] - 1
    if opened >= unit.start and text[opened] == "(" and (close := closing_bracket(text, opened, 600)) >= label[1]:
        end = min(end, close)
    yield label[1], end, "", False
