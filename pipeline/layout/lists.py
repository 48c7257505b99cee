"""Bullets: where a list item's sign ends and its words start, and how a cell splits into items."""
from __future__ import annotations

import re
from functools import lru_cache
from typing import Sequence

from pipeline.rules import load
from pipeline.source import Span

_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>\n]{0,300})?/?>")


# a range that a line break cuts (平成14年度 / ～平成18年度) is one item
_CUT, _RANGE = "~～〜―－–", "~～〜"
_LINE_END = re.compile(rf"(?<![{_CUT}])(?:<br\s*/?>|(?<!r>)(?<!/>)\n)\s*+(?![{_RANGE}])")
_OPEN_END = re.compile(r"(?:の|を|への|による|ための|及び|並びに|[・、(「『（]|(?<=[一-龥ァ-ヶー])[にとやがで])$")  # no name ends so
_CLOSING = re.compile(r"(?:[一-龥]{2})?(?:事業|システム|制度|補助金|ネットワーク|プロジェクト|センター)\s*(?=$|<|\n)")  # 再編事業: the end of a name rather than one
_NAMES_END = ("事業", "金")
_MARKS = "★☆◎"  # signs that mark an item rather than open it
_HYPHENS = "-*+–—－"
_STEMS = "│┃|｜"


@lru_cache(maxsize=1)
def _branches() -> str:
    """The signs that open a branch of a tree."""
    return "".join(r["sign"] for r in load("bullets") if r["branch"] == "yes")


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """The bullet at the head of a line, a bullet inside a cell, and one character that such a bullet has."""
    rows = load("bullets")
    plain = "".join(re.escape(r["sign"]) for r in rows if r["inside"] == "no")
    dots = "".join(re.escape(r["sign"]) for r in rows if r["inside"] == "yes" and r["sign"] not in _HYPHENS)
    hyphens = re.escape(_HYPHENS)
    branch = rf"(?:[{_STEMS}][ \u3000]*)*[{_branches()}][─━╴╸-]*[ \u3000]*(?=[^\s─━┬┼┴┤┘│┃])"
    head = re.compile(rf"{branch}|(?:[{hyphens}](?=\s)\s*|[-‐–－](?=(?:[0-9]?[A-Za-z][A-Za-z0-9]*)?[ぁ-ゖァ-ヺ一-鿿【「（(《〔](?:.*[^-‐–－\s])?$))?(?:[{plain}{dots}][ \u3000]*)?(?=\S)", re.M)
    sign = f"[{plain}{hyphens}{dots}①-⑳(（○●◎◆◇■□]"
    split = re.compile(rf"(?={sign})(?:(?:^|(?<=[\s>│┃|｜]))(?:[{plain}]|[{dots}]|[{hyphens}](?=\s))[ \u3000]*"
                       r"|(?:^|(?<=[\s>│┃|｜]))(?:[①-⑳]|[(（][0-9０-９]{1,2}[)）])[ \u3000]*(?=\S)"
                       r"|[○●◎◆◇■□](?=[^\s○●◎◆◇■□〇、。])[ \u3000]*)", re.M)
    return head, split, re.compile(sign)


def goes_on(source: str, end: int, start: int) -> bool:
    """Whether a range of years, or a date, that a line cut at `end` goes on in another that starts at `start`."""
    return end > 0 and (source[end - 1] in _CUT or _cuts_date(source[end - 1], source[start:start + 1])) or source[start:start + 1] in tuple(_RANGE)


def _cuts_date(before: str, after: str) -> bool:
    """Whether a line ends between these characters inside a date (令和6 | 年度, 令和6年 | 度)."""
    return before.isdigit() and after in ("年", "月", "日") or before == "元" and after == "年" or before == "年" and after == "度"


_MINUS = "▲△-－−"
_NEW = re.compile(r"[(（\[［【〔](?:一部)?(?:新規?|増額?|皆増|減額?|拡充?|拡大|継続?|改)[)）\]］】〕][ \u3000]*(?=[一-龥ァ-ヶA-Za-zＡ-Ｚａ-ｚ0-9０-９「『])")  # (新)水辺調査費, (増)…


def opens_new(text: str) -> bool:
    """Whether a line opens with the mark of a new or larger measure in brackets, as the items of budgets do instead of a bullet."""
    return text[0] in "(（[［【〔" and _NEW.match(text) is not None


def bullet(text: str) -> int:
    """The length in code points of the bullet at the head of a line, 0 for none; `- ・` counts as one."""
    match = _patterns()[0].match(text)
    return match.end() if match else 0


def sign_and_depth(bullet: str) -> tuple[str, int]:
    """The sign that a bullet is kept as, and how far it is set in inside itself: a branch of a tree (│ └─) is a ├ as deep as it stands."""
    at = next((k for k, char in enumerate(bullet) if char in _branches()), -1)
    return ("├", at) if at >= 0 else (bullet.strip(), 0)


def is_stem(text: str) -> bool:
    """Whether a line holds nothing but the stems of a tree (│)."""
    return text[0] in _STEMS and not text.strip(_STEMS + " \u3000")


def tags(source: str, start: int, end: int) -> list[Span]:
    """The HTML tags that a text conversion left in `source[start:end]`."""
    if source.find("<", start, end) < 0:
        return []
    return [Span(m.start(), m.end()) for m in _TAG.finditer(source, start, end)]


def without(start: int, end: int, holes: list[Span]) -> tuple[Span, ...]:
    """The stretches of start:end outside `holes` (sorted)."""
    found, at = [], start
    for a, b in holes:
        if a >= end:
            break
        if a > at:
            found.append(Span(at, a))
        at = max(at, b)
    if end > at:
        found.append(Span(at, end))
    return tuple(found)


def cell_items(source: str, start: int, end: int, lines_split: bool,
               holes: Sequence[Span] = ()) -> tuple[tuple[tuple[Span, ...], ...], tuple[str, ...]]:
    """The items of a cell and their bullets: split at bullets, or at line breaks where `lines_split` and no bullet
    stands in the cell; a sign right before a figure (▲3.2%) is a minus. White space, left-over tags and `holes` belong to no item; a line break that is itself in
    markup (`<br>`) splits as one."""
    gaps = sorted([*tags(source, start, end), *holes])
    signed = _patterns()[2].search(source, start, end) is not None
    if not gaps and not signed and not (lines_split and source.find("\n", start, end) >= 0):
        words = trim(source, start, end)  # most cells: one item, and nothing that splits it
        return (((words,),), ("",)) if words else ((), ())
    signs: list[tuple[int, int]] = []
    for a, b in without(start, end, gaps) if signed else ():
        signs += [(m.start(), m.end()) for m in _patterns()[1].finditer(source, a, b) if m.end() > m.start()
                  and not (source[m.end() - 1] in _MINUS and source[m.end():m.end() + 1].isdigit())]
    cuts = signs
    if lines_split:
        lines = [(m.start(), m.end()) for m in _LINE_END.finditer(source, start, end) if not _is_inside_name(source, start, *m.span(), end)]
        opened = sum(source[a] not in _MARKS for a, _ in signs)
        first = trim(source, start, end)
        under = first is not None and bool(signs) and first.start < signs[0][0]  # ・ behind a line without one are items under it
        if opened * 2 <= len(lines) or under:  # where most lines have a bullet, a line without one goes on with the line before
            cuts = _parted(lines, signs)
    items, markers = [], []
    bounds = [(start, start), *cuts, (end, end)]
    for (sign, opened), (closed, _) in zip(bounds, bounds[1:]):
        spans = tuple(trimmed for a, b in without(opened, closed, gaps) if (trimmed := trim(source, a, b)))
        if spans:
            items.append(spans)
            markers.append(_TAG.sub("", source[sign:opened]).strip())
    if not items and len(alone := [t for a, b in without(start, end, gaps) if (t := trim(source, a, b))]) == 1:
        return ((alone[0],),), ("",)  # a cell of nothing but a sign (○, →) says what the sign says
    return tuple(items), tuple(markers)


def _is_inside_name(source: str, start: int, at: int, behind: int, end: int) -> bool:
    """Whether a line break in a cell stands inside a name (働き盛り世代の / 健診補助, 地域公共交通 / 再編事業)."""
    before = source[start:at].rstrip()
    if before and _cuts_date(before[-1], source[behind:behind + 1]):
        return True
    return _OPEN_END.search(before) is not None or _CLOSING.match(source, behind, end) is not None and not before.endswith(_NAMES_END)


def _parted(lines: Sequence[tuple[int, int]], signs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Line breaks and bullets as cuts, a bullet right after a line break as one."""
    found: list[tuple[int, int]] = []
    for cut in sorted([*lines, *signs]):
        if found and cut[0] <= found[-1][1]:
            found[-1] = (found[-1][0], max(cut[1], found[-1][1]))
        else:
            found.append(cut)
    return found


def trim(source: str, start: int, end: int) -> Span | None:
    """start:end without white space at its ends; None if nothing else is there."""
    words = source[start:end]
    bare = words.strip()
    if not bare:
        return None
    start += words.index(bare[0])
    return Span(start, start + len(bare))
