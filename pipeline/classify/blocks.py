"""Blocks of features for a list of names: each turns names into rows of numbers of length one, fitted on training rows."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.classify.labelled import Labelled
from pipeline.classify.names import fields, long_words, short_words
from pipeline.classify.vectors import load

Fitted = Callable[[Sequence[Labelled]], Any]  # rows of a list -> sparse matrix (rows, features)


@dataclass(frozen=True)
class Block:
    """what: one line for people; weight: the length of its rows beside those of other blocks; fit: training rows ->
    the function that turns any rows into numbers."""

    what: str
    weight: float
    fit: Callable[[Sequence[Labelled]], Fitted]


def _name(row: Labelled) -> str:
    return row.name


def _text(row: Labelled) -> str:
    return row.text


def _counted(of: Callable[[Labelled], str], analyzer: object, **options: object) -> Callable[[Sequence[Labelled]], Fitted]:
    """TF-IDF of what the analyzer finds, with the frequencies of the training rows."""

    def fit(training: Sequence[Labelled]) -> Fitted:
        from scipy.sparse import csr_matrix
        from sklearn.feature_extraction.text import TfidfVectorizer

        counts = TfidfVectorizer(analyzer=analyzer, sublinear_tf=True, lowercase=False, **options)
        try:
            counts.fit([of(row) for row in training])
        except ValueError:  # no training row holds anything
            return lambda rows: csr_matrix((len(rows), 1))
        return lambda rows: counts.transform([of(row) for row in rows])

    return fit


def _directions(of: Callable[[Labelled], str], make: Callable[[list[str]], Any]) -> Callable[[Sequence[Labelled]], Fitted]:
    """Numbers that each row gives by itself."""

    def rows_of(rows: Sequence[Labelled]) -> Any:
        import numpy as np
        from scipy.sparse import csr_matrix

        return csr_matrix(np.array([make(list(short_words(of(row)))) for row in rows]))

    return lambda training: rows_of


BLOCKS: dict[str, Block] = {
    "characters": Block("character n-grams (1-3) of the name, TF-IDF", 0.4, _counted(_name, "char", ngram_range=(1, 3))),
    "words": Block("Sudachi normalized forms in short units (mode A), TF-IDF", 0.4,
                   _counted(_name, lambda name: short_words(name))),
    "compounds": Block("Sudachi normalized forms in long units (mode C), TF-IDF", 0.4,
                       _counted(_name, lambda name: long_words(name))),
    "vectors": Block("mean word vector (chiVe) of the name's short units", 1.0,
                     _directions(_name, lambda words: load().mean(words))),
    "fields": Block("nearness of the name's words to fields of policy (rules/field_words.csv)", 1.0,
                    _directions(_name, lambda words: fields(words, load()))),
    "text words": Block("words of the text, TF-IDF", 0.4, _counted(_text, lambda text: short_words(text))),
    "text vectors": Block("mean word vector of the text", 0.7, _directions(_text, lambda words: load().mean(words))),
    "text fields": Block("nearness of the text's words to fields of policy", 0.7,
                         _directions(_text, lambda words: fields(words, load()))),
}
OF_NAMES = ("characters", "words", "vectors", "fields")
OF_TEXTS = ("text words", "text vectors", "text fields")


def chosen(rows: Sequence[Labelled]) -> tuple[str, ...]:
    """The blocks used for a list unless others are asked for: those of texts only if there are texts."""
    return OF_NAMES + (OF_TEXTS if any(row.text for row in rows) else ())


def fit_blocks(names: Sequence[str], training: Sequence[Labelled]) -> Fitted:
    """The function that turns rows into one matrix, blocks side by side."""
    fitted = [(BLOCKS[name].weight, BLOCKS[name].fit(training)) for name in names]

    def rows_of(rows: Sequence[Labelled]) -> Any:
        from scipy.sparse import hstack

        return hstack([weight * block(rows) for weight, block in fitted]).tocsr()

    return rows_of
