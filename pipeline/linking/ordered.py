"""Ordered projects: clauses of a report that hold too little of a name to tell it alone, linked by where they stand in it."""
from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate
from typing import Iterable, Iterator, NamedTuple, Sequence

from pipeline.extract.mentions import Measure, ProjectMention
from pipeline.layout.document import Document
from pipeline.linking.described import ALIKE, COMPOUND, THRESHOLD, uncontested
from pipeline.linking.evidence import Evidence, Held, Profile, reach, stretch
from pipeline.linking.folded import Folded
from pipeline.linking.homes import Home, homes
from pipeline.linking.names import Name, is_common
from pipeline.linking.passages import Passages

LEAST = THRESHOLD / 2  # least share of a name: the place in the report speaks for the other half
_SLACK = 1  # sentences by which a report may leave the order of the list
_SHORTEST = 2  # least characters of a single word
_VERB = re.compile("[しすさ]")  # after a word that is a verb
_MORE = re.compile(r"(?:[一-鿿々]{0,2}|[ァ-ヺー]+|[A-Za-z0-9]+)(?![一-鿿々ァ-ヺーA-Za-z0-9])")  # an affix or one word more
_FIELD = re.compile(r"[^、。]{0,20}?(?:分野|方面|面)(?:では|においては|については)、")  # says where, not what

Link = tuple[int, int, int]  # start and end in the reader's text, index of the name


class _Found(NamedTuple):
    place: int  # of the row in its home
    sentence: int  # in the home
    first: int  # folded position of the first word
    last: int  # folded position after the last word
    share: float
    held: frozenset[int]  # folded positions of the telling words
    alone: bool  # a single word or compound tells


def find(document: Document, folded: Folded, passages: Passages, evidence: Evidence, names: Sequence[Name],
         measures: Sequence[Measure], found: Sequence[ProjectMention]) -> list[ProjectMention]:
    """Links of projects of which nothing in their home tells yet (`found`, sorted by start).

    A link holds at least LEAST of a name's weight and a word that tells it, no other project of the home claims these
    words, and no other sentence holds about as much. It stands between the sentences that tell of the nearest projects
    before and after it in the list, give or take _SLACK, if those that are sure follow the list. Where a single word tells,
    the sentence stands beside one that tells of the project right before or after it, which may be a link found in a
    first look. Scores are shares, at most THRESHOLD."""
    text = document.reading.text
    name_of = {row: index for index, name in enumerate(names) for row in name.rows}
    sure = [(m.start, m.end, name_of[m.measure]) for m in found]
    links: list[ProjectMention] = []
    for home in homes(document, passages, evidence.sentences, measures):
        inside = _links(home, evidence, sure)
        told = _told(home, inside, name_of)
        if all(told):
            continue
        candidates = _candidates(text, folded, home, evidence, name_of, inside)
        orderly = _is_orderly(told)
        first = list(_chosen(candidates, told, orderly, len(inside)))
        chosen = first + list(_chosen(candidates, _with(told, first), orderly, len(inside)))
        links += [ProjectMention(*reach(text, folded, c.first, c.last), home.rows[c.place], "description",
                                 round(min(c.share, THRESHOLD), 3), "description.section" if home.inner else "description.order")
                  for c in chosen]
    return links


def _links(home: Home, evidence: Evidence, sure: Sequence[Link]) -> list[Sequence[Link]]:
    """The links in each sentence of a home."""
    bounds = [evidence.sentences[number][:2] for number in home.sentences]
    return [sure[bisect_left(sure, (start, 0, 0)):bisect_left(sure, (end, 0, 0))] for start, end in bounds]


def _told(home: Home, inside: Sequence[Sequence[Link]], name_of: dict[int, int]) -> list[list[int]]:
    """For each row of a home the sentences that tell of it."""
    sentences: dict[int, list[int]] = {}
    for k, links in enumerate(inside):
        for _, _, name in links:
            sentences.setdefault(name, []).append(k)
    return [sentences.get(name_of[row], []) for row in home.rows]


def _with(told: Sequence[list[int]], found: Iterable[_Found]) -> list[list[int]]:
    new = {each.place: [each.sentence] for each in found}
    return [new.get(place, own) for place, own in enumerate(told)]


def _is_orderly(told: Sequence[list[int]]) -> bool:
    """Whether a report follows its list: from one project to the next it goes back at most half as often as on."""
    first = [own[0] for own in told if own]
    back = sum(a > b for a, b in zip(first, first[1:]))
    return back * 3 <= max(0, len(first) - 1)


def _candidates(text: str, folded: Folded, home: Home, evidence: Evidence, name_of: dict[int, int],
                inside: Sequence[Sequence[Link]]) -> dict[int, list[_Found]]:
    """For the rows of a home what its sentences hold of their names, where no other row claims the same words."""
    place_of = {name_of[row]: place for place, row in reversed(list(enumerate(home.rows)))}
    found: dict[int, list[_Found]] = {}
    for k, (number, links) in enumerate(zip(home.sentences, inside)):
        held = _left(text, folded, evidence, number, links)
        told = {name for _, _, name in links}
        near = {name for _, word in held for name in evidence.telling.get(word, ()) if name in place_of} - told
        for each in uncontested([c for name in sorted(near) if (c := _candidate(
                text, folded, place_of[name], k, held, evidence.profiles[name])) is not None]):
            found.setdefault(each.place, []).append(each)
    return found


def _left(text: str, folded: Folded, evidence: Evidence, number: int, links: Sequence[Link]) -> Held:
    """The words in a sentence that belong to no link and do not open it by naming its field."""
    held = evidence.held.get(number, ())
    start, end = evidence.sentences[number][:2]
    field = _FIELD.match(text, start, end)
    for a, b in [(a, b) for a, b, _ in links] + ([(start, field.end())] if field else []):
        first, last = folded.position(a), folded.position(b)
        held = [(at, word) for at, word in held if not first <= at < last]
    return held


def _candidate(text: str, folded: Folded, place: int, sentence: int, held: Held, profiles: Sequence[Profile]) -> _Found | None:
    own = _own(folded, held, profiles[0])
    stretches = [s for profile in profiles if (s := stretch(own, profile, LEAST, LEAST, _SHORTEST)) is not None]
    if not stretches:
        return None
    share, first, last = max(stretches, key=lambda s: s[0])
    telling = frozenset(at for at, word in own if first <= at < last and not is_common(word))
    start, end = folded.start(first), folded.end(last)
    compound = COMPOUND.fullmatch(text, start, end) is not None
    if not telling or compound and _is_part(text, start, end, len(telling) == 1):
        return None
    return _Found(place, sentence, first, last, share, telling, compound or len(telling) == 1)


def _own(folded: Folded, held: Held, profile: Profile) -> Held:
    """The words of one name in a sentence; those that many names share only in a clause that holds one that tells it."""
    own = [(at, word) for at, word in held if word in profile.weight]
    if not any(is_common(word) for _, word in own):
        return own
    first = own[0][0]
    clause = list(accumulate(map("、".__eq__, folded.text[first:own[-1][0] + 1])))
    telling = {clause[at - first] for at, word in own if not is_common(word)}
    return [(at, word) for at, word in own if clause[at - first] in telling]


def _is_part(text: str, start: int, end: int, single: bool) -> bool:
    """Whether a compound is a verb or part of another one, which names something else: a single word that closes one
    (施設 in 公共施設), or words after which more than an affix or a word follows."""
    if single and (start and COMPOUND.match(text[start - 1]) or _VERB.match(text, end)):
        return True
    return _MORE.match(text, end) is None


def _chosen(candidates: dict[int, list[_Found]], told: Sequence[list[int]], orderly: bool, sentences: int) -> Iterator[_Found]:
    """For each row that nothing tells of its one likely place, if there is one."""
    for place, (before, after) in enumerate(_neighbours(told)):
        if told[place] or place not in candidates:
            continue
        low, high = sorted((before[0] if before else 0, after[-1] if after else sentences))
        beside = [k for row in (place - 1, place + 1) if orderly and 0 <= row < len(told) for k in told[row]]
        near = [c for c in candidates[place]
                if (not c.alone or any(abs(c.sentence - k) <= 1 + _SLACK for k in beside)) and (not orderly or low - _SLACK <= c.sentence <= high + _SLACK)]
        best = max((c.share for c in near), default=0.0)
        alike = [c for c in near if c.share >= best * ALIKE]
        if len(alike) == 1:
            yield alike[0]


def _neighbours(told: Sequence[list[int]]) -> list[tuple[list[int], list[int]]]:
    """For each row the sentences that tell of the nearest rows before and after it of which some do."""
    def nearest(rows: Iterable[list[int]]) -> Iterator[list[int]]:
        last: list[int] = []
        for own in rows:
            yield last
            last = own or last

    return list(zip(nearest(told), reversed(list(nearest(reversed(told))))))
