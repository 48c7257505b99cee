"""Departments: the names in a cell, behind a label or in brackets, each a row of its own."""
from __future__ import annotations

import re
from typing import Iterator, Sequence

from pipeline.extract.detail_mentions import Department
from pipeline.extract.header_roles import words
from pipeline.extract.details.owners import Owners
from pipeline.extract.details.quantities import is_blank
from pipeline.extract.details.records import Record

_LONGEST = 24  # code points of a department's name
_BREAK = re.compile(r" ?(?:[、,;/／|]|及び|並びに|[・&＆]) ?|(?<=[課室係班]) | (?=[一-龥ァ-ヶ]{1,10}(?:部|局|課|室)\()")
_DOT = frozenset("・&＆")
_GROUP = re.compile(r"(?P<upper>[^()\[\]]{1,16}?[部局庁]) ?[(\[](?P<inner>[^()\[\]]+)[)\]]")
_ROLE = re.compile(r"[(\[【](主管?|主担当|副|関係|連携)課?[)\]】]")
_LEAD = re.compile(r"(?:[◎○●◇・※*\- ]|\((?![^()]*\)[^()]))+")
_INNER = re.compile(r"[(\[【]?(主管|主担当|関係|連携|副)(?:課|部局|部署)?[)\]】]? ?: ?|[(\[【](主管|主担当|関係|連携|副)(?:課|部局|部署)?[)\]】](?= ?[一-龥ァ-ヶ])")
_TAIL = re.compile(r"(?: ?(?:ほか|他|など|等|外))+ ?\)?$")
_PREDICATE = re.compile(r"[。:=0-9]|(?:する|した|です|ます|ている)$")
_BODY = re.compile(r"[一-龥ァ-ヶA-Za-zー]")
_PART = {"主": "主管", "主管": "主管", "主担当": "主管", "副": "関係", "関係": "関係", "連携": "関係"}


def of(owners: Owners, records: Sequence[Record]) -> Iterator[Department]:
    """The departments of all records that belong to a measure; one that is stated twice counts once."""
    text = owners.document.reading.text
    seen: set[tuple[int, int, int]] = set()
    for record in records:
        if record.owner < 0:
            continue
        for statement in record.statements:
            if statement.role != "department":
                continue
            for start, end in statement.items:
                for a, b, part_of, printed in _names(text, start, end):
                    if (record.owner, a, b) not in seen:
                        seen.add((record.owner, a, b))
                        yield Department(a, b, record.owner, printed or statement.label, part_of or statement.upper,
                                         f"department.{record.rule}")


def names_departments(text: str) -> bool:
    """Whether words are nothing but names of departments, as their last words tell."""
    places = list(_names(text, 0, len(text)))
    covered = sum(b - a for a, b, _, _ in places)
    if not places or covered * 2 < len(text):
        return False
    return all(text[a:b].endswith(words("department")) or text[a:b] in words("everyone") for a, b, _, _ in places)


def _names(text: str, start: int, end: int) -> Iterator[tuple[int, int, str, str]]:
    """The names in text[start:end]: place, the larger body around it, and its part if printed beside it."""
    labels = [*_INNER.finditer(text, start, end)]
    bounds = [*(m.start() for m in labels), end]
    yield from _grouped(text, start, bounds[0], "")
    for label, stop in zip(labels, bounds[1:]):
        yield from _grouped(text, label.end(), stop, _PART[label[1] or label[2]])


def _grouped(text: str, start: int, end: int, part: str) -> Iterator[tuple[int, int, str, str]]:
    at = start
    while group := _GROUP.search(text, at, end):
        if group["inner"] in _PART:
            break
        yield from _plain(text, at, group.start(), "", part)
        yield from _plain(text, *group.span("inner"), group["upper"].lstrip("、,/ ・"), part)
        at = group.end()
    yield from _plain(text, at, end, "", part)


def _plain(text: str, start: int, end: int, part_of: str, stated: str) -> Iterator[tuple[int, int, str, str]]:
    for a, b in _split(text, start, end):
        part = stated
        if role := _ROLE.search(text, a, b):
            part, b = _PART[role[1]], role.start() if role.end() == b else b
            a = role.end() if role.start() == a else a
        if lead := _LEAD.match(text, a, b):
            a = lead.end()
        if tail := _TAIL.search(text, a, b):
            b = tail.start()
        while b > a and text[b - 1] in " 、)" and not (text[b - 1] == ")" and "(" in text[a:b - 1]):
            b -= 1
        name = text[a:b]
        if 0 < len(name) <= _LONGEST and _BODY.search(name) and not is_blank(name) and not _PREDICATE.search(name):
            yield a, b, part_of, part


def _split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts between marks; a dot parts two names only where both end as departments do (子ども・家庭課 is one)."""
    parts, at = [], start
    for mark in [*_BREAK.finditer(text, start, end), None]:
        stop = mark.start() if mark else end
        dotted = mark is not None and mark.group().strip()[:1] in _DOT
        if dotted and not (text[at:stop].endswith(words("department")) or text[at:stop] in words("body")):
            continue
        if stop > at:
            parts.append((at, stop))
        at = mark.end() if mark else end
    return parts
