"""Notes that an author wrote by hand: paragraphs that open with the figure of a call before them."""
from __future__ import annotations

import re
from typing import Iterable, Sequence

from pipeline.readers.markers import marker_of
from pipeline.source import Mark, Span

_PLAIN_FIGURE = re.compile(r"([0-9０-９]{1,2})[)）.．]?[\s\u3000]+(?=\S)")
_NOTED = re.compile(r"[」』](?=[、,，（(]|[ \u3000]?(?:令和|平成|昭和|[0-9０-９]|第))|https?://|[pP]{1,2}[.．] ?[0-9０-９]|[0-9０-９][ \u3000]?(?:頁|ページ)|(?:。|参照|調べ|作成)\Z")


def noted_body(text: str, start: int, end: int) -> bool:
    """Whether a stretch goes on as notes do: with a title in quotation marks and more, with an address or pages, or to the end of a sentence."""
    return _NOTED.search(text, start, end) is not None


def plain_bodies(text: str, leaves: Sequence[Mark], calls: Iterable[tuple[Span, str]], known: set[str]) -> list[tuple[Mark, int, str]]:
    """The paragraphs that open with the figure of a call before them, in the size of the line, and go on as notes do: with
    a title in quotation marks and more, with an address or pages, or to the end of a sentence or a line that names a source; where each begins behind its figure.

    calls: with their markers, of which the first of each counts; known: markers whose notes are known."""
    opened: dict[str, list[tuple[Mark, int]]] = {}
    for leaf in leaves:
        if leaf.kind == "paragraph" and (head := _PLAIN_FIGURE.match(text, leaf.start, leaf.end)):
            opened.setdefault(marker_of(head[1]), []).append((leaf, head.end()))
    first: dict[str, Span] = {}
    for place, marker in calls:
        first.setdefault(marker, place)
    found: list[tuple[Mark, int, str]] = []
    for marker, place in first.items():
        body = next(((leaf, start) for leaf, start in opened.get(marker, ()) if leaf.start > place.end and marker not in known
                     and noted_body(text, start, leaf.end)), None)
        if body is not None:
            found.append((*body, marker))
    return found
