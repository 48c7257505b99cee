"""Heads of references: author and title, in every order and with or without quotation marks, at a part of a line."""
from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.extract.work_line import (
    DERIVED, EDITION, EDITION_LAST, PARTICLE, ROLE, SAME_AUTHOR, UNPUBLISHED, Line, is_body, is_name, is_person,
    is_publication, is_single_body, is_typed, without_role,
)
from pipeline.extract.work_patterns import SERIAL

_SENTENCE = re.compile(r"[一-鿿ァ-ヺー)」』](?:は|とは)(?![一-鿿]?(?:社|店))|である|です|ます"
                       r"|(?:した|する|れる|いる|こと|もの|ため|により|による)\Z")
_LEAD = re.compile(r"(?:(?:前掲|再掲|既出)(?:注[0-9]{1,3})?の?|詳細は|詳しくは|例えば|なお|また|ほかに?|他に|主に|参照|出典|資料|参考|→"
                   r"|[①-⑳]|[0-9]{1,2}(?=[一-鿿]{2}))+[、:・]?")
_ANAPHOR = re.compile(r"(?:同|本|前掲|上掲|当該)(?:書|誌|紙|論文|報告書?|白書|調査|資料|統計|計画|注|箇所)|前掲|上掲")
_LAW = re.compile(r"(?:法律?|条例|施行令|施行規則|政令|省令)\Z")
_SCHEME = re.compile(r"(?:法律?|条例|事業|制度|補助金|交付金|プロジェクト|キャンペーン|協議会|センター|[課室隊])\Z")  # no works
_KANA = frozenset("をにがはとでのもや")  # no title without marks begins with a particle
_PAPER = re.compile(r"(?:答申|報道(?:発表)?資料|報道発表|プレスリリース|(?:公表|発表|作成|配布|会議|調査)?資料|告示|通知)\Z")
_TOPIC = re.compile(r".{1,30}(?:は|として|については)[、:]?")  # 1980~2020年は総務省「…」
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_MINISTRY = re.compile(r"(?:内閣府|内閣官房|[一-鿿]{2,6}?[省庁])(?:[一-鿿]{2,8}?[局部課室])*")
_LATIN_BODY = re.compile(r"([A-Z][A-Za-z.&-]*(?: [A-Z][A-Za-z.&-]*){0,4}) (?=[A-Z\"])")


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a reference. start, end: positions in the reader's text; `after`: the index of the part after
    it; `needed`: how many of place, pages, dates and address must follow for it to be a work; rule: the id of the rule;
    `owned`: the author is joined to the title by の, as in a sentence."""

    start: int
    end: int
    after: int
    needed: int
    rule: str
    authors: str = ""
    title: str = ""
    issued: str = ""
    owned: bool = False


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
    if kind in ("date", "fiscal"):
        return _dated_quote(line, at) if line.kind(at + 1) == "quote" else _dated_title(line, at)
    if kind != "text":
        return None
    return (_authored_quote(line, at) or _edition_first(line, at) or _titled_by(line, at) or _authored_title(line, at)
            or _run_together(line, at) or _site(line, at) or _bare_title(line, at))


def opens_another(line: Line, at: int) -> bool:
    """Whether the text at `at`, after a work, is the author of another."""
    return line.is_boundary(at) and (_authored_quote(line, at) is not None or _authored_title(line, at) is not None)


def _authored_quote(line: Line, at: int) -> Head | None:
    """総務省「…」, 総務省。「…」, 総務省(2021)「…」, 山田花子『…』."""
    start = line.parts[at].start
    lead = _LEAD.match(line.reading.text, start, line.parts[at].end)
    if lead is not None:
        start = lead.end()
    if start == line.parts[at].end:
        return None
    bodies = line.authors_end(at)
    end = max(bodies, line.names_end(at), at + 1)
    follows, issued, sound = _between(line, end)
    if line.kind(follows) != "quote" or not sound:
        return None
    last = line.parts[end - 1].end
    author = _author(line.reading.text[start:last], bodies == end)
    adjacent = line.parts[follows].start == last or line.kind(follows - 1) == "close" or author.dated
    again = SAME_AUTHOR.match(author.name) is not None or adjacent and is_single_body(author.name)
    if not author.name or not (author.body or again or is_person(author.name)):
        return None
    title, after = _quoted_title(line, follows, adjacent)
    if not after:
        return None
    double = line.opens(follows, "『")
    sure = (author.body or again) and (adjacent or not line.may_explain or double) \
        or adjacent and (double or not line.may_explain)
    if line.may_explain and _SCHEME.search(title) and not double:
        sure = False
    if line.opens(follows, "\"“") and not line.kind(after) and (author.body or _YEAR.search(title)):
        sure = True
    if author.owned or adjacent and line.may_explain and not sure:
        sure = is_publication(title) or is_typed(title) and not line.kind(after)
    start += author.skipped
    name = line.reading.value(start, start + len(author.name))
    return Head(start, line.parts[after - 1].end, after, 0 if sure else 1, "work.quoted", without_role(name), title,
                issued, author.owned)


@dataclass(frozen=True, slots=True)
class _Author:
    """What stands before a title: the name of its author after `skipped` characters (1980~2020年は), whether it is a
    body, whether an edition of the title follows it (総務省令和4年版), whether の joins it to the title."""

    name: str
    body: bool
    skipped: int = 0
    dated: bool = False
    owned: bool = False


def _author(word: str, body: bool) -> _Author:
    body = body or is_body(word)
    if (paper := _PAPER.search(word)) is not None and is_body(word[:paper.start()]):
        return _Author(word[:paper.start()], True, dated=True)
    skipped = 0
    if not body and (topic := _TOPIC.match(word)) is not None and is_body(word[topic.end():]):
        skipped, word, body = topic.end(), word[topic.end():], True
    edition = EDITION_LAST.search(word)
    if edition is not None:
        word = word[:edition.start()].rstrip("、, ")
        body = is_body(word)
    if word.endswith("の") and is_body(word[:-1]):
        return _Author(word[:-1], True, skipped, edition is not None, owned=True)
    return _Author(word, body, skipped, edition is not None)


def _between(line: Line, at: int) -> tuple[int, str, bool]:
    """What may stand between an author and a title in quotation marks: a year in brackets, a date, an edition, 編. The
    part after it, the date of issue and whether nothing else stands there."""
    issued = ""
    if line.mark(at) == " " and line.kind(at + 1) == "open":
        at += 1
    if line.kind(at) == "open":
        close = line.group_end(at)
        if close > at + 1 and all(line.kind(k) in ("date", "sep", "fiscal") or ROLE().fullmatch(line.word(k))
                                  for k in range(at + 1, close)):
            issued = next((line.parts[k].value for k in range(at + 1, close) if line.kind(k) == "date"), "")
            at = close + 1
    at = line.past(at)
    if line.kind(at) in ("date", "fiscal") and line.kind(line.past(at + 1)) == "quote":
        issued = issued or line.parts[at].value
        at = line.past(at + 1)
    elif line.kind(at) == "text" and line.kind(line.past(at + 1)) == "quote":
        word = line.word(at)
        if not (EDITION_LAST.search(word) and EDITION().match(word) or ROLE().fullmatch(word)):
            return at, issued, False
        at = line.past(at + 1)
    return at, issued, True


def _quoted_title(line: Line, at: int, adjacent: bool) -> tuple[str, int]:
    """The title that begins with the quotation at `at` and the part after it; ("", 0) if a sentence goes on there."""
    if line.kind(at + 1) != "text":
        return line.quoted(at), at + 1
    word = line.word(at + 1)
    after = line.title_end(at)
    outside = is_body(word) or EDITION().match(word) or ROLE().fullmatch(word)
    place = at + 3 if line.mark(at + 2) == " " else at + 2
    series = line.kind(place) == "locator" and SERIAL.search(line.parts[place].value) or line.kind(at + 2) == "quote"
    if outside or series or DERIVED().match(word) and (adjacent or after < 0):
        return line.quoted(at), at + 1
    if line.opens(at, "『") and not is_typed(word) and is_person(word) and len(word) <= 15 \
            and line.kind(at + 2) in ("", "sep", "open", "close", *("date", "pages", "locator")):
        return line.quoted(at), at + 1  # its publisher
    if after < 0 and adjacent and not line.may_explain and not PARTICLE.search(word):
        return line.quoted(at), at + 1
    return (line.value(at, after - 1), after) if after >= 0 else ("", 0)


def _authored_title(line: Line, at: int) -> Head | None:
    """総務省、平成30年版情報通信白書、第1部…: a title without quotation marks after its author."""
    end = line.authors_end(at)
    issued = ""
    dated = line.kind(at + 1) == "open" and line.kind(at + 2) == "date"
    if end == at and (dated and is_person(line.word(at)) or at == 0 and line.mark(1) == "." and is_name(line.word(0))):
        end = at + 1
    if end == at:
        return None
    follows = end
    opened = end + 1 if line.mark(end) == " " else end
    if line.kind(opened) == "open" and line.kind(opened + 1) == "date" and line.kind(opened + 2) == "close":
        issued, follows = line.parts[opened + 1].value, opened + 3
    if line.kind(follows) != "sep" and follows == end:
        return None
    first = line.past(follows)
    if _is_split_date(line, first):
        return _plain(line, at, end, first, line.text_end(first + 2), issued)
    if line.kind(first) != "text" or is_body(line.word(first)):
        return None
    known = line.title_end(first)
    after = known if known >= 0 else line.after_groups(line.text_end(first))
    word = line.word(first, after - 1)
    if len(word) < 3 or word[0] in _KANA or _ANAPHOR.search(word) or (_SENTENCE if known >= 0 else PARTICLE).search(word):
        return None
    if UNPUBLISHED().search(word) or DERIVED().match(word):
        return None
    return _plain(line, at, end, first, after, issued)


def _plain(line: Line, at: int, end: int, first: int, after: int, issued: str) -> Head:
    word = line.word(first, after - 1)
    typed = is_typed(word) or not line.may_explain and word.isascii() and " " in word
    return Head(line.parts[at].start, line.parts[after - 1].end, after, 0 if typed else 1, "work.plain",
                without_role(line.value(at, end - 1)), line.value(first, after - 1), issued)


def _is_split_date(line: Line, at: int) -> bool:
    """Whether a year stands before a title that a space divides from it (令和2年 国勢調査)."""
    return line.kind(at) in ("date", "fiscal") and line.mark(at + 1) == " " and line.kind(at + 2) == "text" \
        and is_typed(line.word(at + 2, line.text_end(at + 2) - 1)) and not PARTICLE.search(line.word(at + 2))


def _dated_title(line: Line, at: int) -> Head | None:
    """令和2年 国勢調査(総務省): a title that begins with a year and a space."""
    if not _is_split_date(line, at):
        return None
    after = line.text_end(at + 2)
    named = _bracketed_body(line, line.after_groups(after)) or line.kind(line.past(after)) in ("pages", "locator", "url")
    if not named and (line.may_explain or not is_publication(line.word(at + 2, after - 1))):
        return None
    after = line.after_groups(after)
    return Head(line.parts[at].start, line.parts[after - 1].end, after, 0, "work.titled",
                title=line.value(at, after - 1))


def _dated_quote(line: Line, at: int) -> Head | None:
    """令和4年「就労条件総合調査」(厚生労働省): the year of a survey before its title."""
    inner = _titled_by(line, at + 1) or _quote_first(line, at + 1)
    return replace(inner, start=line.parts[at].start) if inner is not None and is_typed(inner.title) else None


def _bracketed_body(line: Line, at: int) -> bool:
    return line.kind(at) == "open" and line.kind(at + 1) == "text" and is_body(line.word(at + 1))


def _titled_by(line: Line, at: int) -> Head | None:
    """住宅・土地統計調査(総務省), 「社会生活基本調査」(総務省、令和4年8月31日), 情報通信白書 総務省 p.12."""
    quoted = line.kind(at) == "quote"
    after = at + 1 if quoted else line.text_end(at)
    word = line.word(at, after - 1)
    if not quoted and (PARTICLE.search(word) or not is_typed(word) or is_body(word)):
        return None
    last = line.after_groups(after)
    if not _bracketed_body(line, last):
        beside = line.past(last)
        if not last < beside < len(line.parts) or line.kind(beside) != "text" or not is_body(line.word(beside)) \
                or opens_another(line, beside) or line.kind(beside + 1) == "quote":
            return None
        if line.kind(line.past(beside + 1)) not in ("date", "pages", "locator", "url", "access") \
                and (line.may_explain or beside + 1 < len(line.parts)):
            return None
    title = line.quoted(at) if quoted else line.value(at, last - 1)
    return Head(line.parts[at].start, line.parts[last - 1].end, last, 0, "work.titled", title=title)


def _edition_first(line: Line, at: int) -> Head | None:
    """2022年版『中小企業白書』: an edition before a title without an author."""
    word = line.word(at)
    if line.kind(at + 1) != "quote" or not EDITION_LAST.search(word) or len(word) > 12:
        return None
    title, after = _quoted_title(line, at + 1, True)
    if not after:
        return None
    return Head(line.parts[at].start, line.parts[after - 1].end, after, 0, "work.title", title=title)


def _quote_first(line: Line, at: int) -> Head | None:
    """「…」 without an author before it."""
    title, after = _quoted_title(line, at, True)
    if not after or _LAW.search(title):
        return None
    alone = (not line.may_explain or line.opens(at, "『")) and not UNPUBLISHED().search(title)
    return Head(line.parts[at].start, line.parts[after - 1].end, after, 0 if alone else 1, "work.title", title=title)


def _run_together(line: Line, at: int) -> Head | None:
    """総務省令和5年版情報通信白書, OECD Education at a Glance 2022: author and title with nothing between them."""
    after = line.text_end(at)
    word = line.word(at, after - 1)
    if PARTICLE.search(word) or UNPUBLISHED().search(word) or _ANAPHOR.search(word):
        return None
    start = line.parts[at].start
    last = -1
    if word[0].isascii() and (match := _LATIN_BODY.match(word)) is not None:
        last = next((k for k in range(match.end(1), 0, -1) if word[k:k + 1] == " " and is_body(word[:k])), -1)
        typed = False
    elif (match := _MINISTRY.match(word)) is not None and len(word) - match.end() >= 4:
        last, typed = match.end(), is_typed(word)
    if last < 0 or not (is_publication(word) or typed and not line.may_explain or line.kind(line.past(after)) in
                        ("pages", "locator", "url")):
        return None
    after = line.after_groups(after)
    return Head(start, line.parts[after - 1].end, after, 0, "work.plain", line.reading.value(start, start + last),
                line.reading.value(start + last, line.parts[after - 1].end).strip())


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
    if PARTICLE.search(word) or UNPUBLISHED().search(word) or _ANAPHOR.match(word) or _LEAD.fullmatch(word):
        return None
    follows = line.kind(line.past(line.past(line.after_groups(after)), "open"))
    if follows == "url":
        needed = 1
    elif is_publication(word) and (not line.may_explain or follows in ("pages", "locator")
                                   or at == 0 and after == len(line.parts)):
        needed = 0
    else:
        return None
    after = line.after_groups(after)
    return Head(line.parts[at].start, line.parts[after - 1].end, after, needed, "work.bare",
                title=line.value(at, after - 1))
