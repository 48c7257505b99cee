"""Challenges: the sentences, items, cells and headings by which a plan states what is wanting (課題)."""
from __future__ import annotations

import re
from functools import lru_cache
from typing import Iterator, Sequence

from pipeline.extract.detail_mentions import Challenge
from pipeline.extract.details.owners import Owners
from pipeline.extract.details.quantities import is_blank
from pipeline.extract.details.rows import columns, places, row_pillar
from pipeline.extract.header_roles import detail_role
from pipeline.extract.history import term_columns
from pipeline.extract.mentions import DateMention, Measure, Pillar
from pipeline.extract.printed import squash
from pipeline.extract.sheets import entries, is_sheet
from pipeline.layout.document import Document, Section, Table
from pipeline.layout.numbering import label_of, word_role
from pipeline.rules import load

_OPENERS = "<(【[〔《"
_LEAST, _MOST = 6, 300  # code points of a statement
_STOPS = re.compile(r"[「『(」』)。]")
_LABEL = re.compile(r"[・○●◇◆□■* ]*(?:[【〔\[<(《]([^】〕\]>)》\n]{2,12})[】〕\]>)》] ?:? ?|([^:、。【\n]{2,12}?) ?: ?)")
_AND = re.compile(r"(?:と|・|及び|や|、|並びに)(?:課題|問題)[^、]{0,3}$")
_POINTS = re.compile(r"(?:次|以下|下記)の|これらの?課題")  # says where the challenges stand, states none
_LEAD = re.compile(r"[・○●◇◆□■*※→⇒ ]+|[①-⑳] ?|\([0-9]{1,2}\) ?")


@lru_cache(maxsize=8)
def _words(kind: str) -> tuple[str, ...]:
    return tuple(sorted((r["word"] for r in load("challenge_words") if r["class"] == kind), key=lambda w: -len(w)))


@lru_cache(maxsize=1)
def _said() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _words("said"))))


@lru_cache(maxsize=1)
def _open() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _words("open"))))


def find(document: Document, dates: Sequence[DateMention], pillars: Sequence[Pillar], measures: Sequence[Measure]) -> list[Challenge]:
    """The challenges that a document states, in its order; each place once.

    Where a heading, a label or a column says 課題, what stands there and states that something is wanting; elsewhere only
    sentences that themselves say that something is a 課題."""
    owners = Owners(document, dates, pillars, measures)
    found = [*_from_headings(owners), *_from_text(owners)]
    for table in document.tables:
        found += _from_table(owners, table)
    unique = {(c.start, c.end): c for c in reversed(found)}
    return sorted(unique.values(), key=lambda c: (c.start, c.end))


def _is_heading(title: str) -> bool:
    return squash(title).endswith(_words("heading"))


def _kinds(sections: Sequence[Section]) -> dict[int, str]:
    """For each section, and for -1: `pure` where it is about challenges and nothing else, `mixed` where about other things
    too, else ''. The nearest heading that says so decides."""
    kinds = {-1: ""}
    for section in sections:  # what stands above a section comes before it
        kinds[section.index] = kinds[section.parent]
        if _is_heading(section.title) or _is_numbered(section):
            mixed = _AND.search(squash(section.title)) or any(w in section.title for w in _words("mixed"))
            kinds[section.index] = "mixed" if mixed else "pure"
    return kinds


def _is_numbered(section: Section) -> bool:
    """Whether a heading has the worded number of a challenge (課題1)."""
    label = label_of(section.label)
    return label is not None and bool(label.word) and word_role(label.word) == "challenge"


def _from_headings(owners: Owners) -> Iterator[Challenge]:
    text = owners.document.reading.text
    for section in owners.document.sections:
        if _is_numbered(section) and section.title and not _is_heading(section.title):
            unit = owners.document.units[section.unit]
            at = text.find(section.title, unit.start, unit.end)
            if at >= 0:
                yield Challenge(at, at + len(section.title), section.title, owners.pillar_of(section.index), rule="challenge.heading")


def _from_text(owners: Owners) -> Iterator[Challenge]:
    document = owners.document
    text = document.reading.text
    announced = False  # a line that says only 課題 stands before the list
    kinds = _kinds(document.sections)
    for unit in document.units:
        if unit.kind not in ("paragraph", "item"):
            announced = announced and unit.kind in ("note", "caption")
            continue
        start, end = unit.start, unit.end
        if start >= end:
            continue
        kind = kinds[unit.section]
        if text[start] in _OPENERS or "題" in text[start:start + 16] or "問" in text[start:start + 16]:
            if end - start <= 16 and (unit.kind == "paragraph" or text[start] in _OPENERS or text[end - 1] in ":】") and _is_heading(
                    text[start:end].strip("【】<>[]()〔〕《》:・ ■●○◆")):
                announced = True
                continue
            if (label := _LABEL.match(text, start, end)) and _is_heading(label[1] or label[2]) and label.end() < end:
                yield from _stated(owners, label.end(), end, unit.section, "pure", whole=True, rule="challenge.label")
                continue
        announced = announced and unit.kind == "item"
        if announced:
            yield from _stated(owners, start, end, unit.section, "pure", whole=True, rule="challenge.list")
        elif kind:
            yield from _stated(owners, start, end, unit.section, kind, whole=kind == "pure" and unit.kind == "item", rule=f"challenge.{kind}")
        elif text.find("課題", start, end) >= 0:
            yield from _said_so(owners, start, end, unit.section)


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences without 。; one inside brackets or quotation marks closes none."""
    at, depth = start, 0
    for match in _STOPS.finditer(text, start, end):
        char = match.group()
        depth = depth + 1 if char in "「『(" else max(0, depth - 1) if char in "」』)" else depth
        if char == "。" and depth == 0:
            yield at, match.start()
            at = match.end()
    if at < end:
        yield at, end


def _opened(text: str, start: int, end: int) -> int:
    """Where a sentence begins after bullets and words that link it to the one before."""
    moved = True
    while moved and start < end:
        lead = _LEAD.match(text, start, end)
        moved = lead is not None and lead.end() > start
        start = lead.end() if lead else start
        if link := _open().match(text, start, end):
            start, moved = link.end(), True
    return start


def _stated(owners: Owners, start: int, end: int, section: int, kind: str, whole: bool, rule: str) -> Iterator[Challenge]:
    """The statements in an item or a paragraph where challenges stand; `whole`: each sentence of it is one."""
    text = owners.document.reading.text
    for a, b in _sentences(text, start, end):
        a = _opened(text, a, b)
        if not _LEAST <= b - a <= _MOST:
            continue
        words = text[a:b].rstrip(" 、)」")
        lacking = b == end and words.endswith(_words("lack"))
        if (whole or lacking or words.endswith(_words("wanting"))) and not _POINTS.search(words) and owners.pillar_named(text[a:b]) < 0:
            yield _challenge(owners, a, b, section, rule)


def _said_so(owners: Owners, start: int, end: int, section: int) -> Iterator[Challenge]:
    """The sentences, or the clauses that open them, which say that something is a challenge."""
    text = owners.document.reading.text
    for a, b in _sentences(text, start, end):
        said = _said().search(text, a, b)
        a = _opened(text, a, b)
        if said and said.start() - a >= _LEAST:
            stop = said.end()
            rest = text[stop:b]
            yield _challenge(owners, a, stop if rest[:1] in ("、", "") or len(rest) > 2 else b, section, "challenge.said")


def _challenge(owners: Owners, start: int, end: int, section: int, rule: str, pillar: int = -1) -> Challenge:
    document = owners.document
    heading = document.sections[section].title if section >= 0 else ""
    return Challenge(start, end, heading, pillar if pillar >= 0 else owners.pillar_of(section), rule=rule)


def _from_table(owners: Owners, table: Table) -> Iterator[Challenge]:
    """The items of columns, or beside labels, that are called 課題."""
    if is_sheet(table):
        cells = [(cell, -1) for entry in entries(table) if detail_role(entry.label.text).name == "challenge" for _, cell in entry.values]
    elif table.header_rows and not term_columns(table):
        found = columns(owners, table)
        stated = [c for c, column in enumerate(found) if column.role == "challenge"]
        cells = []
        for r, row in enumerate(table.grid[table.header_rows:] if stated else (), table.header_rows):
            pillar = row_pillar(owners, row, found)
            cells += [(row[c], pillar) for c in stated if row[c].row == r]
    else:
        return
    text = owners.document.reading.text
    for cell, pillar in cells:
        for start, end in places(owners.document, cell):
            if is_blank(text[start:end]):
                continue
            for a, b in _sentences(text, start, end):
                a = _opened(text, a, b)
                if _LEAST <= b - a <= _MOST:
                    yield _challenge(owners, a, b, table.section, "challenge.table", pillar)
