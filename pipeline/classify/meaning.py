"""What a text is about: its mean word vector, its nearness to fields of policy, and the terms of policy that it holds."""
from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from pipeline.classify.names import field_shares, short_words
from pipeline.classify.vectors import load, unit
from pipeline.extract.fields import SCHEMES, terms
from pipeline.rules import load as load_rules

if TYPE_CHECKING:
    from pipeline.classify.vectors import Floats

GENERIC = 0.3  # weight of a word that names of all kinds share (推進, システム)
VECTOR, NEAREST, FIELDS, TERMS = 0.35, 0.25, 0.25, 0.15  # shares of the parts in the likeness of two texts
_SHARES = tuple(share ** 0.5 for share in (VECTOR, NEAREST, FIELDS, TERMS))
_BLOCK = 256  # texts at once
_SHARPNESS = 10.0  # how much the nearest field of a word outweighs the others


@lru_cache(maxsize=4096)
def direction(text: str) -> Floats:
    """What a text is about. Shape (width,), at most of length one."""
    found: Floats = directions((text,))[0]
    return found


def directions(texts: Sequence[str]) -> Floats:
    """Of each text the mean of its centred word vectors, how near its words are to the words of each field, to the middle of
    each field, and the terms of each field that it holds. Shape (texts, width), each at most of length one."""
    import numpy as np

    found = [np.concatenate([share * part for share, part in zip(_SHARES, (*_of_words([short_words(text) for text in block]), _rows_of_terms(block)), strict=True)], axis=1)
             for block in (texts[at:at + _BLOCK] for at in range(0, len(texts), _BLOCK))]
    return np.concatenate(found) if found else np.zeros((0, len(direction(""))))


def _rows_of_terms(texts: Sequence[str]) -> Floats:
    import numpy as np

    return np.array([held_terms(text) for text in texts])


@lru_cache(maxsize=4096)
def held_terms(text: str) -> Floats:
    """The weights of the terms of each policy field (rules/policy_field_terms.csv). Shape (codes,), length one or zeros."""
    import numpy as np

    codes = _codes()
    found = np.zeros(len(codes))
    for scheme in SCHEMES:
        for _, code, weight in terms(scheme, text):
            found[codes[code]] += weight
    return unit(found)


def weight(word: str) -> float:
    """How much a word says of what a name is about."""
    return GENERIC if word in _generic() else 1.0


@lru_cache(maxsize=65536)
def centred(word: str) -> Floats:
    """The vector of a word less the middle of all vectors, of length one; zeros for an unknown word. Shape (width,)."""
    import numpy as np

    found = load().of([word])
    return unit(found[0] - load().middle) if len(found) else np.zeros(load().width)


def _of_words(texts: Sequence[Sequence[str]]) -> tuple[Floats, ...]:
    """Of the words of each text the mean vector, and the strongest and the mean nearness of the known ones to the words and to
    the middle of each field. Shapes (texts, width), (texts, 2 * fields), (texts, 2 * fields of rules/field_words.csv), rows of
    length one or zeros."""
    import numpy as np

    width, near, row = load().width, load().width + sum(_field_words()[2]), load().row
    known = [[_of_word(word) for word in words if word in row] or [np.zeros(len(_of_word("")))] for words in texts]
    starts = np.cumsum([0, *map(len, known)])[:-1]
    stacked = np.concatenate([vector for own in known for vector in own]).reshape(-1, len(_of_word("")))
    mean, most = np.add.reduceat(stacked, starts), np.maximum.reduceat(stacked, starts)
    return (_units(mean[:, :width]), *(_units(np.concatenate([_units(most[:, a:b]), _units(mean[:, a:b])], axis=1)) for a, b in ((width, near), (near, None))))


def _units(vectors: Floats) -> Floats:
    """The rows with length one; zeros stay zeros."""
    import numpy as np

    lengths: Floats = np.sqrt((vectors * vectors).sum(axis=1, keepdims=True))
    found: Floats = vectors / np.where(lengths, lengths, 1.0)
    return found


@lru_cache(maxsize=16384)
def _of_word(word: str) -> Floats:
    """The weighted vector of a word, its weighted nearness to the words of each field, and that to the middle of each."""
    import numpy as np

    own = weight(word)
    return np.concatenate([own * centred(word), own * _word_fields(word), field_shares([word], load()).sum(axis=0)])


def _word_fields(word: str) -> Floats:
    """How near a word is to the nearest word of each field, the shares of both lists of fields. Shape (fields,)."""
    import numpy as np

    vectors, starts, sizes = _field_words()
    near = np.maximum.reduceat(vectors @ centred(word), starts)
    parts, at = [], 0
    for size in sizes:
        powers = np.exp(_SHARPNESS * (near[at:at + size] - near[at:at + size].max()))
        parts.append(powers / powers.sum())
        at += size
    found: Floats = np.concatenate(parts) * max(float(near.max()), 0.0)
    return found


@cache
def _field_words() -> tuple[Floats, list[int], tuple[int, int]]:
    """The vectors of the words of each field, one field after another, where each begins, and the sizes of both lists:
    rules/field_words.csv and rules/policy_field_terms.csv (of a long term its last words)."""
    import numpy as np

    lists: tuple[dict[str, list[str]], dict[str, list[str]]] = ({}, {code: [] for code in _codes()})
    for row in load_rules("field_words"):
        lists[0].setdefault(row["field"], []).extend(short_words(row["word"]))
    for row in load_rules("policy_field_terms"):
        lists[1][row["code"]].extend(short_words(row["term"])[-3:])
    vectors: list[Floats] = []
    starts = []
    for own in (words for each in lists for words in each.values()):
        starts.append(len(vectors))
        vectors += [centred(word) for word in own if word in load().row and word not in _generic()]
    return np.array(vectors), starts, (len(lists[0]), len(lists[1]))


@cache
def _codes() -> dict[str, int]:
    return {code: k for k, code in enumerate(sorted({row["code"] for row in load_rules("policy_fields")}))}


@cache
def _generic() -> frozenset[str]:
    """The short units of the words that names share (rules/measure_words.csv)."""
    return frozenset(part for row in load_rules("measure_words") for part in short_words(row["word"]))
