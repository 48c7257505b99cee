"""The blocks of Markdown: tokens of markdown-it-py, which know lines only, to marks at exact places."""
from __future__ import annotations

import re
from bisect import bisect_left
from typing import Sequence

from markdown_it.token import Token

from pipeline.readers import markdown_grids, markdown_html
from pipeline.readers.markdown_inline import ATTRIBUTES, label_of
from pipeline.readers.markdown_lines import Lines
from pipeline.readers.markers import marker_of
from pipeline.source import Mark

_ATX = re.compile(r"#{1,6}[ \t]*")
_ATX_CLOSING = re.compile(r"(?:^|[ \t])#+[ \t]*$")
_FENCE = re.compile(r"(?:`{3,}|~{3,})[ \t]*$")
_NUMBER = re.compile(r"\d{1,9}[.)](?=[ \t]*$)")
_DEFINITION = re.compile(  # of a link; `[1]: 総務省「白書」` is none
    r"\[([^\[\]]+)\]:\s*<?(?:[A-Za-z][A-Za-z0-9+.-]*:|[/#.])\S*(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*$")
_UNREAD = re.compile(rf"(?:\[\]{ATTRIBUTES}|<(?:span|a)\b[^<>]*></(?:span|a)>|[ \t])+")  # places that links go to, before a text
_ALERT = re.compile(r"\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*\n?[ \t>]*")  # the kind of a quote (GitHub)
_TASK = re.compile(r"\[[ xX]\][ \t]+")  # the box of an item of a task list (GitHub)
CLOSING_ATTRIBUTES = re.compile(rf"{ATTRIBUTES}$")
_CAPTION_SIGN = re.compile(r"(?:[Tt]able)?:[ \t]+")
_PIPE = re.compile(r"\\.|\|", re.S)


class Blocks:
    """Collects the marks of all blocks.

    marks: in the order of the source, levels of headings as written. verbatim: starts of blocks of code, which hold no
    inline markup. links: labels of links that the document defines. captions: starts of what may be a caption, and where
    the sign `:` or `Table:` before it starts."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = Lines(text)
        self.marks: list[Mark] = []
        self.verbatim: set[int] = set()
        self.links: set[str] = set()
        self.captions: dict[int, int] = {}
        self._table_ends = markdown_html.tables(text)
        self._tables = list(self._table_ends)
        self._lists: list[str] = []
        self._fresh: list[bool] = []  # for each open item: no paragraph of it was seen yet
        self._quotes = 0
        self._defines = False  # a definition is open, and no paragraph of it was seen yet
        self._term = False  # what a definition explains is open
        self._notes: list[tuple[str, list[int]]] = []  # open notes: marker and the places of what they hold
        self._head = False
        self._table: list[Mark] = []
        self._heading = ("", "")  # level and markup of the open heading

    def read(self, tokens: Sequence[Token]) -> None:
        """Read all tokens of a document once."""
        behind = 0  # first line that no HTML block has taken
        for at, token in enumerate(tokens):
            taken = token.map is not None and token.map[0] < behind
            if token.type == "html_block" and token.map and not taken:
                behind = self._html(tokens, at, token.map[0], token.map[1])
            elif token.nesting or not taken:
                self._token(token, taken)

    def _token(self, token: Token, taken: bool) -> None:
        kind, (first, last) = token.type, token.map or (0, 0)
        if kind in ("bullet_list_open", "ordered_list_open"):
            self._lists.append(kind[:-10])
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self._lists.pop()
        elif kind == "list_item_open":
            self._fresh.append(True)
        elif kind == "list_item_close":
            self._fresh.pop()
        elif kind in ("blockquote_open", "blockquote_close"):
            self._quotes += token.nesting
        elif kind in ("dd_open", "dd_close"):
            self._defines = token.nesting > 0
        elif kind in ("dt_open", "dt_close"):
            self._term = token.nesting > 0
        elif kind == "footnote_reference_open":
            label = str(token.meta.get("label", ""))
            self._notes.append((marker_of(label) or label, []))
        elif kind == "footnote_reference_close":
            self._end_note()
        elif kind in ("thead_open", "thead_close"):
            self._head = token.nesting > 0
        elif kind == "tr_open" and not taken:
            self._row(first)
        elif kind == "table_close":
            self._end_table()
        elif kind == "heading_open":
            self._heading = (token.tag[1:], token.markup)
        elif kind == "heading_close":
            self._heading = ("", "")
        elif kind == "inline" and self._heading[0]:
            self._title(first, last)
        elif kind == "inline" and token.map and not self._table:
            self._paragraph(first, max(last, first + 1))
        elif kind == "fence" and token.info.strip().startswith("{="):
            self._raw(token.info.strip(), first, last)
        elif kind in ("fence", "code_block"):
            self._code(first, last, token.content if kind == "code_block" else None)
        elif kind == "line_block":
            self._verse(first, last)
        elif kind in ("grid", "dashed"):
            self._drawn(token, first, last)

    def _leaf(self, kind: str, start: int, end: int, value: str = "") -> None:
        if start not in self.verbatim and (found := _UNREAD.match(self.text, start, end)):
            start = found.end()
        sign = _ALERT if kind == "paragraph" and self._quotes else _TASK if kind == "item" else None
        if sign is not None and (found := sign.match(self.text, start, end)):
            start = found.end()
        if end <= start:
            return
        if self._notes:
            self._notes[-1][1].extend((start, end))
        else:
            self.marks.append(Mark(kind, start, end, value))

    def _end_note(self) -> None:
        marker, places = self._notes.pop()
        if places:
            self._leaf("note", min(places), max(places), marker)

    def _title(self, first: int, last: int) -> None:
        level, markup = self._heading
        start, end = self.lines.block(first, max(last, first + 1), self._quotes)
        if found := CLOSING_ATTRIBUTES.search(self.text[start:end]):
            end = start + len(self.text[start:start + found.start()].rstrip())
        if markup.startswith("#"):
            opened = _ATX.match(self.text, start, end)
            start = opened.end() if opened else start
            closing = _ATX_CLOSING.search(self.text[start:end])
            end = start + closing.start() if closing else end
            end = start + len(self.text[start:end].rstrip())
        self._leaf("heading", start, end, level)

    def _paragraph(self, first: int, last: int) -> None:
        line = first
        while line < last:
            a, b = self.lines.opening(line) if line == first else self.lines.continued(line, self._quotes)
            if not (found := _DEFINITION.match(self.text[a:b])):
                break
            self.links.add(label_of(found.group(1)))
            line += 1
        if line == last:
            return
        start, end = self.lines.block(line, last, self._quotes)
        if self._fresh and self._fresh[-1] and line == first:
            self._fresh[-1] = False
            number = _NUMBER.search(self.text[self.lines.span(first)[0]:start]) if self._lists[-1] == "ordered" else None
            if number and end > start:
                start = self.lines.span(first)[0] + number.start()
            self._leaf("item", start, end, str(len(self._lists) - 1))
        else:
            self._leaf("paragraph", self._behind_sign(start, end), end, "term" if self._term else "")

    def _behind_sign(self, start: int, end: int) -> int:
        """Where a paragraph begins: behind the sign of a definition or of a caption."""
        found = _CAPTION_SIGN.match(self.text, start, end)
        if not found:
            self._defines = False
            return start
        if not self._defines:
            self.captions[found.end()] = start
        self._defines = False
        return found.end()

    def _verse(self, first: int, last: int) -> None:
        """A block of lines: each line is a paragraph, behind its bar."""
        for line in range(first, last):
            start, end = self.lines.opening(line) if line == first else self.lines.continued(line, self._quotes)
            self._leaf("paragraph", *markdown_html.trimmed(self.text, start + 1, end))

    def _drawn(self, token: Token, first: int, last: int) -> None:
        """A table that is drawn with dashes."""
        spans = {line: self.lines.opening(line) if line == first else self.lines.continued(line, self._quotes) for line in range(first, last)}
        if token.type == "grid":
            found: tuple[list[markdown_grids.Place], list[markdown_grids.Cell]] | None = markdown_grids.grid(self.text, list(spans.values()), token.meta["width"])
        else:
            starts = {line: self.lines.span(line)[0] for line in spans}
            found = markdown_grids.dashed(self.text, token.meta["table"], {k: a for k, (a, _) in spans.items()}, starts, {k: b for k, (_, b) in spans.items()})
        marks = markdown_grids.marks(self.text, *found) if found else []
        if self._notes:
            self._notes[-1][1].extend(place for mark in marks[:1] for place in (mark.start, mark.end))
        else:
            self.marks += marks

    def _raw(self, info: str, first: int, last: int) -> None:
        """Text in the markup of another format: HTML is read, nothing else."""
        if info.startswith("{=html") and last - first > 2 and not self._notes:
            self.marks += markdown_html.scan(self.text, self.lines.span(first + 1)[0], self.lines.span(last - 2)[1])

    def _code(self, first: int, last: int, indented: str | None) -> None:
        """A fenced block, or one that is `indented`: its text, whose first line may stand behind a bullet."""
        if indented is None:
            a, b = self.lines.continued(last - 1, self._quotes)
            closed = last - first > 1 and _FENCE.match(self.text, a, b)
            first, last = first + 1, last - 1 if closed else last
        spans = [self.lines.continued(line, self._quotes) for line in range(first, last)]
        printed = [span for span in spans if span[1] > span[0]]
        if printed:
            opening = len(indented.split("\n")[0].strip()) if indented else 0
            start = spans[0][1] - opening if opening else printed[0][0]
            self.verbatim.add(start)
            self._leaf("paragraph", start, max(start, printed[-1][1]))

    def _row(self, line: int) -> None:
        head = not self._table
        start, end = self.lines.opening(line) if head else self.lines.continued(line, self._quotes)
        self._table.append(Mark("row", start, end))
        value = "1,1,h" if self._head else "1,1,"
        for a, b in cells(self.text, start, end):
            self._table.append(Mark("cell", a, b, value))

    def _end_table(self) -> None:
        rows = self._table
        self._table = []
        if rows and not any(mark.end > mark.start for mark in rows if mark.value.endswith("h")):
            rows = rows[next((k for k, mark in enumerate(rows) if k and mark.kind == "row"), 0):]  # names that a converter left empty
        if rows and self._notes:
            self._notes[-1][1].extend((rows[0].start, max(mark.end for mark in rows)))
        elif rows:
            self.marks += [Mark("table", rows[0].start, max(mark.end for mark in rows)), *rows]

    def _html(self, tokens: Sequence[Token], at: int, first: int, last: int) -> int:
        """Read an HTML block, with all lines up to the end of a table that it opens; the first line behind it."""
        start, end = self.lines.span(first)[0], self.lines.span(last - 1)[1]
        opened = self._tables[bisect_left(self._tables, start):bisect_left(self._tables, end)]
        end = max((self._table_ends[each] for each in opened), default=end)
        behind = max(last, self.lines.of(max(start, end - 1)) + 1)
        for index in range(at + 1, len(tokens)):
            token = tokens[index]
            if token.map and token.map[0] >= behind:
                break
            if token.map and not token.nesting:
                behind = max(behind, token.map[1])
        end = max(end, self.lines.span(behind - 1)[1])
        for mark in markdown_html.scan(self.text, start, end):
            if not self._notes:
                self.marks.append(mark)
            elif mark.end > mark.start:
                self._leaf("paragraph", mark.start, mark.end)
        return behind


def cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The cells of a table row at `start:end`, trimmed; `\\|` is a character of its cell, a leading and a closing `|`
    belong to no cell."""
    pipes = [found.start() for found in _PIPE.finditer(text, start, end) if found.group() == "|"]
    edges = [start - 1, *pipes, end]
    if pipes and pipes[0] == start:
        edges = edges[1:]
    if len(edges) > 2 and pipes[-1] == end - 1:
        edges = edges[:-1]
    return [markdown_html.trimmed(text, left + 1, right) for left, right in zip(edges, edges[1:])]
