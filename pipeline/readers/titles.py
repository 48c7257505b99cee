"""Which heading is the title of the document, and the levels of the others."""
from __future__ import annotations

import re
from dataclasses import replace
from typing import Sequence

from pipeline.source import Mark

_COUNTERS = "年月日世期次度つ万億千百十か箇カ個ヵヶケ人件市町村区県都道府大本番"
_NUMBERED = re.compile(
    r"\s*(?:第\s*[0-9０-９一二三四五六七八九十百〇IVXⅠ-Ⅻ]+\s*[章節編部篇項款条]|(?:基本目標|施策|戦略|柱|重点)\s*[0-9０-９Ⅰ-Ⅻ]"
    r"|[0-9０-９]{1,3}(?:[.．\-－―][0-9０-９]{1,3})*(?:[\s.．、:：)）]|$)"
    rf"|[0-9０-９]{{1,2}}(?![0-9０-９.．\-－]|[{_COUNTERS}])(?=[^\x00-\x7f])"
    r"|[Ⅰ-Ⅻⅰ-ⅻ①-⑳]|[IVX]{1,4}[\s.．、]|[(（][0-9０-９一二三四五六七八九十ア-ンA-Za-z]{1,3}[)）]"
    r"|[一二三四五六七八九十]{1,3}[、．.\s]|[ア-ンA-Za-z][\s.．、)）])")
_PLAN = re.compile(
    r"(?:計画|プラン|ビジョン|戦略|構想|大綱|指針|方針|ロードマップ|プログラム)(?:書|案|本編|概要版)?\s*(?:[（(〔［\[].{1,30}[）)〕］\]])?\W*$")


def numbered(title: str) -> bool:
    """Whether a heading carries numbering of its own (`第1章`, `1 `, `Ⅰ`, `(1)`); `第5期計画` and `21世紀` do not."""
    return _NUMBERED.match(title) is not None


def settle(headings: Sequence[Mark], text: str, may_title: bool = True) -> list[Mark]:
    """Turn the first of `headings` (in reading order) into a `title` where it is one; then lift the others so that the
    outermost level is 1.

    It is one if others exist, none is outer to it, it has no numbering, and either it alone has level 1 or it is a plan's name
    (`瑞浜県DX推進計画`) and a numbered heading (`第1章`) has its level too."""
    if not headings:
        return []
    first, rest = headings[0], headings[1:]
    words = text[first.start:first.end]
    if not (may_title and rest and int(first.value) == min(int(mark.value) for mark in headings)) or numbered(words):
        return _lifted(headings)
    peers = [text[mark.start:mark.end] for mark in rest if mark.value == first.value]
    if (peers or first.value != "1") and not (_PLAN.search(words) and any(numbered(each) for each in peers)):
        return _lifted(headings)
    return [Mark("title", first.start, first.end), *_lifted(rest)]


def _lifted(headings: Sequence[Mark]) -> list[Mark]:
    top = min(int(mark.value) for mark in headings)
    return [replace(mark, value=str(int(mark.value) - top + 1)) for mark in headings]


_RANK = {"title": 0, "caption": 0, "heading": 0, "table": 0, "row": 1, "cell": 2, "note": 3, "paragraph": 3, "item": 3}


def in_order(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Marks sorted by (start, -end); of two over the same characters the one that holds the other comes first."""
    return tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end, _RANK.get(mark.kind, 4))))
