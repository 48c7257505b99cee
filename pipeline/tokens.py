"""Tokens: SudachiPy's morphemes of what a reader reads, unit by unit, with their places in the reader's text."""
from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Iterator

from pipeline.layout.document import Document

if TYPE_CHECKING:
    from sudachipy import Tokenizer

_LIMIT = 12000  # code points in one call; SudachiPy takes at most 49,149 bytes of UTF-8
_SENTENCE = re.compile(rf"[^。\n]{{1,{_LIMIT}}}(?:。|\n|$)?")
_CONTENT = ("名詞", "動詞", "形容詞", "形状詞")


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel arrays, one entry a morpheme (Sudachi mode C), in the order of the reader's text.

    start, end: positions in `Document.reading.text`, half open; pos: Sudachi's word class, its levels joined by `-`;
    lemma: dictionary form; norm: normalized form."""

    start: tuple[int, ...]
    end: tuple[int, ...]
    pos: tuple[str, ...]
    lemma: tuple[str, ...]
    norm: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.start)

    def within(self, start: int, end: int) -> range:
        """The indices of the tokens that start inside start:end of the reader's text."""
        return range(bisect_left(self.start, start), bisect_left(self.start, end))

    def content(self, start: int, end: int) -> list[str]:
        """The normalized forms of nouns, verbs and adjectives inside start:end."""
        return [self.norm[i] for i in self.within(start, end)
                if self.pos[i].startswith(_CONTENT) and not self.pos[i].startswith(("名詞-数詞", "動詞-非自立可能"))]


@lru_cache(maxsize=1)
def tokenizer() -> Tokenizer:
    """SudachiPy's tokenizer with the core dictionary in mode C; loaded once for a process."""
    from sudachipy import Dictionary, SplitMode

    dictionary = Dictionary(dict="core")
    make = getattr(dictionary, "tokenizer", None) or dictionary.create
    found: Tokenizer = make(mode=SplitMode.C)
    return found


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    if end - start <= _LIMIT:
        yield start, end
        return
    for match in _SENTENCE.finditer(text, start, end):
        yield match.span()


def tokenize(document: Document) -> Tokens:
    """The tokens of all units of a document."""
    text, run = document.reading.text, tokenizer().tokenize
    starts: list[int] = []
    ends: list[int] = []
    classes: list[str] = []
    lemmas: list[str] = []
    norms: list[str] = []
    names: dict[int, str] = {}
    for unit in document.units:
        for a, b in _stretches(text, unit.start, unit.end):
            for morpheme in run(text[a:b]):
                key = morpheme.part_of_speech_id()
                name = names.get(key)
                if name is None:
                    name = names[key] = "-".join(p for p in morpheme.part_of_speech()[:4] if p != "*")
                starts.append(a + morpheme.begin())
                ends.append(a + morpheme.end())
                classes.append(name)
                lemmas.append(morpheme.dictionary_form())
                norms.append(morpheme.normalized_form())
    return Tokens(tuple(starts), tuple(ends), tuple(classes), tuple(lemmas), tuple(norms))
