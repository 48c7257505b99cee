"""Paragraphs that nothing but their figure makes notes: it stands between those of the note before and the note behind."""
from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.layout.drafts import Draft
from pipeline.source import Span

_FIGURE = re.compile(r"([1-9][0-9]?)[ \u3000]+(?=[^\s0-9])")  # as a converter leaves a small one at the head of a note
_LEAST = 8  # code points of a note


def counted(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, of which paragraphs without a number of their own that open with the only figure between two notes are notes."""
    noted = [(i, int(draft.marker)) for i, draft in enumerate(drafts) if draft.kind == "note" and draft.marker.isdigit()]
    found = list(drafts)
    for (i, before), (k, after) in zip(noted, noted[1:]):
        if after == before + 2:
            own = [j for j in range(i + 1, k) if (match := _opens(drafts[j])) is not None and int(match[1]) == before + 1]
            if len(own) == 1 and (match := _opens(drafts[own[0]])) is not None:
                draft = drafts[own[0]]
                found[own[0]] = draft._replace(kind="note", marker=match[1], read=(Span(draft.read[0].start + match.end(), draft.read[0].end), *draft.read[1:]))
    return found


def _opens(draft: Draft) -> re.Match[str] | None:
    """The figure that opens a paragraph which is no heading."""
    plain = draft.kind == "paragraph" and draft.label is None and draft.level == 0 and len(draft.text) >= _LEAST
    return _FIGURE.match(draft.text) if plain else None
