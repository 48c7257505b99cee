"""Paragraphs of a text with marks that repeat its title, the name of a plan, as a converter leaves the running heads of pages."""
from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.source import Mark, unspaced

_OPENING = 4  # blocks at the head of a text, among which its title stands
_LONGEST = 60  # code points of a title
_PLAN = re.compile(r"(?:計画|プラン|ビジョン|戦略|構想|大綱|指針|方針|ロードマップ|プログラム)(?:20[0-9]{2}|[0-9IVX]{1,3})?(?:\([^()]*\))?$")
_NUMBER = re.compile("[①-⑳]")  # of a file, in front of its title


def repeated_titles(text: str, blocks: Sequence[Mark]) -> frozenset[int]:
    """The places in `text` (code points) at which such paragraphs begin: all but the first with these words, and the first too where a
    number stands before what the next block says without it (②第2期戦略 over 第2期戦略)."""
    words = [_bare(text[mark.start:mark.end]) if mark.end - mark.start <= _LONGEST else "" for mark in blocks]
    titles = {name for name in words[:_OPENING] if "。" not in name and _PLAN.search(name)}
    found: set[int] = set()
    seen: set[str] = set()
    for mark, name in zip(blocks, words):
        if name in titles and name in seen and mark.kind == "paragraph":
            found.add(mark.start)
        seen.add(name)
    if len(blocks) > 1 and words[0] in titles and words[0] == words[1] and _NUMBER.match(text, blocks[0].start) and blocks[0].kind == "paragraph":
        found = found - {blocks[1].start} | {blocks[0].start}
    return frozenset(found)


def _bare(words: str) -> str:
    """Words for comparison: in NFKC, without white space and the number of a file."""
    return unspaced(_NUMBER.sub("", words.strip(), count=1))
