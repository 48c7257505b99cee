"""Lines of a plain text: their places, what belongs to the page (running heads, page numbers), and the wrap width."""
from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from pipeline.layout.contents import LEADERS, PAGE, PAGE_ENDS
from pipeline.layout.doubled import undoubled
from pipeline.layout.line import Line
from pipeline.layout.page_numbers import FAR, OFTEN, WIDE_GAP, blank_at, page_numbers
from pipeline.layout.widths import half_widths
from pipeline.source import unspaced

_FIGURES = re.compile(r"[0-9０-９]+")
_LOOSE = re.compile(r" (?:(?<=[^\x00-\x7f] )(?=\S)|(?<=\S )(?=[^\x00-\x7f]))")
_NOTE = re.compile(r"(?:[(（〔\[]?(?:注|※|[*＊]|脚注)[ 　]?[0-9０-９]{1,3}|[(（]?[0-9０-９]{1,3}[)）])|[¹²³⁴-⁹]")
_NOTE_HEADS = frozenset("(（〔[注※*＊脚0123456789０１２３４５６７８９¹²³⁴⁵⁶⁷⁸⁹")  # with which such a line opens
_NOTES = 15  # lines with text that the notes of a page take at most
_BULLET = frozenset("・○●◯□■◆◇▼▽▲△◎★☆※►▶✓➢‣•")
_NARROW = 20  # code points; lines shorter than this are names under one another, not wrapped text
_TABS = 8  # lines under a running head that belong to it too, at most
_AT_EDGES = 0.6  # of the places of a running head, at least, are at edges of pages; a heading that comes again is not
_LISTED = re.compile(r"[①-⑳㉑-㉟]|[(（][0-9０-９ア-コa-z一二三四五六七八九十]{1,2}[)）]")  # numbers of headings inside a section
_NUMBERED = re.compile(r"[0-9０-９]{1,2}[ \u3000.．][ \u3000]*\S")  # a heading under the head of its page
_CHAPTER = re.compile(r"第[ \u3000]?[0-9０-９一二三四五六七八九十]{1,3}[ \u3000]?[編部章節]")
_UNDER = 8  # lines to the heading under the head of a page
_SPACE = frozenset(" \u3000")
_TAB = 8  # columns; a running head is set in apart from a heading of the same words
_ASIDE, _SET_IN = 10_000, 4  # half widths: beyond any line; by which heads of two pages are set in differently
_PREFIX = 10  # code points that running heads of different chapters share
_OPENING = 80  # lines with text: the cover, the contents and the head of the first page
_HEAD_LENGTH = 60  # code points; a running head is a short line
_WITH_GAP = 160  # code points of one with the gap between two names
_FRAMED = re.compile(r"([■□◆◇●○★☆◎▼▲―—─━=＝~～〜*＊|｜]{1,3})[ \u3000]*(?![■□◆◇●○★☆◎▼▲―—─━=＝~～〜*＊|｜ \u3000]).+?[ \u3000]*\1")
_NO_HEAD = frozenset("【■◆●○・")  # what opens with one of these is no running head

_NUMBER_ALONE = 8  # code points of 第 1 章 alone in its line
_LONGEST_TOOL = 80  # code points
_SITE_OPENS = frozenset("トホHT文背印本メここCc現共サグパコナヘ")
_TOP = r"(?:(?:サイトの?)?(?:トップ(?:ページ)?|ホーム|HOME|Home|TOP))"
_PLACE = r"(?:現在(?:の(?:位置|場所|ページ)|地|位置)|パンくずリスト)[ \u3000]*[:：]?[ \u3000]*"
_TO_TEXT = r"(?:本文|メニュー|コンテンツ|ナビゲーション)"
_SITE = re.compile(rf"[▲△↑⬆]?[ \u3000]?(?:この)?ページの?(?:先頭|トップ|最初|上部|本文)(?:です|へ(?:(?:もど|戻)る)?|に(?:もど|戻)る)?。?(?:[ \u3000]*メニューを飛ばして本文へ)?"
                   rf"|(?:{_PLACE})?{_TOP}[ \u3000]*[>＞›»][^。]*|{_PLACE}|{_TOP}(?:ページ)?(?:へ|に)(?:もど|戻)る"
                   r"|(?:文字(?:の大きさ|サイズ)|背景色)(?:[ \u3000:：][^。]*)?|ページ(?:番号|ID)[ \u3000:：][^。年]*|印刷用ページ(?:を?(?:表示する|開く))?"
                   rf"|{_TO_TEXT}(?:へ|に|を)?(?:移動|スキップ|ジャンプ)(?:する|します)?|(?:共通|グローバル|サイト)?(?:ヘッダー?|メニュー|ナビゲーション)(?:など|等)?を(?:飛ば|とば|スキップ)して{_TO_TEXT}へ(?:移動)?"
                   r"|ここ(?:から|まで)が?本文(?:です)?。?|[Cc]opyright.*|サイト内検索|このページに関するお?問い?合わ?せ(?:先)?")
_CUT_OPENS = frozenset("{-—–=*#")
_CUT = re.compile(r"\{[0-9]{1,4}\}[-—–]{3,}|[-—–=*# ]{2,}(?:[Pp]age|PAGE|ページ|頁|p\.)[ \u3000]?[0-9]{1,4}(?:[ \u3000]?(?:/|of)[ \u3000]?[0-9]{1,4})?[-—–=* ]*"
                  r"|[-—–=*# ]{2,}[0-9]{1,4}[ \u3000]?(?:ページ|頁)[-—–=* ]*|\*{0,2}==> picture \[[^\]]{1,30}\] intentionally omitted <==\*{0,2}")
"""What a converter says of pages and pictures: {18}-----, --- Page 3 ---."""
_LINKS = re.compile("(?:References|Visible links|Hidden links):?")
_LINK = re.compile(r"(?:\[[0-9]{1,4}\]|[0-9]{1,4}\.)[ \u3000]*(?:https?|mailto|ftp|file|javascript):\S*")
SENTENCE_ENDS = "。．!?！？"
_IN_BRACKET = 40  # code points before the end of a line in which a bracket opens
_OPEN_AT_END = re.compile(r"[(（【〔\[［「『][^()（）【】〔〕\[\]［］「」『』]*$")
_CLOSES = re.compile(r"[^()（）【】〔〕\[\]［］「」『』]{1,20}[)）】〕\]］」』]")


def split(text: str) -> list[Line]:
    """The lines of `text`; a form feed ends a line and starts a page. Running heads and page numbers are marked."""
    lines: list[Line] = []
    at = page = 0
    *rows, last = text.replace("\f", "\f\n").split("\n")
    rows = [*rows, last] if last else rows
    margin = _margin(rows)
    for raw in rows:
        closed = raw[-1:] == "\f"
        after = at + len(raw) + (not closed)
        content = raw.strip()
        lead = raw.index(content[0]) if content else len(raw) - closed
        aside = min(margin, lead)
        if aside and lines:
            lines[-1] = lines[-1]._replace(full_end=at + aside)
        start, indent = at + lead, lead - aside
        lines.append(Line(start, start + len(content), at + (aside if lines else 0), after, content, indent, page, (_size(content) if content else 0) + indent))
        page += closed
        at = after
    if at > len(text):
        lines[-1] = lines[-1]._replace(full_end=len(text))  # the last line has no end
    return _mark_furniture(_without_links([line._replace(furniture=True) if of_site(line.text) else line for line in undoubled(lines)]))


def _without_links(lines: list[Line]) -> list[Line]:
    """The lines, of which the lists of addresses that a text browser prints below a page (References: / [1] http://…) are furniture."""
    listed = False
    for i, line in enumerate(lines):
        if not line.text:
            continue
        listed = _LINKS.fullmatch(line.text) is not None or listed and _LINK.fullmatch(line.text) is not None
        if listed:
            lines[i] = line._replace(furniture=True)
    return lines


def of_site(text: str) -> bool:
    """Whether a line belongs to the web site that a page was copied from (what leads to its top, the way to it, its tools), or to the converter
    that tells where a page ends."""
    if text[:1] in _CUT_OPENS and _CUT.fullmatch(text):
        return True
    return 3 < len(text) <= _LONGEST_TOOL and ("ペ" in text or text[0] in _SITE_OPENS) and _SITE.fullmatch(text) is not None


def _margin(rows: list[str]) -> int:
    """By how many spaces all lines of a text are set in, which says nothing of any of them."""
    solid = [raw for raw in rows if raw and not raw.isspace()]
    return min(len(raw) - len(raw.lstrip(" \u3000")) for raw in solid) if solid and solid[0][0] in _SPACE else 0


def _size(text: str) -> int:
    loose = len(_LOOSE.findall(text)) if " " in text else 0
    return len(text) - loose - (len(text.encode("ascii", "ignore")) - loose) // 2


def _mark_furniture(lines: list[Line]) -> list[Line]:
    """Page numbers (a sequence that rises) and short lines that stand again and again at the edge of a page."""
    solid = [i for i, line in enumerate(lines) if line.text]
    edges = _page_edges(lines, solid)
    numbers = page_numbers(lines, edges)
    if not edges and not numbers:
        return lines  # a text without pages
    masked = _FIGURES.sub("0", "\n".join([line.text and _head(line.text) for line in lines])).split("\n")
    masked = [f"{words} {line.indent // _TAB}" if words else "" for words, line in zip(masked, lines)]
    numbered = [k for k, i in enumerate(solid) if i in numbers]
    near = {i for k in numbered for i in solid[max(0, k - 2):k + 3]}
    beside = {i for i in edges | near | _above_notes(lines, solid, numbered) if i not in numbers and masked[i]} - _headings(lines, solid, numbers)
    counts = Counter(masked[i] for i in beside)
    everywhere = Counter(masked)
    tops = _page_tops(lines, solid, numbers)
    opening = Counter(masked[i][:_PREFIX] for i in tops if len(masked[i]) > _PREFIX)
    heads = {i for i in beside if counts[masked[i]] >= max(OFTEN, _AT_EDGES * everywhere[masked[i]])
             and "\t" not in lines[i].text and not _LISTED.match(lines[i].text)}
    heads |= {i for i in tops if opening[masked[i][:_PREFIX]] >= OFTEN} | _set_in(lines, tops) | _in_turn(masked, sorted(tops)) | _framed(lines, tops)
    heads |= _named_on_cover(lines, solid, tops)
    titled = _over_titles(lines, solid, tops)
    heads |= titled | _without_part(lines, tops, heads)
    printed = {(lines[i].text, lines[i].indent // _TAB) for i in heads}
    heads |= {i for i in solid[2:_OPENING] if (lines[i].text, lines[i].indent // _TAB) in printed and blank_at(lines, i + 1)}  # the head of the first page
    heads = heads - set(solid[:2]) | _doubled(lines, solid, heads) | titled & set(solid[:1])  # the title opens the document before it runs over its pages
    again = _chapters_again(lines, tops)
    below = {b for a, b in pairwise(solid) if a in again and b - a < _UNDER and unspaced(lines[a].text) == unspaced(lines[b].text)}
    heads = heads - _first_of_chapters(lines, heads) - below | again
    heads |= _under_heads(masked, solid, heads | set(numbers), everywhere, len(tops))
    for i in numbers | heads:
        lines[i] = lines[i]._replace(furniture=True)
    return lines


def _under_heads(masked: Sequence[str], solid: Sequence[int], edges: set[int], everywhere: Counter[str], pages: int) -> set[int]:
    """Lines right under running heads and page numbers that stand there on most pages, and hardly elsewhere: further heads, such as the tabs of all
    chapters at the edge of each page."""
    known = set(edges)
    new = edges
    for _ in range(_TABS):
        below = [after for before, after in zip(solid, solid[1:]) if before in new and after not in known and masked[after]]
        counts = Counter(masked[i] for i in below)
        new = {i for i in below if counts[masked[i]] >= max(OFTEN, _AT_EDGES * pages, _AT_EDGES * everywhere[masked[i]])}
        known |= new
    return known - edges


def _head(text: str) -> str:
    """A line if it may be a running head, else nothing; …… leads to a page in the contents."""
    return text if len(text) > 0 and (len(text) <= _HEAD_LENGTH or _is_short(text)) and text[-1] != "。" and text[0] not in _NO_HEAD and "……" not in text else ""


def _is_short(text: str) -> bool:
    """Whether a line is as short as a running head but for the gap between two names at its ends (計画の名　　　　章の名)."""
    return len(text) <= _WITH_GAP and text.count(" ") + text.count("\u3000") > len(text) - _HEAD_LENGTH and len(" ".join(text.split())) <= _HEAD_LENGTH


def _chapters_again(lines: list[Line], tops: Collection[int]) -> set[int]:
    """The tops of pages that name a chapter which a line above, or two lines (第1章 / 計画の策定), name already, alone or with what opens another
    line, its part (第2章 施策　基本目標1); and those over the heading that they repeat."""
    found: set[int] = set()
    seen: set[str] = set()
    short: list[str] = []  # what short lines say, in order
    for i, line in enumerate(lines):
        before = next((lines[k].text for k in range(i - 1, max(-1, i - 3), -1) if lines[k].text), "")
        if not 0 < len(line.text) <= _HEAD_LENGTH or "第" not in (line.text[0], before[:1]):
            continue
        words = unspaced(line.text)
        in_two = i > 1 and lines[i - 1].text != "" and 0 < len(lines[i - 2].text) <= _NUMBER_ALONE and words == unspaced(lines[i - 2].text + lines[i - 1].text)
        named = (i in tops or in_two) and _CHAPTER.match(words) is not None and _CHAPTER.sub("", words, count=1) != ""
        if named and i in tops and words not in seen:
            short = short or sorted(unspaced(each.text) for each in lines if len(each.text) <= _HEAD_LENGTH)
        if named and (words in seen or i in tops and _is_repeated(lines, i, words, seen, short)):
            found.add(i)
        elif not _is_listed(lines, i):
            seen |= {words, unspaced(before) + words} if len(before) <= _NUMBER_ALONE else {words}
    return found


def _is_repeated(lines: list[Line], i: int, words: str, seen: set[str], short: Sequence[str]) -> bool:
    """Whether a chapter at the top of a page stands again in the line under it, or with the beginning of another line behind it a chapter named above does.
    short: what the short lines say, in order."""
    below = next((unspaced(line.text) for line in lines[i + 1:i + _UNDER] if line.text), "")
    if below == words:
        return True
    parts = [words[k:] for k in range(1, len(words) - 1) if words[:k] in seen and _CHAPTER.match(words[:k])]
    return any(at < len(short) and short[at].startswith(part) for part in parts for at in [bisect_left(short, part)])


def _is_listed(lines: list[Line], i: int) -> bool:
    """Whether a line names a chapter in the table of contents: it leads to a page, or the line under it does."""
    return any(line.text[-1:] in PAGE_ENDS and (LEADERS.search(line.text) or PAGE.search(line.text)) for line in lines[i:i + 2])


def _first_of_chapters(lines: list[Line], heads: set[int]) -> set[int]:
    """Running heads that number a chapter which no other line heads: the first of each is the chapter's heading."""
    chapters = {i: "".join(_beside_none(lines[i].text).split()) for i in sorted(heads) if _CHAPTER.match(lines[i].text)}
    if not chapters:
        return set()
    first = {name: i for i, name in reversed(chapters.items())}
    headed = {"".join(words.split()) for i, line in enumerate(lines) if "第" in line.text and i not in heads and _CHAPTER.match(words := line.text.strip("#*> \u3000"))}
    return {i for name, i in first.items() if name not in headed}


def _beside_none(head: str) -> str:
    """The number and the title of a chapter in a running head, without the name that stands beside them (第３章　施策　　　　県計画)."""
    number = _CHAPTER.match(head)
    at = number.end() if number else 0
    title = head[at:].lstrip()
    return head[:at] + WIDE_GAP.split(title)[0]


def _headings(lines: list[Line], solid: list[int], numbers: set[int]) -> set[int]:
    """Numbered lines under another line of their page, which are headings even where they come again and again."""
    return {i for before, i in zip(solid, solid[1:]) if lines[i].text[0].isdigit() and before not in numbers
            and lines[before].page == lines[i].page and _NUMBERED.match(lines[i].text)}


def _set_in(lines: list[Line], tops: set[int]) -> set[int]:
    """The first lines of pages that are set in far from the text, where those of most pages are: heads that name the part."""
    far = {i for i in tops if lines[i].indent >= FAR and len(lines[i].text) <= _HEAD_LENGTH}
    return far if len(far) >= OFTEN and len(far) >= _AT_EDGES * len(tops) else set()


def _framed(lines: list[Line], tops: set[int]) -> set[int]:
    """The first lines of pages that the same signs open and close (■■ 第1章 策定 ■■), where those of several are: heads that name the part."""
    framed = {i: match[1] for i in tops if (match := _FRAMED.fullmatch(lines[i].text)) is not None and len(lines[i].text) <= _HEAD_LENGTH}
    counts = Counter(framed.values())
    return {i for i, signs in framed.items() if counts[signs] >= OFTEN}


def _doubled(lines: list[Line], solid: list[int], heads: set[int]) -> set[int]:
    """The first line of a text, if it is one of the running heads and the next one, or the one under the plan's name, says the same: the
    head of the first page, which a blank line parts from the heading that it repeats."""
    first, *after = solid[:3] if len(solid) > 1 else (0, 0)
    words = "".join(lines[first].text.split())
    alike = {i for i in after if "".join(lines[i].text.split()) == words} if after[0] > first + 1 else set()
    return {first} if alike and any(lines[i].text == lines[first].text for i in heads - {first, *alike}) else set()


def _over_titles(lines: list[Line], solid: list[int], tops: set[int]) -> set[int]:
    """The first lines of pages that hold a name and behind it the heading of the part, which stands right under one of them
    (みなと市　Ⅱ 歩み / Ⅱ 歩み): heads that name the part."""
    at = sorted({*solid[:1], *tops})
    if len(at) < OFTEN:
        return set()
    below = dict(zip(solid, solid[1:]))
    known = {lines[i].text for i in at if i in below and (len(lines[i].text) <= _HEAD_LENGTH or _is_short(lines[i].text)) and _is_named(lines[i].text, lines[below[i]].text)}
    found = {i for i in at if lines[i].text in known}
    return found if len(found) >= OFTEN else set()


def _named_on_cover(lines: list[Line], solid: list[int], tops: set[int]) -> set[int]:
    """The first lines of pages that say what the first lines of the text do, in one line or in two: the title of the plan."""
    first, *after = (unspaced(lines[i].text) for i in solid[:2])
    return {i for i in tops if len(lines[i].text) <= _HEAD_LENGTH and first and first[-1] not in SENTENCE_ENDS and unspaced(lines[i].text) in (first, *(first + words for words in after))}


def _without_part(lines: list[Line], tops: set[int], heads: set[int]) -> set[int]:
    """The first lines of pages that hold but the right one of the two names that stand in a running head, at its place: the page opens a part."""
    places: dict[str, int] = {}
    for head in map(lines.__getitem__, heads):
        gaps = list(WIDE_GAP.finditer(head.text))
        if len(gaps) == 1:
            places[head.text[gaps[0].end():]] = head.indent + half_widths(head.text[:gaps[0].end()])
    return {i for i in tops if abs(places.get(lines[i].text, _ASIDE) - lines[i].indent) <= _SET_IN}


def _is_named(head: str, title: str) -> bool:
    """Whether a line is a name and, behind a gap, a title that stands under it, with a number or some words."""
    return len(title) > 3 and len(head) > len(title) + 2 and head.endswith(title) and head[-len(title) - 1] in " \u3000|｜:：／/"


def _in_turn(masked: list[str], tops: list[int]) -> set[int]:
    """The first lines of pages that say the same as those two pages away, where most do: heads of left and right pages in turn."""
    pairs = [(a, b) for a, b in zip(tops, tops[2:]) if masked[a] and masked[a] == masked[b]]
    kinds = {masked[a] for a, _ in pairs}
    same = {i for pair in pairs for i in pair}
    return same if len(kinds) > 1 and len(same) >= _AT_EDGES * len(tops) else set()


def _above_notes(lines: list[Line], solid: list[int], numbered: list[int]) -> set[int]:
    """The lines right above the notes of a page, which its number follows; numbered: places of numbers in `solid`."""
    above = {k for number in numbered for k in range(max(0, number - _NOTES), number)}
    return {solid[k] for k in above if (words := lines[solid[k + 1]].text)[0] in _NOTE_HEADS and _NOTE.match(words)}


def _page_tops(lines: list[Line], solid: list[int], numbers: set[int]) -> set[int]:
    """The first line with text of each page but the first, whose head names the plan and then the chapter."""
    return {b for a, b in pairwise(solid) if lines[a].page != lines[b].page or a in numbers and b not in numbers}


def _page_edges(lines: list[Line], solid: list[int]) -> set[int]:
    """Indices of the first two and last two lines with text on each page that a form feed ends or starts."""
    pages: dict[int, list[int]] = {}
    for i in solid:
        pages.setdefault(lines[i].page, []).append(i)
    return {i for found in pages.values() for i in (*found[:2], *found[-2:])} if len(pages) > 1 else set()


_SLACK = 3  # full-width characters; lines wrapped at one width differ by so much


def wrap_widths(lines: list[Line]) -> list[int]:
    """For each line the width, in full-width characters, at which the text around it was wrapped by hand; 0 where paragraphs
    stand on single lines.

    Measured on lines without a closing mark that another line follows directly: over the document, and over the lines
    that stand together where two of them are alike in length."""
    follows = [bool(a.text and b.text) and "\t" not in a.text and not a.furniture for a, b in zip(lines, lines[1:])] + [False]
    sizes = [line.size if on else 0 for line, on in zip(lines, follows)]
    measured = sorted(size for size, on, line in zip(sizes, follows, lines) if on and line.text[-1] not in "。．」）)：:" and not ("   " in line.text and WIDE_GAP.search(line.text)))  # rows of a table reach farther
    everywhere = measured[len(measured) * 9 // 10] if measured else 0
    longer = sum(line.size > everywhere + _SLACK for line in lines if "\t" not in line.text and not line.furniture)
    if longer > 2 and longer >= sum(abs(size - everywhere) <= _SLACK for size in measured):
        everywhere = 0  # what ends before the margin are titles and items
    widths = [everywhere] * len(lines)
    i = 0
    while i < len(lines):
        j = i
        while follows[j]:
            j += 1
        own = sorted([sizes[k] for k in range(i, j) if lines[k].text[0] not in _BULLET], reverse=True) if j - i > 1 else []
        if len(own) > 1 and _NARROW <= own[0] < everywhere and own[0] - own[1] <= 3:
            widths[i:j + 1] = [own[0]] * (j + 1 - i)
        i = j + 1
    return widths


def in_bracket(above: str, below: str) -> bool:
    """Whether a line ends inside a bracket that the next one closes (…の設置（公民館・ / 情報課）)."""
    return _OPEN_AT_END.search(above[-_IN_BRACKET:]) is not None and _CLOSES.match(below) is not None
