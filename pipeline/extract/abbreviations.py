"""Abbreviations: short names that a text defines for a law or a plan (以下「標準化法」という。), and their uses."""
from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Iterator, Sequence

from pipeline.extract.mentions import Citation
from pipeline.extract.plan_names import SEEN
from pipeline.extract.running_text import closing_bracket
from pipeline.extract.wording import pattern, words

_SHORT = r"(?P<short>[^「」『』“”()\n。、]{2,30})"
_DEFINITION = re.compile(rf"以下、?(?:単に|「?本(?:計画|書)では)?、?[「『“]{_SHORT}[」』”]"
                         r"(?:と(?:いう|いい|称|略|呼|表記|する|表す|記)|と、|\)|。|とも)")
_UNQUOTED = re.compile(r"以下、?(?:単に)?(?P<short>[^「」『』“”()\n。、]{2,16}?)と(?:いう|称する|略す|略称する|呼ぶ|表記する)。?\)")
_ALSO = re.compile(rf"(?:通称|略称|いわゆる)[::、]?[「『“]?{_SHORT}[」』”]?\)")
_ALIAS = re.compile(r"\((?<=[法律例」』]\()(?P<short>[^「」『』“”()\n。、0-9]{1,24}(?:法|条例))\)")
_SELF = ("本", "この", "前", "当", "現行", "次期")
_NAME_CHAR = re.compile(r"[一-鿿々ァ-ヺーA-Za-z0-9]")
_FOLLOWS = pattern(r"(?![一-鿿々ァ-ヺーA-Za-z])|第[0-9一二三四五六七八九十]|<name_after>|<law_after>|<plan_after>")


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short name. start, end: where it is defined, in positions of the reader's text; `full`: the mention it stands
    for."""

    short: str
    start: int
    end: int
    full: Citation


def definitions(text: str, citations: Sequence[Citation]) -> list[Abbreviation]:
    """The abbreviations that `text` defines for the laws and plans in `citations` (sorted by start), in reading order.
    """
    named = [row for row in citations if row.kind in ("law", "plan") and (row.law_title or row.title)]
    starts = [row.start for row in named]
    generic = words("no_abbreviation")
    found = []
    for match in _matches(text):
        short = match["short"]
        index = bisect_right(starts, match.start()) - 1
        if index >= 0 and short not in generic and not short.startswith(_SELF) and not SEEN.fullmatch(short) and \
                _is_beside(text, named[index].end, match.start()):
            found.append(Abbreviation(short, match.start("short"), match.end("short"), named[index]))
    return found


def _matches(text: str) -> Iterator[re.Match[str]]:
    found = [match for kind in (_DEFINITION, _UNQUOTED, _ALSO, _ALIAS) for match in kind.finditer(text)]
    yield from sorted(found, key=lambda match: match.start())


def uses(text: str, known: Sequence[Abbreviation],
         lines: frozenset[int] = frozenset()) -> Iterator[tuple[int, int, Abbreviation]]:
    """The places at which defined abbreviations are used after their definition: (start, end, abbreviation). `lines`: where
    one begins a line, whatever stands before it."""
    if not known:
        return
    pattern = re.compile("|".join(map(re.escape, sorted({a.short for a in known}, key=len, reverse=True))))
    of: dict[str, list[Abbreviation]] = {}
    for abbreviation in known:
        of.setdefault(abbreviation.short, []).append(abbreviation)
    for match in pattern.finditer(text, known[0].end):
        start, end = match.span()
        if start and start not in lines and _NAME_CHAR.match(text, start - 1) or not _FOLLOWS().match(text, end):
            continue
        meant = of[match.group()]
        at = bisect_left(meant, start, key=lambda a: a.start)
        if at and (at == len(meant) or meant[at].start != start):
            yield start, end, meant[at - 1]


def _is_beside(text: str, end: int, start: int) -> bool:
    """Whether the definition at `start` stands in a bracket right after a mention that ends at `end`, or in the same
    bracket where the mention ends inside one (with its number)."""
    if start < end:  # an article after the bracket belongs to the mention: …法(以下「…」という。)第2条
        return True
    if start - end > 160 or "\n" in text[end:start]:
        return False
    at = end
    if text.startswith(")(", at):
        at += 1  # …法(平成25年法律第95号)(以下「基本法」という。)
    if text[at:at + 1] in ("」", "』", "”"):
        at += 1
    while text[at:at + 1] == "(" and (close := closing_bracket(text, at)) >= 0 and close < start:
        at = close + 1
    between = text[at:start]
    depth = 0
    for char in between:
        depth += (char == "(") - (char == ")")
        if depth < 0 and char == ")":
            return False
    if not between or between[0] == "(":
        return True
    return between[0] in "。、." and at == end and len(between) < 60
