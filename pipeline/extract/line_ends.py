"""Ends of lines inside a paragraph, and spaces, over which no name goes: behind a line that was not full, what belongs to the page, a label."""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

from pipeline.extract.names import BODY
from pipeline.extract.wording import pattern
from pipeline.layout.document import Document

_HEAD = pattern(r"(?:新・?|第[0-9一二三四五六七八九十IVX]{1,4}[期次]|", BODY, ")+")  # how names open
_NAMED = re.compile(r"(?:計画|戦略|プラン|ョン|構想|大綱|条例)\Z")  # a line that is itself a name, over another one
_LABEL = re.compile(r".{0,20}・|.{0,20}(?:資料|別紙|別添|別表|図|表)[0-9]{1,2}|[HRS](?:[0-9]{1,2}|元)")  # 対応 ・ 第4次…, 参考資料1 …, H24 …
_FIGURE = re.compile(r"[0-9]{1,2}")  # 1 第5次…, 3 観光立国推進基本法
_COUNTED = re.compile(r"世紀|世代|[年月日次期つ本号かヶカ箇%]")  # 21 世紀…
_LEAST = 3  # code points of a name
_SLACK = 3  # full-width characters; lines wrapped at one width differ by so much
_LONGEST = 400  # characters of a line that was wrapped by hand
# 掲載日:2020年6月1日更新, 更新日 令和3年8月15日, ページID:1234
_OF_PAGE = re.compile(r"(?:(?:掲載|更新|公開|登録|作成|印刷)[^。、\n]{0,24}[0-9]{1,2}日(?:更新|掲載|公開|登録)?|[0-9]{1,2}日(?:更新|掲載|公開)|(?:ページ|記事)(?:番号|ID)[: ]*[0-9-]+|(?:印刷|印刷用)ページ(?:を)?表示(?:する)?) ?\Z")
_NEAR = 40  # characters


def first_place(document: Document, start: int, end: int, known: Container[str]) -> int:
    """The first place in `start:end` of the reader's text at which the name may begin that reaches from there to `end`: `start`, or the head
    of a line in it that the line above does not go on to, or what follows a label and a space. `known`: titles, which begin there as well
    as a body or an ordinal does."""
    reading, text = document.reading, document.reading.text
    for at in reversed(reading.gaps(start, end)):
        if "\n" not in (space := reading.between(at)):
            counts = _FIGURE.fullmatch(text, start, at) is not None and _COUNTED.match(text, at) is None and _opens(text, at, end, known)
            if space.isspace() and end - at >= _LEAST and (counts or _LABEL.fullmatch(text, start, at)):
                return at
            continue
        if text[start:end] in known or _HEAD().fullmatch(text, start, at):
            continue
        if _OF_PAGE.search(text, max(0, at - _NEAR), at) or (_NAMED.search(text, max(0, at - 3), at) or not is_full(document, at)) and _opens(text, at, end, known):
            return at
    return start


def _opens(text: str, at: int, end: int, known: Container[str]) -> bool:
    return _HEAD().match(text, at, end) is not None or text[at:end] in known


def is_full(document: Document, at: int) -> bool:
    """Whether the line before the line end at `at` reaches as far as the next one, or farther."""
    source = document.reading.source
    last, first = (document.reading.spans(k, k + 1)[0].start for k in (at - 1, at))
    if not last < first:
        return True
    above, below = _line(source, last), _line(source, first)
    return len(above) > _LONGEST or _width(above) + _SLACK >= _width(below)


def _line(source: str, place: int) -> str:
    """The line of the source around a place, no more than a little too long on either side."""
    start = source.rfind("\n", max(0, place - _LONGEST), place) + 1 or max(0, place - _LONGEST)
    end = source.find("\n", place, place + _LONGEST)
    return source[start:end if end >= 0 else place + _LONGEST]


def _width(line: str) -> float:
    return sum(0.5 if unicodedata.east_asian_width(char) in ("Na", "N", "H") else 1 for char in line.rstrip())
