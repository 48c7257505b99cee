"""Running text: which places of a document are prose, and the quotation marks and source lines in it."""
from __future__ import annotations

import re
from bisect import bisect_right
from typing import Iterator

from pipeline.extract.heading_lines import head_end, is_heading
from pipeline.layout.document import Document

QUOTES = {"「": "」", "『": "』", "“": "”", "〝": "〟"}
CLOSING = {close: opening for opening, close in QUOTES.items()}
LONGEST_QUOTE = 150  # characters; a longer stretch between quotation marks is a quoted text, no name

_LIST_TITLE = re.compile(
    r"(?:第[0-9一二三四五六七八九十]+[編部章節款項] ?|[0-9IVX().、 #-]*)[【〔\[<〈《■●◆◇□]?"
    r"(?:主な|主要)?(?:参考|引用|引用・参考|参考・引用|引用及び参考|参照|出典)(?:[とに]?した)?"
    r"(?:・?(?:文献|資料|図書|サイト|ウェブサイト|URL|出典|リンク))*(?:一覧|リスト|等)?[】〕\]>〉》]?:?")
LONGEST_LIST_TITLE = 24  # characters
_LABEL = re.compile("出典元?|出所|出処|典拠|資料(?:出所|出典|元|名)?|引用(?:文献|元)?|原典|原資料|参考(?:文献|資料)?|Source|SOURCE")
_KIND_OF = re.compile(r"(?:データ|図表|図|表)の?\Z")
_HEAD_LABEL = re.compile(r"[】〉\]>〕》](?: ?[:/])? ?|[:)/;] ?| (?=[^ \n])")
_NOTE_IN_LINE = re.compile(r"\(注(?:[0-9]{1,2})?:")
_LONGEST_NOTE = 400  # characters
_CITES = re.compile(r"[法令例律]第[0-9]{1,4}条|(?:法律|政令|条例)第[0-9]{1,4}号|(?:(?<![手方療文司立違適])(?:法|法律)|[都道府県市区町村][^、。()\n]{2,30}条例)(?:の(?:一部)?)?(?:公布|施行|制定|成立|改正)(?:[・、](?:一部)?(?:公布|施行|制定|成立|改正))*(?:\([^()]*\))?(?:\Z|\n)|(?:計画|戦略|ビジョン|プラン|大綱|構想|方針|プログラム)[」』]?\((?:令和|平成|昭和|[RHS]|20)[^()]{3,24}(?:決定|策定|議決)\)[のにをがはでとへ]")  # what names a law or a plan so exactly cites it, also in words without a full stop
_WORK = re.compile(r"https?:|[」』](?:[、,(]? ?(?:令和|平成|昭和|[12][0-9]{3}年|第[0-9]+[編部章節]|[0-9]{1,4}(?:[-~–][0-9]{1,4})?頁|pp?\.))|(?:参照|閲覧|より作成)。\Z")
_INNER_LABEL = re.compile(r"[:/] ?")
_INNER = frozenset(("資料出所", "資料出典", "引用元", "出典", "出典元", "出所", "典拠", "資料", "参考"))


def heads_works(line: str) -> bool:
    """Whether a line is the title of a list of works (参考文献, 第5節 引用・参考文献, 【出典一覧】)."""
    told = "参" in line or "引" in line or "出典" in line  # hardly any line
    return told and len(line) <= LONGEST_LIST_TITLE and _LIST_TITLE.fullmatch(line) is not None


def source_lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The labels 出典: and the like in `text[start:end]` that a source follows: (start of the label with its bracket,
    start of the source). At the head of a line 参考 and 引用 count too and a space may stand for the colon; elsewhere
    a label stands after a bracket, a sentence or a space."""
    for match in _LABEL.finditer(text, start, end):
        at = match.start()
        if at and text[at - 1] in "タ図表の" and (kind := _KIND_OF.search(text, max(start, at - 4), at)) is not None:
            at = kind.start()  # データ出所, 図の出典
        before = text[at - 1] if at else "\n"
        if before in "(【〈[<〔《" and at > start and (at == 1 or text[at - 2] == "\n"):
            at, before = at - 1, "\n"
        if before == "\n" and (follows := _HEAD_LABEL.match(text, match.end(), end)) is not None \
                or before in "(【〈<〔《。 )※" and match.group() in _INNER \
                and (follows := _INNER_LABEL.match(text, match.end(), end)) is not None:
            yield at, follows.end()


def notes_in_line(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The notes that stand in brackets in a sentence, (注:総務省「…」、3頁): (start, end) of what they say."""
    if text.find("(注", start, end) < 0:
        return
    for match in _NOTE_IN_LINE.finditer(text, start, end):
        close = closing_bracket(text, match.start(), _LONGEST_NOTE)
        if match.end() < close < end:
            yield match.end(), close


def _explains(note: str) -> bool:
    """Whether a note says something in a sentence and cites no work."""
    return note.endswith("。") and _WORK.search(note) is None


class Prose:
    """Answers whether a position of `reading.text` lies in running text: a paragraph, a list item, or a cell that holds
    a sentence, the provision of a law or a plan with its decision, or a note that explains in a sentence; not in a title,
    a heading, a line without a number that heads text, a caption, a note that cites a work, or in a line that only names its source."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._text = document.reading.text
        self._starts = [unit.start for unit in document.units]
        self._known: dict[int, tuple[int, int]] = {}  # unit: positions at which its prose begins and ends; twice its start if it has none
        self._notes = list(notes_in_line(self._text, 0, len(self._text)))

    def _bounds(self, position: int) -> tuple[int, int]:
        index = bisect_right(self._starts, position) - 1
        if index < 0:
            return position, position
        if (known := self._known.get(index)) is None:
            end = self._prose_end(index)
            known = self._known[index] = head_end(self._document, index) if end > self._starts[index] else end, end
        return known

    def __contains__(self, position: int) -> bool:
        note = bisect_right(self._notes, (position, len(self._text))) - 1
        start, end = self._bounds(position)
        return start <= position < end and not (note >= 0 and position < self._notes[note][1])

    def _prose_end(self, index: int) -> int:
        unit = self._document.units[index]
        if unit.kind == "note" and _explains(self._text[unit.start:unit.end]):
            return unit.end
        if unit.kind not in ("paragraph", "item", "cell"):
            return unit.start
        if unit.kind == "cell" and self._text.find("。", unit.start, unit.end) < 0 and _CITES.search(self._text, unit.start, unit.end) is None:
            return unit.start
        if unit.kind != "cell" and is_heading(self._document, index):
            return unit.start
        return next((label for label, _ in source_lines(self._text, unit.start, unit.end)), unit.end)


def opening_quote(text: str, close: int, longest: int = LONGEST_QUOTE) -> int:
    """The place of the mark that opens the quotation closed by `text[close]`; -1 if none stands within `longest`
    characters on the same line."""
    shut = text[close]
    opened = CLOSING[shut]
    depth = 0
    for at in range(close, max(-1, close - longest), -1):
        char = text[at]
        if char == shut:
            depth += 1
        elif char == opened:
            depth -= 1
            if not depth:
                return at
        elif char == "\n":
            return -1
    return -1


def closing_bracket(text: str, opened: int, longest: int = 200) -> int:
    """The place of the `)` that closes `text[opened]`; -1 if none stands within `longest` characters on the line."""
    depth = 0
    for at in range(opened, min(len(text), opened + longest)):
        char = text[at]
        if char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            if not depth:
                return at
        elif char == "\n":
            return -1
    return -1
