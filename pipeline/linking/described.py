"""Described projects: clauses of running text that tell, without its name, which project they report on."""
from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple, Protocol, Sequence, TypeVar

from pipeline.extract.mentions import Measure, ProjectMention
from pipeline.linking.evidence import Evidence, Held, Profile, reach, stretch
from pipeline.linking.folded import Folded
from pipeline.linking.names import Name, is_common

THRESHOLD = 0.5  # least share of a name's weight that a clause holds
ONE_WORD = 0.6  # least share where one compound tells; a single word that tells is in katakana or Latin
_LONG = 3  # least characters of such a word; words in kanji have two
MARGIN = 0.1  # a rival whose share is less by this much is no rival
ALIKE = 0.85  # of the places that describe one name, those count whose share is this part of the best one's
_MOST_ROWS = 24  # rows of one name that are looked at
COMPOUND = re.compile(r"[一-鿿々ァ-ヺーA-Za-z0-9]+")


class _Found(NamedTuple):
    name: int
    row: int
    first: int  # folded position of the first word
    last: int  # folded position after the last word
    share: float
    held: frozenset[int]  # folded positions of the words


def find(text: str, folded: Folded, evidence: Evidence, names: Sequence[Name], measures: Sequence[Measure],
         named: Sequence[ProjectMention]) -> list[ProjectMention]:
    """Descriptions, in sentences under the pillar of a project or where neither has one, that do not name it (`named`).

    text: the reader's text, and folded. The share of a name is the weight of its words that a stretch of a sentence
    holds; a word weighs the more the fewer sentences and names hold it."""
    name_of = {row: index for index, name in enumerate(names) for row in name.rows}
    starts = sorted((m.start, name_of[m.measure]) for m in named)
    row_under = [{measures[row].pillar: row for row in reversed(name.rows[:_MOST_ROWS])} for name in names]
    found: list[_Found] = []
    for number, held in evidence.held.items():
        start, end, pillar = evidence.sentences[number][:3]
        by_name = {name for _, name in starts[bisect_left(starts, (start, -1)):bisect_left(starts, (end, -1))]}
        candidates = {index for _, word in held for index in evidence.telling.get(word, ()) if pillar in row_under[index]} - by_name
        found += uncontested([c for index in sorted(candidates) if (c := _candidate(
            index, row_under[index][pillar], held, evidence.profiles[index])) is not None])
    best: dict[int, float] = {}
    for each in found:
        best[each.name] = max(best.get(each.name, 0.0), each.share)
    mentions = [ProjectMention(*reach(text, folded, f.first, f.last), f.row, "description", round(f.share, 3), "description")
                for f in found if f.share >= best[f.name] * ALIKE]
    return [m for m in mentions if m.score >= ONE_WORD or not COMPOUND.fullmatch(text, m.start, m.end)]


def _candidate(index: int, row: int, held: Held, profiles: Sequence[Profile]) -> _Found | None:
    """The stretch of a sentence that holds most of a name or of its bracket; None where too little is held."""
    stretches = [s for profile in profiles if (s := stretch(held, profile, THRESHOLD, ONE_WORD, _LONG)) is not None]
    if not stretches:
        return None
    share, first, last = max(stretches, key=lambda s: s[0])
    places = frozenset(at for at, word in held if first <= at < last and word in profiles[0].weight and not is_common(word))
    return _Found(index, row, first, last, min(1.0, share), places) if places else None


class Claim(Protocol):
    """A stretch of a text that may tell of a name; see `_Found`."""

    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...
    @property
    def share(self) -> float: ...
    @property
    def held(self) -> frozenset[int]: ...


C = TypeVar("C", bound=Claim)


def uncontested(found: Sequence[C]) -> list[C]:
    """Those that no other name contests: a rival rests on the same telling words and on nothing less of them."""
    at: dict[int, list[C]] = {}  # a rival holds whatever position is asked for
    for each in found:
        for position in each.held:
            at.setdefault(position, []).append(each)
    kept = []
    for each in found:
        rivals = [r for r in at[min(each.held)] if r is not each and r.held >= each.held and r.first < each.last and each.first < r.last
                  and (r.held > each.held or r.share > each.share - MARGIN)]
        if not rivals:
            kept.append(each)
    return kept
