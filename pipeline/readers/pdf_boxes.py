"""Boxes that a page draws around its text: cards side by side, which are read one after another, and labels on them."""
from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple, Sequence

from pipeline.readers.pdf_lines import Line, parted
from pipeline.readers.pdf_pages import Rule

_SNAP = 2.0  # points; rules that close are one
_CORNER = 14.0  # points; the sides of a box with round corners end so far from each other
_NARROW, _LOW = 30.0, 10.0  # points; a smaller box is a sign
_MOST_RULES = 1_200  # of a page; more are a drawing
_MOST, _MOST_LINES = 80, 400  # boxes and lines of a page; with more it shows a chart
_TALL, _WIDE = 2.6, 8.0  # sizes of a character; how tall a label is, and how much wider than its words
_NARROWER = 0.6  # of the width of the text; a box beside text is no wider
_BESIDE = 0.5  # of the height of the lower one; two boxes side by side share so much at least


class Box(NamedTuple):
    """The edges of a box in points."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: Box | Line) -> bool:
        """Whether something lies within, up to the thickness of a rule."""
        middle = (other.top + other.bottom) / 2
        return self.left - 1 <= other.left and other.right <= self.right + 1 and self.top < middle < self.bottom

    def has_edge(self, rule: Rule) -> bool:
        """Whether a flat rule is the upper or the lower edge."""
        return min(abs(rule.top - self.top), abs(rule.top - self.bottom)) <= _SNAP and (
            self.left - _SNAP <= rule.left and rule.right <= self.right + _SNAP and rule.right - rule.left >= self.right - self.left - 2 * _CORNER)


@dataclass(frozen=True, slots=True)
class Card:
    """A box beside others, its lines from the top, the label on its upper edge among them, and the indices of the tables
    in it."""

    box: Box
    lines: tuple[Line, ...]
    tables: tuple[int, ...] = ()


Band = tuple[Card, ...]
"""Cards side by side, in reading order."""


def boxes(rules: Sequence[Rule]) -> list[Box]:
    """The boxes with nothing but straight or round corners among the rules of a page, none twice, the largest last."""
    if len(rules) > _MOST_RULES:
        return []
    upright = sorted((r for r in rules if r.right - r.left < r.bottom - r.top), key=lambda r: r.left)
    places = [r.left for r in upright]
    found: dict[tuple[int, ...], Box] = {}
    for flat in _alike([r for r in rules if r.right - r.left >= max(r.bottom - r.top, _NARROW / 2)]):
        for above, below in (*pairwise(flat), *zip(flat, flat[2:])):  # a bar with a title may stand in the upper part
            west = upright[bisect_left(places, above.left - _CORNER):bisect_right(places, above.left + _SNAP)]
            east = upright[bisect_left(places, above.right - _SNAP):bisect_right(places, above.right + _CORNER)]
            sides = [[r for r in side if _joins(r, above.top, below.top)] if len(side) <= _MOST else [] for side in (west, east)]
            if all(sides) and below.top - above.top >= _LOW:
                box = Box(max(r.left for r in sides[0]), above.top, min(r.left for r in sides[1]), below.top)
                if box.right - box.left >= _NARROW:
                    found.setdefault(tuple(round(x / (2 * _SNAP)) for x in box), box)
    ordered = sorted(found.values(), key=_area) if len(found) <= 2 * _MOST else []
    return [box for k, box in enumerate(ordered) if not any(_same(box, other) for other in ordered[:k])]


def without_rounded(rules: Sequence[Rule]) -> Sequence[Rule]:
    """The rules without the flat ones of boxes with round corners, which are cards and part no rows."""
    rounded = boxes(rules)
    return [r for r in rules if r.right - r.left < r.bottom - r.top or not any(
        box.has_edge(r) and r.left - box.left > _SNAP and box.right - r.right > _SNAP for box in rounded)] if rounded else rules


def labels(found: Sequence[Box], lines: Sequence[Line]) -> dict[int, Box]:
    """The lines that alone fill a box on the upper edge of another one, or at the head of the text in it, by index, with
    their boxes; and those that fill a box like one of these."""
    close: dict[int, Box] = {}
    for box in found:
        inside = [k for k, line in enumerate(lines) if box.holds(line)]
        if len(inside) == 1 and box.bottom - box.top <= _TALL * (one := lines[inside[0]]).size and (
                box.right - box.left <= one.right - one.left + _WIDE * one.size):
            close.setdefault(inside[0], box)
    free = [line for k, line in enumerate(lines) if k not in close]
    on_edge = {k for k, box in close.items() if any(
        _is_on_edge(box, other) or _is_under_edge(box, other) and any(other.holds(line) and line.top > box.top for line in free) for other in found)}
    looks = {(round(lines[k].size), round(close[k].bottom - close[k].top)) for k in on_edge}
    return {k: box for k, box in close.items() if k in on_edge or (round(lines[k].size), round(box.bottom - box.top)) in looks}


def without_labels(rules: Sequence[Rule], lines: Sequence[Line]) -> Sequence[Rule]:
    """The rules without those of labels that the upper edge of a box crosses: with them it would look like a table."""
    found = boxes(rules)
    if not 2 <= len(found) <= _MOST or len(lines) > _MOST_LINES:
        return rules
    crossed = [box for box in labels(found, lines).values() if any(
        _is_on_edge(box, other) and box.top + _SNAP < other.top < box.bottom - _SNAP for other in found)]
    return [r for r in rules if not any(box.left - _SNAP <= r.left and r.right <= box.right + _SNAP and box.top - _SNAP <= r.top
                                        and r.bottom <= box.bottom + _SNAP for box in crossed)] if crossed else rules


def labelled(found: Sequence[Box], lines: Sequence[Line]) -> list[Line]:
    """The lines, with those marked that are labels."""
    if not 2 <= len(found) <= _MOST or len(lines) > _MOST_LINES:
        return list(lines)
    known = labels(found, lines)
    return [replace(line, tab=True) if k in known else line for k, line in enumerate(lines)]


def bands(found: Sequence[Box], lines: Sequence[Line], tables: Sequence[Box]) -> list[Band]:
    """The cards of a page, those side by side together, from the top. Lines that stand beside a box, all on one side of it,
    are a card as well; none where lines stand on both, or a table."""
    if not 1 <= len(found) <= _MOST or len(lines) > _MOST_LINES:
        return []
    cards = _outer([box for box in found if not any(line.tab and box.holds(line) and box.bottom - box.top <= _TALL * line.size for line in lines)])
    wide = max((line.right for line in lines), default=0.0) - min((line.left for line in lines), default=0.0)
    made: list[Band] = []
    for group in _beside(cards):
        band = tuple(card for box in _ordered(group) if (card := Card(
            box, _own(box, lines), tuple(k for k, table in enumerate(tables) if box.holds(table)))).lines)
        if not band:
            continue
        owned = {line for card in band for line in card.lines}
        around = Box(min(card.box.left for card in band), min(line.top for line in owned), max(card.box.right for card in band), max(card.box.bottom for card in band))
        others = [line for line in lines if around.top < (line.top + line.bottom) / 2 < around.bottom and line not in owned]
        inside = {k for card in band for k in card.tables}
        if any(table.top < around.bottom and table.bottom > around.top for k, table in enumerate(tables) if k not in inside):
            continue
        if others and len(others) > 1 and around.right - around.left <= _NARROWER * wide:
            band = _with_text(band, around, others)
        if len(band) > 1 and (not others or len(band) > len(group)) and any(len(card.lines) + len(card.tables) > 1 for card in band):
            made.append(band)
    return sorted(made, key=lambda band: min(card.box.top for card in band))


def _with_text(band: Band, around: Box, others: Sequence[Line]) -> Band:
    """Cards with the lines beside them as one more, where all those stand on one side."""
    text = Box(min(line.left for line in others), min(line.top for line in others), max(line.right for line in others), max(line.bottom for line in others))
    if text.right <= around.left + _SNAP:
        return (Card(text, tuple(others)), *band)
    return (*band, Card(text, tuple(others))) if text.left >= around.right - _SNAP else band


def split(found: Sequence[Box], lines: Sequence[Line]) -> list[Line]:
    """The lines, those parted whose gap holds the edges of two boxes side by side."""
    ends = sorted({(a.right + b.left) / 2 for a in found for b in found if 0 <= b.left - a.right <= 4 * _CORNER
                   and min(a.bottom, b.bottom) > max(a.top, b.top)}) if len(found) <= _MOST and len(lines) <= _MOST_LINES else []
    made = list(lines)
    for at in ends:
        made = [piece for line in made for piece in (parted(line, at) if line.gaps else [line])]
    return made


def _alike(flat: Sequence[Rule]) -> list[list[Rule]]:
    """Flat rules by where they start and end, from the top, those that close as one."""
    groups: dict[tuple[int, int], list[Rule]] = {}
    for rule in sorted(flat, key=lambda r: r.top):
        keys = [(a, b) for a in (round(rule.left / _SNAP) + d for d in (0, -1, 1)) for b in (round(rule.right / _SNAP) + d for d in (0, -1, 1))]
        group = next((groups[key] for key in keys if key in groups), None)
        if group is None:
            groups[keys[0]] = [rule]
        elif rule.top - group[-1].top > _SNAP:
            group.append(rule)
    return list(groups.values())


def _joins(side: Rule, top: float, bottom: float) -> bool:
    return top - _SNAP <= side.top <= top + _CORNER and bottom - _CORNER <= side.bottom <= bottom + _SNAP


def _area(box: Box) -> float:
    return (box.right - box.left) * (box.bottom - box.top)


def _same(one: Box, other: Box) -> bool:
    return all(abs(a - b) <= 2 * _SNAP for a, b in zip(one, other))


def _is_on_edge(box: Box, other: Box) -> bool:
    """Whether a box lies on the upper edge of a larger one."""
    return (other.bottom - other.top > 1.5 * (box.bottom - box.top) and other.left - _SNAP <= box.left and box.right <= other.right + _SNAP
            and box.top <= other.top + _SNAP and other.top - _SNAP <= box.bottom < other.bottom)


def _is_under_edge(box: Box, other: Box) -> bool:
    """Whether a box is the first thing in another one."""
    return other.holds(box) and box is not other and box.top - other.top <= box.bottom - box.top and other.bottom - other.top > 1.5 * (box.bottom - box.top)


def _outer(found: Sequence[Box]) -> list[Box]:
    """The boxes without those inside others, and without those around boxes side by side."""
    around = [box for box in found if any(len(group) > 1 for group in _beside([b for b in found if b is not box and box.holds(b)]))]
    kept = [box for box in found if box not in around]
    return [box for box in kept if not any(other is not box and other.holds(box) for other in kept)]


def _beside(found: Sequence[Box]) -> list[list[Box]]:
    """Boxes grouped with those beside them."""
    groups: list[list[Box]] = []
    for box in sorted(found, key=lambda b: b.top):
        near = [group for group in groups if any(_is_beside(box, other) for other in group)]
        joined = [each for group in near for each in group] + [box]
        groups = [group for group in groups if group not in near] + [joined]
    return groups


def _is_beside(one: Box, other: Box) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    apart = one.right <= other.left + _SNAP or other.right <= one.left + _SNAP
    return apart and shared >= _BESIDE * min(one.bottom - one.top, other.bottom - other.top)


def _ordered(group: Sequence[Box]) -> list[Box]:
    """Boxes column by column from the left, those of a column from the top."""
    columns: list[list[Box]] = []
    for box in sorted(group):
        column = next((c for c in columns if box.left < c[0].right - _SNAP), None)
        if column is None:
            columns.append([box])
        else:
            column.append(box)
    return [box for column in columns for box in sorted(column, key=lambda b: b.top)]


def _own(box: Box, lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines in a box and on its upper edge."""
    return tuple(line for line in lines if box.holds(line) or line.tab and box.left - 1 <= line.left and line.right <= box.right + 1
                 and line.top - line.size <= box.top <= line.bottom + line.size)
