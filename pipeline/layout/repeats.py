"""Headings that a copy prints again (a running head, the name of the page or of its file over the title of the chapter), and links that look like headings."""
from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.layout.drafts import Draft
from pipeline.layout.numbering import Label
from pipeline.source import unspaced

_PARTS = frozenset({"第", "roman"})  # families of numbers of parts that have no word
_SKIPPED = ("furniture", "blank")
_OPENING = 4  # blocks at the head of a page
_LONGEST = 80  # code points of a heading
_LEAST = 4  # code points of a title that names a file
_PAGE = 4  # code points of the number of a page
_FILE = re.compile(r"(?i:[\[［(（【][^()（）\[\]［］【】]{0,24}(?:PDF|Word|Excel|[0-9０-９][ \u3000]?(?:KB|MB|キロバイト|メガバイト))[^()（）\[\]［］【】]{0,24}[\]］)）】]|[.](?:pdf|docx?|xlsx?))$")
"""The size of a file behind the words that lead to it (第1章 趣旨(640KB), 第2章 現況 [PDFファイル/1.2MB])."""
_PAGES = re.compile(r"[(（][^()（）]{0,12}(?:ページ|頁)[^()（）]{0,16}[)）]$")
_SITE = re.compile(r"(?:[ \u3000][-–—|｜/／][ \u3000]|[|｜])[^|｜。]{0,30}(?:[都道府県市区町村]|役所|役場|庁|ホームページ|サイト)$")
"""The name of the site behind the title of a page (9 農業の振興 | みなと町役場)."""
_ASIDE = re.compile("(?:[(（〔【].{0,16})?")  # behind the title that a page repeats


class _Open(NamedTuple):
    """The last heading of a kind of number: its place, its figures and its words."""

    at: int
    path: tuple[int, ...]
    words: str


def once(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, of which chapters that are printed again before another begins, numbers printed twice one right under the other, and the name
    that a site gives to a page are furniture; numbers that lead
    to files one right under another are contents."""
    result = list(drafts)
    last: dict[str, _Open] = {}
    solid = [i for i, draft in enumerate(drafts) if draft.kind not in _SKIPPED]
    for k, i in enumerate(solid):
        draft = drafts[i]
        label = draft.label
        if label is None or not label.path or draft.level != 0 or len(draft.text) > _LONGEST or draft.kind not in ("paragraph", "item"):
            continue
        if k < _OPENING and draft.kind == "paragraph" and (_SITE.search(draft.text) is not None or _PAGES.fullmatch(draft.text[label.end:].strip()) is not None or k + 1 < len(solid) and _names_file(draft.text[label.end:], label, drafts[solid[k + 1]])):
            result[i] = _out(draft)
            continue
        words, link = _words(draft.text[label.end:])
        if link and not label.word and (k + 1 == len(solid) or drafts[solid[k + 1]].label is not None or drafts[solid[k + 1]].kind == "contents" or k and result[solid[k - 1]].kind == "contents"):
            result[i] = draft._replace(kind="contents", label=None, title_at=-1)
            continue
        before = last.get(label.family)
        again = before is not None and words != "" and (before.path, before.words) == (label.path, words)
        if again and before is not None and _is_right_above(drafts, before.at, i):
            result[before.at] = _out(drafts[before.at])
        elif again and (label.rank >= 0 or label.family in _PARTS):
            result[i] = _out(draft)
            continue
        if label.rank >= 0:
            last = {family: opened for family, opened in last.items() if (own := drafts[opened.at].label) is not None and 0 <= own.rank < label.rank}
        last[label.family] = _Open(i, label.path, words)
    return result


def _out(draft: Draft) -> Draft:
    return draft._replace(kind="furniture", label=None, title_at=-1)


def _words(title: str) -> tuple[str, bool]:
    """A title as it is compared, without the size of a file behind it and the pages; and whether it has such a size."""
    bare = title.strip()
    if bare[-1:] not in "]］)）】fFxXcC":
        return unspaced(bare), False  # most titles
    short = _FILE.sub("", bare).rstrip()
    return unspaced(_PAGES.sub("", short)), short != bare


def _names_file(title: str, label: Label, below: Draft) -> bool:
    """Whether a number without a word and its title name a file (02 みなと町基本計画) over the same title."""
    words = unspaced(title.strip())
    if label.word or label.rank >= 0 or len(words) < _LEAST or below.label is not None or below.kind != "paragraph" or "。" in below.text:
        return False
    other = unspaced(below.text.strip())
    return other.startswith(words) and _ASIDE.fullmatch(other[len(words):]) is not None


def _is_right_above(drafts: Sequence[Draft], a: int, b: int) -> bool:
    """Whether nothing stands between two drafts, or but the number of a page."""
    return all(draft.kind in _SKIPPED or len(draft.text) <= _PAGE and draft.text.strip().isdecimal() for draft in drafts[a + 1:b])
