"""Paragraphs that nothing but bold type, or a number between those of headings by markup, makes headings."""
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.layout.drafts import Draft
from pipeline.layout.numbering import BOLD, Label, is_plain_heading, parse

_TERMS = re.compile("用語|ことば|言葉|語句|凡例|問合せ|問い合わせ")  # headings under which bold words are terms
_ANNOUNCES = re.compile("(?:主な|おもな|主要な?|関連(?:する)?|具体的な|重点|実施する?)?(?:事業|取組|取り組み|施策)(?:一覧|の内容|例)?[:：]?")  # over a list
_MOTTO = re.compile("(?:理念|将来像|都市像|(?:目指|めざ)す(?:べき)?姿|スローガン|キャッチフレーズ|キャッチコピー)$")
_SAYS = re.compile("[。．、，,:：]")  # in what is no title
_LONGEST = 40  # code points of a title without markup
_FAR, _NEAR = 60, 4  # drafts to the next heading and to the one before
_BESIDE = frozenset({"furniture", "blank", "note"})


def bold_heads(drafts: Sequence[Draft]) -> Sequence[Draft]:
    """The drafts, of which those in bold type are headings only behind the first other heading, where something stands right under
    them, and where they are no terms of a glossary; a number that goes on with that of a heading by markup has its level."""
    found = list(drafts)
    above: Draft | None = None  # the last other heading
    last: dict[str, tuple[int, int]] = {}  # of each family of numbers by markup: the last one's level and figure
    for i, draft in enumerate(drafts):
        bold = draft.label is not None and draft.label.family == BOLD
        if draft.level > 0 or draft.label is not None and not bold:
            above = draft
        elif bold and above is not None and is_plain_heading(draft.text.strip() or "-"):
            found[i] = draft._replace(label=None, level=-1)  # 資料編 stands at the top
        elif bold and (above is None or _TERMS.search(above.text) or _is_motto(drafts, i, above) or not _heads(drafts, i)):
            found[i] = draft._replace(label=None, title_at=-1)
        elif bold and (label := parse(draft.text)) is not None and label.path and label.path[-1] - 1 == last.get(label.family, (0, -1))[1]:
            found[i] = draft._replace(label=label, level=last[label.family][0], title_at=draft.title_at + label.end)
        _note_level(found[i], last)
    return found


def _is_motto(drafts: Sequence[Draft], i: int, above: Draft) -> bool:
    """Whether a draft stands right under a heading that asks for the words of a motto (基本理念, 目指す姿)."""
    before = next((draft for draft in reversed(drafts[max(0, i - _NEAR):i]) if draft.kind not in _BESIDE), None)
    return before is above and _MOTTO.search("".join(above.text.split())) is not None


def between_numbers(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, of which a short line without markup that has the number between those of headings by markup, or the one before the next
    heading's, is a heading of their level."""
    found = list(drafts)
    last: dict[str, tuple[int, int]] = {}  # of each family of numbers by markup: the last one's level and figure
    for i, draft in enumerate(drafts):
        if draft.label is None and (_is_line(draft) or _is_lone_item(drafts, i)) and (label := parse(draft.text)) is not None and len(label.path) == 1 and label.end < len(draft.text) and (
                level := _level_between(drafts, i, label, last)) > 0 and _heads(drafts, i) and not _in_list(drafts, i, label):
            found[i] = draft._replace(kind="paragraph", marker="", depth=0, label=label, level=level, title_at=draft.read[0].start + label.end)
        elif draft.kind == "paragraph" and draft.level == 0 and draft.label is not None and draft.label.family in last:
            level, number = last[draft.label.family]
            last[draft.label.family] = level, number + (draft.label.path == (number + 1,))
        _note_level(found[i], last)
    return found


def _is_lone_item(drafts: Sequence[Draft], i: int) -> bool:
    """Whether a draft is a list of one item, with a number and running text under it, as converters write a heading that they do not know (- (3) …)."""
    if drafts[i].kind != "item" or not _is_line(drafts[i]._replace(kind="paragraph")):
        return False
    near = [next((draft for draft in way if draft.kind not in _BESIDE), None) for way in (reversed(drafts[max(0, i - _NEAR):i]), drafts[i + 1:i + 1 + _NEAR])]
    return all(draft is not None and draft.kind in ("paragraph", "table") for draft in near) and near[1] is not None and near[1].kind == "paragraph" and "。" in near[1].text


def _note_level(draft: Draft, last: dict[str, tuple[int, int]]) -> None:
    """Write down the level and the figure of a heading by markup."""
    if draft.level <= 0:
        return
    for family in [family for family, own in last.items() if own[0] > draft.level]:
        del last[family]
    if draft.label is not None and draft.label.path:
        last[draft.label.family] = draft.level, draft.label.path[-1]


def _is_line(draft: Draft) -> bool:
    """Whether a draft may be a number and a title without markup."""
    return draft.kind == "paragraph" and draft.level == 0 and len(draft.read) == 1 and len(draft.text) <= _LONGEST and not _SAYS.search(draft.text)


def _in_list(drafts: Sequence[Draft], i: int, label: Label) -> bool:
    """Whether the line right above draft `i` has the number before its own, without markup too: both are items of a list."""
    above = next((draft for draft in reversed(drafts[max(0, i - _NEAR):i]) if draft.kind not in _BESIDE), None)
    before = parse(above.text) if above is not None and _is_line(above) else None
    return before is not None and (before.family, before.path) == (label.family, (label.path[0] - 1,))


def _level_between(drafts: Sequence[Draft], i: int, label: Label, last: Mapping[str, tuple[int, int]]) -> int:
    """The level of the headings by markup of which draft `i` has the next number, or the one before the next heading's; 0 where it is none of theirs."""
    level, number = last.get(label.family, (0, -1))
    if label.path[0] == number + 1:
        return level
    after = next((draft for draft in drafts[i + 1:i + _FAR] if draft.level > 0), None)
    before = next((draft for draft in reversed(drafts[max(0, i - _NEAR):i]) if draft.kind not in _BESIDE), None)
    if label.path[0] == 1 and before is not None and before.level > 0 and after is not None and after.level >= before.level and (
            after.label is not None and after.label.family == label.family and after.label.path == (2,)):
        return after.level
    return 0


def _heads(drafts: Sequence[Draft], i: int) -> bool:
    """Whether text, a list, a table or an inner number stands right under draft `i`."""
    after = next((draft for draft in drafts[i + 1:i + 4] if draft.kind not in _BESIDE), None)
    if after is None or after.label is not None and after.label.family == BOLD:
        return False
    if after.kind in ("item", "table") and _ANNOUNCES.fullmatch("".join(drafts[i].text.strip(" *\u3000").split())):
        return False
    return after.kind in ("paragraph", "item", "table", "caption") and (after.label is None or after.label.rank < 0)
