"""Works: what footnotes, reference lists and source lines cite, one row for each cited work."""
from __future__ import annotations

import re
from typing import Iterator, Sequence

from pipeline.extract.mentions import Citation, DateMention
from pipeline.extract.references import Work, read
from pipeline.extract.running_text import LONGEST_LIST_TITLE, closing_bracket, heads_works, notes_in_line, source_lines
from pipeline.extract.work_line import is_body
from pipeline.extract.work_parts import Scanner
from pipeline.layout.document import Document, Unit

_LONGEST_ENTRY = 500  # characters
_LONGEST_REST = 200  # characters
_BULLET = re.compile(r"(?:[・○●◆■□◇•*-]|\[(?P<a>[0-9]{1,3})\]|\((?P<b>[0-9]{1,3})\)|(?P<c>[0-9]{1,3})[.)]) ?")
_FIGURE = re.compile(r"[(\[]?(?P<n>[0-9]{1,3})[.)\]]?\Z")
_REMARK = re.compile(r"[(\[【]?(?:備考|注)(?:[)\]】]:?|:| ) ?(?:1[.)、]? ?)?")
_REST = re.compile(r"[(<]?(?:https?://|(?:最終)?(?:閲覧|アクセス|参照|確認)(?:年月)?日?[: ]|URL)|\((?:令和|平成|20)[^()。]{4,20}(?:閲覧|参照|アクセス|確認)\)\Z")
_REST_STARTS = frozenset("(<hU最閲ア参確")
_ANOTHER = re.compile(r"(?P<body>[^、。:「」『』()]{2,40})[「『]")
_CITES = re.compile(r"[『』「」]|https?://|[0-9]{4}")


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
    units = [unit for unit in document.units if unit.start < unit.end]
    sources: dict[int, tuple[int, int]] = {}
    for label in source_lines(text, 0, len(text)):
        sources.setdefault(document.units[document.unit_index(label[0])].start, label)
    noted = "(注" in text
    listed = sourced = False  # whether the entries of a list may follow, whether a source line stands before
    for index, unit in enumerate(units):
        length = unit.end - unit.start
        if unit.kind == "note":
            yield unit.start, _rest_end(text, units, index), unit.marker, True
            sourced = False
        elif length <= LONGEST_LIST_TITLE and heads_works(text[unit.start:unit.end]) or unit.kind == "heading" and heads_works(document.sections[unit.section].title):
            listed, sourced = True, False
            continue
        elif (source := sources.get(unit.start)) is not None:
            listed = source[1] >= unit.end
            sourced = True
            yield from _source(text, unit, _rest_end(text, units, index), source)
            continue
        elif listed and unit.kind in ("item", "paragraph") and length < _LONGEST_ENTRY:
            yield _entry(text, unit, _rest_end(text, units, index))
            listed = unit.kind == "item" or _CITES.search(text, unit.start, unit.end) is not None
            continue
        elif unit.kind == "paragraph" and text[unit.start] in "([【備注" and (remark := _REMARK.match(text, unit.start, unit.end)) is not None:
            yield remark.end(), _rest_end(text, units, index), "", True
            sourced = True
        elif sourced and unit.kind == "paragraph" and _is_another(text, unit):
            yield unit.start, _rest_end(text, units, index), "", True
        else:
            sourced = False
            for note in notes_in_line(text, unit.start, unit.end) if noted else ():
                yield *note, "", True
        listed = listed and unit.kind in ("item", "note")


def _entry(text: str, unit: Unit, end: int) -> tuple[int, int, str, bool]:
    """An entry of a list of works; the figure before it is its marker."""
    bullet = _BULLET.match(text, unit.start, unit.end)
    figure = _FIGURE.match(unit.marker)
    marker = figure["n"] if figure else bullet[bullet.lastgroup] if bullet and bullet.lastgroup else ""
    return bullet.end() if bullet else unit.start, end, marker, True


def _rest_end(text: str, units: Sequence[Unit], index: int) -> int:
    """The end of a unit with what is left of its source in the next one."""
    return units[index + 1 if index + 1 < len(units) and _is_rest(text, units[index + 1]) else index].end


def _is_rest(text: str, unit: Unit) -> bool:
    """Whether a unit is what is left of the source before it: an address or a date of access alone."""
    return unit.kind == "paragraph" and text[unit.start] in _REST_STARTS and unit.end - unit.start < _LONGEST_REST \
        and _REST.match(text, unit.start, unit.end) is not None


def _is_another(text: str, unit: Unit) -> bool:
    """Whether a unit after a source line is another source: it begins with a body and a title."""
    match = _ANOTHER.match(text, unit.start, unit.end)
    return match is not None and unit.end - unit.start < _LONGEST_REST and is_body(match["body"]) \
        and text.find("。", unit.start, unit.end - 1) < 0


def _source(text: str, unit: Unit, end: int, label: tuple[int, int]) -> Iterator[tuple[int, int, str, bool]]:
    opened = label[0] if text[label[0]] == "(" else label[0] - 1
    if opened >= unit.start and text[opened] == "(" and (close := closing_bracket(text, opened, 600)) >= label[1]:
        end = min(end, close)
    yield label[1], end, "", False
