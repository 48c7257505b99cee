"""References: the parts of a note or source line put together to works: a head, then its place, dates and address."""
from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Sequence

from pipeline.extract.work_heads import Head, head, opens_another
from pipeline.extract.work_line import DERIVED, EDITION, PARTICLE, ROLE, SAME_AUTHOR, UNPUBLISHED, Line, is_body, is_typed
from pipeline.extract.work_parts import FIELDS, Part
from pipeline.source import Pieces

_COLUMN = {"url": "url", "access": "accessed", "date": "issued", "locator": "locator", "pages": "pages"}
_LONGEST_PUBLISHER = 30  # characters
_SURVEY = re.compile(r"(?:調査|統計|センサス|人口動態|台帳)(?:\([^()]*\))?\Z")
_YEAR = re.compile(r"[0-9]{4}\Z")
_GOES_ON = re.compile(r"[のをでにはがともや]")
_EDITED = re.compile(r"(?:編|編著|監修|編集)\Z")
_FIGURE = re.compile(r"[0-9]{1,2}\Z")


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
    at, after = 0, -1  # the part after the work before
    while at < len(parts):
        beginning = head(line, at)
        before = works[-1].authors if works else ""
        joined = after >= 0 and line.past(after) == at
        found = _completed(line, beginning, before, joined) if beginning is not None else None
        if found is None:
            at += 1
        else:
            works.append(found[0])
            at = after = found[1]
    return works


def _completed(line: Line, beginning: Head, author_before: str, joined: bool) -> tuple[Work, int] | None:
    """The work with all that follows its head and the index of the part after it; None if too little follows.
    `joined`: only a separator stands between it and the work by `author_before`."""
    fields: dict[str, str] = {"issued": beginning.issued} if beginning.issued else {}
    authors = author_before if SAME_AUTHOR.match(beginning.authors) and author_before else beginning.authors
    latin = beginning.title.isascii() and bool(beginning.title)
    seen = len(fields)
    survey = _SURVEY.search(beginning.title) is not None
    year = ""  # that stands outside brackets
    end = beginning.end
    at = last = beginning.after
    while at < len(line.parts):
        part = line.parts[at]
        if part.kind == "sep":
            at += 1
            continue
        if part.kind in FIELDS:
            if part.kind in ("url", "access") and _COLUMN[part.kind] in fields or _starts_title(line, at):
                break
            if part.kind == "pages" and "pages" in fields and line.kind(at - 1) == "sep":
                fields["pages"] += f",{part.value}"  # 20頁、31頁
            _fill(fields, part, survey)
            seen += part.kind in _COLUMN
            if part.kind == "date":
                year = year or part.value
        elif part.kind == "open":
            close = line.group_end(at)
            if close == len(line.parts) or not _is_own_group(line, at, close, beginning):
                break
            for inner in line.parts[at + 1:close]:
                _fill(fields, inner, survey)
                seen += inner.kind in _COLUMN
                if inner.kind == "text" and not authors:
                    authors = _bracketed_author(line.reading.value(inner.start, inner.end), author_before)
            at, part = close, line.parts[close]
        elif part.kind == "text" and (_is_own_text(line, at) or _edits_book(line, at, beginning)
                                      or latin and _is_latin_publisher(line, at)):
            if not authors and is_body(line.word(at)):
                authors = line.value(at, at)
        elif not (part.kind == "quote" and _is_journal(line, at, beginning)):
            break
        end = part.end
        at += 1
        last = at
    if year and "pages" in fields:
        fields.setdefault("issued", year)  # who cites pages of a survey names the year of the book
    listed = beginning.rule == "work.title" and (joined or authors) and is_typed(beginning.title)
    if seen < beginning.needed and not listed or end <= beginning.start:
        return None
    if (not authors or line.may_explain and (beginning.owned or not is_body(authors))) and at == last and line.kind(at) == "text" \
            and _GOES_ON.match(line.word(at)) and not DERIVED().match(line.word(at)):
        return None  # a sentence about what stands between the marks
    if joined and not authors and beginning.rule == "work.title":
        authors = author_before
    return Work(beginning.start, end, authors, beginning.title, rule=beginning.rule, **fields), last


def _bracketed_author(word: str, author_before: str) -> str:
    """The author that a word in brackets after a title names, empty if none; 同 is the author before."""
    if SAME_AUTHOR.match(word):
        return author_before
    return word if is_body(word) else ""


def _fill(fields: dict[str, str], part: Part, survey: bool) -> None:
    """Put a part into its column. The year of a survey is no date of issue; places in a work are joined."""
    if part.kind not in _COLUMN or part.kind == "date" and survey and _YEAR.match(part.value):
        return
    column = _COLUMN[part.kind]
    if column == "locator" and column in fields:
        fields[column] += part.value
    else:
        fields.setdefault(column, part.value)


def _starts_title(line: Line, at: int) -> bool:
    """Whether a year begins the title of the next work (…、令和2年 国勢調査(総務省))."""
    beginning = head(line, at) if line.kind(at) in ("date", "fiscal") else None
    return beginning is not None


def _is_journal(line: Line, at: int, beginning: Head) -> bool:
    """Whether the quotation after an article's title is the 『journal』 it stands in."""
    return beginning.rule == "work.quoted" and line.opens(at, "『") and at - beginning.after < 4 \
        and not line.opens(beginning.after - 1, "『")


def _edits_book(line: Line, at: int, beginning: Head) -> bool:
    """Whether the text after a chapter's title names who edited the book that follows (政策次郎編『…』)."""
    return beginning.rule == "work.quoted" and line.opens(beginning.after - 1, "「") and line.past(beginning.after) == at \
        and line.opens(at + 1, "『") and _EDITED.search(line.word(at)) is not None


def _is_latin_publisher(line: Line, at: int) -> bool:
    """Whether a text after a Latin title is its publisher or place (OECD Publishing, Paris)."""
    word = line.word(at)
    return word.isascii() and word[0].isalpha() and len(word) <= _LONGEST_PUBLISHER and line.kind(line.past(at + 1)) != "quote"


def _is_own_group(line: Line, at: int, close: int, beginning: Head) -> bool:
    """Whether a bracket after a title belongs to the work: no sentence and no other source stands in it."""
    inner = line.word(at + 1, close - 1) if close > at + 1 else ""
    if _FIGURE.match(inner) and line.kind(line.past(close + 1)) == "text" and opens_another(line, line.past(close + 1)):
        return False  # the mark of the next note
    read = line.kind(at + 1) == "access"  # (参照 2020-01-15)
    if not read and DERIVED().match(inner) or UNPUBLISHED().search(inner):
        return False
    return not any(line.kind(k) == "text" and (PARTICLE.search(line.word(k)) or UNPUBLISHED().search(line.word(k)))
                   or line.kind(k) == "quote" and not _is_journal(line, k, beginning) for k in range(at + 1, close))


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
