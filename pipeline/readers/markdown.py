"""Markdown to SourceText: the text is the raw source; marks say what the blocks are and what is mere markup."""
from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Set
from dataclasses import replace
from hashlib import sha256
from itertools import accumulate
from typing import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from pipeline.readers import markdown_forms, unreadable
from pipeline.readers.encoding import decode
from pipeline.readers.limits import problem_of_text
from pipeline.readers.markdown_blocks import CLOSING_ATTRIBUTES, Blocks
from pipeline.readers.markdown_contents import without_contents
from pipeline.readers.markdown_inline import scan
from pipeline.readers.markdown_notes import noted
from pipeline.readers.titles import in_order, settle
from pipeline.source import Mark, SourceText

MAX_NESTING = 100
"""Levels of lists and quotes; the block parser recurses and would stop reading beyond."""

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?:(?:[\w.-]+:.*|[ \t]+\S.*|- .*|#.*|[ \t]*)\n)*?(?:---|\.\.\.)[ \t]*(?:\n|$)")
_TITLE = re.compile(r"^title:[ \t]+(?P<quote>[\"']?)(?!\||>)(?=\S)(.+?)(?P=quote)[ \t]*$", re.M)
_TITLE_BLOCK = re.compile(r"%[ \t]+(\S.*?)[ \t]*(?:\n%.*)*(?:\n[ \t]*\n)")
_CAPTION = re.compile(
    r"[*_]{0,2}(?:図表|表|図)\s*[0-9０-９]++(?:[-－‐ー.．][0-9０-９]++)*+(?!\s*[はがをにのでとも、])")
_LONGEST_CAPTION = 120
_PRINTED = re.compile(r"\S(?:[^\n]*\S)?")
_LEAF = ("heading", "paragraph", "item", "cell", "piece", "note", "caption", "title")


def read(data: bytes, doc_id: str = "", path: str = "") -> SourceText:
    """Read Markdown (CommonMark, pipe tables, `[^1]` notes, HTML tables, what Pandoc adds) in an encoding of plain text.

    Offsets are code points of the decoded source (byte order mark dropped, line ends LF): markup stays in the text and
    is covered by `markup` marks. Raises UnreadableDocument as plain text does, beyond `limits`, and above MAX_NESTING."""
    name = path or doc_id
    text = decode(data, name)
    problem, mend = problem_of_text(text)
    if problem:
        raise unreadable(name, problem, mend)
    tokens = _parser().parse(markdown_forms.parsed_text(_without_front_matter(text)))
    if any(token.level >= MAX_NESTING - 2 for token in tokens):
        raise unreadable(name, f"lists or quotes nested {MAX_NESTING} deep", "flatten them")
    return SourceText(doc_id, text, "text/markdown", path, sha256(data).hexdigest(), _marks(text, tokens))


def _parser() -> MarkdownIt:
    """Block structure only: inline markup is found by `markdown_inline`, which knows its places."""
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable("table")
    parser.use(footnote_plugin, inline=False, move_to_end=False)
    markdown_forms.add(parser)
    parser.block.ruler.disable("reference")  # it would swallow `[1]: 総務省「白書」`
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def _stated_title(text: str) -> list[Mark]:
    """The title in the front matter (`title: …`), or in Pandoc's block of titles (`% …`)."""
    matter = _FRONT_MATTER.match(text)
    found = _TITLE.search(text, 0, matter.end()) if matter else _TITLE_BLOCK.match(text)
    return [Mark("title", *found.span(found.lastindex or 0))] if found else []


def _without_front_matter(text: str) -> str:
    found = _FRONT_MATTER.match(text) or _TITLE_BLOCK.match(text)
    return "\n" * found.group().count("\n") + text[found.end():] if found else text


def _marks(text: str, tokens: Sequence[Token]) -> tuple[Mark, ...]:
    blocks = Blocks(text)
    blocks.read(tokens)
    ruled = _parted(text, _ruled(text, without_contents(text, blocks.marks)))
    marks = _captioned(in_order(noted(text, ruled)), text, blocks.captions)
    headings = [mark for mark in marks if mark.kind == "heading"]
    leaves = [mark for mark in marks if mark.kind in _LEAF]
    titles = _stated_title(text)
    repeated = bool(titles and headings) and text[titles[0].start:titles[0].end] == text[headings[0].start:headings[0].end]
    titles = [] if repeated else titles
    leaves = [*titles, *leaves]
    settled = settle(headings, text, not titles and bool(headings) and leaves[0] == headings[0])
    blockwise = [mark for mark in marks if mark.kind != "heading"] + settled
    return in_order(titles + blockwise + _inline(text, leaves, _pieces(marks), blocks))


_RULED = re.compile(r"\s*-{2,}(?:[ \t]+-{2,})+[ \t]*\n\s*")


def _ruled(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """A table of columns under names with a rule of dashes for each (Pandoc's simple table), which CommonMark takes for two
    paragraphs and a line between: one paragraph, which the layout reads as a table."""
    found: list[Mark] = []
    for mark in marks:
        last = found[-1] if found else None
        if last is not None and last.kind == mark.kind == "paragraph" and _RULED.fullmatch(text, last.end, mark.start):
            found[-1] = replace(last, end=mark.end)
        else:
            found.append(mark)
    return found


_BOLD_LINE = re.compile(r"^[> \t\u3000]*(?P<words>\*{2,3}(?=[^\s*])[^*\n]{1,40}\*{2,3})[ \t\u3000]*\\?$", re.M)
_FIRST = re.compile(r"[> \t\u3000\n]*")


def _parted(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """Paragraphs in which a short line is bold from end to end, cut around it: hard line breaks keep headings in the paragraph
    that they head (**①…**, then text)."""
    found: list[Mark] = []
    for mark in marks:
        lines = [m.span("words") for m in _BOLD_LINE.finditer(text, mark.start, mark.end)] if mark.kind == "paragraph" and "\n" in text[mark.start:mark.end] else []
        at = mark.start
        for start, end in lines:
            found += [replace(mark, start=a, end=b) for a, b in ((at, len(text[:start].rstrip("> \t\u3000\n"))), (start, end)) if a < b]
            first = _FIRST.match(text, end, mark.end)
            at = first.end() if first else end
        if not lines or at < mark.end:
            found.append(replace(mark, start=at))
    return found


def _captioned(marks: Sequence[Mark], text: str, signed: Mapping[int, int]) -> list[Mark]:
    """Lone paragraphs such as `図表1 …` beside a table, turned into captions, and those that `signed` names: with the sign
    of a caption (`: …`, `Table: …`), which others read as they stand."""
    found = list(marks)
    outer = [at for at, mark in enumerate(marks) if mark.kind not in ("row", "cell", "piece")]
    for before, at, after in zip([-1, *outer], outer, [*outer[1:], -1]):
        mark = marks[at]
        beside = any(each >= 0 and marks[each].kind == "table" for each in (before, after))
        if mark.kind != "paragraph":
            continue
        if beside and (mark.start in signed or is_caption(text[mark.start:mark.end])):
            named = CLOSING_ATTRIBUTES.search(text[mark.start:mark.end]) if mark.start in signed else None
            end = mark.start + len(text[mark.start:mark.start + named.start()].rstrip()) if named else mark.end
            found[at] = replace(mark, kind="caption", end=max(end, mark.start))
        elif mark.start in signed:
            found[at] = replace(mark, start=signed[mark.start])
    return found


def is_caption(line: str) -> bool:
    """Whether a paragraph beside a table is its caption: `図表1 …`, `表1-2 …`; not `表1は…`, no sentence."""
    return len(line) <= _LONGEST_CAPTION and "\n" not in line and not line.endswith("。") and bool(_CAPTION.match(line))


def _inline(text: str, leaves: Sequence[Mark], pieces: Mapping[int, Sequence[tuple[int, int]]], blocks: Blocks) -> list[Mark]:
    """The anchors, and the markup: what is printed outside of any leaf, and inside by `markdown_inline.scan`."""
    notes = {mark.value for mark in leaves if mark.kind == "note"}
    found: list[Mark] = []
    at, cell = 0, -1
    for leaf in leaves:
        found += [Mark("markup", *each.span()) for each in _PRINTED.finditer(text, at, leaf.start)]
        at = max(at, leaf.end)
        cell += leaf.kind == "cell"
        if leaf.kind == "piece":
            continue
        if leaf.kind == "cell" and cell in pieces:
            found += _in_lines(text, [(leaf.start, leaf.end), *pieces[cell]], notes, blocks.links)
        elif leaf.start not in blocks.verbatim:
            body, prefixes = blocks.lines.masked(leaf.start, leaf.end)
            found += [Mark("markup", start, end) for start, end in prefixes]
            found += scan(body, leaf.start, notes, blocks.links)
    return found + [Mark("markup", *each.span()) for each in _PRINTED.finditer(text, at)]


def _pieces(marks: Sequence[Mark]) -> dict[int, list[tuple[int, int]]]:
    """The further lines of each cell that has some, by its number among all cells."""
    found: dict[int, list[tuple[int, int]]] = {}
    table = cells = 0
    for mark in marks:
        if mark.kind == "table":
            table = cells
        elif mark.kind == "cell":
            cells += 1
        elif mark.kind == "piece":
            found.setdefault(table + int(mark.value.split(",")[0]), []).append((mark.start, mark.end))
    return found


def _in_lines(text: str, lines: Sequence[tuple[int, int]], notes: Set[str], links: Set[str]) -> list[Mark]:
    """The same for a cell over several lines, which hold one text."""
    found = []
    begins = [0, *accumulate(end - start + 1 for start, end in lines)]
    for mark in scan("\n".join(text[a:b] for a, b in lines), 0, notes, links):
        for k in range(bisect_right(begins, mark.start) - 1, bisect_left(begins, mark.end)):
            start, end = lines[k]
            a, b = (max(0, mark.start - begins[k]) + start, min(end, mark.end - begins[k] + start))
            if a < b:
                found.append(replace(mark, start=a, end=b))
    return found
