"""Under which other heading each heading stands: by the markup, the contents, and the order of numbers that the document itself keeps."""
from __future__ import annotations

import re
from typing import Collection, NamedTuple, Sequence

from pipeline.layout.contents import HOLDS
from pipeline.layout.drafts import Draft
from pipeline.layout.note_heads import is_notes_head
from pipeline.layout.numbering import Label, custom, is_outer, parse, plain_headings, states, word_role
from pipeline.layout.worded import nested_in, under_signs

_UNNUMBERED = "unnumbered"  # headings without a number at a level of markup that lost its tree: the innermost ones
_FAR = 200  # headings or drafts; a number farther back is not looked for
_UNFOLDS = re.compile("展開|各論|ごとの|別の|別計画|具体的な|[施方]策の(?:内容|推進)|取組の(?:内容|推進)|これからの(?:施策|取組)")  # what the part of a plan is called that tells of its pillars one by one
_SUMS = re.compile(r"^\W*(?:(?:[一-龥ァ-ヶー]{1,8}の|全体の)?(?:総括|まとめ|総評)(?:と(?:今後の|次期への)?(?:課題|展望))?|全体(?:の|を通じた|として(?:の|見た))[一-龥と]{2,8}|総合評価)\W*$")  # what sums up
_ALL_OF = re.compile("(?:以上の|この|これら(?:の)?)?(?:[一二三四五六七八九十0-9０-９]{1,2}(?:つ|本|個)?の|各|全ての|すべての|いずれの|どの|全)(?P<rest>.+)")  # 四つの分野を通じて, 各柱に共通して
PARTS = ("第", "roman")  # families of numbers of parts that have no word
_STANDING = re.compile("(?:本県の|これまでの|主な)?(?:現状|現況|背景|課題)(?:と(?:今後の|主な)?課題|及び課題|・課題|認識)?")
_HEAD_OF_TEXT = 24  # code points
_INNER = "/"  # ends the family of numbers that begin anew under one of their own family, which the contents list


class Heading(NamedTuple):
    """A heading found: the draft's index, its level (1 is the outermost) and its parent among the headings (-1: none)."""

    draft: int
    level: int
    parent: int


class _Open(NamedTuple):
    """A heading that is open where the next one is placed: its level by markup and in the contents (0: none), its index among the
    headings, and the level of markup that does not tell where it stands."""

    family: str
    label: Label | None
    level: int
    listed: int
    place: int
    lost: int = 0


def tree(drafts: Sequence[Draft], accepted: Sequence[int], flat: frozenset[int], inner: Collection[int]) -> list[Heading]:
    """The accepted drafts as a tree. flat: the levels of markup that do not tell it; inner: the drafts whose numbers begin anew
    and of which the table of contents lists none."""
    order: list[str] = []  # families from outer to inner, as the document uses them
    stack: list[_Open] = []
    found: list[Heading] = []
    nested = nested_in(drafts, accepted) | under_signs(drafts, accepted)
    over_notes = {i for i in accepted if drafts[i].level < 0 and is_notes_head(drafts[i].text)}
    for i in accepted:
        label, level, listed = drafts[i].label, drafts[i].level, drafts[i].listed
        plain = label is None and drafts[i].text.strip() in plain_headings()
        family = label.family if label is not None else _UNNUMBERED if level in flat and not plain else ""
        if i in inner and any(s.family == family and s.listed for s in stack):
            family += _INNER
        lost, level = (level, 0) if level in flat else (0, level)
        first = drafts[found[stack[0].place].draft].text.strip() if stack else ""
        keep = _depth(stack, label, family, level, order, HOLDS.search(first) is not None)
        if label is not None and label.text and not label.path:
            keep = _as_figures(drafts, found, stack, family, keep)
        keep = min(keep, _beside_all(stack, label, drafts[i].text)) if "ごと" in drafts[i].text or "別" in drafts[i].text else keep
        if level <= 0 and label is not None and label.word and len(label.path) > 1 and family not in order and _bare(drafts, found, i):
            keep = len(stack)  # 取組1-1 right under 4.1.1, which nothing else stands under
        if i in over_notes and stack and (len(over_notes) > 1 or sum(h.parent < 0 for h in found) == 1) and drafts[found[stack[0].place].draft].label is not None:
            keep = 1  # the notes of a chapter
        if level <= 0 and family in nested:
            keep = next((k + 1 for k in range(len(stack) - 1, -1, -1) if stack[k].family == nested[family]), keep)
        if level <= 0 and listed:
            keep = next((k for k, s in enumerate(stack) if s.listed >= listed),
                        next((k + 1 for k in range(len(stack) - 1, -1, -1) if stack[k].listed), keep))
        if label is not None and label.word and (sign := _over(drafts, found, stack, keep, label.word, family)) >= 0:
            stack[sign] = stack[sign]._replace(level=level and level - 1)
            keep = sign + 1
        named = _called(drafts, found, stack[:keep], label) if level <= 0 else 0
        keep = named or keep
        if level <= 0 and _unfolded(drafts, found, stack[:keep], i):
            keep -= 1
        while level > 0 and keep > 0 and label is not None and word_role(label.word) == "program" and _only_tells(drafts[found[stack[keep - 1].place].draft]):
            keep -= 1  # 施策1-1 in smaller type than 現状と課題 before it
        while level <= 0 and keep > 0 and label is not None and label.path and _is_sign(stack[keep - 1].label) and _is_beside(drafts[found[stack[keep - 1].place].draft], label):
            keep -= 1
        above = [s.family for s in (stack if named else stack[:keep])]  # 1 stands before 柱1 where both are in one part
        del stack[keep:]
        if family and family not in order:
            _learn(order, family, above)
        parent = stack[-1].place if stack else -1
        found.append(Heading(i, found[parent].level + 1 if parent >= 0 else 1, parent))
        stack.append(_Open(family, label, level, listed, len(found) - 1, lost))
    return _lifted(drafts, found)


def _as_figures(drafts: Sequence[Draft], found: Sequence[Heading], stack: Sequence[_Open], family: str, keep: int) -> int:
    """How many headings stay open above a word in the brackets that figures before it have ([別掲] behind [1], [2]): it stands under
    what those stand under."""
    last = next((k for k in range(len(found) - 1, max(-1, len(found) - _FAR), -1) if (own := drafts[found[k].draft].label) is not None and own.path and own.family == family), -1)
    if last < 0 or found[last].parent < 0:
        return keep if last < 0 else 0
    upper = drafts[found[found[last].parent].draft].label
    return next((k + 1 for k in range(len(stack) - 1, -1, -1) if upper is not None and stack[k].family == upper.family), keep)


def _lifted(drafts: Sequence[Draft], found: Sequence[Heading]) -> list[Heading]:
    """The headings, of which a sign with the same words that always stands behind the last of several worded ones (■成果指標 behind
    施策1-2, behind 施策2-3) stands beside them: it closes what they part. So does one that sums up (■総括) behind the last of several
    numbers, of which no other has it."""
    by_words: dict[str, list[int]] = {}
    for k, heading in enumerate(found):
        draft = drafts[heading.draft]
        if _is_sign(draft.label) and draft.level <= 0 and heading.parent >= 0:
            by_words.setdefault(draft.text.strip(), []).append(k)
    again = [places for words, places in by_words.items() if len(places) > 1 or _SUMS.search(words) or _tells_of_all(drafts, found, places[0])]
    below: dict[int, list[int]] = {}
    for k, heading in enumerate(found) if again else ():
        below.setdefault(heading.parent, []).append(k)
    moved = {k for places in again if all(_closes(drafts, found, below, k) for k in places) for k in places}
    if not moved:
        return list(found)
    lifted: list[Heading] = []
    for k, heading in enumerate(found):
        parent = found[heading.parent].parent if k in moved else heading.parent
        lifted.append(heading._replace(parent=parent, level=lifted[parent].level + 1 if parent >= 0 else 1))
    return lifted


def _tells_of_all(drafts: Sequence[Draft], found: Sequence[Heading], k: int) -> bool:
    """Whether the text under a sign opens with all of the worded numbers of which it ends the last (重点分野4, ◎宿題, 四つの分野を通じて…)."""
    own, upper = found[k].draft, _number(drafts[found[found[k].parent].draft])
    below = drafts[own + 1] if own + 1 < len(drafts) and upper is not None and upper.word else None
    if below is None or upper is None or below.kind != "paragraph" or below.label is not None:
        return False
    match = _ALL_OF.match("".join(below.text[:_HEAD_OF_TEXT].split()))
    return match is not None and any(match["rest"].startswith(upper.word[at:]) for at in range(len(upper.word)))


def _number(draft: Draft) -> Label | None:
    """The number of a heading, right at its head or behind a sign (▼重点分野1)."""
    label = draft.label
    return label if label is None or label.path else parse(draft.text.removeprefix(label.family))


def _closes(drafts: Sequence[Draft], found: Sequence[Heading], below: dict[int, list[int]], k: int) -> bool:
    """Whether a heading ends the last of several siblings with worded numbers of one kind."""
    upper = found[k].parent
    label, number = drafts[found[upper].draft].label, _number(drafts[found[upper].draft])
    if label is None or number is None or not (number.word or _SUMS.search(drafts[found[k].draft].text)) or below[upper][-1] != k:
        return False
    alike = [other for other in below[found[upper].parent] if (own := drafts[found[other].draft].label) is not None and own.family == label.family]
    return len(alike) > 1 and alike[-1] == upper


def _over(drafts: Sequence[Draft], found: Sequence[Heading], stack: Sequence[_Open], keep: int, word: str, family: str) -> int:
    """The index in the stack, behind those that stay open, of the sign or number without markup that is called by the word of the first
    number of a family under it (■施策の展開 over 施策1-1, 3 柱ごとの取組 over 柱1); -1 for none."""
    if any(s.family == family for s in stack):
        return -1
    return next((k for k in range(len(stack) - 1, keep - 1, -1) if (own := stack[k].label) is not None and not own.word and own.rank < 0 and stack[k].level <= 0
                 and word in drafts[found[stack[k].place].draft].text), -1)


def _called(drafts: Sequence[Draft], found: Sequence[Heading], stack: Sequence[_Open], label: Label | None) -> int:
    """How many headings stay open above the first pillar of a part that is called by the word of its number (第3節 施策の柱 over 柱1),
    where a number without a word that is not (1 基本的な考え方) is open in it; 0 elsewhere."""
    if label is None or word_role(label.word) != "pillar" or label.path != (1,) or not stack or (last := stack[-1].label) is None or last.word or last.rank >= 0:
        return 0
    titles = ["".join(drafts[found[s.place].draft].text.split()) for s in stack]
    worded = next((k + 1 for k in range(len(stack) - 1, -1, -1) if (own := stack[k].label) is not None and own.word), 1)  # 政策1 closes no 基本目標1
    return next((k for k in range(len(stack) - 1, worded - 1, -1) if label.word in titles[k - 1] and not any(label.word in title for title in titles[k:])), 0)


def _unfolded(drafts: Sequence[Draft], found: Sequence[Heading], stack: Sequence[_Open], i: int) -> bool:
    """Whether the first pillar (挑戦1) stands beside the number open before it (4 四つの挑戦), which lists the pillars and says more behind
    the list, in a chapter that is called by what unfolds them (第4章 施策の展開) where the number is not."""
    label = drafts[i].label
    if label is None or label.path != (1,) or word_role(label.word) != "pillar" or len(stack) < 2 or (own := stack[-1].label) is None or not own.path or own.word or own.rank >= 0:
        return False
    number, chapter = found[stack[-1].place].draft, found[stack[-2].place].draft
    if i - number > _FAR or _UNFOLDS.search("".join(drafts[number].text.split())) or not _UNFOLDS.search("".join(drafts[chapter].text.split())):
        return False
    words = "".join(drafts[i].text[label.end:].split())
    listed = next((k for k in range(number + 1, i) if words and "".join(drafts[k].text.split()).endswith(words)), -1)
    return listed >= 0 and any(drafts[k].kind == "paragraph" and drafts[k].label is None and "。" in drafts[k].text for k in range(listed + 1, i))


def _beside_all(stack: Sequence[_Open], label: Label | None, text: str) -> int:
    """How many headings stay open above one that is about all of a kind of numbered ones (柱ごとの指標, 基本目標別の事業数): of these, where
    the last open one is not the first, none."""
    if label is not None and label.path:
        return len(stack)
    title = "".join(text[label.end if label is not None else 0:].split()).removeprefix("各")
    return next((k for k, s in enumerate(stack) if s.label is not None and s.label.word and s.label.path[-1] > 1 and title.startswith((f"{s.label.word}ごと", f"{s.label.word}別"))), len(stack))


def _bare(drafts: Sequence[Draft], found: Sequence[Heading], i: int) -> bool:
    """Whether nothing stands between draft `i` and a numbered heading above it, which no sign or word without a figure is."""
    if not found or (label := drafts[found[-1].draft].label) is None or not label.path:
        return False
    return all(drafts[k].kind in ("furniture", "blank", "note") for k in range(found[-1].draft + 1, i))


def _is_beside(sign: Draft, label: Label) -> bool:
    """Whether a number stands beside the sign that is open before it: 政策1 behind 【めざす姿】, (1) behind 【ねらい】."""
    assert sign.label is not None
    title = sign.text if sign.kind == "item" else sign.text[sign.label.end:]  # the sign of an item is no part of its text
    return label.word not in sign.text if label.word else label.rank < 0 and states(title)


def _only_tells(draft: Draft) -> bool:
    """Whether a heading without a number says how things stand or shall be (現状と課題, 目指す姿), so that no 施策 stands under it."""
    title = draft.text.strip()
    return draft.label is None and (_STANDING.fullmatch("".join(title.split())) is not None or states(title))


def _is_sign(label: Label | None) -> bool:
    return label is not None and not label.path


def _learn(order: list[str], family: str, above: Sequence[str]) -> None:
    """Place a new family after those above it, and after those that by custom are outer to it."""
    at = max((order.index(f) + 1 for f in above if f in order), default=0)
    while at < len(order) and 0 <= custom(order[at]) < custom(family):
        at += 1
    order.insert(at, family)


def _stand_in(stack: Sequence[_Open], left_out: tuple[int, ...]) -> int:
    """How many headings stand in for figures of a dotted number that no heading bears: 4, 基本方針1, 4.1.1."""
    count = 0
    for opened, figure in zip(stack, left_out):
        if opened.label is None or opened.label.path != (figure,):
            break
        count += 1
    return count


def _over_plain(other: Label | None, label: Label | None) -> bool:
    """Whether a number without markup stands over one with it: by custom, or because it has a word (基本目標1) and the other has none."""
    return is_outer(other, label) or other is not None and label is not None and bool(other.word) and not label.word and label.rank < 0


def _depth(stack: Sequence[_Open], label: Label | None, family: str, level: int,
           order: Sequence[str], holds: bool) -> int:
    """How many headings of the stack stay open above a new one. holds: whether numbers may stand under the first of them, which has none."""
    if level > 0:
        return next((k for k, s in enumerate(stack) if s.level >= level or s.level <= 0 and (s.lost >= level if s.lost else not _over_plain(s.label, label))), len(stack))
    if family == _UNNUMBERED:
        return next((k for k, s in enumerate(stack) if s.family == family), len(stack))
    if label is None:
        return 0  # a customary heading without a number stands at the top
    for k in range(len(stack) - 1, -1, -1):
        if stack[k].family == family:
            return k
    if word_role(label.word) == "annex":
        return next((k + 1 for k, s in enumerate(stack) if s.label is None), 0)  # under 資料編, else at the top
    if label.rank >= 0:
        first = bool(stack) and stack[0].family in PARTS and (family not in order or stack[0].family in order[:order.index(family)])  # 第1 or Ⅰ, under which 第1節 stands
        return next((k for k, s in enumerate(stack) if s.level <= 0 and (s.label is None or s.label.rank < 0 or s.label.rank > label.rank) and not (first and k == 0)), len(stack))
    if not label.path:
        if family in order:
            return next((k for k, s in enumerate(stack) if s.family in order and order.index(s.family) > order.index(family)), len(stack))
        return len(stack)
    if family in order and stack and stack[-1].family in order and order.index(stack[-1].family) < order.index(family) and label.word:
        return len(stack)  # 施策2-1 under the 1 that stood over 施策1-1
    if len(label.path) > 1:  # 1-2 stands under 1, 2.1.1 under 2.1, 施策1-2 under 基本目標1
        for k in range(len(stack) - 1, -1, -1):
            upper = stack[k].label
            if upper is not None and 0 < len(upper.path) < len(label.path) and upper.path == label.path[:len(upper.path)]:
                return k + 1 + _stand_in(stack[k + 1:], label.path[len(upper.path):-1])
    if family in order:
        at = order.index(family)
        return next((k for k, s in enumerate(stack) if s.family in order and order.index(s.family) > at), len(stack))
    keep = len(stack)
    if stack and stack[0].label is None and stack[0].level <= 0 and not stack[0].family and not holds:
        keep = 0  # nothing numbered stands under はじめに
    return keep
