"""Bytes of HTML to an element tree: the declared encoding, and limits that keep hostile pages from hanging us."""
from __future__ import annotations

import re

from lxml import etree

from pipeline.readers import unreadable
from pipeline.readers.encoding import decode

MAX_ELEMENTS = 200_000
"""A plan with all its tables has some ten thousand; so many take eight seconds."""
MAX_DEPTH = 500
"""Pages nest a few dozen deep, sloppy ones with unclosed tags some hundred; the parser's work grows with the depth."""
MAX_ATTRIBUTES = 50
"""Of one element; the parser compares each attribute with all others."""

_CHUNK = 64 * 1024
_DECLARED = re.compile(
    rb"<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([\w.:-]+)", re.I)
_DECLARED_WITHIN = 4096  # bytes; browsers look at 1024, old pages put comments first
_RAW = "script|style|xmp|iframe|noembed|noframes|textarea|title"
_ATTRIBUTE = r"[\s/]++(?:=?+[^\s/>=]++|=)(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+))?+"
_SUSPECT = re.compile(rf"<!--|<({_RAW})(?=[\s/>])|<[A-Za-z][^\s/>]*+(?:{_ATTRIBUTE}){{{MAX_ATTRIBUTES + 1}}}", re.I)


def parse(data: bytes, name: str) -> etree._Element:
    """The root element of a page, without comments and processing instructions; nothing is fetched, no entity expanded
    beyond those of HTML.

    Raises UnreadableDocument, naming the file as `name`, for an encoding that is not read, a page without elements, and
    above MAX_ELEMENTS, MAX_DEPTH, MAX_ATTRIBUTES."""
    declared = _DECLARED.search(data[:_DECLARED_WITHIN])
    label = (declared.group(1) or declared.group(2)).decode("ascii", "replace") if declared else ""
    text = decode(data, name, label)
    if text.count("<") > 8 * MAX_ELEMENTS:
        raise _too_much(name, f"more than {MAX_ELEMENTS:,} elements")
    if _has_swollen_tag(text):
        raise _too_much(name, f"an element with more than {MAX_ATTRIBUTES} attributes")
    parser = etree.HTMLPullParser(events=("start", "end"), encoding="utf-8", huge_tree=True, no_network=True,
                                  remove_comments=True, remove_pis=True)
    source = text.encode("utf-8")
    depth = elements = 0
    try:
        for at in range(0, len(source), _CHUNK):
            parser.feed(source[at:at + _CHUNK])
            for event, _ in parser.read_events():
                depth += 1 if event == "start" else -1
                elements += event == "start"
                if depth > MAX_DEPTH:
                    raise _too_much(name, f"elements nested more than {MAX_DEPTH} deep")
            if elements > MAX_ELEMENTS:
                raise _too_much(name, f"more than {MAX_ELEMENTS:,} elements")
        root = parser.close()
    except etree.LxmlError as error:
        raise unreadable(name, f"HTML that cannot be parsed ({error})", "save it as plain text") from error
    if root is None:
        raise unreadable(name, "HTML without any element", "save it as plain text")
    return root


def _too_much(name: str, what: str) -> Exception:
    return unreadable(name, f"HTML with {what}", "keep the plan's own part of the page, or save it as plain text")


def _has_swollen_tag(text: str) -> bool:
    """Whether a tag outside of comments and scripts has more than MAX_ATTRIBUTES attributes."""
    at = 0
    while found := _SUSPECT.search(text, at):
        if found.group() == "<!--":
            close = text.find("-->", found.end())
            at = close + 3
        elif found.group(1):
            closing = re.compile(f"</{found.group(1)}", re.I).search(text, found.end())
            close = closing.start() if closing else -1
            at = close
        else:
            return True
        if close < 0:
            return False
    return False
