"""Plans: mentions of named plans, strategies, visions, declarations and roadmaps in running text."""
from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pipeline.extract import plan_rows
from pipeline.extract.decisions import Decisions
from pipeline.extract.line_ends import first_place
from pipeline.extract.mentions import Citation, DateMention
from pipeline.extract.names import BODY
from pipeline.extract.own_plan import own_plan
from pipeline.extract.plan_names import beside, ending_at, titles, type_words
from pipeline.extract.plan_words import names_plan, undated
from pipeline.extract.running_text import QUOTES, Prose
from pipeline.extract.wording import pattern
from pipeline.layout.document import Document, Unit
from pipeline.layout.project_names import suffixes
from pipeline.prefectures import readings
from pipeline.rules import load

_SAME_GUARD = "共協合混賛大帯異雷不"
# What follows a name that is the document's title, on its first line that is no heading: nothing, or words that are no sentence
_TITLE_ENDS = re.compile(r"[」』]?(?:[ 〈(【~〜―–|｜-][^。をはがでと、]{0,60})?")
_SAME_FOLLOWS = pattern(r"(?![一-鿿々ァ-ヺー])|第[0-9]|<name_after>|<plan_after>")


@lru_cache(maxsize=1)
def same_types() -> dict[str, tuple[str, ...]]:
    """For each word that may follow 同 the type words of the plans that it may stand for."""
    return {word: tuple(row["type"] for row in load("plan_types") if word in row["same"].split() or row["type"] == word)
            for word in {word for row in load("plan_types") for word in (row["type"], *row["same"].split())}}


_SHOWN = frozenset(("plan.quoted", "plan.row", "plan.beside", "plan.period", "plan.year"))  # rules of names of which both ends are certain
_BODY = pattern(BODY)
_DEFINED = re.compile(r"[」』]と(?:いう|称する|呼ぶ)。?\)")  # (「平成7年計画」という): a definition is no mention
_OPENS_DEFINITION = ("(「", "(『")
_MARK_OF_NOTE = re.compile(r" ?[0-9]{1,2}\)")
_PARTICLES = tuple("のはがをにでともやへ、」』")
_LEAST_REPEATED = 6  # code points
_REPEATED_BEFORE = re.compile(r"[一-鿿々ァ-ヺーA-Za-z0-9][一-鿿々ァ-ヺーA-Za-z0-9]|[ぁ-ん](?<![のはがをにとやも])[ぁ-ん]")  # a longer name begins before it
_ADVERB_BEFORE = re.compile(r"(?:うち|また|なお|さらに|すなわち|いわゆる|および|ならびに|まで|から|より|ただし|そこで|ともに|これら|ほか)\Z")  # このうち + やえ…
_BY_CABINET = re.compile(r"「(?P<name>[^「」\n。]{4,60})」\((?=[^()\n]{4,30}閣議(?:決定|了解))")
# 「みなと県DX航海図」の期間は、令和7年度から…: called by no kind of plan, but in force for years
_BY_PERIOD = re.compile(r"[「『](?P<name>[^「」『』\n。、]{3,40})[」』](?:の(?P<plan>計画|プラン|ビジョン)?の?(?:対象)?期間(?:は|を|が|については)、?|\((?P<in>計画期間)(?:は|:)? ?)")
# 健康日本21 and what prefectures and municipalities call their plans of 健康増進法 第8条 after it: 健康みなと21(第二次), すこやか親子21
_HEALTH = re.compile(r"(?<![一-鿿々ァ-ヺーA-Za-z])(?:第[0-9一二三四五]次)?新?(?:健康|健やか|すこやか)(?![にでなのとをはが])[一-鿿々ァ-ヺーぁ-ん・]{1,10}?(?:プラン|計画)?21(?:プラン|計画)?(?: ?\((?:第[0-9一二三四五六]次|改[訂定]版)\))?(?![0-9年月日人項件か箇%])")
_REPORTED = re.compile(r"[^、。「」()はがを]{0,16}(?:報告書|委員会|会議|協議会|審議会|推進本部|部会)")
_NO_PLAN = re.compile(r"(?:ガイドライン|報告書?|とりまとめ|取りまとめ|整理|提言|答申|法|法律案?|法案|予算案?|条約|協定|に関する件|について)$")


@lru_cache(maxsize=1)
def _hint() -> re.Pattern[str]:
    same = "|".join(sorted(same_types(), key=len, reverse=True))
    return re.compile(rf"同(?:{same})|{type_words().pattern}")


def find(document: Document, dates: Sequence[DateMention]) -> list[Citation]:
    """The mentions of plans in running text and in tables that date them, in reading order, with the date of decision that the text gives.
    同計画 and the like have no title yet: see `resolve`. `dates`: the dates of the document."""
    text = document.reading.text
    prose = Prose(document)
    title = next((unit for unit in document.units if unit.kind not in ("heading", "title")), Unit("title", 0, 0, 0))
    decisions = Decisions(text, dates)
    found: list[Citation] = []
    lowest_taken = len(text)  # names are found from right to left: a name takes in what stands inside it
    for match in reversed(list(_hint().finditer(text))):
        start, end = match.span()
        if end > lowest_taken or start not in prose:
            continue
        if text[start] == "同":
            if (not start or text[start - 1] not in _SAME_GUARD) and _SAME_FOLLOWS().match(text, end):
                lowest_taken = start
                found.append(Citation("plan", start, end, rule="plan.same"))
            continue
        unit = document.unit_at(start)
        name = ending_at(text, start, end, unit.start) or beside(text, start, end)
        if name is not None and text[name.start - 1:name.start] not in QUOTES and (first := first_place(document, name.start, name.end, titles())) > name.start:
            name = ending_at(text, start, end, first)
        if name is None or name.end > lowest_taken or _DEFINED.match(text, name.end) and text[name.start - 2:name.start] in _OPENS_DEFINITION:
            continue
        if name.start == title.start and _TITLE_ENDS.fullmatch(text, name.end, title.end):
            continue
        if unit.section < 0 and unit.kind == "paragraph" and (name.start, name.end) == (unit.start, unit.end) and len(document.sections) > 0:
            continue  # on the cover, or at the head of the first page
        issued = decisions.of(name.start, name.end)
        if name.proof == "decision" and not issued:
            continue
        lowest_taken = name.start
        found.append(Citation("plan", name.start, name.end, title=_title(document, name.start, name.end),
                              issued=issued, rule=name.rule))
    found.extend(_decided_by_cabinet(document, prose, found, decisions))
    found.extend(_of_health(document, prose, found, decisions))
    found.extend(_with_period(document, prose, found, decisions, dates))
    found.extend(row for row in plan_rows.named(document, dates, decisions) if row.start not in prose)
    found = _with_repeated(document, prose, found, decisions, title)
    return _with_decisions(found)


def _title(document: Document, start: int, end: int) -> str:
    """What the name says, without the marks of notes in it (IT3)基盤整備戦略)."""
    value = document.reading.value(start, end)
    return _MARK_OF_NOTE.sub("", value) if ")" in value and "(" not in value else value


def _with_repeated(document: Document, prose: Prose, found: Sequence[Citation], decisions: Decisions, title: Unit) -> list[Citation]:
    """The mentions in reading order, with those in running text of names that quotation marks or a table of plans show elsewhere
    (「みおのDXビジョン」, then みおのDXビジョンの…), and of the document's own plan, whatever a part of them was read as."""
    text = document.reading.text
    own = undated("".join(own_plan(document).split()))
    shown = {row.title for row in found if row.rule in _SHOWN} | ({own} if names_plan(own) else set())
    names = sorted({name for name in shown if len(name) >= _LEAST_REPEATED}, key=lambda name: (-len(name), name))
    rows = {row.start: row for row in found}
    spans = sorted((row.start, row.end) for row in found)
    for match in re.finditer("|".join(map(re.escape, names)), text) if names else ():
        start, end = match.span()
        at = bisect_left(spans, (start, end))
        at -= at > 0 and spans[at - 1][0] == start  # a shorter name
        inside = at < len(spans) and spans[at][0] <= start and spans[at][1] >= end or at and spans[at - 1][1] > start
        heads = start == title.start and _TITLE_ENDS.fullmatch(text, end, title.end) or match[0] == own and text[end:end + 1] not in _PARTICLES  # alone in a line
        if inside or heads or start not in prose or _is_cut(text, start) or not _SAME_FOLLOWS().match(text, end):
            continue
        while at < len(spans) and spans[at][0] < end:
            rows.pop(spans[at][0], None)
            at += 1
        rows[start] = Citation("plan", start, end, title=document.reading.value(start, end), issued=decisions.of(start, end), rule="plan.repeated")
    return [rows[start] for start in sorted(rows)]


def _is_cut(text: str, start: int) -> bool:
    """Whether a longer name begins before `start`; an adverb in hiragana is none."""
    return start > 0 and _REPEATED_BEFORE.match(text, start - 1, start + 1) is not None and not _ADVERB_BEFORE.search(text, max(0, start - 4), start)


def _decided_by_cabinet(document: Document, prose: Prose, found: Sequence[Citation], decisions: Decisions) -> Iterator[Citation]:
    """The names in quotation marks beside which it stands that the cabinet decided them, whatever they are called (「21世紀の国土の
    グランドデザイン」(平成10年3月31日閣議決定)); reports and bills are none."""
    text = document.reading.text
    taken = {row.end for row in found}
    for match in _BY_CABINET.finditer(text):
        start, end = match.span("name")
        if end not in taken and start in prose and not _NO_PLAN.search(match["name"]) and (issued := decisions.of(start, end)):
            yield Citation("plan", start, end, title=document.reading.value(start, end), issued=issued, rule="plan.cabinet")


def _of_health(document: Document, prose: Prose, found: Sequence[Citation], decisions: Decisions) -> Iterator[Citation]:
    """The plans of health that are called like 健康日本21, with their ordinals in brackets."""
    text = document.reading.text
    if "21" not in text:
        return
    taken = sorted((row.start, row.end) for row in found)
    for match in _HEALTH.finditer(text):
        start, end = match.span()
        at = bisect_left(taken, (end, end))
        if start in prose and not (at and taken[at - 1][1] > start) and not _REPORTED.match(text, end):
            yield Citation("plan", start, end, title=document.reading.value(start, end), issued=decisions.of(start, end), rule="plan.health")


def _with_period(document: Document, prose: Prose, found: Sequence[Citation], decisions: Decisions, dates: Sequence[DateMention]) -> Iterator[Citation]:
    """The names in quotation marks of which it stands that they are in force for a period, if a body opens them or the period is called
    that of a plan; measures and campaigns are none."""
    text = document.reading.text
    taken = {row.end for row in found}
    periods = {date.start for date in dates if date.role == "plan_period"}
    for match in _BY_PERIOD.finditer(text) if periods else ():
        start, end = match.span("name")
        said = match["plan"] or match["in"] or _BODY().match(text, start, end) or match["name"].startswith(readings())
        if match.end() in periods and end not in taken and start in prose and said and not _NO_PLAN.search(match["name"]) and not match["name"].endswith(suffixes()):
            yield Citation("plan", start, end, title=document.reading.value(start, end), issued=decisions.of(start, end), rule="plan.period")


def _with_decisions(found: Sequence[Citation]) -> list[Citation]:
    """The mentions with the date of decision that another mention of the same name has, if the text gives one only."""
    known: dict[str, set[str]] = {}
    for row in found:
        if row.title and row.issued:
            known.setdefault("".join(row.title.split()), set()).add(row.issued)
    return [row._replace(issued=next(iter(dates))) if not row.issued and len(dates := known.get("".join(row.title.split()), ())) == 1 else row
            for row in found]
