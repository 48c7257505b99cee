"""Labels of lines under an earlier plan (テーマ：, 【主な取組】, 成 果 …) and the items behind them."""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from pipeline.extract.history_headers import FIELDS, said
from pipeline.extract.history_items import COMPLETE, LATIN, bulleted, ends_line, is_name, parts, parts_items, signs, spaced, stripped
from pipeline.layout.document import Document
from pipeline.rules import load
from pipeline.source import Pieces

_LONGEST = 14  # code points of a label
_SHORT = 10  # code points of a label that only white space or the end of its line closes
_LEAD = re.compile(r"[ ・○●◯◎◇◆□■▼▶*※>-]*(?:[①-⑳]|\([0-9ア-ン]\)|[0-9ア-ン][.)])? ?")
_CLOSING = {"【": "】", "〔": "〕", "[": "]", "<": ">", "(": ")", "《": "》", "「": "」", "『": "』"}
_SIGN = re.compile(r"[:|=→⇒―—─】〕》]|\.{2,}|‥|・{2,}| ?[-–] ")  # closes a label without white space
_BEHIND = re.compile(r"(?:[ :|=→⇒>―—─–・○●◯◎◇◆□■①-⑳*-]|\.{2,}|‥)*")
_NO_LABEL = re.compile(r"[、。,/]|[0-9]")
_LEFT = re.compile("(?:課題|問題点?|反省点?)$")  # says what a plan left to do, of which the history says nothing
_NO_VALUE = re.compile("[のをがはにへともで](?!の)")  # goes on with the word before it, which is no label
_WIDE = re.compile(r"\u3000|\t|[ ]{2,}")


class Label(NamedTuple):
    """The words of a label, the role that they have by themselves, where what it says begins (the end of its line where nothing follows), and whether a
    sign closes it."""

    words: str
    role: str
    begins: int
    signed: bool


def label(document: Document, start: int, end: int, listed: bool = False) -> Label | None:
    """The label that opens a line; None for a line without. listed: a bullet stood before the line, which may be an item under another label."""
    text = document.reading.text
    lead = _LEAD.match(text, start, end)
    begin = lead.end() if lead else start
    if closing := _CLOSING.get(text[begin:begin + 1] if begin < end else ""):
        at = text.find(closing, begin, min(end, begin + _LONGEST + 2))
        return _said(text, begin + 1, at, at + 1, end, 0) if at > 0 else None
    stop = min(end, begin + _LONGEST + 2)
    gaps = document.reading.gaps(begin, stop)
    sign = _SIGN.search(text, begin + 1, stop)
    places = sorted({*(gap for gap in gaps if gap > begin), *([sign.start()] if sign else []), *([end] if stop == end else [])})
    for at in places:
        closed = sign is not None and at == sign.start()
        if sign is not None and at > sign.start():
            break
        if (found := _said(text, begin, at, at, end, 0 if closed else 1 + listed)) is not None:
            return found
        if at < end and not closed and ends_line(document.reading, at):
            break  # no label goes on in the next line
    return None


def _said(text: str, start: int, stop: int, behind: int, end: int, doubt: int) -> Label | None:
    """The label of these words. doubt: 0 where a sign closes it, 1 where white space or the end of the line does, 2 where also a bullet stands before it."""
    words = "".join(text[start:stop].split())
    if len(words) < 2 or len(words) > (_SHORT if doubt else _LONGEST) or _NO_LABEL.search(words) or doubt > 1 and not is_known(words):
        return None
    role = said([words])[0]
    if not role and doubt and not is_left(words):
        return None
    after = _BEHIND.match(text, behind, end)
    begins = after.end() if after else behind
    if doubt and begins < end and not text[behind:begins].strip(" ") and _NO_VALUE.match(text, begins):
        return None
    return Label(words, role, begins, doubt == 0)


def is_left(words: str) -> bool:
    """Whether a label says what a plan left to do."""
    return _LEFT.search(words) is not None


def is_known(words: str) -> bool:
    """Whether words are just what heads a column of what a plan was about, worked on or achieved."""
    return words in _words()


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    return frozenset(row["word"] for name in ("table_headers", "history_headers") for row in load(name) if FIELDS.get(row["role"]) and len(row["word"]) > 1)


def items(document: Document, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The items in what a label says: what most plainly parts them does, bullets, slashes, semicolons, wide spaces, commas, points, else single spaces
    and the ends of lines as in the cells of a table."""
    reading, text = document.reading, document.reading.text
    for cuts in (bulleted(reading, start, end), _slashes(reading, start, end), signs(text, start, end, ";"), _wide(reading, start, end),
                 signs(text, start, end, "、") or signs(text, start, end, "・")):
        if cuts:
            yield from (stripped(text, a, b) for a, b in cuts)
            return
    for a, b in spaced(document, start, end):
        yield stripped(text, a, b)


def has_signs(text: str, start: int, end: int) -> bool:
    """Whether signs part the items in what a label says, so that the end of a line does not."""
    return any(text.find(sign, start, end) >= 0 for sign in "/;、")


def _slashes(reading: Pieces, start: int, end: int) -> list[tuple[int, int]]:
    """The parts between slashes (A / B, A／B); none where a slash stands inside a word (AI/RPA, 24/7)."""
    text = reading.text
    cuts = [start + m.start() for m in re.finditer("/", text[start:end])]
    cuts = [at for at in cuts if reading.surface(at, at + 1) != "/"] or cuts  # a narrow one beside wide ones stands inside a word
    found = parts(text, start, end, [(at, at + 1) for at in cuts])
    gaps = {*reading.gaps(start, end)}
    if found and all(at in gaps or text[at - 1] == " " for at in cuts):
        return found
    return found if all(b - a >= COMPLETE for a, b in found) and all(not LATIN.match(text[c]) or is_name(text[a:b]) for (a, b), (c, _) in pairwise(found)) else []


def _wide(reading: Pieces, start: int, end: int) -> list[tuple[int, int]]:
    """The parts between wide spaces of a line, if there are such."""
    text, found, at = reading.text, [], start
    for gap in reading.gaps(start, end):
        between = reading.surface(gap - 1, gap) if text[gap - 1] == " " else reading.between(gap)
        if "\n" not in between and _WIDE.search(between) and gap > at and _is_parted(text[at:gap], text[gap:end]):
            found.append((at, gap))
            at = gap
    return [*found, (at, end)] if found else []


def _is_parted(left: str, right: str) -> bool:
    left = left.rstrip()
    if right[0].isdigit():
        return is_name(left) and is_name(right)
    return parts_items(left, right) or len(left) >= COMPLETE <= len(right) and LATIN.match(left[-1]) is not None and not right[0].isascii() and parts_items("名", right)
