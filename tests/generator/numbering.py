"""The numbers of headings: 第2章, 1-1, Ⅳ, (ア), ②, as printed and as values."""

from __future__ import annotations

import re
from typing import Sequence

from tests.generator.dates import kanji
from tests.generator.inline import figures, value

KANA = "アイウエオカキクケコサシスセソタチツテト"
ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫"
_WIDE = str.maketrans("()-.", "（）－．")


def heading_label(pattern: str, path: Sequence[int], manner: str) -> str:
    """The number of a heading; path: the numbers of the headings above it and its own."""
    own = path[-1]
    shown = pattern.format(
        a=own,
        j=kanji(own),
        R=ROMAN[own - 1],
        k=KANA[own - 1],
        c=CIRCLED[own - 1],
        d=".".join(map(str, path)),
        h="-".join(map(str, path)),
    )
    shown = figures(shown, manner)
    return shown.translate(_WIDE) if manner == "full" else shown


def label_value(label: str) -> str:
    """A label as a value: NFKC, without spaces and closing signs."""
    return re.sub(r"[.、\s]+$", "", value(label).replace(" ", ""))
