"""Draft blocks to the document tree: headings, joins, captions, cells and notes settled, the reader's text laid out."""
from __future__ import annotations

import re
from collections import Counter
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Sequence

from pipeline.layout import cell_blocks, contents, headings, joins, marked, narrow_cells, note_calls, note_heads, note_tables, notes, plain, repeats, signed_lists, tables
from pipeline.layout.bold import between_numbers
from pipeline.layout.document import Anchor, Block, BlockKind, Cell, Document, Note, Section, Table, Unit, UnitKind
from pipeline.layout.drafts import Draft, DraftCell
from pipeline.layout.heading_tree import Heading
from pipeline.layout.lists import without
from pipeline.layout.numbering import parse, word_role
from pipeline.layout.title_lines import is_called, is_kind_only, is_of_body, is_term, without_furniture
from pipeline.source import Mark, Pieces, SourceText, Span, printed

_ITEM_FAMILIES = frozenset({"simple", "paren", "halfparen", "circled", "parenkana", "kana", "parenalpha", "alpha",
                            "parenkanji", "kanji", "roman", "decimal2", "decimal3", "no"})
_JOINED_MEDIA = frozenset({"text/plain", "text/markdown"})  # formats in which a page break can cut
_TITLE_LINES = 12  # drafts; the title stands among the first lines
_ENCLOSED = dict(zip("【〔《≪<〈＜[［(（", "】〕》≫>〉＞]］)）"))
_UNDER = 2  # drafts under a heading that opens the document
_TITLE_LENGTH = 60  # code points
_PLAN = re.compile(r"(?:計画|戦略|ビジョン|プラン|構想|大綱|方針|指針|プログラム)(?:[ 　]?(?:20[0-9０-９]{2}(?:[-－–~～][0-9０-９]{2,4})?|[0-9０-９]{1,4}|[Ⅰ-Ⅻ]|[IVX]{1,4}))?(?:[ 　]*[/／][ 　]*(?:本文|本編|全文|概要版?|目次))?(?:[ 　]*[(（〔【\[「『].*)?(?:の(?:策定|改[定訂]|概要|見直し|ポイント|骨格|骨子|要旨|(?:施策)?体系図?)|本編|概要版?|実施計画)?(?:について)?(?:[ 　]*(?:の|に基づく|における|に係る)?(?:事業|取組|施策|具体的取組)の?(?:一覧表?|総括表|調書|(?:実施|進捗|取組|進行|達成)(?:の)?状況(?:一覧表?|調書|表|報告書?|シート|について)?(?:[(（][^()（）]*[)）])?))?(?:[ 　]*(?:実施|進捗|取組|進行|達成)(?:の)?(?:状況|管理)(?:一覧表?|調書|表|シート))?(?:[ 　]*(?:(?:令和|平成|20)[0-9元]+年度)?[ 　]*の?(?:[一-龥]{0,6}(?:評価|点検|報告)書?|(?:の?(?:令和|平成|20)[0-9元]+年度の?)?(?:取組|実施|進捗|達成|進行)(?:の)?(?:状況|結果))(?:[(（].*)?)?$")
_NAMED = re.compile(r"[^、。0-9]{3,40}(?:計画|戦略|ビジョン|プラン|構想|大綱|指針|プログラム)(?:20[0-9]{2}|[IVX]{1,3})?")
_CELL_END = " \u3000\t\n|｜"  # of a cell that a copy left as a line
_EDGES = " \u3000-－―–—|｜/／0123456789０１２３４５６７８９"  # a page's number beside its head
_PAGES = 3  # on which a running head names the document
_QUOTED_PLAN = re.compile(r"(?:次期|新たな|新|第[0-9一二三四五六七八九十]{1,3}[期次]|20[0-9]{2}年度? ?)?[「『][^「」『』]{2,40}(?:計画|戦略|ビジョン|プラン|構想|大綱|方針|指針|プログラム)[^「」『』一-龥]{0,6}[」』](?:[(（][^()（）]{1,12}[)）])?(?:の?(?:概要|骨子|ポイント|要旨|案|素案|策定)(?:について)?(?:[(（][^()（）]{1,12}[)）])?)?$")  # 次期「…プラン」(素案)の概要


def build(source: SourceText) -> Document:
    """The document tree of a source.

    Every character of the source belongs to exactly one block; what is read stands once in `Document.reading.text`."""
    opened = note_tables.opened(source.text, marked.drafts(source) if source.marks else plain.drafts(source.text))
    drafts = repeats.once(between_numbers(narrow_cells.joined(cell_blocks.whole(note_heads.headed(headings.annexes(contents.found(signed_lists.listed(source.text, opened))))))))
    found = headings.choose(drafts)
    chosen = {h.draft for h in found}
    drafts = [d if i in chosen or d.label is None else _demoted(d) for i, d in enumerate(drafts)]
    places = {i: i for i in range(len(drafts))}
    if source.media_type in _JOINED_MEDIA:
        titles = {m.start for m in source.marks if m.kind == "title"}
        drafts, places = joins.join(source.text, drafts, {*chosen, *(i for i, d in enumerate(drafts) if d.own[0].start in titles)})
    tree = {places[h.draft]: h for h in found}
    return _Composer(source, drafts, tree).document([places[h.draft] for h in found])


def _demoted(draft: Draft) -> Draft:
    """A numbered line that is no heading: an item with its number as the bullet, or running text."""
    assert draft.label is not None
    if not draft.label.path:
        return draft._replace(label=None)  # a sign: an item or running text as it stands
    if (draft.label.family in _ITEM_FAMILIES or draft.label.word) and draft.title_at > draft.read[0].start:
        read = tuple(Span(max(a, draft.title_at), b) for a, b in draft.read if b > draft.title_at)
        return draft._replace(kind="item", marker=draft.label.text, read=read, label=None)
    return draft._replace(label=None)


@dataclass
class _Composer:
    """Collects blocks and units while it walks the drafts in order."""

    source: SourceText
    drafts: Sequence[Draft]
    tree: dict[int, Heading]
    blocks: list[Block] = field(default_factory=list)
    spans: list[tuple[Span, ...]] = field(default_factory=list)
    units: list[tuple[UnitKind, int, int, str, int, int, int, int, int]] = field(default_factory=list)
    solid: set[int] = field(default_factory=set)  # units whose stretches are known to be one text
    calls: list[tuple[int, int, str]] = field(default_factory=list)  # marks in the source that call a note
    called: list[int] = field(default_factory=list)  # where these start, and one beyond the text
    anchors: list[Anchor] = field(default_factory=list)
    cells: list[tuple[int, int, list[tuple[DraftCell, tuple[int, ...]]], str]] = field(default_factory=list)  # with their units

    def document(self, order: Sequence[int]) -> Document:
        text = self.source.text
        section = -1
        heads: dict[int, int] = {}
        stated = sorted((m for m in self.source.marks if m.kind == "anchor"), key=lambda m: m.start)
        self.calls = self._calls(bool(stated))
        self.called = [*(start for start, _, _ in self.calls), len(text)]
        captions = _captions(self.drafts)
        title, lines = _title(self.source, self.drafts, order)
        for i, draft in enumerate(self.drafts):
            if i in self.tree:
                section += 1
                heads[i] = section
            kind: BlockKind = "heading" if i in self.tree else "title" if i in lines else draft.kind
            self.blocks.append(Block(kind, draft.own, section))
            block = len(self.blocks) - 1
            if kind == "table":
                self._table(draft, block, section, captions.get(i, ""))
            elif kind in ("title", "heading", "paragraph", "item", "note", "caption"):
                read = self._called(draft.read, section) if kind != "note" else draft.read
                self._unit(kind, read, block, section, notes.figure(draft.marker) if kind == "note" else draft.marker, draft.depth)
        self.anchors += [Anchor(notes.figure(notes.marker_of(m.value)) or m.value, m.start, m.end, self._section_at(m.start)) for m in stated]
        reading, places = Pieces.of(text, self.spans, self.solid)
        units = tuple(Unit(u[0], a, b, *u[1:]) for u, (a, b) in zip(self.units, places))
        by_block = {u.block: k for k, u in enumerate(units) if u.kind == "heading"}
        sections = tuple(self._section(n, i, order, by_block) for n, i in enumerate(order))
        grids = tuple(self._grid(t, units, reading) for t in range(len(self.cells)))
        kept = tuple(Note(notes.figure(u.marker), k) for k, u in enumerate(units) if u.kind == "note")
        return Document(self.source, self._partition(), units, sections, grids, kept,
                        tuple(sorted(self.anchors, key=lambda a: a.start)), reading, title)

    def _calls(self, stated: bool) -> list[tuple[int, int, str]]:
        """The marks in the source that call a note; plain figures only where the format states no calls."""
        text, joined = self.source.text, self.source.media_type in _JOINED_MEDIA
        own = [d for d in self.drafts if d.kind == "note"]
        found = notes.calls(text, frozenset(d.marker for d in own), spaced=stated or not joined)
        if stated or found and not joined:
            return found
        opens = sorted((d.own[0].start, d.read[0].start) for d in own if d.read)  # marks of notes, which call none
        outside = [call for call in found if (k := bisect_right(opens, (call[0], len(text))) - 1) < 0 or opens[k][1] <= call[0]]
        known = {marker for _, _, marker in outside}
        noted = [note_calls.Noted(notes.figure(d.marker), *d.own[0]) for d in own
                 if notes.figure(d.marker).isdecimal() and (d.marker.isdecimal() or d.marker not in known)]
        flat = note_calls.flat_calls(text, noted, [(a, b, notes.figure(marker)) for a, b, marker in outside])
        return sorted([*found, *flat])

    def _unit(self, kind: UnitKind, read: Sequence[Span], block: int, section: int, marker: str = "", depth: int = 0,
              table: int = -1, row: int = -1, column: int = -1, item: int = 0) -> int:
        self.spans.append(tuple(read))
        self.units.append((kind, block, section, marker, depth, table, row, column, item))
        return len(self.units) - 1

    def _called(self, read: Sequence[Span], section: int) -> tuple[Span, ...]:
        """`read` without the marks that call notes, which become anchors."""
        if not self.calls:
            return tuple(read)
        kept: list[Span] = []
        for span in read:
            a, b = span
            first = bisect_left(self.called, a)
            if first and (before := self.calls[first - 1])[1] > a:
                begun = any(x <= before[0] < y for x, y in read)
                if begun or self.source.text[before[0]] == "\\":  # a mark with an escape inside or before it: （\*1）; **1 is in bold type
                    self.anchors += () if begun else (self._anchor(*before, section),)
                    a = min(b, before[1])
                    span = Span(a, b)
            if self.called[first] >= b:
                if b > a:
                    kept.append(span)
                continue
            found = self.calls[first:bisect_left(self.called, b)]
            self.anchors += [self._anchor(s, e, marker, section) for s, e, marker in found]
            kept += without(a, b, [Span(s, e) for s, e, _ in found])
        return tuple(kept)

    def _anchor(self, start: int, end: int, marker: str, section: int) -> Anchor:
        """The anchor at a mark, round brackets about it left out."""
        text = self.source.text
        return Anchor(notes.figure(marker), start + (text[start] in "(（"), end - (text[end - 1] in ")）⁾"), section)

    def _table(self, draft: Draft, block: int, section: int, caption: str) -> None:
        found = []
        for cell in draft.cells:
            units = tuple(self._unit("cell", self._called(item, section), block, section,
                                     marker, 0, len(self.cells), cell.row, cell.column, k)
                          for k, (item, marker) in enumerate(zip(cell.items, cell.markers)))
            self.solid.update(units if cell.solid else ())
            found.append((cell, units))
        self.cells.append((block, section, found, caption))

    def _grid(self, index: int, units: Sequence[Unit], reading: Pieces) -> Table:
        block, section, cells, caption = self.cells[index]
        text = reading.text
        rows = tables.grid([Cell(c.row, c.column, own, " ".join([text[units[u].start:units[u].end] for u in own]),
                                 c.rowspan, c.colspan, c.header) for c, own in cells])
        headers = tables.header_rows(rows)
        marked = {(cell.row, cell.column) for row in rows for cell in row if cell.units and units[cell.units[0]].marker}
        return Table(index, block, section, caption, tables.banded(rows, headers, marked), headers)

    def _section(self, index: int, draft: int, order: Sequence[int], units: dict[int, int]) -> Section:
        heading, one = self.tree[draft], self.drafts[draft]
        text = self.source.text
        title = "".join(text[max(a, one.title_at):b] for a, b in one.read if b > one.title_at)
        label = one.label.text if one.label is not None else ""
        title = _plain_title(title.strip(_CELL_END))
        if one.label is not None and not one.label.path and (inner := parse(title)) is not None:
            label, title = inner.text, title[inner.end:]  # ■ 基本目標1 …, 【1 …】
        number, name = _parted(title) if one.label is not None and one.label.path and not one.label.word else ("", title)
        return Section(index, heading.parent, heading.level, label, f"{number} {printed(name)}".strip(), one.read[0].start,
                       one.read[-1].end, units[draft], number)

    def _section_at(self, place: int) -> int:
        """The section of the last block that starts at or before a place of the source."""
        k = bisect_right(self.blocks, place, key=lambda block: block.spans[0].start) - 1
        return self.blocks[k].section if k >= 0 else -1

    def _partition(self) -> tuple[Block, ...]:
        """The blocks with blank ones in between, so that they cover the source; indices of the others stay."""
        covered = sorted(s for b in self.blocks for s in b.spans)
        gaps = without(0, len(self.source.text), covered)
        return (*self.blocks, *(Block("blank", (gap,)) for gap in gaps))


def _parted(title: str) -> tuple[str, str]:
    """The worded number of a pillar or measure that opens a title (基本目標1 …), if there is one, and what is behind it."""
    label = parse(title)
    return (printed(title[:label.end]), title[label.end:]) if label is not None and word_role(label.word) and label.end < len(title) else ("", title)


def _plain_title(title: str) -> str:
    """A title without the brackets that enclose the whole of it."""
    closer = _ENCLOSED.get(title[:1], "")
    return title[1:-1].strip() if closer and title.find(closer) == len(title) - 1 > 1 else title


_PART_OF_PLAN = re.compile("(?:第[0-9一二三四五六七八九十]{1,3}[期次])?(?:前期|中期|後期)?(?:(?:基本|実施|行動|推進|実行)(?:計画|プラン)|アクション・?(?:プラン|プログラム)|重点戦略)")
_WAY = re.compile("[>＞›»→≫].+[>＞›»→≫]")  # the way to a page of a site
_NAME_OF_PLAN = re.compile("[^。、「」()（）:：0-9年月日県市区町村都道府課室局部会]{3,20}(?:20[0-9]{2}|21)?")


def _title(source: SourceText, drafts: Sequence[Draft], headings: Sequence[int]) -> tuple[str, set[int]]:
    """The document's title and the drafts before its first heading that print it: the one that the format states, else
    the first short line that names a kind of plan, else a running head that does; empty where none does."""
    stated = next((m for m in source.marks if m.kind == "title"), None)
    first = headings[0] if headings else len(drafts)
    shown = range(min(first, _TITLE_LINES)) if first else range(1, min(1 + _UNDER, len(drafts)))  # a sheet of a workbook has its own name over the title
    head = [(i, drafts[i]) for i in shown if i not in headings[:_TITLE_LINES] and drafts[i].kind == "paragraph" and len(drafts[i].text) <= _TITLE_LENGTH and "。" not in drafts[i].text
            and _WAY.search(drafts[i].text) is None]
    if stated is not None:
        title = without_furniture(printed(_read(source, drafts, stated)))
    else:
        lines = [(i, without_furniture(printed(d.text))) for i, d in head]
        named = [words for i, words in lines if _PLAN.search(words) or _QUOTED_PLAN.match(words) or not i and is_called(words)]
        title = next((words for words in named if not is_kind_only(words) and (is_of_body(words) or not is_kind_only(named[0]))), "")
    title = _whole(title, [d for _, d in head]) or _running(drafts)
    flat = "".join(title.split())
    return title, {i for i, d in head if flat and (flat in (own := "".join(printed(d.text).split())) or flat.endswith(own) and (
        _PART_OF_PLAN.fullmatch(own) or is_term(flat[:-len(own)])) or is_term(own) and flat.startswith(own))}


def _whole(title: str, head: Sequence[Draft]) -> str:
    """A title that stands on two lines of the cover: the name of a plan, and the part of it that the document is (みなと未来航路 / 第5期実施計画)."""
    lines = [without_furniture(printed(d.text)) for d in head]
    k = lines.index(title) if title in lines else -1
    if k > 0 and is_term(lines[k - 1]):
        return f"{''.join(lines[k - 1].split())}{title}"
    if k > 0 and _PART_OF_PLAN.fullmatch("".join(title.split())) and _NAME_OF_PLAN.fullmatch(lines[k - 1]):
        return f"{lines[k - 1]} {title}"
    if 0 <= k < len(lines) - 1 and _PART_OF_PLAN.fullmatch("".join(lines[k + 1].split())) and not _PART_OF_PLAN.fullmatch("".join(title.split())):
        return f"{title} {lines[k + 1]}"
    return title


def _running(drafts: Sequence[Draft]) -> str:
    """The running head that comes on most pages and is the name of a plan; empty for none."""
    heads = Counter(words for d in drafts if d.kind == "furniture" and _NAMED.fullmatch(words := printed(d.text).strip(_EDGES)))
    name, count = max(heads.items(), key=lambda pair: pair[1], default=("", 0))
    return name if count >= _PAGES else ""


def _read(source: SourceText, drafts: Sequence[Draft], mark: Mark) -> str:
    """What is read in a mark, without the markup in it."""
    inside = [(max(a, mark.start), min(b, mark.end)) for d in drafts for a, b in d.read if a < mark.end and mark.start < b]
    return "".join(source.text[a:b] for a, b in inside) or source.text[mark.start:mark.end]


def _captions(drafts: Sequence[Draft]) -> dict[int, str]:
    """For each table the caption right before or after it."""
    found = {}
    for i, draft in enumerate(drafts):
        if draft.kind != "table":
            continue
        for j in (i - 1, i + 1, i - 2):
            if 0 <= j < len(drafts) and drafts[j].kind == "caption":
                found[i] = printed(drafts[j].text)
                break
    return found



