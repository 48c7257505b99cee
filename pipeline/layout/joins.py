"""What a page break cut: paragraphs and tables that go on after it, and notes that go on at the foot of a later page."""
from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Collection, NamedTuple, Sequence

from pipeline import addresses
from pipeline.layout import notes
from pipeline.layout.drafts import Draft, DraftCell, merged
from pipeline.layout.tables import role
from pipeline.layout.wraps import is_of_page
from pipeline.source import Span

_CLOSING = frozenset("。．.!?！？」』】〉》〕])）:：;；>＞…")  # characters that end what is whole
_KATAKANA = re.compile("[ァ-ヶー]")
_LONG = 25  # code points; a shorter line without a closing mark is a name that stands alone
_FRESH = re.compile(r"(?:また|さらに|更に|なお|しかし|一方|そして|そのため|このため|これ|この|その|それ|本[県市町村計]|国は|県は|具体的|特に|加えて|例えば)")
_AGAIN = re.compile(r"続き|つづき|前ページから|前頁から|[(（][0-9０-９]+[/／][0-9０-９]+[)）]")
_BROKEN_OFF = re.compile(r"[0-9０-９年月日A-Za-z/頁]")  # how the rest of a date, an address or pages begins
_BREAKS_OFF = re.compile(r"[0-9A-Za-z/_.~%&=?#、，,・年月(「『-]$")
_OPEN_END = re.compile(r"[0-9A-Za-z/_.~%&=?#、,，・-]$")
_COMMA = re.compile("[、，]")
_GOES_ON = re.compile(r"[ぁ-んー、，。年月日0-9)）」』]")
_CUT_DATES = tuple((re.compile(ends), re.compile(opens)) for ends, opens in (
    (r"[0-9元]年$", r"[0-9]{1,2}月|度(?![一-龥])"), (r"年[0-9]{1,2}月$", r"[0-9]{1,2}日"), (r"[0-9元]年?度?(?:\([0-9]{4}\))?[~〜～]$", r"(?:平成|令和|昭和|[HRS])?[0-9元]{1,4}年"),
    (r"[0-9元]年?度?(?:\([0-9]{4}\))?(?:[~〜～]|から)(?:平成|令和|昭和)$", r"[0-9元]{1,2}年")))  # what a line breaks off inside, and how the next one opens
_CUT_ENDS = frozenset("年月~〜～成和")  # the last characters of these ends
_HEADER = 8  # code points of the name of a column
_HEADS = 3  # rows of a head that may be printed again
_FIGURE = re.compile(r"[0-9０-９]")
_SEEN = re.compile(r"[(最]?\S{0,4}[0-9元]+年[0-9]+月[0-9]+日(?:に?(?:最終)?(?:参照|閲覧|アクセス|確認))[)]?。?")  # ends an entry and opens nothing
_READ_ON = re.compile(r"[0-9]{0,2}[年月日][0-9年月日]{0,8}(?:に?(?:最終)?(?:参照|閲覧|アクセス|確認|取得))[)]?。?")
_READ_WORDS = frozenset({"日参照", "日閲覧", "日確認", "日取得"})
_HANGING = 2  # code points; what stands right under the words of an item set in so far goes on with it
_SCRAP = 3  # code points; so little, above a note, is the end of the note before
_TAIL = 160  # code points; the torn-off end of a note is short
_SKIPPED = ("furniture", "note", "blank")


def join(text: str, drafts: Sequence[Draft], headings: Collection[int]) -> tuple[list[Draft], dict[int, int]]:
    """Heal the cuts. Returns the drafts that remain and, for each kept index of the input, its index in the result.

    text: the source; headings: indices of drafts that are headings, which never take part."""
    kept: list[Draft | None] = list(drafts)
    _join_notes(kept, headings)
    _join_tables(text, kept)
    _join_paragraphs(kept, headings)
    result: list[Draft] = []
    places: dict[int, int] = {}
    for i, draft in enumerate(kept):
        if draft is not None:
            places[i] = len(result)
            result.append(draft)
    return result, places


class _Shape(NamedTuple):
    """How many columns and rows a table has, and what its first rows say, without white space."""

    width: int
    height: int
    top: tuple[tuple[str, ...], ...]


@dataclass
class _Growing:
    """A table and what was found to go on with it."""

    at: int
    page: int
    shape: _Shape
    own: list[Span]
    cells: list[DraftCell]


def _join_tables(text: str, kept: list[Draft | None]) -> None:
    """A table that opens a page, with as many columns as the one that closed the page before, goes on with it; a row of
    headers that is printed again, and a caption that says so (…（続き）), are read once. So does one right behind another whose full head
    it says again: a page's end in text that keeps none."""
    found: list[_Growing] = []
    last: _Growing | None = None
    torn: list[int] = []  # what stands between, if it belongs to the page
    for i, draft in enumerate(kept):
        if draft is None or draft.kind in ("blank", "note"):
            continue
        if draft.kind == "furniture" or draft.kind == "caption" and torn and _AGAIN.search(draft.text):
            torn.append(i)
            continue
        own = _shape(text, draft.cells) if draft.kind == "table" else None
        if last is not None and own is not None and (torn or last.page != draft.page or _says_its_head_again(last.shape, own)) and (
                again := _rows_again(last.shape, own)) is not None:
            _grow(text, last, draft, own.height, again)
            kept[i] = None
            for k in torn:
                if (caption := kept[k]) is not None and caption.kind == "caption":
                    kept[k] = caption._replace(kind="furniture")
        else:
            last = _Growing(i, draft.page, own, [*draft.own], [*draft.cells]) if own is not None else None
            found += [last] if last is not None else []
        torn = []
    for grown in found:
        if (table := kept[grown.at]) is not None and len(grown.own) > len(table.own):
            kept[grown.at] = table._replace(own=tuple(grown.own), cells=tuple(grown.cells), page=grown.page)


def _shape(text: str, cells: Sequence[DraftCell]) -> _Shape:
    top = [[c for c in cells if c.row == row] for row in range(_HEADS)]
    return _Shape(max((c.column + c.colspan for c in cells), default=0), max((c.row + c.rowspan for c in cells), default=0),
                  tuple(tuple("".join("".join(text[a:b] for item in c.items for a, b in item).split()) for c in row) for row in top))


def _grow(text: str, table: _Growing, more: Draft, height: int, again: int) -> None:
    """Add the rows of another table, but so many at its top."""
    behind = table.shape.height - again
    table.own += more.own
    table.cells += [c._replace(row=c.row + behind) for c in more.cells if c.row >= again]
    table.page = more.page
    table.shape = table.shape._replace(height=max(table.shape.height, height + behind)) if table.shape.height >= _HEADS else _shape(text, table.cells)


def _says_its_head_again(first: _Shape, second: _Shape) -> bool:
    """Whether a table opens with the full head of another."""
    head = first.top[0]
    return first.width == second.width == len(head) > 1 and all(head) and head == second.top[0]


def _rows_again(first: _Shape, second: _Shape) -> int | None:
    """How many rows at the top of a table are the head of the one before it, printed again; None if it does not go on with that one."""
    if not first.height or first.width != second.width:
        return None
    again = second.top[0]
    if first.top[0] != again:
        heads = 2 * sum(role(name) != "" and len(name) <= _HEADER and not _FIGURE.search(name) for name in again) >= len(again)
        return None if heads or len(again) < second.width > 1 else 0
    return next((r for r in range(1, _HEADS) if first.top[r] != second.top[r] or not _names_columns(second.top[r])), _HEADS)


def _names_columns(row: Sequence[str]) -> bool:
    """Whether at least half of what a row says names columns (令和6年度 | 令和7年度 under 年次計画)."""
    said = [name for name in row if name]
    return 0 < len(said) <= 2 * sum(role(name) != "" for name in said)


def _join_notes(kept: list[Draft | None], headings: Collection[int]) -> None:
    """An open note that closes its page's foot goes on in the orphan right before the next note, or before the next
    page's foot, if the text around that orphan is whole without it."""
    for i, draft in enumerate(kept):
        if draft is None or draft.kind != "note" or not notes.is_open(draft.text):
            continue
        after = _next(kept, i + 1, ("furniture", "blank"))
        if after is None or kept[after].kind == "note":  # type: ignore[union-attr]
            continue
        top = kept[after]
        at_top = after not in headings and top is not None and top.kind == "paragraph" and top.label is None
        torn = unicodedata.normalize("NFKC", draft.text.rstrip())
        at_top = at_top and top is not None and (
            _BROKEN_OFF.match(top.text) is not None and _BREAKS_OFF.search(torn) is not None or _cut_inside(torn, unicodedata.normalize("NFKC", top.text)))
        scrap = after not in headings and top is not None and top.kind == "paragraph" and top.label is None and (
            len(top.text.strip()) <= _SCRAP and (below := _next(kept, after + 1, ("blank",))) is not None
            and kept[below].kind in ("note", "furniture"))  # type: ignore[union-attr]
        at_top = at_top and _continues_note(draft, kept, after, 2 * _TAIL)
        orphan = after if scrap or at_top else _date_read(kept, after, torn) or _orphan(kept, after, headings)
        if orphan is not None and (scrap or orphan == after and at_top or _continues_note(draft, kept, orphan)):
            kept[i] = merged([draft, kept[orphan]])  # type: ignore[list-item]
            kept[orphan] = None


def _date_read(kept: Sequence[Draft | None], start: int, torn: str) -> int | None:
    """The line before the next note that is nothing but the rest of the day on which a work was read, in which a note breaks off."""
    for j in range(start, len(kept)):
        draft = kept[j]
        if draft is None or draft.kind != "paragraph":
            if draft is not None and draft.kind == "note":
                return None
            continue
        text = "".join(unicodedata.normalize("NFKC", draft.text).split())
        if _READ_ON.fullmatch(text) is not None and _cut_inside(torn, text):
            return j
    return None


def _orphan(kept: Sequence[Draft | None], start: int, headings: Collection[int]) -> int | None:
    """The plain paragraph right before the next note, or the last one of the page if no note follows on it."""
    last: int | None = None
    for j in range(start, len(kept)):
        draft = kept[j]
        if draft is None or draft.kind == "blank":
            continue
        if draft.kind in ("note", "furniture"):
            if last is not None and last not in headings and (one := kept[last]) is not None and one.kind == "paragraph" and one.label is None:
                return last
            if draft.kind == "note":
                return None
            continue
        last = j
    return None


def _continues_note(note: Draft, kept: Sequence[Draft | None], orphan: int, longest: int = _TAIL) -> bool:
    tail = kept[orphan]
    assert tail is not None
    text = unicodedata.normalize("NFKC", tail.text)
    if len(text) > longest or not tail.loose or _FRESH.match(text):
        return False
    if _SEEN.fullmatch("".join(text.split())):
        return True
    torn = unicodedata.normalize("NFKC", note.text.rstrip())
    before = _previous(kept, orphan)
    if _cut_inside(torn, text) and not (before is not None and before.text.rstrip()[-1:].isdigit()):
        return True
    if before is not None and before.kind in ("paragraph", "item") and _may_go_on(before):
        return False  # the body text itself is cut here
    broken = bool(_OPEN_END.search(torn))
    return broken or bool(_GOES_ON.match(text)) or not notes.is_open(text) and "。" not in text[:-1]


def _cut_inside(note: str, text: str) -> bool:
    """Whether a note breaks off inside a date, a number, an address or the word that says when it was read, with which a text goes on."""
    if note[-1:] in ("年", "月") and re.match(r"[0-9]{1,2} ?" + {"年": "月", "月": "日"}[note[-1]], text):
        return True
    return (note[-1:].isdigit() and text[:1] in "年月日頁号" or note[-2:] + text[:1] in _READ_WORDS or addresses.goes_on(note, text))


def _previous(kept: Sequence[Draft | None], i: int) -> Draft | None:
    for j in range(i - 1, -1, -1):
        draft = kept[j]
        if draft is not None and draft.kind not in _SKIPPED:
            return draft
    return None


def _next(kept: Sequence[Draft | None], i: int, skipped: Sequence[str]) -> int | None:
    for j in range(i, len(kept)):
        draft = kept[j]
        if draft is not None and draft.kind not in skipped:
            return j
    return None


def _may_go_on(draft: Draft, torn: bool = False) -> bool:
    """A paragraph that closes no sentence and is long enough to be one; right before a page's end (`torn`) a few words
    are enough, unless they stand right under others that did not go on in them: the cells of a table, one a line."""
    text = draft.text.rstrip()
    return bool(text) and text[-1] not in _CLOSING and not is_of_page(text) and draft.label is None and draft.level == 0 and (
        len(text) >= _LONG or "。" in text or draft.wide and _COMMA.search(text) is not None or torn and draft.kind == "paragraph" and len(text) > 3 and (draft.loose or draft.wide or _COMMA.search(text) is not None))


def _join_paragraphs(kept: list[Draft | None], headings: Collection[int]) -> None:
    i = 0
    while i < len(kept):
        draft = kept[i]
        if draft is None or draft.kind not in ("paragraph", "item") or i in headings:
            i += 1
            continue
        j = _next(kept, i + 1, _SKIPPED)
        torn = j is not None and j > i + 1 and any((d := kept[k]) is not None and d.kind == "furniture" for k in range(i + 1, j))
        after = kept[j] if j is not None else None
        if after is not None and addresses.is_cut(draft.text):
            if j is not None and after.kind == "paragraph" and j not in headings and addresses.goes_on(draft.text, after.text):
                kept[i] = merged([draft, after])
                kept[j] = None
            else:
                i += 1  # the address is whole
            continue
        if j == i + 1 and after is not None and after.kind == "paragraph" and j not in headings and after.label is None and _cut_date(draft, after):
            kept[i] = merged([draft, after])
            kept[j] = None
            continue
        noted = j is not None and draft.kind == "paragraph" and any((d := kept[k]) is not None and d.kind == "note" for k in range(i + 1, j))
        torn = torn or noted and _COMMA.search(draft.text[:-1]) is not None and after is not None and "。" in after.text  # a clause that breaks off over the notes of its page
        cut = _cut_item(draft, after) or torn and _hangs(draft, after)
        if not _may_go_on(draft, torn) and not (torn and cut):
            i += 1
            continue
        if j is None or after is None or after.kind != "paragraph" or j in headings or after.label is not None or not after.loose:
            i += 1
            continue
        apart = any((d := kept[k]) is not None for k in range(i + 1, j)) or after.page != draft.page
        set_in = _set_in(after) and (_set_in(draft) or not apart) and not cut
        if set_in or draft.kind == "item" and not apart or _alone(after) and not cut:
            i += 1
            continue
        kept[i] = merged([draft, after])
        kept[j] = None


def _cut_item(draft: Draft, after: Draft | None) -> bool:
    """Whether a page break cut an item inside a bracket, inside a word in katakana, or before its last letters or in a date."""
    if draft.kind != "item" or after is None or after.kind != "paragraph" or not draft.text.strip() or not after.text:
        return False
    text = unicodedata.normalize("NFKC", draft.text).strip()
    if len(after.text.strip()) < _SCRAP and text[-1] not in _CLOSING and (draft.wide or len(text) >= _LONG):
        return True  # 令和6年1月16日参 / 照
    if text[-1].isdigit() and after.text[0] in "年月日" or text[-1] in "年月" and after.text[0].isdigit():
        return True
    return text.count("(") > text.count(")") or bool(_KATAKANA.match(text[-1]) and _KATAKANA.match(after.text[0]))


def _cut_date(draft: Draft, after: Draft) -> bool:
    """Whether the end of a line cut a date or a range (令和4年 / 11月, 平成14年度～平成 / 20年度)."""
    if draft.text.rstrip()[-1:] not in _CUT_ENDS:
        return False  # most paragraphs
    above, below = (unicodedata.normalize("NFKC", part.text).strip() for part in (draft, after))
    return any(ends.search(above) and opens.match(below) for ends, opens in _CUT_DATES)


def _hangs(draft: Draft, after: Draft | None) -> bool:
    """Whether an item that a comma leaves open, or one without an end whose words the next page's first line stands under,
    goes on there."""
    if draft.kind != "item" or after is None or after.kind != "paragraph" or not (text := draft.text.strip()) or not after.read or not draft.read:
        return False
    hang = draft.read[0].start - draft.own[0].start
    return text[-1] in "、，," or text[-1] not in _CLOSING and after.read[0].start - after.own[0].start == hang >= _HANGING


def _set_in(draft: Draft) -> bool:
    """Whether the paragraph opens with an indent."""
    return bool(draft.read) and draft.read[0].start > draft.own[0].start


def _alone(draft: Draft) -> bool:
    """A short line without a closing mark, such as a name or a unit in brackets, goes on with nothing."""
    text = draft.text.strip()
    return len(text) < 12 and text[-1:] not in _CLOSING or text[0] in "(（【[〔※"
