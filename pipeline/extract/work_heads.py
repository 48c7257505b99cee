"""Heads of references: author and title, in every order and with or without quotation marks, at a part of a line."""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Sequence

from pipeline.extract.work_parts import FIELDS, Part
from pipeline.extract.wording import pattern
from pipeline.rules import load
from pipeline.source import Pieces

FAR = 60  # parts; no title and no bracket in a reference is longer
BODIES = 15  # parts; no list of issuing bodies is longer
PARTICLE = re.compile(r"[一-鿿ァ-ヺー)」』][はがをに](?![一-鿿]?(?:社|店))|である|です|ます|した|ため"
                      r"|とは|による|により|(?:こと|もの)\Z")
_SENTENCE = re.compile(r"[一-鿿ァ-ヺー)」』](?:は|とは)(?![一-鿿]?(?:社|店))|である|です|ます"
                       r"|(?:した|する|れる|いる|こと|もの|ため|により|による)\Z")
DERIVED = pattern(r"の?(?:データ|資料|統計)?<derived>|(?:作成|加工|改変|編集)\Z")
UNPUBLISHED = pattern(r"<unpublished>\Z")
ROLE = pattern(r"<role>\Z")
EDITION = pattern(r".{0,12}<edition>\Z")
_LEAD = re.compile(r"(?:詳細は|詳しくは|例えば|なお|また|参照|出典|資料|参考|→)+[、:]?")
_PERSON = re.compile(r"[一-鿿々ヶァ-ヺーぁ-んA-Za-z・ .&]{2,40}\Z")
SAME_AUTHOR = re.compile(r"同(?:上|省|庁|府|県|市|局|機構|協会)?\Z")
_BRACKETED = re.compile(r"\([^()]*\)\Z")


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a reference. start, end: positions in the reader's text; `after`: the index of the part after
    it; `needed`: how many of place, pages, dates and address must follow for it to be a work; rule: the id of the rule.
    """

    start: int
    end: int
    after: int
    needed: int
    rule: str
    authors: str = ""
    title: str = ""
    issued: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """The parts of a stretch that may cite works. `may_explain`: it may be an explanation of a term, so that a title
    without an author needs an address, a date or pages. `at` is always an index into the parts."""

    reading: Pieces
    parts: Sequence[Part]
    may_explain: bool

    def kind(self, at: int) -> str:
        """The kind of a part, empty past the end."""
        return self.parts[at].kind if at < len(self.parts) else ""

    def word(self, first: int, last: int = -1) -> str:
        """What is read from the part `first` to the part `last`."""
        return self.reading.text[self.parts[first].start:self.parts[max(first, last)].end]

    def value(self, first: int, last: int) -> str:
        """`word` as a value."""
        return self.reading.value(self.parts[first].start, self.parts[last].end)

    def quoted(self, at: int) -> str:
        """The value of what stands between the marks of a quotation."""
        part = self.parts[at]
        return self.reading.value(part.start + 1, part.end - 1) if part.end - part.start > 2 else ""

    def opens(self, at: int, mark: str) -> bool:
        """Whether the part is a quotation in these marks."""
        return self.kind(at) == "quote" and self.reading.text[self.parts[at].start] == mark

    def is_boundary(self, at: int) -> bool:
        """Whether a reference may start at a part."""
        return at == 0 or self.kind(at - 1) in ("sep", "open", "close")

    def past(self, at: int, kind: str = "sep") -> int:
        """The first part from `at` on that is of another kind than `kind`."""
        last = min(len(self.parts), at + FAR)
        while at < last and self.parts[at].kind == kind:
            at += 1
        return at

    def group_end(self, at: int) -> int:
        """The part that closes the bracket at `at`; the number of parts if none does."""
        depth = 0
        for k in range(at, min(len(self.parts), at + FAR)):
            depth += (self.kind(k) == "open") - (self.kind(k) == "close")
            if not depth:
                return k
        return len(self.parts)

    def text_end(self, at: int) -> int:
        """The part after the run of text at `at`, spaces between Japanese words included."""
        end = at + 1
        while end - at < FAR and self.kind(end + 1) == "text" and self.parts[end].value == " ":
            end += 2
        return end

    def title_end(self, at: int) -> int:
        """The part after a title without marks that starts at `at`: it goes on to the first separator before a date, an
        address or the like; -1 if there is none such."""
        for k in range(at + 1, min(len(self.parts), at + FAR)):
            if self.kind(k) == "sep" and self.kind(k - 1) != "sep" and self._is_field(self.past(k)):
                return k + 1 if self.parts[k].value == "。" and self.kind(k + 1) == "sep" else k
            if self.kind(k) in FIELDS:
                return k if self.kind(k) in ("url", "access", "pages", "locator") else -1
            if self.kind(k) == "sep" and self.parts[k].value == "。" and self.kind(k + 1) != "sep":
                return -1
        return -1

    def _is_field(self, at: int) -> bool:
        return self.kind(at) in FIELDS or self.kind(at) == "open" and self.kind(at + 1) in FIELDS

    def body_end(self, at: int) -> int:
        """The part after the body at `at`, with a bracket inside its name (情報技術(IT)総合戦略室); `at` if none."""
        if self.kind(at) != "text":
            return at
        end = at + 1
        if self.kind(end) == "open" and self.kind(end + 1) == "text" and self.kind(end + 2) == "close" \
                and self.kind(end + 3) == "text" and is_body(self.word(at, end + 3)):
            return end + 4
        return end if is_body(self.word(at)) else at

    def authors_end(self, at: int) -> int:
        """The part after the bodies at `at` (one, or several separated by commas); `at` if no body stands there."""
        end = self.body_end(at)
        if end == at:
            return at
        while end - at < BODIES and self.kind(end) == "sep" and self.parts[end].value in "、,/" \
                and self.kind(self.past(end)) == "text" and is_body(self.word(self.past(end))):
            end = self.past(end) + 1
        return end


def head(line: Line, at: int) -> Head | None:
    """The head of the reference that starts at part `at`; None if none does."""
    if not line.is_boundary(at):
        return None
    kind = line.kind(at)
    if kind == "quote":
        return _titled_by(line, at) or _quote_first(line, at)
    if kind == "url":
        part = line.parts[at]
        return Head(part.start, part.start, at, 1, "work.url")
    if kind != "text":
        return None
    return (_authored_quote(line, at) or _authored_title(line, at) or _titled_by(line, at) or _site(line, at)
            or _bare_title(line, at))


def opens_another(line: Line, at: int) -> bool:
    """Whether the text at `at`, after a work, is the author of another."""
    return line.is_boundary(at) and (_authored_quote(line, at) is not None or _authored_title(line, at) is not None)


def _authored_quote(line: Line, at: int) -> Head | None:
    """総務省「…」, 総務省。「…」, 総務省(2021)「…」, 山田花子『…』."""
    start = line.parts[at].start
    lead = _LEAD.match(line.reading.text, start, line.parts[at].end)
    if lead is not None and lead.end() < line.parts[at].end:
        start = lead.end()
    end = line.authors_end(at)
    body = end > at
    end = max(end, at + 1)
    follows, issued = end, ""
    if line.kind(end) == "open":
        close = line.group_end(end)
        if close > end + 1 and all(line.kind(k) in ("date", "sep", "fiscal") for k in range(end + 1, close)):
            issued = next((line.parts[k].value for k in range(end + 1, close) if line.kind(k) == "date"), "")
            follows = close + 1
    adjacent = line.kind(follows) == "quote"
    follows = line.past(follows)
    if line.kind(follows) != "quote":
        return None
    last = line.parts[end - 1].end
    word = line.reading.text[start:last]
    again = SAME_AUTHOR.match(word) is not None
    if not body and not again and (not _PERSON.match(word) or PARTICLE.search(word)):
        return None
    title, after = _quoted_title(line, follows, adjacent)
    if not after:
        return None
    double = line.opens(follows, "『")
    sure = (body or again) and (adjacent or not line.may_explain or double) or adjacent and double
    return Head(start, line.parts[after - 1].end, after, 0 if sure else 1, "work.quoted",
                _without_role(line.reading.value(start, last)), title, issued)


def _quoted_title(line: Line, at: int, adjacent: bool) -> tuple[str, int]:
    """The title that begins with the quotation at `at` and the part after it; ("", 0) if a sentence goes on there."""
    if line.kind(at + 1) != "text":
        return line.quoted(at), at + 1
    word = line.word(at + 1)
    after = line.title_end(at)
    outside = is_body(word) or EDITION().match(word) or ROLE().fullmatch(word)
    if outside or DERIVED().match(word) and (adjacent or after < 0):
        return line.quoted(at), at + 1
    return (line.value(at, after - 1), after) if after >= 0 else ("", 0)


def _authored_title(line: Line, at: int) -> Head | None:
    """総務省、平成30年版情報通信白書、第1部…: a title without quotation marks after its author."""
    end = line.authors_end(at)
    if end == at or line.kind(end) != "sep":
        return None
    first = line.past(end)
    if line.kind(first) != "text" or is_body(line.word(first)):
        return None
    known = line.title_end(first)
    after = known if known >= 0 else line.text_end(first)
    word = line.word(first, after - 1)
    if len(word) < 3 or (_SENTENCE if known >= 0 else PARTICLE).search(word):
        return None
    if UNPUBLISHED().search(word) or DERIVED().match(word):
        return None
    typed = _BRACKETED.sub("", word).endswith(_titles()[0])
    return Head(line.parts[at].start, line.parts[after - 1].end, after, 0 if typed else 1, "work.plain",
                _without_role(line.value(at, end - 1)), line.value(first, after - 1).strip('"'))


def _titled_by(line: Line, at: int) -> Head | None:
    """住宅・土地統計調査(総務省), 「社会生活基本調査」(総務省、令和4年8月31日)."""
    quoted = line.kind(at) == "quote"
    after = at + 1 if quoted else line.text_end(at)
    word = line.word(at, after - 1)
    if not quoted and (PARTICLE.search(word) or not word.endswith(_titles()[0])):
        return None
    if line.kind(after) != "open" or line.kind(after + 1) != "text" or not is_body(line.word(after + 1)):
        return None
    title = line.quoted(at) if quoted else line.value(at, after - 1)
    return Head(line.parts[at].start, line.parts[after - 1].end, after, 0, "work.titled", title=title)


def _quote_first(line: Line, at: int) -> Head | None:
    """「…」 without an author before it."""
    title, after = _quoted_title(line, at, True)
    if not after:
        return None
    alone = (not line.may_explain or line.opens(at, "『")) and not UNPUBLISHED().search(title)
    return Head(line.parts[at].start, line.parts[after - 1].end, after, 0 if alone else 1, "work.title", title=title)


def _site(line: Line, at: int) -> Head | None:
    """A body with its address: 朝凪市ホームページ(https://…)."""
    end = line.authors_end(at)
    if end == at or line.kind(line.past(line.past(end), "open")) != "url":
        return None
    return Head(line.parts[at].start, line.parts[end - 1].end, end, 1, "work.site", line.value(at, end - 1))


def _bare_title(line: Line, at: int) -> Head | None:
    """A title with neither marks nor author: a publication known by its ending, or a title before its address."""
    after = line.text_end(at)
    word = line.word(at, after - 1)
    if PARTICLE.search(word) or UNPUBLISHED().search(word):
        return None
    if line.kind(line.past(line.past(after), "open")) == "url":
        needed = 1
    elif not line.may_explain and word.endswith(_titles()[1]):
        needed = 0
    else:
        return None
    title = line.value(at, after - 1)
    return Head(line.parts[at].start, line.parts[after - 1].end, after, needed, "work.bare", title=title)


@lru_cache(maxsize=1)
def _publishers() -> tuple[frozenset[str], tuple[str, ...]]:
    rows = load("publishers")
    return (frozenset(row["ending"] for row in rows if row["whole"]),
            tuple(row["ending"] for row in rows if not row["whole"]))


@lru_cache(maxsize=1)
def _titles() -> tuple[tuple[str, ...], tuple[str, ...]]:
    rows = load("work_types")
    return tuple(row["ending"] for row in rows), tuple(row["ending"] for row in rows if row["alone"])


@lru_cache(maxsize=4096)
def is_body(word: str) -> bool:
    """Whether a word names a body that issues works (総務省, 葦野県観光課, 国立社会保障・人口問題研究所, OECD)."""
    whole, endings = _publishers()
    plain = _without_role(word.strip())
    if plain in whole:
        return True
    return 2 <= len(plain) <= 40 and plain.endswith(endings) and not PARTICLE.search(plain)


def _without_role(authors: str) -> str:
    return ROLE().sub("", authors).strip() if len(authors) > 2 else authors
