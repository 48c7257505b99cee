"""Plan history in lines: what each earlier plan was about under a line with its term and years (第1期（平成13～17年度） / テーマ ・…)."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.extract.history import TERM, WORKS, is_short, plan_term, stretch, term_columns, term_of
from pipeline.extract.history_headers import FIELDS, said
from pipeline.extract.history_items import CUT, OPEN_START, WRAPPED, ends_line
from pipeline.extract.history_labels import Label, has_signs, items, label
from pipeline.extract.mentions import DateMention, HistoryItem, between
from pipeline.layout.document import Document, Table, Unit
from pipeline.layout.lines import in_bracket

_LONGEST = 60  # code points of a line with a term
_WIDEST = 90  # code points of one with words of the next column behind it
_SHORT = 40  # code points of an item below a label
_LEAST = 2  # plans, one line with a term alone is none of a list
_STRAY = 2  # lines in the list that say nothing of a plan
_MOST = 400  # lines
_BEFORE = re.compile(r"(?:[ ・○●◇◆□■◎▼▶*]|#{1,6} |\([0-9]{1,2}\)|[0-9]{1,2}[.)]|[①-⑳]|[【〔\[<(《「])*")  # what may stand before a term
_OPENING = frozenset("【〔《[<")  # of a label behind what another says
_YEARS_FIRST = re.compile(r"[(\[【]?(?:昭和|平成|令和|[SHR])?[0-9元]{1,4}(?=[年度(~〜～\-–―])")
_NAME = re.compile(r"[^()\[\]、。:]{2,30}?(?:計画|戦略|ビジョン|プラン|構想|大綱|指針|方針|プログラム)(?:21|[0-9]{4})?[」】》]?(?=[ (\[:―]|(?:昭和|平成|令和|[SHR])[0-9元]|(?:19|20)[0-9]{2}|$)")
_SIDE = re.compile(r"[ ()\[\]:~〜～―\-年度間まで約0-9かヶケカ箇・]*")  # what may stand beside a period alone on its line
_DEFINED = re.compile(r"[、。,]? ?以下、?[「『][^「」『』\n]{1,24}[」』]と[^、。()\n]{1,6}。?(?=\))")
_SENTENCE = re.compile(r"[)\]]*(?:[はをがにも、]|で[はも、])")  # behind a period in running text
_TOLD = re.compile("[たっん]だ?(?!だ)")  # in a label: what was done (力を入れた点)


class _Item(NamedTuple):
    """What stands behind or below a label."""

    words: str
    start: int
    end: int


class _Plan(NamedTuple):
    """A term, its first and last day, and what stands under it."""

    term: str
    first_day: str
    last_day: str
    items: list[_Item]


class _Line(NamedTuple):
    """A line and what it may be."""

    unit: int
    start: int
    end: int
    kind: str
    plan: _Plan | None
    label: Label | None


def find(document: Document, dates: Sequence[DateMention]) -> list[HistoryItem]:
    """The items of earlier plans in lines, in the document's order."""
    found: list[HistoryItem] = []
    at, owners = 0, dict[int, Table]()
    while at < len(document.units):
        if not _may_open(document, document.units[at]) or len(run := _run(document, at, dates, owners)) < 2:
            at += 1
            continue
        for plans in _plans(document, run, dates):
            found += _told(document, plans)
        at = max(at + 1, run[-1].unit)
    return sorted({item.start: item for item in found}.values(), key=lambda item: item.start)


def _told(document: Document, plans: Sequence[_Plan]) -> Iterator[HistoryItem]:
    """The items of a list of plans, if it says of several what they were about or achieved."""
    plans = [plan for plan in plans if plan.items]
    if len(plans) < _LEAST or not all(TERM.search(plan.term) for plan in plans) and not _follow(plans):
        return
    words = list(dict.fromkeys(item.words for plan in plans for item in plan.items))
    roles = dict(zip(words, said(words)))
    fields = {word: FIELDS[role] for word, role in roles.items() if role in FIELDS and role != "description"}
    if not any(field != "effort" or _TOLD.search(word) for word, field in fields.items()):
        return  # works and their stages
    for plan in plans:
        seen: dict[str, int] = {}
        for item in plan.items:
            for start, end in items(document, item.start, item.end) if item.words in fields and item.start < item.end else ():
                field = fields[item.words]
                seen[field] = seen.get(field, 0) + 1
                yield HistoryItem(start, end, plan.term, plan.first_day, plan.last_day, field, seen[field], "history.lines")


def _follow(plans: Sequence[_Plan]) -> bool:
    """Whether plans follow each other, as earlier ones do; those that hold at the same time stand beside the plan at hand."""
    days = sorted((plan.first_day, plan.last_day) for plan in plans)
    return all(ends < begins for (_, ends), (begins, _) in pairwise(days))


def _may_open(document: Document, unit: Unit) -> bool:
    """Whether a unit may open with a plan: a cheap look at its first words."""
    return unit.kind in ("paragraph", "item", "heading") and _named(document.reading.text, unit.start, min(unit.end, unit.start + _LONGEST)) is not None


def _named(text: str, start: int, end: int) -> re.Match[str] | None:
    """The term or the name of a plan with which a line opens."""
    before = _BEFORE.match(text, start, end)
    begin = before.end() if before else start
    if found := TERM.match(text, begin, end):
        return found
    if _YEARS_FIRST.match(text, begin, end):
        return TERM.search(text, begin, end) or re.search(_NAME.pattern, text[begin:end])
    return _NAME.match(text, begin, end)


def _run(document: Document, first: int, dates: Sequence[DateMention], owners: dict[int, Table]) -> list[_Line]:
    """The lines from a unit on that may belong to one list of plans; none where its first line names no plan."""
    found: list[_Line] = []
    stop = first
    opens = document.units[first]
    within = opens.section if opens.kind != "heading" else document.sections[opens.section].parent
    for k in range(first, len(document.units)):
        unit = document.units[k]
        if unit.kind == "note" or k < stop:
            continue
        if found and within >= 0 and unit.kind == "heading" and all(within != s.index for s in document.lineage(unit.section)):
            break  # another part of the document
        if unit.kind == "cell" and found and (cells := _cells(document, k, owners, dates)):
            found += cells
            stop = cells[-1].unit + 1
            continue
        for start, end in _lines(document, unit) if unit.kind in ("paragraph", "item", "heading") and len(found) < _MOST else ():
            plan = _plan(document, start, end, dates)
            head = label(document, start, end, unit.kind == "heading" or unit.kind == "item" and start == unit.start) if plan is None else None
            if not found and plan is None or plan is None and head is None and (unit.kind == "heading" or document.reading.text.find("。", start, end) >= 0):
                if found and found[-1].plan is not None and unit.kind == "paragraph" and _is_labelled(document, k + 1):
                    continue  # what the plan was for, over what came of it
                return found
            found.append(_Line(k, start, end, unit.kind, plan, head))
        if unit.kind not in ("paragraph", "item", "heading") or len(found) >= _MOST:
            break
    return found


def _is_labelled(document: Document, k: int) -> bool:
    """Whether a unit opens with a label that signs close and that says what stands behind it (〔主な成果〕 …)."""
    if k >= len(document.units) or (unit := document.units[k]).kind not in ("paragraph", "item"):
        return False
    head = label(document, unit.start, unit.end)
    return head is not None and head.signed and head.role in FIELDS


def _cells(document: Document, first: int, owners: dict[int, Table], dates: Sequence[DateMention]) -> list[_Line]:
    """The cells of a table below the name of a plan, each as a line, where each row opens with a plan or a label (テーマ | 基盤の整備); none of
    another table. owners: the table of each unit in a cell, filled when first asked for."""
    if not owners:
        owners.update((unit, table) for table in document.tables for row in table.grid for cell in row for unit in cell.units)
    table = owners.get(first)
    if table is None or len(table.grid) > _MOST or len(table.grid[0]) > 2 or term_columns(table):
        return []
    found: list[_Line] = []
    for row in table.grid:
        goes_on = bool(found) and not row[0].units  # with what the label above says
        units = [unit for cell in dict.fromkeys(row) for unit in cell.units]
        for n, k in enumerate(units, int(goes_on)):
            start, end = document.units[k].start, document.units[k].end
            plan = _plan(document, start, end, dates)
            head = label(document, start, end, n > 0) if plan is None else None
            if n == 0 and plan is None and head is None:
                return []
            found.append(_Line(k, start, end, "item", plan, head))
    return found


def _lines(document: Document, unit: Unit) -> list[tuple[int, int]]:
    """A unit, parted before each of its lines that a plan or a label opens, and inside a line before labels that signs close."""
    reading, text = document.reading, document.reading.text
    places = {*reading.gaps(unit.start, unit.end), *(at for at in range(unit.start + 1, unit.end) if text[at] in _OPENING)}
    cuts = [at for at in sorted(places) if _opens(document, unit, at)]
    return list(pairwise([unit.start, *cuts, unit.end]))


def _opens(document: Document, unit: Unit, at: int) -> bool:
    """Whether a line, or in one a stretch with a label of its own, begins at a place in a unit."""
    if ends_line(document.reading, at) and _named(document.reading.text, at, min(unit.end, at + _LONGEST)):
        return True
    head = label(document, at, unit.end)
    return head is not None and (ends_line(document.reading, at) or head.signed and head.role in FIELDS)


def _plan(document: Document, start: int, end: int, dates: Sequence[DateMention]) -> _Plan | None:
    """The plan that a line names by its term, or its name, and its years; without days where the years may stand on the next line."""
    text = document.reading.text
    defined = _DEFINED.search(text, start, end) if text.find("以下", start, end) >= 0 else None  # (…。以下「前計画」という。)
    wide = end - start - (defined.end() - defined.start() if defined else 0)
    ends = [at for at in (text.find("。", start, end), text.find("。", defined.end(), end) if defined else -1) if at >= 0]
    if wide > _WIDEST or any(defined is None or not defined.start() <= at < defined.end() for at in ends) or WORKS.search(text, start, end):
        return None
    match = _named(text, start, end)
    if match is None:
        return None
    held = [date for date in between(dates, start, min(end, start + _LONGEST)) if date.first_day]
    if wide > _LONGEST and not held or held and _SENTENCE.match(text, held[-1].end, end) and (defined is None or held[-1].end != defined.start()):
        return None
    term = term_of(match) if TERM.fullmatch(match.group()) else plan_term(match.group().strip("」】》"))
    if not term or not TERM.match(match.group()) and held and all(date.kind != "range" for date in held):
        return None
    days = stretch(held) if held else ("", "")
    return None if is_short(*days) else _Plan(term, *days, [])


def _plans(document: Document, lines: Sequence[_Line], dates: Sequence[DateMention]) -> Iterator[list[_Plan]]:
    """The lists of plans in a run of lines, each plan with what stands below it."""
    text = document.reading.text
    lines = _on_cards(document, lines, dates)
    plans: list[_Plan] = []
    head: Label | None = None  # the last label
    bare, strays = False, 0
    for n, line in enumerate(lines):
        after = lines[n + 1] if n + 1 < len(lines) else None
        if line.plan is not None and (line.plan.first_day or after is not None and _period(document, after, dates)[0]):
            plans.append(line.plan)
            head, bare, strays = None, False, 0
            continue
        if not plans:
            continue
        told = plans[-1]
        if not told.first_day:
            begins, ends = _period(document, line, dates)
            plans[-1] = told._replace(first_day=begins, last_day=ends)
            continue
        if line.label is not None:
            head, strays = line.label, 0
            bare = head.begins >= line.end
            if not bare:
                told.items.append(_Item(head.words, head.begins, line.end))
            continue
        goes_on = head is not None and told.items and lines[n - 1].unit + 1 == line.unit and line.kind == "paragraph" and not bare and _goes_on(
            document, told.items[-1], line, after)
        if goes_on:
            told.items[-1] = told.items[-1]._replace(end=line.end)
        elif head is not None and (line.kind == "item" or bare and line.kind == "paragraph" and line.end - line.start <= _SHORT):
            told.items.append(_Item(head.words, line.start, line.end))
            bare = False
        else:
            strays += 1
            if strays > _STRAY or line.end - line.start > _LONGEST or line.kind == "item" or text.find("。", line.start, line.end) >= 0:
                yield plans
                plans = []
            elif after is None or after.kind != "item" or after.label is not None:
                head = None
    yield plans


def _on_cards(document: Document, lines: Sequence[_Line], dates: Sequence[DateMention]) -> list[_Line]:
    """The lines, of which those with the name of a plan and its period go to the term that stands alone above them (第1次 / みなとITビジョン /
    平成14年度～平成18年度)."""
    text = document.reading.text
    found: list[_Line] = []
    at = 0
    while at < len(lines):
        line, below = lines[at], lines[at + 1:at + 3]
        term = TERM.fullmatch(text, line.start, line.end)
        if term is not None and line.plan is not None and len(below) == 2 and below[0].plan is not None and not below[0].plan.first_day \
                and TERM.match(text, below[0].start) is None and (days := _period(document, below[1], dates))[0]:
            found.append(line._replace(plan=_Plan(line.plan.term, *days, [])))
            at += 3
        else:
            found.append(line)
            at += 1
    return found


def _period(document: Document, line: _Line, dates: Sequence[DateMention]) -> tuple[str, str]:
    """First and last day that a line below the name of a plan tells, and nothing else (計画期間：平成13～17年度)."""
    text = document.reading.text
    start = line.label.begins if line.label is not None and line.label.role in ("term", "period", "schedule") else line.start
    held = [date for date in between(dates, start, line.end) if date.first_day]
    if not held or held[0].kind != "range" or line.plan is not None and TERM.match(text, line.start):
        return "", ""
    rest = text[start:held[0].start] + text[held[0].end:line.end]
    days = stretch(held[:1])
    return days if _SIDE.fullmatch(rest) and not is_short(*days) else ("", "")


def _goes_on(document: Document, item: _Item, line: _Line, after: _Line | None) -> bool:
    """Whether a line goes on with the one above, of which the format made a text of its own: inside a bracket or a word, with what opens no item, or
    where signs part the items and another label or plan follows."""
    if document.source.media_type not in WRAPPED or line.end - line.start > _LONGEST:
        return False
    text = document.reading.text
    above, below = text[item.start:item.end], text[line.start:line.end]
    if (above + below).count("(") != (above + below).count(")"):
        return False
    listed = after is not None and (after.plan is not None or after.label is not None) and has_signs(text, item.start, line.end)
    return listed or in_bracket(above, below) or OPEN_START.match(below) is not None or CUT.match(above[-1:] + below[:2]) is not None
