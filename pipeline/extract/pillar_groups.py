"""Groups of names that may be a plan's pillars: siblings among headings, items of a list, columns and header rows of tables, names in a sentence."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.extract.pillar_plans import of_state
from pipeline.extract.printed import bare, cell_name, lead, sign, squash, unnumbered
from pipeline.layout.document import Document, Section, Table
from pipeline.layout.numbering import is_plain_heading, label_of, ordinal, parse
from pipeline.layout.tables import column_roles, is_one_cell
from pipeline.rules import load

FEWEST, MOST = 2, 15  # pillars of a plan
LONGEST = 60  # code points; a longer line is no name
_COLUMNS = 3  # at the left of a table, where the names of its parts stand
_QUOTE = r"「[^「」\n]{2,40}」"
_QUOTES = re.compile(rf"(?:{_QUOTE}(?:、|と|及び|や|・|並びに|、及び|そして|(?:\([^()]*\))?の?)*){{2,}}")
_QUOTED = re.compile(r"「([^「」\n]{2,40})」")
FIGURE = r"[0-9一二三四五六七八九十](?<![0-9.第-].)(?<!第 .)(?:(?<=[0-9])[0-9]?|(?<=[一二三四五六七八九十])[一二三四五六七八九十]?)"
"""A number of one or two figures; opens with one class, which is searched fast."""
COUNT = re.compile(rf"({FIGURE})(?:つ|本|項目|点|分野|大|の(?=[一-龥「『]))([^。]{{0,16}})")
"""A number of things, and the words behind it."""
_BETWEEN = re.compile("、(?:及び|並びに)?|及び|並びに")
_NO_NAME = re.compile("[「」『』()]|[はがを]$")
_ENUMERATED = 30  # code points of a name
_ANSWERS = re.compile("(?:など|等)?の?(?:[0-9一二三四五六七八九十]{1,2}(?:つ|点|項目))?(?:を(?:理由|原因|課題|要因|不安)と|(?:と(?:いう|いった|の)|の)(?:回答|意見|声|要望|指摘|理由)[がはをも])")  # what people said
_FIRST = re.compile(r"[①(1](?:(?<=①)|(?<=[(])(?<![0-9].)1[)]|(?<=1)(?<![0-9.].)(?![0-9.年月日]))")
TOTALS = frozenset({"計", "小計", "合計", "総計"})


class Place(NamedTuple):
    """Where a document prints the names of a group one after another.

    kind: heading, list, column, header, quoted, counted or enumerated. `units` index `Document.units`, one for each name;
    `section` is the one above them (-1: none). `word`: that of their numbers; `sections`: those that the names head;
    `table`: index, -1 for none; `column`: its place there; start, end: positions in the unit's text of names in a sentence;
    `spanning`: the share of the names whose cells reach over several rows."""

    kind: str
    names: tuple[str, ...]
    units: tuple[int, ...]
    section: int
    word: str = ""
    sections: tuple[int, ...] = ()
    table: int = -1
    column: int = 0
    start: int = 0
    end: int = 0
    spanning: float = 0.0


class Claim(NamedTuple):
    """That these are the pillars of a plan: its name, the name of each pillar with the index of the unit that prints it, the
    rule that says so, and the model's probability."""

    plan: str
    names: list[tuple[str, int]]
    rule: str
    chance: float = 1.0

    @property
    def set(self) -> frozenset[str]:
        """The names for comparison."""
        return frozenset(squash(name) for name, _ in self.names)


Group = list[Place]  # all places of the same names


def groups(document: Document) -> list[Group]:
    """The groups of a document in its order; those of one group have the same names, white space aside."""
    found: dict[frozenset[str], Group] = {}
    for place in _places(document):
        names = frozenset(map(squash, place.names))
        if FEWEST <= len(place.names) <= MOST and len(names) == len(place.names) and all(0 < len(n) <= LONGEST for n in place.names) and not all(map(ordinal, names)):
            found.setdefault(names, []).append(place)
    return list(found.values())


def _places(document: Document) -> Iterator[Place]:
    yield from _headings(document)
    yield from _lists(document)
    for table in document.tables:
        yield from _cells(document, table)
    for index, unit in enumerate(document.units):
        if unit.kind in ("paragraph", "item"):
            text = document.text(unit)
            yield from _quoted(text, index, unit.section)
            yield from _counted(text, index, unit.section)
            yield from _enumerated(text, index, unit.section)


def _headings(document: Document) -> Iterator[Place]:
    """Siblings of one kind of number, all siblings, all but those that head parts of any plan; and headings whose worded
    numbers go on from one heading above to the next (政策1 to 政策3 under 将来像1, 政策4 under 将来像2)."""
    siblings: dict[int, list[Section]] = {}
    running: dict[tuple[str, int], list[Section]] = {}
    for section in document.sections:
        if section.title:
            siblings.setdefault(section.parent, []).append(section)
            label = label_of(section.number)
            if label is not None and label.word and len(label.path) == 1:
                running.setdefault((label.word, section.level), []).append(section)
    for parent, sections in siblings.items():
        families: dict[tuple[str, str], list[Section]] = {}
        for section in sections:
            label = label_of(section.number)
            families.setdefault((label.family, label.word) if label is not None else ("", ""), []).append(section)
        for (_, word), family in families.items():
            yield _of_sections(family, parent, word)
        if len(families) > 1:
            yield _of_sections(sections, parent)
        whole = [s for s in sections if not names_part(s.title) and not words("part").search(squash(s.title))]
        if len(whole) < len(sections):
            yield _of_sections(whole, parent)
    for (word, _), sections in running.items():
        if len({s.parent for s in sections}) > 1:
            first = {squash(s.title): s for s in reversed(sections)}  # a title that comes again keeps its first place
            yield _of_sections(list(first.values())[::-1], sections[0].parent, word)


def _of_sections(sections: Sequence[Section], parent: int, word: str = "") -> Place:
    return Place("heading", tuple(bare(s.name) for s in sections), tuple(s.unit for s in sections), parent, word,
                 tuple(s.index for s in sections))


def _lists(document: Document) -> Iterator[Place]:
    """The items of one depth and kind of bullet that follow each other; deeper ones and text between them explain."""
    runs: dict[tuple[int, str], list[int]] = {}
    before = ""
    for index, unit in enumerate(document.units):
        if unit.kind in ("note", "caption"):
            continue
        if unit.kind == "item":
            for key in [k for k in runs if k[0] > unit.depth]:
                yield _of_items(document, runs.pop(key))
            runs.setdefault((unit.depth, sign(unit.marker)), []).append(index)
        elif not (unit.kind == "paragraph" and before == "item"):
            yield from (_of_items(document, run) for run in runs.values())
            runs = {}
        before = unit.kind
    yield from (_of_items(document, run) for run in runs.values())


def _of_items(document: Document, items: Sequence[int]) -> Place:
    leads = [lead(document, document.units[k])[0] for k in items]
    word = _common_word(leads) or _common_word(document.units[k].marker for k in items)
    return Place("list", tuple(unnumbered(list(map(bare, leads)))), tuple(items), document.units[items[0]].section, word)


def _cells(document: Document, table: Table) -> Iterator[Place]:
    """The first columns below the header rows, each name once, and the header row, whole and without its first cell."""
    width = len(table.grid[0]) if table.grid else 0
    for column in range(min(_COLUMNS, width)):
        below = {cell_name(document, c): c.units[0] for row in reversed(table.grid[table.header_rows:]) if (c := row[column]).units and not is_one_cell(row)}
        names = [(name, unit) for name, unit in reversed(below.items()) if squash(name) not in TOTALS and name[:1] != "※"]
        word = _counting(table, column - 1) if column else ""
        word = word or _common_word(document.text(document.units[u]) for _, u in names)
        yield Place("column", tuple(n for n, _ in names), tuple(u for _, u in names), table.section, word, table=table.index, column=column,
                    spanning=_spanning(table, column))
    if table.header_rows:
        heads = list({cell_name(document, c): c.units[0] for c in table.grid[0] if c.units}.items())
        for names in (heads, heads[1:]):
            yield Place("header", tuple(n for n, _ in names), tuple(u for _, u in names), table.section, table=table.index)


def _spanning(table: Table, column: int) -> float:
    """The share of a column's cells that reach over several rows, or stand over empty ones beside which something stands."""
    rows = table.grid[table.header_rows:]
    cells = [(r, row[column]) for r, row in enumerate(rows) if row[column].text and (r == 0 or rows[r - 1][column] is not row[column])]
    reach = sum(r + 1 < len(rows) and (rows[r + 1][column] is cell or not rows[r + 1][column].text and any(c.text for c in rows[r + 1][column + 1:]))
                for r, cell in cells)
    return reach / len(cells) if cells else 0.0


def _common_word(texts: Iterable[str]) -> str:
    """The word with which each of the texts is numbered (柱1 守る, 柱2 伸ばす); '' where they are not."""
    common = ""
    for text in texts:
        label = parse(text) or parse(text + " ")
        if label is None or not label.word or common and label.word != common:
            return ""
        common = label.word
    return common


def _counting(table: Table, column: int) -> str:
    """The header of a column that holds nothing but figures or letters (領域 over A, B, C), which number what stands beside it."""
    below = [squash(row[column].text) for row in table.grid[table.header_rows:]]
    return squash(table.grid[0][column].text) if table.header_rows and all(map(ordinal, below)) else ""


def _quoted(text: str, unit: int, section: int) -> Iterator[Place]:
    if text.count("「") < FEWEST:
        return
    for match in _QUOTES.finditer(text):
        if of_state(text, match.start()) or _ANSWERS.match(text, match.end()):
            continue
        names = tuple(m[1] for m in _QUOTED.finditer(match.group()))
        yield Place("quoted", names, (unit,) * len(names), section, start=match.start(), end=match.end())


def _counted(text: str, unit: int, section: int) -> Iterator[Place]:
    for match in _FIRST.finditer(text) if "1" in text or "①" in text else ():
        names, end = counted(text, match.start())
        if names and not of_state(text, match.start()):
            yield Place("counted", tuple(names), (unit,) * len(names), section, start=match.start(), end=end)


def _enumerated(text: str, unit: int, section: int) -> Iterator[Place]:
    """Names without quotation marks right before their number: 備える対策、逃げる対策及び立て直す対策の三つの…."""
    for match in COUNT.finditer(text):
        number, close = ordinal(match[1]), match.start() - 1
        if not FEWEST <= number <= MOST or text[close:match.start()] not in ("の", "を"):
            continue
        first = close - number * (_ENUMERATED + 4)  # names of the longest kind, and what stands between them
        start = max(first, text.rfind("。", max(0, first), close) + 1, 0)
        ends = [m.span() for m in _BETWEEN.finditer(text, start, close)]
        if start == first > 0 and len(ends) < number:
            continue  # the first is longer than a name
        starts = [start, *(b for _, b in ends)]
        places = list(zip(starts, [*(a for a, _ in ends), close]))[-number:]
        names = tuple(text[a:b] for a, b in places)
        if len(names) == number and all(FEWEST <= len(name) <= _ENUMERATED and not _NO_NAME.search(name) for name in names) and not of_state(text, close):
            yield Place("enumerated", names, (unit,) * number, section, start=places[0][0], end=match.end())


@lru_cache(maxsize=MOST)
def _counted_name(number: int) -> re.Pattern[str]:
    """A name behind a number, and what stands between it and the next."""
    own, following = (rf"(?:[(]?{n}(?![0-9])[)]?|{chr(0x245F + n)})" for n in (number, number + 1))
    before_next = rf"[、,]?(?:及び|並びに|と|そして)?(?={following})"
    return re.compile(rf"{own}[ .]?(?:([^0-9①-⑳。「」()]{{2,60}}?){before_next}|([^0-9①-⑳、。「」()]{{2,40}}?)(?:"
                      r"、(?:及び|並びに)?|及び|並びに|[のをに](?=[0-9一二三四五六七八九十]+(?:つ|本|大|項目|点|分野))|で(?:す|ある)|を(?=掲げ|定め|設け|置|柱|据え|位置)|。|$))")


def counted(text: str, at: int) -> tuple[list[str], int]:
    """The names behind 1, 2, 3 (printed ①②③) from a position on, and where the last one ends."""
    found: list[str] = []
    while len(found) < MOST and (match := _counted_name(len(found) + 1).match(text, at)):
        found.append(match[1] or match[2])
        at = match.end()
    return found, at


@lru_cache(maxsize=8)
def words(sign: str) -> re.Pattern[str]:
    """The words of pillar_signs.csv that speak for one thing, as alternatives."""
    return re.compile("|".join(re.escape(r["word"]) for r in load("pillar_signs") if r["sign"] == sign))


@lru_cache(maxsize=1)
def _parts() -> tuple[frozenset[str], tuple[str, ...]]:
    rows = load("structural_headings")
    return frozenset(squash(r["title"]) for r in rows), tuple(squash(r["title"]) for r in rows if r["whole"] == "no")


@lru_cache(maxsize=1024)
def names_part(title: str) -> bool:
    """Whether a title names a part that any plan may have (はじめに, 現状と課題, 推進体制)."""
    flat = squash(title)
    whole, ends = _parts()
    return flat != "" and (is_plain_heading(flat) or flat in whole or flat.endswith(ends))


_VALUE = re.compile(r"(?:令和|平成|[RH])?[0-9][0-9.,]*(?:年|[%％万億千]|[^つの本0-9]|$)")


def is_value(name: str) -> bool:
    """Whether words begin as the value of an indicator or a goal does (R12年度 40万件), not as a name."""
    return _VALUE.match(squash(name)) is not None


def roles_of(table: Table) -> list[str]:
    """The roles of a table's columns from their headers."""
    return column_roles(table.grid, table.header_rows)


def alike(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two sets of names share half of the names of the smaller one."""
    return len(a & b) * 2 >= min(len(a), len(b))
