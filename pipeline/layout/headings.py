"""Which numbered lines are headings, and under which other heading each stands: the document's own numbering."""
from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from itertools import pairwise
from typing import Sequence

from pipeline.layout import contents, enclosed, term_heads
from pipeline.layout.bands import banded
from pipeline.layout.bold import bold_heads
from pipeline.layout.circles import circled
from pipeline.layout.dotted import dotted
from pipeline.layout.drafts import Draft
from pipeline.layout.heading_tree import PARTS, Heading, tree
from pipeline.layout.levels import flat, leveled, sunk
from pipeline.layout.numbering import BOLD, BOXES, PART, Label, is_outer, parse, word_role
from pipeline.layout.project_names import suffixes
from pipeline.layout.siblings import evened

_ANNEX = re.compile("(?:参考|付属|附属|巻末|関連)?資料(?:編)?")
_FIRSTS = 2  # no numbering begins with a greater figure
_LABEL = 12  # code points; ■主な事業 heads what follows even right under a paragraph
_OPENING = 4  # blocks at the head of a document
_RUNNING = 60  # code points of running text
_TEXT = 24  # code points of a line of it
_SIGNED = 40  # code points; a heading by sign is short
_KINDS = 3  # kinds of signs in lines one after another that are no headings in each other
_AT_END = re.compile(r"[ \u3000]*(?:[(（【〔][^()（）【】〔〕]*[)）】〕])?$")  # beside a name
_DEPARTMENT = re.compile("[(（][^()（）。]{1,20}(?:[課室局部係所班署]|委員会|本部|センター|事務局)[)）][ \u3000]*$")
_ROW = re.compile("[ \u3000][^ \u3000、。・はがをに]{1,14}[課室局係班](?:[ \u3000](?:新規|継続|拡充|拡大|見直し|完了|廃止|再掲))?[ \u3000]*$")
_CLOSED = 24  # code points at the end of a line in which such a bracket stands
_NO_MARKS = frozenset((PART, *BOXES))
_PARTED = ("decimal", "romanfigure", "lettered")  # numbers of several figures
_DATE = r"(?:(?:令和|平成|昭和|[HRS])?[0-9０-９元]{1,4}(?:[(（][^()（）]{1,8}[)）])?年?度?(?:[0-9０-９]{1,2}月)?(?:[0-9０-９]{1,2}日)?)"
_PERIOD = re.compile(rf"[(（〔【\[〈<]?(?:(?:計画|推進|対象)?期間[ \u3000:：]*)?{_DATE}(?:[～~〜―－-]{_DATE})[)）〕】\]〉>]?")
_FIGURE = re.compile(r"[【〔《≪＜〈［\[][0-9０-９]{1,3}[】〕》≫＞〉］\]]")  # 【1】 beside a cell
_SERIAL = "no"  # No. 3 goes on behind No. 2, whatever stands between
_FAR = 200  # drafts; a number farther back is not looked for
_ORDERED = 40  # a figure above this is a quantity or a year, not a number of a heading


def choose(drafts: Sequence[Draft]) -> list[Heading]:
    """The headings among `drafts`, in order, with their tree.

    A draft with a `level` above 0 is a heading by markup. A draft with a label is one if its run of numbers (1, 2, 3
    under the same head) has text under most of its members: numbers in a row without text between them are a list.
    What the table of contents lists is one, at the level that it has there."""
    drafts = evened(bold_heads(term_heads.rows(term_heads.glossaries(_over_lists(_repeated(dotted(contents.listed(banded(enclosed.without(drafts))))))))))
    marks, listed = _marks(drafts), _with_departments(drafts)
    candidates = [i for i, d in enumerate(drafts) if (d.label is not None and d.label.family not in marks or d.level != 0 or d.listed) and d.kind in ("paragraph", "item") and i not in listed and not _is_bare(d)]
    prose = [d.loose for d in drafts if d.kind in ("paragraph", "item")]
    spaced = sum(prose) >= 0.3 * len(prose)  # blank lines part the blocks, so that a heading has one before it
    runs = _runs(drafts, candidates)
    drafts, accepted = circled(drafts, _accepted(drafts, candidates, runs, spaced))
    return tree(sunk(leveled(drafts, accepted)), accepted, flat(drafts), _inner(drafts, runs))


def _is_bare(draft: Draft) -> bool:
    """Whether a draft without a number says nothing but a date, a period, a figure or signs (〔令和7年度～令和9年度〕 on a cover, ▼ in a chart)."""
    label = draft.label
    if label is not None and (label.path or label.word):
        return False
    words = "".join(draft.text.split())
    return _PERIOD.fullmatch(words) is not None or _FIGURE.fullmatch(words) is not None or not any(map(str.isalnum, draft.text))


def _repeated(drafts: Sequence[Draft]) -> Sequence[Draft]:
    """The drafts, of which those that name a part of a chapter are headings only where such come again and again, and
    where running text stands under them: 主な事業 over a list or a table only announces it."""
    parts = [i for i, d in enumerate(drafts) if d.label is not None and d.label.family == PART]
    over_text = {i for i in parts if (after := next((d for d in drafts[i + 1:i + 4] if d.kind not in ("furniture", "blank")), None)) is not None
                 and after.kind == "paragraph" and after.label is None and ("。" in after.text or len(after.text) >= _TEXT)}
    titles = Counter(drafts[i].text.strip() for i in over_text)
    kept = {i for i in over_text if titles[drafts[i].text.strip()] > 1}
    return [d._replace(label=None, title_at=-1) if i in parts and i not in kept else d for i, d in enumerate(drafts)] if parts else drafts


def _over_lists(drafts: Sequence[Draft]) -> Sequence[Draft]:
    """The drafts, of which words in brackets of a kind that each stand over a list, with running text behind it that says what came of
    the whole (〔事業〕, ・…, ・…, text), name but the list: no heading."""
    boxed: dict[str, list[int]] = {}
    for i, draft in enumerate(drafts):
        if draft.label is not None and draft.label.family in BOXES and not draft.label.path and draft.level == 0:
            boxed.setdefault(draft.label.family, []).append(i)
    bare = {i for places in boxed.values() if all(_is_over_list(drafts, i) for i in places) for i in places}
    return [draft._replace(label=None, title_at=-1) if i in bare else draft for i, draft in enumerate(drafts)] if bare else drafts


def _is_over_list(drafts: Sequence[Draft], i: int) -> bool:
    """Whether items stand right under a draft, and running text right behind them."""
    k = i + 1
    while k < len(drafts) and (drafts[k].kind in ("item", "furniture", "blank", "note")):
        k += 1
    return k < len(drafts) and any(draft.kind == "item" for draft in drafts[i + 1:k]) and (
        drafts[k].kind == "paragraph" and drafts[k].label is None and drafts[k].level == 0 and not drafts[k].listed and "。" in drafts[k].text)


def annexes(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with the captions of annexes (資料1 …, 資料2 …), of which one stands over running text and beside no
    table, as paragraphs with their labels: they may head parts of the document."""
    labels = {i: label for i, draft in enumerate(drafts) if draft.kind == "caption" and (label := parse(draft.text)) is not None
              and word_role(label.word) == "annex"}
    solid = [i for i, draft in enumerate(drafts) if draft.kind not in ("furniture", "blank")] if labels else []
    words = set()
    labels = {i: label for i, label in labels.items() if i not in solid[:_OPENING] or label.end < len(drafts[i].text.rstrip())}  # 資料1 of a meeting
    for k, i in enumerate(solid):
        if i in labels and k + 1 < len(solid) and drafts[solid[k + 1]].kind in ("paragraph", "item") and (
                k == 0 or drafts[solid[k - 1]].kind != "table"):
            words.add(labels[i].word)
        elif i in labels and k and labels[i].path == (1,) and _ANNEX.fullmatch("".join(drafts[solid[k - 1]].text.split())) and drafts[solid[k - 1]].kind == "paragraph":
            words.add(labels[i].word)  # 資料編 / 資料1 …, over a table
    return [draft._replace(kind="paragraph", label=labels[i], title_at=draft.read[0].start + labels[i].end)
            if i in labels and labels[i].word in words else draft for i, draft in enumerate(drafts)]


def _inner(drafts: Sequence[Draft], runs: Sequence[Sequence[int]]) -> frozenset[int]:
    """The drafts whose numbers begin anew and of which the table of contents lists none."""
    return frozenset(i for run in runs if (label := drafts[run[0]].label) is not None and label.path[-1:] == (1,)
                     and not any(drafts[k].listed for k in run) for i in run)


def _has_body(drafts: Sequence[Draft], i: int) -> bool:
    """Whether something stands under draft `i` before the next number of its own family."""
    own = drafts[i].label
    for k, draft in enumerate(drafts[i + 1:i + 12], i + 1):
        if draft.kind in ("furniture", "blank", "note"):
            continue
        if draft.label is not None and draft.label.path:
            return own is not None and draft.label.family != own.family and (_below(own, draft.label) or _goes_on(drafts, i, own, draft.label) and _is_over_text(drafts, k))
        if draft.label is not None:
            return own is not None and draft.label.family != own.family
        return draft.kind != "contents"
    return False


def _has_prose(drafts: Sequence[Draft], i: int) -> bool:
    """Whether running text, a list or a table stands right under a sign; another sign does not."""
    after = next((d for d in drafts[i + 1:i + 4] if d.kind not in ("furniture", "note")), None)
    own = drafts[i].label
    if after is not None and after.label is not None and after.label.path and own is not None:
        return after.label.rank < 0 and (after.label.path[-1] == 1 or _is_numbered(drafts[i]))  # (2) and 第4章 stand under nothing that a sign heads
    return after is not None and (after.label is None or own is None or after.label.family != own.family) and after.kind in (
        "paragraph", "table", "item", "caption")


def _is_behind_table(drafts: Sequence[Draft], i: int) -> bool:
    """Whether a table ends right above a draft: printed without a blank line, what stands there is apart all the same."""
    before = next((d for d in reversed(drafts[max(0, i - _OPENING):i]) if d.kind not in ("furniture", "blank", "note")), None)
    return before is not None and before.kind == "table"


def _is_numbered(draft: Draft) -> bool:
    """Whether a bracket that heads what stands under it holds a number and a title (【(2)水辺の保全】)."""
    label = parse(draft.text[1:-1]) if draft.text[:1] in BOXES else None
    return label is not None and len(label.path) > 0


def _has_sentences(drafts: Sequence[Draft], i: int) -> bool:
    """Whether running text of more than a line stands right under draft `i`."""
    after = next((d for d in drafts[i + 1:i + 4] if d.kind not in ("furniture", "note")), None)
    return after is not None and after.kind == "paragraph" and after.label is None and len(after.text) >= _RUNNING and "。" in after.text


def _tells(drafts: Sequence[Draft], i: int) -> bool:
    """Whether a sentence stands right under draft `i`, apart from it."""
    after = next((d for d in drafts[i + 1:i + 4] if d.kind not in ("furniture", "note")), None)
    return after is not None and after.kind == "paragraph" and after.label is None and "。" in after.text and drafts[i].loose


def _marks(drafts: Sequence[Draft]) -> frozenset[str]:
    """The kinds of signs that tell projects of one list apart (◎ new, ● old, ◇ ended): many kinds in lines right one after
    another, all of which end as projects do."""
    found: set[str] = set()
    kinds: set[str] = set()
    for draft in drafts:
        label = draft.label
        marked = label is not None and not label.path and label.family not in _NO_MARKS and draft.level == 0 and _AT_END.sub("", draft.text).endswith(suffixes())
        if not marked or draft.loose:
            found |= kinds if len(kinds) >= _KINDS else set()
            kinds = set()
        kinds |= {label.family} if marked and label is not None else set()
    return frozenset(found | kinds if len(kinds) >= _KINDS else found)


def _with_departments(drafts: Sequence[Draft]) -> frozenset[int]:
    """The lines behind a sign that close with a department in brackets, right above or below another such line or item (◎…事業（税務課）,
    ○…補助金（商工課）), or with a line between that tells of it: of one list, whatever signs tell its projects apart. Numbered lines with a
    department apart at their end (5 …事業 税務課 継続) are rows of a table."""
    closed = [i for i, d in enumerate(drafts) if d.level == 0 and d.kind in ("paragraph", "item") and (d.label is not None and not d.label.path and d.label.family not in _NO_MARKS or d.kind == "item")
              and _DEPARTMENT.search(d.text[-_CLOSED:])]
    rows = [i for i, d in enumerate(drafts) if d.label is not None and d.label.path and not d.label.word and d.label.rank < 0 and d.level == 0 and _ROW.search(d.text[-_CLOSED:])]
    return frozenset(rows if len(rows) > 1 else ()) | frozenset(i for a, b in pairwise(closed) if (b == a + 1 or b == a + 2 and _is_line_under(drafts[a + 1])) and not drafts[b].loose for i in (a, b) if drafts[i].label is not None)


def _is_line_under(draft: Draft) -> bool:
    """Whether a draft is a line right under another that tells of what that names."""
    return draft.kind == "paragraph" and draft.label is None and draft.level == 0 and not draft.loose and len(draft.text) <= _SIGNED


def _below(own: Label, other: Label) -> bool:
    """Whether a number right under another can be its first child."""
    if own.rank >= 0 and other.rank >= 0:
        return other.rank > own.rank
    if not own.path:
        return True
    return other.path[-1] == 1 or other.path[:1] == own.path[-1:]


def _is_over_text(drafts: Sequence[Draft], i: int) -> bool:
    """Whether running text stands near below a number, so that it is none of a list."""
    return any(draft.kind == "paragraph" and draft.label is None and "。" in draft.text for draft in drafts[i + 1:i + 1 + _OPENING])


def _is_right_over_text(drafts: Sequence[Draft], i: int) -> bool:
    """Whether the next thing below a short title is a paragraph of whole sentences."""
    after = next((draft for draft in drafts[i + 1:i + 4] if draft.kind not in ("furniture", "blank", "note")), None)
    return len(drafts[i].text) <= _SIGNED and "。" not in drafts[i].text and after is not None and after.kind == "paragraph" and after.label is None and after.text.rstrip().endswith("。")


def _goes_on(drafts: Sequence[Draft], i: int, own: Label, other: Label) -> bool:
    """Whether a number right under another goes on with those under the one before it (施策3 under 基本目標2, behind 施策2; ④ under (2))."""
    if not (own.word or other.word or is_outer(own, other)) or other.rank >= 0 or own.path[-1:] <= (1,):
        return False
    before = next((label for draft in reversed(drafts[max(0, i - _FAR):i]) if (label := draft.label) is not None and label.path and label.family in (own.family, other.family)), None)
    return before is not None and before.family == other.family and before.path[:-1] == other.path[:-1] and other.path[-1] == before.path[-1] + 1


def _accepted(drafts: Sequence[Draft], candidates: Sequence[int], runs: Sequence[Sequence[int]], spaced: bool) -> list[int]:
    kept: list[int] = []
    titles: dict[tuple[str, str], int] = {}  # the last place of each number with its title
    for i in candidates:
        titles[_title(drafts[i])] = i
    alone: list[int] = []
    families: set[str] = set()
    listed: set[str] = set()  # families whose longer runs are lists
    headed = {_title(drafts[i]) for run in runs if _is_full(drafts, run) for i in run}
    bare = {run[0] for run in _bare_runs(drafts, [run for run in runs if all(titles[_title(drafts[i])] <= run[-1] for i in run)])}
    for run in runs:
        if (label := drafts[run[0]].label) is not None and label.family == BOLD:
            kept += run
        elif _is_heading_run(drafts, run, spaced, run[0] == candidates[0]) and not _announces(drafts, run, titles, headed):
            kept += run
            families |= {label.family for i in run if len(run) > 1 and (label := drafts[i].label) is not None and label.path}
        elif run[0] in bare:
            kept += run
        elif len(run) == 1:
            alone += run
        elif (label := drafts[run[0]].label) is not None and label.rank < 0 and not label.word and label.path:
            listed.add(label.family)
    kept += [i for i in alone if (label := drafts[i].label) is not None and label.family in families
             and (label.path[-1:] == (1,) or label.family == _SERIAL) and _has_body(drafts, i)]  # (1) alone in one part, where (1) and (2) head another
    kept += [i for i in alone if i not in kept and _lost_markup(drafts, candidates, i)]
    told = Counter(label.family for i in alone if (label := drafts[i].label) is not None and label.path[-1:] == (1,) and _tells(drafts, i))
    kept += [i for i in alone if i not in kept and (label := drafts[i].label) is not None and told[label.family] > 1 and label.family not in listed and _tells(drafts, i)]  # (1) in one part and (1) in the next
    lone = {run[0] for run in runs if len(run) == 1 and (label := drafts[run[0]].label) is not None and label.family in listed - families}
    return sorted(i for i in kept if i not in lone or drafts[i].level or drafts[i].listed)


def _lost_markup(drafts: Sequence[Draft], candidates: Sequence[int], i: int) -> bool:
    """Whether a number with a short title, apart from what stands above it, counts on from a heading by markup (3 計画の期間 behind ## 2 計画の位置付け)."""
    label, at = drafts[i].label, bisect_left(candidates, i)
    if label is None or not label.path or label.path[-1] < 2 or not drafts[i].loose or drafts[i].kind != "paragraph" or len(drafts[i].text) > _SIGNED or not _tells(drafts, i):
        return False
    alike = [drafts[k] for k in candidates[max(0, at - _FAR):at] if (own := drafts[k].label) is not None and own.family == label.family]
    behind = next((own for k in candidates[at + 1:at + _FAR] if (own := drafts[k].label) is not None and own.family == label.family), None)
    return bool(alike) and alike[-1].level > 0 and alike[-1].label is not None and alike[-1].label.path == (*label.path[:-1], label.path[-1] - 1) and (behind is None or behind.path != label.path)


def _bare_runs(drafts: Sequence[Draft], runs: Sequence[Sequence[int]]) -> list[Sequence[int]]:
    """Runs of worded numbers right under another worded number, in a plan that names several parts so and says no more of
    them (基本方針1, 取組1, 取組2; 基本方針2, 取組3)."""
    under: dict[str, list[Sequence[int]]] = {}
    for run in runs:
        label = drafts[run[0]].label
        if label is None or not word_role(label.word) or drafts[run[0]].level != 0:
            continue
        upper = next((drafts[k].label for k in range(run[0] - 1, -1, -1) if drafts[k].kind not in ("furniture", "blank")), None)
        if upper is not None and word_role(upper.word) and upper.family != label.family:
            under.setdefault(label.family, []).append(run)
    return [run for own in under.values() if len(own) > 1 for run in own]


def _title(draft: Draft) -> tuple[str, str]:
    label = draft.label
    return (f"{label.family} {label.path}" if label is not None else "", "".join(draft.text[label.end if label is not None else 0:].split()))


def _is_full(drafts: Sequence[Draft], run: Sequence[int]) -> bool:
    """Whether under each of several worded numbers but the last stand other numbers and running text."""
    label = drafts[run[0]].label
    return len(run) > 1 and label is not None and bool(label.word) and all(_holds(drafts[a + 1:b], label) for a, b in pairwise(run))


def _holds(below: Sequence[Draft], over: Label) -> bool:
    return any(draft.label is not None and draft.label.path and draft.label.family != over.family for draft in below) and any(
        draft.kind == "paragraph" and draft.label is None and len(draft.text) >= _RUNNING and "。" in draft.text for draft in below)


def _announces(drafts: Sequence[Draft], run: Sequence[int], titles: dict[tuple[str, str], int], told: set[tuple[str, str]]) -> bool:
    """Whether worded numbers (基本施策1, 基本施策2) stand in a list or a chart of what is headed with the same words below, and
    no running text stands under them, as where one part looks back by pillar and another ahead; or in a table behind what is so headed
    (told), one right after another."""
    label = drafts[run[0]].label
    if label is None or not label.word or any(drafts[i].level for i in run):
        return False
    if told.issuperset(_title(drafts[i]) for i in run):
        if _is_full(drafts, run):
            return False
        if len(run) > 1 and not all(_has_body(drafts, i) for i in run[:-1]):
            return True
    return len(run) > 1 and all(titles[_title(drafts[i])] > run[-1] for i in run) and not all(_has_sentences(drafts, i) for i in run)


def _runs(drafts: Sequence[Draft], candidates: Sequence[int]) -> list[list[int]]:
    """Siblings: candidates of one family whose figures rise by one, with no outer number between them.

    Each candidate joins the nearest open run of its family that it continues; a candidate closes the runs opened after
    the one it joins, since those stand inside. A number that starts anew closes the run of its family before it."""
    runs: list[list[int]] = []
    open_runs: list[list[int]] = []
    for i in candidates:
        label = drafts[i].label
        if label is None or drafts[i].level > 0:
            runs.append([i])
            open_runs.append(runs[-1])
            if drafts[i].level > 0:
                open_runs = [*(r for r in open_runs[:-1] if is_outer(own := drafts[r[-1]].label, label)
                               or label is None and own is not None and own.path and drafts[r[-1]].level == 0), runs[-1]]  # 2 on the sheet behind that of 1
            continue
        joined = next((k for k in range(len(open_runs) - 1, -1, -1) if _continues(drafts, open_runs[k], drafts[i])), -1)
        if joined >= 0:
            open_runs[joined].append(i)
            del open_runs[joined + 1:]
        else:
            runs.append([i])
            stray = _is_stray(label)
            open_runs = [r for r in open_runs if stray and not _is_stray(drafts[r[0]].label) or not _closes(label, drafts[r[-1]].label)]
            open_runs.append(runs[-1])
    return runs


def _is_stray(label: Label | None) -> bool:
    """Whether a figure begins no numbering, but counts something (20 業務); it closes nothing but its like."""
    return label is not None and label.rank < 0 and not label.word and len(label.path) == 1 and label.path[0] > _FIRSTS


def _closes(label: Label, other: Label | None) -> bool:
    return other is not None and (other.family == label.family or label.rank >= 0 and (other.rank < 0 and other.family not in PARTS or other.rank > label.rank))


def _continues(drafts: Sequence[Draft], run: Sequence[int], draft: Draft) -> bool:
    last, label = drafts[run[-1]].label, draft.label
    if last is None or label is None or last.family != label.family:
        return False
    if not label.path:
        return True  # a sign has no figure
    if draft.listed and not drafts[run[-1]].listed:
        return False  # it goes on with what stood before numbers that the contents leave out
    return bool(last.path) and last.path[:-1] == label.path[:-1] and 0 < label.path[-1] - last.path[-1] <= (3 if label.rank >= 0 else 1)


def _is_heading_run(drafts: Sequence[Draft], run: Sequence[int], spaced: bool, opens: bool) -> bool:
    first = drafts[run[0]]
    label = first.label
    if first.level != 0 or first.listed and (label is None or not label.path):
        return True
    assert label is not None
    if label.rank >= 0:
        return True
    if label.word:
        ahead = [_has_body(drafts, i) for i in run[:-1]] or [_has_body(drafts, run[0])]
        return sum(ahead) * 2 >= len(ahead) and (len(run) > 1 or word_role(label.word) != "")
    if not label.path:
        apart = all(drafts[i].loose or not spaced or label.family in BOXES or len(drafts[i].text) <= _LABEL for i in run)
        return apart and all(len(drafts[i].text) <= _SIGNED for i in run) and sum(_has_prose(drafts, i) for i in run) * 2 > len(run)
    if max(label.path) > _ORDERED:
        return False
    with_body = [_has_body(drafts, i) for i in run]
    loose = [drafts[i].loose or not spaced or _is_behind_table(drafts, i) for i in run]
    if len(run) == 1:
        starts = label.path[-1] == 1 or opens or first.listed > 0 or label.family.startswith("decimal")
        return starts and with_body[0] and loose[0]
    if label.family in ("circled", "halfparen", "parenkana", "kana", "parenalpha", "alpha", "paren") and not any(loose):
        return all(with_body)
    if label.family.startswith(_PARTED) and all(with_body):
        return True
    ahead = with_body[:-1]
    apart = any(loose) or label.family == "simple" and all(_is_right_over_text(drafts, i) for i in run)
    return sum(ahead) * 2 >= len(ahead) and apart and (with_body[-1] or all(ahead))
