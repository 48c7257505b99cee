"""Lines that name a figure or a table of a text (図表1, 表1-2, 別表)."""
from __future__ import annotations

import re

from pipeline.layout.lines import SENTENCE_ENDS

_CAPTION = re.compile(r"[【\[〔(（<＜〈]?\s*(?:図表|図|表|グラフ|別表|写真|付表|資料)\s*[0-9０-９一二三四五六七八九十Ⅰ-Ⅻ]+"
                      r"(?:\s*[-－‐–−.．―]\s*[0-9０-９]+)*(?![0-9０-９]*[\s　]*(?:の|に|で|は|を|参照|章))")


def is_caption(text: str) -> bool:
    """Whether a line names a figure or a table (図表1, 表1-2, 別表)."""
    return len(text) <= 60 and text[-1] not in SENTENCE_ENDS and _CAPTION.match(text) is not None
