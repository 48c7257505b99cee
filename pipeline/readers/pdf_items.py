"""Items with a line about each in smaller type below, which look like headings with a sign (■) but are a list."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Container
from typing import Sequence

from pipeline.readers.pdf_blocks import Block
from pipeline.readers.pdf_join import BULLETS, plain
from pipeline.readers.pdf_style import Style, rounded
from pipeline.readers.titles import numbered

_SMALLER = 0.96  # of the size of the item, and of the text; what is told about an item is smaller than either
_SHARE = 0.5  # of the items of one look; so many have a line about them
_AGAIN = 0.3  # of the items of one look; where so many come again (現状と課題), they are headings


def items(blocks: Sequence[Block], heads: Container[int], style: Style) -> dict[int, int]:
    """The paragraphs that are items of lists whose items are described one by one, with their depths: 0 for an item, 1
    for what is told about it; and the lists right over a heading, whose last item heads nothing itself.

    heads: the indices of headings, and of the title."""
    looks: dict[tuple[str, float], list[int]] = defaultdict(list)
    for k, block in enumerate(blocks):
        if block.kind == "paragraph" and k not in heads and block.text[0][1].text[0] in BULLETS:
            looks[block.text[0][1].text[0], rounded(block.text[0][1].size)].append(k)
    found: dict[int, int] = {}
    for group in looks.values():
        found |= dict.fromkeys(_over_headings(blocks, group, heads), 0)
        told = [k + 1 for k in group if _is_described(blocks, k, heads, style)]
        names = {plain(blocks[k].text) for k in group}
        if len(told) >= _SHARE * len(group) and len(group) - len(names) <= _AGAIN * len(group):
            found |= {**dict.fromkeys(group, 0), **dict.fromkeys(told, 1)}
    return found


def _over_headings(blocks: Sequence[Block], group: Sequence[int], heads: Container[int]) -> list[int]:
    """The paragraphs of one look that stand in a row right over a heading without a number."""
    found: list[int] = []
    for k in reversed(group):
        if k + 1 in heads and not numbered(plain(blocks[k + 1].text)) or found and found[-1] == k + 1:
            found.append(k)
    return found


def _is_described(blocks: Sequence[Block], k: int, heads: Container[int], style: Style) -> bool:
    """Whether a smaller paragraph without a sign follows, set in under the first letter of an item."""
    if k + 1 >= len(blocks) or k + 1 in heads:
        return False
    block, after = blocks[k], blocks[k + 1]
    if after.kind != "paragraph" or after.page != block.page or plain(after.text)[0] in BULLETS:
        return False
    line, below = block.text[0][1], after.text[0][1]
    return below.size <= _SMALLER * min(line.size, style.size) and below.left >= line.left + 0.5 * line.size and below.top > line.top
