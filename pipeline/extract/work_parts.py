"""Parts of a reference: quotations, addresses, dates, places and pages, in the order in which they are printed."""
from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Literal, Sequence

from pipeline.extract.mentions import DateMention
from pipeline.extract.running_text import QUOTES
from pipeline.extract.wording import pattern
from pipeline.source import Pieces

PartKind = Literal["quote", "url", "date", "fiscal", "access", "locator", "pages", "text", "sep", "open", "close"]
FIELDS = ("url", "date", "fiscal", "access", "locator", "pages")  # the kinds that follow author and title

_SEPARATORS = "、。,;:/ \u3000，．；：｡･"
_OPEN = {"(": ")", "[": "]", "<": ">", "〈": "〉", "《": "》", "〔": "〕", "【": "】"}
_CHARS = r"(?:[!#-'*-;=?-Z_a-z~&@]|_\([^()\s]*\))"
_URL = re.compile(rf"https?://{_CHARS}+")
_URL_LABEL = re.compile(r"(?:URL|ＵＲＬ|url)[: ]*(?=[<(〈]?https?:)")
_URL_MORE = re.compile(rf" ({_CHARS}+)")
_URL_TRAIL = re.compile(r"[.,;:!?'\])]+\Z")
_DATE_LIKE = re.compile(r"[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}(?![0-9/])|p{1,2}\.? ?[0-9]"
                        r"|(?:accessed|viewed|retrieved)\b|[0-9]{1,4}\Z|https?:", re.I)
_LABEL = pattern(r"(?:最終)?(?:<read>|(?:last )?[Aa]ccessed(?: on)?)(?:年月)?(?:日時?)?[:\s]{0,3}(?:は)?")
_READ = pattern(r"(?:に|現在|時点)?[,、]? ?(?:最終)?(?:<read>|access(?:ed)?)日?")
_MADE = pattern(r"に?<issue>")
_STATE = pattern(r"<state>")
_N = "[0-9一二三四五六七八九十百]{1,4}"
_PLACE = rf"第{_N}(?:部|編|章|節|款|巻|号|集|輯)|[0-9]{{1,3}}巻[0-9]{{1,3}}号|(?:Vol|vol|No|no)\. ?[0-9]{{1,4}}"
_LOCATOR = re.compile(rf"(?:{_PLACE})(?:[ 、,]?(?:{_PLACE}|第{_N}項))*")
_RANGE = r"[0-9]{1,4}(?: ?[-~〜–—‐―−・,、] ?(?:p{1,2}\.? ?)?[0-9]{1,4}(?![0-9年月/]|\.[0-9]))*"
_PAGES = re.compile(rf"(?<![A-Za-z])[pP]{{1,2}}(?:\. ?| )?(?P<after>{_RANGE})(?:頁|ページ)?"
                    rf"|(?P<before>{_RANGE}) ?(?:頁|ページ|p\b|pp\b)(?!数)")
_MARKS = re.compile(f"[{''.join(QUOTES)}{''.join(QUOTES.values())}]")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?:年)?(?=[、。,;:) \]\n]|\Z)")
_SPECIAL_TEXT = "|".join((
    r"https?://|URL|url|第[0-9一二三四五六七八九十百]|[Vv]ol\.|[Nn]o\. ?[0-9]|(?<![A-Za-z])[pP]{1,2}\.? ?[0-9]",
    r"(?<![0-9])[0-9]{1,4}(?:[-~〜–][0-9]{1,4})? ?(?:頁|ページ)|[0-9]{1,3}巻",
    r"(?:最終)?(?:アクセス|閲覧|参照|確認|取得|入手)(?:年月)?日|[Aa]ccessed|(?:19|20)[0-9]{2}"))
_STOP_TEXT = f"[{re.escape(_SEPARATORS + ''.join(_OPEN) + ''.join(_OPEN.values()) + ''.join(QUOTES))}\n]"
_BREAK = re.compile(f"{_STOP_TEXT}|{_SPECIAL_TEXT}")


@dataclass(frozen=True, slots=True)
class Part:
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
            part = self._part(at, end)
            if part.kind == "text" and found and found[-1].kind == "text":
                part = Part("text", found.pop().start, part.end)
            found.append(part)
            at = part.end
        return found

    def _part(self, at: int, end: int) -> Part:
        text = self._text
        char = text[at]
        if (close := self._closed.get(at)) is not None:
            return Part("quote", at, close + 1)
        if char in _OPEN:
            return Part("open", at, at + 1)
        if char in _OPEN.values():
            return Part("close", at, at + 1)
        if char in _SEPARATORS:
            return Part("sep", at, at + 1, char)
        return (self._dated(at, end) or self._url(at, end) or self._labelled(at, end) or self._placed(at, end)
                or Part("text", at, self._text_end(at, end)))

    def _text_end(self, at: int, end: int) -> int:
        stop = _BREAK.search(self._text, at + 1, end)
        last = stop.start() if stop else end
        index = bisect_left(self._starts, at + 1)
        if index < len(self._starts) and self._starts[index] < last:
            last = self._starts[index]
        return last

    def _url(self, at: int, end: int) -> Part | None:
        label = _URL_LABEL.match(self._text, at, end)
        if label is not None:
            return Part("sep", at, label.end(), "URL")
        match = _URL.match(self._text, at, end)
        if match is None:
            return None
        last = match.end()
        while (more := _URL_MORE.match(self._text, last, end)) is not None and self._is_continued(last, more):
            last = more.end()
        last = self._ascii_end(at, last)
        trail = _URL_TRAIL.search(self._text, at, last)
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
        """Whether a line ended inside the address: the source breaks there, and what follows looks like its rest."""
        spans = self._reading.spans(at, at + 2)
        raw = self._reading.source[spans[0].start:spans[-1].end]
        rest = more[1]
        if not any(c in raw for c in "\n\r\f\v") or _DATE_LIKE.match(rest):
            return False
        return self._text[at - 1] in "/-_.?&=%" or any(c in rest for c in "/_.?&=%")

    def _dated(self, at: int, end: int) -> Part | None:
        date = self._dates.get(at)
        text = self._text
        if date is None or date.end > end or date.role == "edition":
            return None
        if (read := _READ().match(text, date.end, end)) is not None:
            return Part("access", at, read.end(), date.edtf)
        made = _MADE().match(text, date.end, end)
        state = None if made else _STATE().match(text, date.end, end)
        last = made.end() if made else state.end() if state else date.end
        if last < end and not _BREAK.match(text, last, end):
            return None
        if date.kind in ("day", "month", "year") and state is None:
            return Part("date", at, last, date.edtf)
        if text[last:last + 1] == " " and state is None:  # 令和5年度 県政世論調査
            return None
        return Part("fiscal", at, last)

    def _labelled(self, at: int, end: int) -> Part | None:
        """アクセス日:2024年3月1日."""
        label = _LABEL().match(self._text, at, end)
        if label is None or label.end() == at:
            return None
        date = self._dates.get(label.end())
        return Part("access", at, date.end, date.edtf) if date is not None and date.end <= end else None

    def _placed(self, at: int, end: int) -> Part | None:
        text = self._text
        match = _LOCATOR.match(text, at, end)
        if match is not None and (match.end() == end or _BREAK.match(text, match.end())):
            return Part("locator", at, match.end(), re.sub("[ 、,]", "", self._reading.value(at, match.end())))
        match = _PAGES.match(text, at, end)
        if match is not None:
            return Part("pages", at, match.end(), _pages(match["after"] or match["before"]))
        match = _YEAR.match(text, at, end)
        return Part("date", at, match.end(), match.group()[:4]) if match is not None else None


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
    return closed


def _pages(printed: str) -> str:
    """`12～15`, `12-p.15` → `12-15`; `12、15` → `12,15`."""
    plain = re.sub(r"[pP]{1,2}\.?| ", "", printed)
    return re.sub("[、・]", ",", re.sub("[~〜–—‐―−]", "-", plain))
