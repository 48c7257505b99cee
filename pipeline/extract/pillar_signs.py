"""What speaks for and against a group of names being a plan's pillars: its places, its words, and what stands under its names."""
from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from pipeline.extract.pillar_groups import COUNT, FEWEST, LONGEST, MOST, Group, Place, names_part, roles_of, words
from pipeline.extract.plan_words import PLAN_END, QUOTED
from pipeline.extract.printed import bare, cell_name, lead, squash
from pipeline.layout.document import Document
from pipeline.layout.numbering import ordinal, word_role, words_of
from pipeline.layout.project_names import suffixes

Signs = dict[str, float]

SENTENCES = ("quoted", "counted", "enumerated")

_USUAL = range(3, 8)  # pillars of most plans
_SHORT = 6  # code points of a name, on the average
_TABLE = 3  # a table of measures counts as much as so many names of measures
_HEADING = 0.2  # a heading as much as a fifth
_NEAR = 200  # code points between a number and the names in a sentence that it announces
_BEFORE = 4  # units before the names among which their number stands
_AROUND = 30  # code points of a sentence before and behind names that are looked at
_EARLIER = re.compile(r"前(?:計画|期|プラン|戦略|回)|第[0-9一二三四五六七八九十]+[期次]")
_NEXT = re.compile(r"(?:次|以下|下記)の")
_FIGURES = frozenset("0123456789IVXABCDEFGHⅠⅡⅢⅣⅤ")
_POLITE = re.compile(r"(?:ます|です|ました|ません)$")
_VERB = re.compile(r"[るすくぐむぶつうぬ]$")


@lru_cache(maxsize=1)
def container() -> re.Pattern[str]:
    """Titles of sections whose own headings are the pillars: 基本目標, 施策の柱, 3つの基本方針."""
    words = "|".join(w for w in words_of("pillar") if len(w) > 2)
    return re.compile(rf"(?:計画の|本計画の|施策の|取組の|[0-9一二三四五六七八九十]つの)?(?:{words}|[0-9]つの柱|柱)(?:と施策の展開|別の取組|別施策|ごとの取組|と取組|と主な施策)?$")


BODY = re.compile(r"(?:分野|柱|目標|方針|方向|政策|戦略|基本目標|基本方針)(?:別|ごと)の?(?:施策|取組|取り組み|進め方|展開|事業|計画|内容|取組内容|説明)$|"
                  r"(?:施策|取組|取り組み|事業|政策)の(?:展開|内容|推進|方向性?|概要|体系と内容)$|計画の(?:展開|内容)$|^(?:分野別計画|分野別施策|各論|基本計画|具体的な(?:施策|取組)|"
                  r"重点(?:施策|取組)|主要施策|柱ごとの取組|柱別の取組|施策別の取組|前期基本計画|後期基本計画|分野別の取組|分野ごとの取組)$")

_THING = "(?:(?:施策|取組|取り組み|対策|方策|事業)(?:項目|事項)?|項目|事項)"
UNFOLDS = re.compile(rf"^(?:[^0-9、。]{{2,24}}(?:の|ための))?(?:具体的な?|主要な?|主な|重点的?な?|基本的?な?|個別|振興|推進|展開|実施|改革){_THING}(?:(?:[、・と]|及び|並びに){_THING})?(?:の(?:展開|内容|推進|方向性?))?$|^(?:具体的な?|個別|重点)?(?:取組|改革|推進|実施)(?:項目|事項)$")
"""Titles that name the part which unfolds the measures where they stand but once (空き家対策の基本施策, 具体的な施策と取組)."""


@lru_cache(maxsize=1)
def _pillar_word() -> re.Pattern[str]:
    return re.compile("|".join(words_of("pillar")))


@lru_cache(maxsize=1)
def _viewpoint() -> re.Pattern[str]:
    return re.compile("|".join(words_of("viewpoint")))


@lru_cache(maxsize=1)
def _pillars_before() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(words_of('pillar'))})(?:として|は|を|に)[^。]*$")


@lru_cache(maxsize=1)
def aside() -> re.Pattern[str]:
    """Words that number what is no pillar, or end so (参考資料)."""
    return re.compile(f"(?:{words('aside').pattern})$")


def signs(document: Document, groups: Sequence[Group]) -> list[Signs]:
    """The signs of each group, by name; what is left out is 0."""
    around = _Around(document)
    found = [_signs(around, group) for group in groups]
    _compare(around, groups, found)
    return found


class _Number(NamedTuple):
    """A number of things. `plain`: how plainly these are pillars (2: by their word, 1: by that of viewpoints, 0: not);
    `at`: the position in the unit's text; `things`: the words behind it."""

    unit: int
    section: int
    plain: int
    at: int
    things: str


class _Numbers:
    """The numbers in running text that are one and the same, in their order."""

    def __init__(self, numbers: Sequence[_Number]) -> None:
        self._numbers, self._units = numbers, [n.unit for n in numbers]
        self.plain = {n.plain for n in numbers}
        self.things = {n.things for n in numbers}
        self.opened: dict[tuple[int, int], int] = {}  # the first unit in a section with a number so plain
        for n in numbers:
            self.opened.setdefault((n.section, n.plain), n.unit)

    def between(self, first: int, last: int) -> Sequence[_Number]:
        """Those in the units from the first to the last."""
        return self._numbers[bisect_left(self._units, first):bisect_right(self._units, last)]


class _Around:
    """What a document holds beside a group, looked up once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._called: dict[str, tuple[bool, int]] = {}
        self._over: dict[int, tuple[str, dict[str, bool], dict[str, bool]]] = {}

    @cached_property
    def titles(self) -> dict[str, list[int]]:
        """Sections by their titles."""
        found: dict[str, list[int]] = {}
        for section in self.document.sections:
            found.setdefault(squash(bare(section.name)), []).append(section.index)
        return found

    def called(self, word: str) -> tuple[bool, int]:
        """Whether the word of a number heads a section of all that it numbers (柱別の取組), and how many titles open with it and a figure."""
        if word not in self._called:
            own = [title for title in self.titles if title.startswith(word)]
            self._called[word] = (any(title.startswith((f"{word}別", f"{word}ごと")) for title in own),
                                  sum(title[len(word):len(word) + 1] in _FIGURES for title in own))
        return self._called[word]

    def over(self, section: int) -> tuple[str, dict[str, bool], dict[str, bool]]:
        """The title of a section, and the signs that it and those above it give what stands there."""
        if section not in self._over:
            title = squash(self.document.sections[section].title)
            chain = "".join(squash(s.title) for s in self.document.lineage(section))
            of_title = {"under container": container().match(title), "under body": BODY.search(title), "under pillars": _pillar_word().search(title)}
            self._over[section] = (title, {name: told is not None for name, told in of_title.items()},
                                   {f"within {sign}": words(sign).search(chain) is not None for sign in ("earlier", "around", "body")})
        return self._over[section]

    @cached_property
    def items(self) -> Counter[str]:
        return Counter(squash(bare(lead(self.document, u)[0])) for u in self.document.units
                       if u.kind in ("item", "paragraph") and u.end - u.start <= LONGEST)

    @cached_property
    def cells(self) -> Counter[str]:
        rows = [row for table in self.document.tables for row in table.grid]
        return Counter(squash(cell_name(self.document, c)) for c in {id(c): c for row in rows for c in row[:3] if c.units}.values())

    @cached_property
    def quotes(self) -> Counter[str]:
        texts = [self.document.text(u) for u in self.document.units if u.kind in ("paragraph", "item")]
        return Counter(squash(m[1]) for text in texts if "「" in text or "『" in text for m in QUOTED.finditer(text))

    @cached_property
    def children(self) -> Counter[int]:
        return Counter(s.parent for s in self.document.sections)

    @cached_property
    def weights(self) -> list[float]:
        """How much of the plan's measures stands under each section, those below it included; the last is that under none."""
        own, ends = [_HEADING] * len(self.document.sections) + [0.0], suffixes()
        for unit in self.document.units:
            if unit.kind in ("item", "cell", "heading") and unit.end - unit.start <= LONGEST and self.document.text(unit).split("(")[0].strip(" )」").endswith(ends):
                own[unit.section] += 1
        for table in self.document.tables:
            if not {"project", "program"}.isdisjoint(roles_of(table)):
                own[table.section] += _TABLE
        for section in reversed(self.document.sections):
            own[section.parent] += own[section.index]
        return own

    @cached_property
    def outermost(self) -> int:
        return min((s.level for s in self.document.sections), default=1)

    @cached_property
    def counts(self) -> dict[int, _Numbers]:
        """The numbers of two to fifteen things in running text."""
        found: dict[int, list[_Number]] = {}
        for index, unit in enumerate(self.document.units):
            if unit.kind in ("paragraph", "item"):
                text = self.document.text(unit)
                for match in COUNT.finditer(text):
                    if FEWEST <= (number := ordinal(match[1])) <= MOST:
                        plain = 2 if _pillar_word().search(match[2]) or _pillars_before().search(text, 0, match.start()) else (
                            1 if _viewpoint().search(match[2]) else 0)
                        found.setdefault(number, []).append(_Number(index, unit.section, plain, match.start(), match[2].lstrip("の")))
        return {number: _Numbers(places) for number, places in found.items()}


def _signs(around: _Around, group: Group) -> Signs:
    found: Signs = defaultdict(float)
    names = [squash(name) for name in group[0].names]
    size, kinds = len(names), {place.kind for place in group}
    found["few"], found["usual"] = size == FEWEST, size in _USUAL
    found.update({f"is {kind}": 1.0 for kind in kinds})
    found["kinds"], found["places"] = len(kinds) - 1, min(len(group), 4) - 1
    sections = [around.titles.get(name, []) for name in names]
    for where, held in (("heading", around.titles), ("item", around.items), ("cell", around.cells), ("quote", around.quotes)):
        found[f"also {where}"] = sum(name in held for name in names) / size
    found["again"] = sum(len(s) + around.items[n] + around.cells[n] + around.quotes[n] > 1 for n, s in zip(names, sections)) / size
    under = [max((around.weights[i] for i in own), default=0.0) for own in sections]
    found["cover"] = sum(under) / (around.weights[-1] or 1)
    found["covered"] = sum(w > 2.5 * _HEADING for w in under) / size
    levels = [around.document.sections[i].level for own in sections for i in own]
    found["outer"] = 1 / (1 + min(levels) - around.outermost) if levels else 0
    found["parted"] = sum(any(around.children[i] for i in own) for own in sections) / size
    for word in {place.word for place in group if place.word}:
        found[f"numbered as {word_role(word) or ('aside' if aside().search(word) else 'unknown')}"] = 1
        heads, calls = around.called(word)
        found["its word heads"] = max(found["its word heads"], heads)
        found["called by its word"] = min(1.0, calls / size)
    for place in group:
        _above(around, place, found, len(group))
        _announced(around, place, size, found)
        if place.kind == "column":
            _in_table(around, place, found)
        if place.kind in SENTENCES:
            _in_sentence(around, place, found)
        if place.kind == "list" and place.units[0]:
            before = around.document.text(around.document.units[place.units[0] - 1])[-2 * _AROUND:]
            found["made before"] = max(found["made before"], words("made").search(before) is not None)
            found["behind next"] = max(found["behind next"], _NEXT.search(before) is not None)
            found["behind pillars"] = max(found["behind pillars"], _pillar_word().search(before) is not None)
    _named(group[0].names, found)
    return found


def _above(around: _Around, place: Place, found: Signs, places: int) -> None:
    """Signs of the headings above a place."""
    if place.section < 0:
        found["under none"] = 1
        return
    title, of_title, within = around.over(place.section)
    for name, told in of_title.items():
        found[name] = max(found[name], told)
    found["under part"] += names_part(title) / places
    found["under its word"] = max(found["under its word"], place.word != "" and place.word in title)
    for name, told in within.items():
        found[name] += told / places


def _announced(around: _Around, place: Place, size: int, found: Signs) -> None:
    """Signs of numbers that fit, close before the names and anywhere."""
    document, first = around.document, place.units[0]
    upper = (place.section, document.sections[place.section].parent) if place.section >= 0 else (place.section,)
    word = place.word or _header(document, place)
    numbers = around.counts.get(size)
    if numbers is None:
        return
    if place.kind == "heading":
        for section in upper:
            found.update({f"announced {plain}": 1.0 for plain in numbers.plain if numbers.opened.get((section, plain), first) < first})
    for unit, section, plain, at, _ in numbers.between(first - _BEFORE, first):
        if place.kind in SENTENCES:
            near = unit == first and (abs(at - place.start) < _NEAR or abs(at - place.end) < _NEAR)
        elif place.kind == "list":
            near = first - unit <= 2 or section == document.units[first].section
        elif place.kind == "heading":
            near = 0 < first - unit <= 3
        else:
            near = unit < first
        if near:
            found[f"announced {plain}"] = 1
    found.update({f"number {plain}": 1.0 for plain in numbers.plain})
    if word and any(things.startswith(word) for things in numbers.things):
        found["counted by its word"] = 1


def _header(document: Document, place: Place) -> str:
    """What heads a column."""
    table = document.tables[place.table] if place.kind == "column" else None
    return squash(table.grid[0][place.column].text) if table and table.header_rows else ""


def _in_table(around: _Around, place: Place, found: Signs) -> None:
    table = around.document.tables[place.table]
    roles = roles_of(table)
    found[f"column of {roles[place.column] or 'other'}"] = 1
    found["spanning"] = max(found["spanning"], place.spanning)
    found["beside programs"] = max(found["beside programs"], "program" in roles and roles[place.column] != "program")
    found["first column"] = max(found["first column"], place.column == 0)
    found["beside projects"] = max(found["beside projects"], "project" in roles)
    found["header of pillars"] = max(found["header of pillars"], _pillar_word().search(_header(around.document, place)) is not None)


def _in_sentence(around: _Around, place: Place, found: Signs) -> None:
    text = around.document.text(around.document.units[place.units[0]])
    behind, before = text[place.end:place.end + _AROUND], text[max(0, place.start - _AROUND):place.start]
    for name, told in (("pillars behind", _pillar_word().search(behind)), ("pillars before", _pillar_word().search(before)),
                       ("made behind", words("made").search(behind)), ("earlier before", _EARLIER.search(text, 0, place.start))):
        found[name] = max(found[name], told is not None)
    found["plans"] = max(found["plans"], sum(PLAN_END.search(name) is not None for name in place.names) / len(place.names))


def _named(names: Sequence[str], found: Signs) -> None:
    """Signs of the names' own words."""
    lengths, flat = [len(n) for n in names], [squash(n) for n in names]
    mean = sum(lengths) / len(names)
    found["length"], found["short"], found["uneven"] = min(mean, 40) / 20, mean < _SHORT, (max(lengths) - min(lengths)) / 20

    def share(told: Iterable[object]) -> float:
        return sum(map(bool, told)) / len(names)

    found["names of parts"] = share(map(names_part, names))
    found["words of parts"] = share(words("part").search(n) for n in flat)
    found["words of indicators"] = share(words("indicator").search(n) for n in flat)
    found["names of projects"] = share(n.endswith(suffixes()) for n in flat)
    found["verbs"] = share(_VERB.search(n) for n in flat)
    found["commas"] = share("、" in n or "," in n for n in flat)
    found["polite"] = share(_POLITE.search(n) for n in flat)
    found["figures"] = share(any(c.isdigit() for c in n) for n in flat)


def _compare(around: _Around, groups: Sequence[Group], found: Sequence[Signs]) -> None:
    """Signs of a group beside the others: what stands above its headings, and how much of the measures it holds."""
    heads: dict[int, list[Signs]] = {}
    for group, own in zip(groups, found):
        for place in group:
            for section in place.sections:
                heads.setdefault(section, []).append(own)
    most = max((own["cover"] for own in found), default=0) or 1
    for group, own in zip(groups, found):
        for place in group:
            above = [other for upper in around.document.lineage(place.section) for other in heads.get(upper.index, ())]
            own["cover above"] = max(own["cover above"], max((o["cover"] for o in above), default=0))
            own["pillars above"] = max(own["pillars above"], max((o["numbered as pillar"] for o in above), default=0))
        own["share of most"] = own["cover"] / most
