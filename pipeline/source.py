"""What stands in a file and what a reader reads: SourceText, Span, Mark and the map between both, Pieces."""
from __future__ import annotations

import re
import sys
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Set
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import Iterable, NamedTuple, Sequence


class Span(NamedTuple):
    """A stretch of the source in Unicode code points, half open."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mark:
    """What a format states about a stretch of its text.

    kind: `title`, `heading` (value: level from 1), `paragraph`, `item` (value: depth from 0), `note` (value: marker),
    `anchor` (value: marker), `table`, `row`, `cell` (value: `rowspan,colspan,h` with `h` for a header cell),
    `piece` (a further line of a cell between whose lines others stand; value: number of the cell in its table from 0 and a comma, with `item` behind it
    where a new item of the cell begins), `caption`, `markup` (characters that a reader never reads, such as `**`), `page` (a page starts here; value: its
    number), `scan` (a page starts here whose text is in a picture; value: its number), `box` (a printed line; value: `page,x0,y0,x1,y1` with page from 1, in points, origin top left).
    """

    kind: str
    start: int
    end: int
    value: str = ""


@dataclass(frozen=True, slots=True)
class SourceText:
    """The canonical text of one document; all offsets of all tables point into `text`.

    `marks` are sorted by (start, -end); a format without markup (plain text) has none.
    """

    doc_id: str
    text: str
    media_type: str = "text/plain"
    path: str = ""
    sha256: str = ""
    marks: tuple[Mark, ...] = ()


def _forms() -> tuple[dict[int, str], dict[str, str]]:
    """NFKC forms of single characters: those that become exactly one other character, and those that become several
    (㍻, ㈱, Ⅳ). Circled figures, superscripts and subscripts keep their own form, because `10③` is no `103`."""
    single, several = {}, {}
    for code in (*range(0x80, 0x3400), *range(0xa000, 0xac00), *range(0xf900, 0x10000)):  # without 漢字 and 한글, which keep theirs
        char = chr(code)
        form = unicodedata.normalize("NFKC", char)
        if form == char or any(c.isspace() for c in form):
            continue
        if len(form) > 1:
            if unicodedata.category(char) != "Lo":
                several[char] = form
        elif not any(word in unicodedata.name(char, "") for word in ("SUPERSCRIPT", "SUBSCRIPT", "CIRCLED")):
            single[code] = form
    return single, several


_SINGLE, _LONG = _forms()
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"  # zero width: neither a space nor a character that is read
_ONE_SPACE = frozenset(" \u3000")
_LINE_ENDS = frozenset("\n\r\f\v\u2028\u2029")
_MANY = 100  # different characters; so many are not replaced one by one
_VOICED = "\u3099\u309a\uff9e\uff9f"
_WRITTEN = frozenset(_LONG) | frozenset(_VOICED)  # characters that read otherwise than one by one
_SPECIAL = re.compile(f"[\\s{_INVISIBLE}{''.join(map(re.escape, _LONG))}{_VOICED}][\\s{_INVISIBLE}]*")  # opens with one class, which is searched fast
_SINGLE_CHARACTER = re.compile(f"[{''.join(map(re.escape, map(chr, _SINGLE)))}]")
_BREAK = re.compile(r"[ \t\u3000]*[\n\r\f\v\u2028\u2029]\s*")
_LETTER = "ぁ-ゖァ-ヺー一-鿿々〆"
_LONE_LETTER = re.compile(rf"[ \u3000](?<=[{_LETTER}][ \u3000])(?<![{_LETTER}]{{2}}[ \u3000])(?=[{_LETTER}])")  # opens with the space, which is rare
_JAPANESE = re.compile(rf"[{_LETTER}]")
_STRAY = re.compile(rf"[ \u3000](?<=[{_LETTER}][ \u3000])(?=[{_LETTER}])")  # opens with the space, which is rare
_JOINT = re.compile(rf"[ \u3000](?<=[{_LETTER}、。」』）)][ \u3000])(?=[{_LETTER}「『（(])")
_PRINTED_LINE = 16  # code points of the shortest printed line of running text
_PARAGRAPH = 2000  # code points
_OF_ADDRESSES = frozenset("/_=&?%")  # what ends a line so is no word
_COMMA = re.compile(rf"[，,](?:(?<=，)(?!(?<=[0-9０-９]，)[0-9０-９]{{3}}(?![0-9０-９]))|(?<=[{_LETTER}」』）)],)(?=[{_LETTER}「『（]))")  # opens with one class, which is searched fast
_POINT = re.compile(rf"(?<=[ぁ-ん])(?:．|(?<=[{_LETTER}].)\.(?=[{_LETTER}「『\n]))")
_WIDE_LETTER = re.compile("[Ａ-Ｚａ-ｚ]")  # of a word in full width, which the end of a line may cut anywhere
_SPACES = re.compile(r"[ \u3000]+")
_BETWEEN_LETTERS = re.compile(rf"(?<=[{_LETTER}])[ \u3000](?=[{_LETTER}])|(?<=[(（])[ \u3000]|[ \u3000](?=[)）(（])|(?<=[)）～〜~・、。「『])[ \u3000](?=[{_LETTER}])|(?<=[{_LETTER}])[ \u3000](?=[～〜~・、。」』])")
_SPACE_BEFORE_FIGURE = re.compile(r"[ \u3000](?<=[^\x00-\x7f].)[ \u3000]*(?=[0-9])")
_SPACE_AFTER_FIGURE = re.compile(r"([0-9](?<![0-9A-Za-z.\-].)[0-9]*)[ \u3000]+(?=[^\x00-\x7f])")


def _with_touten(source: str) -> str:
    """`source` with 、 for the comma and 。 for the point of horizontal writing (公用文作成の要領, in force from 1952 to 2022,
    asked for ，): not in figures (１，２３４), and points only beside Japanese letters, so that Latin words and labels (ア．) keep theirs; also
    for the narrow ones between Japanese letters."""
    if "，" in source or "," in source:
        source = _COMMA.sub("、", source)
    return _POINT.sub("。", source) if "．" in source or "." in source else source


def _single_forms(source: str) -> str:
    """`source` with the NFKC forms of single characters; what a text has of them are few different ones."""
    match = _SINGLE_CHARACTER.search(source)
    for _ in range(_MANY):
        if match is None:
            return source
        source = source.replace(match.group(), _SINGLE[ord(match.group())])
        match = _SINGLE_CHARACTER.search(source, match.end())
    return source.translate(_SINGLE)


def is_letter_spaced(raw: str) -> bool:
    """Whether a line is set letter by letter (背 景, 情 報 化 の推 進), as justified type in a PDF comes out: many of
    the parts between its spaces are single characters."""
    if _LONE_LETTER.search(raw) is None:
        return False
    parts = _SPACES.split(raw.strip())
    lone = sum(len(part) == 1 and _JAPANESE.match(part) is not None for part in parts)
    return lone >= 2 and lone * 4 >= len(parts)


def printed(raw: str) -> str:
    """The value form of a printed name: line breaks, spaces between letters set apart and spaces beside a figure inside
    Japanese dropped, then NFKC."""
    if _is_solid(raw) and ((flat := unicodedata.normalize("NFKC", raw)) == raw or _is_solid(flat)):
        return flat  # most names: no white space to judge
    if _LONE_LETTER.search(raw):
        raw = "\n".join(_BETWEEN_LETTERS.sub("", line) if is_letter_spaced(line) else line for line in raw.split("\n"))
    flat = unicodedata.normalize("NFKC", _BREAK.sub("", raw))
    flat = _SPACE_AFTER_FIGURE.sub(r"\1", _SPACE_BEFORE_FIGURE.sub("", flat))
    return " ".join(flat.split())


def unspaced(text: str) -> str:
    """A text for comparison: in NFKC, without white space."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _is_solid(text: str) -> bool:
    """Whether no white space stands in `text`."""
    return text.split(None, 1)[:1] == [text]


def is_joined(line: str) -> bool:
    """Whether a line is a paragraph of which the printed lines were joined by spaces (…第3期 みなと市計画を定め…段階 で始めます。): sentences
    in which spaces stand a printed line apart. Names or cells beside one another stand closer."""
    if "。" not in line or not _STRAY.search(line):
        return False
    places = [match.start() for match in _JOINT.finditer(line)]
    return all(at - before >= _PRINTED_LINE for before, at in zip((-1, *places), places))


def _spaced_lines(source: str, start: int, seg: str) -> list[tuple[int, int]]:
    """The places in `seg`, which stands at `start`, of the lines whose spaces between letters say nothing: set letter by letter, or, as a whole
    line of the source, joined from printed lines."""
    if _STRAY.search(seg) is None:
        return []
    found, at = [], 0
    for line in seg.split("\n"):
        if is_letter_spaced(line) or is_joined(_line_around(source, start + at, start + at + len(line))):
            found.append((at, at + len(line)))
        at += len(line) + 1
    return found


def _line_around(source: str, start: int, end: int) -> str:
    """The line of the source that holds a stretch of it, no more than a long paragraph on either side."""
    last = source.find("\n", end, end + _PARAGRAPH)
    return source[source.rfind("\n", max(0, start - _PARAGRAPH), start) + 1 or max(0, start - _PARAGRAPH):last if last >= 0 else end + _PARAGRAPH]


def _is_broken(space: str) -> bool:
    """Whether a line ends in `space`."""
    return not _LINE_ENDS.isdisjoint(space)


def _space_between(before: str, after: str, broken: bool) -> bool:
    """Whether a reader sees a space between two characters: inside Latin text, and between Japanese words on the same
    line; not beside a bracket or a mark, at one side of Latin, or where a line merely ended."""
    if before.isascii() and after.isascii():
        return not (broken and (before.isdigit() and after.isdigit() or before in _OF_ADDRESSES or before in "([" or after in ")]"))  # a figure, an address or a bracket that the end of a line cut
    return not broken and before.isalpha() and after.isalpha() and not before.isascii() and not after.isascii()


@dataclass(frozen=True)
class Pieces:
    """The reader's text of several units, made of stretches of the source, and the map back.

    `text` holds the units one after another, each closed by a line feed, with NFKC forms and without the spaces and
    line breaks that only lay out the page. Rules match on `text`; `spans`, `surface` and `value` answer in the source.
    """

    source: str = field(repr=False)
    text: str
    _read: tuple[int, ...] = field(repr=False)  # position in `text` at which a run starts
    _from: tuple[int, ...] = field(repr=False)  # place in the source of that position
    _size: tuple[tuple[int, int], ...] = field(repr=False)  # (characters read, characters in the source)
    _part: tuple[int, ...] = field(repr=False)  # the stretch of the source that a run belongs to
    _onward: tuple[int, ...] = field(default=(), repr=False)  # runs with which a text goes on behind a cut

    @classmethod
    def of(cls, source: str, units: Iterable[Sequence[Span]], solid: Set[int] = frozenset()) -> tuple[Pieces, list[tuple[int, int]]]:
        """Build the reader's text of `units` (each a sequence of spans in `source`); `solid`: the numbers of those whose
        spans are known to be one text, so that no item ends between two of them.

        Returns the pieces and for each unit its (start, end) in the reader's text."""
        build = _Builder(source)
        onward: set[int] = set()
        bounds = []
        for k, spans in enumerate(units):
            bounds.append(build.unit(spans))
            if k in solid:
                onward.update(range(bounds[-1][0], bounds[-1][1]))
        words, places, taken, parts = zip(*build.runs) if build.runs else ((), (), (), ())
        read = tuple(accumulate(map(len, words[:-1]), initial=0)) if words else ()
        return (cls(source, "".join(words), read, places, tuple(zip(map(len, words), taken)), parts, tuple(sorted(onward))),
                [(read[first], read[last]) for first, last in bounds])

    def _run(self, position: int) -> int:
        return bisect_right(self._read, position) - 1

    def _start(self, position: int, k: int) -> int:
        """The place in the source of the character read at `position`, which is in run `k`."""
        read, taken = self._size[k]
        return self._from[k] + (position - self._read[k] if read == taken else 0)

    def _end(self, position: int, k: int) -> int:
        """The end in the source of the character read at `position`, which is in run `k`."""
        read, taken = self._size[k]
        return self._from[k] + (position - self._read[k] + 1 if read == taken else taken)

    def shift(self, start: int, end: int) -> int | None:
        """How much farther on `text[start:end]` stands in the source, where it stands there as it is read; else None."""
        k = bisect_right(self._read, start) - 1
        at, (read, taken) = self._read[k], self._size[k]
        return self._from[k] - at if read == taken and at <= start < end <= at + read else None

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """The stretches of the source behind `text[start:end]`; more than one where something else lies between.

        Raises ValueError for an empty stretch: no value comes without evidence."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no characters at {start}:{end}")
        if (shift := self.shift(start, end)) is not None:
            return (Span(start + shift, end + shift),)
        first = bisect_right(self._read, start) - 1
        opened = self._start(start, first)
        last = bisect_right(self._read, end - 1, first) - 1
        if self._part[first] == self._part[last]:
            return (Span(opened, self._end(end - 1, last)),)
        found = []
        for k in range(first + 1, last + 1):
            if self._part[k] != self._part[k - 1]:
                closed = self._from[k - 1] + self._size[k - 1][1]
                if self._from[k] < closed or self.source[closed:self._from[k]].strip():
                    found.append(Span(opened, closed))
                    opened = self._from[k]
        return (*found, Span(opened, self._end(end - 1, last)))

    def between(self, position: int) -> str:
        """What stands in the source between the character read at `position` and the one before it."""
        return self.source[self._end(position - 1, self._run(position - 1)):self._start(position, self._run(position))]

    def surface(self, start: int, end: int) -> str:
        """The text of the source behind `text[start:end]`, pieces joined, line breaks left out."""
        if (shift := self.shift(start, end)) is not None:
            return surface_at(self.source, start + shift, end + shift)
        return surface_of(self.source, self.spans(start, end))

    def value(self, start: int, end: int) -> str:
        """`surface` as a value: NFKC, spaces beside figures inside Japanese dropped, and those between letters that no reader reads."""
        if (shift := self.shift(start, end)) is not None:
            return printed(self.source[start + shift:end + shift])
        raw = "".join([self.source[a:b] for a, b in self.spans(start, end)])
        return printed(_STRAY.sub("", raw) if not _STRAY.search(self.text, start, end) else raw)

    def _goes_on(self, k: int) -> bool:
        at = bisect_left(self._onward, k)
        return at < len(self._onward) and self._onward[at] == k

    def gaps(self, start: int, end: int) -> list[int]:
        """Positions in `text[start:end]` of characters before which the source has white space, or a cut in what is not
        known to be one text."""
        found = []
        for k in range(self._run(start) + 1, self._run(max(start, end - 1)) + 1):
            at = self._read[k]
            if self._part[k] != self._part[k - 1] and self._goes_on(k):
                continue
            if start < at < end and self._from[k] != self._from[k - 1] + self._size[k - 1][1]:
                found.append(at)
            elif start <= at < end - 1 and self.text[at] == " ":
                found.append(at + 1)
        return found

    @cached_property
    def _places(self) -> list[tuple[int, int]]:
        return sorted((place, k) for k, place in enumerate(self._from) if self._size[k][1])

    def position(self, place: int) -> int:
        """The position in `text` of the source character at `place`; -1 if no reader reads it."""
        k = bisect_right(self._places, (place, sys.maxsize)) - 1
        if k < 0:
            return -1
        run = self._places[k][1]
        read, taken = self._size[run]
        inside = place - self._from[run]
        return -1 if inside >= taken else self._read[run] + (inside if read == taken else 0)

    def stretch(self, start: int, end: int) -> tuple[int, int] | None:
        """The characters of `text` that are read from the first to the last of `start:end` in the source; None where
        no reader reads one of these two, or the last stands before the first in `text`."""
        first, last = self.position(start), self.position(end - 1)
        if not start < end or min(first, last) < 0:
            return None
        run = self._run(last)
        read, taken = self._size[run]
        after = last + 1 if read == taken else self._read[run] + read
        return (first, after) if first < after else None


def surface_of(source: str, spans: Iterable[tuple[int, int]]) -> str:
    """The characters of `source` at `spans`, joined, line breaks left out."""
    return "".join([surface_at(source, a, b) for a, b in spans])


def surface_at(source: str, start: int, end: int) -> str:
    """The characters of `source` from start to end, line breaks left out."""
    return source[start:end].replace("\n", "").replace("\f", "")


class _Builder:
    """Collects the runs of a Pieces; one pass over the source, character work only at spaces and long forms."""

    def __init__(self, source: str) -> None:
        self.printed = source
        self.source = _single_forms(_with_touten(source))
        self.runs: list[tuple[str, int, int, int]] = []  # words, place in the source, characters in the source, stretch
        self.first = 0  # run of the unit at hand
        self.part = 0
        self.waiting = ""  # white space that the character after it will judge
        self.space_at = (0, 0)

    def unit(self, spans: Sequence[Span]) -> tuple[int, int]:
        """Add one unit and the line feed that closes it; returns its first run and the run that closes it."""
        self.first = first = len(self.runs)
        self.waiting = ""
        if len(spans) == 1:  # most units, and in most of them nothing is read otherwise than it stands
            start, end = spans[0]
            seg = self.source[start:end]
            if seg and _SPECIAL.search(seg) is None:
                self.part += 1
                self.runs += (seg, start, end - start, self.part), ("\n", end, 0, self.part)
                return first, first + 1
        before = -1
        for start, end in spans:
            self.part += 1
            if 0 <= before <= start and len(self.runs) > first and not self.waiting and _is_broken(self.source[before:start]):
                self.waiting = "\n"  # this stretch is another line; one that only markup parts from the last goes on in it
            if self.waiting:
                self.space_at = start, 0
            self.stretch(start, self.source[start:end])
            before = end
        self.waiting = ""
        self.runs.append(("\n", spans[-1][1] if spans else 0, 0, self.part))
        return first, len(self.runs) - 1

    def stretch(self, start: int, seg: str) -> None:
        if seg and _SPECIAL.search(seg) is None:  # most: nothing that is read otherwise than it stands
            self.words(seg, start, len(seg))
            return
        done = 0
        spaced = _spaced_lines(self.source, start, seg) if " " in seg or "\u3000" in seg else []
        for match in _SPECIAL.finditer(seg):
            a, b = match.span()
            head = seg[a]
            if head in _WRITTEN:
                begin = a - (head in _VOICED)  # a mark of voice belongs to the character before it
                a += 1
                if begin >= done:
                    if begin > done:
                        self.words(seg[done:begin], start + done, begin - done)
                    form = _LONG.get(head) or unicodedata.normalize("NFKC", seg[begin:a])
                    self.words(form, start + begin, a - begin)
                    done = a
                if a == b:
                    continue
            if a > done:
                self.words(seg[done:a], start + done, a - done)
            done = b
            space = seg[a:b].strip(_INVISIBLE)
            while spaced and spaced[0][1] < a:
                del spaced[0]
            between_letters = bool(spaced) and spaced[0][0] <= a and space in _ONE_SPACE
            self.waiting += "\n" if between_letters else space
            self.space_at = start + a, b - a
        if len(seg) > done:
            self.words(seg[done:], start + done, len(seg) - done)

    def words(self, text: str, place: int, taken: int) -> None:
        """Add characters, after the space that a reader sees before them."""
        runs = self.runs
        if self.waiting:
            if len(runs) > self.first and _space_between(runs[-1][0][-1], text[0], broken := _is_broken(self.waiting)) \
                    and not (broken and _WIDE_LETTER.match(self.printed, place) and _WIDE_LETTER.match(self.printed, runs[-1][1] + runs[-1][2] - 1)):
                runs.append((" ", *self.space_at, self.part))
            self.waiting = ""
        runs.append((text, place, taken, self.part))
