"""Figures in square brackets at the heads of lines that number headings ([1] 歩み, 〔2〕 潮流), where they are no marks of notes."""
from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.layout.numbering import Label, is_titled, square

_LONGEST = 40  # code points of a heading
_CALL = re.compile(r"[^\s\u3000#*_\\][\[［〔《]\s?[0-9０-９]{1,2}\s?[\]］〕》]")  # such a figure behind words
_CITES = re.compile(r"[「『]|https?:|[0-9０-９]\s?(?:頁|ページ)|[0-9０-９]年|[。、，,]|参照$|より$|調べ$")  # in a note rather than a title


def heading_squares(text: str, words: Sequence[str]) -> dict[int, Label]:
    """The indices of the blocks (lines, paragraphs; `words`: what they say, empty for none) that a figure in square brackets, or in a
    document with such figures a word ([別掲] …), opens as headings, with their labels.

    The figures begin at 1 and count on or begin anew, there are two or more, each stands before a title and over something else, and
    none is called in the text."""
    labels = {i: label for i, each in enumerate(words) if each and each[0] in "[［〔《" and (label := square(each)) is not None}
    numbered = [i for i, label in labels.items() if label.path]
    if len(numbered) < 2 or _CALL.search(text):
        return {}
    figures = [labels[i].path[0] for i in numbered]
    counts = figures[0] == 1 and all(b in (1, a + 1) for a, b in zip(figures, figures[1:])) and 2 in figures
    kind = {words[i][0] for i in numbered}
    found = {i: label for i, label in labels.items() if words[i][0] in kind and _is_title(words[i][label.end:]) and _stands_over(words, i, labels)}
    return found if counts and len(kind) == 1 and all(i in found for i in numbered) else {}


def _is_title(rest: str) -> bool:
    return len(rest) <= _LONGEST and is_titled(rest) and _CITES.search(rest) is None


def _stands_over(words: Sequence[str], i: int, labels: dict[int, Label]) -> bool:
    """Whether something that is no such heading stands right under a block."""
    below = next((k for k in range(i + 1, min(len(words), i + 8)) if words[k]), -1)
    return below >= 0 and below not in labels
