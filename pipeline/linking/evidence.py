"""Evidence: the words of projects' names that the sentences of a document hold, and how much of a name a stretch of one holds."""
from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import takewhile
from math import log
from typing import Mapping, Sequence

from pipeline.linking.folded import Folded
from pipeline.linking.names import Name, is_common
from pipeline.linking.passages import Sentence
from pipeline.linking.scan import Scanner

Held = Sequence[tuple[int, str]]  # folded positions with the words of names that begin there, in order

COMMON = 0.3  # weight of a word that many names share, in terms of its rarity
WINDOW = 60  # characters of the folded text that a description reaches over at most
_RARE = 24  # a word in more names than this tells none of them
_MOST_TAKEN = 200  # places in one sentence that are looked at
_RUNS = tuple(map(re.compile, ("[一-鿿々]+", "[ァ-ヺー]+", "[A-Za-z0-9]+")))
_EQUAL = 1e-9  # shares that differ by less are equal


@dataclass(frozen=True, slots=True)
class Profile:
    """A name's words with their weights; `total` is the sum of all."""

    weight: dict[str, float]
    total: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a document's sentences hold of its names. held: number of a sentence to the words in it; profiles: for each
    name those of its words and of its bracket; telling: a word that few names share to the indices of those names."""

    sentences: Sequence[Sentence]
    held: Mapping[int, Held]
    profiles: list[list[Profile]]
    telling: dict[str, list[int]]


def gather(folded: Folded, sentences: Sequence[Sentence], names: Sequence[Name], taken: Sequence[tuple[int, int]]) -> Evidence:
    """The evidence of a folded text. taken: sorted places in the reader's text that name or list projects, whose words
    describe nothing else."""
    scanner = Scanner({word for name in names for word in name.words})
    held = {number: found for number, sentence in enumerate(sentences) if (found := _held(folded, scanner, sentence, taken))}
    return Evidence(sentences, held, _profiles(held, names, len(sentences)), _telling(names))


def stretch(held: Held, profile: Profile, least: float, alone: float, shortest: int) -> tuple[float, int, int] | None:
    """The shortest stretch that holds most of a profile: (share, first, last); None if that is less than `least`, or of a
    single word less than `alone` or than `shortest` characters."""
    weight = profile.weight
    own = [(at, word) for at, word in held if word in weight]
    if sum(weight[word] for word in {word for _, word in own}) < least * profile.total:
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
                    enough = share >= (least if len(seen) > 1 else alone) and (len(seen) > 1 or len(word) >= shortest)
                    best = share, first, at + len(word), enough
    return best[:3] if best[3] else None


def reach(text: str, folded: Folded, first: int, last: int) -> tuple[int, int]:
    """The stretch of `text` between two folded positions, as far as the words at its ends reach, of which only parts were compared."""
    start, end = folded.start(first), folded.end(last)
    for run in _RUNS:
        if run.match(text[start]):
            while start and run.match(text[start - 1]):
                start -= 1
        if (match := run.match(text, end - 1)) is not None:
            end = match.end()
    return start, end


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


def _profiles(by_sentence: Mapping[int, Held], names: Sequence[Name], sentences: int) -> list[list[Profile]]:
    """For each name the profiles of its words and of those in its bracket."""
    of_names = [name.words for name in names]
    counts = Counter(word for own in of_names for word in own)
    counts.update([word for held in by_sentence.values() for word in {word for _, word in held}])
    ceiling = log(sentences + len(of_names) + 2)
    weight = {word: log((sentences + len(of_names) + 2) / count) / ceiling * (COMMON if is_common(word) else 1.0)
              for word, count in counts.items()}
    return [[Profile({word: weight[word] for word in own}, sum(weight[word] for word in own))
             for own in (name.words, name.inside) if own] for name in names]


def _telling(names: Sequence[Name]) -> dict[str, list[int]]:
    """The words that few names share, with the indices of those names."""
    holders: dict[str, list[int]] = {}
    for index, name in enumerate(names):
        for word in name.words:
            holders.setdefault(word, []).append(index)
    return {word: found for word, found in holders.items() if len(found) <= _RARE and not is_common(word)}
