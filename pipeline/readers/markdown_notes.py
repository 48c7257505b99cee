"""Notes of Markdown without a form of its own: called by a superscript or a link, and paragraphs or items of a list."""
from __future__ import annotations

import re
from collections.abc import Set
from typing import Sequence

from pipeline.readers.markdown_inline import ATTRIBUTES, RAISED, raised_mark
from pipeline.readers.markers import marker_of
from pipeline.readers.plain_notes import plain_bodies
from pipeline.source import Mark, Span

_TARGET = re.compile(r"\]\(#([^\s()]+)\)")
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
    return [bodies.get(mark, mark) for mark in found]


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
