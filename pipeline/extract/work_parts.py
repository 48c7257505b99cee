"""Parts of a reference: quotations, addresses, dates, places and pages, in the order in which they are printed."""
from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import Literal, NamedTuple, Sequence

from pipeline.extract.mentions import DateMention
from pipeline.extract.running_text import QUOTES
from pipeline.extract.work_patterns import (
    BREAK, CONJUNCTION, DATE_LIKE, ENGLISH_DATE, FULL_STOP, LEGAL_FORM, LOCATOR, LOCATOR_GAP, NUMBER_OF, OPEN, PAGES, SEPARATORS,
    URL, URL_LABEL, URL_MORE, URL_TRAIL, YEAR, iso, pages_value,
)
from pipeline.extract.wording import pattern, words
from pipeline.source import Pieces

PartKind = Literal["quote", "url", "date", "fiscal", "access", "locator", "pages", "text", "sep", "open", "close"]
FIELDS = ("url", "date", "fiscal", "access", "locator", "pages")  # the kinds that follow author and title

_LABEL = pattern(r"(?:最終)?(?:<read>|(?:last )?(?:[Aa]ccessed|[Rr]etrieved|[Vv]iewed)(?: on)?)(?:年月)?(?:日時?)?[:\s]{0,3}(?:は)?")
_ISSUE_LABEL = pattern(r"<issue>(?:年月日|年月|日|年)[: ]{0,2}")
_STATE_LABEL = pattern(r"(?:最終)?<state>(?:年月日|年月|日)[: ]{0,2}")
_READ = pattern(r"(?:に|現在|時点)?[,、]? ?(?:最終)?(?:<read>|access(?:ed)?)(?!(?:年月)?日? ?:)日?(?:済み?)?")
_MADE = pattern(r"(?:に?(?:<issue>|<adopted>)| ?[一-鿿ァ-ヺー・]{1,15}?<adopted>)(?: ?(?:朝刊|夕刊))?| ?(?:朝刊|夕刊)|号")
_USED = pattern(r"(?:を|より|から)(?:参照|引用|抜粋|作成|転載|加工|基に|もとに|元に|一部)|による|により|によっ|に(?:基づ|学[んび]|拠|依拠|倣|ならっ|示唆)|を(?:参考|踏まえ|用い|下敷き|手がかり)")
_TOPIC = re.compile(r"は(?=[一-鿿々ヶァ-ヺー]{2,20}(?:ほか|他)?[「『])")  # 考え方は谷口『…』による
_STATE = pattern(r"<state>")
_MARKS = re.compile(f"[{''.join(QUOTES)}{''.join(QUOTES.values())}]")
_LATIN = re.compile(r"[A-Za-z0-9&'’.-]\Z")
_LATIN_WORD = re.compile(r"[A-Za-z&(0-9]")
_MONTH_OR_PRESS = re.compile(r"(?:Press|Publishing|Publications|Books)\Z")
_URL_STARTS = frozenset("hwUuアリ掲dDI")  # the characters that the patterns can begin with
_PLACE_STARTS = frozenset("0123456789第VvNnpP参附図付配会説補関巻添提別統資表特コト事CSTFAB上中下")
_LATIN_STARTS = frozenset("0123456789JFMASONDaAlLrRvV")
_BESIDE_YEAR = frozenset(f"{SEPARATORS}{''.join(OPEN)}{''.join(OPEN.values())}{''.join(QUOTES.values())}\"")


@cache
def _label_starts() -> frozenset[str]:
    return frozenset(word[0] for kind in ("read", "issue", "state") for word in words(kind)) | {"最"}


class Part(NamedTuple):
    """A part of a reference. start, end: positions in the reader's text; `value` of a url without brackets, of a date
    or an access its EDTF form, of pages figures with `-`, of a locator the text without spaces and separators."""

    kind: PartKind
    start: int
    end: int
    value: str = ""


class Scanner:
    """Cuts stretches of a document's reading into parts; `dates` are the dates of the document."""

    def __init__(self, reading: Pieces, dates: Sequence[DateMention]) -> None:
        self._reading = reading
        self._text = reading.text
        self._dates = {date.start: date for date in dates if date.edtf}
        self._starts = sorted(self._dates)
        self._closed: dict[int, int] = {}

    def parts(self, start: int, end: int) -> list[Part]:
        """The parts of `text[start:end]`, in order; nothing is left out but the line's own quotation marks."""
        found: list[Part] = []
        self._closed = _quotations(self._text, start, end)
        at = start
        while at < end:
            part = self._conjunction(at, end, found) or self._part(at, end)
            if part.kind == "text" and found and found[-1].kind == "text":
                part = Part("text", found.pop().start, part.end)
            elif self._is_latin_run(found, part):
                found.pop()
                part = Part("text", found.pop().start, part.end)
            found.append(part)
            at = part.end
        return found

    def _conjunction(self, at: int, end: int, found: list[Part]) -> Part | None:
        """A word that joins two works, after a title or what follows it."""
        char = self._text[at]
        if char == "・":
            joins = bool(found) and found[-1].kind in ("quote", "close")
            return Part("sep", at, at + 1, "、") if joins else None
        if char == "は":
            return Part("sep", at, at + 1, "、") if found and found[-1].kind == "text" and _TOPIC.match(self._text, at, end) else None
        if char not in "及お並なとや" or not found or found[-1].kind in ("text", "open"):
            return None
        if found[-1].kind == "sep" and char in "とや":
            return None
        match = CONJUNCTION.match(self._text, at, end)
        return Part("sep", at, match.end(), "、") if match is not None else None

    def _part(self, at: int, end: int) -> Part:
        text = self._text
        char = text[at]
        if (close := self._closed.get(at)) is not None:
            return Part("quote", at, close + 1)
        if char in OPEN:
            form = LEGAL_FORM.match(text, at, end)
            return Part("text", at, form.end()) if form is not None else Part("open", at, at + 1)
        if char in OPEN.values():
            return Part("close", at, at + 1)
        if char in SEPARATORS or char == "." and FULL_STOP.match(text, at, end):
            return Part("sep", at, at + 1, " " if char in "\u3000\n" else char)
        found = self._dated(at, end)
        if found is None and char in _URL_STARTS:
            found = self._url(at, end)
        if found is None and (char in _LATIN_STARTS or char in _label_starts()):
            found = self._labelled(at, end)
        if found is None and char in _PLACE_STARTS:
            found = self._placed(at, end)
        return found or Part("text", at, self._text_end(at, end))

    def _text_end(self, at: int, end: int) -> int:
        stop = BREAK.search(self._text, at + 1, end)
        last = stop.start() if stop else end
        index = bisect_left(self._starts, at + 1)
        if index < len(self._starts) and self._starts[index] < last:
            last = self._starts[index]
        topic = _TOPIC.search(self._text, at + 1, last + 1 if stop else last)
        last = topic.start() if topic else last
        mark = self._text.find('"', at + 1, last)
        return mark if mark in self._closed else last

    def _is_latin_run(self, found: list[Part], part: Part) -> bool:
        """Whether a part goes on with the Latin words before it: `World` ` ` `Bank`, `Report` ` ` `2021`."""
        if len(found) < 2 or found[-1].kind != "sep" or found[-1].value != " " or found[-2].kind != "text":
            return False
        before = self._text[max(found[-2].start, found[-2].end - 12):found[-2].end]
        if not _LATIN.search(before) or not before.isascii():
            return False
        if part.kind == "date":
            return part.end - part.start == 4 and not _MONTH_OR_PRESS.search(before)
        return part.kind == "text" and _LATIN_WORD.match(self._text, part.start) is not None

    def _url(self, at: int, end: int) -> Part | None:
        label = URL_LABEL.match(self._text, at, end)
        if label is not None:
            return Part("sep", at, label.end(), "URL")
        other = NUMBER_OF.match(self._text, at, end)
        if other is not None:
            return Part("fiscal", at, other.end())
        match = URL.match(self._text, at, end)
        if match is None:
            return None
        last = match.end()
        while (more := URL_MORE.match(self._text, last, end)) is not None and self._is_continued(last, more):
            last = more.end()
        last = self._ascii_end(at, last)
        trail = URL_TRAIL.search(self._text, at, last)
        if trail is not None and "_(" not in self._text[at:last]:
            last = trail.start()
        return Part("url", at, last, self._reading.value(at, last).replace(" ", ""))

    def _ascii_end(self, at: int, end: int) -> int:
        """The end of an address before a full-width mark (，；), which the reader's text shows in its narrow form."""
        raw = self._reading.surface(at, end)
        if raw.isascii() or not raw[0].isascii() or len(raw) != end - at:
            return end
        return at + next(k for k, char in enumerate(raw) if not char.isascii())

    def _is_continued(self, at: int, more: re.Match[str]) -> bool:
        """Whether a line or a page ended inside the address: the source breaks there, and what follows looks like its rest; where a converter left
        a space for the break, both sides must."""
        spans = self._reading.spans(at - 1, at + 2)
        raw = self._reading.source[spans[0].start:spans[-1].end]
        rest = more[1]
        if DATE_LIKE.match(rest):
            return False
        if not any(c in raw for c in "\n\r\f\v"):
            return self._text[at - 1] in "/-_?&=%" and "/" in rest and rest[0].isalnum()
        return self._text[at - 1] in "/-_.?&=%" or any(c in rest for c in "/_.?&=%")

    def _dated(self, at: int, end: int) -> Part | None:
        date = self._dates.get(at)
        text = self._text
        if date is None or date.end > end or date.role == "edition":
            return None
        if (read := _READ().match(text, date.end, end)) is not None:
            return Part("access", at, read.end(), date.edtf)
        state = _STATE().match(text, date.end, end)
        made = None if state else _MADE().match(text, date.end, end)
        last = made.end() if made else state.end() if state else date.end
        if last < end and not BREAK.match(text, last, end) and not _USED().match(text, last, end):
            return None
        if date.kind in ("day", "month", "year") and state is None:
            return Part("date", at, last, date.edtf)
        if text[last:last + 1] == " " and state is None:  # 令和5年度 県政世論調査
            return None
        return Part("fiscal", at, last)

    def _labelled(self, at: int, end: int) -> Part | None:
        """アクセス日:2024年3月1日, 公表日:令和3年3月, May 2021, accessed 1 May 2021."""
        text = self._text
        for label, kind in ((_LABEL(), "access"), (_ISSUE_LABEL(), "date"), (_STATE_LABEL(), "fiscal")):
            if (match := label.match(text, at, end)) is not None and match.end() > at:
                found = self._date_at(match.end(), end)
                if found is not None:
                    return Part(kind, at, found[0], found[1])  # type: ignore[arg-type]
        if text[at] in _LATIN_STARTS and (match := ENGLISH_DATE.match(text, at, end)) is not None:
            return Part("date", at, match.end(), iso(match)) if iso(match) else None
        return None

    def _date_at(self, at: int, end: int) -> tuple[int, str] | None:
        date = self._dates.get(at)
        if date is not None:
            return (date.end, date.edtf) if date.end <= end else None
        match = ENGLISH_DATE.match(self._text, at, end)
        return (match.end(), iso(match)) if match is not None else None

    def _placed(self, at: int, end: int) -> Part | None:
        text = self._text
        match = LOCATOR.match(text, at, end)
        if match is not None and (match.end() == end or BREAK.match(text, match.end()) or _USED().match(text, match.end(), end)):
            return Part("locator", at, match.end(), LOCATOR_GAP.sub("", self._reading.value(at, match.end())))
        match = PAGES.match(text, at, end)
        if match is not None:
            return Part("pages", at, match.end(), pages_value(match["after"] or match["before"]))
        match = YEAR.match(text, at, end)
        if match is None or at and text[at - 1] not in _BESIDE_YEAR and not FULL_STOP.match(text, at - 1):
            return None
        return Part("date", at, match.end(), match.group()[:4])


def _quotations(text: str, start: int, end: int) -> dict[int, int]:
    """For each mark in `text[start:end]` that opens a quotation the place of the mark that closes it."""
    closed: dict[int, int] = {}
    waiting: dict[str, list[int]] = {shut: [] for shut in QUOTES.values()}
    for match in _MARKS.finditer(text, start, end):
        mark = match.group()
        if mark in QUOTES:
            waiting[QUOTES[mark]].append(match.start())
        elif waiting[mark]:
            closed[waiting[mark].pop()] = match.start()
    opened = text.find('"', start, end)
    while opened >= 0 and (shut := text.find('"', opened + 1, end)) >= 0:
        closed[opened] = shut
        opened = text.find('"', shut + 1, end)
    return closed
