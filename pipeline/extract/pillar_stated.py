"""Pillars that a document states: by a number of them in a sentence, by worded numbers of headings, under a heading for them."""
from __future__ import annotations

import re
from collections import Counter
from functools import cached_property, lru_cache, partial
from itertools import islice
from typing import Sequence

from pipeline.extract.pillar_groups import FIGURE, LONGEST, MOST, Claim, counted, names_part
from pipeline.extract.pillar_plans import PLAN_END, QUOTED, plan_above, plan_of
from pipeline.extract.pillar_signs import container
from pipeline.extract.printed import bare, cell_name, lead, sign, squash
from pipeline.layout.document import Document, Section, Unit
from pipeline.layout.numbering import label_of, ordinal, word_role, words_of
from pipeline.layout.tables import role

_ANNOUNCEMENTS = 8  # in one paragraph that are looked at; the lists and tables behind it are searched for each


@lru_cache(maxsize=1)
def _announced() -> tuple[re.Pattern[str], ...]:
    """A number of pillars in a sentence: 5つの柱, 三つを基本目標とし, 4本柱; 基本方針として、次の3点を."""
    words = "|".join(words_of("pillar", "viewpoint"))
    count = rf"(?P<n>{FIGURE})(?:つ|本|項目|点|分野|大|の(?=[一-龥]))"
    return (re.compile(rf"{count}[^、。「」0-9]{{0,14}}?(?P<word>{words})"),
            re.compile(rf"(?P<word>{words})(?:として|は|を|に)[^。「」0-9]{{0,16}}?{count}(?:を|に|が|と|で|から)"),
            re.compile(rf"(?P<word>{words})(?:とした(?:の|もの)?[はが]|として|は|を|に)、?(?:「[^「」\n]{{2,40}}」(?:、|と|及び|や|・|並びに)?){{2,}}の{count}(?=と|で|に|を|が|。)"),
            re.compile(rf"{count}の?(?P<word>(?!{_OTHER_NOUNS})[一-龥々ァ-ヶー]{{1,8}})(?=に|を|の|と|で|から)"))


_CONTAINER = 12  # code points of a line over a list of pillars
_OTHER_NOUNS = "課題|点|項目|事項|理由|要因|原則|段階|論点|章|節|法|計画|年|都|道|府|県|市|町|村|区|地域|手続|事務|業務|機関|団体|企業|会議|指標|問題|条件|要素"


@lru_cache(maxsize=1)
def _enumerated() -> re.Pattern[str]:
    """Where a sentence begins to count its pillars: …の柱は、①…、②…."""
    words = "|".join(words_of("pillar", "viewpoint"))
    return re.compile(rf"(?:{words})(?:とした(?:の|もの)?は|は|として|を)、?(?=[(]?1[^0-9]|①)")


@lru_cache(maxsize=1)
def _quoted_pillars() -> re.Pattern[str]:
    """Names in quotation marks that a sentence makes pillars without a number: 「守る」と「伸ばす」を柱に据える."""
    words = "|".join(words_of("pillar"))
    return re.compile(rf"(?:「[^「」\n]{{2,40}}」(?:、|と|及び|や|・|並びに)?){{2,}}(?:を|が|の)[^。、「」]{{0,8}}?(?:{words})(?:と|に|と?し|で)")


_SUMS_UP = re.compile("(?:以上|これら|この|上記|上に掲げた|ここに掲げた)(?:の|に掲げた|、)?")
_COUNTED = re.compile(r"[0-9一二三四五六七八九十次以下](?:(?<![次以下])(?:つ|本|項目|点|分野|大|の)|(?<=次)の|(?<=以)下の|(?<=下)記の)")  # a cheap look before the patterns


_ANNOUNCES_LIST = re.compile(r"(?:次|以下|下記)の(?:基本)?(?:方針|柱|目標|政策|戦略|方向|分野)(?:に|を|の|と|で)")


def stated(document: Document) -> list[Claim]:
    """What a sentence announces together with its list, headings with a worded number (基本目標1), and the headings or the
    list under one that is called 基本目標 or 施策の柱."""
    return [*_from_announcements(document), *_from_headings(document), *_from_containers(document)]


def _from_announcements(document: Document) -> list[Claim]:
    found: list[Claim] = []
    titles = _Titles(document)
    for i, unit in enumerate(document.units):
        if unit.kind not in ("paragraph", "item"):
            continue
        text = document.text(unit)
        numbered, quotes = _COUNTED.search(text) is not None, "「" in text
        for match in islice((m for pattern in _announced() for m in pattern.finditer(text)), _ANNOUNCEMENTS) if numbered else ():
            count = ordinal(match.group("n"))
            if not 2 <= count <= MOST:
                continue
            names = next((own for find in (partial(_listed, document, i, count), partial(_inline, document, unit, match.start(), match.end(), count),
                                           partial(_tabled, document, i, count, titles), partial(_below, document, titles, unit, count),
                                           partial(_summed_up, document, i, text[:match.start()], count)) if len(own := find()) == count), [])
            if names and (word_role(match.group("word")) == "pillar" or titles.headed(names) or titles.over(match.group("word"), names)):
                found.append(Claim(plan_of(document, unit, match.start()), names, "announced"))
                break
        for match in islice(_enumerated().finditer(text), _ANNOUNCEMENTS) if "1" in text or "①" in text else ():
            names = [(name, i) for name in counted(text, match.end())[0]]
            if 2 <= len(names) <= MOST and titles.headed(names):
                found.append(Claim(plan_of(document, unit, match.start()), names, "announced"))
                break
        if quotes and (quoted := _quoted_pillars().search(text)) and not any(at == i for claim in found for _, at in claim.names):
            names = [(m.group(1), i) for m in QUOTED.finditer(quoted.group())]
            if titles.headed(names) or titles.headed(names, items=True):
                found.append(Claim(plan_of(document, unit, quoted.start()), names, "announced"))
        if numbered and (opened := _ANNOUNCES_LIST.search(text)) and not (found and found[-1].names[0][1] > i):
            names = _listed(document, i, MOST)
            if 2 <= len(names) <= MOST and titles.headed(names):
                found.append(Claim(plan_of(document, unit, opened.start()), names, "announced"))
    return found


class _Titles:
    """What stands as a heading, or as an item or term of a list, in a document; looked up only once."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def _headings(self) -> set[str]:
        return {squash(bare(s.name)) for s in self._document.sections}

    @cached_property
    def _items(self) -> set[str]:
        return {squash(self._document.text(u)) for u in self._document.units
                if u.kind in ("item", "paragraph") and u.end - u.start <= LONGEST}

    @cached_property
    def parted(self) -> dict[int, list[Section]]:
        """The titled sections right under each section."""
        found: dict[int, list[Section]] = {}
        for section in self._document.sections:
            if section.start > 0 and section.title:
                found.setdefault(section.parent, []).append(section)
        return found

    def over(self, word: str, names: Sequence[tuple[str, int]]) -> bool:
        """Whether a word that says nothing else of a column heads the column of the names (対策群)."""
        return not role(word) and all((unit := self._document.units[i]).kind == "cell" and squash(
            self._document.tables[unit.table].grid[0][unit.column].text) == squash(word) for _, i in names)

    def headed(self, names: Sequence[tuple[str, int]], items: bool = False) -> bool:
        """Whether most of the names are headings of the document too, or whole `items` and terms of its lists."""
        titles = self._items if items else self._headings
        return sum(squash(n) in titles for n, _ in names) * 2 >= len(names)


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
        if unit.depth == first.depth and sign(unit.marker) == sign(first.marker):
            names.append((bare(lead(document, unit)[0]), k))
    return names if all(0 < len(n) <= LONGEST for n, _ in names) else []


def _summed_up(document: Document, i: int, before: str, count: int) -> list[tuple[str, int]]:
    """The items right before unit `i`, so many as it says, where its sentence sums them up (以上の3つを柱とし); before: the unit's
    text before the number."""
    if not _SUMS_UP.match(before, before.rfind("。") + 1):
        return []
    names: list[tuple[str, int]] = []
    last = document.units[i - 1] if i else document.units[i]
    for k in range(i - 1, -1, -1):
        unit = document.units[k]
        if unit.kind != "item" or unit.depth < last.depth or sign(unit.marker) != sign(last.marker):
            break
        if unit.depth == last.depth:
            names.append((bare(lead(document, unit)[0]), k))
    return names[::-1] if len(names) == count and all(0 < len(n) <= LONGEST for n, _ in names) else []


def _inline(document: Document, unit: Unit, start: int, end: int, count: int) -> list[tuple[str, int]]:
    """Names in quotation marks in the announcing sentence, before or after the number."""
    text = document.text(unit)
    index = document.unit_index(unit.start)
    sentence = text.rfind("。", 0, start) + 1
    stop = text.find("。", end)
    before = [m.group(1) for m in QUOTED.finditer(text, sentence, end) if not PLAN_END.search(m.group(1))]
    after = [m.group(1) for m in QUOTED.finditer(text, end, stop if stop >= 0 else len(text))]
    names = before[-count:] if len(before) >= count else after[:count]
    return [(n, index) for n in names] if len(names) == count else []


def _tabled(document: Document, i: int, count: int, titles: _Titles) -> list[tuple[str, int]]:
    """The pillars in the first column, or in the header row, of the table right after unit `i`."""
    table = next((document.tables[u.table] for u in document.units[i + 1:i + 4] if u.kind == "cell"), None)
    if table is None:
        return []
    columns = [[row[c] for row in table.grid[table.header_rows:]] for c in range(min(2, len(table.grid[0])))]
    found = [list({id(c): (cell_name(document, c), c.units[0]) for c in cells if c.units}.values()) for cells in (*columns, table.grid[0])]
    fitting = [names for names in found if len(names) == count and all(0 < len(n) <= LONGEST for n, _ in names)
               and not all(role(n) or ordinal(n) for n, _ in names)]  # names of columns and bare figures are none
    return next((names for names in fitting if titles.headed(names)), fitting[0] if fitting else [])


def _below(document: Document, titles: _Titles, unit: Unit, count: int) -> list[tuple[str, int]]:
    """The headings right under the announcing unit's own heading, or those after it, where their number fits."""
    for parent in (s.index for s in list(document.lineage(unit.section))[:2]):
        names = [(s.name, s.unit) for s in titles.parted.get(parent, ()) if document.units[s.unit].start > unit.start]
        if len(names) == count and not any(names_part(name) for name, _ in names):
            return names
    return []


def _from_headings(document: Document) -> list[Claim]:
    """Headings with a pillar's worded number: siblings of one word, at least two; also those of one level whose numbers
    go on from one heading above to the next (政策1 to 政策3 under 将来像1, 政策4 under 将来像2)."""
    families: dict[tuple[str, int], list[Section]] = {}
    last: dict[tuple[str, int], tuple[int, int]] = {}  # word and level: number and parent of the family that it joined
    for section in document.sections:
        label = label_of(section.number)
        if label is not None and word_role(label.word) == "pillar" and len(label.path) == 1 and section.title:
            number, parent = last.get((label.word, section.level), (0, section.parent))
            joined = parent if label.path[0] == number + 1 and number else section.parent
            last[label.word, section.level] = label.path[0], joined
            families.setdefault((label.word, joined), []).append(section)
    found: list[Claim] = []
    for (_, parent), sections in families.items():
        above = document.sections[parent].title if parent >= 0 else ""
        if len(sections) >= 2 and not any(above == name for claim in found for name, _ in claim.names):
            first = {s.name: s.unit for s in reversed(sections)}  # a title that comes again keeps its first place
            found.append(Claim(plan_above(document, sections[0]), list(first.items())[::-1], "heading"))
    return found


def _from_containers(document: Document) -> list[Claim]:
    """The headings, or the list, right under a heading that is called 基本目標, 施策の柱 or the like."""
    found: list[Claim] = []
    often = Counter(squash(s.title) for s in document.sections)
    for section in document.sections:
        if not container().match(title := squash(section.title)) or often[title] > 2:
            continue  # a part that comes under each pillar (プロジェクト) contains none
        names = children(document, section) or _list_under(document, section)
        if 2 <= len(names) <= MOST:
            found.append(Claim(plan_above(document, section), names, "container"))
    for i, unit in enumerate(document.units):
        if unit.kind == "paragraph" and unit.end - unit.start <= _CONTAINER and container().match(squash(document.text(unit))):
            names = _listed(document, i, MOST)
            if 2 <= len(names) <= MOST and not all(document.text(document.units[k]).endswith("。") for _, k in names):
                found.append(Claim(plan_of(document, unit, 0), names, "container"))
    return found


def children(document: Document, section: Section) -> list[tuple[str, int]]:
    """The headings right under a section; those with a number, where there are several, beside 【施策体系】 and the like."""
    below = [s for s in document.sections if s.parent == section.index and 0 < len(s.title) <= LONGEST]
    numbered = [s for s in below if any(c.isdigit() or c in "IVX" for c in s.label)]
    return [(s.name, s.unit) for s in (numbered if len(numbered) > 1 else below)]


def _list_under(document: Document, section: Section) -> list[tuple[str, int]]:
    units = [(k, u) for k, u in enumerate(document.units) if u.section == section.index and u.kind in ("item", "paragraph")]
    first = next((n for n, (_, u) in enumerate(units) if u.kind == "item"), len(units))
    if first > 2 or not units[first:] or all(document.text(u).endswith("。") for _, u in units[first:]):
        return []  # sentences tell what is done
    return _listed(document, units[first][0] - 1, MOST)
