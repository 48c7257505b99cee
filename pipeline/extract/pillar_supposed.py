"""Pillars that nothing calls so: the headings, the outer items or the cells under which the part that unfolds the measures groups them."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from pipeline.extract.pillar_groups import LONGEST, MOST, TOTALS, Claim, is_value, names_part
from pipeline.extract.own_plan import own_plan
from pipeline.extract.pillar_plans import plan_above, plan_of
from pipeline.extract.pillar_signs import BODY, UNFOLDS, aside
from pipeline.extract.pillar_stated import children
from pipeline.extract.printed import bare, cell_name, lead, sign, squash
from pipeline.layout.document import Document, Section, Unit
from pipeline.layout.numbering import Label, label_of, ordinal, parse, sign as sign_of, word_role, words_of
from pipeline.layout.tables import column_roles, is_one_cell

_REACH = 400  # headings behind one among which its siblings are looked for
_LINE = 24  # code points of a line over headings
_OF_OTHERS = re.compile(r"国|政府|世界|海外|他の?(?:都道府県|自治体|県|市)")  # 国の政策の展開 is no body of the plan
_REPORTS = re.compile(r"(?:報告書?|状況|実績|評価|検証|結果|成果|総括)(?:について|\([^()]*\))?$")
_REPORTED = re.compile(r"(?:施策|取組|取り組み|事業|計画|プラン|戦略)の?(?:(?:実施|推進|進捗|取組)の?)?(?:状況|実績|結果|成果)$|^(?:(?:実施|推進|進捗|取組)(?:状況|実績|結果)|(?:令和|平成|20)[0-9元]+年度の(?:実績|成果|結果)|実施した(?:施策|取組|事業))$")
_NO_PILLARS = ("。", "費", "会計", "課", "局", "部")  # sentences, 款 of a budget, departments
_OUTLINE = re.compile(r"(?:施策|計画|政策|取組|事業)の?(?:の体系|体系)(?:図|表|一覧)?$")


@lru_cache(maxsize=1)
def _aims() -> re.Pattern[str]:
    """Titles that call what is under them pillars of something: まちづくりの基本方向, 情報化推進の基本方針."""
    return re.compile(rf"[^、。0-9]{{2,14}}の(?:{'|'.join(w for w in words_of('pillar') if len(w) > 2)})$")


def supposed(document: Document) -> list[Claim]:
    """Where nothing else names the plan's own pillars: headings numbered with a word that no list knows, else items that are
    numbered as pillars, else the pillar column of a table or its rows over the whole width, else the headings of the part that unfolds the measures, else the outer items of an outline of them."""
    return (_from_words(document) or list(islice(_from_worded_items(document), 1)) or _from_tables(document) or _from_bands(document) or _from_bodies(document)
            or list(islice(_from_outlines(document), 1)))


def _from_words(document: Document) -> list[Claim]:
    """Headings with a number behind a word that no list of words knows (針路1, 針路2), or behind one of 施策 that stand over
    others (重点項目1 over 推進項目1): the outermost such siblings with headings of their own under most of them."""
    families: dict[tuple[str, int], list[Section]] = {}
    for section in document.sections:
        label = label_of(section.number)
        if label is not None and label.word and word_role(label.word) in ("", "program", "viewpoint") and len(label.path) == 1 and section.title \
                and not aside().search(label.word):
            families.setdefault((label.word, section.parent), []).append(section)
    parents = Counter(s.parent for s in document.sections)
    worded = Counter(s.parent for s in document.sections if (label := label_of(s.number)) is not None and word_role(label.word) == "program")
    for (word, _), sections in sorted(families.items(), key=lambda f: f[1][0].level):
        headed = sum((worded if word_role(word) == "program" else parents)[s.index] > 0 for s in sections)
        if 2 <= len(sections) <= MOST and headed * 2 > len(sections):
            return [Claim(plan_above(document, sections[0]), [(s.name, s.unit) for s in sections], "word")]
    return []


def _from_bodies(document: Document) -> list[Claim]:
    """The headings under the part of the plan that unfolds its measures, where at least two have something under them."""
    often = Counter(squash(s.title) for s in document.sections)  # 施策の内容 in each part is no body of the plan
    inner = Counter(squash(s.title) for s in document.sections if any(u.title == s.title for u in document.lineage(s.parent)))  # 取組の方向性 over all of them is one
    reports = _REPORTS.search(squash(document.title)) is not None
    bodies = [s for s in document.sections if often[title := squash(s.title)] - inner[title] <= _times(title, reports) and not _OF_OTHERS.match(s.title)]
    around = {upper.index for s in bodies for upper in document.lineage(s.parent)}  # 各論 around 基本方針ごとの施策
    for section in bodies:
        names = [(name, unit) for name, unit in children(document, section) if not names_part(name)]
        if section.index not in around and 2 <= len(names) <= MOST:
            return [Claim(plan_above(document, section), names, "body")]
    return list(islice(_from_lines(document), 1))


def _times(title: str, reports: bool = False) -> int:
    """How often a title may come that names the part which unfolds the measures, or in a plan's report tells what became of
    them; 0 for another title."""
    return 1 if UNFOLDS.search(title) or reports and _REPORTED.search(title) else 2 if BODY.search(title) else 0


def _from_lines(document: Document) -> Iterator[Claim]:
    """The numbered headings right behind a line that says what they are, and is no heading itself."""
    for head in document.sections:
        label = label_of(head.label)
        before = document.units[head.unit - 1] if head.unit else None
        if label is None or label.path[-1:] != (1,) or before is None or before.kind != "paragraph" or before.end - before.start > _LINE or not _times(squash(document.text(before))):
            continue
        siblings = [(own, s) for s in document.sections[head.index:head.index + _REACH] if s.parent == head.parent
                    and (own := label_of(s.label)) is not None and own.family == label.family]
        names = [(s.name, s.unit) for n, (own, s) in enumerate(siblings, 1) if own.path[-1] == n]
        if 2 <= len(names) <= MOST and not any(names_part(name) for name, _ in names):
            yield Claim(plan_of(document, before, 0), names, "body")


def _from_tables(document: Document) -> list[Claim]:
    for table in document.tables:
        roles = column_roles(table.grid, table.header_rows)
        if "pillar" not in roles or set(roles) & {"term", "period", "indicator", "baseline"}:
            continue
        column = roles.index("pillar")
        if all(ordinal(squash(row[column].text)) for row in table.grid[table.header_rows:]) and roles[column + 1:column + 2] != ["project"]:
            column += 1  # 領域 over A, B, C, and beside them the names
        cells = {id(c): c for row in table.grid[table.header_rows:] if not is_one_cell(row) for c in row[column:column + 1] if c.units and squash(c.text) not in TOTALS}
        names = [(cell_name(document, c), c.units[0]) for c in cells.values()]
        if column < len(roles) and 2 <= len(names) <= MOST and all(0 < len(n) <= LONGEST and not ordinal(n) and not is_value(n) for n, _ in names) and len(roles) > 1:
            return [Claim(_before(document, names[0][1]) or own_plan(document), list(dict(names[::-1]).items())[::-1], "table")]
    return []


def _before(document: Document, cell: int) -> str:
    """The plan that the paragraph right before a table tells of; `cell`: the unit of a cell of it; '' for none."""
    before = next((document.units[k] for k in range(cell - 1, -1, -1) if document.units[k].kind not in ("cell", "caption")), None)
    return plan_of(document, before, len(document.text(before).rstrip("。"))) if before is not None and before.kind == "paragraph" else ""


def _from_bands(document: Document) -> list[Claim]:
    """The rows over the whole width of tables of projects, each of which names what stands below it; the outer ones, where such of two kinds are."""
    found: dict[tuple[str, str], dict[str, int]] = {}
    for table in document.tables:
        roles = set(column_roles(table.grid, table.header_rows))
        if "project" in roles or "program" in roles and not roles & {"indicator", "baseline", "target"}:
            for row in table.grid[table.header_rows:]:
                if is_one_cell(row) and row[0].units and not names_part(name := cell_name(document, row[0])) and squash(name) not in TOTALS:
                    label = parse(row[0].text) or sign_of(row[0].text)
                    found.setdefault((label.family, label.word) if label is not None else ("", ""), {}).setdefault(name, row[0].units[0])
    names = list(next(iter(found.values()), {}).items())
    fit = 2 <= len(names) <= MOST and all(0 < len(name) <= LONGEST and not name.endswith(_NO_PILLARS) for name, _ in names)
    return [Claim(own_plan(document), names, "band")] if fit else []


def _from_outlines(document: Document) -> Iterator[Claim]:
    """The outer items of a list under a title, or right behind a line, that calls it the measures' outline, or them pillars of
    something, where most have others under them."""
    for i, (unit, after) in enumerate(zip(document.units, document.units[1:])):
        if after.kind != "item" or unit.kind not in ("heading", "paragraph") or unit.end - unit.start > _LINE:
            continue
        title = squash(document.sections[unit.section].title if unit.kind == "heading" and unit.section >= 0 else document.text(unit))
        if _OUTLINE.search(title) or _aims().match(title):
            items = _items_from(document, i + 1)
            outer = [k for k in items if _kind(document.units[k]) == _kind(after)]
            over = sum(b > a + 1 for a, b in zip(outer, [*outer[1:], items.stop]))
            names = _names(document, outer)
            if 2 <= len(names) <= MOST and over * 2 > len(names):
                yield Claim(plan_of(document, unit, 0), names, "outline")


def _from_worded_items(document: Document) -> Iterator[Claim]:
    """Items one after another with the worded numbers of pillars (基本方針1, 基本方針2), of which no headings were made."""
    run: list[tuple[int, Label]] = []
    for index, unit in enumerate((*document.units, None)):
        label = _label(document, unit) if unit is not None and unit.kind == "item" else None
        own = label if label is not None and len(label.path) == 1 and word_role(label.word) == "pillar" else None
        if own is not None and own.path[0] == len(run) + 1 and (not run or own.word == run[0][1].word):
            run.append((index, own))
        elif unit is None or unit.kind != "item" or own is not None:
            if 2 <= len(run) <= MOST and (names := _names(document, [k for k, _ in run])):
                yield Claim(plan_of(document, document.units[run[0][0]], 0), names, "items")
            run = []


def _label(document: Document, item: Unit) -> Label | None:
    """The number that opens an item, or the words behind its sign."""
    return label_of(item.marker) if len(item.marker) > 1 else parse(document.text(item))


def _items_from(document: Document, first: int) -> range:
    """The indexes of the items from a unit on."""
    return range(first, next((k for k in range(first, len(document.units)) if document.units[k].kind != "item"), len(document.units)))


def _names(document: Document, items: Sequence[int]) -> list[tuple[str, int]]:
    """The names of items with their units; empty where one is none or too long."""
    names = [(bare(lead(document, document.units[k])[0]), k) for k in items]
    return names if all(0 < len(name) <= LONGEST for name, _ in names) else []


def _kind(item: Unit) -> tuple[int, str]:
    """What the outer items of an outline have in common: how far they are set in, and the kind of their sign or number."""
    label = label_of(item.marker)
    return item.depth, label.family if label is not None else sign(item.marker)
