"""Lines of a plain text that are notes: under rules, at feet of pages, and those that a figure in brackets calls."""
from __future__ import annotations

import re
from typing import Iterable, Mapping, Sequence

from pipeline.layout import notes
from pipeline.layout.lines import Line

_RULE = re.compile(r"[─━―－ー_＿\-=]{5,}")
_RULE_SIGNS = frozenset("─━―－ー_＿-=")
_NOTES_HEAD = re.compile(r"[【〔\[(（]?(?:注|注釈|脚注|註)[】〕\])）]?")
_NOTES_HEADS = frozenset("【〔[(（注脚註")  # with which such a line opens
_BRACKET_MARK = re.compile(r"([(（]?[0-9０-９]{1,2}[)）])[ 　]*(?=\S)")
_FIGURES = frozenset("0123456789０１２３４５６７８９")
_BRACKET_MARKS = _FIGURES | frozenset("(（")
_PLAIN_MARK = re.compile(r"([0-9０-９]{1,2})(?:[)）.．][\s　]*|[\s　]+)(?=\S)")
_NAMESAKES = 2  # notes of one figure, of different chapters
_FOOT_MARK = re.compile(r"([0-9０-９]{1,2})(?:[ 　]+(?=\S)(?![年月日時分件人円％%])|(?P<glued>(?=[一-龥ァ-ヶA-Z][^。、「」『』]{1,30}[「『])))")  # 1総務省「…」
_FOOT_LINES = 12  # lines at the end of a page among which notes are looked for


def noted_lines(text: str, lines: Sequence[Line]) -> dict[int, int]:
    """The lines that are notes, with the lengths of their marks, and the rules and words over them (0)."""
    opened = _openings(lines)
    return _notes_under_rules(text, lines, opened) | _bracketed_notes(text, lines, opened) | _notes_at_foot(text, lines, opened)


def _openings(lines: Sequence[Line]) -> dict[str, list[int]]:
    """The lines with text by their first characters."""
    found: dict[str, list[int]] = {}
    for i, line in enumerate(lines):
        if words := line.text:
            found.setdefault(words[0], []).append(i)
    return found


def _opened(opened: Mapping[str, Sequence[int]], signs: Iterable[str]) -> list[int]:
    """The lines that one of these characters opens, in their order."""
    return sorted([i for sign in signs for i in opened.get(sign, ())])


def _notes_under_rules(text: str, lines: Sequence[Line], opened: Mapping[str, Sequence[int]]) -> dict[int, int]:
    """Rules that part the notes from the page above them (value 0), and under them the lines that open with the plain
    figure of a superscript in the text (value: the figure's length)."""
    found: dict[int, int] = {}
    rules = [i for i in _opened(opened, _RULE_SIGNS) if _RULE.fullmatch(lines[i].text)]
    heads = [i for i in _opened(opened, _NOTES_HEADS) if len(lines[i].text) < 8 and _NOTES_HEAD.fullmatch(lines[i].text)]
    superscripts = notes.superscripts(text) if rules else frozenset()
    for i in (*rules, *heads):
        line = lines[i]
        called = superscripts if i in rules else frozenset(map(str, range(1, 100)))
        for j in range(i + 1, len(lines)) if called else ():
            other = lines[j]
            match = _PLAIN_MARK.match(other.text)
            if other.page != line.page or other.furniture or i in heads and other.blank and found:
                break
            if match and notes.marker_of(match.group(1)) in called:
                found[i], found[j] = 0, match.end()
    return found


def _notes_at_foot(text: str, lines: Sequence[Line], openings: Mapping[str, Sequence[int]]) -> dict[int, int]:
    """Lines at the end of a page or of the text that open with 1, 2, 3 and a space, where the text above them on the page
    calls most of them by a plain figure, as a converter leaves superscripts; the value is the figure's length."""
    found: dict[int, int] = {}
    marks = {i: m for i in _opened(openings, _FIGURES) if (m := _FOOT_MARK.match(lines[i].text)) is not None}
    solid, feet = _feet(lines) if marks else ([], [])
    begun: dict[int, int] = {}  # where the text of each page starts
    for i in solid:
        begun.setdefault(lines[i].page, lines[i].start)
    for k in feet:
        last = solid[k]
        opened = [(i, marks[i]) for i in solid[max(0, k - _FOOT_LINES):k + 1] if i in marks and lines[i].page == lines[last].page]
        for n, (first, _) in enumerate(opened):
            values = [int(notes.marker_of(m.group(1))) for _, m in opened[n:]]
            if first == 0 or not lines[first - 1].blank and opened[n][1]["glued"] is None or values != list(range(values[0], values[0] + len(values))):
                continue
            page, top = begun[lines[last].page], lines[first].start
            spaced = notes.spaced_calls(text[page:top])
            called = sum((mark := notes.marker_of(m.group(1))) in spaced or notes.flat_call(text, mark, page, top) is not None for _, m in opened[n:])
            if 2 * called >= len(opened) - n:
                found |= {i: m.end() for i, m in opened[n:]}
                break
    return found


def _feet(lines: Sequence[Line]) -> tuple[list[int], list[int]]:
    """The lines with text that belong to no page, and the indices among them of those that close a page or the text."""
    solid: list[int] = []
    feet: list[int] = []
    cut = False  # something that belongs to the page stands after the last of them
    for i, line in enumerate(lines):
        if line.furniture:
            cut = True
        elif line.text:
            if solid and (cut or line.page != lines[solid[-1]].page):
                feet.append(len(solid) - 1)
            solid.append(i)
            cut = False
    return solid, feet + [len(solid) - 1] if solid else feet


def _bracketed_notes(text: str, lines: Sequence[Line], openings: Mapping[str, Sequence[int]]) -> dict[int, int]:
    """Lines that open with a figure in brackets which the running text calls (…います(2)。); the value is its length. Where
    more lines open so than notes may, headings do, and the last line alone may be the note, if it is a sentence."""
    called = notes.bracketed_calls(text)
    if not called:
        return {}
    opened: dict[str, list[tuple[int, int]]] = {}
    for i in _opened(openings, _BRACKET_MARKS):
        if (match := _BRACKET_MARK.match(lines[i].text)) and (mark := notes.bracket_mark(match.group(1))) in called:
            opened.setdefault(mark, []).append((i, match.end()))
    found: dict[int, int] = {}
    for places in opened.values():
        few = len(places) <= _NAMESAKES
        found.update(places if few else places[-1:] if lines[places[-1][0]].text[-1] == "。" else ())
    return found
