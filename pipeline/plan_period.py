"""The period of the plan that a document is: the range on its cover, under or behind the label 計画期間, or in a sentence about the plan."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date as day, timedelta
from enum import IntEnum
from typing import NamedTuple

from pipeline.extract.mentions import DateMention
from pipeline.extract.plan_titles import of_title
from pipeline.extract.plan_words import KIND
from pipeline.extraction import Extraction
from pipeline.layout.document import Document, Unit

_OWN_PERIOD = re.compile(r"計画の?期間")
_PERIOD_HEADING = re.compile(rf"(?<![前旧])計画の?期間|(?<![前旧]){KIND}の(?:推進|対象|実施)?期間|^(?:推進|対象|実施)?期間$")
_LABEL = rf"(?:(?:(?:本|この|当)?{KIND}の)?(?:計画|推進|対象|実施)の?|(?:本|この|当)?{KIND}の|)期間"
_LABEL_LINE = re.compile(rf"[^一-龥ぁ-んァ-ヶA-Za-z0-9]{{0,2}}(?:[0-9(]{{1,3}}[).．]? ?)?{_LABEL}(?:等|について)?[^一-龥ぁ-んァ-ヶA-Za-z0-9]{{0,2}}")
_LABEL_BEFORE = re.compile(rf"(?:^|[。\n 　・■◆●○◎【〔\[)])(?:{_LABEL})[】〕\])》〉]?(?:[はを]|につい?ては)?[:：、 　]{{0,3}}$")
_LABEL_CELL = re.compile(_LABEL)
_WAS = re.compile(r"(?:まで)?(?:の[0-9]{1,2}(?:年度?間|[かヶケカヵ箇]年間?))?(?:でした|だった|であった)")  # of an earlier plan
_FEW_COLUMNS = 3  # of a table of labels and what they say
_UNDER_TITLE = 3  # units below the title in which its period may stand alone
_SENTENCE = 160  # code points of a sentence before a range
_BESIDES = re.compile(rf"(?P<name>[^ ]{{4,60}}{KIND}) (?!.*{KIND})[^ ]{{2,24}}$")
_BRACKETED = re.compile(r"[「『](?P<name>[^「」『』\n]{3,60})[」』] ?\((?:[^()]|\([^()]{0,40}\)){0,60}$")
_ITS_PERIOD = re.compile(rf"(?:[「『](?P<quoted>[^「」『』\n]{{3,60}})[」』](?:\([^()]{{0,40}}\))?|(?P<plain>(?:上位計画|第[0-9]+[次期]|国の|県の)[^、。「」『』はがを]{{0,40}}?{KIND}))"
                         r"の(?:計画の?|推進|対象)?期間(?:は|が|である|を|:)?[^。]{0,20}$")
# 第5次港市総合計画(令和3年度~令和12年度), without quotation marks
_BARE_BRACKETED = re.compile(rf"(?P<name>[^、。「」『』()はがを\n]{{0,24}}(?:[都道府県市区町村]|第[0-9一二三四五六七八九十]+[次期]|総合)[^、。「」『』()はがを\n]{{0,24}}?{KIND}(?:20[0-9]{{2}})?) ?\((?:[^()]{{0,20}}[:、 ])?$")
# から…までを計画期間とする「港市総合計画」
_NAMED_BEHIND = re.compile(rf"(?:まで)?の?(?:[0-9]{{1,2}}(?:年間|[かヶケカヵ箇]年間?))?[をの](?:計画|推進|対象)?(?:の)?期間と(?:する|した|し)、?(?:新たな|新しい|現行の?)?"
                           rf"(?:[「『](?P<name>[^「」『』\n]{{2,60}})[」』]|(?P<plain>(?:[^、。「」『』はがを\n]{{0,12}}第[0-9一二三四五六七八九十]+[次期]|総合)[^、。「」『』はがを\n]{{0,24}}?{KIND}))"
                           r"(?P<own>(?:\([^()]{0,40}\))?を(?:新たに)?(?:策定|作成|決定|定め)(?:する|し?ます|いたします|しました))?")
_OWN_PLAN = re.compile(rf"(?:本|この|新たな|新しい|新|次期){KIND}")
_PLAN_OF_YEARS = re.compile(r"(?:まで)?の[0-9]{1,2}(?:年間|[かヶケカヵ箇]年間?)の計画(?:で|と|。)|(?:まで)?の[0-9]{1,2}(?:年間|[かヶケカヵ箇]年間?)を計画期間")
_OWN_SUBJECT = re.compile(rf"(?:^|[。、\n 　])(?:本|この){KIND}は、?$")
_SUBJECT = re.compile(r"[」』]?(?:\([^()]{0,60}\))?は、?$")
_LASTS = re.compile(r"(?:まで)?の[0-9]{1,2}(?:年度?間|[かヶケカヵ箇]年間?)(?:です|と(?:し|する)|である|を(?:計画|対象|推進)?(?:の)?(?:期間|対象)と)")  # 本計画は、…までの5年間です
_EARLIER_PLAN = re.compile(r"前計画|前期計画|旧計画|前回の?計画|前プラン")
_FIRST_YEAR = re.compile(r"を(?:計画の|その)?(?:初年度?|始期|開始年度?)と(?:し(?:て)?|する|した)、?")  # 令和3年度を初年度とし、
_LAST_YEAR = re.compile(r"末?(?:を(?:計画の|その)?(?:目標年度?|目標年次|最終年度?|終期|完成年度?|期限)|まで)")
_YEARS = re.compile(r"(?:から(?:の)?|を(?:計画の)?(?:初年度?|始期)と(?:する|した|し、?))(?:向こう|今後|おおむね|概ね)?、?([1-9]|[12][0-9])(?:年度?間|[かヶケカヵ箇]年)(?!間?を[前中後]期)")
_LIST = re.compile(r"[・、,]|(?:及び|と)")
_LEAST_DAYS, _MOST_DAYS = 300, 11_000  # of a plan's period
_MOST_LISTED = 4


class _Rank(IntEnum):
    """How surely a range is the period of the document's own plan."""

    COVER, LABELLED, PASSAGE, FIRST_YEAR = range(4)


class _Span(NamedTuple):
    """First and last day; start, end: places in the reader's text; joined: whether several dates, or a date and a number of years, state it."""

    first: str
    last: str
    start: int
    end: int
    role: str
    joined: bool = False


def period_of(found: Extraction) -> tuple[str, str]:
    """First and last day of the plan's own period: the range on the cover, else the first one under or behind a label 計画期間, else
    in a passage that says so, with no earlier plan named before it in its unit; empty where none is stated."""
    document = found.document
    in_tables = {document.unit_at(item.start).table for item in found.history}
    earlier: dict[int, int] = {}  # by unit: where it first names an earlier plan
    best: tuple[_Rank, _Span] | None = None
    for span in _spans(document, found.dates):
        at = document.unit_index(span.start)
        unit = document.units[at]
        if at not in earlier:
            named = _EARLIER_PLAN.search(document.reading.text, unit.start, unit.end)
            earlier[at] = named.end() if named else unit.end + 1
        if earlier[at] <= span.start or (unit.table >= 0 and unit.table in in_tables) or _of_another(document, unit, span):
            continue
        rank = _rank(document, at, span)
        if rank == _Rank.COVER:
            return span.first, span.last
        if rank is not None and (best is None or rank < best[0]):
            best = rank, span
    return (best[1].first, best[1].last) if best else ("", "")


def _spans(document: Document, dates: Sequence[DateMention]) -> Iterator[_Span]:
    """The ranges of a document, and those that it states by a first year and a last one, or a number of years."""
    text = document.reading.text
    for k, date in enumerate(dates):
        if not date.first_day or date.relative:
            continue
        if date.kind == "range":
            yield _Span(date.first_day, date.last_day, date.start, date.end, date.role)
        elif date.kind in ("fiscal_year", "month", "day"):
            unit_end = document.unit_at(date.start).end
            if (years := _YEARS.match(text, date.end, unit_end)) is not None:
                yield _Span(date.first_day, _after(date.first_day, int(years[1])), date.start, years.end(), date.role, True)
            elif (last := _last_of(text, dates, k, unit_end)) is not None:
                yield _Span(date.first_day, last.last_day, date.start, last.end, date.role, True)


def _last_of(text: str, dates: Sequence[DateMention], k: int, unit_end: int) -> DateMention | None:
    """The last year of a plan of which the k-th date is the first (を初年度とし、令和7年度を目標年度と), or the last of fiscal years in a list (平成23・24年度)."""
    date, following = dates[k], dates[k + 1] if k + 1 < len(dates) else None
    if following is None or following.end > unit_end or following.relative or following.last_day <= date.last_day:
        return None
    if _FIRST_YEAR.fullmatch(text, date.end, following.start) is not None:
        return following if _LAST_YEAR.match(text, following.end, unit_end) is not None else None
    last = None
    for following in dates[k + 1:k + _MOST_LISTED] if date.kind == "fiscal_year" and date.role == "plan_period" else ():
        before = last or date
        if following.kind != "fiscal_year" or int(following.first_day[:4]) != int(before.first_day[:4]) + 1 or _LIST.fullmatch(text, before.end, following.start) is None:
            break
        last = following
    return last


def _after(first: str, years: int) -> str:
    """The last day of a number of years from a day on."""
    begins = day.fromisoformat(first)
    leap = (begins.month, begins.day) == (2, 29)
    return (day(begins.year + years, 3 if leap else begins.month, 1 if leap else begins.day) - timedelta(1)).isoformat()


def _own_name(document: Document) -> str:
    """The plan in the document's title, without what it is called besides (第4次港市教育計画 まなびの世紀)."""
    name = of_title(document.title)
    called = _BESIDES.match(name)
    return called["name"] if called else name


def _rank(document: Document, at: int, span: _Span) -> _Rank | None:
    """How surely a range in the unit `at` is the plan's own period, None if nothing says so."""
    text, unit = document.reading.text, document.units[at]
    if not span.joined and _on_cover(document, at, span):
        return _Rank.COVER
    fits = _LEAST_DAYS <= (day.fromisoformat(span.last) - day.fromisoformat(span.first)).days <= _MOST_DAYS
    if not span.joined and any(_PERIOD_HEADING.search(section.title) for section in document.lineage(unit.section)):
        return _Rank.LABELLED
    if fits and (_labelled(document, at, span) or _named_before(document, unit, span)):
        return _Rank.LABELLED
    before = _said_before(text, unit, span)
    if not span.joined and (_OWN_PERIOD.search(text, unit.start, unit.end) or _says_own_years(document, unit, span, before)):
        return _Rank.PASSAGE
    if span.joined and fits and span.role == "plan_period":
        if _OWN_PLAN.search(before) or document.title and _own_name(document) in before + text[span.end:min(unit.end, span.end + _SENTENCE)].partition("。")[0]:
            return _Rank.PASSAGE
        return _Rank.FIRST_YEAR if not document.title and "初年" in text[span.start:span.end] else None
    return None


def _on_cover(document: Document, at: int, span: _Span) -> bool:
    """Whether a range stands before the first heading, in the title or alone right under it."""
    unit = document.units[at]
    if span.role == "plan_period" and "。" not in document.text(unit) and (unit.kind == "title" or document.sections and unit.section < 0):
        return True
    alone = document.text(unit).strip("()[]【】〔〕 ")
    if document.title == "" or unit.section >= 0 or alone != document.reading.text[span.start:span.end] or (span.first[5:], span.last[5:]) != ("04-01", "03-31"):
        return False
    above = document.units[max(0, at - _UNDER_TITLE):at]
    return any(other.kind == "title" for other in above) and not document.text(above[-1]).endswith("期間")


def _labelled(document: Document, at: int, span: _Span) -> bool:
    """Whether a label 計画期間 or the like stands in the line above a range that opens its own, right before it, or in the first cell of its row."""
    text, unit = document.reading.text, document.units[at]
    if unit.table >= 0:
        row = document.tables[unit.table].grid[unit.row]
        return 1 < len(row) <= _FEW_COLUMNS and unit.column > 0 and _LABEL_CELL.fullmatch("".join(row[0].text.split())) is not None
    if _LABEL_BEFORE.search(text[max(unit.start, span.start - _UNDER_TITLE * 10):span.start]) is not None:
        return True
    above = document.units[at - 1] if at else unit
    return unit.start == span.start and above is not unit and above.table < 0 and _LABEL_LINE.fullmatch(text, above.start, above.end) is not None


def _named_before(document: Document, unit: Unit, span: _Span) -> bool:
    """Whether the sentence names the plan, and its period, right before a range (「港市総合計画」の期間は)."""
    named = _ITS_PERIOD.search(_said_before(document.reading.text, unit, span)) if document.title else None
    return named is not None and "".join((named["quoted"] or named["plain"]).split()) == "".join(_own_name(document).split())


def _said_before(text: str, unit: Unit, span: _Span) -> str:
    """The sentence before a range; a full stop that a bracket follows (以下「本計画」という。) ends none."""
    first = max(unit.start, span.start - _SENTENCE)
    stop = text.rfind("。", first, span.start)
    while stop >= 0 and text.startswith(")", stop + 1):
        stop = text.rfind("。", first, stop)
    return text[max(first, stop + 1):span.start]


def _of_another(document: Document, unit: Unit, span: _Span) -> bool:
    """Whether the sentence of a range says that it is the period of a plan that is not the document's own: in brackets behind a name, …の計画期間は,
    or を計画期間とする before one, or that it is over."""
    text = document.reading.text
    if _WAS.match(text, span.end, unit.end) is not None:
        return True
    said = _said_before(text, unit, span)
    behind = _NAMED_BEHIND.match(text, span.end, unit.end)
    if not document.title:
        return behind is not None and behind["own"] is None
    named = _BRACKETED.search(said) or _ITS_PERIOD.search(said) or _BARE_BRACKETED.search(said) or behind
    if named is None:
        return False
    groups = named.groupdict()
    printed = next(words for key in ("name", "quoted", "plain") if (words := groups.get(key)))
    name, title = "".join(printed.split()), "".join(_own_name(document).split())
    return not (name in title or title in name or _OWN_PLAN.match(name))


def _says_own_years(document: Document, unit: Unit, span: _Span, before: str) -> bool:
    """Whether a sentence says of the document's own plan that it is one for the years of a range (…までの5か年の計画です)."""
    titled = document.title != "" and _own_name(document) in before
    subject = _OWN_SUBJECT.search(before) is not None or titled and _SUBJECT.sub("", before).endswith(_own_name(document))
    if subject and _LASTS.match(document.reading.text, span.end, unit.end) is not None:
        return True
    return (titled or _OWN_PLAN.search(before) is not None) and _PLAN_OF_YEARS.match(document.reading.text, span.end, unit.end) is not None
