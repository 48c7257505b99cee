"""Candidates for measures in lists: each item, and the names in one line behind a word that announces them."""
from __future__ import annotations

import re
from itertools import zip_longest
from typing import Iterator, NamedTuple, Sequence

from pipeline.extract import measure_names as names
from pipeline.extract.measure_signs import Around, Candidate, Signs, is_deed, of_name, ones, said, share, shares
from pipeline.extract.mentions import Measure, Pillar
from pipeline.extract.printed import lead, sign, squash
from pipeline.extract.sheets import labelled
from pipeline.layout.document import Document, Unit
from pipeline.layout.tables import is_label, role

_UNIT_AT_END = re.compile(r"[ \u3000]*[(（]?(?:単位[:： ]*)?(?:百万|千|億|万)?円[)）]?[ \u3000|]*$")  # 主な事業 百万円: the unit of the amounts behind the names
_HEADS = re.compile(r"(?:予算措置|事業|取組|取り組み|取組み|施策|システム|プロジェクト)(?:名|一覧|例|内容|項目|等)?(?:\([^()]*\))?[】〕>》〉\]:：)]*$|(?:次|以下|下記)[のに](?:とおり|事業|取組|施策|挙げ|掲げ|示)")
_TOPICS = re.compile(r"(?:次|以下|下記)の(?:[0-9一二三四五六七八九十]{1,2}つの|とおりの)?(?:主な|重点|具体的な?)?(?:施策|取組|取り組み)(?:に|を|と|で)|"
                     r"(?:施策|取組|取り組み)は、?(?:次|以下|下記)の|(?:主な|推進する|具体的な|重点)(?:施策|取組|取り組み)[】〕>》〉\]:)]*$")
_LINE_LABEL = (r"[【〔\[<(〈《]?(?:(?:主な|おもな|主要な?|関連(?:する)?|実施|具体的な?|個別)?|(?:推進(?:する)?|実施(?:する|した)|進める|行う|行った|対応する|該当(?:する)?|属する|重点|取組)(?=事業|システム|プロジェクト))(?:(?:事務事業|事業|取組|取り組み|施策|プロジェクト|システム)(?:名称?|例)?|(?:推進|実施|改革|取組|重点)項目)")
_LINE_HEAD = re.compile(_LINE_LABEL + r"(?:[】〕\]>)〉》][ :：]*|[ :：]+|(?=[【《〔○●◯◎◇◆]))(?=[^ :：。]{3})")
_BEFORE_GAP = re.compile(_LINE_LABEL)  # 事業名　RPA導入事業: no space stands beside Latin words in the reader's text
_LABELLED = re.compile(r"(?:(?P<before>[^:：/、。()「」【〔\[ ]{1,8})[:：/] ?|[【〔\[](?P<boxed>[^【】〔〕\[\]、。]{1,8})[】〕\]] ?)(?=[^ :：/。][^:：。]{3,60}$)")
_LEAST = 2  # lines with a label each
_LINE = 40  # code points of a line that is a name
_MONEY_ALONE = re.compile(r"約?[0-9][0-9,.億万千百 ]*円")
_NO_LINE = re.compile("[、。:：]|は|ます|(?:計画|プラン|戦略|ビジョン).")
_ANNOUNCED = "(?:事業|取組|取り組み|取組み|施策|プロジェクト|システム|制度)"
_OF_PART = r"(?:この|本|当該?|前)?[一-龥ァ-ヶーA-Za-z0-9]{1,12}(?:の|に(?:掲げ[たる]|属する|係る|関する|基づく)|における)"
_LISTED = re.compile(rf"[【〔\[(<《]?(?:今後の|当面の|{_OF_PART}(?=主な|おもな|主要|関連|重点|個別))?(?:主な|おもな|主要な?|関連(?:する)?|重点|実施(?:する|した)?|具体的な?|個別|推進する)?{_ANNOUNCED}(?:(?:[・/、]|及び|と){_ANNOUNCED}){{0,3}}"
                     r"(?:一覧|例|の内容|内容|等)?[】〕\])>》]?[:：]?")  # a line or an item that announces others
_NEXT = re.compile(r"(?:次|以下|下記)の(?:とおり|事業|取組|施策|もの|こと|点)")
_FIELD = re.compile(r"名称?[】〕\]>)]?[ :：]*$|項目[】〕\]>)]?[ :：]*$")
_LINE_GAP = re.compile(r" ?[/／、,;；|] ?")
_MARKED = re.compile(r"[【〔\[(][^【】〔〕\[\]()]{1,8}[】〕\])] ?$")  # …事業【新規】
_LINE_SIGN = re.compile(r" ?[○●◯◎◇◆] ?")
_SENTENCE = re.compile(r"(?:^|(?<=[。\n]))(?:(?:これ|こ)(?:ら)?[^。、]{0,16}?|[^。、]{0,24}?)(?P<head>(?:主な|おもな|主要な?|関連(?:する)?|具体的な|実施した|行った|該当する|属する|当たる|対応する|この|その|の)(?:事業|システム|制度|プロジェクト)(?:として)?は、)"
                       r"(?P<names>[^。]{8,400}?)(?:など|等)?(?:の[0-9一二三四五六七八九十]{1,3}(?:事業|件|つ))?(?:である|であった|です|でした|がある|があった|があります|がありました|を(?:実施|行)[^。]{0,8})。")
_AND = re.compile("、(?:及び|並びに|そして)?|及び|並びに")
_NO_NAME = re.compile("[はがを]|した$|する$")
_OF_PROJECT = re.compile("(?:主要|重点|個別|具体的)?事業")  # the word of an item's number (事業①)
_GROUPS = re.compile(r"(?:に関する|に係る|のための)(?:もの|取組|取り組み|事業|施策)$|(?:関係|関連|分野|部門|向け)$|(?:[がとで]|との?(?:協働|共同|連携)[で]?)(?:新たに|主に|共に|ともに)?(?:行う|実施する|進める|取り組む|担う)(?:主な)?(?:事業|取組|取り組み|施策|もの)$")  # an item over others that only says what these are about
_SIGNS = tuple("○●◯◎◇◆")
_SHORTEST = 3  # code points of a name in a line
_NEAR = 40  # code points of the line before a list that are looked at
_MOST_DEEDS = 0.6  # share of items that name something done
_DEPTHS = 100  # more than a list has
_MANY = 8  # items of a long list


class _Item(NamedTuple):
    """An item of a list: its unit, the place of the name in it, its signs and whether it ends as names of projects do."""

    unit: Unit
    place: tuple[int, int]
    signs: Signs
    is_project: bool


def find(around: Around) -> Iterator[Candidate]:
    """The items of all lists and the names in lines."""
    labelled = list(labelled_lines(around.document))
    taken = {unit.end for _, items in labelled for unit in items}
    alone = ((head, kept) for head, items in named_lines(around.document) if (kept := [unit for unit in items if unit.end not in taken]))
    for head, items in (*lists(around.document), *alone, *labelled):
        if not around.explains(items[0].section):
            yield from _from_list(around, head, _parted(around.document, _behind_labels(around.document, head, items) or items))
    head = ""
    for unit in around.document.units:
        if unit.kind in ("paragraph", "item") and not around.explains(unit.section):
            if (candidate := _from_line(around, head, unit)) is not None:
                yield candidate
            elif unit.kind == "paragraph":
                yield from _from_sentences(around, unit)
        if unit.kind not in ("item", "note", "cell"):
            head = around.document.text(unit)


def lists(document: Document) -> Iterator[tuple[str, list[Unit]]]:
    """The lists of a document: the text right before each and its items. An item that announces the ones below it (◎主な事業)
    is the text before these."""
    head = ""
    items: list[Unit] = []
    over: tuple[str, Unit, list[Unit]] | None = None  # the list that an announcing item interrupts, with that item
    units = [unit for unit in document.units if unit.kind not in ("note", "cell")]
    for unit, after in zip_longest(units, units[1:]):
        if over is not None and (unit.kind != "item" or _closes(over[1], items, unit)):
            if items:
                yield head, items
            head, _, items = over
            over = None
        if unit.kind != "item":
            if items:
                yield head, items
            head, items = _words(document, unit), []
        elif over is None and after is not None and _announces(document, unit, after):
            over = head, unit, items
            head, items = document.text(unit), []
        else:
            items.append(unit)
    if items:
        yield head, items
    if over is not None and over[2]:
        yield over[0], over[2]


def named_lines(document: Document) -> Iterator[tuple[str, list[Unit]]]:
    """Lines that hold the name of a project and nothing else, which sentences and labels may follow that tell about it, as lists: the text
    right before the first and the lines."""
    head = ""
    items: list[Unit] = []
    stated = False  # something of the last name
    for unit, after in zip_longest(document.units, document.units[1:]):
        text = document.text(unit) if unit.kind in ("paragraph", "heading") else ""
        over_field = after is not None and labelled(document.reading.text, after.start, after.end) if unit.section < 0 and text else False
        titles = after is not None and after.kind == "cell" or unit.section < 0 and not over_field  # of a table, of the document
        if unit.kind == "paragraph" and not titles and len(text) <= _LINE and names.is_project(text) and not _NO_LINE.search(text) and not _LISTED.fullmatch(squash(text)) \
                and not (" " in text and role(text.partition(" ")[0])):  # テーマ …システム
            items.append(unit)
            stated = False
        elif items and unit.kind == "paragraph" and _of_name_above(document, unit, stated):
            stated = True
        elif unit.kind not in ("note", "cell") and not (unit.kind == "paragraph" and text[-1:] == "。"):
            if items:
                yield head, items
            head, items = _words(document, unit), []
    if items:
        yield head, items


def _of_name_above(document: Document, unit: Unit, stated: bool) -> bool:
    """Whether a line states something of the name above it: a label and what it says (担当課:…), or, behind such (`stated`), a label alone or an amount."""
    text = document.reading.text
    line = text[unit.start:unit.end]
    return labelled(text, unit.start, unit.end) or stated and len(line) <= _LINE and (is_label(line) or _MONEY_ALONE.fullmatch(line) is not None)


def labelled_lines(document: Document) -> Iterator[tuple[str, list[Unit]]]:
    """Lines of names under a line that announces them, from behind the short label that opens each (人材:…事業) on, as lists."""
    head, lines = "", list[Unit]()
    for unit in document.units:
        if unit.kind == "paragraph" and _LABELLED.match(document.reading.text, unit.start, unit.end):
            lines.append(unit)
            continue
        if behind := _behind_labels(document, head, lines):
            yield head, behind
        head, lines = _words(document, unit), []
    if behind := _behind_labels(document, head, lines):
        yield head, behind


def _behind_labels(document: Document, head: str, items: Sequence[Unit]) -> list[Unit]:
    """The items from behind the short label that opens each (人材:技能検定支援事業(人材育成課), 【人材】…) on, in a list that a line announces and of
    which most are named as projects are, or have a department; empty where they are not so, and where a label is a mark (【新規】)."""
    found = [match for unit in items if (match := _LABELLED.match(document.reading.text, unit.start, unit.end))]
    if len(found) < max(_LEAST, len(items)) or _HEADS.search(head) is None:
        return []
    labels = [match["before"] or match["boxed"] for match in found]
    behind = [unit._replace(start=match.end()) for unit, match in zip(items, found)]
    placed = [place and of_name(document, unit, *place) for unit in behind if (place := names.place(document, unit))]
    alike = sum("suffix" in signs or "department" in signs for signs in placed if signs)
    return behind if 2 * alike > len(behind) and not any(names.is_project(label) or names.aside(label) for label in labels) else []


def _parted(document: Document, items: Sequence[Unit]) -> list[Unit]:
    """The items, those that hold several names of projects (A事業、Bシステム), or some in a bracket behind a sentence, as one for each."""
    text = document.reading.text
    parted = ((unit, names.enumerated(text, unit.start, unit.end) or names.bracketed(text, unit.start, unit.end)) for unit in items)
    return [part for unit, places in parted for part in ([unit._replace(start=a, end=b) for a, b in places] or [unit])]


def _words(document: Document, unit: Unit) -> str:
    """The text of a unit, of a heading without its number."""
    return document.sections[unit.section].title if unit.kind == "heading" and unit.section >= 0 else document.text(unit)


def _announces(document: Document, unit: Unit, after: Unit) -> bool:
    """Whether an item only says what stands in the items below it, which are set in or have another sign."""
    below = after.kind == "item" and (after.depth > unit.depth or after.depth == unit.depth and sign(after.marker) != sign(unit.marker))
    text = document.text(unit) if below else ""
    return below and (_LISTED.fullmatch(squash(text)) is not None or text.endswith("。") and _NEXT.search(text[-_NEAR:]) is not None)


def _closes(head: Unit, items: Sequence[Unit], unit: Unit) -> bool:
    """Whether an item ends the list that the item `head` announces."""
    nested = (items[0] if items else unit).depth > head.depth
    return unit.depth <= head.depth if nested else unit.depth < head.depth or sign(unit.marker) == sign(head.marker)


def _from_list(around: Around, head: str, items: Sequence[Unit]) -> Iterator[Candidate]:
    document = around.document
    text = document.reading.text
    unit_of_money = _UNIT_AT_END.search(head)
    head = head[:unit_of_money.start()] if unit_of_money is not None else head
    found = {k: item for k, unit in enumerate(items) if not (_line_head(document, unit) or _side_by_side(text, unit)) and (item := _item(document, unit, unit_of_money is not None)) is not None}
    named = _named(around.pillars, around.called.get(squash(head), ()), around.above.get(items[0].section, -1))
    heads = {k: namesakes[-1].index for k, u in enumerate(items) if (namesakes := around.called.get(squash(document.text(u))))}
    of_list = _signs(around, head, items, found)
    outer, deepest = min(u.depth for u in items), max(u.depth for u in items)
    of_depth = {depth: _of_depth([u for u in items if u.depth == depth], [i for i in found.values() if i.unit.depth == depth]) for depth in {u.depth for u in items}}
    first = {depth: next(sign(u.marker) for u in items if u.depth == depth) for depth in of_depth}
    projects: list[int] = []  # depths of the items above that end as names of projects do
    for k, unit in enumerate(items):
        projects = [depth for depth in projects if depth < unit.depth]
        item = found.get(k)
        name = squash(text[slice(*item.place)]) if item is not None else ""
        if item is not None and name not in around.called:
            below = found.get(k + 1) if k + 1 < len(items) and items[k + 1].depth > unit.depth else None
            headed = [heads[j] for j in heads if items[j].start < unit.start]
            stated = headed[-1] if len(heads) > 1 and headed else named
            above = around.above.get(unit.section, -1)
            pillar = stated if stated >= 0 else above
            method = "" if pillar < 0 else "list" if stated >= 0 and stated != above else "heading"
            held = {"led": stated >= 0, "title": name in around.titles, "inner": unit.depth > outer, "outer of two": unit.depth == outer < deepest,
                    "of project": bool(projects), "over": k + 1 < len(items) and items[k + 1].depth > unit.depth, "over project": below is not None and below.is_project,
                    f"sign:{sign(unit.marker)}": True, "other sign": sign(unit.marker) != first[unit.depth], "opened": lead(document, unit)[1] > unit.start,
                    "deed right under": "before:title" in of_list and "deed" in item.signs, "deeds right under": "before:title" in of_list and of_depth[unit.depth]["all:deed"] >= _MOST_DEEDS,
                    **{f"suffix {what}": item.is_project and true for what, true in (("announced", "announced" in of_list or "topics announced" in of_list), ("under", above >= 0))}}
            measure = Measure(*item.place, "", "list", unit.section, pillar, method, float(pillar >= 0), "list.item")
            among = -1 if item.is_project or "amount" in item.signs else items[0].start * _DEPTHS + unit.depth  # an amount tells by itself
            under = {"under": True} if len(heads) > 1 and headed else {}  # a pillar's item, as under its heading
            yield Candidate("list", (measure,), {**around.section(unit.section), **ones(under), **of_list, **of_depth[unit.depth], **ones(held), **item.signs}, among=among,
                            ruled_out=held["over"] and _GROUPS.search(name) is not None)
        if item is not None and item.is_project:
            projects.append(unit.depth)


def _side_by_side(text: str, unit: Unit) -> bool:
    """Whether an item is a line of several, each with its sign (○A ○B)."""
    return unit.kind == "item" and unit.marker in _SIGNS and text.find(unit.marker, unit.start + 1, unit.end) > 0


def _parted_under(before: str, line: str) -> bool:
    """Whether a line under one that announces projects holds several, most of which end as projects do (主な事業 over A事業／B制度／C)."""
    if "。" in line or not _LISTED.fullmatch(squash(before)) or len(parts := _LINE_GAP.split(line)) < _LEAST:
        return False
    return share(names.is_project(_MARKED.sub("", part).strip()) for part in parts) >= 0.5


def _item(document: Document, unit: Unit, in_money: bool = False) -> _Item | None:
    behind = lead(document, unit)[1]
    opening = unit if behind == unit.start else unit._replace(end=behind)  # **手続の案内** 外国語でも案内します。
    if (place := names.place(document, opening, in_money)) is None:
        return None
    signs = of_name(document, unit, *place)
    signs |= ones({"suffix": _OF_PROJECT.match(unit.marker) is not None or _is_cost(document, unit, *place)})
    return _Item(unit, place, signs, "suffix" in signs)


def _is_cost(document: Document, unit: Unit, start: int, end: int) -> bool:
    """Whether a name with an amount behind it is what budgets call the project (水辺調査費 19千円), no kind of cost (人件費)."""
    text = document.reading.text
    return text[end - 1] == "費" and any(map(str.isdigit, text[end:unit.end])) and is_deed(text[start:end - 1])


def _signs(around: Around, head: str, items: Sequence[Unit], found: dict[int, _Item]) -> Signs:
    """What the line before a list and its items together say."""
    held = {"alone": len(items) == 1, "many": len(items) > _MANY}
    return {**_announced(around, head), **ones(held), "projects": share(i.is_project for i in found.values()), "named": len(found) / len(items)}


def _announced(around: Around, head: str) -> Signs:
    """What the line before a list says."""
    announced = _HEADS.search(head) is not None and not _LINE_HEAD.match(head)
    held = {"announced": announced, "projects announced": announced and ("事業" in head or "予算措置" in head or "プロジェクト" in head), "topics announced": _TOPICS.search(head) is not None,
            "before:pillar": squash(head) in around.called, "before:title": squash(head) in around.titles, "before:closed": head.endswith("。")}
    return {**said("before", head[-_NEAR:]), **ones(held)}


def _of_depth(units: Sequence[Unit], items: Sequence[_Item]) -> Signs:
    """What the items of one depth together say: the shares of them with names, and of the names with a form."""
    return {f"all:{form}": share(form in item.signs for item in items) for form in ("suffix", "deed", "closed", "mark", "department", "predicate", "tail", "amount")} | {
        "all:named": len(items) / len(units)}


def _named(pillars: Sequence[Pillar], alike: Sequence[Pillar], here: int) -> int:
    """Of the pillars whose name is the line above a list, the one of the plan that the text `here` is under, else the last;
    -1 for none."""
    return next((p.index for p in alike if here >= 0 and p.plan_name == pillars[here].plan_name), alike[-1].index if alike else -1)


def _from_line(around: Around, before: str, unit: Unit) -> Candidate | None:
    """Names in one line after a word that announces them (主な事業：A、B / 事業 A／B / 主な事業 ○A（課） ○B（課）) or behind a sign each."""
    text = around.document.reading.text
    head = _line_head(around.document, unit)
    under = head is None and _parted_under(before, text[unit.start:unit.end])
    if head is None and not under and not _side_by_side(text, unit):
        return None
    places, at = [], head.end() if head else unit.start
    gaps = list(_LINE_SIGN.finditer(text, at, unit.end)) or list(_LINE_GAP.finditer(text, at, unit.end))
    for gap in [*gaps, None]:
        places.append(names.trim(text, at, names.before_label(text, at, gap.start() if gap else unit.end)))
        at = gap.end() if gap else unit.end
    places = [p for p in places if p[1] - p[0] >= _SHORTEST]
    if not places:
        return None
    return _in_line(around, before, unit, before if under else head.group() if head is not None else "", places)


def _line_head(document: Document, unit: Unit) -> re.Match[str] | None:
    """The words at the head of a line that announce names in it, closed by a bracket, a colon or white space."""
    text = document.reading.text
    if (head := _LINE_HEAD.match(text, unit.start, unit.end)) is not None or not (gaps := document.reading.gaps(unit.start, min(unit.end, unit.start + _LINE))):
        return head
    return _BEFORE_GAP.fullmatch(text, unit.start, gaps[0]) if text[gaps[0]].isascii() and text[gaps[0]].isalnum() else None


def _from_sentences(around: Around, unit: Unit) -> Iterator[Candidate]:
    """Names that a sentence lists as the projects of something (この柱に属する事業は、A、B及びCである), most of which end as projects do."""
    text = around.document.reading.text
    for match in _SENTENCE.finditer(text, unit.start, unit.end):
        places, at = [], match.start("names")
        for gap in [*_AND.finditer(text, *match.span("names")), None]:
            places.append(names.trim(text, at, gap.start() if gap else match.end("names")))
            at = gap.end() if gap else at
        ends = [names.is_project(text[slice(*place)]) for place in places]
        if len(places) > 1 and 2 * sum(ends) > len(ends) and all(_SHORTEST <= b - a <= _LINE and not _NO_NAME.search(text, a, b) for a, b in places):
            yield _in_line(around, "", unit, match["head"], places)


def _in_line(around: Around, before: str, unit: Unit, head: str, places: Sequence[tuple[int, int]]) -> Candidate:
    """The candidate of names in one line; head: the words in it that announce them, before: the line before, which does where there are none."""
    text = around.document.reading.text
    pillar = around.above.get(unit.section, -1)
    measures = [Measure(*place, "", "list", unit.section, pillar, "heading" if pillar >= 0 else "", float(pillar >= 0), "list.line") for place in places]
    all_names = [text[slice(*place)] for place in places]
    alike = share(names.is_project(name) or name.endswith("費") for name in all_names)  # 電子申請運営費, as budgets say
    held = {"one": len(places) == 1, "all": alike == 1, "half": alike >= 0.5, "事業": "事業" in head, "half of 事業": "事業" in head and alike >= 0.5,
            "of a sheet": _FIELD.search(head) is not None,
            "side by side": not head,
            "line": True, "item": unit.kind == "item"}
    announced = {} if head else _announced(around, before)
    return Candidate("list", tuple(measures), {**announced, **shares([of_name(around.document, unit, *place) for place in places]), **ones(held), "projects": alike,
                                               "all:suffix": alike, "named": 1.0, "all:named": 1.0, **around.section(unit.section)})
