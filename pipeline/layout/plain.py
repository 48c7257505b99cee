"""Plain text to draft blocks: each line is taken for a table row, a note, a caption, a heading, an item or running text."""
from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import islice
from typing import Sequence

from pipeline import addresses
from pipeline.layout import notes, text_tables
from pipeline.layout.aligned_tables import COLUMN_GAP, rest_end
from pipeline.layout.contents import LEADERS, PAGE, PAGE_ENDS
from pipeline.layout.drafts import Draft
from pipeline.layout.field_lines import between_fields, opens_field
from pipeline.layout.lines import SENTENCE_ENDS, Line, in_bracket, split, wrap_widths
from pipeline.layout.lists import bullet, tags, without
from pipeline.layout.printed_tables import printed_rest, printed_rest_end
from pipeline.layout.numbering import LISTED, Label, is_contents, is_plain_heading, is_titled, names_contents, parse, part, sign, word_role
from pipeline.rules import load
from pipeline.source import Span

_CAPTION = re.compile(r"[【\[〔(（<＜〈]?\s*(?:図表|図|表|グラフ|別表|写真|付表|資料)\s*[0-9０-９一二三四五六七八九十Ⅰ-Ⅻ]+"
                      r"(?:\s*[-－‐–.．―]\s*[0-9０-９]+)*(?![0-9０-９]*[\s　]*(?:の|に|で|は|を|参照|章))")
_RULE = re.compile(r"[─━―－ー_＿\-=]{5,}")
_RULE_SIGNS = frozenset("─━―－ー_＿-=")
_NOTES_HEAD = re.compile(r"[【〔\[(（]?(?:注|注釈|脚注|註)[】〕\])）]?")
_BRACKET_MARK = re.compile(r"([(（]?[0-9０-９]{1,2}[)）])[ 　]*(?=\S)")
_PLAIN_MARK = re.compile(r"([0-9０-９]{1,2})(?:[)）.．][\s　]*|[\s　]+)(?=\S)")
_SIGNED_MARK = re.compile(r"[(（](?:[※＊]|脚注|注釈?|註)\s?[0-9０-９]{1,3}[)）](?![はがをにでとのも、。，])")
_NAMESAKES = 2  # notes of one figure, of different chapters
_FOOT_MARK = re.compile(r"([0-9０-９]{1,2})(?:[ 　]+(?=\S)(?![年月日時分件人円％%])|(?P<glued>(?=[一-龥ァ-ヶA-Z][^。、「」『』]{1,30}[「『])))")  # 1総務省「…」
_FOOT_LINES = 12  # lines at the end of a page among which notes are looked for
_RUNS_ON = "、，はがをにのでとへやも"  # a line that ends so says no whole thing
_NOUNS = ("もの", "ふるさと", "ひと", "こと", "さと", "もと", "あと", "そと", "おと")
_RUN_ON = "、。，年月日ょゃゅっー)）」』"  # nor does one that starts so
_ACCESSED = re.compile(r"(?:閲覧|参照|アクセス|確認)(?:日|済み?)?[)）]?$")  # the last words of a note
_LABELLED = re.compile(r"[【〔\[(（]?(?:主な)?[一-龥ァ-ヶー]{2,8}[】〕\])）]?(?:　|[:：])|[【〔［\[][一-龥ァ-ヶー]{2,8}[】〕］\]](?=\S)")  # 事業　…, 担当：…
_DATE_LINE = re.compile(r"[(（]?(?:明治|大正|昭和|平成|令和|[12１２][0-9０-９]{3}) ?[0-9０-９元]{0,2} ?(?:[(（].{2,6}[)）])? ?年(?:度| ?[0-9０-９]{1,2} ?月(?: ?[0-9０-９]{1,2} ?日)?)[)）]?(?:[ \u3000]+[一-龥ぁ-んァ-ヶー・ \u3000]{0,24}[都道府県市区町村部局課室会]|[ \u3000]+[一-龥]{0,4}(?:策定|改[定訂]|発行|公表|作成))?")  # and who decided then
_ERAS = ("明治", "大正", "昭和", "平成", "令和")  # words that a line break in a date cuts
_MOTTO = re.compile(r"(?=.{4,50}$)[^。]+。[ \u3000]*(?:[～〜~―－\-–—「(（][^。]+)?")
_ENCLOSED = re.compile("[【《〈〔＜][^【】《》〈〉〔〕＜＞]{2,30}[】》〉〕＞]")
_TERM_LINE = re.compile("第[0-9０-９一二三四五六七八九十]{1,2}[期次][^。、（(]{0,20}[（(][^（()）]{4,30}[)）]")
_KATAKANA_CUT = re.compile("[ァ-ヴー][ァ-ヴー]{2}|[ァ-ヴ][ァ-ヴー][一-龥ぁ-ん]")  # a word of katakana that the end of a line cuts
_NARROWEST = 16  # full-width characters; nobody wraps text at less
_NUMBER_ENDS = ".．)）】〕］》＞〉"
_LABEL = 14  # code points of a number that stands alone in a line
_TITLE = 40  # code points of the title under it
_FAR = 200  # drafts; a number farther back is not looked for
_LONG = 25  # code points; a line as long as this is prose rather than a name standing alone


def drafts(text: str) -> list[Draft]:
    """The draft blocks of a plain text in its order. Candidates for headings carry a `label`; blank lines own nothing."""
    lines = split(text)
    widths = wrap_widths(lines)
    contents = _contents(text, lines)
    noted = _notes_under_rules(text, lines) | _bracketed_notes(text, lines) | _notes_at_foot(text, lines)
    found: list[Draft] = []
    i = 0
    while i < len(lines):
        line = lines[i]
        if not line.text:
            i += 1
            continue
        loose = i == 0 or not lines[i - 1].text or lines[i - 1].furniture
        if line.furniture:
            found.append(_draft("furniture", line))
            i += 1
        elif loose and (above := _torn(found, lines, i)) and (end := printed_rest_end(above, lines, i)) > i:
            found.append(printed_rest(text, above, lines[i:end]))
            i = end
        elif (end := text_tables.end(text, lines, i)) > i:
            found.append(text_tables.table(text, lines[i:end], loose))
            i = end
        elif loose and (above := _torn(found, lines, i)) and (end := rest_end(text, above, lines, i)) > i:
            found.append(text_tables.rest(text, above, lines[i:end]))
            i = end
        elif i in contents:
            found.append(_draft("contents", line, depth=line.indent))
            i += 1
        elif i in noted:
            size = noted[i]
            found.append(_draft("note", line, size, marker=notes.marker_of(line.text[:size]), loose=loose) if size else _draft("furniture", line))
            i += 1
        else:
            i = _prose(text, lines, i, widths[i], loose, found)
    return found


def _torn(found: Sequence[Draft], lines: Sequence[Line], i: int) -> Sequence[Line]:
    """The lines of the table that the end of the page above line `i` cut, with nothing but notes behind it; () for none."""
    if not found or found[-1].kind != "furniture":
        return ()
    last = next((draft for draft in reversed(found) if draft.kind not in ("furniture", "note")), None)
    if last is None or last.kind != "table":
        return ()
    opens, end = (bisect_left(lines, at, 0, i, key=lambda line: line.full_start) for at in last.own[0])
    return lines[opens:end]


def _draft(kind: str, line: Line, skipped: int = 0, text: str = "", **values: object) -> Draft:
    """A draft of one line that is read without its first `skipped` characters; its text is that of the line without another."""
    return Draft(kind, (Span(line.full_start, line.full_end),), (Span(line.start + skipped, line.end),), text or line.text,  # type: ignore[arg-type]
                 page=line.page, **values)  # type: ignore[arg-type]


def _prose(text: str, lines: Sequence[Line], i: int, width: int, loose: bool, found: list[Draft]) -> int:
    """Take the line at `i`, alone or with what it goes on in; returns the index of the next line."""
    line = lines[i]
    last = found[-1] if found and not loose else None
    goes_on = last is not None and last.kind in ("paragraph", "item", "note") and not _strong(line.text) and (
        _wraps(lines, i, width, last) and not _counts_on(found, lines, i, width))
    if (mark := notes.opening(line.text)) and not (goes_on and last is not None and last.kind != "note" and not opens_note(line.text)):
        found.append(_draft("note", line, mark[1], marker=mark[0], loose=loose, wide=_wide(line, width)))
        return i + 1
    if goes_on and last is not None and (not bullet(line.text) or line.text[0] == "・" and _quotes(last.text)):
        found[-1] = _as_item(_extend(last, line, width))
        return i + 1
    if is_caption(line.text):
        found.append(_draft("caption", line, loose=loose))
        return i + 1
    if (alone := _number_alone(lines, i)) is not None:
        draft = _draft("paragraph", line, label=alone, loose=loose, title_at=lines[i + 1].start)
        found.append(_extend(draft, lines[i + 1], width))
        return i + 2
    label = parse(line.text)
    second = label is not None and i + 2 < len(lines) and _second_line(line, lines[i + 1], lines[i + 2])
    if label is not None and _titled(label, line.text[label.end:] + (lines[i + 1].text if second else "")):
        draft = _draft("paragraph", line, label=label, loose=loose, title_at=line.start + label.end, wide=_wide(line, width))
        found.append(_extend(draft, lines[i + 1], width) if second else draft)
        return i + 1 + second
    if label is not None and label.family in LISTED:
        found.append(_draft("item", line, label.end, marker=line.text[:label.end].strip(), loose=loose, wide=_wide(line, width)))
        return i + 1
    signed = sign(line.text) or (part(line.text) if loose else None)
    if signed is not None and not is_titled(line.text):
        signed = None
    if (size := bullet(line.text)) and size < len(line.text) and (beside := _side_by_side(line, size)):
        found += [_draft("item", each, size, each.text[size:], marker=each.text[:size].strip(), loose=loose and not n, depth=line.indent)
                  for n, each in enumerate(beside)]
        return i + 1
    if (size := bullet(line.text)) and size < len(line.text):
        found.append(_draft("item", line, size, line.text[size:], marker=line.text[:size].strip(), loose=loose,
                            wide=_wide(line, width), depth=line.indent, label=signed, title_at=line.start + size))
        return i + 1
    if (loose or line.text[1:2].isspace()) and is_plain_heading(line.text):
        found.append(_draft("paragraph", line, loose=loose, title_at=line.start, level=-1))
        return i + 1
    holes = tags(text, line.start, line.end)
    found.append(_draft("paragraph", line, loose=loose, wide=_wide(line, width), label=signed,
                        title_at=line.start if signed else -1))
    if holes:
        found[-1] = found[-1]._replace(read=without(line.start, line.end, holes))
    return i + 1


def _side_by_side(line: Line, size: int) -> list[Line]:
    """The items of a line that wide gaps part, each behind the bullet of the first one; none where there is but one."""
    sign = line.text[:size].strip()
    starts = [0, *(m.end() for m in COLUMN_GAP.finditer(line.text) if line.text.startswith(sign, m.end()))]
    if len(starts) < 2:
        return []
    ends = [*starts[1:], len(line.text)]
    return [line._replace(start=line.start + a, end=line.start + len(line.text[:b].rstrip()), text=line.text[a:b].rstrip(),
                          full_start=line.start + a if a else line.full_start, full_end=line.start + b if b < len(line.text) else line.full_end)
            for a, b in zip(starts, ends)]


def is_caption(text: str) -> bool:
    """Whether a line names a figure or a table (図表1, 表1-2, 別表)."""
    return len(text) <= 60 and text[-1] not in SENTENCE_ENDS and _CAPTION.match(text) is not None


def opens_note(text: str) -> bool:
    """Whether a line opens with a mark that can only open a note, even right under a full line; （注1）では goes on with a sentence."""
    return text[0] not in "(（" or _SIGNED_MARK.match(text) is not None


def _strong(text: str) -> bool:
    """A number with its title that no sentence holds at the head of a line: 第2章 各論, 基本目標1 安心, 【戦略2】産業."""
    label = parse(text)
    return label is not None and (label.rank >= 0 or word_role(label.word) != "") and label.end < len(text) and (
        text[label.end - 1] in " \u3000:：】〕］》＞〉") and _titled(label, text[label.end:])


def _titled(label: Label, rest: str) -> bool:
    """Whether what stands behind a number can be its title; that of a pillar or a part may be a sentence, with a motto behind it
    (Ⅰ 暮らしを守る。 ～安心のまち～)."""
    return is_titled(rest) or (label.rank >= 0 or label.family == "roman" or word_role(label.word) == "pillar") and _MOTTO.fullmatch(rest) is not None


def _counts_on(found: Sequence[Draft], lines: Sequence[Line], i: int, width: int) -> bool:
    """Whether a line opens with the number after the one that opened a line before it (3 計画の期間 after 2 計画の位置づけ,
    (2)森林 after (1)水), and a title behind it, where the line above is not a full one that breaks off; or with the first
    number, where the line above is short, or breaks off with a comma and the second number follows."""
    before, line = lines[i - 1], lines[i]
    label = parse(line.text)
    if label is None or not label.path or not is_titled(line.text[label.end:]):
        return False
    if label.path[-1] == 1 and before.text[-1] in "、，" and i + 1 < len(lines) and (second := parse(lines[i + 1].text)) is not None:
        return second.family == label.family and second.path == (*label.path[:-1], 2)
    if found[-1].wide and _breaks_off(before.text):
        return False
    if not line.text[label.end - 1].isspace() and line.text[label.end - 1] not in _NUMBER_ENDS and label.family != "circled":
        return False
    if label.path[-1] == 1 and not _breaks_off(before.text) and (
            before.size < width - 2 if width >= _NARROWEST and len(found) > 1 else len(before.text) < _LONG):
        return True
    last = next((d.label for d in islice(reversed(found), _FAR) if d.label is not None and d.label.family == label.family), None)
    return last is not None and last.path[:-1] == label.path[:-1] and label.path[-1] == last.path[-1] + 1


def _breaks_off(text: str) -> bool:
    """Whether a line ends with a particle, so that it says no whole thing; ふるさと and もの end with none."""
    return text[-1] in _RUNS_ON and not text.endswith(_NOUNS)


def _quotes(text: str) -> bool:
    """Whether a quotation is open at the end of a text, so that ・ at the head of the next line stands in a name."""
    return text.count("「") + text.count("『") > text.count("」") + text.count("』")


def _wide(line: Line, width: int) -> bool:
    return line.size >= max(8, 0.75 * width) if width else len(line.text) >= _LONG


def _wraps(lines: Sequence[Line], i: int, width: int, last: Draft) -> bool:
    """Whether the line at `i`, right under another, goes on with what that one says."""
    before, line = lines[i - 1], lines[i]
    if last.level or opens_field(line.text) or _LABELLED.match(line.text) and not (last.wide and _marks().match(line.text)):
        return False
    if _DATE_LINE.fullmatch(line.text) and not (last.kind == "note" and (line.indent > before.indent or line.text[0] in "(（")):
        return False
    if before.text[-1] in ")）" and _ENCLOSED.fullmatch(line.text) or _TERM_LINE.fullmatch(line.text):
        return False  # …（11人） / 《主な取組》; 第2期（平成18～22年度）
    if addresses.goes_on(before.text, line.text):
        return True
    if between_fields(lines, i) or in_bracket(before.text, line.text) or len(before.text) >= _NARROWEST and _KATAKANA_CUT.fullmatch(before.text[-1] + line.text[:2]):
        return True
    if last.label is not None:  # an item that is a sentence over several lines, set in under its number
        ends = _opens_paragraph(lines, i) and before.size < width - 2 and not _breaks_off(before.text)
        return not _strong(before.text) and last.wide and line.indent > before.indent and not ends
    if last.kind == "note" and not last.wide and _ACCESSED.search(before.text):
        return False
    if last.kind == "note" or last.kind == "item" and line.indent > before.indent:
        if last.kind == "item" and _opens_paragraph(lines, i) and not last.wide:
            return _breaks_off(before.text)  # a paragraph set in by one character follows a short item
        return before.text[-1] not in SENTENCE_ENDS or last.kind == "item"
    if before.text[-1] in SENTENCE_ENDS:
        full = width >= _LONG and abs(before.size - width) <= 2
        return full and last.kind == "paragraph" and line.indent == 0 and parse(line.text) is None and sign(line.text) is None
    return last.wide or _breaks_off(before.text) or line.text[0] in _RUN_ON or before.text[-1] + line.text[0] in _ERAS


@lru_cache(maxsize=1)
def _marks() -> re.Pattern[str]:
    """A mark beside the name of a measure (【新規】), which a line break may part from it."""
    words = "|".join(row["word"] for row in load("name_marks") if row["kind"] == "mark")
    return re.compile(rf"[【〔(（\[［](?:{words})[】〕)）\]］]")


def _opens_paragraph(lines: Sequence[Line], i: int) -> bool:
    """Whether the line at `i` is set in by one full-width character and holds a sentence, as first lines of paragraphs do."""
    return lines[i].indent == 1 and lines[i - 1].indent == 0 and ("。" in lines[i].text or len(lines[i].text) >= _LONG)


def _as_item(draft: Draft) -> Draft:
    """A numbered line that turned out to close a sentence is an item with its number as the bullet."""
    if draft.label is None or draft.text[-1] not in SENTENCE_ENDS:
        return draft
    return draft._replace(kind="item", marker=draft.label.text, label=None, read=(Span(draft.title_at, draft.read[-1].end),))


def _extend(draft: Draft, line: Line, width: int) -> Draft:
    return draft._replace(own=(*draft.own[:-1], Span(draft.own[-1].start, line.full_end)),
                   read=(*draft.read[:-1], Span(draft.read[-1].start if draft.read else line.start, line.end)),
                   text=draft.text + line.text, wide=_wide(line, width))


def _number_alone(lines: Sequence[Line], i: int) -> Label | None:
    """The number of a chapter, pillar or measure that stands alone in a line over its title (第1章, 【基本目標1】)."""
    text = lines[i].text
    label = parse(text + " x") if len(text) <= _LABEL and i + 1 < len(lines) else None
    if label is None or label.end != len(text) + 1 or not (label.rank >= 0 or word_role(label.word)):
        return None
    below = lines[i + 1].text
    titled = 0 < len(below) <= _TITLE and is_titled(below) and parse(below) is None and sign(below) is None and not bullet(below)
    return label._replace(end=len(text)) if titled and not lines[i + 1].furniture and "\t" not in below and not is_caption(below) and not _LABELLED.match(below) else None


def _second_line(head: Line, line: Line, after: Line) -> bool:
    """A heading over two lines: the second is set in deeper than the first, short, no sentence, and a blank follows."""
    return (bool(line.text) and line.indent >= head.indent + 2 and len(line.text) <= 40 and (
                after.blank or head.text[-1] in _RUNS_ON + "・" and after.indent < line.indent)
            and line.text[-1] not in "。、" and line.text[0] not in "【〔《＜〈［[※" and parse(line.text) is None and not bullet(line.text) and "\t" not in line.text)


def _notes_under_rules(text: str, lines: Sequence[Line]) -> dict[int, int]:
    """Rules that part the notes from the page above them (value 0), and under them the lines that open with the plain
    figure of a superscript in the text (value: the figure's length)."""
    found: dict[int, int] = {}
    rules = [i for i, line in enumerate(lines) if line.text[:1] in _RULE_SIGNS and _RULE.fullmatch(line.text)]
    heads = [i for i, line in enumerate(lines) if 0 < len(line.text) < 8 and _NOTES_HEAD.fullmatch(line.text)]
    superscripts = notes.superscripts(text) if rules else frozenset()
    for i in (*rules, *heads):
        line = lines[i]
        called = superscripts if i in rules else frozenset(map(str, range(1, 100)))
        for j in range(i + 1, len(lines)):
            other = lines[j]
            match = _PLAIN_MARK.match(other.text)
            if other.page != line.page or other.furniture or i in heads and other.blank and found:
                break
            if match and notes.marker_of(match.group(1)) in called:
                found[i], found[j] = 0, match.end()
    return found


def _notes_at_foot(text: str, lines: Sequence[Line]) -> dict[int, int]:
    """Lines at the end of a page or of the text that open with 1, 2, 3 and a space, where the text above them on the page
    calls most of them by a plain figure, as a converter leaves superscripts; the value is the figure's length."""
    found: dict[int, int] = {}
    marks = {i: m for i, line in enumerate(lines) if line.text[:1].isdigit() and (m := _FOOT_MARK.match(line.text)) is not None}
    solid, feet = _feet(lines) if marks else ([], [])
    begun: dict[int, int] = {}  # where the text of each page starts
    for i in solid:
        begun.setdefault(lines[i].page, lines[i].start)
    for k in feet:
        last = solid[k]
        opened = [(i, marks[i]) for i in solid[max(0, k - _FOOT_LINES):k + 1] if i in marks and lines[i].page == lines[last].page]
        for n, (first, _) in enumerate(opened):
            values = [int(notes.marker_of(m.group(1))) for _, m in opened[n:]]
            if first == 0 or not lines[first - 1].blank and opened[n][1]["glued"] is None or values != list(range(values[0], values[0] + len(values))):
                continue
            page, top = begun[lines[last].page], lines[first].start
            spaced = notes.spaced_calls(text[page:top])
            called = sum((mark := notes.marker_of(m.group(1))) in spaced or notes.flat_call(text, mark, page, top) is not None for _, m in opened[n:])
            if 2 * called >= len(opened) - n:
                found |= {i: m.end() for i, m in opened[n:]}
                break
    return found


def _feet(lines: Sequence[Line]) -> tuple[list[int], list[int]]:
    """The lines with text that belong to no page, and the indices among them of those that close a page or the text."""
    solid: list[int] = []
    feet: list[int] = []
    cut = False  # something that belongs to the page stands after the last of them
    for i, line in enumerate(lines):
        if line.furniture:
            cut = True
        elif line.text:
            if solid and (cut or line.page != lines[solid[-1]].page):
                feet.append(len(solid) - 1)
            solid.append(i)
            cut = False
    return solid, feet + [len(solid) - 1] if solid else feet


def _bracketed_notes(text: str, lines: Sequence[Line]) -> dict[int, int]:
    """Lines that open with a figure in brackets which the running text calls (…います(2)。); the value is its length. Where
    more lines open so than notes may, headings do, and the last line alone may be the note, if it is a sentence."""
    called = notes.bracketed_calls(text)
    if not called:
        return {}
    opened: dict[str, list[tuple[int, int]]] = {}
    for i, line in enumerate(lines):
        if (match := _BRACKET_MARK.match(line.text)) and (mark := notes.bracket_mark(match.group(1))) in called:
            opened.setdefault(mark, []).append((i, match.end()))
    found: dict[int, int] = {}
    for places in opened.values():
        few = len(places) <= _NAMESAKES
        found.update(places if few else places[-1:] if lines[places[-1][0]].text[-1] == "。" else ())
    return found


def _listed_below(lines: Sequence[Line], j: int) -> bool:
    """Whether one of the next lines ends with a page number, so that the part named here opens them in the contents."""
    return any(LEADERS.search(x.text) or PAGE.search(x.text) for x in lines[j + 1:j + 3])


def _contents(text: str, lines: Sequence[Line]) -> set[int]:
    """The lines of a table of contents: dot leaders, or numbered lines with a page number under 目次."""
    found = {i for i, line in enumerate(lines) if line.text[-1:] in PAGE_ENDS and len(line.text) <= 120 and LEADERS.search(line.text)}
    for i in [i for i, line in enumerate(lines) if is_contents(line.text)] if names_contents(text) else ():
        line = lines[i]
        found.add(i)
        for j in range(i + 1, len(lines)):
            other = lines[j]
            if other.blank or other.furniture or j in found:
                continue
            listed = PAGE.search(other.text) or parse(other.text) is not None and _listed_below(lines, j)
            if other.page != line.page or not listed or len(other.text) > 80:
                break
            found.add(j)
    return found
