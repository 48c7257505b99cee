"""Cells of a table of which a copy left the printed lines, one under another: names that narrow cells break, and words set upright."""
from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.layout.drafts import Draft, merged
from pipeline.layout.lines import SENTENCE_ENDS
from pipeline.layout.project_names import ends_one, suffixes
from pipeline.layout.tables import is_label, role
from pipeline.source import unspaced

_UPRIGHT = 3  # lines of one character
_LINE = 16  # code points of a line of a narrow cell
_MOST = 5  # lines of a name in one
_OPENING = 4  # code points, white space among them
_NAME = 6  # code points of a name that is known by its words
_ENDS = frozenset({"業", "事業", "補助金", "システム"})
_MARK = re.compile(r"[【〔\[(（][^【】〔〕\[\]()（）]{1,6}[】〕\])）]$")
_CLOSING = ("ほか", " 等", "\u3000等", "\u3000など", " など")  # behind the last item
_FULL = 0.7  # of the longest item of a list; a shorter one goes on in no further line


def joined(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, of which lines that are one cell are one: characters one under another (事 / 業 / 名), lines that together say what is a
    heading or an item elsewhere (暮らしを / 守る備え), and the rest of an item that ends as projects do (○…貸与事 / 業)."""
    return _items(_names(_upright(list(drafts))))


def _may_join(draft: Draft, first: bool = False) -> bool:
    """Whether a draft may be a line of a cell; `first`: the first one, which may carry a number."""
    return draft.kind == "paragraph" and (draft.label is None or first and draft.label.path != ()) and draft.level == 0 and len(draft.text) <= _LINE and len(draft.read) == 1


def _title(draft: Draft) -> str:
    """What a draft says behind its number."""
    return draft.text if draft.kind == "item" or draft.label is None else draft.text[draft.label.end:]


def _upright(drafts: list[Draft]) -> list[Draft]:
    found: list[Draft] = []
    i = 0
    while i < len(drafts):
        end = i
        while end < len(drafts) and _may_join(drafts[end]) and len(drafts[end].text) == 1 and drafts[end].text.isalpha() and not (end > i and drafts[end].loose):
            end += 1
        if end - i >= _UPRIGHT:
            letters = "".join(draft.text for draft in drafts[i:end])
            cut = i + ("" != role(letters[0]) != role(letters[1:]) != "")  # 柱 over 主な事業
            found += [merged(part) for part in (drafts[i:cut], drafts[cut:end]) if part]
            i = end
        else:
            found.append(drafts[i])
            i += 1
    return found


def _names(drafts: list[Draft]) -> list[Draft]:
    known = {name for draft in drafts if (draft.kind == "item" or draft.label is not None) and len(name := unspaced(_title(draft))) >= _NAME}
    if not known:
        return drafts
    opening = {name[:2] for name in known}
    found: list[Draft] = []
    i = 0
    while i < len(drafts):
        end = _name_end(drafts, i, known) if unspaced(_title(drafts[i])[:_OPENING])[:2] in opening and _may_join(drafts[i], first=True) else i
        found.append(merged(drafts[i:end]) if end > i else drafts[i])
        i = max(end, i + 1)
    return found


def _name_end(drafts: Sequence[Draft], i: int, known: set[str]) -> int:
    """The index behind the lines from `i` on that together are a known name, its number aside; `i` if none are."""
    words = unspaced(_title(drafts[i]))
    for k in range(i + 1, min(i + _MOST, len(drafts))):
        if not _may_join(drafts[k]) or drafts[k].loose:
            return i
        words += unspaced(drafts[k].text)
        if words in known:
            return k + 1
    return i


def _items(drafts: list[Draft]) -> list[Draft]:
    found: list[Draft] = []
    longest = 0  # code points of an item of the list at hand
    for k, draft in enumerate(drafts):
        if draft.kind == "item" and not (found and found[-1].kind in ("item", "paragraph") and not draft.loose):
            longest = max((len(other.text) for other in _list_from(drafts, k)), default=0)
        if _may_join(draft) and not draft.loose and found and _ends_in(found[-1], draft, longest):
            found[-1] = merged([found[-1], draft])
        else:
            found.append(draft)
    return found


def _list_from(drafts: Sequence[Draft], k: int) -> list[Draft]:
    """The items from draft `k` on, between which no more than lines of cells stand."""
    end = k
    while end < len(drafts) and (drafts[end].kind == "item" or _may_join(drafts[end])) and not (end > k and drafts[end].loose):
        end += 1
    return [draft for draft in drafts[k:end] if draft.kind == "item"]


def _ends_in(item: Draft, line: Draft, longest: int) -> bool:
    """Whether an item that fills its cell ends as projects do only with the line under it, or closes its bracket there; so does a short line over
    what is no name by itself (整備事業)."""
    if item.text[-1:] in SENTENCE_ENDS or item.text.endswith(_CLOSING) or line.text not in _ENDS and is_label(line.text):
        return False
    if _may_join(item):
        return (ends_one(item.text, line.text) or line.text in _ENDS) and not unspaced(item.text).endswith(suffixes())
    if item.kind != "item" or item.label is not None and item.label.path or len(item.text) < _FULL * longest or not (line.text[0].isalpha() or line.text[-1] in ")）"):
        return False
    open_brackets = sum(item.text.count(c) for c in "(（") - sum(item.text.count(c) for c in ")）")
    whole = unspaced(item.text + _MARK.sub("", line.text))
    return open_brackets > 0 and line.text[-1:] in ")）" or whole.endswith(suffixes()) and not unspaced(item.text).endswith(suffixes())
