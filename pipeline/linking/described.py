"""Described projects: clauses of running text that tell, without its name, which project they report on."""
from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import takewhile
from math import log
from typing import NamedTuple, Sequence

from pipeline.extract.mentions import Measure, ProjectMention
from pipeline.linking.folded import Folded
from pipeline.linking.names import Name, is_common
from pipeline.linking.passages import Passages, Sentence
from pipeline.linking.scan import Scanner

THRESHOLD = 0.5  # least share of a name's weight that a clause holds
COMMON = 0.3  # weight of a word that many names share, in terms of its rarity
ONE_WORD = 0.6  # least share where one compound tells; a single word that tells is in katakana or Latin
_LONG = 3  # least characters of such a word; words in kanji have two
WINDOW = 60  # characters of the folded text that a description reaches over at most
MARGIN = 0.1  # a rival whose share is less by this much is no rival
ALIKE = 0.85  # of the places that describe one name, those count whose share is this part of the best one's
_MOST_TAKEN = 200  # places in one sentence that are looked at
_RARE = 24  # a word in more names than this tells none of them
_COMPOUND = re.compile(r"[一-鿿々ァ-ヺーA-Za-z0-9]+")
_RUNS = tuple(map(re.compile, ("[一-鿿々]+", "[ァ-ヺー]+", "[A-Za-z0-9]+")))
_EQUAL = 1e-9  # shares that differ by less are equal


@dataclass(frozen=True, slots=True)
class Profile:
    """A name's words with their weights; `total` is the sum of all."""

    weight: dict[str, float]
    total: float


class _Found(NamedTuple):
    name: int
    row: int
    first: int  # folded position of the first word
    last: int  # folded position after the last word
    share: float
    held: frozenset[int]  # folded positions of the words


def find(text: str, folded: Folded, passages: Passages, names: Sequence[Name], measures: Sequence[Measure],
         taken: Sequence[tuple[int, int]], named: Sequence[ProjectMention]) -> list[ProjectMention]:
    """Descriptions, in sentences under the pillar of a project or where neither has one, that do not name it (`named`).

    text: the reader's text, and folded. taken: sorted places in the reader's text that name or list projects, whose
    words describe nothing else. The share of a name is the weight of its words that a stretch of at most WINDOW
    characters holds; a word weighs the more the fewer sentences and names hold it."""
    scanner = Scanner({word for name in names for word in name.words})
    name_of = {row: index for index, name in enumerate(names) for row in name.rows}
    starts = sorted((m.start, name_of[m.measure]) for m in named)
    sentences = passages.sentences({m.pillar for m in measures if m.level == "project"})
    by_sentence = {number: held for number, sentence in enumerate(sentences)
                   if (held := _held(folded, scanner, sentence, taken))}
    profiles = _profiles(by_sentence, names, len(sentences))
    telling = _telling(names)
    row_under = [{measures[row].pillar: row for row in reversed(name.rows[:_RARE])} for name in names]
    found: list[_Found] = []
    for number, held in by_sentence.items():
        start, end, pillar = sentences[number].start, sentences[number].end, sentences[number].pillar
        by_name = {name for _, name in starts[bisect_left(starts, (start, -1)):bisect_left(starts, (end, -1))]}
        candidates = {index for _, word in held for index in telling.get(word, ()) if pillar in row_under[index]} - by_name
        found += _uncontested([c for index in sorted(candidates) if (c := _candidate(
            index, row_under[index][pillar], held, profiles[index])) is not None])
    best: dict[int, float] = {}
    for each in found:
        best[each.name] = max(best.get(each.name, 0.0), each.share)
    mentions = [_mention(text, folded, f) for f in found if f.share >= best[f.name] * ALIKE]
    return [m for m in mentions if m.score >= ONE_WORD or not _COMPOUND.fullmatch(text, m.start, m.end)]


def _telling(names: Sequence[Name]) -> dict[str, list[int]]:
    """The words that few names share, with the indices of those names."""
    holders: dict[str, list[int]] = {}
    for index, name in enumerate(names):
        for word in name.words:
            holders.setdefault(word, []).append(index)
    return {word: found for word, found in holders.items() if len(found) <= _RARE and not is_common(word)}


def _mention(text: str, folded: Folded, found: _Found) -> ProjectMention:
    """The stretch as far as the words at its ends reach, of which only parts were compared."""
    start, end = folded.start(found.first), folded.end(found.last)
    for run in _RUNS:
        if run.match(text[start]):
            while start and run.match(text[start - 1]):
                start -= 1
        if (match := run.match(text, end - 1)) is not None:
            end = match.end()
    return ProjectMention(start, end, found.row, "description", round(found.share, 3), "description")


def _held(folded: Folded, scanner: Scanner, sentence: Sentence,
          taken: Sequence[tuple[int, int]]) -> list[tuple[int, str]]:
    """The words of names in a sentence with their folded positions, but for those inside places that are taken."""
    text = folded.text
    found = [(at, word) for at, word in scanner.hits(text, folded.position(sentence.start), folded.position(sentence.end)) if not word.isascii() or not (
        at and _is_latin(text[at - 1]) or _is_latin(text[at + len(word):at + len(word) + 1]))]
    first = max(0, bisect_right(taken, (sentence.start, 0)) - 1)
    inside = [place for place in takewhile(lambda p: p[0] < sentence.end, taken[first:first + _MOST_TAKEN]) if place[1] > sentence.start]
    for start, end in inside:
        a, b = folded.position(start), folded.position(end)
        found = [(at, word) for at, word in found if not a <= at < b]
    return found


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _profiles(by_sentence: dict[int, list[tuple[int, str]]], names: Sequence[Name], sentences: int) -> list[list[Profile]]:
    """For each name the profiles of its words and of those in its bracket."""
    of_names = [name.words for name in names]
    counts = Counter(word for own in of_names for word in own)
    counts.update([word for held in by_sentence.values() for word in {word for _, word in held}])
    ceiling = log(sentences + len(of_names) + 2)
    weight = {word: log((sentences + len(of_names) + 2) / count) / ceiling * (COMMON if is_common(word) else 1.0)
              for word, count in counts.items()}
    return [[Profile({word: weight[word] for word in own}, sum(weight[word] for word in own))
             for own in (name.words, name.inside) if own] for name in names]


def _candidate(index: int, row: int, held: Sequence[tuple[int, str]], profiles: Sequence[Profile]) -> _Found | None:
    """The stretch of a sentence that holds most of a name or of its bracket; None where too little is held."""
    stretches = [s for profile in profiles if (s := _stretch(held, profile)) is not None]
    if not stretches:
        return None
    share, first, last = max(stretches, key=lambda s: s[0])
    places = frozenset(at for at, word in held if first <= at < last and word in profiles[0].weight and not is_common(word))
    return _Found(index, row, first, last, min(1.0, share), places) if places else None


def _stretch(held: Sequence[tuple[int, str]], profile: Profile) -> tuple[float, int, int] | None:
    """The shortest stretch that holds most of a profile: (share, first, last); None if that is too little."""
    weight = profile.weight
    own = [(at, word) for at, word in held if word in weight]
    if sum(weight[word] for word in {word for _, word in own}) < THRESHOLD * profile.total:
        return None
    best = 0.0, 0, 0, False
    for i, (first, _) in enumerate(own):
        seen: set[str] = set()
        share = 0.0
        for j in range(i, len(own)):
            at, word = own[j]
            if at + len(word) - first > WINDOW:
                break
            if word not in seen:
                seen.add(word)
                share += weight[word] / profile.total
                if share > best[0] + _EQUAL or share > best[0] - _EQUAL and at + len(word) - first < best[2] - best[1]:
                    enough = share >= (THRESHOLD if len(seen) > 1 else ONE_WORD) and (len(seen) > 1 or len(word) >= _LONG)
                    best = share, first, at + len(word), enough
    return best[:3] if best[3] else None


def _uncontested(found: Sequence[_Found]) -> list[_Found]:
    """Those that no other name contests: a rival rests on the same telling words and on nothing less of them."""
    kept = []
    for each in found:
        rivals = [r for r in found if r is not each and r.held >= each.held and (r.held > each.held or r.share > each.share - MARGIN)
                  and r.first < each.last and each.first < r.last]
        if not rivals:
            kept.append(each)
    return kept
