"""Names of projects as they are searched for: rows that share a name, the name's shorter forms, and its telling words."""
from __future__ import annotations

import re
from functools import lru_cache
from typing import Iterator, NamedTuple, Sequence

from pipeline.extract.mentions import Measure
from pipeline.layout.document import Document
from pipeline.layout.project_names import suffixes
from pipeline.linking.canonical import normal_form, spellings
from pipeline.linking.folded import fold
from pipeline.rules import load

WHOLE, SPELLED, BRACKET, THING, TOPIC, HEADLESS = 1.0, 0.95, 0.85, 0.9, 0.75, 0.8  # scores of the forms, see `forms`
_SHORTEST = 5  # characters of a shorter form
_STEMMED = 5  # characters of a katakana word that is compared without its last
_BRACKETED = re.compile(r"(.{4,}?)\(([^()]{4,})\)$")
_KANJI = re.compile(r"[一-鿿々]+")
_QUOTED = re.compile(r"「([^「」]{5,})」")
_HEAD = re.compile(r"[ぁ-ん]{3,}(?=[一-鿿ァ-ヺA-Za-z])")
_RUN = re.compile(r"(?P<kanji>[一-鿿々]+)|(?P<kana>[ァ-ヺー]{2,})|(?P<latin>[A-Za-z0-9]+)|(?P<hira>[ぁ-ん]{4,})")
_AFFIX = "者化性等用力的型式費課部所物業塾士員"  # after a word of two characters; no part of it
_LAST = "金化者員率費業会"  # at the end of a run of an odd number
_LEAD = "県市町村区国新再各全"  # before one


class Form(NamedTuple):
    """A folded string that stands for a name, and the same unfolded. `score` 0..1, `rule` says how it was made."""

    text: str
    printed: str
    score: float
    rule: str


class Name(NamedTuple):
    """The rows of projects that share a normal form. `rows`: indices of the document's measures in its order;
    `printed`: the first row's name in the reader's text; `words`: its folded words, see `words`; `inside`: those of a
    bracket at its end, which may tell the project by themselves."""

    rows: tuple[int, ...]
    printed: str
    words: tuple[str, ...]
    inside: tuple[str, ...]
    forms: tuple[Form, ...]


def names(document: Document, measures: Sequence[Measure]) -> list[Name]:
    """The names of the projects among `measures`, in the order of their first rows."""
    rows: dict[str, list[int]] = {}
    printed: dict[str, str] = {}
    for index, measure in enumerate(measures):
        if measure.level == "project":
            name = document.reading.text[measure.start:measure.end]
            rows.setdefault(key := normal_form(name), []).append(index)
            printed.setdefault(key, name)
    found = []
    for key, indices in rows.items():
        folded = fold(name := printed[key])
        own = words(folded)
        bracket = _BRACKETED.match(name) if name.endswith(")") else None
        inside = words(fold(bracket[2])) if bracket else ()
        found.append(Name(tuple(indices), name, own, inside, forms(name, folded, own)))
    return found


def forms(name: str, folded: str, own: Sequence[str]) -> tuple[Form, ...]:
    """What stands for a name in running text, the best first: the whole name (`name`), other spellings (`spelling`), the
    name without its bracket and what is in it (`bracket`), without its last words as far as a thing (`thing`) or a
    topic (`topic`) is left, without a place in hiragana at its head (`head`), and a quoted part (`quoted`).

    A shorter form has at least five characters (a thing four, unless all are kanji) and one of the name's words that tell it from others."""
    telling = [word for word in own if not is_common(word)]
    unique: dict[str, Form] = {}

    def add(part: str, score: float, rule: str) -> None:
        text = fold(part)
        long_enough = len(text) >= _SHORTEST or len(text) == _SHORTEST - 1 and score == THING and not _KANJI.fullmatch(text)
        if long_enough and text not in unique and any(word in text for word in telling):
            unique[text] = Form(text, part, score, rule)

    if len(folded) >= 2:
        unique[folded] = Form(folded, name, WHOLE, "name")
    for spelled in _respelled(name):
        unique.setdefault(text := fold(spelled), Form(text, spelled, SPELLED, "spelling"))
    bare = name
    if name.endswith(")") and (match := _BRACKETED.match(name)):
        bare = match[1]
        add(match[1], BRACKET, "bracket")
        add(match[2], BRACKET, "bracket")
    things, head = suffixes(), _HEAD.match(bare)
    for part in (bare, *_shorter(bare)):
        thing = part.endswith(things) and not part.endswith("事業")
        if part is not bare:
            add(part, THING if thing else TOPIC, "thing" if thing else "topic")
        if head and thing:
            add(part[head.end():], HEADLESS, "head")
    if "「" in name:
        for part in _QUOTED.findall(name):
            add(part, THING, "quoted")
    return tuple(unique.values())


def words(name: str) -> tuple[str, ...]:
    """The words of a folded name in their order: katakana and Latin runs, kanji two by two without affixes, long runs of
    hiragana; long katakana words without the last sound (プログラマ, プログラミング). A cheap stand-in for a tokenizer: both sides are cut in the same way, and a wrong cut only finds less."""
    found: list[str] = []
    for match in _RUN.finditer(name):
        run = match.group()
        if match.lastgroup == "kanji":
            found += _pairs(run)
        elif len(run) >= 2:
            found.append(run[:-1] if match.lastgroup == "kana" and len(run) >= _STEMMED else run)
    return tuple(dict.fromkeys(found))


def _pairs(run: str) -> Iterator[str]:
    at = 0
    if len(run) % 2 and len(run) > 2 and run[-1] in _LAST:
        run = run[:-1]
    while at < len(run) - 1:
        left = len(run) - at
        if left % 2 and (at and run[at] in _AFFIX or run[at] in _LEAD):
            at += 1
            continue
        yield run[at:at + 2]
        at += 2


def _respelled(name: str) -> Iterator[str]:
    for match in _spelled().finditer(name):
        for other in _others()[match.group()]:
            yield name[:match.start()] + other + name[match.end():]


@lru_cache(maxsize=1)
def _others() -> dict[str, list[str]]:
    """Each written form of a word to the other ones."""
    alike: dict[str, list[str]] = {}
    for written, norm in spellings().items():
        if norm:
            alike.setdefault(norm, [norm]).append(written)
    return {word: [other for other in group if other != word] for group in alike.values() for word in group}


@lru_cache(maxsize=1)
def _spelled() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_others(), key=lambda w: (-len(w), w)))))


def _shorter(name: str) -> Iterator[str]:
    """The name without its last words that say what is done, one after another."""
    while name.endswith(_actions()) and (cut := _last_action().search(name, _SHORTEST - 1)) is not None:
        name = name[:cut.start()].rstrip("・のと、")
        if len(name) >= _SHORTEST - 1:
            yield name


@lru_cache(maxsize=1)
def _last_action() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, _actions()))})\Z")


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
