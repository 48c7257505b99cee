"""Pillars: the top headings under which a plan groups its measures, as the document itself states them."""
from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import lru_cache
from typing import Iterable, Sequence

from pipeline.extract.mentions import Pillar
from pipeline.layout.document import Document, Section, Unit
from pipeline.layout.numbering import ordinal, parse, word_roles
from pipeline.layout.tables import column_roles

_MOST = 15  # a plan has no more pillars than this
_NAME = 60  # code points; a longer line is no name
_QUOTED = re.compile(r"[「『]([^「」『』]{2,60})[」』]")
_PLAN_END = re.compile(r"(?:計画|戦略|ビジョン|プラン|構想|大綱|方針|指針|プログラム|宣言|ロードマップ)(?:[ⅠⅡⅢⅣ0-9IV]*|20[0-9]{2})?(?:\([^)]*\))?$")
_PLAIN_PLAN = re.compile(r"(?:第\s?[0-9一二三四五六七八九十]+[期次]\s?)?[一-龥ァ-ヶーA-Za-z0-9・]{2,30}(?:計画|戦略|ビジョン|プラン|構想|大綱)(?:20[0-9]{2})?")


@lru_cache(maxsize=1)
def _announced() -> re.Pattern[str]:
    words = sorted((w for w, r in word_roles().items() if r == "pillar"), key=len, reverse=True)
    return re.compile(r"(?P<n>[0-9]{1,2}|[一二三四五六七八九十]{1,2})(?:つ|本|項目|分野)?の[^、。「」]{0,12}?(?P<word>" + "|".join(words) + ")")


def find(document: Document) -> list[Pillar]:
    """The pillars of the document's plan and of earlier plans that it reports on, in the document's order.

    They come from a sentence that announces a number of them together with its list, from headings with a worded number
    (基本目標1), or from the pillar column of a table; each carries the sections that stand under it."""
    groups = [*_from_announcements(document), *_from_headings(document)]
    groups = _merged(groups)
    if not groups:
        groups = _from_tables(document)
    return _numbered(document, groups)


Group = tuple[str, list[tuple[str, int]], str]  # plan name, (name, unit) of each pillar, rule


def squash(text: str) -> str:
    """A name for comparison: NFKC, without white space."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _from_announcements(document: Document) -> list[Group]:
    found: list[Group] = []
    for i, unit in enumerate(document.units):
        if unit.kind not in ("paragraph", "item"):
            continue
        text = document.text(unit)
        for match in _announced().finditer(text):
            count = ordinal(match.group("n"))
            if not 2 <= count <= _MOST:
                continue
            names = _listed(document, i, count) or _inline(document, unit, match.start(), match.end(), count) or _below(document, unit, count)
            if len(names) == count:
                found.append((_plan_of(document, unit, match.start()), names, "announced"))
                break
    return found


def _listed(document: Document, i: int, count: int) -> list[tuple[str, int]]:
    """The items of the list right after unit `i`; an item under another is an explanation."""
    names: list[tuple[str, int]] = []
    first: Unit | None = None
    for k in range(i + 1, min(i + 1 + 6 * count, len(document.units))):
        unit = document.units[k]
        if unit.kind in ("note", "caption"):
            continue
        if unit.kind != "item" and not (unit.kind == "paragraph" and first is not None and first.kind == "item" and len(names) < count):
            break
        if unit.kind == "paragraph":
            continue
        first = first or unit
        if unit.depth == first.depth and _sign(unit.marker) == _sign(first.marker):
            names.append((_bare(document.text(unit)), k))
    return names if all(0 < len(n) <= _NAME for n, _ in names) else []


def _sign(marker: str) -> str:
    return "".join("0" if c.isdigit() else c for c in unicodedata.normalize("NFKC", marker))


def _bare(text: str) -> str:
    """An item's name: without a number of its own, without an explanation after a colon or in the brackets at its end."""
    label = parse(text)
    text = text[label.end:] if label is not None and label.end < len(text) else text
    text = re.split(r"[:：]|。", text)[0].strip()
    while text[:1] in "「『【" and text[-1:] in "」』】" and len(text) > 2:
        text = text[1:-1]
    return text


def _inline(document: Document, unit: Unit, start: int, end: int, count: int) -> list[tuple[str, int]]:
    """Names in quotation marks in the announcing sentence, before or after the number."""
    text = document.text(unit)
    index = document.unit_index(unit.start)
    sentence = text.rfind("。", 0, start) + 1
    stop = text.find("。", end)
    for part in (text[sentence:start], text[end:stop if stop >= 0 else len(text)]):
        names = [m.group(1) for m in _QUOTED.finditer(part) if not _PLAN_END.search(m.group(1))]
        if len(names) >= count:
            return [(n, index) for n in names[-count:]] if part is text[sentence:start] else [(n, index) for n in names[:count]]
    return []


def _below(document: Document, unit: Unit, count: int) -> list[tuple[str, int]]:
    """The headings right under the announcing unit's own heading, or those after it, where their number fits."""
    for parent in (unit.section, document.sections[unit.section].parent if unit.section >= 0 else -1):
        names = [(s.title, s.unit) for s in document.sections if s.parent == parent and s.start > 0
                 and document.units[s.unit].start > unit.start and s.title]
        if len(names) == count:
            return names
    return []


def _plan_of(document: Document, unit: Unit, at: int) -> str:
    """The plan whose pillars a sentence announces: the plan named in it before them, else the document's own."""
    text = document.text(unit)[:at]
    text = text[text.rfind("。") + 1:]
    quoted = [m for m in _QUOTED.finditer(text) if _PLAN_END.search(m.group(1))]
    if quoted:
        start = unit.start + document.text(unit)[:at].rfind("。") + 1 + quoted[0].start(1)
        return document.reading.value(start, start + len(quoted[0].group(1)))
    earlier = re.search(r"前計画|前[回期次]の?計画|(?:第\s?[0-9一二三四五六七八九十]+[期次])", text)
    if earlier and (plain := _PLAIN_PLAN.search(text, max(0, earlier.start() - 30))):
        if plain.group() not in ("前計画", "前回計画"):
            start = unit.start + document.text(unit)[:at].rfind("。") + 1 + plain.start()
            return document.reading.value(start, start + len(plain.group()))
        return _earlier_plan(document, unit)
    return _own_plan(document)


def _earlier_plan(document: Document, unit: Unit) -> str:
    """The name given to 前計画 before a unit: 前計画「…」, 前計画である「…」, 「…」(以下「前計画」という。)."""
    before = document.reading.text[:unit.end]
    named = list(re.finditer(r"前計画(?:である|\()?[「『]([^「」『』\n]{3,60})[」』]", before)) + list(
        re.finditer(r"[「『]([^「」『』\n]{3,60})[」』](?:\([^()\n]{0,40})?\(?以下[、,]?[「『]前計画[」』]", before))
    if not named:
        return ""
    best = max(named, key=lambda m: m.start())
    return document.reading.value(best.start(1), best.end(1))


def _own_plan(document: Document) -> str:
    return document.title


def _from_headings(document: Document) -> list[Group]:
    """Headings with a pillar's worded number: siblings of one word, at least two."""
    roles = word_roles()
    families: dict[tuple[str, int], list[Section]] = {}
    for section in document.sections:
        label = parse(section.label + " x") if section.label else None
        if label is not None and roles.get(label.word) == "pillar" and len(label.path) == 1 and section.title:
            families.setdefault((label.word, section.parent), []).append(section)
    found: list[Group] = []
    for (_, parent), sections in families.items():
        if len(sections) >= 2 and not any(document.sections[parent].title == n for _, ns, _ in found for n, _ in ns if parent >= 0):
            names = list(dict((s.title, s.unit) for s in reversed(sections)).items())[::-1]
            found.append((_plan_above(document, sections[0]), names, "heading"))
    return found


def _plan_above(document: Document, section: Section) -> str:
    """The earlier plan that a heading above names, else the document's own."""
    for upper in document.lineage(section.parent):
        if "前計画" in upper.title or re.search(r"これまでの|第[0-9]+期.*(?:成果|実績|評価)", upper.title):
            unit = document.units[section.unit]
            return _earlier_plan(document, unit) or _own_plan(document)
    return _own_plan(document)


def _from_tables(document: Document) -> list[Group]:
    for table in document.tables:
        roles = column_roles(table.grid, table.header_rows)
        if "pillar" not in roles or "term" in roles:
            continue
        column = roles.index("pillar")
        cells = {id(c): c for row in table.grid[table.header_rows:] if (c := row[column]).units}
        names = [(_bare(c.text), c.units[0]) for c in cells.values()]
        if 2 <= len(names) <= _MOST and all(0 < len(n) <= _NAME for n, _ in names) and len(roles) > 1:
            return [(_own_plan(document), list(dict(names[::-1]).items())[::-1], "table")]
    return []


def _merged(groups: Iterable[Group]) -> list[Group]:
    """Groups that name the same pillars are one; of two groups of one plan the one first announced stays, unless a
    later one comes from headings and the first has none in common with it."""
    kept: list[Group] = []
    for group in groups:
        names = {squash(n) for n, _ in group[1]}
        same = next((k for k, other in enumerate(kept) if _alike(names, {squash(n) for n, _ in other[1]})), -1)
        if same >= 0:
            continue
        kept.append(group)
    plans: dict[str, Group] = {}
    for group in kept:
        plans.setdefault(squash(group[0]), group)
    return list(plans.values())


def _alike(a: set[str], b: set[str]) -> bool:
    return len(a & b) * 2 >= min(len(a), len(b))


def _numbered(document: Document, groups: Sequence[Group]) -> list[Pillar]:
    pillars: list[Pillar] = []
    for plan, names, rule in groups:
        for k, (name, unit) in enumerate(names):
            pillars.append(Pillar(len(pillars), k + 1, _printed(document, name, unit), plan, unit, (), rule))
    return [replace(p, sections=tuple(_sections_of(document, p, pillars))) for p in pillars]


def _printed(document: Document, name: str, unit: int) -> str:
    """The name as the source prints it (spaces around Latin words kept)."""
    at = document.reading.text.find(name, document.units[unit].start, document.units[unit].end)
    return document.reading.value(at, at + len(name)) if at >= 0 and name else name


def _sections_of(document: Document, pillar: Pillar, pillars: Sequence[Pillar]) -> Iterable[int]:
    """The sections whose title is the pillar's name, alone or with a little beside it (「…」の推進 is not it)."""
    name = squash(pillar.name)
    twins = [p for p in pillars if squash(p.name) == name and p.plan_name != pillar.plan_name]
    for section in document.sections:
        title = squash(_bare(section.title))
        if title == name or name and len(name) >= 6 and title.startswith(name) and len(title) - len(name) <= 8 and title[len(name)] in "(~-―":
            if not twins or (_plan_above(document, section) == pillar.plan_name):
                yield section.index
