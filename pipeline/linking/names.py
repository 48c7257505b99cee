"""Names of projects as they are searched for: rows that share a name, the name's shorter forms, and its telling words."""
from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Iterator, Sequence

from pipeline.extract.measure_names import suffixes
from pipeline.extract.mentions import Measure
from pipeline.layout.document import Document
from pipeline.linking.canonical import normal_form, spellings
from pipeline.linking.folded import fold
from pipeline.rules import load

WHOLE, SPELLED, BRACKET, THING, TOPIC, HEADLESS = 1.0, 0.95, 0.85, 0.9, 0.75, 0.8  # scores of the forms, see `forms`
_SHORTEST = 5  # characters of a shorter form
_STEMMED = 5  # characters of a katakana word that is compared without its last
_BRACKETED = re.compile(r"(.{4,}?)\(([^()]{4,})\)$")
_QUOTED = re.compile(r"「([^「」]{5,})」")
_HEAD = re.compile(r"[ぁ-ん]{3,}(?=[一-鿿ァ-ヺA-Za-z])")
_RUN = re.compile(r"(?P<kanji>[一-鿿々]+)|(?P<kana>[ァ-ヺー]{2,})|(?P<latin>[A-Za-z0-9]+)|(?P<hira>[ぁ-ん]{4,})")
_AFFIX = "者化性等用力的型式費課部所物業塾士員"  # after a word of two characters; no part of it
_LEAD = "県市町村区国新再各全"  # before one


@dataclass(frozen=True, slots=True)
class Name:
    """The rows of projects that share a normal form. `rows`: indices of the document's measures in its order;
    `printed`: the first row's name in the reader's text."""

    rows: tuple[int, ...]
    printed: str


@dataclass(frozen=True, slots=True)
class Form:
    """A folded string that stands for a name. `score` 0..1, `rule` says how it was made."""

    text: str
    score: float
    rule: str


def names(document: Document, measures: Sequence[Measure]) -> list[Name]:
    """The names of the projects among `measures`, in the order of their first rows."""
    rows: dict[str, list[int]] = {}
    printed: dict[str, str] = {}
    for index, measure in enumerate(measures):
        if measure.level == "project":
            name = document.reading.text[measure.start:measure.end]
            rows.setdefault(key := normal_form(name), []).append(index)
            printed.setdefault(key, name)
    return [Name(tuple(found), printed[key]) for key, found in rows.items()]


def forms(name: str) -> list[Form]:
    """What stands for a name in running text, the best first: the whole name (`name`), other spellings (`spelling`), the
    name without its bracket and what is in it (`bracket`), without its last words as far as a thing (`thing`) or a
    topic (`topic`) is left, without a place in hiragana at its head (`head`), and a quoted part (`quoted`)."""
    whole = unicodedata.normalize("NFKC", name)
    found = [Form(fold(whole), WHOLE, "name")]
    for spelled in _respelled(whole):
        found.append(Form(fold(spelled), SPELLED, "spelling"))
    bare = whole
    if match := _BRACKETED.match(whole):
        bare = match[1]
        found += [Form(fold(part), BRACKET, "bracket") for part in match.groups() if len(part) >= _SHORTEST]
    shorter = [*_shorter(bare)]
    found += [Form(fold(part), THING if part.endswith(suffixes()) else TOPIC, "thing" if part.endswith(suffixes()) else "topic")
              for part in shorter]
    for part in (bare, *shorter):
        if (head := _HEAD.match(part)) and part.endswith(suffixes()) and not part.endswith("事業"):
            found.append(Form(fold(part[head.end():]), HEADLESS, "head"))
    found += [Form(fold(part), THING, "quoted") for part in _QUOTED.findall(whole)]
    unique: dict[str, Form] = {}
    for form in found:
        if form.rule in ("name", "spelling") or len(form.text) >= _SHORTEST and is_telling(form.text):
            unique.setdefault(form.text, form)
    return [form for form in unique.values() if len(form.text) >= 2]


def is_telling(folded: str) -> bool:
    """Whether a folded form holds a word that few names share."""
    return any(word not in _common() for word in words(folded))


def words(name: str) -> list[str]:
    """The words of a folded name in their order: katakana and Latin runs, kanji two by two without affixes, long runs of
    hiragana; long katakana words without the last sound (プログラマ, プログラミング). A cheap stand-in for a tokenizer: both sides are cut in the same way, and a wrong cut only finds less."""
    found: list[str] = []
    for match in _RUN.finditer(name):
        run = match.group()
        if match.lastgroup == "kanji":
            found += _pairs(run)
        elif len(run) >= 2:
            found.append(run[:-1] if match.lastgroup == "kana" and len(run) >= _STEMMED else run)
    return list(dict.fromkeys(found))


def _pairs(run: str) -> Iterator[str]:
    at = 0
    while at < len(run) - 1:
        left = len(run) - at
        if left % 2 and (at and run[at] in _AFFIX or run[at] in _LEAD):
            at += 1
            continue
        yield run[at:at + 2]
        at += 2


def _respelled(name: str) -> Iterator[str]:
    for written, norm in spellings().items():
        if not norm:
            continue
        for old, new in ((written, norm), (norm, written)):
            if old in name:
                yield name.replace(old, new)


def _shorter(name: str) -> Iterator[str]:
    """The name without its last words that say what is done, one after another."""
    actions = _actions()
    while (cut := next((w for w in actions if name.endswith(w) and len(name) - len(w) >= _SHORTEST), "")):
        name = name[:-len(cut)].rstrip("・のと、")
        if len(name) >= _SHORTEST:
            yield name


@lru_cache(maxsize=1)
def _actions() -> tuple[str, ...]:
    return tuple(sorted((r["word"] for r in load("measure_words") if r["kind"] == "action"), key=lambda w: (-len(w), w)))


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(part for r in load("measure_words") if r["kind"] == "common" for part in words(fold(r["word"])))


def is_common(word: str) -> bool:
    """Whether a folded word is shared by so many names that it tells none from another."""
    return word in _common()


def is_action(text: str, at: int) -> bool:
    """Whether a word that says what is done (運営, 整備) stands at a place of a text."""
    return text.startswith(_actions(), at)
