"""Levels of markup that do not tell how a document's headings stand under each other, so that their numbers decide."""
from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.layout.drafts import Draft
from pipeline.layout.numbering import Label

_ALIKE = 2  # headings of a kind that have their markup
_GUESSED = 2  # levels that stand beside the first of a run of numbers


def flat(drafts: Sequence[Draft]) -> frozenset[int]:
    """The levels of markup that hold two kinds of numbers by turns under one heading (`# 第1部`, `# 1`, `# 2`, `# 第2部`,
    `# 1`): a converter lost the tree, so that the numbers decide it. 序章 before 政策1, 政策2 is no such turn, nor are 戦略1 and
    戦略2 between 1 and 2 where 1 has headings under it by markup."""
    turned: set[int] = set()
    kinds: dict[int, list[_Run]] = {}
    before = 0  # the level of the heading before
    for draft in drafts:
        if draft.level > 0:
            kinds = {level: found for level, found in kinds.items() if level <= draft.level}
            if before < draft.level and before in kinds:
                kinds[before][-1] = kinds[before][-1]._replace(over=kinds[before][-1].over + 1)
            if draft.label is not None and draft.label.path:
                runs = kinds.setdefault(draft.level, [])
                if not runs or runs[-1].family != draft.label.family:
                    runs.append(_Run(draft.label.family, before == draft.level))
                else:
                    runs[-1] = runs[-1]._replace(size=runs[-1].size + 1)
                if _turns(runs):
                    turned.add(draft.level)
            before = draft.level
    return frozenset(turned | uneven(drafts) | _parted(drafts) | _set_larger(drafts) | _under_plain(drafts))


def leveled(drafts: Sequence[Draft], chosen: Collection[int]) -> Sequence[Draft]:
    """The drafts, of which numbered headings that lost their markup have the level that all others of their kind have by it."""
    levels: dict[str, list[int]] = {}
    for draft in drafts:
        if draft.level > 0 and draft.label is not None and draft.label.path:
            levels.setdefault(draft.label.family, []).append(draft.level)
    alike = {family: own[0] for family, own in levels.items() if len(own) >= _ALIKE and len(set(own)) == 1}
    lost: set[int] = set()
    above: Draft | None = None  # the last heading by markup
    for i in chosen:
        draft, label = drafts[i], drafts[i].label
        if draft.level > 0:
            above = draft
        elif draft.level == 0 and label is not None and label.path and label.family in alike and not _under_word(above, label, alike[label.family]):
            lost.add(i)
    return [draft._replace(level=alike[draft.label.family]) if i in lost and draft.label is not None else draft for i, draft in enumerate(drafts)] if lost else drafts


def _under_word(above: Draft | None, label: Label, level: int) -> bool:
    """Whether a number without a word stands under one with a word whose markup is that of the other's kind elsewhere ((1) in bold type under 基本目標1,
    which has the style of 1 and 2 in other chapters)."""
    return above is not None and above.level == level and above.label is not None and bool(above.label.word) and not label.word


def sunk(drafts: Sequence[Draft]) -> Sequence[Draft]:
    """The drafts, of which numbered headings behind 第2節 that are set larger than it, though not as large as its 第3章, stand under
    it: sections part the whole of a chapter (章, 節, 款, 目; the order of statutes), and 柱1 is often in larger type. Where 戦略1
    stands between 第3章 and 第1節, so does 戦略2."""
    changed: dict[int, int] = {}
    ranked: list[_Ranked] = []  # open headings of ranked numbers, outermost first
    stretch: list[int] = []  # headings behind the last of them
    for i, draft in enumerate([*drafts, _END]):
        rank = draft.label.rank if draft.label is not None else -1
        if draft.level > 0 and (rank >= 0 or ranked and draft.level <= (ranked[-2].level if len(ranked) > 1 else 0)):
            largest = min((drafts[k].level for k in stretch if (label := drafts[k].label) is not None and label.path), default=0)
            if len(ranked) > 1 and ranked[-1].direct and 0 < largest < ranked[-1].level:
                changed |= {k: drafts[k].level + ranked[-1].level - largest + 1 for k in stretch}
            alike = next((one.direct for one in ranked if one.rank == rank), not 0 < largest < draft.level)
            ranked = [*(one for one in ranked if one.level < draft.level and one.rank < rank), _Ranked(draft.level, rank, alike)] if rank >= 0 else []
            stretch = []
        elif draft.level > 0 and ranked:
            stretch.append(i)
    return [draft._replace(level=changed.get(i, draft.level)) for i, draft in enumerate(drafts)] if changed else drafts


class _Ranked(NamedTuple):
    """A heading of a ranked number; `direct`: no other numbered heading stands between it and the one of the next rank above."""

    level: int
    rank: int
    direct: bool


_END = Draft("blank", (), level=1, label=Label("", 0, "", (), 0))


class _Run(NamedTuple):
    """Headings of one kind of number, one after another; `follows`: the first stands right behind one of its level; `size`: how
    many there are, `over`: how many of them have headings under them by markup."""

    family: str
    follows: bool
    size: int = 1
    over: int = 0


def _turns(runs: Sequence[_Run]) -> bool:
    """Whether a kind of number comes back, and what stands between or comes back too follows it at once. Several headings that
    have others under them by markup stand where their markup says (重点分野1 to 重点分野3 between 1 and 2)."""
    families = [run.family for run in runs]
    again = [k for k, family in enumerate(families) if family in families[:k]]
    between = runs[families.index(families[again[0]]) + 1] if again else None
    return len(again) > 1 or between is not None and between.follows and not 2 <= between.size == between.over


def _parted(drafts: Sequence[Draft]) -> set[int]:
    """The levels of markup at which headings of the same words stand behind several numbers under one heading (`## 施策1`,
    `## 【現状】`, `## 施策2`, `## 【現状】`): what parts the numbered ones stands under them."""
    found: set[int] = set()
    numbers: dict[int, int] = {}  # by level, the last numbered heading
    words: dict[tuple[int, str], int] = {}  # the numbered heading before words
    for i, draft in enumerate(drafts):
        if draft.level > 0:
            numbers = {level: last for level, last in numbers.items() if level <= draft.level}
            words = {key: last for key, last in words.items() if key[0] <= draft.level}
            if draft.label is not None and draft.label.path:
                numbers[draft.level] = i
            elif draft.level in numbers and words.setdefault((draft.level, draft.text.strip()), numbers[draft.level]) != numbers[draft.level]:
                found.add(draft.level)
    return found


def uneven(drafts: Sequence[Draft]) -> set[int]:
    """All levels of markup, where in several runs of numbers siblings stand at different ones (`### (1)`, `## (2)`, `# (3)`), or in one at many:
    a converter guessed them from the size of the type."""
    levels: dict[str, list[tuple[int, set[int]]]] = {}  # by family: the last figure of each run and its levels
    for draft in drafts:
        if draft.level > 0 and draft.label is not None and len(draft.label.path) > 0:
            runs = levels.setdefault(f"{draft.label.family} {draft.label.path[:-1]}", [])
            if runs and runs[-1][0] + 1 == draft.label.path[-1]:
                runs[-1] = draft.label.path[-1], runs[-1][1] | {draft.level}
            else:
                runs.append((draft.label.path[-1], {draft.level}))
    guessed = sum(len(found) - 1 for runs in levels.values() for _, found in runs)
    return {draft.level for draft in drafts if draft.level > 0} if guessed >= _GUESSED else set()


def _under_plain(drafts: Sequence[Draft]) -> set[int]:
    """The levels of markup of numbers that stand under others without markup (基本目標1, 基本目標2 in bold type over `### 施策1-1`, `### 施策2-1`)."""
    found: list[int] = []
    headed = [draft for draft in drafts if draft.label is not None and draft.label.word and draft.label.path and draft.kind == "paragraph"]
    for outer, inner in pairwise(headed):
        if outer.level == 0 < inner.level and outer.label is not None and inner.label is not None and (*outer.label.path, 1) == inner.label.path:
            found.append(inner.level)
    return {level for level in found if found.count(level) >= _ALIKE}


def _set_larger(drafts: Sequence[Draft]) -> set[int]:
    """All levels of markup, where a number counts on (`### 2`, `### 3`) behind others that begin between the two and are set larger (`## (1)`,
    `## (2)`): what stands inside of a number is never outer to it. Where 基本目標2 stands between 施策2 and 施策3, it began before them."""
    placed = [(draft.level, draft.label.family, draft.label.path) for draft in drafts if draft.level > 0 and draft.label is not None and draft.label.path]
    last: dict[tuple[int, str, tuple[int, ...]], int] = {}  # by level, family and outer figures: where it stands last
    for i, (level, family, path) in enumerate(placed):
        before = last.get((level, family, path[:-1]), i)
        if before < i - 1 and placed[before][2][-1] + 1 == path[-1] and any(outer < level and inner[-1] == 1 and other != family for outer, other, inner in placed[before + 1:i]):
            return {draft.level for draft in drafts if draft.level > 0}
        last[level, family, path[:-1]] = i
    return set()
