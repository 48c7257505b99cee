"""What a name is about: its words in short units, their mean vector, and how near it is to each field of policy."""
from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from pipeline.classify.vectors import WordVectors, unit
from pipeline.rules import load as load_rules
from pipeline.tokens import tokenizer

if TYPE_CHECKING:
    from pipeline.classify.vectors import Floats

_LIMIT = 12000  # code points in one call of SudachiPy
_SHARPNESS = 12.0  # how much the nearest field of a word outweighs the others
_CONTENT = ("名詞", "動詞", "形容詞", "形状詞", "接頭辞", "接尾辞", "副詞")


@lru_cache(maxsize=4096)  # names are asked for several times
def short_words(text: str) -> tuple[str, ...]:
    """Normalized forms of the content words in short units (Sudachi mode A): 農業用水路 gives 農業, 用, 水路."""
    return tuple(_words(text, short=True))


def long_words(text: str) -> list[str]:
    """Normalized forms of the content words in long units (Sudachi mode C)."""
    return _words(text, short=False)


def _words(text: str, short: bool) -> list[str]:
    from sudachipy import SplitMode

    run, mode = tokenizer().tokenize, SplitMode.A if short else SplitMode.C
    return [m.normalized_form() for at in range(0, len(text), _LIMIT) for m in run(text[at:at + _LIMIT], mode)
            if (pos := m.part_of_speech())[0] in _CONTENT and pos[1] != "数詞"]


def fields(words: Sequence[str], vectors: WordVectors) -> Floats:
    """How near the words are to each field of policy: the nearest word of each field, then the mean over the words.

    Shape (2 * number of fields,), length one; zeros if no word is known."""
    import numpy as np

    shares = field_shares(words, vectors)
    if not len(shares):
        return np.zeros(2 * shares.shape[1])
    return unit(np.concatenate([unit(shares.max(axis=0)), unit(shares.mean(axis=0))]))


def field_shares(words: Sequence[str], vectors: WordVectors) -> Floats:
    """How near each known word is to each field of policy; the shares of a word sum to one. Shape (known words, fields)."""
    import numpy as np

    powers: Floats = np.exp(_SHARPNESS * (vectors.of(words) @ _field_directions(vectors).T))
    shares: Floats = powers / powers.sum(axis=1, keepdims=True)
    return shares


@cache
def _field_directions(vectors: WordVectors) -> Floats:
    """The mean direction of the words of each field in rules/field_words.csv. Shape (fields, width)."""
    import numpy as np

    words: dict[str, list[str]] = {}
    for row in load_rules("field_words"):
        words.setdefault(row["field"], []).append(row["word"])
    return np.array([vectors.mean(each) for each in words.values()])
