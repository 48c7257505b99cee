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
_SHARPNESS = 10.0  # how much the nearest field of a word outweighs the others


def direction(text: str, words: Sequence[str] | None = None) -> Floats:
    """The mean of the text's centred word vectors, how near its words are to the words of each field, to the middle of
    each field, and the terms of each field that it holds. Shape (width,), at most of length one.

    words: its short words, where they are known already."""
    import numpy as np

    parts = (*_of_words(short_words(text) if words is None else words), held_terms(text))
    return np.concatenate([share * part for share, part in zip(_SHARES, parts, strict=True)])


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


def _of_words(words: Sequence[str]) -> tuple[Floats, ...]:
    """The mean vector of words, and the strongest and the mean nearness of the known ones to the words and to the middle of
    each field. Shapes (width,), (2 * fields,), (2 * fields of rules/field_words.csv,); each of length one or zeros."""
    import numpy as np

    width, near = load().width, load().width + sum(_field_words()[2])
    known = [_of_word(word) for word in words if word in load().row]
    found = np.array(known) if known else np.zeros((1, len(_of_word(""))))
    mean, most = found.sum(axis=0), found.max(axis=0)
    return (unit(mean[:width]), *(unit(np.concatenate([unit(most[a:b]), unit(mean[a:b])])) for a, b in ((width, near), (near, None))))


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
