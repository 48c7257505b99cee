"""Tokens as a spaCy DocBin and back; the Doc is built from SudachiPy's morphemes, not by spaCy's tokenizer."""
from __future__ import annotations

from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from pipeline.tokens import Tokens

_GAP = ""  # the tag of what stands between units: it is in the Doc, so that offsets agree, and is no token


def to_bytes(text: str, tokens: Tokens) -> bytes:
    """A DocBin with one Doc, whose text and character offsets are those of `text`, the reader's text.

    Word class, lemma and normalized form of a token are its `tag_`, `lemma_` and `norm_`."""
    words: list[str] = []
    tags: list[str] = []
    lemmas: list[str] = []
    norms: list[str] = []

    def add(word: str, tag: str, lemma: str, norm: str) -> None:
        words.append(word)
        tags.append(tag)
        lemmas.append(lemma)
        norms.append(norm)

    done = 0
    for k, (start, end) in enumerate(zip(tokens.start, tokens.end)):
        if start > done:
            add(text[done:start], _GAP, "", "")
        add(text[start:end], tokens.pos[k], tokens.lemma[k], tokens.norm[k])
        done = end
    if done < len(text):
        add(text[done:], _GAP, "", "")
    doc = Doc(Vocab(), words=words, spaces=[False] * len(words), tags=tags, lemmas=lemmas)
    for token, norm in zip(doc, norms):
        token.norm_ = norm
    return DocBin(attrs=["TAG", "LEMMA", "NORM"], docs=[doc]).to_bytes()


def from_bytes(content: bytes) -> Tokens:
    """The tokens that `to_bytes` was given. Raises ValueError if the content is no such DocBin."""
    doc = next(DocBin().from_bytes(content).get_docs(Vocab()))
    found = [token for token in doc if token.tag_ != _GAP]
    return Tokens(
        start=tuple(token.idx for token in found),
        end=tuple(token.idx + len(token) for token in found),
        pos=tuple(token.tag_ for token in found),
        lemma=tuple(token.lemma_ for token in found),
        norm=tuple(token.norm_ for token in found),
    )
