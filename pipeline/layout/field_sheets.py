"""Sheets about a measure as a copy leaves them in text: labels and values in one line (事務事業名 X 所管課 Y), or labels in lines of their own over the values."""
from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.layout.aligned_tables import COLUMN_GAP, cell_of
from pipeline.layout.drafts import Draft
from pipeline.layout.line import Line
from pipeline.layout.lines import SENTENCE_ENDS
from pipeline.layout.tables import is_label, role
from pipeline.source import Span

_TOKEN = re.compile(r"[^ ]+")
_MARKED = re.compile(r"(?P<label>[^|｜:：]{2,20}?) ?[|｜:：]$")  # 事業名 |, 担当課:
_BAR_AT_END = re.compile(r"[ \u3000]*[|｜]$")
_BRACKET = re.compile(r"(?P<before>[^()（）]+?) ?[(（](?P<inside>[^()（）]+)[)）]$")
_NAMES = ("事業名", "事業名称", "事務事業名称", "事務事業の名称", "取組名", "施策名")  # how the label of a name of a measure ends
_COLONS = ":："
_LONGEST_LABEL = 20  # code points
_LEAST = 2  # fields of a sheet
_GAP, _VALUE = 2, 6  # blank lines between a label and its value, lines of a value


class _Field(NamedTuple):
    """A label and its value, as places in the text."""

    label: tuple[int, int]
    value: tuple[int, int]


def end(text: str, lines: Sequence[Line], i: int) -> int:
    """The index after the last line of the sheet that starts at `i`; `i` if none starts there."""
    return _read(text, lines, i)[1]


def table(text: str, lines: Sequence[Line], loose: bool) -> Draft:
    """The draft of the sheet in `lines`: a row for each label."""
    fields, _ = _read(text, lines, 0)
    cells = [cell_of(text, row, column, *place)._replace(header=column == 0) for row, field in enumerate(fields) for column, place in enumerate(field)]
    return Draft("table", (Span(lines[0].full_start, lines[-1].full_end),), cells=tuple(cells), loose=loose, text=lines[0].text, page=lines[0].page)


def _read(text: str, lines: Sequence[Line], i: int) -> tuple[list[_Field], int]:
    """The fields of the sheet that starts at `i` and the index after it; none and `i` where none starts there."""
    words = lines[i].text
    if lines[i].furniture or "名" not in words[:_LONGEST_LABEL]:
        return [], i  # most lines
    fields, stop = _stacked(text, lines, i) if words[-1] in "|｜:：" else _in_line(text, lines, i)
    return (fields, stop) if len(fields) >= _LEAST else ([], i)


def _alike(text: str, fields: Sequence[_Field]) -> bool:
    """Whether two fields are all there are so far and have the same label: a list of names, and no sheet."""
    return len(fields) == _LEAST and text[slice(*fields[0].label)] == text[slice(*fields[1].label)]


def _is_label(words: str) -> bool:
    """Whether words are the label of a field, 名 behind it or a bracket that explains it aside (担当課名, 何をするか (概要))."""
    if is_label(words) or is_label(words.removesuffix("名")):
        return True
    bracket = _BRACKET.fullmatch(words)
    return bracket is not None and (is_label(bracket["before"]) or is_label(bracket["inside"]))


def _in_line(text: str, lines: Sequence[Line], i: int) -> tuple[list[_Field], int]:
    """The fields of lines that hold labels and values in turn, of which the first opens with the label of a name."""
    first = _pairs(lines[i])
    if not first or not _names(lines[i], first[0].label):
        return [], i
    fields, at = [*first], i + 1
    while at < len(lines) and lines[at].text and not lines[at].furniture:
        more = _pairs(lines[at])
        if more:
            fields += more
            if _alike(text, fields):
                return [], i
        elif lines[at - 1].text[-1] not in SENTENCE_ENDS and role(text[slice(*fields[-1].label)]) == "description" and not _is_label(lines[at].text):
            fields[-1] = fields[-1]._replace(value=(fields[-1].value[0], lines[at].end))
        else:
            break
        at += 1
    return fields, at


def _names(line: Line, label: tuple[int, int]) -> bool:
    return line.text[label[0] - line.start:label[1] - line.start].endswith(_NAMES)


def _pairs(line: Line) -> list[_Field]:
    """The fields of a line that opens with a label; none where a label has no value or columns of spaces part the words."""
    if " " not in line.text or COLUMN_GAP.search(line.text):
        return []
    tokens = [*_TOKEN.finditer(line.text)]
    labels = [k for k, token in enumerate(tokens) if len(token.group()) <= _LONGEST_LABEL and (
        _is_label(token.group().rstrip(_COLONS)) or k + 1 < len(tokens) and tokens[k + 1].group()[0] in _COLONS)]
    if not labels or labels[0] != 0 or any(b - a < 2 for a, b in zip(labels, [*labels[1:], len(tokens)])):
        return []
    found = []
    for a, b in zip(labels, [*labels[1:], len(tokens)]):
        label, value = tokens[a], (tokens[a + 1].start(), tokens[b - 1].end())
        skipped = len(line.text[value[0]:value[1]]) - len(line.text[value[0]:value[1]].lstrip(_COLONS + " "))
        found.append(_Field((line.start + label.start(), line.start + label.start() + len(label.group().rstrip(_COLONS))), (line.start + value[0] + skipped, line.start + value[1])))
    return found if all(field.value[0] < field.value[1] for field in found) else []


def _stacked(text: str, lines: Sequence[Line], i: int) -> tuple[list[_Field], int]:
    """The fields whose labels stand in lines of their own, with a bar or a colon behind them, over the values; the first names a measure."""
    fields: list[_Field] = []
    at = stop = i
    while (label := _label_line(lines, at)) is not None and (fields or _names(lines[at], label)):
        below = next((k for k in range(at + 1, min(len(lines), at + 2 + _GAP)) if lines[k].text), len(lines))
        last = below
        while last < len(lines) and last - below < _VALUE and lines[last].text and not lines[last].furniture and _label_line(lines, last) is None:
            last += 1
        values = [line for line in lines[below:last] if line.text.strip("|｜")]
        if not values:
            break
        bar = _BAR_AT_END.search(values[-1].text)
        fields.append(_Field(label, (values[0].start, values[-1].end - (len(bar.group()) if bar else 0))))
        if _alike(text, fields):
            return [], i
        stop = last
        at = next((k for k in range(last, min(len(lines), last + 1 + _GAP)) if lines[k].text), len(lines))
    return fields, stop


def _label_line(lines: Sequence[Line], at: int) -> tuple[int, int] | None:
    """The place of the label that is all a line holds before a bar or a colon; None for another line."""
    if at >= len(lines) or lines[at].furniture or lines[at].text[-1:] not in tuple("|｜:："):
        return None
    match = _MARKED.fullmatch(lines[at].text)
    return (lines[at].start, lines[at].start + match.end("label")) if match is not None and _is_label(match["label"]) else None
