"""Lines that head the notes at the end of a document or of a chapter (注, 【脚注】)."""
from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.layout.drafts import Draft

_HEAD = re.compile(r"[【〔\[(（<＜■]?[ \u3000]*(?:注|注釈|注記|脚注|註|註釈|後注|巻末注|章末注)[ \u3000]*[】〕\])）>＞]?")
_LONGEST = 8  # code points
_BESIDE = frozenset({"furniture", "blank"})


def is_notes_head(text: str) -> bool:
    """Whether a line says nothing but that notes stand under it."""
    words = text.strip()
    return 0 < len(words) <= _LONGEST and _HEAD.fullmatch(words) is not None


def headed(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, of which 注 right over notes with nothing behind them but the end or the next chapter is a heading; over the notes
    of a page, behind which the text goes on, it is none."""
    return [draft._replace(kind="paragraph", level=-1, label=None, title_at=draft.read[0].start) if _heads(drafts, i) else draft
            for i, draft in enumerate(drafts)]


def _heads(drafts: Sequence[Draft], i: int) -> bool:
    draft = drafts[i]
    if len(draft.text) > _LONGEST or draft.level > 0 or not draft.read or draft.kind not in ("paragraph", "item", "furniture") or not is_notes_head(draft.text):
        return False
    after = (drafts[k] for k in range(i + 1, len(drafts)) if drafts[k].kind not in _BESIDE)
    first = next(after, None)
    if first is None or first.kind != "note":
        return False
    rest = next((other for other in after if other.kind != "note"), None)
    return rest is None or rest.level > 0 or rest.label is not None and rest.label.rank >= 0
