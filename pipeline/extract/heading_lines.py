"""Lines that head text without a number: nothing but the name of a law or a plan, or that with what is told of it (…計画の位置付け)."""
from __future__ import annotations

import re

from pipeline.extract.line_ends import is_full
from pipeline.layout.document import Document, Unit

_LONGEST = 60  # code points
_NAME = (r"[「『]?[^。、「」『』()\n]{2,50}(?:計画|戦略|プラン|ビジョン|構想|大綱|宣言|プログラム|ロードマップ|法|法律|条例|規則)"
         r"(?:[IVX]{1,3}|[-~]?[0-9]{2,4})?[」』]?(?: ?\((?![^()]*(?:策定|決定|議決|改[定訂]|第[0-9]+号))[^()]{1,30}\))?")
# what a heading tells of what it names: の位置付け, の期間, の策定について, の改正の概要
_TOLD = (r"(?:の?(?:作成|修正|・|策定|改[定訂]|改正|見直し|変更|推進|進行管理|施行|制定|公布)){0,2}(?:に?あたって|の?(?:に当たって|について|とは|(?:計画)?期間|(?:対象)?範囲|位置[付づ]け|概要|要旨|骨子|趣旨|目的|背景|経緯|経過|体系|構成|性格|理念"
         r"|基本理念|推進体制|進行管理|進捗状況|実施状況|達成状況|評価|ポイント|特徴|見直し|あらまし|履歴|変遷|沿革|歩み|あゆみ)){1,2}(?:について)?[?]?")
_HEADING = re.compile(rf"(?![^。]{{0,20}}[0-9元]年)(?![^をにはがで]{{0,20}}[をにはがでも](?!関する|ついて|あたって|当たって|向け))(?P<head>{_NAME})(?P<told>{_TOLD})?")
_N = "[0-9元〇一二三四五六七八九十]{1,4}"
_BESIDE_TEXT = re.compile(rf"(?:(?:公布|施行|制定|決定|策定|改[正定訂])[:/ ]?)?(?:\(?(?:明治|大正|昭和|平成|令和)?{_N}年{_N}月{_N}日\)? ?)?"
                          rf"(?:[^。、 ]{{0,12}}(?:条例|規則|法律|告示|訓令|規程)第{_N}号)?")  # between the title of an ordinance and its text
_GOES_ON = frozenset("をにはがのでともやへ、。()」』")  # how a sentence goes on in the next line
_OPENS_TEXT = frozenset(("目次", "前文"))  # of an ordinance
_MOST_BESIDE = 4  # such lines
_MARKS = frozenset("○●◎■□◆◇★▼▽【")  # before headings as well as before items
_OF_NAMES = re.compile(r"(?:関連|関係|上位|根拠|個別|主な|参考)[^。]{0,10}(?:計画|法令|法律|条例|根拠|施策|規定)等?:?|根拠(?:法令?|規定)?:?|.*(?:次の|以下の|下記の?).*")  # opens a list of names


def is_heading(document: Document, index: int) -> bool:
    """Whether the unit `index`, a paragraph or an item, heads what follows: it tells something of a name and is no sentence, or is a name
    alone, no member of a list of names, over text that consists of sentences."""
    unit = document.units[index]
    if unit.end - unit.start > _LONGEST or unit.kind == "item" and not (unit.marker in _MARKS and _stands_alone(document, index)):
        return False
    found = _HEADING.fullmatch(document.reading.text, unit.start, unit.end)
    if found is None or found["told"]:
        return found is not None
    before = document.units[index - 1] if index else None
    if before is not None and _lists(document, before):
        return False
    for after in document.units[index + 1:index + 1 + _MOST_BESIDE]:
        words = document.text(after)
        if after.kind == "paragraph" and (len(words) > _LONGEST or "。" in words or words in _OPENS_TEXT):
            return True
        if _BESIDE_TEXT.fullmatch(words) is None:
            return False
    return False


def head_end(document: Document, index: int) -> int:
    """Where the text begins over which the first line of the unit `index` is a heading, read as one with it; the unit's start where none is."""
    unit = document.units[index]
    reading, text = document.reading, document.reading.text
    for at in reading.gaps(unit.start, min(unit.end, unit.start + _LONGEST)):
        if "\n" in (space := reading.between(at)):
            apart = unit.kind == "paragraph" and text[at] not in _GOES_ON and (space.count("\n") > 1 or not is_full(document, at))
            found = _HEADING.fullmatch(text, unit.start, at) if apart else None
            return at if found is not None and text.find("。", at, unit.end) >= 0 else unit.start
    return unit.start


def _stands_alone(document: Document, index: int) -> bool:
    """Whether no item with its mark stands right before or behind an item."""
    marker = document.units[index].marker
    return all(unit.kind != "item" or unit.marker != marker for unit in document.units[max(0, index - 1):index + 2:2 if index else 1] if unit is not document.units[index])


def _lists(document: Document, unit: Unit) -> bool:
    """Whether a unit is a name in a list of names, or opens one."""
    text = document.reading.text
    found = _HEADING.fullmatch(text, unit.start, unit.end) if unit.end - unit.start <= _LONGEST else None
    return found is not None and not found["told"] and unit.kind in ("paragraph", "item") or _OF_NAMES.fullmatch(text, unit.start, unit.end) is not None
