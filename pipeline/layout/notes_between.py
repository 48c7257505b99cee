"""Paragraphs that nothing but their figure makes notes: it stands between those of the note before and the note behind."""
from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.layout.drafts import Draft
from pipeline.source import Span

_FIGURE = re.compile(r"([1-9][0-9]?)[ \u3000]+(?=[^\s0-9])")  # as a converter leaves a small one at the head of a note
_LEAST = 8  # code points of a note


def counted(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, of which paragraphs without a number of their own that open with the only figure between two notes are notes, and
    a note in which, behind a sentence, the figure stands that the next one leaves out is two."""
    noted = [(i, int(draft.marker)) for i, draft in enumerate(drafts) if draft.kind == "note" and draft.marker.isdigit()]
    found = list(drafts)
    inner: dict[int, tuple[Draft, Draft]] = {}
    for (i, before), (k, after) in zip(noted, noted[1:]):
        if after == before + 2:
            own = [j for j in range(i + 1, k) if (match := _opens(drafts[j])) is not None and int(match[1]) == before + 1]
            if len(own) == 1 and (match := _opens(drafts[own[0]])) is not None:
                draft = drafts[own[0]]
                found[own[0]] = draft._replace(kind="note", marker=match[1], read=(Span(draft.read[0].start + match.end(), draft.read[0].end), *draft.read[1:]))
            elif not own and (parts := _parted(text, drafts[i], before + 1)) is not None:
                inner[i] = parts
    return [part for i, draft in enumerate(found) for part in inner.get(i, (draft,))] if inner else found


def _parted(text: str, note: Draft, figure: int) -> tuple[Draft, Draft] | None:
    """A note as two, the second of which opens with this figure behind a sentence; None where none does."""
    if len(note.own) != 1 or len(note.read) != 1:
        return None
    start, end = note.read[0]
    match = re.compile(rf"(?<=[。）)])[ \u3000]*(?={figure}[ \u3000])").search(text, start, end)
    if match is None:
        return None
    at = match.end()
    behind = at + len(str(figure)) + 1
    first = note._replace(own=(Span(note.own[0].start, at),), read=(Span(start, match.start()),), text=text[start:match.start()])
    return first, note._replace(own=(Span(at, note.own[0].end),), read=(Span(behind, end),), text=text[behind:end], marker=str(figure))


def _opens(draft: Draft) -> re.Match[str] | None:
    """The figure that opens a paragraph which is no heading."""
    plain = draft.kind == "paragraph" and draft.label is None and draft.level == 0 and len(draft.text) >= _LEAST
    return _FIGURE.match(draft.text) if plain else None
