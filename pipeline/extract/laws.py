"""Laws: mentions of statutes, ordinances and bills in running text, by name or by 同法, 同条 and the like."""
from __future__ import annotations

import re
from functools import lru_cache
from typing import Iterator

from pipeline.extract import law_numbers, provisions
from pipeline.extract.law_names import LawName, before_number, ending_at, needs, titles
from pipeline.extract.line_ends import first_place
from pipeline.extract.mentions import Citation
from pipeline.extract.running_text import CLOSING, Prose, closing_bracket
from pipeline.extract.wording import pattern
from pipeline.layout.document import Document

SAME_ARTICLE = "同条"  # the article of a row that still stands for an article named before
_SAME_GUARD = "共協合混賛大帯異雷不"
_SAME_FOLLOWS = pattern(r"(?![一-鿿々])|第|<name_after>|<law_after>")
_NUMBER_HINT = re.compile(r"\((?=(?:明治|大正|昭和|平成|令和|(?:19|20)[0-9]{2}年)[^()\n]{2,60}?号)")
_MARKED_BY = re.compile(r"(?:条例|規則|告示|訓令|規程|要綱|令|法律)第")
_ENACTED = re.compile(r"(?:法|法律|条例|規則|令)の(?:一部)?(?:制定|公布|施行|成立|改正|廃止)\Z")  # 水源条例の制定(平成8年条例第12号)
_ENACTED_BEHIND = re.compile(r"の(?:制定|公布|施行|成立)(?=\()")
_LONGEST_ACT = 8  # code points


@lru_cache(maxsize=1)
def _kinds() -> tuple[str, ...]:
    return tuple(needs())


@lru_cache(maxsize=1)
def _hint() -> re.Pattern[str]:
    kinds = sorted(needs(), key=len, reverse=True)
    kind = "|".join(kinds)
    return re.compile(rf"同(?:条(?![約件例文理項])|(?:基本|特別措置|措置|振興)?(?:{kind})(?:施行令|施行規則|施行細則|施行条例)?)|{kind}")


def find(document: Document) -> list[Citation]:
    """The mentions of laws in running text, in reading order; one row for a name with its number and its article, one
    more for each further article of a list. 同法 and the like have no law_title yet: see `resolve`."""
    text = document.reading.text
    prose = Prose(document)
    found: list[Citation] = []
    lowest_taken = len(text)  # the names are found from right to left: a name takes in what stands inside it
    for start, end, kind in _hits(text):
        if end > lowest_taken or start not in prose:
            continue
        unit = document.unit_at(start).start
        if kind == "same":
            rows = _same(text, start, end)
        else:
            name = (ending_at(text, start, end, unit) if kind == "name"
                    else _by_number(text, end, unit))
            if name is not None and kind == "name" and name.rule != "law.quoted" and (first := first_place(document, name.start, end, titles())) > name.start:
                name = ending_at(text, start, end, first)
            rows = _rows(document, name) if name is not None else []
        if rows:
            lowest_taken = rows[0].start
            found.extend(reversed(rows))
    found.reverse()
    return found


def _hits(text: str) -> list[tuple[int, int, str]]:
    hits = [(m.start(), m.end(), "same" if text[m.start()] == "同" else "name") for m in _hint().finditer(text)]
    hits.extend((m.start() - 1, m.start(), "number") for m in _NUMBER_HINT.finditer(text) if m.start())
    hits.sort(key=lambda hit: (hit[1], hit[2]), reverse=True)
    return hits


def _by_number(text: str, end: int, lowest: int) -> LawName | None:
    number = law_numbers.after(text, end)
    if _ENACTED.search(text, max(lowest, end - _LONGEST_ACT), end):
        return None  # the law stands before that
    if number is None or not _MARKED_BY.search(number.value):
        return None
    name_end = end - 1 if text[end - 1] in CLOSING else end
    if text.endswith(_kinds(), lowest, name_end):
        return None
    return before_number(text, end, lowest, number.value)


def _same(text: str, start: int, end: int) -> list[Citation]:
    if start and text[start - 1] in _SAME_GUARD or not _SAME_FOLLOWS().match(text, end):
        return []
    article = SAME_ARTICLE if text[start:end] == SAME_ARTICLE else ""
    rows: list[Citation] = []
    for place in provisions.after(text, end, article):
        rows.append(Citation("law", place.start if rows else start, place.end, article=place.article,
                             paragraph=place.paragraph, item=place.item, refers_to=start if rows else -1,
                             rule="law.list" if rows else "law.same"))
    return rows or [Citation("law", start, end, article=article, rule="law.same")]


def _rows(document: Document, name: LawName) -> list[Citation]:
    text, reading = document.reading.text, document.reading
    start, end, value = name.start, name.end, ""
    title = reading.value(name.start, name.end)
    number = law_numbers.after(text, enacted.end() if (enacted := _ENACTED_BEHIND.match(text, name.end)) is not None else name.end)
    if number is not None:
        end, value = number.end, number.value
    elif (number := law_numbers.before(text, name.start)) is not None:
        start, value = number.start, number.value
    places = list(provisions_beside(text, name.end, end))
    if not places:
        return [Citation("law", start, end, law_title=title, law_number=value, rule=name.rule)]
    first = places[0]
    rows = [Citation("law", start, first.end, law_title=title, law_number=value, article=first.article,
                     paragraph=first.paragraph, item=first.item, rule=name.rule)]
    rows += [Citation("law", place.start, place.end, law_title=title, article=place.article, paragraph=place.paragraph,
                      item=place.item, refers_to=start, rule="law.list") for place in places[1:]]
    return rows


def provisions_beside(text: str, name_end: int, end: int) -> Iterator[provisions.Provision]:
    """The provisions beside a name: right after it or its number, after its closing quotation mark or its brackets."""
    at = end
    if at == name_end and text[at:at + 1] in ("」", "』", "”"):
        at += 1
    found = provisions.after(text, provisions.gap(text, at))
    if not found:
        opened = text.rfind("(", name_end, end) if end > name_end else at
        for _ in range(2):
            if text[opened:opened + 1] != "(" or (close := closing_bracket(text, opened)) < 0:
                break
            opened = close + 1 + (text[close + 1:close + 2] in ("」", "』", "”"))
            found = provisions.after(text, provisions.gap(text, opened))
    yield from found
