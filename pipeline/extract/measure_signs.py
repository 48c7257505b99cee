"""What speaks for and against words being the name of a measure: their form, the marks and the headings around them."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.extract import measure_names as names
from pipeline.extract.mentions import Measure, Pillar
from pipeline.extract.printed import squash
from pipeline.extract.under import sections_under
from pipeline.layout.document import Document, Section, Unit
from pipeline.layout.numbering import label_of, word_role
from pipeline.rules import load

Signs = dict[str, float]

STATE = re.compile(r"現状|現況|課題|問題点|背景")  # sections that state how things are
PROJECTS = re.compile(r"(?:主な|主たる|主要な?|代表的な|中心となる|行う|進める|関連(?:する)?|重点|実施する?|具体的な?|個別|推進する)?(?:事業|プロジェクト)(?:一覧|の概要|の内容)?")
PREDICATE = re.compile(r"(?:する|した|して|ている|ない|たい|しい|[きりみちに]い|れる|せる|える|べき|(?<![ょゅどぼ])う|く|す|つ|ぬ|ぶ|む|(?<![あ-ん])る|た)$")
_STATED = re.compile(r"(?:て(?:い(?:ます|る|ました|た|ません|ない)|おり(?:ます|ました))|あり(?:ます|ました|ません)|[がもに]ある|(?<!ません)で(?:す|した|ある|あった)|だった|なり(?:ます|ました)|なった|なる|(?:見|求め|挙げ|考え|感じ|懸念さ|指摘さ|期待さ)られ?(?:ます|る|ました|た)"
                     r"|(?:目立|占め|超え|増え|減[りるっ]|高ま|低ま|進[みむん]|近づ|答え|述べ|上が|下が|上回|下回|広が|偏|とどま|滞|残[りるっ])[ぁ-ん]{0,2}(?:ます|ました|た|る|だ)?|に(?:上り|達し)(?:ます|ました)|に(?:上る|達する|達した|すぎない|すぎません)|(?:増加|減少|低下|上昇|悪化|不足)し(?:ました|た)|(?:多|少な|高|低|大き|強|弱|厳し|難し)(?:い|く[ぁ-ん]{2,6})|ません|べき(?:です|である|だ)?)。?$")  # sentences that tell how things are
_DID = re.compile(r"(?:た|ました)。?$")
_ACTED = re.compile(r"(?:活用|導入|整備|支援|取組|実施)により|を[^、。を]{0,16}[しえけめげべねれてりきみいちびせ]、|を[^、。を]{0,20}(?:順次|随時|段階的に|計画的に|定期的に|継続して|毎年度?|毎月)[^、。を]{1,14}[てで]い"
                    r"|を[^。を]{0,40}?(?:広げ|進め|整え|設け|定め|改め|始め|集め|まとめ|取り入れ|増やし|減らし|移し|結び|置き|開き|示し|作り|つくり|配り|導入し|整備し|実施し|公開し|更新し|構築し|統合し|開催し|取りやめ)(?:、|て(?:い|き))")  # 仕組みを整え、9か所が参加しています; 画面を順次据え付けている
_TAIL = 24  # code points of a sentence's end that are looked at
_LISTED = frozenset(("推進する施策", "主な施策", "具体的な施策", "重点施策", "主要施策", "施策", "主な取組", "具体的な取組", "取組", "重点取組", "取組内容"))
_PARTS = re.compile(r"(?:主な|主たる|主要な?|代表的な|中心となる|行う|進める|取り組む|関連(?:する)?|関係|実施|推進する?|具体的な|該当|個別|重点的な?|今後の|その|事業)?(?:事業|施策|取組|取り組み|対策|計画)(?:の?(?:一覧|内容|概要|計画|方針|方向性?|展開|体系|考え方))?(?:\(.*\))?")
_LEGENDS = re.compile(r"(?:の見方|の見かた|の読み方|記載例|記入例|記載要領|記入要領|凡例)$")  # parts that tell how sheets are read
_FIGURES = re.compile(r"[0-9]+(?:\.[0-9]+)?[%人件社団校か箇]|[→⇒:]")
_CLAUSE = re.compile(r"(?:は|が)、|ため、|により、|ます|ました|すること$")
_PLACE = re.compile(r"[(（][一-龥ぁ-んァ-ヶー]{1,6}[市町村区郡島][)）]")  # 北部センター(桂木市)
_BRACKET = re.compile(r"[(（【〔\[〈《]([^()（）【】〔〕\[\]〈〉《》\n]{1,30})[)）】〕\]〉》]")
_NEAR = 30  # code points behind a name in which brackets belong to it
_SOME = 3  # code points behind a name that are more than a sign
_BRACKETED = re.compile(r"[(【〔][^()【】〔〕]*[)】〕]$")
_LENGTHS = (6, 12, 20, 30)  # code points at which a name counts as longer
_ENDING = 2  # code points of a name's last word, which tells much of what it names
_MONEY = re.compile("[0-9](?:千|百万|億|万)?円")


class Candidate(NamedTuple):
    """Names that are measures or none, all of them or not one: a column of a table, a line, or a single name.

    kind: the models that decide (table, list, heading, topic). The measures have no level yet.
    ruled_out: a rule knows that it is none (現状と課題); such teach the models what none look like.
    among: the same figure for items of a list that are of one kind, -1 for what is decided alone."""

    kind: str
    measures: tuple[Measure, ...]
    signs: Signs
    ruled_out: bool = False
    among: int = -1


class Around:
    """A document with its pillars, and what its sections say of the names in them."""

    def __init__(self, document: Document, pillars: Sequence[Pillar]) -> None:
        self.document, self.pillars = document, pillars
        self.above = sections_under(document, pillars)
        self.own = {s for p in pillars for s in p.sections}
        self.called: dict[str, list[Pillar]] = {}
        for p in pillars:
            self.called.setdefault(squash(p.name), []).append(p)
        self.titles = {squash(section.title) for section in document.sections}
        self._sections: dict[int, Signs] = {}
        self._contents: dict[int, list[Unit]] | None = None
        self._explained: dict[int, bool] = {-1: False}

    def explains(self, section: int) -> bool:
        """Whether a section, or one above it, tells how others are read (調書の見方)."""
        if section not in self._explained:
            upper = self.document.sections[section]
            self._explained[section] = _LEGENDS.search(upper.title) is not None or self.explains(upper.parent)
        return self._explained[section]

    def section(self, index: int) -> Signs:
        """What the section around names says of them."""
        if index not in self._sections:
            self._sections[index] = self._section(index)
        return self._sections[index]

    def _section(self, index: int) -> Signs:
        if index < 0:
            return {"nowhere": 1.0}
        section = self.document.sections[index]
        title = squash(section.title)
        held = {"within:part": is_part(section), "within:worded": is_worded(section), "within:pillar": index in self.own, "within:listed": title in _LISTED,
                "within:state": any(STATE.search(upper.title) for upper in self.document.lineage(index)),
                "within:state itself": STATE.search(title) is not None, "within:projects": PROJECTS.fullmatch(title) is not None, "under": self.above.get(index, -1) >= 0}
        return {**said("within", section.title), **ones(held)}


    def content(self, index: int) -> Signs:
        """What stands right under a heading says of it: what its sentences and items tell, and how many there are."""
        if self._contents is None:
            self._contents = {}
            for unit in self.document.units:
                if unit.section >= 0 and unit.end > unit.start and unit.kind in ("paragraph", "item", "cell"):
                    self._contents.setdefault(unit.section, []).append(unit)
        text, units = self.document.reading.text, self._contents.get(index, [])
        prose = [text[u.start:u.end] for u in units if u.kind != "cell" and text[u.end - 1] == "。"]
        items = [text[u.start:u.end] for u in units if u.kind == "item" and text[u.end - 1] != "。"]
        cells = [text[u.start:u.end] for u in units if u.kind == "cell"]
        tells = [ending(one) for one in prose]
        return {**ones({"holds nothing": not units, "holds sentences": bool(prose), "holds items": bool(items), "holds cells": bool(cells)}),
                **{f"holds {form}": share(one == form for one in tells) for form in ("state", "did", "will")},
                "holds project items": share(names.is_project(one.rstrip(")）】")) or "事業" in one for one in items), "holds project cells": share(map(names.is_project, cells))}


def ending(sentence: str) -> str:
    """What the end of a sentence or paragraph tells: how things are (state), what was done (did), or what will be (will)."""
    tail = sentence[-_TAIL:]
    return "state" if _STATED.search(tail) else "did" if _DID.search(tail) else "will"


def acted(sentence: str) -> bool:
    """Whether a sentence tells, before its end, what somebody does (仕組みを整え、…)."""
    return _ACTED.search(sentence) is not None


def ones(held: dict[str, bool]) -> Signs:
    """The signs that hold."""
    return {sign: 1.0 for sign, true in held.items() if true}


def said(where: str, text: str) -> Signs:
    """The words of administration in a text that tell what stands there (rules/measure_signs.csv)."""
    held = [(word, kind) for word, kind in _words(where.partition("-")[0]) if word in text] if text else []
    kinds = {kind for _, kind in held if kind}
    return {**{f"{where}:{word}": 1.0 for word, _ in held}, **({f"{where} names {' and '.join(sorted(kinds))}": 1.0} if kinds and where != "title" else {})}


@lru_cache(maxsize=8)
def _words(where: str) -> tuple[tuple[str, str], ...]:
    return tuple((row["word"], row["names"]) for row in load("measure_signs") if where in row["where"].split())


@lru_cache(maxsize=1)
def _deeds() -> tuple[str, ...]:
    return tuple(row["word"] for row in load("deeds")) + ("づくり", "化")


def is_deed(name: str) -> bool:
    """Whether the last word of a name, a bracket behind it aside, says what is done (…の整備)."""
    return _BRACKETED.sub("", name).endswith(_deeds())


@lru_cache(maxsize=4096)
def _of_name(name: str) -> tuple[str, ...]:
    deed = is_deed(name)
    held = {
        "suffix": names.is_project(name), "sentence": names.is_sentence(name), "clause": is_clause(name), "predicate": PREDICATE.search(name) is not None,
        "comma": "、" in name, "を": "を" in name, "の": "の" in name, "・": "・" in name, "figure": any("0" <= c <= "9" for c in name),
        "figures": _FIGURES.search(name) is not None, "kana last": "ぁ" <= name[-1] <= "ん" and not deed, "kana first": "ぁ" <= name[0] <= "ん", "bracket": name.endswith(")"),
        "こと": name.endswith("こと"), "deed": deed}
    return (*(sign for sign, true in held.items() if true), f"length:{sum(len(name) >= least for least in _LENGTHS)}", f"last:{name[-_ENDING:]}")


def of_name(document: Document, unit: Unit, start: int, end: int) -> Signs:
    """What the form of a name says, and the marks beside it in its unit."""
    text = document.reading.text
    signs = dict.fromkeys(_of_name(text[start:end]), 1.0)
    if text[unit.end - 1] == "。":
        signs["closed"] = 1.0
    if unit.end - end > _SOME:
        signs["tail"] = 1.0
        if _MONEY.search(text, end, min(unit.end, end + _NEAR)):
            signs["amount"] = 1.0
    if start - unit.start > 1 or unit.end - end > 1 or text[end - 1] in ")）":
        signs |= dict.fromkeys(_beside(text, unit, start, end), 1.0)
    return signs


def _beside(text: str, unit: Unit, start: int, end: int) -> Iterator[str]:
    """What stands in brackets beside a name: a mark (新規), also before a half bracket (新)…), a department, a place, or something else."""
    led = text[unit.start:start].strip()
    if led[-1:] in (")", "）") and names.kind_of_aside(led[:-1]) == "mark":
        yield "mark"
    if _PLACE.search(text, start, unit.end):
        yield "in a place"
        return
    for bracket in _BRACKET.finditer(text[unit.start:start] + "\n" + text[end:end + _NEAR]):
        yield names.kind_of_aside(bracket[1])


def shares(signs: Sequence[Signs]) -> Signs:
    """For each sign the share of names that have it."""
    total: Signs = {}
    for one in signs:
        for sign, value in one.items():
            total[sign] = total.get(sign, 0.0) + value
    return {sign: value / len(signs) for sign, value in total.items()}


def share(true: Iterable[bool]) -> float:
    """The share of those that hold; 0 of none."""
    known = list(true)
    return sum(known) / len(known) if known else 0.0


def is_clause(name: str) -> bool:
    """Words with a predicate of their own are an explanation, not a name."""
    return _CLAUSE.search(name) is not None


def is_worded(section: Section) -> bool:
    """A heading with the worded number of a 施策 (施策1-1)."""
    label = label_of(section.number)
    if label is None or not label.word:
        return False
    return word_role(label.word) == "program" or word_role(label.word) == "pillar" and len(label.path) > 1


def is_part(section: Section) -> bool:
    """A heading that names a part of a plan or of a pillar's chapter (現状と課題)."""
    title = squash(section.title)
    whole, ends = _structural()
    return title in whole or title.endswith(ends) or title.startswith(("計画の", "本計画", "図表")) or _PARTS.fullmatch(title) is not None


@lru_cache(maxsize=1)
def _structural() -> tuple[frozenset[str], tuple[str, ...]]:
    rows = load("structural_headings")
    return frozenset(squash(r["title"]) for r in rows), tuple(squash(r["title"]) for r in rows if r["whole"] == "no")
