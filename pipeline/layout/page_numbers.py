"""Lines that hold the number of their page: figures alone or beside a running head that count on from page to page."""
from __future__ import annotations

import re
from itertools import pairwise

from pipeline.layout.line import Line

_PAGE_NUMBER = re.compile(
    r"(?:[-－−―‐–—~～〜〔［\[<＜|・ 　]+\s*(?P<a>[0-9０-９]{1,4}|[ivxIVX]{1,5})\s*[-－−―‐–—~～〜〕］\]>＞|・ 　]+"
    r"|[Pp][.．]?\s*(?P<b>[0-9０-９]{1,4})|(?P<c>[0-9０-９]{1,4})\s*[/／]\s*[0-9０-９]{1,4}"
    r"|(?P<d>[0-9０-９]{1,4})\s*(?:ページ|頁)|(?P<e>[0-9０-９]{1,3}))$")
_DASHED = re.compile(r"([-－−―‐–—]) ?[0-9０-９]{1,4} ?\1")  # a page number even between lines of text, if it counts on
_NUMBERED_HEAD = re.compile(r"(?P<a>[0-9０-９]{1,3})[ \u3000]{3,}\S.{0,50}$|\S.{0,50}?[ \u3000]{3,}(?P<b>[0-9０-９]{1,3})$")  # a head and its page
_DIGITS = frozenset("0123456789０１２３４５６７８９")
_LEAP = 9  # pages from one number that stands in text to the next
_PAGE_LINES = (15, 90)  # lines with text on a page
OFTEN = 3  # a line that stands so often at the edge of a page belongs to the page
FAR = 24  # columns
WIDE_GAP = re.compile("\t|[ \u3000]{3,}")
_BELOW = 12  # lines under the number of a page up to the next with text
_TEXT = 8  # code points of a line of running text


def page_numbers(lines: list[Line], edges: set[int]) -> set[int]:
    """The indices of lines that number their pages. edges: those of lines at the edges of pages, empty where the text keeps no page ends."""
    found: list[tuple[int, int, bool]] = []
    headed: list[tuple[int, int, str]] = []
    between: list[tuple[int, int]] = []
    for i, line in enumerate(lines):
        words = line.text
        if not words or "\t" in words:
            continue
        match = _PAGE_NUMBER.match(words) if len(words) <= 16 else None
        if match is None and len(words) > 8 and (words[0] in _DIGITS or words[-1] in _DIGITS) and "。" not in words:
            match = _NUMBERED_HEAD.match(words)
            if match is not None:
                number = "a" if match.group("a") else "b"
                headed.append((i, int(match.group(number)), "".join((words[:match.start(number)] + words[match.end(number):]).split())))
            continue
        if match is None:
            continue
        plain = match.lastgroup == "e"
        figure = next(g for g in match.groups() if g)
        alone = blank_at(lines, i - 1) and blank_at(lines, i + 1) or line.page != _page_at(lines, i + 1) or i in edges
        if alone or match.lastgroup == "a" and _DASHED.fullmatch(words):
            found.append((i, int(figure) if figure.isdigit() else 0, plain or not alone))
        if plain and not edges:
            between.append((i, int(figure)))
    dashed = [number for number in found if _DASHED.fullmatch(lines[number[0]].text)]
    if len(dashed) >= OFTEN and all(a < b for (_, a, _), (_, b, _) in pairwise(dashed)):
        found, between = dashed, []  # where pages have - 3 -, a figure alone is none of theirs
    outer = [number for number in found if number[0] in edges]
    if len(outer) >= OFTEN and sum(0 < b - a <= _LEAP for (_, a, _), (_, b, _) in pairwise(outer)) * 2 >= len(outer):
        found = [number for number in found if number[0] in edges or not number[2]]  # figures alone inside pages number headings
        last = [number for number in outer if _closes_page(lines, number[0])]
        if len(last) >= OFTEN and sum(b - a == 1 for (_, a, _), (_, b, _) in pairwise(last)) * 2 >= len(last) > len(outer) - len(last):
            closing = {i for i, _, _ in last}
            found = [number for number in found if number[0] in closing or not number[2]]  # a figure that opens a page numbers a heading there
    kept = _between_lines(lines, between)
    for k, (i, value, plain) in enumerate(found):
        rising = any(0 < found[j][1] - value <= 3 for j in range(k + 1, min(k + 3, len(found)))) or any(
            0 < value - found[j][1] <= 3 for j in range(max(0, k - 2), k))
        if rising or not plain or i in edges:
            kept.add(i)
    return kept | _rising_heads([head for head in headed if not edges or head[0] in edges])


def _closes_page(lines: list[Line], i: int) -> bool:
    """Whether nothing stands below a line on its page."""
    below = next((line for line in lines[i + 1:i + 1 + _BELOW] if line.text), None)
    return below is None or below.page != lines[i].page


def _between_lines(lines: list[Line], figures: list[tuple[int, int]]) -> set[int]:
    """Figures that stand alone between lines of text as far apart as pages are, and count on over at least three of them; or two, or one,
    that stand in running text, set in far."""
    far = [(i, value) for i, value in figures if lines[i].indent >= FAR and _is_in_text(lines, i)]
    kept = {i for i, _ in far} if all(0 < b - a <= _LEAP for (_, a), (_, b) in pairwise(far)) else set()
    if len(figures) < OFTEN:
        return kept
    rank, solid = [], 0
    for line in lines:
        rank.append(solid)
        solid += not line.blank
    runs: dict[int, list[int]] = {}  # by the figure that would go on with it
    for i, value in figures:
        before = runs.get(value, [])
        apart = rank[i] - rank[before[-1]] if before else 0
        if before and apart < _PAGE_LINES[0]:
            continue  # a figure on the page
        run = [*runs.pop(value, []), i] if before and apart <= _PAGE_LINES[1] else [i]
        runs[value + 1] = run
        if len(run) >= OFTEN:
            kept |= set(run) if len(run) == OFTEN else {i}
    return kept


def _is_in_text(lines: list[Line], i: int) -> bool:
    """Whether a line stands between two lines of running text, at least one of which is long, or at the end of it."""
    beside = [line for line in lines[max(0, i - 1):i + 2] if line is not lines[i] and line.text]
    return any(len(line.text) >= _TEXT for line in beside) and all(line.indent < FAR and not WIDE_GAP.search(line.text) for line in beside)


def _rising_heads(headed: list[tuple[int, int, str]]) -> set[int]:
    """Running heads with a page number on their line: the numbers rise from one to the next, apart from each other, and some words stand
    again; titles of which each is another (1   暮らし … 2   産業) are numbered headings."""
    kept: set[int] = set()
    run: list[tuple[int, int, str]] = []
    for head in (*headed, (-1, -1, "")):
        if run and 0 < head[1] - run[-1][1] <= 3 and head[0] - run[-1][0] > 8:
            run.append(head)
            continue
        kept |= {i for i, _, _ in run} if len({words for _, _, words in run}) < len(run) else set()
        run = [head]
    return kept


def blank_at(lines: list[Line], i: int) -> bool:
    """Whether no text stands in a line, or there is no such line."""
    return not 0 <= i < len(lines) or lines[i].blank


def _page_at(lines: list[Line], i: int) -> int:
    return lines[i].page if 0 <= i < len(lines) else -1
