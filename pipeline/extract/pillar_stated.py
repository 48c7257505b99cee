"""Pillars that a document states: by a number of them in a sentence, by worded numbers of headings, under a heading for them."""
from __future__ import annotations

import re
from collections import Counter
from functools import cached_property, partial
from itertools import islice
from typing import Sequence

from pipeline.extract import pillar_wording as wording
from pipeline.extract.history import term_columns
from pipeline.extract.own_plan import own_plan
from pipeline.extract.pillar_columns import in_columns
from pipeline.extract.pillar_groups import COUNT, LONGEST, MOST, Claim, counted, is_value, names_part
from pipeline.extract.pillar_plans import in_part_of_state, of_state, plan_above, plan_of
from pipeline.extract.pillar_signs import container
from pipeline.extract.plan_words import PLAN_END, QUOTED
from pipeline.extract.printed import bare, cell_name, lead, sign, squash, unnumbered
from pipeline.layout.document import Document, Section, Unit
from pipeline.layout.numbering import label_of, ordinal, word_role, words_of
from pipeline.layout.tables import role
from pipeline.layout.wraps import breaks_off
from pipeline.source import printed

_ANNOUNCEMENTS = 8  # in one paragraph that are looked at; the lists and tables behind it are searched for each
_WEIGHTY = re.compile("(?:基本|重点)(?!理念|姿勢|認識|原則|精神|条件)")  # how words begin for what a plan rests on (3つの基本施策)
_PLENTY = 3  # names in quotation marks beside a word for pillars


_CONTAINER = 12  # code points of a line over a list of pillars
_SIDE_BY_SIDE = re.compile(r"「[^「」\n]{2,40}」(?:(?:、|と|及び|や|・|並びに)?「[^「」\n]{2,40}」)+")
_BEHIND_DASH = re.compile(r"[ \u3000]*[-―—–－~～〜][^-―—–－~～〜]{3,}[-―—–－~～〜]?$")  # a motto: 変える －仕事の進め方の改革－
_IN_BRACKETS = re.compile(r"[ \u3000]*\([^()]*\)$")
_COUNTED = re.compile(rf"(?:つ|本|大)の?(?!{wording.OTHER_NOUNS})(?P<word>[一-龥々ァ-ヶーA-Z]{{1,8}})")  # what a heading counts that holds pillars
_FIELDS = 8  # items of a list that outlines a plan
_ENTITLED = re.compile(r"(?:計画の?)?名 ?称[ :：]*「?(?P<name>[^「」]{4,40}?(?:計画|戦略|ビジョン|プラン|構想|大綱|指針|プログラム)[0-9IVX]{0,4})」?(?:$|[(（])")
_FIRST = re.compile(r"①|\(1\)|(?<![0-9第.(])1(?=[^0-9.年月日つ番)])")
_TERM = re.compile("第[0-9一二三四五六七八九十]{1,3}[次期]")  # earlier plans in a list
_PURSUED = re.compile(r"(?:から|に立って|に沿って|に基づき|のもと|の下)[、,]?[^。]{0,24}?(?:取り?組|推進|進め|展開|施策|構成|成[るりっ])")  # 3つの視点から取り組んだ
_ELSEWHERE = re.compile(r"\((?:第[0-9]+[章節編部]|[0-9]+(?:ページ|頁)|p\.?[0-9]+)[^()]{0,12}\)$")  # 施策の柱(第3章): where more is said
_SET = ("に据え", "に掲げ", "に置", "を据え", "を掲げ")  # 「…」「…」の二つを改革の視点に据え
_OVER_LIST = re.compile(r"(?:の|における)(?:(?:主な)?(?:施策|計画|政策|取組|推進)の?)?(?P<what>体系|構成|WORDS)(?:図|一覧)?(?:は[、,]?(?:次|以下|下記)の(?:とおり|通り)(?:です|である|であった|でした)?[。:]?|[】〕\])>〉:。]*)$"
                        .replace("WORDS", "|".join(words_of("pillar"))))
_SUMS_UP = re.compile("(?:以上|これら|この|上記|上に掲げた|ここに掲げた)(?:の|に掲げた|、)?")
_ANNOUNCES_LIST = re.compile(r"(?:次|以下|下記)の(?:基本)?(?:方針|柱|目標|政策|戦略|方向|分野)(?:に|を|の|と|で)")


def stated(document: Document) -> list[Claim]:
    """What a sentence announces together with its list, headings with a worded number (基本目標1), and the headings or the
    list under one that is called 基本目標 or 施策の柱, and columns of plans."""
    return [*_from_announcements(document), *_from_headings(document), *_from_counts(document), *_from_containers(document), *in_columns(document)]


def _from_announcements(document: Document) -> list[Claim]:
    found: list[Claim] = []
    titles = _Titles(document)
    for i, unit in enumerate(document.units):
        if unit.kind not in ("paragraph", "item"):
            continue
        text = document.text(unit)
        numbered = wording.counts(text)
        quotes = "「" in text and not any(at == i for claim in found for _, at in claim.names)
        found += [Claim(plan_of(document, unit, at), titles.as_headed(names), "announced")
                  for at, names in _said(document, titles, i, text, numbered, quotes) if not of_state(text, at) and not in_part_of_state(document, unit, at)]
        if i and (before := document.units[i - 1]).kind == "item" and wording.enclosing().match(text) and (enclosed := _enclosed(document, i, before)):
            found.append(enclosed)
        if numbered and (opened := _ANNOUNCES_LIST.search(text)) and not (found and found[-1].names[0][1] > i):
            names = _listed(document, i, MOST)
            if 2 <= len(names) <= MOST and titles.headed(names):
                found.append(Claim(plan_of(document, unit, opened.start()), names, "announced"))
    return found


def _enclosed(document: Document, i: int, last: Unit) -> Claim | None:
    """The items of the list that ends with the unit `last` before unit `i`, in a sentence that begins above the list and whose rest
    calls them pillars (前計画では、 / ・… / ・… / を柱として); the plan is the one that its beginning tells of."""
    k = i - 1
    while k > 0 and (unit := document.units[k - 1]).kind == "item" and unit.section == last.section:
        k -= 1
    opening = document.units[k - 1] if k else last
    names = [name for name in _listed(document, k - 1, MOST) if name[1] < i] if opening.kind == "paragraph" and opening.section == last.section else []
    if not 2 <= len(names) <= MOST or not breaks_off(document.text(opening)):
        return None
    return Claim(plan_of(document, opening, opening.end - opening.start), names, "announced")


_Said = tuple[int, list[tuple[str, int]]]  # the position in a unit's text where pillars are announced, and their names with their units


def _said(document: Document, titles: _Titles, i: int, text: str, numbered: bool, quotes: bool) -> list[_Said]:
    """What a text announces: by a number or one by one, or in quotation marks; both where the text tells of two plans."""
    said = _by_number(document, titles, i, text) if numbered else None
    said = said or (_one_by_one(document, titles, i, text) if wording.numbers(text) else None)
    quoted = _quoted(document, titles, i, text) if quotes else None
    if said is None or quoted is None or said[1][0][1] != i:
        return [found for found in (quoted or said,) if found is not None]
    unit = document.units[i]
    return [said, quoted] if plan_of(document, unit, said[0]) != plan_of(document, unit, quoted[0]) else [said]


def _by_number(document: Document, titles: _Titles, i: int, text: str) -> _Said | None:
    """So many pillars as a sentence says: in it, one by one in the next ones, or in the list, the table or the headings behind it."""
    unit = document.units[i]
    for match in islice((m for pattern in wording.announced() for m in pattern.finditer(text)), _ANNOUNCEMENTS):
        count, word = ordinal(match.group("n")), match.group("word")
        if not 2 <= count <= MOST:
            continue
        start = match.start()
        inline = partial(_inline, document, unit, start, match.end(), count, word)
        names = next((own for find in (partial(_listed, document, i, count), partial(_ordered, i, text, match.start("n"), count), inline,
                                       partial(_unquoted, i, text, match, count), partial(_tabled, document, i, count, titles), partial(_below, document, titles, unit, count),
                                       partial(_summed_up, document, i, text[:start], count)) if len(own := find()) == count), [])
        here = bool(names) and names[0][1] == i and ("」" in text[match.end() - 1:match.end() + 1] or _WEIGHTY.match(word))  # 四つの「挑戦」
        pursued = word_role(word) == "viewpoint" and (_PURSUED.match(text, match.end()) is not None or bool(names) and names[0][1] == i and text.startswith(_SET, match.end()))
        listed = bool(names) and document.units[names[0][1]].kind != "heading"
        coined = word.isascii() and text.startswith(("に取り組", "に沿", "により", "を柱", "で構成", "から成", "からな"), match.end())  # 3つのX
        if names and (here or pursued or coined or _numbered_by(document, word, names) or word_role(word) == "pillar" or listed and titles.headed(names) or titles.over(word, names)):
            return start, names
    return None


def _unquoted(i: int, text: str, match: re.Match[str], count: int) -> list[tuple[str, int]]:
    """Names without quotation marks: in the bracket behind the word, one by one in the next sentences, or before the number."""
    word, at = match.group("word"), match.start("n")
    inside = wording.in_bracket(text, match.end(), count)
    if word_role(word) != "pillar" and not _WEIGHTY.match(word):
        return [(name, i) for name in inside]
    return [(name, i) for name in inside or wording.each(text, match.end(), count) or wording.before_number(text, at, count)]


def _numbered_by(document: Document, word: str, names: Sequence[tuple[str, int]]) -> bool:
    """Whether items or headings are numbered with the word that a sentence calls them by (四つの「舵」 over 第一の舵 …)."""
    return all(word in (unit.marker or (document.sections[unit.section].number if unit.section >= 0 else "")) for unit in (document.units[i] for _, i in names))


def _ordered(i: int, text: str, at: int, count: int) -> list[tuple[str, int]]:
    """The names that a text counts from a sentence on: 第一は「…」、第二は「…」, or before the number: ①…、②…の二つを."""
    start = text.rfind("。", 0, at) + 1
    first = _FIRST.search(text, start, at)
    names = wording.by_ordinals(text, start, count) or (counted(text, first.start())[0] if first is not None else [])
    summed = names and text[:at].endswith(("以上、", "以上の", "以上")) and names[-1].endswith("以上")  # ③人を育てる 以上、三つを
    return [(name, i) for name in ([*names[:-1], names[-1].removesuffix("以上")] if summed else names)]


def _one_by_one(document: Document, titles: _Titles, i: int, text: str) -> _Said | None:
    """Pillars that a sentence counts without saying how many they are: …の柱は、①…、②…; 柱は、1「…」、2「…」; 「…」を第一の柱、「…」を第二の柱."""
    for match in islice(wording.enumerated().finditer(text), _ANNOUNCEMENTS):
        names = [(name, i) for name in counted(text, match.end())[0]]
        if 2 <= len(names) <= MOST and titles.headed(names):
            return match.start(), names
    for at, numbered in (wording.by_labels(text), wording.signed(text)):
        if numbered:
            return at, [(name, i) for name in numbered]
    if text.count("「") < 2:
        return None
    called = wording.introduced().search(text)
    named = wording.by_ordinals(text, called.end(), called=True) if called is not None else []
    at = called.start() if called is not None and named else 0
    named = named or wording.by_ordinals(text, 0)
    return (at, [(name, i) for name in named]) if named else None


def _quoted(document: Document, titles: _Titles, i: int, text: str) -> _Said | None:
    """Names in quotation marks beside a word for pillars; two only where most of them are headings or items too."""
    match = wording.quoted().search(text)
    if match is None and (siblings := _siblings(titles, text)) is not None:
        return siblings
    names = [(bare(m.group(1)), i) for m in QUOTED.finditer(match.group())] if match is not None else []
    if match is None or not (len(names) >= _PLENTY or titles.headed(names) or titles.headed(names, items=True)):
        return None
    return match.start(), names


def _siblings(titles: _Titles, text: str) -> _Said | None:
    """Names in quotation marks side by side that are, all of them and in this order, the titles of the numbered headings under one."""
    for match in _SIDE_BY_SIDE.finditer(text):
        names = [m.group(1) for m in QUOTED.finditer(match.group())]
        if 2 <= len(names) <= MOST and (found := titles.in_order.get(tuple(map(squash, names)))) is not None:
            return match.start(), found
    return None


class _Titles:
    """What stands as a heading, or as an item or term of a list, in a document; looked up only once."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def _headings(self) -> set[str]:
        return {squash(bare(s.name)) for s in self._document.sections}

    @cached_property
    def in_order(self) -> dict[tuple[str, ...], list[tuple[str, int]]]:
        """The names and units of the headings with numbers right under one, by their names without mottos."""
        found: dict[tuple[str, ...], list[tuple[str, int]]] = {}
        for sections in self.parted.values():
            named = [(_BEHIND_DASH.sub("", bare(s.name)), s.unit) for s in sections if s.number and not names_part(s.title)]
            found.setdefault(tuple(squash(name) for name, _ in named), named)
        return found

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

    def as_headed(self, names: list[tuple[str, int]]) -> list[tuple[str, int]]:
        """The names without the figures that number all of them, and without the brackets behind them if the headings have them so
        (…まち(健康・福祉), headed …まち)."""
        names = [(name, unit) for name, (_, unit) in zip(unnumbered([name for name, _ in names]), names)]
        plain = [(_IN_BRACKETS.sub("", name), unit) for name, unit in names]
        return plain if plain != names and self.headed(plain) and not self.headed(names) else names

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
    names = [(name, k) for name, (_, k) in zip(unnumbered([n for n, _ in names]), names)]
    return names if all(0 < len(n) <= LONGEST for n, _ in names) and not all(_TERM.match(n) for n, _ in names) else []


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


def _inline(document: Document, unit: Unit, start: int, end: int, count: int, word: str) -> list[tuple[str, int]]:
    """Names in quotation marks in the announcing sentence, before or after the number; word: what it calls them (四つの「挑戦」)."""
    text = document.text(unit)
    index = document.unit_index(unit.start)
    sentence = text.rfind("。", 0, start) + 1
    stop = text.find("。", end)
    before = [bare(m.group(1)) for m in QUOTED.finditer(text, sentence, end) if m.group(1) != word and not m.start() < start < m.end() and not PLAN_END.search(m.group(1))]
    after = [bare(m.group(1)) for m in QUOTED.finditer(text, end, stop if stop >= 0 else len(text))]
    names = before[-count:] if len(before) >= count else after[:count]
    return [(n, index) for n in names] if len(names) == count else []


def _tabled(document: Document, i: int, count: int, titles: _Titles) -> list[tuple[str, int]]:
    """The pillars in the first column, or in the header row, of the table right after unit `i`."""
    table = next((document.tables[u.table] for u in document.units[i + 1:i + 4] if u.kind == "cell"), None)
    if table is None or term_columns(table):  # 五つの大綱の概要は次の表のとおり
        return []
    columns = [[row[c] for row in table.grid[table.header_rows:]] for c in range(min(2, len(table.grid[0])))]
    found = [list({cell_name(document, c): (cell_name(document, c), c.units[0]) for c in reversed(cells) if c.units}.values())[::-1] for cells in (*columns, table.grid[0])]
    fitting = [names for names in found if len(names) == count and all(0 < len(n) <= LONGEST for n, _ in names)
               and 2 * sum(bool(role(n)) or bool(ordinal(n)) or is_value(n) for n, _ in names) <= len(names)]  # names of columns, figures and goals are none
    return next((names for names in fitting if titles.headed(names)), fitting[0] if fitting else [])


def _below(document: Document, titles: _Titles, unit: Unit, count: int) -> list[tuple[str, int]]:
    """The headings right under the announcing unit's own heading, or those after it, where their number, or that of the worded ones, fits."""
    above = list(document.lineage(unit.section))[:2]
    for k, parent in enumerate(s.index for s in above):
        below = [s for s in titles.parted.get(parent, ()) if document.units[s.unit].start > unit.start]
        if k and below and _count_on(above[0], below):
            continue  # 2 to 4 behind 1, which tells of three fields
        worded = [s for s in below if (label := label_of(s.number)) is not None and label.word]
        names = [(s.name, s.unit) for s in (below if len(below) == count else worded)]
        if len(names) == count and not any(names_part(name) for name, _ in names):
            return names
    return []


def _count_on(first: Section, others: Sequence[Section]) -> bool:
    """Whether headings have numbers of the kind that the one before them has, so that it is one of them."""
    label = label_of(first.number)
    return label is not None and all((own := label_of(s.number)) is not None and own.family == label.family for s in others)


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


def _from_counts(document: Document) -> list[Claim]:
    """The headings right under one that says how many of something they are (四つのエンジン; 五本の柱), where their number is that."""
    found: list[Claim] = []
    for section in document.sections:
        match = COUNT.search(section.title)
        count = ordinal(match[1]) if match is not None else 0
        counted_as = _COUNTED.match(section.title, match.end(1)) if match is not None else None
        if counted_as is None or not (_PLENTY if word_role(counted_as["word"]) != "pillar" else 2) <= count <= MOST:
            continue
        below = [s for s in document.sections if s.parent == section.index and s.title]
        if len(below) == count and not any(names_part(s.name) for s in below):
            found.append(Claim(plan_above(document, below[0]), [(s.name, s.unit) for s in below], "counted"))
    return found


def _from_containers(document: Document) -> list[Claim]:
    """The headings, or the list, right under a heading that is called 基本目標, 施策の柱 or the like."""
    found: list[Claim] = []
    often = Counter(squash(s.title) for s in document.sections)
    for section in document.sections:
        if not container().match(_ELSEWHERE.sub("", title := squash(section.title))) or often[title] > 2:
            continue  # a part that comes under each pillar (プロジェクト) contains none
        names = children(document, section) or _list_under(document, section)
        if 2 <= len(names) <= MOST:
            found.append(Claim(plan_above(document, section), names, "container"))
    for i, unit in enumerate(document.units):
        if unit.kind == "item" and unit.end - unit.start <= _CONTAINER and unit.marker and container().match(squash(document.text(unit))):
            names = _listed(document, i, MOST)
            if 2 <= len(names) <= MOST and _kind(document.units[names[0][1]]) != _kind(unit):
                found.append(Claim(_entitled(document, i) or plan_of(document, unit, 0), names, "container"))
        if unit.kind != "paragraph":
            continue
        text = document.text(unit)
        over = _OVER_LIST.search(text) if "の" in text else None
        if over is not None or unit.end - unit.start <= _CONTAINER and container().match(squash(text)):
            names = _listed(document, i, MOST)
            plan = plan_of(document, unit, over.start() if over is not None else 0)
            outline = over is not None and not word_role(over["what"]) and not (_worded(document, names) or plan != own_plan(document))
            if 2 <= len(names) <= MOST and not outline and not all(document.text(document.units[k]).endswith("。") for _, k in names):
                found.append(Claim(plan, names, "container"))
    return found


def _kind(item: Unit) -> tuple[int, str]:
    """How far an item is set in, and the kind of its number or sign."""
    label = label_of(item.marker)
    return item.depth, label.family if label is not None else item.marker


def _entitled(document: Document, i: int) -> str:
    """The plan that an item before another in its list gives as the name of the plan ((1) 名称 …計画, (3) 基本方針); '' for none."""
    for k in range(i - 1, max(-1, i - _FIELDS), -1):
        if document.units[k].kind != "item":
            break
        if (found := _ENTITLED.match(document.text(document.units[k]))) is not None:
            return printed(found["name"])
    return ""


def _worded(document: Document, names: Sequence[tuple[str, int]]) -> bool:
    """Whether items have the worded numbers of pillars (柱I, 柱II)."""
    labels = [label_of(document.units[k].marker) for _, k in names]
    return all(label is not None and word_role(label.word) == "pillar" for label in labels)


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
