"""The blocks that Pandoc adds to CommonMark, as rules of the block parser: drawn tables, fences of divs, blocks of lines."""
from __future__ import annotations

import re
from bisect import bisect_right
from itertools import takewhile

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from mdit_py_plugins.deflist import deflist_plugin

from pipeline.readers.markdown_columns import Row
from pipeline.readers.markdown_grids import DASHES, Dashed, dashed, grid_lines

_ENDS_PARAGRAPH: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
_BORDER = re.compile(r"\+(?:[-=:]+\+)+$")
_DIV = re.compile(r":{3,}[ \t]*(?:\{[^{}\n]*\}|[^\s{}:]+)?[ \t]*:*$")
_ALL_DASHES = re.compile(r"^[ \t>]*-{2,}(?:[ \t]+-{2,})*[ \t]*$", re.M)
_NO_HEADER = re.compile(r"[#>]|[-*+](?:\s|$)|`{3}|~{3}|\d{1,9}[.)]\s")
_LONGEST_HEADER = 4  # lines
_TILDE = re.compile(r"^([ \t]{0,3})~(?=[ \t])", re.M)


def add(parser: MarkdownIt) -> None:
    """Let a parser know these blocks: tokens `grid` (meta: `width`), `dashed` (meta: `table`), `div_fence`, `line_block`."""
    parser.use(deflist_plugin)
    rules = parser.block.ruler
    rules.before("table", "grid", _grid, _ENDS_PARAGRAPH)
    rules.before("table", "dashed", _dashed)
    rules.before("fence", "div_fence", _div_fence, _ENDS_PARAGRAPH)
    rules.after("table", "line_block", _line_block)


def parsed_text(text: str) -> str:
    """The text for the parser, line for line: `~` at the head of a line opens no definition, as it cuts ranges of years."""
    return _TILDE.sub("\\1.", text)


def _content(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line]:state.eMarks[line]].rstrip()


def _outside(state: StateBlock, line: int) -> bool:
    """Whether a line stands left of the block at hand, so that it does not belong to it."""
    return state.sCount[line] < state.blkIndent


def _push(state: StateBlock, kind: str, first: int, last: int, **meta: object) -> bool:
    token = state.push(kind, "", 0)
    token.map, token.meta = [first, last], meta
    state.line = last
    return True


def _grid(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    if first < state.env.get("grids", 0) or state.is_code_block(first) or not _BORDER.match(_content(state, first)):
        return False
    lines = ("" if _outside(state, line) else _content(state, line) for line in range(first, last))
    seen, count, width = grid_lines(takewhile(_is_framed, lines))
    behind = first + seen
    if count < 3 or count < seen or behind < last and not _outside(state, behind) and _is_framed(_content(state, behind)):
        state.env["grids"] = behind  # no border up to here opens a grid either
        return False
    return silent or _push(state, "grid", first, first + count, width=width)


def _is_framed(content: str) -> bool:
    return content != "" and content[0] in "+|" and content[-1] in "+|"


def _dashed(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    if silent or state.is_code_block(first) or first + 1 >= last:
        return False
    table = _dashed_at(state, first, last)
    return table is not None and _stands(state, table, first) and _push(state, "dashed", first, table.end, table=table)


def _stands(state: StateBlock, table: Dashed, first: int) -> bool:
    """Whether the lines of a table stand in its columns."""
    ends = {line: state.eMarks[line] for line in range(first, table.end)}
    starts = {line: state.src.rfind("\n", 0, end) + 1 for line, end in ends.items()}
    bodies = {line: state.bMarks[line] + state.tShift[line] for line in ends}
    return dashed(state.src, table, bodies, starts, ends) is not None


def _dashed_at(state: StateBlock, first: int, last: int) -> Dashed | None:
    """The table under dashes that starts at a line: names over dashes, or dashes above and below, or three lines of them."""
    opening = _groups(_content(state, first))
    if not opening:
        return _named(state, first, last)
    if opening == 1 and (boxed := _boxed(state, first, last)):
        return boxed
    rule = first if opening > 1 else _next_dashes(state, first, last)
    end = _next_dashes(state, rule, last)
    if end < 0 or _groups(_content(state, rule)) < 2 or _groups(_content(state, end)) != (_groups(_content(state, rule)) if rule == first else 1):
        return None
    between = [line for line in range(first + 1, end) if line != rule]
    if all(state.isEmpty(line) for line in between) or any(not state.isEmpty(line) and _outside(state, line) for line in between):
        return None
    if rule == first:
        return Dashed((first, first), end, (first + 1, end), end + 1)
    if rule == first + 1 or any(state.isEmpty(line) for line in range(first + 1, rule)) or end == rule + 1:
        return None
    return Dashed((first + 1, rule), rule, (rule + 1, end), end + 1)


def _named(state: StateBlock, first: int, last: int) -> Dashed | None:
    """The table whose names begin at a line, without a line of dashes above."""
    rule = first
    while rule < min(last, first + _LONGEST_HEADER + 1) and not _outside(state, rule) and not _groups(_content(state, rule)):
        if state.isEmpty(rule) or _NO_HEADER.match(_content(state, rule)):
            return None
        rule += 1
    if rule >= last or _outside(state, rule) or _groups(_content(state, rule)) < 2:
        return None
    end = rule + 1
    while end < last and not state.isEmpty(end) and not _outside(state, end) and not _groups(_content(state, end)):
        end += 1
    closed = end < last and not _outside(state, end) and _groups(_content(state, end)) > 0
    return Dashed((first, rule), rule, (rule + 1, end), end + closed) if end > rule + 1 else None


def _boxed(state: StateBlock, first: int, last: int) -> Dashed | None:
    """A table of one column, which Pandoc sets in and rules as wide as its text; what is ruled at the margin is a heading."""
    dashes = _content(state, first)
    end = _next_dashes(state, first, last)
    if state.sCount[first] < state.blkIndent + 2 or end < first + 2 or not _in_box(state, first, end, dashes):
        return None
    below = _next_dashes(state, end, last)
    if below > end + 1 and not state.isEmpty(end + 1) and not any(map(state.isEmpty, range(first, end))) and _in_box(state, end, below, dashes):
        return Dashed((first + 1, end), end, (end + 1, below), below + 1)
    return Dashed((first, first), first, (first + 1, end), end + 1)


def _in_box(state: StateBlock, first: int, end: int, dashes: str) -> bool:
    """Whether the lines between two equal ones of dashes are set in, and no wider than these."""
    printed = [line for line in range(first + 1, end) if not state.isEmpty(line)]
    return _content(state, end) == dashes and all(
        state.sCount[line] >= state.sCount[first] and Row(_content(state, line), "narrow").columns <= len(dashes) for line in (*printed, end))


def _groups(content: str) -> int:
    """How many groups of dashes a line consists of; 0 for another line."""
    return len(content.split()) if DASHES.match(content) else 0


def _next_dashes(state: StateBlock, line: int, last: int) -> int:
    """The next line of dashes behind `line`; -1 for none before `last`."""
    if line < 0:
        return -1
    if "dashes" not in state.env:
        ends = [found.start() for found in re.finditer("\n", state.src)]
        state.env["dashes"] = [bisect_right(ends, found.end() - 1) for found in _ALL_DASHES.finditer(state.src)]
    known = state.env["dashes"]
    at = bisect_right(known, line)
    return known[at] if at < len(known) and known[at] < last else -1


def _div_fence(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    if state.is_code_block(first) or not _DIV.match(_content(state, first)):
        return False
    return silent or _push(state, "div_fence", first, first + 1)


def _line_block(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    if silent or state.is_code_block(first) or not _is_verse(_content(state, first)):
        return False
    end = first + 1
    while end < last and not _outside(state, end) and _is_verse(_content(state, end)):
        end += 1
    return _push(state, "line_block", first, end)


def _is_verse(content: str) -> bool:
    """A line behind a bar: `| …`, and no further bar as rows of tables have."""
    return content == "|" or content.startswith("| ") and content.count("|") == 1
