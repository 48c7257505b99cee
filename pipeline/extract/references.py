"""References: the parts of a note or source line put together to works: a head, then its place, dates and address."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Sequence

from pipeline.extract.work_heads import (
    DERIVED, EDITION, PARTICLE, ROLE, SAME_AUTHOR, UNPUBLISHED, Head, Line, head, is_body, opens_another,
)
from pipeline.extract.work_parts import FIELDS, Part
from pipeline.source import Pieces

_COLUMN = {"url": "url", "access": "accessed", "date": "issued", "locator": "locator", "pages": "pages"}
_LONGEST_PUBLISHER = 30  # characters


@dataclass(frozen=True, slots=True)
class Work:
    """A cited work. start, end: positions in the reader's text; the other fields as in the `citations` table; `rule`:
    the id of the rule that found author and title."""

    start: int
    end: int
    authors: str = ""
    title: str = ""
    locator: str = ""
    pages: str = ""
    issued: str = ""
    url: str = ""
    accessed: str = ""
    rule: str = ""


def read(reading: Pieces, parts: Sequence[Part], may_explain: bool) -> list[Work]:
    """The works that a sequence of parts names, in order. `may_explain`: the parts may be an explanation of a term, so
    that a title without an author is a work only with an address, a date or pages."""
    line = Line(reading, parts, may_explain)
    works: list[Work] = []
    at = 0
    while at < len(parts):
        beginning = head(line, at)
        found = _completed(line, beginning, works[-1].authors if works else "") if beginning is not None else None
        if found is None:
            at += 1
        else:
            works.append(found[0])
            at = found[1]
    return works


def _completed(line: Line, beginning: Head, author_before: str) -> tuple[Work, int] | None:
    """The work with all that follows its head and the index of the part after it; None if too little follows."""
    fields: dict[str, str] = {}
    authors = author_before if SAME_AUTHOR.match(beginning.authors) and author_before else beginning.authors
    end = beginning.end
    at = last = beginning.after
    while at < len(line.parts):
        part = line.parts[at]
        if part.kind == "sep":
            at += 1
            continue
        if part.kind in FIELDS:
            if part.kind in ("url", "access") and _COLUMN[part.kind] in fields:
                break
            _fill(fields, part)
        elif part.kind == "open":
            close = line.group_end(at)
            if close == len(line.parts) or not _is_own_group(line, at, close):
                break
            for inner in line.parts[at + 1:close]:
                _fill(fields, inner)
                if inner.kind == "text" and not authors and is_body(line.reading.text[inner.start:inner.end]):
                    authors = line.reading.value(inner.start, inner.end)
            at, part = close, line.parts[close]
        elif part.kind == "text" and _is_own_text(line, at):
            if not authors and is_body(line.word(at)):
                authors = line.value(at, at)
        elif not (part.kind == "quote" and _is_journal(line, at, beginning)):
            break
        end = part.end
        at += 1
        last = at
    if len(fields) < beginning.needed or end <= beginning.start:
        return None
    if beginning.issued:
        fields["issued"] = beginning.issued
    return Work(beginning.start, end, authors, beginning.title, rule=beginning.rule, **fields), last


def _fill(fields: dict[str, str], part: Part) -> None:
    if part.kind in _COLUMN:
        fields.setdefault(_COLUMN[part.kind], part.value)


def _is_journal(line: Line, at: int, beginning: Head) -> bool:
    """Whether the quotation after an article's title is the 『journal』 it stands in."""
    return beginning.rule == "work.quoted" and line.opens(at, "『") and at - beginning.after < 3 \
        and not line.opens(beginning.after - 1, "『")


def _is_own_group(line: Line, at: int, close: int) -> bool:
    """Whether a bracket after a title belongs to the work: no sentence and no other source stands in it."""
    return not any(line.kind(k) == "text" and (PARTICLE.search(line.word(k)) or UNPUBLISHED().search(line.word(k)))
                   or line.kind(k) == "quote" for k in range(at + 1, close))


def _is_own_text(line: Line, at: int) -> bool:
    """Whether a text after a title is its publisher or edition."""
    word = line.word(at)
    if len(word) > _LONGEST_PUBLISHER or DERIVED().match(word) or UNPUBLISHED().search(word) or PARTICLE.search(word):
        return False
    if opens_another(line, at):
        return False
    if ROLE().fullmatch(word) or EDITION().match(word) or is_body(word):
        return True
    return line.kind(line.past(at + 1)) in FIELDS
