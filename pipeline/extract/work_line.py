"""A line that may cite works: its parts, and what they say of bodies, titles and where either ends."""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Sequence

from pipeline.extract.work_parts import FIELDS, Part
from pipeline.extract.wording import pattern
from pipeline.rules import load
from pipeline.source import Pieces

NUMBERED = re.compile(r"\A(?:[①-⑳]|[0-9]{1,2}(?=[一-鿿]{2}))")
FAR = 60  # parts; no title and no bracket in a reference is longer
BODIES = 15  # parts; no list of issuing bodies is longer
_WORDS = 4  # no name of an author has more pieces divided by spaces
_LONGEST_NAME = 60  # characters
_SHORT_NAME = 4  # characters; no title is as short
PARTICLE = re.compile(r"[一-鿿ァ-ヺー)」』](?:[はがを]|に(?!関する|係る|おける|対する|基づく|ついて|向けた|むけた|よる|応じた))(?![一-鿿]?(?:社|店))|である|です|ます|した|ため"
                      r"|とは|による|により|(?:こと|もの)\Z")
DERIVED = pattern(r"の?(?:データ|資料|統計)?<derived>|(?:作成|加工|改変|編集)\Z")
UNPUBLISHED = pattern(r"<unpublished>\Z")
ROLE = pattern(r"<role>\Z")
EDITION = pattern(r".{0,12}<edition>\Z")
EDITION_LAST = re.compile(r"(?:(?:令和|平成|昭和)(?:[0-9]{1,2}|元)|[0-9]{4})(?:\([^()]{2,8}\))?年?度?版\Z|第[0-9]{1,2}版\Z|(?:最新|改訂|新)版\Z")
SAME_AUTHOR = re.compile(r"同(?:上|省|庁|府|県|市|局|機構|協会)?\Z")
_PERSON = re.compile(r"[一-鿿々ヶァ-ヺーぁ-んA-Za-z・ 、.,&'’-]{2,60}\Z")
_NAME = re.compile(r"[一-鿿々ヶァ-ヺー]{2,8}(?:ほか|他|ら)?\Z|[A-Z][A-Za-z. -]{1,30}\Z")
_CLAUSE = re.compile(r"(?:いう|する|した|って|など|ある|いた|れる|られた|での|への|から|まで|より|により|において|における|として|ついて|関する|の)\Z")
_SINGLE = frozenset("国都道府県市区町村")
_BRACKETED = re.compile(r"\([^()]*\)\Z")


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

    def mark(self, at: int) -> str:
        """The value of a separator, empty for a part of another kind."""
        return self.parts[at].value if self.kind(at) == "sep" else ""

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

    def opens(self, at: int, marks: str) -> bool:
        """Whether the part is a quotation in one of these marks."""
        return self.kind(at) == "quote" and self.reading.text[self.parts[at].start] in marks

    def is_boundary(self, at: int) -> bool:
        """Whether a reference may start at a part: after a separator, or a body and its title right after a work."""
        if at == 0 or self.kind(at - 1) in ("sep", "open", "close"):
            return True
        if self.kind(at) == "quote":  # 平成29年までは「…」
            return not self.may_explain and self.kind(at - 1) == "text" and self.word(at - 1).endswith("は")
        if self.kind(at - 1) == "text" or self.kind(at) != "text":
            return False
        word = NUMBERED.sub("", self.word(at))
        titled = self.kind(at + 1) == "quote" or self.kind(at + 1) == "open" and self.kind(at + 2) == "date"
        return titled and (is_body(word) or self.kind(at - 1) in FIELDS)

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

    def after_groups(self, at: int) -> int:
        """The part after the brackets at `at` that hold an edition or the like, no body and no date."""
        while self.kind(at) == "open" and self.kind(at + 1) == "text" and not is_body(self.word(at + 1)):
            close = self.group_end(at)
            if close == len(self.parts) or any(self.kind(k) in FIELDS for k in range(at, close)) \
                    or UNPUBLISHED().search(self.word(at + 1, close - 1)):
                break
            at = close + 1
        return at

    def text_end(self, at: int) -> int:
        """The part after the run of text at `at`, spaces between Japanese words included."""
        end = at + 1
        while end - at < FAR and self.kind(end + 1) == "text" and self.mark(end) == " " \
                and not EDITION_LAST.match(self.word(end + 1)) \
                and not (is_body(self.word(end + 1)) and is_typed(self.word(at, end - 1))):
            end += 2
        return end

    def title_end(self, at: int) -> int:
        """The part after a title without marks that starts at `at`: it goes on to the first separator before a date, an
        address or the like; -1 if there is none such."""
        latin = self.word(at)[:1].isascii()
        for k in range(at + 1, min(len(self.parts), at + FAR)):
            if self.kind(k) == "sep" and self.kind(k - 1) != "sep":
                if self._is_field(self.past(k)):
                    return k + 1 if self.parts[k].value == "。" and self.kind(k + 1) == "sep" else k
                if self.parts[k].value == "." or latin and self.parts[k].value == "," or self._is_publisher(at, k):
                    return k
            if latin and self.kind(k) == "open" and (close := self.group_end(k)) < len(self.parts) \
                    and self.kind(close - 1) == "date" and self.kind(close - 2) == "sep":
                return k  # Report 2023 (Paris: Example Publishing, 2023)
            if self.kind(k) in FIELDS:
                return k if self.kind(k) in ("url", "access", "pages", "locator") else -1
            if self.kind(k) == "sep" and self.parts[k].value == "。" and self.kind(k + 1) != "sep":
                return -1
        return -1

    def _is_field(self, at: int) -> bool:
        return self.kind(at) in FIELDS or self.kind(at) == "open" and self.kind(at + 1) in FIELDS

    def _is_publisher(self, at: int, sep: int) -> bool:
        """Whether a publisher and a date stand after the separator that ends a title known by its ending."""
        first = self.past(sep)
        return self.parts[sep].value in "、," and self.kind(first) == "text" and is_typed(self.word(at, sep - 1)) \
            and is_body(self.word(first)) and self._is_field(self.past(first + 1))

    def body_end(self, at: int) -> int:
        """The part after the body at `at`, with a bracket in its name or after it (情報技術(IT)総合戦略室,
        総務省(自治行政局)); `at` if none."""
        if self.kind(at) != "text":
            return at
        end = at + 1
        if self.kind(end) == "open" and self.kind(end + 1) == "text" and self.kind(end + 2) == "close":
            if self.kind(end + 3) == "text" and self.parts[end + 3].start == self.parts[end + 2].end \
                    and is_body(self.word(at, end + 3)):
                return end + 4
            inner = self.word(end + 1)
            if self.kind(self.past(end + 3)) == "quote" and is_body(self.word(at)) \
                    and (not self.may_explain or inner.isascii() and not inner[0].isdigit() or is_body(inner) or inner.endswith("担当")):
                return end + 3
        return end if is_body(self.word(at)) else at

    def authors_end(self, at: int) -> int:
        """The part after the bodies at `at` (one, or several separated by commas or spaces); `at` if no body stands
        there."""
        end = self.body_end(at)
        if end == at:
            return at
        while end - at < BODIES and self.kind(end) == "sep" and self.parts[end].value in "、,/ ":
            following = self.past(end)
            after = self.body_end(following)
            if after == following or self.mark(end) == " " and is_typed(self.word(following)):
                break
            end = after
        return end

    def names_end(self, at: int) -> int:
        """The part after the words at `at`, up to a quotation, that may be an author: a name in pieces (計画 太郎, NTT
        データ経営研究所), several persons (計画太郎、統計花子); `at` if they are none."""
        end = at
        for _ in range(_WORDS):
            if self.kind(end) != "text":
                return at
            if self.kind(end + 1) in ("quote", "open") or self.kind(self.past(end + 1)) == "quote":
                word = self.word(at, end)
                fits = len(word) <= _LONGEST_NAME and not PARTICLE.search(word) \
                    and not (is_typed(self.word(at)) and len(self.word(at)) > _SHORT_NAME)
                return end + 1 if fits else at
            divided = self.mark(end + 1)
            if not (divided == " " or divided in ("、", ",") and _NAME.match(self.word(end))):
                return at
            end = self.past(end + 1)
        return at


def is_person(word: str) -> bool:
    """Whether a word may be the name of an author that is known by nothing but its place before a title."""
    return _PERSON.match(word) is not None and not PARTICLE.search(word) and not _CLAUSE.search(word)


def is_name(word: str) -> bool:
    """Whether a word may be the name of a person by its form."""
    return _NAME.match(word) is not None and not is_typed(word)


@lru_cache(maxsize=1)
def _publishers() -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    rows = load("publishers")
    return (frozenset(row["ending"] for row in rows if row["whole"] == "yes"),
            tuple(row["ending"] for row in rows if not row["whole"]),
            tuple(row["ending"] for row in rows if row["whole"] == "never"))


@lru_cache(maxsize=1)
def _titles() -> tuple[tuple[str, ...], tuple[str, ...]]:
    rows = load("work_types")
    return tuple(row["ending"] for row in rows), tuple(row["ending"] for row in rows if row["alone"])


@lru_cache(maxsize=4096)
def is_body(word: str) -> bool:
    """Whether a word names a body that issues works (総務省, 葦野県観光課, 国立社会保障・人口問題研究所, OECD)."""
    whole, endings, never = _publishers()
    plain = without_role(word.strip())
    if plain in whole:
        return True
    return 2 <= len(plain) <= 40 and plain.endswith(endings) and not plain.endswith(never) \
        and not PARTICLE.search(plain)


def is_single_body(word: str) -> bool:
    """Whether a word is 国, 県 or the like, a body only right before a title in quotation marks."""
    return word in _SINGLE


def is_typed(word: str) -> bool:
    """Whether a word ends like the title of a publication."""
    return _BRACKETED.sub("", word).endswith(_titles()[0])


def is_publication(word: str) -> bool:
    """Whether a word ends like the title of a publication that is known without its body."""
    return _BRACKETED.sub("", word).endswith(_titles()[1])


def without_role(authors: str) -> str:
    """The authors without 編, 著 and the like."""
    return ROLE().sub("", authors).strip() if len(authors) > 2 else authors
