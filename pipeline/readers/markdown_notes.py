"""Notes of Markdown without a form of its own: called by a superscript or a link, and paragraphs or items of a list."""
from __future__ import annotations

import re
from collections.abc import Set
from typing import Sequence

from pipeline.readers.markdown_inline import ATTRIBUTES, RAISED, raised_mark
from pipeline.readers.markers import marker_of
from pipeline.readers.plain_notes import noted_body, plain_bodies
from pipeline.source import Mark, Span

_TARGET = re.compile(r"\]\(#([^\s()]+)\)")
_BRACKETED = re.compile(r"(?<=[^\s\]) ]) ?\[([1-9][0-9]?)\](?![(\[:])")
_GLUED = re.compile("^([1-9][0-9]?)(?=[一-鿿ァ-ヺA-Z「『])(?!人|年|月|日|つ|か|件|台|市|町|村|県|都|道|府|校|社|割|倍|点|億|万|千|百|%|時|分)", re.M)
_NUMBER = re.compile(r"(\d{1,3})[.)][ \t]+")
_BACK = re.compile(rf"\s*\[[↑↩⏎^]\ufe0e?\]\(#[^\s()]*\)(?:\]{ATTRIBUTES})?$")  # the link from a note to its call
_NAMED = re.compile(rf"\[(?:(?!\]\{{).)*+\](?={ATTRIBUTES}$)\{{[ ]*+#([^\s{{}}]++)[^{{}}]*+\}}$", re.S)


def noted(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """The marks with those blocks turned into notes that a superscript calls (`<sup>1</sup>`, `^1^`) and that open with the
    same, or with the bare figure and go on as notes do; and items of a list that lead back to their call."""
    opened = {mark.start for mark in marks if mark.kind in ("paragraph", "note")}
    calls = [(Span(*each.span()), marker) for each in RAISED.finditer(text)
             if (marker := marker_of(raised_mark(each))) and each.start() not in opened and not _begins_line(text, each.start())]
    markers = {marker for _, marker in calls}
    targets = {found.group(1) for found in _TARGET.finditer(text)}
    found: list[Mark] = []
    for mark in marks:
        heads = _note_heads(text, mark, markers) if mark.kind == "paragraph" and markers else []
        if not heads:
            found.append(_listed(text, mark, targets) if mark.kind == "item" else mark)
        ends = [head.start() for head in heads[1:]] + [mark.end]
        for head, end in zip(heads, ends):
            body = text[head.end():end]
            start = head.end() + len(body) - len(body.lstrip())
            found.append(Mark("note", start, max(start, head.end() + len(body.rstrip())), marker_of(raised_mark(head))))
    bodies = {leaf: Mark("note", start, leaf.end, marker)
              for leaf, start, marker in plain_bodies(text, found, calls, {mark.value for mark in found if mark.kind == "note"})}
    return _glued(text, [bodies.get(mark, mark) for mark in found])


def _glued(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """The marks with those lines of paragraphs turned into notes that open with the figure of a call in brackets before them, right before the words, and go on
    as notes do, as `pymupdf4llm` leaves notes at the foot of a page (76 [1] 。 … 1観光庁「…」、p.18); each figure the next one."""
    calls: dict[str, int] = {}
    for each in _BRACKETED.finditer(text):
        calls.setdefault(each[1], each.end())
    if not calls:
        return list(marks)
    found: list[Mark] = []
    count = 0  # the figure of the last note
    for mark in marks:
        heads = []
        for head in _GLUED.finditer(text, mark.start, mark.end) if mark.kind == "paragraph" else ():
            stop = text.find("\n\n", head.end(), mark.end)
            if int(head[1]) == count + 1 and calls.get(head[1], mark.end) < head.start() and noted_body(text, head.end(), stop if stop >= 0 else mark.end):
                heads.append(head)
                count += 1
        if not heads:
            found.append(mark)
            continue
        if before := text[mark.start:heads[0].start()].rstrip():
            found.append(Mark("paragraph", mark.start, mark.start + len(before), mark.value))
        for head, end in zip(heads, [*(later.start() for later in heads[1:]), mark.end]):
            found.append(Mark("note", head.end(), head.end() + len(text[head.end():end].rstrip()), head[1]))
    return found


def _note_heads(text: str, mark: Mark, calls: Set[str]) -> list[re.Match[str]]:
    """The superscripts at the starts of the paragraph's lines, if its first line has one that is called."""
    heads = [each for each in RAISED.finditer(text, mark.start, mark.end)
             if marker_of(raised_mark(each)) in calls and _begins_line(text, each.start())]
    return heads if heads and heads[0].start() == mark.start else []


def _begins_line(text: str, place: int) -> bool:
    while place and text[place - 1] in " \t\u3000>":
        place -= 1
    return place == 0 or text[place - 1] == "\n"


def _listed(text: str, mark: Mark, targets: Set[str]) -> Mark:
    """An item with a number that ends with the link to its call, or bears the name that a link goes to, as a note."""
    number = _NUMBER.match(text, mark.start, mark.end)
    if number is None:
        return mark
    body = text[number.end():mark.end]
    back = _BACK.search(body)
    named = _NAMED.match(body)
    if back is None and (named is None or named.group(1) not in targets):
        return mark
    start = number.end() + (named is not None or back is not None and back.group().endswith("}") and body[0] == "[")
    end = number.end() + back.start() if back is not None else mark.end - len(body) + body.rindex("]{")
    return Mark("note", start, max(start, end), number.group(1))
