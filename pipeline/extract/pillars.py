"""Pillars: the top headings under which a plan groups its measures, as the document itself states them."""
from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import replace
from functools import cached_property, lru_cache
from itertools import islice
from typing import Iterable, Sequence

from pipeline.extract.mentions import Pillar
from pipeline.extract.pillar_plans import PLAN_END, QUOTED, own_plan, plan_above, plan_of
from pipeline.layout.document import Cell, Document, Section, Unit
from pipeline.layout.numbering import label_of, ordinal, parse, word_role, words_of
from pipeline.layout.tables import column_roles, role
from pipeline.source import printed

_MOST = 15  # a plan has no more pillars than this
_NAME = 60  # code points; a longer line is no name
_ANNOUNCEMENTS = 8  # in one paragraph that are looked at; the lists and tables behind it are searched for each


@lru_cache(maxsize=1)
def _announced() -> tuple[re.Pattern[str], ...]:
    """A number of pillars in a sentence: 5つの柱, 三つを基本目標とし, 4本柱; 基本方針として、次の3点を."""
    words = "|".join(words_of("pillar", "viewpoint"))
    count = r"(?<![0-9.-])(?P<n>[0-9]{1,2}|[一二三四五六七八九十]{1,2})(?:つ|本|項目|点|分野|大|の(?=[一-龥]))"
    return (re.compile(rf"{count}[^、。「」0-9]{{0,14}}?(?P<word>{words})"),
            re.compile(rf"(?P<word>{words})(?:として|は|を|に)[^。「」0-9]{{0,16}}?{count}(?:を|に|が|と|で|から)"),
            re.compile(rf"(?P<word>{words})(?:とした(?:の|もの)?[はが]|として|は|を|に)、?(?:「[^「」\n]{{2,40}}」(?:、|と|及び|や|・|並びに)?){{2,}}の{count}(?=と|で|に|を|が|。)"),
            re.compile(rf"{count}の?(?P<word>(?!{_OTHER_NOUNS})[一-龥々ァ-ヶー]{{1,8}})(?=に|を|の|と|で|から)"))


_OTHER_NOUNS = "課題|点|項目|事項|理由|要因|原則|段階|論点|章|節|法|計画|年|都|道|府|県|市|町|村|区|地域|手続|事務|業務|機関|団体|企業|会議|指標|問題|条件|要素"


@lru_cache(maxsize=1)
def _enumerated() -> re.Pattern[str]:
    """Where a sentence begins to count its pillars: …の柱は、①…、②…."""
    words = "|".join(words_of("pillar", "viewpoint"))
    return re.compile(rf"(?:{words})(?:とした(?:の|もの)?は|は|として|を)、?(?=[(]?1[^0-9]|①)")


@lru_cache(maxsize=_MOST)
def _counted_name(number: int) -> re.Pattern[str]:
    """A name behind a number, and what stands between it and the next."""
    own, following = (rf"(?:[(]?{n}[)]?|{chr(0x245F + n)})" for n in (number, number + 1))
    return re.compile(rf"{own}[ .]?([^0-9①-⑳、。「」()]{{2,40}}?)(?:、(?:及び|並びに)?|及び|並びに|と(?={following})|の(?=[0-9一二三四五六七八九十])|で(?:す|ある)|。|$)")


def _in_line(text: str, at: int) -> list[str]:
    """The names behind 1, 2, 3 (printed ①②③) from a position on."""
    found: list[str] = []
    while len(found) < _MOST and (match := _counted_name(len(found) + 1).match(text, at)):
        found.append(match[1])
        at = match.end()
    return found


@lru_cache(maxsize=1)
def _quoted_pillars() -> re.Pattern[str]:
    """Names in quotation marks that a sentence makes pillars without a number: 「守る」と「伸ばす」を柱に据える."""
    words = "|".join(words_of("pillar"))
    return re.compile(rf"(?:「[^「」\n]{{2,40}}」(?:、|と|及び|や|・|並びに)?){{2,}}(?:を|が|の)[^。、「」]{{0,8}}?(?:{words})(?:と|に|と?し|で)")


_NO_PILLARS = ("章", "節", "編", "部", "資料", "別紙", "別表", "別添", "事例", "コラム", "参考", "付録", "附録", "手順", "段階", "ステップ", "フェーズ", "工程", "課題",
               "論点", "視点", "原則", "問", "設問", "様式", "図", "表", "施策", "取組", "事業", "案", "例", "回", "号")
_TOTALS = frozenset({"計", "小計", "合計", "総計"})
_COUNTED = re.compile(r"[0-9一二三四五六七八九十](?:つ|本|項目|点|分野|大|の)|(?:次|以下|下記)の")  # a cheap look before the patterns


@lru_cache(maxsize=1)
def _containers() -> re.Pattern[str]:
    """Titles of sections whose own headings are the pillars: 基本目標, 施策の柱, 3つの基本方針."""
    words = "|".join(w for w in words_of("pillar") if len(w) > 2)
    return re.compile(rf"(?:計画の|本計画の|施策の|取組の|[0-9一二三四五六七八九十]つの)?(?:{words}|[0-9]つの柱|柱)(?:と施策の展開|別の取組|別施策|ごとの取組|と取組|と主な施策)?$")


_ANNOUNCES_LIST = re.compile(r"(?:次|以下|下記)の(?:基本)?(?:方針|柱|目標|政策|戦略|方向|分野)(?:に|を|の|と|で)")
_OF_OTHERS = re.compile(r"国|政府|世界|海外|他の?(?:都道府県|自治体|県|市)")  # 国の政策の展開 is no body of the plan
_BODIES = re.compile(r"(?:分野|柱|目標|方針|方向|政策|戦略|基本目標|基本方針)(?:別|ごと)の?(?:施策|取組|取り組み|進め方|展開|事業|計画|内容|取組内容|説明)$|"
                     r"(?:施策|取組|取り組み|事業|政策)の(?:展開|内容|推進|方向|概要|体系と内容)$|計画の(?:展開|内容)$|^(?:分野別計画|分野別施策|各論|基本計画|具体的な(?:施策|取組)|"
                     r"重点(?:施策|取組)|主要施策|柱ごとの取組|柱別の取組|施策別の取組|前期基本計画|後期基本計画|分野別の取組|分野ごとの取組)$")


def find(document: Document) -> list[Pillar]:
    """The pillars of the document's plan and of earlier plans that it reports on, in the document's order.

    They come from a sentence that announces a number of them together with its list, from headings with a worded number
    (基本目標1), from the headings under one that is called 基本目標 or 施策の柱, from the pillar column of a table, or, where
    nothing of that is there, from the headings of the part that unfolds the measures; each carries its sections."""
    groups = _merged([*_from_announcements(document), *_from_headings(document), *_from_containers(document)])
    if all(plan != own_plan(document) for plan, _, _ in groups):
        named = [{squash(name) for name, _ in names} for _, names, _ in groups]
        for find_more in (_from_tables, _from_bodies, _from_words):
            more = [g for g in find_more(document) if not any(_alike({squash(name) for name, _ in g[1]}, other) for other in named)]
            if more:
                groups = [*groups, *more]
                break
    return _numbered(document, groups)


Group = tuple[str, list[tuple[str, int]], str]  # plan name, (name, unit) of each pillar, rule


def squash(text: str) -> str:
    """A name for comparison: NFKC, without white space."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _from_announcements(document: Document) -> list[Group]:
    found: list[Group] = []
    titles = _Titles(document)
    for i, unit in enumerate(document.units):
        if unit.kind not in ("paragraph", "item"):
            continue
        text = document.text(unit)
        counted, quotes = _COUNTED.search(text) is not None, "「" in text
        for match in islice((m for pattern in _announced() for m in pattern.finditer(text)), _ANNOUNCEMENTS) if counted else ():
            count = ordinal(match.group("n"))
            if not 2 <= count <= _MOST:
                continue
            names = (_listed(document, i, count) or _inline(document, unit, match.start(), match.end(), count)
                     or _tabled(document, i, count, titles) or _below(document, unit, count))
            if len(names) == count and (word_role(match.group("word")) == "pillar" or titles.headed(names)):
                found.append((plan_of(document, unit, match.start()), names, "announced"))
                break
        for match in islice(_enumerated().finditer(text), _ANNOUNCEMENTS):
            names = [(name, i) for name in _in_line(text, match.end())]
            if 2 <= len(names) <= _MOST and titles.headed(names):
                found.append((plan_of(document, unit, match.start()), names, "announced"))
                break
        if quotes and (quoted := _quoted_pillars().search(text)) and not any(n[1] == i for _, ns, _ in found for n in ns):
            names = [(m.group(1), i) for m in QUOTED.finditer(quoted.group())]
            if titles.headed(names) or titles.headed(names, items=True):
                found.append((plan_of(document, unit, quoted.start()), names, "announced"))
        if counted and (opened := _ANNOUNCES_LIST.search(text)) and not (found and found[-1][1][0][1] > i):
            names = _listed(document, i, _MOST)
            if 2 <= len(names) <= _MOST and titles.headed(names):
                found.append((plan_of(document, unit, opened.start()), names, "announced"))
    return found


class _Titles:
    """What stands as a heading, or as an item or term of a list, in a document; looked up only once."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def _headings(self) -> set[str]:
        return {squash(_bare(s.title)) for s in self._document.sections}

    @cached_property
    def _items(self) -> set[str]:
        return {squash(self._document.text(u)) for u in self._document.units
                if u.kind in ("item", "paragraph") and u.end - u.start <= _NAME}

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
        if unit.depth == first.depth and _sign(unit.marker) == _sign(first.marker):
            names.append((_bare(lead(document, unit)[0]), k))
    return names if all(0 < len(n) <= _NAME for n, _ in names) else []


def lead(document: Document, unit: Unit) -> tuple[str, int]:
    """The words in bold type that open an item of Markdown (**稼ぐ** …) and the position behind them; else all of its
    words and its start."""
    source, reading = document.source, document.reading
    if source.media_type == "text/markdown" and unit.end > unit.start:
        opened, closed = reading.spans(unit.start, unit.start + 1)[0].start, -1
        if source.text[opened - 2:opened] in ("**", "__"):
            closed = source.text.find(source.text[opened - 2:opened], opened)
        if closed > 0 and unit.start < (behind := reading.position(closed - 1) + 1) < unit.end:
            return printed(source.text[opened:closed]), behind
    return document.text(unit), unit.start


def _sign(marker: str) -> str:
    """A bullet's kind: figures, kana and letters that count are all alike."""
    plain = unicodedata.normalize("NFKC", marker)
    return "0" if ordinal(plain.strip("().")) else "".join("0" if c.isdigit() else c for c in plain)


_EXPLAINED = re.compile("[:：。]")


def _bare(text: str) -> str:
    """An item's name: without a number of its own, without an explanation after a colon or in the brackets at its end."""
    label = parse(text)
    text = text[label.end:] if label is not None and label.end < len(text) else text
    text = _EXPLAINED.split(text, 1)[0].strip()
    while text[:1] in "「『【" and text[-1:] in "」』】" and len(text) > 2:
        text = text[1:-1]
    return text


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
    fitting = [names for names in found if len(names) == count and all(0 < len(n) <= _NAME for n, _ in names)
               and not all(role(n) for n, _ in names)]  # names of columns are none
    return next((names for names in fitting if titles.headed(names)), fitting[0] if fitting else [])


def cell_name(document: Document, cell: Cell) -> str:
    """What a cell names, without a number of its own."""
    return printed(_bare(" ".join(document.reading.surface(u.start, u.end) for u in (document.units[k] for k in cell.units) if u.end > u.start)))


def _below(document: Document, unit: Unit, count: int) -> list[tuple[str, int]]:
    """The headings right under the announcing unit's own heading, or those after it, where their number fits."""
    for parent in (s.index for s in list(document.lineage(unit.section))[:2]):
        names = [(s.title, s.unit) for s in document.sections if s.parent == parent and s.start > 0
                 and document.units[s.unit].start > unit.start and s.title]
        if len(names) == count:
            return names
    return []


def _from_headings(document: Document) -> list[Group]:
    """Headings with a pillar's worded number: siblings of one word, at least two; also those of one level whose numbers
    go on from one heading above to the next (政策1 to 政策3 under 将来像1, 政策4 under 将来像2)."""
    families: dict[tuple[str, int], list[Section]] = {}
    last: dict[tuple[str, int], tuple[int, int]] = {}  # word and level: number and parent of the family that it joined
    for section in document.sections:
        label = label_of(section.label)
        if label is not None and word_role(label.word) == "pillar" and len(label.path) == 1 and section.title:
            number, parent = last.get((label.word, section.level), (0, section.parent))
            joined = parent if label.path[0] == number + 1 and number else section.parent
            last[label.word, section.level] = label.path[0], joined
            families.setdefault((label.word, joined), []).append(section)
    found: list[Group] = []
    for (_, parent), sections in families.items():
        above = document.sections[parent].title if parent >= 0 else ""
        if len(sections) >= 2 and not any(above == name for _, names, _ in found for name, _ in names):
            first = {s.title: s.unit for s in reversed(sections)}  # a title that comes again keeps its first place
            found.append((plan_above(document, sections[0]), list(first.items())[::-1], "heading"))
    return found


def _from_words(document: Document) -> list[Group]:
    """Headings with a number behind a word that no list of words knows (挑戦1, 挑戦2): the outermost such siblings with
    headings of their own under most of them."""
    families: dict[tuple[str, int], list[Section]] = {}
    for section in document.sections:
        label = label_of(section.label)
        if label is not None and label.word and word_role(label.word) == "" and len(label.path) == 1 and section.title \
                and not label.word.endswith(_NO_PILLARS):
            families.setdefault((label.word, section.parent), []).append(section)
    parents = Counter(s.parent for s in document.sections)
    for _, sections in sorted(families.items(), key=lambda f: f[1][0].level):
        headed = sum(parents[s.index] > 0 for s in sections)
        if 2 <= len(sections) <= _MOST and headed * 2 > len(sections):
            return [(plan_above(document, sections[0]), [(s.title, s.unit) for s in sections], "word")]
    return []


def _from_containers(document: Document) -> list[Group]:
    """The headings, or the list, right under a heading that is called 基本目標, 施策の柱 or the like."""
    found: list[Group] = []
    often = Counter(squash(s.title) for s in document.sections)
    for section in document.sections:
        if not _containers().match(squash(section.title)) or often[squash(section.title)] > 2:
            continue  # a part that comes under each pillar (プロジェクト) contains none
        names = _children(document, section) or _list_under(document, section)
        if 2 <= len(names) <= _MOST:
            found.append((plan_above(document, section), names, "container"))
    return found


def _children(document: Document, section: Section) -> list[tuple[str, int]]:
    """The headings right under a section; those with a number, where there are several, beside 【施策体系】 and the like."""
    below = [s for s in document.sections if s.parent == section.index and 0 < len(s.title) <= _NAME]
    numbered = [s for s in below if any(c.isdigit() or c in "IVX" for c in s.label)]
    return [(s.title, s.unit) for s in (numbered if len(numbered) > 1 else below)]


def _list_under(document: Document, section: Section) -> list[tuple[str, int]]:
    units = [(k, u) for k, u in enumerate(document.units) if u.section == section.index and u.kind in ("item", "paragraph")]
    first = next((n for n, (_, u) in enumerate(units) if u.kind == "item"), len(units))
    if first > 2 or not units[first:]:
        return []
    return _listed(document, units[first][0] - 1, _MOST)


def _from_bodies(document: Document) -> list[Group]:
    """The headings under the part of the plan that unfolds its measures, where at least two have something under them."""
    often = Counter(squash(s.title) for s in document.sections)  # 施策の内容 in each part is no body of the plan
    bodies = [s for s in document.sections if _BODIES.search(squash(s.title)) and not _OF_OTHERS.match(s.title) and often[squash(s.title)] <= 2]
    around = {upper.index for s in bodies for upper in document.lineage(s.parent)}  # 各論 around 基本方針ごとの施策
    for section in bodies:
        names = _children(document, section)
        if section.index not in around and 2 <= len(names) <= _MOST:
            return [(plan_above(document, section), names, "body")]
    return []


def _from_tables(document: Document) -> list[Group]:
    for table in document.tables:
        roles = column_roles(table.grid, table.header_rows)
        if "pillar" not in roles or set(roles) & {"term", "period", "indicator", "baseline"}:
            continue
        column = roles.index("pillar")
        cells = {id(c): c for row in table.grid[table.header_rows:] if (c := row[column]).units and squash(c.text) not in _TOTALS}
        names = [(cell_name(document, c), c.units[0]) for c in cells.values()]
        if 2 <= len(names) <= _MOST and all(0 < len(n) <= _NAME and not re.match(r"[0-9.,]+", n) for n, _ in names) and len(roles) > 1:
            return [(own_plan(document), list(dict(names[::-1]).items())[::-1], "table")]
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
            start, end = place_of(document, name, unit)
            printed_name = document.reading.value(start, end) if squash(document.reading.text[start:end]) == squash(name) else name
            pillars.append(Pillar(len(pillars), k + 1, printed_name, plan, start, end, unit, (), rule))
    titles = [squash(_bare(section.title)) for section in document.sections]
    return [replace(p, sections=tuple(_sections_of(document, titles, p, pillars))) for p in pillars]


def place_of(document: Document, name: str, unit: int) -> tuple[int, int]:
    """Where a unit prints a name (spaces beside Latin words may differ), or the whole unit if it does not."""
    text, within = document.reading.text, document.units[unit]
    pattern = r" ?".join(map(re.escape, squash(name)))
    match = re.compile(pattern).search(text, within.start, within.end) if name else None
    return match.span() if match else (within.start, within.end)


def _sections_of(document: Document, titles: Sequence[str], pillar: Pillar, pillars: Sequence[Pillar]) -> Iterable[int]:
    """The sections whose title (`titles`: bare, of all sections) is the pillar's name, alone or with a little beside it
    (「…」の推進 is not it)."""
    name = squash(pillar.name)
    twins = [p for p in pillars if squash(p.name) == name and p.plan_name != pillar.plan_name]
    for section, title in zip(document.sections, titles):
        longer = len(name) >= 6 and title.startswith(name) and 0 < len(title) - len(name) <= 8 and title[len(name)] in "(~-―"
        if (title == name or longer) and (not twins or plan_above(document, section) == pillar.plan_name):
            yield section.index
