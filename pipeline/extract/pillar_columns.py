"""Columns of a table that are the pillars of one plan each, named at their heads (旧計画(…計画) | 新計画(…プラン); 前計画の柱 | 本計画の柱), or the
names that a table gives to what headings call by a word and a letter (領域 | 名称 over A | …, and 領域Aの取組状況)."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.extract import plan_topics
from pipeline.extract.pillar_groups import LONGEST, MOST, Claim, names_part
from pipeline.extract.own_plan import own_plan
from pipeline.extract.pillar_plans import earlier_plan
from pipeline.extract.printed import cell_name, squash
from pipeline.layout.document import Cell, Document, Table
from pipeline.layout.numbering import parse, words_of
from pipeline.source import printed

_WHOSE = re.compile(r"(?:【|〔)?(?:(?P<old>旧|前(?:期|回の?)?|現行?の?|これまでの)|(?P<new>新|新たな|次期?|本|今回の|第?[0-9]次))(?:計画|戦略|プラン|ビジョン|構想|大綱|体系)(?:の?.{0,20})?(?:】|〕)?")
_FEWEST = 2
_WORD = 6  # code points of the name of a column of letters


def in_columns(document: Document) -> Iterator[Claim]:
    """The pillars in the columns of tables of which at least two heads name different plans, or beside the letters of which headings speak."""
    for table in document.tables:
        if table.header_rows == 1 and (names := _coded(document, table)):
            yield Claim(own_plan(document), names, "coded")
        if table.header_rows != 1 or len(table.grid) < 1 + _FEWEST:
            continue
        heads = [(column, plan) for column, cell in enumerate(table.grid[0]) if (plan := _plan(document, table, cell)) is not None]
        if len({plan for _, plan in heads}) < _FEWEST:
            continue
        for column, plan in heads:
            names = _names(document, table, column)
            if names:
                yield Claim(plan, names, "columns")


def _coded(document: Document, table: Table) -> list[tuple[str, int]]:
    """The names beside letters that count on, where headings call nearly all of them by the name of the column of letters; else none."""
    rows = [row for row in table.grid[1:] if len(row) > 1 and row[1].units]
    codes, word = [squash(row[0].text) for row in rows], squash(table.grid[0][0].text)
    if not _FEWEST <= len(rows) <= MOST or codes != [chr(ord("A") + k) for k in range(len(rows))] or not 1 < len(word) <= _WORD:
        return []
    titles = [squash(section.title) for section in document.sections]
    called = sum(any(f"{word}{code}" in title for title in titles) for code in codes)
    return [(cell_name(document, row[1]), row[1].units[0]) for row in rows] if called >= max(_FEWEST, len(rows) - 1) else []


def _plan(document: Document, table: Table, head: Cell) -> str | None:
    """The plan that the head of a column names, '' for an earlier one without a name; None if it names none."""
    text = squash(head.text)
    own = own_plan(document)
    if (place := plan_topics.headed(text)) is not None:
        name = printed(text[slice(*place)])
        return own if own and squash(own).endswith(name) else name
    whose = _WHOSE.fullmatch(text)
    if whose is None:
        return None
    return own if whose["new"] else earlier_plan(document, document.units[head.units[0]])


def _names(document: Document, table: Table, column: int) -> list[tuple[str, int]]:
    """The names below the head of a column, each once, where all are numbered one after another, or with a word for pillars
    in the head; else none."""
    cells = [row[column] for row in table.grid[1:] if row[column].units]
    once = list({id(cell): cell for cell in cells}.values())
    names = [(cell_name(document, cell), cell.units[0]) for cell in once]
    told = any(word in squash(table.grid[0][column].text) for word in words_of("pillar")) or _numbered(once)
    fit = _FEWEST <= len(names) <= MOST and len({name for name, _ in names}) == len(names) and all(0 < len(n) <= LONGEST and "。" not in n and not names_part(n) for n, _ in names)
    return names if told and fit else []


def _numbered(cells: Sequence[Cell]) -> bool:
    """Whether the words of cells are numbered from 1 on, in one way."""
    labels = [parse(cell.text.strip()) for cell in cells]
    known = [label for label in labels if label is not None]
    return len(known) == len(cells) and [label.path[-1:] for label in known] == [(n,) for n in range(1, len(known) + 1)] and len({(label.family, label.word) for label in known}) == 1
