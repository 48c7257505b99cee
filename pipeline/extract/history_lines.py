"""Lines that fill a narrow column of a table of earlier plans in a PDF: whether the next line is another item or goes on with this one."""
from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import NamedTuple, Sequence

from pipeline.layout.document import Cell, Document, Unit
from pipeline.rules import load
from pipeline.source import Mark

SHORT = 4  # code points; a shorter stretch is a word of an item, not an item
_FAR = 80  # code points; no item is so long
_SET_IN = 4.0  # points; where a line begins so much farther right than the one above, it goes on with it
_OPENS = re.compile(r"[^「『（(【〔《〈0-9A-Za-zぁ-んァ-ヶ一-鿿々〆]|[ぁぃぅぇぉゃゅょっァィゥェォャュョッをへでんヲン者員]|[るりれろ](?![きさん])|[料率数費額量](?![一-鿿])|"
                    r"[ぁ-ん]、|[えけちみ][をに]|し[のを]|の(?!び)|に(?!ぎ|こ)|と(?!も)|"
                    r"が(?!ん)|も(?!の|っ|り|み)|は(?=[、一-鿿])|や(?!さ|ま|り)|(?:から|より|まで)(?=[一-鿿ァ-ヶの0-9])|及び|並びに|または|又は|など|等|する|され|させ|して|した|し、|せず|づくり")
"""What no item opens with."""
_CLAUSE = re.compile(r"[をにがでへと][^をがはで、。]{0,9}[ぁ-ん]$(?<=[るうくすつぬむぶぐ])")
_ENDS = re.compile("[一-鿿々ァ-ヶー%]$")
_ASIDE = re.compile(r"\([^()]*(?:[0-9][^()]*\)|\)$)")  # a date or an amount in brackets, or nothing but brackets
_NOMINAL = re.compile("の([^のをにがはへとでや、・]{2,8})$")
_MADE = re.compile("[るうくすつむぶぐい][^ぁ-ん、。]{2,6}化$")  # …を支える情報化
_KATAKANA = re.compile("[ァ-ヶー]")
_KANJI = re.compile("[一-鿿々]")
_ON = re.compile("[のをにはへとでもや・、0-9]|が(?![るりっ])|す[るべ]|し[てた、]|さ[れせ]|な(?=[一-鿿])")  # behind one letter: the end of a cut word
_DONE = re.compile("[のをがにで][^のをがにで]{0,6}$")
_MAKING = re.compile("[るうくすつむぶぐいな][^るうくすつむぶぐいなの]{1,4}(?<!もの)づくり$")  # …が輝く職場づくり
_FIGURE = re.compile("[0-9](?:[%件社戸校]|(?<=[0-9]{2})人)$")
_MODIFIED = re.compile("[のなるいた]$")


class Lines(NamedTuple):
    """What the lines of a table of earlier plans tell. places: positions in the reader's text at which a line begins because
    the one above is full, sorted, but for cells whose items all stand behind bullets; clauses: some items close with a verb."""

    places: tuple[int, ...] = ()
    clauses: bool = False


def lines(document: Document, cells: Sequence[Cell]) -> Lines:
    """The lines of the cells of a table, where the format says where each is printed."""
    boxes = [mark for mark in document.source.marks if mark.kind == "box"]
    starts = [box.start for box in boxes]
    text = document.reading.text
    places: list[int] = []
    clauses = False
    for cell in set(cells) if boxes else ():
        units = [document.units[u] for u in cell.units]
        for unit in units:
            within = _begun(document, unit, boxes, starts) if not all(each.marker for each in units) else []
            places += within
            clauses = clauses or not within and is_clause(text[unit.start:unit.end])
    return Lines(tuple(sorted(places)), clauses)


def _begun(document: Document, unit: Unit, boxes: Sequence[Mark], starts: Sequence[int]) -> list[int]:
    """The positions in a unit at which a line begins that no white space parts from the one above, nor its place."""
    found = []
    for start, end in document.reading.spans(unit.start, unit.end) if unit.start < unit.end else ():
        for k in range(max(1, bisect_right(starts, start)), bisect_left(starts, end)):
            at = document.reading.position(boxes[k].start)
            if unit.start < at < unit.end and not document.source.text[boxes[k].start - 1].isspace() and not _is_set_in(boxes[k - 1], boxes[k]):
                found.append(at)
    return found


def _is_set_in(above: Mark, below: Mark) -> bool:
    """Whether a line begins farther right than the one above, and not because both are centred."""
    (_, left, _, right, _), (_, begins, _, ends, _) = ([float(v) for v in mark.value.split(",")] for mark in (above, below))
    return begins - left > _SET_IN and abs(begins - left - (right - ends)) > _SET_IN


def is_next(text: str, start: int, at: int, end: int, told: Lines) -> bool:
    """Whether another item begins with the line at `at`, in a unit whose item at hand begins at `start`: the line above is full,
    so only its words, and how other items of the table end, tell."""
    left, right = text[max(start, at - _FAR):at], text[at:min(end, at + _FAR)]
    if not _may_part(left, right):
        return False
    if is_clause(left):
        return (told.clauses or is_clause(right)) and not _is_described(right)
    return (_is_done(left) and not right.startswith(_words("result")) or _is_closed(left) and not right.startswith(_words("tail"))
            or _FIGURE.search(left) is not None and _is_free(right))


def _may_part(left: str, right: str) -> bool:
    """Whether a line may close an item, and the next open one: no word is cut between them, and no phrase."""
    if min(len(left), len(right)) < SHORT or _OPENS.match(right) or _ASIDE.match(right) or not (
            _ENDS.search(left) or is_clause(left) or left.endswith(_deeds()) or _is_closed(left)):
        return False
    if _KATAKANA.match(left[-1]) and _KATAKANA.match(right) or right[0].isdigit() and not _is_closed(right):
        return False
    if _KANJI.match(left[-1]) and _KANJI.match(right) and _ON.match(right, 1):
        return right.startswith(_words("alone"))
    return True


def is_clause(words: str) -> bool:
    """Whether words end with a verb that may close an item (…を世界へ届ける)."""
    return _CLAUSE.search(words) is not None and not words.endswith(_words("binding"))


def _is_described(right: str) -> bool:
    """Whether words open with a noun that the clause in the line above may describe (…できる | まちをつくる), and not with a list (漁業・林業)."""
    return any(right.startswith(word) and right[len(word):len(word) + 1] != "・" for word in _words("described"))


def _is_done(left: str) -> bool:
    """Whether a line ends with what has come of something (…の削減, …が97%に上昇), behind which no noun goes on."""
    return any(left.endswith(word) and _DONE.search(left[:-len(word)]) for word in _words("done"))


def _is_free(right: str) -> bool:
    """Whether words do not go on with a figure in the line above (12社 | 以上の参加, 14か所 | 統合)."""
    return not right.startswith((*_words("tail"), *_words("amount"), *_deeds()))


def _is_closed(left: str) -> bool:
    """Whether a line ends as names of measures and aims do: の and a deed, or words that describe the noun at its end."""
    nominal = _NOMINAL.search(left)
    if nominal is not None and nominal[1].endswith(_deeds()) and not nominal[1].endswith(_words("topic")) or _MAKING.search(left) or _MADE.search(left):
        return True
    return any(left.endswith(word) and _MODIFIED.search(left[:-len(word)]) for word in _words("close"))


@lru_cache(maxsize=16)
def _words(kind: str) -> tuple[str, ...]:
    return tuple(row["word"] for row in load("item_words") if row["kind"] == kind)


@lru_cache(maxsize=1)
def _deeds() -> tuple[str, ...]:
    return (*(row["word"] for row in load("deeds")), "化", "づくり")
