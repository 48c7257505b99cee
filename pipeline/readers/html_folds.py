"""Parts of an HTML page that fold (accordions): their heads, which buttons and summaries hold, and what is closed until a head is pressed."""
from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from pipeline.readers.html_visible import HEADINGS, hides, holders, short_text, tag_of

_LONGEST_HEAD = 60  # code points
_LEAST = 2  # heads side by side; a fold that stands alone holds what is said in passing
_LOOKED_AT = 1000  # code points, or elements, of a part
_FOLD = re.compile(r"(?:^|[\s_-])(?:acc|accordion|accordian|collaps(?:e|ible)|fold(?:ing)?|toggle|expand(?:er|able)?|open[_-]?close)(?=$|[\s_-])", re.I)
"""Names that people give to parts that fold, in class."""
_COMMAND = re.compile(r"(?:(?:すべて|全て|一覧|続き|詳細|詳しく|もっと)?を?(?:開く|閉じる|ひらく|とじる|見る|みる|表示(?:する)?|開閉)|詳細|詳しくは?(?:こちら)?|もっと見る|メニュー|検索|印刷|共有|コピー|送信|戻る|次へ|前へ|menu|open|close|more|[+\-＋－×▼▲])+$", re.I)
"""What a button says that names no part."""


@dataclass(frozen=True)
class Folds:
    """shown: elements that are read although they are buttons or closed; heads: the level of headings that no element states."""

    shown: Set[etree._Element]
    heads: Mapping[etree._Element, str]


def find(root: etree._Element) -> Folds:
    """The parts of a page that fold."""
    buttons = [element for element in root.iter("button", "summary") if tag_of(element) == "summary" or _folds(element)]
    closed = [element for element in root.iter("div", "section", "dd", "ul", "ol", "p", "table") if hides(element)]
    if not buttons and not closed:
        return Folds(frozenset(), {})
    named = {button for button in buttons if _is_name(button)}
    tabs = [element for element in root.iter("button", "a", "li") if element.get("role") == "tab"] if closed else []
    controlled = {key for opener in (*buttons, *tabs) for key in (opener.get("aria-controls") or "").split()}
    heading = holders(named)
    shown = {element for element in closed if (element.get("id") in controlled or _follows_head(element, heading)) and not _is_menu(element)}
    groups: dict[etree._Element, list[etree._Element]] = {}
    for button in named:
        if tag_of(button) == "button" and _alone_in(button, (*HEADINGS, "dt", "summary")) is not None:
            shown.add(button)  # the heading, or term, says its level
        elif (holder := _holder(button)) is not None:
            groups.setdefault(holder, []).append(button)
    return Folds(shown | {button for own in groups.values() if len(own) >= _LEAST for button in own}, _leveled(root, groups))


def _leveled(root: etree._Element, groups: Mapping[etree._Element, list[etree._Element]]) -> dict[etree._Element, str]:
    """The level of the heads of each group: they stand under the heading before the first of them."""
    holders = {button: holder for holder, own in groups.items() if len(own) >= _LEAST for button in own}
    levels: dict[etree._Element, str] = {}
    found: dict[etree._Element, str] = {}
    last = 1
    for element in root.iter(*HEADINGS, "button", "summary") if holders else ():
        tag = tag_of(element)
        if tag in HEADINGS:
            last = int(tag[1])
        elif (holder := holders.get(element)) is not None:
            found[element] = levels.setdefault(holder, str(last + 1))
    return found


def _folds(button: etree._Element) -> bool:
    """Whether a button opens and closes a part of the page: it says so, or its name or that of its heading does."""
    parent = button.getparent()
    return button.get("aria-expanded") is not None or _FOLD.search(button.get("class") or "") is not None or (
        parent is not None and (_FOLD.search(parent.get("class") or "") is not None))


def _words(element: etree._Element, most: int) -> str:
    """What an element says, without white space; of a long one the beginning."""
    return "".join(short_text(element, most).split())


def _is_name(element: etree._Element) -> bool:
    """Whether a head names a part of the text: short words that are no command and no sentence, and hold no heading."""
    words = _words(element, 2 * _LONGEST_HEAD)
    return 0 < len(words) <= _LONGEST_HEAD and words[-1] != "。" and _COMMAND.fullmatch(words) is None and next(element.iter(*HEADINGS), None) is None


def _alone_in(button: etree._Element, tags: tuple[str, ...]) -> etree._Element | None:
    """The heading or term of which a button has all the words, or None."""
    holder = next(button.iterancestors(*tags), None)
    if holder is None:
        return None
    own = _words(button, 2 * _LONGEST_HEAD)
    return holder if _words(holder, 4 * _LONGEST_HEAD) == own else None


def _holder(button: etree._Element) -> etree._Element | None:
    """The element in which heads of one kind stand side by side: that which holds the details, or the box of a button, with what it
    folds behind it."""
    part = button.getparent()
    if part is None or tag_of(button) == "summary":
        return part.getparent() if part is not None and part.tag == "details" else None
    words = _words(button, 2 * _LONGEST_HEAD)
    at = button
    for _ in range(3):  # the box of the head, and that of the head with its text
        parent = at.getparent()
        if parent is None:
            return None
        if _words(parent, 4 * _LONGEST_HEAD) != words:
            beside = sum(tag_of(each) == tag_of(at) and each.get("class") == at.get("class") for each in parent) >= _LEAST
            return parent if beside else parent.getparent()
        at = parent
    return None


def _follows_head(element: etree._Element, heading: Set[etree._Element]) -> bool:
    """Whether a closed part stands right behind the head that opens it; heading: elements that hold a head."""
    above = element.getprevious()
    if above is None:
        return False
    if above in heading:
        return len(_words(above, 2 * _LONGEST_HEAD)) <= _LONGEST_HEAD
    return tag_of(above) in (*HEADINGS, "dt") and (_FOLD.search(above.get("class") or "") is not None or _FOLD.search(element.get("class") or "") is not None)


def _is_menu(element: etree._Element) -> bool:
    """Whether a closed part is but a list of links, as menus are."""
    if next(element.iterancestors("nav", "header"), None) is not None:
        return True
    words = len(_words(element, _LOOKED_AT))
    links = sum(len(_words(each, 200)) for each in islice(element.iter(), _LOOKED_AT) if each.tag == "a")
    return 2 * links > words
