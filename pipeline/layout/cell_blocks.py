"""Cells of a table that a converter put one under another, parted by blank lines: the lines of each are one."""
from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.layout.drafts import Draft, merged
from pipeline.layout.project_names import GOES_ON
from pipeline.layout.tables import is_label, role
from pipeline.layout.wrapped_cells import BODY_END, is_name
from pipeline.source import unspaced

_LINE = 24  # code points of a line of a cell
_MOST = 5  # lines of a cell
_LEAST, _HEADS = 8, 3  # cells of a table, and names of columns among them
_COLUMN = 3  # code points of the name of a column that is no end of another name
_SLACK = 2  # code points by which full lines of a cell differ


def whole(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts; where many short stretches between blank lines follow one another, and several of them name columns, a stretch of lines that fill
    its cell is one."""
    found: list[Draft] = []
    for run in _runs(drafts):
        blocks = list(_blocks(run)) if len(run) >= _LEAST and run[0].kind == "paragraph" else []
        if len(blocks) < _LEAST or sum(len(block) == 1 and is_label(words := unspaced(block[0].text)) and role(words) != "" for block in blocks) < _HEADS:
            found += run
            continue
        for block in blocks:
            names = any(len(words := unspaced(draft.text)) >= _COLUMN and is_label(words) and role(words) != "" for draft in block[1:])  # 数値目標 / 現状値
            found += [merged(block)] if not names and _is_wrapped(block) else block
    return found


def _runs(drafts: Sequence[Draft]) -> Iterator[list[Draft]]:
    """The drafts in runs of lines that may be of cells, and one by one between them; what belongs to a page ends none."""
    run: list[Draft] = []
    for draft in drafts:
        if draft.kind == "paragraph" and draft.level == 0 and len(draft.read) == 1 and 0 < len(draft.text) <= _LINE and not (draft.label is not None and draft.label.rank >= 0):
            run.append(draft)
        else:
            if run:
                yield run
            yield [draft]
            run = []
    if run:
        yield run


def _blocks(run: Sequence[Draft]) -> Iterator[list[Draft]]:
    """The stretches between blank lines."""
    block: list[Draft] = []
    for draft in run:
        if draft.loose and block:
            yield block
            block = []
        block.append(draft)
    yield block


def _is_wrapped(block: Sequence[Draft]) -> bool:
    """Whether the lines of a stretch are one cell: all but the last are full, and they are no departments and no names by themselves."""
    lines = [unspaced(draft.text) for draft in block]
    full = [len(line) for line in lines[:-1]]
    if not 1 < len(lines) <= _MOST or max(full) - min(full) > _SLACK or len(lines[-1]) > max(full) + 1 or any(draft.label is not None for draft in block[1:]):
        return False
    if all(BODY_END.search(line) for line in lines):
        return False
    return not all(is_name(line) and not (k and GOES_ON.match(line)) for k, line in enumerate(lines))
