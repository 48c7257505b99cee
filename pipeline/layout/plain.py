"""Plain text to draft blocks: each line is taken for a table row, a note, a caption, a heading, an item or running text."""
from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice
from operator import attrgetter
from typing import Mapping, Sequence

from pipeline.layout import field_sheets, notes, text_tables
from pipeline.layout.captions import is_caption
from pipeline.layout.contents_lines import contents_lines, listed_titles
from pipeline.layout.drafts import Draft
from pipeline.layout.line import Line
from pipeline.layout.lines import SENTENCE_ENDS, split, wrap_widths
from pipeline.layout.lists import bullet, is_stem, opens_new, sign_and_depth, tags, without
from pipeline.layout.note_lines import GOES_ON, TORN, noted_lines
from pipeline.layout.printed_tables import printed_rest, printed_rest_end
from pipeline.layout.numbering import ARROWS, BOXES, CIRCLES, LISTED, Label, is_plain_heading, is_titled, parse, part, sign
from pipeline.layout.numbers_alone import numbers_alone
from pipeline.layout.parted_numbers import number_alone, number_of_contents, stacked_numbers
from pipeline.layout.side_labels import Labelled, labelled
from pipeline.layout.squares import heading_squares
from pipeline.layout.tables import role
from pipeline.layout.two_columns import unfolded
from pipeline.layout.numbered_lines import SIDE_BY_SIDE, numbered_side_by_side, sentence_goes_on
from pipeline.layout.wraps import LONG, NARROWEST, RUNS_ON, breaks_off, is_wide, strong, wraps, titled
from pipeline.source import Span

_FULL_START = attrgetter("full_start")
_CAPTION_ALONE = re.compile(r"(?:図表|図|表|別表)\s*[0-9０-９]+(?:\s*[-－‐–−.．―]\s*[0-9０-９]+)*")
_SIGNED_MARK = re.compile(r"[(（](?:[※＊]|脚注|注釈?|註)\s?[0-9０-９]{1,3}[)）](?![はがをにでとのも、。，])")
_NUMBER_ENDS = ".．)）】〕］》＞〉"
_GAP = re.compile("[ \u3000]{2,}|\u3000|\t")  # between items in one line
_MOTTO = re.compile(r"[～〜~―—–][^～〜~―—–。]{2,48}[～〜~―—–]")  # under the title of a plan
_LABEL = 14  # code points of a number that stands alone in a line
_TITLE = 40  # code points of the title under it
_LIST_SIGNS = "○●◯◎・■◆◇□"
_LED_LIST = re.compile(rf"(?P<words>[^。、:：{_LIST_SIGNS}「」『』]{{2,32}}?)[ \u3000]+(?P<sign>[{_LIST_SIGNS}])[^○●◯◎■◆◇□。]{{3,60}}")  # words before the first item of a list
_SHORT = 0.5  # of the width of the text; so short a line goes on with nothing
_ROW = re.compile(r"[ \u3000][0-9０-９,.，．]{1,12}[ \u3000]\S")  # 1-1 … 14 19 …, a row of figures
_NEAR = 8  # lines to the next number of a kind
_FAR = 200  # drafts; a number farther back is not looked for


def drafts(text: str) -> list[Draft]:
    """The draft blocks of a plain text in its order. Candidates for headings carry a `label`; blank lines own nothing."""
    lines = unfolded(text, split(text))
    widths = wrap_widths(lines)
    contents = contents_lines(text, lines)
    listed = listed_titles(lines, contents)
    noted = noted_lines(text, lines)
    numbered = numbers_alone(lines, contents)
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
        elif (number := numbered.get(i)) is not None:
            found.append(_extend(_draft("paragraph", line, label=number, loose=True, title_at=lines[i + 1].start), lines[i + 1], widths[i]))
            i += 2
        elif (label := squares.get(i)) is not None:
            found.append(_draft("paragraph", line, label=label, loose=loose, title_at=line.start + label.end))
            i += 1
        elif (end := field_sheets.end(text, lines, i)) > i:
            found.append(field_sheets.table(text, lines[i:end], loose))
            i = end
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
    goes_on = last is not None and last.kind in ("paragraph", "item", "note") and not strong(line.text) and not is_plain_heading(last.text) and not (is_plain_heading(line.text) and _is_over_sentence(lines, i)) and not (is_caption(line.text) and not breaks_off(last.text)) and (
        wraps(lines, i, width, last) and not _MOTTO.fullmatch(line.text) and not _MOTTO.fullmatch(last.text) and not _counts_on(found, lines, i, width) and not (len(found) == 1 and _opens_first(line)))
    if last is not None and line.text[0] in ARROWS and _comes_of(last, line):
        found[-1] = _extend(last, line, width)
        return i + 1
    if (mark := notes.opening(line.text)) and not (goes_on and last is not None and last.kind != "note" and not opens_note(line.text)):
        found.append(_draft("note", line, mark[1], marker=mark[0], loose=loose, wide=is_wide(line, width)))
        return i + 1
    led = _beside_first(lines, i)
    if goes_on and last is not None and led is None and not _lists_new(lines, i) and (not bullet(line.text) or line.text[0] == "・" and _quotes(last.text)):
        found[-1] = _as_item(_extend(last, line, width))
        return i + 1
    if is_caption(line.text):
        found.append(_draft("caption", line, loose=loose))
        if not _is_caption_alone(lines, i):
            return i + 1
        found[-1] = _extend(found[-1], lines[i + 2], width)
        return i + 3
    if (stacked := stacked_numbers(lines, i)) is not None:
        for k, (number, title) in enumerate(stacked):
            draft = _draft("paragraph", lines[i + k], label=number, loose=loose or k > 0, title_at=lines[title].start)
            found.append(_apart(draft, lines[title], width))
        return stacked[-1][1] + 1
    if (alone := number_of_contents(lines, i, listed) or number_alone(lines, i)) is not None:
        number, below = alone
        draft = _draft("paragraph", line, label=number, loose=loose, title_at=lines[below].start)
        between = [_draft("paragraph", other) for other in lines[i + 1:below] if other.text]  # cells between the two
        found += [(_apart if between else _extend)(draft, lines[below], width), *between]
        return below + 1
    if led is not None:
        words, item = led
        size = bullet(item.text)
        found += [_draft("paragraph", words, loose=loose), _draft("item", item, size, item.text[size:], marker=item.text[:size].strip(), wide=is_wide(item, width), depth=lines[i + 1].indent)]
        return i + 1
    label = parse(line.text)
    if label is not None and (below := sentence_goes_on(lines, i, label, width, found[-1] if found else None)) > i:
        draft = _draft("item", line, label.end, marker=line.text[:label.end].strip(), loose=loose)
        found.append(_extend(draft, lines[below], width))
        return below + 1
    if label is not None and label.family in SIDE_BY_SIDE and (numbers := numbered_side_by_side(line, label)):
        found += [_draft("paragraph", each, label=own, loose=loose and not n, title_at=each.start + own.end) for n, (each, own) in enumerate(numbers)]
        return i + 1
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
    if _lists_new(lines, i):
        found.append(_draft("item", line, loose=loose, wide=is_wide(line, width), depth=line.indent))
        return i + 1
    if is_plain_heading(line.text) and (loose or line.text[1:2].isspace() or _is_over_sentence(lines, i)):
        found.append(_draft("paragraph", line, loose=loose, title_at=line.start, level=-1))
        return i + 1
    holes = tags(text, line.start, line.end)
    found.append(_draft("paragraph", line, loose=loose, wide=is_wide(line, width), label=signed,
                        title_at=line.start if signed else -1))
    if holes:
        found[-1] = found[-1]._replace(read=without(line.start, line.end, holes))
    return i + 1


def _lists_new(lines: Sequence[Line], i: int) -> bool:
    """Whether a line opens with the mark of a new or larger measure, as the one above or below it does ((新)… / (増)…)."""
    return opens_new(lines[i].text) and any(0 <= k < len(lines) and lines[k].text != "" and opens_new(lines[k].text) for k in (i - 1, i + 1))


def _comes_of(last: Draft, line: Line) -> bool:
    """Whether a line behind an arrow, set in deeper than the item above it, tells what comes of that (・ 調査 … / → 回答は …): one that names
    no more than what follows opens a list of arrows."""
    return last.kind == "item" and last.marker not in ARROWS and line.indent > last.depth and len(last.text) > _LABEL and last.text[-1] not in ":："


def _beside_first(lines: Sequence[Line], i: int) -> tuple[Line, Line] | None:
    """The words that stand before the first item of a list in its line (県民生活の便利と安心 ○A事業 / ○B事業), as a copy leaves the cells of a row, and
    that item; None for other lines."""
    line = lines[i]
    if i + 1 == len(lines) or len(lines[i + 1].text) < 3 or lines[i + 1].text[0] not in _LIST_SIGNS:
        return None  # most lines
    match = _LED_LIST.fullmatch(line.text)
    if match is None or lines[i + 1].text[0] != match["sign"] or parse(line.text) is not None or bullet(line.text):
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
    if (label.path[-1] == 1 or len(found) == 1) and not breaks_off(before.text) and before.text[-1] not in "」』" and _goes_on_below(lines, i, label):
        return True
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


def _goes_on_below(lines: Sequence[Line], i: int, label: Label) -> bool:
    """Whether the next number of a kind opens a line near below another, with a title behind it as that has, which is no row of a table."""
    if _ROW.search(lines[i].text):
        return False
    for line in lines[i + 1:i + 1 + _NEAR]:
        other = parse(line.text) if line.text else None
        if other is not None and other.family == label.family:
            return other.path == (*label.path[:-1], label.path[-1] + 1) and is_titled(line.text[other.end:])
    return False


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
        return _apart(draft, line, width)
    return draft._replace(own=(*draft.own[:-1], Span(draft.own[-1].start, line.full_end)),
                   read=(*draft.read[:-1], Span(draft.read[-1].start if draft.read else line.start, line.end)),
                   text=draft.text + line.text, wide=is_wide(line, width))


def _apart(draft: Draft, line: Line, width: int) -> Draft:
    """A draft with a line that stands apart from its others."""
    return draft._replace(own=(*draft.own, Span(line.full_start, line.full_end)), read=(*draft.read, Span(line.start, line.end)),
                          text=draft.text + line.text, wide=is_wide(line, width))


def _is_over_sentence(lines: Sequence[Line], i: int) -> bool:
    """Whether a sentence stands right under a line, in one line or two, and nothing that breaks off above it."""
    below = lines[i + 1:i + 3]
    return bool(below) and below[0].text != "" and not breaks_off(lines[i - 1].text) and any(line.text and line.text[-1] in SENTENCE_ENDS for line in below) and (
        parse(below[0].text) is None and not bullet(below[0].text))


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
