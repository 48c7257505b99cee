"""Plain text to draft blocks: each line is taken for a table row, a note, a caption, a heading, an item or running text."""
from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import islice
from operator import attrgetter
from typing import Collection, Mapping, Sequence

from pipeline.layout import notes, text_tables
from pipeline.layout.contents import LEADERS, PAGE, PAGE_ENDS
from pipeline.layout.drafts import Draft
from pipeline.layout.line import Line
from pipeline.layout.lines import SENTENCE_ENDS, split, wrap_widths
from pipeline.layout.lists import bullet, is_stem, sign_and_depth, tags, without
from pipeline.layout.note_lines import GOES_ON, TORN, noted_lines
from pipeline.layout.printed_tables import printed_rest, printed_rest_end
from pipeline.layout.numbering import ARROWS, BOXES, CIRCLES, LISTED, Label, is_contents, is_plain_heading, is_titled, names_contents, parse, part, sign, word_role
from pipeline.layout.side_labels import Labelled, labelled
from pipeline.layout.squares import heading_squares
from pipeline.layout.tables import role
from pipeline.layout.two_columns import unfolded
from pipeline.layout.wraps import LABELLED, LONG, NARROWEST, RUNS_ON, breaks_off, is_wide, strong, wraps, titled
from pipeline.source import Span, unspaced

_FULL_START = attrgetter("full_start")
_CAPTION = re.compile(r"[【\[〔(（<＜〈]?\s*(?:図表|図|表|グラフ|別表|写真|付表|資料)\s*[0-9０-９一二三四五六七八九十Ⅰ-Ⅻ]+"
                      r"(?:\s*[-－‐–.．―]\s*[0-9０-９]+)*(?![0-9０-９]*[\s　]*(?:の|に|で|は|を|参照|章))")
_CAPTION_ALONE = re.compile(r"(?:図表|図|表|別表)\s*[0-9０-９]+(?:\s*[-－‐–.．―]\s*[0-9０-９]+)*")
_SIGNED_MARK = re.compile(r"[(（](?:[※＊]|脚注|注釈?|註)\s?[0-9０-９]{1,3}[)）](?![はがをにでとのも、。，])")
_NUMBER_ENDS = ".．)）】〕］》＞〉"
_GAP = re.compile("[ \u3000]{2,}|\u3000|\t")  # between items in one line
_MEETING = 3  # lines before the number that a meeting gives to a paper
_MOTTO = re.compile(r"[～〜~―—–][^～〜~―—–。]{2,48}[～〜~―—–]")  # under the title of a plan
_LABEL = 14  # code points of a number that stands alone in a line
_TITLE = 40  # code points of the title under it
_NEAR = 7  # lines between a number and its title
_MOST_STACKED = 3  # numbers of headings one under another
_LED_LIST = re.compile(r"(?P<words>[^。、:：○●◯◎・■◆◇□「」『』]{2,32}?)[ \u3000]+(?P<sign>[○●◯◎・■◆◇□])[^○●◯◎■◆◇□。]{3,60}")  # words before the first item of a list
_SHORT = 0.5  # of the width of the text; so short a line goes on with nothing
_FAR = 200  # drafts; a number farther back is not looked for


def drafts(text: str) -> list[Draft]:
    """The draft blocks of a plain text in its order. Candidates for headings carry a `label`; blank lines own nothing."""
    lines = unfolded(text, split(text))
    widths = wrap_widths(lines)
    contents = _contents(text, lines)
    listed = _listed_titles(lines, contents)
    noted = noted_lines(text, lines)
    squares = heading_squares(text, ["" if line.furniture else line.text for line in lines])
    found: list[Draft] = []
    i = 0
    while i < len(lines):
        line = lines[i]
        if not line.text:
            i += 1
            continue
        loose = i == 0 or not lines[i - 1].text or lines[i - 1].furniture
        torn = loose and found != [] and found[-1].kind == "furniture"
        if line.furniture and i not in noted:
            found.append(_draft("furniture", line))
            i += 1
        elif torn and (above := _torn(found, lines, i)) and (end := printed_rest_end(above, lines, i)) > i:
            found.append(printed_rest(text, above, lines[i:end]))
            i = end
        elif (label := squares.get(i)) is not None:
            found.append(_draft("paragraph", line, label=label, loose=loose, title_at=line.start + label.end))
            i += 1
        elif (end := text_tables.end(text, lines, i)) > i:
            found.append(text_tables.table(text, lines[i:end], loose))
            i = end
        elif torn and (above := _torn(found, lines, i)) and (end := text_tables.rest_end(text, above, lines, i)) > i:
            found.append(text_tables.rest(text, above, lines[i:end]))
            i = end
        elif i in contents:
            found.append(_draft("contents", line, depth=line.indent))
            i += 1
        elif i in noted:
            i = _noted(lines, i, noted[i], widths[i], loose, found)
        elif (beside := labelled(text, lines, i)) is not None:
            _beside(text, beside, widths[i], found)
            i = beside.end
        else:
            i = _prose(text, lines, i, widths[i], loose, found, listed)
    return found


def _beside(text: str, beside: Labelled, width: int, found: list[Draft]) -> None:
    """Take a list behind the label that stands beside its middle: in that order a person reads them."""
    own = [Span(line.full_start, line.full_end) for line in beside.words]
    read = tuple(Span(line.start, line.end) for line in beside.words)
    found.append(Draft("paragraph", tuple(own), read, "".join([line.text for line in beside.words]), page=beside.words[0].page, loose=True))
    lines = [beside.words[-1], *beside.items]
    k = 1
    while k < len(lines):
        k = _prose(text, lines, k, width, False, found, {})


def _noted(lines: Sequence[Line], i: int, size: int, width: int, loose: bool, found: list[Draft]) -> int:
    """Take a line that is a note, goes on with one, or stands over them; returns the index of the next line. A mark that
    stands alone is taken with the line under it."""
    line = lines[i]
    last = next((k for k in range(len(found) - 1, max(-1, len(found) - _FAR), -1) if found[k].kind == "note"), -1)
    if size == GOES_ON and last == len(found) - 1 >= 0:
        found[-1] = _extend(found[-1], line, width)
    elif size == TORN and last >= 0:
        found[last] = found[last]._replace(own=(*found[last].own, Span(line.full_start, line.full_end)), read=(*found[last].read, Span(line.start, line.end)),
                                           text=found[last].text + line.text)
    elif size < 0:
        found.append(_draft("paragraph", line, loose=loose, wide=is_wide(line, width)))
    elif size == len(line.text) and (below := next((j for j in range(i + 1, len(lines)) if lines[j].text), -1)) < 0:
        found.append(_draft("paragraph", line, loose=loose, wide=is_wide(line, width)))  # over nothing
    elif size == len(line.text):
        draft = _draft("note", lines[below], marker=notes.marker_of(line.text), loose=loose, wide=is_wide(lines[below], width))
        found.append(draft._replace(own=(Span(line.full_start, lines[below].full_end),)))
        i = below
    else:
        found.append(_draft("note", line, size, marker=notes.marker_of(line.text[:size]), loose=loose) if size else _draft("furniture", line))
    return i + 1


def _torn(found: Sequence[Draft], lines: Sequence[Line], i: int) -> Sequence[Line]:
    """The lines of the table that the end of the page above line `i` cut, with nothing but notes behind it; () for none."""
    last = next((draft for draft in reversed(found) if draft.kind not in ("furniture", "note")), None)
    if last is None or last.kind != "table":
        return ()
    opens, end = (bisect_left(lines, at, 0, i, key=_FULL_START) for at in last.own[0])
    return lines[opens:end]


def _draft(kind: str, line: Line, skipped: int = 0, text: str = "", **values: object) -> Draft:
    """A draft of one line that is read without its first `skipped` characters; its text is that of the line without another."""
    return Draft(kind, (Span(line.full_start, line.full_end),), (Span(line.start + skipped, line.end),), text or line.text,  # type: ignore[arg-type]
                 page=line.page, **values)  # type: ignore[arg-type]


def _prose(text: str, lines: Sequence[Line], i: int, width: int, loose: bool, found: list[Draft], listed: Mapping[str, str]) -> int:
    """Take the line at `i`, alone or with what it goes on in; returns the index of the next line."""
    line = lines[i]
    if is_stem(line.text):
        found.append(_draft("furniture", line))
        return i + 1
    last = found[-1] if found and not loose and not (line.halved and line.start < lines[i - 1].start) else None  # pieces of a text stand in its order
    goes_on = last is not None and last.kind in ("paragraph", "item", "note") and not strong(line.text) and not is_plain_heading(last.text) and not (is_caption(line.text) and not breaks_off(last.text)) and (
        wraps(lines, i, width, last) and not _MOTTO.fullmatch(line.text) and not _MOTTO.fullmatch(last.text) and not _counts_on(found, lines, i, width) and not (len(found) == 1 and _opens_first(line)))
    if last is not None and line.text[0] in ARROWS and _comes_of(last, line):
        found[-1] = _extend(last, line, width)
        return i + 1
    if (mark := notes.opening(line.text)) and not (goes_on and last is not None and last.kind != "note" and not opens_note(line.text)):
        found.append(_draft("note", line, mark[1], marker=mark[0], loose=loose, wide=is_wide(line, width)))
        return i + 1
    if goes_on and last is not None and (not bullet(line.text) or line.text[0] == "・" and _quotes(last.text)):
        found[-1] = _as_item(_extend(last, line, width))
        return i + 1
    if is_caption(line.text):
        found.append(_draft("caption", line, loose=loose))
        if not _is_caption_alone(lines, i):
            return i + 1
        found[-1] = _extend(found[-1], lines[i + 2], width)
        return i + 3
    if (stacked := _stacked(lines, i)) is not None:
        for k, (number, title) in enumerate(stacked):
            draft = _draft("paragraph", lines[i + k], label=number, loose=loose or k > 0, title_at=lines[title].start)
            found.append(_extend(draft, lines[title], width))
        return stacked[-1][1] + 1
    if (alone := _number_of_contents(lines, i, listed) or _number_alone(lines, i)) is not None:
        number, below = alone
        draft = _draft("paragraph", line, label=number, loose=loose, title_at=lines[below].start)
        found.append(_extend(draft, lines[below], width))
        found += [_draft("paragraph", other) for other in lines[i + 1:below] if other.text]  # cells between the two
        return below + 1
    if (led := _beside_first(lines, i)) is not None:
        words, item = led
        size = bullet(item.text)
        found += [_draft("paragraph", words, loose=loose), _draft("item", item, size, item.text[size:], marker=item.text[:size].strip(), wide=is_wide(item, width), depth=line.indent)]
        return i + 1
    label = parse(line.text)
    second = label is not None and i + 2 < len(lines) and _second_line(line, lines[i + 1], lines[i + 2]) and part(line.text[label.end:]) is None
    if label is not None and titled(label, line.text[label.end:] + (lines[i + 1].text if second else "")):
        draft = _draft("paragraph", line, label=label, loose=loose, title_at=line.start + label.end, wide=is_wide(line, width))
        found.append(_extend(draft, lines[i + 1], width) if second else draft)
        return i + 1 + second
    if label is not None and label.family in LISTED:
        found.append(_draft("item", line, label.end, marker=line.text[:label.end].strip(), loose=loose, wide=is_wide(line, width)))
        return i + 1
    circled = line.text[0] in CIRCLES
    signed = sign(line.text) or (part(line.text[circled:]) if loose or circled else None)
    if signed is not None and not is_titled(line.text):
        signed = None
    if (size := bullet(line.text)) and size < len(line.text) and (beside := _side_by_side(line, size)):
        found += [_draft("item", each, size, each.text[size:], marker=each.text[:size].strip(), loose=loose and not n, depth=line.indent)
                  for n, each in enumerate(beside)]
        return i + 1
    if (size := bullet(line.text)) and size < len(line.text):
        marker, deeper = sign_and_depth(line.text[:size])
        found.append(_draft("item", line, size, line.text[size:], marker=marker, loose=loose,
                            wide=is_wide(line, width), depth=line.indent + deeper, label=signed, title_at=line.start + size))
        return i + 1
    if (loose or line.text[1:2].isspace()) and is_plain_heading(line.text):
        found.append(_draft("paragraph", line, loose=loose, title_at=line.start, level=-1))
        return i + 1
    holes = tags(text, line.start, line.end)
    found.append(_draft("paragraph", line, loose=loose, wide=is_wide(line, width), label=signed,
                        title_at=line.start if signed else -1))
    if holes:
        found[-1] = found[-1]._replace(read=without(line.start, line.end, holes))
    return i + 1


def _comes_of(last: Draft, line: Line) -> bool:
    """Whether a line behind an arrow, set in deeper than the item above it, tells what comes of that (・ 調査 … / → 回答は …): one that names
    no more than what follows opens a list of arrows."""
    return last.kind == "item" and last.marker not in ARROWS and line.indent > last.depth and len(last.text) > _LABEL and last.text[-1] not in ":："


def _beside_first(lines: Sequence[Line], i: int) -> tuple[Line, Line] | None:
    """The words that stand before the first item of a list in its line (県民生活の便利と安心 ○A事業 / ○B事業), as a copy leaves the cells of a row, and
    that item; None for other lines."""
    line = lines[i]
    match = _LED_LIST.fullmatch(line.text)
    if match is None or i + 1 == len(lines) or not lines[i + 1].text.startswith(match["sign"]) or len(lines[i + 1].text) < 3 or parse(line.text) is not None or bullet(line.text):
        return None
    cut, end = match.start("sign"), match.end("words")
    return (line._replace(text=line.text[:end], end=line.start + end, full_end=line.start + cut),
            line._replace(text=line.text[cut:], start=line.start + cut, full_start=line.start + cut))


def _side_by_side(line: Line, size: int) -> list[Line]:
    """The items of a line that gaps part, each behind the bullet of the first one; none where there is but one. Behind a narrow gap
    the bullet stands right before a word (・A事業（課）　・B制度; ア　・　イ is one)."""
    sign = line.text[:size].strip()
    starts = [0, *(m.end() for m in _GAP.finditer(line.text) if line.text.startswith(sign, m.end())
                   and (m.end() - m.start() > 1 or not line.text[m.end() + len(sign):m.end() + len(sign) + 1].isspace()))]
    if len(starts) < 2:
        return []
    ends = [*starts[1:], len(line.text)]
    return [line._replace(start=line.start + a, end=line.start + len(line.text[:b].rstrip()), text=line.text[a:b].rstrip(),
                          full_start=line.start + a if a else line.full_start, full_end=line.start + b if b < len(line.text) else line.full_end)
            for a, b in zip(starts, ends)]


def is_caption(text: str) -> bool:
    """Whether a line names a figure or a table (図表1, 表1-2, 別表)."""
    return len(text) <= 60 and text[-1] not in SENTENCE_ENDS and _CAPTION.match(text) is not None


def _is_caption_alone(lines: Sequence[Line], i: int) -> bool:
    """Whether nothing but the number of a figure or table stands in a line, over a blank one and its short title, as `pdftotext` leaves them."""
    if _CAPTION_ALONE.fullmatch(lines[i].text) is None or i + 3 >= len(lines) or not lines[i + 1].blank or lines[i + 2].furniture:
        return False
    title = lines[i + 2].text
    return 1 < len(title) <= _TITLE and lines[i + 3].blank and title[-1] not in SENTENCE_ENDS and role(title) == ""


def opens_note(text: str) -> bool:
    """Whether a line opens with a mark that can only open a note, even right under a full line; （注1）では goes on with a sentence."""
    return text[0] not in "(（" or _SIGNED_MARK.match(text) is not None


def _counts_on(found: Sequence[Draft], lines: Sequence[Line], i: int, width: int) -> bool:
    """Whether a line opens with the number after the one that opened a line before it (3 計画の期間 after 2 計画の位置づけ,
    (2)森林 after (1)水), and a title behind it, where the line above is not a full one that breaks off; or with the first
    number, where the line above is short, or breaks off with a comma and the second number follows."""
    before, line = lines[i - 1], lines[i]
    label = parse(line.text)
    if label is not None and label.word and line.text[label.end:label.end + 1] in ARROWS:
        return label.end < len(line.text)
    if label is None or not label.path or not is_titled(line.text[label.end:]):
        return False
    if label.path[-1] == 1 and i + 1 < len(lines) and (second := parse(lines[i + 1].text)) is not None and (
            second.family == label.family and second.path == (*label.path[:-1], 2)) and (before.text[-1] in "、，" or is_titled(lines[i + 1].text[second.end:]) and not breaks_off(before.text)):
        return True
    if found[-1].wide and breaks_off(before.text):
        return False
    if label.path[-1] == 1 and (above := found[-1].label) is not None and above.family != label.family and not breaks_off(before.text):
        return True  # ① right under (1) and its title
    if label.path[-1] == 1 and not breaks_off(before.text) and line.size < (_SHORT * width if width >= NARROWEST else _LABEL) and (
            line.text[label.end - 1].isspace() or line.text[label.end - 1] in _NUMBER_ENDS):
        return True  # a sentence that goes on would end so early only with a mark
    if found[-1].kind == "item" and label.path[-1] == 1 and (width == 0 or line.indent < found[-1].depth) and not breaks_off(before.text) and (
            line.text[label.end - 1].isspace() or line.text[label.end - 1] in _NUMBER_ENDS):
        return True  # (1) behind the last item of a list
    if not line.text[label.end - 1].isspace() and line.text[label.end - 1] not in _NUMBER_ENDS and label.family != "circled":
        return False
    if label.path[-1] == 1 and not breaks_off(before.text) and (
            before.size < width - 2 if width >= NARROWEST and len(found) > 1 else len(before.text) < LONG):
        return True
    last = next((d.label for d in islice(reversed(found), _FAR) if d.label is not None and d.label.family == label.family), None)
    return last is not None and last.path[:-1] == label.path[:-1] and label.path[-1] == last.path[-1] + 1


def _quotes(text: str) -> bool:
    """Whether a quotation is open at the end of a text, so that ・ at the head of the next line stands in a name."""
    return text.count("「") + text.count("『") > text.count("」") + text.count("』")


def _as_item(draft: Draft) -> Draft:
    """A numbered line that turned out to close a sentence is an item with its number as the bullet."""
    if draft.label is None or draft.text[-1] not in SENTENCE_ENDS:
        return draft
    return draft._replace(kind="item", marker=draft.label.text, label=None, read=(Span(draft.title_at, draft.read[-1].end),))


def _extend(draft: Draft, line: Line, width: int) -> Draft:
    if line.halved:
        return draft._replace(own=(*draft.own, Span(line.full_start, line.full_end)), read=(*draft.read, Span(line.start, line.end)),
                              text=draft.text + line.text, wide=is_wide(line, width))
    return draft._replace(own=(*draft.own[:-1], Span(draft.own[-1].start, line.full_end)),
                   read=(*draft.read[:-1], Span(draft.read[-1].start if draft.read else line.start, line.end)),
                   text=draft.text + line.text, wide=is_wide(line, width))


def _number_alone(lines: Sequence[Line], i: int) -> tuple[Label, int] | None:
    """The number of a chapter, pillar or measure that stands alone in a line over its title (第1章, 【基本目標1】), or any number that a converter
    parted from its title, and the index of that title's line, which a blank one may part from it."""
    text = lines[i].text
    label = parse(text + " x") if len(text) <= _LABEL and i + 1 < len(lines) else None
    if label is None or label.end != len(text) + 1 or not (label.rank >= 0 or word_role(label.word) or _parted_from_title(lines, i)):
        return None
    if i <= _MEETING and (word_role(label.word) == "annex" or label.word.endswith("資料")):
        return None  # 資料1 of a meeting, over the title of the document
    under = i + 1 + (lines[i + 1].blank and i + 2 < len(lines) and (i + 3 >= len(lines) or lines[i + 3].blank or len(lines[i + 3].text) >= LONG))
    below = lines[under].text
    under_it = 0 < len(below) <= _TITLE and is_titled(below) and parse(below) is None and sign(below) is None and not bullet(below)
    named = under_it and not lines[under].furniture and "\t" not in below and not is_caption(below) and not LABELLED.match(below)
    return (label._replace(end=len(text)), under) if named else None


def _listed_titles(lines: Sequence[Line], contents: Collection[int]) -> dict[str, str]:
    """The titles, without white space, that the contents give to numbers with a word or a rank, by the number; none for one that comes again."""
    titles: dict[str, str] = {}
    for i in contents:
        label = parse(lines[i].text)
        if label is not None and label.path and (label.word or label.rank >= 0):
            title = unspaced(LEADERS.sub("", PAGE.sub("", LEADERS.sub("", lines[i].text[label.end:]))))
            titles[label.text] = title if titles.get(label.text, title) == title else ""
    return {number: title for number, title in titles.items() if title}


def _number_of_contents(lines: Sequence[Line], i: int, listed: Mapping[str, str]) -> tuple[Label, int] | None:
    """A number alone in its line, and the line near below it that holds the title which the contents give to it, as where `pdftotext` prints the
    last cells of a table between the two."""
    text = lines[i].text
    label = parse(text + " x") if listed and len(text) <= _LABEL else None
    if label is None or label.end != len(text) + 1 or not (title := listed.get(label.text)):
        return None
    place = next((k for k in range(i + 1, min(i + 1 + _NEAR, len(lines))) if unspaced(lines[k].text) == title), -1)
    return (label._replace(end=len(text)), place) if place > i else None


def _stacked(lines: Sequence[Line], i: int) -> list[tuple[Label, int]] | None:
    """Numbers one right under another, of which the titles follow in their order between blank lines (第１章 / １ // 計画の考え方 // 策定の趣旨), as
    `pdftotext` leaves headings that a wide space parts from their numbers: each number with the line of its title."""
    numbers: list[Label] = []
    while i + len(numbers) < len(lines) and len(numbers) < _MOST_STACKED and 0 < len(text := lines[i + len(numbers)].text) <= _LABEL and (
            label := parse(text + " x")) is not None and label.end == len(text) + 1 and not lines[i + len(numbers)].furniture:
        numbers.append(label._replace(end=len(text)))
    count = len(numbers)
    if count < 2 or len({label.family for label in numbers}) < count or not (numbers[0].rank >= 0 or word_role(numbers[0].word)) or numbers[-1].path[-1:] != (1,):
        return None
    places = [i + count + 1 + 2 * k for k in range(count)]
    if places[-1] + 2 >= len(lines) or not all(lines[at - 1].blank and lines[at].text for at in places) or not lines[places[-1] + 1].blank:
        return None
    if any(len(lines[at].text) > _TITLE or not is_titled(lines[at].text) or parse(lines[at].text) is not None or sign(lines[at].text) or bullet(lines[at].text) for at in places):
        return None
    return list(zip(numbers, places))


def _parted_from_title(lines: Sequence[Line], i: int) -> bool:
    """Whether a number stands alone between blank lines, over a short line, under which running text, another number alone or a numbered heading
    stands, as `pdftotext` leaves numbers that a tab or a wide space parts from their titles."""
    if lines[i].furniture or i and not (lines[i - 1].blank or lines[i - 1].furniture or parse(lines[i - 1].text) is not None):
        return False
    below = [line for line in lines[i + 1:i + 6] if not line.furniture]
    if len(below) < 4 or not (below[0].blank and below[1].text) or len(below[1].text) > _TITLE or "。" in below[1].text:
        return False
    if below[2].text:
        return len(below[2].text) >= LONG and len(below[1].text) < LONG and "  " not in below[2].text and is_titled(below[1].text)  # running text right under the title
    if not below[3].text:
        return False
    under = below[3].text
    alone, next_one = parse(under + " x") if len(under) <= _LABEL else None, parse(under)
    return (len(under) >= LONG or under[-1] == "。") and "  " not in under or alone is not None and alone.end == len(under) + 1 or next_one is not None and is_titled(under[next_one.end:])


def _opens_first(line: Line) -> bool:
    """Whether a line opens with the number of a heading, so that the title or the running head above it, which may be the widest line of a
    short text, ends; a part of a plan may open with any number (第２, Ⅳ)."""
    label = parse(line.text)
    return label is not None and len(label.path) == 1 and (label.rank < 0 and label.path == (1,) or label.rank >= 0 or label.family in ("roman", "第")) \
        and is_titled(line.text[label.end:])


def _second_line(head: Line, line: Line, after: Line) -> bool:
    """A heading over two lines: the second is set in deeper than the first, short, no longer than twice that, no sentence, and a blank follows."""
    return (bool(line.text) and line.indent >= head.indent + 2 and len(line.text) <= min(40, 2 * len(head.text)) and (
                after.blank or head.text[-1] in RUNS_ON + "・" and after.indent < line.indent)
            and line.text[-1] not in "。、" and line.text[0] not in f"{BOXES}※" and parse(line.text) is None and not bullet(line.text) and "\t" not in line.text)


def _listed_below(lines: Sequence[Line], j: int) -> bool:
    """Whether one of the next lines ends with a page number, so that the part named here opens them in the contents."""
    return any(LEADERS.search(x.text) or PAGE.search(x.text) for x in lines[j + 1:j + 3])


_LEADING = frozenset(".．・…‥･·⋯")
_LEADERS_ALONE = re.compile(r"(?:[.．・…‥･·⋯][ \u3000]?){6,}")
_LEAST_LEADERS = 3
_APART = 10  # lines between two with leaders
_ENTRY = 60  # code points of a line of a table of contents


def _contents(text: str, lines: Sequence[Line]) -> set[int]:
    """The lines of a table of contents: dot leaders, or numbered lines with a page number under 目次."""
    found = {i for i, line in enumerate(lines) if line.text[-1:] in PAGE_ENDS and len(line.text) <= 120 and LEADERS.search(line.text)}
    found |= _between_leaders(lines, sorted(found)) | _torn_contents(lines)
    named = sorted({bisect_right(lines, at, key=_FULL_START) - 1 for at in names_contents(text)})
    for i in [i for i in named if is_contents(lines[i].text)]:
        line = lines[i]
        found.add(i)
        for j in range(i + 1, len(lines)):
            other = lines[j]
            if other.blank or other.furniture or j in found:
                continue
            listed = PAGE.search(other.text) or (parse(other.text) is not None or is_plain_heading(other.text)) and _listed_below(lines, j)
            if other.page != line.page or not listed or len(other.text) > 80:
                break
            found.add(j)
    return found


def _between_leaders(lines: Sequence[Line], leading: Sequence[int]) -> set[int]:
    """The short lines between those with leaders, and right above the first of them: numbers, and chapters that name no page (第1章 / 計画の策定 / 1 / 背景…3)."""
    found: set[int] = set()
    for before, at in zip([max(0, leading[0] - _APART) if leading else 0, *leading], leading):
        between = [i for i in range(before + 1, at) if lines[i].text and not lines[i].furniture]
        if before not in leading:  # up to what stands there
            between = between[next((k + 1 for k in range(len(between) - 1, -1, -1) if is_contents("".join(lines[i].text for i in between[max(0, k - 1):k + 1]))), len(between)):]
        if len(between) <= _APART and all(len(lines[i].text) <= _ENTRY and "。" not in lines[i].text for i in between):
            found.update(between)
    return found


def _torn_contents(lines: Sequence[Line]) -> set[int]:
    """The lines of a table of contents of which a copy tore numbers, titles and dot leaders apart, each on a line of its own."""
    leaders = [i for i, line in enumerate(lines) if line.text[:1] in _LEADING and _LEADERS_ALONE.fullmatch(line.text)]
    if len(leaders) < _LEAST_LEADERS:
        return set()
    first = max(0, leaders[0] - 2)  # the number and the title before the first leaders
    last = leaders[-1]
    while last + 1 < len(lines) and lines[last + 1].text.isdigit():
        last += 1
    return set(range(first, last + 1)) if all(len(line.text) <= _ENTRY and "。" not in line.text for line in lines[first:last + 1]) else set()
