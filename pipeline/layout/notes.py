"""Notes: marks at the head of a line that open a footnote, and marks in running text that call one."""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from pipeline.source import unspaced

_SUPERS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_OPEN = re.compile(
    rf"⁽?(?P<super>[{_SUPERS}]{{1,3}})[)）⁾]?\s*"
    r"|[(（]?(?P<kome>[※＊*]\s*[0-9０-９⁰¹²³⁴-⁹]{1,3})[)）.:：]?\s*"
    r"|[〔\[［(（]?(?P<chu>(?:脚注|注釈?|註)\s*[0-9０-９⁰¹²³⁴-⁹]{1,3})[)）\]］〕.:：、]?\s*"
    r"|[\[［](?P<box>[0-9０-９]{1,3})[\]］]\s*"
    r"|(?P<bare>※)\s*(?![0-9０-９])"
    r"|(?P<chubare>[(（]?注[)）:：])\s*"
    r"|\[\^(?P<md>[^\]\s]{1,20})\]:\s*")
_COUNTED = re.compile(r"[(（〔\[［]?(?:[※＊*]|脚注|注釈?|註)\s?[0-9０-９]{1,3}(?![0-9０-９日年月人件回つ個か所カヵヶ点区校社戸割%％])")  # no ※1日当たり
_SUPER_CALL = re.compile(rf"[{_SUPERS}][{_SUPERS}]{{0,2}}[)）⁾]?")  # opens with one class, which is searched fast
_APART = r"(?:\s|\n[ \u3000]{1,40})?"  # between the sign of a call and its figure; the end of a line may cut them
_OTHER_CALL = re.compile(
    rf"[(（]?\\?(?:[※＊]|(?<!\*)\*)\s?[0-9０-９⁰¹²³⁴-⁹]{{1,3}}[)）]?|[(（〔\[［]?(?:脚注|注釈?|註){_APART}[0-9０-９⁰¹²³⁴-⁹]{{1,3}}[)）\]］〕]?|[\[［][0-9０-９]{{1,3}}[\]］]")
_SIGN_AND_FIGURE = re.compile(rf"[※＊*注釈註\[［]{_APART}[0-9０-９⁰¹²³⁴-⁹]")
_SURE_CALL = re.compile(rf"[(（](?:[※＊]|脚注|注釈?|註){_APART}[0-9０-９⁰¹²³⁴-⁹]{{1,3}}[)）]")  # calls a note wherever that stands
_BRACKET_CALL = re.compile(r"([(（][0-9０-９]{1,2}[)）])(?=[。、．，]|$)", re.M)
_PLAIN_CALL = re.compile(r"[0-9０-９]{1,2}[)）](?= ?[。、．，ぁ-ん])")
_FIGURE_CLOSED = tuple(re.compile(rf"{sign}(?<=[0-9０-９]{sign})(?= ?[。、．，ぁ-ん]|$)", re.M) for sign in (r"\)", "）"))  # one character first, which is searched fast
_IN_NAME = tuple(re.compile(rf"{sign}(?<=[0-9０-９]{sign})(?=[一-龥々ァ-ヶーA-Za-zＡ-Ｚａ-ｚ」』～〜])") for sign in (r"\)", "）"))  # 「IT1)新改革戦略」
_NAME_BEFORE = re.compile(r"[「『](?:[^「」『』()（）\n。、]|[0-9０-９][)）]|[(（][^()（）\n]{1,20}[)）]){0,48}[一-龥々ぁ-んァ-ヶーA-Za-zＡ-Ｚａ-ｚ](?<![のや第と]) ?(?P<call>[(（]?[0-9０-９]{1,2}[)）])")
_LONGEST_NAME = 60  # code points of a name before a call in it
_FLAT_CALL = re.compile("(?<=[ぁ-ん）」』])[0-9]{1,2}(?=[。、，,．])")
_BOXED_CALL = re.compile(r"(?<=[ぁ-んァ-ヶー一-龥A-Za-z0-9）)」』])\[[1-9][0-9]?\](?!\()")
_SPACED_CALL = re.compile(r" ([0-9０-９]{1,2}) (?=[をがはにのでともや、，。])")  # 法律 1 が: a superscript that a converter flattened
_CALLED_FROM = re.compile(r"[ぁ-んァ-ヶー一-龥」』）％%](?<![記のや第図表式項号注釈脚])")  # what stands before a call: a word, no 前記, 第, 図
_DIGITS = re.compile("[0-9]+")
_NOTE_SIGNS = ("※", "＊", "*", "注", "釈", "註")  # the figure behind one is part of its mark (※³)
_UNIT = re.compile(r"(?:[kcm]?m|ha|10|[0-9])$")
_END = 60  # code points at the end of a note in which it closes
_CLOSED = re.compile(r"(?:[。．」』)）>＞\]］】]|参照|閲覧|アクセス|頁|ページ|p{1,2}\.\s?[-0-9~～–]+|より|作成|調べ)$")


def opening(text: str) -> tuple[str, int] | None:
    """The marker and the length of the mark that opens a note at the head of `text`; None if no note opens here.

    The marker is in the form of `marker_of`."""
    if text[:1] not in _SUPERS + "⁽※＊*〔[［(（脚注註" or (match := _OPEN.match(text)) is None or match.end() >= len(text) or text[match.end()] in "。、，．":
        return None  # [2]。 closes a sentence of which the end of a line cut the last word
    return marker_of(match.group().strip()), match.end()


def counted(text: str) -> tuple[str, int] | None:
    """The marker and the length of a mark of a sign and a figure (※1, 注2) that opens a note at the head of `text`, as it does in an item of a
    list too; None if none does."""
    return opening(text) if _COUNTED.match(text) else None


def marker_of(mark: str) -> str:
    """The mark in NFKC without brackets and spaces: `³`, `[3]`, `(3)` → `3`; `※３` → `※3`; `（注1）` → `注1`."""
    return unspaced(mark).strip("()[]〔〕:^.、⁽⁾\\")


def superscripts(text: str) -> frozenset[str]:
    """The figures that stand in superscript anywhere in `text`."""
    return frozenset(marker_of(m.group()) for m in _super_calls(text))


def bracketed_calls(text: str) -> frozenset[str]:
    """The marks in brackets that call a note at the end of a clause, as a note opens with them: `(2)` for います(2)。,
    `2)` for います2)、 and います²⁾; not ones that refer to an item (前記(1)に)."""
    found = {bracket_mark(m.group()) for m in _closed_calls(text) if _calls_behind(text, m)}
    raised = {bracket_mark(m.group()) for m in _super_calls(text) if m.group()[-1] == "⁾"} if "⁾" in text else set()
    named = {mark for m in _calls_in_names(text) if (mark := bracket_mark(m["call"]))[0] != "("}
    return frozenset(found | raised | named)


def _calls_behind(text: str, call: re.Match[str]) -> bool:
    """Whether a figure stands behind a word that a note may be called from, with no more than a space between where a bracket closes it
    (クラウド 5)の)."""
    at = call.start() - 1
    if at > 0 and text[at] == " " and call.group()[-1] in ")）" and text[at - 1] not in "をがはにへでともや":
        at -= 1
    return at >= 0 and _CALLED_FROM.match(text, at) is not None


def bracket_mark(mark: str) -> str:
    """A mark in brackets in one form: `（２）` → `(2)`, `2）`, `²⁾` → `2)`."""
    return unspaced(mark)


def spaced_calls(text: str) -> frozenset[str]:
    """The figures between spaces that call a note where a converter flattened superscripts."""
    return frozenset(marker_of(m.group(1)) for m in _SPACED_CALL.finditer(text) if m.start() > 0 and _CALLED_FROM.match(text, m.start() - 1))


def flat_calls(text: str) -> frozenset[str]:
    """The figures right behind a word and before the mark that ends its clause (…へ移った1。), which may call a note of which a converter
    flattened the superscript."""
    return frozenset(marker_of(m.group()) for m in _FLAT_CALL.finditer(text))


def boxed_calls(text: str) -> frozenset[str]:
    """The figures in square brackets right behind a word ([1] of 衛星通信端末[1]), if they count from 1: as a converter writes superscripts."""
    found = frozenset(marker_of(m.group()) for m in _BOXED_CALL.finditer(text))
    return found if "1" in found else frozenset()


def figure(marker: str) -> str:
    """The figure of a marker (`※3` → `3`), or the marker where it has none."""
    digits = _DIGITS.search(marker)
    return digits.group() if digits else marker


def calls(text: str, markers: frozenset[str], spaced: bool = True) -> list[tuple[int, int, str]]:
    """The marks in running text that call one of the notes `markers`: (start, end, marker), in code points of `text`.

    A sign with a figure in brackets (（※3）) calls a note also where the text at hand ends before it. A superscript after a unit or a power (m², 10³) calls nothing. spaced: figures between spaces call notes."""
    found = []
    signed = {figure(own) for own in markers if not own.isdigit()} if any(c in text for c in _SUPERS) else set()  # ¹ calls 注1, too
    for match in _super_calls(text):
        marker = marker_of(match.group())
        if (marker in markers or marker in signed) and text[max(0, match.start() - 1):match.start()] not in _NOTE_SIGNS and not _UNIT.search(text, max(0, match.start() - 2), match.start()):
            end = match.end() - (match.group()[-1] in ")）")
            found.append((match.start(), end, marker))
    for match in _near(_OTHER_CALL, text, [sign.start() for sign in _SIGN_AND_FIGURE.finditer(text)]):
        marker = marker_of(match.group())
        if marker in markers or figure(marker) in markers or _SURE_CALL.fullmatch(match.group()):
            found.append((match.start(), match.end(), marker))
    for match in (*_closed_calls(text), *(_SPACED_CALL.finditer(text) if spaced else ())):
        if _calls_behind(text, match) and (marker := marker_of(match.group())) in markers:
            found.append((*match.span(1 if match.re is _SPACED_CALL else 0), marker))
    for match in _calls_in_names(text):
        if (marker := marker_of(match["call"])) in markers:
            found.append((*match.span("call"), marker))
    return sorted(found)


def _calls_in_names(text: str) -> Iterator[re.Match[str]]:
    """The figures with a closing bracket that stand in quotation marks behind a word and before another or the closing mark (「IT1)新改革戦略」,
    「…宣言2)」)."""
    for pattern in _IN_NAME:
        for match in pattern.finditer(text):
            start = max(text.rfind("「", max(0, match.end() - _LONGEST_NAME), match.end()), text.rfind("『", max(0, match.end() - _LONGEST_NAME), match.end()))
            if start >= 0 and (name := _NAME_BEFORE.fullmatch(text, start, match.end())) is not None:
                yield name


def _super_calls(text: str) -> Iterable[re.Match[str]]:
    """The superscripts in `text`; most texts have none."""
    return _SUPER_CALL.finditer(text) if any(c in text for c in _SUPERS) else ()


def _closed_calls(text: str) -> Iterator[re.Match[str]]:
    """The figures in brackets, and those before a closing one, that may call a note."""
    places = sorted(m.start() - 1 for pattern in _FIGURE_CLOSED for m in pattern.finditer(text))
    yield from _near(_BRACKET_CALL, text, places)
    yield from _near(_PLAIN_CALL, text, places)


def _near(pattern: re.Pattern[str], text: str, places: Iterable[int]) -> Iterator[re.Match[str]]:
    """What `pattern` finds, where that begins at one of `places` or up to two characters before it: (脚注1, (12)."""
    done = 0
    for place in places:
        for at in range(max(done, place - 2), place + 1):
            if match := pattern.match(text, at):
                done = match.end()
                yield match
                break


def is_open(text: str) -> bool:
    """Whether a note's text breaks off (so that it may go on at the foot of the next page)."""
    return not _CLOSED.search(unicodedata.normalize("NFKC", text.rstrip()[-_END:]))
