"""The items in a stretch of a cell of a table of earlier plans: signs, white space and the ends of lines that part them."""
from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import Iterator, Sequence

from pipeline.extract.history_lines import Lines, is_next
from pipeline.layout.document import Cell, Document, Unit
from pipeline.layout.lines import in_bracket
from pipeline.layout.project_names import suffixes
from pipeline.rules import load
from pipeline.source import Pieces
from pipeline.tokens import tokenizer

LATIN = re.compile(r"[A-Za-z0-9]")
_OPEN_END = re.compile(r"(?:[のをにへがはでやもび、・]|(?<!ふるさ)(?<!ひ)と|及び|並びに|または|又は|た|る|な|く|(?<![合あわおが憩祝願争集担潤])い)$")  # にぎわい, 支え合い and the like are nouns
OPEN_START = re.compile(r"が(?!ん)|[をにへはとでやぁぃぅぇぉゃゅょっー、。・)」』]|の(?!び)|も(?!の)|及び|並びに|など|等|[度化性的率者員費額料策制権](?=[のをへにがでと、])")  # 番号制 | 度への対応
CUT = re.compile("[かきけこさしせそちづなねばびべぼまみめよらりれろわえおっゃゅょ][ぁ-ん]|[ァ-ヴ][ァ-ヴー]")  # no item ends and none begins so
_VERB_END = re.compile("[るうくすつぬむぶぐ]$")
_CLAUSE = re.compile(r"を[^をはがに、]{1,6}[るすくむぶつぐう]$")  # 地域をつくる: an item may close with its verb
WRAPPED = ("text/plain", "application/pdf")  # formats whose lines end where the page or the column does
_BREAK = re.compile("<br", re.I)
_BULLETS = re.compile(r"[・○●◯◎◇■]|[①-⑳]")
_CIRCLED = re.compile("[①-⑳]")
_SAID_WHOLE = re.compile(r"[^はがを、。]*(?:に関する|に対する|[0-9])[^はがを、。]*[一-鿿ァ-ヺー0-9%A-Za-z)」]")  # レジ袋の配布の中止に関する協定, 間伐面積2万ヘクタール超
_AMOUNT = re.compile(r"(?:延べ|のべ|約|およそ|累計|合計|総計|最大|年間|計)[0-9][0-9,.]*[万億千百]?[^0-9のをがはにでと、・]{0,4}(?:$|[、・])")  # 遠隔診療 延べ1,840件
_COUNT = re.compile("[0-9][0-9,.]*[万億千百]?(?:[^0-9のをがはにでと、・]{1,4}(?:の|に|を|が|へ|で|[0-9]|$)|[%％])(?!台)")
_WIDE = re.compile("[\u3000\t]| {2}")
_OF = re.compile("[一-龥ァ-ヶー]の[一-龥ァ-ヶー]")
_OF_DEED = re.compile("(?:の|[をがに](?:[0-9][0-9,.]*[億万千%]?)?)[一-龥ァ-ヶー]{2,6}$")
_LONGEST_DEED = 40  # code points
_FULL = 8  # code points of a line that may fill its column
_MORE = re.compile("(?:など|等|ほか|他)$")
_ENDED = re.compile(r"\([^()]*\)$")
_PHRASE = re.compile("[のをにがでへ]")  # binds the words of an item
_BINDS = frozenset({"助詞", "助動詞", "動詞", "形容詞", "形状詞", "連体詞", "接頭辞"})  # parts of speech (UniDic) that want a word behind them
_INFLECTED, _FINAL = frozenset({"動詞", "形容詞"}), ("終止形", "連体形")  # of which these forms do
_BOUND = frozenset({"助詞", "助動詞", "接尾辞"})  # that want one before them
_LINES = Lines()
_SHORT_LINE = 3  # code points; a shorter line is the end of what the line above says (達 | 成)
COMPLETE = 4  # code points; a shorter stretch is a word of an item, not an item


def widest(document: Document, cells: Sequence[Cell]) -> int:
    """The length of the longest line in the cells of a column whose lines break inside words; 0 where they end as items do, and in
    formats whose lines mean nothing."""
    if document.source.media_type not in WRAPPED:
        return 0
    reading, text = document.reading, document.reading.text
    units = [document.units[k] for cell in cells for k in cell.units]
    lines = [[unit.start, *(gap for gap in reading.gaps(unit.start, unit.end) if ends_line(reading, gap)), unit.end] for unit in units]
    breaks = [(start, at, stop) for places in lines for start, at, stop in zip(places, places[1:], places[2:])]
    broken = sum(stop - at < COMPLETE or CUT.match(text, at - 1) is not None or OPEN_START.match(text, at) is not None
                 or in_bracket(text[start:at], text[at:stop]) for start, at, stop in breaks)
    return max(b - a for places in lines for a, b in zip(places, places[1:])) if broken and 3 * broken >= len(breaks) else 0


def items_in(document: Document, unit: Unit, full: int, told: Lines, mixed: bool = False) -> Iterator[tuple[int, int]]:
    """The items in a unit: white space, or the end of a line that fills the column, parts them where a complete item ends before
    it and another begins. full: the length of the longest line in the column where lines break inside words, else 0; mixed: whether its cell
    has items with bullets and without, so that one without may stand in the lines behind one with."""
    reading = document.reading
    text = reading.text
    found = _dotted(text, unit) or signs(text, unit.start, unit.end, ";") or _numbered(text, unit.start, unit.end) or _slashed(reading, unit.start, unit.end)
    if len(found) == 1:
        found = signs(text, unit.start, unit.end, "、") or ([] if any(reading.gaps(unit.start, unit.end)) else signs(text, unit.start, unit.end, "・")) or found  # 医療の確保 子育て・仕事の両立
    for a, b in found:
        for start, end in _on_lines(reading.text, a, b, told):
            yield from _spaced(reading, start, end, unit.marker != "" and not mixed, document.source.media_type in WRAPPED, full)


def _dotted(text: str, unit: Unit) -> list[tuple[int, int]]:
    """The items behind ・ in one that opens with ・ (・災害への備え・費用の縮減), if each is whole: 医療・福祉の充実 is one."""
    if "・" not in unit.marker or "・" not in text[unit.start:unit.end]:
        return []
    parts, at = [], unit.start
    for words in text[unit.start:unit.end].split("・"):
        parts.append((at, at + len(words)))
        at += len(words) + 1
    return parts if all(b - a > COMPLETE and "の" in text[a + 1:b - 1] for a, b in parts) else []


def _numbered(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The items of a line behind ① and the like, which follow each other (①幹線の敷設②講習の実施), also where the first stood as the sign of a unit."""
    cuts = [m.span() for m in _CIRCLED.finditer(text, start, end)]
    first = ord(text[cuts[0][0]]) if cuts else 0
    if not cuts or any(ord(text[a]) != first + k for k, (a, _) in enumerate(cuts)) or text[cuts[0][0]] not in "①②":
        return []
    if cuts[0][0] == start:
        start, cuts = cuts[0][1], cuts[1:]
    return parts(text, start, end, cuts)


def _slashed(reading: Pieces, start: int, end: int) -> list[tuple[int, int]]:
    """The parts between slashes, wide ones where there are such; the whole where one of them is no item (A/B テスト, 24/7)."""
    text = reading.text
    if text.find("/", start, end) < 0:
        return [(start, end)]
    slashes = [(start + m.start(), start + m.end()) for m in re.finditer(r" ?/ ?", text[start:end])]
    wide = [(a, b) for a, b in slashes if reading.surface(a, b).strip() != "/"]
    places = [start, *(place for cut in wide or slashes for place in cut), end]
    parts = list(zip(places[::2], places[1::2]))
    if len(wide) in (0, len(slashes)) and _spaced_slashes(reading, start, end) and all(a < b for a, b in parts):
        return parts  # a slash between spaces parts items of any kind
    before = [parts[0], *parts[:-1]]
    free = (not LATIN.match(text[b]) or is_name(text[slice(*above)]) or wide and _PHRASE.search(text, *above) for above, (b, _) in zip(before, parts))
    return parts if all(b - a >= COMPLETE for a, b in parts) and all(free) else [(start, end)]


def _spaced_slashes(reading: Pieces, start: int, end: int) -> bool:
    """Whether white space stands at both sides of each slash, also where the text at hand leaves it out."""
    gaps = {*reading.gaps(start, end)}
    places = [start + m.start() for m in re.finditer("[/／]", reading.text[start:end])]
    return all(place in gaps and (place + 1 in gaps or place + 2 in gaps and reading.text[place + 1] == " ") for place in places)


def _on_lines(text: str, start: int, end: int, told: Lines) -> Iterator[tuple[int, int]]:
    """The parts of a stretch that begin in lines of their own below lines that fill the column."""
    for at in told.places[bisect_right(told.places, start):bisect_left(told.places, end)]:
        if is_next(text, start, at, end, told):
            yield start, at
            start = at
    yield start, end


def _spaced(reading: Pieces, start: int, end: int, marked: bool, lines: bool, full: int) -> Iterator[tuple[int, int]]:
    """The items between white space; one behind a bullet (`marked`), or in a line that fills the column, goes on over the end
    of a line that tells no action (情報伝達の多 | 重化)."""
    line = start
    gaps = reading.gaps(start, end)
    for gap, behind in zip(gaps, [*gaps[1:], end]):
        if _BREAK.search(reading.between(gap)):
            continue  # where such a line break parts items, each is a unit
        left, right = reading.text[start:gap].rstrip(), reading.text[gap:end]
        wrapped = lines and ends_line(reading, gap)
        filled, line = gap - line >= full >= _FULL, gap if wrapped else line
        if wrapped and (len(right) < COMPLETE or behind - gap < _SHORT_LINE or CUT.match(reading.text, gap - 1) and not is_name(left)) or marked and right[:1].isascii() and not (right[0].isalpha() and is_name(left) and _OF.search(right) and is_name(right)) or in_bracket(left, right):
            continue
        told = wrapped and not (marked or full) and _VERB_END.search(left) is not None and OPEN_START.match(right) is None  # a line is an item
        if told or (parts_items(left, right) or _counts_own(reading, gap, left, right)) and not ((marked or filled) and wrapped and not left.endswith(actions()) and (marked or not is_next(reading.text, start, gap, end, _LINES))):
            yield start, start + len(left)
            start = gap
    if start < end:
        yield start, end


def _counts_own(reading: Pieces, gap: int, left: str, right: str) -> bool:
    """Whether a figure behind a wide space opens an item of its own (業務の継続　119番通報の短縮), or behind any one that does not count what came of the
    item before it (予算への反映 1人1台パソコンの配備; 端末の配備 5,000台の更新 is one)."""
    between = reading.surface(gap - 1, gap) if reading.text[gap - 1] == " " else reading.between(gap)
    return right[:1].isdigit() and (_WIDE.search(between) is not None or between.strip() == "" and (_COUNT.match(right) is None or _BY.match(right) is not None)) and (is_name(left) or _ends_in_deed(left)) and _OF.search(right) is not None and (is_name(right) or _ends_in_deed(right))


_OF_LATIN = re.compile("(?:無線|有線|構内|庁内|校内|域内|無料|公衆|双方向|高速)$")  # makes one word with what stands behind it (公衆無線 LAN, 無料 Wi-Fi)
_BY = re.compile(r"[0-9]{1,3} ?[一-龥]{1,4}(?:による|が|を|での|における)")  # 8町村による…の共同化
_ATTRIBUTED = re.compile(r"[るたうくすむぐぶつ] ?[A-Za-z]{2,}$")


def spaced(document: Document, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The items of a stretch between single spaces and the ends of lines, none of which cuts a word."""
    at, text = start, document.reading.text
    for a, _ in _spaced(document.reading, start, end, False, document.source.media_type in WRAPPED, 0):
        if a > start and (CUT.match(text, a - 1) or OPEN_START.match(text, a)):
            continue
        if a > start:
            yield at, a
        at = a
    yield at, end


def ends_line(reading: Pieces, gap: int) -> bool:
    """Whether a line of the source ends before a position of the reader's text."""
    return "\n" in reading.between(gap)


@lru_cache(maxsize=1)
def actions() -> tuple[str, ...]:
    return tuple(row["word"] for row in load("measure_words") if row["kind"] == "action")


def _is_clause(left: str, right: str) -> bool:
    """Whether what ends with a verb is an item of two clauses (…を広げ、…を支える), or stands beside another that ends so;
    else the verb belongs to the noun behind it (暮らしを支える 基盤の整備)."""
    return _CLAUSE.search(left) is not None and (re.search(r"[えけげせてねべめれきぎしちにびみり]、", left) is not None
                                                 or _CLAUSE.search(right) is not None)


def parts_items(left: str, right: str) -> bool:
    """Whether white space between words parts two items."""
    if not left or not right or OPEN_START.match(right) or _OPEN_END.search(left) and not _is_clause(left, right):
        return False
    if LATIN.match(left[-1]) and _ATTRIBUTED.search(left) and not LATIN.match(right[0]) and len(right) >= COMPLETE and _describes(right):
        return True  # 暮らしを守る ICT 便利で開かれた電子行政
    if LATIN.match(left[-1]) or _AMOUNT.match(right):
        return False  # a space after a Latin word or a figure stands inside an item
    if LATIN.match(right[0]):
        return len(left) >= COMPLETE and not right[0].isdigit() and len(right) >= COMPLETE and _OF_LATIN.search(left) is None
    return True


@lru_cache(maxsize=256)
def _describes(words: str) -> bool:
    """Whether words open with one that describes and is part of no compound (便利で開かれた…, 新しい…)."""
    first = next(iter(tokenizer().tokenize(words)), None)
    return first is not None and first.part_of_speech()[0] in ("形状詞", "形容詞", "連体詞", "副詞")


def is_name(words: str) -> bool:
    """Whether words end as names of measures and of what came of them do (…事業, …の整備, …の電子化)."""
    return _MORE.sub("", _ENDED.sub("", words.strip())).endswith(_ends())


@lru_cache(maxsize=1)
def _ends() -> tuple[str, ...]:
    return (*suffixes(), *actions(), *(row["word"] for row in load("deeds") if row["closes"] == "yes"), "化", "づくり")


@lru_cache(maxsize=256)
def runs_on(above: str, below: str) -> bool:
    """Whether the end of a line stands inside a word or a phrase (続けられる行 | 財政運営, 人がつながる | 県土)."""
    if _is_clause(above, below):
        return False
    before, after = list(tokenizer().tokenize(above))[-1:], list(tokenizer().tokenize(below))[:1]
    if not before or not after:
        return False
    if 1 in (len(before[0].surface()), len(after[0].surface())) and all(token.end() != len(above) for token in tokenizer().tokenize(above + below)):
        return True
    classes = before[0].part_of_speech()
    return classes[0] in _BINDS and (classes[0] not in _INFLECTED or classes[5].startswith(_FINAL)) or after[0].part_of_speech()[0] in _BOUND


@lru_cache(maxsize=256)
def _ends_in_deed(words: str) -> bool:
    """Whether words close with a particle and a noun that する makes a verb (電話局の開局, 出荷額が2.8倍に増加), whatever the lists hold."""
    if len(words) > _LONGEST_DEED or _OF_DEED.search(words) is None:
        return False
    classes = list(tokenizer().tokenize(words))[-1].part_of_speech()
    return classes[0] == "名詞" and "サ変可能" in classes[2]


def stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without white space and semicolons at its ends."""
    while start < end and text[start] in " \n":
        start += 1
    while start < end and text[end - 1] in " \n;":
        end -= 1
    return start, end


def parts(text: str, start: int, end: int, cuts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The parts of a stretch between the cuts, if there are several and none is empty."""
    places = [start, *(place for cut in cuts for place in cut), end]
    found = [stripped(text, a, b) for a, b in zip(places[::2], places[1::2])]
    return found if len(found) > 1 and all(a < b for a, b in found) else []


def bulleted(reading: Pieces, start: int, end: int) -> list[tuple[int, int]]:
    """The parts behind bullets and figures in circles, if there are several."""
    text, gaps = reading.text, {*reading.gaps(start, end)}
    cuts = [m.span() for m in _BULLETS.finditer(text, start, end) if m.start() in gaps or text[m.start() - 1] == " " or m[0] not in "・◎" and m.start() > start]
    return parts(text, start, end, cuts)


def signs(text: str, start: int, end: int, sign: str) -> list[tuple[int, int]]:
    """The parts between commas, semicolons or points, if each is named as measures and results are (幹線の敷設、端末の配備), and none in a bracket."""
    if text.find(sign, start, end) < 0:
        return []
    cuts, depth = [], 0
    for at in range(start, end):
        depth += (text[at] in "(「『[") - (text[at] in ")」』]")
        if text[at] == sign and depth <= 0:
            cuts.append((at, at + 1))
    found = parts(text, start, end, cuts)
    if sign == ";":
        return found
    whole = all(b - a > COMPLETE and (is_name(text[a:b]) or sign == "、" and (_ends_in_deed(text[a:b]) or _SAID_WHOLE.fullmatch(text, a, b))) and (sign == "、" or "の" in text[a + 1:b - 1]) for a, b in found)
    return found if whole else []
