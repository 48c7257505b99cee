"""Inline markup of Markdown at exact offsets: what of a paragraph, heading or cell is read and what is markup."""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Set
from dataclasses import dataclass, replace

from pipeline.readers.markers import marker_of
from pipeline.source import Mark

TAG_NAMES = (
    "a|abbr|address|article|aside|b|big|blockquote|br|caption|center|cite|code|col|colgroup|dd|del|details|dfn|div|dl|dt|em"
    "|figcaption|figure|font|footer|h[1-6]|header|hr|i|img|ins|kbd|li|main|mark|nav|ol|p|pre|q|rp|rt|ruby|s|samp|section"
    "|small|span|strike|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|time|tr|tt|u|ul|var|wbr")
"""Only these are tags; `<ICT>` in a plan is text that somebody wrote between angle brackets."""
_TAG = re.compile(rf"</?(?:{TAG_NAMES})(?:\s[^<>]*)?/?>", re.I)
_AUTOLINK = re.compile(r"<((?:https?|ftp|mailto):[^\s<>]*)>", re.I)
ATTRIBUTES = r"\{\s*+(?:(?:[#.][^\s{}]++|[\w:-]++=(?:\"[^\"{}]*+\"|[^\s{}\"]*+)|=[\w-]++|-)\s*+)++\}"
"""What Pandoc writes behind headings, spans, links, images and code: `{#id .class key="value"}`, `{=openxml}`, `{-}`."""
_ATTRIBUTES = re.compile(ATTRIBUTES)
_SUP = r"<sup(?:\s[^<>]*)?>\s*(?:<a(?:\s[^<>]*)?>)?\s*(?P<tagged>[^<>\n]{1,8}?)\s*(?:</a>)?\s*</sup>"
_CARET = rf"\^(?:\[(?P<linked>[^\s\[\]^]{{1,8}})\]\(#[^\s()]*+\)(?:{ATTRIBUTES})?|(?P<bare>(?:\\[!-/:-@\[-`{{-~]|[^\s^\\]){{1,20}}+))\^"
RAISED = re.compile(f"{_SUP}|{_CARET}", re.I)
"""A superscript: `<sup>1</sup>`, `^1^`, `^[1](#fn1)^`."""
_UNSEEN = re.compile(r"\.(?:deletion|comment-start)\b")  # classes of spans that are no text of the document
_SUBSCRIPT = re.compile(r"(?<=[A-Za-z)])~[0-9A-Za-z.+−-]{1,4}~(?!~)")
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_NOTE_LINK = re.compile(r"\(#(?:foot|end)note-[^\s()]+\)")  # a call as mammoth writes it
_TOKEN = re.compile(r"\\[!-/:-@\[-`{-~\n]|`+|\*+|_+|~+|\^|!\[|\[\^[^\]\s\[]+\]|\[|\]|<|(?<=[0-9０-９年月日度頁])--(?![-\s])")
_ADDRESS = r"<[^<>\n]*+>|(?:P|\((?:P|\((?:P)*+\))*+\))*+".replace("P", r"[^\s()\\]|\\\S")  # brackets in it are paired
_LINK_TITLE = r"\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\)"
_TARGET = re.compile(rf"\(\s*+(?:{_ADDRESS})(?:\s++(?:{_LINK_TITLE}))?+\s*+\)", re.S)
_LABEL = re.compile(r"\[([^\[\]]{0,200})\]")
_CJK = re.compile(
    "[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]")
_NOTE_STAR = re.compile(r"\*\d{1,2}(?![\d*])")


def raised_mark(found: re.Match[str]) -> str:
    """What a match of RAISED raises, without the escapes in it."""
    return _ESCAPE.sub("", found[found.lastgroup or 0])


def label_of(label: str) -> str:
    """The form in which labels of links are compared."""
    return " ".join(label.split()).casefold()


def scan(body: str, offset: int, notes: Set[str], links: Set[str]) -> list[Mark]:
    """The `markup` and `anchor` marks of one block, which stands at `offset` in the source.

    notes: markers of the document's notes; links: its link labels, as `label_of` gives them."""
    scanner = _Scanner(body, notes, links)
    scanner.run()
    spans = _union(scanner.markup)
    anchors = [replace(mark, start=mark.start + offset, end=mark.end + offset)
               for mark in scanner.anchors if not _covered(mark, spans)]
    return [Mark("markup", a + offset, b + offset) for a, b in spans] + anchors


def _union(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for a, b in sorted(spans):
        if merged and a < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(b, merged[-1][1]))
        else:
            merged.append((a, b))
    return merged


def _covered(mark: Mark, spans: list[tuple[int, int]]) -> bool:
    low, high = 0, len(spans)
    while low < high:  # the last span that starts at or before the mark
        middle = (low + high) // 2
        low, high = (middle + 1, high) if spans[middle][0] <= mark.start else (low, middle)
    return low > 0 and spans[low - 1][1] >= mark.end


@dataclass(slots=True)
class _Run:
    """A run of `*`, `_` or `~`: `left` characters of it from `start` on are not yet paired."""

    char: str
    start: int
    left: int
    size: int
    opens: bool
    closes: bool


@dataclass(slots=True)
class _Bracket:
    start: int
    body: int
    image: bool
    runs: int  # number of runs seen before it


class _Scanner:
    """One pass over a block, as CommonMark's inline parser goes, but answering in places."""

    def __init__(self, text: str, notes: Set[str], links: Set[str]) -> None:
        self.text, self.end, self.notes, self.links = text, len(text), notes, links
        self.markup: list[tuple[int, int]] = []
        self.anchors: list[Mark] = []
        self.runs: list[_Run] = []
        self.brackets: list[_Bracket] = []
        self.ticks: dict[int, int] = {}  # length of a run of backticks: from where on no run of this length follows
        self.no_comment = False
        self.dead = 0  # so many brackets at the bottom of the stack cannot open a link any more

    def run(self) -> None:
        at = 0
        while found := _TOKEN.search(self.text, at):
            at = self.token(found.group(), found.start(), found.end())
        self.pair(0)

    def token(self, token: str, start: int, end: int) -> int:
        """Deal with one token; the place to go on from."""
        first = token[0]
        if first == "\\":
            self.markup.append((start, start + 1))
        elif first == "`":
            return self.code(start, end)
        elif first == "^":
            return self.raised(start)
        elif first == "-":
            self.markup.append((start, start + 1))  # `--` is a dash
        elif first == "~" and (below := _SUBSCRIPT.match(self.text, start)):
            self.markup += [(start, start + 1), (below.end() - 1, below.end())]
            return below.end()
        elif first in "*_~":
            self.delimiter(first, start, end)
        elif token.startswith("[^"):
            return self.call(token, start, end)
        elif token in ("[", "!["):
            self.brackets.append(_Bracket(start, end, token == "![", len(self.runs)))
        elif first == "]":
            return self.close(start)
        else:
            return self.angle(start)
        return end

    def code(self, start: int, end: int) -> int:
        size = end - start
        if self.ticks.get(size, self.end) > end:
            for found in re.compile("`+").finditer(self.text, end):
                if len(found.group()) == size:
                    stop = self.attributed(found.end())
                    raw = self.text.startswith("{=", found.end()) and stop > found.end()
                    self.markup += [(start, stop)] if raw else [(start, end), (found.start(), stop)]
                    return stop
            self.ticks[size] = end
        return end

    def attributed(self, at: int) -> int:
        """The end of the attributes that stand at a place; the place if none do."""
        found = _ATTRIBUTES.match(self.text, at)
        return found.end() if found else at

    def raised(self, start: int) -> int:
        """A superscript, which may call a note, or nothing: the end of it, or of its sign."""
        found = RAISED.match(self.text, start)
        if not found:
            return start + 1
        inner = found.span(found.lastgroup or 0)
        self.markup += [(start, inner[0]), (inner[1], found.end())]
        marker = marker_of(raised_mark(found))
        if marker in self.notes:
            self.anchors.append(Mark("anchor", *inner, marker))
        else:
            self.markup += [each.span() for each in _ESCAPE.finditer(self.text, *inner)]
        return found.end()

    def call(self, token: str, start: int, end: int) -> int:
        label = token[2:-1]
        marker = marker_of(label) or label
        if marker in self.notes:
            self.anchors.append(Mark("anchor", start, end, marker))
            return end
        self.brackets.append(_Bracket(start, start + 1, False, len(self.runs)))
        return start + 1

    def angle(self, start: int) -> int:
        if (found := RAISED.match(self.text, start)) and marker_of(raised_mark(found)) in self.notes:
            return self.raised(start)
        if found := _AUTOLINK.match(self.text, start):
            return found.end()  # <https://…> is read as printed: notes write addresses so
        if found := _TAG.match(self.text, start):
            self.markup.append(found.span())
            return found.end()
        if self.text.startswith("<!--", start) and not self.no_comment:
            close = self.text.find("-->", start + 4)
            if close >= 0:
                self.markup.append((start, close + 3))
                return close + 3
            self.no_comment = True
        return start + 1

    def close(self, at: int) -> int:
        """A `]`: the end of a link's text, of an image's, or of nothing."""
        if not self.brackets:
            return at + 1
        opened = self.brackets.pop()
        live = opened.image or len(self.brackets) >= self.dead
        self.dead = min(self.dead, len(self.brackets))
        if not opened.image and (end := self.attributed(at + 1)) > at + 1:
            self.span(opened, at, end)
            return end
        if (end := self.linked_call(opened, at)) > 0:
            return end
        if (end := self.bare_call(opened, at)) > 0:
            return end
        found = _TARGET.match(self.text, at + 1)
        end = found.end() if found else self.reference(opened, at)
        if not live or end < 0:
            return at + 1
        end = self.attributed(end)
        if opened.image:
            self.markup.append((opened.start, end))
        else:
            self.markup += [(opened.start, opened.body), (at, end)]
            self.dead = len(self.brackets)  # no link inside a link
        self.pair(opened.runs)
        return end

    def span(self, opened: _Bracket, at: int, end: int) -> None:
        """`[text]{.class}`: the text is read, unless it was deleted or is a comment."""
        unseen = _UNSEEN.search(self.text, at, end)
        self.markup += [(opened.start, end)] if unseen else [(opened.start, opened.body), (at, end)]
        self.pair(opened.runs)

    def linked_call(self, opened: _Bracket, at: int) -> int:
        """The end of `[[1]](#footnote-1)`, which calls a note; 0 if it is none."""
        found = _NOTE_LINK.match(self.text, at + 1)
        marker = marker_of(self.text[opened.body:at]) if found else ""
        if found is None or marker not in self.notes:
            return 0
        self.anchors.append(Mark("anchor", opened.body, at, marker))
        self.markup += [(opened.start, opened.body), (at, found.end())]
        return found.end()

    def bare_call(self, opened: _Bracket, at: int) -> int:
        """The end of ` [1] ` behind a word, as `pymupdf4llm` writes a superscript that calls a note; 0 if it is none."""
        number = self.text[opened.body:at]
        if opened.image or not (number.isdigit() and len(number) <= 2 and number in self.notes) or self.text[at + 1:at + 2] in tuple("([:]"):
            return 0
        before = opened.start
        while before and self.text[before - 1] == " ":
            before -= 1
        if not before or self.text[before - 1] in "\n[":
            return 0
        self.anchors.append(Mark("anchor", opened.body, at, number))
        end = at + 1 + self.text.startswith(" ", at + 1)
        self.markup += [(before, opened.body), (at, end)]
        return end

    def reference(self, opened: _Bracket, at: int) -> int:
        """The end of `[text][label]`, `[label][]` or `[label]` whose label is defined; -1 if there is none."""
        if not self.links:
            return -1
        own = label_of(self.text[opened.body:min(at, opened.body + 200)])
        found = _LABEL.match(self.text, at + 1)
        if found and (label_of(found.group(1)) or own) in self.links:
            return found.end()
        return at + 1 if own in self.links else -1

    def delimiter(self, char: str, start: int, end: int) -> None:
        size = end - start
        if char == "~" and size != 2:
            return
        before = self.text[start - 1] if start else "\n"
        after = self.text[end] if end < self.end else "\n"
        if char == "*" and size == 1 and not before.isspace() and _NOTE_STAR.match(self.text, start):
            return  # `制度*1`: the mark of a note
        opens, closes = _flanks(before, after), _flanks(after, before)
        if char == "_":
            opens, closes = opens and (not closes or _mark(before)), closes and (not opens or _mark(after))
        if opens or closes:
            self.runs.append(_Run(char, start, size, size, opens, closes))

    def pair(self, first: int) -> None:
        """Pair the runs from number `first` on, inner ones first; the paired characters are markup."""
        stack: list[_Run] = []
        floors: dict[tuple[str, bool, int], int] = {}  # depth of the stack below which a kind of run found no opener
        for run in self.runs[first:]:
            key = (run.char, run.opens, run.size % 3)
            while run.closes and run.left:
                depth = len(stack) - 1
                floor = floors.get(key, 0)
                while depth >= floor and not _fits(stack[depth], run):
                    depth -= 1
                if depth < floor:
                    floors[key] = len(stack)
                    break
                opener = stack[depth]
                size = 2 if opener.left >= 2 and run.left >= 2 else 1
                opener.left -= size
                self.markup += [(opener.start + opener.left, opener.start + opener.left + size),
                                (run.start, run.start + size)]
                run.start, run.left = run.start + size, run.left - size
                del stack[depth + (opener.left > 0):]
                floors = {each: min(value, len(stack)) for each, value in floors.items()}
            if run.opens and run.left:
                stack.append(run)
        del self.runs[first:]


def _fits(opener: _Run, closer: _Run) -> bool:
    if opener.char != closer.char:
        return False
    both = opener.closes or closer.opens
    return not both or (opener.size + closer.size) % 3 != 0 or (opener.size % 3 == 0 and closer.size % 3 == 0)


def _mark(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def _flanks(before: str, after: str) -> bool:
    """Whether a run between both can open; with the sides exchanged: close. As CommonMark has it, except that
    Japanese needs no space: `**「計画」**を` is strong."""
    if after.isspace():
        return False
    return not _mark(after) or bool(_CJK.match(after)) or before.isspace() or _mark(before) or bool(_CJK.match(before))
