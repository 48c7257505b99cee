"""How printed lines join into running text: which line was full, and what stands between it and the next."""
from __future__ import annotations

import re
from typing import Sequence

from pipeline.readers.pdf_lines import Line

Text = tuple[tuple[str, Line], ...]
"""Lines in order, each with what stands before it in the text: nothing, a space or a line break."""

BULLETS = "○●◎〇◆◇■□▲△▼▽★☆・･➢➤▶►→⇒➔✓✔☑❖❍❑•◦‣▪▫"
_BULLET = re.compile(rf"[{BULLETS}]|[-–—]\s")
_SIGN = re.compile("[※＊①-⑳㉑-㉟❶-❿⑴-⒇ⅰ-ⅿ]")  # opens an item, or stands in a sentence (制度※2が, ①防災、②医療)
CLOSED = "。．!?！？"
"""Characters that close a sentence."""
_SLACK = 0.3  # of the size: what justified lines and narrow brackets leave
_SLACK_OF_CELL = 0.1  # the same where the border of a cell tells the right edge
_BETWEEN = 0.25  # of the size: what word processors leave between Japanese and Latin letters on one line
_URL_TAIL = re.compile(r"(?:https?://|www\.)[!-~]*$")


def is_full(line: Line, after: Line, right: float, ruled: bool = False) -> bool:
    """Whether a line ended because what follows found no place before the right edge of its column, in points.

    ruled: that edge is known from the border of a cell, not from where most lines end."""
    room = right - line.right - after.lead
    if ruled and line.text[-1].isalnum() and after.text[0].isalnum() and line.text[-1].isascii() != after.text[0].isascii():
        room -= _BETWEEN * line.size
    return room < (_SLACK_OF_CELL if ruled else _SLACK) * line.size


def between(before: str, after: str) -> str:
    """What stands between the end of a full line and the next: a space between Latin words, else nothing."""
    if not before or not after or not (before[-1].isascii() and after[0].isascii()):
        return ""
    if _URL_TAIL.search(before[-200:]) or before[-1].isdigit() and after[0].isdigit() or before[-1] in "-/(" or after[0] in ").,;:":
        return ""
    return " "


def opens_item(text: str, above: str = "", begun: str = "") -> bool:
    """Whether a line opens with a bullet, or with a circled figure or ※ where nothing in the line above or in the
    paragraph begun there says that it stands in a sentence."""
    if _BULLET.match(text):
        return True
    if not _SIGN.match(text):
        return False
    return not above or above[-1] in CLOSED or _SIGN.match(begun) is not None


def plain(text: Text) -> str:
    """The characters of a text."""
    return "".join(gap + line.text for gap, line in text)


def cell_text(lines: Sequence[Line], right: float) -> Text:
    """The lines of a cell as text: a line break where a line ended by itself or a bullet opens the next."""
    found: list[tuple[str, Line]] = []
    for line in lines:
        if not found:
            found.append(("", line))
            continue
        before = found[-1][1]
        on = is_full(before, line, right, ruled=True) and not opens_item(line.text, before.text, lines[0].text)
        found.append((between(plain(tuple(found[-2:])), line.text) if on else "\n", line))
    return tuple(found)
