"""Resolving: what 同法, 同条, 同計画 and defined abbreviations stand for."""
from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from functools import lru_cache
from typing import Iterable, Sequence

from pipeline.extract import abbreviations, law_numbers, provisions
from pipeline.extract.laws import SAME_ARTICLE, provisions_beside
from pipeline.extract.mentions import Citation
from pipeline.extract.plan_names import needs
from pipeline.extract.plans import same_types
from pipeline.extract.running_text import Prose
from pipeline.layout.document import Document
from pipeline.rules import load


_UNDER = ("施行令", "施行規則", "施行細則", "施行条例")  # what carries out the law that stands before it
_BILLS = ("法律案", "法案")  # 同法 where the text names bills only
_KIND_OF_LAW = re.compile(r"(?:基本|特別措置|措置|振興)(?:法|条例)")  # 同基本法
_LINE = re.compile(r"[^。、「」]{1,40}")
_ABOLISHED = re.compile(  # 同法 behind it means the one that took its place
    r"[」』)]{0,2}(?:\([^()\n]{0,40}\))?"
    r"(?:[をは、]、?(?:全て|すべて)?廃止|に(?:取って)?[代替か]わ[るりっ]|に[代替]え[てるた]|を(?:引き継|受け継|継承|前身と|母体と|統合|一本化)|の(?:後継|後身))")


def resolve(document: Document, citations: list[Citation]) -> list[Citation]:
    """Laws and plans with the names of what they stand for, sorted by start, uses of defined abbreviations added.

    A row that points back takes law_title, or title and issued, from the nearest fitting mention before it; refers_to
    is the start of the mention that gives the name (for 同条: of the one that gives the article). 同法 without any such
    mention keeps an empty name; 同計画 without one is dropped, as it stands for no named plan. A defined abbreviation is a
    name: it takes the full name and points to nothing."""
    named = _with_abbreviations(document, sorted(citations, key=lambda row: (row.start, row.end)))
    text = document.reading.text
    done: list[Citation] = []
    by_start: dict[int, Citation] = {}
    memory = _Memory()
    for row in named:
        if row.rule == "law.same":
            row = _law(text, row, memory)
        elif row.rule == "law.list" and row.refers_to in by_start:
            row = _later_article(row, by_start[row.refers_to])
        elif row.rule == "plan.same":
            found = _plan(text, row, memory)
            if found is None:
                continue
            row = found
        done.append(row)
        by_start.setdefault(row.start, row)
        if not (row.kind == "law" and _ABOLISHED.match(text, row.end) and _has_successor(text, row, memory)):
            memory.add(row)
    return done


def _has_successor(text: str, row: Citation, memory: _Memory) -> bool:
    """Whether the sentence names, before a law that is abolished, another one of its kind, which takes its place."""
    other = memory.law(ending for ending in _endings() if row.law_title.endswith(ending))
    return other is not None and "。" not in text[other.end:row.start]


_AMENDED = re.compile("(.+?)の一部を改正する法律")


class _Memory:
    """The latest mentions: for each ending of a law's title, for each type of plan, and the latest with an article."""

    def __init__(self) -> None:
        self.article: Citation | None = None
        self._laws: dict[str, tuple[int, Citation]] = {}
        self._titles: dict[str, Citation] = {}
        self._plans: dict[str, tuple[int, Citation]] = {}
        self._count = 0

    def add(self, row: Citation) -> None:
        """Remember a row with a name. An act that amends a law named before is remembered as that law, into which its
        provisions went (溶け込み方式), so that 同法 behind it is the law."""
        self._count += 1
        if row.kind == "law" and row.law_title:
            if row.article:
                self.article = row
            amended = _AMENDED.fullmatch(row.law_title)
            row = self._titles.get(amended[1], row) if amended is not None else row
            self._titles[row.law_title] = row
            for ending in (*_endings(), *_BILLS):
                if row.law_title.endswith(ending):
                    self._laws[ending] = (self._count, row)
        elif row.kind == "plan":
            for word in needs():
                if word in row.title or row.rule == "plan.health" and word in ("計画", "プラン"):
                    self._plans[word] = (self._count, row)

    def law(self, endings: Iterable[str]) -> Citation | None:
        """The latest law with a title that ends so."""
        return _latest(self._laws, endings)

    def named(self, ending: str) -> Citation | None:
        """The latest law with a title that ends in these words."""
        return max((row for title, row in self._titles.items() if title.endswith(ending)), key=lambda row: row.start, default=None)

    def plan(self, types: Iterable[str]) -> Citation | None:
        """The latest plan with one of the type words in its title."""
        return _latest(self._plans, types)


def _latest(known: dict[str, tuple[int, Citation]], words: Iterable[str]) -> Citation | None:
    found = [known[word] for word in words if word in known]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _later_article(row: Citation, first: Citation) -> Citation:
    """A later article of a list, with the name of the first."""
    origin = first.refers_to if _points_back(first) and first.refers_to >= 0 else row.refers_to
    return row._replace(law_title=first.law_title, refers_to=origin,
                   article=first.article if row.article == SAME_ARTICLE else row.article)


def _points_back(row: Citation) -> bool:
    """Whether a row takes its name from another (同法, a later article of a list); an abbreviation is a name."""
    return row.rule in ("law.same", "plan.same", "law.list")


def _with_abbreviations(document: Document, citations: list[Citation]) -> list[Citation]:
    text = document.reading.text
    known = abbreviations.definitions(text, citations)
    if not known:
        return citations
    prose = Prose(document)
    defined = {a.start for a in known}
    behind = _behind_lines(document, citations, known)
    rows = {row.start: row for row in citations if row.start not in defined and row.start not in behind}
    taken = sorted((row.start, row.end) for row in rows.values())
    for start, end, abbreviation in abbreviations.uses(text, known, frozenset(behind.values())):
        if start not in prose or _is_inside(taken, start, end):
            continue
        full = abbreviation.full
        under = next((s for s in _UNDER if text.startswith(s, end)), "") if full.kind == "law" else ""  # 標準化法施行令
        end += len(under)
        number = law_numbers.after(text, end) if under else None
        place = list(provisions_beside(text, end, number.end if number else end)) if under else provisions.after(text, end) if full.kind == "law" else []
        row = Citation(full.kind, start, place[0].end if place else number.end if number else end, title=full.title, issued=full.issued,
                       law_title=full.law_title + under, law_number=number.value if number else "", article=place[0].article if place else "",
                       paragraph=place[0].paragraph if place else "", item=place[0].item if place else "",
                       rule=f"{full.kind}.abbreviation")
        rows[start] = row
        for more in place[1:]:
            rows[more.start] = Citation("law", more.start, more.end, law_title=row.law_title, article=more.article,
                                        paragraph=more.paragraph, item=more.item, refers_to=start, rule="law.list")
    return sorted(rows.values(), key=lambda row: (row.start, row.end))


def _behind_lines(document: Document, citations: Sequence[Citation], known: Sequence[abbreviations.Abbreviation]) -> dict[int, int]:
    """For each row whose name is the first line of a unit and an abbreviation that begins the next one (イ 空家への措置 |
    空家法第14条), by its start, the start of the abbreviation; not if another row has the same name."""
    defined = {abbreviation.short: abbreviation.end for abbreviation in reversed(known)}
    lengths = sorted({len(short) for short in defined})
    names = Counter(row.law_title for row in citations)
    text = document.reading.text
    found = {}
    for row in citations:
        if row.kind != "law" or row.rule in ("law.title", "law.same", "law.list") or names[row.law_title] > 1:
            continue
        for at in document.reading.gaps(row.start, row.end):
            if any(defined.get(text[at:at + length], row.start + 1) <= row.start for length in lengths) \
                    and _LINE.fullmatch(text, document.unit_at(row.start).start, at):
                found[row.start] = at
    return found


def _is_inside(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a longer mention covers the place; one that starts there is the same name and gives way."""
    at = bisect_left(taken, (start, 0)) - 1
    return at >= 0 and taken[at][1] > start


@lru_cache(maxsize=1)
def _fitting() -> dict[str, tuple[str, ...]]:
    """For each kind after 同 the endings of the titles that it may stand for."""
    return {row["type"]: tuple(row["same"].split()) for row in load("law_types")}


@lru_cache(maxsize=1)
def _endings() -> tuple[str, ...]:
    return tuple({ending for endings in _fitting().values() for ending in endings})


def _law(text: str, row: Citation, memory: _Memory) -> Citation:
    said = text[row.start + 1:row.end]
    if row.article == SAME_ARTICLE:
        before = memory.article
        if before is None:
            return row._replace(article="")
        points_on = text.startswith("同条", before.start) and not text.startswith("同条例", before.start)
        return row._replace(law_title=before.law_title, article=before.article,
                       refers_to=before.refers_to if points_on and before.refers_to >= 0 else before.start)
    kind = next((k for k in sorted(_fitting(), key=len, reverse=True) if said.startswith(k)), "")
    suffix = next((s for s in _UNDER if said.startswith(s, len(kind))), "")
    before = memory.law(_fitting().get(kind, ())) or (memory.law(_BILLS) if kind == "法" else None)
    if (worded := _KIND_OF_LAW.match(said)) is not None:
        suffix, before = "", memory.named(worded.group())
    if before is None:
        return row
    return row._replace(law_title=before.law_title + suffix,
                   refers_to=before.refers_to if _points_back(before) and before.refers_to >= 0 else before.start)


def _plan(text: str, row: Citation, memory: _Memory) -> Citation | None:
    before = memory.plan(same_types().get(text[row.start + 1:row.end], ()))
    if before is None:
        return None
    return row._replace(title=before.title, issued=before.issued,
                   refers_to=before.refers_to if _points_back(before) and before.refers_to >= 0 else before.start)
