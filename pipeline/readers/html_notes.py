"""Footnotes of an HTML page: which links call a note, which block is its body, and the marks of both."""
from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from pipeline.readers.html_visible import BLOCK, HEADINGS, holders, short_text, tag_of
from pipeline.readers.markers import LONGEST, leading_marker, marker_of, opening_marker
from pipeline.source import Mark, Span

LONGEST_NOTE = 5000
"""Characters; what is longer is a chapter that a table of contents points to."""
_BODIES = frozenset(("li", "p", "div", "dd", "aside"))
_CITES = re.compile("[「『].{2,60}[」』]|https?:")  # a work, by its title or its place
_PLAIN_HEAD = re.compile(r"([0-9０-９]{1,3})[ \t\u3000]+(?=\S)")
_BACK = re.compile(r"[\W_]*\d?|.*(?:戻|もど|back|return|本文).*", re.I | re.S)
_LONGEST_BACK = 12
_OPENING, _CLOSING = "[(（［〔^ \n", "])）］〕.:：．、^ \n"


@dataclass(frozen=True)
class Notes:
    """The footnotes of a page: bodies (block: its targets with their markers) and calls (link: marker)."""

    bodies: Mapping[etree._Element, Mapping[etree._Element, str]]
    calls: Mapping[etree._Element, str]

    def watched(self) -> set[etree._Element]:
        """The elements whose place in the text `marks` needs to know, besides in-page links and superscripts."""
        return {*self.bodies, *(target for targets in self.bodies.values() for target in targets)}


def find(root: etree._Element) -> Notes:
    """The footnotes that links call: a link with a short mark (`1`, `[1]`, `※1`) in running text, to a later block."""
    ids: dict[str, tuple[int, etree._Element]] = {}
    links: list[tuple[int, etree._Element, str]] = []
    for at, element in enumerate(root.iter()):
        for key in (element.get("id"), element.get("name") if element.tag == "a" else None):
            if key:
                ids.setdefault(key, (at, element))
        if is_page_link(element) and (marker := marker_of(short_text(element, 3 * LONGEST))):
            links.append((at, element, marker))
    refused = holders(root.iter("table", *HEADINGS))
    bodies: dict[etree._Element, dict[etree._Element, str]] = {}
    targets: dict[etree._Element, etree._Element] = {}
    long: dict[etree._Element, bool] = {}
    for at, link, marker in links:
        place, target = ids.get(_fragment(link), (-1, None))
        if target is None or place <= at or not _in_running_text(link):
            continue
        body = targets[target] if target in targets else _body(target, refused, long)
        if body is not None and not _within(link, body):
            targets[target] = body
            bodies.setdefault(body, {}).setdefault(target, marker)
    calls: dict[etree._Element, str] = {}
    for _, link, marker in links:
        _, target = ids.get(_fragment(link), (-1, None))
        if target is None or target not in targets:
            continue
        body = targets[target]
        if bodies[body][target] == marker and not _within(link, body):
            calls[link] = marker
    return Notes(bodies, calls)


def is_page_link(element: etree._Element) -> bool:
    """Whether an element is a link to a place of its own page."""
    return element.tag == "a" and (element.get("href") or "").startswith("#")


def _within(element: etree._Element, holder: etree._Element) -> bool:
    return any(each is holder for each in element.iterancestors(tag_of(holder)))


def _fragment(link: etree._Element) -> str:
    return unquote((link.get("href") or "")[1:])


def _in_running_text(link: etree._Element) -> bool:
    """Whether more than the link itself stands in its block, and the block is no navigation."""
    if next(link.iterancestors("nav"), None) is not None:
        return False
    block = next((each for each in link.iterancestors() if tag_of(each) in BLOCK), None)
    own = len("".join(short_text(link, 3 * LONGEST).split()))
    return block is not None and len("".join(short_text(block, 50 + 10 * own).split())) > own


def _body(target: etree._Element, refused: Set[etree._Element],
          long: dict[etree._Element, bool]) -> etree._Element | None:
    """The block of the note that a link points to; None if the target is no note. `long` remembers blocks too long."""
    block: etree._Element | None = target
    while block is not None and tag_of(block) not in BLOCK:
        block = block.getparent()
    if block is None or tag_of(block) not in _BODIES or block in refused:
        following = target.getnext()
        if target is block or short_text(target, 0).strip() or (target.tail or "").strip() or following is None:
            return None
        block = following  # an empty `<a name="n1"></a>` in front of the block that it names
    if tag_of(block) not in _BODIES or block in refused:
        return None
    if block not in long:
        long[block] = len(short_text(block, LONGEST_NOTE)) > LONGEST_NOTE
    return None if long[block] else block


def marks(notes: Notes, places: Mapping[etree._Element, Span], text: str, leaves: Iterable[Mark]) -> list[Mark]:
    """`leaves` (paragraphs and items) with the notes among them turned into `note` marks, and the `anchor` and `markup`
    marks of all notes.

    places: where in `text` the watched elements, the in-page links and the superscripts stand, trimmed."""
    links = sorted({place for each, place in places.items() if is_page_link(each) and place.start < place.end})
    sups = {place: marker for each, place in places.items() if each.tag == "sup" and place.start < place.end
            and (marker := marker_of(text[place.start:place.end]))}
    found: list[Mark] = []
    for body, targets in notes.bodies.items():
        if body in places:
            for start, end, marker in _shares(places[body], targets, places):
                found += _note(text, start, end, marker, links)
    found += _superscript_notes(text, list(leaves), sups)
    markers = {mark.value for mark in found if mark.kind == "note"}
    anchors = {places[link]: marker for link, marker in notes.calls.items()
               if link in places and places[link].start < places[link].end and marker in markers}
    starts = sorted(place.start for place in anchors)
    silent = {mark.start for mark in found if mark.kind == "markup"}
    for place, marker in sups.items():
        at = bisect_left(starts, place.start)
        called = at < len(starts) and starts[at] < place.end
        if marker in markers and not called and place.start not in silent:
            anchors[place] = marker
    return found + [Mark("anchor", *place, marker) for place, marker in anchors.items()]


def _shares(place: Span, targets: Mapping[etree._Element, str],
            places: Mapping[etree._Element, Span]) -> list[tuple[int, int, str]]:
    """The stretches of a block that are the bodies of its notes: all of it for one, from target to target for more."""
    if len(targets) == 1:
        return [(*place, next(iter(targets.values())))]
    begun = sorted((places[target].start, marker) for target, marker in targets.items() if target in places)
    ends = [start for start, _ in begun[1:]] + [place.end]
    return [(start, end, marker) for (start, marker), end in zip(begun, ends)]


def _note(text: str, start: int, end: int, marker: str, links: list[Span]) -> list[Mark]:
    """The `note` mark of a body, and the `markup` marks of its own marker and of its links back to the text."""
    inside = links[bisect_left(links, Span(start, start)):bisect_left(links, Span(end, end))]
    a, b = _skip(text, start, end, _OPENING[-2:]), end
    for link in inside[:3]:  # `^ [1] body`: links back in front
        shown = text[link.start:link.end]
        if _skip(text, a, b, _OPENING) < link.start or not (marker_of(shown) == marker or _BACK.fullmatch(shown)):
            break
        a = _skip(text, link.end, b, _CLOSING)
    a = leading_marker(text, a, b, marker)
    b = len(text[:b].rstrip()) if b - a < 0 else a + len(text[a:b].rstrip())
    for link in reversed(inside):
        shown = text[link.start:link.end]
        closes = not text[link.end:b].strip(_CLOSING)
        if link.start < a or not closes or len(shown) > _LONGEST_BACK or not _BACK.fullmatch(shown):
            break
        b = a + len(text[a:link.start].rstrip(_OPENING))
    a = _skip(text, a, b, " \t\n\u3000")
    if b <= a:
        return []
    silent = ((start, a), (b, end))
    found = [Mark("note", a, b, marker)]
    for left, right in silent:
        body = text[left:right]
        if body.strip():
            left += len(body) - len(body.lstrip())
            found.append(Mark("markup", left, left + len(body.strip())))
    return found


def _skip(text: str, start: int, end: int, chars: str) -> int:
    while start < end and text[start] in chars:
        start += 1
    return start


def _superscript_notes(text: str, leaves: list[Mark], sups: Mapping[Span, str]) -> list[Mark]:
    """`leaves`, those that open with a superscript which is called elsewhere turned into notes."""
    heads = {place.start: (place, marker) for place, marker in sups.items()}
    opened = {leaf.start for leaf in leaves}
    called = {marker for place, marker in sups.items() if place.start not in opened}
    heads |= _plain_heads(text, leaves, called, max((place.start for place in sups if place.start not in opened), default=0))
    found: list[Mark] = []
    for leaf in leaves:
        place, marker = heads.get(leaf.start, (None, ""))
        body = _skip(text, place.end, leaf.end, " \t\n\u3000") if place and marker in called else leaf.end
        if place is not None and body < leaf.end:
            found += [Mark("markup", *place), Mark("note", body, leaf.end, marker)]
        else:
            found.append(leaf)
    return found


def _plain_heads(text: str, leaves: list[Mark], called: set[str], last: int) -> dict[int, tuple[Span, str]]:
    """The figures in the size of the text that open paragraphs behind the last call, most of which superscripts call; by start."""
    behind = [leaf for leaf in leaves if leaf.kind == "paragraph" and leaf.start > last]
    opened = [(leaf, match, marker_of(match.group(1))) for leaf in behind
              if (match := _PLAIN_HEAD.match(text, leaf.start, leaf.end)) is not None]
    held = [(leaf.start, Span(*match.span(1)), marker) for leaf, match, marker in opened if marker in called]
    once = len({marker for _, _, marker in held}) == len(held) == len(opened) and (
        len(held) > 1 or any(_CITES.search(text, leaf.start, leaf.end) for leaf, _, _ in opened))
    if not once or 2 * len(held) < len(called):
        return {}
    plain = {leaf.start for leaf, _, _ in opened}
    if any(leaf.start not in plain and opening_marker(text, leaf.start, leaf.end) in called for leaf in behind):
        return {}  # (注1) …: the notes have another dress
    return {} if _are_titles(text, [leaf for leaf, _, _ in opened], behind) else {start: (place, marker) for start, place, marker in held}


def _are_titles(text: str, opened: Sequence[Mark], behind: Sequence[Mark]) -> bool:
    """Whether paragraphs that open with figures head what stands between them: none says a whole sentence or names a work, and
    behind each but the last another paragraph stands."""
    if any("。" in text[leaf.start:leaf.end] or _CITES.search(text, leaf.start, leaf.end) for leaf in opened):
        return False
    places = [k for k, leaf in enumerate(behind) if leaf in opened]
    return all(b - a > 1 for a, b in zip(places, places[1:]))
