"""What of an HTML page a reader does not see or does not read as the document: hidden parts, site furniture, layout."""
from __future__ import annotations

import re
from collections.abc import Iterable, Set

from lxml import etree

DROPPED = frozenset((
    "script", "style", "template", "noscript", "head", "title", "rt", "rp", "nav", "button", "iframe", "object",
    "embed", "applet", "canvas", "audio", "video", "svg", "math", "input", "select", "datalist", "textarea",
    "progress", "meter", "map", "area", "noframes", "noembed", "dialog",
))
"""Elements that are never read, with all they hold."""
BLOCK = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "search", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))
"""Elements that stand on lines of their own."""
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BOXES = frozenset(("div", "ul", "ol", "p", "aside", "section"))
_FURNITURE_ROLES = frozenset(("banner", "contentinfo", "navigation", "search"))
_SITE = re.compile(r"(?:^|[\s_-])(?:breadcrumbs?|bread|topic[_-]?path|pankuzu|skip(?:[_-]?(?:link|nav|navi))?|(?:g|global|side|local|foot|footer|header)[_-]?(?:nav|navi|navigation|menu))"
                   r"(?:[_-]?(?:list|area|wrap|box))?(?=$|\s)", re.I)
"""Names that systems for web pages give to what leads through the site (breadcrumb, pankuzu, gnav), in id or class."""
_HIDING = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.I)


def tag_of(element: etree._Element) -> str:
    """The lower-case name of an element without a prefix."""
    name = element.tag
    return name.lower().rpartition(":")[2] if isinstance(name, str) else ""


def hidden(element: etree._Element) -> bool:
    """Whether an element itself is kept from the reader, by what it is or by its attributes."""
    if tag_of(element) in DROPPED:
        return True
    get = element.get
    return (hides(element) or (get("role") or "").strip().lower() in _FURNITURE_ROLES
            or tag_of(element) in _BOXES and any(_SITE.search(get(name) or "") for name in ("id", "class")))


def hides(element: etree._Element) -> bool:
    """Whether the attributes of an element keep it from being shown."""
    get = element.get
    return get("hidden") is not None or (get("aria-hidden") or "").strip().lower() == "true" or bool(_HIDING.search(get("style") or ""))


def holders(elements: Iterable[etree._Element]) -> set[etree._Element]:
    """All elements that hold one of `elements`, and these themselves."""
    found: set[etree._Element] = set()
    for element in elements:
        at: etree._Element | None = element
        while at is not None and at not in found:
            found.add(at)
            at = at.getparent()
    return found


def furniture(root: etree._Element, notes: Iterable[etree._Element]) -> set[etree._Element]:
    """Headers, footers and forms that belong to the site and not to the document.

    A header or footer is furniture if it is a child of body, or outside of the page's main or article. Kept are the
    one that holds the page's only h1, one that holds a note, and a form that holds headings (some systems wrap the
    whole page in one)."""
    holding_main = holders(root.iter("main", "article"))
    first = list(root.iter("h1"))
    titled = holders(first) if len(first) == 1 else set()
    kept = titled | holders(notes)
    headed = holders(root.iter("main", "article", *HEADINGS))
    found = set()
    for element in root.iter("header", "footer", "form"):
        if element.tag == "form":
            furnish = element not in headed
        else:
            parent = element.getparent()
            outside = bool(holding_main) and not _under(element, ("main", "article"))
            furnish = (parent is None or parent.tag == "body" or outside) and element not in kept
        if furnish and element not in holding_main:
            found.add(element)
    return found | _around_main(root, kept)


def _around_main(root: etree._Element, kept: Set[etree._Element]) -> set[etree._Element]:
    """What stands beside the one main part of a page that holds most of its text: menus of the site and whom to ask."""
    mains = [each for each in root.iter() if each.tag == "main" or isinstance(each.tag, str) and (each.get("role") or "").strip().lower() == "main"]
    if len(mains) != 1 or 2 * _size(mains[0]) <= _size(root):
        return set()
    found: set[etree._Element] = set()
    at = mains[0]
    while (parent := at.getparent()) is not None and parent.tag not in ("html",):
        found |= {each for each in parent if each is not at and isinstance(each.tag, str) and each.tag not in DROPPED and each not in kept}
        at = parent
    return found


def _size(element: etree._Element) -> int:
    """How many characters of text that is read an element holds, white space aside."""
    size = 0
    for each in element.iter():
        text = each.text if isinstance(each.tag, str) and each.tag not in DROPPED else None
        size += len("".join((text or "").split())) + len("".join((each.tail or "").split()) if each is not element else "")
    return size


def _under(element: etree._Element, tags: tuple[str, ...]) -> bool:
    return next(element.iterancestors(*tags), None) is not None


def layout_tables(root: etree._Element) -> Set[etree._Element]:
    """Tables that only lay out the page: said so by their role, boxes of a single cell, and those without header cells
    and caption that hold headings or other tables."""
    tables = list(root.iter("table"))
    if not tables:
        return set()
    marked = {each for cell in root.iter("th", "caption") if (each := _table_of(cell)) is not None}
    holding = holders([each for table in tables if (each := table.getparent()) is not None])
    holding |= holders(root.iter(*HEADINGS))
    counts: dict[etree._Element, int] = {}
    for cell in root.iter("td", "th"):
        if (table := _table_of(cell)) is not None:
            counts[table] = counts.get(table, 0) + 1
    return {table for table in tables
            if (table.get("role") or "").strip().lower() in ("presentation", "none") or counts.get(table, 0) < 2
            or (table in holding and table not in marked)}


def _table_of(cell: etree._Element) -> etree._Element | None:
    return next(cell.iterancestors("table"), None)


def short_text(element: etree._Element, most: int) -> str:
    """The text in an element, cut a little above `most` characters."""
    found, size = [], 0
    for piece in element.itertext():
        found.append(piece)
        size += len(piece)
        if size > most:
            break
    return "".join(found)
