"""Named projects: places of a text where a project's name stands, as printed, shortened or respelled."""
from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Iterable, Iterator, Mapping, Sequence

from pipeline.extract.mentions import Measure, ProjectMention
from pipeline.extract.printed import squash
from pipeline.layout.document import Document
from pipeline.linking.canonical import normal_form
from pipeline.linking.folded import Folded, fold
from pipeline.linking.names import SPELLED, Form, Name, is_action
from pipeline.linking.passages import Passages
from pipeline.linking.scan import Scanner

_ABBREVIATED = 0.9  # score of a short name that the text defines
_WORD = re.compile(r"[一-鿿々ァ-ヺーA-Za-z0-9]")
_BEFORE = frozenset("県市町村国同各新旧本")  # may stand right before a name
_AFTER = re.compile(r"[等費分内]|など")  # may stand right after one
_DEFINED = re.compile(r"[」』]?\((?:[^()\n]{0,20}、)?以下、?[「『]([^「」『』()\n]{2,20})[」』]")
_NO_SHORT_NAME = re.compile(r"[本同当]|(?:事業|制度|システム|計画)$")


@dataclass(frozen=True, slots=True)
class Owned:
    """The forms of all names of a document: folded string to (index of the name, form), best first."""

    of: Mapping[str, Sequence[tuple[int, Form]]]

    @classmethod
    def by(cls, names: Sequence[Name]) -> Owned:
        """The forms of `names`; where one is the whole name of one and a shorter form of another, the first has it."""
        found: dict[str, list[tuple[int, Form]]] = {}
        for index, name in enumerate(names):
            for form in name.forms:
                found.setdefault(form.text, []).append((index, form))
        return cls({text: _best(owners) for text, owners in found.items()})


def _best(owners: list[tuple[int, Form]]) -> list[tuple[int, Form]]:
    if len(owners) == 1:
        return owners
    top = max(form.score for _, form in owners)
    return [owner for owner in owners if owner[1].score == top or top < SPELLED]


def rows_again(text: str, names: Iterable[Name], measures: Sequence[Measure]) -> Iterator[ProjectMention]:
    """Further rows of a name, as mentions of its first row."""
    for name in names:
        for row in name.rows[1:]:
            start, end = measures[row].start, measures[row].end
            same = squash(text[start:end]) == squash(name.printed)
            yield ProjectMention(start, end, name.rows[0], "exact" if same else "variant", 1.0 if same else SPELLED, "row")


def find(document: Document, folded: Folded, owned: Owned, names: Sequence[Name],
         measures: Sequence[Measure], passages: Passages) -> tuple[list[ProjectMention], list[tuple[int, int]]]:
    """The names outside of the projects' own rows. Where forms overlap, the first and longest
    counts. Also the places of forms that were refused, as part of a longer word or for more than one name."""
    refused: list[tuple[int, int]] = []
    whole = 0, len(folded.text)
    found = list(_resolved(document, folded, Scanner(owned.of).hits(folded.text, *whole), owned, names, measures, passages, refused))
    if short := _defined(document, found, names, measures):
        taken = [(m.start, m.end) for m in found]
        again = Scanner(short).hits(folded.text, *whole)
        of = Owned({text: [(index, Form(text, printed, _ABBREVIATED, "abbreviation"))] for text, (index, _, printed) in short.items()})
        for mention in _resolved(document, folded, again, of, names, measures, passages, refused):
            known = short[fold(document.reading.text[mention.start:mention.end])][1]
            if mention.start >= known and not _overlaps(taken, mention.start, mention.end):
                found.append(mention)
    return sorted(found, key=lambda m: m.start), refused


def _resolved(document: Document, folded: Folded, hits: Iterable[tuple[int, str]], owned: Owned, names: Sequence[Name],
              measures: Sequence[Measure], passages: Passages, refused: list[tuple[int, int]]) -> Iterator[ProjectMention]:
    text = document.reading.text
    rows = sorted((m.start, m.end) for m in measures if m.level == "project")
    reached = 0
    for at, string in hits:
        if at < reached:
            continue
        start, end = folded.start(at), folded.end(at + len(string))
        end += text[end:end + 1] == "ー"  # dropped when folded, but part of the word
        if _overlaps(rows, start, end):
            continue
        owner = _owner(owned.of[string], passages.pillar(start), names, measures) if _is_bounded(text, start, end) else None
        mention = _mention(text, start, end, names[owner[0]], *owner[1:]) if owner else None
        if mention is None:
            refused.append((start, end))
        else:
            reached = at + len(string)
            yield mention


def _mention(text: str, start: int, end: int, name: Name, form: Form, row: int) -> ProjectMention | None:
    if normal_form(text[start:end]) != normal_form(form.printed):
        return None  # ビル and ビール are one when folded
    if form.score < SPELLED:
        return ProjectMention(start, end, row, "variant", form.score, f"variant.{form.rule}")
    if name.printed[0] in "「『" and start and text[start - 1] == name.printed[0]:
        start -= 1
    if name.printed[-1] in "」』" and text[end:end + 1] == name.printed[-1]:
        end += 1
    if squash(text[start:end]) == squash(name.printed):
        return ProjectMention(start, end, row, "exact", 1.0, "name")
    return ProjectMention(start, end, row, "variant", SPELLED, "variant.spelling")


def _owner(owners: Sequence[tuple[int, Form]], pillar: int, names: Sequence[Name],
           measures: Sequence[Measure]) -> tuple[int, Form, int] | None:
    """The one name that is meant under a pillar, with its row; None where several may be meant, or where all rows of a
    shorter form's name stand under other pillars."""
    here = [(index, form, row) for index, form in owners for row in names[index].rows[:_MOST_ROWS]
            if pillar >= 0 and measures[row].pillar == pillar]
    if here:
        return here[0] if len({index for index, _, _ in here}) == 1 else None
    if len(owners) > 1:
        return None
    index, form = owners[0]
    rows = names[index].rows
    if form.score < _ANYWHERE and pillar >= 0 and all(measures[row].pillar >= 0 for row in rows[:_MOST_ROWS]):
        return None
    return index, form, rows[0]


_MOST_ROWS = 64  # rows of one name that are compared with a passage's pillar
_ANYWHERE = 0.9  # from this score on a form is taken under another pillar too


def _is_bounded(text: str, start: int, end: int) -> bool:
    """Whether no word goes on before or after a place, but for words that say what is done with what is named."""
    if start and _WORD.match(text[start - 1]) and _WORD.match(text[start]) and not (
            text[start - 1] in _BEFORE and not (start > 1 and _WORD.match(text[start - 2]))):
        return False
    return end >= len(text) or not _WORD.match(text[end]) or _AFTER.match(text, end) is not None or is_action(text, end)


def _overlaps(places: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether start:end shares a character with one of the sorted places, none of which overlap."""
    index = bisect_right(places, (end - 1, len(places) + end)) - 1
    return index >= 0 and places[index][1] > start and places[index][0] < end


def _defined(document: Document, found: Sequence[ProjectMention], names: Sequence[Name],
             measures: Sequence[Measure]) -> dict[str, tuple[int, int, str]]:
    """Short names that the text defines right after a name (事業(以下「X」という。)): folded short name to the index of
    the name, the position from which on it holds, and as printed. One that is defined for two names is left out."""
    text = document.reading.text
    index_of = {row: index for index, name in enumerate(names) for row in name.rows}
    places = [(m.end, index_of[m.measure]) for m in found if m.score >= SPELLED]
    places += [(measures[row].end, index) for row, index in index_of.items()]
    short: dict[str, tuple[int, int, str]] = {}
    twice = set()
    for end, index in sorted(places):
        if (match := _DEFINED.match(text, end)) and not _NO_SHORT_NAME.match(match[1]) and len(key := fold(match[1])) >= 2:
            if key in short and short[key][0] != index:
                twice.add(key)
            short.setdefault(key, (index, match.start(1), match[1]))
    return {key: value for key, value in short.items() if key not in twice}
