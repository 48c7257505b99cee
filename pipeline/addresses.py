"""Addresses of web pages that the end of a line or of a paragraph cuts."""
from __future__ import annotations

import re

_CUT = re.compile(r"https?://[!-~]{1,200}[-/_.?&=%]\Z")
_REST = re.compile(r"(?=[!-~]{0,80}[a-z/])(?=[!-~]{0,80}[-/_.?&=%])(?!https?:|www\.|p{1,2}\.)[A-Za-z0-9~%?&][!-')*-~]{0,120}(?=[ \u3000(（<＜、，。)）]|\Z)")
_LONGEST = 240  # code points of an address


def is_cut(text: str) -> bool:
    """Whether a text ends with an address that may go on (https://…/hakusyo/)."""
    return text[-1:].isascii() and _CUT.search(text, max(0, len(text) - _LONGEST)) is not None


def goes_on(text: str, after: str) -> bool:
    """Whether `after` goes on with the address that the end of `text` cuts (…/hakusyo/ | r06/（…閲覧）, …php? | id=12&page=3)."""
    return is_cut(text) and _REST.match(after) is not None
