"""Described projects: clauses of running text that tell, without its name, which project they report on."""
from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import log
from typing import Iterable, Sequence

from pipeline.extract.mentions import Measure, ProjectMention
from pipeline.linking.folded import Folded, fold
from pipeline.linking.names import Name, is_common, words
from pipeline.linking.passages import Sentence, holding

THRESHOLD = 0.5  # least share of a name's weight that a clause holds
COMMON = 0.3  # weight of a word that many names share, in terms of its rarity
ONE_WORD = 0.6  # least share where a single word tells
WINDOW = 60  # characters of the folded text that a description reaches over at most
MARGIN = 0.1  # a rival whose share is less by this much is no rival
ALIKE = 0.85  # of the places that describe one name, those count whose share is this part of the best one's
_RARE = 24  # a word in more names than this tells none of them


@dataclass(frozen=True, slots=True)
class Profile:
    """A name's words with their weights; `total` is the sum of all."""

    weight: dict[str, float]
    total: float


@dataclass(frozen=True, slots=True)
class _Found:
    name: int
    row: int
    sentence: int
    first: int  # folded position of the first word
    last: int  # folded position after the last word
    share: float
    held: frozenset[int]  # folded positions of the words


def vocabulary(names: Sequence[Name]) -> list[list[str]]:
    """The words of each name."""
    return [words(fold(name.printed)) for name in names]


def find(folded: Folded, sentences: Sequence[Sentence], hits: Iterable[tuple[int, str]], names: Sequence[Name],
         of_names: Sequence[Sequence[str]], measures: Sequence[Measure], taken: Sequence[tuple[int, int]]) -> list[ProjectMention]:
    """Descriptions, in sentences under the pillar of a project or where neither has one.

    hits: places in the folded text of the names' words. taken: places in the reader's text that name or list projects,
    whose words describe nothing else. The share of a name is the weight of its words that a stretch of at most WINDOW
    characters holds; a word weighs the more the fewer sentences and names hold it."""
    by_sentence = _by_sentence(folded, sentences, hits, taken)
    profiles = _profiles(by_sentence, of_names, len(sentences))
    holders: dict[str, list[int]] = {}
    for index, own in enumerate(of_names):
        for word in own:
            holders.setdefault(word, []).append(index)
    rare = {word: found for word, found in holders.items() if len(found) <= _RARE and not is_common(word)}
    found: list[_Found] = []
    for number, held in by_sentence.items():
        candidates = {index for _, word in held for index in rare.get(word, ())}
        here = [c for index in sorted(candidates) if (c := _candidate(
            index, number, held, profiles[index], names[index], measures, sentences[number].pillar)) is not None]
        found += _uncontested(here)
    best: dict[int, float] = {}
    for each in found:
        best[each.name] = max(best.get(each.name, 0.0), each.share)
    return [ProjectMention(folded.start(f.first), folded.end(f.last), f.row, "description", round(f.share, 3), "description")
            for f in found if f.share >= best[f.name] * ALIKE]


def _by_sentence(folded: Folded, sentences: Sequence[Sentence], hits: Iterable[tuple[int, str]],
                 taken: Sequence[tuple[int, int]]) -> dict[int, list[tuple[int, str]]]:
    starts = [sentence.start for sentence in sentences]
    found: dict[int, list[tuple[int, str]]] = {}
    text, next_taken = folded.text, 0
    for at, word in hits:
        end = at + len(word)
        if word.isascii() and (at and _is_latin(text[at - 1]) or end < len(text) and _is_latin(text[end])):
            continue
        start = folded.start(at)
        number = holding(starts, sentences, start)
        if number < 0:
            continue
        while next_taken < len(taken) and taken[next_taken][1] <= start:
            next_taken += 1
        if next_taken < len(taken) and taken[next_taken][0] <= start:
            continue
        found.setdefault(number, []).append((at, word))
    return found


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _profiles(by_sentence: dict[int, list[tuple[int, str]]], of_names: Sequence[Sequence[str]], sentences: int) -> list[Profile]:
    counts = Counter(word for own in of_names for word in own)
    for held in by_sentence.values():
        counts.update({word for _, word in held})
    ceiling = log(sentences + len(of_names) + 2)
    weight = {word: log((sentences + len(of_names) + 2) / count) / ceiling * (COMMON if is_common(word) else 1.0)
              for word, count in counts.items()}
    return [Profile({word: weight[word] for word in own}, sum(weight[word] for word in own)) for own in of_names]


def _candidate(index: int, number: int, held: Sequence[tuple[int, str]], profile: Profile, name: Name,
               measures: Sequence[Measure], pillar: int) -> _Found | None:
    """The stretch of a sentence that holds most of a name; None where no row of it stands under the sentence's pillar,
    or too little is held."""
    row = next((r for r in name.rows[:_RARE] if measures[r].pillar == pillar), -1)
    own = [(at, word) for at, word in held if word in profile.weight]
    if row < 0 or sum(profile.weight[word] for word in {word for _, word in own}) < THRESHOLD * profile.total:
        return None
    best: tuple[float, int, int, int] | None = None
    for i, (first, _) in enumerate(own):
        seen: set[str] = set()
        share = 0.0
        for j in range(i, len(own)):
            at, word = own[j]
            if at + len(word) - first > WINDOW:
                break
            if word not in seen:
                seen.add(word)
                share += profile.weight[word] / profile.total
                if best is None or (share, -(at - first)) > (best[0] + 1e-9, -(best[2] - best[1])):
                    best = share, first, at + len(word), len(seen)
    if best is None or best[0] < (THRESHOLD if best[3] > 1 else ONE_WORD):
        return None
    places = frozenset(at for at, word in own if best[1] <= at < best[2] and not is_common(word))
    return _Found(index, row, number, best[1], best[2], min(1.0, best[0]), places) if places else None


def _uncontested(found: Sequence[_Found]) -> list[_Found]:
    """Those that no other name contests: a rival rests on the same telling words and on nothing less of them."""
    kept = []
    for each in found:
        rivals = [r for r in found if r is not each and r.held >= each.held and (r.held > each.held or r.share > each.share - MARGIN)
                  and r.first < each.last and each.first < r.last]
        if not rivals:
            kept.append(each)
    return kept
