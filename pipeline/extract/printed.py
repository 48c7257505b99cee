"""Names as a document prints them: for comparison, without number and explanation, and where they stand."""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from pipeline.layout.document import Cell, Document, Unit
from pipeline.layout.numbering import ordinal, parse
from pipeline.source import printed, unspaced

_SHORT = 200  # code points; what is longer is no name, and hardly a cell is


_COMMA = re.compile(r"(?<![0-9A-Za-z]),|,(?![0-9A-Za-z])")
_MOST = 4096  # texts of which what was made is kept


class _Kept(dict[str, str]):
    """What a function made of short texts, by these; it makes the others when they are asked for."""

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, text: str) -> str:
        made = self._make(text)
        if len(text) <= _SHORT:
            if len(self) >= _MOST:
                self.clear()
            self[text] = made
        return made


def _kept(make: Callable[[str], str]) -> Callable[[str], str]:
    """`make`, which keeps what it made of short texts: names are looked at again and again."""
    return _Kept(make).__getitem__


@_kept
def squash(text: str) -> str:
    """A name for comparison: NFKC, without white space, with 、 for the comma of horizontal writing, as the reader's text has it."""
    flat = unspaced(text)
    return _COMMA.sub("、", flat) if "," in flat else flat


def lead(document: Document, unit: Unit) -> tuple[str, int]:
    """The words in bold type that open an item of Markdown (**稼ぐ** …) and the position behind them; else all of its
    words and its start."""
    source, reading = document.source, document.reading
    if source.media_type == "text/markdown" and unit.end > unit.start:
        opened, closed = reading.spans(unit.start, unit.start + 1)[0].start, -1
        if source.text[opened - 2:opened] in ("**", "__"):
            closed = source.text.find(source.text[opened - 2:opened], opened)
        if closed > 0 and unit.start < (behind := reading.position(closed - 1) + 1) < unit.end:
            return printed(source.text[opened:closed]), behind
    return document.text(unit), unit.start


@_kept
def sign(marker: str) -> str:
    """A bullet's kind: figures, kana and letters that count are all alike."""
    plain = unicodedata.normalize("NFKC", marker)
    return "0" if ordinal(plain.strip("().")) else "".join("0" if c.isdigit() else c for c in _COUNTED.sub("0", plain))


_COUNTED = re.compile("(?<=[一-龥ぁ-んァ-ヶー])[IVX]{1,4}$|(?<=^第)[一二三四五六七八九十]+|^(?:[一二三四五六七八九十]+(?=[つ番]目)|[IVX]+(?=の))")  # 戦略II, 第二の…


_EXPLAINED = re.compile("[:：。]")


@_kept
def bare(text: str) -> str:
    """An item's name: without a number of its own, without an explanation after a colon or in the brackets at its end."""
    label = parse(text)
    text = text[label.end:] if label is not None and label.end < len(text) else text
    text = _EXPLAINED.split(text, 1)[0].strip()
    while text[:1] in "「『【" and text[-1:] in "」』】" and len(text) > 2:
        text = text[1:-1]
    return text


_QUOTED_TITLE = re.compile(r"「(?P<name>[^「」]{3,60})」(?:の実現|の推進)?(?:に向けた|に向けて|に関する|に係る|のための|を(?:実現|推進|達成)する(?:ための)?|の)?(?:主な|主要な|具体的な)?(?:施策|取組|取り組み|政策)(?:の(?:展開|方向|内容|推進))?")


def in_titles(names: Sequence[str]) -> list[str]:
    """The names in quotation marks of titles that all say that measures for them follow (「…」に向けた施策); as they are where one does not."""
    found = [_QUOTED_TITLE.fullmatch(name) for name in names]
    return [match["name"] if match is not None else name for match, name in zip(found, names)] if all(found) else list(names)


_WORDED = re.compile(r"(?P<word>[一-龥ァ-ヶー]{0,8})(?P<figure>[A-Z]|[0-9]{1,2}|[IVX]{1,4}|[①-⑳])[:：. 　]?(?=[^0-9A-Za-z、群型類案班級区組列次期])")


def unnumbered(names: Sequence[str]) -> list[str]:
    """Names without the word and figure that number all of them from 1 on (針路A…, 針路B…), of which the reader's text keeps no
    white space behind a letter; as they are where one is not numbered so."""
    marks = [_WORDED.match(name) for name in names]
    found = [mark for mark in marks if mark is not None]
    if len(found) < max(2, len(names)) or len({mark["word"] for mark in found}) > 1 or [ordinal(mark["figure"]) for mark in found] != list(range(1, len(found) + 1)):
        return list(names)
    return [name[mark.end():] for name, mark in zip(names, found)]


def cell_name(document: Document, cell: Cell) -> str:
    """What a cell names, without a number of its own."""
    units = [document.units[k] for k in cell.units]
    return _named(" ".join([document.reading.surface(u.start, u.end) for u in units if u.end > u.start]))


@_kept
def _named(words: str) -> str:
    return printed(bare(words))


def place_of(document: Document, name: str, unit: int) -> tuple[int, int]:
    """Where a unit prints a name (spaces beside Latin words may differ), or the whole unit if it does not."""
    text, within = document.reading.text, document.units[unit]
    flat = squash(name)
    if text.find(" ", within.start, within.end) < 0:  # most units
        at = text.find(flat, within.start, within.end) if name else -1
        return (at, at + len(flat)) if at >= 0 else (within.start, within.end)
    match = re.compile(" ?".join(map(re.escape, flat))).search(text, within.start, within.end) if name else None
    return match.span() if match else (within.start, within.end)
