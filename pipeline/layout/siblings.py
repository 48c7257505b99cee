"""Levels of markup of headings that their numbers make siblings, where a converter set one of them larger or smaller than the others."""
from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.layout.drafts import Draft
from pipeline.layout.levels import uneven
from pipeline.layout.numbering import is_plain_heading

_BETWEEN = 20  # headings without a number between two that count on


def evened(drafts: Sequence[Draft]) -> Sequence[Draft]:
    """The drafts, of which headings by markup have one level that count on by one word or under one figure (`### 2-1`, `## 2-2`;
    `## ミッション1`, `### ミッション2`), and what has no number between two that count on (`#### ②`, `## 公開`, `#### ③`) stands under
    the first, unless its level is one of headings without numbers. Where levels of more kinds are uneven, none tells anything."""
    heads = [i for i, draft in enumerate(drafts) if draft.level > 0]
    if len(heads) < 3 or uneven(drafts):
        return drafts
    own = [drafts[i] for i in heads]
    levels = _alike(own, _inside(own, [draft.level for draft in own]))
    changed = {i: level for i, draft, level in zip(heads, own, levels) if draft.level != level}
    return [draft._replace(level=changed.get(i, draft.level)) for i, draft in enumerate(drafts)] if changed else drafts


def _figures(draft: Draft) -> tuple[int, ...]:
    return draft.label.path if draft.label is not None else ()


def _key(draft: Draft) -> tuple[str, tuple[int, ...]]:
    """What headings that count on have in common: the kind of number, and its figures before the last."""
    assert draft.label is not None
    return draft.label.family, draft.label.path[:-1]


def _inside(heads: Sequence[Draft], levels: list[int]) -> list[int]:
    """The levels, of headings without a number that stand between two that count on at one level below them one under the first."""
    numbered = Counter(level for head, level in zip(heads, levels) if _figures(head))
    plain = [is_plain_heading(head.text.strip() or " ") for head in heads]
    often = Counter(level for level, own in zip(levels, plain) if not own)
    last: dict[tuple[str, tuple[int, ...]], int] = {}
    bare: list[int] = []  # headings without a number behind the last outer one with a number
    changed = list(levels)
    latest: dict[int, int] = {}  # by level the last numbered heading
    for k, head in enumerate(heads):
        if not _figures(head):
            bare.append(k)
            continue
        before = last.get(_key(head), -1)
        if before >= 0 and levels[before] == levels[k] and _figures(heads[before])[-1] + 1 == _figures(head)[-1] and _is_open(before, levels[k], latest):
            between = [b for b in bare[-_BETWEEN:] if b > before and levels[b] < levels[k]]
            if between and all(2 * numbered[levels[b]] > often[levels[b]] and not plain[b] for b in between):
                for b in between:
                    _shift(changed, levels, b, levels[k] + 1 - levels[b], k)
        latest[levels[k]] = last[_key(head)] = k
    return changed


def _is_open(k: int, level: int, latest: dict[int, int]) -> bool:
    """Whether no heading outer to a level stands behind heading `k`; latest: by level the last one."""
    return not any(place > k for outer, place in latest.items() if outer < level)


def _shift(changed: list[int], levels: Sequence[int], k: int, by: int, end: int) -> None:
    """Change the level of heading `k` and of those under it, before `end`."""
    changed[k] += by
    for below in range(k + 1, end):
        if levels[below] <= levels[k]:
            return
        changed[below] += by


def _alike(heads: Sequence[Draft], levels: list[int]) -> list[int]:
    """The levels, of worded numbers that count on (柱1, 柱2) and of those of several figures (2-1, 2-2) one for all under the same heading."""
    runs: list[list[int]] = []
    open_runs: dict[tuple[str, tuple[int, ...]], list[int]] = {}
    latest: dict[int, int] = {}  # by level the last heading
    chapters: dict[tuple[int, ...], int] = {}  # by figures the last heading
    uppers: list[int] = []  # the level of the heading whose figures a run opens with; 0 for none
    for k, head in enumerate(heads):
        label = head.label
        if label is not None and label.path and (label.word or len(label.path) > 1):
            run = open_runs.get(_key(head))
            if run and _figures(heads[run[-1]])[-1] + 1 == label.path[-1] and _is_open(run[-1], min(levels[run[-1]], levels[k]), latest):
                run.append(k)
            else:
                open_runs[_key(head)] = run = [k]
                runs.append(run)
                upper = chapters.get(label.path[:-1], -1)
                uppers.append(levels[upper] if upper >= 0 else 0)
        if _figures(head):
            chapters[_figures(head)] = k
        latest[levels[k]] = k
    changed = list(levels)
    for run, upper in zip(runs, uppers):
        inner = [levels[k] for k in run if levels[k] > upper]
        if not inner or len({levels[k] for k in run}) < 2:
            continue
        for k, end in zip(run, [*run[1:], len(levels)]):
            if levels[k] != min(inner):
                _shift(changed, levels, k, min(inner) - levels[k], end)
    return changed
