"""Calls of notes that a converter left as plain figures (…利用率は83.2％1であった): where they may stand, and which note they call."""
from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import cache
from typing import Iterator, NamedTuple, Sequence

from pipeline.layout.numbering import word_role
from pipeline.rules import load

_FIGURE = re.compile(r"(?<![0-9０-９])(?<![0-9０-９][.．,，/／~～–-])[0-9０-９]{1,2}(?![0-9０-９]|[.．][0-9０-９]|[,，][0-9０-９]{3}(?![0-9０-９])|[/／~～–-])")
_BEFORE = re.compile(r"[ぁ-んァ-ヶー一-龥々」』）)％%”](?<![記のや第図表式項号注釈脚をがはにへで])")  # what a call stands behind: a word, no 前記, 第, 図
_PARTICLE = re.compile(r"(?:(?<![こごひ])と|(?<![どしも])も)\Z")  # 2と3に, but こと1, 子ども2
_COUNTING = re.compile(r"(?:[第図表式項号約全各同前後上下左右一二三四五六七八九十百千万億兆年月日昭平令和成治正]|[合累総小、。]計)\Z")  # before a figure that counts
_NUMBERED = re.compile(r"[一-龥ァ-ヶー・]{1,12}\Z")  # the word that opens a line before its number: 方向 in 方向1 もの…
_AFTER = re.compile(r"[、。，．）)」』（(「『]|か(?=ら)|[ぁ-おが-っづ-ん]| (?=[をはがにのでともや、。，）)])")  # no 4つ, 3か所
_PARTICLE_AFTER = re.compile("[をはがにのでともやしさなへ]|から|まで|より")
_SET_IN = 8  # spaces at the head of lines
_CUT = re.compile(r"\n{1,2}[ \u3000]{0,8}(?:[をはがにのでともやしさなへ、。，）)]|から|まで|より)")  # the line ends behind the figure
_ITEM_ENDS = re.compile(r"[ \u3000]{0,4}(?:\Z|\n[ \u3000]{0,60}(?:\n|\f|\Z|[・○●◎■□◆◇※-]))")  # what follows the last line of an item
_SPACED = re.compile(r" [をがはにのでともや、，。]")  # 法律 1 が
_CLOSE = re.compile(r"[をはがにのでと、，。]")  # サービス 2の: a converter's space before a call
_LEADS = frozenset("をはがにのでともへやか約計")  # words that lead to a figure
_LATIN = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ][A-Za-zＡ-Ｚａ-ｚ&-]{0,19}\Z")
_WORD = re.compile(r"[一-龥々ァ-ヶー]{1,12}\Z")
_NEAR = 4000  # code points; so much text stands on two pages at most
_APART = 200  # code points between notes that stand together: a page number, a rule
_MANY = 6  # places that are looked at for one note


class Place(NamedTuple):
    """A plain figure that may call a note. sure: nothing but a call is likely to look so."""

    start: int
    end: int
    figure: str
    sure: bool


@cache
def figure_words(kind: str) -> tuple[str, ...]:
    """The words of one kind before or behind a figure."""
    return tuple(row["word"] for row in load("figure_words") if row["kind"] == kind)


def places(text: str, figures: frozenset[str], start: int, end: int) -> Iterator[Place]:
    """The plain figures in text[start:end] that may call one of the notes `figures`, in order."""
    for match in _FIGURE.finditer(text, start, end):
        figure = unicodedata.normalize("NFKC", match.group())
        if figure in figures and (sure := _calls(text, *match.span(), start, end)) is not None:
            yield Place(*match.span(), figure, sure)


def _calls(text: str, start: int, end: int, low: int, high: int) -> bool | None:
    """Whether the figure at text[start:end] is a call for sure, or may be one; None if it is none. text[low:high] is its page."""
    before = text[max(0, start - _SET_IN):start]
    head = start - (len(before) - len(before.rstrip(" \u3000")))
    word = head
    while word > 0 and head - word < 2 and text[word - 1] == "\n":
        word -= 1  # 国の統計 / 1によれば, set in or not
    cut = word < head
    word = word if cut else start
    spaced = not cut and text[start - 1:start] == " "
    word -= spaced
    if word == 0 or _COUNTING.search(text, max(0, word - 2), word) or _is_number(text, start, end) or not _follows(text, end, cut, spaced, text[word - 1]):
        return None
    if latin := _LATIN.search(text, max(0, word - 20), word):
        name = latin.group()
        return False if len(name) > 1 and not spaced and unicodedata.normalize("NFKC", name).lower() not in figure_words("latin") and not _stands_in(text, name + text[start:end], word, end, low, high) else None
    if not _BEFORE.match(text, word - 1) or _PARTICLE.search(text, max(0, word - 2), word):
        return None
    noun = _WORD.search(text, max(0, word - 12), word)
    name = noun.group() if noun is not None else ""
    counted = name != "" and (name.endswith(figure_words("numbered")) or word_role(name) not in ("", "plain", "edition"))
    if counted and _counts_more(text, name, word) or len(name) > 1 and _stands_in(text, name + text[start:end], word, end, low, high):
        return None  # 目標1, 目標2
    return not cut and not spaced and not counted


def _follows(text: str, end: int, cut: bool, spaced: bool, last: str) -> bool:
    """Whether what stands behind a figure may stand behind a call. cut: a line ends before it; spaced: a space stands before
    it; last: the letter before it, which may end a sentence."""
    if cut:
        return _PARTICLE_AFTER.match(text, end) is not None
    if spaced:
        return _SPACED.match(text, end) is not None or last not in _LEADS and _CLOSE.match(text, end) is not None
    return _AFTER.match(text, end) is not None or _CUT.match(text, end) is not None or "ぁ" <= last <= "ん" and _ITEM_ENDS.match(text, end) is not None


def _stands_in(text: str, whole: str, word: int, end: int, low: int, high: int) -> bool:
    """Whether a word with its figure stands on the page again, so that the figure belongs to it."""
    return text.rfind(whole, max(low, word - _NEAR), word) >= 0 or text.find(whole, end, min(high, end + _NEAR)) >= 0


def _counts_more(text: str, name: str, word: int) -> bool:
    """Whether a word, which ends at `word`, has another figure near."""
    again = re.compile(re.escape(name) + r"[ \u3000]?[0-9０-９]")
    return any(m.start() != word - len(name) for m in again.finditer(text, max(0, word - _NEAR), min(len(text), word + _NEAR)))


def _is_number(text: str, start: int, end: int) -> bool:
    """Whether a figure numbers the line that a word opens before it, and a space parts it from the title (方向1 もの…, 戦略２　はたらく)."""
    line = text.rfind("\n", max(0, start - 20), start) + 1
    return text[end:end + 1].isspace() and (line > 0 or start < 20) and _NUMBERED.fullmatch(text[line:start].strip()) is not None


def chain(figures: Sequence[str], found: Sequence[Place]) -> list[Place | None]:
    """For each of the notes that follow one another the place of its call, so that the calls follow one another too and as
    many as can be have one, rather at places that are sure; the first place of each where several are as good."""
    options: list[list[Place]] = []
    for figure in figures:
        own = [place for place in found if place.figure == figure]
        options.append(([p for p in own if p.sure] or own)[:_MANY])
    best: list[tuple[int, int, tuple[Place | None, ...]]] = [(0, 0, ())]  # how many have one, where the last call ends
    for own in options:
        reached = [(count, at, (*calls, None)) for count, at, calls in best]
        for place in own:
            before = max(((count, -at, calls) for count, at, calls in best if at <= place.start), key=lambda b: b[:2], default=None)
            if before is not None:
                reached.append((before[0] + 1, place.end, (*before[2], place)))
        best = _worth(reached)
    return list(max(best, key=lambda b: (b[0], -b[1]))[2])


def _worth(reached: Sequence[tuple[int, int, tuple[Place | None, ...]]]) -> list[tuple[int, int, tuple[Place | None, ...]]]:
    """The ways that no other beats with as many calls that end earlier."""
    kept: list[tuple[int, int, tuple[Place | None, ...]]] = []
    for way in sorted(reached, key=lambda w: (w[1], -w[0])):
        if not kept or way[0] > kept[-1][0]:
            kept.append(way)
    return kept


class Noted(NamedTuple):
    """A note with a figure as its mark, and where it stands in the source."""

    figure: str
    start: int
    end: int


def flat_calls(text: str, noted: Sequence[Noted], known: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The plain figures that call those of the notes which nothing else calls, (start, end, figure): on the page of the note, or,
    where notes are numbered on, on the page before it; in a text without pages, above the notes.

    known: the calls that are known, with figures."""
    pages = [0, *(m.end() for m in re.finditer("\f", text))]
    found: list[tuple[int, int, str]] = []
    above, last = 0, ""  # the end and the figure of the note before
    behind = 0  # the end of the last call
    starts, own = [start for start, _, _ in known], [note.start for note in noted]
    taken: set[int] = set()  # where the calls found so far begin
    for group in _groups(text, noted):
        first = group[0]
        page = bisect_right(pages, first.start) - 1
        low = max(pages[page], above, first.start - _NEAR * len(group))
        called = {figure: end for _, end, figure in known[bisect_left(starts, low):bisect_left(starts, first.start)]}
        open_ = [note.figure for note in group if note.figure not in called]
        calls = chain(open_, list(places(text, frozenset(open_), low, first.start))) if open_ else []
        if open_ and int(first.figure) > 1 and page and calls[0] is None and open_[0] == first.figure:
            lower = max(pages[page - 1], behind if last and int(last) + 1 == int(first.figure) else 0)
            called |= {figure: end for _, end, figure in known[bisect_left(starts, lower):bisect_left(starts, pages[page])]}
            open_ = [note.figure for note in group if note.figure not in called]
            free = [p for p in places(text, frozenset(open_), lower, pages[page]) if p.start not in taken and not _is_in(noted, own, p.start)]
            calls = chain(open_, [*free, *places(text, frozenset(open_), low, first.start)])
        found += [(p.start, p.end, p.figure) for p in calls if p is not None]
        taken.update(p.start for p in calls if p is not None)
        behind = max([behind, *called.values(), *(p.end for p in calls if p is not None)])
        above, last = group[-1].end, group[-1].figure
    return found


def _is_in(noted: Sequence[Noted], starts: Sequence[int], place: int) -> bool:
    """Whether a place lies in one of the notes, which begin at `starts`."""
    before = bisect_right(starts, place) - 1
    return before >= 0 and place < noted[before].end


def _has_text_between(text: str, start: int, end: int) -> bool:
    """Whether a page ends between two places, and the next one has more than its number or a running head before the second."""
    page = text.rfind("\f", start, end)
    return page >= 0 and text.count("\n", page, end) > 1


def _groups(text: str, noted: Sequence[Noted]) -> Iterator[list[Noted]]:
    """The notes that stand together on a page, numbered one after the other."""
    group: list[Noted] = []
    for note in noted:
        if group and (int(note.figure) != int(group[-1].figure) + 1 or note.start - group[-1].end > _APART or _has_text_between(text, group[-1].end, note.start)):
            yield group
            group = []
        group.append(note)
    if group:
        yield group
