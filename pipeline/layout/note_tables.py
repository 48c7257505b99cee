"""Tables of notes: rows of a mark and what it notes (注1 | 総務省『…』), as sheets and pages lay out the notes of a document."""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from pipeline.layout import note_heads, notes
from pipeline.layout.document import BlockKind
from pipeline.layout.drafts import Draft, DraftCell
from pipeline.layout.lists import trim
from pipeline.source import Span, unspaced

_SIGNED = re.compile(r"[(〔\[]?(?:[※*]|注釈?|註|脚注) ?(?P<figure>[0-9]{1,3})[)\]〕.:]?")
_FIGURE = re.compile(r"[(\[]?(?P<figure>[0-9]{1,3})[)\].]?")
_HEADER = re.compile("番号|No\\.?|注|註|注釈|脚注|記号|内容|説明|解説|出典|注の内容|注番号|備考", re.I)
_WORKS = re.compile(r"[0-9.()第章節Ⅰ-Ⅻ【〔\[■]{0,6}(?:主な)?(?:引用(?:文献)?[・及びと]*)?(?:参考|引用)(?:文献|資料)(?:一覧|等)?[】〕\]]?")  # 7 参考文献, over works by number
_LONGEST_MARK = 8  # code points
_BESIDE = frozenset({"furniture", "blank"})


def opened(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, of which a table that holds nothing but notes, each with its mark in a cell of its own, is as many notes. Marks without a
    sign (1, 2) open notes under a line that says so, or over works, only."""
    found: list[Draft] = []
    for draft in drafts:
        if draft.kind == "table":
            above = next((other for other in reversed(found) if other.kind not in _BESIDE), None)
            rows = _rows(text, draft, above is not None and (note_heads.is_notes_head(above.text) or _WORKS.fullmatch(unspaced(above.text)) is not None))
            found += _notes(text, draft, rows) if rows else [draft]
        else:
            found.append(draft)
    return found


def _rows(text: str, draft: Draft, headed: bool) -> list[tuple[DraftCell, DraftCell]]:
    """The rows of a table of notes, a row of headers apart; empty if the table is none."""
    rows: dict[int, list[DraftCell]] = {}
    for cell in draft.cells:
        if cell.items:
            rows.setdefault(cell.row, []).append(cell)
    pairs = [rows[row] for row in sorted(rows)]
    if not pairs or len(draft.own) != 1 or any(len(cells) != 2 for cells in pairs):
        return []
    if len(pairs) > 1 and all(_HEADER.fullmatch(_words(text, cell)) for cell in pairs[0]):
        pairs = pairs[1:]
    marks = [_words(text, cells[0]) for cells in pairs]
    pattern = _FIGURE if headed else _SIGNED
    figures = [pattern.fullmatch(mark) or _SIGNED.fullmatch(mark) if len(mark) <= _LONGEST_MARK else None for mark in marks]
    values = [int(match["figure"]) for match in figures if match is not None]
    if len(values) < len(pairs) or values != list(range(values[0], values[0] + len(values))):
        return []
    return [(cells[0], cells[1]) for cells in pairs]


def _notes(text: str, draft: Draft, rows: Sequence[tuple[DraftCell, DraftCell]]) -> Iterator[Draft]:
    """A note of each row; what stands before the first belongs to none."""
    starts = [mark.items[0][0].start for mark, _ in rows]
    first, last = draft.own[0]
    if text[first:starts[0]].strip():
        yield Draft("furniture", (Span(first, starts[0]),), (Span(first, starts[0]),), text[first:starts[0]])
    else:
        starts[0] = first
    kind: BlockKind = "note"
    for (mark, body), start, end in zip(rows, starts, [*starts[1:], last]):
        read = tuple(span for item in body.items for a, b in item if (span := trim(text, a, b)) is not None)
        yield Draft(kind, (Span(start, end),), read, "".join(text[a:b] for a, b in read), marker=notes.marker_of(_words(text, mark)))


def _words(text: str, cell: DraftCell) -> str:
    """The words of a cell in NFKC, with its bullet."""
    words = "".join(text[a:b] for item in cell.items for a, b in item)
    return unicodedata.normalize("NFKC", "".join(cell.markers) + words).strip()
