"""Lines of a plain text that are notes: under rules, at feet of pages, and those that a figure in brackets calls."""
from __future__ import annotations

import re
from itertools import pairwise
from typing import Iterable, Mapping, NamedTuple, Sequence

from pipeline.layout import note_calls, notes
from pipeline.layout.line import Line
from pipeline.layout.numbering import parse, part

_RULE = re.compile(r"[─━―－ー_＿\-=]{5,}")
_RULE_SIGNS = frozenset("─━―－ー_＿-=")
_NOTES_HEAD = re.compile(r"[【〔\[(（＜〈]?(?:注|注釈|脚注|註)[】〕\])）＞〉]?")
_NOTES_HEADS = frozenset("【〔[(（＜〈注脚註")  # with which such a line opens
_CHAPTER_OPENS = frozenset("第ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ序終")
_BRACKET_MARK = re.compile(r"([(（]?[0-9０-９]{1,2}[)）])[ 　]*(?=\S)")
_FIGURES = frozenset("0123456789０１２３４５６７８９")
_BRACKET_MARKS = _FIGURES | frozenset("(（")
_PLAIN_MARK = re.compile(r"([0-9０-９]{1,2})(?:[)）.．][\s　]*|[\s　]+)(?=\S)")
GOES_ON = -1  # for a line that goes on with the note above
TORN = -2  # for a line that goes on with the last note of the page before
_LONGEST = 8  # lines of a note
_SHORTER = 10  # full-width characters by which a line falls short of the next
_PAGE = 80  # lines that stand on a page at most
_TAIL = 2  # lines behind a blank one at the end of a note
_REACH = 4000  # code points; so much text stands above the notes of a page
_NAMESAKES = 2  # notes of one figure, of different chapters
_FOOT_MARK = re.compile(r"(?P<figure>[0-9０-９]{1,2})(?:(?P<closed>[)）][ 　]*(?=\S))|(?P<spaced>[ 　]+(?=\S))|(?P<alone>\Z)"
                        r"|(?P<glued>(?=[一-龥ァ-ヶA-ZＡ-Ｚ][^。、「」『』]{1,30}[「『]))|(?P<stuck>(?=[一-龥ァ-ヶA-ZＡ-Ｚ「『ぁ-ん])(?![がさしずづでとなにのはへまもやよりをんっゃゅょ])))")  # 1総務省「…」
_SIGN_ALONE = re.compile(r"[(（]?(?:[※＊*]|注|脚注)[ 　]?(?P<figure>[0-9０-９]{1,2})[)）]?")
_SIGNS = frozenset("※＊*注脚(（")
_FOOT_LINES = 30  # lines at the end of a page among which notes are looked for
_ADDRESS = re.compile(r"https?://[!-~]{1,200}\Z")
_ADDRESS_REST = re.compile(r"(?!https?:)(?=[!-~]{0,80}[/_.])[A-Za-z0-9~%?&_-][!-~]{1,120}(?:[(（、，。]|\Z)")
_DATE_CUT = re.compile(r"(?:[年月][0-9０-９]{1,2}|[0-9０-９]{4}|(?:令和|平成|昭和)[0-9０-９]{0,2}|年|月)\Z")
_DATE_REST = re.compile(r"[0-9０-９]{0,2} ?[年月日](?: ?[0-9０-９]{1,2} ?[月日]){0,2} ?[)）、，。閲参確ア発改決公策]")
_COUNTS = ("spaced", "stuck")  # forms in which a figure may count what stands behind it
_CITED = re.compile(r"[」』](?:[、，,(（]|[ 　]{0,2}[0-9０-９第令平昭])|https?://|[0-9０-９]頁")  # in a note that names a work
_EXPLAINED = re.compile(r"[^。、，：:]{2,30}(?:[(（][^()（）]{1,40}[)）])?[：:](?=.{8})")  # ガバメントクラウド：国の機関と…
_HEADWORD = re.compile("[^\\s。、，：:（()「」]{2,30}(?=[：:。（(])")
_BODY = re.compile(r"[一-龥ァ-ヶA-Z][^。、「」『』]{1,30}[「『]")  # a body and a title
_RUNS_ON = re.compile(r"[年月日頁、，。,.)）」』ぁ-んーA-Za-z0-9０-９]|https?:")  # what the rest of a note that a line cut begins with


class _Opening(NamedTuple):
    """A line that may open a note: its index, the figure, the length of the mark, and what stands behind the figure: a space
    (`spaced`), a bracket (`closed`), a body and a title (`glued`), a word that it may count (`counts`), other words (`stuck`), or
    nothing (`alone`)."""

    line: int
    value: int
    size: int
    form: str | None

    @property
    def alone(self) -> bool:
        return self.form == "alone"

    @property
    def plain(self) -> bool:
        return self.form in ("spaced", "glued")


def noted_lines(text: str, lines: Sequence[Line]) -> dict[int, int]:
    """The lines that are notes, with the lengths of their marks, lines that go on with one (GOES_ON, TORN), and the rules and words over
    them (0)."""
    opened = _openings(lines)
    return _notes_under_rules(text, lines, opened) | _bracketed_notes(text, lines, opened) | _notes_at_foot(text, lines, opened) | _endnotes(lines, opened)


def _openings(lines: Sequence[Line]) -> dict[str, list[int]]:
    """The lines with text by their first characters."""
    found: dict[str, list[int]] = {}
    for i, line in enumerate(lines):
        if words := line.text:
            found.setdefault(words[0], []).append(i)
    return found


def _opened(opened: Mapping[str, Sequence[int]], signs: Iterable[str]) -> list[int]:
    """The lines that one of these characters opens, in their order."""
    return sorted([i for sign in signs for i in opened.get(sign, ())])


def _notes_under_rules(text: str, lines: Sequence[Line], opened: Mapping[str, Sequence[int]]) -> dict[int, int]:
    """Rules that part the notes from the page above them (value 0), and under them the lines that open with the plain
    figure of a superscript in the text (value: the figure's length)."""
    found: dict[int, int] = {}
    over: dict[int, int] = {}  # rules over notes that open with marks of their own
    rules = [i for i in _opened(opened, _RULE_SIGNS) if _RULE.fullmatch(lines[i].text)]
    heads = [i for i in _opened(opened, _NOTES_HEADS) if len(lines[i].text) < 8 and _NOTES_HEAD.fullmatch(lines[i].text)]
    superscripts = notes.superscripts(text) if rules else frozenset()
    for i in (*rules, *heads):
        line = lines[i]
        below = next((other.text for other in lines[i + 1:i + 3] if other.text), "")
        if i in rules and notes.opening(below) and not line.furniture:
            over[i] = 0
        called = superscripts if i in rules else frozenset(map(str, range(1, 100)))
        for j in range(i + 1, len(lines)) if called else ():
            other = lines[j]
            match = _PLAIN_MARK.match(other.text)
            if other.page != line.page or other.furniture or i in heads and (other.blank and found or _opens_chapter(other)):
                break
            if match and notes.marker_of(match.group(1)) in called:
                found[i], found[j] = 0, match.end()
    return over | found


def _opens_chapter(line: Line) -> bool:
    """Whether a line opens a part, a chapter or a section (第4章 …), behind which no notes of the one before stand."""
    label = parse(line.text) if line.text[:1] in _CHAPTER_OPENS else None
    return label is not None and label.rank >= 0 and label.end < len(line.text)


def _endnotes(lines: Sequence[Line], openings: Mapping[str, Sequence[int]]) -> dict[int, int]:
    """Notes under a line that says 注 whose marks, counting on from 1, stand alone over their words (注１ / …), as `pdftotext` prints a list
    of notes; over the ends of pages, up to where the words of one are whole and no mark follows."""
    found: dict[int, int] = {}
    for head in [i for i in _opened(openings, _NOTES_HEADS) if len(lines[i].text) < 8 and _NOTES_HEAD.fullmatch(lines[i].text)]:
        value, body = 0, _LONGEST + 1
        own: dict[int, int] = {}
        tail: list[int] = []  # lines of the last note, its mark apart
        for i in range(head + 1, len(lines)):
            line = lines[i]
            if line.blank or line.furniture:
                continue
            match = _SIGN_ALONE.fullmatch(line.text) if line.text[0] in _SIGNS else None
            if match is not None and int(match["figure"]) == value + 1 and (value == 0 or tail):
                value, body, tail = value + 1, 0, []
                own[i] = match.end()
            elif value == 0 or match is not None or body >= _LONGEST:
                break
            else:
                body += 1
                tail.append(i)
                own[i] = GOES_ON
        closed = next((n for n, i in enumerate(tail) if n and lines[i - 1].blank and not notes.is_open(lines[tail[n - 1]].text)), len(tail))
        for i in tail[closed:]:
            del own[i]  # what stands behind the last note
        bodies = {next((j for j in range(i + 1, len(lines)) if lines[j].text), -1) for i, size in own.items() if size > 0}
        found |= {i: size for i, size in own.items() if i not in bodies}
    return found


def _notes_at_foot(text: str, lines: Sequence[Line], openings: Mapping[str, Sequence[int]]) -> dict[int, int]:
    """Lines at the end of a page or of the text that open with figures which count on, where the text above them on the page
    calls them by plain figures, as a converter leaves superscripts; the value is the mark's length, or GOES_ON for a line that
    goes on with a note behind a blank one."""
    found: dict[int, int] = {}
    marks = _marks(lines, openings)
    solid, feet = _feet(lines, marks) if marks else ([], [])
    begun: dict[int, int] = {}  # where the text of each page starts
    ended = -1  # the last line of the last note
    for i in solid:
        begun.setdefault(lines[i].page, lines[i].start)
    for k in feet:
        page = lines[solid[k]].page
        foot = [i for i in solid[max(0, k - _FOOT_LINES):k + 1] if lines[i].page == page]
        opened = [marks[i] for i in foot if i in marks]
        near: list[note_calls.Place] | None = None
        before, top_line = ended, foot[-1] + 1
        for n in range(len(opened)):
            group = _counting_on(lines, opened[n:])
            bodies = _bodies(lines, group, foot)
            if not group or any(_is_title(lines, own, body) for own, body in zip(group, bodies)) or not (parted := _is_parted(lines, group, bodies)) and not _are_whole(text, lines, group, bodies, found):
                continue
            if near is None:
                top = lines[opened[-1].line].start
                low = max(begun[page], top - _REACH, _end_of_notes(lines, found, opened[0].line))
                near = list(note_calls.places(text, frozenset(str(own.value) for own in opened), low, top))
            if _are_called(text, lines, group, bodies, near, parted, begun, found):
                found |= {own.line: own.size for own in group}
                for own, body in zip(group, bodies):
                    found |= dict.fromkeys(_later_lines(lines, own, body), GOES_ON)
                ended, top_line = bodies[-1][-1], group[0].line
                break
        if before >= 0 and lines[before].page + 1 >= page:
            found |= dict.fromkeys(_torn_off(lines, before, [i for i in foot if i < top_line]), TORN)
    return found


def _torn_off(lines: Sequence[Line], ended: int, above: Sequence[int]) -> list[int]:
    """The lines over the notes of a page, or at its foot, that go on with the note which line `ended` of the page before leaves
    open inside an address or a date."""
    last = lines[ended].text
    for n, i in enumerate(above[-_LONGEST:]):
        if _ADDRESS.search(last) and _ADDRESS_REST.match(lines[i].text) or _DATE_CUT.search(last[-6:]) and _DATE_REST.match(lines[i].text):
            return list(above[-_LONGEST:][n:])
    return []


def _marks(lines: Sequence[Line], openings: Mapping[str, Sequence[int]]) -> dict[int, _Opening]:
    """The lines that may open a note by a figure, and marks that stand alone over the words of one. The name of a part of a chapter
    (1　現状と課題) is a heading."""
    found: dict[int, _Opening] = {}
    counters = note_calls.figure_words("counter")
    for i in _opened(openings, _FIGURES):
        if (match := _FOOT_MARK.match(lines[i].text)) and part(lines[i].text[match.end():]) is None:
            counts = match.lastgroup in _COUNTS and lines[i].text.startswith(counters, match.end())
            found[i] = _Opening(i, int(match["figure"]), match.end(), "counts" if counts else match.lastgroup)
    for i in _opened(openings, _SIGNS):
        if match := _SIGN_ALONE.fullmatch(lines[i].text):
            found[i] = _Opening(i, int(match["figure"]), match.end(), "alone")
    pages = lines[-1].page > 0 if lines else False
    return {i: own for i, own in found.items() if not (lines[i].furniture or own.alone) or own.alone and _stands_over(lines, i, found, pages)}


def _stands_over(lines: Sequence[Line], i: int, marks: Mapping[int, _Opening], pages: bool) -> bool:
    """Whether a mark that stands alone has something above it on its page, and under it a line that may be its note; in a text
    without pages, where the number of one stands so too, a body and a title."""
    above = next((j for j in range(i - 1, max(-1, i - 4), -1) if lines[j].text), -1)
    below = next((j for j in range(i + 1, min(len(lines), i + 4)) if lines[j].text), -1)
    return (above >= 0 and below >= 0 and lines[above].page == lines[i].page == lines[below].page and not lines[below].furniture
            and not (below in marks and marks[below].alone) and (
                pages or lines[i].text[0] in _SIGNS or _BODY.match(lines[below].text) is not None or not lines[i].furniture and _has_neighbour(i, marks)))


def _has_neighbour(i: int, marks: Mapping[int, _Opening]) -> bool:
    """Whether a mark that counts on to the one in line `i`, or from it, stands alone near."""
    near = [marks[j] for j in range(i - _LONGEST, i + _LONGEST + 1) if j in marks]
    return any(own.alone and own.value - marks[i].value == (1 if own.line > i else -1) for own in near)


def _counting_on(lines: Sequence[Line], opened: Sequence[_Opening]) -> list[_Opening]:
    """The lines of `opened` if their figures count on, without those that a wrapped line begins with; else nothing."""
    kept = [opened[0]]
    for own in opened[1:]:
        wrapped = not lines[own.line - 1].blank and notes.is_open(lines[own.line - 1].text)
        if own.value == kept[-1].value + 1 and not (own.form == "counts" and wrapped):
            kept.append(own)
        elif own.form in ("alone", "glued") or own.form != "counts" and not wrapped:
            return []
    return kept if opened[0].line > 0 and opened[0].form != "counts" else []


def _bodies(lines: Sequence[Line], group: Sequence[_Opening], foot: Sequence[int]) -> list[list[int]]:
    """The lines of each note that stand on the page: those before the next mark."""
    ends = [*(own.line for own in group[1:]), foot[-1] + 1] if group else []
    return [[i for i in foot if own.line + own.alone <= i < end] for own, end in zip(group, ends)]


def _is_title(lines: Sequence[Line], own: _Opening, body: Sequence[int]) -> bool:
    """Whether a figure opens a title over a paragraph (1 推進の体制): a note goes on behind a full line only, or behind the body that
    issued the work which it cites."""
    if own.form != "spaced" or len(body) < 2 or lines[body[0]].size + _SHORTER >= lines[body[1]].size or not lines[body[0]].text[-1].isalpha():
        return False
    return lines[body[1]].text[0] not in "「『" or lines[body[-1]].text[-1] == "。" or not _cites(lines, body)


def _is_parted(lines: Sequence[Line], group: Sequence[_Opening], bodies: Sequence[Sequence[int]]) -> bool:
    """Whether the notes open as notes of a page that a blank line, or a body and a title right behind the figure, parts from the text."""
    if any(not own.plain for own in group) or any(notes.opening(lines[i].text) for body in bodies for i in body[1:]):
        return False
    return lines[group[0].line - 1].blank or group[0].form == "glued"


def _are_whole(text: str, lines: Sequence[Line], group: Sequence[_Opening], bodies: Sequence[Sequence[int]], known: dict[int, int]) -> bool:
    """Whether each of the notes is a whole sentence or cites a work; figures stuck to words stand under no line that breaks off."""
    above = lines[group[0].line - 1]
    wraps = group[0].form == "stuck" and not above.blank and notes.is_open(above.text) and not _cites(lines, bodies[0]) and not _is_explained(text, lines, group[0], _goes_on_counting(lines, known, group[0]))
    return not wraps and all(_is_whole(lines, own, body) for own, body in zip(group, bodies))


def _is_explained(text: str, lines: Sequence[Line], own: _Opening, counts_on: bool) -> bool:
    """Whether a note opens with a word that stands in the text above it, the figure of the note right behind it (…クラウド 8を用いた / 8クラウド：…),
    or, where it goes on counting, its figure stands there between a space and a particle."""
    line = lines[own.line]
    word = _HEADWORD.match(line.text, own.size)
    if word is None:
        return False
    above = text[max(0, line.start - _REACH):line.start]
    figure = line.text[:own.size].strip(" 　")
    if counts_on and re.search(rf"[一-龥ァ-ヶ」』）)] {figure}[をはにがのでとも、，。]", above):
        return True
    return any(f"{word[0]}{between}{figure}" in above for between in ("", " ", "」", "』", "」 ", "』 "))


def _cites(lines: Sequence[Line], body: Sequence[int]) -> bool:
    """Whether a note cites a work."""
    return _CITED.search("".join([lines[i].text for i in body])) is not None


def _are_called(text: str, lines: Sequence[Line], group: Sequence[_Opening], bodies: Sequence[Sequence[int]], near: Sequence[note_calls.Place],
                parted: bool, begun: Mapping[int, int], known: dict[int, int]) -> bool:
    """Whether the text above, with plain figures at `near`, calls the notes: half of them where they are parted from it or all
    cite works, else all of them; these may be called on the page before, if they go on with the count of the notes there (`known`)."""
    first, top = group[0], lines[group[0].line].start
    figures = [str(own.value) for own in group]
    called = [call is not None for call in note_calls.chain(figures, [place for place in near if place.end <= top])]
    page = begun[lines[first.line].page]
    if any(lines[own.line].text[0] in _SIGNS for own in group):
        called = [was or text.find(lines[own.line].text, max(page, top - _REACH), top) >= 0 for was, own in zip(called, group)]
    half = 2 * sum(called) >= len(group)
    if parted and half and (called[0] or _is_whole(lines, first, bodies[0])):
        return True
    if not _are_whole(text, lines, group, bodies, known):
        return False
    if half and all(_cites(lines, body) for body in bodies):
        return True
    if not all(called) and _goes_on_counting(lines, known, first) and (before := begun.get(lines[first.line].page - 1)) is not None:
        found = note_calls.places(text, frozenset(figures), max(before, top - 2 * _REACH), top)
        called = [call is not None for call in note_calls.chain(figures, list(found))]
    return all(called)


def _end_of_notes(lines: Sequence[Line], known: dict[int, int], line: int) -> int:
    """Where the last notes above a line end; what stands above them calls those."""
    signed = next((i for i in range(line - 1, max(-1, line - _PAGE), -1) if notes.opening(lines[i].text)), 0)
    last = max(signed, next(reversed(known), 0))
    return lines[last].full_end if last else 0


def _goes_on_counting(lines: Sequence[Line], known: dict[int, int], first: _Opening) -> bool:
    """Whether the last note before has the figure before."""
    last = next((i for i in reversed(known) if known[i] > 0), None)
    return last is not None and notes.figure(notes.marker_of(lines[last].text[:known[last]])) == str(first.value - 1)


def _is_whole(lines: Sequence[Line], own: _Opening, body: Sequence[int]) -> bool:
    """Whether what stands behind a mark is a whole sentence or cites a work, and nothing else stands under it."""
    later = _later_lines(lines, own, body)
    apart = next((n for n, i in enumerate(body) if n and lines[i - 1].blank and i not in later), len(body))
    if len(body) > _LONGEST or len(body) - apart > _TAIL or any(notes.opening(lines[i].text) for i in body[1:]):
        return False
    words = "".join([lines[i].text for i in body])[0 if own.alone else own.size:]
    return words != "" and (not notes.is_open(words) or _CITED.search(words) is not None or _EXPLAINED.match(words) is not None)


def _later_lines(lines: Sequence[Line], own: _Opening, body: Sequence[int]) -> list[int]:
    """The lines behind a blank one that go on with a note which its line leaves open (…（2024年1 / 月15日閲覧）)."""
    found: list[int] = []
    for before, i in pairwise(body):
        if lines[i - 1].blank and not (notes.is_open(lines[before].text) and _RUNS_ON.match(lines[i].text)):
            break
        if lines[i - 1].blank:
            found.append(i)
    return found


def _feet(lines: Sequence[Line], marks: Mapping[int, _Opening]) -> tuple[list[int], list[int]]:
    """The lines with text that belong to no page, or may open a note, and the indices among them of those that close a page
    or the text."""
    solid: list[int] = []
    feet: list[int] = []
    cut = False  # something that belongs to the page stands after the last of them
    for i, line in enumerate(lines):
        if line.furniture and i not in marks:
            cut = True
        elif line.text:
            if solid and (cut or line.page != lines[solid[-1]].page):
                feet.append(len(solid) - 1)
            solid.append(i)
            cut = False
    return solid, feet + [len(solid) - 1] if solid else feet


def _bracketed_notes(text: str, lines: Sequence[Line], openings: Mapping[str, Sequence[int]]) -> dict[int, int]:
    """Lines that open with a figure in brackets which the running text calls (…います(2)。); the value is its length. Where
    more lines open so than notes may, headings do, and the last line alone may be the note, if it is a sentence."""
    called = notes.bracketed_calls(text)
    if not called:
        return {}
    opened: dict[str, list[tuple[int, int]]] = {}
    for i in _opened(openings, _BRACKET_MARKS):
        if (match := _BRACKET_MARK.match(lines[i].text)) and (mark := notes.bracket_mark(match.group(1))) in called:
            opened.setdefault(mark, []).append((i, match.end()))
    found: dict[int, int] = {}
    for places in opened.values():
        few = len(places) <= _NAMESAKES
        found.update(places if few else places[-1:] if lines[places[-1][0]].text[-1] == "。" else ())
    return found
