"""Programs: the topics on the level of a 施策, from headings under a pillar and from the openings of its sentences."""
from __future__ import annotations

import re
from functools import lru_cache
from typing import Iterator, Sequence

from pipeline.extract import measure_names as names
from pipeline.extract.led import led
from pipeline.extract.mentions import Measure, Pillar
from pipeline.extract.printed import lead, place_of, sign, squash
from pipeline.extract.projects import is_clause, lists, sections_under
from pipeline.extract.sheets import labelled
from pipeline.layout.document import Document, Section, Unit
from pipeline.layout.numbering import label_of, word_role
from pipeline.rules import load

_LONGEST = 80  # code points of a topic
_SHORTEST, _LONGEST_ITEM = 4, 40  # code points of a topic that is an item
_ANNOUNCED = re.compile(r"(?:次|以下|下記)の(?:[0-9一二三四五六七八九十]{1,2}つの|とおりの)?(?:主な|重点|具体的な?)?(?:施策|取組|取り組み)(?:に|を|と|で)|"
                        r"(?:施策|取組|取り組み)は、?(?:次|以下|下記)の|(?:主な|推進する|具体的な|重点)(?:施策|取組|取り組み)[】〕\]]?$")
_LISTED = frozenset(("推進する施策", "主な施策", "具体的な施策", "重点施策", "主要施策", "施策", "主な取組", "具体的な取組", "取組", "重点取組", "取組内容"))
_FIGURES = re.compile(r"[0-9]+(?:\.[0-9]+)?[%人件社団校か箇]|[→⇒:]")
_NAMED = ("事業", "補助金", "交付金")  # a heading that ends so names one project
_PROJECTS = re.compile(r"(?:主な|主たる|主要な?|代表的な|中心となる|行う|進める|関連(?:する)?|重点|実施する?|具体的な?|個別|推進する)?(?:事業|プロジェクト)(?:一覧|の概要|の内容)?")
_STATE = re.compile(r"現状|現況|課題|問題点|背景")  # sections that state how things are
_SENTENCE = re.compile(r"[^。\n]*(?:「[^」\n]*」[^。\n]*)*(?:。|(?=\n))")
_STOPS = re.compile("[。「『(」』)]")
_LINK = re.compile(r"(?:また|さらに|更に|加えて|併せて|あわせて|このほか|そのほか|なお|そして|一方で?|同時に|特に|このため|そのため|これに加え|次に|まず|最後に|"
                   r"今後は?|引き続き|とりわけ|具体的には|その上で|これらに加え|他方)(?:、|,)?")
_TOPIC = re.compile(
    r"(?P<about>(?:に(?:ついて|つきまして|関して|関しまして|係る取組について)|をめぐって|を巡って)は)、?"
    r"|(?P<setting>(?:において|にあって|におきまして)は|(?<!こと)(?<!もの)(?<!だけ)(?<!まで)(?<!ため)では)、"
    r"|(?P<act>を(?P<verb>[^、。をはがの「」]{1,14}?)(?P<tail>するため|するために|るため|すため|くため|うため|むため|ぐため|ぶため|つため)(?:に?は?、|(?=[一-龥ァ-ヶA-Z])))"
    r"|(?P<to>に(?P<answer>対応|対処|備え|応え|貢献|寄与|配慮)(?:する)?ため(?:に?は?、|(?=[一-龥ァ-ヶA-Z])))"
    r"|(?P<aim>のため(?:に)?、)"
    r"|(?P<toward>に(?:向けて?|当たって|あたって)は?、)"
    r"|(?P<by>を(?P<use>活用|利活用|利用|導入)し(?:て|、))")
_DROPPED = frozenset({"推進", "支援", "促進", "図"})
_MANNER = re.compile(r"[きりいみちびぎしえけせてねめれげべ]方$(?<!い方)|(?:使い|行い|扱い)方$")  # 働き方, 進め方 are no persons
_CLAUSE = re.compile(r"(?:は|が|も|により|によって|から|まで|中|中で|ほか|とともに|ながら|ところ|際|ことで|踏まえ|踏まえて|に対し|に対して|にかけて|ため|ために|として|に基づき|に伴い|を受け|を受けて|"
                     r"[年月日度]に?|以降)、")
_PREDICATE = re.compile(r"(?:する|した|して|ている|ない|たい|しい|[きりみちに]い|れる|せる|える|べき|(?<![ょゅどぼ])う|く|す|つ|ぬ|ぶ|む|(?<![あ-ん])る|た)$")
_PARTS = re.compile(r"(?:主な|主たる|主要な?|代表的な|中心となる|行う|進める|取り組む|関連(?:する)?|関係|実施|推進する?|具体的な|該当|個別|重点的な?|今後の|その|事業)?(?:事業|施策|取組|取り組み|対策|計画)(?:の?(?:一覧|内容|概要|計画|方針|方向性?|展開|体系|考え方))?(?:\(.*\))?")


@lru_cache(maxsize=1)
def _settings() -> dict[str, tuple[str, ...]]:
    kinds: dict[str, list[str]] = {}
    for row in load("settings"):
        kinds.setdefault(row["kind"], []).append(row["word"])
    return {k: tuple(v) for k, v in kinds.items()}


@lru_cache(maxsize=1)
def _structural() -> tuple[frozenset[str], tuple[str, ...]]:
    rows = load("structural_headings")
    return frozenset(squash(r["title"]) for r in rows), tuple(squash(r["title"]) for r in rows if r["whole"] == "no")


def find(document: Document, pillars: Sequence[Pillar]) -> list[Measure]:
    """The programs under the pillars' headings: headings that name a 施策 or 取組, and topics of running text."""
    above = sections_under(document, pillars)
    return [*_from_headings(document, pillars, above), *_from_lists(document, pillars, above), *_from_narrative(document, above),
            *_from_led(document, pillars)]


def _from_headings(document: Document, pillars: Sequence[Pillar], above: dict[int, int]) -> Iterator[Measure]:
    own = {s for p in pillars for s in p.sections}
    alike: dict[tuple[int, str], list[bool]] = {}
    for section in document.sections:
        if above.get(section.index, -1) >= 0:
            alike.setdefault(_kind(section), []).append(names.is_project(section.title))
    mostly = {kind for kind, projects in alike.items() if 2 * sum(projects) > len(projects) > 1}
    parts = _repeated(document, above)
    grouping = {s.parent for s in document.sections if is_worded(s)}  # what groups 施策 is none
    for section in document.sections:
        pillar = above.get(section.index, -1)
        if section.index in grouping or section.index in own or not (pillar >= 0 or is_worded(section)) or not section.title or (
                is_part(section) or squash(section.title) in parts):
            continue
        text = document.reading.text
        start, end = names.trim(text, *place_of(document, section.title, section.unit))
        if start < end and text[start] in "【〔《〈<" and text[end - 1] in "】〕》〉>":
            start, end = start + 1, end - 1
        if end - start < 2 or end - start > _LONGEST or names.is_sentence(text[start:end]):
            continue
        level = "project" if not is_worded(section) and (text[start:end].endswith(_NAMED) or _names_project(
            document, section, text[start:end], mostly)) else "program"
        yield Measure(start, end, level, "heading", section.index, pillar, "heading" if pillar >= 0 else "",
                      float(pillar >= 0), "heading.word" if is_worded(section) else "heading.under")


def _kind(section: Section) -> tuple[int, str]:
    """The level of a heading and what its number looks like, figures aside."""
    return section.level, re.sub(r"[0-9]+", "0", section.label)


def _repeated(document: Document, above: dict[int, int]) -> frozenset[str]:
    """Titles that come again under most pillars: they name a part of each pillar's chapter, whatever they are called."""
    under: dict[str, set[int]] = {}
    for section in document.sections:
        if (pillar := above.get(section.index, -1)) >= 0:
            under.setdefault(squash(section.title), set()).add(pillar)
    pillars = len(set(above.values()))
    return frozenset(title for title, where in under.items() if len(where) > 1 and 2 * len(where) > pillars)


def _names_project(document: Document, section: Section, name: str, mostly: set[tuple[int, str]]) -> bool:
    """Whether a heading names a project: it stands under 主な事業 or the like, or it ends as one (…システム) and so do most
    headings with its kind of number at its level; mostly: the kinds of which that holds."""
    if section.parent >= 0 and _PROJECTS.fullmatch(squash(document.sections[section.parent].title)):
        return True
    return names.is_project(name) and _kind(section) in mostly


def is_worded(section: Section) -> bool:
    """A heading with the worded number of a 施策 (施策1-1)."""
    label = label_of(section.label)
    if label is None or not label.word:
        return False
    return word_role(label.word) == "program" or word_role(label.word) == "pillar" and len(label.path) > 1


def is_part(section: Section) -> bool:
    title = squash(section.title)
    whole, ends = _structural()
    return title in whole or title.endswith(ends) or title.startswith(("計画の", "本計画", "図表")) or _PARTS.fullmatch(title) is not None


def _from_lists(document: Document, pillars: Sequence[Pillar], above: dict[int, int]) -> Iterator[Measure]:
    """The outer items of a list under a pillar that a line or a heading announces as 施策 or 取組, and those over items that
    are projects: names of topics, none of them a sentence, a project or a heading of its own."""
    taken = {squash(p.name) for p in pillars} | {squash(s.title) for s in document.sections}
    text = document.reading.text
    for head, items in lists(document):
        pillar = above.get(items[0].section, -1)
        if pillar < 0 or any(_STATE.search(upper.title) for upper in document.lineage(items[0].section)):
            continue
        depth = min(u.depth for u in items)
        first = next(u for u in items if u.depth == depth)
        outer = [u for u in items if u.depth == depth and sign(u.marker) == sign(first.marker)]  # ◆ behind ・ tells something else
        places = {u: place for u in outer if (place := _item_topic(document, u)) is not None and squash(text[slice(*place)]) not in taken}
        announced = _ANNOUNCED.search(head) is not None or squash(document.sections[items[0].section].title) in _LISTED
        over = sum(names.is_project(text[slice(*names.trim(text, u.start, u.end))]) for u in items if u.depth > outer[0].depth)
        if len(places) == len(outer) and (announced and len(outer) > 1 or over >= len(outer)):
            for unit, place in places.items():
                yield Measure(*place, "program", "list", unit.section, pillar, "heading", 1.0, "list.topic")


def _item_topic(document: Document, unit: Unit) -> tuple[int, int] | None:
    """The place of an item that is a topic: a noun phrase, no project, no figure of an indicator."""
    text = document.reading.text
    behind = lead(document, unit)[1]
    start, end = names.trim(text, unit.start, behind if behind > unit.start else unit.end)
    name = text[start:end]
    if not _SHORTEST <= len(name) <= _LONGEST_ITEM or end >= unit.end - 1 and text[unit.end - 1] == "。" or names.is_project(name) or is_clause(name) or (
            names.is_sentence(name) or _PREDICATE.search(name) or labelled(text, start, end) or _FIGURES.search(name)):
        return None
    return start, end


def _from_narrative(document: Document, above: dict[int, int]) -> Iterator[Measure]:
    for unit in document.units:
        if unit.kind not in ("paragraph", "item") or (pillar := above.get(unit.section, -1)) < 0 or unit.end == unit.start:
            continue
        if unit.kind == "item" and document.reading.text[unit.end - 1] != "。" or _STATE.search(document.sections[unit.section].title):
            continue
        for start, end, rule in _topics(document, unit, unit.start):
            yield Measure(start, end, "program", "narrative", unit.section, pillar, "heading", 1.0, rule)


def _from_led(document: Document, pillars: Sequence[Pillar]) -> Iterator[Measure]:
    for unit, pillar, behind in led(document, pillars):
        for start, end, rule in _topics(document, unit, behind):
            yield Measure(start, end, "program", "narrative", unit.section, pillar, "list", 1.0, rule)


def _topics(document: Document, unit: Unit, start: int) -> Iterator[tuple[int, int, str]]:
    """The topics of a unit's sentences from a position on, with the rules that found them."""
    for number, (a, b) in enumerate(_sentences(document, unit, start)):
        if (place := _topic(document.reading.text, a, b, paragraph_open=number == 0)) is not None:
            yield place


def _sentences(document: Document, unit: Unit, start: int) -> Iterator[tuple[int, int]]:
    """The sentences of a unit from a position on; 。 inside quotation marks closes none."""
    text, depth = document.reading.text, 0
    for stop in _STOPS.finditer(text, start, unit.end):
        i, char = stop.start(), stop.group()
        if char in "「『(":
            depth += 1
        elif char in "」』)":
            depth = max(0, depth - 1)
        elif char == "。" and depth == 0:
            yield start, i + 1
            start = i + 1
    if start < unit.end:
        yield start, unit.end


def _topic(text: str, start: int, end: int, paragraph_open: bool) -> tuple[int, int, str] | None:
    """The place of a sentence's topic and the rule that found it; None if it opens with none.

    A paragraph's first sentence may set a scene before its topic (人口減少が進む中、観光振興については); a later one must open
    with the topic."""
    while (link := _LINK.match(text, start, end)) and link.end() > start:
        start = link.end()
    for match in _TOPIC.finditer(text, start, min(end, start + 2 * _LONGEST)):
        if _inside_quotes(text, start, match.start()):
            continue
        kind = next(k for k in ("about", "setting", "aim", "toward", "to", "by", "act") if match.group(k))
        marked = match.group("toward") == "に向けては、"  # 離島への輸送に向けては、 sets a topic in any sentence; 実現に向け、 only sets a scene there
        if kind in ("by", "toward") and not paragraph_open and not marked:
            return None
        stop = match.start()
        if kind == "act" and match.group("verb") + match.group("tail")[0] not in ("図る",) and match.group("verb") not in _DROPPED:
            stop = match.end("verb") if match.group("tail").startswith("する") else match.end("verb") + 1
        if kind in ("by", "to"):
            stop = match.end("use" if kind == "by" else "answer")
        opened = _after_scene(text, start, match.start(), kind, paragraph_open)
        if opened is None:
            return None
        name = text[opened:stop].strip()
        if _is_topic(name, kind):
            return opened, stop, f"narrative.{kind}"
        if kind not in ("setting", "toward"):
            return None
        if not paragraph_open:
            return None
    return None


def _inside_quotes(text: str, start: int, at: int) -> bool:
    part = text[start:at]
    return part.count("「") > part.count("」") or part.count("(") > part.count(")") or part.count("『") > part.count("』")


def _after_scene(text: str, start: int, stop: int, kind: str, paragraph_open: bool) -> int | None:
    """Where the topic phrase starts; None if a clause stands before it where none may."""
    scenes = [m for m in _CLAUSE.finditer(text, start, stop) if not _inside_quotes(text, start, m.start())]
    if not scenes:
        return start
    return scenes[-1].end() if paragraph_open else None


def _is_topic(name: str, kind: str) -> bool:
    kinds = _settings()
    if not 2 <= len(name) <= _LONGEST or name in kinds["whole"] or re.match(r"[、。)」をにはがのともでやへ](?![ぁ-ん]*[一-龥])", name):
        return False
    if re.search(r"[はがもを]$|(?:これ|それ|その|この)(?:ら)?$", name) or re.match(r"(?:こ|そ)(?:れ|の|う)", name):
        return False
    if kind in ("setting", "toward") and name.endswith(kinds["end"]):
        return False
    if kind == "aim" and name.endswith(kinds["person"]) and not _MANNER.search(name):
        return False
    if kind in ("setting", "about", "toward", "aim") and _PREDICATE.search(name):
        return False
    if kind == "setting" and (re.search(r"(?:し|て|り|き|み)、", name)):
        return False
    return re.search(r"(?:は|が)、|[^一-龥]は[^一-龥]{0,2}、", name) is None
